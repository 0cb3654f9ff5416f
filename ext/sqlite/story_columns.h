/* The columns that articles() and article() share. */
#ifndef NEWSEXT_STORY_COLUMNS_H
#define NEWSEXT_STORY_COLUMNS_H

#include "../intake/story.h"
#include "sqlite_api.h"

#define STORY_COLUMNS                                                                                             \
  "path TEXT -- of the file, as seen from the folder\n"                                                           \
  "record INTEGER -- which story of the file: 1, 2, 3 ...\n"                                                      \
  "url TEXT -- the address that the story gives of itself\n"                                                      \
  "source TEXT -- the outlet\n"                                                                                   \
  "title TEXT -- the headline\n"                                                                                  \
  "byline TEXT -- who wrote it\n"                                                                                 \
  "place TEXT -- where it was written, from the dateline\n"                                                       \
  "published TEXT -- when: an ISO date, with its time where that is told, or a year or month where that is all\n" \
  "published_basis TEXT -- how that was found, in this order of trust; NULL: it was not\n"                        \
  "  metadata -- a field of the record or page\n"                                                                 \
  "  header -- a line above the text\n"                                                                           \
  "  dateline -- where the text begins: ISK, May 3, 2021 (Reuters)\n"                                             \
  "  url -- the address\n"                                                                                        \
  "  path -- the name of the file or folder\n"                                                                    \
  "  text -- what the text tells of days and events\n"                                                            \
  "  capture -- when a crawl fetched the page: it was published by then\n"                                        \
  "published_from TEXT -- the first day that it may be, YYYY-MM-DD\n"                                             \
  "published_to TEXT -- the last day that it may be\n"                                                            \
  "words INTEGER -- how many words the body has\n"                                                                \
  "body TEXT -- the text alone, repaired: without header, byline, dateline and footer\n"                          \
  "bytes INTEGER -- of the file\n"                                                                                \
  "modified TEXT -- when the file was changed last, UTC\n"                                                        \
  "encoding TEXT -- of the file, as it was read\n"                                                                \
  "problem TEXT -- why it could not be read in full; NULL: it could\n"

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
