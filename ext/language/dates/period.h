/*
** A period: some days, as a unit of the calendar.
*/
#ifndef NEWSEXT_DATES_PERIOD_H
#define NEWSEXT_DATES_PERIOD_H

#include "expression.h"

struct period {
  int32_t first, last; /* days */
  enum grain grain;    /* GRAIN_NONE: nothing */
  char season[3];
  int year; /* of a season, quarter, half or greater */
};

/* No period, and one of some days, where they are within years 1 to 9999. */
static inline struct period no_period(void) { return (struct period){.grain = GRAIN_NONE}; }
static inline struct period period_of_days(int32_t first, int32_t last, enum grain grain) {
  if (first < 1 || last > DAY_LAST || last < first) return no_period();
  return (struct period){.first = first, .last = last, .grain = grain};
}

#endif
