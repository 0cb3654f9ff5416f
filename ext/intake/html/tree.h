/*
** The tree of a web page, flat: its elements and texts in document order.
**
**     struct html_tree tree = {0};
**     if (html_read(&tree, page, NULL)) for (uint32_t i = 0; i < tree.count; i++) use(&tree.nodes[i]);
**     html_free(&tree);
**
** A node's subtree is what stands from it up to `end`, so that one loop forwards hands something down to the
** children, and one backwards adds something up to the parents, without recursion.
**
** The parser is Gumbo, which follows the HTML5 standard (WHATWG, section 13.2).  It is shown the page's tags alone
** (skeleton.h), for it is slow: so it takes a sixth of the time of a page, and lexbor, a faster one that Debian 12 and
** 13 do not have, would win little more.  It is optional when newsext is built; without it html_read() says so.
*/
#ifndef NEWSEXT_HTML_TREE_H
#define NEWSEXT_HTML_TREE_H

#include "../../base/arena.h"
#include "../../base/slice.h"
#include "../../base/stop.h"
#include "attributes.h"

#include <stdbool.h>
#include <stdint.h>

/* The elements that mean something here; all others are HTML_OTHER. */
/* clang-format off */
#define HTML_TAGS(X) \
  X(A) X(ADDRESS) X(AMP) X(ARTICLE) X(ASIDE) X(AUDIO) X(B) X(BLOCKQUOTE) X(BODY) X(BR) X(BUTTON) X(CANVAS) \
  X(CAPTION) X(CITE) X(CODE) X(DATALIST) X(DD) X(DETAILS) X(DIALOG) X(DIV) X(DL) X(DT) X(EM) X(EMBED) X(FIELDSET) \
  X(FIGCAPTION) X(FIGURE) X(FONT) X(FOOTER) X(FORM) X(H1) X(H2) X(H3) X(H4) X(H5) X(H6) X(HEAD) X(HEADER) X(HR) \
  X(HTML) X(I) X(IFRAME) X(IMG) X(INPUT) X(LABEL) X(LEGEND) X(LI) X(LINK) X(MAIN) X(MAP) X(MENU) X(META) X(NAV) \
  X(NOSCRIPT) X(OBJECT) X(OL) X(OPTION) X(OUTPUT) X(P) X(PICTURE) X(PRE) X(SCRIPT) X(SECTION) X(SELECT) X(SPAN) \
  X(STRONG) X(STYLE) X(SUMMARY) X(SVG) X(TABLE) X(TBODY) X(TD) X(TEMPLATE) X(TEXTAREA) X(TFOOT) X(TH) X(THEAD) \
  X(TIME) X(TITLE) X(TR) X(U) X(UL) X(VIDEO)
/* clang-format on */
enum html_tag {
  HTML_TEXT, /* no element: a text */
  HTML_OTHER,
#define HTML_ENUM(name) HTML_##name,
  HTML_TAGS(HTML_ENUM)
#undef HTML_ENUM
      HTML_TAG_COUNT
};

struct html_node {
  struct slice text; /* of a text; the references in it are resolved */
  const struct html_attribute *attributes;
  uint32_t attribute_count, parent, end;
  uint8_t tag; /* enum html_tag */
};

struct html_tree {
  struct html_node *nodes; /* 0 is the root; in the arena */
  uint32_t count;
  const char *problem; /* why html_read said no; constant; NULL where there was no memory or `stop` said so */
  struct arena arena;
};

/*
** Reads a page in UTF-8; scripts other than JSON-LD, styles and drawings have no text.  The nodes point into the page.
** `stop` may be NULL.  False, and nothing but `problem` is set, where there is no tree: the page is too large or nests
** too deeply (what a person's browser would not show either), or this build reads no HTML.
*/
bool html_read(struct html_tree *, struct slice page, struct stop *stop);

/* Frees the tree; all of it may be 0. */
void html_free(struct html_tree *);

/* The value of an element's attribute, its references resolved; text NULL where it has none. */
struct slice html_attribute(const struct html_node *, enum html_attribute_name);

#endif
