/* A text of someone else's: not NUL-terminated, not owned. */
#ifndef NEWSEXT_SLICE_H
#define NEWSEXT_SLICE_H

#include <stdbool.h>
#include <stddef.h>
#include <string.h>

struct slice {
  const char *text; /* NULL: there is none */
  size_t bytes;
};

static inline bool slice_equals(struct slice a, struct slice b) {
  return a.bytes == b.bytes && (!a.bytes || !memcmp(a.text, b.text, a.bytes));
}

/* Without white space at either end. */
static inline struct slice slice_trimmed(struct slice s) {
  while (s.bytes && (s.text[0] == ' ' || (s.text[0] >= '\t' && s.text[0] <= '\r'))) s.text++, s.bytes--;
  while (s.bytes && (s.text[s.bytes - 1] == ' ' || (s.text[s.bytes - 1] >= '\t' && s.text[s.bytes - 1] <= '\r')))
    s.bytes--;
  return s;
}

#endif
