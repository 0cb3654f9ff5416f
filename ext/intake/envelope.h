/*
** The envelope in which a service sends its stories.
**
**     {"status": "ok", "articles": [{"title": "Talks"}, {"title": "Truce"}], "page": 1}
**     {"response": {"total": 2, "results": [{"webTitle": "Talks"}, {"webTitle": "Truce"}]}}
**
** It is an object without a body whose list has a usual name and holds objects with a
** title or a body.  So do NewsAPI, the Guardian, GDELT and JSON Feed answer.
*/
#ifndef NEWSEXT_ENVELOPE_H
#define NEWSEXT_ENVELOPE_H

#include "json.h"

#include <stdbool.h>

enum envelope { ENVELOPE_NONE, ENVELOPE_CUT /* the text ends before one can tell */, ENVELOPE_OPEN };

/* Reads JSON text from its beginning; ENVELOPE_OPEN sets `*at` to where the list's first item is, and `*title` to that of
** a JSON Feed (jsonfeed.org), JSON_NONE for others. */
enum envelope envelope_read(struct slice, size_t *at, struct json_value *title);

#endif
