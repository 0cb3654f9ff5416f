/*
** article(raw): one raw story, parsed.
**
**     SELECT source, place, published, body
**       FROM article('SOURCE: Isk Voice' || char(10) || 'PUBLISHED: 3 May 2021' || char(10) || 'ISK (Reuters) - It rained.');
**     Isk Voice|ISK|2021-05-03|It rained.
**
** One row with the columns of articles(); raw is text, or a BLOB in any
** encoding.  The rules: corpus/story.h.
*/
#include "story_columns.h"
#include "text_table.h"

static int open_article(struct table_cursor *c) {
  struct story *s = sqlite3_malloc64(sizeof *s);
  c->state = s;
  if (!s) return SQLITE_NOMEM;
  *s = (struct story){0};
  const char *raw = sqlite3_value_blob(c->arguments[0]);
  size_t bytes = (size_t)sqlite3_value_bytes(c->arguments[0]);
  if (sqlite3_value_type(c->arguments[0]) != SQLITE_BLOB) raw = (const char *)sqlite3_value_text(c->arguments[0]);
  if (bytes && !raw) return SQLITE_NOMEM;
  if (!story_read(s, raw ? raw : "", bytes)) return SQLITE_NOMEM;
  c->count = 1;
  return SQLITE_OK;
}

static int column(struct table_cursor *c, sqlite3_context *context, int column) {
  const struct story *s = c->state;
  int no_memory = 0;
  if (column == STORY_RECORD) sqlite3_result_int(context, 1);
  else if (column == STORY_BYTES) sqlite3_result_int64(context, sqlite3_value_bytes(c->arguments[0]));
  else if (column == STORY_PROBLEM) {
    char *problem = story_problem(s, &no_memory);
    if (problem) sqlite3_result_text(context, problem, -1, sqlite3_free);
  } else if (column != STORY_HIDDEN) { /* no root */
    story_column(context, s, (enum story_column)column);
  }
  return no_memory ? SQLITE_NOMEM : SQLITE_OK;
}

static void close_article(struct table_cursor *c) {
  if (c->state) story_free(c->state);
  sqlite3_free(c->state);
}

const struct text_table article_table = {
    .name = "article",
    .columns = STORY_COLUMNS,
    .arguments = "raw",
    .required = 1,
    .hidden = "root TEXT HIDDEN",
    .any_text = 1,
    .help = "one raw story, parsed: its header, its date and its body",
    .example = "SELECT source, place, published, body FROM article('ISK, May 3, 2021 (Reuters) - It rained.')",
    .open = open_article,
    .column = column,
    .close = close_article,
};
