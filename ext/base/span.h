/* A part of a text, in bytes from its start. */
#ifndef NEWSEXT_SPAN_H
#define NEWSEXT_SPAN_H

#include <stdint.h>

struct span {
  uint32_t start, length;
};

static inline uint32_t span_end(struct span s) { return s.start + s.length; }

#endif
