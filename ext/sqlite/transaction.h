/*
** A transaction of what runs within a query: load() and refresh() write while SQLite reads their rows.
**
**     struct transaction t;
**     int rc = transaction_begin(&t, db, false, &error);
**     if (rc == SQLITE_OK) rc = transaction_end(&t, write(db), &error);
**
** Where the caller is in a transaction it is a savepoint of that, and the caller commits; else it is one of
** its own.  (SQLite allows a COMMIT while statements read, and neither while one writes.)
**
** Of other connections one that writes keeps it from beginning, and one that reads from its COMMIT, unless the
** database is in WAL mode.  A patient transaction waits for them, half a minute at most: what has run for hours does
** not end because somebody looks.
*/
#ifndef NEWSEXT_TRANSACTION_H
#define NEWSEXT_TRANSACTION_H

#include "sqlite_api.h"

#include <stdbool.h>

struct transaction {
  sqlite3 *db;
  bool own; /* no savepoint of the caller's */
  bool patient;
  sqlite3_stmt *commit, *rollback; /* made beforehand, for there may be no memory by then, */
  sqlite3_stmt *nothing; /* and none is made while an interrupt is pending: writes nothing; NULL: no tables yet */
};

/* Begins.  On an error says why, in a text of sqlite3_mprintf, which the caller frees. */
int transaction_begin(struct transaction *, sqlite3 *, bool patient, char **error);

/* Commits if `rc` is SQLITE_OK, else takes back what was done.  Returns `rc`, or what went wrong with the COMMIT, which
** it says as transaction_begin() does. */
int transaction_end(struct transaction *, int rc, char **error);

/* What went wrong with a statement, in a text of sqlite3_mprintf; NULL where there is no memory. */
char *database_problem(sqlite3 *, int rc);

#endif
