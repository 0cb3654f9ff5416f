/* The arguments that event_date and event_dates share: reference and mode. */
#ifndef NEWSEXT_DATES_ARGUMENTS_H
#define NEWSEXT_DATES_ARGUMENTS_H

#include "../language/dates.h"
#include "sqlite_api.h"

struct dates_arguments {
  bool given; /* there is a reference */
  struct moment reference;
  enum date_mode mode;
};

/* Reads them; NULL pointers are arguments not given, and NULL values count as such.
** Returns SQLITE_OK; SQLITE_NOMEM; or SQLITE_ERROR, with what is wrong with which argument. */
static inline int dates_arguments(sqlite3_value *reference, sqlite3_value *mode, struct dates_arguments *out,
                                  const char **argument, const char **problem) {
  *out = (struct dates_arguments){.mode = DATES_AUTO};
  *argument = "reference";
  *problem = "is no ISO date such as 2019-01-28 or 2019-01-28T15:04:00Z";
  if (reference && sqlite3_value_type(reference) != SQLITE_NULL) {
    const char *text = (const char *)sqlite3_value_text(reference);
    if (!text) return SQLITE_NOMEM;
    if (!moment_read(text, (size_t)sqlite3_value_bytes(reference), &out->reference)) return SQLITE_ERROR;
    out->given = true;
  }
  *argument = "mode";
  *problem = "is none of 'auto', 'news', 'narrative', 'message'";
  if (mode && sqlite3_value_type(mode) != SQLITE_NULL) {
    const char *text = (const char *)sqlite3_value_text(mode);
    if (!text) return SQLITE_NOMEM;
    int named = date_mode_named(text);
    if (named < 0) return SQLITE_ERROR;
    out->mode = (enum date_mode)named;
  }
  return SQLITE_OK;
}

#endif
