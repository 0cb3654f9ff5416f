/*
** Which quotation marks open and close a quotation.
**
**     He said "We will wait." The 5'10" envoy, Dwayne "The Rock" Johnson, ...
**             [               ]                        [          ]
**
** All sorts pair with each other, since papers mix them.  What a mark does is
** read from its shape and the space around it, and what that leaves open from the
** count of marks in its paragraph, so a mark that is missing costs one paragraph at most.
*/
#ifndef NEWSEXT_QUOTATIONS_MARKS_H
#define NEWSEXT_QUOTATIONS_MARKS_H

#include "../quotations.h"

struct quoted {
  uint32_t first, end;       /* tokens, with the marks */
  uint32_t inner, inner_end; /* without them */
  bool is_open;              /* goes on in the next paragraph, or its closing mark is missing */
  bool reopened;             /* goes on from the paragraph before */
  bool single;               /* in single marks */
};

struct quoted_list {
  struct quoted *items; /* the outermost ones, in text order */
  uint32_t count;
};

/* Into the document's arena; empty after an error. */
struct quoted_list find_quoted(struct document *, const struct tokens *);

#endif
