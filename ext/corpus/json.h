/*
** Reading JSON where it lies, without building a tree.
**
**     {"title": "Talks", "meta": {"date": "2019-01-28"}}
**
**     size_t at = 0;
**     struct json_value key, value;
**     while (json_member(object, &at, &key, &value)) ...
**
** The grammar is RFC 8259's, no more.  SQLite's own JSON functions read 24,000
** records of 1 kB a second slower than upper() folds twice their bytes, which
** is why there is this; they stay the judge of what is JSON: what is none here is
** asked of them (sqlite/articles_table.c), and so JSON5 is read where they read it.
*/
#ifndef NEWSEXT_JSON_H
#define NEWSEXT_JSON_H

#include "../base/buffer.h"
#include "../base/slice.h"

enum json_kind { JSON_NONE, JSON_STRING, JSON_NUMBER, JSON_OBJECT, JSON_ARRAY, JSON_WORD /* true, false, null */ };

struct json_value {
  enum json_kind kind;
  struct slice text; /* as written; a string's without its quotes */
  bool escaped;      /* a string with backslashes */
};

/* Reads the value at or behind `*at` and moves `*at` behind it.  False, and
** JSON_NONE, where none is; `*at` == bytes then says that the text ends too early. */
bool json_read(struct slice, size_t *at, struct json_value *);

/* Whether the whole text is one value. */
bool json_whole(struct slice, struct json_value *);

/* The next member of an object, or item of an array, that json_read has read;
** `*at` is 0 to begin with. */
bool json_member(const struct json_value *object, size_t *at, struct json_value *key, struct json_value *value);
bool json_item(const struct json_value *array, size_t *at, struct json_value *value);

/* Appends a string's characters.  Half a surrogate pair becomes U+FFFD, and `*broken` true. */
void json_text(struct buffer *, const struct json_value *string, bool *broken);

/* Whether a string is this. */
bool json_is(const struct json_value *string, struct slice);

#endif
