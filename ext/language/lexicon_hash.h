/* How the lexicon's table is laid out: shared by its compiler and lexicon.c. */
#ifndef NEWSEXT_LEXICON_HASH_H
#define NEWSEXT_LEXICON_HASH_H

#include <stdint.h>

enum { LEXICON_WORD_BITS = 20 }; /* of a slot: the word's number; the others are hash */

/* Where a word with this hash stands, before the table's size cuts it off. */
static inline uint32_t lexicon_place(uint64_t hash, uint32_t displacement) {
  return (uint32_t)(hash >> 20) + displacement * ((uint32_t)(hash >> 36) | 1);
}

/* The part of the hash that a slot keeps. */
static inline uint32_t lexicon_tag(uint64_t hash) { return (uint32_t)(hash >> 52) << LEXICON_WORD_BITS; }

#endif
