/* Registering functions, tables and modules: see object.h. */
#include "object.h"

#include "connection.h"
#include "near_miss.h"
#include "text_table.h"

#include <stdarg.h>
#include <string.h>

int object_is_offered(const struct connection *c, const struct object *o) {
  return !(c->without_files && o->table && (o->table->reads_files || o->table->writes));
}

struct described object_described(const struct object *o) {
  struct described d = {.arguments = "", .columns = "", .hidden = ""};
  if (o->function) {
    const struct text_function *f = o->function;
    d = (struct described){f->name,      "function", f->help, f->example,  f->since,
                           f->arguments, "",         "",      f->required, false};
  } else if (o->table) {
    const struct text_table *t = o->table;
    d = (struct described){t->name,      "table",    t->help,         t->example,  t->since,
                           t->arguments, t->columns, table_hidden(t), t->required, t->reads_files || t->writes};
  } else if (o->module) {
    const struct text_module *m = o->module;
    d = (struct described){m->name, m->kind, m->help, m->example, m->since, "", m->columns, m->hidden, 0, false};
  }
  if (o->aggregate) {
    const struct text_aggregate *a = o->aggregate;
    d = (struct described){a->name,      "aggregate", a->help, a->example,  a->since,
                           a->arguments, "",          "",      a->required, false};
  }
  if (!d.columns) d.columns = d.hidden = "";
  if (!d.since) d.since = "0.1.0";
  return d;
}

static int register_function(struct connection *c, const struct text_function *f, const char *name) {
  int rc = SQLITE_OK;
  for (int n = f->required; rc == SQLITE_OK && n <= declared_count(f->arguments); n++) {
    c->references++;
    rc = sqlite3_create_function_v2(c->db, name, n, SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_INNOCUOUS, c, f->call,
                                    NULL, NULL, connection_release);
  }
  return rc;
}

/* ---- Aggregates ---- */

struct aggregate {
  struct connection *connection;
  const struct text_aggregate *is;
};

struct connection *aggregate_connection(sqlite3_context *context) {
  return ((const struct aggregate *)sqlite3_user_data(context))->connection;
}

static void count_row(sqlite3_context *context, int rows, int argc, sqlite3_value **argv) {
  const struct text_aggregate *is = ((const struct aggregate *)sqlite3_user_data(context))->is;
  void *state = sqlite3_aggregate_context(context, (int)is->state_bytes);
  if (state) is->step(context, state, rows, argc, argv);
  else sqlite3_result_error_nomem(context);
}

static void step(sqlite3_context *context, int argc, sqlite3_value **argv) { count_row(context, 1, argc, argv); }

static void inverse(sqlite3_context *context, int argc, sqlite3_value **argv) { count_row(context, -1, argc, argv); }

static void value(sqlite3_context *context) {
  const struct text_aggregate *is = ((const struct aggregate *)sqlite3_user_data(context))->is;
  void *state = sqlite3_aggregate_context(context, (int)is->state_bytes);
  if (state) is->value(context, state);
  else sqlite3_result_error_nomem(context);
}

static void final(sqlite3_context *context) {
  const struct text_aggregate *is = ((const struct aggregate *)sqlite3_user_data(context))->is;
  value(context);
  void *state = sqlite3_aggregate_context(context, 0);
  if (state) is->clear(state);
}

static void free_aggregate(void *user_data) {
  struct aggregate *a = user_data;
  connection_release(a->connection);
  sqlite3_free(a);
}

static int register_aggregate(struct connection *c, const struct text_aggregate *is, const char *name) {
  const int flags = SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_INNOCUOUS;
  int rc = SQLITE_OK;
  for (int n = is->required; rc == SQLITE_OK && n <= declared_count(is->arguments); n++) {
    struct aggregate *a = sqlite3_malloc64(sizeof *a);
    if (!a) return SQLITE_NOMEM;
    *a = (struct aggregate){c, is};
    c->references++;
    rc = sqlite3_create_window_function(c->db, name, n, flags, a, step, final, value, inverse, free_aggregate);
  }
  return rc;
}

/* ---- All ---- */

static int register_as(struct connection *c, const struct object *o, const char *name) {
  int rc = o->function    ? register_function(c, o->function, name)
           : o->aggregate ? register_aggregate(c, o->aggregate, name)
           : o->table     ? table_register(c, o->table, name)
                          : o->module->install(c, name);
  return rc == SQLITE_OK ? near_miss_register(c, o, name) : rc;
}

static int object_register(struct connection *c, const struct object *o) {
  const char *name = object_described(o).name;
  int rc = register_as(c, o, name);
  if (rc != SQLITE_OK || !strncmp(name, "newsext_", 8)) return rc;
  char *prefixed = sqlite3_mprintf("news_%s", name);
  rc = prefixed ? register_as(c, o, prefixed) : SQLITE_NOMEM;
  sqlite3_free(prefixed);
  return rc;
}

int objects_register(sqlite3 *db, const struct object *objects, bool with_files) {
  struct connection *c = connection_new(db, objects);
  if (!c) return SQLITE_NOMEM;
  c->without_files = !with_files;
  int rc = SQLITE_OK;
  for (const struct object *o = objects; rc == SQLITE_OK && object_is_one(o); o++)
    if (object_is_offered(c, o)) rc = object_register(c, o);
  connection_release(c);
  return rc;
}

void function_error(sqlite3_context *context, const char *function, const char *argument, const char *problem, ...) {
  va_list list;
  va_start(list, problem);
  char *why = sqlite3_vmprintf(problem, list);
  va_end(list);
  char *message = why ? sqlite3_mprintf("%s(): %s%s%s", function, argument, *argument ? " " : "", why) : NULL;
  if (message) sqlite3_result_error(context, message, -1);
  else sqlite3_result_error_nomem(context);
  sqlite3_free(message);
  sqlite3_free(why);
}

struct document *function_document(sqlite3_context *context, const char *function, sqlite3_value *text) {
  if (sqlite3_value_type(text) == SQLITE_NULL) return NULL;
  if (sqlite3_value_type(text) == SQLITE_BLOB) {
    function_error(context, function, "text", "is a BLOB; write CAST(... AS TEXT)");
    return NULL;
  }
  struct document *d = connection_document(sqlite3_user_data(context), text);
  if (!d) sqlite3_result_error_nomem(context);
  return d;
}

int function_failed(sqlite3_context *context, enum status status) {
  if (!status) return 0;
  if (status == STATUS_TOO_BIG) sqlite3_result_error_toobig(context);
  else sqlite3_result_error_code(context, status_code(status));
  return 1;
}
