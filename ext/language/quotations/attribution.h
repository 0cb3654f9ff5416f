/*
** Attribution: which words of a sentence belong to which cue.
**
**     “We won,” he said. “They lost,” she added, “and they know that we did.”
**     unit 1: content, cue      unit 2: content, cue, content
**
** The text is read in units: a sentence, or several where a quotation runs over
** their ends.  In a unit a cue either stands beside what it attributes (the examples above) or
** introduces it ("He said that we won").
*/
#ifndef NEWSEXT_QUOTATIONS_ATTRIBUTION_H
#define NEWSEXT_QUOTATIONS_ATTRIBUTION_H

#include "unit.h"

/* Adds the quotations of the story to the list; the document's status says what went wrong. */
void attribute(struct story *, struct quotation_list *);

#endif
