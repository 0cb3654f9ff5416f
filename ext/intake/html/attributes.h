/*
** The attributes of a page's elements that mean something here; all others are passed over.
*/
#ifndef NEWSEXT_HTML_ATTRIBUTES_H
#define NEWSEXT_HTML_ATTRIBUTES_H

#include "../../base/slice.h"

#include <stdint.h>

/* By their names in capitals, _ for the hyphen. */
/* clang-format off */
#define HTML_ATTRIBUTES(X) \
  X(ARIA_HIDDEN) X(CLASS) X(CONTENT) X(DATETIME) X(HIDDEN) X(HREF) X(HTTP_EQUIV) X(ID) X(ITEMPROP) X(LANG) X(NAME) \
  X(PROPERTY) X(REL) X(ROLE) X(STYLE) X(TITLE) X(TYPE)
/* clang-format on */
enum html_attribute_name {
#define HTML_ENUM(name) ATTRIBUTE_##name,
  HTML_ATTRIBUTES(HTML_ENUM)
#undef HTML_ENUM
      ATTRIBUTE_OTHER
};

/* The value, with its references resolved, is no text where there is none. */
struct html_attribute {
  enum html_attribute_name name;
  struct slice value;
};

#endif
