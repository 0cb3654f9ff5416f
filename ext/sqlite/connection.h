/*
** What one database connection keeps for all our objects: its last few
** documents, so that a query which joins the sentences, names and quotations
** of a story reads the story once.
**
** A connection lives as long as any function or module registered with it.
** Like the connection it belongs to, it is used by one thread at a time.
*/
#ifndef NEWSEXT_CONNECTION_H
#define NEWSEXT_CONNECTION_H

#include "../language/document.h"
#include "object.h"
#include "sqlite_api.h"

enum { CONNECTION_DOCUMENTS = 4 };

struct connection {
  sqlite3 *db;
  const struct object *objects; /* all that is registered; the last is empty */
  bool stray_runs;              /* this SQLite counts a run of stray continuation bytes as one character */
  int without_files;            /* nothing that reads files is offered */
  unsigned references;
  struct kept_document {
    struct document *document;
    unsigned users, last_used;
    uint64_t print; /* of its text */
  } kept[CONNECTION_DOCUMENTS];
  unsigned clock;                      /* counts documents */
  unsigned wide_until;                 /* the clock until which as many are kept as can be */
  unsigned losses;                     /* counts those given up, */
  uint64_t lost[CONNECTION_DOCUMENTS]; /* and the prints of the last */
  int64_t asked;                       /* when SQLite was last asked whether to end, */
  int64_t looked;                      /* or looked by itself: when documents had come to looked_clock */
  unsigned looked_clock, asks;
  sqlite3_stmt *question; /* how it is asked, while something runs long; else NULL */
  unsigned long_runs;
  struct subject_cache *subjects; /* what mentions() was asked for: subject.h */
};

/* A new connection with one reference; NULL when there is no memory, or no statement can be run. */
struct connection *connection_new(sqlite3 *, const struct object *);

/* One reference less; the last one frees it.  Takes void * to be a destructor. */
void connection_release(void *);

/* The document of a text value, kept or new; NULL when there is no memory.  The
** caller gives it back by connection_give_back. */
struct document *connection_document(struct connection *, sqlite3_value *text);
void connection_give_back(struct connection *, struct document *);

/* Whether sqlite3_interrupt() was called or a progress handler wants the query to end: for documents' `stop`.  It
** may be asked as often as one likes, and looks every few milliseconds.  Takes a struct connection *. */
int connection_interrupted(void *);

/* Around what runs long and ends before the connection does: in between asking takes half the time, for the statement
** is kept.  Both go in pairs, and may be nested. */
void connection_long_run(struct connection *);
void connection_long_run_ended(struct connection *);

/* The SQLite result code of a status. */
int status_code(enum status);

#endif
