/* The averaged perceptron, in whole numbers: see train.h. */
#include "train.h"

#include <stdlib.h>
#include <string.h>

/* From a feature's number to a place in the weights: an open hash table. */
struct index {
  uint32_t *keys, *values, mask, count;
};

static uint32_t *index_at(struct index *x, uint32_t key) {
  uint32_t at = (key * 0x9E3779B1u) >> 7 & x->mask;
  while (x->values[at] && x->keys[at] != key) at = (at + 1) & x->mask;
  x->keys[at] = key;
  return &x->values[at];
}

static struct index index_new(uint32_t room) {
  uint32_t size = 1024;
  while (size < room * 2) size *= 2;
  return (struct index){NEW(uint32_t, size), NEW(uint32_t, size), size - 1, 0};
}

struct learner {
  int32_t (*weights)[TAG_SCORES];
  int64_t (*sums)[TAG_SCORES]; /* each change times when it was made */
  int32_t transitions[TAGS * TAGS];
  int64_t transition_sums[TAGS * TAGS];
  uint64_t random;
};

static uint32_t next_random(uint64_t *state) {
  *state = *state * 6364136223846793005u + 1442695040888963407u;
  return (uint32_t)(*state >> 33);
}

enum { MOST_ACTIVE = SEGMENT_MOST * FEATURES_MOST };

/* How far the right answer must be ahead, in steps. */
enum { AHEAD = 8 };

/* Of a hundred features, how many are left out at random, so that none is relied on. */
enum { DROPPED = 15 };

/* Where the weight of a step from tag to tag is kept: decode() says why. */
static int transition(int from, int to) {
  if (from && (tag_part(from) == TAG_ALONE || tag_part(from) == TAG_LAST)) from = TAG_OVER;
  return from * TAGS + to;
}

static void change(struct learner *l, const struct example *e, const uint32_t *active, const uint32_t *ends,
                   const uint8_t *right, const uint8_t *wrong, int64_t when) {
  for (uint32_t i = 0; i < e->count; i++) {
    int a = right[i], b = wrong[i];
    if (a != b) {
      for (uint32_t k = i ? ends[i - 1] : 0; k < ends[i]; k++) {
        uint32_t f = active[k];
        if (a) l->weights[f][a - 1]++, l->sums[f][a - 1] += when;
        if (b) l->weights[f][b - 1]--, l->sums[f][b - 1] -= when;
      }
    }
    int ta = transition(i ? right[i - 1] : 0, a), tb = transition(i ? wrong[i - 1] : 0, b);
    if (ta != tb) {
      l->transitions[ta]++, l->transition_sums[ta] += when;
      l->transitions[tb]--, l->transition_sums[tb] -= when;
    }
  }
}

/* The decoder works on 16 bits; while learning, sums stay far below. */
static int16_t clamp(int32_t x) { return (int16_t)(x > 7000 ? 7000 : x < -7000 ? -7000 : x); }

/* An example as the learner has it: of each token the places of its features' weights, those of the next behind. */
struct lesson {
  struct example *example;
  uint32_t *features, *ends;
};

static bool learn_example(struct learner *l, const struct lesson *lesson, int64_t when) {
  static uint32_t active[MOST_ACTIVE];
  const struct example *e = lesson->example;
  uint32_t ends[SEGMENT_MOST], n = 0;
  int16_t scores[SEGMENT_MOST][TAG_SCORES], transitions[TAGS * TAGS];
  uint8_t right[SEGMENT_MOST], wrong[SEGMENT_MOST];
  for (uint32_t i = 0; i < e->count; i++) {
    int32_t sum[TAG_SCORES] = {0};
    for (uint32_t k = i ? lesson->ends[i - 1] : 0; k < lesson->ends[i]; k++) {
      uint32_t f = lesson->features[k];
      if (next_random(&l->random) % 100 < DROPPED) continue;
      active[n++] = f;
      for (int t = 0; t < TAG_SCORES; t++) sum[t] += l->weights[f][t];
    }
    ends[i] = n;
    for (int t = 0; t < TAG_SCORES; t++) scores[i][t] = clamp(sum[t]);
  }
  for (int k = 0; k < TAGS * TAGS; k++) transitions[k] = clamp(l->transitions[k]);
  struct weights w = weights_of((struct weights_table){0}, transitions);
  decode(&w, (const int16_t(*)[TAG_SCORES])scores, e->count, e->allowed, 0, right);
  decode(&w, (const int16_t(*)[TAG_SCORES])scores, e->count, e->allowed, AHEAD, wrong);
  bool ok = true;
  for (uint32_t i = 0; i < e->count; i++) ok &= e->allowed[i] >> wrong[i] & 1;
  if (!ok) change(l, e, active, ends, right, wrong, when);
  return ok;
}

static int by_number(const void *a, const void *b) {
  uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
  return x < y ? -1 : x > y;
}

static int64_t rounded(int64_t x, int64_t unit) { return (x + (x < 0 ? -unit : unit) / 2) / unit; }

static int64_t averaged(int64_t weight, int64_t sum, int64_t when, int64_t scale) {
  return rounded((weight * when - sum) * scale, when);
}

static void index_features(struct lesson *l, struct index *x) {
  const struct example *e = l->example;
  uint32_t most = 0, n = 0;
  for (uint32_t i = 0; i < e->count; i++) most += e->feature_counts[i];
  l->features = NEW(uint32_t, most);
  l->ends = NEW(uint32_t, e->count);
  for (uint32_t i = 0; i < e->count; i++) {
    for (uint32_t k = 0; k < e->feature_counts[i]; k++) {
      uint32_t f = *index_at(x, e->features[i][k]);
      if (f) l->features[n++] = f - 1;
    }
    l->ends[i] = n;
  }
}

struct learned learn(struct stories *all, const bool *use, uint32_t epochs, uint32_t runs) {
  enum { SCALED = 1 << 10, TIMES_LEAST = 3, SIZES = 1 << 20 };
  /* Features that occur often enough. */
  uint64_t total = 0;
  for (uint32_t s = 0; s < all->count; s++)
    for (size_t k = 0; use[s] && k < all->items[s].places.count; k++) {
      struct example *e = &all->items[s].examples[k];
      for (uint32_t i = 0; i < e->count; i++) total += e->feature_counts[i];
    }
  struct index seen = index_new((uint32_t)(total / 3 + 1000));
  struct lesson *lessons = NEW(struct lesson, 1);
  uint32_t n_lessons = 0, room = 1;
  for (uint32_t s = 0; s < all->count; s++)
    for (size_t k = 0; use[s] && k < all->items[s].places.count; k++) {
      struct example *e = &all->items[s].examples[k];
      for (uint32_t i = 0; i < e->count; i++)
        for (uint32_t f = 0; f < e->feature_counts[i]; f++) ++*index_at(&seen, e->features[i][f]);
      if (n_lessons == room) lessons = must(realloc(lessons, (room *= 2) * sizeof *lessons));
      lessons[n_lessons++] = (struct lesson){.example = e};
    }
  struct learned out = {.features = NEW(uint32_t, seen.mask + 1)};
  for (uint32_t i = 0; i <= seen.mask; i++)
    if (seen.values[i] >= TIMES_LEAST) out.features[out.count++] = seen.keys[i];
  qsort(out.features, out.count, sizeof *out.features, by_number);
  struct index x = index_new(out.count);
  for (uint32_t i = 0; i < out.count; i++) *index_at(&x, out.features[i]) = i + 1;
  free(seen.keys);
  free(seen.values);
  for (uint32_t i = 0; i < n_lessons; i++) index_features(&lessons[i], &x);

  /* Several runs from other orders, added up: each alone is a throw of the dice. */
  int64_t(*sums)[TAG_SCORES] = must(calloc(out.count + 1, sizeof *sums)), transitions[TAGS * TAGS] = {0};
  for (uint32_t run = 0; run < runs; run++) {
    struct learner l = {.random = 42 + run};
    l.weights = must(calloc(out.count + 1, sizeof *l.weights));
    l.sums = must(calloc(out.count + 1, sizeof *l.sums));
    int64_t when = 1;
    for (uint32_t epoch = 0; epoch < epochs; epoch++) {
      for (uint32_t i = n_lessons; i > 1; i--) { /* shuffled */
        uint32_t j = next_random(&l.random) % i;
        struct lesson last = lessons[i - 1];
        lessons[i - 1] = lessons[j];
        lessons[j] = last;
      }
      for (uint32_t i = 0; i < n_lessons; i++) learn_example(&l, &lessons[i], when++);
    }
    for (uint32_t f = 0; f < out.count; f++)
      for (int t = 0; t < TAG_SCORES; t++) sums[f][t] += averaged(l.weights[f][t], l.sums[f][t], when, SCALED);
    for (int k = 0; k < TAGS * TAGS; k++)
      transitions[k] += averaged(l.transitions[k], l.transition_sums[k], when, SCALED);
    free(l.weights);
    free(l.sums);
  }
  /* The scale: all but one weight in 1,000 fits a byte. */
  int64_t unit = (int64_t)SCALED * runs;
  uint32_t *sizes = NEW(uint32_t, SIZES), at = SIZES;
  uint64_t beyond = 0, count = 0;
  for (uint32_t f = 0; f < out.count; f++)
    for (int t = 0; t < TAG_SCORES; t++) {
      int64_t v = sums[f][t] < 0 ? -sums[f][t] : sums[f][t];
      if (v) sizes[v < SIZES ? v : SIZES - 1]++, count++;
    }
  while (at > 1 && beyond * 1000 <= count) beyond += sizes[--at];
  unit = at > SCORE_MOST ? at / SCORE_MOST : 1;
  free(sizes);
  out.weights = must(calloc(out.count + 1, sizeof *out.weights));
  for (uint32_t f = 0; f < out.count; f++)
    for (int t = 0; t < TAG_SCORES; t++) {
      int64_t v = rounded(sums[f][t], unit);
      out.weights[f][t] = (int32_t)(v > SCORE_MOST ? SCORE_MOST : v < -SCORE_MOST ? -SCORE_MOST : v);
    }
  for (int k = 0; k < TAGS * TAGS; k++) out.transitions[k] = clamp((int32_t)rounded(transitions[k], unit));
  free(sums);
  free(x.keys);
  free(x.values);
  for (uint32_t i = 0; i < n_lessons; i++) {
    free(lessons[i].features);
    free(lessons[i].ends);
  }
  free(lessons);
  return out;
}

void learned_free(struct learned *l) {
  free(l->features);
  free(l->weights);
}

struct order {
  int64_t size;
  uint32_t index;
};
static int by_size(const void *a, const void *b) {
  const struct order *x = a, *y = b;
  if (x->size != y->size) return x->size > y->size ? -1 : 1;
  return x->index < y->index ? -1 : x->index > y->index;
}

struct weights pack(const struct learned *l, uint32_t bits) {
  const uint32_t rows = weights_rows(bits);
  struct weights_row *table = NEW(struct weights_row, rows);
  memset(table, SCORE_NONE, rows * sizeof *table);
  uint8_t *taken = NEW(uint8_t, rows), *checks = NEW(uint8_t, rows);
  int16_t *transitions = NEW(int16_t, TAGS * TAGS);
  struct order *order = NEW(struct order, l->count);
  uint32_t n = 0;
  memcpy(transitions, l->transitions, sizeof l->transitions);
  for (uint32_t f = 0; f < l->count; f++) {
    int64_t size = 0;
    for (int t = 0; t < TAG_SCORES; t++) size += l->weights[f][t] * l->weights[f][t];
    if (size) order[n++] = (struct order){size, f};
  }
  qsort(order, n, sizeof *order, by_size);
  for (uint32_t i = 0; i < n; i++) {
    uint32_t f = order[i].index, row = weights_at(bits, l->features[f]);
    if (taken[row]) continue;
    taken[row] = 1;
    checks[row] = (uint8_t)l->features[f];
    for (int t = 0; t < TAG_SCORES; t++)
      table[row].scores[t % TAG_HALF][t / TAG_HALF] = (uint8_t)(SCORE_NONE + l->weights[f][t]);
  }
  free(order);
  free(taken);
  return weights_of((struct weights_table){bits, checks, table}, transitions);
}

void pack_free(struct weights *w) {
  free((void *)(uintptr_t)w->transitions);
  free((void *)(uintptr_t)w->table.checks);
  free((void *)(uintptr_t)w->table.rows);
}

void read_story(const struct story *s, const struct weights *w, uint8_t *tags) {
  memset(tags, 0, s->scene.count);
  for (size_t k = 0; k < s->places.count; k++) {
    const struct example *e = &s->examples[k];
    int16_t scores[SEGMENT_MOST][TAG_SCORES];
    for (uint32_t i = 0; i < e->count; i++) weights_score(w, e->features[i], e->feature_counts[i], scores[i]);
    decode(w, (const int16_t(*)[TAG_SCORES])scores, e->count, NULL, 0, tags + s->places.items[k].first);
  }
}
