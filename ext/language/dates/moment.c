/*
** Moments as others write them: a reference in ISO 8601.
**
**     "2019-01-28T15:00:00+01:00", "2019-01"
*/
#include "calendar.h"
#include "expression.h"

#include <string.h>

static bool two(const char *text, size_t bytes, size_t at, int *out) {
  if (at + 2 > bytes || text[at] < '0' || text[at] > '9' || text[at + 1] < '0' || text[at + 1] > '9') return false;
  *out = (text[at] - '0') * 10 + text[at + 1] - '0';
  return true;
}

bool moment_read(const char *text, size_t bytes, struct moment *out) {
  int century, year, month = 1, day = 1, value;
  *out = (struct moment){.hour = -1, .minute = -1, .second = -1};
  while (bytes && (text[bytes - 1] == ' ' || text[bytes - 1] == '\n')) bytes--;
  while (bytes && *text == ' ') text++, bytes--;
  if (!two(text, bytes, 0, &century) || !two(text, bytes, 2, &year)) return false;
  year += century * 100;
  size_t at = 4;
  if (at < bytes) {
    if (text[at] != '-' || !two(text, bytes, at + 1, &month)) return false;
    at += 3;
    if (at < bytes) {
      if (text[at] != '-' || !two(text, bytes, at + 1, &day)) return false;
      at += 3;
    }
  }
  out->day = day_of(year, month, day);
  if (!out->day) return false;
  out->loose = at == 4 ? GRAIN_YEAR : at == 7 ? GRAIN_MONTH : GRAIN_NONE;
  if (at == bytes) return true;
  if (at != 10 || (text[at] != 'T' && text[at] != ' ' && text[at] != 't')) return false;
  if (!two(text, bytes, ++at, &value) || value > 24) return false;
  out->hour = (int8_t)value;
  out->minute = 0;
  at += 2;
  for (int k = 0; k < 2 && at < bytes && text[at] == ':'; k++, at += 3) {
    if (!two(text, bytes, at + 1, &value) || value > 60) return false;
    if (k) out->second = (int8_t)value;
    else out->minute = (int8_t)value;
  }
  if (at < bytes && (text[at] == '.' || text[at] == ','))
    for (at++; at < bytes && text[at] >= '0' && text[at] <= '9';) at++;
  if (at < bytes && text[at] == ' ') at++;
  if (at < bytes && (text[at] == 'Z' || text[at] == 'z')) {
    out->zoned = true;
    at++;
  } else if (at < bytes && (text[at] == '+' || text[at] == '-')) {
    int hours, minutes = 0, sign = text[at] == '-' ? -1 : 1;
    if (!two(text, bytes, at + 1, &hours)) return false;
    at += 3;
    at += at < bytes && text[at] == ':';
    if (two(text, bytes, at, &minutes)) at += 2;
    out->zoned = true;
    out->zone = (int16_t)(sign * (hours * 60 + minutes));
  }
  return at == bytes;
}
