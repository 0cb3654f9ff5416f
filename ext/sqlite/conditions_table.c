/*
** conditions(text): what depends on what.
**
**     SELECT kind, condition, consequence, holder
**       FROM conditions('The militants say they will only begin talks once a date has been agreed.');
**     once|a date has been agreed|they will only begin talks|The militants
**
** The rules: language/conditions.h.
*/
#include "../language/conditions.h"
#include "text_table.h"

enum { COLUMN_KIND = COLUMN_SURFACE, COLUMN_CONDITION, COLUMN_CONSEQUENCE, COLUMN_NEGATED, COLUMN_HOLDER, COLUMN_TERM };

static int open_conditions(struct table_cursor *c) {
  c->count = document_conditions(c->document)->count;
  return table_status(c);
}

static int result_part(struct table_cursor *c, sqlite3_context *context, struct span s) {
  if (s.length) table_result_span(c, context, s);
  return table_status(c);
}

static int column(struct table_cursor *c, sqlite3_context *context, int column) {
  static const char *const kinds[] = {"if", "until", "unless", "once", "before", "without", "exchange"};
  const struct condition *row = &document_conditions(c->document)->items[c->row];
  switch (column) {
    case COLUMN_KIND: sqlite3_result_text(context, kinds[row->kind], -1, SQLITE_STATIC); return SQLITE_OK;
    case COLUMN_CONDITION: return result_part(c, context, row->condition);
    case COLUMN_CONSEQUENCE: return result_part(c, context, row->consequence);
    case COLUMN_NEGATED: sqlite3_result_int(context, row->negated); return SQLITE_OK;
    case COLUMN_HOLDER:
      sqlite3_result_text(context, condition_holder(c->document, (uint32_t)c->row), -1, SQLITE_TRANSIENT);
      return table_status(c);
    case COLUMN_TERM: sqlite3_result_int(context, row->term); return SQLITE_OK;
    default: return table_span_column(c, context, column, row->span);
  }
}

const struct text_table conditions_table = {
    .name = "conditions",
    .columns = "n INTEGER, start INTEGER, length INTEGER, kind TEXT, condition TEXT, consequence TEXT, negated "
               "INTEGER, holder TEXT, term INTEGER",
    .arguments = "text",
    .required = 1,
    .placed = 1,
    .help = "what depends on what: until, unless, once, before, if, without, in exchange for",
    .example = "SELECT kind, condition, consequence, holder "
               "FROM conditions('The militants say they will only begin talks once a date has been agreed.')",
    .open = open_conditions,
    .column = column,
};
