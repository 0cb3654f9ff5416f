/*
** Finding the expressions: see expression.h.
**
** Words that a date can hang on (months, units, "today", numbers that look like
** years) are told by one look into the lexicon.  Only there the rules are
** tried: from up to nine tokens before the word on, leftmost first, and the
** rule that reads longest wins.
*/
#include "expression.h"

/* Words that a date can hang on. */
static const uint64_t TRIGGERS = LIST(MONTH) | LIST(WEEKDAY) | LIST(WEEKDAYS) | LIST(DATE_UNIT) | LIST(SEASON) |
                                 LIST(DAY_PART) | LIST(DAY_WORD) | LIST(DATE_REFERENCE) | LIST(NARRATIVE_REFERENCE) |
                                 LIST(FREQUENCY) | LIST(HOLIDAY) | LIST(DECADE_WORD) | LIST(CLOCK_HALF_WORD) |
                                 LIST(HOLIDAY_WORD) | LIST(DATE_TRIGGER);
/* Words that may stand before them in an expression, by themselves or beginning a phrase. */
static const uint64_t JOINS = LIST(MONTH) | LIST(WEEKDAY) | LIST(DATE_UNIT) | LIST(SEASON) | LIST(DAY_PART) |
                              LIST(CARDINAL) | LIST(ORDINAL) | LIST(VAGUE_AMOUNT) | LIST(DATE_DIRECTION) |
                              LIST(APPROXIMATION) | LIST(DATE_PART) | LIST(DATE_JOINS);
static const uint64_t JOINING_PHRASES = LIST(HOLIDAY) | LIST(VAGUE_AMOUNT) | LIST(APPROXIMATION);

enum { LOOK_BEHIND = 9, HOLIDAY_WORDS = 5 };

static bool is_joining(const struct reader *r, uint32_t at) {
  const struct token *t = &r->tokens[at];
  const struct lexicon_word *w = &lexicon_words[t->word];
  if (w->entry[0] & JOINS || w->begins[0] & JOINING_PHRASES) return true;
  return t->kind == TOKEN_NUMBER ||
         (t->kind == TOKEN_MARK && (is_mark(r, at, '-') || is_mark(r, at, '\'') || is_mark(r, at, ',')));
}

/* Whether token `at` is a word between a number and what it counts. */
static bool is_counted_word(const struct reader *r, uint32_t at) {
  const struct token *t = token_at(r, at);
  return t->kind == TOKEN_WORD && !(t->flags & TOKEN_CAPITALIZED) && !is_broken(r, at) && !is_broken(r, at + 1) &&
         (token_at(r, at - 1)->kind == TOKEN_NUMBER || has(r, at - 1, LEXICON_CARDINAL));
}

/* Whether a number may be a year, a clock or a numeric date by itself. */
static bool is_telling_number(const struct reader *r, uint32_t at) {
  const struct token *t = &r->tokens[at];
  const char *text = r->d->text + t->start;
  char last = text[t->length - 1], behind = text[t->length], then = text[t->length + 1];
  if (last < '0' || last > '9') return true; /* 28th, 1990s, 3pm */
  bool digit = then >= '0' && then <= '9';
  char before = t->start ? text[-1] : ' ';
  if (t->length <= 2 && (before == '-' || before == '/' || before == ':' || before == '.'))
    return false; /* amid a longer one */
  if (t->length <= 2) return (behind == ':' || behind == '/' || behind == '-') && digit;
  if (t->length == 4)
    return text[1] != '.' && text[1] != ',' && text[2] != '.' &&
           (text[0] == '1' || text[0] == '2' || behind == '-' || behind == '/');
  return t->length >= 6 && (text[1] == '.' || text[2] == '.' || text[4] == '.' || last == '.' || text[8] == 'T');
}

/* "the former regime", not "the former was" or "an electrical current". */
static bool is_adjective_here(const struct reader *r, uint32_t at) {
  const struct token *next = token_at(r, at + 1);
  return next->kind != TOKEN_MARK && next->length && !is_broken(r, at + 1) && !has(r, at + 1, LEXICON_BEFORE_DATE) &&
         !has(r, at + 1, LEXICON_DETERMINER) && !has(r, at + 1, LEXICON_TENSE_CUE) &&
         !(is(r, at - 1, "the") && has(r, at + 1, LEXICON_TENSE_PAST));
}

/* References that are words: now, recently, the future. */
static uint32_t reference_rule(const struct reader *r, uint32_t at, struct expression *e) {
  const char *value;
  uint32_t end = phrase(r, at, LEXICON_DATE_REFERENCE, &value);
  if (!end && r->mode == DATES_NARRATIVE && is_adjective_here(r, at))
    end = phrase(r, at, LEXICON_NARRATIVE_REFERENCE, &value);
  if (!end && is(r, at, "recent") && token_at(r, at + 1)->kind == TOKEN_WORD &&
      !is(r, at - 1, "most", "more", "very", "too", "as"))
    end = phrase(r, at, LEXICON_NARRATIVE_REFERENCE, &value);
  if (!end) return 0;
  if (is(r, at, "soon", "shortly") && is(r, end, "after", "as", "before", "enough")) return 0;
  if (is(r, at, "soon", "recently") && is(r, at - 1, "as")) return 0;
  if (is(r, at, "soon", "shortly") &&
      (r->mode == DATES_NARRATIVE || is_mark(r, end, '-') || has(r, end, LEXICON_TENSE_PAST)))
    return 0;
  if (is(r, at, "future") && (is(r, at - 1, "the", "near", "foreseeable") || is(r, end, "contracts", "futures")))
    return 0;
  if (is(r, at, "now") && is(r, end, "that", "defunct")) return 0;
  if (is(r, at, "the", "this") && is(r, end - 1, "moment", "point") && !is(r, at - 1, "at", "for", "by", "until"))
    return 0;
  e->constant = value;
  return end;
}

/* The longest expression that begins at `at`; the token behind it, or 0. */
static uint32_t expression_at(const struct reader *r, uint32_t at, struct expression *out) {
  static const struct rule rules[] = {{duration_rule, OPENS_DURATION},
                                      {part_of_day, OPENS_PART_OF_DAY},
                                      {clock_rule, OPENS_CLOCK},
                                      {set_rule, OPENS_SET},
                                      {reference_rule, OPENING_REFERENCE}};
  const uint64_t open = opening_at(r, at);
  if (!open) return 0;
  *out = (struct expression){.first = at, .hour = -1, .minute = -1, .second = -1};
  struct expression e = *out;
  uint32_t longest = open & OPENS_DATE ? date_rule(r, at, open, out) : 0;
  uint32_t end = longest_of(rules, sizeof rules / sizeof *rules, r, at, open, &e);
  if (end > longest) longest = end, *out = e;
  out->end = longest;
  return longest;
}

uint32_t longest_of(const struct rule *rules, size_t count, const struct reader *r, uint32_t at, uint64_t open,
                    struct expression *e) {
  uint32_t longest = 0;
  struct expression start, with;
  for (size_t i = 0; i < count; i++) {
    if (!(open & rules[i].openings)) continue;
    with = longest ? start : *e;
    uint32_t end = rules[i].read(r, at, &with);
    if (end <= longest) continue;
    if (!longest) start = *e;
    longest = end, *e = with;
  }
  return longest;
}

static struct expression *add(const struct reader *r, struct expressions *list, const struct expression *e) {
  struct expression *x = ARENA_ADD(&r->d->arena, list);
  if (x) *x = *e;
  return x;
}

/* "6" in "6-7 January", "264" in "264 to 241 BC": what stands left of an expression and
** takes its month or era. */
static void add_left(const struct reader *r, struct expressions *list, const struct expression *e, uint32_t free) {
  uint32_t first = e->first;
  if (first < free + 2 || !(is_mark(r, first - 1, '-') || is(r, first - 1, "to", "and", "or", "until"))) return;
  if (e->type == DATE_DURATION && e->n_lasts == 1 && !e->lasts[0].amount.vague && e->lasts[0].amount.hundredths > 100 &&
      !e->toward) {
    struct amount amount;
    uint32_t at = first - 2;
    if (read_amount(r, at, &amount) != first - 1 || amount.vague ||
        amount.hundredths >= e->lasts[0].amount.hundredths || is(r, at, "a", "an"))
      return;
    struct expression less = *e;
    less.first = at;
    less.end = first - 1;
    less.lasts[0].amount = amount;
    if (at > free && phrase(r, at - 1, LEXICON_APPROXIMATION, NULL) == at) less.first--;
    add(r, list, &less);
    return;
  }
  struct expression left = *e;
  left.first = first - 2;
  left.end = first - 1;
  int count = 0, n = digits(r, first - 2, &count, NULL);
  if (e->century > 0 && read_ordinal(r, first - 2, &n) && n < e->century) { /* the 15th and 16th centuries */
    left.century = (int16_t)n;
    add(r, list, &left);
    return;
  }
  if (n < 1) return;
  left.weekday = 0;
  left.daypart[0] = 0;
  bool day_leads = token_at(r, first)->kind == TOKEN_NUMBER || r->mode == DATES_MESSAGE;
  if (e->day && (e->month || (e->unit == GRAIN_MONTH && e->bare_unit) || r->mode == DATES_MESSAGE) && day_leads &&
      !e->two_orders && count <= 2 && n <= 31)
    left.day = (uint8_t)n;
  else if (e->year < 0 && !e->century && !e->month && count <= 3 && n > -e->year) left.year = (int16_t)-n;
  else return;
  left.part = 0;
  add(r, list, &left);
}

/* "5" in "June 3-5", "58" in "1957-58": what stands right of it.  Returns the token
** behind. */
static uint32_t add_right(const struct reader *r, struct expressions *list) {
  struct expression right = list->items[list->count - 1];
  uint32_t end = right.end;
  if (right.type == DATE_SET && right.weekday && is(r, end, "and", "or") && has(r, end + 1, LEXICON_WEEKDAY)) {
    right.first = end + 1, right.end = end + 2; /* every Tuesday and Thursday */
    right.weekday = (uint8_t)lexicon_number(token_at(r, end + 1)->word, LEXICON_WEEKDAY);
    add(r, list, &right);
    return right.end;
  }
  bool dash = is_mark(r, end, '-');
  if (!dash && !is(r, end, "to", "and", "or", "through", "until")) return end;
  int count, n = digits(r, end + 1, &count, "st nd rd th");
  if (n < 1 || count > 2) return end;
  right.first = end + 1;
  right.end = end + 2;
  if (right.year > 0 && !right.month && !right.season[0] && !right.quarter && dash && count == 2 &&
      right.end - 3 == list->items[list->count - 1].first) {
    if (n <= right.year % 100 || has(r, end + 2, LEXICON_NOT_AFTER_YEAR) ||
        (is_mark(r, end + 2, '-') && is_joined(r, end + 2)))
      return end;
    right.year = (int16_t)(right.year / 100 * 100 + n);
  } else if (right.month && right.day && !right.two_orders && n <= 31 && n > right.day &&
             has(r, right.end - 3, LEXICON_MONTH) == 0 && !has(r, end + 2, LEXICON_MONTH) &&
             !has(r, end + 2, LEXICON_NOT_AFTER_YEAR) && !has(r, end + 2, LEXICON_DATE_UNIT) &&
             !is_mark(r, end + 2, '/') && !(is_mark(r, end + 2, ':') && is_joined(r, end + 2)) &&
             !has(r, end + 2, LEXICON_CLOCK_HALF_WORD)) {
    const struct expression *left = &list->items[list->count - 1];
    if (!(has(r, left->first, LEXICON_MONTH) || has(r, left->first + 1, LEXICON_MONTH) ||
          has(r, left->first + 2, LEXICON_MONTH)) ||
        token_at(r, left->end - 1)->kind != TOKEN_NUMBER || right.year) {
      if (!(right.weekday && !right.year)) return end;
    }
    right.day = (uint8_t)n;
    right.weekday = 0;
    struct expression with = right;
    uint32_t year = end + 2 + (is_mark(r, end + 2, ',') ? 1 : 0);
    int y;
    if (token_at(r, year)->kind == TOKEN_NUMBER && read_year(r, year, &y) && y < 2500) {
      with.year = (int16_t)y;
      with.end = year + 1;
      list->items[list->count - 1].year = (int16_t)y;
      right = with;
    }
  } else {
    return end;
  }
  right.part = 0;
  right.daypart[0] = 0;
  add(r, list, &right);
  return right.end;
}

/* Adds the expressions around trigger `t`; returns from where on others may begin. */
static uint32_t add_around(const struct reader *r, struct expressions *out, uint32_t t, uint32_t free) {
  uint32_t never = t;
  for (uint32_t k = 0; k < 3 && never >= free; k++, never--) {
    uint32_t behind = phrase(r, never, LEXICON_DATE_NEVER, NULL);
    if (behind > t) return behind;
    if (!never) break;
  }
  uint32_t start = t;
  if (has(r, t, LEXICON_DATE_UNIT) && t >= free + 2 && is_counted_word(r, t - 1))
    start = t - 2; /* five straight years */
  while (start > free && t - start < LOOK_BEHIND && !is_broken(r, start) && is_joining(r, start - 1)) start--;
  const bool feast = start == t || has(r, t, LEXICON_HOLIDAY_WORD);
  for (uint32_t k = 1; k < HOLIDAY_WORDS && t >= free + k && feast; k++)
    if (t - k < start && lexicon_begins(r->tokens[t - k].word, LEXICON_HOLIDAY)) start = t - k;
  for (uint32_t s = start; s <= t; s++) {
    struct expression e;
    uint32_t end = expression_at(r, s, &e);
    if (end <= t) continue;
    add_left(r, out, &e, free);
    return add(r, out, &e) ? add_right(r, out) : r->count;
  }
  return free;
}

bool recognise(const struct reader *r, struct expressions *out) {
  const bool note = r->mode == DATES_MESSAGE;
  const uint64_t lists = note ? TRIGGERS | LIST(CARDINAL) : TRIGGERS;
  uint32_t free = 0; /* no expression may begin before it */
  for (uint32_t from = 0; from < r->count; from += 64) {
    uint64_t bits = 0; /* bit i: token from + i may be a trigger */
    const uint32_t count = r->count - from < 64 ? r->count - from : 64;
    for (uint32_t i = 0; i < count; i++) {
      const struct token *t = &r->tokens[from + i];
      const bool listed = lexicon_words[t->word].entry[0] & lists;
      bits |= (uint64_t)(listed | (t->kind == TOKEN_NUMBER)) << i;
    }
    for (; bits; bits &= bits - 1) {
      uint32_t t = from + (uint32_t)__builtin_ctzll(bits);
      if (t < free) continue;
      if (!(lexicon_words[r->tokens[t].word].entry[0] & lists || note || is_telling_number(r, t))) continue;
      if (document_must_stop(r->d, 64)) return false;
      free = add_around(r, out, t, free);
    }
  }
  return !document_must_stop(r->d, 0);
}
