/*
** XML read piece by piece where it lies, as feeds write it, well-formed or not.
**
**     <title>Talks &amp; truce</title>     an opening tag, a text, a closing tag
**
** Of a document type nothing is taken: no entity of its own is ever expanded, so that none can grow.  What ends
** nowhere is no piece.  The grammar is XML 1.0's, without its demand that all be well-formed.
*/
#ifndef NEWSEXT_XML_H
#define NEWSEXT_XML_H

#include "../../base/buffer.h"
#include "../../base/slice.h"

#include <stdbool.h>

enum xml_kind { XML_TEXT, XML_CDATA, XML_OPEN, XML_EMPTY /* <br/> */, XML_CLOSE, XML_OTHER /* a comment, a type */ };

struct xml_piece {
  enum xml_kind kind;
  struct slice all;  /* as it is written */
  struct slice name; /* of a tag, with its prefix */
  struct slice text; /* of a text or a CDATA section */
};

/* Reads the piece at `*at` and moves `*at` behind it.  False, and `*at` stays, where the text ends before the piece
** does; a run of text that reaches the end is one. */
bool xml_next(struct slice, size_t *at, struct xml_piece *);

/* The part of a tag's name behind its prefix. */
struct slice xml_local(struct slice name);

/* The value of a tag's attribute, as written; no text where it has none. */
struct slice xml_attribute(struct slice tag, const char *name);

/* Appends a text with its references resolved, once: XML's own, numbers, and HTML's names, which feeds use as well. */
void xml_resolve(struct buffer *out, struct slice text);

#endif
