/*
** Days that are counted from what the story told last: see told.c.
*/
#ifndef NEWSEXT_DATES_TOLD_H
#define NEWSEXT_DATES_TOLD_H

#include "story.h"

/* Whether a day is counted from what the story told last; makes a date of such a duration. */
bool count_from_told(const struct story *, struct expression *);

#endif
