/*
** fingerprint(text), resemblance(f, g), near_duplicate(f, g): whether two
** stories are one, told twice.
**
**     CREATE TABLE story(id INTEGER PRIMARY KEY, body, f AS (fingerprint(body)) STORED);
**     SELECT x.id, y.id, resemblance(x.f, y.f) FROM story x JOIN story y ON x.id < y.id
**      WHERE near_duplicate(x.f, y.f);
**
** Of more than a few thousand stories, bands(f) finds the pairs to compare:
** bands_table.c.  The method: corpus/fingerprint.h.
*/
#include "connection.h"
#include "fingerprint_value.h"

static void fingerprint(sqlite3_context *context, int argc, sqlite3_value **argv) {
  struct slice s;
  unsigned char out[FINGERPRINT_BYTES];
  (void)argc;
  if (!function_text(context, "fingerprint", "text", argv[0], &s)) return;
  enum status status = fingerprint_make(out, s.text, s.bytes, connection_interrupted, sqlite3_user_data(context));
  if (!function_failed(context, status)) sqlite3_result_blob(context, out, FINGERPRINT_BYTES, SQLITE_TRANSIENT);
}

/* The two fingerprints of a call; false where the result is set already: to NULL or an error. */
static bool read_two(sqlite3_context *context, sqlite3_value **argv, const char *function,
                     const unsigned char *out[2]) {
  for (int i = 0; i < 2; i++) {
    if (sqlite3_value_type(argv[i]) == SQLITE_NULL) return false;
    const char *problem = fingerprint_of_value(argv[i], &out[i]);
    if (!problem) continue;
    function_error(context, function, i ? "g" : "f", "%s", problem);
    return false;
  }
  return true;
}

static void resemblance(sqlite3_context *context, int argc, sqlite3_value **argv) {
  const unsigned char *both[2];
  (void)argc;
  if (read_two(context, argv, "resemblance", both))
    sqlite3_result_double(context, fingerprint_resemblance(both[0], both[1]));
}

static void near_duplicate(sqlite3_context *context, int argc, sqlite3_value **argv) {
  const unsigned char *both[2];
  (void)argc;
  if (read_two(context, argv, "near_duplicate", both))
    sqlite3_result_int(context, fingerprint_same_story(both[0], both[1]));
}

const struct text_function fingerprint_function = {
    .name = "fingerprint",
    .arguments = TEXT_ARGUMENT,
    .required = 1,
    .help = "a story in 256 bytes, to find it again where it is republished",
    .example = "SELECT length(fingerprint('The talks ended on Monday without a result.'))",
    .call = fingerprint,
};

const struct text_function resemblance_function = {
    .name = "resemblance",
    .arguments = "f -- a fingerprint\n"
                 "g -- another\n",
    .required = 2,
    .help =
        "Jaccard resemblance of two texts' runs of four words, from their fingerprints; standard error at most 0.031",
    .example =
        "SELECT resemblance(fingerprint('The talks ended on Monday.'), fingerprint('THE TALKS ended on Monday!'))",
    .call = resemblance,
};

const struct text_function near_duplicate_function = {
    .name = "near_duplicate",
    .arguments = "f -- a fingerprint\n"
                 "g -- another\n",
    .required = 2,
    .help = "1 where two fingerprints are of one story, as two outlets run it (cut, edited, dressed or scanned)",
    .example =
        "SELECT near_duplicate(fingerprint('The talks ended on Monday.'), fingerprint('THE TALKS ended on Monday!'))",
    .call = near_duplicate,
};
