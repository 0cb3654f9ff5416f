/*
** The names of the stories that are kept, as corpus/identity.h has them: out of the table `naming`, with what the body
** calls the people.
**
**     identity_reading_open(&r, keeping);
**     identity_reading_story(&r, article, &story, &namings, &count);
**
** What a story has is in the arena, which the caller clears when it has done with a batch of them.
*/
#ifndef NEWSEXT_IDENTITY_READING_H
#define NEWSEXT_IDENTITY_READING_H

#include "../base/arena.h"
#include "../corpus/identity.h"
#include "keepers.h"

/* The year of a story, a row `a` of article; NULL where it is not known. */
#define IDENTITY_YEAR                                                                                              \
  "CAST(substr(coalesce(a.day, a.published, CASE substr(a.published_to, 1, 4) WHEN substr(a.published_from, 1, 4)" \
  " THEN a.published_from END), 1, 4) AS INTEGER)"

/* A row of naming: which form of which name it is. */
struct identity_naming {
  sqlite3_int64 n;
  uint32_t name, surface;
};

struct identity_reading {
  struct keeping *keeping;
  sqlite3_stmt *names, *body;
  struct arena arena, rows_of_story;
  bool without_roles; /* bodies are not read for what stories call their people */
  uint32_t rows;      /* read so far */
  int rc;             /* sticky */
};

/* An SQLite code; closed in any case. */
int identity_reading_open(struct identity_reading *, struct keeping *);
void identity_reading_close(struct identity_reading *);

/* Reads the names of a story, and its rows of naming in the order of n; its year is the caller's.  Errors: rc. */
void identity_reading_story(struct identity_reading *, sqlite3_int64 article, struct identity_story *,
                            struct identity_naming **namings, uint32_t *count);

/* Notes an error, with what SQLite says of it; true where there is one, from now or before. */
bool identity_reading_failed(struct identity_reading *, int rc);

/* Steps; true where there is a row.  At the end, after an error, and after an interrupt the statement is reset. */
bool identity_reading_row(struct identity_reading *, sqlite3_stmt *);

/* A copy of a column's text, with a NUL behind it; "" for NULL. */
struct slice identity_reading_text(struct identity_reading *, sqlite3_stmt *, int column);

#endif
