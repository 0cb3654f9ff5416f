/*
** The arguments that event_date and event_dates share: the reference, and the options
** 'news', 'narrative' or JSON: {"style": "narrative", "language": "de"}.
*/
#ifndef NEWSEXT_DATES_ARGUMENTS_H
#define NEWSEXT_DATES_ARGUMENTS_H

#include "../language/dates.h"
#include "sqlite_api.h"

struct dates_arguments {
  bool given; /* there is a reference */
  struct moment reference;
  struct date_options options;
};

/* Reads them; NULL pointers are arguments not given, and NULL values count as such.
** Returns SQLITE_OK; SQLITE_NOMEM; or SQLITE_ERROR, with what is wrong with which argument. */
int dates_arguments(sqlite3_value *reference, sqlite3_value *options, struct dates_arguments *out,
                    const char **argument, const char **problem);

#endif
