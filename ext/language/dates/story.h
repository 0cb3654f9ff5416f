/*
** What a story as a whole says of its dates: see story.c.
*/
#ifndef NEWSEXT_DATES_STORY_H
#define NEWSEXT_DATES_STORY_H

#include "period.h"

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
  int32_t said_year;    /* the last year said, be it in passing: which that year then is */
  struct period beside; /* the last that was told from the reference: a week after it, a year before it */
  uint32_t beside_end;
};

enum date_style story_style(const struct expressions *, const struct moment *reference);
/* Whether a story is news, whatever stands behind these expressions of its lead: so many years are said there at most. */
bool story_stays_news(const struct expressions *, const struct moment *reference, uint32_t more_years);
bool story_day_first(const struct reader *, const struct expressions *);
/* Whether a date's tokens stand in a dateline that begins at `first`: "KABUL, Jan. 28 (Wire) - ". */
bool is_dateline(const struct reader *, uint32_t first, uint32_t date, uint32_t end);
/* The text's own date, in its header or dateline. */
struct moment story_reference(struct document *, const struct patterns *);

#endif
