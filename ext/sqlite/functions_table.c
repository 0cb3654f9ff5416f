/*
** newsext_functions: all that newsext offers, with a line of help and an
** example each.  newsext_version(): the version.
**
**     SELECT name, help FROM newsext_functions WHERE kind = 'function';
*/
#include "../../include/newsext.h"
#include "text_table.h"

enum { COLUMN_NAME, COLUMN_KIND, COLUMN_ARGUMENTS, COLUMN_HELP, COLUMN_EXAMPLE };

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

static int column(struct table_cursor *c, sqlite3_context *context, int column) {
  const struct object *o = offered(c, c->row);
  const char *shown[5];
  if (o->function) {
    shown[COLUMN_NAME] = o->function->name;
    shown[COLUMN_KIND] = "function";
    shown[COLUMN_ARGUMENTS] = o->function->arguments;
    shown[COLUMN_HELP] = o->function->help;
    shown[COLUMN_EXAMPLE] = o->function->example;
  } else if (o->table) {
    shown[COLUMN_NAME] = o->table->name;
    shown[COLUMN_KIND] = "table";
    shown[COLUMN_ARGUMENTS] = o->table->arguments;
    shown[COLUMN_HELP] = o->table->help;
    shown[COLUMN_EXAMPLE] = o->table->example;
  } else {
    shown[COLUMN_NAME] = o->module->name;
    shown[COLUMN_KIND] = o->module->kind;
    shown[COLUMN_ARGUMENTS] = o->module->arguments;
    shown[COLUMN_HELP] = o->module->help;
    shown[COLUMN_EXAMPLE] = o->module->example;
  }
  sqlite3_result_text(context, shown[column], -1, SQLITE_STATIC);
  return SQLITE_OK;
}

const struct text_table newsext_functions_table = {
    .name = "newsext_functions",
    .columns = "name TEXT, kind TEXT, arguments TEXT, help TEXT, example TEXT",
    .arguments = "",
    .help = "this list: every table and function, with an example",
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
