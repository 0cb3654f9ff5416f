/*
** articles(root, mapping): the stories in a file or folder tree.
**
**     SELECT source, published, title FROM articles('stories') WHERE path LIKE '2019/%';
**     SELECT title, body FROM articles('crawl.jsonl', '{"body":"maintext","published":"meta.date"}');
**     SELECT file, bytes, modified FROM articles('stories') WHERE item = 1;
**
** Texts, web pages, feeds, JSON (an object, an array, lines), CSV and TSV, compressed or in archives; a row for each
** story, by file, then in the file's order; `problem` says what could not be read.  `bytes` and `modified` are the
** file's.  Without an argument the folder is the one in NEWSEXT_CORPUS.
** Hidden: `file`, the path of the file ("crawl.zip" of "crawl.zip/a.html"), and `item`, the how-manieth row of it.  The
** last query gives a row for each file and opens none.
**
** A file is opened only if the query uses a column that its text gives (an archive, a long .txt, or one whose name does
** not say what it is, also to count its rows), and folders are passed over where WHERE says that no path of theirs is wanted.
** Walking: intake/files.h, intake/archive/archive.h; reading a story: intake/story.h.
*/
#define _POSIX_C_SOURCE 200809L
#include "../intake/archive/archive.h"
#include "../intake/files.h"
#include "../intake/records.h"
#include "story_columns.h"
#include "text_table.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { ARGUMENT_ROOT, ARGUMENT_MAPPING };
/* Behind `raw`; in WHERE they are counted with the two arguments. */
enum { COLUMN_FILE = STORY_HIDDEN + 1, COLUMN_ITEM, PUSHED_FILE = COLUMN_FILE + 2, PUSHED_ITEM };
enum { POLL_EVERY = 64, LOOK_EVERY = 4096, PROBLEM_BYTES = 160 };

struct articles {
  struct files files;
  struct archive archive; /* what the open file holds */
  struct records records; /* of its member */
  struct mapping mapping;
  struct story_reader reader;
  struct story story;
  struct stop stop;
  unsigned looked; /* paths that the walk came by */
  int64_t bytes, modified, item;
  bool opened, in_member;      /* the file is open; the member may have more records */
  bool first_item, first_only; /* WHERE item = 1, record = 1: no other is looked for */
  bool loaded, known;          /* the text has been read; bytes and modified are known */
  char problem[PROBLEM_BYTES]; /* of the file; "" if there is none */
};

/* How far two texts agree, in any case if `caseless`. */
static bool agree(const char *a, const char *b, size_t bytes, bool caseless) {
  return caseless ? sqlite3_strnicmp(a, b, (int)bytes) == 0 : memcmp(a, b, bytes) == 0;
}

/* Whether a path, or one below it where it is a folder's or may be an archive's, may be what
** a term of WHERE asks for. */
static bool agrees(const struct pushed *p, const char *path, size_t bytes) {
  const char *want = (const char *)sqlite3_value_text(p->value);
  size_t length = want ? (size_t)sqlite3_value_bytes(p->value) : 0;
  bool folder = bytes && path[bytes - 1] == '/';
  bool exact = p->op == SQLITE_INDEX_CONSTRAINT_EQ, like = p->op == SQLITE_INDEX_CONSTRAINT_LIKE;
  if (!want) return true;
  if (!exact) length = strcspn(want, like ? "%_" : "*?[");
  if (!agree(path, want, length < bytes ? length : bytes, like)) return false;
  if (bytes < length && !folder) return p->column == STORY_PATH && want[bytes] == '/';
  return !exact || (folder ? bytes <= length + 1 : bytes == length); /* a folder that cannot be opened is a row */
}

/* Whether WHERE may ask for a path. */
static bool wanted(void *context, const char *path, size_t bytes) {
  const struct table_cursor *c = context;
  struct articles *a = c->state;
  if (++a->looked % LOOK_EVERY == 0) a->stop.stopped |= connection_interrupted(c->connection) != 0;
  if (a->stop.stopped) return false; /* which ends the walk soon */
  for (int i = 0; i < c->n_pushed; i++) {
    int column = c->pushed[i].column;
    bool of_file = column == PUSHED_FILE && !a->opened;
    if ((column == STORY_PATH || of_file) && !agrees(&c->pushed[i], path, bytes)) return false;
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
  a->records.stream.fd = a->archive.file.fd = -1;
  a->archive.wanted = wanted;
  a->archive.context = c;
  a->archive.stop = &a->stop;
  a->records.most = (size_t)sqlite3_limit(c->connection->db, SQLITE_LIMIT_LENGTH, -1);
  a->stop = (struct stop){connection_interrupted, c->connection, false, 0};
  a->records.stop = &a->stop;
  a->reader.mapping = &a->mapping;
  a->reader.judge = judge;
  a->reader.context = c->connection;
  for (int i = 0; i < c->n_pushed; i++) {
    const struct pushed *p = &c->pushed[i];
    bool equal = p->op == SQLITE_INDEX_CONSTRAINT_EQ;
    bool number = p->column == STORY_RECORD || p->column == PUSHED_ITEM;
    if (equal && number && sqlite3_value_type(p->value) == SQLITE_INTEGER && sqlite3_value_int64(p->value) == 1)
      *(p->column == PUSHED_ITEM ? &a->first_item : &a->first_only) = true;
    else if (equal && !number && sqlite3_value_type(p->value) == SQLITE_TEXT)
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

/* The path of the file that the walk is at, and of the row. */
static struct slice path_of(const struct articles *a) {
  return (struct slice){a->files.path.bytes, a->files.path.count};
}

static struct slice path_of_row(const struct articles *a) {
  return a->opened ? (struct slice){a->archive.path.bytes, a->archive.path.count} : path_of(a);
}

static void set_problem(struct articles *a) {
  const struct files *f = &a->files;
  if (f->problem)
    sqlite3_snprintf(PROBLEM_BYTES, a->problem, "%s%s%s", f->problem, f->error ? ": " : "",
                     f->error ? strerror(f->error) : "");
}

/* Whether there was no memory, or the work must end. */
static int failed(const struct articles *a) {
  if (a->stop.stopped) return SQLITE_INTERRUPT;
  return a->records.stream.window.no_memory || archive_lacks_memory(&a->archive) || a->files.no_memory ? SQLITE_NOMEM
                                                                                                       : SQLITE_OK;
}

/* Goes to the next member of the open file, and its first record. */
static bool next_member(struct articles *a) {
  a->in_member = false;
  if (!archive_next(&a->archive)) return false;
  if (a->archive.problem) {
    sqlite3_snprintf(PROBLEM_BYTES, a->problem, "%s", a->archive.problem);
    return true;
  }
  records_open(&a->records, a->archive.bytes, archive_name(&a->archive));
  return a->in_member = records_next(&a->records);
}

/* Opens the file that the walk is at. */
static bool open_file(struct articles *a) {
  int fd = a->files.problem ? -1 : files_read(&a->files);
  set_problem(a);
  if (fd < 0) return false;
  a->opened = true;
  archive_end(&a->archive);
  archive_open(&a->archive, fd, path_of(a), !a->files.single);
  a->archive.file.window = a->records.stream.window; /* its room serves again */
  a->archive.file.window.count = 0;
  a->records.stream.window = (struct buffer){0};
  return next_member(a);
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

/* Whether the query needs more than one row a file, of what the folder says of it. */
static bool asks_rows(const struct table_cursor *c) {
  const sqlite3_uint64 of_file = 1u << STORY_BYTES | 1u << STORY_MODIFIED | 1u << PUSHED_FILE | 1u << PUSHED_ITEM;
  const sqlite3_uint64 arguments = 3u << STORY_HIDDEN;
  const struct articles *a = c->state;
  return !a->first_item || c->columns & ~(of_file | arguments);
}

/* Whether the file that the walk is at is one row whatever it holds; of others the rows must be counted. */
static bool is_one_row(struct articles *a) {
  const enum record_kind kind = records_kind(path_of(a));
  if (kind == RECORD_TEXTS) a->known = files_stat(&a->files, &a->bytes, &a->modified);
  return records_is_one(kind, a->known ? a->bytes : -1);
}

/* The next row of the open file: the member's next record, or the next member. */
static bool next_in_file(struct articles *a) {
  if (a->first_item) return false;
  if (a->in_member && !a->first_only && records_next(&a->records)) return true;
  return !failed(a) && next_member(a);
}

/* The next row: of the open file, or of the next file. */
static int next_article(struct table_cursor *c) {
  struct articles *a = c->state;
  if (c->count == 0) return SQLITE_OK;
  if (c->row % POLL_EVERY == 0 && connection_interrupted(c->connection)) return SQLITE_INTERRUPT;
  a->loaded = false;
  a->problem[0] = 0;
  a->item++;
  if (a->opened && next_in_file(a)) return SQLITE_OK;
  int rc = failed(a);
  for (bool found = false; rc == SQLITE_OK && !found; rc = failed(a)) {
    a->opened = a->in_member = a->known = false;
    a->item = 1;
    if (!files_next(&a->files)) return finish(c);
    set_problem(a);
    bool one = a->files.problem || !asks_rows(c) || is_one_row(a);
    found = one || open_file(a) || !a->opened; /* of an archive maybe no member is wanted */
  }
  return rc;
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
  decoded.count = 0;
  a->story.decoded = (struct buffer){0};
  story_free(&a->story);
  a->story = (struct story){.decoded = decoded, .stop = &a->stop, .undated = !asks_date(c), .path = path_of_row(a)};
  a->loaded = true;
  if (!a->opened && !*a->problem) open_file(a);
  int rc = failed(a);
  if (rc != SQLITE_OK || !a->in_member) return rc;
  if (!records_story(&a->records, &a->reader, &a->story)) return SQLITE_NOMEM;
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
  return a->in_member && a->records.number ? a->records.number : 1;
}

static int column(struct table_cursor *c, sqlite3_context *context, int column) {
  struct articles *a = c->state;
  switch (column) {
    case STORY_PATH:
    case COLUMN_FILE: {
      struct slice path = column == STORY_PATH ? path_of_row(a) : path_of(a);
      sqlite3_result_text64(context, path.text, path.bytes, SQLITE_TRANSIENT, SQLITE_UTF8);
      return SQLITE_OK;
    }
    case COLUMN_ITEM: sqlite3_result_int64(context, a->item); return SQLITE_OK;
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
  else if (a->in_member) story_column(context, &a->story, (enum story_column)column);
  return SQLITE_OK;
}

static sqlite3_int64 rowid(struct table_cursor *c) {
  const struct articles *a = c->state;
  sqlite3_uint64 hash = 14695981039346656037u;
  for (size_t i = 0; i < a->files.path.count; i++)
    hash = (hash ^ (unsigned char)a->files.path.bytes[i]) * 1099511628211u;
  hash = (hash ^ (sqlite3_uint64)a->item) * 11400714819323198485u;
  return (sqlite3_int64)(hash >> 1);
}

static void close_articles(struct table_cursor *c) {
  struct articles *a = c->state;
  if (!a) return;
  files_close(&a->files);
  archive_close(&a->archive);
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
    .hidden = "raw TEXT -- the story as it was read\n"
              "file TEXT -- the path of its file: crawl.zip, of crawl.zip/a.html\n"
              "item INTEGER -- the how-manieth row of its file\n",
    .reads_files = 1,
    .pushed_columns = 1u << STORY_PATH | 1u << STORY_RECORD | 1u << PUSHED_FILE | 1u << PUSHED_ITEM,
    .help = "the stories in a file or folder tree",
    .example = "SELECT path, source, published, title FROM articles('tests/corpus')",
    .open = open_articles,
    .next = next_article,
    .column = column,
    .rowid = rowid,
    .close = close_articles,
};
