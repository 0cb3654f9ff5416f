/*
** Reading JSON where it lies, without building a tree.
**
**     {"title": "Talks", "meta": {"date": "2019-01-28"}}
**
**     size_t at = 0;
**     struct json_value key, value;
**     while (json_member(object, &at, &key, &value)) ...
**
** The grammar is RFC 8259's, but that a string may hold control characters, and that NaN and Infinity, which Python
** writes, are words like null.
** SQLite's own JSON functions take as long to hand out the fields of a record as
** upper() takes for twice its bytes, before a story is read at all, which is why
** there is this.  They stay the judge of what is JSON: what is none here is asked
** of them (sqlite/articles_table.c), and so JSON5 is read where they read it.
*/
#ifndef NEWSEXT_JSON_H
#define NEWSEXT_JSON_H

#include "../base/buffer.h"
#include "../base/slice.h"

enum json_kind { JSON_NONE, JSON_STRING, JSON_NUMBER, JSON_OBJECT, JSON_ARRAY, JSON_WORD /* true, false, null, NaN */ };

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

/* Whether the whole text is one object; each of its members is shown as it is
** read, so what is broken further on has been shown in part. */
bool json_object(struct slice,
                 void (*member)(void *context, const struct json_value *key, const struct json_value *value),
                 void *context);

/* The next member of an object, or item of an array, that json_read has read;
** `*at` is 0 to begin with. */
bool json_member(const struct json_value *object, size_t *at, struct json_value *key, struct json_value *value);
bool json_item(const struct json_value *array, size_t *at, struct json_value *value);

/* Appends a string's characters.  A wrong escape and half a surrogate pair become
** U+FFFD, and `*broken` true. */
void json_text(struct buffer *, const struct json_value *string, bool *broken);

/* Whether a string is this. */
bool json_is(const struct json_value *string, struct slice);

#endif
