/*
** What every table-valued function shares: arguments, planning, cursors,
** errors.  A table's own file holds a constant struct text_table and the
** functions it names:
**
**     static int open_sentences(struct table_cursor *c) {
**       layer = document_sentences(c->document); c->count = layer->count;
**       return SQLITE_OK;
**     }
**     const struct text_table sentences_table = {
**       .name = "sentences", .columns = SPAN_COLUMNS "sentence TEXT -- the sentence\n",
**       .arguments = TEXT_ARGUMENT, .required = 1, .open = open_sentences, ...
**     };
**
** Arguments become hidden columns, after the method of SQLite's own
** table-valued functions (ext/misc/series.c and carray.c are the models).
*/
#ifndef NEWSEXT_TEXT_TABLE_H
#define NEWSEXT_TEXT_TABLE_H

#include "connection.h"
#include "object.h"

enum { TABLE_MOST_ARGUMENTS = 8, TABLE_MOST_PUSHED = 4 };

/* Every table over a text begins with these; what the fourth is called varies. */
enum span_column { COLUMN_N, COLUMN_START, COLUMN_LENGTH, COLUMN_SURFACE, COLUMN_SENTENCE = 1000 };

#define PLACED_COLUMN "sentence_n INTEGER -- n of the sentence in which it starts, in sentences(text)\n"

struct table_cursor {
  sqlite3_vtab_cursor base; /* SQLite's part */
  const struct text_table *table;
  struct connection *connection;
  sqlite3_value *arguments[TABLE_MOST_ARGUMENTS]; /* NULL pointer: not given, or a text that the document has */
  struct document *document;                      /* of argument 0, unless the table reads no text */
  sqlite3_uint64 columns;                         /* bit i: the query uses column i (63: or any beyond) */
  struct pushed {                                 /* what WHERE says of table->pushed_columns */
    int column;
    unsigned char op; /* SQLITE_INDEX_CONSTRAINT_EQ, _LIKE, _GLOB */
    sqlite3_value *value;
  } pushed[TABLE_MOST_PUSHED];
  int n_pushed;
  sqlite3_int64 row, count; /* the row it is at, from 0, and how many there are */
  unsigned hash;            /* of the arguments, for the rowid; 0: not yet made */
  void *state;              /* the table's own; its close() frees it */
};

struct text_table {
  const char *name;
  const char *columns;   /* declared.h */
  const char *arguments; /* the same, without types */
  int required;          /* how many of them must be given */
  const char *help, *example;
  const char *since;  /* the version that it came with; NULL: the first */
  int reads_files;    /* DIRECTONLY, and argument 0 is no text */
  int writes;         /* the same, and it changes the database */
  int any_text;       /* argument 0 may be a BLOB; no document is made */
  const char *hidden; /* more columns behind the arguments, as `columns`; NULL: none */
  const char
      *kept;  /* what to do first, where somebody writes to the table of that name that is kept, and there is none */
  int placed; /* a hidden column `sentence_n` says in which sentence a row starts: COLUMN_SENTENCE; `hidden`, if any,
               * begins with PLACED_COLUMN */
  unsigned pushed_columns; /* bit i: WHERE on column i is handed to open() */

  /* Optional: when the first statement is prepared that uses the table, while none runs. */
  void (*prepare)(struct connection *);
  /* Prepares the rows and sets count.  Not called when argument 0 is NULL.
  ** Returns an SQLite code, after table_error() where there is more to say. */
  int (*open)(struct table_cursor *);
  /* Optional, for rows made one by one: makes row `row`, or sets count = row at
  ** the end.  open() then sets count to TABLE_UNCOUNTED. */
  int (*next)(struct table_cursor *);
  /* The value of a column of row `row`.  Those of `hidden` are counted on from `columns`. */
  int (*column)(struct table_cursor *, sqlite3_context *, int column);
  /* Optional: a number for the row, where the same row may come of other WHEREs. */
  sqlite3_int64 (*rowid)(struct table_cursor *);
  /* Optional: frees `state`; called before each open() and at the end. */
  void (*close)(struct table_cursor *);
};

#define TABLE_UNCOUNTED ((sqlite3_int64)1 << 62)

/* Registers the table under a name.  An SQLite code. */
int table_register(struct connection *, const struct text_table *, const char *name);

/* Says what is wrong with an argument, and returns SQLITE_ERROR. */
int table_error(struct table_cursor *, const char *argument, const char *problem, ...);

/* The code of the document's status, SQLITE_OK if it has none. */
int table_failure(struct table_cursor *);
static inline int table_status(struct table_cursor *c) {
  return c->document->status == STATUS_OK ? SQLITE_OK : table_failure(c);
}

/* Sets column n, start, length, surface or sentence of a row. */
int table_span_column(struct table_cursor *, sqlite3_context *, int column, struct span);

/* Sets a column to the n-th, from 0, of the values that are declared of it. */
void table_result_value(struct table_cursor *, sqlite3_context *, int column, int n);

/* The hidden columns behind the arguments, with `sentence_n` where the table is placed; NULL: none. */
const char *table_hidden(const struct text_table *);

/* Sets a result to a part of the document's text. */
void table_result_span(struct table_cursor *, sqlite3_context *, struct span);

#endif
