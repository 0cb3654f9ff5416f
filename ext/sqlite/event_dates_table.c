/*
** event_dates(text [, reference [, options]]): every temporal expression of a
** text, resolved.
**
**     SELECT surface, value FROM event_dates('He said Monday that talks began two months ago.', '2019-01-29');
**     Monday|2019-01-28
**     two months ago|2018-11
**
** What is found and how it is resolved: language/dates.h.
*/
#include "../language/dates.h"
#include "dates_arguments.h"
#include "text_table.h"

#include <string.h>

enum { COLUMN_TYPE = COLUMN_SURFACE + 1, COLUMN_VALUE, COLUMN_FIRST_DAY, COLUMN_LAST_DAY };

static int open_dates(struct table_cursor *c) {
  struct dates_arguments a;
  const char *argument, *problem;
  int rc = dates_arguments(c->arguments[1], c->arguments[2], &a, &argument, &problem);
  if (rc == SQLITE_NOMEM) return rc;
  if (rc != SQLITE_OK) return table_error(c, argument, "%s", problem);
  const struct dates *dates = document_dates(c->document, a.given ? &a.reference : NULL, a.options);
  rc = table_status(c);
  if (rc != SQLITE_OK || !dates->count) return rc;
  /* A copy: another cursor may ask the document for another reference. */
  c->state = sqlite3_malloc64(dates->count * sizeof *dates->items);
  if (!c->state) return SQLITE_NOMEM;
  memcpy(c->state, dates->items, dates->count * sizeof *dates->items);
  c->count = dates->count;
  return SQLITE_OK;
}

static void close_dates(struct table_cursor *c) {
  sqlite3_free(c->state);
  c->state = NULL;
}

static int column(struct table_cursor *c, sqlite3_context *context, int column) {
  const struct date *x = &((const struct date *)c->state)[c->row];
  char day[DATE_VALUE_BYTES];
  switch (column) {
    case COLUMN_TYPE: sqlite3_result_text(context, date_type_name(x->type), -1, SQLITE_STATIC); break;
    case COLUMN_VALUE: sqlite3_result_text(context, x->value, -1, SQLITE_TRANSIENT); break;
    case COLUMN_FIRST_DAY:
    case COLUMN_LAST_DAY:
      day_write(column == COLUMN_FIRST_DAY ? x->first_day : x->last_day, day);
      if (*day) sqlite3_result_text(context, day, -1, SQLITE_TRANSIENT);
      break;
    default: return table_span_column(c, context, column, x->span);
  }
  return SQLITE_OK;
}

const struct text_table event_dates_table = {
    .name = "event_dates",
    .columns =
        SPAN_COLUMNS "surface TEXT -- the words of the expression\n"
                     "type TEXT -- which sort of time it tells, as in TIMEX3\n"
                     "  DATE -- a day, week, month, season, year or decade\n"
                     "  TIME -- a time of a day\n"
                     "  DURATION -- how long: a 17-year war\n"
                     "  SET -- how often: every Monday\n"
                     "value TEXT -- TIMEX3: 2019-01-28, 2019-W05, P17Y, PRESENT_REF, XXXX-WXX-1\n"
                     "first_day TEXT -- the first of the days that it may be, YYYY-MM-DD; NULL where it names none\n"
                     "last_day TEXT -- the last of them; the same as first_day where it is one day\n",
    .arguments = TEXT_ARGUMENT REFERENCE_ARGUMENT DATES_OPTIONS_ARGUMENT,
    .required = 1,
    .placed = 1,
    .help = "every date, time, duration and frequency in a text, resolved against a reference date",
    .example =
        "SELECT surface, value FROM event_dates('He said Monday that talks began two months ago.', '2019-01-29')",
    .open = open_dates,
    .column = column,
    .close = close_dates,
};
