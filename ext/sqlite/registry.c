/* Registering functions, aggregates, tables and modules: see object.h. */
#include "object.h"

#include "connection.h"
#include "near_miss.h"
#include "text_table.h"

#include <string.h>

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
