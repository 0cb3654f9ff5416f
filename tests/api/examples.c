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

/* The second entry point: all but what reads files or writes. */
static void without_files(sqlite3 *with, const char *extension) {
  sqlite3 *db = NULL;
  sqlite3_open(":memory:", &db);
  sqlite3_db_config(db, SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 1, NULL);
  int rc = sqlite3_load_extension(db, extension ? extension : "./newsext", "sqlite3_newsextnofiles_init", NULL);
  check(rc == SQLITE_OK, "it loads: %s", sqlite3_errmsg(db));
  sqlite3_stmt *list = NULL;
  int missing = 0;
  sqlite3_prepare_v2(with, "SELECT name, kind = 'table' FROM newsext_functions", -1, &list, NULL);
  while (sqlite3_step(list) == SQLITE_ROW) {
    const char *name = (const char *)sqlite3_column_text(list, 0);
    char *sql = sqlite3_mprintf("SELECT 1 FROM newsext_functions WHERE name = %Q", name);
    sqlite3_stmt *one = prepared(db, sql, NULL, 0);
    bool there = one && sqlite3_step(one) == SQLITE_ROW;
    sqlite3_finalize(one);
    sqlite3_free(sql);
    sql = sqlite3_mprintf("SELECT 1 FROM pragma_module_list WHERE name IN (%Q, 'news_' || %Q)", name, name);
    one = prepared(db, sql, NULL, 0);
    bool module = one && sqlite3_step(one) == SQLITE_ROW;
    if (sqlite3_column_int(list, 1)) check(module == there, "%s is listed and there, or neither", name);
    missing += !there;
    sqlite3_finalize(one);
    sqlite3_free(sql);
  }
  sqlite3_finalize(list);
  check(missing > 0, "something reads files");
  check(sqlite3_exec(db, "SELECT * FROM articles('/etc/passwd')", NULL, NULL, NULL) == SQLITE_ERROR,
        "articles is not there");
  check(sqlite3_exec(db, "SELECT * FROM refresh()", NULL, NULL, NULL) == SQLITE_ERROR, "refresh is not there");
  check(sqlite3_close(db) == SQLITE_OK, "the database closes");
}

int main(int argc, char **argv) {
  sqlite3 *db = open_with(argc > 1 ? argv[1] : NULL);
  examples(db);
  check(sqlite3_close(db) == SQLITE_OK, "the database closes");
  db = open_with(argc > 1 ? argv[1] : NULL);
  nothing_from_null(db);
  without_files(db, argc > 1 ? argv[1] : NULL);
  check(sqlite3_close(db) == SQLITE_OK, "the database closes");
  return finish();
}
