/* When a page was published. */
#ifndef NEWSEXT_HTML_DATES_H
#define NEWSEXT_HTML_DATES_H

#include "page.h"

/* What a page tells of its dates; no text where it does not. */
struct page_dates {
  struct slice published, modified; /* by JSON-LD, meta elements and itemprops */
  struct slice marked;              /* by <time> and classes */
  struct slice beside;              /* by a <time> in what is named as something else than the story */
};

/* Sets the story's date: what the page tells, else a day in its address, else the first that is shown from the headline
** on; what speaks of the last change only where nothing else does. */
void page_set_dates(struct page *, const struct page_dates *, struct story *);

#endif
