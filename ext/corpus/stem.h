/*
** Words without their endings: talks and talk are one, and where derivation counts for nothing attackers and attack,
** too ([inflection] and [derivation] in ext/lexicon/en/storylines.txt and contradictions.txt).
*/
#ifndef NEWSEXT_STEM_H
#define NEWSEXT_STEM_H

#include "../text/fold.h"

#include <stdbool.h>
#include <stddef.h>

/* How many bytes of a folded word are left. */
size_t stem(const char *word, size_t bytes, bool derived);

/* Keys made of stems, each in the place that its word's hash says: few words make most of a
** text, and most are met again. */
enum { KNOWN_WORDS = 4096 };
struct known_words {
  struct {
    struct word_key word;
    uint32_t key;
  } words[KNOWN_WORDS];
};

/* Where the key of a word is; 0 there, which the caller may set: it is not known. */
static inline uint32_t *known_word(struct known_words *known, struct word_key word) {
  const size_t at = word_hash(word) % KNOWN_WORDS;
  struct word_key *here = &known->words[at].word;
  if (here->low != word.low || here->high != word.high) *here = word, known->words[at].key = 0;
  return &known->words[at].key;
}

#endif
