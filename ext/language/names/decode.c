/* The best sequence of tags: see decode.h. */
#include "decode.h"

#include <string.h>

/* What the tags of one token come to. */
struct column {
  int16_t outside, tags[TAG_SCORES];
  int16_t over; /* the best that a name that ends here comes to, of whatever kind */
};

static int16_t larger(int16_t a, int16_t b) { return a > b ? a : b; }
static int16_t bounded(int32_t x) { return (int16_t)(x < NEVER ? NEVER : x); }

/* The sum of a tag as those that follow it see it. */
static int16_t at(const struct column *c, int tag) { return tag ? c->tags[tag - 1] : c->outside; }

/* The best of the tags that end a name: nothing else matters for what may follow one. */
static int16_t ended(const struct column *c) {
  int16_t most[TAG_KINDS];
  for (int k = 0; k < TAG_KINDS; k++) most[k] = larger(at(c, tag_of(k, TAG_ALONE)), at(c, tag_of(k, TAG_LAST)));
  return larger(larger(most[0], most[1]), larger(most[2], most[3]));
}

/* Which tag that is. */
static int ended_by(const struct column *c) {
  for (int kind = 0; kind < TAG_KINDS; kind++)
    if (at(c, tag_of(kind, TAG_ALONE)) == c->over) return tag_of(kind, TAG_ALONE);
  int last = tag_of(0, TAG_LAST);
  while (at(c, last) != c->over) last++;
  return last;
}

/* From the column before to this one, without the scores. */
static void step(const struct weights *w, const struct column *before, struct column *now) {
  const int16_t *from = w->transitions, *over_from = w->transitions + TAG_OVER * TAGS;
  const int16_t over = before->over, outside = before->outside;
  int16_t begun[TAG_HALF], inside[TAG_HALF], opens[TAG_HALF];
  now->outside = larger(bounded(outside + from[TAG_OUTSIDE]), bounded(over + over_from[TAG_OUTSIDE]));
  for (int k = 0; k < TAG_HALF; k++) opens[k] = larger((int16_t)(outside + from[TAG_FIRST + k]), NEVER);
  for (int k = 0; k < TAG_HALF; k++) now->tags[k] = larger((int16_t)(over + over_from[TAG_FIRST + k]), opens[k]);
  memcpy(begun, before->tags + tag_of(0, TAG_BEGIN) - TAG_FIRST, sizeof begun / 2);
  memcpy(begun + TAG_KINDS, begun, sizeof begun / 2);
  memcpy(inside, before->tags + tag_of(0, TAG_INSIDE) - TAG_FIRST, sizeof inside / 2);
  memcpy(inside + TAG_KINDS, inside, sizeof inside / 2);
  for (int k = 0; k < TAG_HALF; k++) begun[k] = larger((int16_t)(begun[k] + w->from_begin[k]), NEVER);
  for (int k = 0; k < TAG_HALF; k++)
    now->tags[TAG_HALF + k] = larger((int16_t)(inside[k] + w->from_inside[k]), begun[k]);
}

/* Makes the best sum 0, and tells what a name that ends here comes to. */
static void level(struct column *c) {
  int16_t half[TAG_HALF], most = c->outside;
  for (int k = 0; k < TAG_HALF; k++) half[k] = larger(c->tags[k], c->tags[k + TAG_HALF]);
  for (int k = 0; k < TAG_HALF; k++) most = larger(most, half[k]);
  c->outside = bounded(c->outside - most);
  for (int k = 0; k < TAG_SCORES; k++) c->tags[k] = larger((int16_t)(c->tags[k] - most), NEVER);
  c->over = ended(c);
}

/* Which tag before led to `tag`: the sums are the same again. */
static int came_from(const struct weights *w, const struct column *before, int tag) {
  if (tag >= TAG_FIRST + TAG_HALF) {
    int k = tag - TAG_FIRST - TAG_HALF, begin = tag_of(tag_kind(tag), TAG_BEGIN),
        inside = tag_of(tag_kind(tag), TAG_INSIDE);
    return at(before, inside) + w->from_inside[k] > at(before, begin) + w->from_begin[k] ? inside : begin;
  }
  bool follows = before->over + w->transitions[TAG_OVER * TAGS + tag] > before->outside + w->transitions[tag];
  return follows ? ended_by(before) : TAG_OUTSIDE;
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

void decode(const struct weights *w, const int16_t (*scores)[TAG_SCORES], uint32_t count, uint8_t *tags) {
  struct column columns[SEGMENT_MOST];
  if (!count) return;
  if (count == 1) {
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
    level(now);
  }
  const struct column *end = &columns[count - 1];
  int last = end->over > end->outside ? ended_by(end) : TAG_OUTSIDE;
  for (uint32_t i = count; i > 0; i--) {
    tags[i - 1] = (uint8_t)last;
    if (i > 1) last = came_from(w, &columns[i - 2], last);
  }
}
