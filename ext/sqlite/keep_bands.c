/*
** Bands: by which stories that are republished find each other; in the order of the table, for an
** index is quickest written so.  Where more than fifty share a band, it gets a hub, lest two by two of thousands are
** compared that have a plea or nothing in common.
*/
#include "keepers.h"

int keep_bands(struct keeping *k) {
  return keep_run(k, "INSERT OR IGNORE INTO main.band(band, article)"
                     " SELECT b.band, f.article FROM main.arrived a JOIN main.fingerprint f ON f.article = a.article, "
                     "bands(f.fingerprint) b"
                     " ORDER BY 1, 2;"
                     "INSERT OR IGNORE INTO main.crowded_band(band, hub)"
                     " SELECT band, min(article) FROM main.band WHERE band IN (SELECT b.band FROM main.arrived a JOIN "
                     "main.fingerprint f ON f.article = a.article, bands(f.fingerprint) b) GROUP BY band"
                     " HAVING count(*) > 50");
}
