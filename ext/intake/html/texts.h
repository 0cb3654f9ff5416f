/* The texts of a page's elements, and how they are compared. */
#ifndef NEWSEXT_HTML_TEXTS_H
#define NEWSEXT_HTML_TEXTS_H

#include "page.h"

/* A copy in the arena; no text where there is no memory. */
struct slice page_copy(struct arena *, const char *text, size_t bytes);

/* The text of an element with its white space squeezed, 300 bytes at most, in the tree's arena; without a kicker, the
** word of two that stands before a headline. */
struct slice page_text_of(struct page *, uint32_t node);

/* The node where the story's text begins: its first paragraph of running text behind the headline, else its end. */
uint32_t page_text_from(const struct page *);

/* The letters and digits of a text alone, those of ASCII small. */
struct slice page_letters(struct arena *, struct slice);

/* Whether a text holds another that is not empty. */
bool page_holds(struct slice all, struct slice part);

#endif
