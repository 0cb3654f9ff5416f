/* Asking the gazetteer: see gazetteer.h.  The table is made by ext/lexicon/gazetteer_write.c. */
#include "gazetteer.h"

#include "../../base/embedded.h"

EMBED(gazetteer_table, "gazetteer.bin")

struct slot {
  uint32_t print, lists;
};

uint32_t gazetteer_find(uint64_t hash) {
  const uint32_t *head = (const uint32_t *)(const void *)gazetteer_table;
  const struct slot *slots = (const struct slot *)(const void *)(head + 2);
  uint32_t mask = head[0] - 1;
  for (uint32_t at = (uint32_t)(hash >> 32) & mask;; at = (at + 1) & mask) {
    if (!slots[at].lists) return 0;
    if (slots[at].print == (uint32_t)hash) return slots[at].lists;
  }
}

void gazetteer_foresee(uint64_t hash) {
#if defined(__GNUC__)
  const uint32_t *head = (const uint32_t *)(const void *)gazetteer_table;
  __builtin_prefetch((const struct slot *)(const void *)(head + 2) + ((uint32_t)(hash >> 32) & (head[0] - 1)));
#else
  (void)hash;
#endif
}
