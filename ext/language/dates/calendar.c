/* The calendar: see calendar.h. */
#include "calendar.h"

static bool is_leap(int year) { return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0); }

int days_in_month(int year, int month) {
  static const int8_t days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  return days[month - 1] + (month == 2 && is_leap(year));
}

static int32_t days_before_year(int year) {
  int past = year - 1;
  return past * 365 + past / 4 - past / 100 + past / 400;
}

/* Days before a month, in a year that is no leap year. */
static const int16_t days_before_month[] = {0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334, 365};

int32_t day_of(int year, int month, int day) {
  if (year < 1 || year > 9999 || month < 1 || month > 12 || day < 1 || day > days_in_month(year, month))
    return DAY_NONE;
  return days_before_year(year) + days_before_month[month - 1] + (month > 2 && is_leap(year)) + day;
}

/* By Neri and Schneider, "Euclidean affine functions and their application to calendar
** algorithms" (2023): years begin in March, so that the leap day is the last of one. */
struct calendar_day day_split(int32_t day) {
  if (day < 1) return (struct calendar_day){1, 1, day};
  const uint32_t quarters = 4 * ((uint32_t)day + 305) + 3; /* of days since 1 March of year 0 */
  const uint64_t of_century = (uint64_t)2939745 * (quarters % 146097 | 3);
  const uint32_t day_of_year = (uint32_t)of_century / 2939745 / 4;
  const uint32_t month_and_day = 2141 * day_of_year + 197913;
  const int next_year = day_of_year >= 306; /* January or February */
  return (struct calendar_day){.year = (int)(100 * (quarters / 146097) + (uint32_t)(of_century >> 32)) + next_year,
                               .month = (int)(month_and_day >> 16) - 12 * next_year,
                               .day = (int)((month_and_day & 0xFFFF) / 2141) + 1};
}

int day_weekday(int32_t day) { return (int)((day + 6) % 7) + 1; }

int32_t week_start(int year, int week) {
  if (year < 1 || year > 9999 || week < 1 || week > 53) return DAY_NONE;
  int32_t fourth = day_of(year, 1, 4); /* is always in week 1 */
  int32_t monday = fourth - day_weekday(fourth) + 1 + (week - 1) * 7;
  if (week == 53 && day_split(monday + 3).year != year) return DAY_NONE;
  return monday;
}

int day_week(int32_t day, int *year) {
  int32_t thursday = day - day_weekday(day) + 4;
  *year = day_split(thursday < 1 ? 1 : thursday).year;
  return (int)((thursday - day_of(*year, 1, 1)) / 7) + 1;
}

/* Gauss's rule in the form of Meeus, Jones and Butcher. */
int32_t easter_sunday(int year) {
  int a = year % 19, b = year / 100, c = year % 100;
  int g = (8 * b + 13) / 25, h = (19 * a + b - b / 4 - g + 15) % 30;
  int l = (32 + 2 * (b % 4) + 2 * (c / 4) - h - c % 4) % 7, m = (a + 11 * h + 22 * l) / 451;
  int n = h + l - 7 * m + 114;
  return day_of(year, n / 31, n % 31 + 1);
}

/* Meeus's Julian rule, and the days between the calendars. */
int32_t easter_orthodox(int year) {
  int d = (19 * (year % 19) + 15) % 30, e = (2 * (year % 4) + 4 * (year % 7) - d + 34) % 7;
  int n = d + e + 114;
  int32_t julian = day_of(year, n / 31, n % 31 + 1);
  return julian ? julian + year / 100 - year / 400 - 2 : DAY_NONE;
}

int32_t day_plus_months(int32_t day, int months) {
  struct calendar_day c = day_split(day);
  int at = c.year * 12 + c.month - 1 + months, year = at / 12, month = at % 12 + 1;
  if (at < 12 || year > 9999) return DAY_NONE;
  int most = days_in_month(year, month);
  return day_of(year, month, c.day < most ? c.day : most);
}

char *number_write(char *out, int number, int width) {
  for (int i = width; i-- > 0; number /= 10) out[i] = (char)('0' + number % 10);
  out[width] = 0;
  return out + width;
}

char *month_write(char *out, int year, int month) {
  out = number_write(out, year, 4);
  *out++ = '-';
  return number_write(out, month, 2);
}

void day_write(int32_t day, char out[DATE_VALUE_BYTES]) {
  *out = 0;
  if (day < 1 || day > DAY_LAST) return;
  struct calendar_day c = day_split(day);
  out = month_write(out, c.year, c.month);
  *out++ = '-';
  number_write(out, c.day, 2);
}
