/*
** Rules for the time of day, and for the day beside it:
**
**     3 p.m. | 15:00 UTC | 8:30 a.m. EST Friday | noon Monday | the night of April 18, 1775 |
**     the early morning hours of 30 April | 9 o'clock
*/
#include "expression.h"

#include <string.h>

/* "EST", "(GMT +8)", "local time", "Eastern time". */
static uint32_t zone_behind(const struct reader *r, uint32_t at, struct expression *e) {
  const char *value;
  uint32_t i = at + (is_mark(r, at, '(') ? 1 : 0);
  uint32_t end = phrase(r, i, LEXICON_ZONE, &value);
  if (!end) return 0;
  const struct token *t = token_at(r, i);
  bool capitals = t->flags & TOKEN_ALL_CAPS || t->length == 1;
  if (!capitals && end == i + 1) return 0;
  if (value[0] != '?') {
    int hours = 0, sign = 1;
    const char *v = value;
    if (*v == '-') sign = -1, v++;
    while (*v >= '0' && *v <= '9') hours = hours * 10 + *v++ - '0';
    e->zoned = true;
    e->zone = (int16_t)(sign * (hours * 60 + (*v == ':' ? 30 : 0)));
    if (is(r, i, "gmt", "utc") && (is_mark(r, end, '+') || is_mark(r, end, '-'))) {
      int n = digits(r, end + 1, NULL, NULL);
      if (n >= 0 && n <= 14) {
        e->zone = (int16_t)(is_mark(r, end, '-') ? -n * 60 : n * 60);
        end += 2;
      }
    }
  }
  if (i > at) return is_mark(r, end, ')') ? end + 1 : 0;
  return end;
}

/* The hour and minute in "3", "3:15", "3.15", "3pm", "15:04:05". */
static uint32_t hour_at(const struct reader *r, uint32_t at, struct expression *e, bool *minutes, int *half) {
  const struct token *t = token_at(r, at);
  const char *text = r->d->text + t->start;
  if (t->kind != TOKEN_NUMBER) return 0;
  uint32_t n = 0;
  int hour = 0;
  *half = -1;
  *minutes = false;
  while (n < t->length && n < 2 && text[n] >= '0' && text[n] <= '9') hour = hour * 10 + text[n++] - '0';
  if (!n || hour > 24) return 0;
  e->clock = true;
  e->hour = (int8_t)hour;
  e->minute = 0;
  if (n + 3 <= t->length && text[n] == '.' && text[n + 1] >= '0' && text[n + 1] <= '5' && text[n + 2] >= '0' &&
      text[n + 2] <= '9') {
    e->minute = (int8_t)((text[n + 1] - '0') * 10 + text[n + 2] - '0'); /* 3.15 pm */
    n += 3;
  }
  if (n < t->length) {
    if (t->length == n + 2 && (text[n + 1] | 32) == 'm' && ((text[n] | 32) == 'a' || (text[n] | 32) == 'p'))
      *half = (text[n] | 32) == 'p' ? 12 : 0;
    else return 0;
    return at + 1;
  }
  uint32_t end = at + 1;
  for (int k = 0; k < 2 && is_mark(r, end, ':') && is_joined(r, end) && is_joined(r, end + 1); k++) {
    const struct token *m = token_at(r, end + 1);
    const char *two = r->d->text + m->start;
    if (m->kind != TOKEN_NUMBER || m->length < 2 || two[0] < '0' || two[0] > '5' || two[1] < '0' || two[1] > '9')
      return 0;
    int value = (two[0] - '0') * 10 + two[1] - '0';
    if (k == 0) e->minute = (int8_t)value, *minutes = true;
    else e->second = (int8_t)value;
    end += 2;
    if (m->length == 2) continue;
    if ((two[2] | 32) == 'z' && m->length == 3) {
      e->zoned = true;
    } else if (m->length == 4 && (two[3] | 32) == 'm' && ((two[2] | 32) == 'a' || (two[2] | 32) == 'p')) {
      *half = (two[2] | 32) == 'p' ? 12 : 0;
    } else if (two[2] != '.') {
      return 0;
    }
    break;
  }
  return end;
}

/* Whether the word behind a number lets it be a time of day. */
static bool may_be_clock(const struct reader *r, uint32_t at) {
  const struct token *t = token_at(r, at), *next = token_at(r, at + 1);
  const char last = r->d->text[t->start + t->length - 1];
  if (t->kind != TOKEN_NUMBER || last < '0' || last > '9') return true; /* 3pm */
  if (next->kind == TOKEN_MARK) return is_mark(r, at + 1, ':') || is_mark(r, at + 1, '(');
  return has(r, at + 1, LEXICON_CLOCK_HALF_WORD) || lexicon_opens(next->word, LEXICON_ZONE) ||
         is(r, at + 1, "o'clock", "oclock", "o’clock", "hours", "hrs");
}

static uint32_t clock_time(const struct reader *r, uint32_t at, struct expression *e) {
  const char *value;
  bool minutes = false, oclock = false;
  int half = -1, hour;
  uint32_t i = at, end;
  if (has(r, at, LEXICON_DAY_PART)) { /* noon, midnight */
    value = lexicon_value(token_at(r, at)->word, LEXICON_DAY_PART);
    if (value[0] < '0' || value[0] > '9') return 0;
    e->clock = true;
    e->hour = (int8_t)((value[0] - '0') * 10 + value[1] - '0');
    e->minute = 0;
    end = zone_behind(r, at + 1, e);
    return end ? end : at + 1;
  }
  if (!may_be_clock(r, at)) return 0;
  int count, four = digits(r, i, &count, NULL);
  if (four >= 0 && count == 4 && four % 100 < 60 && four < 2400) { /* 1915 GMT */
    e->clock = true;
    e->hour = (int8_t)(four / 100);
    e->minute = (int8_t)(four % 100);
    end = zone_behind(r, i + 1, e);
    return end ? end : is(r, i + 1, "hours", "hrs") && zone_behind(r, i + 2, e) ? zone_behind(r, i + 2, e) : 0;
  }
  end = hour_at(r, i, e, &minutes, &half);
  if (!end && has(r, i, LEXICON_CARDINAL)) { /* "nine o'clock", "eight p.m.", "five thirty p.m." */
    hour = lexicon_number(token_at(r, i)->word, LEXICON_CARDINAL);
    if (hour < 1 || hour > 12) return 0;
    e->clock = true;
    e->hour = (int8_t)hour;
    e->minute = 0;
    end = i + 1;
    if (is(r, end, "thirty", "fifteen"))
      e->minute = (int8_t)lexicon_number(token_at(r, end)->word, LEXICON_CARDINAL), end++;
  }
  if (!end) return 0;
  if (half < 0 && has(r, end, LEXICON_CLOCK_HALF_WORD)) {
    half = lexicon_number(token_at(r, end)->word, LEXICON_CLOCK_HALF_WORD);
    end++;
    if (token_at(r, end - 1)->kind == TOKEN_ACRONYM && token_at(r, end - 1)->length == 3 && is_mark(r, end, '.') &&
        is_joined(r, end))
      end++;
  }
  if (half < 0 && is(r, end, "o'clock", "oclock", "o’clock")) oclock = true, end++;
  if (half < 0 && (oclock || minutes) && is(r, end, "in", "at")) {
    uint32_t part = is(r, end, "in") && is(r, end + 1, "the") ? end + 2 : is(r, end, "at") ? end + 1 : 0;
    if (part && has(r, part, LEXICON_DAY_PART) && is(r, part, "morning", "afternoon", "evening", "night")) {
      half = is(r, part, "morning") ? 0 : 12;
      end = part + 1;
    }
  }
  if (half >= 0) {
    if (e->hour > 12) half = 0;
    else if (e->hour == 12) e->hour = (int8_t)(half ? 12 : 0);
    else e->hour = (int8_t)(e->hour + half);
  }
  uint32_t zone = zone_behind(r, end, e);
  if (zone) end = zone;
  if (half < 0 && !oclock && !zone) {
    if (!minutes) return 0;
    /* 10:57 alone: a time where nothing says score, verse or odds */
    if (e->hour > 23 || (at > 0 && is_joined(r, at) && !is_mark(r, at - 1, '(')) || is_mark(r, end, ':') ||
        is_mark(r, end, '%'))
      return 0;
    if (!is(r, at - 1, "at", "by", "until", "from", "to", "around", "about", "before", "after", "between", "since") &&
        !has(r, at - 1, LEXICON_MONTH) && r->mode != DATES_MESSAGE && !has(r, at - 1, LEXICON_DAY_WORD) &&
        !has(r, at - 1, LEXICON_WEEKDAY))
      return 0;
  }
  return end;
}

/* Takes over into `e` the day that another expression says. */
static void take_day(struct expression *e, const struct expression *day) {
  struct expression both = *day;
  both.first = e->first;
  both.type = DATE_TIME;
  both.clock = e->clock;
  both.hour = e->hour;
  both.minute = e->minute;
  both.second = e->second;
  both.zoned = e->zoned;
  both.zone = e->zone;
  if (e->daypart[0]) memcpy(both.daypart, e->daypart, sizeof both.daypart);
  if (e->part) both.part = e->part;
  *e = both;
}

static bool is_day(const struct expression *e) {
  return e->day || e->weekday || (e->unit == GRAIN_DAY && e->anchor) || e->holiday;
}

/* "the night of April 18", "early in the morning of", "the early morning hours of 30 April",
** "that afternoon", "night" beside no day. */
uint32_t part_of_day(const struct reader *r, uint32_t at, struct expression *e) {
  e->type = DATE_TIME;
  uint32_t i = at + (is(r, at, "the", "one") ? 1 : 0);
  if (is(r, i, "early", "late", "mid")) {
    e->part = is(r, i, "late") ? 'E' : 'S';
    i++;
    if (is(r, i, "in") && is(r, i + 1, "the")) i += 2;
    i += is_mark(r, i, '-') ? 1 : 0;
  }
  if (is(r, i, "hours") && is(r, i - 1, "early") && is(r, i + 1, "of")) { /* the early hours of Friday */
    struct expression day = {.hour = -1, .minute = -1, .second = -1};
    uint32_t behind = date_rule(r, i + 2, opening_at(r, i + 2), &day);
    if (!behind || !is_day(&day) || day.daypart[0]) return 0;
    e->daypart[0] = 'M';
    e->daypart[1] = 'O';
    take_day(e, &day);
    return behind;
  }
  if (!has(r, i, LEXICON_DAY_PART)) return 0;
  const char *value = lexicon_value(token_at(r, i)->word, LEXICON_DAY_PART);
  if (value[0] >= '0' && value[0] <= '9') return 0;
  e->daypart[0] = value[0];
  e->daypart[1] = value[1];
  uint32_t end = i + 1;
  end += is(r, end, "hours") ? 1 : 0;
  bool of = is(r, end, "of"), told = i > at || is(r, i, "midmorning", "midafternoon");
  if (of || (told && has(r, end, LEXICON_WEEKDAY))) { /* the morning of May 3, late morning Thursday */
    struct expression day = {.hour = -1, .minute = -1, .second = -1};
    uint32_t behind = date_rule(r, end + of, opening_at(r, end + of), &day);
    if (behind && is_day(&day) && !day.daypart[0]) {
      take_day(e, &day);
      return behind;
    }
  }
  if (is(r, i, "daytime") && token_at(r, end)->kind == TOKEN_WORD) return 0; /* a daytime show */
  if (i > at && is(r, at, "the") && is(r, at - 1, "in", "during", "on", "throughout"))
    return is(r, end, "of") ? 0 : end;
  if (is(r, i, "overnight")) return end;
  if (i > at && is(r, i, "morning", "afternoon", "evening", "night") && /* "by late afternoon" */
      is(r, at, "early", "late", "mid") && is(r, at - 1, "by", "in", "at", "until", "since", "during", "from"))
    return end;
  if (is(r, i, "night", "nightfall", "dawn", "dusk", "sunset", "sunrise", "daybreak") &&
      is(r, i - 1, "at", "by", "before", "after", "until", "since"))
    return end;
  if (i > at && is(r, at, "one") && r->mode == DATES_NARRATIVE) return end;
  return 0;
}

uint32_t clock_rule(const struct reader *r, uint32_t at, struct expression *e) {
  e->type = DATE_TIME;
  uint32_t end = clock_time(r, at, e);
  if (!end) return 0;
  /* the day behind it: "8 p.m. EST Friday", "3 p.m. on Jan. 28" */
  for (int step = 0; step < 2; step++) {
    uint32_t i = end + (step && is(r, end, "on") && r->mode == DATES_MESSAGE ? 1 : 0);
    if (step && i == end) break;
    if (is_broken(r, i)) break;
    struct expression day = {.hour = -1, .minute = -1, .second = -1};
    uint32_t behind = date_rule(r, i, opening_at(r, i), &day);
    if (behind && is_day(&day) && !day.daypart[0] && !day.clock) {
      take_day(e, &day);
      return behind;
    }
  }
  return end;
}
