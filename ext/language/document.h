/*
** A document: a text and what is known of it, in layers.
**
**     struct document *d = document_open("Ghani said Monday ...", 21, NULL, NULL);
**     const struct sentences *s = document_sentences(d);
**     if (d->status == STATUS_OK) for (uint32_t i = 0; i < s->count; i++) ...
**     document_close(d);
**
** A layer is computed once, when first asked for, from the layers before it,
** into the document's arena:
**
**     text
**      +- tokens           words, numbers, marks               tokens.h
**          +- sentences    where each begins and ends          sentences.h
**          +- dates        temporal expressions, resolved      dates.h
**          +- figures      quantities                          figures.h
**          +- names        people, organisations, places       names.h
**              +- quotations   who said what                   quotations.h
**              +- conditions   what depends on what            conditions.h
**          +- quoted       what stands in quotation marks      quoted.h
**          +- clauses      their bounds, verbs and tenses      clauses.h
**              +- reports  cues, speakers, contents            reports.h
**
** Each layer's header has `const struct X *document_X(struct document *)`, which
** never returns NULL: after an error it returns an empty layer, and
** `status` says what happened.  Spans are in bytes; document_position() turns
** them into characters.
*/
#ifndef NEWSEXT_DOCUMENT_H
#define NEWSEXT_DOCUMENT_H

#include "../base/arena.h"
#include "../base/span.h"
#include "../base/status.h"
#include "../text/utf8.h"

enum {
  DOCUMENT_BEFORE = 8,          /* zero bytes that may be read before the text, */
  DOCUMENT_PADDING = 80,        /* and behind it */
  DOCUMENT_POLL_BYTES = 1 << 14 /* how much text between two polls */
};

struct document {
  const char *text; /* a copy, in the arena, with DOCUMENT_BEFORE before and DOCUMENT_PADDING behind it */
  uint32_t bytes;
  enum status status; /* sticky */
  bool stray_runs;    /* how characters are counted: text/utf8.h; set by who opens it */
  struct arena arena; /* what the layers live in */

  int (*stop)(void *context); /* asked now and then: not 0 ends the work */
  void *stop_context;
  size_t unpolled;

  struct utf8_map *map; /* the layers; NULL until asked for */
  struct tokens *tokens;
  struct sentences *sentences;
  struct quoted_texts *quoted;
  struct clauses **clauses; /* by sentence; NULL: not yet read */
  struct dates *dates;
  bool lead_asked; /* for the date of the event, once: then the whole is read */
  struct reports *reports;
  struct figures *figures;
  struct names *names;
  struct quotations *quotations;
  struct conditions *conditions;
};

/* A document of `bytes` bytes of text up to the first NUL (beyond which SQL
** cannot see), copied.  `stop` may be NULL.  NULL when there is no memory; the
** caller closes it.  A text of 2 GiB or more gives STATUS_TOO_BIG and no text. */
struct document *document_open(const char *text, size_t bytes, int (*stop)(void *), void *context);

/* The same in the memory of another document, which is no more; NULL is allowed. */
struct document *document_replace(struct document *, const char *text, size_t bytes, int (*stop)(void *),
                                  void *context);

/* A copy of a text as a document has it, with what may be read around it; it lives as long as the arena.  NULL
** when there is no memory. */
const char *document_copy(struct arena *, const char *text, size_t bytes);

/* Frees the document and all its layers; NULL is allowed. */
void document_close(struct document *);

/* Zeroed memory that lives as long as the document; NULL, and the status set,
** when there is none. */
void *document_memory(struct document *, size_t bytes);

/* To be called in every loop over the text with the bytes (or other small
** units) just done: true when the work must end, with the status set. */
bool document_poll(struct document *);
static inline bool document_must_stop(struct document *d, size_t done) {
  d->unpolled += done;
  if (d->status == STATUS_OK && !d->arena.no_memory && d->unpolled < DOCUMENT_POLL_BYTES) return false;
  return document_poll(d);
}

/* Where byte `at` stands in characters, counted from 1. */
uint32_t document_position(struct document *, uint32_t at);

/* How many characters a span has. */
uint32_t document_length(struct document *, struct span);

#endif
