/*
** Axes: from values and days to places in a picture, and the marks along them.
**
** Values: a scale from 0 or below to a round number, in steps of 1, 2 or 5 times a power of ten (Heckbert, "Nice
** Numbers for Graph Labels", Graphics Gems 1990).  Days: bins of a day, a week, a month ... of which there are few
** enough to be seen.
*/
#ifndef NEWSEXT_AXIS_H
#define NEWSEXT_AXIS_H

#include "../language/dates.h"

struct scale {
  double low, high, step;
};

/* A scale that holds 0 and both values, of about so many steps. */
struct scale scale_of(double low, double high, int steps);

enum { NUMBER_BYTES = 40, DAY_BYTES = 24 };

/* A number as it is read, with at most two decimals: 1,234.5, 1.2 bn.  Its size is below 1e27. */
void number_text(double, char out[NUMBER_BYTES]);

/* A day and how exactly it is known, in one number that sorts by day. */
enum grain_of_day { GRAIN_DAY_EXACT, GRAIN_DAY_OF_MONTH, GRAIN_DAY_OF_YEAR, GRAINS };
static inline int64_t dated(int32_t day, enum grain_of_day grain) { return (int64_t)day * GRAINS + grain; }
static inline int32_t dated_day(int64_t dated) { return (int32_t)(dated / GRAINS); }

/* 15 Mar 2021, Mar 2021 or 2021, as exactly as it is known. */
void dated_text(int64_t dated, char out[DAY_BYTES]);

enum bin_unit { BIN_DAY, BIN_WEEK, BIN_MONTH, BIN_QUARTER, BIN_YEAR, BIN_DECADE, BIN_CENTURY };
enum { MOST_BINS = 150, MOST_TICKS = 12 };

struct day_axis {
  enum bin_unit unit;
  int32_t first, end; /* the first day of the first bin, and of the one behind the last */
  int bins;
};

/* The axis of the days from `first` to `last`. */
struct day_axis day_axis_of(int32_t first, int32_t last);
int day_axis_bin(const struct day_axis *, int32_t day);
int32_t day_axis_start(const struct day_axis *, int bin);
/* "day", "week" ... */
const char *day_axis_unit(const struct day_axis *);

/* Where names stand along the axis: at the beginnings of days, months or years, up to MOST_TICKS; how many. */
struct tick {
  int32_t day;
  char text[DAY_BYTES];
};
int day_axis_ticks(const struct day_axis *, struct tick out[MOST_TICKS]);

#endif
