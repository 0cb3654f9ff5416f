/*
** What the names of an element, its class or id, say of it: "article-body" is a story's,
** "related-links" stand beside it.
**
**     struct class_names names = {0};
**     if (names_say(&names, html_attribute(node, ATTRIBUTE_CLASS)) & NAMED_STORY) ...
**
** The same names come again and again in a page, so the last ones are kept.  The words: ext/lexicon/en/pages.txt.
*/
#ifndef NEWSEXT_HTML_NAMES_H
#define NEWSEXT_HTML_NAMES_H

#include "../../base/slice.h"

#include <stdint.h>

enum named {
  NAMED_STORY = 1,    /* the story's body */
  NAMED_LEAD = 2,     /* the paragraph between headline and story */
  NAMED_DATE = 4,     /* when it was published, */
  NAMED_MODIFIED = 8, /* or changed; both where two names say so */
  NAMED_AUTHOR = 16,
  NAMED_NOISE = 32 /* what stands around a story */
};

enum { NAMES_KEPT = 512 };
struct class_names {
  struct {
    struct slice names;
    unsigned said;
  } kept[NAMES_KEPT]; /* each in the place that its bytes give */
};

/* What the names say, enum named; 0 where there are none.  They are pointed to as long as the struct is used. */
unsigned names_say(struct class_names *, struct slice);

#endif
