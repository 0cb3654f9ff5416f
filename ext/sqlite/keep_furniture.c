/* Furniture: what an outlet repeats in its stories.  Nothing is marked yet. */
#include "keepers.h"

int keep_furniture(struct keeping *k) {
  (void)k;
  return SQLITE_OK;
}
