/*
** What stands between the quotes of two sentences: see contradiction.h.
**
**     "We will never sell the port," Ana Kirov said.
**     "We shall never sell the port," Kirov said.           -> wording
**     "We will never sell the port," Peter Holm said.       -> speaker
*/
#include "contradiction_claims.h"

enum {
  LETTERS_NEAR = 2,  /* that one word has and the other has not: it is misspelt */
  MISSPELT_MOST = 3, /* words: one of the quotes was read by a machine */
  TOLD_LEAST = 3     /* telling words that a retold quote has of the other */
};

/* Whether letters are much the same; a day has none, and may be another's. */
static bool are_near(uint32_t x, uint32_t y) {
  uint32_t other = x ^ y;
  for (uint32_t n = 0; n < LETTERS_NEAR; n++) other &= other - 1;
  return !x || !y || !other;
}

/* Whether two quoted words are one: one of them may be misspelt, or a day. */
static bool is_same_word(const struct claim_quote *x, uint32_t i, const struct claim_quote *y, uint32_t j) {
  return x->words[i] == y->words[j] ||
         ((x->words[i] | y->words[j]) & ANY_WORD && are_near(x->letters[i], y->letters[j]));
}

/* The longest common run of words that need not stand together (Hirschberg's recurrence, two rows). */
static uint32_t common_words(const struct claim_quote *x, const struct claim_quote *y, uint32_t *last_x,
                             uint32_t *last_y) {
  uint16_t rows[2][QUOTE_MOST + 1] = {{0}};
  uint32_t n = x->count < QUOTE_MOST ? x->count : QUOTE_MOST, m = y->count < QUOTE_MOST ? y->count : QUOTE_MOST;
  *last_x = *last_y = 0;
  for (uint32_t i = 1; i <= n; i++)
    for (uint32_t j = 1; j <= m; j++) {
      uint16_t *row = rows[i & 1], *before = rows[~i & 1];
      if (is_same_word(x, i - 1, y, j - 1)) {
        row[j] = (uint16_t)(before[j - 1] + 1);
        if (i > *last_x) *last_x = i;
        if (j > *last_y) *last_y = j;
      } else {
        row[j] = before[j] > row[j - 1] ? before[j] : row[j - 1];
      }
    }
  return rows[n & 1][m];
}

/* Whether a misspelt word is all that stands between the first and the last difference. */
static bool is_misprint(const struct claim_quote *x, uint32_t first_x, uint32_t end_x, const struct claim_quote *y,
                        uint32_t first_y, uint32_t end_y) {
  uint32_t odd = 0, letters[2] = {0};
  while (end_x > first_x && end_y > first_y && is_same_word(x, end_x - 1, y, end_y - 1)) end_x--, end_y--;
  if (end_x > first_x + 2 || end_y > first_y + 2) return false;
  for (uint32_t i = first_x; i < end_x; i++) odd += x->words[i] & ANY_WORD, letters[0] |= x->letters[i];
  for (uint32_t i = first_y; i < end_y; i++) odd += y->words[i] & ANY_WORD, letters[1] |= y->letters[i];
  return odd && are_near(letters[0], letters[1]);
}

/* Whether two quotes tell the same: most words that tell something are in both. */
static bool are_retold(const struct claim_quote *x, const struct claim_quote *y) {
  const struct claim_quote *few = x->n_telling < y->n_telling ? x : y, *many = few == x ? y : x;
  uint32_t common = 0;
  for (uint32_t i = 0; i < few->n_telling; i++) {
    bool found = false;
    for (uint32_t j = 0; j < many->n_telling; j++) found |= few->telling[i] == many->telling[j];
    common += found;
  }
  return common >= TOLD_LEAST && common * 4 >= few->n_telling * 3 && common * 5 >= many->n_telling * 3;
}

enum contradiction_kind quotes_compare(const struct claims *a, const struct claims *b, double *weight,
                                       uint64_t *matter) {
  for (uint32_t i = 0; i < a->n_quotes; i++)
    for (uint32_t j = 0; j < b->n_quotes; j++) {
      const struct claim_quote *x = &a->quotes[i], *y = &b->quotes[j];
      uint32_t least = x->count < y->count ? x->count : y->count, most = x->count < y->count ? y->count : x->count,
               end_x, end_y;
      if (least < SHORT_QUOTE || most > QUOTE_MOST || !x->speaker || !y->speaker) continue;
      uint32_t common = common_words(x, y, &end_x, &end_y);
      *matter = (uint64_t)x->words[0] << 32 ^ x->words[least / 2];
      if (x->speaker != y->speaker) {
        if (least < QUOTE_LEAST || common * 10 < most * 9 || !x->named || !y->named || x->body != y->body) continue;
        *weight = (double)common / most;
        return CONTRADICTION_SPEAKER;
      }
      if (x->cut || y->cut || x->misspelt + y->misspelt >= MISSPELT_MOST) continue;
      if (common == least) continue;
      if (least < QUOTE_LEAST || common * 10 < most * 7) {
        if (common * 2 < most || !are_retold(x, y)) continue; /* a translation has another order */
        *weight = (double)common / most;
        return CONTRADICTION_WORDING;
      }
      uint32_t first_x = 0, first_y = 0;
      while (first_x < x->count && first_y < y->count && is_same_word(x, first_x, y, first_y)) first_x++, first_y++;
      bool inside = (first_x || first_y) && end_x > first_x && end_y > first_y;
      bool ends = !first_x && common >= least - 2;
      if ((!inside && !ends) || is_misprint(x, first_x, end_x, y, first_y, end_y)) continue;
      *weight = (double)common / most;
      return CONTRADICTION_WORDING;
    }
  return CONTRADICTION_NONE;
}
