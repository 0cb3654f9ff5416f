/*
** The days of feasts, from their values in ext/lexicon/en/holidays.txt:
**
**     12-25        25 December             11-4-4+1       the day after the fourth Thursday of November
**     easter-2     Good Friday             hebrew 7-1     the 1st of the 7th month of the Hebrew calendar
**     islamic 9    a whole month           chinese 1-1    the first day of the Chinese year
**
**     "Diwali 2018" is 2018-11-07, "Rosh Hashanah 2018" 2018-09-10.
**
** The Hebrew calendar is exact (Reingold and Dershowitz, Calendrical Calculations).  The others are
** reckoned from the moon and sun, to some minutes (Meeus, Astronomical Algorithms, chapters 25 and 49): the
** Chinese one, its feasts between 1900 and 2100, by a day in three wrong of 800; the Islamic one as in Mecca,
** so that where the new moon must be seen the day may be one earlier or later.
** A Hebrew or Islamic day begins on the evening before.
*/
#include "feasts.h"
#include "calendar.h"

#include <stdio.h>
#include <string.h>

/* Before the Gregorian calendar no movable feast is placed. */
enum { FIRST_YEAR = 1583 };

struct feast {
  int month, day, plus; /* day 0: the whole month */
};

static struct period one_day(int32_t day) { return period_of_days(day, day, GRAIN_DAY); }

static struct period western(struct feast f, int year) {
  (void)f;
  return one_day(easter_sunday(year));
}

static struct period orthodox(struct feast f, int year) {
  (void)f;
  return one_day(easter_orthodox(year));
}

/* The first of Tishri, which is in autumn. */
static int32_t hebrew_elapsed(int year) {
  const int64_t months = (235 * year - 234) / 19, parts = 12084 + 13753 * months;
  const int32_t day = (int32_t)(29 * months + parts / 25920);
  return day + (3 * (day + 1) % 7 < 3);
}

static int32_t hebrew_new_year(int year) {
  const int32_t epoch = -1373427, before = hebrew_elapsed(year - 1), day = hebrew_elapsed(year),
                after = hebrew_elapsed(year + 1);
  return epoch + day + (after - day == 356 ? 2 : day - before == 382 ? 1 : 0);
}

/* Months count from Nisan, in spring; 12 is the Adar before it, also of a leap year. */
static struct period hebrew(struct feast f, int year) {
  static const int16_t from_nisan[] = {0, 30, 59, 89, 118, 148}, from_tishri[] = {0, 30, 59, 89, 118};
  const int32_t tishri = hebrew_new_year(year + 3761), nisan = tishri - 177;
  if (f.month <= 6) return one_day(nisan + from_nisan[f.month - 1] + f.day - 1);
  if (f.month == 12) return one_day(nisan - 29 + f.day - 1);
  const int hebrew_year = year + (f.month < 10 ? 3761 : 3760); /* Tevet and Shevat are in the winter after */
  const int32_t new_year = hebrew_new_year(hebrew_year), length = hebrew_new_year(hebrew_year + 1) - new_year;
  const int longer = f.month > 8 && length % 10 == 5, shorter = f.month > 9 && length % 10 == 3;
  return one_day(new_year + from_tishri[f.month - 7] + longer - shorter + f.day - 1);
}

/* Days of the sky are those of the calendar, with their fraction, in universal time. */
static const double JULIAN_DAY = 1721424.5, RADIANS = 0.017453292519943295, LUNATION = 29.530588861;

static double whole(double x) {
  const double n = (double)(int64_t)x;
  return n > x ? n - 1 : n;
}

static double turned(double degrees) { return degrees - 360 * whole(degrees / 360); }

/* By its series, to eight places. */
static double sine(double degrees) {
  double x = turned(degrees), sign = x > 180 ? -1 : 1;
  if (x > 180) x -= 180;
  if (x > 90) x = 180 - x;
  x *= RADIANS;
  const double y = x * x;
  return sign * x * (1 - y / 6 * (1 - y / 20 * (1 - y / 42 * (1 - y / 72 * (1 - y / 110 * (1 - y / 156))))));
}

/* The sun's longitude, in degrees from the equinox of spring. */
static double sun_at(double day) {
  const double t = (day + JULIAN_DAY - 2451545) / 36525, m = 357.52911 + 35999.05029 * t;
  const double centre = (1.914602 - 0.004817 * t) * sine(m) + 0.019993 * sine(2 * m) + 0.000289 * sine(3 * m);
  return turned(280.46646 + 36000.76983 * t + centre - 0.00569 - 0.00478 * sine(125.04 - 1934.136 * t));
}

/* When, on or behind a day, the sun comes to a longitude. */
static double sun_comes_to(double longitude, double day) {
  day += turned(longitude - sun_at(day)) * 365.2422 / 360;
  for (int i = 0; i < 4; i++) {
    const double away = turned(longitude - sun_at(day) + 180) - 180;
    day += away * 365.2422 / 360;
  }
  return day;
}

/* The kth new moon from that of 6 January 2000. */
static double new_moon(int k) {
  const double t = k / 1236.85, e = 1 - 0.002516 * t;
  const double m = 2.5534 + 29.10535670 * k, n = 201.5643 + 385.81693528 * k, f = 160.7108 + 390.67050284 * k;
  const double change = -0.40720 * sine(n) + 0.17241 * e * sine(m) + 0.01608 * sine(2 * n) + 0.01039 * sine(2 * f) +
                        0.00739 * e * sine(n - m) - 0.00514 * e * sine(n + m) + 0.00208 * e * e * sine(2 * m) -
                        0.00111 * sine(n - 2 * f) - 0.00057 * sine(n + 2 * f) + 0.00056 * e * sine(2 * n + m) -
                        0.00042 * sine(3 * n) + 0.00042 * e * sine(m + 2 * f) + 0.00038 * e * sine(m - 2 * f) -
                        0.00024 * e * sine(2 * n - m);
  const double minute = 0.0007; /* between dynamical and universal time, in our day */
  return 2451550.09766 + LUNATION * k + 0.00015437 * t * t + change - minute - JULIAN_DAY;
}

static int moon_near(double day) { return (int)whole((day - new_moon(0)) / LUNATION + 0.5); }

/* The day after the new moon, or one later where that comes in the evening of Mecca, whose calendar (Umm al-Qura)
** goes by it so in nine months of ten.  The tabular calendar tells which new moon it is. */
static int32_t islamic_month(int year, int month) {
  const int32_t epoch = 227015; /* 16 July 622, Julian */
  const int32_t tabular = epoch + (year - 1) * 354 + (3 + 11 * year) / 30 + 29 * (month - 1) + month / 2;
  const double moon = new_moon(moon_near(tabular - 2)), evening = 14.0 / 24;
  return (int32_t)whole(moon) + (moon - whole(moon) < evening ? 1 : 2);
}

/* The Islamic year is shorter: of a feast that comes twice in a year, the first. */
static struct period islamic(struct feast f, int year) {
  const int32_t first = day_of(year, 1, 1);
  int islamic_year = (int)((first - 227015) / 354.367);
  while (islamic_month(islamic_year, f.month) + f.day - (f.day > 0) < first) islamic_year++;
  const int32_t month = islamic_month(islamic_year, f.month);
  if (f.day) return one_day(month + f.day - 1);
  const int next = f.month == 12;
  return period_of_days(month, islamic_month(islamic_year + next, next ? 1 : f.month + 1) - 1, GRAIN_SPAN);
}

/* The day that it is in Beijing, whose time the Chinese calendar keeps. */
static double beijing(double day) { return whole(day + 8.0 / 24); }

/* The last new moon not behind the solstice of a winter: that of the 11th month. */
static int moon_of_solstice(int year) {
  const double solstice = beijing(sun_comes_to(270, day_of(year, 12, 1)));
  int k = moon_near(solstice) + 1;
  while (beijing(new_moon(k)) > solstice) k--;
  return k;
}

/* Which twelfth of its way the sun is in when the day of a new moon begins. */
static int sign_at_moon(int k) { return (int)(sun_at(beijing(new_moon(k)) - 8.0 / 24) / 30); }

/* Months 1 to 10.  In a year of 13 moons the first in which the sun enters no sign is a leap month. */
static struct period chinese(struct feast f, int year) {
  const int from = moon_of_solstice(year - 1);
  int k = from + 1 + f.month;
  if (moon_of_solstice(year) - from == 13) {
    int leap = from + 1;
    while (leap < k + 1 && sign_at_moon(leap) != sign_at_moon(leap + 1)) leap++;
    if (leap <= k) k++;
  }
  return one_day((int32_t)beijing(new_moon(k)) + f.day - 1);
}

/* The evening without a moon that ends a month: that of the new moon, or before it where that comes by day. */
static struct period indian(struct feast f, int year) {
  const double time_of_delhi = 5.5 / 24, sunset = 17.75 / 24;
  const double precession = 23.85 + (year - 2000) * 0.01397; /* the zodiac is that of the stars */
  const double enters = sun_comes_to(turned(30 * (f.month - 1) + precession), day_of(year, 1, 1));
  int k = moon_near(enters);
  while (new_moon(k) < enters) k++;
  while (new_moon(k - 1) >= enters) k--;
  const double moon = new_moon(k) + time_of_delhi;
  return one_day((int32_t)whole(moon) - (moon - whole(moon) < sunset));
}

/* The year begins at the midnight nearest to the equinox in Tehran. */
static struct period persian(struct feast f, int year) {
  const double tehran = sun_comes_to(0, day_of(year, 3, 10)) + 3.5 / 24;
  const int32_t new_year = (int32_t)whole(tehran + 0.5);
  return one_day(new_year + (f.month - 1) * 31 - (f.month > 7 ? f.month - 7 : 0) + f.day - 1);
}

/* The nth weekday of a month, the last where `nth` is 0. */
static struct period nth_weekday(int year, int month, int nth, int weekday) {
  int32_t first = day_of(year, month, 1), last = day_of(year, month, first ? days_in_month(year, month) : 0);
  if (!last) return no_period();
  return one_day(nth ? first + (weekday - day_weekday(first) + 7) % 7 + (nth - 1) * 7
                     : last - (day_weekday(last) - weekday + 7) % 7);
}

struct period feast_in(const char *value, int year) {
  static const struct {
    char name[10];
    int8_t months;
    struct period (*in)(struct feast, int year);
  } calendars[] = {{"easter", 0, western},   {"orthodox", 0, orthodox}, {"hebrew", 12, hebrew},
                   {"islamic", 12, islamic}, {"chinese", 10, chinese},  {"indian", 12, indian},
                   {"persian", 12, persian}};
  struct feast f = {0};
  struct period p = no_period();
  int nth, used = 0;
  if (sscanf(value, "%d-L-%d%n", &f.month, &f.day, &used) == 2) p = nth_weekday(year, f.month, 0, f.day);
  else if (sscanf(value, "%d-%d-%d%n", &f.month, &nth, &f.day, &used) == 3) p = nth_weekday(year, f.month, nth, f.day);
  else if (sscanf(value, "%d-%d%n", &f.month, &f.day, &used) == 2) p = one_day(day_of(year, f.month, f.day));
  else if (year >= FIRST_YEAR) {
    for (size_t i = 0; i < sizeof calendars / sizeof *calendars; i++) {
      const size_t name = strlen(calendars[i].name);
      if (strncmp(value, calendars[i].name, name) != 0) continue;
      used = (int)name;
      int more = 0;
      if (calendars[i].months && sscanf(value + used, " %d%n", &f.month, &more) == 1) used += more;
      if (calendars[i].months && sscanf(value + used, "-%d%n", &f.day, &more) == 1) used += more;
      if (f.month < (calendars[i].months > 0) || f.month > calendars[i].months || f.day < 0 || f.day > 30) break;
      p = calendars[i].in(f, year);
    }
  }
  if (p.grain && value[used] && sscanf(value + used, "%d", &f.plus) == 1)
    p = period_of_days(p.first + f.plus, p.last + f.plus, (enum grain)p.grain);
  return p;
}
