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
  if (usage && takes)
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

int near_miss_register(struct connection *c, const struct object *o, const char *name) {
  if (o->module || (o->table && is_function(c, object_described(o).name))) return SQLITE_OK;
  return sqlite3_create_function_v2(c->db, name, -1, SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_INNOCUOUS,
                                    (void *)(size_t)o, say_how, NULL, NULL, NULL);
}
