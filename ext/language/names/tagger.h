/*
** The tagger: which runs of tokens are names, and of what kind.
**
**     "Envoy Zalmay Khalilzad left the University of Kabul ."
**      O     B-PER  L-PER     O    O   B-ORG      I  L-ORG O
**
** Two readings.  The first scores each token's tags by the features of
** features.h; the second adds what the first found elsewhere in the story, so that
** the one "Jordan" between players is not taken for the country (Krishnan and
** Manning 2006).  Each takes the best sequence of tags (Viterbi).  The
** weights come from a structured averaged perceptron (Collins 2002), trained
** by ext/lexicon/train.c and embedded, each a byte.
*/
#ifndef NEWSEXT_NAMES_TAGGER_H
#define NEWSEXT_NAMES_TAGGER_H

#include "../names.h"
#include "decode.h"
#include "features.h"

/* The segments of a scene, in order, in the document's arena. */
struct segment_place {
  uint32_t unit, first, count;
  int16_t (*scores)[TAG_SCORES]; /* for the first reading */
  uint8_t *tags;
};
struct ARENA_SEGMENTS ARENA_LIST(struct segment_place);
bool find_segments(struct scene *, struct ARENA_SEGMENTS *);

/* Notes in the profiles what the first reading found. */
void note_tags(struct scene *, const struct segment_place *, uint32_t count);

/* Whether the first reading took a word of the segment for something else elsewhere in the story. */
bool needs_second(struct scene *, const struct segment_place *);

/* The features of token `i` of a segment for the second reading. */
enum { SECOND_FEATURES = 10 };
uint32_t second_features(struct scene *, const struct segment_place *, uint32_t i, uint32_t out[SECOND_FEATURES]);

struct ARENA_MENTIONS ARENA_LIST(struct mention);

/* Adds the mentions of a scene's document to the list, in order; their entities are
** not set.  Errors go to the document's status. */
void tag_names(struct scene *, struct ARENA_MENTIONS *out);

#endif
