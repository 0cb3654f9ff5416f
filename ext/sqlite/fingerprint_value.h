/*
** A fingerprint as a value of SQL: a BLOB that fingerprint() made.
*/
#ifndef NEWSEXT_SQLITE_FINGERPRINT_VALUE_H
#define NEWSEXT_SQLITE_FINGERPRINT_VALUE_H

#include "../corpus/fingerprint.h"
#include "sqlite_api.h"

/* Sets `print` to the bytes of a value that is not NULL, which live as long as it does.  The answer is what is wrong
** with it, to be told of the argument by function_error() or table_error(); NULL where nothing is. */
static inline const char *fingerprint_of_value(sqlite3_value *value, const unsigned char **print) {
  if (sqlite3_value_type(value) != SQLITE_BLOB) return "is no fingerprint: it is no BLOB";
  *print = sqlite3_value_blob(value);
  return fingerprint_problem(*print, (size_t)sqlite3_value_bytes(value));
}

#endif
