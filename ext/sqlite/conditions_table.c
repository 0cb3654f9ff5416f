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
  const struct condition *row = &document_conditions(c->document)->items[c->row];
  switch (column) {
    case COLUMN_KIND: table_result_value(c, context, column, row->kind); return SQLITE_OK;
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
    .help = "what depends on what: until, unless, once, before, if, without, in exchange for",
    .example = "SELECT kind, condition, consequence, holder "
               "FROM conditions('The militants say they will only begin talks once a date has been agreed.')",
    .open = open_conditions,
    .column = column,
};
