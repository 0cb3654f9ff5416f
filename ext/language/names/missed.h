/*
** Names that the tagger has left out, and rules find.
**
**     the US envoy; Butte, Mont.; on Facebook; Gen. Petraeus; Doctors Without Borders; the Republicans
*/
#ifndef NEWSEXT_NAMES_MISSED_H
#define NEWSEXT_NAMES_MISSED_H

#include "mender.h"

/* Adds what rules find in tokens first .. end - 1, which are in no mention; those before `first` are the mention's before, or
** the text's start. */
void add_missed_of(struct mender *, uint32_t first, uint32_t end); /* of which one has a capital */
static inline void add_missed(struct mender *x, uint32_t first, uint32_t end) {
  if (first < end && next_capital(x, first) < end) add_missed_of(x, first, end);
}

#endif
