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
#include "transaction.h"

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
  if (rc == SQLITE_OK) rc = has(c, "meaning", "naming");
  if (rc != SQLITE_NOTFOUND) return rc;
  rc = has(c, "article", NULL);
  return rc == SQLITE_OK ? SQLITE_MISMATCH : rc;
}

/* What has one of the names already would stay as it is, and a TEMP table would get the indexes and triggers
** that are for ours: an error. */
static int refuse_others(struct connection *c, char **error) {
  sqlite3_stmt *s = NULL;
  int rc = sqlite3_prepare_v2(
      c->db,
      "SELECT kind, name FROM (SELECT upper(type) AS kind, name FROM main.sqlite_master UNION ALL"
      " SELECT 'TEMP ' || upper(type), name FROM temp.sqlite_master WHERE type IN ('table', 'view'))"
      " WHERE instr(?1, ' EXISTS ' || lower(name) || '(') OR instr(?1, ' EXISTS ' || lower(name) || ' ')",
      -1, &s, NULL);
  if (rc == SQLITE_OK) rc = sqlite3_bind_text(s, 1, schema_text(), -1, SQLITE_STATIC);
  bool taken = rc == SQLITE_OK && sqlite3_step(s) == SQLITE_ROW;
  if (taken)
    *error =
        sqlite3_mprintf("this database has a %s %s, and newsext_schema() makes one of that name; rename it, or keep "
                        "stories in another database",
                        sqlite3_column_text(s, 0), sqlite3_column_text(s, 1));
  int end = sqlite3_finalize(s);
  if (rc == SQLITE_OK) rc = end;
  return rc != SQLITE_OK || !taken ? rc : *error ? SQLITE_ERROR : SQLITE_NOMEM;
}

void schema_pages(struct connection *c) {
  enum { USUAL_PAGE = 4096 }; /* another size has been asked for */
  sqlite3_stmt *s = NULL;
  int rc = sqlite3_prepare_v2(
      c->db, "SELECT page_count = 0 AND page_size = ?1 FROM pragma_page_count('main'), pragma_page_size('main')", -1,
      &s, NULL);
  if (rc == SQLITE_OK) sqlite3_bind_int(s, 1, USUAL_PAGE);
  bool fresh = rc == SQLITE_OK && sqlite3_step(s) == SQLITE_ROW && sqlite3_column_int(s, 0);
  sqlite3_finalize(s);
  if (fresh) sqlite3_exec(c->db, "PRAGMA main.page_size = 8192", NULL, NULL, NULL);
}

int schema_make(struct connection *c, char **error) {
  int rc = refuse_others(c, error);
  if (rc == SQLITE_OK) rc = sqlite3_exec(c->db, schema_text(), NULL, NULL, NULL);
  if (rc != SQLITE_OK && !*error) *error = database_problem(c->db, rc);
  return rc;
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
