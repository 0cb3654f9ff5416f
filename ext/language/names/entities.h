/*
** Entities: which mentions of a story are the same thing, and its fullest name.
**
**     "KHALILZAD LEAVES. Zalmay Khalilzad ... Mr. Khalilzad ... the U.S. ... America
**      ... the Food and Drug Administration (FDA) ... the FDA"
**      -> Zalmay Khalilzad (3), United States (2), Food and Drug Administration (3)
**
** The forms of a name that news uses (Wacholder et al. 1997, "Disambiguation of proper
** names in text"): a person comes once in full and then by surname, so a
** surname is its bearer's, whom the story names in full before it or behind it;
** an organisation comes by its initials or without "Corp"; countries have
** other names, which the lexicon knows.  Two people with one surname stay
** apart, and the surname alone is neither's, unless a title ("Mrs.") tells, the other
** came later, or is somebody's relative ("his widow, Akie Abe").
*/
#ifndef NEWSEXT_NAMES_ENTITIES_H
#define NEWSEXT_NAMES_ENTITIES_H

#include "../names.h"
#include "scene.h"

/* Sets the entity of each mention in a scene's document, and fills entities and entity_count of
** `names`.  Errors go to the document's status. */
void resolve_names(struct scene *, struct names *names, struct mention *mentions, uint32_t count);

#endif
