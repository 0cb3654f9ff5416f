/*
** The roof: the entry points, and the list of all that newsext offers.
**
** A new table is one new file in ext/sqlite and one line here.
*/
#if defined(_WIN32)
#define NEWSEXT_API __declspec(dllexport)
#elif defined(__GNUC__)
#define NEWSEXT_API __attribute__((visibility("default")))
#endif

#include "../include/newsext.h"

#include "sqlite/object.h"
#include "sqlite/text_table.h"

#include <sqlite3ext.h>
#include <stdbool.h>
SQLITE_EXTENSION_INIT1

#define OBJECTS(FUNCTION, AGGREGATE, TABLE, MODULE) \
  TABLE(articles)                                   \
  TABLE(article)                                    \
  FUNCTION(repair)                                  \
  TABLE(sentences)                                  \
  TABLE(tokens)                                     \
  FUNCTION(mentions)                                \
  TABLE(mentions)                                   \
  MODULE(gazetteer)                                 \
  TABLE(quotations)                                 \
  TABLE(entities)                                   \
  FUNCTION(event_date)                              \
  TABLE(event_dates)                                \
  TABLE(conditions)                                 \
  TABLE(figures)                                    \
  FUNCTION(fingerprint)                             \
  FUNCTION(resemblance)                             \
  FUNCTION(near_duplicate)                          \
  TABLE(bands)                                      \
  TABLE(passages)                                   \
  MODULE(news)                                      \
  FUNCTION(html_escape)                             \
  AGGREGATE(svg_timeline)                           \
  AGGREGATE(svg_bars)                               \
  AGGREGATE(svg_network)                            \
  TABLE(load)                                       \
  FUNCTION(shard)                                   \
  TABLE(refresh)                                    \
  FUNCTION(furniture_evidence)                      \
  FUNCTION(identity_evidence)                       \
  AGGREGATE(summary)                                \
  TABLE(summary_names)                              \
  TABLE(summary_take_identities)                    \
  TABLE(summary_take_furniture)                     \
  TABLE(summary_furniture)                          \
  TABLE(summary_identities)                         \
  TABLE(summary_answers)                            \
  TABLE(summary_storylines)                         \
  FUNCTION(newsext_schema)                          \
  TABLE(newsext_functions)                          \
  FUNCTION(newsext_version)                         \
  FUNCTION(newsext_help)

#define DECLARE_FUNCTION(name) extern const struct text_function name##_function;
#define DECLARE_AGGREGATE(name) extern const struct text_aggregate name##_aggregate;
#define DECLARE_TABLE(name) extern const struct text_table name##_table;
#define DECLARE_MODULE(name) extern const struct text_module name##_module;
OBJECTS(DECLARE_FUNCTION, DECLARE_AGGREGATE, DECLARE_TABLE, DECLARE_MODULE)

#define LIST_FUNCTION(name) {.function = &name##_function},
#define LIST_AGGREGATE(name) {.aggregate = &name##_aggregate},
#define LIST_TABLE(name) {.table = &name##_table},
#define LIST_MODULE(name) {.module = &name##_module},
static const struct object objects[] = {OBJECTS(LIST_FUNCTION, LIST_AGGREGATE, LIST_TABLE, LIST_MODULE){0}};

enum { OLDEST_SQLITE = 3038000 };

static int init(sqlite3 *db, char **message, bool with_files) {
  if (sqlite3_libversion_number() < OLDEST_SQLITE) {
    if (message) *message = sqlite3_mprintf("newsext needs SQLite 3.38 or newer; this is %s", sqlite3_libversion());
    return SQLITE_ERROR;
  }
  int rc = objects_register(db, objects, with_files); /* again, it fails where a statement runs, as one of SQL does */
  if (rc != SQLITE_OK && message) *message = sqlite3_mprintf("%s", sqlite3_errmsg(db));
  return rc;
}

/* After an error some may stay registered, and SQLite closes the library: it is linked with -z nodelete, so that
** their code stays. */
NEWSEXT_API int sqlite3_newsext_init(sqlite3 *db, char **message, const sqlite3_api_routines *api) {
  SQLITE_EXTENSION_INIT2(api);
  return init(db, message, true);
}

NEWSEXT_API int sqlite3_newsextnofiles_init(sqlite3 *db, char **message, const sqlite3_api_routines *api) {
  SQLITE_EXTENSION_INIT2(api);
  return init(db, message, false);
}
