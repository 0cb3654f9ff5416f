/* What a connection keeps: see connection.h. */
#define _POSIX_C_SOURCE 200809L
#include "connection.h"

#include "subject.h"

#include <string.h>
#include <time.h>

enum {
  LARGEST_KEPT = 64 << 20, /* bytes of a document with its layers */
  KEPT_WIDE = 64           /* documents */
};

/*
** How often SQLite is asked, at most, whether to end, and how many rows it adds up for that: some 80 instructions of
** its virtual machine each, so that a progress handler is called too.  Every so many asks there are more, for a handler
** that is called seldom; a statement that is kept need not, for its instructions count on.  Where it has just looked by
** itself, as it does between two documents, it is asked for the handler's sake alone, and less often.
*/
enum {
  MILLISECOND = 1000000, /* nanoseconds */
  ASK_EVERY = 8 * MILLISECOND,
  ASK_BETWEEN = 24 * MILLISECOND,
  ROWS = 50,
  MORE_EVERY = 4,
  MORE_ROWS = 400,
  KEPT_ROWS = 20,
  QUESTION = 200 /* bytes */
};
#define ADDED "x+x+x+x+x+x+x+x+x+x+x+x+x+x+x+x"

/* Asks SQLite how it counts. */
static bool find_stray_runs(struct connection *c) {
  sqlite3_stmt *ask = NULL;
  int rc = sqlite3_prepare_v2(c->db, "SELECT length(CAST(x'8080' AS TEXT)) = 1", -1, &ask, NULL);
  if (rc == SQLITE_OK && (rc = sqlite3_step(ask)) == SQLITE_ROW) c->stray_runs = sqlite3_column_int(ask, 0);
  sqlite3_finalize(ask);
  return rc == SQLITE_ROW;
}

struct connection *connection_new(sqlite3 *db, const struct object *objects) {
  struct connection *c = sqlite3_malloc64(sizeof *c);
  if (!c) return NULL;
  *c = (struct connection){.db = db, .objects = objects, .references = 1};
  if (find_stray_runs(c)) return c;
  connection_release(c);
  return NULL;
}

void connection_release(void *connection) {
  struct connection *c = connection;
  if (--c->references) return;
  for (int i = 0; i < CONNECTION_DOCUMENTS; i++) document_close(c->kept[i].document);
  subject_cache_free(c->subjects);
  sqlite3_free(c);
}

/* A few milliseconds more or less do not matter here, and Linux has a clock of that sort that costs less. */
static int64_t nanoseconds(void) {
#if defined(CLOCK_MONOTONIC_COARSE)
  const clockid_t clock = CLOCK_MONOTONIC_COARSE;
#else
  const clockid_t clock = CLOCK_MONOTONIC;
#endif
  struct timespec t;
  clock_gettime(clock, &t);
  return (int64_t)t.tv_sec * 1000 * MILLISECOND + t.tv_nsec;
}

static void write_question(char sql[QUESTION], int rows) {
  sqlite3_snprintf(QUESTION, sql,
                   "WITH RECURSIVE r(x) AS (SELECT 1 UNION ALL SELECT 1 FROM r LIMIT %d) SELECT sum(" ADDED "+" ADDED
                   ") FROM r",
                   rows);
}

void connection_long_run(struct connection *c) {
  char sql[QUESTION];
  if (c->long_runs++) return;
  write_question(sql, KEPT_ROWS);
  sqlite3_prepare_v3(c->db, sql, -1, SQLITE_PREPARE_PERSISTENT, &c->question, NULL); /* or it is asked as ever */
}

void connection_long_run_ended(struct connection *c) {
  if (--c->long_runs) return;
  sqlite3_finalize(c->question);
  c->question = NULL;
}

/* Asks by a statement that is made for it. */
static int ask_anew(struct connection *c) {
  char sql[QUESTION];
  write_question(sql, ++c->asks % MORE_EVERY ? ROWS : MORE_ROWS);
  int rc = sqlite3_exec(c->db, sql, NULL, NULL, NULL);
  return rc == SQLITE_AUTH ? sqlite3_exec(c->db, "SELECT 1", NULL, NULL, NULL) : rc;
}

/*
** SQLite tells of an interrupt only from 3.41 on, and never asks a progress handler for us; but a statement
** that runs while an interrupt is pending ends at once, and one that takes enough steps asks the handler.
*/
int connection_interrupted(void *connection) {
  struct connection *c = connection;
  const int64_t now = nanoseconds();
  if (c->clock != c->looked_clock) c->looked = now, c->looked_clock = c->clock;
  if (now - c->looked < ASK_EVERY && now - c->asked < ASK_BETWEEN) return 0;
  int rc = SQLITE_OK;
  if (c->question) {
    sqlite3_step(c->question);
    rc = sqlite3_reset(c->question);
  } else {
    rc = ask_anew(c);
  }
  c->looked = c->asked = nanoseconds();
  return rc == SQLITE_INTERRUPT;
}

/* Whether the document, which has no NUL, has the text up to the first NUL. */
static bool is_text_of(const struct document *d, const char *text, size_t bytes) {
  if (d->bytes > bytes || memcmp(d->text, text, d->bytes) != 0) return false;
  return d->bytes == bytes || !text[d->bytes];
}

/* Tells most texts apart. */
static uint64_t print_of(const char *text, size_t bytes) {
  uint64_t print = bytes;
  for (size_t i = 0; i < bytes; i += bytes / 8 + 1) print = (print ^ (unsigned char)text[i]) * 0x9E3779B97F4A7C15u;
  return print;
}

/*
** The slot for a new document; NULL where all have users.  A query mostly asks for one story after the other, and the
** memory of the newest is the one that the processor still has at hand: so it is taken again.  Only where a text that
** was given up is asked for again, as in SELECT event_date(a.body) < event_date(b.body) FROM a, b, for some time the
** oldest is.
*/
static struct kept_document *slot_for(struct connection *c, uint64_t print) {
  struct kept_document *best = NULL;
  for (int i = 0; i < CONNECTION_DOCUMENTS; i++)
    if (c->lost[i] == print) c->wide_until = c->clock + KEPT_WIDE;
  const bool wide = c->clock < c->wide_until;
  for (int i = 0; i < CONNECTION_DOCUMENTS; i++) {
    struct kept_document *k = &c->kept[i];
    if (!k->users && (!best || (wide ? k->last_used < best->last_used : k->last_used > best->last_used))) best = k;
  }
  return best;
}

struct document *connection_document(struct connection *c, sqlite3_value *value) {
  const char *text = (const char *)sqlite3_value_text(value);
  size_t bytes = (size_t)sqlite3_value_bytes(value);
  if (!text) return NULL;
  for (int i = 0; i < CONNECTION_DOCUMENTS; i++) {
    struct kept_document *k = &c->kept[i];
    if (!k->document || k->document->status || !is_text_of(k->document, text, bytes)) continue;
    if (k->last_used != c->clock) c->wide_until = c->clock + KEPT_WIDE;
    k->users++;
    k->last_used = ++c->clock;
    return k->document;
  }
  const uint64_t print = print_of(text, bytes);
  struct kept_document *slot = slot_for(c, print);
  if (slot && slot->document) c->lost[c->losses++ % CONNECTION_DOCUMENTS] = slot->print;
  struct document *d = document_replace(slot ? slot->document : NULL, text, bytes, connection_interrupted, c);
  if (d) d->stray_runs = c->stray_runs;
  if (slot) *slot = (struct kept_document){d, d != NULL, ++c->clock, print};
  return d;
}

void connection_give_back(struct connection *c, struct document *d) {
  if (!d) return;
  for (int i = 0; i < CONNECTION_DOCUMENTS; i++) {
    struct kept_document *k = &c->kept[i];
    if (k->document != d) continue;
    if (--k->users == 0 && (d->status || d->arena.bytes > LARGEST_KEPT)) {
      document_close(d);
      k->document = NULL;
    }
    return;
  }
  document_close(d);
}

int status_code(enum status status) {
  switch (status) {
    case STATUS_OK: return SQLITE_OK;
    case STATUS_NO_MEMORY: return SQLITE_NOMEM;
    case STATUS_INTERRUPTED: return SQLITE_INTERRUPT;
    case STATUS_TOO_BIG: return SQLITE_TOOBIG;
    case STATUS_IO: return SQLITE_IOERR;
    default: return SQLITE_ERROR;
  }
}
