/*
** A damaged database is an error, or an odd answer, but never a crash.
**
** Bytes of a database with a gazetteer, an FTS5 table and stories are changed at random, and values and definitions of
** the tables that hold the gazetteer; then it is read and written in every way.  The seeds are fixed.
*/
#include "check.h"

#include <time.h>

enum { ROUNDS = 1000, MOST_SECONDS = 2 };

static unsigned long long state = 0x9E3779B97F4A7C15u;
static unsigned random_below(unsigned n) {
  state ^= state << 13, state ^= state >> 7, state ^= state << 17;
  return (unsigned)((state >> 33) % n);
}

static const char *const made =
    "PRAGMA page_size = 1024;"
    "CREATE VIRTUAL TABLE g USING gazetteer;"
    "INSERT INTO g(entity, alias, kind) WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 120)"
    " SELECT 'Q' || i, CASE i % 3 WHEN 0 THEN 'Isk Front' WHEN 1 THEN 'Mirella Kastrovan' || i END, 'person' FROM n;"
    "CREATE VIRTUAL TABLE f USING fts5(body, tokenize = 'news');"
    "INSERT INTO f VALUES('Ghani’s U.S. aides want a cease-fire.'), ('Isk Front says no.');"
    "CREATE TABLE story(id INTEGER PRIMARY KEY, body TEXT, print BLOB);"
    "INSERT INTO story(body, print) SELECT 'The Isk Front said on Monday that talks go on. ' || entity,"
    " fingerprint(entity) FROM g;"
    "CREATE INDEX story_date ON story(event_date(body, '2019-01-28'))";

/* What is done with a database that may be damaged. */
static const char *const uses[] = {
    "SELECT * FROM g",
    "SELECT entity, alias FROM g WHERE rowid = 7",
    "SELECT * FROM g WHERE entity = 'Q9'",
    ("SELECT count(*), max(surface) FROM g WHERE text = 'The Isk Front and Mirella Kastrovan1 met. Kastrovan1 left. "
     "Q2.'"),
    "SELECT count(*), max(g.surface) FROM story JOIN g ON g.text = story.body",
    "SELECT highlight(f, 0, '[', ']') FROM f('ceasefire OR front')",
    "SELECT count(*) FROM story, sentences(body), quotations(body), bands(print) WHERE print IS NOT NULL",
    "SELECT event_date(body, '2019-01-28'), resemblance(print, print), near_duplicate(print, print) FROM story",
    "INSERT INTO g(entity) VALUES('Velmar')",
    "INSERT OR REPLACE INTO g(rowid, entity, alias) VALUES(3, 'Q3', 'Orsk')",
    "UPDATE g SET alias = 'Port Sable' WHERE rowid = 5",
    "UPDATE OR REPLACE g SET rowid = 6 WHERE rowid = 8",
    "DELETE FROM g WHERE rowid = 4",
    "INSERT INTO f VALUES('Velmar')",
    "SELECT * FROM g WHERE text = 'Velmar and Orsk'",
    "ALTER TABLE g RENAME TO h",
    "SELECT * FROM h WHERE text = 'Velmar'",
    "DROP TABLE h",
    "DROP TABLE g",
};
enum { USES = sizeof uses / sizeof *uses };

static unsigned errors, answers;

/* Runs it to its end and reads every value. */
static void use(sqlite3 *db, const char *sql) {
  sqlite3_stmt *statement = NULL;
  int rc = sqlite3_prepare_v2(db, sql, -1, &statement, NULL), rows = 0;
  while (rc == SQLITE_OK && rows < 2000 && sqlite3_step(statement) == SQLITE_ROW) {
    for (int i = 0; i < sqlite3_column_count(statement); i++) sqlite3_column_text(statement, i);
    rows++;
  }
  int ended = sqlite3_finalize(statement);
  errors += rc != SQLITE_OK || ended != SQLITE_OK;
  answers += rows > 0;
}

struct image {
  const char *extension;
  unsigned char *bytes;
  sqlite3_int64 count;
};

/* A connection of its own to a copy of the database with so many bytes changed: an image cannot be exchanged under
** tables that are in use. */
static sqlite3 *load(const struct image *image, unsigned damages) {
  sqlite3 *db = open_with(image->extension);
  unsigned char *copy = sqlite3_malloc64((sqlite3_uint64)image->count);
  if (!copy) exit(2);
  memcpy(copy, image->bytes, (size_t)image->count);
  for (unsigned i = 0; i < damages; i++) copy[random_below((unsigned)image->count)] = (unsigned char)random_below(256);
  sqlite3_deserialize(db, "main", copy, image->count, image->count,
                      SQLITE_DESERIALIZE_FREEONCLOSE | SQLITE_DESERIALIZE_RESIZEABLE);
  return db;
}

static void use_all(sqlite3 *db) {
  for (int i = 0; i < USES; i++) use(db, uses[i]);
  check(sqlite3_close(db) == SQLITE_OK, "the database closes");
}

static void bytes_at_random(const struct image *image) {
  time_t began = time(NULL);
  int round = 0;
  for (; round < ROUNDS && time(NULL) - began < MOST_SECONDS; round++) use_all(load(image, 1 + random_below(24)));
  check(errors > 0 && answers > 0, "damage at random does something, and not always");
}

/* What may become of the tables behind a gazetteer. */
static void rows_and_definitions(const struct image *image) {
  static const char *const damages[] = {
      "UPDATE g_row SET entity = randomblob(20), alias = randomblob(9)",
      "UPDATE g_row SET alias = zeroblob(100000)",
      "UPDATE g_row SET entity = '', alias = ''",
      "UPDATE g_row SET alias = replace(hex(zeroblob(4000)), '00', 'a.')",
      "UPDATE g_row SET alias = char(0x0301) || alias, kind = randomblob(3)",
      "UPDATE g_row SET id = -id",
      "UPDATE g_row SET alias = CAST(x'80C0FEFFED' AS TEXT)",
      "UPDATE g_state SET value = 'x'",
      "DELETE FROM g_state",
      "DROP TABLE g_state",
      "DROP TABLE g_row",
      "DROP TABLE g_row; CREATE TABLE g_row(a)",
      "DROP TABLE g_row; CREATE TABLE g_row(id, entity, alias, kind); INSERT INTO g_row VALUES(NULL, NULL, NULL, NULL)",
      "DROP TABLE g_row; CREATE VIEW g_row AS SELECT rowid AS id, entity, alias, kind FROM g",
      ("DROP TABLE g_row; CREATE VIEW g_row AS SELECT n AS id, sentence AS entity, NULL AS alias, 'x' AS kind "
       "FROM sentences('Talks began. They go on.')"),
      "DROP TABLE g_row; CREATE VIRTUAL TABLE g_row USING gazetteer",
      "DROP TABLE g_row; CREATE VIRTUAL TABLE g_row USING fts5(id, entity, alias, kind)",
      "DROP TABLE g_state; CREATE VIEW g_state AS SELECT rowid AS id, 1 AS value FROM g WHERE text = 'Isk Front'",
      "CREATE TRIGGER t AFTER UPDATE ON g_state BEGIN INSERT INTO g(entity) VALUES('Orsk'); END",
      "CREATE TRIGGER t AFTER INSERT ON g_row BEGIN INSERT INTO g(entity) VALUES('Orsk'); END",
      "CREATE TRIGGER t BEFORE DELETE ON g_row BEGIN DELETE FROM g; END",
      "CREATE TRIGGER t BEFORE UPDATE ON g_row BEGIN UPDATE g SET entity = 'x'; END",
      "CREATE TRIGGER t BEFORE INSERT ON g_row BEGIN SELECT count(*) FROM g WHERE text = 'Isk Front'; END",
      "CREATE TRIGGER t BEFORE UPDATE ON g_state BEGIN DELETE FROM g_row; DELETE FROM g_state; END",
  };
  for (size_t d = 0; d < sizeof damages / sizeof *damages; d++)
    for (int defensive = 0; defensive < 2; defensive++) {
      sqlite3 *db = load(image, 0);
      use(db, uses[0]), use(db, uses[3]); /* so that it is known before */
      check(sqlite3_exec(db, damages[d], NULL, NULL, NULL) == SQLITE_OK, "%s: %s", damages[d], sqlite3_errmsg(db));
      sqlite3_db_config(db, SQLITE_DBCONFIG_DEFENSIVE, defensive, NULL);
      use_all(db);
    }
}

int main(int argc, char **argv) {
  struct image image = {.extension = argc > 1 ? argv[1] : NULL};
  sqlite3 *db = open_with(image.extension);
  char *message = NULL;
  int rc = sqlite3_exec(db, made, NULL, NULL, &message);
  check(rc == SQLITE_OK, "the database is made: %s", message ? message : "");
  image.bytes = sqlite3_serialize(db, "main", &image.count, 0);
  if (!image.bytes || image.count < 10000) exit(2);
  use_all(db);
  check(errors == 1, "undamaged, all works but the last, for it was renamed: %u errors", errors);
  rows_and_definitions(&image);
  bytes_at_random(&image);
  sqlite3_free(image.bytes);
  return finish();
}
