/*
** What a linear-chain conditional random field expects of a run of tokens' tags (Lafferty, McCallum and Pereira 2001), by
** the forward-backward algorithm.
*/
#ifndef NEWSEXT_TRAIN_CHAIN_H
#define NEWSEXT_TRAIN_CHAIN_H

#include "../../language/names/weights.h"

/* Which tag may follow another, or begin a run where `from` is TAG_OUTSIDE, and which may end one. */
bool may_follow(int from, int to);
bool may_end(int tag);

/* How likely each tag of each token is, and how often one tag is expected to follow another. */
struct expected {
  double tags[SEGMENT_MOST][TAGS], steps[TAGS][TAGS];
};

/* Reckons it for `count` tokens by the factors of their tags and of steps, the powers of e by their scores; a step that may not be
** has none.  Where `allowed` is not NULL, only the tags whose bits are set in it are there to choose from.  False where no
** sequence of tags is. */
bool expect(double (*factors)[TAGS], double (*steps)[TAGS], uint32_t count, const uint32_t *allowed,
            struct expected *out);

#endif
