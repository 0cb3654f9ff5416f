/* What svg_timeline(), svg_bars() and svg_network() share: reading their arguments, and showing what is drawn. */
#ifndef NEWSEXT_SVG_AGGREGATE_H
#define NEWSEXT_SVG_AGGREGATE_H

#include "../picture/picture.h"
#include "connection.h"

/* Reads an argument that is not NULL.  False after an error, which is the result then. */
bool svg_weight(sqlite3_context *, const char *function, const char *argument, sqlite3_value *, double *out);

/* An ISO day, month or year, as dated() has it; false if the text is none. */
bool svg_day(struct slice, int64_t *out);

/* Shows what one of the functions of picture.h draws. */
void svg_show(sqlite3_context *, const struct picture *,
              enum status (*draw)(const struct picture *, struct buffer *, struct stop *));

/* Frees the picture that a state is. */
void svg_clear(void *state);

#endif
