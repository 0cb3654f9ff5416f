/* The answer of an example: see help_example.h. */
#include "help_example.h"

#include <string.h>

enum { MOST_COLUMNS = 16, MOST_ROWS = 12, MOST_CHARACTERS = 72, INDENT = 2, GAP = 2 };

void help_space(struct buffer *b, size_t count) {
  while (count--) buffer_add_byte(b, ' ');
}

/* As much of a cell as is shown: its first line, up to so many characters. */
struct shown {
  struct slice text;
  bool cut;
  size_t width;
};

static struct shown shown(const char *text) {
  struct shown s = {{text ? text : "", 0}, false, 0};
  for (const char *at = s.text.text; *at && *at != '\n' && s.width <= MOST_CHARACTERS; at++, s.text.bytes++)
    s.width += ((unsigned char)*at & 0xC0) != 0x80;
  s.cut = s.text.text[s.text.bytes] != 0;
  while (s.cut && ((unsigned char)s.text.text[s.text.bytes] & 0xC0) == 0x80) s.text.bytes++;
  s.width += 4 * s.cut;
  return s;
}

static void put_cell(struct buffer *b, const char *text, size_t width, bool last) {
  const struct shown s = shown(text);
  buffer_add_slice(b, s.text);
  if (s.cut) buffer_add_text(b, " ...");
  if (last) buffer_add_byte(b, '\n');
  else help_space(b, width - s.width + GAP);
}

static void put_heading(struct buffer *b, sqlite3_stmt *s, int count, const size_t *widths) {
  help_space(b, INDENT);
  for (int i = 0; i < count; i++) put_cell(b, sqlite3_column_name(s, i), widths[i], i + 1 == count);
  help_space(b, INDENT);
  for (int i = 0; i < count; i++) {
    for (size_t n = 0; n < widths[i]; n++) buffer_add_byte(b, '-');
    if (i + 1 < count) help_space(b, GAP);
  }
  buffer_add_byte(b, '\n');
}

/* The statement runs twice: to see how wide its columns are, and to show them. */
static int put_rows(struct buffer *b, sqlite3_stmt *s) {
  const int count = sqlite3_column_count(s) < MOST_COLUMNS ? sqlite3_column_count(s) : MOST_COLUMNS;
  size_t widths[MOST_COLUMNS] = {0};
  for (int i = 0; i < count; i++) widths[i] = shown(sqlite3_column_name(s, i)).width;
  for (int n = 0; n < MOST_ROWS && sqlite3_step(s) == SQLITE_ROW; n++)
    for (int i = 0; i < count; i++) {
      const size_t width = shown((const char *)sqlite3_column_text(s, i)).width;
      if (width > widths[i]) widths[i] = width;
    }
  int rc = sqlite3_reset(s);
  if (rc != SQLITE_OK) return rc;
  put_heading(b, s, count, widths);
  for (int n = 0; n < MOST_ROWS && sqlite3_step(s) == SQLITE_ROW; n++) {
    help_space(b, INDENT);
    for (int i = 0; i < count; i++) put_cell(b, (const char *)sqlite3_column_text(s, i), widths[i], i + 1 == count);
  }
  return sqlite3_reset(s);
}

int help_example(struct buffer *b, const struct connection *c, const char *sql) {
  sqlite3 *db = NULL;
  sqlite3_stmt *s = NULL;
  int rc = sqlite3_open(":memory:", &db);
  if (rc == SQLITE_OK) rc = objects_register(db, c->objects, !c->without_files);
  while (rc == SQLITE_OK && *sql) {
    rc = sqlite3_prepare_v2(db, sql, -1, &s, &sql);
    if (rc != SQLITE_OK) break;
    if (*sql) sqlite3_step(s);
    else rc = put_rows(b, s);
    int end = sqlite3_finalize(s);
    if (rc == SQLITE_OK) rc = end;
  }
  sqlite3_close(db);
  return rc;
}
