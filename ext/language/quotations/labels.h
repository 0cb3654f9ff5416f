/*
** Labels: who speaks in a paragraph that begins with a name and a colon, as in a transcript or a headline.
**
**     CLINTON: I have released my taxes. He has not.          speaker CLINTON, to the end of the paragraph
**     Police: Driver fled the scene
*/
#ifndef NEWSEXT_QUOTATIONS_LABELS_H
#define NEWSEXT_QUOTATIONS_LABELS_H

#include "writer.h"

/* Adds what stands behind a label at the start of unit `u`, which begins a paragraph, and returns the token at which it
** ends; 0, and nothing added, where it has none.  Asks for the layer of names where there may be one. */
uint32_t write_labelled(struct writer *, const struct unit *u);

#endif
