/*
** svg_bars(label, value): bars as a picture; where all labels are days, columns along an axis of days.
**
**     SELECT svg_bars(name, mentions) FROM named WHERE kind = 'person';
**     SELECT svg_bars(day, 1) FROM article;
**
** The values of one label add up.  How it is drawn: picture/bars.c.
*/
#include "svg.h"

struct bars {
  struct picture picture;
  int64_t others; /* rows whose label is no day */
};

static void step(sqlite3_context *context, void *state, int rows, int argc, sqlite3_value **argv) {
  static const char name[] = "svg_bars";
  struct bars *b = state;
  struct slice label;
  double value = 0;
  int64_t when = 0;
  (void)argc;
  if (sqlite3_value_type(argv[0]) == SQLITE_NULL || sqlite3_value_type(argv[1]) == SQLITE_NULL) {
    b->picture.left_out += rows;
    return;
  }
  if (!svg_label(context, name, "label", argv[0], &label) || !svg_weight(context, name, "value", argv[1], &value))
    return;
  bool good = tally_add(&b->picture.names, 0, label, rows, rows * value);
  if (!svg_day(label, &when)) b->others += rows;
  else good &= tally_add(&b->picture.days, when, (struct slice){"", 0}, rows, rows * value);
  if (!good) sqlite3_result_error_nomem(context);
}

static void value(sqlite3_context *context, const void *state) {
  const struct bars *b = state;
  svg_show(context, &b->picture, b->others || !b->picture.days.count ? picture_bars : picture_columns);
}

const struct text_aggregate svg_bars_aggregate = {
    .name = "svg_bars",
    .arguments =
        "label -- of a bar, or an ISO date, month or year; rows with NULL are left out, and the picture says how many\n"
        "value -- a number; those of one label add up\n",
    .required = 2,
    .help = "bars as SVG, the greatest first; where all labels are days, columns along an axis of days",
    .example = "SELECT substr(svg_bars(column1, column2), 1, 40) || '...' AS svg "
               "FROM (VALUES ('Velmar Courier', 12), ('Isk Voice', 7))",
    .since = "0.2.0",
    .state_bytes = sizeof(struct bars),
    .step = step,
    .value = value,
    .clear = svg_clear,
};
