/*
** refresh(): brings what is known across stories up to date, after INSERTs INTO article of
** one's own; load() does it at its end.
**
**     SELECT * FROM refresh();
**     SELECT * FROM refresh('bands, leads');
**
** It makes the tables where they are not there, for hosts that run one statement at a time.  `steps` names those to
** run, in whatever order; what has arrived is then still new to the others.
** Columns: `step`, `changed` (rows written), `seconds`; a row as each step is done.  Each step is a
** transaction, or a savepoint of the transaction that the caller is in.  The steps: keepers.h.
*/
#include "keepers.h"
#include "text_table.h"
#include "transaction.h"

#include <stdbool.h>
#include <string.h>
#include <time.h>

enum { COLUMN_STEP, COLUMN_CHANGED, COLUMN_SECONDS };

static const struct step {
  const char *name;
  int (*keep)(struct keeping *);
} steps[] = {
    {"search", keep_search},
    {"furniture", keep_furniture},
    {"bands", keep_bands},
    {"identities", keep_identities},
    {"leads", keep_leads},
    {"storylines", keep_storylines},
    {"contradictions", keep_contradictions},
};
enum { STEPS = sizeof steps / sizeof *steps };

struct refresh {
  struct keeping keeping;
  int chosen[STEPS];   /* the steps to run, in order */
  sqlite3_int64 pages; /* of keep_pages() */
  sqlite3_int64 changed;
  double seconds;
};

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

const char *keep_step(int at) { return at < STEPS ? steps[at].name : NULL; }

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
  int rc = transaction_begin(&t, k->connection->db, &k->error);
  if (rc != SQLITE_OK) return rc;
  rc = at == 0 ? look(k) : SQLITE_OK;
  if (rc == SQLITE_OK) rc = steps[at].keep(k);
  *changed = sqlite3_total_changes64(k->connection->db) - before;
  if (rc == SQLITE_OK && at == STEPS - 1) rc = forget(k);
  if (rc != SQLITE_OK && rc != SQLITE_NOMEM && rc != SQLITE_INTERRUPT && !k->error)
    k->error = database_problem(k->connection->db, rc);
  return transaction_end(&t, rc, &k->error);
}

/* Takes the steps that the argument names, or all. */
static int choose(struct table_cursor *c, struct refresh *r) {
  const char *names = "";
  bool chosen[STEPS] = {false};
  if (c->arguments[0] && sqlite3_value_type(c->arguments[0]) != SQLITE_NULL) {
    names = (const char *)sqlite3_value_text(c->arguments[0]);
    if (!names) return SQLITE_NOMEM;
  }
  bool all = names[strspn(names, " ,")] == 0;
  for (const char *at = names + strspn(names, " ,"); *at; at += strspn(at, " ,")) {
    size_t bytes = strcspn(at, " ,");
    int i = 0;
    while (i < STEPS && (strlen(steps[i].name) != bytes || memcmp(steps[i].name, at, bytes) != 0)) i++;
    if (i == STEPS) return table_error(c, "steps", "there is none called %.*s", (int)bytes, at);
    chosen[i] = true;
    at += bytes;
  }
  for (int i = 0; i < STEPS; i++)
    if (all || chosen[i]) r->chosen[c->count++] = i;
  return SQLITE_OK;
}

static int open_refresh(struct table_cursor *c) {
  struct keeping k = {.connection = c->connection};
  int rc = keep_schema(&k);
  if (rc != SQLITE_OK && k.error) rc = table_error(c, "", "%s", k.error) == SQLITE_NOMEM ? SQLITE_NOMEM : rc;
  sqlite3_free(k.error);
  if (rc != SQLITE_OK) return rc;
  struct refresh *r = sqlite3_malloc64(sizeof *r);
  if (!r) return SQLITE_NOMEM;
  *r = (struct refresh){.keeping.connection = c->connection, .pages = keep_pages(c->connection->db, KEPT_PAGES)};
  c->state = r;
  connection_long_run(c->connection);
  return choose(c, r);
}

static int next_step(struct table_cursor *c) {
  struct refresh *r = c->state;
  if (c->row >= c->count) return SQLITE_OK;
  double began = keep_clock();
  int step = r->chosen[c->row], rc = keep_up(&r->keeping, step, &r->changed);
  r->seconds = keep_clock() - began;
  if (rc != SQLITE_OK && rc != SQLITE_INTERRUPT && r->keeping.error)
    rc = table_error(c, steps[step].name, "failed: %s", r->keeping.error) == SQLITE_NOMEM ? SQLITE_NOMEM : rc;
  return rc;
}

static int column(struct table_cursor *c, sqlite3_context *context, int column) {
  const struct refresh *r = c->state;
  switch (column) {
    case COLUMN_STEP: sqlite3_result_text(context, steps[r->chosen[c->row]].name, -1, SQLITE_STATIC); break;
    case COLUMN_CHANGED: sqlite3_result_int64(context, r->changed); break;
    default: sqlite3_result_double(context, r->seconds);
  }
  return SQLITE_OK;
}

static void close_refresh(struct table_cursor *c) {
  struct refresh *r = c->state;
  if (!r) return;
  keep_pages(r->keeping.connection->db, r->pages);
  connection_long_run_ended(r->keeping.connection);
  sqlite3_free(r->keeping.error);
  sqlite3_free(r);
}

const struct text_table refresh_table = {
    .name = "refresh",
    .columns = "step TEXT -- what was brought up to date\n"
               "  search -- the index article_text\n"
               "  furniture -- what outlets repeat in their stories\n"
               "  bands -- by which near-duplicates are found\n"
               "  identities -- entity, alias, and whom the names of each story mean\n"
               "  leads -- what each story is known by among others\n"
               "  storylines -- which stories report one happening\n"
               "  contradictions -- what the stories of a storyline say otherwise\n"
               "changed INTEGER -- rows written\n"
               "seconds REAL -- how long it took\n",
    .arguments = "steps -- 'bands, leads': only these; without it all\n",
    .help = "brings what is known across stories up to date",
    .example = "SELECT step, changed FROM refresh()",
    .writes = 1,
    .open = open_refresh,
    .next = next_step,
    .column = column,
    .close = close_refresh,
};
