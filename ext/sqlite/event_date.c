/*
** event_date(text [, reference [, options]]): the date of what a text reports, as
** exact as the text is; NULL if it says none.
**
**     SELECT event_date('The envoy said Monday that talks began in May.', '2019-01-29');
**     2019-01-28
**
** How it is chosen: language/dates/event.c.
*/
#include "../language/dates.h"
#include "connection.h"
#include "dates_arguments.h"
#include "object.h"

static void event_date(sqlite3_context *context, int argc, sqlite3_value **argv) {
  struct dates_arguments a;
  const char *argument, *problem;
  int rc = dates_arguments(argc > 1 ? argv[1] : NULL, argc > 2 ? argv[2] : NULL, &a, &argument, &problem);
  if (rc == SQLITE_NOMEM) sqlite3_result_error_nomem(context);
  else if (rc != SQLITE_OK) function_error(context, "event_date", argument, "%s", problem);
  if (rc != SQLITE_OK) return;
  struct document *d = function_document(context, "event_date", argv[0]);
  if (!d) return;
  char value[DATE_VALUE_BYTES];
  bool found = document_event_date(d, a.given ? &a.reference : NULL, a.options, value);
  if (!function_failed(context, d->status) && found) sqlite3_result_text(context, value, -1, SQLITE_TRANSIENT);
  connection_give_back(sqlite3_user_data(context), d);
}

const struct text_function event_date_function = {
    .name = "event_date",
    .arguments = TEXT_ARGUMENT REFERENCE_ARGUMENT DATES_OPTIONS_ARGUMENT,
    .required = 1,
    .help = "the date of what a text reports: YYYY-MM-DD, YYYY-MM or YYYY, or NULL",
    .example = "SELECT event_date('The envoy said Monday that talks began in May.', '2019-01-29')",
    .call = event_date,
};
