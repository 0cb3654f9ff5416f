/*
** The tagger: which runs of tokens are names, and of what kind.
*/
#ifndef NEWSEXT_NAMES_TAGGER_H
#define NEWSEXT_NAMES_TAGGER_H

#include "../names.h"

struct ARENA_MENTIONS ARENA_LIST(struct mention);

/* Adds the mentions of a document to the list, in order; their entities are
** not set.  Errors go to the document's status. */
void tag_names(struct document *, struct ARENA_MENTIONS *out);

#endif
