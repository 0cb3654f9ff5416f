/* Asking the gazetteer: see gazetteer.h.  The table is made by ext/lexicon/gazetteer_write.c. */
#include "gazetteer.h"

#include "../../base/embedded.h"

EMBED(gazetteer_table, "gazetteer.bin")

/* The table: the number of its slots, then these. */
static const uint64_t *table(void) { return (const uint64_t *)(const void *)gazetteer_table; }

uint64_t gazetteer_slot(uint64_t hash) {
  const uint64_t *slots = table() + 1;
  uint32_t count = (uint32_t)table()[0];
  for (uint32_t at = slot_at(hash, count);; at = at + 1 < count ? at + 1 : 0)
    if (!slots[at] || slot_is(slots[at], hash)) return slots[at];
}

uint32_t gazetteer_find(uint64_t hash) { return slot_lists(gazetteer_slot(hash)); }

void gazetteer_foresee(uint64_t hash) {
#if defined(__GNUC__)
  __builtin_prefetch(table() + 1 + slot_at(hash, (uint32_t)table()[0]));
#else
  (void)hash;
#endif
}
