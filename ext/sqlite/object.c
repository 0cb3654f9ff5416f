/* What objects share: see object.h. */
#include "object.h"

#include "connection.h"
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

bool function_text(sqlite3_context *context, const char *function, const char *argument, sqlite3_value *value,
                   struct slice *text) {
  if (sqlite3_value_type(value) == SQLITE_NULL) return false;
  if (sqlite3_value_type(value) == SQLITE_BLOB) {
    function_error(context, function, argument, "is a BLOB; write CAST(... AS TEXT)");
    return false;
  }
  text->text = (const char *)sqlite3_value_text(value);
  text->bytes = (size_t)sqlite3_value_bytes(value);
  if (!text->text) sqlite3_result_error_nomem(context);
  return text->text != NULL;
}

struct document *function_document(sqlite3_context *context, const char *function, sqlite3_value *text) {
  struct slice unused;
  if (!function_text(context, function, "text", text, &unused)) return NULL;
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
