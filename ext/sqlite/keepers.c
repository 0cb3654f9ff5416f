/* What the steps share: see keepers.h. */
#include "keepers.h"

#include "schema.h"
#include "transaction.h"

#include <time.h>

double keep_clock(void) {
  struct timespec t = {0};
  timespec_get(&t, TIME_UTC);
  return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
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
  rc = transaction_begin(&t, k->connection->db, &k->error);
  return rc == SQLITE_OK ? transaction_end(&t, schema_make(k->connection, &k->error), &k->error) : rc;
}
