/*
** Periods of the calendar: a unit around a day, what is said placed in a year or
** another period.
**
**     unit_around(2019-01-29, GRAIN_WEEK, -1) is 2019-01-21 .. 2019-01-27
*/
#include "periods.h"
#include "calendar.h"
#include "feasts.h"

#include <string.h>

static struct period period_of_months(int year, int month, int count, enum grain grain) {
  int32_t first = day_of(year, month, 1),
          next = month + count > 12 ? day_of(year + 1, month + count - 12, 1) : day_of(year, month + count, 1);
  if (!first) return no_period();
  struct period p = period_of_days(first, next ? next - 1 : DAY_LAST, grain);
  p.year = year;
  return p;
}

struct period period_of_years(int year, int count, enum grain grain) {
  int32_t first = day_of(year < 1 ? 1 : year, 1, 1), last = day_of(year + count - 1, 12, 31);
  return period_of_days(first, last ? last : DAY_LAST, grain);
}

static struct period season_of(int year, const char *season) {
  struct period p = season[0] == 'W' ? period_of_months(year, 12, 3, GRAIN_SEASON)
                                     : period_of_months(year,
                                                        season[0] == 'F'   ? 9
                                                        : season[1] == 'P' ? 3
                                                                           : 6,
                                                        3, GRAIN_SEASON);
  memcpy(p.season, season, 3);
  p.year = year;
  return p;
}

/* The unit that holds a day, some units away. */
struct period unit_around(int32_t day, enum grain unit, int32_t shift) {
  if (day < 1 || shift > SHIFT_MOST || shift < -SHIFT_MOST) return no_period();
  struct calendar_day c = day_split(day);
  int32_t at;
  switch (unit) {
    case GRAIN_DAY:
    case GRAIN_PART: return period_of_days(day + shift, day + shift, GRAIN_DAY);
    case GRAIN_WEEK: at = day - day_weekday(day) + 1 + 7 * shift; return period_of_days(at, at + 6, GRAIN_WEEK);
    case GRAIN_FORTNIGHT: at = day - day_weekday(day) + 1 + 14 * shift; return period_of_days(at, at + 6, GRAIN_WEEK);
    case GRAIN_WEEKEND: at = day - day_weekday(day) + 6 + 7 * shift; return period_of_days(at, at + 1, GRAIN_WEEKEND);
    case GRAIN_MONTH:
    case GRAIN_QUARTER:
    case GRAIN_HALF: {
      int size = unit == GRAIN_MONTH ? 1 : unit == GRAIN_QUARTER ? 3 : 6;
      int month = c.year * 12 + (c.month - 1) / size * size + shift * size;
      return month < 12 ? no_period() : period_of_months(month / 12, month % 12 + 1, size, unit);
    }
    case GRAIN_YEAR: return period_of_years(c.year + shift, 1, GRAIN_YEAR);
    case GRAIN_DECADE: return period_of_years((c.year / 10 + shift) * 10, 10, GRAIN_DECADE);
    case GRAIN_CENTURY: {
      struct period p = period_of_years((c.year / 100 + shift) * 100, 100, GRAIN_CENTURY);
      p.year = c.year / 100 + shift;
      return p;
    }
    default: return no_period();
  }
}

/* What is said, placed in a year: month, day, season, quarter, holiday. */
struct period in_year(const struct expression *e, int year) {
  if (year < 1 || year > 9999) return no_period();
  if (e->holiday) return feast_in(e->holiday, year);
  if (e->season[0]) return season_of(year, e->season);
  if (e->quarter) return period_of_months(year, e->quarter * 3 - 2, 3, GRAIN_QUARTER);
  if (e->half) return period_of_months(year, e->half * 6 - 5, 6, GRAIN_HALF);
  if (e->week) {
    int32_t monday = week_start(year, e->week);
    return period_of_days(monday, monday + 6, GRAIN_WEEK);
  }
  if (e->month && e->day) {
    int32_t day = day_of(year, e->month, e->day);
    return period_of_days(day, day, GRAIN_DAY);
  }
  return e->month ? period_of_months(year, e->month, 1, GRAIN_MONTH) : no_period();
}

bool has_yearly(const struct expression *e) {
  return e->month || e->season[0] || e->quarter || e->half || e->holiday || e->week;
}

/* The nth unit or weekday within a period. */
struct period nth_within(const struct expression *e, const struct period *p) {
  int32_t day;
  if (e->weekday) {
    day = e->nth < 0 ? p->last - (day_weekday(p->last) - e->weekday + 7) % 7
                     : p->first + (e->weekday - day_weekday(p->first) + 7) % 7 + (e->nth - 1) * 7;
    return day >= p->first && day <= p->last ? period_of_days(day, day, GRAIN_DAY) : no_period();
  }
  switch (e->nth_unit) {
    case GRAIN_DAY: day = e->nth < 0 ? p->last : p->first + e->nth - 1; return period_of_days(day, day, GRAIN_DAY);
    case GRAIN_WEEK: {
      int32_t monday = p->first - day_weekday(p->first) + 1;
      if (p->first - monday > 3) monday += 7; /* the week of its first Thursday, as ISO counts */
      if (e->nth < 0) monday = p->last - day_weekday(p->last) + 1 - (day_weekday(p->last) < 4 ? 7 : 0);
      else monday += (e->nth - 1) * 7;
      return period_of_days(monday, monday + 6, GRAIN_WEEK);
    }
    case GRAIN_WEEKEND: {
      int32_t saturday = p->first + (6 - day_weekday(p->first) + 7) % 7;
      if (e->nth < 0) saturday = p->last - (day_weekday(p->last) + 1) % 7;
      else saturday += (e->nth - 1) * 7;
      return period_of_days(saturday, saturday + 1, GRAIN_WEEKEND);
    }
    case GRAIN_MONTH: {
      struct calendar_day c = day_split(e->nth < 0 ? p->last : p->first);
      return period_of_months(c.year,
                              e->nth < 0                  ? c.month
                              : c.month + e->nth - 1 > 12 ? 12
                                                          : c.month + e->nth - 1,
                              1, GRAIN_MONTH);
    }
    default: return no_period();
  }
}

/* Narrows a year-sized or larger base by what else is said. */
struct period narrowed_period(const struct expression *e, struct period base) {
  struct calendar_day c = day_split(base.first);
  if (base.grain == GRAIN_YEAR && has_yearly(e)) return in_year(e, c.year);
  if (base.grain == GRAIN_MONTH && e->day) {
    int32_t day = day_of(c.year, c.month, e->day);
    return period_of_days(day, day, GRAIN_DAY);
  }
  if (base.grain == GRAIN_WEEK && e->weekday) {
    int32_t day = base.first + e->weekday - 1;
    return period_of_days(day, day, GRAIN_DAY);
  }
  if (base.grain == GRAIN_WEEK && e->weekend) return period_of_days(base.first + 5, base.last, GRAIN_WEEKEND);
  return base;
}
