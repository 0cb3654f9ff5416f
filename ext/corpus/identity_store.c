/* Identities that are kept in memory: see identity_store.h. */
#include "identity_store.h"

#include "../base/arena.h"
#include "../base/memory.h"
#include "../base/varint.h"

#include <string.h>

enum { FIRST_SLOTS = 1024 };

struct kept {
  struct slice text; /* the variants, each its stories and its name; empty: there is none of this number */
  struct slice profile;
  uint32_t stories;
  uint8_t kind, form; /* form: of whom it was the name, in what it has become */
  int64_t merged;     /* into which; 0: in none */
};

struct link {
  int64_t id;
  uint32_t next; /* with the same key; 0: none */
};

struct slot {
  uint64_t key;
  uint32_t first, last; /* links; 0: free */
};

struct identity_store {
  struct arena arena;
  struct ARENA_LIST(struct kept) all;   /* by number */
  struct ARENA_LIST(struct link) links; /* from 1 */
  struct slot *slots;
  uint32_t slot_count, slot_mask;
};

struct identity_store *identity_store_open(void) {
  struct identity_store *s = memory_resize(NULL, sizeof *s);
  if (!s) return NULL;
  memset(s, 0, sizeof *s);
  ARENA_ADD(&s->arena, &s->all); /* 0 is none */
  ARENA_ADD(&s->arena, &s->links);
  if (!s->arena.no_memory) return s;
  identity_store_close(s);
  return NULL;
}

void identity_store_close(struct identity_store *s) {
  if (!s) return;
  memory_free(s->slots);
  arena_free(&s->arena);
  memory_free(s);
}

int64_t identity_store_next(const struct identity_store *s) { return (int64_t)s->all.count; }

/* ---- By key ---- */

static struct slot *slot_of(const struct identity_store *s, uint64_t key) {
  uint32_t at = (uint32_t)((key * 0x9E3779B97F4A7C15u) >> 32) & s->slot_mask;
  while (s->slots[at].first && s->slots[at].key != key) at = (at + 1) & s->slot_mask;
  return &s->slots[at];
}

static bool room_for_slot(struct identity_store *s) {
  if (s->slots && s->slot_count * 2 <= s->slot_mask) return true;
  uint32_t count = s->slots ? s->slot_mask + 1 : 0, wider = count ? count * 2 : FIRST_SLOTS;
  struct slot *old = s->slots, *slots = memory_resize(NULL, wider * sizeof *slots);
  if (!slots) return false;
  memset(slots, 0, wider * sizeof *slots);
  s->slots = slots;
  s->slot_mask = wider - 1;
  for (uint32_t i = 0; i < count; i++)
    if (old[i].first) *slot_of(s, old[i].key) = old[i];
  memory_free(old);
  return true;
}

/* Gives an identity a key; those of a key are in the order of their numbers. */
static bool put_key(struct identity_store *s, uint64_t key, int64_t id) {
  if (!room_for_slot(s)) return false;
  struct slot *slot = slot_of(s, key);
  uint32_t before = 0, after = slot->first, number = (uint32_t)s->links.count;
  if (slot->last && s->links.items[slot->last].id < id) before = slot->last, after = 0;
  while (after && s->links.items[after].id < id) before = after, after = s->links.items[after].next;
  if (after && s->links.items[after].id == id) return true;
  struct link *link = ARENA_ADD(&s->arena, &s->links);
  if (!link) return false;
  *link = (struct link){id, after};
  s->slot_count += !slot->first;
  slot->key = key;
  if (before) s->links.items[before].next = number;
  else slot->first = number;
  if (!after) slot->last = number;
  return true;
}

static uint32_t read_variants(const struct kept *k, struct identity_variant variants[IDENTITY_VARIANTS]) {
  struct slice rest = k->text;
  uint32_t n = 0;
  uint64_t stories;
  while (n < IDENTITY_VARIANTS && varint_take(&rest, &stories) && varint_take_slice(&rest, &variants[n].name))
    variants[n++].stories = (uint32_t)stories;
  if (n == 1) variants[0].stories = k->stories; /* a name alone is that of all its stories */
  return n;
}

enum status identity_store_find(void *context, struct identities *set, uint64_t key) {
  const struct identity_store *s = context;
  enum status status = STATUS_OK;
  uint32_t seen = 0;
  if (!s->slots) return STATUS_OK;
  for (uint32_t l = slot_of(s, key)->first; l && seen < IDENTITY_CANDIDATES && status == STATUS_OK;
       l = s->links.items[l].next) {
    const struct kept *k = &s->all.items[s->links.items[l].id];
    struct identity_variant variants[IDENTITY_VARIANTS];
    if (!k->text.bytes || k->merged) continue;
    seen++;
    uint32_t n = read_variants(k, variants);
    status = identities_known(set, s->links.items[l].id, variants, n, k->profile.text, k->profile.bytes);
  }
  return status;
}

/* ---- What a batch has changed ---- */

/* Copies bytes over what was there, where they fit. */
static bool replace(struct identity_store *s, struct slice *old, const char *bytes, size_t count) {
  if (count <= old->bytes) {
    if (count) memcpy((char *)old->text, bytes, count);
    old->bytes = count;
    return true;
  }
  char *copy = arena_copy(&s->arena, bytes, count);
  *old = (struct slice){copy, copy ? count : 0};
  return copy;
}

static bool put_identity(struct identity_store *s, const struct identity *i) {
  unsigned char profile[PROFILE_BYTES];
  while ((int64_t)s->all.count <= i->id)
    if (!ARENA_ADD(&s->arena, &s->all)) return false;
  struct kept *k = &s->all.items[i->id];
  struct buffer text = {0};
  for (uint32_t v = 0; v < i->variant_count; v++) {
    varint_put(&text, i->variants[v].stories);
    varint_put_slice(&text, i->variants[v].name);
  }
  k->stories += i->arrivals;
  k->kind = (uint8_t)profile_kind(&i->profile);
  bool good = !text.no_memory && replace(s, &k->text, text.bytes, text.count) &&
              replace(s, &k->profile, (const char *)profile, profile_write(&i->profile, profile));
  buffer_free(&text);
  return good;
}

static void put_merged(struct identity_store *s, struct identity *from) {
  const struct identity *into = identity_real(from);
  struct kept *k = &s->all.items[from->id];
  bool person = into->name.kind == NAME_PERSON;
  bool whole = person ? identity_name_is_full(&from->name) : from->name.count >= into->name.count;
  k->form = whole ? IDENTITY_NAME : person ? IDENTITY_SURNAME : IDENTITY_ALIAS;
  k->merged = into->id;
  s->all.items[into->id].stories += k->stories;
}

enum status identity_store_keep(struct identity_store *s, struct identities *set) {
  size_t count, keys;
  struct identity *const *changed = identities_changed(set, &count);
  for (size_t i = 0; i < count; i++) {
    const struct identity *identity = changed[i];
    if (!identity->merged && !put_identity(s, identity)) return STATUS_NO_MEMORY;
  }
  for (size_t i = 0; i < count; i++) {
    struct identity *identity = changed[i];
    if (identity->merged && !identity->is_new) put_merged(s, identity);
  }
  const struct identity_key *key = identities_keys(set, &keys);
  for (size_t i = 0; i < keys; i++)
    if (!put_key(s, key[i].key, identity_real(key[i].identity)->id)) return STATUS_NO_MEMORY;
  identities_kept(set);
  return STATUS_OK;
}

/* ---- Answers ---- */

struct kept_identity identity_store_get(const struct identity_store *s, int64_t id) {
  struct identity_variant variants[IDENTITY_VARIANTS] = {0};
  while (s->all.items[id].merged) id = s->all.items[id].merged;
  read_variants(&s->all.items[id], variants);
  return (struct kept_identity){variants[0].name, (enum name_kind)s->all.items[id].kind, id};
}

enum identity_form identity_store_form(const struct identity_store *s, int64_t id, enum identity_form form) {
  for (; s->all.items[id].merged; id = s->all.items[id].merged)
    if (form == IDENTITY_NAME) form = (enum identity_form)s->all.items[id].form;
  return form;
}
