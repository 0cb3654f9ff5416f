/* Writing TIMEX3 values: see value.h. */
#include "value.h"
#include "calendar.h"

#include <stdio.h>
#include <string.h>

static const struct {
  char letter[3];
  bool time;
  int factor;
} units[] = {
    [GRAIN_SECOND] = {"S", true, 1},     [GRAIN_MINUTE] = {"M", true, 1},        [GRAIN_HOUR] = {"H", true, 1},
    [GRAIN_DAY] = {"D", false, 1},       [GRAIN_WEEKEND] = {"WE", false, 1},     [GRAIN_WEEK] = {"W", false, 1},
    [GRAIN_FORTNIGHT] = {"W", false, 2}, [GRAIN_MONTH] = {"M", false, 1},        [GRAIN_QUARTER] = {"Q", false, 1},
    [GRAIN_HALF] = {"M", false, 6},      [GRAIN_YEAR] = {"Y", false, 1},         [GRAIN_DECADE] = {"Y", false, 10},
    [GRAIN_CENTURY] = {"CE", false, 1},  [GRAIN_MILLENNIUM] = {"Y", false, 1000}};

char *write_text(char *out, const char *text) {
  const size_t length = strlen(text);
  memcpy(out, text, length + 1);
  return out + length;
}

/* A number that is not negative; returns the end. */
static char *write_whole(char *out, int64_t number) {
  int width = 1;
  for (int64_t n = number; n >= 10; n /= 10) width++;
  for (int i = width; i-- > 0; number /= 10) out[i] = (char)('0' + number % 10);
  return out + width;
}

void write_duration(const struct expression *e, char out[DATE_VALUE_BYTES]) {
  size_t n = 0;
  bool time = false;
  out[n++] = 'P';
  out[n] = 0;
  for (int i = 0; i < e->n_lasts && n < DATE_VALUE_BYTES - 20; i++) {
    uint8_t unit = e->lasts[i].unit;
    int64_t hundredths = e->lasts[i].amount.hundredths * units[unit].factor;
    const char *letter = units[unit].letter;
    bool small = units[unit].time;
    if (unit == GRAIN_YEAR && hundredths == 50) hundredths = 600, letter = "M";
    if (unit == GRAIN_HOUR && hundredths == 50) hundredths = 3000, letter = "M";
    if (unit == GRAIN_CENTURY && hundredths == 50) hundredths = 5000, letter = "Y";
    if (small && !time) out[n++] = 'T', time = true;
    if (e->lasts[i].amount.vague) out[n++] = 'X', n = (size_t)(write_text(out + n, letter) - out);
    else if (hundredths % 100 == 0) n = (size_t)(write_text(write_whole(out + n, hundredths / 100), letter) - out);
    else if (hundredths % 10 == 0)
      n += (size_t)snprintf(out + n, DATE_VALUE_BYTES - n, "%lld.%lld%s", (long long)(hundredths / 100),
                            (long long)(hundredths % 100 / 10), letter);
    else
      n += (size_t)snprintf(out + n, DATE_VALUE_BYTES - n, "%lld.%02lld%s", (long long)(hundredths / 100),
                            (long long)(hundredths % 100), letter);
  }
}

void write_set(const struct expression *e, char out[DATE_VALUE_BYTES]) {
  const char *part = e->daypart[0] ? "T" : "";
  if (e->constant) write_text(out, e->constant);
  else if (e->weekday) snprintf(out, DATE_VALUE_BYTES, "XXXX-WXX-%d%s%s", e->weekday, part, e->daypart);
  else if (e->day) snprintf(out, DATE_VALUE_BYTES, "XXXX-%02d-%02d", e->month, e->day);
  else if (e->month) snprintf(out, DATE_VALUE_BYTES, "XXXX-%02d", e->month);
  else if (e->season[0]) snprintf(out, DATE_VALUE_BYTES, "XXXX-%s", e->season);
  else if (e->daypart[0]) snprintf(out, DATE_VALUE_BYTES, "XXXX-XX-XXT%s", e->daypart);
  else write_duration(e, out);
}

void write_period(const struct period *p, char out[DATE_VALUE_BYTES]) {
  *out = 0;
  if (p->grain == GRAIN_NONE) return;
  if (p->first == DAY_NONE) { /* before the first year: only the year is known */
    if (p->grain == GRAIN_CENTURY) snprintf(out, DATE_VALUE_BYTES, "BC%02d", -p->year);
    else if (p->year < 0) snprintf(out, DATE_VALUE_BYTES, "BC%04d", -p->year);
    return;
  }
  if (p->grain <= GRAIN_DAY) {
    day_write(p->first, out);
    return;
  }
  struct calendar_day c = day_split(p->first);
  int year, week;
  switch (p->grain) {
    case GRAIN_WEEKEND:
    case GRAIN_WEEK:
    case GRAIN_FORTNIGHT:
      week = day_week(p->first, &year);
      snprintf(out, DATE_VALUE_BYTES, "%04d-W%02d%s", year, week, p->grain == GRAIN_WEEKEND ? "-WE" : "");
      break;
    case GRAIN_SPAN: write_span(p->first, p->last, out); break;
    case GRAIN_MONTH: month_write(out, c.year, c.month); break;
    case GRAIN_QUARTER:
      write_text(number_write(out, c.year, 4), (const char *const[]){"-Q1", "-Q2", "-Q3", "-Q4"}[(c.month - 1) / 3]);
      break;
    case GRAIN_HALF: snprintf(out, DATE_VALUE_BYTES, "%04d-H%d", c.year, (c.month + 5) / 6); break;
    case GRAIN_SEASON: snprintf(out, DATE_VALUE_BYTES, "%04d-%s", p->year, p->season); break;
    case GRAIN_YEAR: number_write(out, c.year, 4); break;
    case GRAIN_DECADE: snprintf(out, DATE_VALUE_BYTES, "%03d", c.year / 10); break;
    case GRAIN_CENTURY: snprintf(out, DATE_VALUE_BYTES, "%02d", p->year); break;
    case GRAIN_MILLENNIUM: snprintf(out, DATE_VALUE_BYTES, "%d", c.year / 1000); break;
    default: day_write(p->first, out);
  }
}

void write_span(int32_t first, int32_t last, char out[DATE_VALUE_BYTES]) {
  char end[DATE_VALUE_BYTES];
  day_write(first, out);
  day_write(last, end);
  if (*out && *end) snprintf(out + 10, DATE_VALUE_BYTES - 10, "/%.10s", end);
}
