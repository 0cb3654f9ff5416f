/* The steps that keep what is known across stories, and what they share: see keepers.h. */
#include "keepers.h"

#include "schema.h"
#include "transaction.h"

#include <time.h>

double keep_clock(void) {
  struct timespec t = {0};
  timespec_get(&t, TIME_UTC);
  return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

int keep_failed(struct keeping *k, int rc) {
  if (rc != SQLITE_OK && rc != SQLITE_NOMEM && rc != SQLITE_INTERRUPT && !k->error)
    k->error = database_problem(k->connection->db, rc);
  return rc;
}

int keep_run(struct keeping *k, const char *sql) {
  sqlite3_free(k->error);
  return sqlite3_exec(k->connection->db, sql, NULL, NULL, &k->error);
}

sqlite3_stmt *keep_prepare(struct keeping *k, const char *sql, int *rc) {
  sqlite3_stmt *s = NULL;
  if (*rc == SQLITE_OK) *rc = sqlite3_prepare_v2(k->connection->db, sql, -1, &s, NULL);
  return s;
}

int keep_schema(struct keeping *k) {
  struct transaction t;
  int rc = schema_found(k->connection);
  if (rc == SQLITE_MISMATCH)
    k->error =
        sqlite3_mprintf("this database has a table article that is not newsext_schema()'s, or of an older newsext");
  if (rc == SQLITE_MISMATCH) return k->error ? SQLITE_ERROR : SQLITE_NOMEM;
  if (rc != SQLITE_NOTFOUND) return rc;
  rc = transaction_begin(&t, k->connection->db, false, &k->error);
  return rc == SQLITE_OK ? transaction_end(&t, schema_make(k->connection, &k->error), &k->error) : rc;
}

sqlite3_int64 keep_pages(sqlite3 *db, sqlite3_int64 size) {
  sqlite3_stmt *s = NULL;
  sqlite3_int64 was = 0;
  if (!size) return 0;
  if (sqlite3_prepare_v2(db, "PRAGMA main.cache_size", -1, &s, NULL) == SQLITE_OK && sqlite3_step(s) == SQLITE_ROW)
    was = sqlite3_column_int64(s, 0);
  sqlite3_finalize(s);
  if (size == KEPT_PAGES && was <= KEPT_PAGES) return 0;
  char pragma[64];
  sqlite3_snprintf(sizeof pragma, pragma, "PRAGMA main.cache_size = %lld", size);
  sqlite3_exec(db, pragma, NULL, NULL, NULL);
  return was;
}

/* ---- The steps ---- */

static const struct step {
  const char *name;
  int (*keep)(struct keeping *);
} steps[KEEP_STEPS] = {
    {"search", keep_search},
    {"furniture", keep_furniture},
    {"bands", keep_bands},
    {"identities", keep_identities},
    {"leads", keep_leads},
    {"storylines", keep_storylines},
    {"contradictions", keep_contradictions},
};

const char *keep_step(int at) { return at < KEEP_STEPS ? steps[at].name : NULL; }

/* Before the first step: how far it sees.  What comes while the others run, the next refresh takes up. */
static int look(struct keeping *k) {
  sqlite3_stmt *s = NULL;
  int rc = sqlite3_prepare_v2(
      k->connection->db, "SELECT (SELECT max(n) FROM main.arrived), (SELECT max(n) FROM main.departed)", -1, &s, NULL);
  if (rc == SQLITE_OK && sqlite3_step(s) == SQLITE_ROW) {
    k->arrived = sqlite3_column_int64(s, 0);
    k->departed = sqlite3_column_int64(s, 1);
  }
  int end = sqlite3_finalize(s);
  return rc == SQLITE_OK ? end : rc;
}

/* After the last step. */
static int forget(struct keeping *k) {
  char *sql = sqlite3_mprintf("DELETE FROM main.arrived WHERE n <= %lld; DELETE FROM main.departed WHERE n <= %lld",
                              k->arrived, k->departed);
  int rc = sql ? keep_run(k, sql) : SQLITE_NOMEM;
  sqlite3_free(sql);
  return rc;
}

int keep_up(struct keeping *k, int at, sqlite3_int64 *changed) {
  struct transaction t;
  sqlite3_int64 before = sqlite3_total_changes64(k->connection->db);
  int rc = transaction_begin(&t, k->connection->db, at > 0, &k->error);
  if (rc != SQLITE_OK) return rc;
  rc = at == 0 ? look(k) : SQLITE_OK;
  if (rc == SQLITE_OK) rc = steps[at].keep(k);
  *changed = sqlite3_total_changes64(k->connection->db) - before;
  if (rc == SQLITE_OK && at == KEEP_STEPS - 1) rc = forget(k);
  return transaction_end(&t, keep_failed(k, rc), &k->error);
}
