/* Stories as vectors: see storyline_vectors.h. */
#include "storyline_vectors.h"
#include "keyed.h"
#include "storyline_traits.h"

#include <math.h>
#include <stdlib.h>

static const double PRIOR_STORIES = 100, PRIOR_NAME = 0.001, PRIOR_WORD = 0.01;
static const double NAME_BOOST = 1.5;   /* names tell happenings apart better than their rarity says */
static const double TOPIC_SHARE = 0.35; /* of a trait's rarity among all stories, where a topic's are compared */

enum { WORK = 512 }; /* what a story's traits count for between two questions whether to stop, in bytes */

struct numbered {
  uint32_t feature;
  uint8_t count;
};

struct feature {
  uint32_t key, stories, named; /* in how many stories it is, and in how many a name */
  bool figure;
};

struct leads {
  struct arena *arena;
  struct stop *stop;
  uint32_t n, slots; /* slots: a power of two */
  uint32_t *slot;    /* number of a feature and 1, by its key; 0: free */
  struct ARENA_LIST(struct feature) features;
  const struct numbered **items;
  uint32_t *counts;
  uint32_t *here, *number; /* by feature: in how many of the stories that are compared it is (0 between the calls), */
};                         /* and its number among theirs */

static bool grow(struct leads *l) {
  l->slots = l->slots ? 2 * l->slots : 1024;
  l->slot = arena_get(l->arena, l->slots * sizeof *l->slot);
  for (uint32_t i = 0; l->slot && i < l->features.count; i++) {
    uint32_t at = l->features.items[i].key & (l->slots - 1);
    while (l->slot[at]) at = (at + 1) & (l->slots - 1);
    l->slot[at] = i + 1;
  }
  return l->slot;
}

/* The feature of a key, new or known; NULL when there is no memory. */
static struct feature *feature_of(struct leads *l, uint32_t key) {
  if (2 * l->features.count >= l->slots && !grow(l)) return NULL;
  uint32_t at = key & (l->slots - 1);
  while (l->slot[at] && /* NOLINTNEXTLINE(clang-analyzer-core.NullDereference): where a slot is taken there are items */
         l->features.items[l->slot[at] - 1].key != key)
    at = (at + 1) & (l->slots - 1);
  if (l->slot[at]) return &l->features.items[l->slot[at] - 1];
  struct feature *f = ARENA_ADD(l->arena, &l->features);
  if (!f) return NULL;
  f->key = key;
  l->slot[at] = (uint32_t)l->features.count;
  return f;
}

static void sort_by_feature(struct numbered *items, uint32_t count) { /* a lead has few */
  for (uint32_t i = 1; i < count; i++) {
    struct numbered x = items[i];
    uint32_t k = i;
    for (; k && items[k - 1].feature > x.feature; k--) items[k] = items[k - 1];
    items[k] = x;
  }
}

struct leads *leads_make(struct arena *arena, const unsigned char *const *traits, const uint32_t *bytes, uint32_t n,
                         struct stop *stop) {
  struct leads *l = arena_get(arena, sizeof *l);
  if (!l) return NULL;
  *l = (struct leads){.arena = arena, .stop = stop, .n = n};
  l->items = arena_get(arena, n * sizeof *l->items);
  l->counts = arena_get(arena, n * sizeof *l->counts);
  for (uint32_t i = 0; l->counts && l->items && i < n; i++) {
    struct numbered *items = arena_take(arena, bytes[i] / TRAIT_BYTES * sizeof *items);
    if (!items || must_stop(stop, WORK)) return NULL;
    uint32_t least = 0; /* each key once, whatever somebody has made of the bytes */
    for (uint32_t at = 0; at + TRAIT_BYTES <= bytes[i]; at += TRAIT_BYTES) {
      struct trait t = storyline_trait(traits[i] + at);
      if (t.key < least) continue;
      least = t.key + (t.key < UINT32_MAX);
      struct feature *f = feature_of(l, t.key);
      if (!f) return NULL;
      f->stories++;
      f->named += t.kind == TRAIT_NAME;
      f->figure |= t.kind == TRAIT_FIGURE;
      items[l->counts[i]++] = (struct numbered){(uint32_t)(f - l->features.items), t.count};
    }
    sort_by_feature(items, l->counts[i]);
    l->items[i] = items;
  }
  l->here = arena_get(arena, l->features.count * sizeof *l->here);
  l->number = arena_get(arena, l->features.count * sizeof *l->number);
  return arena->no_memory ? NULL : l;
}

static bool is_name(const struct feature *f) { return !f->figure && 2 * f->named >= f->stories; }

static double rarity(const struct leads *l, const struct feature *f) {
  return log((l->n + PRIOR_STORIES) / (f->stories + PRIOR_STORIES * (is_name(f) ? PRIOR_NAME : PRIOR_WORD)));
}

/* Brings parts to length 1 all together. */
static void normalise(struct part *parts, uint32_t count) {
  double square = 0;
  for (uint32_t i = 0; i < count; i++) square += (double)parts[i].weight * (double)parts[i].weight;
  for (uint32_t i = 0; i < count && square > 0; i++) parts[i].weight = (float)(parts[i].weight / sqrt(square));
}

/*
** A word or name that no other of these stories has is no sign that the story differs, for all tell a happening in
** their own words: it is left out.  A figure is a sign.  The second vector has all names.
*/
static void make_vector(const struct leads *l, struct arena *arena, uint32_t story, uint32_t n, bool topic,
                        struct vector *out) {
  uint32_t count = l->counts[story];
  struct part *all = arena_take(arena, count * sizeof *all), *names = arena_take(arena, count * sizeof *names);
  if (!all || !names) return;
  *out = (struct vector){.all = all, .names = names};
  for (uint32_t i = 0; i < count; i++) {
    struct numbered t = l->items[story][i];
    const struct feature *f = &l->features.items[t.feature];
    double often = 1 + log(t.count), global = often * rarity(l, f);
    double weight = topic ? global * TOPIC_SHARE + often * log((n + 1.0) / l->here[t.feature]) : global;
    if (is_name(f)) weight *= NAME_BOOST;
    if (f->figure || (topic ? l->here[t.feature] : f->stories) > 1)
      all[out->all_count++] = (struct part){l->number[t.feature], (float)weight};
    if (f->figure || is_name(f))
      names[out->name_count++] = (struct part){l->number[t.feature], f->figure ? 0 : (float)global};
  }
  normalise(all, out->all_count);
  normalise(names, out->name_count);
}

/* Counts the features of some stories, and numbers them in their order. */
static uint32_t count_features(struct leads *l, struct arena *arena, const uint32_t *which, uint32_t n) {
  struct ARENA_LIST(struct keyed) used = {0};
  for (uint32_t i = 0; i < n && !must_stop(l->stop, WORK); i++)
    for (uint32_t k = 0; k < l->counts[which[i]]; k++) {
      const uint32_t feature = l->items[which[i]][k].feature;
      struct keyed *new = l->here[feature]++ ? NULL : ARENA_ADD(arena, &used);
      if (new) new->key = feature;
    }
  struct keyed *room = arena_take(arena, used.count * sizeof *room);
  if (room) sort_keyed(used.items, room, used.count);
  for (uint32_t i = 0; i < used.count; i++) l->number[used.items[i].key] = i;
  return (uint32_t)used.count;
}

uint32_t leads_vectors(struct leads *l, struct arena *arena, const uint32_t *which, uint32_t n, bool topic,
                       struct vector *out) {
  uint32_t features = count_features(l, arena, which, n);
  for (uint32_t i = 0; i < n && !arena->no_memory && !must_stop(l->stop, WORK); i++)
    make_vector(l, arena, which[i], n, topic, &out[i]);
  for (uint32_t i = 0; i < n; i++)
    for (uint32_t k = 0; k < l->counts[which[i]]; k++) l->here[l->items[which[i]][k].feature] = 0;
  return features;
}
