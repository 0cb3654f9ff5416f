/* Looking at a sentence: see contradiction_glance.h. */
#include "contradiction_glance.h"

#include "../language/conditions/possible.h"
#include "../language/figures.h"
#include "../language/quoted.h"
#include "contradiction_reading.h"

#include <string.h>

enum {
  GLANCE_WORDS = 2 * CLAIM_WORDS, /* at first those of who says it are among them */
  GLANCE_AMOUNTS = 2 * CLAIM_PARTS,
  PAIR_WORDS = 2, /* in common, at least */
  MANY_WORDS = 4
};

/* Parts of the shorter sentence's words that are the other's too: a little less than contradiction_pairs.c asks for, since
** some words of dates are among them here. */
static const double HALF_THE_WORDS = 0.5, MUCH = 0.4, SOME_WORDS = 0.25, FEW_WORDS = 0.15;

/* ---- Looking ---- */

/* Sorts keys, which are few, and leaves each once; returns how many. */
static uint32_t each_once(uint32_t *keys, uint32_t count) {
  uint32_t kept = 0;
  for (uint32_t i = 0; i < count; i++) {
    const uint32_t key = keys[i];
    uint32_t k = kept;
    while (k && keys[k - 1] > key) k--;
    if (k && keys[k - 1] == key) continue;
    memmove(&keys[k + 1], &keys[k], (kept++ - k) * sizeof *keys);
    keys[k] = key;
  }
  return kept;
}

/* Whether a word is one of what is said that tells something, and no date or quantity. */
static bool is_telling(const struct reading *r, uint32_t i) {
  return reading_is_content(r, i) && !(r->roles[i] & (ROLE_SOURCE | ROLE_FIGURE)) &&
         !reading_has(r, i, LEXICON_WEEKDAY) && !reading_has(r, i, LEXICON_MONTH);
}

/* What a word shows of what its sentence may claim. */
static unsigned shown_by(const struct reading *r, uint32_t i, struct glance *g) {
#define DENIES_NOUNS(set)                                                                    \
  (LEXICON_BIT(NO_NOUN, set) | LEXICON_BIT(DENIAL_VERB, set) | LEXICON_BIT(DISMISSAL, set) | \
   LEXICON_BIT(UNFOUNDED, set))
#define DATES(set)                                                                                                 \
  (LEXICON_BIT(WEEKDAY, set) | LEXICON_BIT(MONTH, set) | LEXICON_BIT(DAY_WORD, set) | LEXICON_BIT(DAY_PART, set) | \
   LEXICON_BIT(EVENT_AGO, set))
#define COUNTS(set) (LEXICON_BIT(CARDINAL, set) | LEXICON_BIT(FRACTION, set) | LEXICON_BIT(NUMBER_SCALE, set))
  const struct token *t = reading_at(r, i);
  const uint64_t *in = lexicon_sets_of(t->word)->entry;
  const bool denies_nouns = LEXICON_ANY(in, DENIES_NOUNS) || lexicon_match(t, LEXICON_UNTRUE, NULL);
  const bool denies =
      denies_nouns || lexicon_has(t->word, LEXICON_NEGATION) || lexicon_has(t->word, LEXICON_FAILING_VERB);
  const bool number = t->kind == TOKEN_NUMBER;
  const bool names_day = LEXICON_ANY(in, DATES) || lexicon_match(t, LEXICON_HOLIDAY, NULL);
  const bool counts = number || LEXICON_ANY(in, COUNTS);
  const bool blames = lexicon_has(t->word, LEXICON_BLAME_VERB) || lexicon_match(t, LEXICON_BLAME_TAKEN, NULL);
  const bool adds = lexicon_match(t, LEXICON_MUST_ALSO, NULL);
  g->denies_nouns |= denies_nouns;
  g->names_day |= names_day;
  return denies * CLAIM_DENIAL | (number || names_day) * CLAIM_DAY | counts * CLAIM_FIGURE | blames * CLAIM_BLAME |
         adds * (CLAIM_TERMS | CLAIM_ADDS);
}

enum status glance_read(struct reading *r, struct arena *arena, struct glance *g) {
  const struct tokens *tokens = document_tokens(r->document);
  uint32_t *keys = document_memory(r->document, (r->count + GLANCE_WORDS) * sizeof *keys), words = 0;
  if (!keys) return r->document->status;
  unsigned may = conditions_possible(r->tokens, r->count) * CLAIM_TERMS;
  *g = (struct glance){0};
  for (uint32_t i = 0; i < r->count; i++) {
    bool opposite = false;
    const struct token *t = reading_at(r, i);
    if (t->kind == TOKEN_NUMBER || lexicon_is(t->word, LEXICON_IS_SHOWS_CLAIM)) may |= shown_by(r, i, g);
    if (!is_telling(r, i)) continue;
    const uint32_t key = r->matters[i] = reading_matter(r, i, &opposite);
    may |= opposite * CLAIM_DENIAL;
    if (words < GLANCE_WORDS) keys[words++] = key;
  }
  g->n_words = each_once(keys, words);
  const uint32_t threes = glance_quotes(r, tokens, keys + g->n_words);
  const struct quoted_texts *quoted = document_quoted(r->document);
  for (uint32_t i = 0; i < quoted->count; i++)
    g->quotes |= quoted->items[i].inner_end - quoted->items[i].inner >= SHORT_QUOTE && !quoted->items[i].single;
  if (threes || g->quotes) may |= CLAIM_QUOTE;
  g->n_keys = g->n_words + each_once(keys + g->n_words, threes);
  g->may = (uint8_t)may;
  uint32_t *kept = arena_take(arena, (g->n_keys + 1) * sizeof *kept);
  if (r->document->status || !kept) return r->document->status ? r->document->status : STATUS_NO_MEMORY;
  memcpy(kept, keys, g->n_keys * sizeof *kept);
  g->keys = kept;
  return STATUS_OK;
}

/* Its quantities, whose words are then no others. */
static void look_at_figures(struct reading *r, struct glance_amount *amounts, struct glance *g) {
  const struct tokens *tokens = document_tokens(r->document);
  const struct figures *figures = document_figures(r->document);
  for (uint32_t i = 0; i < figures->count; i++) {
    const struct figure *f = &figures->items[i];
    reading_mark(r, f->first, f->end, ROLE_FIGURE);
    if (g->n_amounts == GLANCE_AMOUNTS) continue;
    const struct claim_range range = claim_range(f);
    const bool time =
        f->unit && lexicon_has(lexicon_find(word_key(f->unit, strlen(f->unit), false)), LEXICON_TIME_UNIT);
    uint32_t of;
    const uint32_t act = glance_act(r, tokens, i, &of);
    amounts[g->n_amounts++] = (struct glance_amount){range.low, range.high, range.unit, act, of, time};
  }
  g->amounts = amounts;
}

/* A number that is no quantity: it may be of a date. */
static bool has_number(const struct reading *r) {
  for (uint32_t i = 0; i < r->count; i++)
    if (reading_at(r, i)->kind == TOKEN_NUMBER && !(r->roles[i] & ROLE_FIGURE)) return true;
  return false;
}

enum status glance_closer(struct reading *r, struct arena *arena, struct glance *g) {
  const uint32_t threes = g->n_keys - g->n_words;
  uint32_t *keys = arena_take(arena, (r->count + threes + 1) * sizeof *keys), words = 0;
  struct glance_amount *amounts = g->may & CLAIM_FIGURE ? arena_take(arena, GLANCE_AMOUNTS * sizeof *amounts) : NULL;
  if (!keys || (g->may & CLAIM_FIGURE && !amounts)) return STATUS_NO_MEMORY;
  mark_sources(r);
  if (amounts) look_at_figures(r, amounts, g);
  for (uint32_t i = 0; i < r->count && words < CLAIM_WORDS; i++)
    if (is_telling(r, i)) keys[words++] = reading_key(r, i);
  words = each_once(keys, words);
  memcpy(keys + words, g->keys + g->n_words, threes * sizeof *keys);
  g->keys = keys, g->n_words = words, g->n_keys = words + threes;
  if (g->may & CLAIM_DAY && !g->names_day && !has_number(r)) g->may &= (uint8_t)~CLAIM_DAY;
  g->closer = true;
  return r->document->status;
}

bool glance_binds(struct reading *r, struct glance *g) {
  g->binds = g->may & CLAIM_ADDS || has_terms(r);
  if (!g->binds) g->may &= (uint8_t)~CLAIM_TERMS;
  return g->binds;
}

/* ---- Comparing ---- */

static uint32_t in_common(const uint32_t *a, uint32_t n, const uint32_t *b, uint32_t m) {
  uint32_t common = 0;
  for (uint32_t i = 0, j = 0; i < n && j < m;) {
    if (a[i] < b[j]) i++;
    else if (a[i] > b[j]) j++;
    else common++, i++, j++;
  }
  return common;
}

/* How many words two have in common, and of all of the one that has fewer what part. */
static uint32_t words_in_common(const struct glance *a, const struct glance *b, double *part) {
  const uint32_t least = a->n_words < b->n_words ? a->n_words : b->n_words;
  const uint32_t common = in_common(a->keys, a->n_words, b->keys, b->n_words);
  *part = least ? (double)common / least : 0;
  return common;
}

static bool quotes_meet(const struct glance *a, const struct glance *b) {
  return in_common(a->keys + a->n_words, a->n_keys - a->n_words, b->keys + b->n_words, b->n_keys - b->n_words);
}

/* Whether they give other quantities of one unit, of the same or what is done alike, or, where so much is alike beside, whatever is. */
static bool amounts_differ(const struct glance *a, const struct glance *b, bool alike) {
  for (uint32_t i = 0; i < a->n_amounts; i++)
    for (uint32_t j = 0; j < b->n_amounts; j++) {
      const struct glance_amount *x = &a->amounts[i], *y = &b->amounts[j];
      if (x->low == y->low && x->high == y->high) continue;
      const bool same = (x->act && x->act == y->act) || (*x->unit && x->of && x->of == y->of);
      if ((alike || x->time || same) && !strcmp(x->unit, y->unit)) return true;
    }
  return false;
}

unsigned glance_compare(const struct glance *a, const struct glance *b) {
  unsigned parts =
      (a->may & b->may & (CLAIM_FIGURE | CLAIM_DAY | CLAIM_TERMS | CLAIM_BLAME)) | ((a->may | b->may) & CLAIM_DENIAL);
  double part;
  if (a->may & b->may & CLAIM_QUOTE && quotes_meet(a, b)) parts |= CLAIM_QUOTE;
  if (!(parts & (CLAIM_FIGURE | CLAIM_DAY | CLAIM_DENIAL)) && !(a->quotes && b->quotes)) return parts;
  const uint32_t words = words_in_common(a, b, &part);
  if (a->quotes && b->quotes && words > PAIR_WORDS && part >= HALF_THE_WORDS) parts |= CLAIM_QUOTE; /* retold */
  const bool pair = words >= PAIR_WORDS;
  const double denied = a->denies_nouns || b->denies_nouns ? SOME_WORDS : MUCH;
  const bool none = words && part >= HALF_THE_WORDS && (a->denies_nouns || b->denies_nouns); /* nobody was hurt */
  if (words < PAIR_WORDS && !none) parts &= ~(unsigned)CLAIM_DENIAL; /* what is denied, and of what or whom */
  if (!a->closer || !b->closer) return parts;
  if (!pair || part < HALF_THE_WORDS) parts &= ~(unsigned)CLAIM_DAY;
  if (part < denied) parts &= ~(unsigned)CLAIM_DENIAL;
  if ((words < MANY_WORDS && part < FEW_WORDS) || !amounts_differ(a, b, pair && part >= HALF_THE_WORDS))
    parts &= ~(unsigned)CLAIM_FIGURE;
  return parts;
}

bool glance_has(const struct glance *g, uint32_t key) { return in_common(&key, 1, g->keys, g->n_words); }

bool glance_alike(const struct glance *a, const struct glance *b) {
  double part;
  return words_in_common(a, b, &part) >= MANY_WORDS && part >= HALF_THE_WORDS;
}
