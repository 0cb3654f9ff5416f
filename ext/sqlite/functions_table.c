/*
** newsext_functions: all that newsext offers, with a line of help, its columns and an example each.
** newsext_version(): the version.
**
**     SELECT name, help FROM newsext_functions WHERE kind = 'function';
**     SELECT c.value ->> 'name', c.value ->> 'meaning'
**       FROM newsext_functions f, json_each(f.columns) c WHERE f.name = 'quotations';
*/
#include "../../include/newsext.h"
#include "../base/buffer.h"
#include "text_table.h"

#include <string.h>

enum { COLUMN_NAME, COLUMN_KIND, COLUMN_ARGUMENTS, COLUMN_HELP, COLUMN_EXAMPLE, COLUMN_COLUMNS, COLUMN_VERSION };

/* Object `n` of those that are offered; the empty last one where there are not so many. */
static const struct object *offered(const struct table_cursor *c, sqlite3_int64 n) {
  const struct object *o = c->connection->objects;
  for (; object_is_one(o); o++)
    if (object_is_offered(c->connection, o) && !n--) break;
  return o;
}

static int open_functions(struct table_cursor *c) {
  while (object_is_one(offered(c, c->count))) c->count++;
  return SQLITE_OK;
}

static void put_string(struct buffer *b, struct slice s) {
  buffer_add_byte(b, '"');
  for (size_t i = 0; i < s.bytes; i++) {
    if (s.text[i] == '"' || s.text[i] == '\\') buffer_add_byte(b, '\\');
    buffer_add_byte(b, s.text[i]);
  }
  buffer_add_byte(b, '"');
}

static void put_member(struct buffer *b, const char *before, struct slice value) {
  buffer_add_text(b, before);
  put_string(b, value);
}

/* The columns of a declaration as members of a JSON array. */
static void put_columns(struct buffer *b, const char *declared, const char *flag) {
  struct declared one;
  bool more = declared_next(&declared, &one);
  while (more) {
    put_member(b, b->count > 1 ? ",{\"name\":" : "{\"name\":", one.name);
    put_member(b, ",\"type\":", one.type);
    put_member(b, ",\"meaning\":", one.meaning);
    buffer_add_text(b, flag);
    bool values = false;
    while ((more = declared_next(&declared, &one)) && one.is_value) {
      put_member(b, values ? "," : ",\"values\":{", one.name);
      put_member(b, ":", one.meaning);
      values = true;
    }
    buffer_add_text(b, values ? "}}" : "}");
  }
}

static int result_columns(sqlite3_context *context, const struct described *d) {
  if (!*d->columns) return SQLITE_OK;
  struct buffer b = {0};
  buffer_add_byte(&b, '[');
  put_columns(&b, d->columns, "");
  put_columns(&b, d->hidden, ",\"hidden\":true");
  buffer_add_byte(&b, ']');
  int rc = b.no_memory ? SQLITE_NOMEM : SQLITE_OK;
  if (rc == SQLITE_OK) sqlite3_result_text(context, b.bytes, (int)b.count, SQLITE_TRANSIENT);
  buffer_free(&b);
  return rc;
}

static int result_arguments(sqlite3_context *context, const struct described *d) {
  char *names = declared_names(d->arguments);
  if (!names) return SQLITE_NOMEM;
  sqlite3_result_text(context, names, -1, sqlite3_free);
  return SQLITE_OK;
}

static int column(struct table_cursor *c, sqlite3_context *context, int column) {
  const struct described d = object_described(offered(c, c->row));
  const char *text = NULL;
  switch (column) {
    case COLUMN_NAME: text = d.name; break;
    case COLUMN_KIND: text = d.kind; break;
    case COLUMN_ARGUMENTS: return result_arguments(context, &d);
    case COLUMN_HELP: text = d.help; break;
    case COLUMN_EXAMPLE: text = d.example; break;
    case COLUMN_COLUMNS: return result_columns(context, &d);
    default: text = d.since; break;
  }
  sqlite3_result_text(context, text, -1, SQLITE_STATIC);
  return SQLITE_OK;
}

const struct text_table newsext_functions_table = {
    .name = "newsext_functions",
    .columns = "name TEXT -- how it is called\n"
               "kind TEXT -- how it is used\n"
               "  function -- in an expression: SELECT repair(body)\n"
               "  aggregate -- over the rows of a query, as count() is\n"
               "  table -- behind FROM: SELECT * FROM sentences('...')\n"
               "  virtual table -- in CREATE VIRTUAL TABLE\n"
               "  tokenizer -- in CREATE VIRTUAL TABLE ... USING fts5(..., tokenize = ...)\n"
               "arguments TEXT -- their names, comma-separated\n"
               "help TEXT -- what it is for, in a line\n"
               "example TEXT -- SQL that runs as it is\n"
               "columns TEXT -- of a table: JSON with name, type, meaning and values of each; for json_each()\n"
               "since TEXT -- the version that it came with\n",
    .arguments = "",
    .help = "this list: every table and function, with its columns and an example",
    .example = "SELECT name, help FROM newsext_functions WHERE kind = 'function'",
    .open = open_functions,
    .column = column,
};

static void version(sqlite3_context *context, int argc, sqlite3_value **argv) {
  (void)argc, (void)argv;
  sqlite3_result_text(context, NEWSEXT_VERSION, -1, SQLITE_STATIC);
}

const struct text_function newsext_version_function = {
    .name = "newsext_version",
    .arguments = "",
    .help = "the version of newsext",
    .example = "SELECT newsext_version()",
    .call = version,
};
