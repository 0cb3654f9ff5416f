/* Misspelt words: see misspelt.h. */
#include "misspelt.h"

#include "fold.h"
#include "utf8.h"

#include <string.h>

unsigned misspelt_letters(const char *folded, unsigned count, uint8_t starts[MISSPELT_LETTERS + 1]) {
  unsigned n = 0;
  for (unsigned i = 0; i < count; i++) {
    if (((unsigned char)folded[i] & 0xC0) == 0x80) continue;
    if (n == MISSPELT_LETTERS) return 0;
    starts[n++] = (uint8_t)i;
  }
  starts[n] = (uint8_t)count;
  return n;
}

uint64_t misspelt_hash(const char *folded, const uint8_t *starts, unsigned n, unsigned k) {
  unsigned head = starts[k], tail = starts[n] - starts[k + 1];
  if (n == starts[n] && n <= 16) { /* all ASCII: what is behind the letter moves down a byte */
    const uint64_t low = word_first(word_eight(folded), n),
                   high = n > 8 ? word_first(word_eight(folded + 8), n - 8) : 0;
    const uint64_t before = ((uint64_t)1 << k % 8 * 8) - 1;
    if (k >= 8) return word_hash_16(low, (high & before) | (high >> 8 & ~before));
    return word_hash_16((low & before) | ((low >> 8 | high << 56) & ~before), high >> 8);
  }
  char rest[WORD_BYTES + 8];
  memcpy(rest, folded, head);
  memcpy(rest + head, folded + starts[k + 1], tail);
  memset(rest + head + tail, 0, 8);
  return word_hash_of(rest, head + tail);
}

bool misspelt_is(const char *x, unsigned x_bytes, const char *y, unsigned y_bytes) {
  unsigned head = 0, tail = 0, less = x_bytes < y_bytes ? x_bytes : y_bytes;
  while (head < less && x[head] == y[head]) head++;
  while (tail < less - head && x[x_bytes - 1 - tail] == y[y_bytes - 1 - tail]) tail++;
  unsigned x_rest = x_bytes - head - tail, y_rest = y_bytes - head - tail;
  if (!head || (!x_rest && !y_rest)) return false;
  if (x_rest && y_rest == 0) return tail > 0 && utf8_count(x + head, x_rest) == 1;
  if (y_rest && x_rest == 0) return tail > 0 && utf8_count(y + head, y_rest) == 1;
  if (x_rest == 2 && y_rest == 2 && x[head] == y[head + 1] && x[head + 1] == y[head]) return true;
  return utf8_count(x + head, x_rest) == 1 && utf8_count(y + head, y_rest) == 1;
}

bool misspelt_may_be(const struct word *w, unsigned least) {
  return w->letters >= least && !(w->flags & (WORD_DIGIT | WORD_DOTTED | WORD_ALONE | WORD_LONG));
}
