/* How summaries (corpus/summary.h) meet SQL: stories are told by integers or texts, which keep their type. */
#ifndef NEWSEXT_SUMMARY_VALUES_H
#define NEWSEXT_SUMMARY_VALUES_H

#include "../corpus/summary.h"
#include "text_table.h"

/* Writes the key of a story; integers come before texts, each in its order.  An SQLite code. */
int summary_put_story(struct buffer *, sqlite3_value *story);

/* Sets a result to the story of a key. */
void summary_result_story(sqlite3_context *, struct slice key);

/* The summary in argument 0 of a table; SQLITE_OK, or the code of an error that was said. */
int summary_argument(struct table_cursor *, struct slice *summary);

/* The code of a status, after an error that says what the summary should be of: "furniture_evidence()". */
int summary_status(struct table_cursor *, enum status, const char *of);

#endif
