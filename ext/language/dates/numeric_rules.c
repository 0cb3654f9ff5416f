/*
** Rules for dates in digits:
**
**     2019-06-03 | 2019/06/03 | 3/6/2019 | 03.06.2019 | 20190603T15:04Z | 6/3
**
** Where the day's place is not plain, the text as a whole decides (story.c).
*/
#include "expression.h"

#include <string.h>

/* Numbers joined by one kind of mark: their values, and how many digits each. */
struct numbers {
  int value[3], count[3], n;
  char mark;
  uint32_t end;
};

static void add_number(struct numbers *s, const char **text, const char *end) {
  int value = 0, count = 0;
  while (*text < end && **text >= '0' && **text <= '9' && count < 5) value = value * 10 + *(*text)++ - '0', count++;
  s->value[s->n] = value;
  s->count[s->n++] = count;
}

/* Tokens as "03.06.2019" is one, "2019 - 06 - 03" five. */
static bool read_numbers(const struct reader *r, uint32_t at, struct numbers *s) {
  *s = (struct numbers){.n = 0};
  uint32_t i = at;
  for (;;) {
    const struct token *t = token_at(r, i);
    const char *text = r->d->text + t->start, *end = text + t->length;
    if (t->kind != TOKEN_NUMBER || (i > at && !is_joined(r, i) && r->mode != DATES_MESSAGE)) return false;
    add_number(s, &text, end);
    while (text < end && *text == '.' && s->n < 3 && (!s->mark || s->mark == '.')) {
      s->mark = '.';
      text++;
      add_number(s, &text, end);
    }
    s->end = ++i;
    if (text < end) return (*text | 32) == 't' && s->n == 3 && text + 3 <= end; /* 2019-06-03T15: the clock follows */
    if (s->n >= 3) return true;
    char mark = is_mark(r, i, '-') ? '-' : is_mark(r, i, '/') ? '/' : 0;
    if (!mark && r->mode == DATES_MESSAGE && s->n == 2 && is_mark(r, i, ',')) mark = s->mark; /* 08/12,15 */
    if (!mark || (s->mark && s->mark != mark) || (!is_joined(r, i) && r->mode != DATES_MESSAGE)) return s->n > 1;
    s->mark = mark;
    i++;
  }
}

static int pivoted(int year, int count) { return count == 2 ? (year < 50 ? 2000 + year : 1900 + year) : year; }

uint32_t numeric_rule(const struct reader *r, uint32_t at, struct expression *e) {
  struct numbers s;
  if (token_at(r, at)->kind != TOKEN_NUMBER) return 0;
  if (token_at(r, at)->length < 3 && !is_mark(r, at + 1, '-') && !is_mark(r, at + 1, '/') && r->mode != DATES_MESSAGE)
    return 0;
  if (at > 0 && is_joined(r, at) &&
      (is_mark(r, at - 1, '-') || is_mark(r, at - 1, '/') || is_mark(r, at - 1, '$') || is_mark(r, at - 1, '+')))
    return 0;
  if (!read_numbers(r, at, &s)) return 0;
  const struct token *after = token_at(r, s.end);
  if (is_joined(r, s.end) &&
      (is_mark(r, s.end, '-') || is_mark(r, s.end, '/') || after->kind == TOKEN_WORD || is_mark(r, s.end, '%')))
    return 0;
  if (s.n == 3 && s.count[0] == 4 && s.count[1] && s.count[1] <= 2 && s.count[2] && s.count[2] <= 2 &&
      s.value[0] >= 1) { /* 2019-06-03 */
    if (s.value[1] < 1 || s.value[1] > 12 || s.value[2] < 1 || s.value[2] > 31) return 0;
    e->year = (int16_t)s.value[0];
    e->month = (uint8_t)s.value[1];
    e->day = (uint8_t)s.value[2];
    return s.end;
  }
  if (s.n == 3 && s.count[0] && s.count[0] <= 2 && s.count[1] && s.count[1] <= 2 &&
      (s.count[2] == 4 || s.count[2] == 2)) {
    int a = s.value[0], b = s.value[1];
    if (a < 1 || b < 1 || a > 31 || b > 31 || (a > 12 && b > 12)) return 0;
    if (s.mark == '.' && s.count[2] == 2 && r->mode != DATES_MESSAGE) return 0; /* a version, a score */
    if (s.count[2] == 4 && (s.value[2] < 1000 || s.value[2] > 2499)) return 0;
    e->two_orders = true;
    e->month = (uint8_t)a;
    e->day = (uint8_t)b;
    e->year = (int16_t)pivoted(s.value[2], s.count[2]);
    return s.end;
  }
  if (s.n == 2 && s.count[0] == 4 && s.count[1] == 2 && s.mark != '.' && s.value[0] >= 1000 && s.value[0] < 2500 &&
      s.value[1] >= 1 && s.value[1] <= 12 &&
      !(s.mark == '-' && s.value[1] > s.value[0] % 100)) { /* 2019-06; not 1911-12 */
    e->year = (int16_t)s.value[0];
    e->month = (uint8_t)s.value[1];
    return s.end;
  }
  if (s.n == 2 && s.count[1] == 4 && s.count[0] <= 2 && s.value[0] >= 1 && s.value[0] <= 12 && s.mark == '/' &&
      s.value[1] >= 1000 && s.value[1] < 2500) { /* 06/2019 */
    e->year = (int16_t)s.value[1];
    e->month = (uint8_t)s.value[0];
    return s.end;
  }
  if (s.n == 2 && r->mode == DATES_MESSAGE) { /* 2016 - 11, 2015.3, 11-2016, 4.22, 4-22 */
    int year = s.count[0] == 4   ? s.value[0]
               : s.count[1] == 4 ? s.value[1]
                                 : 0,
        month = s.count[0] == 4 ? s.value[1] : s.value[0];
    if (year >= 1000 && year < 2500 && month >= 1 && month <= 12) {
      e->year = (int16_t)year;
      e->month = (uint8_t)month;
      return s.end;
    }
    int a = s.value[0], b = s.value[1];
    if (!year && a >= 1 && b >= 1 && a <= 31 && b <= 31 && (a <= 12 || b <= 12) && s.count[0] <= 2 && s.count[1] <= 2) {
      e->two_orders = true;
      e->month = (uint8_t)a;
      e->day = (uint8_t)b;
      return s.end;
    }
  }
  /* 9/11: only where the text says it is a day */
  if (s.n == 2 && s.mark == '/' && s.count[0] && s.count[0] <= 2 && s.count[1] && s.count[1] <= 2) {
    int a = s.value[0], b = s.value[1];
    bool known = a == 9 && b == 11;
    if (a < 1 || b < 1 || a > 31 || b > 31 || (a > 12 && b > 12)) return 0;
    if (!known && !is(r, at - 1, "on", "since", "until", "by", "from", "dated") &&
        !(at > 1 && is_mark(r, at - 1, '.') && has(r, at - 2, LEXICON_WEEKDAY)))
      return 0;
    e->two_orders = !known;
    if (known) e->year = 2001;
    e->month = (uint8_t)a;
    e->day = (uint8_t)b;
    return s.end;
  }
  return 0;
}
