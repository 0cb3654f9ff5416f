/*
** The tagger: which runs of tokens are names, and of what kind.
**
**     "Envoy Zalmay Khalilzad left the University of Kabul ."
**      O     B-PER  L-PER     O    O   B-ORG      I  L-ORG O
**
** Each token's tags are scored by the features of features.h, and the best sequence of them is taken (Viterbi); what the
** story shows of a word elsewhere is among the features, and rules see to it that a word is not one thing here and another
** there (entities.h).  The weights are those of a conditional random field (Lafferty,
** McCallum and Pereira 2001), trained by ext/lexicon/train and embedded, each a byte.
*/
#ifndef NEWSEXT_NAMES_TAGGER_H
#define NEWSEXT_NAMES_TAGGER_H

#include "../names.h"
#include "decode.h"
#include "features.h"

/* The segments of a scene, in order, in the document's arena. */
struct segment_place {
  uint32_t unit, first, count;
  uint8_t *tags;
};
struct ARENA_SEGMENTS ARENA_LIST(struct segment_place);
bool find_segments(struct scene *, struct ARENA_SEGMENTS *);

struct ARENA_MENTIONS ARENA_LIST(struct mention);

/* Adds the mentions of a scene's document to the list, in order; their entities are
** not set.  Errors go to the document's status. */
void tag_names(struct scene *, struct ARENA_MENTIONS *out);

#endif
