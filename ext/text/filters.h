/*
** Filters: tables that say of most words of a text, without a look into the
** automaton, that no name is there.  They may say yes in vain, never no.
**
**     filter_word(&f, "khalilzad", 9, CAN_STAND);
**     filters_make(&f, &arena);
**     word_can(&f, filter_key("Khalilzad", 9)) & CAN_STAND     // true; for most other words false
**
** A table holds a byte a word, by a hash of its first eight letters (Bloom
** 1970, with one hash), and is as large as the names need.  What goes in is noted
** first, so that few names, which are found without, cost no table.
*/
#ifndef NEWSEXT_FILTERS_H
#define NEWSEXT_FILTERS_H

#include "../base/arena.h"
#include "fold.h"

#include <stdint.h>

/* What a word can do in a name, as bits. */
enum word_can {
  CAN_LEAD = 1,           /* begin one of two words or more */
  CAN_FOLLOW = 2,         /* be the second word of one */
  CAN_STAND = 4,          /* be one by itself */
  CAN_STAND_CAPITAL = 8,  /* the same, if it has a capital */
  CAN_STAND_UPPER = 16,   /* the same, if it is in upper case */
  CAN_LEAD_MISSPELT = 32, /* begin one whose second word may be misspelt */
  CAN_BEGIN = CAN_LEAD | CAN_STAND_UPPER
};

struct filters {
  uint8_t *words; /* enum word_can; NULL until filters_make */
  uint64_t *fours, *pairs;
  unsigned shift, four_shift, pair_shift; /* how far a hash is shifted to be a place in `words`, `fours`, `pairs` */
  uint64_t *notes;                        /* what goes in, until then */
  size_t count, room;
};

/* The word can do that.  8 bytes more must be readable.  False when there is no memory. */
bool filter_word(struct filters *, const char *folded, size_t bytes, unsigned can);

/* A name may begin with these two words.  8 bytes more must be readable. */
bool filter_pair(struct filters *, const char *first, size_t first_bytes, const char *second, size_t second_bytes);

/* A word that leads on from a node of the automaton, or from any that filter_behind() is of, may be misspelt, even
** without a capital if `small`.  It has eight letters if `eight`, else more. */
bool filter_misspelt(struct filters *, uint32_t node, const char *folded, size_t bytes, bool eight, bool small);

/* Makes the tables, in the arena.  False when there is no memory. */
bool filters_make(struct filters *, struct arena *);
void filters_free(struct filters *); /* what is not in the arena */

/* The key of a word of ASCII in any case, or of a folded one, of at least one byte.  8 bytes must be readable. */
static inline uint64_t filter_key(const char *word, size_t bytes) {
  const uint64_t all = ~(uint64_t)0 >> (bytes < 8 ? 64 - 8 * bytes : 0); /* NOLINT(clang-analyzer-core.*): bytes > 0 */
  uint64_t eight = (word_eight(word) | 0x2020202020202020u) & all;
  return eight * 0x9E3779B97F4A7C15u;
}

/* The same of at most 64 bytes, without a branch. */
static inline uint64_t filter_block_key(const char *word, size_t bytes) {
#define EIGHT_USED "\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF"
  static const char used[64 + 8] =
      EIGHT_USED EIGHT_USED EIGHT_USED EIGHT_USED EIGHT_USED EIGHT_USED EIGHT_USED EIGHT_USED;
  return ((word_eight(word) | 0x2020202020202020u) & word_eight(used + 64 - bytes)) * 0x9E3779B97F4A7C15u;
}

static inline unsigned word_can(const struct filters *f, uint64_t key) { return f->words[key >> f->shift]; }

static inline bool filter_bit(const uint64_t *bits, uint64_t place) { return bits[place >> 6] >> (place & 63) & 1; }

static inline uint64_t filter_pair_key(uint64_t first, uint64_t second) {
  return ((first << 7 | first >> 57) ^ second) * 0xD6E8FEB86659FD93u;
}

/* Whether a name may begin with two words of these keys. */
static inline bool may_be_pair(const struct filters *f, uint64_t first, uint64_t second) {
  return filter_bit(f->pairs, filter_pair_key(first, second) >> f->pair_shift);
}

/* Instead of the node to which a first word of that key leads. */
static inline uint32_t filter_behind(uint64_t key) { return (uint32_t)(key >> 32); }

/* A hash of four letters, the first or the last of a word that leads on from a node. */
static inline uint64_t filter_four_hash(uint32_t node, const char *letters, bool last, bool small) {
  uint32_t four;
  memcpy(&four, letters, 4);
  uint64_t side = last ? 0x9E3779B97F4A7C15u : 0xD6E8FEB86659FD93u;
  return ((uint64_t)node << 32 | four | 0x20202020u) * (small ? side * side : side);
}

/* Whether a word like this one, but misspelt, may lead on from a node: see filter_misspelt().  `small`: it has no
** capital; `length` is 7 or more. */
static inline bool may_be_misspelt(const struct filters *f, uint32_t node, const char *word, size_t length,
                                   bool small) {
  return filter_bit(f->fours, filter_four_hash(node, word, false, small) >> f->four_shift) ||
         filter_bit(f->fours, filter_four_hash(node, word + length - 4, true, small) >> f->four_shift);
}

#endif
