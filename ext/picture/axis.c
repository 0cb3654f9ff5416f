/* Axes: see axis.h. */
#include "axis.h"

#include "../language/dates/calendar.h"

#include <math.h>
#include <string.h>

/* ---- Values ---- */

static double nice_step(double about) {
  double power = 1;
  while (power * 10 <= about) power *= 10;
  while (power > about) power /= 10;
  return about <= power ? power : about <= 2 * power ? 2 * power : about <= 5 * power ? 5 * power : 10 * power;
}

struct scale scale_of(double low, double high, int steps) {
  struct scale s = {low < 0 ? low : 0, high > 0 ? high : 0, 1};
  if (s.high <= s.low) s.high = s.low + 1;
  s.step = nice_step((s.high - s.low) / steps);
  s.low = floor(s.low / s.step) * s.step;
  s.high = ceil(s.high / s.step) * s.step;
  return s;
}

/* The digits of a whole number, in groups of three; returns the end. */
static char *put_grouped(char *out, long long n) {
  char digits[24];
  int count = 0;
  do digits[count++] = (char)('0' + n % 10);
  while (n /= 10);
  while (count > 0) {
    *out++ = digits[--count];
    if (count > 0 && count % 3 == 0) *out++ = ',';
  }
  return out;
}

void number_text(double x, char out[NUMBER_BYTES]) {
  const double bn = 1e9, tn = 1e12;
  const double size = fabs(x) >= tn ? fabs(x) / tn : fabs(x) >= bn ? fabs(x) / bn : fabs(x);
  const char *unit = fabs(x) >= tn ? " tn" : fabs(x) >= bn ? " bn" : "";
  static const int powers[] = {1, 10, 100};
  const int decimals = size >= 1000 ? 0 : size >= 100 ? 1 : 2;
  const long long all = llround(size * powers[decimals]);
  int rest = (int)(all % powers[decimals]);
  if (x < 0 && all) memcpy(out, "−", 3), out += 3;
  out = put_grouped(out, all / powers[decimals]);
  if (rest) {
    *out++ = '.';
    if (decimals == 2) *out++ = (char)('0' + rest / 10), rest %= 10;
    if (rest) *out++ = (char)('0' + rest);
  }
  memcpy(out, unit, strlen(unit) + 1);
}

/* ---- Days ---- */

static const char *const months[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                     "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};

static void put_date(char *out, struct calendar_day d, bool day, bool month, bool year) {
  if (day) out = number_write(out, d.day, d.day < 10 ? 1 : 2);
  if (day && month) *out++ = ' ';
  if (month) memcpy(out, months[d.month - 1], 4), out += 3;
  if (month && year) *out++ = ' ';
  if (year) number_write(out, d.year, d.year < 10 ? 1 : d.year < 100 ? 2 : d.year < 1000 ? 3 : 4);
}

void dated_text(int64_t at, char out[DAY_BYTES]) {
  const int grain = (int)(at % GRAINS);
  put_date(out, day_split(dated_day(at)), grain == GRAIN_DAY_EXACT, grain != GRAIN_DAY_OF_YEAR, true);
}

static int months_of(enum bin_unit unit) {
  static const int of[] = {0, 0, 1, 3, 12, 120, 1200};
  return of[unit];
}

/* Months since January of year 0. */
static int month_number(int32_t day) {
  const struct calendar_day d = day_split(day);
  return d.year * 12 + d.month - 1;
}

/* The first day of a month by its number; that of the calendar where it is beyond. */
static int32_t month_start(int number) {
  if (number < 12) return 1;
  if (number >= 10000 * 12) return DAY_LAST + 1;
  return day_of(number / 12, number % 12 + 1, 1);
}

struct day_axis day_axis_of(int32_t first, int32_t last) {
  struct day_axis a = {BIN_DAY, first, last + 1, last + 1 - first};
  for (; a.bins > MOST_BINS && a.unit < BIN_CENTURY;) {
    a.unit++;
    const int size = months_of(a.unit);
    if (size) {
      const int from = month_number(first) / size, to = month_number(last) / size + 1;
      a.first = month_start(from * size);
      a.end = month_start(to * size);
      a.bins = to - from;
    } else {
      a.first = first - (day_weekday(first) - 1);
      a.bins = (last - a.first) / 7 + 1;
      a.end = a.first + 7 * a.bins;
    }
  }
  return a;
}

int day_axis_bin(const struct day_axis *a, int32_t day) {
  const int size = months_of(a->unit);
  if (size) return month_number(day) / size - month_number(a->first) / size;
  return (day - a->first) / (a->unit == BIN_WEEK ? 7 : 1);
}

int32_t day_axis_start(const struct day_axis *a, int bin) {
  const int size = months_of(a->unit);
  if (size) return month_start((month_number(a->first) / size + bin) * size);
  return a->first + bin * (a->unit == BIN_WEEK ? 7 : 1);
}

const char *day_axis_unit(const struct day_axis *a) {
  static const char *const names[] = {"day", "week", "month", "quarter", "year", "decade", "century"};
  return names[a->unit];
}

static int ticks_by_days(const struct day_axis *a, int step, struct tick out[MOST_TICKS]) {
  int n = 0;
  int year = 0;
  for (int32_t day = a->first; day < a->end && n < MOST_TICKS; day += step, n++) {
    const struct calendar_day d = day_split(day);
    out[n].day = day;
    put_date(out[n].text, d, true, true, d.year != year);
    year = d.year;
  }
  return n;
}

static int ticks_by_months(const struct day_axis *a, int step, struct tick out[MOST_TICKS]) {
  int n = 0, year = 0;
  int month = (month_number(a->first) + step - 1) / step * step;
  if (month_start(month) < a->first) month += step;
  for (; month_start(month) < a->end && n < MOST_TICKS; month += step, n++) {
    const struct calendar_day d = day_split(out[n].day = month_start(month));
    put_date(out[n].text, d, false, step % 12 != 0, step % 12 == 0 || d.year != year);
    year = d.year;
  }
  return n;
}

int day_axis_ticks(const struct day_axis *a, struct tick out[MOST_TICKS]) {
  static const int days[] = {1, 2, 7, 14}, steps[] = {1, 3, 6, 12, 24, 60, 120, 240, 600, 1200, 2400, 6000, 12000};
  enum { ENOUGH = 8 };
  const int32_t span = a->end - a->first;
  for (size_t i = 0; i < sizeof days / sizeof *days; i++)
    if (span <= days[i] * ENOUGH) return ticks_by_days(a, days[i], out);
  for (size_t i = 0; i < sizeof steps / sizeof *steps; i++)
    if (span / 30 <= steps[i] * ENOUGH) return ticks_by_months(a, steps[i], out);
  return 0;
}
