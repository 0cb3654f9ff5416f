/*
** Looks for texts on which a table or function takes more than linear time:
**
**     make linear
**     quotations(?1)       {"}            0.25 MB   0.004 s    1 MB   0.016 s    x 4.0
**
** Each callable reads texts of one repeated piece, 0.25 MB and 1 MB of it; a line is shown where
** four times the text takes more than ten times the CPU time, where 1 MB takes more than a second, or where
** it takes more than half a minute and is stopped.  A report, not a test: times vary.
*/
#include "../api/check.h"

#include <signal.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { SMALL = 1 << 18, LARGE = 1 << 20, PATIENCE = 30 };

static const char *const pieces[] = {
    "a", "A", " ", "\n", "\n\n", "\t", ".", ". ", "...", "! ", "? ", "\"", "\" ", "' ", "'", "\xE2\x80\x9C", "\xE2\x80\x9D", "\xE2\x80\x9C\xE2\x80\x9D ",
    "``", "\xC2\xAB", "(", "(a ", "[", "{", "<", ">", "&", "&amp;", "&#", "& # 39; ", "%", "%MINIFYHTML", "1", "1 ", "1,", "1.", "1-", "1/", "2019-", "2019 ",
    "12:", "-", "- ", "\xE2\x80\x94", "/", "\\", "_", "@", "@a", "@a ", "#a ", "http://", "www.", "a@b.c ", "a.", "A.", "A. ", "A.B", "Mr. ", "Dr. A. ", "U.S. ",
    "A ", "Ab ", "Abc-", "Abc Def ", "abc ", "the ", "of ", "Abc of ", "Abc and ", "Abc, ", "de la ", "said ", "he said ", "he said, \"", "\"a,\" he said. ", "\"a", "a\"",
    "according to ", "Abc said that ", "that ", ", ", ": ", "; ", "'s ", "Abc\xE2\x80\x99s ", "Monday ", "Monday, ", "May ", "on ", "last ", "the last of the first ", "next week ",
    "two ", "hundred ", "million ", "two days before ", "from May to ", "between ", "since ", "Jan. 1, ", "January 2019 ", "the year ", "more than ", "until ", "unless ", "if ", "if not ",
    "once ", "in exchange for ", "before ", "without ", "not ", "when ", "only ", "will ", "\xFF", "\x80", "\xC3", "\xF0\x9F", "\xC3\xA9", "\xC3\xA2\xE2\x82\xAC\xE2\x84\xA2", "\xC3\x83\xC2\xA2", "\xE6\x97\xA5",
    "\xF0\x9F\x98\x80", "e\xCC\x81", "\xCC\x81", "\xC2\xA0", "\xC2\xAD", "\xE2\x80\x8B", "\xE2\x80\xA8", "\xEF\xB7\xBA", "\xC4\xB0", "pic.twitter.com/a ", "Share this: ", "RELATED: ", "(RELATED: ", "Title: a\n",
    "date 2019-01-29\n", "By Abc Def\n", "KABUL, Jan 28 (Reuters) - ", "a\n", "A\n", "a\r\n", "* a\n", "1. a\n", "Zalmay Khalilzad ", "Khalilzad ", "Khalilzad", "Zalmay ", "Zalmay\n", "Kh", "ali",
    "Monday.American ", "a,b", "a;b;", "{\"a\":", "[[", "\"a\": \"b\", ", "I ", "II ", "ABC ", "ABC", "(ABC) ", "Abc Def (AD) ", "\xE2\x80\x99", "O'", "x-y-", "cease-fire ",
};

static double seconds(sqlite3 *db, const char *call, bool is_table, const char *piece, int bytes) {
  char sql[256], *text = malloc((size_t)bytes);
  int length = (int)strlen(piece);
  if (!text) exit(2);
  for (int i = 0; i < bytes; i++) text[i] = piece[i % length];
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

static void show(const char *call, const char *piece, const char *what) {
  printf("%-28s {", call);
  for (; *piece; piece++) printf((unsigned char)*piece < 32 || (unsigned char)*piece > 126 ? "\\x%02x" : "%c", (unsigned char)*piece);
  printf("}  %s\n", what);
}

static void look(const char *extension, const struct callable *c, const char *piece) {
  fflush(stdout);
  pid_t child = fork();
  if (!child) {
    alarm(PATIENCE);
    sqlite3 *db = open_with(extension);
    double small = seconds(db, c->call, c->is_table, piece, SMALL), large = seconds(db, c->call, c->is_table, piece, LARGE);
    char what[128];
    snprintf(what, sizeof what, "0.25 MB %.3f s  1 MB %.3f s  x %.1f", small, large, large / small);
    if ((large > 10 * small && large > 0.05) || large > 1) show(c->call, piece, what);
    exit(0);
  }
  int status = 0;
  waitpid(child, &status, 0);
  if (WIFSIGNALED(status)) show(c->call, piece, WTERMSIG(status) == SIGALRM ? "stopped after 30 s" : "crashed");
}

int main(int argc, char **argv) {
  const char *extension = argc > 1 ? argv[1] : NULL, *only = argc > 2 ? argv[2] : NULL;
  struct callable all[MOST_CALLABLES];
  sqlite3 *db = open_with(extension);
  int count = list_callables(db, all);
  sqlite3_close(db);
  for (int i = 0; i < count; i++)
    for (size_t k = 0; k < sizeof pieces / sizeof *pieces; k++)
      if (!only || strstr(all[i].call, only)) look(extension, &all[i], pieces[k]);
  printf("%d tables and functions, %zu texts each\n", count, sizeof pieces / sizeof *pieces);
  return 0;
}
