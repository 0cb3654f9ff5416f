/*
** What newsext registers: functions, table-valued functions and modules, each
** one described by a constant in the file that holds it, and listed in
** newsext.c.  `newsext_functions` shows these descriptions.
*/
#ifndef NEWSEXT_OBJECT_H
#define NEWSEXT_OBJECT_H

#include "../base/status.h"
#include "declared.h"
#include "sqlite_api.h"

#include <stdbool.h>

struct connection;

/* A scalar function.  Its user data is the struct connection. */
struct text_function {
  const char *name;
  const char *arguments; /* declared.h, without types */
  int required;          /* how many of them must be given */
  const char *help;      /* one line */
  const char *example;   /* a query that runs as it is */
  const char *since;     /* the version that it came with; NULL: the first */
  void (*call)(sqlite3_context *, int argc, sqlite3_value **argv);
};

/* An aggregate, which is a window function too.  `state_bytes` of state begin as zeros. */
struct text_aggregate {
  const char *name, *arguments; /* declared.h, without types */
  int required;
  const char *help, *example, *since;
  size_t state_bytes;
  /* Adds a row to the state, or takes it away where `rows` is -1.  After an error the result is set. */
  void (*step)(sqlite3_context *, void *state, int rows, int argc, sqlite3_value **argv);
  /* Sets the result from the state, which stays as it is. */
  void (*value)(sqlite3_context *, const void *state);
  void (*clear)(void *state);
};

/* Anything that registers itself: a writable virtual table, a tokenizer. */
struct text_module {
  const char *name, *kind, *help, *example, *since;
  const char *columns, *hidden; /* declared.h; NULL: none */
  int (*install)(struct connection *, const char *name);
};

struct text_table; /* text_table.h */

struct object { /* one of the four */
  const struct text_function *function;
  const struct text_aggregate *aggregate;
  const struct text_table *table;
  const struct text_module *module;
};

/* What newsext_functions and newsext_help() show of an object, whichever it is; all constant. */
struct described {
  const char *name, *kind, *help, *example, *since;
  const char *arguments, *columns, *hidden; /* declared.h; "": none */
  int required;                             /* of the arguments */
  bool touches;                             /* it reads files or writes, so that its example is not run */
};
struct described object_described(const struct object *);

/* Whether it is one of the four, and not the end of a list. */
static inline int object_is_one(const struct object *o) { return o->function || o->aggregate || o->table || o->module; }

/* Whether the connection offers it: all, or all that reads no files. */
int object_is_offered(const struct connection *, const struct object *);

/* Registers all that is offered, each as its name and as news_ and its name, on a connection to a database: what
** reads files only `with_files`.  `objects` is constant; the last is empty.  An SQLite code. */
int objects_register(sqlite3 *, const struct object *objects, bool with_files);

/* What the user data of an aggregate's callbacks is. */
struct connection *aggregate_connection(sqlite3_context *);

/* Reports "function(): argument: problem" as the result of a function. */
void function_error(sqlite3_context *, const char *function, const char *argument, const char *problem, ...);

/* The text of an argument.  False where the result is set already: to NULL for a NULL, else to an error. */
bool function_text(sqlite3_context *, const char *function, const char *argument, sqlite3_value *, struct slice *text);

/* The document of argument 0, or NULL: then the result is set already (NULL for a NULL, else an
** error).  The caller gives it back by connection_give_back. */
struct document *function_document(sqlite3_context *, const char *function, sqlite3_value *text);

/* Sets the error that a status means; false for STATUS_OK. */
int function_failed(sqlite3_context *, enum status);

#endif
