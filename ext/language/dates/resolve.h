/*
** From expressions to days: see resolve.c, tense.c and story.c.
*/
#ifndef NEWSEXT_RESOLVE_H
#define NEWSEXT_RESOLVE_H

#include "calendar.h"
#include "expression.h"

/* Where the words around an expression look. */
enum look { LOOK_UNKNOWN, LOOK_PAST, LOOK_FUTURE };

struct period {
  int32_t first, last; /* days */
  enum grain grain;    /* GRAIN_NONE: nothing */
  char season[3];
  int year; /* of a season, quarter, half or greater */
};

/* What the story as a whole says (story.c), and where it has come to. */
struct story {
  const struct reader *reader;
  struct moment reference;
  enum date_style style;
  bool day_first;  /* 3/7/2019 is 3 July */
  int16_t ancient; /* the last year said, where it was BC; else 0 */
  /* The last date that was resolved: a day, how exact, and the token behind it. */
  int32_t context;
  uint8_t context_grain;
  uint32_t context_end;
  int32_t context_year; /* the year the story is in; 0: none */
  int32_t said_year;    /* the last year said, be it in passing: for "that year" */
  struct period beside; /* the last "next week", "last year": for "the week after", "the previous year" */
  uint32_t beside_end;
};

/* tense.c */
enum look look_of(const struct reader *, const struct expression *);
/* "Sunday's vote", "the convention in July": of what has its day beforehand. */
bool of_appointment(const struct reader *, const struct expression *);

/* story.c */
enum date_style story_style(const struct expressions *, const struct moment *reference);
bool story_day_first(const struct reader *, const struct expressions *);
/* Whether a date's tokens stand in a dateline that begins at `first`: "KABUL, Jan. 28 (Wire) - ". */
bool is_dateline(const struct reader *, uint32_t first, uint32_t date, uint32_t end);
/* The text's own date, in its header or dateline. */
struct moment story_reference(struct document *, const struct patterns *);

/* thread.c: the years of a history's dates that name none, as story_year; false: no memory. */
bool follow_story(const struct reader *, struct expressions *);
struct period in_story_year(const struct expression *, int year);

/* told.c: whether a day is counted from what the story told last; makes a date of such a duration. */
bool count_from_told(const struct story *, struct expression *);

/* ancient.c: adds month and day to a value such as BC0044; gives "in June", "two years later" the year BC that the
** story has come to. */
void write_before_christ(const struct expression *, char value[DATE_VALUE_BYTES]);
void take_ancient_year(const struct story *, struct expression *);

/* resolve.c: fills a date from an expression, and moves the story on. */
void resolve(struct story *, const struct expression *, struct date *);

/* feasts.c: the days of a feast in a year, by its value in the lexicon. */
struct period feast_in(const char *value, int year);

/* borrow.c: what an expression takes from the one behind it. */
void borrow(const struct reader *, struct expressions *);
/* The kind of a word that joins two dates, a value of its list; 0 if it is none. */
char link_at(const struct reader *, uint32_t at);

/* notes.c: whether the text is a note; makes one of "Oct. 2 to 5", and returns how many dates are left. */
bool is_note(const struct reader *);
uint32_t join_ranges(const struct reader *, struct date *, uint32_t count);
/* "late next week", "rest of the year": the days of a part. */
void take_part(const struct expression *, int32_t reference, struct date *);
/* value.c: writes TIMEX3 values.  write_text returns the end of what it wrote, where a 0 is. */
char *write_text(char *out, const char *text);
void write_duration(const struct expression *, char out[DATE_VALUE_BYTES]);
void write_set(const struct expression *, char out[DATE_VALUE_BYTES]);
void write_period(const struct period *, char out[DATE_VALUE_BYTES]);
void write_span(int32_t first, int32_t last, char out[DATE_VALUE_BYTES]); /* 2016-10-02/2016-10-22 */

/* No period, and one of some days, where they are within years 1 to 9999. */
static inline struct period no_period(void) { return (struct period){.grain = GRAIN_NONE}; }
static inline struct period period_of_days(int32_t first, int32_t last, enum grain grain) {
  if (first < 1 || last > DAY_LAST || last < first) return no_period();
  return (struct period){.first = first, .last = last, .grain = grain};
}

/* periods.c: no_period() where there is none. */
struct period period_of_years(int year, int count, enum grain grain);
/* The unit that holds a day, some units away. */
struct period unit_around(int32_t day, enum grain unit, int32_t shift);
/* Whether an expression says something that every year has, and that placed in a year. */
bool has_yearly(const struct expression *);
struct period in_year(const struct expression *, int year);
/* The nth unit or weekday of a period; a base narrowed by what else is said. */
struct period nth_within(const struct expression *, const struct period *);
struct period narrowed_period(const struct expression *, struct period base);

#endif
