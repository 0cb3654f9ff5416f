/*
** What a server sent compressed, as HTTP has it (RFC 9110, section 8.4): a text in memory.
**
**     const char *problem = brotli_text(&out, body, 1 << 20, NULL);
**
** Each appends to `out` what the text holds, up to `most` bytes and a step more, and returns why that is not all of it:
** constant text, or NULL.  Where there is no memory `out` keeps that; where work must end, `stop`.
*/
#ifndef NEWSEXT_CODING_H
#define NEWSEXT_CODING_H

#include "../../base/buffer.h"
#include "../../base/memory.h"
#include "../../base/slice.h"
#include "../../base/stop.h"

enum { CODING_STEP = 1 << 16 };
#define CODING_BROKEN "is compressed, and broken"
#define CODING_TOO_MUCH "holds more than any text can be packed into"

const char *inflate_text(struct buffer *out, struct slice, size_t most,
                         struct stop *stop);                                             /* gzip, deflate: inflate.c */
const char *zstd_text(struct buffer *out, struct slice, size_t most, struct stop *stop); /* RFC 8878: zstd.c */
const char *brotli_text(struct buffer *out, struct slice, size_t most, struct stop *stop); /* RFC 7932: brotli.c */

/* The memory of a library that asks for it by functions, of `bytes` bytes; NULL where there is none. */
static inline void *library_take(void *unused, size_t bytes) {
  (void)unused;
  return memory_resize(NULL, bytes + 1); /* a block also where no byte is asked for */
}

static inline void library_give_back(void *unused, void *block) {
  (void)unused;
  memory_free(block);
}

#endif
