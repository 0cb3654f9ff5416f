/*
** What newsext registers: functions, table-valued functions and modules, each
** one described by a constant in the file that holds it, and listed in
** newsext.c.  `newsext_functions` shows these descriptions.
*/
#ifndef NEWSEXT_OBJECT_H
#define NEWSEXT_OBJECT_H

#include "../base/status.h"
#include "sqlite_api.h"

struct connection;

/* A scalar function.  Its user data is the struct connection. */
struct text_function {
  const char *name;
  const char *arguments; /* names, comma-separated: "text, reference" */
  int required;          /* how many of them must be given */
  const char *help;      /* one line */
  const char *example;   /* a query that runs as it is */
  void (*call)(sqlite3_context *, int argc, sqlite3_value **argv);
};

/* Anything that registers itself: a writable virtual table, a tokenizer. */
struct text_module {
  const char *name, *kind, *arguments, *help, *example;
  int (*install)(struct connection *, const char *name);
};

struct text_table; /* text_table.h */

struct object { /* one of the three */
  const struct text_function *function;
  const struct text_table *table;
  const struct text_module *module;
};

/* Whether it is one of the three, and not the end of a list. */
static inline int object_is_one(const struct object *o) { return o->function || o->table || o->module; }

/* Whether the connection offers it: all, or all that reads no files. */
int object_is_offered(const struct connection *, const struct object *);

/* Registers an object as its name and as news_ and its name.  An SQLite code. */
int object_register(struct connection *, const struct object *);

/* How many names a list of arguments has. */
int arguments_count(const char *arguments);

/* Reports "function(): argument: problem" as the result of a function. */
void function_error(sqlite3_context *, const char *function, const char *argument, const char *problem, ...);

/* The document of argument 0, or NULL: then the result is set already (NULL for a NULL, else an
** error).  The caller gives it back by connection_give_back. */
struct document *function_document(sqlite3_context *, const char *function, sqlite3_value *text);

/* Sets the error that a status means; false for STATUS_OK. */
int function_failed(sqlite3_context *, enum status);

#endif
