/*
** From expressions to days: see resolve.c.
*/
#ifndef NEWSEXT_DATES_RESOLVE_H
#define NEWSEXT_DATES_RESOLVE_H

#include "story.h"

/* Fills a date from an expression, and moves the story on. */
void resolve(struct story *, const struct expression *, struct date *);

#endif
