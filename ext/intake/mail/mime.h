/*
** The parts of a letter: MIME (RFC 2045 to 2047).
**
**     Subject: =?utf-8?q?Caf=C3=A9?=        mime_words()    "Café"
**     Content-Type: multipart/alternative    mime_text()     the HTML in it, or else the plain text
*/
#ifndef NEWSEXT_MIME_H
#define NEWSEXT_MIME_H

#include "../../base/buffer.h"
#include "../../base/slice.h"
#include "../../base/stop.h"
#include "../charset.h"

/* The next field of a header: its name, its value with the lines that go on with it.  False at the empty line that ends
** the header; `*at` is then behind that. */
bool mime_field(struct slice, size_t *at, struct slice *name, struct slice *value);

/* Appends a field's value as UTF-8, its encoded words read and its lines joined.  `stop` may be NULL. */
void mime_words(struct buffer *out, struct slice value, struct stop *stop);

struct mime_text {
  struct slice body; /* as it is sent */
  char encoding;     /* 'q': quoted-printable, 'b': base64, 0: as it is */
  char charset[CHARSET_BYTES];
  bool is_html;
};

/* Finds the text of a letter, of which several parts may give one: HTML where `html`, else what is plain, else what
** there is.  False where there is none. */
bool mime_find_text(struct slice letter, bool html, struct mime_text *);

/* Appends it as UTF-8; `converted`: its charset had to be.  `*problem`: see charset.h. */
void mime_read_text(struct buffer *out, const struct mime_text *, bool *converted, const char **problem, struct stop *);

#endif
