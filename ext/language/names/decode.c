/* The tagger's arithmetic: see tagger.h. */
#include "tagger.h"

#include <string.h>

void weights_set(struct weights both[2], const unsigned char *file) {
  const struct weights_head *head = (const struct weights_head *)(const void *)file;
  const unsigned char *at = file + sizeof *head;
  for (int k = 0; k < 2; k++) {
    both[k] = (struct weights){head->rows[k], head->transitions[k], (const struct weights_row *)(const void *)at};
    at += head->rows[k] * sizeof(struct weights_row);
  }
}

void weights_score(const struct weights *w, const uint32_t *features, uint32_t count, int16_t scores[TAG_SCORES]) {
  enum { AHEAD = 12 }; /* rows asked for before they are needed: most are far off in memory */
  int16_t sum[TAG_SCORES];
  memcpy(sum, scores, sizeof sum);
  for (uint32_t i = 0; i < count + AHEAD; i++) {
#if defined(__GNUC__)
    if (i < count) __builtin_prefetch(&w->table[weights_at(w, features[i])]);
#endif
    if (i < AHEAD) continue;
    uint32_t feature = features[i - AHEAD];
    const struct weights_row *row = &w->table[weights_at(w, feature)];
    /* A mask, not a branch: half of the features have no row, and no one can foretell which. */
    int8_t mask = (int8_t)-(row->check == (uint8_t)feature);
    for (int k = 0; k < TAG_SCORES; k++) sum[k] = (int16_t)(sum[k] + (row->scores[k] & mask));
  }
  memcpy(scores, sum, sizeof sum);
}

enum { NEVER = -(1 << 28) };

/* What the tag of one token comes to: the best sum for each tag, and from which
** tag before.  Names that are over (a last part, or all) are alike in what may
** follow them, so there are but 1 + TAG_KINDS cases. */
struct column {
  int32_t best[TAGS];
  uint8_t from[TAGS];
};

static void take(struct column *now, int tag, int32_t sum, int from) {
  if (sum <= now->best[tag]) return;
  now->best[tag] = sum;
  now->from[tag] = (uint8_t)from;
}

static void step(const int16_t *transitions, const int32_t before[TAGS], struct column *now) {
  int32_t closed[1 + TAG_KINDS];
  int closed_tag[1 + TAG_KINDS];
  closed[0] = before[TAG_OUTSIDE];
  closed_tag[0] = TAG_OUTSIDE;
  for (int k = 0; k < TAG_KINDS; k++) {
    int last = tag_of(k, TAG_LAST), alone = tag_of(k, TAG_ALONE);
    closed_tag[1 + k] = before[alone] > before[last] ? alone : last;
    closed[1 + k] = before[closed_tag[1 + k]];
  }
  for (int c = 0; c <= TAG_KINDS; c++) {
    const int16_t *t = transitions + TAGS * (c ? tag_of(c - 1, TAG_LAST) : TAG_OUTSIDE);
    if (closed[c] <= NEVER / 2) continue;
    take(now, TAG_OUTSIDE, closed[c] + t[TAG_OUTSIDE], closed_tag[c]);
    for (int k = 0; k < TAG_KINDS; k++) {
      take(now, tag_of(k, TAG_BEGIN), closed[c] + t[tag_of(k, TAG_BEGIN)], closed_tag[c]);
      take(now, tag_of(k, TAG_ALONE), closed[c] + t[tag_of(k, TAG_ALONE)], closed_tag[c]);
    }
  }
  for (int k = 0; k < TAG_KINDS; k++)
    for (int a = tag_of(k, TAG_BEGIN); a <= tag_of(k, TAG_INSIDE); a++)
      for (int b = tag_of(k, TAG_INSIDE); b <= tag_of(k, TAG_LAST); b++)
        if (before[a] > NEVER / 2) take(now, b, before[a] + transitions[a * TAGS + b], a);
}

void decode(const struct weights *w, const int16_t (*scores)[TAG_SCORES], uint32_t count, const uint32_t *allowed,
            int cost, uint8_t *tags) {
  struct column columns[SEGMENT_MOST];
  int32_t start[TAGS];
  if (count == 1 && !allowed) { /* most segments */
    int32_t most = w->transitions[TAG_OUTSIDE];
    tags[0] = TAG_OUTSIDE;
    for (int k = 0; k < TAG_KINDS; k++) {
      int tag = tag_of(k, TAG_ALONE);
      int32_t sum = scores[0][tag - 1] + w->transitions[tag];
      if (sum > most) most = sum, tags[0] = (uint8_t)tag;
    }
    return;
  }
  for (int b = 0; b < TAGS; b++) start[b] = b ? NEVER : 0;
  for (uint32_t i = 0; i < count; i++) {
    struct column *now = &columns[i];
    for (int b = 0; b < TAGS; b++) now->best[b] = NEVER;
    step(w->transitions, i ? now[-1].best : start, now);
    for (int b = 0; b < TAGS; b++) {
      now->best[b] += b ? scores[i][b - 1] : 0;
      if (allowed && !(allowed[i] >> b & 1)) now->best[b] = cost ? now->best[b] + cost : NEVER;
    }
  }
  int last = TAG_OUTSIDE;
  const int32_t *end = columns[count - 1].best;
  for (int a = 0; a < TAGS; a++)
    if (tag_follows(a, TAG_OUTSIDE) && end[a] > end[last]) last = a;
  for (uint32_t i = count; i > 0; i--) {
    tags[i - 1] = (uint8_t)last;
    last = columns[i - 1].from[last];
  }
}
