/*
** Names in headlines, where every word has a capital:
**
**     "Trump Won"  "Sanders Wife"  "Impeach Donald Trump"   are of Trump, Sanders, Donald Trump
**
** where the story names them so elsewhere, and never with the ordinary word beside them.
*/
#ifndef NEWSEXT_NAMES_HEADLINES_H
#define NEWSEXT_NAMES_HEADLINES_H

#include "tagger.h"

/* Cuts such words off the mentions, and takes those away that have no others ("Muslim Refugee").  Errors go to the
** document's status. */
void trim_headlines(struct scene *, struct ARENA_MENTIONS *);

#endif
