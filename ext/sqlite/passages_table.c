/*
** passages(a, b [, min_words]): the words that two texts share.
**
**     SELECT start, words, surface
**       FROM passages('No date for the talks has been set, he said.', 'A date for the talks HAS BEEN set.', 5);
**     4|7|date for the talks has been set
**
** The method: language/passages.h.
*/
#include "../language/passages.h"
#include "text_table.h"

#include <string.h>

enum { COLUMN_OTHER_START = COLUMN_SURFACE + 1, COLUMN_WORDS };
enum { ARGUMENT_B = 1, ARGUMENT_MIN_WORDS };
enum { MIN_WORDS = 8 };

struct found {
  struct document *other;
  struct arena arena;
  struct passages passages;
};

/* SQLITE_OK where it is a whole number, also as text; sqlite3_value_numeric_type() would ask the connection of a value,
** which the copies that a cursor keeps have none of. */
static int check_whole(struct table_cursor *c, sqlite3_value *v) {
  if (sqlite3_value_type(v) == SQLITE_INTEGER) return SQLITE_OK;
  const char *text = sqlite3_value_type(v) == SQLITE_TEXT ? (const char *)sqlite3_value_text(v) : "";
  if (!text) return SQLITE_NOMEM;
  if (*text == '-' || *text == '+') text++;
  return *text && !text[strspn(text, "0123456789")] ? SQLITE_OK : table_error(c, "min_words", "is not a whole number");
}

static int open_passages(struct table_cursor *c) {
  sqlite3_value *b = c->arguments[ARGUMENT_B], *least = c->arguments[ARGUMENT_MIN_WORDS];
  sqlite3_int64 min_words = least ? sqlite3_value_int64(least) : MIN_WORDS;
  int rc = least ? check_whole(c, least) : SQLITE_OK;
  if (rc != SQLITE_OK) return rc;
  if (min_words < 1) return table_error(c, "min_words", "is %lld, not 1 or more", min_words);
  if (min_words > INT32_MAX) min_words = INT32_MAX; /* no text has so many */
  if (sqlite3_value_type(b) == SQLITE_NULL) return SQLITE_OK;
  if (sqlite3_value_type(b) == SQLITE_BLOB) return table_error(c, "b", "is a BLOB; write CAST(... AS TEXT)");
  struct found *found = sqlite3_malloc64(sizeof *found);
  if (!found) return SQLITE_NOMEM;
  *found = (struct found){.other = connection_document(c->connection, b)};
  c->state = found;
  if (!found->other) return SQLITE_NOMEM;
  passages_find(c->document, found->other, (uint32_t)min_words, &found->arena, &found->passages);
  c->count = found->passages.count;
  return table_status(c);
}

static int column(struct table_cursor *c, sqlite3_context *context, int column) {
  struct found *found = c->state;
  const struct passage *p = &found->passages.items[c->row];
  switch (column) {
    case COLUMN_OTHER_START:
      sqlite3_result_int64(context, document_position(found->other, p->there));
      return status_code(found->other->status);
    case COLUMN_WORDS: sqlite3_result_int64(context, p->words); return SQLITE_OK;
    default: return table_span_column(c, context, column, p->here);
  }
}

static void close_passages(struct table_cursor *c) {
  struct found *found = c->state;
  if (!found) return;
  connection_give_back(c->connection, found->other);
  arena_free(&found->arena);
  sqlite3_free(found);
}

const struct text_table passages_table = {
    .name = "passages",
    .columns = SPAN_COLUMNS "surface TEXT -- the words, as text a has them\n"
                            "other_start INTEGER -- where they start in text b: characters, from 1\n"
                            "words INTEGER -- how many words they are\n",
    .arguments = "a -- a text\n"
                 "b -- another\n"
                 "min_words -- the fewest words that a passage has; 8 where it is not given\n",
    .required = 2,
    .help = "the runs of words that two texts share, 8 words or more, whatever case, marks and line breaks",
    .example = "SELECT start, words, surface FROM passages('No date for the talks has been set, he said.', "
               "'A date for the talks HAS BEEN set.', 5)",
    .open = open_passages,
    .column = column,
    .close = close_passages,
};
