/* What the pictures share: see svg.h. */
#include "svg.h"

#include "../picture/axis.h"

#include <math.h>
#include <string.h>

bool svg_weight(sqlite3_context *context, const char *function, const char *argument, sqlite3_value *value,
                double *out) {
  const double most = 1e15;
  const int type = sqlite3_value_numeric_type(value);
  *out = sqlite3_value_double(value);
  if (type == SQLITE_BLOB) function_error(context, function, argument, "is a BLOB, and no number");
  else if (type == SQLITE_TEXT)
    function_error(context, function, argument, "'%.40s' is no number", (const char *)sqlite3_value_text(value));
  else if (fabs(*out) > most) function_error(context, function, argument, "is beyond 1e15, and cannot be drawn");
  else return true;
  return false;
}

bool svg_day(struct slice s, int64_t *out) {
  struct moment m;
  enum { MONTH = sizeof "2019-01" - 1, YEAR = sizeof "2019" - 1 };
  if (s.bytes < YEAR || !moment_read(s.text, s.bytes, &m)) return false;
  *out = dated(m.day, s.bytes == YEAR ? GRAIN_DAY_OF_YEAR : s.bytes == MONTH ? GRAIN_DAY_OF_MONTH : GRAIN_DAY_EXACT);
  return true;
}

void svg_show(sqlite3_context *context, const struct picture *p,
              enum status (*draw)(const struct picture *, struct buffer *, struct stop *)) {
  struct stop stop = {connection_interrupted, aggregate_connection(context), false, 0};
  struct buffer out = {0};
  if (!function_failed(context, draw(p, &out, &stop)))
    sqlite3_result_text64(context, out.bytes, out.count, SQLITE_TRANSIENT, SQLITE_UTF8);
  buffer_free(&out);
}

void svg_clear(void *state) { picture_free(state); }
