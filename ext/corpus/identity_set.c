/* The identities at hand: see identity_set.h. */
#include "identity_set.h"

#include "../base/memory.h"

#include <string.h>

enum { FIRST_SLOTS = 1024, NAMES_REMEMBERED = 2048, REMEMBERED_BYTES = 46 /* a longer name is read again */ };

/* A name that was taken apart as one of a kind. */
struct name_read {
  char text[REMEMBERED_BYTES];
  uint8_t bytes, kind; /* bytes 0: none */
  struct identity_name name;
};

struct identities *identities_open(const struct identity_source *source, int64_t next) {
  struct identities *set = memory_resize(NULL, sizeof *set);
  if (!set) return NULL;
  memset(set, 0, sizeof *set);
  if (source) set->source = *source;
  set->next = next;
  set->read = memory_resize(NULL, NAMES_REMEMBERED * sizeof *set->read);
  for (size_t i = 0; i < NAMES_REMEMBERED && set->read; i++) set->read[i].bytes = 0;
  if (set->read && ARENA_ADD(&set->arena, &set->links)) return set; /* 0 is none */
  identities_close(set);
  return NULL;
}

void identities_close(struct identities *set) {
  if (!set) return;
  memory_free(set->slots);
  memory_free(set->by_id);
  memory_free(set->read);
  arena_free(&set->arena);
  memory_free(set);
}

static void fail(struct identities *set) {
  if (set->status == STATUS_OK) set->status = STATUS_NO_MEMORY;
}

bool identity_set_stopped(struct identities *set) {
  if (set->status == STATUS_OK && set->source.stop && set->source.stop(set->source.context))
    set->status = STATUS_INTERRUPTED;
  return set->status != STATUS_OK;
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

static uint32_t place_of(uint64_t key, uint32_t mask) { return (uint32_t)((key * 0x9E3779B97F4A7C15u) >> 32) & mask; }

/* Empty memory for a table; NULL when there is none. */
static void *new_table(struct identities *set, size_t bytes) {
  void *table = memory_resize(NULL, bytes);
  if (table) memset(table, 0, bytes);
  else fail(set);
  return table;
}

/* The slot of a key, or the free one that it would get. */
static struct identity_slot *slot_of(const struct identities *set, uint64_t key) {
  uint32_t at = place_of(key, set->slot_mask);
  while (set->slots[at].used && set->slots[at].key != key) at = (at + 1) & set->slot_mask;
  return &set->slots[at];
}

static bool room_for_slot(struct identities *set) {
  if (set->slots && set->slot_count * 2 <= set->slot_mask) return true;
  struct identity_slot *old = set->slots;
  uint32_t count = old ? set->slot_mask + 1 : 0, wider = old ? count * 2 : FIRST_SLOTS;
  struct identity_slot *slots = new_table(set, wider * sizeof *slots);
  if (!slots) return false;
  set->slots = slots;
  set->slot_mask = wider - 1;
  for (uint32_t i = 0; i < count; i++)
    if (old[i].used) *slot_of(set, old[i].key) = old[i];
  memory_free(old);
  return true;
}

static void link_up(struct identities *set, uint64_t key, struct identity *identity) {
  uint32_t number = (uint32_t)set->links.count;
  struct identity_link *link = ARENA_ADD(&set->arena, &set->links);
  if (!link) {
    fail(set);
    return;
  }
  struct identity_slot *slot = slot_of(set, key);
  *link = (struct identity_link){identity, slot->first};
  slot->first = number;
  identity->keys[identity->key_count++ % IDENTITY_KEYS] = key;
}

static bool has_key(const struct identities *set, const struct identity *identity, uint64_t key) {
  for (uint32_t i = 0; i < identity->key_count && i < IDENTITY_KEYS; i++)
    if (identity->keys[i] == key) return true;
  if (identity->key_count <= IDENTITY_KEYS) return false;
  uint32_t at = slot_of(set, key)->first;
  while (at && set->links.items[at].identity != identity) at = set->links.items[at].next;
  return at;
}

uint32_t identity_set_find(struct identities *set, uint64_t key) {
  if (set->status != STATUS_OK || !room_for_slot(set)) return 0;
  struct identity_slot *slot = slot_of(set, key);
  if (!slot->used) {
    *slot = (struct identity_slot){.key = key, .used = true};
    set->slot_count++;
    set->finding = key;
    if (set->source.find) {
      enum status found = set->source.find(set->source.context, set, key);
      if (set->status == STATUS_OK) set->status = found;
    }
  }
  return set->status == STATUS_OK ? slot_of(set, key)->first : 0;
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
  for (size_t i = 0; i < set->changed.count; i++) {
    struct identity *identity = set->changed.items[i];
    identity->is_new = set->all.items[identity->number].changed = false;
    identity->arrivals = 0;
  }
  set->fresh.count = set->changed.count = 0;
}

size_t identities_bytes(const struct identities *set) {
  return set->arena.bytes + set->slot_mask * sizeof *set->slots + set->id_mask * sizeof *set->by_id;
}

static struct identity *by_id(const struct identities *set, int64_t id) {
  if (!set->by_id) return NULL;
  for (uint32_t at = place_of((uint64_t)id, set->id_mask); set->by_id[at]; at = (at + 1) & set->id_mask)
    if (set->all.items[set->by_id[at] - 1].identity->id == id) return set->all.items[set->by_id[at] - 1].identity;
  return NULL;
}

static void enter_id(struct identities *set, uint32_t number) {
  uint32_t at = place_of((uint64_t)set->all.items[number - 1].identity->id, set->id_mask);
  while (set->by_id[at]) at = (at + 1) & set->id_mask;
  set->by_id[at] = number;
}

static struct identity *new_identity(struct identities *set, int64_t id) {
  if (set->status != STATUS_OK) return NULL;
  if (!set->by_id || set->all.count * 2 > set->id_mask) {
    uint32_t count = set->by_id ? (set->id_mask + 1) * 2 : FIRST_SLOTS;
    uint32_t *wider = new_table(set, count * sizeof *wider);
    if (!wider) return NULL;
    memory_free(set->by_id);
    set->by_id = wider;
    set->id_mask = count - 1;
    for (uint32_t i = 1; i <= set->all.count; i++) enter_id(set, i);
  }
  struct identity *identity = arena_get(&set->arena, sizeof *identity);
  struct identity_at_hand *place = identity ? ARENA_ADD(&set->arena, &set->all) : NULL;
  if (!place) {
    fail(set);
    return NULL;
  }
  identity->id = id;
  identity->number = (uint32_t)set->all.count - 1;
  place->identity = identity;
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

void identity_set_changed(struct identities *set, struct identity *identity) {
  bool *noted = &set->all.items[identity->number].changed;
  struct identity **changed = *noted ? NULL : ARENA_ADD(&set->arena, &set->changed);
  if (changed) *changed = identity, *noted = true;
  else if (!*noted) fail(set);
}

struct identity *const *identities_changed(const struct identities *set, size_t *count) {
  *count = set->changed.count;
  return set->changed.items;
}

/* ---- What an identity is called ---- */

void identity_set_read(struct identities *set, struct identity_name *out, struct slice name, enum name_kind kind) {
  struct name_read *known = &set->read[(slice_hash(name) ^ kind) % NAMES_REMEMBERED];
  if (set->status != STATUS_OK) return;
  if (known->bytes && known->bytes == name.bytes && known->kind == kind &&
      !memcmp(known->text, name.text, name.bytes)) {
    *out = known->name;
    return;
  }
  set->status = identity_name_read(out, name.text, name.bytes, kind);
  if (set->status != STATUS_OK || name.bytes > sizeof known->text) return;
  *known = (struct name_read){.bytes = (uint8_t)name.bytes, .kind = (uint8_t)kind, .name = *out};
  if (name.bytes) memcpy(known->text, name.text, name.bytes);
}

static void read_first(struct identities *set, struct identity *identity) {
  identity_set_read(set, &identity->name, identity->variants[0].name, profile_kind(&identity->profile));
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
  while (i < n && !slice_equals(v[i].name, name)) i++;
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
