/* A tally: see tally.h. */
#include "tally.h"

#include "../base/memory.h"
#include "../text/fold.h"

#include <math.h>

static uint64_t hash_of(int64_t number, struct slice name) {
  struct word_key key = {(uint64_t)number, name.bytes};
  for (size_t at = 0; at < name.bytes; at += 8) {
    char eight[8] = {0};
    memcpy(eight, name.text + at, name.bytes - at < 8 ? name.bytes - at : 8);
    key.low = word_hash(key);
    key.high = word_eight(eight);
  }
  return word_hash(key);
}

/* Room for one more entry, and at most three quarters of the slots taken. */
static bool make_room(struct tally *t) {
  if (t->count >= UINT32_MAX) return false;
  if (t->count == t->room) {
    const size_t room = t->room ? 2 * t->room : 64;
    struct tally_entry *moved = memory_resize(t->entries, room * sizeof *moved);
    if (!moved) return false;
    t->entries = moved;
    t->room = room;
  }
  if (4 * (t->count + 1) <= 3 * t->n_slots) return true;
  const size_t n = t->n_slots ? 2 * t->n_slots : 128;
  uint32_t *slots = memory_resize(NULL, n * sizeof *slots);
  if (!slots) return false;
  memset(slots, 0, n * sizeof *slots);
  memory_free(t->slots);
  t->slots = slots;
  t->n_slots = n;
  for (size_t i = 0; i < t->count; i++) {
    size_t at = t->entries[i].hash & (n - 1);
    while (slots[at]) at = (at + 1) & (n - 1);
    slots[at] = (uint32_t)(i + 1);
  }
  return true;
}

/* The slot of a name, or the empty one where it belongs. */
static uint32_t *slot_of(const struct tally *t, int64_t number, struct slice name, uint64_t hash) {
  size_t at = hash & (t->n_slots - 1);
  for (; t->slots[at]; at = (at + 1) & (t->n_slots - 1)) {
    const struct tally_entry *e = &t->entries[t->slots[at] - 1];
    if (e->hash == hash && e->number == number && slice_equals(e->name, name)) break;
  }
  return &t->slots[at];
}

void tally_weigh(struct tally_entry *e, double weight) {
  const double sum = e->sum + weight;
  e->error += fabs(e->sum) >= fabs(weight) ? (e->sum - sum) + weight : (weight - sum) + e->sum;
  e->sum = sum;
}

bool tally_add(struct tally *t, int64_t number, struct slice name, int rows, double weight) {
  if (!make_room(t)) return false;
  const uint64_t hash = hash_of(number, name);
  uint32_t *slot = slot_of(t, number, name, hash);
  if (!*slot) {
    const char *copy = arena_copy(&t->arena, name.text, name.bytes);
    if (!copy) return false;
    t->entries[t->count] = (struct tally_entry){.number = number, .name = {copy, name.bytes}, .hash = hash};
    *slot = (uint32_t)++t->count;
  }
  struct tally_entry *e = &t->entries[*slot - 1];
  tally_weigh(e, weight);
  e->rows += rows;
  return true;
}

double tally_weight(const struct tally *t, int64_t number, struct slice name) {
  const uint32_t slot = t->n_slots ? *slot_of(t, number, name, hash_of(number, name)) : 0;
  return slot ? tally_sum(&t->entries[slot - 1]) : 0;
}

double tally_sum(const struct tally_entry *e) { return e->sum + e->error; }

void tally_free(struct tally *t) {
  arena_free(&t->arena);
  memory_free(t->entries);
  memory_free(t->slots);
  *t = (struct tally){0};
}

int tally_order(const struct tally_entry *a, const struct tally_entry *b) {
  const double x = tally_sum(a), y = tally_sum(b);
  if (x != y) return x > y ? -1 : 1;
  if (a->number != b->number) return a->number < b->number ? -1 : 1;
  return slice_order(a->name, b->name);
}

size_t tally_top(const struct tally *t, const struct tally_entry **top, size_t most, struct stop *stop) {
  enum { WORK = 256 }; /* as many bytes of text take the same time */
  size_t count = 0;
  for (size_t i = 0; i < t->count && !must_stop(stop, WORK); i++) {
    const struct tally_entry *e = &t->entries[i];
    if (e->rows <= 0 || (count == most && tally_order(e, top[count - 1]) > 0)) continue;
    size_t low = 0, high = count;
    while (low < high) {
      const size_t middle = (low + high) / 2;
      if (tally_order(top[middle], e) < 0) low = middle + 1;
      else high = middle;
    }
    count += count < most;
    for (size_t at = count - 1; at > low; at--) top[at] = top[at - 1];
    top[low] = e;
  }
  return count;
}
