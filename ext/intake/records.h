/*
** The records of a file: its lines of JSON, the items of its JSON array (also in
** a service's envelope), its rows of CSV; or the one text that it is.
**
**     struct records r = {.most = 1000000000};
**     records_open(&r, &stream, "news.jsonl");
**     while (records_next(&r)) use(r.record, r.problem);
**     records_close(&r);
**
** The name says what a file is, else its first bytes do.  A record is read when
** it is asked for, and memory holds one of them.
*/
#ifndef NEWSEXT_RECORDS_H
#define NEWSEXT_RECORDS_H

#include "archive/warc.h"
#include "columns.h"
#include "csv.h"
#include "feed/feed.h"
#include "fields.h"
#include "mail/mail.h"
#include "stream.h"

#include <stdint.h>

enum record_kind {
  RECORD_UNKNOWN,
  RECORD_TEXT,
  RECORD_TEXTS, /* one, or several as a press database gives them out: its first bytes say */
  RECORD_JSON,
  RECORD_LINES,
  RECORD_CELLS,
  RECORD_FEED,
  RECORD_WARC,
  RECORD_MAIL,
  RECORD_EXPORT
};

struct records {
  size_t most;       /* set before: bytes that a record may have */
  struct stop *stop; /* set before: asked in long files; may be NULL */

  struct slice record; /* the bytes of the one it is at */
  int64_t number;      /* from 1 */
  const char *problem; /* with the record as it is cut; constant text, or NULL */

  enum record_kind kind;
  struct stream stream;
  bool begun, enveloped, done, broken;
  bool listed; /* an array of JSON is open, or an object of records */
  bool keyed;  /* it is such an object */
  struct columns columns;
  size_t columns_bytes; /* of the object whose columns are read */
  struct csv_style style;
  struct csv_row header, row;
  struct feed feed;
  struct warc warc;
  struct mail mail;
  struct buffer wide; /* the whole file as UTF-8, where it was UTF-16 */
};

/* What a file's name says that it holds. */
enum record_kind records_kind(struct slice name);

/* Whether a file has one record, which is told without opening it: a page, or a text that is not long. */
bool records_is_one(enum record_kind, int64_t bytes);

/* The same of archives too, as an enum file_end; 0 where the name's end says nothing. */
int records_name_means(struct slice name);

/* The end of a name behind its last dot, which says what a file is; no bytes where it has none. */
struct slice records_name_end(struct slice name);

/* Begins to read a stream, which is moved away and then the records' own. */
void records_open(struct records *, struct stream *, struct slice name);

/* Goes to the next record: at least one in every file.  False at the end, or with no memory
** (stream.window.no_memory). */
bool records_next(struct records *);

void records_close(struct records *);

/* The story of the record it is at; see story_of_json().  `judge`, if not NULL,
** is asked of what is no JSON here: it appends what it is in JSON to `out`, or says no. */
struct story_reader {
  const struct mapping *mapping;
  struct record_texts texts;
  struct buffer judged;
  struct mail mail; /* of raw_story() */
  bool (*judge)(void *context, struct slice, struct buffer *out);
  void *context;
};
bool records_story(struct records *, struct story_reader *, struct story *);

/* The story of a raw text that may be a JSON object or a letter. */
bool raw_story(struct slice raw, struct story_reader *, struct story *);

void story_reader_free(struct story_reader *);

#endif
