/* Transactions within a query: see transaction.h. */
#include "transaction.h"

#include <stddef.h>
#include <time.h>

enum { WAIT_MS = 20, MOST_WAIT_S = 30 };

/* Whether a statement that writes is running. */
static int is_writing(sqlite3 *db) {
  for (sqlite3_stmt *s = sqlite3_next_stmt(db, NULL); s; s = sqlite3_next_stmt(db, s))
    if (sqlite3_stmt_busy(s) && !sqlite3_stmt_readonly(s)) return 1;
  return 0;
}

char *database_problem(sqlite3 *db, int rc) {
  if ((rc & 0xff) == SQLITE_BUSY)
    return sqlite3_mprintf("%s",
                           "the database is in use by another connection, perhaps by another load(); run it again "
                           "when that is done, it goes on where it stopped");
  /* After a ROLLBACK it may say "not an error". */
  if ((rc & 0xff) == SQLITE_FULL)
    return sqlite3_mprintf("%s", "the disk is full, or the database as large as PRAGMA max_page_count lets it be; make "
                                 "room and run it again, it goes on where it stopped");
  return sqlite3_mprintf("%s", sqlite3_errcode(db) ? sqlite3_errmsg(db) : sqlite3_errstr(rc));
}

static void release(struct transaction *t) {
  sqlite3_finalize(t->commit);
  sqlite3_finalize(t->rollback);
  sqlite3_finalize(t->nothing);
  t->commit = t->rollback = t->nothing = NULL;
}

static int run(sqlite3_stmt *statement) {
  sqlite3_step(statement);
  return sqlite3_reset(statement);
}

/* Runs a statement, again and again while others are at the database; an interrupt ends it.  What is read of a snapshot
** that is older than what another has written (WAL) does not get newer by waiting. */
static int run_when_free(const struct transaction *t, sqlite3_stmt *statement) {
  const time_t began = time(NULL);
  int rc = run(statement);
  while (t->patient && (rc & 0xff) == SQLITE_BUSY && sqlite3_extended_errcode(t->db) != SQLITE_BUSY_SNAPSHOT &&
         time(NULL) - began < MOST_WAIT_S) {
    sqlite3_sleep(WAIT_MS);
    rc = run(statement);
  }
  return rc;
}

int transaction_begin(struct transaction *t, sqlite3 *db, bool patient, char **error) {
  sqlite3_stmt *begin = NULL;
  *t = (struct transaction){.db = db, .own = sqlite3_get_autocommit(db), .patient = patient};
  if (is_writing(db)) {
    *error =
        sqlite3_mprintf("%s", "it writes, and cannot do so within a statement that writes; read its rows by a SELECT");
    return *error ? SQLITE_ERROR : SQLITE_NOMEM;
  }
  sqlite3_prepare_v2(db, "DELETE FROM main.arrived WHERE false", -1, &t->nothing, NULL);
  int rc = sqlite3_prepare_v2(db, t->own ? "COMMIT" : "RELEASE newsext", -1, &t->commit, NULL);
  if (rc == SQLITE_OK) rc = sqlite3_prepare_v2(db, t->own ? "ROLLBACK" : "ROLLBACK TO newsext", -1, &t->rollback, NULL);
  if (rc == SQLITE_OK) rc = sqlite3_prepare_v2(db, t->own ? "BEGIN IMMEDIATE" : "SAVEPOINT newsext", -1, &begin, NULL);
  if (rc == SQLITE_OK) rc = run_when_free(t, begin);
  sqlite3_finalize(begin);
  if (rc == SQLITE_OK) return rc;
  *error = database_problem(db, rc);
  release(t);
  return rc;
}

/*
** Takes all back.  While an interrupt is pending no statement runs, a ROLLBACK neither; but one that
** writes, and is ended by an interrupt, takes its transaction with it (sqlite.org/c3ref/interrupt.html).
*/
static void roll_back(struct transaction *t) {
  if (sqlite3_get_autocommit(t->db)) return; /* the error has done so already */
  int rc = run(t->rollback);
  if (rc == SQLITE_OK && !t->own) rc = run(t->commit);
  if (rc == SQLITE_INTERRUPT && t->nothing) run(t->nothing);
}

int transaction_end(struct transaction *t, int rc, char **error) {
  if (rc == SQLITE_OK && (rc = run_when_free(t, t->commit)) != SQLITE_OK && rc != SQLITE_INTERRUPT &&
      rc != SQLITE_NOMEM && !*error)
    *error = database_problem(t->db, rc);
  if (rc != SQLITE_OK) roll_back(t);
  release(t);
  return rc;
}
