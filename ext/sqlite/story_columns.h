/* The columns that articles() and article() share. */
#ifndef NEWSEXT_STORY_COLUMNS_H
#define NEWSEXT_STORY_COLUMNS_H

#include "../intake/story.h"
#include "sqlite_api.h"

#define STORY_COLUMNS                                                                                       \
  "path TEXT, record INTEGER, url TEXT, source TEXT, title TEXT, byline TEXT, place TEXT, published TEXT, " \
  "published_basis TEXT, published_from TEXT, published_to TEXT, words INTEGER, body TEXT, bytes INTEGER, " \
  "modified TEXT, encoding TEXT, problem TEXT"

enum story_column {
  STORY_PATH,
  STORY_RECORD,
  STORY_URL,
  STORY_SOURCE,
  STORY_TITLE,
  STORY_BYLINE,
  STORY_PLACE,
  STORY_PUBLISHED,
  STORY_BASIS,
  STORY_FROM,
  STORY_TO,
  STORY_WORDS,
  STORY_BODY,
  STORY_BYTES,
  STORY_MODIFIED,
  STORY_ENCODING,
  STORY_PROBLEM,
  STORY_HIDDEN /* raw, or root */
};

/* Sets one of the columns that the story's text gives (not path, record, bytes, modified, problem). */
void story_column(sqlite3_context *, const struct story *, enum story_column);

/* What was wrong with the text: NULL if nothing was; else a text to be freed by sqlite3_free,
** or NULL and `*no_memory`. */
char *story_problem(const struct story *, int *no_memory);

#endif
