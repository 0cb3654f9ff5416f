/*
** Runs SQL tests through SQLite's C API, against the loaded extension:
**
**     build/tests/runner [-e EXTENSION] [-m] tests/sql/FILE.test ...
**
** A test file is in the format of SQLite's sqllogictest.  Records are parted by
** empty lines, `#` starts a comment; each file has a new in-memory database:
**
**     statement ok                      SQL that must succeed; one or several statements
**     CREATE TABLE story(body TEXT)
**
**     statement error is missing        must fail, with these words in the message
**     SELECT * FROM tokens()
**
**     query IT rowsort                  one letter a column: I whole number, R real, T text;
**     SELECT n, token FROM tokens('a b')   then nosort (or nothing), rowsort or valuesort
**     ----
**     1                                 one value a line, row by row; NULL is NULL,
**     a                                 an empty text (empty), a line end \n, another
**     2                                 control character \xNN
**     b
**
**     require ../shared                 passes over the rest of the file where there is no such path
**     skipif memory                     passes over the next record under -m, or on windows; also onlyif
**     halt                              ends the file; behind onlyif memory, under -m
**
** -m runs each record again and again, on a new connection, with the first, the
** second, the third ... allocation failing, until one run needs no more
** allocations than were granted; every fifth time with all later ones failing
** too.  Behind the first 300 allocations it takes every second, then ever larger steps (k grows by
** a fiftieth), so a record with many ends some day.  Each run must give the right answer or
** SQLITE_NOMEM; the same record at once again, on the same connection, must give the right
** answer; and when the connection is closed no memory may be left.  Loading
** the extension is tested in the same way, by -m without a file.  The method is that of SQLite's own
** malloc tests (sqlite.org/testing.html, section 3.1).
*/
#define _GNU_SOURCE
#include <sqlite3.h>

#include <ctype.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { PATIENCE = 300 /* seconds for one record */, DENSE = 300, SHOWN = 12 };

#if defined(_WIN32)
static const bool on_windows = true;
#else
static const bool on_windows = false;
#endif
static const char *extension = "./newsext";
static unsigned long passed, failed, failures_made;

/* The allocator that can fail. */
static struct {
  sqlite3_mem_methods real;
  long granted;  /* how many more are granted; -1: all */
  bool for_good; /* whether all fail after the first that fails */
  bool hit;      /* whether one failed */
  long count;
} faults = {.granted = -1};

static bool refuse(void) {
  faults.count++;
  if (faults.granted < 0) return false;
  if (faults.granted-- > 0) return false;
  faults.hit = true;
  faults.granted = faults.for_good ? 0 : -1;
  return true;
}

static void *faulty_malloc(int bytes) { return refuse() ? NULL : faults.real.xMalloc(bytes); }
static void *faulty_realloc(void *block, int bytes) { return refuse() ? NULL : faults.real.xRealloc(block, bytes); }

static void grant(long granted, bool for_good) {
  faults.granted = granted;
  faults.for_good = for_good;
  faults.hit = false;
  faults.count = 0;
}

/* What a piece of SQL answered. */
struct answer {
  int code;
  char *message;
  char **values;
  size_t count, room, columns;
};

static void *needed(void *block) {
  if (!block) fprintf(stderr, "runner: no memory\n"), exit(2);
  return block;
}

static void answer_free(struct answer *a) {
  for (size_t i = 0; i < a->count; i++) free(a->values[i]);
  free(a->values);
  free(a->message);
  *a = (struct answer){0};
}

static char *shown(const char *text, size_t bytes) {
  char *out = needed(malloc(bytes * 4 + 8)), *to = out;
  if (!bytes) return strcpy(out, "(empty)");
  for (size_t i = 0; i < bytes; i++) {
    unsigned char c = (unsigned char)text[i];
    if (c == '\n') to += sprintf(to, "\\n");
    else if (c < 32 || c == 127) to += sprintf(to, "\\x%02x", c);
    else *to++ = (char)c;
  }
  *to = 0;
  return out;
}

static int take_row(sqlite3_stmt *statement, const char *types, struct answer *a) {
  for (int i = 0; i < (int)a->columns; i++) {
    char number[64], type = types && i < (int)strlen(types) ? types[i] : 'T';
    char *value = NULL;
    if (sqlite3_column_type(statement, i) == SQLITE_NULL) {
      value = needed(strdup("NULL"));
    } else if (type == 'I') {
      snprintf(number, sizeof number, "%lld", sqlite3_column_int64(statement, i));
      value = needed(strdup(number));
    } else if (type == 'R') {
      snprintf(number, sizeof number, "%.3f", sqlite3_column_double(statement, i));
      value = needed(strdup(number));
    } else {
      const char *text = (const char *)sqlite3_column_text(statement, i);
      if (!text) return SQLITE_NOMEM;
      value = shown(text, (size_t)sqlite3_column_bytes(statement, i));
    }
    if (a->count == a->room) {
      a->room = a->room ? a->room * 2 : 64;
      a->values = needed(realloc(a->values, a->room * sizeof *a->values));
    }
    a->values[a->count++] = value;
  }
  return SQLITE_OK;
}

static struct answer ask(sqlite3 *db, const char *sql, const char *types) {
  struct answer a = {0};
  for (const char *tail = sql; *tail && a.code == SQLITE_OK;) {
    sqlite3_stmt *statement = NULL;
    a.code = sqlite3_prepare_v2(db, tail, -1, &statement, &tail);
    if (a.code == SQLITE_OK && !statement) continue;
    if (statement) a.columns = (size_t)sqlite3_column_count(statement);
    while (a.code == SQLITE_OK && (a.code = sqlite3_step(statement)) == SQLITE_ROW)
      a.code = take_row(statement, types, &a);
    if (a.code == SQLITE_DONE) a.code = SQLITE_OK;
    if (a.code != SQLITE_OK) {
      a.message = needed(strdup(sqlite3_errmsg(db)));
      if (sqlite3_extended_errcode(db) == SQLITE_IOERR_NOMEM) a.code = SQLITE_NOMEM;
      a.code &= 0xff;
    }
    sqlite3_finalize(statement);
  }
  return a;
}

/* One record of a file. */
struct record {
  enum { STATEMENT_OK, STATEMENT_ERROR, QUERY } kind;
  enum { NO_SORT, ROW_SORT, VALUE_SORT } sort;
  const char *file;
  size_t line, expected_line;
  char *words; /* of the error */
  char *types;
  char *sql;
  char **expected;
  size_t n_expected;
};

static size_t sort_columns;

static int compare_rows(const void *a, const void *b) {
  char *const *x = a, *const *y = b;
  for (size_t i = 0; i < sort_columns; i++) {
    int order = strcmp(x[i], y[i]);
    if (order) return order;
  }
  return 0;
}

static void sort_values(char **values, size_t count, size_t columns) {
  sort_columns = columns;
  if (columns && count >= columns) qsort(values, count / columns, columns * sizeof *values, compare_rows);
}

static bool is_right(const struct record *r, struct answer *a) {
  if (r->kind == STATEMENT_ERROR) return a->code != SQLITE_OK && strstr(a->message, r->words);
  if (a->code != SQLITE_OK) return false;
  if (r->kind == STATEMENT_OK) return true;
  if (a->columns != strlen(r->types) || a->count != r->n_expected) return false;
  if (r->sort) sort_values(a->values, a->count, r->sort == ROW_SORT ? a->columns : 1);
  for (size_t i = 0; i < a->count; i++)
    if (strcmp(a->values[i], r->expected[i])) return false;
  return true;
}

static void report(const struct record *r, const struct answer *a, const char *when) {
  printf("%s:%zu: failed%s\n%s", r->file, r->line, when, r->sql);
  if (r->kind == STATEMENT_ERROR && a->code == SQLITE_OK) {
    printf("  expected an error: %s\n  there was none\n", r->words);
  } else if (a->code != SQLITE_OK) {
    printf("  error: %s\n", a->message);
    if (r->kind == STATEMENT_ERROR) printf("  expected: %s\n", r->words);
  } else {
    if (a->columns != strlen(r->types)) printf("  %zu columns, but types are %s\n", a->columns, r->types);
    if (a->count != r->n_expected) printf("  %zu values, expected %zu\n", a->count, r->n_expected);
    size_t most = a->count > r->n_expected ? a->count : r->n_expected, differ = 0;
    for (size_t i = 0; i < most && differ < SHOWN; i++) {
      const char *want = i < r->n_expected ? r->expected[i] : NULL, *got = i < a->count ? a->values[i] : NULL;
      if (want && got && !strcmp(want, got)) continue;
      differ++;
      if (want) printf("  %s:%zu: - %s\n", r->file, r->expected_line + i, want);
      if (got) printf("  %s:%zu: + %s\n", r->file, r->expected_line + i, got);
    }
    if (differ == SHOWN) printf("  ...\n");
  }
  printf("\n");
}

static int open_database(sqlite3 **db, char **message) {
  int rc = sqlite3_open(":memory:", db);
  if (rc == SQLITE_OK) rc = sqlite3_db_config(*db, SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 1, NULL);
  if (rc == SQLITE_OK) rc = sqlite3_load_extension(*db, extension, NULL, message);
  return rc;
}

static sqlite3 *database(void) {
  sqlite3 *db = NULL;
  char *message = NULL;
  if (open_database(&db, &message) != SQLITE_OK) {
    printf("%s: %s\n0 passed, 1 failed\n", extension, message ? message : sqlite3_errmsg(db));
    exit(1);
  }
  return db;
}

/* The database as it is before record `at`: all statements that must succeed, again. */
static sqlite3 *database_before(const struct record *records, size_t at) {
  sqlite3 *db = database();
  for (size_t i = 0; i < at; i++) {
    if (records[i].kind != STATEMENT_OK) continue;
    struct answer a = ask(db, records[i].sql, NULL);
    answer_free(&a);
  }
  return db;
}

static bool left_nothing(sqlite3 *db, sqlite3_int64 before, const char *file, size_t line, long k) {
  int rc = sqlite3_close(db);
  sqlite3_int64 left = sqlite3_memory_used() - before;
  if (rc == SQLITE_OK && left == 0) return true;
  printf("%s:%zu: allocation %ld failing: %lld bytes are left after closing%s\n", file, line, k, (long long)left,
         rc ? ", which failed" : "");
  return false;
}

static long next_k(long k) { return k < DENSE ? k + 1 : k + 1 + k / 50; }

/* One run of record `at` with allocation `k` failing. */
static bool run_failing(const struct record *records, size_t at, long k, bool for_good, bool *hit) {
  const struct record *r = &records[at];
  sqlite3_int64 before = sqlite3_memory_used();
  sqlite3 *db = database_before(records, at);
  char when[96];
  grant(k - 1, for_good);
  struct answer a = ask(db, r->sql, r->types);
  *hit = faults.hit;
  grant(-1, false);
  failures_made += *hit;
  bool right = a.code == SQLITE_NOMEM || is_right(r, &a);
  /* SQLite itself may lose the message for want of memory, not the code. */
  if (r->kind == STATEMENT_ERROR && *hit && a.code && !strcmp(a.message, sqlite3_errstr(a.code))) right = true;
  snprintf(when, sizeof when, " with allocation %ld%s failing", k, for_good ? " and all later ones" : "");
  if (!right) report(r, &a, when);
  bool again = right && a.code == SQLITE_NOMEM && r->kind != STATEMENT_OK;
  answer_free(&a);
  if (again) {
    a = ask(db, r->sql, r->types);
    right = is_right(r, &a);
    snprintf(when, sizeof when, " when run again after allocation %ld%s failed", k,
             for_good ? " and all later ones" : "");
    if (!right) report(r, &a, when);
    answer_free(&a);
  }
  return left_nothing(db, before, r->file, r->line, k) && right;
}

static bool run_with_failures(const struct record *records, size_t at) {
  bool hit = true;
  for (long k = 1; hit; k = next_k(k)) {
    bool unused;
    alarm(PATIENCE);
    if (!run_failing(records, at, k, false, &hit)) return false;
    if (hit && k % 5 == 0 && !run_failing(records, at, k, true, &unused)) return false;
  }
  return true;
}

/* Loads the extension with allocation `k` failing, looks at the tables that may be there, and closes.  No other
** connection holds the library, so that SQLite unloads it where it can. */
static bool load_failing(long k, bool for_good, bool *hit) {
  sqlite3_int64 before = sqlite3_memory_used();
  sqlite3 *db = NULL;
  char *message = NULL;
  grant(k - 1, for_good);
  int rc = open_database(&db, &message);
  *hit = faults.hit;
  grant(-1, false);
  failures_made += *hit;
  bool right = *hit || rc == SQLITE_OK;
  if (!right) printf("loading: %s\n", message);
  sqlite3_free(message);
  struct answer a = ask(db, "SELECT count(*) FROM sentences('He left. She stayed.')", "I");
  answer_free(&a);
  return left_nothing(db, before, "loading", 0, k) && right;
}

static void run_loading_with_failures(void) {
  bool hit = true, right = true, unused;
  for (long k = 1; hit && right; k++) right = load_failing(k, false, &hit) && load_failing(k, true, &unused);
  if (right) passed++;
  else failed++;
}

static void run_file(struct record *records, size_t count, bool memory) {
  sqlite3 *db = database();
  for (size_t i = 0; i < count; i++) {
    alarm(PATIENCE);
    struct answer a = ask(db, records[i].sql, records[i].types);
    bool right = is_right(&records[i], &a);
    if (!right) report(&records[i], &a, "");
    answer_free(&a);
    if (right && memory) right = run_with_failures(records, i);
    if (right) passed++;
    else failed++;
  }
  alarm(0);
  sqlite3_close(db);
}

/* Reading a file. */

struct lines {
  char *text, *next;
  size_t number; /* of the line read last */
};

static char *next_line(struct lines *in) {
  char *line = in->next;
  if (!line || !*line) return NULL;
  char *end = strchr(line, '\n');
  if (end) *end = 0;
  in->next = end ? end + 1 : NULL;
  in->number++;
  size_t length = strlen(line);
  if (length && line[length - 1] == '\r') line[length - 1] = 0;
  return line;
}

static char *next_word(char **rest) {
  while (isspace((unsigned char)**rest)) ++*rest;
  char *word = *rest;
  while (**rest && !isspace((unsigned char)**rest)) ++*rest;
  if (**rest) *(*rest)++ = 0;
  return word;
}

static void bad(const struct lines *in, const char *file, const char *what) {
  printf("%s:%zu: %s\n", file, in->number, what);
  failed++;
}

/* The SQL of a record, up to an empty line or ----; true if that was ----. */
static bool read_sql(struct lines *in, struct record *r) {
  char *line;
  size_t length = 0;
  r->sql = needed(calloc(1, 1));
  while ((line = next_line(in)) && *line && strcmp(line, "----")) {
    size_t more = strlen(line);
    r->sql = needed(realloc(r->sql, length + more + 2));
    memcpy(r->sql + length, line, more);
    strcpy(r->sql + length + more, "\n");
    length += more + 1;
  }
  return line && *line;
}

static void read_expected(struct lines *in, struct record *r) {
  char *line;
  r->expected_line = in->number + 1;
  while ((line = next_line(in)) && *line) {
    r->expected = needed(realloc(r->expected, (r->n_expected + 1) * sizeof *r->expected));
    r->expected[r->n_expected++] = line;
  }
  size_t columns = strlen(r->types);
  if (r->sort) sort_values(r->expected, r->n_expected, r->sort == ROW_SORT ? columns : 1);
}

static char *read_all(const char *path) {
  FILE *in = fopen(path, "rb");
  if (!in) return NULL;
  char *text = NULL;
  size_t count = 0, got;
  do {
    text = needed(realloc(text, count + 65537));
    count += got = fread(text + count, 1, 65536, in);
  } while (got);
  text[count] = 0;
  fclose(in);
  return text;
}

static void test_file(const char *file, bool memory) {
  struct lines in = {.text = read_all(file)};
  struct record *records = NULL;
  size_t count = 0;
  bool skip = false;
  char *line, *rest;
  if (!(in.next = in.text)) {
    bad(&in, file, "cannot be read");
    return;
  }
  while ((line = next_line(&in))) {
    rest = line;
    char *word = next_word(&rest);
    if (!*word || *word == '#' || !strcmp(word, "hash-threshold")) continue;
    if (!strcmp(word, "halt")) {
      if (!skip) break;
      skip = false;
      continue;
    }
    if (!strcmp(word, "require")) {
      char *path = next_word(&rest);
      if (access(path, F_OK) == 0) continue;
      printf("%s:%zu: the rest is passed over: there is no %s\n", file, in.number, path);
      break;
    }
    if (!strcmp(word, "skipif") || !strcmp(word, "onlyif")) {
      const char *where = next_word(&rest);
      const bool windows = on_windows && !strcmp(where, "windows"),
                 holds = windows || (memory && !strcmp(where, "memory"));
      if (holds == (*word == 's')) skip = true;
      if (windows && skip) printf("%s:%zu: passed over on Windows\n", file, in.number);
      continue;
    }
    struct record r = {.file = file, .line = in.number, .kind = QUERY, .types = (char *)""};
    if (!strcmp(word, "statement")) {
      r.kind = !strcmp(next_word(&rest), "error") ? STATEMENT_ERROR : STATEMENT_OK;
      r.words = rest + strspn(rest, " ");
      if (read_sql(&in, &r)) bad(&in, file, "a statement has no rows");
    } else if (!strcmp(word, "query")) {
      r.types = next_word(&rest);
      char *sort = next_word(&rest);
      r.sort = !strcmp(sort, "rowsort") ? ROW_SORT : !strcmp(sort, "valuesort") ? VALUE_SORT : NO_SORT;
      if (read_sql(&in, &r)) read_expected(&in, &r);
    } else {
      bad(&in, file, "neither statement nor query");
      continue;
    }
    if (!skip) {
      records = needed(realloc(records, (count + 1) * sizeof *records));
      records[count++] = r;
    } else {
      free(r.sql);
      free(r.expected);
    }
    skip = false;
  }
  unsigned long failed_before = failed;
  run_file(records, count, memory);
  if (failed > failed_before) printf("%s: %lu of %zu records failed\n\n", file, failed - failed_before, count);
  for (size_t i = 0; i < count; i++) {
    free(records[i].sql);
    free(records[i].expected);
  }
  free(records);
  free(in.text);
}

static const char *file_now = "";

static void give_up(int signal_number) {
  (void)signal_number;
  static const char message[] = ": a record took too long\n0 passed, 1 failed\n";
  if (write(1, file_now, strlen(file_now)) < 0 || write(1, message, sizeof message - 1) < 0) _exit(2);
  _exit(1);
}

int main(int argc, char **argv) {
  bool memory = false;
  int option;
  while ((option = getopt(argc, argv, "e:m")) != -1) {
    if (option == 'e') extension = optarg;
    else if (option == 'm') memory = true;
    else return 2;
  }
  setvbuf(stdout, NULL, _IOLBF, 0);
  signal(SIGALRM, give_up);
  if (memory) {
    sqlite3_config(SQLITE_CONFIG_GETMALLOC, &faults.real);
    sqlite3_mem_methods methods = faults.real;
    methods.xMalloc = faulty_malloc;
    methods.xRealloc = faulty_realloc;
    sqlite3_config(SQLITE_CONFIG_MALLOC, &methods);
  }
  if (memory && optind == argc) run_loading_with_failures();
  sqlite3 *loaded = database(); /* so that the library is loaded once */
  for (int i = optind; i < argc; i++) {
    file_now = argv[i];
    test_file(argv[i], memory);
  }
  sqlite3_close(loaded);
  if (memory) printf("%lu failing allocations were tried\n", failures_made);
  printf("%lu passed, %lu failed\n", passed, failed);
  return failed ? 1 : 0;
}
