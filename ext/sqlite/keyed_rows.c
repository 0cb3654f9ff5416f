/* Rows by a key: see keyed_rows.h. */
#include "keyed_rows.h"

#include "many_rows.h"

#include <string.h>

enum { AT_ONCE = 64, COLUMNS_MOST = 3, SQL_BYTES = 128 };

int keyed_sort(struct keyed_row *rows, size_t count) {
  struct keyed_row *room = count ? sqlite3_malloc64(count * sizeof *room) : NULL, *from = rows, *to = room;
  if (count && !room) return SQLITE_NOMEM;
  for (unsigned shift = 0; shift < 64 && count; shift += 8) {
    size_t place[257] = {0};
    for (size_t i = 0; i < count; i++) place[(from[i].key >> shift & 255) + 1]++;
    if (place[(from[0].key >> shift & 255) + 1] == count) continue; /* all have the same byte */
    for (unsigned b = 1; b < 256; b++) place[b] += place[b - 1];
    for (size_t i = 0; i < count; i++) to[place[from[i].key >> shift & 255]++] = from[i];
    struct keyed_row *other = from;
    from = to, to = other;
  }
  if (from != rows) memcpy(rows, from, count * sizeof *rows);
  sqlite3_free(room);
  return SQLITE_OK;
}

int keyed_open(struct keyed_table *t, struct keeping *k, const char *table, const char *key, int columns) {
  sqlite3 *db = k->connection->db;
  char begin[SQL_BYTES], end[SQL_BYTES];
  *t = (struct keyed_table){.columns = columns};
  sqlite3_snprintf(SQL_BYTES, begin, "INSERT OR IGNORE INTO main.%s(%s, article%s)", table, key,
                   columns == COLUMNS_MOST ? ", n" : "");
  int rc = many_rows(db, begin, columns, AT_ONCE, "", &t->at_once, &t->put);
  sqlite3_snprintf(SQL_BYTES, end, ") WHERE EXISTS (SELECT 1 FROM main.%s WHERE %s = column1)", table, key);
  return rc == SQLITE_OK ? many_rows(db, "SELECT column1 FROM (", 1, t->at_once, end, &t->at_once, &t->look) : rc;
}

void keyed_close(struct keyed_table *t) {
  sqlite3_finalize(t->put);
  sqlite3_finalize(t->look);
}

/* Looks for so many keys, each by the first of its rows. */
static int look(struct keyed_table *t, struct keyed_row **first, int count) {
  int rc = SQLITE_DONE, i = 0;
  if (count < t->at_once) sqlite3_clear_bindings(t->look); /* which are NULL then, and no key */
  for (int k = 0; k < count; k++) sqlite3_bind_int64(t->look, k + 1, (sqlite3_int64)first[k]->key);
  while (count && (rc = sqlite3_step(t->look)) == SQLITE_ROW) {
    const uint64_t key = (uint64_t)sqlite3_column_int64(t->look, 0);
    while (i < count && first[i]->key != key) i++; /* they come in their order */
    if (i < count) first[i]->known = true;
  }
  sqlite3_reset(t->look);
  return rc == SQLITE_DONE ? SQLITE_OK : rc;
}

int keyed_look(struct keyed_table *t, struct keyed_row *rows, size_t count) {
  struct keyed_row *first[AT_ONCE];
  int n = 0, rc = SQLITE_OK;
  for (size_t i = 0; i < count && rc == SQLITE_OK; i++) {
    if (i && rows[i].key == rows[i - 1].key) continue;
    rows[i].known = false;
    first[n++] = &rows[i];
    if (n < t->at_once) continue;
    rc = look(t, first, n);
    n = 0;
  }
  return rc == SQLITE_OK ? look(t, first, n) : rc;
}

int keyed_put(struct keyed_table *t, const struct keyed_row *rows, size_t count) {
  int rc = SQLITE_OK;
  for (size_t i = 0; i < count && rc == SQLITE_OK;) {
    if (count - i < (size_t)t->at_once) sqlite3_clear_bindings(t->put); /* rows that are NULL are left out */
    for (int k = 0, at = 0; k < t->at_once && i < count; k++, i++) {
      sqlite3_bind_int64(t->put, ++at, (sqlite3_int64)rows[i].key);
      sqlite3_bind_int64(t->put, ++at, rows[i].article);
      if (t->columns == COLUMNS_MOST) sqlite3_bind_int64(t->put, ++at, rows[i].n);
    }
    sqlite3_step(t->put);
    rc = sqlite3_reset(t->put);
  }
  return rc;
}
