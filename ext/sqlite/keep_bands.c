/*
** Bands: by which stories that are republished find each other; in the order of the table, for an
** index is quickest written so.  Where more than fifty share a band, it gets a hub, lest two by two of thousands are
** compared that have a plea or nothing in common.
*/
#include "../base/arena.h"
#include "../corpus/fingerprint.h"
#include "keepers.h"
#include "keyed_rows.h"

enum { BATCH = 1 << 19 /* rows that are put in order */ };

#define OF_ARRIVED                                                                          \
  "main.arrived a JOIN main.fingerprint f ON f.article = a.article, bands(f.fingerprint) b" \
  " WHERE b.band NOT IN (SELECT band FROM main.crowded_band)" /* they are counted no more */
/* The hub is looked up for the few; to keep the least article of every band takes as long as to count. */
#define CROWDED                                                                                                 \
  "INSERT OR IGNORE INTO main.crowded_band(band, hub) SELECT band, (SELECT min(article) FROM main.band m WHERE" \
  " m.band = c.band) FROM (SELECT band FROM main.band "
#define SHARED " GROUP BY band HAVING count(*) > 50) c"

/* Whether one of ten stories has just arrived, or more: all bands are sooner counted than theirs looked up. */
static bool many_arrived(struct keeping *k, int *rc) {
  sqlite3_stmt *s =
      keep_prepare(k,
                   "SELECT count(*) < 10 * (SELECT count(*) FROM main.arrived) FROM (SELECT 1 FROM main.article"
                   " LIMIT 10 * (SELECT count(*) FROM main.arrived))",
                   rc);
  bool many = *rc == SQLITE_OK && sqlite3_step(s) == SQLITE_ROW && sqlite3_column_int(s, 0);
  int end = sqlite3_finalize(s);
  if (*rc == SQLITE_OK) *rc = end;
  return many;
}

struct bands ARENA_LIST(struct keyed_row);

/* Adds the bands of a story, whose fingerprint a statement is at. */
static int add_bands(struct keeping *k, sqlite3_stmt *s, struct arena *arena, struct bands *rows) {
  const unsigned char *print = sqlite3_column_blob(s, 1);
  const size_t bytes = (size_t)sqlite3_column_bytes(s, 1);
  const sqlite3_int64 article = sqlite3_column_int64(s, 0);
  if (!print && bytes) return SQLITE_NOMEM;
  const char *problem = fingerprint_problem(print, bytes);
  if (problem) {
    k->error = sqlite3_mprintf("the fingerprint of article %lld %s", article, problem);
    return k->error ? SQLITE_ERROR : SQLITE_NOMEM;
  }
  for (int i = 0; i < FINGERPRINT_BANDS; i++) {
    uint32_t band;
    if (!fingerprint_band(print, i, &band)) continue;
    struct keyed_row *row = ARENA_ADD(arena, rows);
    if (!row) return SQLITE_NOMEM;
    *row = (struct keyed_row){.key = band, .article = article};
  }
  return SQLITE_OK;
}

static int put_bands(struct keyed_table *table, struct bands *rows) {
  int rc = keyed_sort(rows->items, rows->count);
  if (rc == SQLITE_OK) rc = keyed_put(table, rows->items, rows->count);
  rows->count = 0;
  return rc;
}

static int put_arrived(struct keeping *k) {
  struct arena arena = {0};
  struct bands rows = {0};
  struct keyed_table table = {0};
  int rc = SQLITE_OK;
  sqlite3_stmt *s = keep_prepare(
      k, "SELECT f.article, f.fingerprint FROM main.arrived a JOIN main.fingerprint f ON f.article = a.article", &rc);
  if (rc == SQLITE_OK) rc = keyed_open(&table, k, "band", "band", 2);
  while (rc == SQLITE_OK && (rc = sqlite3_step(s)) == SQLITE_ROW) {
    rc = add_bands(k, s, &arena, &rows);
    if (rc == SQLITE_OK && rows.count >= BATCH) rc = put_bands(&table, &rows);
  }
  if (rc == SQLITE_DONE) rc = put_bands(&table, &rows);
  sqlite3_finalize(s);
  keyed_close(&table);
  arena_free(&arena);
  return rc;
}

int keep_bands(struct keeping *k) {
  int rc = put_arrived(k);
  bool many = rc == SQLITE_OK && many_arrived(k, &rc);
  return rc != SQLITE_OK
             ? rc
             : keep_run(k, many ? CROWDED SHARED : CROWDED "WHERE band IN (SELECT b.band FROM " OF_ARRIVED ")" SHARED);
}
