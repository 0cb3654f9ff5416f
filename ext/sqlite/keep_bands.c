/*
** Bands: by which stories that are republished find each other; in the order of the table, for an
** index is quickest written so.  Where more than fifty share a band, it gets a hub, lest two by two of thousands are
** compared that have a plea or nothing in common.
*/
#include "keepers.h"

#define OF_ARRIVED "main.arrived a JOIN main.fingerprint f ON f.article = a.article, bands(f.fingerprint) b"
#define CROWDED "INSERT OR IGNORE INTO main.crowded_band(band, hub) SELECT band, min(article) FROM main.band "
#define SHARED " GROUP BY band HAVING count(*) > 50"

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

int keep_bands(struct keeping *k) {
  int rc = keep_run(k, "INSERT OR IGNORE INTO main.band(band, article) SELECT b.band, f.article FROM " OF_ARRIVED
                       " ORDER BY 1, 2");
  bool many = rc == SQLITE_OK && many_arrived(k, &rc);
  return rc != SQLITE_OK
             ? rc
             : keep_run(k, many ? CROWDED SHARED : CROWDED "WHERE band IN (SELECT b.band FROM " OF_ARRIVED ")" SHARED);
}
