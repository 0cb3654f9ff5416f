/* Contradictions: what stories of one storyline say otherwise.  None is told yet. */
#include "keepers.h"

int keep_contradictions(struct keeping *k) {
  (void)k;
  return SQLITE_OK;
}
