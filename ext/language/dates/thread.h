/*
** The years that a history has come to: see thread.c.
*/
#ifndef NEWSEXT_DATES_THREAD_H
#define NEWSEXT_DATES_THREAD_H

#include "period.h"

/* The years of a history's dates that name none, as story_year; false: no memory. */
bool follow_story(const struct reader *, struct expressions *);
struct period in_story_year(const struct expression *, int year);

#endif
