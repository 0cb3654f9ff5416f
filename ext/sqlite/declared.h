/*
** What an object declares of its columns and arguments: a line each, with what it means, and under a column the
** values that it may have.
**
**     "kind TEXT -- how the words are given\n"
**     "  direct -- word for word, in quotation marks\n"
**     "  partial -- some of them in quotation marks\n"
**     "speaker TEXT -- who says them\n"
**
** So each is said once, for CREATE TABLE, the rows, newsext_functions and newsext_help().
*/
#ifndef NEWSEXT_DECLARED_H
#define NEWSEXT_DECLARED_H

#include "../base/slice.h"
#include "sqlite_api.h"

#include <stdbool.h>

/* What every table over a text has first (n, start, length), and arguments that mean the same everywhere. */
#define SPAN_COLUMNS                                             \
  "n INTEGER -- the row: 1, 2, 3 ... in the order of the text\n" \
  "start INTEGER -- where it starts: characters, from 1\n"       \
  "length INTEGER -- how many characters it has; substr(text, start, length) is what was found\n"
#define TEXT_ARGUMENT "text -- what to read: a whole story tells more than a sentence of it\n"
#define REFERENCE_ARGUMENT                                                                                \
  "reference -- the day to reckon from, usually when the story was published: an ISO date or date-time; " \
  "without it only what the text itself says\n"
#define DATES_OPTIONS_ARGUMENT                                                                \
  "options -- 'news', 'narrative' (a history, whose days follow from one another), or JSON: " \
  "{\"style\": \"narrative\", \"language\": \"de\"}\n"

struct declared {
  struct slice name, type, meaning; /* type and meaning: empty where nothing is said */
  bool is_value;                    /* of the last column */
};

/* Reads the next line, and moves `at` behind it; false at the end. */
bool declared_next(const char **at, struct declared *out);

/* How many columns or arguments there are. */
int declared_count(const char *declared);

/* Value `n`, from 0, of column `column`; nothing where there are not so many. */
struct slice declared_value(const char *declared, int column, int n);

/* The names alone, "text, reference", to be freed by sqlite3_free(); NULL when there is no memory. */
char *declared_names(const char *declared);

/* Tells SQLite the columns of a virtual table, arguments and more of them hidden.  An SQLite code. */
int declare_table(sqlite3 *, const char *columns, const char *arguments, const char *hidden);

#endif
