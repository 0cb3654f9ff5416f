/*
** The encoding that a web page names, where it is neither UTF-8 nor Windows-1252.
**
**     <meta charset="koi8-r">    <meta http-equiv="Content-Type" content="text/html; charset=Shift_JIS">
**
** Where it stands and how far it is looked for: WHATWG HTML, section 13.2.3.2 ("prescan a byte stream").
*/
#ifndef NEWSEXT_CHARSET_H
#define NEWSEXT_CHARSET_H

#include "../base/buffer.h"
#include "../base/slice.h"

#include <stdbool.h>

/*
** Appends the page to `out` as UTF-8, converted by the C library's iconv, and returns true, where its bytes are no
** UTF-8 and it names an encoding that needs that.  `*problem` is set (constant text) where the library does not know it;
** then, and where the page names none, false.  No memory: out->no_memory.
*/
bool charset_convert(struct buffer *out, struct slice page, const char **problem);

#endif
