/*
** Numbers in as few bytes as they need: seven bits a byte, the lowest first, all bytes but the last with the eighth
** bit set (LEB128, DWARF 4 section 7.6).
*/
#ifndef NEWSEXT_VARINT_H
#define NEWSEXT_VARINT_H

#include "buffer.h"
#include "slice.h"

#include <stdint.h>

static inline void varint_put(struct buffer *out, uint64_t number) {
  for (; number > 0x7F; number >>= 7) buffer_add_byte(out, (char)(unsigned char)(number | 0x80));
  buffer_add_byte(out, (char)number);
}

/* Takes a number off the front of `from`; false, and nothing taken, where none is there. */
static inline bool varint_take(struct slice *from, uint64_t *number) {
  uint64_t sum = 0;
  for (size_t i = 0; i < from->bytes && i < 10; i++) {
    unsigned char byte = (unsigned char)from->text[i];
    sum |= (uint64_t)(byte & 0x7F) << (7 * i);
    if (byte & 0x80) continue;
    *number = sum;
    *from = (struct slice){from->text + i + 1, from->bytes - i - 1};
    return true;
  }
  return false;
}

/* A text behind its length. */
static inline void varint_put_slice(struct buffer *out, struct slice s) {
  varint_put(out, s.bytes);
  buffer_add(out, s.text ? s.text : "", s.bytes);
}

static inline bool varint_take_slice(struct slice *from, struct slice *out) {
  struct slice rest = *from;
  uint64_t bytes;
  if (!varint_take(&rest, &bytes) || bytes > rest.bytes) return false;
  *out = (struct slice){rest.text, (size_t)bytes};
  *from = (struct slice){rest.text + bytes, rest.bytes - (size_t)bytes};
  return true;
}

#endif
