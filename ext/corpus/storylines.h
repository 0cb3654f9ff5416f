/*
** Storylines: which stories report one happening, in whatever outlet.
**
**     struct storyline_story stories[] = {{.traits = ..., .day = 737000, .fresh = true}, ...};
**     storylines_update(stories, 3, 7, NULL);     // the next new storyline is 7
**     stories[0].storyline                              // 7, or 0: the only one on its happening
**
** Two rounds of average linkage (storyline_linkage.h): the first groups the stories on one topic; the second, in
** each topic, those on one happening, by what tells the topic's stories apart (storyline_vectors.h), so that two
** arrests of one man, or the sequel of a film and that of another, are two.  So are happenings with days between
** their stories, however alike.  A story that says next to nothing is in no storyline, whatever it repeats.
**
** Stories may come one by one.  What is fresh is compared with all; the storylines of what it is like are
** linked anew, those of all others stay as they are.  A storyline keeps its number as long as most of its stories
** are together, and a number is given once.
*/
#ifndef NEWSEXT_STORYLINES_H
#define NEWSEXT_STORYLINES_H

#include "storyline_linkage.h"

#include <stdbool.h>

enum {
  STORYLINE_FEWEST_TRAITS = 5, /* of a story in one */
  STORYLINES_CHUNK = 20000     /* stories that are best brought up to date at once, by day */
};

struct storyline_story {
  const unsigned char *traits; /* of storyline_traits() */
  uint32_t bytes;
  int32_t day;       /* a count of days, or LINKAGE_UNDATED */
  int64_t storyline; /* in which it was and, after, is; 0: in none */
  bool fresh;        /* it, or a story of its storyline, has come or gone; after: it may have another storyline */
  double central;    /* after, of the fresh: how much of what its storyline has in common it says */
};

/*
** Brings `n` stories up to date.  They should be all whose days are within LINKAGE_HORIZON of a fresh one, and all of
** the storylines of these.  New storylines get numbers from `next` on.  The order of the stories matters only where
** two pairs are equally alike.
*/
enum status storylines_update(struct storyline_story *stories, uint32_t n, int64_t next, struct stop *stop);

#endif
