/*
** newsext_schema(): the tables that load() keeps, as SQL.
**
**     db.executescript(db.execute("SELECT newsext_schema()").fetchone()[0])
**
** makes them in any host where they are not there; after that every INSERT INTO article fills
** the tables of that story, and refresh() those across stories.  The text is sql/schema.sql.
*/
#include "schema.h"

#include "../base/embedded.h"

EMBED(schema_sql, "schema.sql")

const char *schema_text(void) { return (const char *)schema_sql; }

/* Whether main has a table with a column: SQLITE_OK, SQLITE_NOTFOUND, or another code. */
static int has(struct connection *c, const char *table, const char *column) {
  int rc = sqlite3_table_column_metadata(c->db, "main", table, column, NULL, NULL, NULL, NULL, NULL);
  return rc == SQLITE_ERROR ? SQLITE_NOTFOUND : rc;
}

int schema_found(struct connection *c) {
  int rc = has(c, "arrived", "n");
  if (rc == SQLITE_OK) rc = has(c, "file", "records");
  if (rc == SQLITE_OK) rc = has(c, "corpus", "shard");
  if (rc != SQLITE_NOTFOUND) return rc;
  rc = has(c, "article", NULL);
  return rc == SQLITE_OK ? SQLITE_MISMATCH : rc;
}

static void call(sqlite3_context *context, int argc, sqlite3_value **argv) {
  (void)argc, (void)argv;
  sqlite3_result_text(context, schema_text(), -1, SQLITE_STATIC);
}

const struct text_function newsext_schema_function = {
    .name = "newsext_schema",
    .arguments = "",
    .help = "the tables that load() keeps, as SQL",
    .example = "SELECT substr(newsext_schema(), 1, 50) AS sql",
    .call = call,
};
