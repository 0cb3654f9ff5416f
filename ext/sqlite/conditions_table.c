/*
** conditions(text): what depends on what.
**
**     SELECT kind, condition, consequence, holder
**       FROM conditions('The militants say they will only begin talks once a date has been agreed.');
**     once|a date has been agreed|they will only begin talks|The militants
**
** The rules: language/conditions.h.
*/
#include "../corpus/identity_phrase.h"
#include "../language/conditions.h"
#include "text_table.h"

#include <string.h>

enum {
  COLUMN_KIND = COLUMN_SURFACE,
  COLUMN_CONDITION,
  COLUMN_CONSEQUENCE,
  COLUMN_NEGATED,
  COLUMN_HOLDER,
  COLUMN_TERM,
  COLUMN_HOLDER_N = COLUMN_TERM + 2 /* behind sentence_n */
};

/* Who sets the condition of a row, which two columns ask for. */
struct held_row {
  sqlite3_int64 row;
  const char *holder;
};

static int open_conditions(struct table_cursor *c) {
  struct held_row *last = sqlite3_malloc64(sizeof *last);
  c->state = last;
  if (!last) return SQLITE_NOMEM;
  last->row = -1;
  c->count = document_conditions(c->document)->count;
  return table_status(c);
}

static void close_conditions(struct table_cursor *c) { sqlite3_free(c->state); }

static int result_part(struct table_cursor *c, sqlite3_context *context, struct span s) {
  if (s.length) table_result_span(c, context, s);
  return table_status(c);
}

static const char *holder_of(struct table_cursor *c) {
  struct held_row *last = c->state;
  if (last->row != c->row) *last = (struct held_row){c->row, condition_holder(c->document, (uint32_t)c->row)};
  return last->holder;
}

static void result_holder_n(struct table_cursor *c, sqlite3_context *context) {
  const char *holder = holder_of(c);
  uint32_t n = holder ? identity_phrase_mention(c->document, slice_of(holder)) : 0;
  if (n) sqlite3_result_int64(context, n);
}

static int column(struct table_cursor *c, sqlite3_context *context, int column) {
  const struct condition *row = &document_conditions(c->document)->items[c->row];
  switch (column) {
    case COLUMN_KIND: table_result_value(c, context, column, row->kind); return SQLITE_OK;
    case COLUMN_CONDITION: return result_part(c, context, row->condition);
    case COLUMN_CONSEQUENCE: return result_part(c, context, row->consequence);
    case COLUMN_NEGATED: sqlite3_result_int(context, row->negated); return SQLITE_OK;
    case COLUMN_HOLDER: sqlite3_result_text(context, holder_of(c), -1, SQLITE_TRANSIENT); return table_status(c);
    case COLUMN_HOLDER_N: result_holder_n(c, context); return table_status(c);
    case COLUMN_TERM: sqlite3_result_int(context, row->term); return SQLITE_OK;
    default: return table_span_column(c, context, column, row->span);
  }
}

const struct text_table conditions_table = {
    .name = "conditions",
    .columns = SPAN_COLUMNS
    "kind TEXT -- how the one depends on the other, whatever the words\n"
    "  if -- it comes if the condition does: if, provided, should\n"
    "  until -- it lasts, or does not come, up to then\n"
    "  unless -- it comes if the condition does not\n"
    "  once -- it comes after the condition: once, when, only after\n"
    "  before -- it must come first: must ... before\n"
    "  without -- it does not come where the condition is missing\n"
    "  exchange -- the one is given for the other: in exchange for, in return for\n"
    "condition TEXT -- what must come; NULL where another sentence says it\n"
    "consequence TEXT -- what then follows; NULL where another sentence says it\n"
    "negated INTEGER -- 1 where the dependence is denied: does not depend on\n"
    "holder TEXT -- who sets the condition, by the fullest name in the text; NULL where nobody is said to\n"
    "term INTEGER -- whether somebody binds somebody by it\n"
    "  1 -- yes: an offer, a demand, a pledge, a rule\n"
    "  0 -- no: a forecast, advice, an opinion\n",
    .arguments = TEXT_ARGUMENT,
    .required = 1,
    .placed = 1,
    .hidden = PLACED_COLUMN
    "holder_n INTEGER -- n of the first mention of the holder in entities(text); NULL where none is\n",
    .help = "what depends on what: until, unless, once, before, if, without, in exchange for",
    .example = "SELECT kind, condition, consequence, holder "
               "FROM conditions('The militants say they will only begin talks once a date has been agreed.')",
    .open = open_conditions,
    .column = column,
    .close = close_conditions,
};
