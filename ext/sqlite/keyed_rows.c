/* Rows by a key: see keyed_rows.h. */
#include "keyed_rows.h"

#include <string.h>

enum { AT_ONCE = 64, COLUMNS_MOST = 3 };

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

int keyed_open(struct keyed_table *t, struct keeping *k, const char *into, int columns) {
  const int values = sqlite3_limit(k->connection->db, SQLITE_LIMIT_VARIABLE_NUMBER, -1);
  *t = (struct keyed_table){.columns = columns, .at_once = values / columns};
  if (t->at_once > AT_ONCE) t->at_once = AT_ONCE;
  if (t->at_once < 1) t->at_once = 1;
  sqlite3_str *sql = sqlite3_str_new(k->connection->db);
  sqlite3_str_appendf(sql, "INSERT OR IGNORE INTO %s VALUES", into);
  for (int row = 0; row < t->at_once; row++)
    sqlite3_str_appendf(sql, "%s(?,?%s)", row ? "," : "", columns == COLUMNS_MOST ? ",?" : "");
  char *text = sqlite3_str_finish(sql);
  int rc = text ? SQLITE_OK : SQLITE_NOMEM;
  t->put = text ? keep_prepare(k, text, &rc) : NULL;
  sqlite3_free(text);
  return rc;
}

void keyed_close(struct keyed_table *t) { sqlite3_finalize(t->put); }

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
