/* The identities at hand: see identity_set.h. */
#include "identity_set.h"

#include "../base/memory.h"

#include <string.h>

enum { FIRST_SLOTS = 1024 };

struct identities *identities_open(const struct identity_source *source, int64_t next) {
  struct identities *set = memory_resize(NULL, sizeof *set);
  if (!set) return NULL;
  memset(set, 0, sizeof *set);
  if (source) set->source = *source;
  set->next = next;
  ARENA_ADD(&set->arena, &set->links); /* 0 is none */
  return set;
}

void identities_close(struct identities *set) {
  if (!set) return;
  memory_free(set->slots);
  memory_free(set->by_id);
  arena_free(&set->arena);
  memory_free(set);
}

static void fail(struct identities *set) {
  if (set->status == STATUS_OK) set->status = STATUS_NO_MEMORY;
}

struct identity *identity_real(struct identity *i) {
  while (i->merged) i = i->merged;
  return i;
}

struct slice identity_set_copy(struct identities *set, struct slice s) {
  char *copy = arena_copy(&set->arena, s.text, s.bytes);
  if (!copy) fail(set);
  return (struct slice){copy, copy ? s.bytes : 0};
}

/* ---- Two hash tables, of links by key and of identities by number ---- */

static uint32_t slot_of(uint64_t key, uint32_t mask) { return (uint32_t)((key * 0x9E3779B97F4A7C15u) >> 32) & mask; }

/* A table of twice the slots, empty; false when there is no memory. */
static bool widen(struct identities *set, uint32_t **slots, uint32_t *mask) {
  uint32_t count = *slots ? (*mask + 1) * 2 : FIRST_SLOTS;
  uint32_t *wider = memory_resize(*slots, count * sizeof *wider);
  if (!wider) {
    fail(set);
    return false;
  }
  memset(wider, 0, count * sizeof *wider);
  *slots = wider;
  *mask = count - 1;
  return true;
}

static bool room_for_link(struct identities *set) {
  if (set->slots && set->links.count <= set->slot_mask) return true;
  if (!widen(set, &set->slots, &set->slot_mask)) return false;
  for (uint32_t i = 1; i < set->links.count; i++) {
    uint32_t *slot = &set->slots[slot_of(set->links.items[i].key, set->slot_mask)];
    set->links.items[i].next = *slot;
    *slot = i;
  }
  return true;
}

static void link_up(struct identities *set, uint64_t key, struct identity *identity) {
  if (set->status != STATUS_OK || !room_for_link(set)) return;
  uint32_t number = (uint32_t)set->links.count;
  struct identity_link *link = ARENA_ADD(&set->arena, &set->links);
  if (!link) {
    fail(set);
    return;
  }
  uint32_t *slot = &set->slots[slot_of(key, set->slot_mask)];
  *link = (struct identity_link){key, identity, *slot};
  *slot = number;
}

static const struct identity_link *next_with(const struct identities *set, uint32_t at, uint64_t key, bool any) {
  for (; at; at = set->links.items[at].next) {
    const struct identity_link *l = &set->links.items[at];
    if (l->key == key && (any || l->identity)) return l;
  }
  return NULL;
}

static uint32_t first_of(const struct identities *set, uint64_t key) {
  return set->slots ? set->slots[slot_of(key, set->slot_mask)] : 0;
}

const struct identity_link *identity_set_next(const struct identities *set, const struct identity_link *l) {
  return next_with(set, l->next, l->key, false);
}

const struct identity_link *identity_set_find(struct identities *set, uint64_t key) {
  const struct identity_link *asked = next_with(set, first_of(set, key), key, true);
  while (asked && asked->identity) asked = next_with(set, asked->next, key, true);
  if (!asked && set->status == STATUS_OK) {
    link_up(set, key, NULL);
    set->finding = key;
    if (set->source.find && set->status == STATUS_OK) {
      enum status found = set->source.find(set->source.context, set, key);
      if (set->status == STATUS_OK) set->status = found;
    }
  }
  return set->status == STATUS_OK ? next_with(set, first_of(set, key), key, false) : NULL;
}

static bool has_key(const struct identities *set, const struct identity *identity, uint64_t key) {
  const struct identity_link *l = next_with(set, first_of(set, key), key, false);
  while (l && l->identity != identity) l = identity_set_next(set, l);
  return l;
}

void identity_set_key(struct identities *set, struct identity *identity, uint64_t key) {
  identity_set_find(set, key); /* what the source has must be known before */
  if (set->status != STATUS_OK || has_key(set, identity, key)) return;
  link_up(set, key, identity);
  struct identity_key *fresh = ARENA_ADD(&set->arena, &set->fresh);
  if (fresh) *fresh = (struct identity_key){key, identity};
  else fail(set);
}

const struct identity_key *identities_keys(const struct identities *set, size_t *count) {
  *count = set->fresh.count;
  return set->fresh.items;
}

void identities_kept(struct identities *set) {
  for (size_t i = 0; i < set->all.count; i++) {
    struct identity *identity = set->all.items[i];
    identity->is_new = identity->changed = false;
    identity->arrivals = 0;
  }
  set->fresh.count = 0;
}

size_t identities_bytes(const struct identities *set) {
  return set->arena.bytes + ((size_t)set->slot_mask + set->id_mask) * sizeof *set->slots;
}

static struct identity *by_id(const struct identities *set, int64_t id) {
  if (!set->by_id) return NULL;
  for (uint32_t at = slot_of((uint64_t)id, set->id_mask); set->by_id[at]; at = (at + 1) & set->id_mask)
    if (set->all.items[set->by_id[at] - 1]->id == id) return set->all.items[set->by_id[at] - 1];
  return NULL;
}

static void enter_id(struct identities *set, uint32_t number) {
  uint32_t at = slot_of((uint64_t)set->all.items[number - 1]->id, set->id_mask);
  while (set->by_id[at]) at = (at + 1) & set->id_mask;
  set->by_id[at] = number;
}

static struct identity *new_identity(struct identities *set, int64_t id) {
  if (set->status != STATUS_OK) return NULL;
  if (!set->by_id || set->all.count * 2 > set->id_mask) {
    if (!widen(set, &set->by_id, &set->id_mask)) return NULL;
    for (uint32_t i = 1; i <= set->all.count; i++) enter_id(set, i);
  }
  struct identity *identity = arena_get(&set->arena, sizeof *identity);
  struct identity **place = identity ? ARENA_ADD(&set->arena, &set->all) : NULL;
  if (!place) {
    fail(set);
    return NULL;
  }
  identity->id = id;
  *place = identity;
  enter_id(set, (uint32_t)set->all.count);
  return identity;
}

struct identity *identity_set_add(struct identities *set) {
  struct identity *identity = new_identity(set, set->next);
  if (!identity) return NULL;
  set->next++;
  identity->is_new = true;
  return identity;
}

size_t identities_count(const struct identities *set) { return set->all.count; }
struct identity *identities_item(struct identities *set, size_t i) {
  return set->all.items[i];
}

/* ---- What an identity is called ---- */

static void read_first(struct identities *set, struct identity *identity) {
  struct slice name = identity->variants[0].name;
  if (set->status != STATUS_OK) return;
  set->status = identity_name_read(&identity->name, name.text, name.bytes, profile_kind(&identity->profile));
}

/* The order of variants: in most stories, then the longest, then by bytes. */
static bool comes_before(const struct identity_variant *a, const struct identity_variant *b) {
  if (a->stories != b->stories) return a->stories > b->stories;
  if (a->name.bytes != b->name.bytes) return a->name.bytes > b->name.bytes;
  return memcmp(a->name.text, b->name.text, a->name.bytes) < 0;
}

void identity_set_variant(struct identities *set, struct identity *identity, struct slice name, uint32_t stories) {
  struct identity_variant *v = identity->variants;
  uint32_t i = 0, n = identity->variant_count;
  while (i < n && (v[i].name.bytes != name.bytes || memcmp(v[i].name.text, name.text, name.bytes) != 0)) i++;
  if (i == IDENTITY_VARIANTS) return;
  if (i == n) {
    v[i] = (struct identity_variant){identity_set_copy(set, name), 0};
    identity->variant_count++;
  }
  if (set->status != STATUS_OK) return;
  v[i].stories += stories;
  uint32_t was = i;
  for (; i && comes_before(&v[i], &v[i - 1]); i--) {
    struct identity_variant other = v[i - 1];
    v[i - 1] = v[i];
    v[i] = other;
  }
  if (!i && (was || !n)) read_first(set, identity);
}

enum status identities_known(struct identities *set, int64_t id, const struct identity_variant *variants,
                             uint32_t count, const void *profile, size_t bytes) {
  struct identity *identity = by_id(set, id);
  if (!identity) {
    identity = new_identity(set, id);
    if (!identity) return set->status;
    if (!profile_read(&identity->profile, profile, bytes)) memset(&identity->profile, 0, sizeof identity->profile);
    for (uint32_t i = 0; i < count && i < IDENTITY_VARIANTS; i++) {
      identity->variants[i] = (struct identity_variant){identity_set_copy(set, variants[i].name), variants[i].stories};
      identity->variant_count++;
    }
    if (count) read_first(set, identity);
  }
  if (!has_key(set, identity, set->finding)) link_up(set, set->finding, identity);
  return set->status;
}
