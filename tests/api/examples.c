/*
** Every example that newsext_functions shows runs and returns a row; and NULL in gives
** nothing out, for every table and function that takes a text.
*/
#include "check.h"

static void examples(sqlite3 *db) {
  sqlite3_stmt *list = NULL;
  sqlite3_prepare_v2(db, "SELECT name, example FROM newsext_functions", -1, &list, NULL);
  while (sqlite3_step(list) == SQLITE_ROW) {
    const char *name = (const char *)sqlite3_column_text(list, 0), *tail = (const char *)sqlite3_column_text(list, 1);
    int rc = SQLITE_OK, rows = 0;
    char *copy = strdup(tail);
    for (tail = copy; *tail && rc == SQLITE_OK;) {
      sqlite3_stmt *statement = NULL;
      rc = sqlite3_prepare_v2(db, tail, -1, &statement, &tail);
      if (rc == SQLITE_OK && statement) {
        while ((rc = sqlite3_step(statement)) == SQLITE_ROW) rows++;
        if (rc == SQLITE_DONE) rc = SQLITE_OK;
      }
      sqlite3_finalize(statement);
    }
    check(rc == SQLITE_OK && rows, "the example of %s: %s: %s", name, copy, rc ? sqlite3_errmsg(db) : "no row");
    free(copy);
  }
  sqlite3_finalize(list);
}

static void nothing_from_null(sqlite3 *db) {
  struct callable all[MOST_CALLABLES];
  int count = list_callables(db, all);
  for (int i = 0; i < count; i++) {
    char sql[256];
    snprintf(sql, sizeof sql, all[i].is_table ? "SELECT count(*) = 0 FROM %s" : "SELECT %s IS NULL", all[i].call);
    sqlite3_stmt *statement = prepared(db, sql, NULL, 0);
    if (!statement) continue;
    check(sqlite3_step(statement) == SQLITE_ROW && sqlite3_column_int(statement, 0), "NULL: %s: %s", sql,
          sqlite3_errmsg(db));
    sqlite3_finalize(statement);
  }
  check(count > 1, "newsext_functions lists what takes a text");
}

int main(int argc, char **argv) {
  sqlite3 *db = open_with(argc > 1 ? argv[1] : NULL);
  examples(db);
  check(sqlite3_close(db) == SQLITE_OK, "the database closes");
  db = open_with(argc > 1 ? argv[1] : NULL);
  nothing_from_null(db);
  check(sqlite3_close(db) == SQLITE_OK, "the database closes");
  return finish();
}
