/* The tables that load() and refresh() keep: sql/schema.sql, compiled in. */
#ifndef NEWSEXT_SCHEMA_H
#define NEWSEXT_SCHEMA_H

#include "connection.h"

/* The SQL that makes the tables where they are not there, ended by a NUL. */
const char *schema_text(void);

/* Has a database that is still empty made of larger pages, with which load() takes a twentieth less time.  No statement
** may be running, not even one that only reads. */
void schema_pages(struct connection *);

/* Makes them.  On an error says why, in a text of sqlite3_mprintf, which the caller frees. */
int schema_make(struct connection *, char **error);

/* Whether the database has these tables: SQLITE_OK, SQLITE_NOTFOUND, SQLITE_MISMATCH where it has others of
** their names, or another code. */
int schema_found(struct connection *);

#endif
