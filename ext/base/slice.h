/* A text of someone else's: not NUL-terminated, not owned. */
#ifndef NEWSEXT_SLICE_H
#define NEWSEXT_SLICE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

struct slice {
  const char *text; /* NULL: there is none */
  size_t bytes;
};

/* A text that ends with a NUL. */
static inline struct slice slice_of(const char *text) { return (struct slice){text, strlen(text)}; }

static inline bool slice_equals(struct slice a, struct slice b) {
  return a.bytes == b.bytes && (!a.bytes || !memcmp(a.text, b.text, a.bytes));
}

/* Which of two comes first, byte by byte, as strcmp() says it. */
static inline int slice_order(struct slice a, struct slice b) {
  const size_t least = a.bytes < b.bytes ? a.bytes : b.bytes;
  const int order = least ? memcmp(a.text, b.text, least) : 0;
  return order ? order : (a.bytes > b.bytes) - (a.bytes < b.bytes);
}

/* A hash, for tables in memory: of eight bytes at a time, so another on machines of another byte order. */
static inline uint64_t slice_hash(struct slice s) {
  uint64_t hash = s.bytes;
  for (size_t at = 0; at < s.bytes; at += sizeof hash) {
    uint64_t part = 0;
    memcpy(&part, s.text + at, s.bytes - at < sizeof part ? s.bytes - at : sizeof part);
    hash = (hash ^ part) * 0x9E3779B97F4A7C15u;
    hash ^= hash >> 32;
  }
  return hash;
}

/* Without white space at either end. */
static inline struct slice slice_trimmed(struct slice s) {
  while (s.bytes && (s.text[0] == ' ' || (s.text[0] >= '\t' && s.text[0] <= '\r'))) s.text++, s.bytes--;
  while (s.bytes && (s.text[s.bytes - 1] == ' ' || (s.text[s.bytes - 1] >= '\t' && s.text[s.bytes - 1] <= '\r')))
    s.bytes--;
  return s;
}

#endif
