/*
** Quoted texts: which quotation marks open and close one.
**
**     He said "We will wait." The 5'10" envoy, Dwayne "The Rock" Johnson, ...
**             [               ]                        [          ]
**
** All sorts pair with each other, since papers mix them.  What a mark does is
** read from its shape and the space around it, and what that leaves open from the
** count of marks in its paragraph, so a mark that is missing costs one paragraph at most.
*/
#ifndef NEWSEXT_QUOTED_H
#define NEWSEXT_QUOTED_H

#include "tokens.h"

struct quoted {
  uint32_t first, end;       /* tokens, with the marks */
  uint32_t inner, inner_end; /* without them */
  bool is_open;              /* goes on in the next paragraph, or its closing mark is missing */
  bool reopened;             /* goes on from the paragraph before */
  bool single;               /* in single marks */
};

/* What somebody says is direct where all of it stands in quotation marks, partial where some does,
** indirect where nothing does. */
enum speech { SPEECH_DIRECT, SPEECH_PARTIAL, SPEECH_INDIRECT };

struct quoted_texts {
  const struct quoted *items; /* the outermost ones, in text order */
  uint32_t count;
};

/* What is quoted in a document; empty after an error, which is in its status. */
const struct quoted_texts *document_quoted(struct document *);

/* The number of the first quoted text that ends behind token `t`; count if none does. */
uint32_t quoted_from(const struct quoted_texts *, uint32_t t);

#endif
