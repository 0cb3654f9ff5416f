/*
** The calendar: days as numbers, ISO weeks, Easter.
**
**     day_of(2019, 1, 28) is 737087, a Monday in ISO week 5 of 2019.
**
** Years 1 to 9999 of the proleptic Gregorian calendar (ISO 8601).
*/
#ifndef NEWSEXT_CALENDAR_H
#define NEWSEXT_CALENDAR_H

#include "../dates.h"

struct calendar_day {
  int year, month, day;
};

int days_in_month(int year, int month);
struct calendar_day day_split(int32_t day);
/* Write a number in `width` digits, a year and month as "2019-01"; return the end, where a 0 is. */
char *number_write(char *out, int number, int width);
char *month_write(char *out, int year, int month);
/* 1 (Monday) to 7. */
int day_weekday(int32_t day);
/* The ISO week of a day, and the year it belongs to. */
int day_week(int32_t day, int *year);
/* The Monday of an ISO week; DAY_NONE if the year has no such week. */
int32_t week_start(int year, int week);
/* Easter Sunday in the Gregorian calendar: of the western or of the eastern churches. */
int32_t easter_sunday(int year);
int32_t easter_orthodox(int year);
/* The same day of a month some months away, or its last day if it is shorter. */
int32_t day_plus_months(int32_t day, int months);

#endif
