/*
** The date of what a text reports.
**
**     "The envoy said Monday that talks, which began in May, would go on."
**      -> Monday
**
** The expressions of the lead are weighed: a day of the main clause wins, then
** what else dates the sentence; what only gives background ("since 2001", "the
** 2001 invasion", "a 17-year war") never wins over a day.  Of "Rebels shot down a
** plane on Monday, the army said Tuesday" the main clause is the saying, so that
** it is Tuesday's; at the head of a story it is Monday's, as that is what the
** lead reports.
*/
#include "clauses.h"
#include "resolve.h"

#include <string.h>

enum { LEAD_SENTENCES = 3 };

/*
** What an expression's grain is worth, and what is taken off for the place it
** stands in.  A day of an inner clause is worth less than a month of the main
** clause and more than a year; what only names a thing ("the 2001 invasion") is
** worth least.
*/
enum {
  WORTH_DAY = 100,
  WORTH_WEEK = 84, /* less than a day that names a thing */
  WORTH_MONTH = 80,
  WORTH_SEASON = 68,
  WORTH_YEAR = 60,
  WORTH_DATELINE = 52, /* the lead, where it says no day itself */
  WORTH_CLOCK = 40,    /* "at 3 p.m.": the reference's day */
  WORTH_DECADE = 20,
  MORE_TAG = 5,   /* ", police said Saturday", of a sentence by itself */
  OFF_LATER = 30, /* the second sentence, and OFF_SENTENCE; then as much for each */
  OFF_SENTENCE = 15,
  OFF_HEADING = 40,
  OFF_QUOTED = 45,
  OFF_INNER = 30,
  OFF_WHEN = 12,
  OFF_TAG = 16, /* "police said Saturday", of a lead */
  OFF_COMPLEMENT = 30,
  OFF_SINCE = 40,
  OFF_NAMING = 45,
  OFF_NAMING_DAY = 15,
  OFF_POSSESSIVE = 10,
  OFF_PERFECT = 5
};

/* What is taken off where an expression names a thing or bounds one: "the 2001 invasion", "a 2009 crash", "the crisis
** of 2008", "May crude", "since Friday", "the anniversary of the landing on June 6, 1944". */
static int off_for_naming(const struct reader *r, const struct date *x) {
  enum { REACH = 6 };
  uint32_t before = x->first - 1;
  if (!x->first) return 0;
  if (is(r, before, "since", "until", "before", "after")) return OFF_SINCE;
  for (uint32_t i = before; i && i + REACH > x->first; i--)
    if (is(r, i, "of") && is(r, i - 1, "anniversary")) return OFF_NAMING;
  const struct token *next = token_at(r, x->end);
  bool noun = next->kind == TOKEN_WORD && !has(r, x->end, LEXICON_PREPOSITION) && !has(r, x->end, LEXICON_CONJUNCTION),
       month = x->grain == GRAIN_MONTH && x->end == x->first + 1 && !(next->flags & TOKEN_CAPITALIZED) &&
               !has(r, before, LEXICON_PREPOSITION) && !is_past(r, x->end) && !has(r, x->end, LEXICON_AUXILIARY);
  bool named = is(r, before, "of") ? x->grain > GRAIN_WEEK
                                   : noun && (month || is(r, before, "the", "a", "an", "his", "her", "their", "its"));
  return !named ? 0 : x->grain <= GRAIN_DAY ? OFF_NAMING_DAY : OFF_NAMING;
}

/* "3 p.m.", "midnight": nothing is said of the day. */
static bool is_clock_alone(const struct reader *r, const struct date *x) {
  if (x->type != DATE_TIME) return false;
  for (uint32_t i = x->first; i < x->end; i++)
    if (has(r, i, LEXICON_WEEKDAY) || has(r, i, LEXICON_MONTH) || has(r, i, LEXICON_DAY_WORD) ||
        has(r, i, LEXICON_DATE_DIRECTION) || has(r, i, LEXICON_DATE_SHIFT))
      return false;
  return true;
}

/* Whether the text ends with the sentence of token `at`. */
static bool ends_text(const struct reader *r, uint32_t at) {
  enum { LONG = 60 };
  for (uint32_t i = at; i < at + LONG; i++) {
    if (i >= r->count) return true;
    if (begins_sentence(r, i)) return false;
  }
  return false;
}

/* What is taken off for sentences behind the first. */
static int off_for_sentence(const struct clauses *c) {
  return c->sentence ? OFF_LATER + OFF_SENTENCE * (int)(c->sentence < LEAD_SENTENCES ? c->sentence : LEAD_SENTENCES)
                     : 0;
}

/* Whether nothing that this sentence, or a later one, can say is worth more than the best so far. */
static bool is_settled(const struct clauses *c, int best) {
  return best && c->sentence && (c->sentence >= LEAD_SENTENCES || best >= WORTH_DAY - off_for_sentence(c));
}

/* How well an expression dates what the text reports: 0 not at all. */
static int weight(const struct clauses *c, const struct date *x) {
  const struct reader *r = c->reader;
  if (!x->first_day || (x->type == DATE_DURATION && !x->explicit_year) || x->type == DATE_SET ||
      x->grain > GRAIN_DECADE)
    return 0;
  int score = is_clock_alone(r, x)      ? WORTH_CLOCK
              : x->grain <= GRAIN_DAY   ? WORTH_DAY
              : x->grain <= GRAIN_WEEK  ? WORTH_WEEK
              : x->grain <= GRAIN_MONTH ? WORTH_MONTH
              : x->grain < GRAIN_YEAR   ? WORTH_SEASON
              : x->grain == GRAIN_YEAR  ? WORTH_YEAR
                                        : WORTH_DECADE;
  if (c->heading) score -= OFF_HEADING;
  score -= off_for_sentence(c);
  if (c->quoted) score -= OFF_QUOTED;
  if (c->inner && x->first != c->inner_at + 1) /* "since Friday" is no clause */
    score -= c->inner == INNER_WHEN ? OFF_WHEN : OFF_INNER;
  if (c->complement) score -= OFF_COMPLEMENT;
  score -= off_for_naming(r, x);
  if (token_at(r, x->end)->kind == TOKEN_POSSESSIVE) score -= OFF_POSSESSIVE;
  if (c->perfect) score -= OFF_PERFECT;
  if (c->tag) score += !c->first && ends_text(r, x->end) ? MORE_TAG : -OFF_TAG;
  return score < 1 ? 1 : score;
}

/* "2009-2010", "from May to July", "between 1914 and 1918": the first says it. */
static bool ends_range(const struct reader *r, const struct date *x, const struct date *y) {
  return x->end + 1 == y->first && x->first_day && x->type == y->type &&
         (is_mark(r, x->end, '-') || is(r, x->end, "to", "through", "until") ||
          (is(r, x->end, "and") && is(r, x->first - 1, "between")));
}

/* "KABUL, Jan. 28 (Wire) - ", "June 13, 2005 The company ...": the day it was sent. */
static bool in_dateline(const struct clauses *c, const struct date *x) {
  const struct token *next = token_at(c->reader, x->end);
  return is_dateline(c->reader, c->first, x->first, x->end) ||
         (x->first == c->first && x->explicit_year && x->grain == GRAIN_DAY && next->kind == TOKEN_WORD &&
          next->flags & TOKEN_CAPITALIZED);
}

/* Where the sentence of token `at` begins, not before `from`, nor far back. */
static uint32_t sentence_of(const struct reader *r, uint32_t from, uint32_t at) {
  enum { LONG_SENTENCE = 100 };
  uint32_t least = at > from + LONG_SENTENCE ? at - LONG_SENTENCE : from;
  while (at > least && !begins_sentence(r, at)) at--;
  return at;
}

static void write_event(const struct date *x, bool range, char *out) {
  struct calendar_day c = day_split(x->first_day);
  if (range) day_write(x->first_day, out);
  else if (x->grain == GRAIN_YEAR) number_write(out, c.year, 4);
  else if (x->grain == GRAIN_MONTH) month_write(out, c.year, c.month);
  else day_write(x->first_day, out);
}

bool document_event_date(struct document *d, const struct moment *reference, enum date_mode mode, char *out) {
  *out = 0;
  const struct dates *dates = document_dates(d, reference, mode);
  if (!dates->count || d->status) return false;
  const struct tokens *tokens = document_tokens(d);
  struct reader r = {d, tokens->items, tokens->count, dates->mode};
  struct clauses c = {.reader = &r};
  const struct date *best = NULL;
  int best_score = 0;
  bool range = false;
  for (uint32_t i = 0, token = 0; i < dates->count; i++) {
    const struct date *x = &dates->items[i];
    /* Of a sentence without a date only quotation marks count, of the date before nothing. */
    uint32_t silent = sentence_of(&r, token, x->first);
    if (i && x[-1].end > silent) silent = x[-1].end;
    for (; token <= x->first && !is_settled(&c, best_score); token++) {
      clauses_read(&c, token, token < silent || token == x->first);
      if (c.reduced && best && best->first > c.reduced) best_score -= OFF_INNER;
    }
    if (is_settled(&c, best_score)) break;
    if (i && x[-1].end == x->first && is(&r, x->first - 1, "ago")) continue; /* "two years ago this month" */
    if (i && ends_range(&r, &x[-1], x)) {
      range = range || best == &x[-1];
      continue;
    }
    int score = in_dateline(&c, x) ? WORTH_DATELINE : weight(&c, x);
    if (score <= best_score) continue;
    best = x;
    best_score = score;
    range = false;
  }
  if (!best) return false;
  write_event(best, range, out);
  return *out != 0;
}
