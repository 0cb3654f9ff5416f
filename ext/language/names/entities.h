/*
** Entities: which mentions of a story are the same thing, and its fullest name.
*/
#ifndef NEWSEXT_NAMES_ENTITIES_H
#define NEWSEXT_NAMES_ENTITIES_H

#include "../names.h"

/* Sets the entity of each mention and fills entities and entity_count of
** `names`.  Errors go to the document's status. */
void resolve_names(struct document *, struct names *names, struct mention *mentions, uint32_t count);

#endif
