/*
** Years before Christ: see ancient.c.
*/
#ifndef NEWSEXT_DATES_ANCIENT_H
#define NEWSEXT_DATES_ANCIENT_H

#include "story.h"

/* Adds month and day to a value such as BC0044; gives what tells no year, or years later, the year BC that
** the story has come to. */
void write_before_christ(const struct expression *, char value[DATE_VALUE_BYTES]);
void take_ancient_year(const struct story *, struct expression *);

#endif
