/*
** What the tests of the C API share: counting, a database with the extension
** loaded, a query for one value, and the list of what can be called.
*/
#ifndef NEWSEXT_TESTS_CHECK_H
#define NEWSEXT_TESTS_CHECK_H

#define _GNU_SOURCE
#include <sqlite3.h>

#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static unsigned passed, failed;

/* Counts a test, and says what was wrong with it. */
__attribute__((format(printf, 2, 3), unused)) static void check(bool right, const char *what, ...) {
  if (right) {
    passed++;
    return;
  }
  failed++;
  va_list list;
  va_start(list, what);
  printf("failed: ");
  vprintf(what, list);
  printf("\n");
  va_end(list);
}

static inline int finish(void) {
  printf("%u passed, %u failed\n", passed, failed);
  return failed ? 1 : 0;
}

/* A database with the extension of argv[1], or ./newsext. */
static inline sqlite3 *open_file_with(const char *path, const char *extension) {
  sqlite3 *db = NULL;
  char *message = NULL;
  if (sqlite3_open(path, &db) != SQLITE_OK ||
      sqlite3_db_config(db, SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 1, NULL) != SQLITE_OK ||
      sqlite3_load_extension(db, extension ? extension : "./newsext", NULL, &message) != SQLITE_OK) {
    printf("%s\n0 passed, 1 failed\n", message ? message : sqlite3_errmsg(db));
    exit(1);
  }
  return db;
}

/* A new one in memory. */
static inline sqlite3 *open_with(const char *extension) { return open_file_with(":memory:", extension); }

/* One table or function of newsext_functions, and a call of it on texts ?1 and ?2 (the same
** text or a like one), with no more arguments than it needs: "sentences(?1)". */
struct callable {
  char name[64], call[128];
  bool is_table;
};

enum { MOST_CALLABLES = 64 };

/* Fills `all` with those that take texts; returns how many. */
static inline int list_callables(sqlite3 *db, struct callable all[MOST_CALLABLES]) {
  static const char *const values[][2] = {{"text", "?1"},
                                          {"raw", "?1"},
                                          {"a", "?1"},
                                          {"b", "?2"},
                                          {"entity", "'Zalmay Khalilzad'"},
                                          {"reference", "'2019-01-29'"}};
  sqlite3_stmt *list = NULL;
  int count = 0;
  sqlite3_prepare_v2(db,
                     "SELECT name, arguments, kind = 'table' FROM newsext_functions WHERE kind IN ('table', 'function')"
                     " AND (arguments LIKE 'text%' OR arguments LIKE 'raw%' OR arguments LIKE 'a,%')",
                     -1, &list, NULL);
  while (sqlite3_step(list) == SQLITE_ROW && count < MOST_CALLABLES) {
    struct callable *c = &all[count];
    char arguments[256];
    snprintf(c->name, sizeof c->name, "%s", (const char *)sqlite3_column_text(list, 0));
    snprintf(arguments, sizeof arguments, "%s", (const char *)sqlite3_column_text(list, 1));
    c->is_table = sqlite3_column_int(list, 2);
    snprintf(c->call, sizeof c->call, "%.60s(", c->name);
    /* Argument by argument, until it is content. */
    char *rest = arguments, *name;
    while ((name = strsep(&rest, ", "))) {
      const char *value = "'x'";
      if (!*name) continue;
      for (size_t i = 0; i < sizeof values / sizeof *values; i++)
        if (!strcmp(values[i][0], name)) value = values[i][1];
      size_t length = strlen(c->call);
      snprintf(c->call + length, sizeof c->call - length, "%s%s", c->call[length - 1] == '(' ? "" : ", ", value);
      char sql[256];
      snprintf(sql, sizeof sql, c->is_table ? "SELECT count(*) FROM %s)" : "SELECT %s)", c->call);
      sqlite3_stmt *statement = NULL;
      bool content =
          sqlite3_prepare_v2(db, sql, -1, &statement, NULL) == SQLITE_OK && sqlite3_step(statement) == SQLITE_ROW;
      sqlite3_finalize(statement);
      if (content) break;
    }
    strcat(c->call, ")");
    count++;
  }
  sqlite3_finalize(list);
  return count;
}

/* The SQL that calls it; of a table, the rows that are wrong, or NULL: n counts from 1, starts never fall,
** and the surface, where the table shows it, is what the offsets cut out. */
static inline void write_query(sqlite3 *db, const struct callable *c, char *sql, size_t room) {
  sqlite3_stmt *columns = NULL;
  const char *surface = NULL;
  char ask[256];
  snprintf(sql, room, c->is_table ? "SELECT NULL, count(*) FROM (SELECT * FROM %s LIMIT -1 OFFSET 0)" : "SELECT %s",
           c->call);
  if (!c->is_table) return;
  snprintf(ask, sizeof ask, "SELECT group_concat(name, ' ') FROM pragma_table_info('%s') WHERE cid < 4", c->name);
  sqlite3_prepare_v2(db, ask, -1, &columns, NULL);
  const char *names = sqlite3_step(columns) == SQLITE_ROW ? (const char *)sqlite3_column_text(columns, 0) : NULL;
  if (names && !strncmp(names, "n start length ", 15)) {
    surface = strcmp(names + 15, "kind") ? names + 15 : "substr(?1, start, length)";
    snprintf(sql, room,
             "SELECT group_concat(n || ': ' || start || ',' || length, '; ') FROM"
             " (SELECT *, row_number() OVER () AS at, lag(start, 1, 0) OVER () AS before FROM %s)"
             " WHERE n <> at OR start < before OR start < 1 OR length < 0 OR substr(?1, start, length) IS NOT %s",
             c->call, surface);
  }
  sqlite3_finalize(columns);
}

/* The entries of tests/fuzz/pieces.dict. */
enum { PIECE_BYTES = 64, MOST_PIECES = 1024 };
struct pieces {
  struct piece {
    char text[PIECE_BYTES];
    int bytes;
  } items[MOST_PIECES];
  int count;
};

static inline void read_pieces(struct pieces *all) {
  char line[8 * PIECE_BYTES];
  FILE *in = fopen("tests/fuzz/pieces.dict", "r");
  while (in && all->count < MOST_PIECES && fgets(line, sizeof line, in)) {
    struct piece *p = &all->items[all->count];
    if (*line != '"') continue;
    for (const char *c = line + 1; *c && *c != '"' && p->bytes < PIECE_BYTES; c++) {
      unsigned code = (unsigned char)*c;
      if (*c == '\\' && c[1] == 'x' && sscanf(c + 2, "%2x", &code) == 1) c += 3;
      else if (*c == '\\') code = (unsigned char)*++c;
      p->text[p->bytes++] = (char)code;
    }
    all->count++;
  }
  if (in) fclose(in);
  check(all->count > 0, "tests/fuzz/pieces.dict is read");
}

/* A statement with its two texts bound; NULL, and a failed check, if it is wrong. */
static inline sqlite3_stmt *prepared(sqlite3 *db, const char *sql, const char *text, int bytes) {
  sqlite3_stmt *statement = NULL;
  if (sqlite3_prepare_v2(db, sql, -1, &statement, NULL) != SQLITE_OK) {
    check(false, "%s: %s", sql, sqlite3_errmsg(db));
    return NULL;
  }
  for (int i = 1; i <= sqlite3_bind_parameter_count(statement); i++)
    sqlite3_bind_text(statement, i, text, bytes, SQLITE_STATIC);
  return statement;
}

#endif
