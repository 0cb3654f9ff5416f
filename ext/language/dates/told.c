/*
** Days of a history that are counted from what it has just told:
**
**     "On 27 September the siege was broken.  Two days after relieving the siege he spoke."
**      -> Two days   DATE   29 September
**
** Only where the date told last is a day, and the words around it speak of the same
** thing; days after a war stay a duration where nothing says when the war was.
*/
#include "told.h"

/* Tokens of what is named, and before and behind the date told last; letters that two words must share at most, and have at
** least. */
enum { NAMED = 8, BEFORE = 25, BEHIND = 40, STEM = 6, LEAST = 4 };

static bool says_nothing(const struct reader *r, uint32_t at) {
  const struct token *t = token_at(r, at);
  return t->kind != TOKEN_WORD || t->length < LEAST || has(r, at, LEXICON_BEFORE_DATE) ||
         has(r, at, LEXICON_DETERMINER) || has(r, at, LEXICON_TENSE_CUE) || has(r, at, LEXICON_DATE_UNIT);
}

/* Whether two words are the same but for their endings: relieved, relieving. */
static bool is_same_word(const struct reader *r, uint32_t a, uint32_t b) {
  const struct token *x = token_at(r, a), *y = token_at(r, b);
  uint32_t n = x->length < y->length ? x->length : y->length;
  if (n > STEM) n = STEM;
  for (uint32_t i = 0; i < n; i++)
    if ((r->d->text[x->start + i] | 32) != (r->d->text[y->start + i] | 32)) return false;
  return true;
}

/* Whether what is named from token `at` on is what the day told last tells of. */
static bool is_told(const struct story *s, const struct expression *e, uint32_t at) {
  const struct reader *r = s->reader;
  if (!s->context || s->context_grain > GRAIN_DAY || s->context_end > e->first) return false;
  const uint32_t first = s->context_end > BEFORE ? s->context_end - BEFORE : 0;
  const uint32_t end = s->context_end + BEHIND < e->first ? s->context_end + BEHIND : e->first;
  for (uint32_t i = at; i < at + NAMED && i < r->count && token_at(r, i)->kind != TOKEN_MARK; i++) {
    if (says_nothing(r, i)) continue;
    for (uint32_t k = first; k < end; k++)
      if (!says_nothing(r, k) && is_same_word(r, i, k)) return true;
  }
  return false;
}

bool count_from_told(const struct story *s, struct expression *e) {
  const struct reader *r = s->reader;
  if (e->of_event) return is_told(s, e, e->end);
  if (!has(r, e->end, LEXICON_DATE_COUNTED)) return false;
  if (e->n_lasts != 1 || e->lasts[0].amount.vague || e->lasts[0].unit < GRAIN_DAY || e->toward || e->within)
    return false;
  if (has(r, e->first - 1, LEXICON_DATE_LASTING)) return false;
  if (!is_told(s, e, e->end + 1)) return false;
  e->type = DATE_DATE;
  e->anchor = ANCHOR_CONTEXT;
  e->shift = lexicon_number(token_at(r, e->end)->word, LEXICON_DATE_COUNTED);
  e->unit = GRAIN_DAY;
  e->exact = true;
  return true;
}
