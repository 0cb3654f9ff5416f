/*
** What is known across stories, and the steps that keep it: refresh() and load() run them
** in this order, each in a transaction of its own, over the tables of sql/schema.sql.
**
** A step brings its tables up to date with `article` and what the triggers have made of it.
** `arrived` names the stories that no whole refresh has seen yet (a step may meet one twice,
** where a later step failed); what a story that is deleted leaves behind, the triggers and the
** next refresh take away.  A step that finds nothing to do writes nothing: a second refresh
** leaves the database as it is.
*/
#ifndef NEWSEXT_KEEPERS_H
#define NEWSEXT_KEEPERS_H

#include "connection.h"

struct keeping {
  struct connection *connection;   /* ->db; the tables are those of the schema main */
  char *error;                     /* NULL, or why a step failed, of sqlite3_mprintf; refresh() frees it */
  sqlite3_int64 arrived, departed; /* n of the last story in these tables that the first step saw */
};

/* Makes the tables where they are not there.  An SQLite code; `error` says what is in their place. */
int keep_schema(struct keeping *);

/* Each returns an SQLite code, SQLITE_INTERRUPT soon after connection_interrupted(). */
int keep_search(struct keeping *);
int keep_bands(struct keeping *);
int keep_furniture(struct keeping *);
int keep_identities(struct keeping *);
/* The same as it is known elsewhere, by a SELECT: summary_parts.c. */
int take_furniture(struct keeping *, const char *answers);
int take_identities(struct keeping *, const char *answers);
int keep_leads(struct keeping *); /* the table `lead`, for storylines */
int keep_storylines(struct keeping *);
int keep_contradictions(struct keeping *);

/* The steps, in order: the name of step `at`, NULL behind the last. */
enum { KEEP_STEPS = 7 };
const char *keep_step(int at);

/* Runs step `at` in a transaction of its own; says how many rows it changed. */
int keep_up(struct keeping *, int at, sqlite3_int64 *changed);

/* Sets how many pages of `main` SQLite keeps in memory, where that is more than now,
** or back to what it returned; 0 changes nothing.  Numbers as in PRAGMA cache_size. */
enum { KEPT_PAGES = -200000 };
sqlite3_int64 keep_pages(sqlite3 *, sqlite3_int64 size);

/* Seconds of the system's clock. */
double keep_clock(void);

/* Sets `error` to what SQLite says of a code that is no success, unless something is said already; returns the code. */
int keep_failed(struct keeping *, int rc);

/* Runs statements; on an error sets `error` to what SQLite says of it. */
int keep_run(struct keeping *, const char *sql);

/* A statement over the tables, NULL after an error, whose code is in *rc; finalize it. */
sqlite3_stmt *keep_prepare(struct keeping *, const char *sql, int *rc);

#endif
