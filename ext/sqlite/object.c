/* Registering functions, tables and modules: see object.h. */
#include "object.h"

#include "connection.h"
#include "text_table.h"

#include <stdarg.h>
#include <string.h>

int arguments_count(const char *arguments) {
  if (!*arguments) return 0;
  int n = 1;
  for (; *arguments; arguments++) n += *arguments == ',';
  return n;
}

int object_is_offered(const struct connection *c, const struct object *o) {
  return !(c->without_files && o->table && o->table->reads_files);
}

static int register_function(struct connection *c, const struct text_function *f, const char *name) {
  int rc = SQLITE_OK;
  for (int n = f->required; rc == SQLITE_OK && n <= arguments_count(f->arguments); n++) {
    c->references++;
    rc = sqlite3_create_function_v2(c->db, name, n, SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_INNOCUOUS, c, f->call,
                                    NULL, NULL, connection_release);
  }
  return rc;
}

static int register_as(struct connection *c, const struct object *o, const char *name) {
  if (o->function) return register_function(c, o->function, name);
  if (o->table) return table_register(c, o->table, name);
  return o->module->install(c, name);
}

int object_register(struct connection *c, const struct object *o) {
  const char *name = o->function ? o->function->name : o->table ? o->table->name : o->module->name;
  int rc = register_as(c, o, name);
  if (rc != SQLITE_OK || !strncmp(name, "newsext_", 8)) return rc;
  char *prefixed = sqlite3_mprintf("news_%s", name);
  rc = prefixed ? register_as(c, o, prefixed) : SQLITE_NOMEM;
  sqlite3_free(prefixed);
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
