/*
** One gazetteer, several hands: what a connection finds after another one, of this process or of a second,
** has committed, rolled back, renamed, vacuumed or dropped it.
**
**     gazetteer EXTENSION              runs the tests
**     gazetteer EXTENSION FILE SQL     runs SQL on FILE: the second process
*/
#include "check.h"

#include <sys/wait.h>
#include <unistd.h>

static const char text[] = "Adelheid Brunn met Corvin Dahl in Eskelund, and Frida Grane in Holmstrand.";

static int run(sqlite3 *db, const char *sql) { return sqlite3_exec(db, sql, NULL, NULL, NULL); }

static void must(sqlite3 *db, const char *sql) { check(run(db, sql) == SQLITE_OK, "%s: %s", sql, sqlite3_errmsg(db)); }

/* Steps a statement that gives one text, and checks it. */
static void gives(sqlite3_stmt *statement, const char *expected, const char *when) {
  const char *got = sqlite3_step(statement) == SQLITE_ROW ? (const char *)sqlite3_column_text(statement, 0) : "no row";
  check(got ? !strcmp(got, expected) : !*expected, "%s: \"%s\" and not \"%s\"", when, got ? got : "", expected);
  sqlite3_reset(statement);
}

/* Checks which names a connection finds. */
static void finds(sqlite3 *db, const char *table, const char *expected, const char *when) {
  char sql[128];
  snprintf(sql, sizeof sql, "SELECT group_concat(surface, '|') FROM %s WHERE text = ?1", table);
  sqlite3_stmt *statement = prepared(db, sql, text, -1);
  if (statement) gives(statement, expected, when);
  sqlite3_finalize(statement);
}

static void in_second_process(char *program, char *extension, char *file, char *sql) {
  int status = 1;
  pid_t child = fork();
  if (!child) {
    execv(program, (char *[]){program, extension, file, sql, NULL});
    _exit(127);
  }
  waitpid(child, &status, 0);
  check(status == 0, "the second process: %d", status);
}

int main(int argc, char **argv) {
  char *extension = argc > 1 ? argv[1] : "./newsext", file[] = "/tmp/gazetteer.XXXXXX";
  if (argc > 3) {
    sqlite3 *db = open_file_with(argv[2], extension);
    int rc = run(db, argv[3]);
    sqlite3_close(db);
    return rc;
  }
  int descriptor = mkstemp(file);
  if (descriptor < 0) return 2;
  close(descriptor);
  sqlite3 *one = open_file_with(file, extension), *two = open_file_with(file, extension);
  must(one, "CREATE VIRTUAL TABLE g USING gazetteer; INSERT INTO g VALUES('b', 'Adelheid Brunn', 'person')");
  finds(two, "g", "Adelheid Brunn", "what the other connection made");
  sqlite3_stmt *kept = prepared(two, "SELECT group_concat(surface, '|') FROM g WHERE text = ?1", text, -1);
  if (!kept) return finish();

  must(one, "INSERT INTO g VALUES('d', 'Corvin Dahl', NULL)");
  gives(kept, "Adelheid Brunn|Corvin Dahl", "a statement prepared before the other's insert");
  must(two, "UPDATE g SET alias = 'Eskelund' WHERE entity = 'd'");
  finds(one, "g", "Adelheid Brunn|Eskelund", "the other's update");
  must(two, "DELETE FROM g WHERE entity = 'd'");
  finds(one, "g", "Adelheid Brunn", "the other's delete");

  must(one, "BEGIN; INSERT INTO g VALUES('d', 'Corvin Dahl', NULL)");
  finds(one, "g", "Adelheid Brunn|Corvin Dahl", "an insert of one's own before its commit");
  gives(kept, "Adelheid Brunn", "the other's insert before its commit");
  must(one, "ROLLBACK");
  finds(one, "g", "Adelheid Brunn", "an insert of one's own that was taken back");
  gives(kept, "Adelheid Brunn", "the other's insert that was taken back");

  must(
      one,
      "BEGIN; INSERT INTO g VALUES('e', 'Eskelund', NULL); SAVEPOINT s; INSERT INTO g VALUES('h', 'Holmstrand', NULL)");
  finds(one, "g", "Adelheid Brunn|Eskelund|Holmstrand", "inserts before and behind a savepoint");
  must(one, "ROLLBACK TO s");
  finds(one, "g", "Adelheid Brunn|Eskelund", "what is left when the savepoint is taken back");
  must(one, "INSERT INTO g VALUES('f', 'Frida Grane', NULL); RELEASE s; COMMIT");
  finds(one, "g", "Adelheid Brunn|Eskelund|Frida Grane", "a transaction of one's own with a savepoint taken back");
  gives(kept, "Adelheid Brunn|Eskelund|Frida Grane", "the other's transaction with a savepoint taken back");

  must(one, "PRAGMA journal_mode = wal");
  must(two, "BEGIN");
  gives(kept, "Adelheid Brunn|Eskelund|Frida Grane", "at the start of a transaction that reads");
  must(one, "DELETE FROM g WHERE entity <> 'b'");
  gives(kept, "Adelheid Brunn|Eskelund|Frida Grane", "what such a transaction sees of the other's commit");
  finds(one, "g", "Adelheid Brunn", "what the other sees itself");
  must(two, "COMMIT");
  gives(kept, "Adelheid Brunn", "behind that transaction");
  sqlite3_finalize(kept);

  must(one, "VACUUM");
  finds(two, "g", "Adelheid Brunn", "the other's vacuum");
  in_second_process(argv[0], extension, file, "INSERT INTO g VALUES('h', 'Holmstrand', 'place')");
  finds(one, "g", "Adelheid Brunn|Holmstrand", "the second process's insert, by one");
  finds(two, "g", "Adelheid Brunn|Holmstrand", "the second process's insert, by the other");

  must(one, "ALTER TABLE g RENAME TO names");
  finds(one, "names", "Adelheid Brunn|Holmstrand", "one's own new name");
  finds(two, "names", "Adelheid Brunn|Holmstrand", "the other's new name");
  check(run(two, "SELECT * FROM g") == SQLITE_ERROR, "the old name is gone");
  must(two, "INSERT INTO names VALUES('e', 'Eskelund', NULL)");
  finds(one, "names", "Adelheid Brunn|Eskelund|Holmstrand", "an insert by the new name");

  must(two, "DROP TABLE names");
  check(run(one, "SELECT * FROM names WHERE text = 'x'") == SQLITE_ERROR, "what the other dropped is gone");
  must(one, "CREATE VIRTUAL TABLE names USING gazetteer; INSERT INTO names VALUES('d', 'Corvin Dahl', NULL)");
  finds(two, "names", "Corvin Dahl", "a table of the same name, made anew");
  sqlite3_stmt *left =
      prepared(two, "SELECT group_concat(name, '|') FROM (SELECT name FROM sqlite_schema ORDER BY 1)", "", 0);
  if (left) gives(left, "names|names_row|names_state|sqlite_autoindex_names_row_1", "the tables that are left");
  sqlite3_finalize(left);

  check(sqlite3_close(one) == SQLITE_OK && sqlite3_close(two) == SQLITE_OK, "the databases close");
  unlink(file);
  return finish();
}
