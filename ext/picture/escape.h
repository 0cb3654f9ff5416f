/*
** Text of anybody's inside HTML or SVG: escaped, and without characters that XML does not allow, that mean nothing by
** themselves, or that turn the direction of what stands around them (Unicode's Trojan-source characters, UTS 55).
*/
#ifndef NEWSEXT_ESCAPE_H
#define NEWSEXT_ESCAPE_H

#include "../base/buffer.h"
#include "../base/slice.h"
#include "../base/stop.h"

#include <stdint.h>

/* Whether a character is left out; white space is not. */
bool escape_hides(uint32_t code);

/* Adds a text for between tags and in quoted attributes.  Bytes that are no UTF-8 become U+FFFD. */
void escape_markup(struct buffer *, struct slice, struct stop *);

#endif
