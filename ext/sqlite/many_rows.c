/* Many rows in one statement: see many_rows.h. */
#include "many_rows.h"

#include <stddef.h>

int many_rows(sqlite3 *db, const char *begin, int columns, int most, const char *end, int *rows, sqlite3_stmt **out) {
  const int allowed = sqlite3_limit(db, SQLITE_LIMIT_VARIABLE_NUMBER, -1) / columns;
  *out = NULL;
  *rows = allowed < 1 ? 1 : allowed < most ? allowed : most;
  sqlite3_str *sql = sqlite3_str_new(db);
  sqlite3_str_appendf(sql, "%s VALUES", begin);
  for (int row = 0; row < *rows; row++)
    for (int i = 0; i < columns; i++) sqlite3_str_appendall(sql, i ? ",?" : row ? "),(?" : "(?");
  sqlite3_str_appendf(sql, ")%s", end);
  char *text = sqlite3_str_finish(sql);
  int rc = text ? sqlite3_prepare_v3(db, text, -1, SQLITE_PREPARE_PERSISTENT, out, NULL) : SQLITE_NOMEM;
  sqlite3_free(text);
  return rc;
}
