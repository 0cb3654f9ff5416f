/*
** Rules for spans that have names: years, decades, centuries, seasons,
** quarters, halves, and the nth of one in another.
**
**     1989 | fiscal 1989 | '98 | 264 BC | the early 1990s | the 19th century | the summer of 1943 |
**     the third quarter | Q3 2016 | the first half of 2012 | the last week of March | the third Monday of June
*/
#include "expression.h"

#include <string.h>

/* BC, B.C., AD behind a year. */
static uint32_t era_behind(const struct reader *r, uint32_t at, struct expression *e) {
  if (is(r, at, "bc", "b.c.", "b.c", "bce") && token_at(r, at)->flags & TOKEN_CAPITALIZED) {
    e->year = (int16_t)-e->year;
    e->century = (int16_t)-e->century;
    return at + 1;
  }
  if (is(r, at, "ad", "a.d.", "a.d", "ce") && token_at(r, at)->flags & TOKEN_ALL_CAPS) return at + 1;
  return 0;
}

uint32_t year_of_era(const struct reader *r, uint32_t at, struct expression *e) {
  const bool led = is(r, at, "ad", "a.d.", "a.d") && token_at(r, at)->flags & TOKEN_ALL_CAPS;
  int count, n = digits(r, at + led, &count, NULL);
  if (n < 1 || count > 4) return 0;
  const int16_t year = e->year;
  e->year = (int16_t)n;
  const uint32_t end = led ? at + 2 : era_behind(r, at + 1, e);
  if (!end) e->year = year;
  return end;
}

/* A year by itself: enough around it must speak for one. */
uint32_t year_alone(const struct reader *r, uint32_t at, struct expression *e) {
  int count, n = digits(r, at, &count, NULL);
  uint32_t end = year_of_era(r, at, e);
  if (end) return end;
  end = at + 1;
  if (is_mark(r, at, '\'') && is_joined(r, at + 1)) { /* '98 */
    n = digits(r, at + 1, &count, NULL);
    if (n < 0 || count != 2 || !(token_at(r, at)->flags & TOKEN_AFTER_SPACE)) return 0;
    if (!has(r, at - 1, LEXICON_BEFORE_DATE) && !is(r, at - 1, "fiscal", "of") && r->mode == DATES_NEWS) return 0;
    e->year = (int16_t)(n < 40 ? 2000 + n : 1900 + n);
    e->two_digits = true; /* the century is the story's */
    return at + 2;
  }
  if (n < 1000 || n > 2199 || count != 4) {
    int year;
    end = r->mode == DATES_MESSAGE ? read_year(r, at, &year) : 0;
    if (!end || token_at(r, at)->kind == TOKEN_NUMBER) return 0;
    e->year = (int16_t)year;
    return end;
  }
  const struct token *next = token_at(r, end);
  bool cued = has(r, at - 1, LEXICON_BEFORE_DATE) ||
              is(r, at - 1, "fiscal", "the", "its", "his", "her", "their", "our") ||
              (at > 0 && token_at(r, at - 1)->kind == TOKEN_POSSESSIVE);
  if (at > 0 && is_joined(r, at)) {
    /* $2000, #1999, A320-2000, 1.2000 are none; (1998), /2004 and 1914-1918 may be */
    const struct token *before = token_at(r, at - 1);
    if (before->kind != TOKEN_MARK) return 0;
    if (!is_mark(r, at - 1, '(') && !is_mark(r, at - 1, '-') && !is_mark(r, at - 1, '/') && !is_mark(r, at - 1, '"') &&
        !is_mark(r, at - 1, '['))
      return 0;
    if ((is_mark(r, at - 1, '-') || is_mark(r, at - 1, '/')) && at > 1 && is_joined(r, at - 1) &&
        !has(r, at - 2, LEXICON_MONTH) && !is(r, at - 2, "mid", "early", "late", "pre", "post")) {
      int digits_before;
      if (digits(r, at - 2, &digits_before, NULL) < 1000 || digits_before != 4) return 0;
      if (at > 2 && is_joined(r, at - 2) && token_at(r, at - 3)->kind == TOKEN_MARK && !is_mark(r, at - 3, '('))
        return 0;
    }
    cued = cued || is_mark(r, at - 1, '(') || is_mark(r, at - 1, '-');
  }
  if (is_mark(r, at - 1, '$') || is(r, at - 1, "at") || /* at 1600 Pennsylvania Avenue */
      (has(r, at - 1, LEXICON_DATE_BEFORE_NUMBER) && !(is(r, at - 1, "about") && n > 1900 && n < 2100)))
    return 0;
  if (is_mark(r, end, '%') ||
      (has(r, end, LEXICON_NOT_AFTER_YEAR) &&
       !(cued && n > 1900 && n < 2100 && is(r, end, "shares", "cars", "houses", "homes", "members"))))
    return 0;
  if (is_joined(r, end) && next->kind != TOKEN_MARK && next->kind != TOKEN_POSSESSIVE) return 0;
  /* "1721 - The police have left": a time of day */
  if (is_mark(r, end, '-') && is_broken(r, at) && !is_joined(r, end) && (n < 1850 || n > 2050) && r->mode == DATES_NEWS)
    return 0;
  if (is_mark(r, end, ':') && is_joined(r, end + 1) && token_at(r, end + 1)->kind == TOKEN_NUMBER) return 0;
  if (next->kind == TOKEN_NUMBER && !is_broken(r, end)) return 0;
  bool modern = n >= 1700 && n < 2100;
  if (!modern && is(r, at - 1, "to", "for", "at", "or", "and", "than", "over") && next->kind == TOKEN_WORD &&
      !(next->flags & TOKEN_CAPITALIZED) && !is_broken(r, end) && !has(r, end, LEXICON_PREPOSITION) &&
      !has(r, end, LEXICON_CONJUNCTION) && !has(r, end, LEXICON_DETERMINER) && !has(r, end, LEXICON_AUXILIARY))
    return 0; /* "to 1500 campus computers" */
  if (!cued) {
    if (!modern) return 0;
    const struct token *before = token_at(r, at - 1);
    /* "2100 soldiers", "some 1800 rebels": a count, where a plural noun follows and nothing says otherwise */
    const char *last = next->length > 3 ? r->d->text + next->start + next->length - 1 : "";
    bool plural = next->kind == TOKEN_WORD && !(next->flags & TOKEN_CAPITALIZED) && *last == 's' &&
                  !strchr("sui", last[-1]) && !(n > 1950 && n < 2050 && n % 100) && !is_broken(r, end) &&
                  !is(r, end, "was", "has", "is", "this", "elections", "series", "games", "standards", "olympics");
    if (plural) return 0;
    if (at > 0 &&
        (before->kind == TOKEN_NUMBER || (before->kind == TOKEN_WORD && before->length == 1 && !is(r, at - 1, "a"))))
      return 0;
    if (is_mark(r, at - 1, '.') && is(r, at - 2, "no", "nos", "art", "vol", "p", "pp")) return 0;
  }
  e->year = (int16_t)n;
  return end;
}

/* "1990s", "1990's", "'90s", "the nineties". */
uint32_t decade(const struct reader *r, uint32_t at, struct expression *e) {
  uint32_t i = at + (is(r, at, "the") ? 1 : 0);
  i += is_mark(r, i, '\'') && is_joined(r, i + 1) ? 1 : 0;
  const struct token *t = token_at(r, i);
  if (t->kind == TOKEN_NUMBER) {
    const char *text = r->d->text + t->start;
    uint32_t n = 0;
    int value = 0;
    while (n < t->length && n < 5 && text[n] >= '0' && text[n] <= '9') value = value * 10 + text[n++] - '0';
    uint32_t end = i + 1;
    bool s = t->length == n + 1 && (text[n] | 32) == 's';
    if (t->length == n && token_at(r, end)->kind == TOKEN_POSSESSIVE && value % 10 == 0) s = true, end++;
    if (!s || value % 10 || (n != 4 && n != 2)) return 0;
    if (is_joined(r, i) && i == at && at > 0 && !is_mark(r, at - 1, '(') && !is_mark(r, at - 1, '"') &&
        !is(r, at - 2, "mid", "early", "late", "pre", "post"))
      return 0; /* KC-30s */
    bool second = is(r, at - 1, "and", "or", "to") && token_at(r, at - 2)->kind == TOKEN_NUMBER;
    if (n == 2 && i == at && !second && !has(r, at - 1, LEXICON_DATE_PART) && !is_mark(r, at - 1, '-') &&
        r->mode != DATES_MESSAGE)
      return 0;
    for (uint32_t k = 1; n == 2 && k < 8 && k <= at; k++)
      if (is(r, at - k, "temperature", "temperatures", "highs", "lows", "degrees")) return 0;
    if (n == 2 && is(r, at - 1, "his", "her", "their", "my", "its", "your", "our")) return 0; /* an age */
    if (n == 4 && value % 100 == 0 && value < 2000) e->century = (int16_t)(value / 100 + 1);
    else e->decade = (int16_t)(n == 4 ? value / 10 : (value < 20 ? 200 : 190) + value / 10);
    return end;
  }
  int hundreds = 19;
  if (is(r, i, "nineteen", "eighteen", "seventeen")) {
    hundreds = is(r, i, "nineteen") ? 19 : is(r, i, "eighteen") ? 18 : 17;
    i += is_mark(r, i + 1, '-') ? 2 : 1;
  }
  const char *value;
  uint32_t end = phrase(r, i, LEXICON_DECADE_WORD, &value);
  if (!end || (i == at && r->mode != DATES_MESSAGE && !has(r, at - 1, LEXICON_DATE_PART))) return 0;
  e->decade = (int16_t)((*value == '0' ? 20 : hundreds) * 10 + *value - '0');
  return end;
}

/* "the 19th century", "the second century BC". */
static uint32_t nth_century(const struct reader *r, uint32_t at, struct expression *e) {
  int nth;
  bool plural;
  uint8_t unit;
  uint32_t end = read_ordinal(r, at + (is(r, at, "the") ? 1 : 0), &nth);
  uint32_t behind = end ? read_unit(r, end, &unit, &plural) : 0;
  if (!behind || unit != GRAIN_CENTURY || nth < 1 || nth > 99) return 0;
  e->century = (int16_t)nth;
  uint32_t era = era_behind(r, behind, e);
  return era ? era : behind;
}

/* "third", "last", "final", and what it counts within a date: "of March". */
uint32_t nth_of(const struct reader *r, uint32_t at, struct expression *e) {
  uint32_t i = at + (is(r, at, "the") ? 1 : 0);
  int nth;
  uint32_t end = read_ordinal(r, i, &nth);
  if (!end && is(r, i, "last", "final", "closing")) nth = -1, end = i + 1;
  if (!end && is(r, i, "opening")) nth = 1, end = i + 1;
  if (!end && is(r, i, "latter") && is(r, i + 1, "half")) nth = 2, end = i + 1;
  if (!end) return 0;
  bool hyphen = is_mark(r, end, '-') && is_joined(r, end) && is_joined(r, end + 1);
  end += hyphen;
  end += is(r, end, "fiscal", "full", "calendar") ? 1 : 0;
  bool plural;
  uint8_t unit;
  uint32_t behind = read_unit(r, end, &unit, &plural);
  if (is(r, end, "half")) unit = GRAIN_HALF, behind = end + 1, plural = false;
  e->nth = (int8_t)nth;
  if (has(r, end, LEXICON_WEEKDAY) && !hyphen) {
    e->weekday = (uint8_t)lexicon_number(token_at(r, end)->word, LEXICON_WEEKDAY);
    behind = end + 1;
    unit = GRAIN_DAY;
  } else if (!behind || (plural && unit != GRAIN_CENTURY)) {
    return 0;
  }
  e->nth_unit = unit;
  if (unit == GRAIN_CENTURY) {
    if (nth < 1 || nth > 99) return 0;
    e->century = (int16_t)nth;
    e->nth = 0;
    uint32_t era = era_behind(r, behind, e);
    return era ? era : behind;
  }
  if (unit == GRAIN_HALF && is(r, behind, "of")) { /* the first half of the 20th century */
    uint32_t last = nth_century(r, behind + 1, e);
    if (last) {
      e->nth = 0, e->nth_unit = GRAIN_NONE;
      return last;
    }
  }
  if (unit == GRAIN_QUARTER || unit == GRAIN_HALF) {
    int most = unit == GRAIN_QUARTER ? 4 : 2;
    if (nth > most || nth == 0) return 0;
    if (nth == -1) {
      if (!is(r, behind, "of") && (i != at + 1 || is(r, i, "last")))
        return 0; /* "last quarter" is the one before this */
      nth = most;
    }
    e->nth = 0;
    if (unit == GRAIN_QUARTER) e->quarter = (uint8_t)nth;
    else e->half = (uint8_t)nth;
    uint32_t year = year_behind(r, behind, e);
    if (year) return year;
    uint32_t of = behind + (is(r, behind, "of") ? 1 + is(r, behind + 1, "the") : 0);
    of += of > behind && is(r, of, "fiscal", "financial", "calendar") ? 1 : 0;
    if (of > behind && is(r, of, "year")) return of + 1;
    if (unit == GRAIN_HALF && r->mode != DATES_MESSAGE && !(hyphen && has(r, behind, LEXICON_FIGURE)))
      return 0; /* of a match */
    if (!(unit == GRAIN_HALF) && is(r, behind, "of", "finals", "final", "mile", "pounder") && r->mode != DATES_MESSAGE)
      return 0;
    return behind;
  }
  if (hyphen || (unit != GRAIN_DAY && unit != GRAIN_WEEK && unit != GRAIN_WEEKEND && unit != GRAIN_MONTH)) return 0;
  /* of March, in 2019, of the year, this month */
  uint32_t of = behind + (is(r, behind, "of", "in") ? 1 : 0);
  struct expression within = *e;
  within.bare_unit = true;
  uint8_t weekday = e->weekday;
  within.weekday = 0;
  uint32_t last = 0;
  if (of > behind || (r->mode == DATES_MESSAGE && has(r, of, LEXICON_MONTH))) {
    last = calendar_rule(r, of, &within);
    if (last && (within.day || within.weekday)) last = 0;
    if (last && !within.year) {
      uint32_t year = year_behind(r, last, &within);
      if (year) last = year;
    }
    if (!last) within = *e, within.weekday = 0, within.bare_unit = true, last = year_alone(r, of, &within);
    if (!last) {
      within = *e, within.weekday = 0, within.bare_unit = true, last = relative_rule(r, of, opening_at(r, of), &within);
      if (last && (within.unit < GRAIN_WEEK || within.month || within.season[0])) last = 0;
    }
  }
  if (!last && r->mode == DATES_MESSAGE && weekday && nth > 0) { /* "second Sunday": of this month */
    e->unit = GRAIN_MONTH;
    e->bare_unit = true;
    return behind;
  }
  if (!last) return 0;
  within.weekday = weekday;
  *e = within;
  return last;
}

uint32_t season(const struct reader *r, uint32_t at, struct expression *e) {
  uint32_t i = at + (is(r, at, "the") ? 1 : 0);
  if (!has(r, i, LEXICON_SEASON)) return 0;
  const char *code = lexicon_value(token_at(r, i)->word, LEXICON_SEASON);
  e->season[0] = code[0];
  e->season[1] = code[1];
  uint32_t end = year_behind(r, i + 1, e);
  if (end) return end;
  if (is(r, i + 1, "season")) end = i + 2;
  else end = i + 1;
  if (r->mode == DATES_MESSAGE) return end;
  bool verb = is(r, i, "fall", "spring");
  const struct token *next = token_at(r, end);
  bool alone = !(is(r, i, "spring", "fall") && is(r, end, "that", "which", "to")) &&
               (next->kind == TOKEN_MARK || !next->length ||
                is(r, end, "and", "or", "when", "as", "after", "before", "but", "was", "is", "to", "in", "of", "with",
                   "for", "that", "which", "the", "he", "she", "they", "it", "will", "would", "must", "had", "has") ||
                is(r, end, "by", "from", "while", "where", "if", "because"));
  if (i > at)
    return (alone || r->mode == DATES_NARRATIVE) &&
                   (!is(r, i, "fall") || is(r, at - 1, "in", "by", "during", "until", "since", "of", "from", "through",
                                            "throughout", "over", "into", "late", "early")) &&
                   !is(r, end, "of")
               ? end
               : 0;
  bool capital = token_at(r, i)->flags & TOKEN_CAPITALIZED;
  if (is(r, at - 1, "and", "or") && has(r, at - 2, LEXICON_SEASON)) return end;
  if (capital && !is_broken(r, at) && !is_broken(r, at - 1) && token_at(r, at - 1)->kind == TOKEN_WORD &&
      token_at(r, at - 1)->flags & TOKEN_CAPITALIZED)
    return 0; /* Cold Spring Harbor */
  if (r->mode == DATES_NARRATIVE && (!verb || (capital && at > 0 && !is_broken(r, at)))) return end;
  if (verb && !is(r, at - 1, "by", "until", "since", "in") && !has(r, at - 1, LEXICON_DATE_PART)) return 0;
  return has(r, at - 1, LEXICON_DATE_PART) || (alone && is(r, at - 1, "in", "by", "until", "since", "during", "through",
                                                           "from", "this", "last", "next", "of"))
             ? end
             : 0;
}

/* "Q3 2016", "2016 Q3", "H1", "FY 2012", "fiscal 1989", "the 1989 fiscal year", "week 31". */
uint32_t business(const struct reader *r, uint32_t at, struct expression *e) {
  uint32_t i = at + (is(r, at, "the") && token_at(r, at + 1)->kind == TOKEN_NUMBER ? 1 : 0);
  int year = 0, nth;
  uint32_t led = digits(r, i, NULL, NULL) > 1000 ? read_year(r, i, &year) : 0;
  uint32_t ordinal = led ? read_ordinal(r, led, &nth) : 0;
  if (ordinal && nth <= 4) { /* the 1988 fourth quarter */
    ordinal += is_mark(r, ordinal, '-') ? 1 : 0;
    e->year = (int16_t)year;
    if (is(r, ordinal, "quarter")) e->quarter = (uint8_t)nth;
    else if (is(r, ordinal, "half") && nth <= 2) e->half = (uint8_t)nth;
    else return 0;
    return ordinal + 1;
  }
  if (led && i == at && is(r, led, "fiscal") && is(r, led + 1, "year")) {
    e->year = (int16_t)year;
    return led + 2;
  }
  i = at;
  const struct token *t = token_at(r, led ? led : i);
  const char *text = r->d->text + t->start;
  if (t->length == 2 && (text[0] == 'Q' || text[0] == 'H') && text[1] >= '1' &&
      text[1] <= (text[0] == 'Q' ? '4' : '2')) {
    if (text[0] == 'Q') e->quarter = (uint8_t)(text[1] - '0');
    else e->half = (uint8_t)(text[1] - '0');
    i = (led ? led : i) + 1;
    if (led) {
      e->year = (int16_t)year;
      return i;
    }
    led = year_behind(r, i, e);
    return led ? led : i;
  }
  if (is(r, i, "fiscal", "fy")) {
    i++;
    i += is(r, i, "year") ? 1 : 0;
    int count;
    if (is_mark(r, i, '\'') && digits(r, i + 1, &count, NULL) >= 0 && count == 2) {
      e->year = (int16_t)(1900 + digits(r, i + 1, &count, NULL) + (digits(r, i + 1, &count, NULL) < 40 ? 100 : 0));
      return i + 2;
    }
    led = token_at(r, i)->kind == TOKEN_NUMBER ? read_year(r, i, &year) : 0;
    if (led) e->year = (int16_t)year;
    return led;
  }
  if (is(r, i, "the") && digits(r, i + 1, NULL, NULL) > 1900 && read_year(r, i + 1, &year) && is(r, i + 2, "fiscal") &&
      is(r, i + 3, "year")) {
    e->year = (int16_t)year;
    return i + 4;
  }
  if (is(r, i, "week") && r->mode == DATES_MESSAGE && digits(r, i + 1, NULL, NULL) > 0 &&
      digits(r, i + 1, NULL, NULL) < 54) {
    e->week = (uint8_t)digits(r, i + 1, NULL, NULL);
    led = year_behind(r, i + 2, e);
    return led ? led : i + 2;
  }
  uint32_t named = i + is(r, i, "the");
  named += named > i && is(r, named, "full", "financial") ? 1 : 0;
  if (is(r, named, "year")) { /* the year 1950, year 247, the full year 1986 */
    i = named + 1;
    int count, n = digits(r, i, &count, NULL);
    if (n > 0 && (count >= 3 || r->mode == DATES_MESSAGE) && n < 3000 && !has(r, i + 1, LEXICON_NOT_AFTER_YEAR)) {
      e->year = (int16_t)n;
      uint32_t era = era_behind(r, i + 1, e);
      return era ? era : i + 1;
    }
  }
  return 0;
}

uint32_t year_behind(const struct reader *r, uint32_t at, struct expression *e) {
  int year;
  uint32_t i = at + (is(r, at, "of", "in") || is_mark(r, at, ',') ? 1 : 0);
  bool of = i > at && !is_mark(r, at, ',');
  i += is(r, i, "fiscal") ? 1 : 0;
  const uint32_t era = year_of_era(r, i, e);
  if (era) return era;
  uint32_t end = token_at(r, i)->kind == TOKEN_NUMBER || r->mode == DATES_MESSAGE ? read_year(r, i, &year) : 0;
  if (end && year < 2500 && !has(r, end, LEXICON_NOT_AFTER_YEAR)) {
    e->year = (int16_t)year;
    return end;
  }
  if (is_mark(r, at, ',')) return 0;
  if (is_mark(r, i, '\'') && is_joined(r, i + 1)) {
    int count, n = digits(r, i + 1, &count, NULL);
    if (n >= 0 && count == 2) {
      e->year = (int16_t)(n < 40 ? 2000 + n : 1900 + n);
      return i + 2;
    }
  }
  /* last year, the same year, that year, the year */
  uint32_t the = is(r, i, "the") ? i + 1 : i;
  const char *value;
  uint32_t behind = phrase(r, the, LEXICON_DATE_DIRECTION, &value);
  if (behind && is(r, behind, "year")) {
    e->anchor = value[0] == 'C' ? ANCHOR_CONTEXT : ANCHOR_REFERENCE;
    e->unit = GRAIN_YEAR;
    value += value[0] == 'C';
    e->shift = *value == '-' ? -1 : *value == '+' ? value[1] - '0' : *value - '0';
    return behind + 1;
  }
  if (of && the > i && is(r, the, "year") && !is(r, the + 1, "of")) {
    e->anchor = ANCHOR_REFERENCE;
    e->unit = GRAIN_YEAR;
    return the + 1;
  }
  return 0;
}
