/*
** make bench: the speed of every table and function, beside that of upper().
**
**     sentences            210.4 MB/s   0.42 of upper()   goal 0.4
**
** The stories are JSON lines (id, published, body) in the file that BENCH_STORIES names or
** ../shared/corpora/reuters/articles.jsonl; else tests/corpus over and over, which says
** less.  Each figure is the median of three runs by CPU time, in one process; the yardstick is run
** again beside each query, so that a machine that changes its speed changes both.  The queries: speed.sql.
**
** Then what others need to find the gazetteers' names, where they are installed: Hyperscan and
** pyahocorasick as literals, without a form, a surname or a misspelling, and grep.
**
** Then articles() against the shell's fsdir(), each reading 20,000 small files into a table, and the same files in an
** archive.
*/
#include "../api/check.h"

#include <sys/resource.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

enum { RUNS = 3, FILES = 20000, REPEAT_BYTES = 8 << 20, LINE = 1 << 20 };

static double cpu(int who) {
  struct rusage u;
  getrusage(who, &u);
  return (double)(u.ru_utime.tv_sec + u.ru_stime.tv_sec) + (double)(u.ru_utime.tv_usec + u.ru_stime.tv_usec) / 1e6;
}

static int by_size(const void *a, const void *b) {
  const double *x = a, *y = b;
  return (*x > *y) - (*x < *y);
}

static double median(double *values) {
  qsort(values, RUNS, sizeof *values, by_size);
  return values[RUNS / 2];
}

static void must(sqlite3 *db, const char *sql) {
  char *message = NULL;
  if (sqlite3_exec(db, sql, NULL, NULL, &message) == SQLITE_OK) return;
  fprintf(stderr, "%s\n%s\n", message, sql);
  exit(1);
}

static double number(sqlite3 *db, const char *sql) {
  sqlite3_stmt *statement = NULL;
  double got = 0;
  if (sqlite3_prepare_v2(db, sql, -1, &statement, NULL) == SQLITE_OK && sqlite3_step(statement) == SQLITE_ROW)
    got = sqlite3_column_double(statement, 0);
  sqlite3_finalize(statement);
  return got;
}

static bool load_lines(sqlite3 *db, const char *path) {
  FILE *in = path ? fopen(path, "r") : NULL;
  if (!in) return false;
  sqlite3_stmt *insert = NULL;
  char *line = malloc(LINE);
  sqlite3_prepare_v2(
      db,
      "INSERT INTO story SELECT json_extract(?1, '$.id'), json_extract(?1, '$.published'), json_extract(?1, '$.body')",
      -1, &insert, NULL);
  while (line && fgets(line, LINE, in)) {
    sqlite3_bind_text(insert, 1, line, -1, SQLITE_STATIC);
    sqlite3_step(insert);
    sqlite3_reset(insert);
  }
  sqlite3_finalize(insert);
  free(line);
  fclose(in);
  printf("%s: ", path);
  return true;
}

static void load(sqlite3 *db) {
  must(db, "CREATE TABLE story(id, published, body TEXT)");
  if (load_lines(db, getenv("BENCH_STORIES")) || load_lines(db, "../shared/corpora/reuters/articles.jsonl")) return;
  must(db, "CREATE TABLE sample AS SELECT path AS id, published, body FROM articles('tests/corpus')");
  char sql[256];
  snprintf(sql, sizeof sql,
           "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < %d / (SELECT sum(length(body)) "
           "FROM sample))"
           " INSERT INTO story SELECT i || id, published, body FROM n, sample",
           REPEAT_BYTES);
  must(db, sql);
  printf("tests/corpus, over and over: ");
}

static double seconds(sqlite3 *db, const char *sql, char *problem, size_t room) {
  char *message = NULL;
  double began = cpu(RUSAGE_SELF);
  if (sqlite3_exec(db, sql, NULL, NULL, &message) != SQLITE_OK) snprintf(problem, room, "%s", message);
  sqlite3_free(message);
  return cpu(RUSAGE_SELF) - began;
}

static void run_query(sqlite3 *db, const char *name, const char *sql, const char *yardstick, double megabytes) {
  double spent[RUNS], beside[RUNS];
  char problem[256] = "", label[64];
  snprintf(label, sizeof label, "%s", name);
  char *goal = strrchr(label, ' ');
  if (goal && strspn(goal, " 0123456789.") == strlen(goal)) *goal++ = 0;
  else goal = NULL;
  for (int i = 0; i < RUNS && !*problem; i++) {
    beside[i] = seconds(db, yardstick, problem, sizeof problem);
    spent[i] = seconds(db, sql, problem, sizeof problem);
  }
  if (*problem) {
    printf("%-28s %s\n", label, problem);
    return;
  }
  double time = median(spent), reference = median(beside);
  printf("%-28s %8.1f MB/s   %5.2f of upper()%s%s\n", label, megabytes / time, reference / time, goal ? "   goal " : "",
         goal ? goal : "");
  fflush(stdout);
}

/* Reads speed.sql and runs what it holds. */
static void run_queries(sqlite3 *db, const char *path, double megabytes) {
  FILE *in = fopen(path, "r");
  char line[4096], name[128] = "", sql[16384] = "", yardstick[4096] = "";
  if (!in) return;
  for (bool more = true; more;) {
    more = fgets(line, sizeof line, in) != NULL;
    bool comment = more && !strncmp(line, "-- ", 3);
    if ((comment || !more) && strspn(sql, " \n") < strlen(sql)) {
      if (!strcmp(name, "prepare")) must(db, sql);
      else if (!*yardstick) snprintf(yardstick, sizeof yardstick, "%s", sql);
      if (strcmp(name, "prepare")) run_query(db, name, sql, yardstick, megabytes);
      *sql = 0;
    }
    if (comment) snprintf(name, sizeof name, "%.*s", (int)strcspn(line + 3, "\n"), line + 3);
    else if (more) strncat(sql, line, sizeof sql - strlen(sql) - 1);
  }
  fclose(in);
}

/* Writes what a query gives, a row a line, to a file. */
static void write_lines(sqlite3 *db, const char *path, const char *sql) {
  sqlite3_stmt *rows = NULL;
  FILE *out = fopen(path, "w");
  if (!out) exit(1);
  sqlite3_prepare_v2(db, sql, -1, &rows, NULL);
  while (sqlite3_step(rows) == SQLITE_ROW) fprintf(out, "%s\n", (const char *)sqlite3_column_text(rows, 0));
  sqlite3_finalize(rows);
  fclose(out);
}

/* Prints what a program says of its speed. */
static void run_other(const char *what, const char *names, const char *command) {
  char line[256] = "";
  FILE *out = popen(command, "r");
  if (!out || !fgets(line, sizeof line, out)) snprintf(line, sizeof line, "not installed\n");
  if (out) pclose(out);
  printf("  %s, %s names: %s", what, names, line);
  fflush(stdout);
}

/* Others at the gazetteers' work: the same names and stories. */
static void run_others(sqlite3 *db) {
  static const struct {
    const char *table, *names;
    bool grep; /* with more names it takes hours */
  } lists[] = {{"hundred", "100", true}, {"thousands", "10,000", false}, {"hundred_thousand", "100,000", false}};
  char folder[] = "/tmp/newsext-bench-XXXXXX", sql[512], command[512];
  if (!mkdtemp(folder)) return;
  snprintf(command, sizeof command, "%s/stories", folder);
  write_lines(db, command, "SELECT replace(body, char(10), ' ') FROM story");
  double megabytes = number(db, "SELECT sum(length(CAST(body AS BLOB))) / 1e6 FROM story");
  for (size_t i = 0; i < sizeof lists / sizeof *lists; i++) {
    snprintf(command, sizeof command, "%s/names", folder);
    snprintf(sql, sizeof sql, "SELECT entity FROM %s", lists[i].table);
    write_lines(db, command, sql);
    snprintf(command, sizeof command, "build/tests/bench/hyperscan %s/names %s/stories 2>/dev/null", folder, folder);
    run_other("Hyperscan", lists[i].names, command);
    snprintf(command, sizeof command, "tests/bench/pyahocorasick.py %s/names %s/stories 2>/dev/null", folder, folder);
    run_other("pyahocorasick", lists[i].names, command);
    if (!lists[i].grep) continue;
    double began = cpu(RUSAGE_CHILDREN);
    snprintf(command, sizeof command, "grep -owFi -f %s/names %s/stories | wc -l >/dev/null", folder, folder);
    if (!system(command))
      printf("  grep -owFi, %s names: %.1f MB/s\n", lists[i].names, megabytes / (cpu(RUSAGE_CHILDREN) - began));
  }
  snprintf(sql, sizeof sql, "rm -r %s", folder);
  if (system(sql)) printf("%s is left\n", folder);
}

/* Writes the first stories to files of a new folder. */
static void write_files(sqlite3 *db, const char *folder) {
  sqlite3_stmt *stories = NULL;
  int count = 0;
  for (sqlite3_prepare_v2(db, "SELECT published, body FROM story", -1, &stories, NULL); count < FILES;) {
    if (sqlite3_step(stories) != SQLITE_ROW) {
      if (sqlite3_reset(stories) != SQLITE_OK || !count) break;
      continue;
    }
    char path[512];
    snprintf(path, sizeof path, "%s/%03d", folder, count / 1000);
    if (count % 1000 == 0) mkdir(path, 0777);
    snprintf(path, sizeof path, "%s/%03d/%05d.txt", folder, count / 1000, count);
    FILE *out = fopen(path, "w");
    if (!out) exit(1);
    const char *date = (const char *)sqlite3_column_text(stories, 0),
               *body = (const char *)sqlite3_column_text(stories, 1);
    fprintf(out, "TITLE: Story %d\nPUBLISHED: %s\n\n%s\n", count++, date ? date : "", body ? body : "");
    fclose(out);
  }
  sqlite3_finalize(stories);
}

static double shell_seconds(const char *sql) {
  double spent[RUNS];
  char command[2048];
  snprintf(command, sizeof command, "sqlite3 :memory: \"%s\" >/dev/null", sql);
  for (int i = 0; i < RUNS; i++) {
    double began = cpu(RUSAGE_CHILDREN);
    if (system(command)) return 0;
    spent[i] = cpu(RUSAGE_CHILDREN) - began;
  }
  return median(spent);
}

static void read_files(sqlite3 *db) {
  char folder[] = "/tmp/newsext-bench-XXXXXX", sql[512];
  if (!mkdtemp(folder)) return;
  write_files(db, folder);
  snprintf(sql, sizeof sql, "CREATE TABLE t AS SELECT name, data FROM fsdir('%s') WHERE data IS NOT NULL", folder);
  double shell = shell_seconds(sql);
  snprintf(sql, sizeof sql,
           ".load ./newsext\" \"CREATE TABLE t AS SELECT path, source, title, published, body FROM articles('%s')",
           folder);
  double ours = shell_seconds(sql);
  if (shell > 0 && ours > 0)
    printf("%d files into a table: fsdir() %.2f s, articles() %.2f s: %.2f times its speed   goal 1.5\n", FILES, shell,
           ours, shell / ours);
  snprintf(sql, sizeof sql, "tar czf %s.tar.gz -C %s .", folder, folder);
  bool packed = !system(sql);
  snprintf(
      sql, sizeof sql,
      ".load ./newsext\" \"CREATE TABLE t AS SELECT path, source, title, published, body FROM articles('%s.tar.gz')",
      folder);
  double archive = packed ? shell_seconds(sql) : 0;
  if (ours > 0 && archive > 0)
    printf("the same in one .tar.gz: %.2f s, %.2f times the folder's\n", archive, archive / ours);
  snprintf(sql, sizeof sql, "rm -r %s %s.tar.gz", folder, folder);
  if (system(sql)) printf("%s is left\n", folder);
}

int main(int argc, char **argv) {
  sqlite3 *db = open_with(argc > 1 ? argv[1] : NULL);
  load(db);
  double megabytes = number(db, "SELECT sum(length(CAST(body AS BLOB))) / 1e6 FROM story");
  printf("%.0f stories, %.1f MB; median of %d, CPU time\n", number(db, "SELECT count(*) FROM story"), megabytes, RUNS);
  run_queries(db, "tests/bench/speed.sql", megabytes);
  run_others(db);
  read_files(db);
  sqlite3_close(db);
  return 0;
}
