/* Answers to wrong calls: see near_miss.h. */
#include "near_miss.h"

#include "connection.h"

#include <string.h>

char *object_usage(const struct object *o) {
  const struct described d = object_described(o);
  if (o->module || !strcmp(d.name, "newsext_functions")) return sqlite3_mprintf("%s", d.name);
  const char *at = d.arguments;
  struct declared one;
  int n = 0;
  char *all = sqlite3_mprintf("%s(", d.name);
  while (all && declared_next(&at, &one))
    if (!one.is_value) {
      const char *before = n < d.required ? (n ? ", " : "") : n ? " [, " : "[";
      all = sqlite3_mprintf("%z%s%.*s", all, before, (int)one.name.bytes, one.name.text);
      n++;
    }
  while (all && n-- > d.required) all = sqlite3_mprintf("%z]", all);
  return all ? sqlite3_mprintf("%z)", all) : NULL;
}

static void say_how(sqlite3_context *context, int argc, sqlite3_value **argv) {
  const struct object *o = sqlite3_user_data(context);
  const struct described d = object_described(o);
  const int most = declared_count(d.arguments);
  (void)argc, (void)argv;
  char *usage = object_usage(o), *takes = NULL, *message = NULL;
  if (o->table) takes = sqlite3_mprintf("is a table: write SELECT ... FROM");
  else if (!most) takes = sqlite3_mprintf("takes no argument: write");
  else if (most == d.required) takes = sqlite3_mprintf("takes %d argument%s: write", most, most == 1 ? "" : "s");
  else takes = sqlite3_mprintf("takes %d to %d arguments: write", d.required, most);
  if (o->module)
    message = sqlite3_mprintf("%s() is a %s, and no function; newsext_help('%s') says how it is used", d.name, d.kind,
                              d.name);
  else if (usage && takes)
    message = sqlite3_mprintf("%s() %s %s; newsext_help('%s') says more", d.name, takes, usage, d.name);
  if (message) sqlite3_result_error(context, message, -1);
  else sqlite3_result_error_nomem(context);
  sqlite3_free(message);
  sqlite3_free(takes);
  sqlite3_free(usage);
}

/* Whether there is a function of that name. */
static bool is_function(const struct connection *c, const char *name) {
  for (const struct object *o = c->objects; object_is_one(o); o++)
    if (o->function && !strcmp(o->function->name, name)) return true;
  return false;
}

/* A module that is no table: where SQLite looks for one, behind FROM, it says how the function is written. */
static int refuse_table(sqlite3 *db, void *aux, int argc, const char *const *argv, sqlite3_vtab **out, char **error) {
  const struct object *o = aux;
  (void)db, (void)argc, (void)argv, (void)out;
  const struct described d = object_described(o);
  char *usage = object_usage(o);
  if (usage)
    *error =
        sqlite3_mprintf("%s() is %s, and no table: write SELECT %s%s; newsext_help('%s') says more", d.name,
                        o->aggregate ? "an aggregate" : "a function", usage, o->aggregate ? " FROM ..." : "", d.name);
  sqlite3_free(usage);
  return *error ? SQLITE_ERROR : SQLITE_NOMEM;
}

/* Whether a name may be answered for as a table.  One word may be the name of a table that somebody is about to make,
** and some programs ask PRAGMA table_info first whether it is there, which would then be an error. */
static bool is_answered(const struct connection *c, const struct object *o, const char *name) {
  if (o->table || o->module || !strchr(name, '_')) return false;
  for (const struct object *other = c->objects; object_is_one(other); other++)
    if (other->table && !strcmp(object_described(other).name, object_described(o).name)) return false;
  return true;
}

int near_miss_register(struct connection *c, const struct object *o, const char *name) {
  static const sqlite3_module no_table = {.xConnect = refuse_table};
  if (is_answered(c, o, name)) {
    int rc = sqlite3_create_module_v2(c->db, name, &no_table, (void *)(size_t)o, NULL);
    if (rc != SQLITE_OK) return rc;
  }
  if (o->table && is_function(c, object_described(o).name)) return SQLITE_OK;
  return sqlite3_create_function_v2(c->db, name, -1, SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_INNOCUOUS,
                                    (void *)(size_t)o, say_how, NULL, NULL, NULL);
}
