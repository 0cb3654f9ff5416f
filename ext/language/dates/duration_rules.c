/*
** Rules for amounts of time: durations, what lies an amount away, sets.
**
**     nearly two decades | the past five years | a 17-year-old | two and a half hours |
**     two years ago | a day earlier | ten days after June 3 | every Monday | twice a week | daily
*/
#include "expression.h"

#include <string.h>

/* Whether a unit stands where an amount that begins at `at` may have one. */
static bool is_unit_near(const struct reader *r, uint32_t at) {
  enum { REACH = 16 };
  for (uint32_t i = at; i < at + REACH && i < r->count; i++)
    if (has(r, i, LEXICON_DATE_UNIT)) return true;
  return false;
}

/* "about", "more than", "at least". */
static uint32_t approximation(const struct reader *r, uint32_t at) {
  uint32_t end = phrase(r, at, LEXICON_APPROXIMATION, NULL);
  return r->mode == DATES_NEWS && end == at + 1 && is(r, at, "just", "only", "exactly", "perhaps", "maybe", "barely")
             ? 0
             : end;
}

/* What may stand between an amount and its unit: no word of a count, a date or another noun phrase. */
static bool is_adjective(const struct reader *r, uint32_t at) {
  const struct token *t = token_at(r, at);
  return t->kind == TOKEN_WORD && !(t->flags & TOKEN_CAPITALIZED) && !has(r, at, LEXICON_NOT_AFTER_YEAR) &&
         !has(r, at, LEXICON_EACH) && !has(r, at, LEXICON_DETERMINER) && !has(r, at, LEXICON_BEFORE_DATE);
}

/* "five years", "17-year", "2 years 1 month and 21 days", "several". */
static uint32_t quantity(const struct reader *r, uint32_t at, struct expression *e, bool *hyphen) {
  uint32_t i = at, end = 0;
  *hyphen = false;
  const uint32_t many = at - is(r, at - 1, "many");
  if (is(r, many, "many") && is(r, many - 1, "as")) return 0; /* his fourth visit in as many years */
  const uint32_t of_unit = i + 1 + is_mark(r, i + 1, '-');
  if (is(r, i, "quarter", "half") && of_unit > i + 1 && is(r, of_unit, "century")) { /* her quarter-century there */
    e->lasts[0].amount = (struct amount){is(r, i, "half") ? 5000 : 2500, false};
    e->lasts[0].unit = GRAIN_YEAR;
    e->n_lasts = 1;
    return of_unit + 1;
  }
  while (e->n_lasts < DURATION_PARTS) {
    struct amount amount;
    bool plural, dash = false;
    uint8_t unit;
    uint32_t behind = read_amount(r, i, &amount);
    if (!behind) {
      /* bare plurals: "weeks of fighting", "decades" */
      uint32_t bare = e->n_lasts ? 0 : read_unit(r, i, &unit, &plural);
      if (!bare) break;
      bool as_long =
          !plural && is_mark(r, bare, '-') && is_joined(r, bare) && is_joined(r, bare + 1) && is(r, bare + 1, "long");
      if (as_long) { /* month-long */
        e->lasts[0].amount = (struct amount){100, false};
        e->lasts[0].unit = unit;
        e->n_lasts = 1;
        *hyphen = true;
        return bare;
      }
      if (!plural || token_at(r, i)->length < 4 ||
          (unit == GRAIN_DAY && is(r, i - 1, "old", "younger", "early", "better", "glory", "dark", "school", "holy")) ||
          (token_at(r, bare)->kind == TOKEN_NUMBER && unit == GRAIN_YEAR))
        break;
      if (is(r, bare, "of") && has(r, bare + 1, LEXICON_MONTH)) break; /* the months of June and July */
      behind = i;
      amount = (struct amount){0, true};
    }
    if (behind == i + 1 && amount.hundredths == 100 && is(r, behind, "quarter") &&
        is(r, behind + 1 + is_mark(r, behind + 1, '-'), "century")) {
      e->lasts[0].amount = (struct amount){2500, false};
      e->lasts[0].unit = GRAIN_YEAR;
      e->n_lasts = 1;
      return behind + 2 + is_mark(r, behind + 1, '-');
    }
    uint32_t unit_at = behind;
    if (behind > i && is_mark(r, behind, '-') && is_joined(r, behind + 1)) dash = true, unit_at++;
    /* "five straight years", "ten brutal months", "two full days" */
    if (!dash && !has(r, unit_at, LEXICON_DATE_UNIT) && !is_broken(r, unit_at + 1) &&
        (is(r, unit_at, "straight", "consecutive", "full", "more", "additional", "long", "whole", "business", "working",
            "trading", "solid", "previous", "short", "calendar", "fiscal", "or")
             ? has(r, unit_at + 1, LEXICON_DATE_UNIT)
             : amount.hundredths > 100 && amount.hundredths < 100000 && is_adjective(r, unit_at) &&
                   read_unit(r, unit_at + 1, &unit, &plural) && plural))
      unit_at++;
    uint32_t stop = read_unit(r, unit_at, &unit, &plural);
    if (!stop) break;
    bool one = amount.hundredths == 100 && !amount.vague;
    if (amount.hundredths == 50) one = true;
    if (!plural && !one && !dash && r->mode != DATES_MESSAGE &&
        !(is(r, unit_at, "min", "hr", "sec") ||
          (is_mark(r, stop, '-') && is_joined(r, stop) && is(r, stop + 1, "long", "old")) || is(r, stop, "long"))) {
      if (amount.vague || unit == GRAIN_SECOND) break; /* "some day", "forty second" */
    }
    if (amount.vague && !plural) break;
    if (unit == GRAIN_SECOND && !plural && !dash && behind == i + 1 && is(r, i, "a", "another"))
      break; /* a second man */
    if (unit == GRAIN_QUARTER && ((!plural && is(r, i, "a")) || amount.vague || is(r, stop, "of"))) break;
    if (unit == GRAIN_WEEKEND && one && is(r, i, "a") && token_at(r, stop)->kind == TOKEN_WORD &&
        !is(r, stop, "in", "at", "with", "of", "on", "to", "and", "away", "for", "that", "when", "before", "after"))
      break; /* a weekend report */
    if (behind == i + 1 && is(r, i, "a", "an") && !plural && is_mark(r, stop, '-') && is_joined(r, stop) &&
        is(r, stop + 1, "long"))
      break;
    if (dash && plural) dash = false;
    e->lasts[e->n_lasts].amount = amount;
    e->lasts[e->n_lasts++].unit = unit;
    end = stop;
    *hyphen = dash;
    if (dash) break;
    if (is(r, end, "and") && is(r, end + 1, "a") && is(r, end + 2, "half") &&
        amount.hundredths >= 100) { /* an hour and a half */
      e->lasts[e->n_lasts - 1].amount.hundredths += 50;
      end += 3;
    }
    i = end + (is(r, end, "and") || is_mark(r, end, ',') ? 1 : 0);
    if (has(r, i, LEXICON_VAGUE_AMOUNT) || is(r, i, "a", "an", "half", "another")) break;
    uint32_t next = read_amount(r, i, &amount);
    if (!next || !has(r, next, LEXICON_DATE_UNIT) || is_mark(r, next, '-')) break;
    read_unit(r, next, &unit, &plural);
    if (unit == e->lasts[e->n_lasts - 1].unit || (unit > e->lasts[e->n_lasts - 1].unit && r->mode != DATES_MESSAGE))
      break;
  }
  return end;
}

/* "ago", "later", "from now", "after June 3": from when the amount is counted. */
static uint32_t shift_behind(const struct reader *r, uint32_t at, struct expression *e) {
  const char *value;
  uint32_t end = phrase(r, at, LEXICON_DATE_SHIFT, &value);
  bool from = is(r, at, "from", "after", "before", "following", "since");
  struct expression point = {.hour = -1, .minute = -1, .second = -1};
  if (from) { /* "two days after Christmas", "a week from Friday" */
    uint32_t behind = date_rule(r, at + 1, opening_at(r, at + 1), &point);
    bool narrow = point.day || point.weekday || point.holiday || point.unit == GRAIN_DAY;
    if (behind && narrow && !(point.month && !point.day) && !is(r, at, "since") && r->mode == DATES_MESSAGE) {
      int sign = is(r, at, "before") ? -1 : 1;
      point.part = 0;
      int64_t days = 0;
      for (int i = 0; i < e->n_lasts; i++) {
        int each = e->lasts[i].unit == GRAIN_DAY         ? 1
                   : e->lasts[i].unit == GRAIN_WEEK      ? 7
                   : e->lasts[i].unit == GRAIN_FORTNIGHT ? 14
                                                         : 0;
        if (!each || e->lasts[i].amount.vague) return 0;
        days += each * e->lasts[i].amount.hundredths / 100;
      }
      if (days > SHIFT_MOST) return 0;
      point.first = e->first;
      point.type = DATE_DATE;
      point.exact = true;
      point.anchor_days = true;
      point.lasts[0].amount.hundredths = sign * days; /* resolve.c moves by it */
      point.n_lasts = 1;
      *e = point;
      return behind;
    }
  }
  if (!end || is(r, end, "than")) return 0;                                  /* "three days later than planned" */
  if (r->mode == DATES_MESSAGE && (is(r, at, "hence") || is(r, at, "in"))) { /* up to then */
    e->type = DATE_DATE;
    e->within = true;
    e->toward = 1;
    return end;
  }
  if (is(r, at, "before", "after", "prior") && !is_broken(r, end) && token_at(r, end)->kind != TOKEN_MARK &&
      token_at(r, end)->length) {
    /* "two years before the war": counted from what is not a date */
    return 0;
  }
  if (is(r, at, "back", "out") && token_at(r, end)->kind != TOKEN_MARK && r->mode != DATES_MESSAGE) return 0;
  if (is(r, at, "previously") && token_at(r, end)->kind == TOKEN_WORD && r->mode == DATES_NEWS) return 0;
  e->type = DATE_DATE;
  e->anchor = value[0] == 'C' ? ANCHOR_CONTEXT : ANCHOR_REFERENCE;
  int sign = value[1] == '-' ? -1 : 1;
  e->shift = sign;
  e->unit = e->lasts[e->n_lasts - 1].unit;
  if (r->mode == DATES_MESSAGE && e->unit >= GRAIN_DAY) e->exact = true;
  const uint32_t day = end + (is(r, end, "on") || is(r, end, "this") ? 1 : 0);
  if (is(r, at, "ago") && e->unit >= GRAIN_WEEK && !is_broken(r, end)) {
    if (is(r, end, "today")) e->exact = true, end++;
    else if (has(r, day, LEXICON_WEEKDAY) && token_at(r, day)->flags & TOKEN_CAPITALIZED)
      e->weekday = (uint8_t)lexicon_number(token_at(r, day)->word, LEXICON_WEEKDAY), e->exact = true, end = day + 1;
  }
  for (int i = 0; i < e->n_lasts; i++) e->vague = e->vague || e->lasts[i].amount.vague;
  return end;
}

/* "a year", "a day" behind money and counts: "$5 a year", "three times a week". */
static bool is_rate(const struct reader *r, uint32_t at) {
  if (is(r, at - 1, "once", "twice", "thrice", "times", "percent", "dollars", "cents", "million", "billion", "barrels",
         "tons", "tonnes", "hours", "apiece", "bpd"))
    return true;
  if (is_mark(r, at - 1, '%')) return true;
  if (is_mark(r, at - 1, '-') && is_joined(r, at)) return token_at(r, at - 2)->kind == TOKEN_NUMBER; /* $15-an-hour */
  for (uint32_t k = 1; k <= 4 && k <= at; k++) {
    const struct token *t = token_at(r, at - k);
    if (t->kind == TOKEN_NUMBER) return k > 1 || t->length < 4 || t->length > 4 || is_mark(r, at - 2, '$');
    if (k > 1 && is(r, at - k, "or")) continue; /* three or more glasses a week */
    if (t->kind != TOKEN_WORD || has(r, at - k, LEXICON_BEFORE_DATE) || has(r, at - k, LEXICON_TENSE_PAST) ||
        is(r, at - k, "the", "for", "with", "within", "after", "took", "takes", "take", "than"))
      return false;
    if (has(r, at - k, LEXICON_CARDINAL)) return true;
  }
  return false;
}

/* "may one day return": some day to come.  What "one day" was is not said. */
static bool someday(const struct reader *r, uint32_t at, struct expression *e) {
  if (!is(r, at - 1, "will", "would", "could", "might", "may", "can", "to", "must", "should", "hope", "hopes",
          "perhaps", "maybe"))
    return false;
  e->type = DATE_DATE;
  e->constant = "FUTURE_REF";
  return true;
}

uint32_t duration_rule(const struct reader *r, uint32_t at, struct expression *e) {
  if (!is_unit_near(r, at)) return 0;
  uint32_t i = at;
  bool hyphen = false, the = is(r, at, "the", "these", "those", "his", "her", "their", "its", "our", "my", "your");
  e->type = DATE_DURATION;
  if (r->mode == DATES_MESSAGE && is(r, at, "within", "in")) e->within = true, i++;
  const bool in = e->within && is(r, at, "in");
  if (the || (e->within && is(r, i, "the"))) i += 1;
  /* last, past, next: "the past five years", "the first nine months of 2012" */
  int nth;
  uint32_t ordered = 0;
  if (is(r, at, "last") &&
      is(r, at - 1, "will", "would", "can", "could", "may", "might", "must", "should", "to", "not", "usually", "often"))
    return 0; /* the verb: "it could last six weeks" */
  if (is(r, i, "last", "past", "previous", "preceding")) e->toward = -1, ordered = i + 1;
  else if (is(r, i, "next", "coming", "following", "upcoming", "ensuing")) e->toward = 1, ordered = i + 1;
  else if ((the || r->mode == DATES_NARRATIVE) &&
           (is(r, i, "first", "final", "opening", "closing", "intervening", "early") ||
            read_ordinal(r, i, &nth) == i + 1) &&
           (has(r, i + 1, LEXICON_CARDINAL) || token_at(r, i + 1)->kind == TOKEN_NUMBER ||
            is(r, i + 1, "few", "several", "half")))
    ordered = i + 1;
  if (is(r, i, "this") && is(r, i + 1, "past")) e->toward = -1, ordered = i + 2;
  uint32_t end = 0;
  if (ordered) {
    uint32_t near = approximation(r, ordered);
    end = quantity(r, near ? near : ordered, e, &hyphen);
    if (!end && e->toward) { /* the past year, the coming weeks */
      bool plural;
      uint8_t unit;
      end = read_unit(r, ordered, &unit, &plural);
      bool lone = the && !plural && is(r, i, "last", "next") &&
                  !is(r, at - 1, "over", "within", "for", "during", "throughout", "in") && unit < GRAIN_DECADE;
      if (end &&
          (plural ? (the || is(r, i, "past", "last", "recent", "coming"))
                  : ((the || e->within || is(r, at, "this") || is(r, i, "past")) && unit >= GRAIN_DAY && !lone) ||
                        (unit >= GRAIN_DECADE))) {
        if (!plural && is(r, i, "previous", "preceding", "following", "upcoming", "ensuing")) return 0;
        e->lasts[0].amount = (struct amount){plural ? 0 : 100, plural};
        e->lasts[0].unit = unit;
        e->n_lasts = 1;
      } else {
        return 0;
      }
    }
    if (!end) return 0;
    if (hyphen) e->toward = 0;
  } else {
    uint32_t near = approximation(r, i);
    if (near && the && r->mode == DATES_NEWS &&
        !is(r, i, "nearly", "almost", "roughly", "more", "about", "over", "approximately", "less"))
      near = 0;
    end = quantity(r, near ? near : i, e, &hyphen);
    if (!end && near) end = quantity(r, i, e, &hyphen); /* "another week" */
    if (!end) return 0;
    if (the && !e->within) {
      /* "the two years", "the 17-year war", "the five-day": the article stays outside */
      bool plural = false;
      uint8_t unit;
      read_unit(r, end - 1, &unit, &plural);
      if (is(r, at, "the") && !hyphen && plural && e->lasts[0].amount.hundredths > 100) the = true;
      else return 0; /* found again one token on */
    }
  }
  if (!hyphen && !the && !e->within) {
    struct expression shifted = *e;
    uint32_t behind = shift_behind(r, end, &shifted);
    if (behind) {
      *e = shifted;
      return behind;
    }
  }
  if (e->n_lasts == 1 && e->lasts[0].unit == GRAIN_DAY && e->lasts[0].amount.hundredths == 100 && !hyphen &&
      r->mode != DATES_MESSAGE) {
    if (is(r, at, "a") && !is_rate(r, at) &&
        (is(r, end, "of", "when", "that", "like") || is(r, at - 1, "is", "was", "not", "be", "such", "what")))
      return 0; /* "it was a day of rest" */
    if (is(r, at, "one") &&
        !is(r, at - 1, "in", "for", "within", "after", "than", "of", "by", "only", "just", "until") &&
        token_at(r, end)->kind == TOKEN_WORD &&
        (is(r, at - 1, "hope", "hopes") ||
         !is(r, end, "before", "after", "earlier", "later", "a", "to", "in", "of", "ahead", "each")))
      return someday(r, at, e) ? end : 0;
  }
  struct expression *x = e;
  bool rate = !ordered && !the && x->n_lasts == 1 && x->lasts[0].amount.hundredths == 100 && is(r, at, "a", "an") &&
              is_rate(r, at);
  if (rate) x->type = DATE_SET;
  /* -old, -long, of age */
  if (is_mark(r, end, '-') && is_joined(r, end) && is_joined(r, end + 1) && is(r, end + 1, "old", "long", "olds"))
    return end + 2;
  if (is(r, end, "old")) return end + 1;
  if (is(r, end, "of") && is(r, end + 1, "age")) return end + 2;
  /* "'s" and "'" of measure: "two weeks' notice" stay outside */
  if (ordered && !e->toward && is(r, end, "of")) { /* the first nine months of 2012, of the year */
    struct expression year = {.hour = -1};
    uint32_t behind = year_behind(r, end, &year);
    if (!behind) {
      year = (struct expression){.hour = -1};
      uint32_t date = date_rule(r, end + 1, opening_at(r, end + 1), &year);
      if (date && !year.day) behind = date;
    }
    if (behind) {
      bool first = is(r, ordered - 1, "first", "opening");
      if (first && year.year > 0 && !year.month) e->year = year.year, e->nth = 1;
      return behind;
    }
  }
  if (e->within && r->mode == DATES_MESSAGE) {
    e->type = DATE_DATE;
    if (in && !e->toward) { /* "in two weeks": that day */
      e->within = false;
      e->anchor = ANCHOR_REFERENCE;
      e->shift = 1;
      e->unit = e->lasts[e->n_lasts - 1].unit;
      e->exact = true;
      return end;
    }
    if (is(r, end, "from", "after") && is(r, end + 1, "today", "now", "tomorrow")) {
      if (is(r, end + 1, "tomorrow")) return 0;
      end += 2;
    }
  }
  return end;
}

uint32_t set_rule(const struct reader *r, uint32_t at, struct expression *e) {
  const char *value;
  e->type = DATE_SET;
  uint32_t end = phrase(r, at, LEXICON_FREQUENCY, &value);
  if (end) {
    const struct token *before = token_at(r, at - 1), *word = token_at(r, at);
    if (is(r, end, "said", "reported", "wrote", "quoted", "says")) return 0; /* "the daily said" */
    if (has(r, end, LEXICON_FREQUENCY_NAME) && token_at(r, end)->flags & TOKEN_CAPITALIZED) return 0;
    if (at > 0 && word->flags & TOKEN_CAPITALIZED && before->flags & TOKEN_CAPITALIZED && before->kind == TOKEN_WORD &&
        !is_broken(r, at))
      return 0;
    if (word->flags & TOKEN_CAPITALIZED && before->kind == TOKEN_POSSESSIVE) return 0; /* People's Daily */
    if (is_mark(r, at - 1, '-') && is_joined(r, at)) return 0; /* semi-annual is found as one, by its list */
    e->constant = value;
    return end;
  }
  if (has(r, at, LEXICON_WEEKDAYS)) {
    e->weekday = (uint8_t)lexicon_number(token_at(r, at)->word, LEXICON_WEEKDAYS);
    return at + 1;
  }
  uint32_t i = at;
  bool times = false;
  if (is(r, i, "once", "twice", "thrice")) times = true, i++;
  else if (has(r, i, LEXICON_CARDINAL) && is(r, i + 1, "times")) times = true, i += 2;
  bool every = is(r, i, "every", "each", "per");
  if (!every && !(times && is(r, i, "a", "an"))) return 0;
  i++;
  bool plural;
  uint8_t unit;
  int nth = 0;
  struct amount amount = {100, false};
  uint32_t more = every ? read_ordinal(r, i, &nth) : 0;
  if (more && !is(r, i, "second")) i = more, amount.hundredths = nth * 100;
  else if (is(r, i, "other")) amount.hundredths = 200, i++;
  else if (is(r, i, "few")) amount = (struct amount){0, true}, i++;
  else if (every && (has(r, i, LEXICON_CARDINAL) || token_at(r, i)->kind == TOKEN_NUMBER)) {
    more = read_amount(r, i, &amount);
    if (more) i = more;
  }
  end = read_unit(r, i, &unit, &plural);
  if (end) {
    if (unit < GRAIN_MINUTE || (is(r, at, "each") && plural)) return 0;
    e->lasts[0].amount = amount;
    e->lasts[0].unit = unit;
    e->n_lasts = 1;
    return end;
  }
  if (is(r, at, "per")) return 0;
  if (has(r, i, LEXICON_WEEKDAY)) e->weekday = (uint8_t)lexicon_number(token_at(r, i)->word, LEXICON_WEEKDAY);
  else if (has(r, i, LEXICON_MONTH) && token_at(r, i)->flags & TOKEN_CAPITALIZED) {
    uint32_t date = calendar_rule(r, i, e); /* each June, each June 19 */
    if (date && !e->year) return date;
    return 0;
  } else if (has(r, i, LEXICON_SEASON)) strncpy(e->season, lexicon_value(token_at(r, i)->word, LEXICON_SEASON), 2);
  else if (has(r, i, LEXICON_DAY_PART)) {
    value = lexicon_value(token_at(r, i)->word, LEXICON_DAY_PART);
    if (value[0] >= '0' && value[0] <= '9') return 0;
    e->daypart[0] = value[0], e->daypart[1] = value[1];
  } else {
    return 0;
  }
  end = i + 1;
  if (e->weekday && has(r, end, LEXICON_DAY_PART)) {
    value = lexicon_value(token_at(r, end)->word, LEXICON_DAY_PART);
    if (value[0] >= 'A') e->daypart[0] = value[0], e->daypart[1] = value[1], end++;
  }
  return end;
}
