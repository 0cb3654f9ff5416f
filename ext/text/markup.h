/*
** HTML tags in a text that should have none.
**
**     "He left.</p><p>She <b>stayed</b>"      "</p>" ends a paragraph, "<b>" is nothing
**
** Only tags that HTML has are taken for such, so "a <b" and "<name@host>" are
** text.  The elements are those of WHATWG HTML.
*/
#ifndef NEWSEXT_MARKUP_H
#define NEWSEXT_MARKUP_H

#include <stddef.h>

enum markup_break { MARKUP_INLINE, MARKUP_LINE, MARKUP_PARAGRAPH };

/* Ends that are looked for far away: of comments, scripts, styles. */
enum { MARKUP_ENDS = 3 };

/* The length of the tag, comment, script or style at `at`, where a < stands; 0
** if none does.  `no_end[i]` keeps from where on an end is known not to come,
** SIZE_MAX to begin with, so that looking costs no more than the text is long. */
size_t markup_at(const char *text, size_t bytes, size_t at, size_t no_end[MARKUP_ENDS], enum markup_break *lines);

#endif
