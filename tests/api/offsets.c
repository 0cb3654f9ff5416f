/*
** On any bytes at all, every row of every table over a text has
** substr(text, start, length) = surface, n counts from 1, and starts never fall.
**
** The texts are put together at random, always the same way, from what news and its
** scraping are made of: tests/fuzz/pieces.dict.
*/
#include "check.h"

enum { MOST = 60, TEXTS = 300, BYTES = MOST * PIECE_BYTES, SHOWN = 3 };

static unsigned long seed = 20190128;

static unsigned random_below(unsigned most) {
  seed = seed * 6364136223846793005UL + 1442695040888963407UL;
  return (unsigned)(seed >> 33) % most;
}

static int random_text(const struct pieces *pieces, char *out) {
  int bytes = 0, count = (int)random_below(MOST);
  for (int i = 0; i < count; i++) {
    if (random_below(200) == 0) {
      out[bytes++] = 0;
      continue;
    }
    const struct piece *piece = &pieces->items[random_below((unsigned)pieces->count)];
    int length = piece->bytes;
    if (random_below(20) == 0) length = (int)random_below((unsigned)length + 1); /* a piece cut anywhere */
    memcpy(out + bytes, piece->text, (size_t)length);
    bytes += length;
  }
  return bytes;
}

int main(int argc, char **argv) {
  sqlite3 *db = open_with(argc > 1 ? argv[1] : NULL);
  struct callable all[MOST_CALLABLES];
  int count = list_callables(db, all);
  static struct pieces pieces;
  read_pieces(&pieces);
  int failures[MOST_CALLABLES] = {0};
  static char sql[MOST_CALLABLES][512], text[BYTES];
  for (int i = 0; i < count; i++) write_query(db, &all[i], sql[i], sizeof sql[i]);
  for (int n = 0; n < TEXTS; n++) {
    int bytes = random_text(&pieces, text);
    for (int i = 0; i < count; i++) {
      sqlite3_stmt *statement = prepared(db, sql[i], text, bytes);
      if (!statement) continue;
      int rc = sqlite3_step(statement);
      const char *wrong = all[i].is_table && rc == SQLITE_ROW ? (const char *)sqlite3_column_text(statement, 0) : NULL;
      if ((rc != SQLITE_ROW || wrong) && failures[i]++ < SHOWN)
        printf("%s, random text %d: %s\n%.*s\n\n", all[i].call, n, wrong ? wrong : sqlite3_errmsg(db), bytes, text);
      sqlite3_finalize(statement);
    }
  }
  for (int i = 0; i < count; i++) check(!failures[i], "%s: %d of %d random texts", all[i].call, failures[i], TEXTS);
  check(sqlite3_close(db) == SQLITE_OK, "the database closes");
  return finish();
}
