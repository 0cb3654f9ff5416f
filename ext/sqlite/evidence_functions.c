/*
** furniture_evidence(outlet, text [, fingerprint]), identity_evidence(text [, place]): what a story says that counts
** across stories, to be put together by summary().
**
**     SELECT summary(id, identity_evidence(body, place), substr(day, 1, 4)) FROM article;
**
** See corpus/summary_furniture.h and corpus/summary_identities.h.  For storylines it is the column `traits` of the
** table `lead`, which refresh() makes.
*/
#include "../corpus/summary_furniture.h"
#include "../corpus/summary_identities.h"
#include "connection.h"
#include "fingerprint_value.h"

#include <string.h>

/* Sets the evidence as the result, or what went wrong, and gives the document back. */
static void result(sqlite3_context *context, struct document *d, struct buffer *out) {
  if (out->no_memory && d->status == STATUS_OK) sqlite3_result_error_nomem(context);
  else if (!function_failed(context, d->status))
    sqlite3_result_blob64(context, out->bytes ? out->bytes : "", out->count, SQLITE_TRANSIENT);
  buffer_free(out);
  connection_give_back(sqlite3_user_data(context), d);
}

enum { OUTLET, TEXT, FINGERPRINT };

/* The fingerprint that is given, NULL where none is; false where the result is an error. */
static bool read_fingerprint(sqlite3_context *context, int argc, sqlite3_value **argv, const unsigned char **print) {
  *print = NULL;
  if (argc <= FINGERPRINT || sqlite3_value_type(argv[FINGERPRINT]) == SQLITE_NULL) return true;
  const char *problem = fingerprint_of_value(argv[FINGERPRINT], print);
  if (problem) function_error(context, "furniture_evidence", "fingerprint", "%s", problem);
  return !problem;
}

static void call_furniture(sqlite3_context *context, int argc, sqlite3_value **argv) {
  const unsigned char *print;
  if (sqlite3_value_type(argv[OUTLET]) == SQLITE_BLOB) {
    function_error(context, "furniture_evidence", "outlet", "is a BLOB; write CAST(... AS TEXT)");
    return;
  }
  if (!read_fingerprint(context, argc, argv, &print)) return;
  struct document *d = function_document(context, "furniture_evidence", argv[TEXT]);
  if (!d) return;
  struct buffer out = {0};
  const char *outlet = (const char *)sqlite3_value_text(argv[OUTLET]);
  size_t bytes = outlet ? (size_t)sqlite3_value_bytes(argv[OUTLET]) : 0;
  if (!outlet && sqlite3_value_type(argv[OUTLET]) != SQLITE_NULL) out.no_memory = true;
  furniture_evidence(&out, d, (struct slice){outlet ? outlet : "", bytes}, print);
  result(context, d, &out);
}

static void call_identity(sqlite3_context *context, int argc, sqlite3_value **argv) {
  struct document *d = function_document(context, "identity_evidence", argv[0]);
  if (!d) return;
  struct buffer out = {0};
  const char *place = argc > 1 ? (const char *)sqlite3_value_text(argv[1]) : NULL;
  if (argc > 1 && !place && sqlite3_value_type(argv[1]) != SQLITE_NULL) out.no_memory = true;
  identity_evidence(&out, d, (struct slice){place ? place : "", place ? strlen(place) : 0});
  result(context, d, &out);
}

const struct text_function furniture_evidence_function = {
    .name = "furniture_evidence",
    .arguments = "outlet -- who ran the story: what repeats itself is told within an outlet\n" TEXT_ARGUMENT
                 "fingerprint -- fingerprint(text), where it has been made already\n",
    .required = 2,
    .help = "by what a story's furniture is found, for summary()",
    .example = "SELECT length(furniture_evidence('Herald', 'The talks ended. Sign up for our newsletter.')) AS bytes",
    .since = "0.2.0",
    .call = call_furniture,
};

const struct text_function identity_evidence_function = {
    .name = "identity_evidence",
    .arguments = TEXT_ARGUMENT "place -- of its dateline, where the text has none\n",
    .required = 1,
    .help = "the names of a story, their forms and offices, for summary() and summary_identities",
    .example = "SELECT length(identity_evidence('The envoy, Zalmay Khalilzad, flew to Doha.')) AS bytes",
    .since = "0.2.0",
    .call = call_identity,
};
