/*
** What one writes who knows an object by half: a table called as a function, a function behind FROM, with too many
** arguments or too few.  The answer is an error that says how it is written.
**
**     SELECT article('x');
**     article() is a table: write SELECT ... FROM article(raw); newsext_help('article') says more
**     SELECT * FROM event_date('x');
**     event_date() is a function, and no table: write SELECT event_date(text [, reference [, options]]); ...
**     SELECT event_date();
**     event_date() takes 1 to 3 arguments: write event_date(text [, reference [, options]]); ...
*/
#ifndef NEWSEXT_NEAR_MISS_H
#define NEWSEXT_NEAR_MISS_H

#include "object.h"

/* How an object is called: "event_date(text [, reference [, options]])"; its name alone where it is not called.  To be
** freed by sqlite3_free(); NULL when there is no memory. */
char *object_usage(const struct object *);

/* Registers, under one of its names, what answers to wrong calls of it.  An SQLite code. */
int near_miss_register(struct connection *, const struct object *, const char *name);

#endif
