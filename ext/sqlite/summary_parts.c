/*
** summary_names(), summary_take_identities(answers), summary_take_furniture(answers): what is known across stories
** where each database has a part of them.
**
**     SELECT summary(a.path, n.evidence, n.year) FROM summary_names n JOIN article a ON a.id = n.article;
**     SELECT * FROM summary_take_identities('SELECT answers FROM answer WHERE story = ?1');
**     SELECT * FROM summary_take_furniture('SELECT article, sentence FROM answer');
**
** The first gives what identity_evidence(body, place) does, out of the tables where it stands already.  What
** summary_answers() and summary_furniture() make of the summaries of all databases, the others write to those tables.
** Tables that are not there are made.
*/
#include "../corpus/summary_identities.h"
#include "identity_reading.h"
#include "text_table.h"
#include "transaction.h"

/* ---- Names ---- */

enum { COLUMN_ARTICLE, COLUMN_EVIDENCE, COLUMN_YEAR };

struct parts {
  struct keeping keeping;
  struct identity_reading reading;
  sqlite3_stmt *stories;
  struct buffer evidence;
  sqlite3_int64 changed; /* rows */
};

/* The state of a cursor; NULL where there is no memory. */
static struct parts *new_parts(struct table_cursor *c) {
  struct parts *p = sqlite3_malloc64(sizeof *p);
  if (p) *p = (struct parts){.keeping = {.connection = c->connection}};
  c->state = p;
  return p;
}

static void close_parts(struct table_cursor *c) {
  struct parts *p = c->state;
  if (!p) return;
  identity_reading_close(&p->reading);
  sqlite3_finalize(p->stories);
  buffer_free(&p->evidence);
  sqlite3_free(p->keeping.error);
  sqlite3_free(p);
}

static int said(struct table_cursor *c, int rc) {
  struct parts *p = c->state;
  if (rc == SQLITE_OK || rc == SQLITE_NOMEM || rc == SQLITE_INTERRUPT) return rc;
  const char *error = p->keeping.error ? p->keeping.error : sqlite3_errmsg(c->connection->db);
  return table_error(c, "", "%s", error) == SQLITE_NOMEM ? SQLITE_NOMEM : rc;
}

static int open_names(struct table_cursor *c) {
  struct parts *p = new_parts(c);
  if (!p) return SQLITE_NOMEM;
  int rc = keep_schema(&p->keeping);
  if (rc == SQLITE_OK) rc = identity_reading_open(&p->reading, &p->keeping);
  p->stories = keep_prepare(&p->keeping, "SELECT a.id, " IDENTITY_YEAR " FROM main.article a ORDER BY a.id", &rc);
  c->count = TABLE_UNCOUNTED;
  return said(c, rc);
}

/* The next story that names somebody. */
static int next_names(struct table_cursor *c) {
  struct parts *p = c->state;
  struct identity_story story = {0};
  struct identity_naming *namings;
  uint32_t count;
  while (!story.count && identity_reading_row(&p->reading, p->stories)) {
    arena_clear(&p->reading.arena);
    identity_reading_story(&p->reading, sqlite3_column_int64(p->stories, 0), &story, &namings, &count);
    if (p->reading.rc != SQLITE_OK) break;
  }
  if (!story.count) c->count = c->row;
  p->evidence.count = 0;
  identity_evidence_write(&p->evidence, &story);
  return said(c, p->evidence.no_memory ? SQLITE_NOMEM : p->reading.rc);
}

static int names_column(struct table_cursor *c, sqlite3_context *context, int column) {
  const struct parts *p = c->state;
  switch (column) {
    case COLUMN_ARTICLE: sqlite3_result_int64(context, sqlite3_column_int64(p->stories, 0)); break;
    case COLUMN_EVIDENCE: sqlite3_result_blob64(context, p->evidence.bytes, p->evidence.count, SQLITE_TRANSIENT); break;
    default: sqlite3_result_value(context, sqlite3_column_value(p->stories, 1));
  }
  return SQLITE_OK;
}

const struct text_table summary_names_table = {
    .name = "summary_names",
    .columns = "article INTEGER -- article.id, of a story that names somebody\n"
               "evidence BLOB -- what identity_evidence(body, place) is\n"
               "year INTEGER -- of the story; NULL where it is not known\n",
    .arguments = "",
    .help = "the names of the stories that are kept, for summary() and summary_identities",
    .example = "SELECT article, length(evidence) AS bytes, year FROM summary_names",
    .since = "0.2.0",
    .writes = 1,
    .open = open_names,
    .next = next_names,
    .column = names_column,
    .close = close_parts,
};

/* ---- Answers ---- */

static int open_taking(struct table_cursor *c, int (*take)(struct keeping *, const char *)) {
  struct parts *p = new_parts(c);
  struct transaction t;
  sqlite3 *db = c->connection->db;
  sqlite3_int64 before = sqlite3_total_changes64(db);
  const char *answers = (const char *)sqlite3_value_text(c->arguments[0]);
  if (!p || !answers) return SQLITE_NOMEM;
  int rc = keep_schema(&p->keeping);
  if (rc == SQLITE_OK) rc = transaction_begin(&t, db, false, &p->keeping.error);
  if (rc == SQLITE_OK) {
    rc = keep_failed(&p->keeping, take(&p->keeping, answers));
    rc = transaction_end(&t, rc, &p->keeping.error);
  }
  p->changed = sqlite3_total_changes64(db) - before;
  c->count = 1;
  return said(c, rc);
}

static int open_taking_identities(struct table_cursor *c) { return open_taking(c, take_identities); }

static int open_taking_furniture(struct table_cursor *c) { return open_taking(c, take_furniture); }

static int taken_column(struct table_cursor *c, sqlite3_context *context, int column) {
  (void)column;
  sqlite3_result_int64(context, ((const struct parts *)c->state)->changed);
  return SQLITE_OK;
}

const struct text_table summary_take_identities_table = {
    .name = "summary_take_identities",
    .columns = "changed INTEGER -- rows written\n",
    .arguments = "answers -- a SELECT of summary_answers.answers for article ?1\n",
    .required = 1,
    .any_text = 1,
    .help = "writes whom the names of the stories mean, as it follows from a summary of all databases",
    .example = "SELECT changed FROM summary_take_identities('SELECT NULL')",
    .since = "0.2.0",
    .writes = 1,
    .open = open_taking_identities,
    .column = taken_column,
    .close = close_parts,
};

const struct text_table summary_take_furniture_table = {
    .name = "summary_take_furniture",
    .columns = "changed INTEGER -- rows written\n",
    .arguments = "answers -- a SELECT of all that is furniture: article, sentence\n",
    .required = 1,
    .any_text = 1,
    .help = "marks the furniture of the stories, as it follows from a summary of all databases",
    .example = "SELECT changed FROM summary_take_furniture('SELECT 1 AS article, 2 AS sentence')",
    .since = "0.2.0",
    .writes = 1,
    .open = open_taking_furniture,
    .column = taken_column,
    .close = close_parts,
};
