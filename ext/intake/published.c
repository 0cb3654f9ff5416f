/* Publishers' dates: see published.h. */
#include "published.h"

#include "../language/dates/calendar.h"
#include "../language/dates/patterns.h"
#include "../language/lexicon.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum { LONGEST_NAME = 12 /* letters of a month, a weekday or a zone */ };

static bool is_digit(char c) { return c >= '0' && c <= '9'; }
static bool is_letter(char c) { return (c | 32) >= 'a' && (c | 32) <= 'z'; }

/* A place in a text; all readers move `at` behind what they read, or leave it. */
struct cursor {
  const char *text;
  size_t bytes, at;
};

static char peek(const struct cursor *c, size_t ahead) { return c->at + ahead < c->bytes ? c->text[c->at + ahead] : 0; }

static bool skip(struct cursor *c, const char *any_of) {
  size_t from = c->at;
  while (c->at < c->bytes && strchr(any_of, c->text[c->at]) && c->text[c->at]) c->at++;
  return c->at > from;
}

/* A number of `least` to `most` digits, not followed by another; -1: none. */
static int number(struct cursor *c, int least, int most) {
  int n = 0, value = 0;
  while (n <= most && is_digit(peek(c, (size_t)n)))
    value = n < 8 ? value * 10 + (peek(c, (size_t)n) - '0') : value, n++;
  if (n < least || n > most) return -1;
  c->at += (size_t)n;
  return value;
}

/* The lexicon's number of the letters at the cursor; their count in `*letters`. */
static uint32_t word_at(const struct cursor *c, size_t *letters) {
  size_t n = 0;
  while (n < LONGEST_NAME && (is_letter(peek(c, n)) || peek(c, n) & 0x80)) n++;
  *letters = n;
  return n ? lexicon_find(word_key(c->text + c->at, n, 0)) : 0;
}

static bool skip_name(struct cursor *c, size_t letters) {
  c->at += letters;
  if (peek(c, 0) == '.') c->at++;
  return true;
}

static int month_name(struct cursor *c) {
  size_t letters;
  const uint32_t word = word_at(c, &letters);
  int month = 0;
  for (uint32_t i = 0; i < n_date_patterns && !month; i++)
    month = lexicon_number(word, (enum lexicon_list)date_patterns[i].month);
  return month && skip_name(c, letters) ? month : 0;
}

static void skip_weekday(struct cursor *c) {
  struct cursor was = *c;
  size_t letters;
  const uint32_t word = word_at(c, &letters);
  uint32_t i = 0;
  while (i < n_date_patterns && !lexicon_has(word, (enum lexicon_list)date_patterns[i].weekday)) i++;
  if (i == n_date_patterns) return;
  skip_name(c, letters);
  if (!skip(c, ", ")) *c = was;
}

static bool plausible(const struct when *w) {
  return w->year >= 1 && w->year <= 9999 && w->month <= 12 &&
         (!w->day || (w->month && w->day <= days_in_month(w->year, w->month)));
}

/* Writes a number of `width` digits; returns what is behind it. */
static char *write_number(char *out, int number, int width) {
  for (int i = width; i-- > 0; number /= 10) out[i] = (char)('0' + number % 10);
  return out + width;
}

static void write_zone(char *out, char sign, int hours, int minutes) {
  *out = sign;
  out = write_number(out + 1, hours, 2);
  *out = ':';
  *write_number(out + 1, minutes, 2) = 0;
}

/* Z, UTC, EST, +0430, GMT+01:00 ... */
static void zone(struct cursor *c, struct when *w) {
  struct cursor was = *c;
  skip(c, " ");
  size_t n;
  const char *east = lexicon_value(word_at(c, &n), LEXICON_ZONE); /* "-5", "5:30", "?" */
  bool known = east && (*east == '-' || is_digit(*east));
  int hours = known ? atoi(east) : 0;
  if (east && n == 2) { /* "ET" is one zone in summer and another in winter */
    c->at += n;
    return;
  }
  if (known) {
    const char *half = strchr(east, ':');
    c->at += n;
    if (hours == 0) memcpy(w->zone, "Z", 2);
    else write_zone(w->zone, hours < 0 ? '-' : '+', hours < 0 ? -hours : hours, half ? atoi(half + 1) : 0);
  } else if (n) {
    *c = was;
    return;
  }
  char sign = peek(c, 0);
  if ((sign == '+' || sign == '-') && is_digit(peek(c, 1)) && is_digit(peek(c, 2)) && hours <= 0) {
    struct cursor here = *c;
    c->at++;
    int h = (peek(c, 0) - '0') * 10 + (peek(c, 1) - '0'), m = 0;
    c->at += 2;
    if (peek(c, 0) == ':' && is_digit(peek(c, 1))) c->at++;
    if (is_digit(peek(c, 0)) && is_digit(peek(c, 1))) m = (peek(c, 0) - '0') * 10 + (peek(c, 1) - '0'), c->at += 2;
    if (is_digit(peek(c, 0)) || h > 15 || m > 59) *c = here;
    else if (h || m) write_zone(w->zone, sign, h, m);
    else memcpy(w->zone, "Z", 2);
  } else if (!known) {
    *c = was;
    return;
  }
  if (peek(c, 0) == ' ' && peek(c, 1) == '(') { /* (Coordinated Universal Time) */
    const char *close = memchr(c->text + c->at, ')', c->bytes - c->at < 60 ? c->bytes - c->at : 60);
    if (close && is_letter(peek(c, 2))) c->at = (size_t)(close - c->text) + 1;
  }
}

/* 15:04, 15:04:05.123, 3:04 PM, 3 p.m. */
static bool clock(struct cursor *c, struct when *w) {
  struct cursor was = *c;
  int hour = number(c, 1, 2), minute = -1, second = -1;
  if (hour < 0 || hour > 24) goto none;
  if ((peek(c, 0) == ':' || (peek(c, 0) == '.' && is_digit(peek(c, 2)))) && is_digit(peek(c, 1))) {
    c->at++;
    if ((minute = number(c, 2, 2)) < 0 || minute > 59) goto none;
    if (peek(c, 0) == ':' && is_digit(peek(c, 1))) {
      c->at++;
      if ((second = number(c, 2, 2)) < 0 || second > 60) goto none;
      if ((peek(c, 0) == '.' || peek(c, 0) == ',') && is_digit(peek(c, 1)))
        for (c->at++; is_digit(peek(c, 0));) c->at++;
    }
  }
  size_t space = peek(c, 0) == ' ';
  char half = (char)(peek(c, space) | 32);
  bool stops = peek(c, space + 1) == '.' && (peek(c, space + 2) | 32) == 'm';
  if ((half == 'a' || half == 'p') && (stops || (peek(c, space + 1) | 32) == 'm') &&
      !is_letter(peek(c, space + (stops ? 3 : 2))) && hour <= 12) {
    c->at += space + (stops ? 3 : 2);
    if (stops && peek(c, 0) == '.') c->at++;
    hour = hour % 12 + (half == 'p' ? 12 : 0);
    if (minute < 0) minute = 0;
  } else if (minute < 0) {
    goto none;
  }
  w->hour = hour, w->minute = minute, w->second = second;
  zone(c, w);
  return true;
none:
  *c = was;
  return false;
}

/* A time behind a date: "T15:04", ", 3:04 PM", " at 3 p.m.", " - 15:04". */
static void clock_behind(struct cursor *c, struct when *w) {
  struct cursor was = *c;
  if ((peek(c, 0) == 'T' || peek(c, 0) == 't') && is_digit(peek(c, 1))) c->at++;
  else {
    skip(c, " ,|");
    if ((peek(c, 0) == '-' || peek(c, 0) == '/') && peek(c, 1) == ' ') c->at += 2;
    else if (c->bytes - c->at > 4 && !memcmp(c->text + c->at, "\xE2\x80\x93 ", 4)) c->at += 4;
    if ((peek(c, 0) | 32) == 'a' && (peek(c, 1) | 32) == 't' && peek(c, 2) == ' ') c->at += 3;
    if (c->at == was.at) return;
  }
  if (!clock(c, w)) *c = was;
}

/* 20130620, 20130620T091500Z, 20130620091500 */
static bool digits_only(struct cursor *c, struct when *w) {
  size_t n = 0;
  while (is_digit(peek(c, n))) n++;
  if (n != 8 && n != 14) return false;
  int parts[6] = {0};
  static const int widths[] = {4, 2, 2, 2, 2, 2};
  struct cursor r = *c;
  for (int i = 0; i < (n == 8 ? 3 : 6); i++)
    for (int k = 0; k < widths[i]; k++) parts[i] = parts[i] * 10 + (r.text[r.at++] - '0');
  struct when got = *w;
  got.year = parts[0], got.month = parts[1], got.day = parts[2];
  if (n == 8 && peek(&r, 0) == 'T') {
    size_t time = 1;
    while (is_digit(peek(&r, time))) time++;
    if (time == 7 || time == 5) {
      for (size_t i = 3; i < (time == 7 ? 6u : 5u); i++)
        parts[i] = (peek(&r, i * 2 - 5) - '0') * 10 + (peek(&r, i * 2 - 4) - '0');
      r.at += time;
      n = 14;
    }
  }
  if (n == 14) got.hour = parts[3], got.minute = parts[4], got.second = parts[5];
  if (!plausible(&got) || !got.month || !got.day || got.year < 1000 || got.hour > 24 || got.minute > 59 ||
      got.second > 60)
    return false;
  *c = r;
  *w = got;
  if (n == 14) zone(c, w);
  return true;
}

/* 2013-06-20, 2013/6/20, 2013.06.20, 2013-06; 20/06/2013, 6/20/13, 20.6.2013 */
static bool numeric(struct cursor *c, struct when *w) {
  struct cursor was = *c;
  int a = number(c, 1, 4), digits = (int)(c->at - was.at);
  char mark = peek(c, 0);
  if (a < 0 || !mark || !strchr("-/.", mark) || digits == 3) goto none;
  c->at++;
  int b = number(c, 1, 2);
  if (b < 0) goto none;
  if (digits == 4 && (peek(c, 0) != mark || !is_digit(peek(c, 1)))) { /* 2013-06 */
    if (b < 1 || b > 12 || mark == '.' || is_digit(peek(c, 0))) goto none;
    w->year = a, w->month = b;
    return true;
  }
  if (peek(c, 0) != mark) goto none;
  c->at++;
  size_t third = c->at;
  int d = number(c, 1, digits == 4 ? 2 : 4);
  size_t width = c->at - third;
  if (d < 0 || (digits != 4 && width != 2 && width != 4)) goto none;
  if (digits == 4) w->year = a, w->month = b, w->day = d;
  else {
    bool day_first = mark == '.' || a > 12;
    w->year = width == 2 ? (d < 70 ? 2000 + d : 1900 + d) : d;
    w->month = day_first ? b : a;
    w->day = day_first ? a : b;
  }
  if (plausible(w) && w->month && w->day) return true;
none:
  *c = was;
  return false;
}

/* "20 June 2013", "28th of January, 2019", "28-Jan-2019" */
static bool day_month(struct cursor *c, struct when *w) {
  struct cursor was = *c;
  int day = number(c, 1, 2);
  if (day < 1 || day > 31) goto none;
  if (is_letter(peek(c, 0)) && is_letter(peek(c, 1)) && !is_letter(peek(c, 2))) c->at += 2; /* th */
  if (peek(c, 0) == '.' && peek(c, 1) == ' ') c->at++;                                      /* 28. Januar 2019 */
  skip(c, " -");
  if (peek(c, 0) == 'o' && peek(c, 1) == 'f' && peek(c, 2) == ' ') c->at += 3;
  w->month = month_name(c);
  if (!w->month) goto none;
  w->day = day;
  struct cursor before_year = *c;
  skip(c, " ,-");
  w->year = number(c, 4, 4);
  if (w->year < 1) w->year = 0, *c = before_year;
  return true;
none:
  *c = was;
  return false;
}

/* "June 20, 2013", "Jan. 28th 2019", "January 2019", "Jan 28 15:04:05 +0000 2019" */
static bool month_day(struct cursor *c, struct when *w) {
  struct cursor was = *c;
  w->month = month_name(c);
  if (!w->month || !skip(c, " ")) goto none;
  int day = number(c, 1, 2);
  if (day < 0) {
    skip(c, ",");
    w->year = number(c, 4, 4);
    if (w->year < 1) goto none;
    return true;
  }
  if (day < 1 || day > 31) goto none;
  if (is_letter(peek(c, 0)) && is_letter(peek(c, 1)) && !is_letter(peek(c, 2))) c->at += 2;
  w->day = day;
  struct cursor before_year = *c;
  skip(c, " ,");
  if (is_digit(peek(c, 0)) && peek(c, 2) == ':' && clock(c, w)) skip(c, " ");
  w->year = number(c, 4, 4);
  if (w->year < 1) {
    w->year = 0, w->hour = -1, *c = before_year;
    w->zone[0] = 0;
  }
  return true;
none:
  *c = was;
  return false;
}

/* A date, and the time behind it where none stood before it. */
static size_t date_at(struct cursor c, bool year_needed, struct when *w) {
  skip_weekday(&c);
  bool found = digits_only(&c, w) || numeric(&c, w) || day_month(&c, w) || month_day(&c, w);
  if (!found || (year_needed && !w->year) || (w->year && !plausible(w))) return 0;
  if (is_digit(peek(&c, 0)) || (is_letter(peek(&c, 0)) && peek(&c, 0) != 'T')) return 0;
  if (w->hour < 0) clock_behind(&c, w);
  return c.at;
}

size_t when_read(const char *text, size_t bytes, bool year_needed, struct when *w) {
  static const struct when nothing = {.hour = -1, .minute = -1, .second = -1};
  /* a digit, a month or a weekday */
  if (!bytes || !(is_digit(text[0]) || strchr("JFMASONDTWjfmasondtw", text[0]))) return 0;
  struct cursor c = {text, bytes, 0};
  *w = nothing;
  if (clock(&c, w)) { /* "9:15 AM EDT, June 20, 2013" */
    skip(&c, " ,|-");
    if (peek(&c, 0) == 'o' && peek(&c, 1) == 'n' && peek(&c, 2) == ' ') c.at += 3;
    size_t end = date_at(c, year_needed, w);
    if (end) return end;
    *w = nothing;
    c.at = 0;
  }
  return date_at(c, year_needed, w);
}

/* Seconds, milliseconds or microseconds since 1970. */
static bool epoch(struct slice s, struct when *w) {
  int64_t n = 0;
  size_t at = 0, digits = 0;
  if (s.bytes > 7 && !memcmp(s.text, "/Date(", 6)) at = 6;
  for (; at < s.bytes && is_digit(s.text[at]) && digits < 17; at++, digits++) n = n * 10 + (s.text[at] - '0');
  if (digits < 9 || digits > 16) return false;
  if (at < s.bytes && s.text[at] != '.' && s.text[0] != '/') return false;
  if (digits > 13) n /= 1000000;
  else if (digits > 11 || s.text[0] == '/') n /= 1000;
  struct calendar_day day = day_split((int32_t)(n / 86400) + day_of(1970, 1, 1));
  *w = (struct when){day.year, day.month, day.day, (int)(n / 3600 % 24), (int)(n / 60 % 60), (int)(n % 60), "Z"};
  if (w->year < 1970 || w->year > 9999) return false;
  return true;
}

bool when_is(struct slice s, struct when *w) {
  s = slice_trimmed(s);
  if (!s.bytes || s.bytes > 100) return false;
  size_t used = when_read(s.text, s.bytes, true, w);
  while (used && used < s.bytes && strchr(" ,.;-|", s.text[used])) used++;
  if (used == s.bytes) return true;
  if (s.bytes == 4) { /* a year alone */
    struct cursor c = {s.text, s.bytes, 0};
    *w = (struct when){.year = number(&c, 4, 4), .hour = -1, .minute = -1, .second = -1};
    return w->year >= 1000;
  }
  return epoch(s, w);
}

bool when_in_address(struct slice s, struct when *w) {
  for (size_t at = 0; at + 7 <= s.bytes; at++) {
    if (!is_digit(s.text[at]) || (at && (is_digit(s.text[at - 1]) || s.text[at - 1] == '.'))) continue;
    *w = (struct when){.hour = -1, .minute = -1, .second = -1};
    struct cursor c = {s.text, s.bytes, at};
    int year = number(&c, 4, 4);
    if (year < 0) {
      if (digits_only(&c, w) && w->year >= 1900 && w->year < 2100) return true;
      while (at + 1 < s.bytes && is_digit(s.text[at + 1])) at++;
      continue;
    }
    char mark = peek(&c, 0);
    if (year < 1700 || year > 2099 || !mark || !strchr("/-_.", mark)) continue;
    c.at++;
    int month = is_letter(peek(&c, 0)) ? month_name(&c) : number(&c, 1, 2);
    if (month < 1 || month > 12) continue;
    w->year = year, w->month = month;
    int day = -1;
    if (peek(&c, 0) == mark) {
      c.at++;
      day = number(&c, 1, 2);
    }
    if (day >= 1 && day <= days_in_month(year, month)) w->day = day;
    if (w->day || mark == '/') return true;
  }
  return false;
}

static char *write_day(char *out, int year, int month, int day) {
  out = write_number(out, year, 4);
  *out++ = '-';
  out = write_number(out, month, 2);
  *out++ = '-';
  out = write_number(out, day, 2);
  *out = 0;
  return out;
}

void published_set(struct published *p, const struct when *w, enum published_basis basis) {
  if (p->basis || !w->year) return;
  p->basis = basis;
  int first = w->month ? w->month : 1, last = w->month ? w->month : 12;
  write_day(p->from, w->year, first, w->day ? w->day : 1);
  write_day(p->to, w->year, last, w->day ? w->day : days_in_month(w->year, last));
  size_t n = w->day ? 10 : w->month ? 7 : 4;
  memcpy(p->date, p->from, n);
  p->date[n] = 0;
  if (!w->day || w->hour < 0) return;
  char *out = p->date + n;
  *out++ = 'T';
  out = write_number(out, w->hour, 2);
  *out++ = ':';
  out = write_number(out, w->minute, 2);
  if (w->second >= 0) {
    *out++ = ':';
    out = write_number(out, w->second, 2);
  }
  memcpy(out, w->zone, sizeof w->zone);
}
