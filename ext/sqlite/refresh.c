/*
** refresh(): brings what is known across stories up to date, after INSERTs INTO article of
** one's own; load() does it at its end.
**
**     SELECT * FROM refresh();
**
** Columns: `step`, `changed` (rows written), `seconds`; a row as each step is done.  Each step is a
** transaction, or a savepoint of the transaction that the caller is in.  The steps: keepers.h.
*/
#include "keepers.h"
#include "schema.h"
#include "text_table.h"

#include <time.h>

enum { COLUMN_STEP, COLUMN_CHANGED, COLUMN_SECONDS };

static const struct step {
  const char *name;
  int (*keep)(struct keeping *);
} steps[] = {
    {"search", keep_search},
    {"bands", keep_bands},
    {"furniture", keep_furniture},
    {"identities", keep_identities},
    {"storylines", keep_storylines},
    {"contradictions", keep_contradictions},
};
enum { STEPS = sizeof steps / sizeof *steps };

struct refresh {
  sqlite3_int64 changed;
  double seconds;
};

static double now(void) {
  struct timespec t = {0};
  timespec_get(&t, TIME_UTC);
  return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

int keep_run(struct keeping *k, const char *sql) {
  sqlite3_free(k->error);
  return sqlite3_exec(k->connection->db, sql, NULL, NULL, &k->error);
}

/* Runs a step within a savepoint; the last one also notes that all comings and goings were seen. */
static int run_step(struct keeping *k, int at, sqlite3_int64 *changed) {
  sqlite3_int64 before = sqlite3_total_changes64(k->connection->db);
  int rc = keep_run(k, "SAVEPOINT newsext_refresh");
  if (rc != SQLITE_OK) return rc;
  rc = steps[at].keep(k);
  *changed = sqlite3_total_changes64(k->connection->db) - before;
  if (rc == SQLITE_OK && at == STEPS - 1) rc = keep_run(k, "DELETE FROM main.arrived; DELETE FROM main.departed");
  if (rc == SQLITE_OK) rc = keep_run(k, "RELEASE newsext_refresh");
  if (rc != SQLITE_OK)
    sqlite3_exec(k->connection->db, "ROLLBACK TO newsext_refresh; RELEASE newsext_refresh", NULL, NULL, NULL);
  return rc;
}

static int open_refresh(struct table_cursor *c) {
  int rc = schema_found(c->connection);
  if (rc == SQLITE_NOTFOUND) rc = sqlite3_exec(c->connection->db, schema_text(), NULL, NULL, NULL);
  if (rc != SQLITE_OK) return rc;
  c->state = sqlite3_malloc64(sizeof(struct refresh));
  c->count = STEPS;
  return c->state ? SQLITE_OK : SQLITE_NOMEM;
}

static int next_step(struct table_cursor *c) {
  struct refresh *r = c->state;
  struct keeping k = {.connection = c->connection};
  if (c->row >= STEPS) return SQLITE_OK;
  double began = now();
  int rc = run_step(&k, (int)c->row, &r->changed);
  r->seconds = now() - began;
  if (rc != SQLITE_OK && k.error)
    rc = table_error(c, steps[c->row].name, "failed: %s", k.error) == SQLITE_NOMEM ? SQLITE_NOMEM : rc;
  sqlite3_free(k.error);
  return rc;
}

static int column(struct table_cursor *c, sqlite3_context *context, int column) {
  const struct refresh *r = c->state;
  switch (column) {
    case COLUMN_STEP: sqlite3_result_text(context, steps[c->row].name, -1, SQLITE_STATIC); break;
    case COLUMN_CHANGED: sqlite3_result_int64(context, r->changed); break;
    default: sqlite3_result_double(context, r->seconds);
  }
  return SQLITE_OK;
}

static void close_refresh(struct table_cursor *c) { sqlite3_free(c->state); }

const struct text_table refresh_table = {
    .name = "refresh",
    .columns = "step TEXT, changed INTEGER, seconds REAL",
    .arguments = "",
    .help = "brings what is known across stories up to date",
    .example = "SELECT step, changed FROM refresh()",
    .writes = 1,
    .open = open_refresh,
    .next = next_step,
    .column = column,
    .close = close_refresh,
};
