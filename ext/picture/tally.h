/*
** A tally: sums by name, as GROUP BY makes them, from which a picture is drawn.
**
**     struct tally t = {0};
**     tally_add(&t, day, name, 1, 2.5);           // day 737087, "Velmar": one row more, 2.5 more
**     for (size_t i = 0; i < t.count; i++) use(&t.entries[i]);
**     tally_free(&t);
**
** What is in it does not depend on the order of the rows: sums are kept with their rounding errors (Neumaier 1974),
** and entries are to be sorted before they are drawn.  A row may be taken away again, as a window moves on.
*/
#ifndef NEWSEXT_TALLY_H
#define NEWSEXT_TALLY_H

#include "../base/arena.h"
#include "../base/slice.h"
#include "../base/stop.h"

#include <stdint.h>

struct tally_entry {
  int64_t number;    /* with the name, what it is found by: a day, or how long the first of two names is */
  struct slice name; /* in the arena */
  uint64_t hash;
  int64_t rows; /* 0: all were taken away again */
  double sum, error;
};

struct tally {
  struct arena arena;
  struct tally_entry *entries; /* in the order in which they came */
  uint32_t *slots;             /* a hash table of entries, counted from 1 */
  size_t count, room, n_slots;
};

/* Adds rows (or takes them away, by -1) and what they weigh.  False when there is no memory. */
bool tally_add(struct tally *, int64_t number, struct slice name, int rows, double weight);

/* The first `most` of the entries that have rows, in tally_order(); returns how many those are. */
size_t tally_top(const struct tally *, const struct tally_entry **top, size_t most, struct stop *);

/* What a name weighs; 0 where it is not there. */
double tally_weight(const struct tally *, int64_t number, struct slice name);

/* Adds to a sum without an error that depends on the order. */
void tally_weigh(struct tally_entry *, double weight);
double tally_sum(const struct tally_entry *);

void tally_free(struct tally *);

/* Order of two entries: the greater sum first, then the lesser number, then names by their bytes. */
int tally_order(const struct tally_entry *, const struct tally_entry *);

#endif
