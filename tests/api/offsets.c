/*
** On any bytes at all, every row of every table over a text has
** substr(text, start, length) = surface, n counts from 1, and starts never fall.
**
** The texts are put together at random, always the same way, from what news and its
** scraping are made of: names, dates, quotes open and closed, broken UTF-8, NULs.
*/
#include "check.h"

static const char *const pieces[] = {
    "Zalmay Khalilzad ", "Khalilzad\xE2\x80\x99s ", "said ", "told reporters ", "on Monday", ", ", ". ", ".", "\n", "\n\n",
    "\"We have agreed", "\xE2\x80\x9C", "\xE2\x80\x9D", "\"", "'", "``", "''", "\xC2\xAB", "\xC2\xBB", "(", ")", "[", "Jan. 28, 2019 ",
    "until ", "unless a deal is signed ", "once the troops leave, they will ", "in exchange for ", "The U.S. ", "Dr. J. Smith ", "17 years ",
    "2019-01-28T15:00Z ", "from May to July ", "\xFF", "\xC3", "\x80\x80", "\xED\xA0\x80", "\xF0\x9F\x98\x80", "\xE6\x97\xA5\xE6\x9C\xAC",
    "e\xCC\x81", "\xC2\xA0", "\xC2\xAD", "\xE2\x80\x8B", "\xEF\xBB\xBF", "&amp;quot;", "\xC3\xA2\xE2\x82\xAC\xE2\x84\xA2", "http://a.example/2019/01/28 ",
    "pic.twitter.com/x ", "@handle ", "#tag ", "1,000.5 ", "\xEF\xBC\xAE\xEF\xBC\xA1\xEF\xBC\xB4\xEF\xBC\xAF ", "O'Brien ", "cease-fire ",
    "according to officials ", "he said ", "ALL CAPS HEADLINE ", "\xD0\x9C\xD0\xBE\xD1\x81\xD0\xBA\xD0\xB2\xD0\xB0 ", "\xD9\x83\xD8\xA7\xD8\xA8\xD9\x84 ", "\t", "\r\n", "\x01",
    "KABUL, Jan 28 (Reuters) - ", "Title: A \r\n", "the third Monday of June ", "\xE1\xBA\x9E", "\xC4\xB0", "- ", "\xE2\x80\x94", "\xE2\x80\xA6", "word ", "the ",
};
enum { PIECES = sizeof pieces / sizeof *pieces, MOST = 60, TEXTS = 300, BYTES = 64 * MOST, SHOWN = 3 };

static unsigned long seed = 20190128;

static unsigned random_below(unsigned most) {
  seed = seed * 6364136223846793005UL + 1442695040888963407UL;
  return (unsigned)(seed >> 33) % most;
}

static int random_text(char *out) {
  int bytes = 0, count = (int)random_below(MOST);
  for (int i = 0; i < count; i++) {
    if (random_below(200) == 0) {
      out[bytes++] = 0;
      continue;
    }
    const char *piece = pieces[random_below(PIECES)];
    int length = (int)strlen(piece);
    if (random_below(20) == 0) length = (int)random_below((unsigned)length + 1); /* a piece cut anywhere */
    memcpy(out + bytes, piece, (size_t)length);
    bytes += length;
  }
  return bytes;
}

/* The SQL that counts wrong rows of a table; empty where the table shows no surface. */
static void write_query(sqlite3 *db, const struct callable *c, char *sql, size_t room) {
  sqlite3_stmt *columns = NULL;
  *sql = 0;
  char ask[256];
  snprintf(ask, sizeof ask, "SELECT group_concat(name, ' ') FROM pragma_table_info('%s') WHERE cid < 4", c->name);
  sqlite3_prepare_v2(db, ask, -1, &columns, NULL);
  if (sqlite3_step(columns) == SQLITE_ROW) {
    const char *names = (const char *)sqlite3_column_text(columns, 0), *surface = names ? strrchr(names, ' ') : NULL;
    if (surface && !strncmp(names, "n start length ", 15)) {
      bool shown = strcmp(surface, " kind");
      snprintf(sql, room,
               "SELECT group_concat(n || ': ' || start || ',' || length, '; ') FROM"
               " (SELECT *, row_number() OVER () AS at, lag(start, 1, 0) OVER () AS before FROM %s)"
               " WHERE n <> at OR start < before OR start < 1 OR length < 0%s%s",
               c->call, shown ? " OR substr(?1, start, length) IS NOT" : "", shown ? surface : "");
    }
  }
  sqlite3_finalize(columns);
}

int main(int argc, char **argv) {
  sqlite3 *db = open_with(argc > 1 ? argv[1] : NULL);
  struct callable all[MOST_CALLABLES];
  int count = list_callables(db, all);
  int failures[MOST_CALLABLES] = {0};
  static char sql[MOST_CALLABLES][512], text[BYTES];
  for (int i = 0; i < count; i++)
    if (all[i].is_table) write_query(db, &all[i], sql[i], sizeof sql[i]);
  for (int n = 0; n < TEXTS; n++) {
    int bytes = random_text(text);
    for (int i = 0; i < count; i++) {
      char call[256];
      snprintf(call, sizeof call, "SELECT %s", all[i].call);
      if (all[i].is_table && !*sql[i]) continue;
      sqlite3_stmt *statement = prepared(db, all[i].is_table ? sql[i] : call, text, bytes);
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
