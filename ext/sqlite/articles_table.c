/*
** articles(root, mapping): the stories in a file or folder tree.
**
**     SELECT source, published, title FROM articles('stories') WHERE path LIKE '2019/%';
**     SELECT title, body FROM articles('crawl.jsonl', '{"body":"maintext","published":"meta.date"}');
**     SELECT path, bytes, modified FROM articles('stories') WHERE record = 1;
**
** Texts, JSON (an object, an array, lines) and CSV or TSV; a row for each story, by path, then record; `problem`
** says what could not be read.  The last query gives a row for each file and opens none.  `bytes` and `modified`
** are the file's.  Without an argument the folder is the one in NEWSEXT_CORPUS.
**
** A file is opened only if the query uses a column that its text gives, and
** folders are passed over where WHERE says that no path of theirs is wanted.
** Walking: intake/files.h; reading a story: intake/story.h.
*/
#define _POSIX_C_SOURCE 200809L
#include "../intake/files.h"
#include "../intake/records.h"
#include "story_columns.h"
#include "text_table.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { ARGUMENT_ROOT, ARGUMENT_MAPPING };
enum { POLL_EVERY = 64, LOOK_EVERY = 4096, PROBLEM_BYTES = 160 };

struct articles {
  struct files files;
  struct records records;
  struct mapping mapping;
  struct story_reader reader;
  struct story story;
  struct stop stop;
  unsigned looked; /* paths that the walk came by */
  int64_t bytes, modified;
  bool opened, in_file;        /* the file is open; it may have more records */
  bool first_only;             /* WHERE record = 1: no other record is looked for */
  bool loaded, known;          /* the text has been read; bytes and modified are known */
  char problem[PROBLEM_BYTES]; /* of the file; "" if there is none */
};

/* How far two texts agree, in any case if `caseless`. */
static bool agree(const char *a, const char *b, size_t bytes, bool caseless) {
  return caseless ? sqlite3_strnicmp(a, b, (int)bytes) == 0 : memcmp(a, b, bytes) == 0;
}

/* Whether a path, or one below a folder, may be what WHERE asks for. */
static bool wanted(void *context, const char *path, size_t bytes) {
  const struct table_cursor *c = context;
  struct articles *a = c->state;
  if (++a->looked % LOOK_EVERY == 0) a->stop.stopped |= connection_interrupted(c->connection) != 0;
  if (a->stop.stopped) return false; /* which ends the walk soon */
  bool folder = bytes && path[bytes - 1] == '/';
  for (int i = 0; i < c->n_pushed; i++) {
    const struct pushed *p = &c->pushed[i];
    if (p->column != STORY_PATH) continue;
    const char *want = (const char *)sqlite3_value_text(p->value);
    size_t length = want ? (size_t)sqlite3_value_bytes(p->value) : 0;
    bool exact = p->op == SQLITE_INDEX_CONSTRAINT_EQ, like = p->op == SQLITE_INDEX_CONSTRAINT_LIKE;
    if (!want) continue;
    if (!exact) length = strcspn(want, like ? "%_" : "*?[");
    size_t shared = length < bytes ? length : bytes;
    if (!agree(path, want, shared, like)) return false;
    if (bytes < length && !folder) return false;
    if (exact && (folder ? bytes >= length : bytes != length)) return false;
  }
  return true;
}

/* Asks SQLite's JSON, which may read what RFC 8259 does not allow (JSON5, from 3.42 on). */
static bool judge(void *context, struct slice text, struct buffer *out) {
  struct connection *c = context;
  sqlite3_stmt *statement = NULL;
  int rc = sqlite3_prepare_v2(c->db, "SELECT json(?1) WHERE json_valid(?1)", -1, &statement, NULL);
  if (rc == SQLITE_OK) rc = sqlite3_bind_text64(statement, 1, text.text, text.bytes, SQLITE_STATIC, SQLITE_UTF8);
  if (rc == SQLITE_OK) rc = sqlite3_step(statement);
  bool good = rc == SQLITE_ROW;
  const char *json = good ? (const char *)sqlite3_column_text(statement, 0) : NULL;
  if (json) buffer_add(out, json, (size_t)sqlite3_column_bytes(statement, 0));
  sqlite3_finalize(statement);
  out->no_memory |= (rc & 0xFF) == SQLITE_NOMEM || (good && !json);
  return json != NULL;
}

static int read_mapping(struct table_cursor *c, struct mapping *m) {
  sqlite3_value *v = c->arguments[ARGUMENT_MAPPING];
  if (!v || sqlite3_value_type(v) == SQLITE_NULL) return SQLITE_OK;
  const char *text = (const char *)sqlite3_value_text(v);
  if (!text) return SQLITE_NOMEM;
  const char *problem = mapping_read(m, (struct slice){text, (size_t)sqlite3_value_bytes(v)});
  if (m->text.no_memory) return SQLITE_NOMEM;
  return problem ? table_error(c, "mapping", "%s", problem) : SQLITE_OK;
}

static int open_articles(struct table_cursor *c) {
  struct articles *a = sqlite3_malloc64(sizeof *a);
  c->state = a;
  if (!a) return SQLITE_NOMEM;
  memset(a, 0, sizeof *a);
  a->files.wanted = wanted;
  a->files.context = c;
  a->records.stream.fd = -1;
  a->records.most = (size_t)sqlite3_limit(c->connection->db, SQLITE_LIMIT_LENGTH, -1);
  a->stop = (struct stop){connection_interrupted, c->connection, false, 0};
  a->records.stop = &a->stop;
  a->reader.mapping = &a->mapping;
  a->reader.judge = judge;
  a->reader.context = c->connection;
  for (int i = 0; i < c->n_pushed; i++) {
    const struct pushed *p = &c->pushed[i];
    bool equal = p->op == SQLITE_INDEX_CONSTRAINT_EQ;
    if (equal && p->column == STORY_RECORD)
      a->first_only |= sqlite3_value_type(p->value) == SQLITE_INTEGER && sqlite3_value_int64(p->value) == 1;
    else if (equal && sqlite3_value_type(p->value) == SQLITE_TEXT)
      a->files.only = (const char *)sqlite3_value_text(p->value);
  }
  sqlite3_value *given = c->arguments[ARGUMENT_ROOT];
  if (given && sqlite3_value_type(given) == SQLITE_NULL) return SQLITE_OK;
  const char *root = given ? (const char *)sqlite3_value_text(given) : getenv("NEWSEXT_CORPUS");
  if (given && !root) return SQLITE_NOMEM;
  if (!root || !*root) return table_error(c, "root", "is missing, and the variable NEWSEXT_CORPUS names no folder");
  int rc = read_mapping(c, &a->mapping);
  if (rc != SQLITE_OK) return rc;
  enum status status = files_open(&a->files, root);
  if (status == STATUS_IO) return table_error(c, "root", "'%s': %s", root, strerror(a->files.error));
  if (status != STATUS_OK) return status_code(status);
  c->count = TABLE_UNCOUNTED;
  return SQLITE_OK;
}

static void set_problem(struct articles *a) {
  const struct files *f = &a->files;
  if (f->problem)
    sqlite3_snprintf(PROBLEM_BYTES, a->problem, "%s%s%s", f->problem, f->error ? ": " : "",
                     f->error ? strerror(f->error) : "");
}

/* Opens the file that the walk is at, unless it is open. */
static bool open_file(struct articles *a) {
  if (a->opened) return true;
  int fd = a->files.problem ? -1 : files_read(&a->files);
  set_problem(a);
  if (fd < 0) return false;
  a->opened = true;
  records_open(&a->records, fd, (struct slice){a->files.path.bytes, a->files.path.count}, !a->files.single);
  return true;
}

/* The end: by now the mapping's fields have been met. */
static int finish(struct table_cursor *c) {
  struct articles *a = c->state;
  struct slice path;
  const char *field;
  c->count = c->row;
  if (a->stop.stopped) return SQLITE_INTERRUPT;
  if (a->files.no_memory) return SQLITE_NOMEM;
  if (!mapping_unmet(&a->mapping, &a->reader.texts, &path, &field)) return SQLITE_OK;
  return table_error(c, "mapping", "names \"%.*s\" for %s, which no record has", (int)path.bytes, path.text, field);
}

/* The next row: the file's next record, or the next file. */
static int next_article(struct table_cursor *c) {
  struct articles *a = c->state;
  if (c->count == 0) return SQLITE_OK;
  if (c->row % POLL_EVERY == 0 && connection_interrupted(c->connection)) return SQLITE_INTERRUPT;
  a->loaded = a->known = false;
  a->problem[0] = 0;
  if (a->in_file && records_next(&a->records)) return SQLITE_OK;
  if (a->stop.stopped) return SQLITE_INTERRUPT;
  if (a->records.stream.window.no_memory) return SQLITE_NOMEM;
  a->opened = a->in_file = false;
  if (!files_next(&a->files)) return finish(c);
  set_problem(a);
  /* A text is one row whatever it holds; of other files the records must be counted. */
  bool one = a->first_only || a->files.problem ||
             records_kind((struct slice){a->files.path.bytes, a->files.path.count}) == RECORD_TEXT;
  if (!one && open_file(a)) a->in_file = records_next(&a->records);
  if (a->stop.stopped) return SQLITE_INTERRUPT;
  return a->records.stream.window.no_memory ? SQLITE_NOMEM : SQLITE_OK;
}

/* Whether the query uses a column of the date. */
static bool asks_date(const struct table_cursor *c) {
  return c->columns & (1u << STORY_PUBLISHED | 1u << STORY_BASIS | 1u << STORY_FROM | 1u << STORY_TO);
}

/* Reads the story that the row is, once. */
static int load(struct table_cursor *c) {
  struct articles *a = c->state;
  if (a->loaded) return SQLITE_OK;
  struct buffer decoded = a->story.decoded; /* its room serves again */
  buffer_free(&a->story.mended);
  buffer_free(&a->story.joined);
  decoded.count = 0;
  a->story = (struct story){.decoded = decoded,
                            .stop = &a->stop,
                            .undated = !asks_date(c),
                            .path = {a->files.path.bytes, a->files.path.count}};
  a->loaded = true;
  if (*a->problem || !open_file(a)) return SQLITE_OK;
  if (!a->in_file) records_next(&a->records);
  if (a->stop.stopped) return SQLITE_INTERRUPT;
  if (a->records.stream.window.no_memory || !records_story(&a->records, &a->reader, &a->story)) return SQLITE_NOMEM;
  if (a->stop.stopped) return SQLITE_INTERRUPT;
  if (a->records.problem) {
    int error = a->records.stream.error;
    sqlite3_snprintf(PROBLEM_BYTES, a->problem, "%s%s%s", a->records.problem, error ? ": " : "",
                     error ? strerror(error) : "");
  }
  return SQLITE_OK;
}

static void result_time(sqlite3_context *context, sqlite3_int64 milliseconds) {
  time_t seconds = (time_t)(milliseconds / 1000);
  struct tm tm;
  char text[40];
  if (!gmtime_r(&seconds, &tm)) return;
  size_t n = strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%S", &tm);
  sqlite3_snprintf((int)(sizeof text - n), text + n, ".%03dZ", (int)(milliseconds % 1000));
  sqlite3_result_text(context, text, -1, SQLITE_TRANSIENT);
}

static void result_problem(sqlite3_context *context, struct articles *a) {
  int no_memory = 0;
  if (*a->problem) {
    sqlite3_result_text(context, a->problem, -1, SQLITE_TRANSIENT);
    return;
  }
  char *problem = story_problem(&a->story, &no_memory);
  if (problem) sqlite3_result_text(context, problem, -1, sqlite3_free);
  if (no_memory) sqlite3_result_error_nomem(context);
}

static sqlite3_int64 record_number(const struct articles *a) {
  return a->in_file && a->records.number ? a->records.number : 1;
}

static int column(struct table_cursor *c, sqlite3_context *context, int column) {
  struct articles *a = c->state;
  switch (column) {
    case STORY_PATH:
      sqlite3_result_text64(context, a->files.path.bytes, a->files.path.count, SQLITE_TRANSIENT, SQLITE_UTF8);
      return SQLITE_OK;
    case STORY_RECORD: sqlite3_result_int64(context, record_number(a)); return SQLITE_OK;
    case STORY_BYTES:
    case STORY_MODIFIED:
      if (!a->known && !files_stat(&a->files, &a->bytes, &a->modified)) return SQLITE_OK;
      a->known = true;
      if (column == STORY_MODIFIED) result_time(context, a->modified);
      else if (a->bytes >= 0) sqlite3_result_int64(context, a->bytes);
      return SQLITE_OK;
    default: break;
  }
  int rc = load(c);
  if (rc != SQLITE_OK) return rc;
  if (column == STORY_PROBLEM) result_problem(context, a);
  else if (a->opened) story_column(context, &a->story, (enum story_column)column);
  return SQLITE_OK;
}

static sqlite3_int64 rowid(struct table_cursor *c) {
  const struct articles *a = c->state;
  sqlite3_uint64 hash = 14695981039346656037u;
  for (size_t i = 0; i < a->files.path.count; i++)
    hash = (hash ^ (unsigned char)a->files.path.bytes[i]) * 1099511628211u;
  hash = (hash ^ (sqlite3_uint64)record_number(a)) * 11400714819323198485u;
  return (sqlite3_int64)(hash >> 1);
}

static void close_articles(struct table_cursor *c) {
  struct articles *a = c->state;
  if (!a) return;
  files_close(&a->files);
  records_close(&a->records);
  mapping_free(&a->mapping);
  story_reader_free(&a->reader);
  story_free(&a->story);
  sqlite3_free(a);
}

const struct text_table articles_table = {
    .name = "articles",
    .columns = STORY_COLUMNS,
    .arguments =
        "root -- a folder, a file or a pattern; without it the folder in NEWSEXT_CORPUS\n"
        "mapping -- JSON that names the fields of records: {\"body\": \"maintext\", \"published\": \"meta.date\"}\n",
    .hidden = "raw TEXT -- the story as it was read\n",
    .reads_files = 1,
    .pushed_columns = 1u << STORY_PATH | 1u << STORY_RECORD,
    .ordered = 2,
    .help = "the stories in a file or folder tree",
    .example = "SELECT path, source, published, title FROM articles('tests/corpus')",
    .open = open_articles,
    .next = next_article,
    .column = column,
    .rowid = rowid,
    .close = close_articles,
};
