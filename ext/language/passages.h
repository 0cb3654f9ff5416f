/*
** Passages: the words that two texts share, in runs as long as they go.
**
**     a: "The envoy said THAT no date has been set, yet."
**     b: "It added that no date\nhas been set yet."
**      -> "THAT no date has been set, yet" (7 words)
**
** Words are compared folded (text/fold.h); marks, line ends and possessives
** count for nothing.  The runs do not overlap in the first text: the longest
** is taken first and what overlaps it is cut, as in greedy string tiling (Wise
** 1993); a run of the second text may be named twice.  What is longest at each word is found
** by a suffix array of both texts (Manber and Myers 1990) and its common
** prefixes (Kasai et al. 2001): n log n in all, whatever the texts.
*/
#ifndef NEWSEXT_PASSAGES_H
#define NEWSEXT_PASSAGES_H

#include "tokens.h"

struct passage {
  struct span here; /* in the first text */
  uint32_t there;   /* where it starts in the second, in bytes */
  uint32_t words;
};

struct passages {
  const struct passage *items; /* in the order of the first text; in the arena */
  uint32_t count;
};

/* Finds the passages of `least` words or more (at least 1) that `a` shares with `b`.  The
** memory is the arena's, the status also `a`'s. */
enum status passages_find(struct document *a, struct document *b, uint32_t least, struct arena *, struct passages *out);

#endif
