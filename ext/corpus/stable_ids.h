/*
** Numbers for things that are found together, which hang on what each thing is known by, not
** on how many others there are.
**
**     stable_id_t: 47 bits, an integer that SQLite keeps in six bytes.  Where two come out the same, the later one is told
**     apart by its rank, so that it hangs on the other, too.
*/
#ifndef NEWSEXT_STABLE_IDS_H
#define NEWSEXT_STABLE_IDS_H

#include "../base/slice.h"

#include <stdbool.h>
#include <stdint.h>

/* The hash of what a thing is known by; `more` tells apart things of other kinds with one name. */
uint64_t stable_hash(struct slice known_by, uint64_t more);

/* Makes numbers, never 0 and each once, of `count` hashes, in place; of two alike the first keeps its number.  False
** when there is no memory. */
bool stable_ids(uint64_t *hashes, uint32_t count);

#endif
