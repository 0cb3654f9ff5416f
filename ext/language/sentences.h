/*
** Sentences: where each begins and ends.
**
**     "He met Gen. Dunford on Sept. 11. \"It went well.\" U.S. aides agreed."
**      -> 3
**
** A sentence takes the quotation marks and brackets that close behind its
** stop, no white space at either end, and every word of the text is in one.  It
** ends at . ! ? … (unless that is an abbreviation, an initial, a decimal or
** inside a clause), and at an empty line; headings and list items so stand alone.  Rules after
** Grefenstette and Tapanainen 1994 ("What is a word, what is a sentence?")
** with news's own: "Monday.American" has a lost space, "U.S. Secretary" goes on.
*/
#ifndef NEWSEXT_SENTENCES_H
#define NEWSEXT_SENTENCES_H

#include "tokens.h"

struct sentence {
  struct span span;
  uint32_t first, count; /* its tokens */
};

struct sentences {
  const struct sentence *items;
  uint32_t count;
};

/* The sentences of a document; empty after an error, which is in its status. */
const struct sentences *document_sentences(struct document *);

/* The number of the sentence that holds token `t`; count if none does. */
uint32_t sentences_of(const struct sentences *, uint32_t t);

#endif
