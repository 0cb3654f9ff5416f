/*
** svg_timeline(day, label [, weight]): a timeline as a picture.
**
**     SELECT svg_timeline(first_day, title, stories) FROM storyline;
**     SELECT svg_timeline(day, sentence) FROM happened;
**
** On top, how much falls on each day; below, the days that weigh most with their heaviest labels.  A day is an ISO
** date, month or year; a row without a weight weighs 1; the weights of one label on one day add up.  How it is drawn:
** picture/timeline.c.
*/
#include "svg.h"

static void step(sqlite3_context *context, void *state, int rows, int argc, sqlite3_value **argv) {
  static const char name[] = "svg_timeline";
  struct picture *p = state;
  struct slice day, label;
  int64_t when;
  double weight = 1;
  if (sqlite3_value_type(argv[0]) == SQLITE_NULL || sqlite3_value_type(argv[1]) == SQLITE_NULL) {
    p->left_out += rows;
    return;
  }
  if (!function_text(context, name, "day", argv[0], &day) || !function_text(context, name, "label", argv[1], &label))
    return;
  if (!svg_day(day, &when)) {
    function_error(context, name, "day", "'%.40s' is no ISO date such as 2019-01-28, 2019-01 or 2019", day.text);
    return;
  }
  if (argc > 2 && sqlite3_value_type(argv[2]) != SQLITE_NULL && !svg_weight(context, name, "weight", argv[2], &weight))
    return;
  if (weight < 0) function_error(context, name, "weight", "is below 0");
  else if (!tally_add(&p->names, when, label, rows, rows * weight) ||
           !tally_add(&p->days, when, (struct slice){"", 0}, rows, rows * weight))
    sqlite3_result_error_nomem(context);
}

static void value(sqlite3_context *context, const void *state) { svg_show(context, state, picture_timeline); }

const struct text_aggregate svg_timeline_aggregate = {
    .name = "svg_timeline",
    .arguments = "day -- an ISO date, month or year; rows with NULL are left out, and the picture says how many\n"
                 "label -- what happened: any text\n"
                 "weight -- how much it matters, 0 or more; 1 where it is not given or NULL\n",
    .required = 2,
    .help = "a timeline as SVG: how much falls on each day, and the days that weigh most with their labels",
    .example = "SELECT substr(svg_timeline(column1, column2), 1, 40) || '...' AS svg "
               "FROM (VALUES ('2021-03-15', 'No truce, rebels say'), ('2021-04-27', 'No accord after 16 days'))",
    .since = "0.2.0",
    .state_bytes = sizeof(struct picture),
    .step = step,
    .value = value,
    .clear = svg_clear,
};
