/* The third round of settling identities: see identity_together.c. */
#ifndef NEWSEXT_IDENTITY_TOGETHER_H
#define NEWSEXT_IDENTITY_TOGETHER_H

#include "identity_batch.h"

/* Puts together what was kept apart, once each name of the batch has its identity; the set's status says whether all went
** well. */
void identities_put_together(struct batch *);

#endif
