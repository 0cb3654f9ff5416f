/* Numbers that hang on what a thing is known by: see stable_ids.h. */
#include "stable_ids.h"

#include "../base/memory.h"

#include <stdlib.h>

enum { ID_BITS = 47 };

static uint64_t mixed(uint64_t hash, uint64_t more) {
  hash = (hash ^ more) * 0x9FB21C651E98DF25u;
  return hash ^ hash >> 29;
}

uint64_t stable_hash(struct slice known_by, uint64_t more) {
  uint64_t hash = mixed(0x2545F4914F6CDD1Du, more);
  for (size_t i = 0; i < known_by.bytes; i++) hash = mixed(hash, (unsigned char)known_by.text[i]);
  return mixed(hash, known_by.bytes);
}

struct numbered {
  uint64_t id;
  uint32_t at;
};

static int by_id(const void *a, const void *b) {
  const struct numbered *x = a, *y = b;
  if (x->id != y->id) return x->id < y->id ? -1 : 1;
  return x->at < y->at ? -1 : x->at > y->at;
}

bool stable_ids(uint64_t *hashes, uint32_t count) {
  struct numbered *all = count ? memory_resize(NULL, count * sizeof *all) : NULL;
  if (count && !all) return false;
  for (uint32_t i = 0; i < count; i++) {
    uint64_t id = hashes[i] >> (64 - ID_BITS);
    all[i] = (struct numbered){id + !id, i};
  }
  for (bool alike = count > 1; alike;) {
    alike = false;
    qsort(all, count, sizeof *all, by_id);
    for (uint32_t i = 1, rank = 0; i < count; i++) {
      rank = all[i].id == all[i - 1 - rank].id ? rank + 1 : 0;
      if (!rank) continue;
      alike = true;
      uint64_t id = mixed(hashes[all[i].at], all[i].id + rank) >> (64 - ID_BITS);
      hashes[all[i].at] = mixed(hashes[all[i].at], rank);
      all[i].id = id + !id;
    }
  }
  for (uint32_t i = 0; i < count; i++) hashes[all[i].at] = all[i].id;
  memory_free(all);
  return true;
}
