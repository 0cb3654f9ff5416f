/*
** Looks for texts on which a table or function takes more than linear time:
**
**     make linear
**     quotations(?1)       {"}            0.25 MB   0.004 s    1 MB   0.016 s    x 4.0
**
** Each callable reads texts of one repeated piece (tests/fuzz/pieces.dict), 0.25 MB and 1 MB of it; a line is shown where
** four times the text takes more than ten times the CPU time, where 1 MB takes more than three seconds, or where
** it takes more than half a minute and is stopped.  A report, not a test: times vary.
*/
#include "../api/check.h"

#include <signal.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { SMALL = 1 << 18, LARGE = 1 << 20, PATIENCE = 30 };

static double seconds(sqlite3 *db, const char *call, bool is_table, const struct piece *piece, int bytes) {
  char sql[256], *text = malloc((size_t)bytes);
  if (!text) exit(2);
  for (int i = 0; i < bytes; i++) text[i] = piece->text[i % piece->bytes];
  snprintf(sql, sizeof sql, is_table ? "SELECT count(*) FROM (SELECT * FROM %s LIMIT -1 OFFSET 0)" : "SELECT %s", call);
  sqlite3_stmt *statement = prepared(db, sql, text, bytes);
  struct timespec began, ended;
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &began);
  while (statement && sqlite3_step(statement) == SQLITE_ROW) continue;
  sqlite3_finalize(statement);
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &ended);
  free(text);
  return (double)(ended.tv_sec - began.tv_sec) + (double)(ended.tv_nsec - began.tv_nsec) / 1e9;
}

static void show(const char *call, const struct piece *piece, const char *what) {
  printf("%-28s {", call);
  for (int i = 0; i < piece->bytes; i++) {
    unsigned char c = (unsigned char)piece->text[i];
    printf(c < 32 || c > 126 ? "\\x%02x" : "%c", c);
  }
  printf("}  %s\n", what);
}

static void look(const char *extension, const struct callable *c, const struct piece *piece) {
  fflush(stdout);
  pid_t child = fork();
  if (!child) {
    alarm(PATIENCE);
    sqlite3 *db = open_with(extension);
    double small = seconds(db, c->call, c->is_table, piece, SMALL),
           large = seconds(db, c->call, c->is_table, piece, LARGE);
    char what[128];
    snprintf(what, sizeof what, "0.25 MB %.3f s  1 MB %.3f s  x %.1f", small, large, large / small);
    if ((large > 10 * small && large > 0.05) || large > 3) show(c->call, piece, what);
    exit(0);
  }
  int status = 0;
  waitpid(child, &status, 0);
  if (WIFSIGNALED(status)) show(c->call, piece, WTERMSIG(status) == SIGALRM ? "stopped after 30 s" : "crashed");
}

/* Many names at once are looked for in another way than one. */
static const struct callable many_names = {
    .call = "mentions(?1, '[\"Zalmay Khalilzad\",\"Kabul\",\"New York\",\"Orsk\",\"Isk Front\",\"Mirella K\",\"UN\"]')",
    .is_table = true};

int main(int argc, char **argv) {
  const char *extension = argc > 1 ? argv[1] : NULL, *only = argc > 2 ? argv[2] : NULL;
  static struct pieces pieces;
  read_pieces(&pieces);
  struct callable all[MOST_CALLABLES];
  sqlite3 *db = open_with(extension);
  int count = list_callables(db, all);
  sqlite3_close(db);
  if (count < MOST_CALLABLES) all[count++] = many_names;
  for (int i = 0; i < count; i++)
    for (int k = 0; k < pieces.count; k++)
      if (!only || strstr(all[i].call, only)) look(extension, &all[i], &pieces.items[k]);
  printf("%d tables and functions, %d texts each\n", count, pieces.count);
  return 0;
}
