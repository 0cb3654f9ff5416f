/*
** Bands: by which stories that are republished find each other; in the order of the table, for an
** index is quickest written so.
*/
#include "keepers.h"

int keep_bands(struct keeping *k) {
  return keep_run(k, "INSERT OR IGNORE INTO main.band(band, article)"
                     " SELECT b.band, f.article FROM main.arrived a JOIN main.fingerprint f ON f.article = a.article, "
                     "bands(f.fingerprint) b"
                     " ORDER BY 1, 2");
}
