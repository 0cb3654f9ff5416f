/*
** Many rows in one statement: a statement costs several times what a row does.
**
**     rc = many_rows(db, "INSERT OR IGNORE INTO t(a, b)", 2, 64, "", &rows, &statement);
**     INSERT OR IGNORE INTO t(a, b) VALUES(?,?),(?,?) ...
**
** Values that are not bound are NULL: what has too few rows for the statement binds those, and
** lets SQL pass over the others.
*/
#ifndef NEWSEXT_MANY_ROWS_H
#define NEWSEXT_MANY_ROWS_H

#include "sqlite_api.h"

/* Prepares a statement of a beginning, rows of `columns` parameters, as many as the connection allows and `most` at the
** most, and an end.  Sets how many they are.  An SQLite code; the caller finalizes the statement. */
int many_rows(sqlite3 *, const char *begin, int columns, int most, const char *end, int *rows, sqlite3_stmt **);

#endif
