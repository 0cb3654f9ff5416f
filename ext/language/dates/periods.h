/*
** Periods of the calendar: see periods.c.  no_period() where there is none.
*/
#ifndef NEWSEXT_DATES_PERIODS_H
#define NEWSEXT_DATES_PERIODS_H

#include "period.h"

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
