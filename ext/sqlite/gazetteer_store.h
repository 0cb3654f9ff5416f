/*
** The rows of a gazetteer, in the database and compiled.
**
** A gazetteer g keeps two tables beside it, after the manner of FTS5:
**
**     g_row(id, entity, alias, kind)    its rows
**     g_state(id, value)                one row: a number drawn anew in each
**                                       transaction that changes g
**
** What is compiled from the rows is good as long as that number is the same,
** whoever changed them: other statements, other connections, a rollback.
*/
#ifndef NEWSEXT_GAZETTEER_STORE_H
#define NEWSEXT_GAZETTEER_STORE_H

#include "../language/mentions/roster.h"
#include "sqlite_api.h"

struct gazetteer_row {
  const char *entity, *alias, *kind; /* kind may be NULL */
};

struct gazetteer_names { /* compiled; shared by a connection's cursors */
  unsigned users;
  struct roster roster;
  struct ARENA_LIST(struct gazetteer_row) rows;
  struct arena arena;
};

enum gazetteer_statement {
  STORE_INSERT,  /* id or NULL, entity, alias, kind */
  STORE_REPLACE, /* the same, instead of the row that has that id */
  STORE_UPDATE,  /* id, entity, alias, kind, new id */
  STORE_UPDATE_REPLACE,
  STORE_DELETE, /* id */
  STORE_CHANGE, /* draws a new number */
  STORE_NUMBER,
  STORE_STATEMENTS
};

struct gazetteer_store {
  sqlite3 *db;
  char *schema, *name;
  sqlite3_stmt *statements[STORE_STATEMENTS]; /* prepared when first used */
  struct gazetteer_names *names;              /* NULL until asked for */
  sqlite3_int64 number;                       /* for which they were compiled */
  bool stale;                                 /* this connection changed the rows since */
  bool compiling;
  bool drawn; /* the number was drawn in this transaction */
};

/* Functions that return int return an SQLite code. */
int store_open(struct gazetteer_store *, sqlite3 *, const char *schema, const char *name);
void store_close(struct gazetteer_store *);

int store_create_tables(struct gazetteer_store *);
int store_drop_tables(struct gazetteer_store *);
int store_rename_tables(struct gazetteer_store *, const char *name);

/* The statement, reset and ready for values; NULL after an error, with its code. */
sqlite3_stmt *store_statement(struct gazetteer_store *, enum gazetteer_statement, int *rc);

/* To be called before each change of the rows. */
int store_changing(struct gazetteer_store *);

/* To be called when a change was, or may have been, taken back. */
void store_taken_back(struct gazetteer_store *);

/* The names, compiled anew if `check` and anybody changed the rows, or if this connection did.
** The caller gives them back by names_release.  NULL after an error, with its code. */
struct gazetteer_names *store_names(struct gazetteer_store *, bool check, int *rc);
void names_release(struct gazetteer_names *);

#endif
