/*
** What the parts of load() share: what it was asked for, where it stands, and what goes wrong.
**
**     load_job.c     what goes wrong
**     load.c         the table: arguments, batches, rows
**     load_corpus.c  which corpus a path is of
**     load_plan.c    which files are new, changed or gone
**     load_read.c    a batch of stories into `article`
*/
#ifndef NEWSEXT_LOAD_JOB_H
#define NEWSEXT_LOAD_JOB_H

#include "../base/buffer.h"
#include "../intake/roots.h"
#include "connection.h"

enum { LOAD_SHARDS_MOST = 1 << 20 };

/* What is to be done with a file. */
enum change { CHANGE_NONE, CHANGE_NEW, CHANGE_AGAIN, CHANGE_FINISH, CHANGE_GONE, CHANGE_END };

enum load_statement {
  LOAD_WALK,    /* what is there: path, bytes, modified; its parameters are root and pattern */
  LOAD_KNOWN,   /* what is kept: id, path, bytes, modified, mapping, records; corpus, behind which path */
  LOAD_FORGET,  /* a file */
  LOAD_FILE,    /* puts a file */
  LOAD_READ,    /* the records of files */
  LOAD_ARTICLE, /* puts stories */
  LOAD_SEARCH,  /* puts stories into the index for search */
  LOAD_WHOLE,   /* files of which all is in */
  LOAD_PART,    /* a file of which a part is in */
  LOAD_STATEMENTS
};

struct load {
  struct connection *connection;
  sqlite3 *db;
  char *error; /* of sqlite3_mprintf */
  sqlite3_stmt *statements[LOAD_STATEMENTS];
  int rows; /* stories in one INSERT */

  struct root root;
  sqlite3_int64 corpus;
  sqlite3_int64 batch; /* bytes */
  char *mapping;       /* JSON; NULL: none */
  bool mapping_given;  /* a file that was read by another is read again */
  int shard, shards;   /* only the stories of this one of so many, from 1; 0, 0: all */
  sqlite3_int64 next_id;

  /* Of this load so far; `todo` are the bytes that it began with. */
  sqlite3_int64 files, stories, bytes, problems, forgotten, todo;

  /* The walk, and the group of files that is being read. */
  bool walk_at_row, known_at_row;
  struct buffer last;   /* the path up to which the walk has been */
  struct buffer unread; /* "a/b/" of folders that cannot be opened: what is kept of them stays */
  struct buffer group;  /* of ids: [3,4,5] */
  sqlite3_int64 group_files, group_bytes, group_records; /* records: up to which it has been read */
  sqlite3_int64 group_read;                              /* bytes of its stories */
  bool group_open;                                       /* LOAD_READ has rows of it left */
};

/* Says what is wrong and returns SQLITE_ERROR, or SQLITE_NOMEM. */
int load_error(struct load *, const char *problem, ...);

/* Keeps what SQLite says of a code that is no success, and returns it. */
int load_failed(struct load *, int rc);

/* Finds or makes the corpus that the root is of, or is a part of; it takes up corpora of folders
** below it and one that was moved here.  Sets root and corpus. */
int load_find_corpus(struct load *);

/* Takes a shard as JSON, "[2,8]". */
int load_take_shard(struct load *, const char *json);

/* Counts the bytes that are to be read.  An error where the part has no file. */
int load_plan(struct load *);

/* Takes the next files that have something to be done, about a batch of them, forgets what has gone and
** puts those that are to be read into `group`.  *done: there are no more. */
int load_next_group(struct load *, bool *done);

/* Prepares the INSERT of many stories at once. */
int load_prepare_article(struct load *);

/* Reads of the group, up to a batch. */
int load_read(struct load *);

#endif
