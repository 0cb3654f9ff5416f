/*
** article(raw): one raw story, parsed.
**
**     SELECT source, place, published, body
**       FROM article('SOURCE: Isk Voice' || char(10) || 'PUBLISHED: 3 May 2021' || char(10) || 'ISK (Reuters) - It rained.');
**     Isk Voice|ISK|2021-05-03|It rained.
**
** One row with the columns of articles(); raw is text or a JSON object, or a BLOB in
** any encoding.  The rules: intake/story.h.
*/
#include "../intake/records.h"
#include "story_columns.h"
#include "text_table.h"

#include <string.h>

struct article {
  struct story story;
  struct story_reader reader;
};

static int open_article(struct table_cursor *c) {
  static const struct mapping usual = {0};
  struct article *a = sqlite3_malloc64(sizeof *a);
  c->state = a;
  if (!a) return SQLITE_NOMEM;
  struct stop stop = {connection_interrupted, c->connection, false, 0};
  memset(a, 0, sizeof *a);
  a->story.stop = &stop;
  a->reader.mapping = &usual;
  sqlite3_value *v = c->arguments[0];
  const char *raw = sqlite3_value_type(v) == SQLITE_BLOB ? sqlite3_value_blob(v) : (const char *)sqlite3_value_text(v);
  size_t bytes = (size_t)sqlite3_value_bytes(v);
  if (!raw && (bytes || sqlite3_value_type(v) != SQLITE_BLOB)) return SQLITE_NOMEM;
  bool read = raw_story((struct slice){raw ? raw : "", bytes}, &a->reader, &a->story);
  a->story.stop = NULL;
  c->count = 1;
  return stop.stopped ? SQLITE_INTERRUPT : read ? SQLITE_OK : SQLITE_NOMEM;
}

static int column(struct table_cursor *c, sqlite3_context *context, int column) {
  const struct article *a = c->state;
  int no_memory = 0;
  if (column == STORY_RECORD) sqlite3_result_int(context, 1);
  else if (column == STORY_BYTES) sqlite3_result_int64(context, sqlite3_value_bytes(c->arguments[0]));
  else if (column == STORY_PROBLEM) {
    char *problem = story_problem(&a->story, &no_memory);
    if (problem) sqlite3_result_text(context, problem, -1, sqlite3_free);
  } else if (column != STORY_HIDDEN) { /* no root */
    story_column(context, &a->story, (enum story_column)column);
  }
  return no_memory ? SQLITE_NOMEM : SQLITE_OK;
}

static void close_article(struct table_cursor *c) {
  struct article *a = c->state;
  if (!a) return;
  story_free(&a->story);
  story_reader_free(&a->reader);
  sqlite3_free(a);
}

const struct text_table article_table = {
    .name = "article",
    .columns = STORY_COLUMNS,
    .arguments = "raw -- a story as it was saved or scraped: TEXT or BLOB\n",
    .required = 1,
    .hidden = "root TEXT -- NULL: it came from no folder\n",
    .any_text = 1,
    .kept = "load() makes it, or the SQL that newsext_schema() gives",
    .help = "one raw story, parsed: its header, its date and its body",
    .example = "SELECT source, place, published, body FROM article('ISK, May 3, 2021 (Reuters) - It rained.')",
    .open = open_article,
    .column = column,
    .close = close_article,
};
