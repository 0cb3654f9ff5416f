/*
** What is found out of a name of a story: whose it is, and what that identity is known by from then on.
*/
#ifndef NEWSEXT_IDENTITY_ANSWER_H
#define NEWSEXT_IDENTITY_ANSWER_H

#include "identity_batch.h"

/* Gives a name of a story to an identity, a new one if it is NULL; `full`: it has the name in full, not as a form that is
** also another's.  What the sighting says goes into its profile.  Errors: the set's status. */
void identity_answer(struct batch *, struct told *, struct entry *, struct identity *, bool full,
                     const struct sighting *);

#endif
