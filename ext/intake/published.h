/*
** The dates that publishers write above a story, into its address, into a
** record.
**
**     "Mon, 28 Jan 2019 15:04:05 +0430"    2019-01-28T15:04:05+04:30
**     "June 20, 2013 9:15 AM EDT"          2013-06-20T09:15-04:00
**     "2013/06/20"  "20130620"             2013-06-20
**     "1548669600"  "1548669600000"        2019-01-28T10:00:00Z
**
** RFC 2822, ISO 8601 (RFC 3339), asctime, seconds and milliseconds since 1970,
** and what newspapers print.  Of 3/4/2019 the month is first, unless it cannot
** be; of 3.4.2019 the day.  What is meant by words ("last Monday") is
** language/dates.h's.
*/
#ifndef NEWSEXT_PUBLISHED_H
#define NEWSEXT_PUBLISHED_H

#include "../base/slice.h"

#include <stdbool.h>

/* How a date was found, the most trusted first. */
enum published_basis {
  BASIS_NONE,
  BASIS_METADATA,
  BASIS_HEADER,
  BASIS_DATELINE,
  BASIS_URL,
  BASIS_PATH,
  BASIS_TEXT,
  BASIS_CAPTURE
};

struct when {
  int year, month, day;     /* month and day 0: not said; year 0: not said */
  int hour, minute, second; /* -1: not said */
  char zone[8];             /* "", "Z", "+04:30" */
};

struct published {
  char date[40];         /* ISO 8601, as precise as it was said; "" where there is none */
  char from[11], to[11]; /* the first and the last day that it may be; "" for no bound */
  enum published_basis basis;
};

/* Reads a date where the text starts; returns the bytes it takes, 0 if none
** stands there.  `year_needed`: without one ("Jan 28") it is none. */
size_t when_read(const char *text, size_t bytes, bool year_needed, struct when *);

/* The same for a text that must be a date and nothing else; also numbers of
** seconds and milliseconds. */
bool when_is(struct slice, struct when *);

/* Finds a date in an address or path (/2019/01/28/, 2019-01-28, 20190128). */
bool when_in_address(struct slice, struct when *);

/* Says that a story was published then, unless that is known already. */
void published_set(struct published *, const struct when *, enum published_basis);

#endif
