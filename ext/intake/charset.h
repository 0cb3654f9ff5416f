/*
** The encoding that a web page, a feed or a letter names, where it is neither UTF-8 nor Windows-1252.
**
**     <meta charset="koi8-r">    <?xml version="1.0" encoding="Shift_JIS"?>    Content-Type: text/html; charset=big5
**
** Where it stands in a page and how far it is looked for: WHATWG HTML, section 13.2.3.2, prescanning a byte stream.
*/
#ifndef NEWSEXT_CHARSET_H
#define NEWSEXT_CHARSET_H

#include "../base/buffer.h"
#include "../base/slice.h"

#include <stdbool.h>

enum { CHARSET_BYTES = 25 /* of a name, with its NUL */ };

/* Writes the name behind `key` ("charset=") near the text's start, in capitals; false, and "", where there is none. */
bool charset_named(struct slice, const char *key, char name[CHARSET_BYTES]);

/*
** Appends the text to `out` as UTF-8, converted by the system (system_convert()), and returns true, where its bytes are
** no UTF-8 and the encoding needs that.  `*problem` is set (constant text) where the library does not know it; then,
** and where encoding_read() does as well by itself, false.  No memory: out->no_memory.
*/
bool charset_convert(struct buffer *out, struct slice, const char *name, const char **problem);

#endif
