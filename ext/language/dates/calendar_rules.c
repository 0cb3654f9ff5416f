/*
** Rules for days of the calendar: month, day, year, weekday.
**
**     June 3, 2019 | 3 June 2019 | the 25th of August | Friday, June 3 | Sept. 11 | Friday the 13th
*/
#include "expression.h"

/* The month at `at`, with the stop of its short form. */
static uint32_t month_at(const struct reader *r, uint32_t at, uint8_t *month) {
  if (!has(r, at, LEXICON_MONTH)) return 0;
  const struct token *t = token_at(r, at);
  *month = (uint8_t)lexicon_number(t->word, LEXICON_MONTH);
  bool short_form = (t->length <= 4 && *month != 5 && !is(r, at, "june", "july")) || r->mode == DATES_MESSAGE;
  return at + 1 + (short_form && is_mark(r, at + 1, '.') && is_joined(r, at + 1) ? 1 : 0);
}

/* Whether the number at `at` counts something ("30 percent", "10:30", "5.5"). */
static bool is_count(const struct reader *r, uint32_t at) {
  if (is_mark(r, at + 1, ':') && is_joined(r, at + 1) && token_at(r, at + 2)->kind == TOKEN_NUMBER) return true;
  if (is_mark(r, at + 1, '%')) return true;
  return has(r, at + 1, LEXICON_NOT_AFTER_YEAR) || has(r, at + 1, LEXICON_DATE_UNIT) ||
         has(r, at + 1, LEXICON_CLOCK_HALF_WORD) ||
         is(r, at + 1, "million", "billion", "trillion", "hundred", "thousand", "cents");
}

/* A day of the month in digits: 1 to 31. */
static uint32_t day_at(const struct reader *r, uint32_t at, uint8_t *day) {
  int count, n = digits(r, at, &count, "st nd rd th");
  if (n < 1 || n > 39 || count > 2) return 0;
  *day = (uint8_t)n;
  return at + 1;
}

/* A day in words: "twenty-first", "the first"; as a cardinal only in notes. */
static uint32_t day_in_words(const struct reader *r, uint32_t at, uint8_t *day) {
  int n;
  uint32_t end = read_ordinal(r, at, &n);
  if (!end && has(r, at, LEXICON_CARDINAL) && r->mode == DATES_MESSAGE) {
    struct amount amount;
    end = read_amount(r, at, &amount);
    if (end > at + 1 && amount.hundredths > 3100) { /* "june fifteen twenty twenty" */
      end = at + 1;
      amount.hundredths = lexicon_number(token_at(r, at)->word, LEXICON_CARDINAL) * 100;
    }
    n = (int)(amount.hundredths / 100);
    if (amount.hundredths > 3100) end = 0;
  }
  if (!end || n < 1 || n > 31) return 0;
  *day = (uint8_t)n;
  return end;
}

/* ", 2019" or "2019" behind a month or day. */
static uint32_t plain_year(const struct reader *r, uint32_t at, struct expression *e) {
  uint32_t i = at + (is_mark(r, at, ',') ? 1 : 0);
  int year, count = 0, two;
  uint32_t end = year_of_era(r, i, e);
  if (end) return end;
  end = read_year(r, i, &year);
  if (end && (token_at(r, i)->kind == TOKEN_NUMBER ? year < 2500 : r->mode == DATES_MESSAGE)) {
    if (is_mark(r, end, ':') && is_joined(r, end) && token_at(r, end + 1)->kind == TOKEN_NUMBER &&
        is_joined(r, end + 1))
      return 0;
    e->year = (int16_t)year;
    return end;
  }
  if (is_mark(r, i, '\'') && is_joined(r, i + 1)) {
    two = digits(r, i + 1, &count, NULL);
    if (two >= 0 && count == 2) {
      e->year = (int16_t)(two < 40 ? 2000 + two : 1900 + two);
      return i + 2;
    }
  }
  year = digits(r, i, &count, NULL);
  const bool closed = i + 1 >= r->count || is_broken(r, i + 1) ||
                      (token_at(r, i + 1)->kind == TOKEN_MARK && !is_joined(r, i + 2)) || is_mark(r, i + 1, ')');
  if (i == at && e->day && count == 3 && year >= 100 && closed && !is_mark(r, i + 1, '%')) { /* 30 September 420 */
    e->year = (int16_t)year;
    return i + 1;
  }
  return 0;
}

static uint32_t month_then_day(const struct reader *r, uint32_t at, struct expression *e) {
  uint32_t end = month_at(r, at, &e->month), i;
  if (!end) return 0;
  i = end + (is_mark(r, end, '-') && is_joined(r, end) && is_joined(r, end + 1) ? 1 : 0);
  i += is(r, i, "the") ? 1 : 0;
  uint8_t day;
  uint32_t behind = day_at(r, i, &day);
  if (behind && (is_count(r, i) || (is_mark(r, behind, '-') && is_joined(r, behind) && is_joined(r, behind + 1) &&
                                    has(r, behind + 1, LEXICON_DATE_UNIT))))
    behind = 0;
  if (!behind) behind = day_in_words(r, i, &day);
  if (!behind || (is(r, behind, "quarter", "half", "century"))) return end;
  e->day = day;
  if (is_mark(r, behind, '.') && is_joined(r, behind) && r->mode == DATES_MESSAGE && plain_year(r, behind + 1, e))
    return plain_year(r, behind + 1, e);
  i = plain_year(r, behind, e);
  return i ? i : behind;
}

static uint32_t day_then_month(const struct reader *r, uint32_t at, struct expression *e) {
  uint32_t i = at + (is(r, at, "the") ? 1 : 0);
  uint32_t end = day_at(r, i, &e->day);
  if (!end) end = day_in_words(r, i, &e->day);
  if (!end) return 0;
  bool of = is(r, end, "of");
  end += of || (is_mark(r, end, '-') && is_joined(r, end));
  if (is(r, end, "may", "march") && !(token_at(r, end)->flags & TOKEN_CAPITALIZED) && r->mode != DATES_MESSAGE)
    return 0; /* "all 30 may go" */
  end = month_at(r, end, &e->month);
  if (!end) return 0;
  if (is_mark(r, end, '-') && is_joined(r, end) && is_joined(r, end + 1) && plain_year(r, end + 1, e))
    end++; /* 3-Jun-2019 */
  i = plain_year(r, end, e);
  return i ? i : end;
}

/* A month alone that is also a word: do the words around say it is one? */
static bool is_month_here(const struct reader *r, uint32_t at, uint32_t end, const struct expression *e) {
  const struct token *t = token_at(r, at), *after = token_at(r, end);
  bool capital = t->flags & TOKEN_CAPITALIZED;
  if (e->day)
    return capital || !is(r, at, "march", "may") || token_at(r, at)->kind == TOKEN_NUMBER || r->mode == DATES_MESSAGE ||
           at > 0;
  if (r->mode == DATES_MESSAGE) return true;
  if (after->kind == TOKEN_MARK && is_mark(r, end, '-') && is_joined(r, end) && is_joined(r, end + 1) && !e->year &&
      t->length < 4 && !has(r, end + 1, LEXICON_MONTH))
    return false;
  if (!capital) return !has(r, at, LEXICON_MONTH_OR_WORD) && !(t->length <= 4 && !is(r, at, "june", "july"));
  if (e->year) return true;
  if (t->length < 4 && !is(r, at, "may") && !is_mark(r, at + 1, '.') && !has(r, at - 1, LEXICON_BEFORE_DATE))
    return false; /* "Sep", "Jan" alone is a name */
  if (after->flags & TOKEN_CAPITALIZED && after->kind == TOKEN_WORD && !is_broken(r, end) &&
      !has(r, end, LEXICON_MONTH) && has(r, at, LEXICON_MONTH_OR_WORD) &&
      (!has(r, at - 1, LEXICON_BEFORE_DATE) || is(r, at - 1, "and", "or", "as")))
    return false; /* "April Smith" */
  if (!has(r, at, LEXICON_MONTH_OR_WORD)) return true;
  if ((is(r, at - 1, "a", "an", "the", "its", "his", "her", "their", "our", "my", "both") ||
       token_at(r, at - 1)->kind == TOKEN_POSSESSIVE) &&
      after->kind == TOKEN_WORD && after->length > 3 && !(after->flags & TOKEN_CAPITALIZED) && !is_broken(r, end))
    return true;                                                                       /* "the May meeting" */
  if (has(r, end, LEXICON_FIGURE) && !(after->flags & TOKEN_CAPITALIZED)) return true; /* "revised April sales" */
  if (is(r, at - 1, "with") && is(r, at - 2, "compared")) return true;
  if (at == 0 || is_mark(r, at - 1, '-')) /* "May said ...", but "May was the warmest month" */
    return is(r, end, "was", "is", "saw", "marks", "brought") ||
           !(has(r, end, LEXICON_TENSE_PAST) || has(r, end, LEXICON_AUXILIARY) || ends_in_ed(r, end));
  if (is(r, at - 1, "both") || (is_mark(r, at - 1, ',') && has(r, at - 2, LEXICON_MONTH)))
    return true; /* "in February, March and May" */
  return has(r, at - 1, LEXICON_BEFORE_DATE) || has(r, at - 1, LEXICON_DATE_PART) || has(r, at - 1, LEXICON_MONTH);
}

uint32_t calendar_rule(const struct reader *r, uint32_t at, struct expression *e) {
  uint32_t i = at, end = 0;
  const struct token *t = token_at(r, at);
  if (has(r, at, LEXICON_WEEKDAY)) {
    bool capital = t->flags & TOKEN_CAPITALIZED || r->mode == DATES_MESSAGE;
    bool word = has(r, at, LEXICON_WEEKDAY_OR_WORD);
    if (!capital) return 0;
    e->weekday = (uint8_t)lexicon_number(t->word, LEXICON_WEEKDAY);
    end = ++i;
    if (t->length <= 5 && is_mark(r, i, '.') && is_joined(r, i)) end = ++i;
    i += is_mark(r, i, ',') ? 1 : 0;
    struct expression with = *e;
    uint32_t more = month_then_day(r, i, &with);
    if (!more || !with.day) {
      with = *e;
      more = day_then_month(r, i, &with);
    }
    if (more && with.day) {
      *e = with;
      return more;
    }
    if (is(r, i, "the")) { /* Friday the 13th */
      uint8_t day;
      more = day_at(r, i + 1, &day);
      if (!more) more = day_in_words(r, i + 1, &day);
      if (more &&
          (r->mode == DATES_MESSAGE || token_at(r, i + 1)->kind == TOKEN_NUMBER ||
           token_at(r, more)->kind == TOKEN_MARK) &&
          (r->mode == DATES_MESSAGE || token_at(r, more)->kind != TOKEN_WORD || is_broken(r, more) ||
           is(r, more, "and", "of", "at", "in", "with", "as", "when", "for", "to"))) {
        e->day = day;
        return more;
      }
    }
    if (word && r->mode != DATES_MESSAGE && (!is_mark(r, at + 1, '.') || is(r, at - 1, "the") || is_broken(r, end)) &&
        !has(r, at - 1, LEXICON_DATE_DIRECTION))
      return 0;
    return end;
  }
  if (has(r, at, LEXICON_MONTH)) {
    end = month_then_day(r, at, e);
    if (!e->day) {
      struct expression with = *e;
      uint32_t behind = plain_year(r, end, &with);
      if (behind) *e = with, end = behind;
    }
    if (e->month == 9 && e->day == 11 && !e->year &&
        is(r, end, "attacks", "attack", "terrorist", "terror", "hijackers", "commission", "plotters"))
      e->year = 2001;
    return is_month_here(r, at, end, e) ? end : 0;
  }
  int named;
  uint32_t month_behind = r->mode == DATES_MESSAGE && t->kind == TOKEN_NUMBER ? read_year(r, at, &named) : 0;
  if (month_behind) { /* 2016 june, 2016, nov */
    month_behind +=
        is_mark(r, month_behind, ',') || is_mark(r, month_behind, '/') || is_mark(r, month_behind, '-') ? 1 : 0;
    end = month_at(r, month_behind, &e->month);
    if (end) {
      uint32_t day = is_mark(r, end, '/') || is_mark(r, end, '-') ? day_at(r, end + 1, &e->day) : 0;
      e->year = (int16_t)named;
      return day ? day : end;
    }
  }
  if (t->kind == TOKEN_NUMBER || is(r, at, "the", "twenty", "thirty") || has(r, at, LEXICON_ORDINAL)) {
    end = day_then_month(r, at, e);
    if (end) return end;
    *e = (struct expression){.first = at, .hour = -1, .minute = -1, .second = -1};
    uint32_t of = at + (is(r, at, "the") ? 1 : 0); /* "the 20th of next month", "4 to 22 this month" */
    of = day_at(r, of, &e->day);
    if (of && (is(r, of, "of") || (r->mode == DATES_MESSAGE && is(r, of, "this", "next", "last")))) {
      struct expression month = {.hour = -1, .minute = -1, .second = -1, .bare_unit = true};
      of += is(r, of, "of") ? 1 : 0;
      uint32_t behind = relative_rule(r, of, opening_at(r, of), &month);
      if (behind && month.unit == GRAIN_MONTH && !month.month) {
        month.first = e->first;
        month.day = e->day;
        *e = month;
        return behind;
      }
    }
    *e = (struct expression){.first = at, .hour = -1, .minute = -1, .second = -1};
    if (r->mode == DATES_MESSAGE && at > 0) { /* "on 15", "for the second" */
      of = at + (is(r, at, "the") ? 1 : 0);
      uint32_t behind = day_at(r, of, &e->day);
      if (!behind && of > at) behind = day_in_words(r, of, &e->day);
      bool last = behind && (behind >= r->count || token_at(r, behind)->kind == TOKEN_MARK);
      if (last && (of > at || is(r, at - 1, "on")) && is(r, at - 1, "on", "for", "by", "until", "since") &&
          !is_mark(r, behind, ':') && !is_mark(r, behind, '/') && !is_mark(r, behind, '-'))
        return behind;
      e->day = 0;
    }
    /* "the 27th": a day of a month that is not said */
    int count, n = is(r, at, "the") ? digits(r, at + 1, &count, "st nd rd th") : -1;
    if (n < 1 || n > 31 || token_at(r, at + 1)->length < 3) return 0;
    const struct token *next = token_at(r, at + 2);
    if (is(r, at + 2, "and") && is(r, at + 3, "final", "last")) return 0;
    if (is(r, at + 2, "to") && is(r, at + 3, "the") && is(r, at + 5, "century")) return 0; /* one too */
    bool closed = !next->length || (next->kind == TOKEN_MARK && !is_mark(r, at + 2, '-')) || is_broken(r, at + 2) ||
                  is(r, at + 2, "and", "to", "at", "in", "after", "when", "as", "with", "but", "for", "by", "until");
    if (!closed ||
        (at > 0 && !is(r, at - 1, "on", "by", "until", "from", "to", "since", "of", "before", "after", "for", "and")))
      return 0;
    e->day = (uint8_t)n;
    return at + 2;
  }
  return 0;
}
