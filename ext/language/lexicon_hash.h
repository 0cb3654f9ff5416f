/* Where the lexicon's table keeps a word: shared by its compiler and lexicon.h. */
#ifndef NEWSEXT_LEXICON_HASH_H
#define NEWSEXT_LEXICON_HASH_H

#include "../text/fold.h"

/* A hash whose upper bits are good: the first of them are the word's bucket. */
static inline uint64_t lexicon_hash(struct word_key key) {
  return (key.low ^ key.high * 0x9E3779B97F4A7C15u) * 0xD6E8FEB86659FD93u;
}

/* The place of a word with this hash in a bucket with this displacement, an odd number, before the table's size cuts it
** off. */
static inline uint64_t lexicon_place(uint64_t hash, uint64_t displacement) { return hash * displacement; }

/* The first two words of a list's longer entries are kept as so many times 64 bits, the bit of a pair told by the rows
** of their lists, which they share with other words: most pairs are none, and are so told at once. */
enum { LEXICON_PAIRS = 8 };
static inline uint32_t lexicon_pair(uint32_t row, uint32_t next) { return (row * 37 + next) % (LEXICON_PAIRS * 64); }

#endif
