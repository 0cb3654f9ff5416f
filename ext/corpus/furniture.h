/*
** Furniture: what an outlet repeats in its stories, whatever they report.
**
**     "Sign up for our newsletter."  in three or more stories that are otherwise different: furniture
**     "The talks ended on Monday."   in three versions of one story: that story's own
**
** Nothing is known beforehand of what furniture says.  Sentences are compared by their letters and digits, within
** an outlet.  A story that is run again, cut, edited or updated shares with itself most of what it says, so it counts
** once: two stories are otherwise different where each has enough of its own, and their fingerprints
** (fingerprint.h) are not those of one story.
*/
#ifndef NEWSEXT_FURNITURE_H
#define NEWSEXT_FURNITURE_H

#include "../base/slice.h"
#include "../base/stop.h"

#include <stdbool.h>
#include <stdint.h>

enum {
  FURNITURE_STORIES = 3,
  FURNITURE_LOOK = 24,   /* of the stories that have a sentence, so many are compared */
  FURNITURE_PAIRS = 4096 /* that are remembered */
};

/* A sentence as it is compared. */
struct furniture_sentence {
  uint64_t key;     /* 47 bits over outlet and folded letters and digits, never 0; 0: too short to know again */
  uint32_t letters; /* and digits */
};

struct furniture_story {
  uint64_t id;                                /* tells it from the others */
  const struct furniture_sentence *sentences; /* by key, without those of key 0 */
  uint32_t count;
  const unsigned char *fingerprint; /* NULL: has none */
};

/* The key of a sentence of an outlet. */
struct furniture_sentence furniture_sentence(struct slice outlet, struct slice sentence);

/* Sorts sentences for a furniture_story; returns how many are left, without those of key 0. */
uint32_t furniture_sort(struct furniture_sentence *, uint32_t count);

/* Which pairs of stories have been compared, since those that share one sentence share many: so the time grows with the
** stories, and not with their square.  All zeros to begin with. */
struct furniture_pairs {
  struct stop *stop; /* may be NULL */
  struct furniture_pair {
    uint64_t a, b; /* ids */
    bool known, different;
  } pairs[FURNITURE_PAIRS];
};

/* Whether FURNITURE_STORIES of `n` stories that share a sentence are otherwise different, each from each.  Where the
** work must end, pairs->stop says so. */
bool furniture_among(const struct furniture_story *, uint32_t n, struct furniture_pairs *);

#endif
