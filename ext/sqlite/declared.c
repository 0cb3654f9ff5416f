/* Reading what is declared of columns and arguments: see declared.h. */
#include "declared.h"

#include <string.h>

/* Up to `end` or the first of `stops`. */
static struct slice until(const char *from, const char *end, const char *stops) {
  size_t bytes = strcspn(from, stops);
  return (struct slice){from, bytes < (size_t)(end - from) ? bytes : (size_t)(end - from)};
}

bool declared_next(const char **at, struct declared *out) {
  const char *from = *at + strspn(*at, ", \n");
  if (!*from) return false;
  *out = (struct declared){.is_value = from - *at >= 2 && from[-2] == ' '};
  const char *dash = strstr(from, " -- "), *end = from + strcspn(from, "\n");
  if (dash && dash < end && !memchr(from, ',', (size_t)(dash - from))) {
    out->meaning = (struct slice){dash + 4, (size_t)(end - dash - 4)};
  } else {
    dash = end = from + strcspn(from, ",\n");
  }
  out->name = until(from, dash, out->is_value ? "\n" : " ");
  const char *type = from + out->name.bytes;
  out->type = slice_trimmed((struct slice){type, (size_t)(dash - type)});
  *at = end;
  return true;
}

int declared_count(const char *declared) {
  struct declared one;
  int n = 0;
  while (declared_next(&declared, &one)) n += !one.is_value;
  return n;
}

struct slice declared_value(const char *declared, int column, int n) {
  struct declared one;
  while (declared_next(&declared, &one)) {
    column -= !one.is_value;
    if (column == -1 && one.is_value && n-- == 0) return one.name;
  }
  return (struct slice){0};
}

char *declared_names(const char *declared) {
  struct declared one;
  char *all = sqlite3_mprintf("%s", "");
  while (all && declared_next(&declared, &one))
    if (!one.is_value) all = sqlite3_mprintf("%z%s%.*s", all, *all ? ", " : "", (int)one.name.bytes, one.name.text);
  return all;
}

int declare_table(sqlite3 *db, const char *columns, const char *arguments, const char *hidden) {
  const char *parts[] = {columns, arguments, hidden};
  struct declared one;
  char *sql = sqlite3_mprintf("CREATE TABLE x");
  for (int i = 0; i < 3; i++)
    while (sql && declared_next(&parts[i], &one))
      if (!one.is_value)
        sql = sqlite3_mprintf("%z%c%.*s %.*s%s", sql, strchr(sql, '(') ? ',' : '(', (int)one.name.bytes, one.name.text,
                              (int)one.type.bytes, one.type.text, i ? " HIDDEN" : "");
  if (sql) sql = sqlite3_mprintf("%z)", sql);
  int rc = sql ? sqlite3_declare_vtab(db, sql) : SQLITE_NOMEM;
  sqlite3_free(sql);
  return rc;
}
