/* What the fuzzers share: one database with newsext linked in, and running SQL on the input. */
#ifndef NEWSEXT_TESTS_FUZZ_H
#define NEWSEXT_TESTS_FUZZ_H

#include "../../include/newsext.h"
#include "../api/check.h"

#include <stdint.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t bytes);

static inline sqlite3 *fuzz_database(void) {
  static sqlite3 *db;
  if (db) return db;
  sqlite3_auto_extension((void (*)(void))sqlite3_newsext_init);
  if (sqlite3_open(":memory:", &db) != SQLITE_OK) abort();
  return db;
}

/* Runs a query with the input as ?1 and, where it asks for one, another text as ?2.  A row
** whose first column is not NULL stops the fuzzer where `complain` is set: then it says what is wrong. */
static inline void fuzz_run(const char *sql, const char *text, size_t bytes, const char *other, size_t other_bytes,
                            bool complain) {
  sqlite3_stmt *statement = NULL;
  if (sqlite3_prepare_v2(fuzz_database(), sql, -1, &statement, NULL) != SQLITE_OK) return;
  sqlite3_bind_text(statement, 1, text, (int)bytes, SQLITE_STATIC);
  if (sqlite3_bind_parameter_count(statement) > 1)
    sqlite3_bind_text(statement, 2, other, (int)other_bytes, SQLITE_STATIC);
  while (sqlite3_step(statement) == SQLITE_ROW)
    if (complain && sqlite3_column_type(statement, 0) != SQLITE_NULL) {
      fprintf(stderr, "%s\n-> %s\n", sql, (const char *)sqlite3_column_text(statement, 0));
      abort();
    }
  sqlite3_finalize(statement);
}

#endif
