/* The tagger's arithmetic: see tagger.h. */
#include "tagger.h"

#include <string.h>

void weights_set(struct weights both[2], const unsigned char *file) {
  const struct weights_head *head = (const struct weights_head *)(const void *)file;
  const unsigned char *at = file + sizeof *head;
  for (int k = 0; k < 2; k++) {
    both[k] = (struct weights){head->rows[k], head->transitions[k], at, NULL};
    at += head->rows[k];
    both[k].scores = (const int8_t(*)[TAG_SCORES])(const void *)at;
    at += (size_t)head->rows[k] * TAG_SCORES;
  }
}

void weights_score(const struct weights *w, const uint32_t *features, uint32_t count, int16_t scores[TAG_SCORES]) {
  for (uint32_t i = 0; i < count; i++) {
    uint32_t row = (uint32_t)((uint64_t)features[i] * w->rows >> 32);
    if (w->checks[row] != (uint8_t)features[i]) continue;
    const int8_t *from = w->scores[row];
    for (int k = 0; k < TAG_SCORES; k++) scores[k] = (int16_t)(scores[k] + from[k]);
  }
}

enum { NEVER = -(1 << 28) };

void decode(const struct weights *w, const int16_t (*scores)[TAG_SCORES], uint32_t count, const uint32_t *allowed,
            int cost, uint8_t *tags) {
  int32_t best[2][TAGS];
  uint8_t from[SEGMENT_MOST][TAGS];
  for (uint32_t i = 0; i < count; i++) {
    int32_t *now = best[i & 1], *before = best[~i & 1];
    for (int b = 0; b < TAGS; b++) {
      int32_t own = b ? scores[i][b - 1] : 0;
      now[b] = NEVER;
      from[i][b] = 0;
      if (allowed && !(allowed[i] >> b & 1)) {
        if (!cost) continue;
        own += cost;
      }
      for (int a = 0; a < TAGS; a++) {
        if (!tag_follows(a, b)) continue;
        int32_t sum = i ? before[a] : a ? NEVER : 0;
        if (sum == NEVER) continue;
        sum += own + w->transitions[a * TAGS + b];
        if (sum > now[b]) now[b] = sum, from[i][b] = (uint8_t)a;
      }
    }
  }
  int last = 0;
  const int32_t *end = best[(count - 1) & 1];
  for (int a = 0; a < TAGS; a++)
    if (tag_follows(a, TAG_OUTSIDE) && end[a] > end[last]) last = a;
  for (uint32_t i = count; i > 0; i--) {
    tags[i - 1] = (uint8_t)last;
    last = from[i - 1][last];
  }
}
