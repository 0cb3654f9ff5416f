/*
** svg_bars(label, value [, series]): bars as a picture; where all labels are days, columns along an axis of days.
**
**     SELECT svg_bars(name, mentions) FROM named WHERE kind = 'person';
**     SELECT svg_bars(day, 1) FROM article;
**     SELECT svg_bars(speaker, 1, outlet) FROM said;
**
** The values of one label add up; with a series those of each series stand upon each other.  How
** it is drawn: picture/bars.c.
*/
#include "svg.h"

struct bars {
  struct picture picture;
  int64_t others; /* rows whose label is no day */
};

/* Counts a row for its label and series. */
static bool add_part(struct picture *p, struct slice label, struct slice series, int rows, double value) {
  struct buffer both = {0};
  buffer_add_slice(&both, label);
  buffer_add_slice(&both, series);
  const struct slice name = {both.bytes ? both.bytes : "", both.count};
  const bool good = !both.no_memory && tally_add(&p->parts, (int64_t)label.bytes, name, rows, value) &&
                    tally_add(&p->series, 0, series, rows, value);
  buffer_free(&both);
  return good;
}

static void step(sqlite3_context *context, void *state, int rows, int argc, sqlite3_value **argv) {
  static const char name[] = "svg_bars";
  struct bars *b = state;
  struct slice label, series = {"", 0};
  double value = 0;
  int64_t when = 0;
  for (int i = 0; i < argc; i++)
    if (sqlite3_value_type(argv[i]) == SQLITE_NULL) {
      b->picture.left_out += rows;
      return;
    }
  if (!function_text(context, name, "label", argv[0], &label) || !svg_weight(context, name, "value", argv[1], &value) ||
      (argc > 2 && !function_text(context, name, "series", argv[2], &series)))
    return;
  bool good = tally_add(&b->picture.names, 0, label, rows, rows * value);
  if (argc > 2) good = good && add_part(&b->picture, label, series, rows, rows * value);
  if (!svg_day(label, &when)) b->others += rows;
  else good = good && tally_add(&b->picture.days, when, series, rows, rows * value);
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
        "value -- a number; those of one label add up\n"
        "series -- what parts a bar, such as the outlet; the six that weigh most have a colour each, the rest one\n",
    .required = 2,
    .help =
        "bars as SVG, the greatest first; where all labels are days, columns along an axis of days; parted by series",
    .example =
        "SELECT substr(svg_bars(column1, column2, column3), 1, 40) || '...' AS svg "
        "FROM (VALUES ('Velmar Courier', 12, 'said'), ('Velmar Courier', 3, 'denied'), ('Isk Voice', 7, 'said'))",
    .since = "0.2.0",
    .state_bytes = sizeof(struct bars),
    .step = step,
    .value = value,
    .clear = svg_clear,
};
