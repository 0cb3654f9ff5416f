/* The weights: see weights.h. */
#include "weights.h"

#include <string.h>

struct weights weights_of(struct weights_table table, const int16_t *transitions) {
  struct weights w = {.table = table, .transitions = transitions};
  for (int k = 0; k < TAG_HALF; k++) {
    int tag = TAG_FIRST + TAG_HALF + k, kind = tag_kind(tag);
    w.from_begin[k] = transitions[tag_of(kind, TAG_BEGIN) * TAGS + tag];
    w.from_inside[k] = transitions[tag_of(kind, TAG_INSIDE) * TAGS + tag];
  }
  return w;
}

struct weights weights_read(const unsigned char *file) {
  const struct weights_head *head = (const struct weights_head *)(const void *)file;
  const struct weights_row *rows = (const struct weights_row *)(const void *)(file + sizeof *head);
  const uint8_t *checks = (const uint8_t *)(rows + weights_rows(head->bits));
  return weights_of((struct weights_table){head->bits, checks, rows}, head->transitions);
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
    scores[k] = (int16_t)((uint16_t)(both[k] - (second[k] << 8)) - none);
    scores[k + TAG_HALF] = (int16_t)(second[k] - none);
  }
}

void weights_score(const struct weights *w, const uint32_t *features, uint32_t count, int16_t scores[TAG_SCORES]) {
  const struct weights_row *rows[FEATURES_MOST];
  uint32_t n = 0; /* without a branch: a third of the features have no row, and no one can foretell which */
  for (uint32_t i = 0; i < count; i++) n += weights_row(w->table, features[i], &rows[n]);
  weights_add(rows, n, scores);
}
