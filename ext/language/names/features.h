/*
** Features: what the tagger sees of a word, as numbers.
**
** The word and its neighbours, their shapes and affixes, their lists and
** clusters in the gazetteer, the run of capitals it stands in, and what the
** story shows of it elsewhere.  After Ratinov and Roth 2009 ("Design challenges
** and misconceptions in named entity recognition"); the clusters are what is
** known of words that no labelled text has (Miller et al. 2004, "Name tagging
** with word clusters and discriminative training").
*/
#ifndef NEWSEXT_NAMES_FEATURES_H
#define NEWSEXT_NAMES_FEATURES_H

#include "scene.h"

enum { MARGIN = 1 };

/* A word as the features see it. */
struct spot {
  uint64_t word;      /* its hash; 0 outside the unit */
  uint64_t all_lists; /* those it is in, as a hash */
  uint32_t lists;
  uint16_t cluster;
  uint16_t phrase; /* the list of a longer entry it is a part of, and where in it */
  uint16_t evidence;
  uint8_t shape;
  bool capital;
  uint8_t run_at, run_length; /* of the run of capitals it stands in; 0: in none */
};

/* A segment: tokens that may be names, with MARGIN words on either side. */
struct segment {
  struct scene *scene;
  const struct unit *unit;
  uint32_t first, count;
  struct spot spots[SEGMENT_MOST + 2 * MARGIN];
};

/* Looks at the words of tokens first .. first + count - 1 (at most SEGMENT_MOST). */
void segment_set(struct segment *, struct scene *, const struct unit *, uint32_t first, uint32_t count);

/* A small number as a hash. */
static inline uint64_t spread(uint32_t number) { return ((uint64_t)number + 1) * 0xBF58476D1CE4E5B9u; }

/* A feature's number: which it is, and of what, told by hashes. */
static inline uint32_t feature(uint32_t which, uint64_t a, uint64_t b) {
  return (uint32_t)(((a + which * 0xD1B54A32D192ED03u) ^ (b << 29 | b >> 35)) * 0x9E3779B97F4A7C15u >> 32);
}

#endif
