/* The tagger's arithmetic: see decode.h. */
#include "decode.h"

#include <string.h>

struct weights weights_of(uint32_t rows, const int16_t *transitions, const uint8_t *checks,
                          const struct weights_row *table) {
  struct weights w = {.rows = rows, .transitions = transitions, .checks = checks, .table = table};
  for (int k = 0; k < TAG_HALF; k++) {
    int tag = TAG_FIRST + TAG_HALF + k, kind = tag_kind(tag);
    w.from_begin[k] = transitions[tag_of(kind, TAG_BEGIN) * TAGS + tag];
    w.from_inside[k] = transitions[tag_of(kind, TAG_INSIDE) * TAGS + tag];
  }
  return w;
}

void weights_set(struct weights both[2], const unsigned char *file) {
  const struct weights_head *head = (const struct weights_head *)(const void *)file;
  const struct weights_row *rows = (const struct weights_row *)(const void *)(file + sizeof *head);
  const uint8_t *checks = (const uint8_t *)(rows + head->rows[0] + head->rows[1]);
  for (int k = 0; k < 2; k++) {
    both[k] = weights_of(head->rows[k], head->transitions[k], checks, rows);
    rows += head->rows[k];
    checks += head->rows[k];
  }
}

uint32_t weights_find(const struct weights *w, const uint32_t *features, uint32_t count,
                      const struct weights_row *rows[FEATURES_MOST]) {
  uint32_t n = 0; /* without a branch: a third of the features have no row, and no one can foretell which */
  for (uint32_t i = 0; i < count; i++) {
    uint32_t at = weights_at(w, features[i]);
    rows[n] = &w->table[at];
#if defined(__GNUC__)
    __builtin_prefetch(rows[n]);
#endif
    n += w->checks[at] == (uint8_t)features[i];
  }
  return n;
}

void weights_add(const struct weights_row *const *rows, uint32_t count, int16_t scores[TAG_SCORES]) {
  uint16_t both[TAG_HALF] = {0},
           second[TAG_HALF] = {0}; /* sums of bytes; in `both` the second ones are beyond 8 bits */
  for (uint32_t i = 0; i < count; i++) {
    uint16_t pairs[TAG_HALF];
    memcpy(pairs, rows[i], sizeof pairs);
    for (int k = 0; k < TAG_HALF; k++) both[k] = (uint16_t)(both[k] + pairs[k]);
    for (int k = 0; k < TAG_HALF; k++) second[k] = (uint16_t)(second[k] + (pairs[k] >> 8));
  }
  int none = (int)count * SCORE_NONE;
  for (int k = 0; k < TAG_HALF; k++) {
    scores[k] = (int16_t)(scores[k] + (uint16_t)(both[k] - (second[k] << 8)) - none);
    scores[k + TAG_HALF] = (int16_t)(scores[k + TAG_HALF] + second[k] - none);
  }
}

void weights_score(const struct weights *w, const uint32_t *features, uint32_t count, int16_t scores[TAG_SCORES]) {
  const struct weights_row *rows[FEATURES_MOST];
  weights_add(rows, weights_find(w, features, count, rows), scores);
}

/* What the tags of one token come to. */
struct column {
  int16_t outside, tags[TAG_SCORES];
};

static int16_t larger(int16_t a, int16_t b) { return a > b ? a : b; }
static int16_t bounded(int32_t x) { return (int16_t)(x < NEVER ? NEVER : x); }

/* The sum of a tag as those that follow it see it. */
static int16_t at(const struct column *c, int tag) { return tag ? c->tags[tag - 1] : c->outside; }

/* The best that a name that is over comes to, of each kind: nothing else matters for what may follow. */
static void ended(const struct column *c, int16_t over[TAG_KINDS]) {
  for (int k = 0; k < TAG_KINDS; k++) over[k] = larger(at(c, tag_of(k, TAG_ALONE)), at(c, tag_of(k, TAG_LAST)));
}

/* From the column before to this one, without the scores. */
static void step(const struct weights *w, const struct column *before, struct column *now) {
  const int16_t *from = w->transitions + TAG_FIRST, *over_from = w->transitions + tag_of(0, TAG_LAST) * TAGS;
  int16_t over[TAG_KINDS], begun[TAG_HALF], inside[TAG_HALF], opens[TAG_HALF];
  ended(before, over);
  now->outside = bounded(before->outside + w->transitions[TAG_OUTSIDE]);
  for (int k = 0; k < TAG_HALF; k++) opens[k] = (int16_t)(before->outside + from[k]);
  for (int kind = 0; kind < TAG_KINDS; kind++, over_from += TAGS) {
    now->outside = larger(now->outside, bounded(over[kind] + over_from[TAG_OUTSIDE]));
    for (int k = 0; k < TAG_HALF; k++) opens[k] = larger(opens[k], (int16_t)(over[kind] + over_from[TAG_FIRST + k]));
  }
  memcpy(begun, before->tags + tag_of(0, TAG_BEGIN) - TAG_FIRST, sizeof begun / 2);
  memcpy(begun + TAG_KINDS, begun, sizeof begun / 2);
  memcpy(inside, before->tags + tag_of(0, TAG_INSIDE) - TAG_FIRST, sizeof inside / 2);
  memcpy(inside + TAG_KINDS, inside, sizeof inside / 2);
  for (int k = 0; k < TAG_HALF; k++) now->tags[k] = larger(opens[k], NEVER);
  for (int k = 0; k < TAG_HALF; k++) begun[k] = larger((int16_t)(begun[k] + w->from_begin[k]), NEVER);
  for (int k = 0; k < TAG_HALF; k++)
    now->tags[TAG_HALF + k] = larger((int16_t)(inside[k] + w->from_inside[k]), begun[k]);
}

/* Makes the best sum 0. */
static void level(struct column *c) {
  int16_t half[TAG_HALF], most = c->outside;
  for (int k = 0; k < TAG_HALF; k++) half[k] = larger(c->tags[k], c->tags[k + TAG_HALF]);
  for (int k = 0; k < TAG_HALF; k++) most = larger(most, half[k]);
  c->outside = bounded(c->outside - most);
  for (int k = 0; k < TAG_SCORES; k++) c->tags[k] = larger((int16_t)(c->tags[k] - most), NEVER);
}

/* Which tag before led to `tag`: the sums are the same again. */
static int came_from(const struct weights *w, const struct column *before, int tag) {
  if (tag >= TAG_FIRST + TAG_HALF) {
    int k = tag - TAG_FIRST - TAG_HALF, begin = tag_of(tag_kind(tag), TAG_BEGIN),
        inside = tag_of(tag_kind(tag), TAG_INSIDE);
    return at(before, inside) + w->from_inside[k] > at(before, begin) + w->from_begin[k] ? inside : begin;
  }
  int16_t over[TAG_KINDS];
  int best = TAG_OUTSIDE, most = before->outside + w->transitions[tag];
  ended(before, over);
  for (int kind = 0; kind < TAG_KINDS; kind++) {
    int alone = tag_of(kind, TAG_ALONE), last = tag_of(kind, TAG_LAST),
        sum = over[kind] + w->transitions[last * TAGS + tag];
    if (sum > most) most = sum, best = at(before, alone) > at(before, last) ? alone : last;
  }
  return best;
}

/* Most segments are one word. */
static void decode_one(const struct weights *w, const int16_t scores[TAG_SCORES], uint8_t *tag) {
  int32_t most = w->transitions[TAG_OUTSIDE];
  *tag = TAG_OUTSIDE;
  for (int alone = tag_of(0, TAG_ALONE); alone < tag_of(TAG_KINDS, TAG_ALONE); alone++) {
    int32_t sum = scores[alone - TAG_FIRST] + w->transitions[alone];
    if (sum > most) most = sum, *tag = (uint8_t)alone;
  }
}

void decode(const struct weights *w, const int16_t (*scores)[TAG_SCORES], uint32_t count, const uint32_t *allowed,
            int cost, uint8_t *tags) {
  struct column columns[SEGMENT_MOST];
  if (!count) return;
  if (count == 1 && !allowed) {
    decode_one(w, scores[0], tags);
    return;
  }
  for (uint32_t i = 0; i < count; i++) {
    struct column *now = &columns[i];
    if (i) {
      step(w, now - 1, now);
    } else { /* before it all is outside, and nothing goes on */
      now->outside = w->transitions[TAG_OUTSIDE];
      memcpy(now->tags, w->transitions + TAG_FIRST, sizeof now->tags / 2);
      for (int k = TAG_HALF; k < TAG_SCORES; k++) now->tags[k] = NEVER;
    }
    for (int k = 0; k < TAG_SCORES; k++) now->tags[k] = (int16_t)(now->tags[k] + scores[i][k]);
    for (int b = 0; b < TAGS && allowed; b++) {
      int16_t *sum = b ? &now->tags[b - 1] : &now->outside;
      if (!(allowed[i] >> b & 1)) *sum = cost ? bounded(*sum + cost) : NEVER;
    }
    level(now);
  }
  const struct column *end = &columns[count - 1];
  int16_t over[TAG_KINDS], most = end->outside;
  int last = TAG_OUTSIDE;
  ended(end, over);
  for (int kind = 0; kind < TAG_KINDS; kind++) {
    int alone = tag_of(kind, TAG_ALONE);
    if (over[kind] > most) most = over[kind], last = at(end, alone) == most ? alone : tag_of(kind, TAG_LAST);
  }
  for (uint32_t i = count; i > 0; i--) {
    tags[i - 1] = (uint8_t)last;
    if (i > 1) last = came_from(w, &columns[i - 2], last);
  }
}
