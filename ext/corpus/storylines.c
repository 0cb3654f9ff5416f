/* Storylines: see storylines.h. */
#include "storylines.h"
#include "storyline_traits.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { SPLIT_FROM = 3 }; /* a topic of two stories is one happening: they were compared with all others already */

struct update {
  struct storyline_story *stories;
  struct arena arena;
  struct leads *leads;
  uint32_t *order, n; /* the stories that say something, by day */
  int32_t *days;      /* of these */
  struct stop *stop;
  enum status status;
};

/* A place in the update for `count` things; sets the status where there is none. */
static void *take(struct update *u, size_t count, size_t size) {
  void *got = arena_get(&u->arena, count * size);
  if (!got) u->status = STATUS_NO_MEMORY;
  return got;
}

struct placed { /* a story to be sorted */
  int32_t day;
  uint32_t story, bytes;
  const unsigned char *traits;
};

/* By day, then by what they say, so that who came first does not matter. */
static int by_day(const void *a, const void *b) {
  const struct placed *x = a, *y = b;
  if (x->day != y->day) return x->day < y->day ? -1 : 1;
  int same = memcmp(x->traits, y->traits, x->bytes < y->bytes ? x->bytes : y->bytes);
  if (!same) same = x->bytes < y->bytes ? -1 : x->bytes > y->bytes;
  return same ? same : x->story < y->story ? -1 : 1;
}

static void sort_stories(struct update *u, uint32_t n) {
  struct placed *placed = take(u, n, sizeof *placed);
  u->order = take(u, n, sizeof *u->order);
  u->days = take(u, n, sizeof *u->days);
  if (u->status != STATUS_OK) return;
  for (uint32_t i = 0; i < n; i++) {
    const struct storyline_story *s = &u->stories[i];
    if (s->bytes >= STORYLINE_FEWEST_TRAITS * TRAIT_BYTES)
      placed[u->n++] = (struct placed){s->day, i, s->bytes, s->traits};
  }
  qsort(placed, u->n, sizeof *placed, by_day);
  for (uint32_t i = 0; i < u->n; i++) u->order[i] = placed[i].story, u->days[i] = placed[i].day;
}

static void make_leads(struct update *u) {
  const unsigned char **traits = take(u, u->n, sizeof *traits);
  uint32_t *bytes = take(u, u->n, sizeof *bytes);
  for (uint32_t i = 0; u->status == STATUS_OK && i < u->n; i++)
    traits[i] = u->stories[u->order[i]].traits, bytes[i] = u->stories[u->order[i]].bytes;
  if (u->status == STATUS_OK) u->leads = leads_make(&u->arena, traits, bytes, u->n, u->stop);
  if (!u->leads) u->status = u->stop && u->stop->stopped ? STATUS_INTERRUPTED : STATUS_NO_MEMORY;
}

/* What the linkage is to know of the stories `which[0 ... n - 1]` (places in `order`), in `arena`. */
static struct linkage linkage_of(struct update *u, struct arena *arena, const uint32_t *which, uint32_t n, bool topic) {
  struct vector *vectors = arena_get(arena, n * sizeof *vectors);
  int32_t *days = arena_take(arena, n * sizeof *days);
  uint32_t features = vectors ? leads_vectors(u->leads, arena, which, n, topic, vectors) : 0;
  for (uint32_t i = 0; days && i < n; i++) days[i] = u->days[which[i]];
  if (arena->no_memory) u->status = STATUS_NO_MEMORY;
  else if (u->stop && u->stop->stopped) u->status = STATUS_INTERRUPTED;
  return (struct linkage){vectors, days, n, features, topic, u->stop};
}

struct label {
  uint32_t group, at;
};

static int by_group(const void *a, const void *b) {
  const struct label *x = a, *y = b;
  return x->group != y->group ? (x->group < y->group ? -1 : 1) : x->at < y->at ? -1 : 1;
}

/* Sorts `which` so that the stories of a group are neighbours, each group by day; bounds[k] becomes where group k
** begins, the last one n.  Returns how many groups there are. */
static uint32_t gather(struct update *u, struct arena *arena, uint32_t *which, const uint32_t *group, uint32_t n,
                       uint32_t *bounds) {
  struct label *labels = arena_take(arena, n * sizeof *labels);
  uint32_t *sorted = arena_take(arena, n * sizeof *sorted), groups = 0;
  if (!labels || !sorted) {
    u->status = STATUS_NO_MEMORY;
    return 0;
  }
  for (uint32_t i = 0; i < n; i++) labels[i] = (struct label){group[i], i};
  qsort(labels, n, sizeof *labels, by_group);
  for (uint32_t i = 0; i < n; i++) {
    sorted[i] = which[labels[i].at];
    if (!i || labels[i].group != labels[i - 1].group) bounds[groups++] = i;
  }
  memcpy(which, sorted, n * sizeof *which);
  bounds[groups] = n;
  return groups;
}

/* Notes how near each story of a group is to the middle of it. */
static void find_central(struct update *u, struct arena *arena, const uint32_t *which, uint32_t n) {
  struct linkage in = linkage_of(u, arena, which, n, false);
  float *sum = arena_get(arena, in.features * sizeof *sum);
  if (!sum) u->status = STATUS_NO_MEMORY;
  for (uint32_t i = 0; u->status == STATUS_OK && i < n; i++)
    for (uint32_t k = 0; k < in.vectors[i].all_count; k++)
      sum[in.vectors[i].all[k].feature] += in.vectors[i].all[k].weight;
  for (uint32_t i = 0; u->status == STATUS_OK && i < n; i++) {
    double *central = &u->stories[u->order[which[i]]].central;
    *central = 0;
    for (uint32_t k = 0; k < in.vectors[i].all_count; k++)
      *central += (double)in.vectors[i].all[k].weight * (double)sum[in.vectors[i].all[k].feature];
  }
}

/* How many stories of a storyline are in a group, for whoever of them is to keep its number. */
struct overlap {
  uint32_t stories, group;
  int64_t storyline;
};

static int by_overlap(const void *a, const void *b) {
  const struct overlap *x = a, *y = b;
  if (x->stories != y->stories) return x->stories > y->stories ? -1 : 1;
  if (x->storyline != y->storyline) return x->storyline < y->storyline ? -1 : 1;
  return x->group < y->group ? -1 : x->group > y->group;
}

static int by_storyline(const void *a, const void *b) {
  const struct overlap *x = a, *y = b;
  if (x->storyline != y->storyline) return x->storyline < y->storyline ? -1 : 1;
  return x->group < y->group ? -1 : x->group > y->group;
}

/* The storylines that the stories of each group were in, the largest overlaps first. */
static uint32_t find_overlaps(struct update *u, const uint32_t *which, const uint32_t *bounds, uint32_t groups,
                              struct overlap *out) {
  uint32_t n = 0, count = 0;
  for (uint32_t g = 0; g < groups; g++)
    for (uint32_t i = bounds[g]; i < bounds[g + 1]; i++) {
      int64_t storyline = u->stories[u->order[which[i]]].storyline;
      if (storyline && bounds[g + 1] - bounds[g] > 1) out[n++] = (struct overlap){1, g, storyline};
    }
  qsort(out, n, sizeof *out, by_storyline);
  for (uint32_t i = 0; i < n; i++) {
    struct overlap *last = count ? &out[count - 1] : NULL;
    if (last && last->storyline == out[i].storyline && last->group == out[i].group) last->stories++;
    else out[count++] = out[i];
  }
  qsort(out, count, sizeof *out, by_overlap);
  return count;
}

static int by_value(const void *a, const void *b) {
  int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;
  return x < y ? -1 : x > y;
}

/* Sorts numbers, each once.  Returns how many are left. */
static uint32_t sort_once(int64_t *numbers, uint32_t n) {
  uint32_t left = 0;
  if (n) qsort(numbers, n, sizeof *numbers, by_value);
  for (uint32_t i = 0; i < n; i++)
    if (!left || numbers[left - 1] != numbers[i]) numbers[left++] = numbers[i];
  return left;
}

/* Gives every group of two stories or more the number of the storyline that it goes on, or a new one. */
static void number_groups(struct update *u, const uint32_t *which, uint32_t n, const uint32_t *bounds, uint32_t groups,
                          int64_t next) {
  struct overlap *overlaps = take(u, n, sizeof *overlaps);
  int64_t *number = take(u, groups, sizeof *number), *old = take(u, n, sizeof *old);
  bool *given = take(u, n, sizeof *given);
  if (u->status != STATUS_OK) return;
  uint32_t count = find_overlaps(u, which, bounds, groups, overlaps);
  for (uint32_t i = 0; i < count; i++) old[i] = overlaps[i].storyline;
  uint32_t olds = sort_once(old, count);
  for (uint32_t i = 0; i < count; i++) {
    struct overlap *o = &overlaps[i];
    bool *taken = &given[(int64_t *)bsearch(&o->storyline, old, olds, sizeof *old, by_value) - old];
    if (!number[o->group] && !*taken) *taken = true, number[o->group] = o->storyline;
  }
  for (uint32_t g = 0; g < groups; g++) {
    if (bounds[g + 1] - bounds[g] > 1 && !number[g]) number[g] = next++;
    for (uint32_t i = bounds[g]; i < bounds[g + 1]; i++) u->stories[u->order[which[i]]].storyline = number[g];
  }
}

/* The stories to be linked: those near a fresh one, and all of their storylines. */
static uint32_t choose(struct update *u, struct arena *arena, uint32_t *which) {
  uint32_t *all = take(u, u->n, sizeof *all), touched = 0, n = 0;
  bool *fresh = take(u, u->n, sizeof *fresh), *near = take(u, u->n, sizeof *near);
  int64_t *storylines = take(u, u->n, sizeof *storylines);
  if (u->status != STATUS_OK) return 0;
  for (uint32_t i = 0; i < u->n; i++) all[i] = i, fresh[i] = u->stories[u->order[i]].fresh, n += fresh[i];
  if (n == u->n) {
    memcpy(which, all, n * sizeof *which);
    return n;
  }
  n = 0;
  struct linkage in = linkage_of(u, arena, all, u->n, false);
  if (u->status == STATUS_OK) u->status = linkage_near(&in, fresh, near);
  if (u->status != STATUS_OK) return 0;
  for (uint32_t i = 0; i < u->n; i++)
    if (near[i] && u->stories[u->order[i]].storyline) storylines[touched++] = u->stories[u->order[i]].storyline;
  touched = sort_once(storylines, touched);
  for (uint32_t i = 0; i < u->n; i++) {
    struct storyline_story *s = &u->stories[u->order[i]];
    if (!near[i] && !bsearch(&s->storyline, storylines, touched, sizeof *storylines, by_value)) continue;
    s->fresh = true;
    which[n++] = i;
  }
  return n;
}

/* Groups the chosen stories by topic, and each topic by happening; group[i] becomes the first place of i's group. */
static void link_stories(struct update *u, uint32_t *which, uint32_t n, uint32_t *group) {
  struct arena arena = {0};
  uint32_t *bounds = take(u, n + 1, sizeof *bounds);
  struct linkage in = linkage_of(u, &arena, which, n, false);
  if (u->status == STATUS_OK) u->status = linkage_group(&in, group);
  arena_clear(&arena);
  uint32_t topics = u->status == STATUS_OK ? gather(u, &arena, which, group, n, bounds) : 0;
  for (uint32_t t = 0; t < topics && u->status == STATUS_OK; t++) {
    uint32_t begin = bounds[t], stories = bounds[t + 1] - begin;
    arena_clear(&arena);
    for (uint32_t i = 0; i < stories; i++) group[begin + i] = 0;
    if (stories >= SPLIT_FROM) {
      in = linkage_of(u, &arena, which + begin, stories, true);
      if (u->status == STATUS_OK) u->status = linkage_group(&in, group + begin);
    }
    for (uint32_t i = 0; i < stories; i++) group[begin + i] += begin;
  }
  arena_free(&arena);
}

static void update(struct update *u, int64_t next) {
  struct arena arena = {0};
  uint32_t *which = take(u, u->n, sizeof *which), *group = take(u, u->n, sizeof *group);
  uint32_t *bounds = take(u, (size_t)u->n + 1, sizeof *bounds);
  uint32_t n = u->status == STATUS_OK ? choose(u, &arena, which) : 0;
  arena_clear(&arena);
  if (u->status == STATUS_OK) link_stories(u, which, n, group);
  uint32_t groups = u->status == STATUS_OK ? gather(u, &arena, which, group, n, bounds) : 0;
  for (uint32_t g = 0; g < groups && u->status == STATUS_OK; g++) {
    arena_clear(&arena);
    if (bounds[g + 1] - bounds[g] > 1) find_central(u, &arena, which + bounds[g], bounds[g + 1] - bounds[g]);
  }
  if (u->status == STATUS_OK) number_groups(u, which, n, bounds, groups, next);
  arena_free(&arena);
}

enum status storylines_update(struct storyline_story *stories, uint32_t n, int64_t next, struct stop *stop) {
  struct update u = {.stories = stories, .stop = stop};
  bool fresh = false;
  for (uint32_t i = 0; i < n; i++) {
    fresh |= stories[i].fresh;
    if (stories[i].bytes < STORYLINE_FEWEST_TRAITS * TRAIT_BYTES) stories[i].storyline = 0;
  }
  if (!fresh) return STATUS_OK;
  sort_stories(&u, n);
  if (u.status == STATUS_OK && u.n) make_leads(&u);
  if (u.status == STATUS_OK && u.n) update(&u, next);
  arena_free(&u.arena);
  return u.status;
}
