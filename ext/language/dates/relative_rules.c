/*
** Rules for what is counted from the reference or from the day that the story
** has reached:
**
**     yesterday | last night | this week | next Monday | last August | the same day |
**     the following month | that year | Tuesday next week | Christmas Eve
*/
#include "expression.h"

#include <string.h>

/* "last", "the previous", "that same": sets anchor and shift. */
static uint32_t direction(const struct reader *r, uint32_t at, struct expression *e) {
  uint32_t i = at + (is(r, at, "the", "my", "our") ? 1 : 0);
  const char *value;
  uint32_t end = phrase(r, i, LEXICON_DATE_DIRECTION, &value);
  if (!end) {
    end = at != i ? 0 : phrase(r, at, LEXICON_DATE_DIRECTION, &value);
    if (!end) return 0;
  }
  bool context = value[0] == 'C';
  value += context;
  int shift = value[0] == '-' ? -1 : value[0] == '+' ? 1 : value[0] - '0';
  /* "the next day", "the last day": of the story */
  if (i > at && is(r, i, "next")) context = true;
  e->anchor = context ? ANCHOR_CONTEXT : ANCHOR_REFERENCE;
  e->shift = shift;
  return end;
}

/* The part of the day behind a day ("Monday morning"), if it is there. */
static uint32_t daypart_behind(const struct reader *r, uint32_t at, struct expression *e) {
  uint32_t i = at + (is(r, at, "early", "late", "mid") ? 1 : 0);
  if (i > at && is_mark(r, i, '-')) i++;
  if (!has(r, i, LEXICON_DAY_PART)) return 0;
  const char *value = lexicon_value(token_at(r, i)->word, LEXICON_DAY_PART);
  if (is(r, i, "dawn", "dusk", "sunset", "sunrise", "daybreak")) return 0;
  if (i > at) e->part = is(r, at, "late") ? 'E' : 'S';
  if (value[0] >= '0' && value[0] <= '9') {
    e->clock = true;
    e->hour = (int8_t)((value[0] - '0') * 10 + value[1] - '0');
    e->minute = 0;
  } else {
    e->daypart[0] = value[0];
    e->daypart[1] = value[1];
  }
  return i + 1;
}

static uint32_t day_word(const struct reader *r, uint32_t at, struct expression *e) {
  const char *value;
  uint32_t end = phrase(r, at, LEXICON_DAY_WORD, &value);
  if (!end) return 0;
  if (is(r, at, "tomorrow") && token_at(r, end)->kind != TOKEN_POSSESSIVE && r->mode == DATES_NEWS &&
      (is(r, at - 1, "a") ||
       (is(r, at - 1, "of") && !is(r, at - 2, "ahead", "morning", "night", "evening", "afternoon")))) {
    e->constant = "FUTURE_REF"; /* "the cars of tomorrow" */
    return end;
  }
  e->anchor = ANCHOR_REFERENCE;
  e->unit = GRAIN_DAY;
  e->shift = value[0] == '-' ? -(value[1] - '0') : value[0] - '0';
  if (strstr(value, "NI")) strcpy(e->daypart, "NI");
  return end;
}

static uint32_t holiday(const struct reader *r, uint32_t at, struct expression *e) {
  const char *value;
  uint32_t i = at + (is(r, at, "the") ? 1 : 0);
  if (!(token_at(r, i)->flags & TOKEN_CAPITALIZED) && r->mode != DATES_MESSAGE && !is(r, i, "international")) return 0;
  uint32_t end = phrase(r, i, LEXICON_HOLIDAY, &value);
  if (!end || (i > at && !is(r, end, "holiday", "holidays", "weekend"))) return 0;
  if (!value || value[0] == '?') return 0; /* its day is not known here */
  if (end == i + 1 && !is_broken(r, i) && token_at(r, i - 1)->kind == TOKEN_WORD &&
      token_at(r, i - 1)->flags & TOKEN_CAPITALIZED && !has(r, i - 1, LEXICON_BEFORE_DATE) &&
      !has(r, i - 1, LEXICON_DATE_DIRECTION) && !has(r, i - 1, LEXICON_DATE_ARTICLE))
    return 0; /* Tariq Ramadan */
  if (is(r, i, "independence") && end == i + 2 &&
      !is(r, at - 1, "on", "this", "last", "next", "since", "by", "until", "the", "of", "and", "before", "after"))
    return 0;
  e->holiday = value;
  uint32_t year = year_behind(r, end, e);
  if (!year && is_mark(r, end, ',') && token_at(r, end + 1)->kind == TOKEN_NUMBER)
    year = read_year(r, end + 1, &(int){0}) ? year_behind(r, end, e) : 0;
  return year ? year : end;
}

static uint32_t directed(const struct reader *r, uint32_t at, struct expression *e) {
  uint32_t i = direction(r, at, e);
  if (!i) return 0;
  const bool the = is(r, at, "the");
  if (!the && is(r, at, "following", "preceding")) return 0; /* "following April's leak" */
  if (is(r, i - 1, "latest") && !the && !is(r, at - 1, "its", "their", "his", "her", "our")) return 0;
  const struct token *next = token_at(r, i);
  bool plural;
  uint8_t unit;
  uint32_t end = read_unit(r, i, &unit, &plural);
  const bool fiscal = is(r, i, "fiscal", "calendar", "financial");
  if (fiscal && read_unit(r, i + 1, &unit, &plural)) end = i + 2;
  if (end && !plural) {
    if (unit < GRAIN_DAY) return 0; /* "the last minute" is no date */
    if (at > 0 && next->flags & TOKEN_CAPITALIZED && is_joined(r, at) && token_at(r, at - 1)->kind == TOKEN_MARK)
      return 0; /* on "This Week": a name */
    if (is(r, end, "old", "olds") || (is_mark(r, end, '-') && is_joined(r, end) && is(r, end + 1, "long", "old")))
      return 0;
    if (unit == GRAIN_DAY && is(r, i - 1, "last") && has(r, at - 1, LEXICON_POSSESSIVE_PRONOUN))
      return 0; /* her last day */
    e->unit = unit;
    if (is(r, i - 1, "past") && e->shift < 0 && unit != GRAIN_WEEKEND && r->mode != DATES_MESSAGE)
      return 0; /* the past year: a duration */
    /* "over the last year", "in the next decade" last that long */
    if (the && !fiscal && is(r, at + 1, "last", "next", "coming") && !is(r, end, "of") && unit > GRAIN_DAY &&
        unit != GRAIN_QUARTER && r->mode != DATES_MESSAGE &&
        is(r, at - 1, "over", "within", "for", "during", "throughout", "in"))
      return 0;
    if ((unit == GRAIN_DECADE || unit == GRAIN_CENTURY) && e->shift && r->mode != DATES_MESSAGE) return 0;
    if (is(r, at, "this", "that") && unit == GRAIN_DAY && is(r, at, "this") && !is(r, end, "of"))
      e->anchor = ANCHOR_CONTEXT;
    return end;
  }
  if (end) return 0;
  if (has(r, i, LEXICON_WEEKDAY) && (next->flags & TOKEN_CAPITALIZED || r->mode == DATES_MESSAGE)) {
    e->weekday = (uint8_t)lexicon_number(next->word, LEXICON_WEEKDAY);
    return i + 1;
  }
  if (has(r, i, LEXICON_MONTH) && (next->flags & TOKEN_CAPITALIZED || r->mode == DATES_MESSAGE)) {
    struct expression with = *e;
    end = calendar_rule(r, i, &with);
    if (!end || with.year) return 0; /* "This Aug. 14, 2008, photo" */
    *e = with;
    return end;
  }
  if (has(r, i, LEXICON_SEASON)) {
    strncpy(e->season, lexicon_value(next->word, LEXICON_SEASON), 2);
    return i + 1;
  }
  if (has(r, i, LEXICON_DAY_PART)) {
    const char *value = lexicon_value(next->word, LEXICON_DAY_PART);
    if (value[0] >= '0' && value[0] <= '9') return 0;
    if (is(r, i, "mornings", "afternoons", "evenings", "nights")) return 0;
    e->daypart[0] = value[0];
    e->daypart[1] = value[1];
    e->unit = GRAIN_DAY;
    return i + 1;
  }
  struct expression with = *e;
  end = holiday(r, i, &with);
  if (end && !with.year) {
    *e = with;
    return end;
  }
  return 0;
}

/* "the week", "the end of the year": bare units mean this one. */
static uint32_t bare_unit(const struct reader *r, uint32_t at, struct expression *e) {
  uint32_t i = at + (is(r, at, "the", "my", "our") ? 1 : 0);
  bool plural;
  uint8_t unit;
  if (is(r, at, "mid") && is_mark(r, at + 1, '-') && is_joined(r, at + 1) && is_joined(r, at + 2)) { /* mid-year */
    uint32_t mid = read_unit(r, at + 2, &unit, &plural);
    if (!mid || plural || unit < GRAIN_WEEK || unit > GRAIN_CENTURY || unit == GRAIN_QUARTER) return 0;
    e->part = 'M';
    e->bare_unit = true;
    e->unit = unit;
    return mid;
  }
  if (i == at && !(r->mode == DATES_MESSAGE && e->part)) return 0;
  i += is(r, i, "current", "fiscal", "calendar", "full", "financial") ? 1 : 0;
  uint32_t end = read_unit(r, i, &unit, &plural);
  if (!end || plural || unit < GRAIN_DAY || unit > GRAIN_CENTURY) return 0;
  if (is(r, end, "of") && r->mode != DATES_MESSAGE) return 0;
  if (unit == GRAIN_DAY && e->part == 'E' && is(r, i - 5, "at") && is_mark(r, end, ','))
    return 0;                                           /* "at the end of the day, it matters" */
  bool fine = e->bare_unit || r->mode == DATES_MESSAGE; /* notes: "rest of my week" */
  if (!fine) {
    if (unit == GRAIN_DAY || unit == GRAIN_DECADE || unit == GRAIN_CENTURY) return 0;
    fine = is(r, at - 1, "for", "in", "during", "throughout", "over") &&
           (unit == GRAIN_YEAR || unit == GRAIN_QUARTER || unit == GRAIN_WEEKEND || unit == GRAIN_MONTH ||
            unit == GRAIN_WEEK);
    fine = fine || (unit == GRAIN_WEEKEND && is(r, at - 1, "over", "by", "before", "until", "this"));
    if (token_at(r, end)->kind == TOKEN_WORD &&
        !is(r, end, "to", "was", "were", "is", "and", "but", "as", "because", "when", "that", "from", "at", "in", "on",
            "after", "before", "with", "by", "the", "it", "he", "she", "they", "will", "would", "ended") &&
        !is(r, end, "while", "compared", "despite", "since", "or", "up", "down", "thanks", "which", "amid", "due"))
      fine = false;
  }
  if (unit == GRAIN_WEEKEND && is(r, at - 1, "over", "spent", "during")) fine = true;
  if (!fine) return 0;
  e->anchor = ANCHOR_OPEN;
  e->bare_unit = true;
  e->unit = unit;
  e->weekend = unit == GRAIN_WEEKEND;
  return end;
}

/* "year-end", "month-end", "at year end", "the year's end". */
static uint32_t unit_end(const struct reader *r, uint32_t at, struct expression *e) {
  bool plural;
  uint8_t unit;
  uint32_t end = read_unit(r, at + is(r, at, "the"), &unit, &plural);
  if (!end || plural || unit < GRAIN_WEEK || unit > GRAIN_DECADE) return 0;
  const bool hyphen = is_mark(r, end, '-') && is_joined(r, end) && is_joined(r, end + 1);
  const bool possessive = token_at(r, end)->kind == TOKEN_POSSESSIVE;
  if (is(r, at, "the") && !possessive) return 0;
  if (!hyphen && !possessive && !is(r, at - 1, "at", "by", "until", "since", "before")) return 0;
  end += hyphen || possessive;
  if (!is(r, end, "end")) return 0;
  end++;
  e->part = 'E';
  int year = digits(r, end, NULL, NULL);
  if (unit == GRAIN_YEAR && year > 1000 && year < 2500) {
    e->year = (int16_t)year;
    return end + 1;
  }
  e->bare_unit = true;
  e->unit = unit;
  return end;
}

/* "the week of November 30", "the month of May", "the week ended Friday". */
static uint32_t unit_of_date(const struct reader *r, uint32_t at, struct expression *e) {
  uint32_t i = at + (is(r, at, "the") ? 1 : 0);
  i += is(r, i, "full", "financial", "fiscal") ? 1 : 0;
  bool plural;
  uint8_t unit;
  uint32_t end = read_unit(r, i, &unit, &plural);
  if (!end || plural ||
      (unit != GRAIN_WEEK && unit != GRAIN_MONTH && unit != GRAIN_QUARTER && unit != GRAIN_YEAR &&
       unit != GRAIN_WEEKEND))
    return 0;
  const uint32_t end_of_unit = end;
  bool ended = is(r, end, "ended", "ending"), began = is(r, end, "starting", "beginning");
  if (!ended && !began && !is(r, end, "of")) return 0;
  i = end + 1;
  i += (ended || began) && is(r, i, "on", "in") ? 1 : 0;
  struct expression with = *e;
  with.bare_unit = false;
  end = calendar_rule(r, i, &with);
  if (!end) return 0;
  if (!ended && unit == GRAIN_MONTH && with.day && r->mode != DATES_MESSAGE) return 0;
  if (unit == GRAIN_MONTH && !ended) with.day = 0;
  *e = with;
  if (unit == GRAIN_WEEK || unit == GRAIN_WEEKEND) e->nth_unit = unit;
  else if (ended) e->nth_unit = unit;
  e->ends_period = ended;
  if (ended && is(r, end_of_unit, "ended")) e->toward = -1;
  return end;
}

/* "the day before", "the year earlier", "the year-ago quarter". */
static uint32_t unit_before(const struct reader *r, uint32_t at, struct expression *e) {
  uint32_t i = at + (is(r, at, "the") ? 1 : 0);
  bool plural, hyphen, part = has(r, i, LEXICON_DAY_PART) && is(r, i, "night", "morning", "evening", "afternoon");
  uint8_t unit = GRAIN_DAY;
  uint32_t end = part ? i + 1 : read_unit(r, i, &unit, &plural);
  if (!end || (!part && plural) || unit < GRAIN_DAY) return 0;
  hyphen = is_mark(r, end, '-') && is_joined(r, end) && is_joined(r, end + 1);
  end += hyphen;
  if (!hyphen && i == at) return 0;
  int shift = is(r, end, "before", "previous", "earlier", "prior", "previously") || (hyphen && is(r, end, "ago")) ? -1
              : is(r, end, "after", "following", "later")                                                         ? 1
                                                                                                                  : 0;
  if (!shift || (hyphen && shift > 0)) return 0;
  const struct token *next = token_at(r, ++end);
  if (hyphen) {
    if (is(r, end, "quarter") && unit == GRAIN_YEAR) e->nth_unit = GRAIN_QUARTER;
    end += is(r, end, "period", "quarter", "month") ? 1 : 0;
  } else if (is(r, end - 1, "before", "after") && next->length && next->kind != TOKEN_MARK && !is_broken(r, end) &&
             !is(r, end, "in", "at", "on", "and", "but", "when", "that", "by", "to", "from", "with", "was", "were",
                 "as")) {
    if (r->mode != DATES_NARRATIVE || unit != GRAIN_DAY || part || i == at) return 0; /* "the day after the war" */
    e->of_event = true;
  }
  e->anchor = hyphen ? ANCHOR_REFERENCE : ANCHOR_CONTEXT;
  e->unit = unit;
  e->shift = shift;
  if (part) {
    const char *value = lexicon_value(token_at(r, i)->word, LEXICON_DAY_PART);
    e->daypart[0] = value[0];
    e->daypart[1] = value[1];
  }
  return end;
}

/* "the week after next", "the month after the next". */
static uint32_t after_next(const struct reader *r, uint32_t at, struct expression *e) {
  uint32_t i = at + (is(r, at, "the") ? 1 : 0);
  bool plural;
  uint8_t unit;
  uint32_t end = read_unit(r, i, &unit, &plural);
  if (!end || plural || unit < GRAIN_DAY || !is(r, end, "after", "before")) return 0;
  bool after = is(r, end, "after");
  end += 1 + (is(r, end + 1, "the") ? 1u : 0u);
  if (!(after ? is(r, end, "next") : is(r, end, "last"))) return 0;
  if (token_at(r, end + 1)->kind == TOKEN_WORD && token_at(r, end + 1)->length && has(r, end + 1, LEXICON_DATE_UNIT))
    return 0;
  e->anchor = ANCHOR_REFERENCE;
  e->unit = unit;
  e->shift = after ? 2 : -2;
  return end + 1;
}

/* "that time": when the story was. */
static uint32_t that_time(const struct reader *r, uint32_t at, struct expression *e) {
  if (!is(r, at + 1, "time", "period", "moment", "point") || !is(r, at, "that", "this")) return 0;
  bool that = is(r, at, "that");
  if (!is(r, at - 1, "at", "by", "until", "since", "from", "before", "after", "during", "throughout") ||
      is(r, at + 1, "moment", "point"))
    return 0;
  if (that || r->mode == DATES_NARRATIVE) {
    if (is(r, at + 1, "period") && r->mode != DATES_NARRATIVE) return 0;
    e->anchor = ANCHOR_CONTEXT;
    e->unit = GRAIN_NONE;
    e->same_time = true;
    return at + 2;
  }
  if (!is(r, at + 1, "time") || !is(r, at - 1, "at")) return 0;
  e->constant = "PRESENT_REF";
  return at + 2;
}

/* The rules of a date; the last are those of this file. */
static const struct rule rules[] = {{calendar_rule, OPENS_CALENDAR},
                                    {numeric_rule, OPENS_NUMERIC},
                                    {year_alone, OPENS_YEAR | LIST(DATE_TRIGGER)},
                                    {decade, OPENS_YEAR},
                                    {nth_of, OPENS_NTH},
                                    {season, LIST(SEASON)},
                                    {business, OPENS_BUSINESS},
                                    {directed, LIST(DATE_DIRECTION)},
                                    {day_word, LIST(DAY_WORD)},
                                    {holiday, LIST(HOLIDAY)},
                                    {bare_unit, LIST(DATE_ARTICLE) | LIST(DATE_PART)},
                                    {unit_of_date, LIST(DATE_UNIT) | LIST(DATE_ARTICLE)},
                                    {unit_before, OPENS_BACKWARD},
                                    {after_next, LIST(DATE_UNIT)},
                                    {unit_end, LIST(DATE_UNIT)},
                                    {that_time, LIST(DATE_DIRECTION)}};
enum { RULES = sizeof rules / sizeof *rules, FIRST_PERIOD = 2, FIRST_RELATIVE = 7 };

uint32_t relative_rule(const struct reader *r, uint32_t at, uint64_t open, struct expression *e) {
  return longest_of(rules + FIRST_RELATIVE, RULES - FIRST_RELATIVE, r, at, open, e);
}

uint32_t part_before(const struct reader *r, uint32_t at, struct expression *e) {
  uint32_t i = at + (is(r, at, "the") ? 1 : 0);
  i += is(r, i, "very") ? 1 : 0;
  const char *value;
  uint32_t end = phrase(r, i, LEXICON_DATE_PART, &value);
  if (!end) return 0;
  e->part = value[0];
  bool adjective = is(r, end - 1, "early", "late", "mid", "earlier", "later");
  if (is_mark(r, end, '-') && is_joined(r, end)) return adjective ? end + 1 : 0;
  if (is(r, end, "of") || (is(r, end, "in") && adjective)) {
    e->bare_unit = true;
    return end + 1;
  }
  if (is(r, end, "on") && is(r, end - 1, "earlier", "later")) return 0;
  if (adjective) return end;
  /* notes say "end of March", "rest the week", "start next week" */
  if (r->mode != DATES_MESSAGE) return 0;
  e->bare_unit = true;
  return end;
}

uint32_t date_rule(const struct reader *r, uint32_t at, const uint64_t here, struct expression *e) {
  struct expression with = *e;
  uint32_t longest = longest_of(rules, RULES, r, at, here, e);
  uint32_t from = here & LIST(DATE_PART) ? part_before(r, at, &with) : 0;
  uint32_t behind_part = from ? longest_of(rules, RULES, r, from, opening_at(r, from), &with) : 0;
  if (behind_part > longest) longest = behind_part, *e = with;
  if (!longest) return 0;
  uint32_t end = longest;
  /* "August last year", "Monday of last week", "the 20th of next month" */
  if (!e->year && e->anchor == ANCHOR_OPEN && e->month && !e->nth && is(r, end, "of")) {
    uint32_t year = year_behind(r, end, e);
    if (year) end = year;
  }
  if (e->anchor != ANCHOR_OPEN && e->unit == GRAIN_YEAR && !e->n_lasts && token_at(r, end)->kind == TOKEN_POSSESSIVE) {
    struct expression part = {.hour = -1}; /* last year's third quarter */
    uint32_t behind =
        longest_of(rules + FIRST_PERIOD, FIRST_RELATIVE - FIRST_PERIOD, r, end + 1, opening_at(r, end + 1), &part);
    if (behind && (part.quarter || part.half) && !part.year && part.anchor == ANCHOR_OPEN) {
      e->quarter = part.quarter;
      e->half = part.half;
      end = behind;
    }
  }
  if (!e->year && e->anchor == ANCHOR_OPEN && !e->bare_unit &&
      (e->month || e->weekday || e->day || e->quarter || e->holiday)) {
    struct expression within = {.hour = -1};
    uint32_t i = end + (is(r, end, "of", "in") ? 1 : 0);
    within.bare_unit = i > end && (e->month || e->day);
    uint32_t behind = relative_rule(r, i, opening_at(r, i), &within);
    bool fits = behind && within.unit >= GRAIN_WEEK && !within.month && !within.season[0] && !within.weekday &&
                (within.unit == GRAIN_YEAR || (within.unit == GRAIN_WEEK && e->weekday && !e->month) ||
                 (within.unit == GRAIN_MONTH && e->day && !e->month));
    if (fits && (i > end || !within.bare_unit)) {
      e->anchor = within.anchor;
      e->shift = within.shift;
      e->unit = within.unit;
      e->bare_unit = within.bare_unit;
      end = behind;
    }
  } else if (e->unit == GRAIN_WEEK && !e->weekday && r->mode == DATES_MESSAGE && has(r, end, LEXICON_WEEKDAY)) {
    e->weekday = (uint8_t)lexicon_number(token_at(r, end)->word, LEXICON_WEEKDAY);
    end++;
  }
  /* "Monday morning", "yesterday at noon", "July 4 weekend" */
  if (!e->daypart[0] && !e->clock && (e->day || e->weekday || e->unit == GRAIN_DAY || e->holiday)) {
    uint32_t part = daypart_behind(r, end, e);
    if (part) end = part;
  }
  return end;
}
