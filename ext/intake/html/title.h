/* The headline of a page. */
#ifndef NEWSEXT_HTML_TITLE_H
#define NEWSEXT_HTML_TITLE_H

#include "page.h"

/* What a page says of its title and of its site; no text where it does not. */
struct page_titles {
  struct slice headline, open_title, page_title; /* by JSON-LD, by OpenGraph and its like, by <title> */
  struct slice site, host;                       /* the site's name, and that in its address */
};

/* The best title, in the tree's arena or in what was given; sets page->heading, where the headline stands. */
struct slice page_best_title(struct page *, const struct page_titles *);

#endif
