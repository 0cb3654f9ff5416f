/*
** The envelope in which a service sends its stories.
**
**     {"status": "ok", "articles": [{"title": "Talks"}, {"title": "Truce"}], "page": 1}
**     {"response": {"total": 2, "results": [{"webTitle": "Talks"}, {"webTitle": "Truce"}]}}
**
** It is an object without a body whose list has a usual name and holds objects with a
** title or a body.  So do NewsAPI, the Guardian, GDELT and JSON Feed answer.  Or it is an object of such objects, each
** under a key of its own, or of rows under a header:
**
**     {"a17": {"title": "Talks"}, "a18": {"title": "Truce"}}
**     {"columns": ["title"], "data": [["Talks"], ["Truce"]]}
*/
#ifndef NEWSEXT_ENVELOPE_H
#define NEWSEXT_ENVELOPE_H

#include "json.h"

#include <stdbool.h>

enum envelope {
  ENVELOPE_NONE,
  ENVELOPE_CUT, /* the text ends before one can tell */
  ENVELOPE_OPEN,
  ENVELOPE_KEYED /* the same of an object of objects */
};

/* Reads JSON text from its beginning.  ENVELOPE_OPEN sets `*at` to where the list's first item is, ENVELOPE_KEYED to
** the first key, ENVELOPE_CUT to that too, or 0: where there is no more text, one may go on from there.  `*title`
** becomes that of a JSON Feed (jsonfeed.org), `*columns` the header of rows; JSON_NONE where there is none. */
enum envelope envelope_read(struct slice, size_t *at, struct json_value *title, struct json_value *columns);

#endif
