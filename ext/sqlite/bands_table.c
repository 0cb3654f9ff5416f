/*
** bands(f): the bands of a fingerprint, to index and to join on.
**
**     CREATE TABLE band(band INTEGER, story INTEGER, PRIMARY KEY(band, story)) WITHOUT ROWID;
**     INSERT INTO band SELECT b.band, s.id FROM story s, bands(s.f) b;
**     SELECT DISTINCT x.story, y.story FROM band x JOIN band y ON x.band = y.band AND x.story < y.story
**       JOIN story p ON p.id = x.story JOIN story q ON q.id = y.story WHERE near_duplicate(p.f, q.f);
**
** gives all pairs of near-duplicates.  A new story is compared by joining its own bands.
** Up to 20 rows; the method: corpus/fingerprint.h.
*/
#include "fingerprint_value.h"
#include "text_table.h"

static int open_bands(struct table_cursor *c) {
  const unsigned char *f;
  const char *problem = fingerprint_of_value(c->arguments[0], &f);
  if (problem) return table_error(c, "f", "%s", problem);
  uint32_t *bands = sqlite3_malloc64(FINGERPRINT_BANDS * sizeof *bands);
  if (!bands) return SQLITE_NOMEM;
  c->state = bands;
  for (int i = 0; i < FINGERPRINT_BANDS; i++) c->count += fingerprint_band(f, i, &bands[c->count]);
  return SQLITE_OK;
}

static int column(struct table_cursor *c, sqlite3_context *context, int column) {
  const uint32_t *bands = c->state;
  (void)column;
  sqlite3_result_int64(context, bands[c->row]);
  return SQLITE_OK;
}

static void close_bands(struct table_cursor *c) { sqlite3_free(c->state); }

const struct text_table bands_table = {
    .name = "bands",
    .columns = "band INTEGER -- a number to index and to join on\n",
    .arguments = "f -- a fingerprint\n",
    .required = 1,
    .any_text = 1,
    .help = "the bands of a fingerprint: near-duplicates share one",
    .example = "SELECT band FROM bands(fingerprint('The talks ended on Monday without a result.'))",
    .open = open_bands,
    .column = column,
    .close = close_bands,
};
