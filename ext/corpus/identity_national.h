/*
** Bodies that every country has: whose a parliament, a central bank, a finance ministry is.
**
**     NAIROBI: "The Finance Ministry said"          Kenya's, as in another story that names Kenya alone
**     "the Italian Foreign Ministry", in Tokyo      Italy's
**     PARIS: "a Senate committee in Washington"     that of the United States, which most stories mean
**
** A country in the name or right before it decides.  Else each such body that is known counts for as much as the story
** names its country, and the more, the more stories have it; one of a country that has none yet counts as that of one
** story.  Where a story names no country, it is the one that nearly all stories mean, or that stands in the same company.
*/
#ifndef NEWSEXT_IDENTITY_NATIONAL_H
#define NEWSEXT_IDENTITY_NATIONAL_H

#include "identity_batch.h"

/* The country of an identity that is such a body, by its number; 0 where no story has told it. */
uint32_t identity_country(const struct identity *);

/* Settles a name of such a body.  Errors: the set's status. */
void identity_settle_national(struct batch *, struct told *, struct entry *);

#endif
