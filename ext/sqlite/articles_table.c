/*
** articles(root): the stories in a file or folder tree.
**
**     SELECT source, published, title FROM articles('stories') WHERE path LIKE '2019/%';
**
** A file is opened only if the query uses a column that its text gives, and
** folders are passed over where WHERE says that no path of theirs is wanted.
** Walking: corpus/files.h; reading a story: corpus/story.h.
*/
#define _POSIX_C_SOURCE 200809L
#include "../corpus/files.h"
#include "story_columns.h"
#include "text_table.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

enum { POLL_EVERY = 64, READ_BYTES = 1 << 16, PROBLEM_BYTES = 160 };

struct articles {
  struct files files;
  struct story story;
  struct buffer raw;    /* the file's bytes */
  int64_t bytes, modified;
  bool loaded, known;   /* the text has been read; bytes and modified are known */
  char problem[PROBLEM_BYTES]; /* of the file; "" if there is none */
};

/* How far two texts agree, in any case if `caseless`. */
static bool agree(const char *a, const char *b, size_t bytes, bool caseless) {
  return caseless ? sqlite3_strnicmp(a, b, (int)bytes) == 0 : memcmp(a, b, bytes) == 0;
}

/* Whether a path, or one below a folder, may be what WHERE asks for. */
static bool wanted(void *context, const char *path, size_t bytes) {
  const struct table_cursor *c = context;
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

static int open_articles(struct table_cursor *c) {
  struct articles *a = sqlite3_malloc64(sizeof *a);
  c->state = a;
  if (!a) return SQLITE_NOMEM;
  *a = (struct articles){.files = {.wanted = wanted, .context = c}};
  const char *root = c->arguments[0] ? (const char *)sqlite3_value_text(c->arguments[0]) : getenv("NEWSEXT_CORPUS");
  if (!root && c->arguments[0]) return sqlite3_value_type(c->arguments[0]) == SQLITE_NULL ? SQLITE_OK : SQLITE_NOMEM;
  if (!root || !*root) return table_error(c, "root", "is missing, and the variable NEWSEXT_CORPUS names no folder");
  enum status status = files_open(&a->files, root);
  if (status == STATUS_IO) return table_error(c, "root", "'%s': %s", root, strerror(a->files.error));
  if (status != STATUS_OK) return status_code(status);
  c->count = TABLE_UNCOUNTED;
  return SQLITE_OK;
}

static int next_article(struct table_cursor *c) {
  struct articles *a = c->state;
  if (c->count == 0) return SQLITE_OK;
  if (c->row % POLL_EVERY == 0 && connection_interrupted(c->connection)) return SQLITE_INTERRUPT;
  a->loaded = a->known = false;
  a->problem[0] = 0;
  if (!files_next(&a->files)) {
    c->count = c->row;
    return a->files.no_memory ? SQLITE_NOMEM : SQLITE_OK;
  }
  return SQLITE_OK;
}

static void set_problem(struct articles *a) {
  const struct files *f = &a->files;
  sqlite3_snprintf(PROBLEM_BYTES, a->problem, "%s%s%s", f->problem, f->error ? ": " : "", f->error ? strerror(f->error) : "");
}

/* Reads a whole file into `raw`.  False when there is no memory. */
static bool read_all(struct table_cursor *c, int fd) {
  struct articles *a = c->state;
  struct stat info;
  size_t most = (size_t)sqlite3_limit(c->connection->db, SQLITE_LIMIT_LENGTH, -1);
  size_t hint = fstat(fd, &info) || info.st_size <= 0 ? READ_BYTES : (size_t)info.st_size + 1;
  a->raw.count = 0;
  for (;;) {
    if (hint > most) hint = most + 1 > a->raw.count ? most + 1 - a->raw.count : 1;
    if (!buffer_room(&a->raw, hint)) return false;
    ssize_t got = read(fd, a->raw.bytes + a->raw.count, hint);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) {
      sqlite3_snprintf(PROBLEM_BYTES, a->problem, "cannot be read: %s", strerror(errno));
      return true;
    }
    if (!got) return true;
    a->raw.count += (size_t)got;
    if (a->raw.count > most) {
      sqlite3_snprintf(PROBLEM_BYTES, a->problem, "is too big: a text may have %lld bytes", (long long)most);
      a->raw.count = 0;
      return true;
    }
    hint = hint > (size_t)got ? hint - (size_t)got : READ_BYTES;
  }
}

/* Reads the story that the row is, once. */
static int load(struct table_cursor *c) {
  struct articles *a = c->state;
  if (a->loaded) return SQLITE_OK;
  struct buffer decoded = a->story.decoded; /* its room serves again */
  buffer_free(&a->story.mended);
  buffer_free(&a->story.joined);
  decoded.count = 0;
  a->story = (struct story){.decoded = decoded, .path = {a->files.path.bytes, a->files.path.count}};
  a->loaded = true;
  a->raw.count = 0;
  if (a->files.problem) {
    set_problem(a);
    return SQLITE_OK;
  }
  int fd = files_read(&a->files);
  if (fd < 0) {
    set_problem(a);
    return SQLITE_OK;
  }
  bool read = read_all(c, fd);
  close(fd);
  if (!read || !story_read(&a->story, a->raw.bytes ? a->raw.bytes : "", a->raw.count)) return SQLITE_NOMEM;
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

static int column(struct table_cursor *c, sqlite3_context *context, int column) {
  struct articles *a = c->state;
  switch (column) {
    case STORY_PATH:
      sqlite3_result_text64(context, a->files.path.bytes, a->files.path.count, SQLITE_TRANSIENT, SQLITE_UTF8);
      return SQLITE_OK;
    case STORY_RECORD: sqlite3_result_int(context, 1); return SQLITE_OK;
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
  else if (!*a->problem) story_column(context, &a->story, (enum story_column)column);
  return SQLITE_OK;
}

static sqlite3_int64 rowid(struct table_cursor *c) {
  const struct articles *a = c->state;
  sqlite3_uint64 hash = 14695981039346656037u;
  for (size_t i = 0; i < a->files.path.count; i++) hash = (hash ^ (unsigned char)a->files.path.bytes[i]) * 1099511628211u;
  return (sqlite3_int64)(hash >> 1);
}

static void close_articles(struct table_cursor *c) {
  struct articles *a = c->state;
  if (!a) return;
  files_close(&a->files);
  story_free(&a->story);
  buffer_free(&a->raw);
  sqlite3_free(a);
}

const struct text_table articles_table = {
    .name = "articles",
    .columns = STORY_COLUMNS,
    .arguments = "root",
    .hidden = "raw TEXT HIDDEN",
    .reads_files = 1,
    .pushed_columns = 1u << STORY_PATH,
    .ordered = 2,
    .help = "the stories in a file or folder tree",
    .example = "SELECT path, source, published, title FROM articles('tests/corpus')",
    .open = open_articles,
    .next = next_article,
    .column = column,
    .rowid = rowid,
    .close = close_articles,
};
