/*
** A growing run of bytes with a sticky error.
**
**     struct buffer b = {0};
**     buffer_add(&b, "Kabul", 5);
**     if (!b.no_memory) use(b.bytes, b.count);            // NUL-terminated
**     buffer_free(&b);
*/
#ifndef NEWSEXT_BUFFER_H
#define NEWSEXT_BUFFER_H

#include "slice.h"

struct buffer {
  char *bytes; /* owned; NULL while empty, else with a NUL behind the last byte */
  size_t count, room;
  bool no_memory;
};

/* Makes room for `more` bytes and the NUL.  False when there is no memory. */
bool buffer_grow(struct buffer *, size_t more);
static inline bool buffer_room(struct buffer *b, size_t more) {
  return (b->room - b->count > more && !b->no_memory) || buffer_grow(b, more);
}

void buffer_add(struct buffer *, const char *from, size_t bytes);
static inline void buffer_add_byte(struct buffer *b, char byte) {
  if (!buffer_room(b, 1)) return;
  b->bytes[b->count++] = byte;
  b->bytes[b->count] = 0;
}
static inline void buffer_add_slice(struct buffer *b, struct slice s) { buffer_add(b, s.text, s.bytes); }
void buffer_add_text(struct buffer *, const char *nul_terminated);

/* What it holds, which lives until it is changed. */
static inline struct slice buffer_slice(const struct buffer *b) {
  return (struct slice){b->bytes ? b->bytes : "", b->count};
}

/* Frees the bytes; the buffer can be used again. */
void buffer_free(struct buffer *);

#endif
