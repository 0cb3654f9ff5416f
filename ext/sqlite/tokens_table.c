/*
** tokens(text): the words, numbers and marks of a text.
**
**     SELECT token, folded FROM tokens('Pelé’s U.S. fans');
**     Pelé|pele
**     ’s|'s
**     U.S.|u.s.
**     fans|fans
**
** The conventions: language/tokens.h; the folding: text/fold.h.
*/
#include "../language/tokens.h"
#include "../text/fold.h"
#include "text_table.h"

enum { COLUMN_FOLDED = COLUMN_SURFACE + 1 };

static int open_tokens(struct table_cursor *c) {
  c->count = document_tokens(c->document)->count;
  return table_status(c);
}

static int column(struct table_cursor *c, sqlite3_context *context, int column) {
  struct span s = token_span(&document_tokens(c->document)->items[c->row]);
  if (column != COLUMN_FOLDED) return table_span_column(c, context, column, s);
  struct buffer folded = {0};
  fold_text(&folded, c->document->text + s.start, s.length);
  if (folded.no_memory) sqlite3_result_error_nomem(context);
  else sqlite3_result_text(context, folded.bytes ? folded.bytes : "", (int)folded.count, SQLITE_TRANSIENT);
  buffer_free(&folded);
  return SQLITE_OK;
}

const struct text_table tokens_table = {
    .name = "tokens",
    .columns = SPAN_COLUMNS
    "token TEXT -- the word, number or mark\n"
    "folded TEXT -- the form in which words are compared: lower case, without accents, quotes and hyphens made alike\n",
    .arguments = TEXT_ARGUMENT,
    .required = 1,
    .help = "the words, numbers and marks of a text, and the form in which they are compared",
    .example = "SELECT token, folded FROM tokens('Pelé’s U.S. fans')",
    .open = open_tokens,
    .column = column,
};
