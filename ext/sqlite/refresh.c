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
#include "schema.h"
#include "text_table.h"

#include <stdbool.h>
#include <string.h>

enum { COLUMN_STEP, COLUMN_CHANGED, COLUMN_SECONDS };

struct refresh {
  struct keeping keeping;
  int chosen[KEEP_STEPS]; /* the steps to run, in order */
  sqlite3_int64 pages;    /* of keep_pages() */
  sqlite3_int64 changed;
  double seconds;
};

/* Takes the steps that the argument names, or all. */
static int choose(struct table_cursor *c, struct refresh *r) {
  const char *names = "";
  bool chosen[KEEP_STEPS] = {false};
  if (c->arguments[0] && sqlite3_value_type(c->arguments[0]) != SQLITE_NULL) {
    names = (const char *)sqlite3_value_text(c->arguments[0]);
    if (!names) return SQLITE_NOMEM;
  }
  bool all = names[strspn(names, " ,")] == 0;
  for (const char *at = names + strspn(names, " ,"); *at; at += strspn(at, " ,")) {
    size_t bytes = strcspn(at, " ,");
    int i = 0;
    while (i < KEEP_STEPS && (strlen(keep_step(i)) != bytes || memcmp(keep_step(i), at, bytes) != 0)) i++;
    if (i == KEEP_STEPS) return table_error(c, "steps", "there is none called %.*s", (int)bytes, at);
    chosen[i] = true;
    at += bytes;
  }
  for (int i = 0; i < KEEP_STEPS; i++)
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
    rc = table_error(c, keep_step(step), "failed: %s", r->keeping.error) == SQLITE_NOMEM ? SQLITE_NOMEM : rc;
  return rc;
}

static int column(struct table_cursor *c, sqlite3_context *context, int column) {
  const struct refresh *r = c->state;
  switch (column) {
    case COLUMN_STEP: sqlite3_result_text(context, keep_step(r->chosen[c->row]), -1, SQLITE_STATIC); break;
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
    .prepare = schema_pages,
    .writes = 1,
    .open = open_refresh,
    .next = next_step,
    .column = column,
    .close = close_refresh,
};
