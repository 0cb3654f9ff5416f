/* When a page was published. */
#ifndef NEWSEXT_HTML_DATES_H
#define NEWSEXT_HTML_DATES_H

#include "page.h"

/* What a page tells of its dates; no text where it does not. */
struct page_dates {
  struct slice published, modified; /* by JSON-LD, meta elements and itemprops */
  struct slice marked;              /* by <time> and classes, */
  uint32_t marked_node;             /* in this element */
  struct slice beside;              /* by a <time> in what is named as something else than the story, */
  uint32_t beside_node;             /* which this is */
};

/* Notes a date that the element `node` is marked as: `when` if there is such an attribute, else its text.  It is that
** of the last change if `modified`, or if its own text or the one before says so. */
void page_mark_date(struct page *, struct page_dates *, uint32_t node, struct slice when, bool modified);

/* Sets the story's date: what the page tells, else a day in its address, else the first that is shown from the headline
** on; what speaks of the last change only where nothing else does. */
void page_set_dates(struct page *, const struct page_dates *, struct story *);

#endif
