/*
** sentences(text): the sentences of a text.
**
**     SELECT n, sentence FROM sentences('Gen. Dunford left. He was calm.');
**     1|Gen. Dunford left.
**     2|He was calm.
**
** The rules: language/sentences.h.
*/
#include "../language/sentences.h"
#include "text_table.h"

static int open_sentences(struct table_cursor *c) {
  c->count = document_sentences(c->document)->count;
  return table_status(c);
}

static int column(struct table_cursor *c, sqlite3_context *context, int column) {
  return table_span_column(c, context, column, document_sentences(c->document)->items[c->row].span);
}

const struct text_table sentences_table = {
    .name = "sentences",
    .columns = SPAN_COLUMNS "sentence TEXT -- the sentence\n",
    .arguments = TEXT_ARGUMENT,
    .required = 1,
    .help = "the sentences of a text, in order",
    .example = "SELECT n, sentence FROM sentences('Gen. Dunford left. He was calm.')",
    .open = open_sentences,
    .column = column,
};
