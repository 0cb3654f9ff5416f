/*
** What a sentence may claim, told from its words before it is read (contradiction_claims.h): only what one of two may
** claim otherwise than the other is.
**
**     "The Front denied on Monday that seven soldiers had died."
**      words   front soldier dead    may   figure (seven, dead), day, denial
*/
#ifndef NEWSEXT_CONTRADICTION_GLANCE_H
#define NEWSEXT_CONTRADICTION_GLANCE_H

#include "contradiction_claims.h"

/* A quantity in it. */
struct glance_amount {
  double low, high;
  const char *unit; /* "" for counts; constant */
  uint32_t act, of; /* what is done to it, and what is counted: keys, 0 where that is not said */
  bool time;
};

struct glance {
  /* The keys of its words that tell something, sorted, each once; and behind them of its long quotes: of each three words
  ** in a row. */
  const uint32_t *keys;
  uint32_t n_words, n_keys;
  const struct glance_amount *amounts;
  uint8_t n_amounts;
  uint8_t may;       /* enum claim_part: what may be claimed */
  bool denies_nouns; /* what it may deny need not be what its verbs say */
  bool names_day;    /* it has a word for one */
  bool quotes;       /* somebody's words, though perhaps few */
  bool binds;        /* it is known to have terms */
  bool closer;       /* who says it is left out of its words, and its amounts are known */
};

/* Looks at a sentence, and then closer; what that leaves lives as long as the arena.  STATUS_NO_MEMORY, STATUS_INTERRUPTED. */
enum status glance_read(struct reading *, struct arena *, struct glance *);
enum status glance_closer(struct reading *, struct arena *, struct glance *);

/* Whether it has terms indeed. */
bool glance_binds(struct reading *, struct glance *);

/* In which parts one of two may contradict the other, so far as both glances show. */
unsigned glance_compare(const struct glance *, const struct glance *);

/* Whether it has a word of this key. */
bool glance_has(const struct glance *, uint32_t key);

/* Whether two sentences say much the same. */
bool glance_alike(const struct glance *, const struct glance *);

#endif
