/*
** Mending what scraping, converting and translating did to a text.
**
**     "A &amp;quot;deal&amp;quot; isnâ€™t near.Talks go on %MINIFYHTML721c8f%"
**      -> "A "deal" isn’t near. Talks go on"
**
** - bytes that are no UTF-8, read as Windows-1252; UTF-8 read as Windows-1252
**   ("â€™"), also twice over: text/cp1252.h
** - HTML tags and character references, also "&amp;amp;", ",quot;", "& # 39;":
**   text/references.h
** - macros that a page's own software left (%MINIFYHTML...%)
** - soft hyphens, zero-width characters, control characters
** - a space lost behind a full stop ("said Monday.American"; not "U.S.",
**   "example.com", "Gen.Dunford")
** - the picture's address behind a tweet (pic.twitter.com/...)
**
** Clean text is found clean in one scan and not copied.
*/
#ifndef NEWSEXT_REPAIR_H
#define NEWSEXT_REPAIR_H

#include "../base/buffer.h"
#include "../base/slice.h"
#include "../base/stop.h"

#include <stdint.h>

/* Whether the text needs mending; then `out` (empty before) holds it mended.
** Out of memory: true, and out->no_memory.  `stop` may be NULL. */
bool repair(struct buffer *out, const char *text, size_t bytes, struct stop *stop);

/* Whether there is an HTML tag in the text. */
bool repair_finds_markup(struct slice);

#endif
