/*
** Records of JSON that are no objects, made into such: rows under a header, and columns of values, as pandas
** writes both by its `orient`.
**
**     {"columns": ["title", "text"], "data": [["Talks", "It ..."]]}   [["title", "text"], ["Talks", "It ..."]]
**     {"title": {"0": "Talks"}, "text": {"0": "It ..."}}              {"title": ["Talks"], "text": ["It ..."]}
**      -> {"title": "Talks", "text": "It ..."}
*/
#ifndef NEWSEXT_COLUMNS_H
#define NEWSEXT_COLUMNS_H

#include "json.h"

enum { COLUMNS_MOST = 64 };

/* Zeroed it is empty; it owns its memory until columns_free. */
struct columns {
  struct buffer header; /* an array of names; empty where there is none */
  struct buffer record; /* the object made last.  Errors: no_memory of both */

  size_t count; /* of columns, which lie in the text that was given */
  struct json_value names[COLUMNS_MOST], values[COLUMNS_MOST];
  size_t at[COLUMNS_MOST];
};

/* Whether an array is a header, names of which one is that of a title or a body; then it is kept. */
bool columns_header(struct columns *, const struct json_value *array);

/* Makes a record of a row under that header. */
void columns_row(struct columns *, const struct json_value *array);

/* Whether the members of an object are columns, a title and a body among them: all objects with the same keys, or all
** arrays of the same length.  Their text must stay until columns_next() is false. */
bool columns_begin(struct columns *, const struct json_value *object);

/* Makes the next record of columns; false behind the last. */
bool columns_next(struct columns *);

/* Forgets the header and the columns; the memory is used again. */
void columns_clear(struct columns *);
void columns_free(struct columns *);

#endif
