/*
** The encoding of a file, found and not assumed.
**
**     "caf\xE9"              Windows-1252
**     "\xFF\xFEc\0a\0..."    UTF-16LE
**
** UTF-16 by its mark or by its zeros, UTF-8 where it is valid or nearly so, else
** Windows-1252, which can stand for any bytes.
*/
#ifndef NEWSEXT_ENCODING_H
#define NEWSEXT_ENCODING_H

#include "../base/buffer.h"
#include "../base/stop.h"

#include <stdbool.h>

enum encoding { ENCODING_UTF8, ENCODING_UTF16LE, ENCODING_UTF16BE, ENCODING_CP1252 };

enum encoding_problem {
  ENCODING_BAD_UTF8 = 1,  /* some bytes of the UTF-8 are wrong; they are kept */
  ENCODING_BAD_UTF16 = 2, /* half a surrogate pair, or an odd byte at the end */
  ENCODING_NUL = 4,       /* NUL bytes, which became U+FFFD */
  ENCODING_BINARY = 8     /* no text at all; none is given */
};

/* What the bytes are by the mark they begin with, where that is no text: "a PDF file"; NULL for others. */
const char *encoding_format(const char *bytes, size_t count);

/* Whether the bytes are a zip archive in which an office program or a maker of e-books keeps one document. */
bool encoding_is_document(const char *bytes, size_t count);

/* Whether the first bytes of a file say that it is no text. */
bool encoding_is_binary(const char *bytes, size_t count);

/* Whether the bytes are UTF-8 that encoding_read() would leave as it is. */
bool encoding_is_plain(const char *bytes, size_t count, struct stop *);

/* Appends the bytes to `out` as UTF-8, without mark, with \n as the only line
** end and without NUL.  The rest is in `*encoding` and `*problems`; errors in
** out->no_memory. */
void encoding_read(struct buffer *out, const char *bytes, size_t count, enum encoding *encoding, unsigned *problems,
                   struct stop *);

/* "UTF-8" ... */
const char *encoding_name(enum encoding);

#endif
