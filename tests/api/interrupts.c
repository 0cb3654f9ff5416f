/*
** Whatever the text, sqlite3_interrupt() and a progress handler end a query within 50 ms.
**
** Each table and function reads large texts of one shape each: prose, one word, only marks, only accents ...
** The time is the processor's that the query takes after it was told to end, so that a busy machine does not count.
*/
#include "check.h"

#include <fcntl.h>
#include <pthread.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

enum { LARGE = 24 << 20, WAIT_US = 20000, STEPS = 1000 /* of the virtual machine between two calls of the handler */ };
static double patience = 0.05; /* seconds */

/* What large texts are made of, again and again. */
static const struct shape {
  const char *name, *piece;
} shapes[] = {
    {"prose", "KABUL, Jan. 28 - Envoy Zalmay Khalilzad said on Monday that talks with the Taliban would go on until a date "
              "for the withdrawal was set. \"Nothing is agreed,\" he told Reuters on Jan. 28, 2019, after six days. The "
              "U.S. would leave once Mr. Khalilzad\xE2\x80\x99s aides left.\n\n"},
    {"one word", "a"},
    {"capitals", "A"},
    {"digits", "1"},
    {"spaces", " "},
    {"lines", "\n"},
    {"stops", "."},
    {"quotation marks", "\""},
    {"apostrophes", "'"},
    {"hyphens", "a-"},
    {"dotted letters", "U."},
    {"accents", "\xCC\x81"},
    {"selectors", "\xEF\xB8\x8F"},
    {"Arabic", "\xD9\x8B"},
    {"bad bytes", "\x80"},
    {"brackets", "(["},
    {"markup", "<p>"},
    {"references", "&amp;"},
    {"ands", "&"},
    {"names", "Ann Lee "},
    {"names and commas", "Ann, "},
    {"dates", "May 3 "},
    {"a range", "two to "},
    {"sayings", "he said "},
    {"conditions", "if not until "},
    {"a JSON array", "["},
    {"JSON", "{\"a\":"},
    {"one sentence", "and the men went "},
};
enum { SHAPES = sizeof shapes / sizeof *shapes };

static double processor_time(clockid_t clock) {
  struct timespec t;
  clock_gettime(clock, &t);
  return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static char *text_of(const char *piece) {
  char *text = malloc(LARGE + 1);
  if (!text) exit(2);
  size_t bytes = strlen(piece);
  for (size_t at = 0; at < LARGE; at += bytes) memcpy(text + at, piece, LARGE - at < bytes ? LARGE - at : bytes);
  text[LARGE] = 0;
  return text;
}

/* ---- Telling a query to end ---- */

struct teller {
  sqlite3 *db;
  clockid_t clock; /* of the thread that runs the query */
  double told;
};

static void *interrupt_soon(void *context) {
  struct teller *t = context;
  double began = processor_time(t->clock);
  for (int i = 0; i < 1000 && processor_time(t->clock) - began < WAIT_US / 1e6; i++) usleep(2000);
  t->told = processor_time(t->clock);
  sqlite3_interrupt(t->db);
  return NULL;
}

/* The progress handler: ends the query once it has taken WAIT_US. */
static int end_soon(void *context) {
  struct teller *t = context;
  if (processor_time(t->clock) < t->told) return 0;
  return 1;
}

/* Runs all of a statement and looks when it ends. */
static void run(sqlite3_stmt *statement, const char *what, const char *shape, bool by_handler) {
  struct teller t = {.db = sqlite3_db_handle(statement)};
  pthread_t thread;
  int rc;
  pthread_getcpuclockid(pthread_self(), &t.clock);
  double began = processor_time(t.clock);
  if (by_handler) {
    t.told = began + WAIT_US / 1e6;
    sqlite3_progress_handler(t.db, STEPS, end_soon, &t);
  } else if (pthread_create(&thread, NULL, interrupt_soon, &t)) {
    exit(2);
  }
  while ((rc = sqlite3_step(statement)) == SQLITE_ROW) {}
  double ended = processor_time(t.clock);
  rc = sqlite3_reset(statement);
  if (by_handler) sqlite3_progress_handler(t.db, 0, NULL, NULL);
  else pthread_join(thread, NULL);
  bool in_time = ended - began < WAIT_US / 1e6 + patience;
  if (!by_handler) in_time |= ended - t.told < patience;
  check(in_time, "%s on %s ends %.0f ms after %s: %d", what, shape, (ended - (by_handler ? t.told : t.told)) * 1e3,
        by_handler ? "its progress handler" : "an interrupt", rc);
}

static void try_both(sqlite3 *db, const char *sql, const char *what, const char *shape, const char *text) {
  sqlite3_stmt *statement = prepared(db, sql, text, text ? LARGE : 0);
  if (!statement) return;
  run(statement, what, shape, false);
  run(statement, what, shape, true);
  sqlite3_finalize(statement);
}

/* ---- What is tried ---- */

static void write_call(const struct callable *c, char *sql, size_t room) {
  snprintf(sql, room, c->is_table ? "SELECT count(*) FROM %s" : "SELECT %s", c->call);
}

static void texts(sqlite3 *db) {
  static const char *const more[][2] = {
      {"mentions(pattern)", "SELECT mentions(?1, '/(?:a+)+b/')"},
      {"mentions(pattern of words)", "SELECT mentions(?1, '/(?:\\w+\\W*)+=/')"},
      {"mentions(many)", "SELECT count(*) FROM mentions(?1, '[\"Zalmay Khalilzad\",\"Kabul\",\"New York\",\"Orsk\",\"Isk "
                         "Front\",\"Ann Lee\",\"amp\"]')"},
      {"gazetteer", "SELECT count(*) FROM g WHERE text = ?1"},
      {"fts5", "INSERT INTO f VALUES(?1)"},
      {"fts5vocab", "SELECT count(*) FROM articles('/dev/null') WHERE body = ?1"},
  };
  struct callable all[MOST_CALLABLES];
  int count = list_callables(db, all);
  const char *only = getenv("ONLY");
  sqlite3_exec(db,
               "CREATE VIRTUAL TABLE g USING gazetteer; INSERT INTO g(entity) VALUES('Ann Lee'),('Kabul'),('May');"
               "CREATE VIRTUAL TABLE f USING fts5(body, tokenize = 'news')",
               NULL, NULL, NULL);
  for (int s = 0; s < SHAPES; s++) {
    if (only && !strstr(only, shapes[s].name)) continue;
    char *text = text_of(shapes[s].piece);
    for (int i = 0; i < count; i++) {
      char sql[256];
      write_call(&all[i], sql, sizeof sql);
      try_both(db, sql, all[i].name, shapes[s].name, text);
    }
    for (size_t i = 0; i < sizeof more / sizeof *more; i++) try_both(db, more[i][1], more[i][0], shapes[s].name, text);
    free(text);
  }
}

int main(int argc, char **argv) {
  sqlite3 *db = open_with(argc > 1 ? argv[1] : NULL);
  texts(db);
  check(sqlite3_close(db) == SQLITE_OK, "the database closes");
  return finish();
}
