/*
** figures(text): quantities, how many and of what.
**
**     SELECT surface, value, low, high, unit, of, act
**       FROM figures('At least seven soldiers were killed in a 17-year war.');
**     At least seven|7.0|7.0|||soldiers|killed
**     17-year|17.0|17.0|17.0|year|war|
**
** The rules: language/figures.h.
*/
#include "../language/figures.h"
#include "text_table.h"

enum {
  COLUMN_VALUE = COLUMN_SURFACE + 1,
  COLUMN_LOW,
  COLUMN_HIGH,
  COLUMN_APPROXIMATE,
  COLUMN_UNIT,
  COLUMN_OF,
  COLUMN_ACT
};

static int result_number(sqlite3_context *context, bool known, double value) {
  if (!known) return SQLITE_OK;
  if (value > -1e15 && value < 1e15 && value == (double)(sqlite3_int64)value)
    sqlite3_result_int64(context, (sqlite3_int64)value);
  else sqlite3_result_double(context, value);
  return SQLITE_OK;
}

/* What a row counts, which two columns ask for. */
struct counted_row {
  sqlite3_int64 row;
  struct counted counted;
};

static int result_counted(struct table_cursor *c, sqlite3_context *context, bool act) {
  struct counted_row *last = c->state;
  if (last->row != c->row) *last = (struct counted_row){c->row, figure_counted(c->document, (uint32_t)c->row)};
  struct span s = act ? last->counted.act : last->counted.of;
  if (s.length) table_result_span(c, context, s);
  return table_status(c);
}

static int open_figures(struct table_cursor *c) {
  struct counted_row *last = sqlite3_malloc64(sizeof *last);
  c->state = last;
  if (!last) return SQLITE_NOMEM;
  last->row = -1;
  c->count = document_figures(c->document)->count;
  return table_status(c);
}

static void close_figures(struct table_cursor *c) { sqlite3_free(c->state); }

static int column(struct table_cursor *c, sqlite3_context *context, int column) {
  const struct figure *f = &document_figures(c->document)->items[c->row];
  switch (column) {
    case COLUMN_VALUE: return result_number(context, f->bounds & FIGURE_HAS_VALUE, f->value);
    case COLUMN_LOW: return result_number(context, f->bounds & FIGURE_HAS_LOW, f->low);
    case COLUMN_HIGH: return result_number(context, f->bounds & FIGURE_HAS_HIGH, f->high);
    case COLUMN_APPROXIMATE: sqlite3_result_int(context, (f->bounds & FIGURE_APPROXIMATE) != 0); return SQLITE_OK;
    case COLUMN_UNIT: sqlite3_result_text(context, f->unit, -1, SQLITE_TRANSIENT); return SQLITE_OK;
    case COLUMN_OF: return result_counted(c, context, false);
    case COLUMN_ACT: return result_counted(c, context, true);
    default: return table_span_column(c, context, column, f->span);
  }
}

const struct text_table figures_table = {
    .name = "figures",
    .columns =
        SPAN_COLUMNS "surface TEXT -- the words of the quantity\n"
                     "value NUMERIC -- the number; NULL where only bounds are told: dozens\n"
                     "low NUMERIC -- the least that it may be; NULL where there is no lower bound\n"
                     "high NUMERIC -- the most that it may be; NULL where there is no upper bound\n"
                     "approximate INTEGER -- 1 where it is told as about so many\n"
                     "unit TEXT -- of money, measure, time or share: USD, km, year, percent; NULL for a plain count\n"
                     "of TEXT -- what is counted: U.S. troops\n"
                     "act TEXT -- what happened to it: killed\n",
    .arguments = TEXT_ARGUMENT,
    .required = 1,
    .placed = 1,
    .help = "quantities: how many, between which bounds, in which unit, of what, and what happened to it",
    .example = "SELECT surface, value, low, unit, of, act "
               "FROM figures('At least seven soldiers were killed in a 17-year war.')",
    .open = open_figures,
    .column = column,
    .close = close_figures,
};
