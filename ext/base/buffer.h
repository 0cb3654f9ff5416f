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

#include <stdbool.h>
#include <stddef.h>

struct buffer {
  char *bytes; /* owned; NULL while empty, else with a NUL behind the last byte */
  size_t count, room;
  bool no_memory;
};

/* Makes room for `more` bytes and the NUL.  False when there is no memory. */
bool buffer_room(struct buffer *, size_t more);
void buffer_add(struct buffer *, const char *from, size_t bytes);
void buffer_add_byte(struct buffer *, char);
void buffer_add_text(struct buffer *, const char *nul_terminated);

/* Frees the bytes; the buffer can be used again. */
void buffer_free(struct buffer *);

#endif
