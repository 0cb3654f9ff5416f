/*
** Identities in tables: entity (what is told to everybody), identity (what is remembered of each, see
** corpus/identity_profile.h) and identity_key (by what each is found).
*/
#ifndef NEWSEXT_IDENTITY_TABLES_H
#define NEWSEXT_IDENTITY_TABLES_H

#include "../base/arena.h"
#include "../corpus/identity.h"
#include "keepers.h"

enum identity_statement {
  FIND_KEY,
  NEW_ENTITY,
  PUT_ENTITY,
  NEW_IDENTITY,
  PUT_IDENTITY,
  PUT_KEY,
  MERGE_MEANING,
  MERGE_ALIAS,
  MERGE_STORIES,
  DROP_ALIAS,
  DROP_IDENTITY,
  DROP_ENTITY,
  COUNT_ALIAS,
  COUNT_STORIES,
  IDENTITY_STATEMENTS
};

struct identity_tables {
  struct keeping *keeping;
  sqlite3_stmt *statements[IDENTITY_STATEMENTS];
  struct arena arena;
  struct ARENA_LIST(sqlite3_int64) joined;  /* into which others went: a story may have named both */
  struct ARENA_LIST(struct identity *) due; /* that changed: who is in the news would be written in each batch */
  int rc;                                   /* sticky */
};

int identity_tables_open(struct identity_tables *, struct keeping *);
void identity_tables_close(struct identity_tables *);

/* For struct identity_source: the identities with a key.  `context` is the tables. */
enum status identity_tables_find(void *context, struct identities *, uint64_t key);

/* Writes what is new or merged, before the meanings of the batch that point there; notes what has changed. */
int identity_tables_keep(struct identity_tables *, struct identities *);

/* Writes what has changed, before the set that has it is closed. */
int identity_tables_flush(struct identity_tables *);

/* When all that and all meanings are written: counts the stories of those into which others
** went, and of their forms. */
int identity_tables_count(struct identity_tables *);

/* Runs a statement whose values are bound, and resets it; an SQLite code, and `error` set. */
int identity_run(struct keeping *, sqlite3_stmt *);

#endif
