/* Who wrote a page. */
#ifndef NEWSEXT_HTML_AUTHORS_H
#define NEWSEXT_HTML_AUTHORS_H

#include "page.h"

/* Where an author is named, the most trusted first: by the story's own JSON-LD, a meta element, what is marked as one,
** the address of a link, a person in the page's graph, a class; what stands before the first heading comes last. */
enum author { AUTHOR_LD, AUTHOR_META, AUTHOR_MARKED, AUTHOR_LINK, AUTHOR_GRAPH, AUTHOR_CLASS, AUTHOR_EARLY, AUTHORS };

/* What a page tells of its authors; all may be 0. */
struct page_authors {
  struct slice names[AUTHORS];
  uint32_t nodes[AUTHORS], parents[AUTHORS]; /* where the first stands; 0 for none */
  uint32_t ends[AUTHORS];                    /* where the last ends */
  struct slice meta_key;                     /* the name of the meta element that named the author */
  bool headed;                               /* a heading has been met */
};

/* Adds what a meta element of that name says; another element of the same name names a second author. */
void authors_add_meta(struct page_authors *, struct arena *, struct slice key, struct slice name);

/* Adds what the element `node` names by its rel, class (`named`, enum named), itemprop (`is_author`) or address. */
void authors_add_marked(struct page *, struct page_authors *, uint32_t node, unsigned named, bool is_author);

/* The first heading has been met: who is named above it may be another story's author. */
void authors_are_early(struct page_authors *);

/* Sets the story's byline: what the page tells, else a line below the headline that begins as a byline does. */
void page_set_byline(struct page *, const struct page_authors *, struct slice site, struct story *);

#endif
