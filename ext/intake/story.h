/*
** A story: what a raw text says of itself, and its body.
**
**     struct story s = {0};
**     story_read(&s, bytes, false);
**     use(s.title, s.published.date, s.body);
**     story_free(&s);
**
** In the order of its making: decoded (text/encoding.h), mended (repair.h), the
** header read off the top (header.c; export.c), the dateline off the first sentence
** (dateline.c), footers off the end and inserts out of the middle (body.c),
** and, where nothing else dates the story, its own words (selfdate.c).
*/
#ifndef NEWSEXT_STORY_H
#define NEWSEXT_STORY_H

#include "../base/arena.h"
#include "../base/buffer.h"
#include "../base/slice.h"
#include "../text/encoding.h"
#include "charset.h"
#include "published.h"
#include "repair.h"

enum {
  STORY_BAD_ESCAPES = 256, /* in a record of JSON */
  STORY_CUT = 512          /* the service gave the beginning alone */
};

struct story {
  /* Set these before story_read where a record says so; the rest is read. */
  struct slice url, source, title, byline, place;
  struct published published;
  struct slice path; /* of its file, for dates in it */
  bool is_markup;    /* the text is a part of a page, where it has tags at all */
  bool undated;      /* nobody asks when it is from: its own words are not searched */
  struct stop *stop; /* asked in long texts; may be NULL */

  struct slice raw;  /* decoded, not mended */
  struct slice body; /* all slices point into the buffers below, or what was set */
  enum encoding encoding;
  char charset[CHARSET_BYTES]; /* which it was converted from in its place; set before: what a header says; "": none */
  const char *format;          /* what it is where it is no text: "a PDF file"; NULL where that is not known */
  unsigned problems;           /* enum encoding_problem, and the two above */

  struct arena page;        /* of a web page: what its fields point into */
  const char *page_problem; /* why a web page was not read; constant, or NULL */

  struct slice text; /* what is left of the mended text while it is read */
  bool keyed;        /* it has header lines with keys in capitals */
  struct buffer decoded, mended, joined, rendered;
};

/* Reads a raw text.  `padded` says that it lives as long as the story and has
** DOCUMENT_PADDING readable bytes behind it: then it is not copied where it is clean.
** False when there is no memory. */
bool story_read(struct story *, struct slice bytes, bool padded);

/* Puts zero bytes behind what a buffer holds, for the above. */
bool story_pad(struct buffer *);

/* Sets a field that is not known yet, where there is anything to set. */
static inline void story_set(struct slice *field, struct slice value) {
  if (!field->bytes && value.bytes) *field = value;
}

/* Frees its buffers and clears it, keeping nothing. */
void story_free(struct story *);

/* The number of words in a text: runs of letters and digits between spaces. */
size_t story_words(struct slice);

/* The steps, each taking from story->text what it reads. */
void story_header(struct story *);
bool story_export(struct story *); /* the header and footer of a press database; false if it has none */
void story_dateline(struct story *);
void story_body(struct story *);
void story_selfdate(struct story *);

/* Whether a text begins as one of a press database does, and how many bytes its first document has.  Behind the text
** stand DOCUMENT_PADDING bytes. */
bool story_is_export(struct slice);
size_t story_export_bytes(struct slice, struct stop *);

/* Whether a line between paragraphs is none of the story ("Advertisement"). */
bool story_is_insert(struct slice line);

/* The same, or a button, or a page's word to its reader: what may stand above a headline, too. */
bool story_is_page_line(struct slice line);

#endif
