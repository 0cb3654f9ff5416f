/* The tagger's arithmetic: see decode.h. */
#include "decode.h"

#include <string.h>

struct weights weights_of(uint32_t rows, const int16_t *transitions, const uint8_t *checks,
                          const struct weights_row *table) {
  struct weights w = {rows, transitions, {0}, checks, table};
  for (int tag = TAG_FIRST; tag < TAGS; tag++)
    w.begins[tag - 1] = tag_follows(TAG_OUTSIDE, tag) ? transitions[tag] : NEVER;
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
  int16_t sum[TAG_SCORES];
  memcpy(sum, scores, sizeof sum);
  for (uint32_t i = 0; i < count; i++)
    for (int k = 0; k < TAG_SCORES; k++) sum[k] = (int16_t)(sum[k] + rows[i]->scores[k]);
  memcpy(scores, sum, sizeof sum);
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

/* From the column before to this one, without the scores.  Names that are over (a last part, or
** all) are alike in what may follow them, so there are but 1 + TAG_KINDS cases. */
static void step(const int16_t *transitions, const struct column *before, struct column *now) {
  int16_t best[TAG_SCORES];
  now->outside = bounded(before->outside + transitions[TAG_OUTSIDE]);
  for (int k = 0; k < TAG_SCORES; k++) best[k] = (int16_t)(before->outside + transitions[1 + k]);
  for (int kind = 0; kind < TAG_KINDS; kind++) {
    const int16_t *t = transitions + TAGS * tag_of(kind, TAG_LAST);
    int16_t over = larger(at(before, tag_of(kind, TAG_LAST)), at(before, tag_of(kind, TAG_ALONE)));
    now->outside = larger(now->outside, bounded(over + t[TAG_OUTSIDE]));
    for (int k = 0; k < TAG_SCORES; k++) best[k] = larger(best[k], (int16_t)(over + t[1 + k]));
  }
  for (int kind = 0; kind < TAG_KINDS; kind++) {
    int begin = tag_of(kind, TAG_BEGIN);
    const int16_t *from_begin = transitions + begin * TAGS, *from_inside = from_begin + TAGS;
    int16_t begun = before->tags[begin - 1], gone_on = before->tags[begin];
    for (int b = begin + TAG_INSIDE; b <= begin + TAG_LAST; b++)
      best[b - 1] = larger((int16_t)(begun + from_begin[b]), (int16_t)(gone_on + from_inside[b]));
  }
  for (int k = 0; k < TAG_SCORES; k++) now->tags[k] = larger(best[k], NEVER);
}

/* Makes the best sum 0. */
static void level(struct column *c) {
  int16_t half[TAG_SCORES / 2], most = c->outside;
  for (int k = 0; k < TAG_SCORES / 2; k++) half[k] = larger(c->tags[k], c->tags[k + TAG_SCORES / 2]);
  for (int k = 0; k < TAG_SCORES / 2; k++) most = larger(most, half[k]);
  c->outside = bounded(c->outside - most);
  for (int k = 0; k < TAG_SCORES; k++) c->tags[k] = larger((int16_t)(c->tags[k] - most), NEVER);
}

/* Which tag before led to `tag`: the sums are the same again. */
static int came_from(const int16_t *transitions, const struct column *before, int tag) {
  if (tag && (tag_part(tag) == TAG_INSIDE || tag_part(tag) == TAG_LAST)) {
    int begin = tag_of(tag_kind(tag), TAG_BEGIN), inside = tag_of(tag_kind(tag), TAG_INSIDE);
    int from_begin = at(before, begin) + transitions[begin * TAGS + tag];
    return at(before, inside) + transitions[inside * TAGS + tag] > from_begin ? inside : begin;
  }
  int best = TAG_OUTSIDE, most = before->outside + transitions[tag];
  for (int kind = 0; kind < TAG_KINDS; kind++) {
    int last = tag_of(kind, TAG_LAST), alone = tag_of(kind, TAG_ALONE);
    int from = at(before, alone) > at(before, last) ? alone : last,
        sum = at(before, from) + transitions[last * TAGS + tag];
    if (sum > most) most = sum, best = from;
  }
  return best;
}

/* Most segments are one word. */
static void decode_one(const struct weights *w, const int16_t scores[TAG_SCORES], uint8_t *tag) {
  int32_t most = w->transitions[TAG_OUTSIDE];
  *tag = TAG_OUTSIDE;
  for (int k = 0; k < TAG_KINDS; k++) {
    int alone = tag_of(k, TAG_ALONE);
    int32_t sum = scores[alone - 1] + w->transitions[alone];
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
      step(w->transitions, now - 1, now);
    } else { /* before it all is outside */
      now->outside = w->transitions[TAG_OUTSIDE];
      memcpy(now->tags, w->begins, sizeof now->tags);
    }
    for (int k = 0; k < TAG_SCORES; k++) now->tags[k] = (int16_t)(now->tags[k] + scores[i][k]);
    for (int b = 0; b < TAGS && allowed; b++) {
      int16_t *sum = b ? &now->tags[b - 1] : &now->outside;
      if (!(allowed[i] >> b & 1)) *sum = cost ? bounded(*sum + cost) : NEVER;
    }
    level(now);
  }
  int last = TAG_OUTSIDE;
  const struct column *end = &columns[count - 1];
  int16_t most = end->outside;
  for (int tag = tag_of(0, TAG_LAST); tag < TAGS; tag += TAG_PARTS)
    for (int part = 0; part < 2; part++) /* a last part, or all */
      if (end->tags[tag + part - 1] > most) most = end->tags[tag + part - 1], last = tag + part;
  for (uint32_t i = count; i > 0; i--) {
    tags[i - 1] = (uint8_t)last;
    if (i > 1) last = came_from(w->transitions, &columns[i - 2], last);
  }
}
