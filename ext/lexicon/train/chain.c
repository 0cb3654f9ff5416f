/* The expectations of a chain of tags: see chain.h. */
#include "chain.h"

#include <string.h>

static bool is_open(int tag) { return tag && (tag_part(tag) == TAG_BEGIN || tag_part(tag) == TAG_INSIDE); }
static bool goes_on(int tag) { return tag && (tag_part(tag) == TAG_INSIDE || tag_part(tag) == TAG_LAST); }

bool may_follow(int from, int to) {
  return is_open(from) ? goes_on(to) && tag_kind(from) == tag_kind(to) : !goes_on(to);
}

bool may_end(int tag) { return !is_open(tag); }

/* Makes the sum of the numbers 1; false where it is 0. */
static bool level(double numbers[TAGS]) {
  double sum = 0;
  for (int t = 0; t < TAGS; t++) sum += numbers[t];
  for (int t = 0; t < TAGS && sum > 0; t++) numbers[t] /= sum;
  return sum > 0;
}

/* How often each tag before leads to each one here: what comes to the one, by the step, by what the other leads to. */
static void add_steps(double (*steps)[TAGS], const double before[TAGS], const double behind[TAGS],
                      struct expected *out) {
  double sum = 0;
  for (int a = 0; a < TAGS; a++)
    for (int b = 0; b < TAGS; b++) sum += before[a] * steps[a][b] * behind[b];
  for (int a = 0; a < TAGS; a++)
    for (int b = 0; b < TAGS && sum > 0; b++) out->steps[a][b] += before[a] * steps[a][b] * behind[b] / sum;
}

bool expect(double (*factors)[TAGS], double (*steps)[TAGS], uint32_t count, const uint32_t *allowed,
            struct expected *out) {
  double forward[SEGMENT_MOST][TAGS], before[TAGS] = {1}, behind[TAGS];
  memset(out, 0, sizeof *out);
  for (uint32_t i = 0; i < count; i++) {
    const double *from = i ? forward[i - 1] : before;
    for (int b = 0; b < TAGS; b++) {
      forward[i][b] = 0;
      if (allowed && !(allowed[i] >> b & 1)) continue;
      for (int a = 0; a < TAGS; a++) forward[i][b] += from[a] * steps[a][b];
      forward[i][b] *= factors[i][b];
    }
    if (!level(forward[i])) return false;
  }
  for (int t = 0; t < TAGS; t++) behind[t] = may_end(t);
  for (uint32_t i = count; i-- > 0;) {
    for (int t = 0; t < TAGS; t++) out->tags[i][t] = forward[i][t] * behind[t];
    if (!level(out->tags[i])) return false;
    for (int t = 0; t < TAGS; t++) behind[t] *= allowed && !(allowed[i] >> t & 1) ? 0 : factors[i][t];
    add_steps(steps, i ? forward[i - 1] : before, behind, out);
    double here[TAGS];
    memcpy(here, behind, sizeof here);
    for (int a = 0; a < TAGS; a++) {
      behind[a] = 0;
      for (int b = 0; b < TAGS; b++) behind[a] += steps[a][b] * here[b];
    }
    if (!level(behind)) return false;
  }
  return true;
}
