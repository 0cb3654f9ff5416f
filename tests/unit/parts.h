/*
** Texts of parts in every order that a small generator gives, the same each time.
**
**     static const char *const parts[] = {"the man ", "said ", ". "};
**     uint32_t bytes = text_of_parts(seed, parts, sizeof parts / sizeof *parts, text, sizeof text);
*/
#ifndef NEWSEXT_TESTS_PARTS_H
#define NEWSEXT_TESTS_PARTS_H

#include <stdint.h>
#include <string.h>

/* Writes a text, with its 0, of as many parts as `room` bytes surely hold; a part has 32 at most.  Returns its bytes. */
static inline uint32_t text_of_parts(uint32_t seed, const char *const *parts, size_t count, char *text, size_t room) {
  uint32_t n = 0;
  while (n + 32 < room) {
    seed = seed * 1664525u + 1013904223u;
    const char *part = parts[(seed >> 16) % count];
    memcpy(text + n, part, strlen(part));
    n += (uint32_t)strlen(part);
  }
  text[n] = 0;
  return n;
}

#endif
