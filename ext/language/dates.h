/*
** Dates: the temporal expressions of a text, found and resolved.
**
**     "Ghani said Monday that talks began two months ago." told on 2019-01-29
**      -> Monday          DATE  2019-01-28   (2019-01-28 .. 2019-01-28)
**         two months ago  DATE  2018-11      (2018-11-01 .. 2018-11-30)
**
** Values and extents are TIMEX3's (TimeML 1.2.1, after Ferro and others' TIDES
** standard of 2005).  The work is done in three steps, by the files in dates/:
** recognise what is said (expression.h), resolve it against the reference and
** the story (resolve.c), and pick the one that dates an event (event.c).
*/
#ifndef NEWSEXT_DATES_H
#define NEWSEXT_DATES_H

#include "document.h"

/* A day, counted from Monday, 1 January of year 1 = 1 (proleptic Gregorian). */
enum { DAY_NONE = 0, DAY_LAST = 3652059 /* 9999-12-31 */ };

/* A day or a moment of it. */
struct moment {
  int32_t day;                 /* DAY_NONE: not known */
  int8_t hour, minute, second; /* -1: not said */
  bool zoned;
  int16_t zone;  /* minutes east of UTC, where zoned */
  uint8_t loose; /* only its month or year is known: GRAIN_MONTH, GRAIN_YEAR; else 0 */
};

enum date_style {
  DATES_AUTO,      /* told from the text */
  DATES_NEWS,      /* told from the day of the reference */
  DATES_NARRATIVE, /* a history: the reference moves with the story */
  DATES_NOTE       /* from one to another, as only a text itself tells: "I'll be out Oct. 2 to 5" */
};

/* What the text cannot tell, or tells by itself where it is not said: all 0. */
struct date_options {
  enum date_style style;
  uint32_t language; /* by date_language_named(), and 1 */
};

enum date_type { DATE_DATE, DATE_TIME, DATE_DURATION, DATE_SET };

enum { DATE_VALUE_BYTES = 48 };

struct date {
  struct span span;
  uint32_t first, end;         /* its tokens: end is behind the last */
  uint8_t type;                /* enum date_type */
  uint8_t grain;               /* how exact: enum grain in dates/expression.h */
  bool explicit_year;          /* the year is said, so that it needs no reference */
  bool clock_alone;            /* a time of which nothing says the day: "The vote is at 3 p.m." */
  int32_t first_day, last_day; /* DAY_NONE where it denotes no days */
  char value[DATE_VALUE_BYTES];
};

struct dates {
  const struct date *items;
  uint32_t count;
  struct moment reference; /* the one used: given, or the text's own */
  enum date_style style;   /* the one used: never DATES_AUTO */
};

/* The dates of a document.  `reference` may be NULL: then the text's own
** header or dateline serves.  What was found is kept, and the answer for the
** last reference and options; `items` are good until the next call with others.
** Empty after an error, which is in the document's status. */
const struct dates *document_dates(struct document *, const struct moment *reference, struct date_options);

/* The name of a type, as SQL shows it. */
const char *date_type_name(uint8_t type);
/* The style that is called so, enum date_style, and the language, by its tag of BCP 47; -1 if none is. */
int date_style_named(const char *name, size_t bytes);
int date_language_named(const char *name, size_t bytes);

/* The date of what the text reports, as YYYY-MM-DD, YYYY-MM or YYYY in `out`
** (DATE_VALUE_BYTES); false, and "" there, if there is none. */
bool document_event_date(struct document *, const struct moment *reference, struct date_options, char *out);

/* Reads an ISO date or date-time ("2019-01-28", "2019-01-28T15:00:00+01:00",
** "2019-01", "2019"); false if it is none. */
bool moment_read(const char *text, size_t bytes, struct moment *out);

/* Day numbers and ISO text. */
int32_t day_of(int year, int month, int day);            /* DAY_NONE if there is no such day */
void day_write(int32_t day, char out[DATE_VALUE_BYTES]); /* YYYY-MM-DD, "" for DAY_NONE */

#endif
