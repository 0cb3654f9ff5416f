/*
** Extents: what the tagger leaves to plain rules.
**
**     "President Ghani met the US envoy in Butte, Mont., on Monday."
**     tagged: President Ghani (person)
**     mended: Ghani (person), US (place), Butte (place), Mont (place)
**
** Acronyms of countries and of the few bodies that the whole world knows are names wherever they stand; a title is no
** part of a person's name, nor an article of what begins with an acronym; a town and its state are two places, and
** are told by the abbreviation that news style gives the state (AP Stylebook, "state names").
*/
#ifndef NEWSEXT_NAMES_EXTENTS_H
#define NEWSEXT_NAMES_EXTENTS_H

#include "tagger.h"

/* Mends the mentions of a document.  Errors go to the document's status. */
void mend_mentions(struct document *, struct ARENA_MENTIONS *);

#endif
