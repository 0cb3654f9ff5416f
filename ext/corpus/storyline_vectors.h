/*
** Stories as vectors over their traits, to be compared by their angle.
**
** A trait weighs what it tells: the logarithm of how rare it is among all stories (inverse document frequency,
** Spärck Jones 1972), a name more than another word.  In a pile of few stories a trait's rarity is a guess, so
** the stories count with PRIOR_STORIES others, of which one in a thousand has a given name and one in a hundred a
** given word.  Among stories on one topic what all of them have tells nothing: there a trait weighs mostly what
** its rarity among them says (topic-conditioned weights: Yang, Zhang, Carbonell and Jin 2002).
*/
#ifndef NEWSEXT_STORYLINE_VECTORS_H
#define NEWSEXT_STORYLINE_VECTORS_H

#include "../base/arena.h"
#include "../base/stop.h"

#include <stdint.h>

struct part {
  uint32_t feature;
  float weight;
};

struct vector { /* both parts of length 1, or empty; by feature */
  const struct part *all, *names;
  uint32_t all_count, name_count; /* figures stand among the names with weight 0 */
};

struct leads; /* the traits of all stories, numbered */

/* The traits of `n` stories, as storyline_traits() wrote them, in the arena; NULL when there is no memory, or `stop`
** (which may be NULL, and is asked by leads_vectors() too) ended the work. */
struct leads *leads_make(struct arena *, const unsigned char *const *traits, const uint32_t *bytes, uint32_t n,
                         struct stop *stop);

/*
** The vectors of the stories `which[0 ... n - 1]`, into `out`; with `topic`, weighed by their rarity among these.
** Returns how many features they have, which are numbered from 0.  The vectors live in `arena`, whose no_memory tells
** of an error; where `stop` ended the work, some are empty.
*/
uint32_t leads_vectors(struct leads *, struct arena *arena, const uint32_t *which, uint32_t n, bool topic,
                       struct vector *out);

#endif
