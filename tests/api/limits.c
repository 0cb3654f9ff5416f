/*
** Large texts under limits: a heap limit ends every table and function with SQLITE_NOMEM, and connections in
** different threads do not meet.  Interrupts: interrupts.c.
*/
#include "check.h"

#include <pthread.h>

enum { LARGE = 24 << 20, ROUNDS = 5 };

/* Prose that gives every recogniser work; to be freed. */
static char *large_text(void) {
  static const char story[] = "KABUL, Jan. 28 - Envoy Zalmay Khalilzad said on Monday that talks with the Taliban "
                              "would go on until a date for the "
                              "withdrawal was set. \"Nothing is agreed until everything is agreed,\" he told Reuters "
                              "on Jan. 28, 2019, after six days "
                              "in Doha. Mr. Khalilzad\xE2\x80\x99s aides said they would leave once the troops left. "
                              "The U.S. has 14,000 there.\n\n";
  char *text = malloc(LARGE + 1);
  if (!text) exit(2);
  for (size_t at = 0; at < LARGE; at += sizeof story - 1)
    memcpy(text + at, story, LARGE - at < sizeof story - 1 ? LARGE - at : sizeof story - 1);
  text[LARGE] = 0;
  return text;
}

static void write_call(const struct callable *c, char *sql, size_t room) {
  snprintf(sql, room, c->is_table ? "SELECT count(*) FROM %s" : "SELECT %s", c->call);
}

static void heap_limit(sqlite3 *db, const struct callable *c, const char *text) {
  char sql[256];
  write_call(c, sql, sizeof sql);
  sqlite3_stmt *statement = prepared(db, sql, text, LARGE);
  if (!statement) return;
  sqlite3_hard_heap_limit64(sqlite3_memory_used() + (6 << 20));
  int rc = sqlite3_step(statement);
  sqlite3_finalize(statement);
  sqlite3_hard_heap_limit64(0);
  check(rc == SQLITE_NOMEM || rc == SQLITE_TOOBIG || rc == SQLITE_ROW, "%s under a heap limit: %d", c->call, rc);
  statement = prepared(db, sql, "Talks began.", 12);
  check(sqlite3_step(statement) == SQLITE_ROW, "%s after a heap limit: %s", c->call, sqlite3_errmsg(db));
  sqlite3_finalize(statement);
}

struct thread_work {
  const char *extension, *text;
  struct callable *all;
  int count;
  sqlite3_uint64 sum;
};

/* Calls everything on a small text, on a connection of its own, and adds up what comes back. */
static void *work(void *argument) {
  struct thread_work *w = argument;
  sqlite3 *db = open_with(w->extension);
  for (int round = 0; round < ROUNDS; round++)
    for (int i = 0; i < w->count; i++) {
      char sql[256];
      sqlite3_stmt *statement = NULL;
      write_call(&w->all[i], sql, sizeof sql);
      if (sqlite3_prepare_v2(db, sql, -1, &statement, NULL) != SQLITE_OK) continue;
      sqlite3_bind_text(statement, 1, w->text, 4000, SQLITE_STATIC);
      if (sqlite3_bind_parameter_count(statement) > 1) sqlite3_bind_text(statement, 2, w->text, 3000, SQLITE_STATIC);
      if (sqlite3_step(statement) == SQLITE_ROW)
        w->sum = w->sum * 31 + (sqlite3_uint64)sqlite3_column_bytes(statement, 0);
      sqlite3_finalize(statement);
    }
  sqlite3_close(db);
  return NULL;
}

static void threads(const char *extension, struct callable *all, int count, const char *text) {
  enum { THREADS = 4 };
  struct thread_work w[THREADS];
  pthread_t thread[THREADS];
  for (int i = 0; i < THREADS; i++) {
    w[i] = (struct thread_work){extension, text, all, count, 0};
    if (pthread_create(&thread[i], NULL, work, &w[i])) exit(2);
  }
  for (int i = 0; i < THREADS; i++) {
    pthread_join(thread[i], NULL);
    check(w[i].sum == w[0].sum && w[i].sum, "thread %d got something else", i);
  }
}

int main(int argc, char **argv) {
  const char *extension = argc > 1 ? argv[1] : NULL;
  sqlite3 *db = open_with(extension);
  struct callable all[MOST_CALLABLES];
  int count = list_callables(db, all);
  char *text = large_text();
  for (int i = 0; i < count; i++) heap_limit(db, &all[i], text);
  threads(extension, all, count, text);
  check(sqlite3_close(db) == SQLITE_OK, "the database closes");
  free(text);
  return finish();
}
