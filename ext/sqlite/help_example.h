/* The answer of an example, for newsext_help(). */
#ifndef NEWSEXT_HELP_EXAMPLE_H
#define NEWSEXT_HELP_EXAMPLE_H

#include "../base/buffer.h"
#include "connection.h"

/* Puts `count` spaces. */
void help_space(struct buffer *, size_t count);

/* Runs SQL in a database of its own, where nobody's tables stand in the way, and puts the rows of its last statement,
** in columns.  An SQLite code. */
int help_example(struct buffer *, const struct connection *, const char *sql);

#endif
