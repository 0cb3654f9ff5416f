/*
** Rows of whole numbers, by a key: put in order, and into a table many at a time, for a table grows quickest in its own
** order, and a statement costs several times what a row does.
**
**     rc = keyed_sort(rows, count);
**     if (rc == SQLITE_OK) rc = keyed_open(&table, keeping, "band", "band", 2);
**     if (rc == SQLITE_OK) rc = keyed_put(&table, rows, count);
**     keyed_close(&table);
*/
#ifndef NEWSEXT_KEYED_ROWS_H
#define NEWSEXT_KEYED_ROWS_H

#include "keepers.h"

struct keyed_row {
  uint64_t key;
  sqlite3_int64 article;
  uint32_t n;
  bool known; /* of the first row of its key: see keyed_look() */
};

/* Sorts by key; rows of one key stay in their order.  SQLITE_OK or SQLITE_NOMEM.  The method: radix sort, the last byte
** first (Knuth, volume 3, 5.2.5). */
int keyed_sort(struct keyed_row *, size_t count);

struct keyed_table {
  sqlite3_stmt *put, *look;
  int columns, at_once; /* rows in one statement */
};

/* A table of two or three columns: the key, whose name is given, the article, n.  All of them NOT NULL; what is there
** already is left.  An SQLite code; closed in any case. */
int keyed_open(struct keyed_table *, struct keeping *, const char *table, const char *key, int columns);
void keyed_close(struct keyed_table *);

/* Says of the first of the rows of each key, which are sorted, whether the table has rows of that key already. */
int keyed_look(struct keyed_table *, struct keyed_row *, size_t count);

int keyed_put(struct keyed_table *, const struct keyed_row *, size_t count);

#endif
