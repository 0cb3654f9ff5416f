/*
** Extents: what the tagger leaves to plain rules.
**
**     "Ohio Gov. John Kasich met the US envoy, President Ghani, in Butte, Mont., on Facebook"
**     tagged: John Kasich (person), President Ghani (person)
**     mended: Ohio (place), John Kasich (person), US (place), Ghani (person), Butte (place), Mont (place),
**             Facebook (organization)
**
** Acronyms of countries, and the few bodies that the whole world knows, are names wherever they stand; a title is no
** part of a person's name, but where the office is held stands before it; an article is no part of what begins with an
** acronym; a town and its state are two places, and are told by the abbreviation that news style gives the state
** (AP Stylebook, on the names of states).
*/
#ifndef NEWSEXT_NAMES_EXTENTS_H
#define NEWSEXT_NAMES_EXTENTS_H

#include "tagger.h"

/* Mends the mentions of a scene's document.  Errors go to the document's status. */
void mend_mentions(struct scene *, struct ARENA_MENTIONS *);

#endif
