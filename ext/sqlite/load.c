/*
** load(path, options): keeps a folder of stories in this database, and says how far it is, a row a batch.
**
**     SELECT * FROM load('stories');
**     SELECT * FROM load('crawl.jsonl', '{"mapping": {"body": "maintext"}, "batch": 4000000}');
**
** It makes the tables where they are not there (newsext_schema()), reads what is new or has changed, forgets what has
** gone, and refreshes what is known across stories.  Each batch is a transaction, or a savepoint of the
** caller's; what is interrupted goes on where it stopped, and where nothing has changed no file is opened.
**
** path: a folder, a file or a pattern, as in articles().  options: JSON; `mapping` names the fields of records, as in
** articles(), and is remembered with the files; `batch` is how many bytes a transaction is to take, 16000000
** if it is not given; `shard`, [2, 8], keeps only the second part of the stories in 8 (shard_function.c says which these are),
** with ids that no other part has, is remembered with the corpus, and leaves what is known across stories to refresh().
** Columns: `files`, `stories` and `bytes` that are in, `seconds` that it took, `left`, the seconds that the rest
** will take, and `problems`, of the stories how many could not be read in full (article.problem says why); hidden,
** `forgotten`, the files that have gone.  The last row comes when all is done.
*/
#include "load_job.h"

#include "keepers.h"
#include "schema.h"
#include "text_table.h"
#include "transaction.h"

#include <string.h>

enum { ARGUMENT_PATH, ARGUMENT_OPTIONS };
enum {
  COLUMN_FILES,
  COLUMN_STORIES,
  COLUMN_BYTES,
  COLUMN_SECONDS,
  COLUMN_LEFT,
  COLUMN_PROBLEMS,
  COLUMN_FORGOTTEN /* hidden */
};
enum { BATCH = 16000000 };

struct loading {
  struct load load;
  struct keeping keeping;
  double began, seconds;
  sqlite3_int64 cache;     /* of keep_pages() */
  bool begun, read, ended; /* a batch is in; all files are; the last row was given */
};

static const char *const sql[LOAD_STATEMENTS] = {
    [LOAD_WALK] = "SELECT file, bytes, modified FROM news_articles(?1) WHERE item = 1 AND file GLOB ?2",
    [LOAD_KNOWN] = "SELECT id, path, bytes, modified, mapping, records FROM main.file"
                   " WHERE corpus = ?1 AND path > ?2 ORDER BY path",
    [LOAD_FORGET] = "DELETE FROM main.file WHERE id = ?1",
    [LOAD_FILE] =
        "INSERT INTO main.file(corpus, path, bytes, modified, mapping, records) VALUES(?1, ?2, ?3, ?4, ?5, 0)",
    [LOAD_READ] = "SELECT f.id, a.item, a.path, a.record, a.url, a.source, a.title, a.byline, a.place, a.published,"
                  " a.published_basis, a.published_from, a.published_to, a.words, a.encoding, a.problem, a.body"
                  " FROM json_each(?2) t CROSS JOIN main.file f ON f.id = t.value"
                  " CROSS JOIN news_articles(?1, f.mapping) a ON a.file = f.path AND a.item > f.records"
                  " WHERE ?3 = 0 OR news_shard(a.path, a.record, ?4) = ?3",
    [LOAD_SEARCH] = "INSERT INTO main.article_text(rowid, title, body) SELECT id, title, body FROM main.article"
                    " WHERE id BETWEEN ?1 AND ?2 AND id NOT IN (SELECT id FROM main.article_text_docsize)",
    [LOAD_WHOLE] = "UPDATE main.file SET records = NULL WHERE id IN (SELECT value FROM json_each(?1))",
    [LOAD_PART] = "UPDATE main.file SET records = ?1 WHERE id IN (SELECT value FROM json_each(?2))",
};

/* ---- What it was asked for ---- */

/* Takes one option, the row that a statement over json_each() is at. */
static int take_option(struct load *l, sqlite3_stmt *s) {
  const char *key = (const char *)sqlite3_column_text(s, 0), *type = (const char *)sqlite3_column_text(s, 1);
  const char *value = (const char *)sqlite3_column_text(s, 2);
  if (!key || !type) return SQLITE_NOMEM;
  if (!strcmp(key, "mapping")) {
    bool none = !strcmp(type, "null");
    if (!none && strcmp(type, "object")) return load_error(l, "options: mapping is no JSON object");
    sqlite3_free(l->mapping);
    l->mapping = none ? NULL : sqlite3_mprintf("%s", value);
    l->mapping_given = true;
    return none || l->mapping ? SQLITE_OK : SQLITE_NOMEM;
  }
  if (!strcmp(key, "batch")) {
    l->batch = sqlite3_column_int64(s, 2);
    return strcmp(type, "integer") || l->batch < 1
               ? load_error(l, "options: batch is %s, and no number of bytes", value ? value : "null")
               : SQLITE_OK;
  }
  if (!strcmp(key, "shard")) return load_take_shard(l, value);
  return load_error(l, "options: there is no '%s', only mapping, batch and shard", key);
}

static int read_options(struct load *l, sqlite3_value *options) {
  sqlite3_stmt *s = NULL;
  if (!options || sqlite3_value_type(options) == SQLITE_NULL) return SQLITE_OK;
  int rc = sqlite3_prepare_v2(l->db, "SELECT json_type(?1) = 'object'", -1, &s, NULL);
  if (rc == SQLITE_OK) rc = sqlite3_bind_value(s, 1, options);
  bool object = rc == SQLITE_OK && sqlite3_step(s) == SQLITE_ROW && sqlite3_column_int(s, 0);
  int end = sqlite3_finalize(s);
  if (rc == SQLITE_OK) rc = end;
  if ((rc == SQLITE_OK || rc == SQLITE_ERROR) && !object) return load_error(l, "options: it is no JSON object");
  if (rc == SQLITE_OK) rc = sqlite3_prepare_v2(l->db, "SELECT key, type, value FROM json_each(?1)", -1, &s, NULL);
  if (rc == SQLITE_OK) rc = sqlite3_bind_value(s, 1, options);
  while (rc == SQLITE_OK && sqlite3_step(s) == SQLITE_ROW) rc = take_option(l, s);
  if (object) end = sqlite3_finalize(s);
  return load_failed(l, rc == SQLITE_OK ? end : rc);
}

static int find_root(struct load *l, const char *path) {
  enum status status = root_find(&l->root, path);
  if (status == STATUS_IO) return load_error(l, "path '%s': %s", path, strerror(l->root.error));
  if (status == STATUS_INVALID)
    return load_error(
        l, "path '%s' is neither a folder nor a file, so it cannot be read again; articles() reads it once", path);
  return status == STATUS_OK ? SQLITE_OK : SQLITE_NOMEM;
}

/* ---- Its parts ---- */

/* Makes the tables and finds the corpus, in one transaction. */
static int set_up(struct load *l) {
  struct transaction t;
  int rc = transaction_begin(&t, l->db, false, &l->error);
  if (rc != SQLITE_OK) return rc;
  rc = schema_found(l->connection);
  if (rc == SQLITE_MISMATCH)
    rc = load_error(
        l, "this database has a table article that is not load()'s, or of an older newsext; load into another");
  if (rc == SQLITE_NOTFOUND) rc = load_failed(l, schema_make(l->connection, &l->error));
  if (rc == SQLITE_OK) rc = load_find_corpus(l);
  return load_failed(l, transaction_end(&t, rc, &l->error));
}

static int prepare(struct load *l) {
  int rc = load_prepare_article(l);
  for (int i = 0; i < LOAD_STATEMENTS && rc == SQLITE_OK; i++)
    if (sql[i])
      rc = load_failed(l, sqlite3_prepare_v3(l->db, sql[i], -1, SQLITE_PREPARE_PERSISTENT, &l->statements[i], NULL));
  return rc;
}

/* A batch: the rest of a group of files, or the next one. */
static int next_batch(struct loading *x) {
  struct load *l = &x->load;
  struct transaction t;
  int rc = transaction_begin(&t, l->db, x->begun, &l->error);
  if (rc != SQLITE_OK) return rc;
  if (!l->group_open) rc = load_next_group(l, &x->read);
  if (rc == SQLITE_OK && l->group_files) rc = load_read(l);
  if (l->group_open) x->read = false;
  rc = load_failed(l, transaction_end(&t, rc, &l->error));
  x->begun = rc == SQLITE_OK;
  return rc;
}

/* What is known across stories, when all are in. */
static int refresh(struct loading *x) {
  sqlite3_int64 changed;
  int rc = SQLITE_OK;
  for (int i = 0; keep_step(i) && rc == SQLITE_OK && !x->load.shards; i++) {
    rc = keep_up(&x->keeping, i, &changed);
    if (rc != SQLITE_OK && rc != SQLITE_INTERRUPT && x->keeping.error)
      load_error(&x->load, "%s failed: %s", keep_step(i), x->keeping.error);
  }
  return rc;
}

/* ---- The table ---- */

static int say(struct table_cursor *c, int rc) {
  struct loading *x = c->state;
  if (rc == SQLITE_OK || !x->load.error) return rc;
  return table_error(c, "", "%s", x->load.error) == SQLITE_NOMEM ? SQLITE_NOMEM : rc;
}

static int open_load(struct table_cursor *c) {
  struct loading *x = sqlite3_malloc64(sizeof *x);
  c->state = x;
  if (!x) return SQLITE_NOMEM;
  *x = (struct loading){.load = {.connection = c->connection, .db = c->connection->db, .batch = BATCH},
                        .keeping = {.connection = c->connection},
                        .began = keep_clock()};
  connection_long_run(c->connection);
  struct load *l = &x->load;
  const char *path = (const char *)sqlite3_value_text(c->arguments[ARGUMENT_PATH]);
  int rc = path ? read_options(l, c->arguments[ARGUMENT_OPTIONS]) : SQLITE_NOMEM;
  if (rc == SQLITE_OK) rc = find_root(l, path);
  if (rc == SQLITE_OK) rc = set_up(l);
  if (rc == SQLITE_OK) rc = prepare(l);
  if (rc == SQLITE_OK) rc = load_plan(l);
  if (rc == SQLITE_OK) x->cache = keep_pages(l->db, KEPT_PAGES);
  c->count = TABLE_UNCOUNTED;
  return say(c, rc);
}

static int next_row(struct table_cursor *c) {
  struct loading *x = c->state;
  struct load *l = &x->load;
  if (x->ended) {
    c->count = c->row;
    return SQLITE_OK;
  }
  int rc = SQLITE_OK;
  sqlite3_int64 files = l->files, stories = l->stories, forgotten = l->forgotten;
  while (rc == SQLITE_OK && !x->read && l->files == files && l->stories == stories && l->forgotten == forgotten)
    rc = next_batch(x);
  if (rc == SQLITE_OK && l->files == files && l->stories == stories && l->forgotten == forgotten) {
    rc = refresh(x);
    x->ended = true;
  }
  x->seconds = keep_clock() - x->began;
  return say(c, rc);
}

/* Seconds that the rest will take, as it seems; what is known across stories, which comes at the end, takes four fifths of
** the time that reading has taken. */
static double seconds_left(const struct loading *x, sqlite3_int64 bytes) {
  static const double ACROSS = 0.8;
  if (x->ended || !bytes) return 0;
  const double reading = bytes < x->load.todo ? x->seconds * (double)x->load.todo / (double)bytes : x->seconds;
  return reading - x->seconds + (x->load.shards ? 0 : ACROSS * reading);
}

static int column(struct table_cursor *c, sqlite3_context *context, int column) {
  struct loading *x = c->state;
  const struct load *l = &x->load;
  sqlite3_int64 bytes = l->bytes + (l->group_read < l->group_bytes ? l->group_read : l->group_bytes);
  switch (column) {
    case COLUMN_FILES: sqlite3_result_int64(context, l->files); break;
    case COLUMN_STORIES: sqlite3_result_int64(context, l->stories); break;
    case COLUMN_BYTES: sqlite3_result_int64(context, bytes); break;
    case COLUMN_SECONDS: sqlite3_result_double(context, x->seconds); break;
    case COLUMN_LEFT: sqlite3_result_double(context, seconds_left(x, bytes)); break;
    case COLUMN_PROBLEMS: sqlite3_result_int64(context, l->problems); break;
    default: sqlite3_result_int64(context, l->forgotten);
  }
  return SQLITE_OK;
}

static void close_load(struct table_cursor *c) {
  struct loading *x = c->state;
  if (!x) return;
  struct load *l = &x->load;
  for (int i = 0; i < LOAD_STATEMENTS; i++) sqlite3_finalize(l->statements[i]);
  keep_pages(l->db, x->cache);
  connection_long_run_ended(c->connection);
  root_free(&l->root);
  buffer_free(&l->last);
  buffer_free(&l->unread);
  buffer_free(&l->group);
  sqlite3_free(l->mapping);
  sqlite3_free(l->error);
  sqlite3_free(x->keeping.error);
  sqlite3_free(x);
}

const struct text_table load_table = {
    .name = "load",
    .columns = "files INTEGER -- files that are in\n"
               "stories INTEGER -- stories that are in\n"
               "bytes INTEGER -- bytes that are in\n"
               "seconds REAL -- since it began\n"
               "left REAL -- seconds that the rest will take, as it seems\n"
               "problems INTEGER -- stories that could not be read in full: article.problem says why\n",
    .arguments =
        "path -- a folder, a file or a pattern such as stories/2019*\n"
        "options -- JSON: {\"mapping\": {...}, \"batch\": 16000000, \"shard\": [2, 8]}; mapping names the fields of "
        "records, as in articles(), batch is how many bytes a transaction takes, shard keeps the second part in 8\n",
    .required = 1,
    .hidden = "forgotten INTEGER -- files that have gone, and their stories with them\n",
    .reads_files = 1,
    .writes = 1,
    .help = "keeps a folder of stories in this database; a row a batch says how far it is",
    .example = "SELECT files, stories, problems FROM load('tests/corpus')",
    .prepare = schema_pages,
    .open = open_load,
    .next = next_row,
    .column = column,
    .close = close_load,
};
