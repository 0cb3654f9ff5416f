/*
** What a figure counts, and what happened to it: see ../figures.h.
**
**     "Rebels killed at least 13 U.S. soldiers."         of "U.S. soldiers", act "killed"
**     "A third of the voters stayed away."               of "voters", act "stayed"
**     "Its net profit rose 12 percent to $5 million."    of "net profit", act "rose", both
**
** The noun phrase that follows the figure comes first (counted_phrase.c).  Where none does, it is what stands before:
** the noun that the figure is joined to, the subject of a verb that measures, the label of a line.
*/
#include "../sentences.h"
#include "../figures.h"
#include "counted_phrase.h"

#include "../names/lists.h"

#include <string.h>

enum {
  PHRASE_WORDS = 8,
  ACT_WORDS = 10,
  SUBJECT_WORDS = 24,
  LABEL_WORDS = 4,
  BACK_FIGURES = 4,
  VERB_WORDS = 3,
  TIED_WORDS = 4,
  LEAST_BARE = 100 /* of what a singular stands before */
};

#define KIND(list) ((uint32_t)1 << GAZETTEER_##list)

/* A sentence's tokens. */
struct clause {
  struct text text;
  uint32_t first, end;
};

static bool is_auxiliary(const struct text *x, uint32_t at) {
  return text_has(x, at, LEXICON_AUXILIARY) && !(text_has(x, at, LEXICON_MONTH) && text_is_capital(x, at)); /* May */
}

/* Behind a number at `at`: "half of the 18 million | viewers", but "of | 91-day bills". */
static uint32_t behind_number(const struct text *x, uint32_t at, uint32_t end) {
  uint32_t i = at;
  if (text_token(x, i)->kind == TOKEN_MARK && text_token(x, i + 1)->kind == TOKEN_NUMBER && text_joined(x, i + 1) &&
      text_has(x, i, LEXICON_CURRENCY_BEFORE))
    i++; /* of its | $5 million goal */
  while (i < end && (text_token(x, i)->kind == TOKEN_NUMBER || text_has(x, i, LEXICON_CARDINAL) ||
                     text_has(x, i, LEXICON_NUMBER_SCALE) || (i > at && text_mark(x, i, '.') && text_joined(x, i))))
    i++;
  return text_mark(x, i, '-') && text_joined(x, i) ? at : i;
}

/* Behind what may stand between a sum and what it pays: "The $40 billion (£20 billion) | contract ended." */
static uint32_t behind_sum(const struct clause *c, uint32_t at) {
  const struct text *x = &c->text;
  while (at < c->end && text_has(x, at, LEXICON_COUNTED_SKIPPED) && text_joint(x, at) != 'o') at++;
  if (!text_mark(x, at, '(')) return at;
  uint32_t close = at + 1;
  bool number = false;
  while (close < c->end && close - at < PHRASE_WORDS && !text_mark(x, close, ')'))
    number |= text_token(x, close++)->kind == TOKEN_NUMBER;
  return number && text_mark(x, close, ')') ? close + 1 : at;
}

/* What is counted behind the number of the whole that a part is of: "Four of the top 5 | players left."
** Else the phrase itself. */
static struct counted_phrase behind_inner_number(const struct clause *c, struct counted_phrase of) {
  const uint32_t number = of.end + (text_token(&c->text, of.end)->kind == TOKEN_POSSESSIVE),
                 at = behind_number(&c->text, number, c->end);
  if (at == number || text_has(&c->text, at, LEXICON_UNIT)) return of;
  const uint32_t end = counted_phrase_end(&c->text, at, c->end, true);
  return end > at ? (struct counted_phrase){at, end} : of;
}

static struct counted_phrase behind(const struct clause *c, const struct figure *f) {
  const struct text *x = &c->text;
  struct counted_phrase nothing = {f->end, f->end};
  uint32_t at = f->end;
  if (f->unit && text_mark(x, at, '-') && text_has(x, at + 1, LEXICON_UNIT_RATE) && text_mark(x, at + 2, '-'))
    at += text_joined(x, at + 3) ? 4 : 0;                                      /* the $5-a-share | price */
  if (text_mark(x, at, '-') && text_joined(x, at) && text_joined(x, at + 1)) { /* a five-member panel; a 5-4 vote */
    if (text_token(x, at + 1)->kind != TOKEN_WORD || f->unit) at++;
    else return text_is_closed(x, at + 1) ? nothing : (struct counted_phrase){at + 1, at + 2};
  }
  if (at >= c->end || text_token(x, at)->flags & TOKEN_AFTER_PARAGRAPH) return nothing;
  if (f->unit) at = behind_sum(c, at);
  if (at > f->end && text_ends_in(x, at, LEXICON_ENDING_PAST)) at++; /* 57 percent-owned Orsk Oil */
  bool many = !f->unit && f->value != 1, of = text_joint(x, at) == 'o',
       in = text_joint(x, at) == 'i' && f->unit && (!f->unit[0] || f->unit[0] < 'a');
  if (of || in) {
    at++;
    while (at < c->end && of &&
           (text_has(x, at, LEXICON_DETERMINER) || text_has(x, at, LEXICON_POSSESSIVE_PRONOUN) ||
            (text_has(x, at, LEXICON_DATE_DIRECTION) && behind_number(x, at + 1, c->end) > at + 1)))
      at++; /* of its previous | 47 seats */
    if (of && text_has(x, at - 1, LEXICON_CLAUSE_OPENER) && !text_has(x, at - 1, LEXICON_CLAUSE_WORD))
      return nothing; /* what */
    if (of) at = behind_number(x, at, c->end);
    if (in && (text_is_capital(x, at) || text_has(x, at, LEXICON_DATE_UNIT) || text_has(x, at, LEXICON_TIME_NOUN) ||
               text_has(x, at, LEXICON_COUNTED_NOT_IN)))
      return nothing;
  } else if (text_has(x, at, LEXICON_UNIT_RATE) && f->unit) {
    return nothing;
  } else if (!f->unit) { /* half the troops */
    while (at < c->end && f->value < 1 &&
           (text_has(x, at, LEXICON_DETERMINER) || text_has(x, at, LEXICON_POSSESSIVE_PRONOUN)))
      at++;
    while (at < c->end && text_has(x, at, LEXICON_COUNTED_SKIPPED)) at++;
  }
  const struct token *next = text_token(x, at);
  bool row = next->flags & TOKEN_AFTER_LINE && next->flags & TOKEN_CAPITALIZED && next->kind == TOKEN_WORD;
  if (row && text_is_short_line(x, at)) return nothing;
  const struct counted_phrase found = {at, counted_phrase_end(x, at, c->end, many)};
  if (found.end == at || (found.end == at + 1 && text_has(x, at, LEXICON_FIGURE_STATE)))
    return nothing; /* 10,000 | homeless */
  if (of && text_has(x, found.end - 1, LEXICON_COUNTED_SUM) && text_joint(x, found.end) == 'o') {
    const uint32_t inner = found.end + 1 + text_has(x, found.end + 1, LEXICON_DETERMINER),
                   end = counted_phrase_end(x, inner, c->end, true);
    if (end > inner) return (struct counted_phrase){inner, end};
  }
  return of ? behind_inner_number(c, found) : found;
}

/* The noun that tells how what its preposition names has changed: "They saw a 12 percent rise in prices."; UINT32_MAX:
** none.  Sets `of`. */
static uint32_t change_in(const struct clause *c, const struct figure *f, struct counted_phrase *of) {
  const struct text *x = &c->text;
  const bool led = f->first && text_has(x, f->first - 1, LEXICON_DETERMINER),
             behind_it = f->unit && text_has(x, f->end, LEXICON_RANGE_CHANGE) &&
                         (led || !text_has(x, f->end, LEXICON_VERB_PAST));
  uint32_t change = f->end, at = f->end + 1;
  if (!behind_it) {
    if (f->first < c->first + 2 || text_joint(x, f->first - 1) != 'o') return UINT32_MAX;
    change = f->first - 2, at = f->end;
    if (!text_has(x, change, LEXICON_RANGE_CHANGE)) return UINT32_MAX;
  }
  if (text_joint(x, at) != 'i') return UINT32_MAX;
  at++;
  while (at < c->end && (text_has(x, at, LEXICON_DETERMINER) || text_has(x, at, LEXICON_POSSESSIVE_PRONOUN))) at++;
  const uint32_t end = counted_phrase_end(x, at, c->end, false);
  if (end == at || text_is_of_time(x, at) || text_has(x, at, LEXICON_MONTH) || text_is_capital(x, end - 1) ||
      text_has(x, end - 1, LEXICON_DATE_UNIT))
    return UINT32_MAX; /* "a rise in May", "in Orsk" */
  *of = (struct counted_phrase){at, counted_phrase_with_of(x, at, end, c->end)};
  return change;
}

/* "Shr 46 cts", "Net 3,608,000 vs 2,448,000": the label of the line. */
static struct counted_phrase label_before(const struct clause *c, uint32_t at) {
  const struct text *x = &c->text;
  struct counted_phrase nothing = {at, at};
  uint32_t first = at;
  while (first > c->first && !(text_token(x, first)->flags & TOKEN_AFTER_LINE) && at - first < SUBJECT_WORDS) first--;
  if (!(text_token(x, first)->flags & TOKEN_AFTER_LINE)) return nothing;
  uint32_t end = first;
  while (end < at && end - first < LABEL_WORDS && text_token(x, end)->kind == TOKEN_WORD && !text_is_closed(x, end) &&
         !text_has(x, end, LEXICON_RANGE_CHANGE) && !text_has(x, end, LEXICON_FIGURE_VERB) &&
         !(text_is_verb(x, end) && !text_kind(x, end, NOUNS)))
    end++;
  bool label = end > first && text_is_capital(x, first) &&
               (end == at || text_token(x, end)->kind == TOKEN_NUMBER || (text_mark(x, end, ':') && end + 1 == at));
  return label ? (struct counted_phrase){first, end} : nothing;
}

/* A verb that measures its subject; a word that may be an adjective is one behind a modal: "It will last two days." */
static bool is_figure_verb(const struct text *x, uint32_t at) {
  if (!text_has(x, at, LEXICON_FIGURE_VERB)) return false;
  return !text_has(x, at, LEXICON_DATE_DIRECTION) || (at && is_auxiliary(x, at - 1));
}

static bool is_measuring(const struct text *x, uint32_t verb) {
  return text_has(x, verb, LEXICON_RANGE_CHANGE) || is_auxiliary(x, verb) || is_figure_verb(x, verb);
}

/* What may be a verb is none behind one thing or where it is compared: "shr profit 5 cts vs profit 9 cts". */
static bool is_plain_noun(const struct text *x, uint32_t at) {
  if (!text_is_plain_form(x, at) || text_has(x, at, LEXICON_AUXILIARY)) return false;
  const uint32_t before = at - 1;
  if (text_has(x, before, LEXICON_COMPARED)) return true;
  return text_token(x, before)->kind == TOKEN_WORD && text_is_noun(x, before) && !text_is_closed(x, before) &&
         !text_ends_in(x, before, LEXICON_ENDING_PLURAL) && !text_has(x, before, LEXICON_PLURAL_NOUN) &&
         !text_is_plural(x, before);
}

/* "The army has 60 days": it is not counted. */
static bool is_having(const struct text *x, uint32_t verb) {
  const char *kind = lexicon_value(text_token(x, verb)->word, LEXICON_AUXILIARY);
  return kind && *kind == 'h';
}

static bool is_determined(const struct text *x, uint32_t at) {
  return text_has(x, at, LEXICON_INDEFINITE_ARTICLE) || text_has(x, at, LEXICON_POSSESSIVE_PRONOUN);
}

static bool is_to(const struct text *x, uint32_t at) {
  const char *letter = lexicon_value(text_token(x, at)->word, LEXICON_CLAUSE_WORD);
  return letter && *letter == 'o';
}

/* The verb right before a figure, or before a preposition that it measures with; UINT32_MAX: none. */
static bool is_costing(const struct text *x, uint32_t at) {
  return text_has(x, at, LEXICON_FIGURE_VERB) && text_token(x, at - 1)->kind == TOKEN_WORD && text_is_noun(x, at - 1) &&
         !text_is_closed(x, at - 1) && !text_is_plural(x, at - 1) && !text_is_capital(x, at - 1);
}

static uint32_t verb_before(const struct text *x, uint32_t at, uint32_t least) {
  bool preposition = false;
  for (uint32_t k = 0; at > least && k < VERB_WORDS; k++, at--) {
    const uint32_t word = text_token(x, at - 1)->word;
    if (lexicon_has(word, LEXICON_CUE) && !lexicon_has(word, LEXICON_RANGE_CHANGE)) return UINT32_MAX;
    const bool formed =
        text_ends_in(x, at - 1, LEXICON_ENDING_PAST) || text_ends_in(x, at - 1, LEXICON_ENDING_PARTICIPLE);
    if (at > least + 1 && formed && is_determined(x, at - 2)) continue; /* a confirmed 2 percent, its existing 3 */
    if (text_is_verb(x, at - 1) || is_auxiliary(x, at - 1) || is_figure_verb(x, at - 1)) {
      const bool amounts = k == 1 && is_figure_verb(x, at - 1) && text_is_plural(x, at - 1) && is_to(x, at);
      bool noun = text_kind(x, at - 1, NOUNS) && !amounts && !lexicon_has(word, LEXICON_VERB_PAST) && at - 1 > least &&
                  !(!k && is_costing(x, at - 1)) &&
                  (text_is_plural(x, at - 1) || text_has(x, at - 2, LEXICON_DETERMINER) ||
                   text_has(x, at - 2, LEXICON_POSSESSIVE_PRONOUN) || text_kind(x, at - 2, KIND(ADJECTIVE)) ||
                   is_plain_noun(x, at - 1));
      return noun || (preposition && !is_measuring(x, at - 1)) ? UINT32_MAX : at - 1;
    }
    const bool particle = !k && lexicon_has(word, LEXICON_VERB_PARTICLE); /* laid off 300 workers */
    preposition |= lexicon_has(word, LEXICON_PREPOSITION) && !particle;
    if (!lexicon_has(word, LEXICON_PREPOSITION) && !lexicon_has(word, LEXICON_PLAIN_ADVERB) &&
        !lexicon_has(word, LEXICON_DETERMINER) && !text_kind(x, at - 1, KIND(ADVERB)))
      break;
  }
  return UINT32_MAX;
}

/* A name before an age: "Lidia Amsel, 45,". */
static struct counted_phrase name_before(const struct text *x, uint32_t at, uint32_t least) {
  uint32_t end = at, first;
  if (end > least && text_mark(x, end - 1, ',')) end--;
  for (first = end; first > least && text_is_capital(x, first - 1); first--) continue;
  return first < end ? (struct counted_phrase){first, end} : counted_phrase_before(x, end, least);
}

/* What is put at a figure: "Damage was estimated at $12 million." */
static struct counted_phrase estimated(const struct clause *c, const struct figure *f) {
  const struct text *x = &c->text;
  uint32_t be = f->first - 2;
  const bool past = text_ends_in(x, be, LEXICON_ENDING_PAST) || text_has(x, be, LEXICON_VERB_PAST),
             measured = f->unit ? !text_has(x, f->end - 1, LEXICON_DATE_UNIT) : text_has(x, be, LEXICON_CUE);
  be -= 1 + text_ends_in(x, be - 1, LEXICON_ENDING_ADVERB);
  if (!past || !measured || be <= c->first || !text_has(x, be, LEXICON_AUXILIARY) || is_having(x, be))
    return (struct counted_phrase){be, be};
  while (text_has(x, be - 1, LEXICON_AUXILIARY) || text_has(x, be - 1, LEXICON_PLAIN_ADVERB)) be--; /* has now been */
  if (is_to(x, be - 1)) return (struct counted_phrase){be, be};
  return counted_subject(x, be, c->first);
}

/* The noun before a preposition that leads to a figure; `least`: where the figure before it ends. */
static struct counted_phrase before_preposition(const struct clause *c, const struct figure *f, uint32_t least) {
  const struct text *x = &c->text;
  const struct counted_phrase nothing = {f->first, f->first};
  uint32_t end = f->first - 1;
  if (text_mark(x, end - 1, ',') && f->unit && f->unit[0] < 'a') end--; /* The bill, | at $4 million, … */
  else if (end > least + 1 && text_ends_in(x, end - 1, LEXICON_ENDING_PAST) && !is_to(x, end))
    end--; /* a ring valued | at */
  struct counted_phrase run = counted_phrase_before(x, end, least);
  if (run.end <= run.first) return run;
  const uint32_t head = run.end - 1;
  const bool rate =
      least > c->first && run.first == least + 1 && text_has(x, least, LEXICON_UNIT_RATE); /* 58 cents a | share from */
  const bool small = text_has(x, f->first - 1, LEXICON_CLOCK_BEFORE) && !f->unit && f->value < LEAST_BARE &&
                     !text_is_plural(x, head);                           /* left school at 14 */
  const bool no_count = text_has(x, f->first - 1, LEXICON_EVENT_FROM) && /* a time or a way that begins there */
                        (text_is_capital(x, head) || text_has(x, head, LEXICON_TIME_NOUN) ||
                         text_has(x, head, LEXICON_DATE_UNIT) || text_has(x, head, LEXICON_MONTH));
  return rate || small || no_count ? nothing : run;
}

static struct counted_phrase before(const struct clause *c, const struct figures *all, uint32_t i) {
  const struct text *x = &c->text;
  const struct figure *f = &all->items[i];
  uint32_t at = f->first;
  if (f->bounds & FIGURE_AGE) {
    struct counted_phrase name = name_before(x, at, c->first);
    if (name.end > name.first) return name;
  }
  if (at > c->first && text_joint(x, at - 1) == 'o') {
    struct counted_phrase run = counted_phrase_before(x, at - 1, c->first);
    if (run.end > run.first) return run;
  }
  struct counted_phrase label = label_before(c, at);
  if (label.end > label.first) return label;
  if (at > c->first && text_mark(x, at - 1, '(') && !(i && all->items[i - 1].end == at - 1))
    return counted_phrase_before(x, at - 1, c->first);
  uint32_t verb = verb_before(x, at, c->first);
  const bool valued = at > c->first + 2 && text_has(x, at - 1, LEXICON_FIGURE_PREPOSITION) &&
                      text_ends_in(x, at - 2, LEXICON_ENDING_PAST) && !text_has(x, at - 3, LEXICON_AUXILIARY);
  if (valued && text_is_plural(x, at - 3))
    return counted_phrase_before(x, at - 2, c->first); /* "goods valued at 3 million" */
  if (at > c->first + 2 && text_has(x, at - 1, LEXICON_FIGURE_PREPOSITION)) {
    const struct counted_phrase run = estimated(c, f);
    if (run.end > run.first) return run;
  }
  if (verb == UINT32_MAX && at > c->first && text_has(x, at - 1, LEXICON_FIGURE_PREPOSITION))
    return before_preposition(c, f, i && all->items[i - 1].end > c->first ? all->items[i - 1].end : c->first);
  if (verb != UINT32_MAX && is_measuring(x, verb) && !is_having(x, verb)) {
    while (verb > c->first && text_has(x, verb - 1, LEXICON_AUXILIARY)) verb--;
    return counted_subject(x, verb, c->first);
  }
  return (struct counted_phrase){at, at};
}

/* Behind an aside at `at` with which a verb goes on: "14 people, including two children, | were hurt"; else `at`. */
static uint32_t behind_aside(const struct clause *c, uint32_t at) {
  const struct text *x = &c->text;
  if (!text_mark(x, at, ',')) return at;
  for (uint32_t i = at + 1; i < c->end && i - at < SUBJECT_WORDS; i++) {
    if (text_token(x, i)->kind != TOKEN_MARK || text_mark(x, i, '-')) continue;
    const bool goes_on =
        text_mark(x, i, ',') && (text_has(x, i + 1, LEXICON_AUXILIARY) || text_has(x, i + 1, LEXICON_VERB_PAST) ||
                                 text_ends_in(x, i + 1, LEXICON_ENDING_PAST));
    return goes_on && !text_has(x, i + 1, LEXICON_CUE) ? i + 1 : at;
  }
  return at;
}

static struct counted_phrase act_behind(const struct clause *c, uint32_t at) {
  const struct text *x = &c->text;
  bool passive = false;
  at = behind_aside(c, at);
  for (uint32_t k = 0; k < ACT_WORDS && at + k < c->end; k++) {
    uint32_t i = at + k;
    const struct token *t = text_token(x, i);
    if (t->kind == TOKEN_MARK && !text_mark(x, i, '-')) break;
    if (is_auxiliary(x, i)) {
      passive = true;
      continue;
    }
    if (lexicon_has(t->word, LEXICON_CONJUNCTION) ||
        (lexicon_has(t->word, LEXICON_SUBORDINATOR) && !lexicon_has(t->word, LEXICON_PERSONAL_PRONOUN) &&
         !lexicon_has(t->word, LEXICON_DETERMINER) && !lexicon_has(t->word, LEXICON_CLAUSE_OPENER)))
      break;
    if (text_has(x, i, LEXICON_FIGURE_STATE)) return (struct counted_phrase){i, i + 1};
    bool past =
        lexicon_has(t->word, LEXICON_VERB_PAST) || (text_ends_in(x, i, LEXICON_ENDING_PAST) && text_is_noun(x, i - 1));
    if (text_is_verb(x, i) && (passive || !k || past)) {
      if (lexicon_has(t->word, LEXICON_CUE) && !passive) break;
      return (struct counted_phrase){i, i + 1};
    }
    if (passive && !text_kind(x, i, KIND(ADVERB)) && !lexicon_has(t->word, LEXICON_PLAIN_ADVERB)) break;
  }
  return (struct counted_phrase){at, at};
}

static struct span span_of(const struct text *x, uint32_t at) {
  return (struct span){text_token(x, at)->start, text_token(x, at)->length};
}

static struct span run_span(const struct text *x, struct counted_phrase r) {
  if (r.end <= r.first) return (struct span){0, 0};
  const struct token *last = text_token(x, r.end - 1);
  return (struct span){text_token(x, r.first)->start, last->start + last->length - text_token(x, r.first)->start};
}

/* Whether only small words and words of time tie a figure to the one before: "12 percent to 5 million", "37 cents, vs
** 42", "to 5 million last year from 4 million". */
static bool is_tied(const struct text *x, uint32_t from, uint32_t to) {
  if (text_has(x, from, LEXICON_UNIT_RATE)) from += 2; /* 58 cents | a share | from */
  if (from > to || to - from > TIED_WORDS) return false;
  uint32_t timeless = 0;
  for (; from < to; from++) {
    if (text_is_of_time(x, from)) continue;
    if (text_has(x, from, LEXICON_VERB_PARTICLE) && text_has(x, from + 1, LEXICON_EVENT_FROM)) continue; /* up from */
    timeless++;
    if (!text_has(x, from, LEXICON_PREPOSITION) && !text_has(x, from, LEXICON_COMPARED) && !text_mark(x, from, ',') &&
        !text_mark(x, from, '('))
      return false;
  }
  return timeless <= 2;
}

/* A time behind a preposition, of which no verb further on tells: "He was held for four days before he was freed." */
static bool is_lasting(const struct clause *c, const struct figure *f) {
  return f->first > c->first && text_has(&c->text, f->end - 1, LEXICON_DATE_UNIT) &&
         text_has(&c->text, f->first - 1, LEXICON_PREPOSITION);
}

/* Whether a conjunction or a comma stands right before figure `i` of a sentence: it may go on a list. */
static bool is_joined(const struct clause *c, const struct figures *all, uint32_t i) {
  if (i >= all->count || all->items[i].first <= c->first || all->items[i].end > c->end) return false;
  return text_joint(&c->text, all->items[i].first - 1) == '&' || text_mark(&c->text, all->items[i].first - 1, ',');
}

/* Sets what is counted where it stands before the figure, or before those that it is tied to ("rose 12 percent to 5
** million"); returns the verb before it, or UINT32_MAX. */
static uint32_t look_back(const struct clause *c, const struct figures *all, uint32_t i, struct counted_phrase *of) {
  const struct figure *items = all->items;
  const bool after = of->end > of->first;
  for (uint32_t back = i;; back--) {
    if (!after && of->end <= of->first) *of = before(c, all, back);
    const uint32_t verb = verb_before(&c->text, items[back].first, c->first);
    if (verb != UINT32_MAX) return verb;
    if (of->end > of->first || !back || items[back - 1].first < c->first || i - back + 1 == BACK_FIGURES) break;
    if (!is_tied(&c->text, items[back - 1].end, items[back].first)) break;
  }
  const uint32_t at = items[i].first;
  for (uint32_t back = i; after && back && i - back < BACK_FIGURES && items[back - 1].first >= c->first; back--) {
    if (!is_joined(c, all, back) || behind(c, &items[back - 1]).end + 1 != items[back].first) break;
    const uint32_t verb = verb_before(&c->text, items[back - 1].first, c->first); /* "hit 12 homes and 30 cars" */
    if (verb != UINT32_MAX) return verb;
  }
  const bool past = at > c->first + 1 && (text_has(&c->text, at - 2, LEXICON_VERB_PAST) ||
                                          text_ends_in(&c->text, at - 2, LEXICON_ENDING_PAST));
  return past && of->end <= of->first && is_lasting(c, &items[i]) ? at - 2 : UINT32_MAX;
}

/* The verb behind a list that begins with figure `i`, which counts what ends at `end`: it is all figures' own. */
static struct counted_phrase act_behind_list(const struct clause *c, const struct figures *all, uint32_t i,
                                             uint32_t end) {
  bool listed = false;
  for (uint32_t k = 0; k < BACK_FIGURES && is_joined(c, all, i + 1); k++, i++) {
    if (all->items[i + 1].first != end + 1) break;
    const struct counted_phrase of = behind(c, &all->items[i + 1]);
    if (of.end <= of.first) break;
    end = of.end, listed = true;
  }
  if (text_joint(&c->text, end) == '&' && text_has(&c->text, end + 1, LEXICON_INDEFINITE_ARTICLE)) {
    const uint32_t one = counted_phrase_end(&c->text, end + 2, c->end, false); /* two nurses and a child | died */
    if (one > end + 2) end = one, listed = true;
  }
  const struct counted_phrase act = act_behind(c, end);
  return listed && act.end > act.first && text_is_plural(&c->text, act.first) ? (struct counted_phrase){end, end} : act;
}

static struct counted read_counted(const struct clause *c, const struct figures *all, uint32_t i) {
  const struct text *x = &c->text;
  const struct figure *f = &all->items[i];
  struct counted_phrase of = behind(c, f), act = {0, 0};
  const uint32_t change = change_in(c, f, &of);
  if (change != UINT32_MAX) return (struct counted){run_span(x, of), span_of(x, change)};
  const bool after = of.end > of.first;
  const uint32_t verb = look_back(c, all, i, &of);
  if (verb != UINT32_MAX && !text_has(x, verb, LEXICON_AUXILIARY)) act = (struct counted_phrase){verb, verb + 1};
  uint32_t from = after ? of.end : f->end;
  if (after && !f->unit && text_mark(x, of.first - 1, '-')) from = counted_phrase_end(x, of.end, c->end, false);
  const bool listed = after && act.end <= act.first;
  const struct counted_phrase later = listed ? act_behind_list(c, all, i, from) : act_behind(c, from);
  const bool told = later.end > later.first;
  if (told && text_has(x, later.first, LEXICON_FIGURE_STATE)) act = later;
  else if (told && act.end <= act.first && (after || !is_lasting(c, f))) act = later;
  return (struct counted){run_span(x, of), run_span(x, act)};
}

struct counted figure_counted(struct document *d, uint32_t i) {
  const struct figures *all = document_figures(d);
  const struct tokens *tokens = document_tokens(d);
  const struct sentences *sentences = document_sentences(d);
  const struct counted nothing = {{0, 0}, {0, 0}};
  if (i >= all->count || d->status) return nothing;
  const uint32_t s = sentences_of(sentences, all->items[i].first);
  if (s >= sentences->count) return nothing;
  struct clause c = {{d, tokens->items, tokens->count}, sentences->items[s].first, 0};
  c.end = c.first + sentences->items[s].count;
  if (c.end < all->items[i].end) c.end = all->items[i].end;
  return read_counted(&c, all, i);
}
