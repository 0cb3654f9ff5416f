/* A conditional random field (chain.h), learnt by stochastic gradient ascent: see train.h. */
#include "chain.h"
#include "train.h"

#include "../../language/names/templates.h"

#include <math.h>
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

/* What is learnt: the weights of features and of steps from tag to tag, and the squares of all slopes that each has had. */
struct learner {
  float (*weights)[TAG_SCORES], (*squares)[TAG_SCORES];
  float steps[TAGS * TAGS], step_squares[TAGS * TAGS];
  uint64_t random;
};

static uint32_t next_random(uint64_t *state) {
  *state = *state * 6364136223846793005u + 1442695040888963407u;
  return (uint32_t)(*state >> 33);
}

enum { MOST_ACTIVE = SEGMENT_MOST * FEATURES_MOST };

/* Of a hundred features, how many are left out at random, so that none is relied on; and of a hundred words, of how many all is
** that lists tell, since the names of tomorrow's news are in none. */
enum { DROPPED = 15, UNLISTED = 30 };

/* Where the weight of a step from tag to tag is kept: decode() says why. */
static int step_at(int from, int to) {
  if (from && (tag_part(from) == TAG_ALONE || tag_part(from) == TAG_LAST)) from = TAG_OVER;
  return from * TAGS + to;
}

/* What is learnt so well that it is not worth the time. */
static const float FLAT = 1e-4f;

/* A weight goes up its slope, the less far the more it has gone before (Duchi, Hazan and Singer 2011, "AdaGrad"). */
static void climb(float *weight, float *squares, float slope) {
  const float rate = 0.05f, first = 0.1f;
  *squares += slope * slope;
  *weight += rate * slope / sqrtf(*squares + first);
}

/* e to a power, by what multiplication gives, since libraries differ in the last bit. */
static double exponential(double x) {
  enum { SQUARES = 16 };
  double power = 1 + x / (1 << SQUARES);
  if (power < 0) return 0;
  for (int k = 0; k < SQUARES; k++) power *= power;
  return power;
}

/* An example as the learner has it: of each token the places of its features' weights, those of the next behind; and which of
** them tell of lists. */
struct lesson {
  struct example *example;
  uint32_t *features, *ends;
  bool *listed;
};

/* Takes some of the features of each token, and reckons the factors of its tags by them. */
static void take_some(struct learner *l, const struct lesson *lesson, uint32_t *active, uint32_t *ends,
                      double (*factors)[TAGS]) {
  for (uint32_t i = 0, k = 0, n = 0; i < lesson->example->count; i++) {
    float sums[TAGS] = {0}, most = 0;
    bool unlisted = next_random(&l->random) % 100 < UNLISTED;
    for (; k < lesson->ends[i]; k++) {
      uint32_t f = lesson->features[k];
      if ((unlisted && lesson->listed[k]) || next_random(&l->random) % 100 < DROPPED) continue;
      active[n++] = f;
      for (int t = 0; t < TAG_SCORES; t++) sums[TAG_FIRST + t] += l->weights[f][t];
    }
    ends[i] = n;
    for (int t = 0; t < TAGS; t++) most = sums[t] > most ? sums[t] : most;
    for (int t = 0; t < TAGS; t++) factors[i][t] = exponential(sums[t] - most);
  }
}

/* One step towards the likeliest weights: what is right more often than expected goes up, what is expected more often than
** right goes down. */
static void learn_example(struct learner *l, const struct lesson *lesson) {
  static uint32_t active[MOST_ACTIVE];
  static struct expected right, found;
  const struct example *e = lesson->example;
  uint32_t ends[SEGMENT_MOST];
  double factors[SEGMENT_MOST][TAGS], steps[TAGS][TAGS];
  float step_slopes[TAGS * TAGS] = {0};
  take_some(l, lesson, active, ends, factors);
  for (int a = 0; a < TAGS; a++)
    for (int b = 0; b < TAGS; b++) steps[a][b] = may_follow(a, b) ? exponential(l->steps[step_at(a, b)]) : 0;
  if (!expect(factors, steps, e->count, e->allowed, &right) || !expect(factors, steps, e->count, NULL, &found)) return;
  for (uint32_t i = 0, k = 0; i < e->count; i++) {
    float slopes[TAG_SCORES], steepness = 0;
    for (int t = 0; t < TAG_SCORES; t++) {
      slopes[t] = (float)(right.tags[i][TAG_FIRST + t] - found.tags[i][TAG_FIRST + t]);
      steepness += fabsf(slopes[t]);
    }
    if (steepness < FLAT) k = ends[i];
    for (; k < ends[i]; k++)
      for (int t = 0; t < TAG_SCORES; t++) climb(&l->weights[active[k]][t], &l->squares[active[k]][t], slopes[t]);
  }
  for (int a = 0; a < TAGS; a++)
    for (int b = 0; b < TAGS; b++) step_slopes[step_at(a, b)] += (float)(right.steps[a][b] - found.steps[a][b]);
  for (int k = 0; k < TAGS * TAGS; k++) climb(&l->steps[k], &l->step_squares[k], step_slopes[k]);
}

static int by_number(const void *a, const void *b) {
  uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
  return x < y ? -1 : x > y;
}

/* The decoder works on 16 bits: a step's score stays far below. */
static int16_t clamped(int64_t x) {
  enum { STEP_MOST = 7000 };
  return (int16_t)(x > STEP_MOST ? STEP_MOST : x < -STEP_MOST ? -STEP_MOST : x);
}

static int64_t rounded(int64_t x, int64_t unit) { return (x + (x < 0 ? -unit : unit) / 2) / unit; }

static void index_features(struct lesson *l, struct index *x) {
  const struct example *e = l->example;
  uint32_t most = 0, n = 0;
  for (uint32_t i = 0; i < e->count; i++) most += e->feature_counts[i];
  l->features = NEW(uint32_t, most);
  l->listed = NEW(bool, most);
  l->ends = NEW(uint32_t, e->count);
  for (uint32_t i = 0; i < e->count; i++) {
    for (uint32_t k = 0; k < e->feature_counts[i]; k++) {
      uint32_t f = *index_at(x, e->features[i][k]);
      l->listed[n] = TEMPLATES_OF_LISTS >> e->templates[i][k] & 1;
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

  /* Several runs from other orders, of each the second half, added up: each alone is a throw of the dice. */
  int64_t(*sums)[TAG_SCORES] = must(calloc(out.count + 1, sizeof *sums)), steps[TAGS * TAGS] = {0};
  for (uint32_t run = 0; run < runs; run++) {
    struct learner l = {.random = 42 + run};
    l.weights = must(calloc(out.count + 1, sizeof *l.weights));
    l.squares = must(calloc(out.count + 1, sizeof *l.squares));
    for (uint32_t epoch = 0; epoch < epochs; epoch++) {
      for (uint32_t i = n_lessons; i > 1; i--) { /* shuffled */
        uint32_t j = next_random(&l.random) % i;
        struct lesson last = lessons[i - 1];
        lessons[i - 1] = lessons[j];
        lessons[j] = last;
      }
      for (uint32_t i = 0; i < n_lessons; i++) learn_example(&l, &lessons[i]);
      if (epoch < epochs / 2) continue;
      for (uint32_t f = 0; f < out.count; f++)
        for (int t = 0; t < TAG_SCORES; t++) sums[f][t] += (int64_t)(l.weights[f][t] * SCALED);
      for (int k = 0; k < TAGS * TAGS; k++) steps[k] += (int64_t)(l.steps[k] * SCALED);
    }
    free(l.weights);
    free(l.squares);
  }
  /* The scale: all but one weight in 1,000 fits a byte. */
  uint32_t *sizes = NEW(uint32_t, SIZES), at = SIZES;
  uint64_t beyond = 0, count = 0;
  for (uint32_t f = 0; f < out.count; f++)
    for (int t = 0; t < TAG_SCORES; t++) {
      int64_t v = sums[f][t] < 0 ? -sums[f][t] : sums[f][t];
      if (v) sizes[v < SIZES ? v : SIZES - 1]++, count++;
    }
  while (at > 1 && beyond * 1000 <= count) beyond += sizes[--at];
  int64_t unit = at > SCORE_MOST ? at / SCORE_MOST : 1;
  free(sizes);
  out.weights = must(calloc(out.count + 1, sizeof *out.weights));
  for (uint32_t f = 0; f < out.count; f++)
    for (int t = 0; t < TAG_SCORES; t++) {
      int64_t v = rounded(sums[f][t], unit);
      out.weights[f][t] = (int32_t)(v > SCORE_MOST ? SCORE_MOST : v < -SCORE_MOST ? -SCORE_MOST : v);
    }
  for (int k = 0; k < TAGS * TAGS; k++) out.transitions[k] = clamped(rounded(steps[k], unit));
  free(sums);
  free(x.keys);
  free(x.values);
  for (uint32_t i = 0; i < n_lessons; i++) {
    free(lessons[i].features);
    free(lessons[i].ends);
    free(lessons[i].listed);
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
    decode(w, (const int16_t(*)[TAG_SCORES])scores, e->count, tags + s->places.items[k].first);
  }
}
