/*
** Which clause of its sentence a token stands in, told from the words alone.
**
**     "A man who fled on Friday was found on Sunday, police said."
**      MAIN  RELATIVE .......... MAIN ....................
**
** One pass from left to right over a text, a token at a time, without a parser:
** a clause is opened by its conjunction, pronoun or participle, and closed by a
** comma or, where it stands in the subject, by the verb of the main clause
** (after Abney 1996, "Partial parsing via finite-state cascades").
*/
#ifndef NEWSEXT_DATES_CLAUSES_H
#define NEWSEXT_DATES_CLAUSES_H

#include "expression.h"

enum inner {
  INNER_NONE,
  INNER_WHEN,     /* "when ...", to a comma */
  INNER_TO_COMMA, /* "although ...", ", which ...", ", arrested ..." */
  INNER_TO_VERB,  /* "the man who ...": up to the second verb */
  INNER_ASIDE     /* ", a landmark ...": up to a comma or the verb */
};

struct clauses {
  const struct reader *reader;
  uint32_t sentence;   /* how many have ended, headings aside */
  uint32_t first;      /* where this one begins */
  bool heading;        /* a line above the story's first sentence */
  bool quoted;         /* within quotation marks */
  bool speech;         /* its verb is one of saying, and no comma came since */
  bool comma;          /* the main clause has its verb, and a comma behind that */
  bool tag;            /* in ", police said ..." */
  bool complement;     /* in what somebody says, without the marks */
  bool perfect;        /* its verb is "had ..." */
  bool fronted;        /* what stands before the subject: "On Monday, ..." */
  uint8_t inner;       /* enum inner */
  uint32_t inner_at;   /* the token that opened it */
  uint8_t inner_verbs; /* how many verbs it has had */
  uint32_t verb, main; /* the last finite verb, and the main clause's; 0: none yet */
  uint32_t participle; /* the main verb may be one: "a man arrested Monday ..."; 0: none */
  uint32_t reduced;    /* it was: what stands behind it is no main clause; 0: it was not */
};

/* Whether a sentence, or a heading, begins at token `at`. */
bool sentence_at(const struct reader *, uint32_t at);
static inline bool is_small_word(const struct reader *r, uint32_t at) { /* which begins none */
  const struct token *t = token_at(r, at);
  return t->kind == TOKEN_WORD && !(t->flags & (TOKEN_CAPITALIZED | TOKEN_AFTER_PARAGRAPH));
}
static inline bool begins_sentence(const struct reader *r, uint32_t at) {
  return !(at && is_small_word(r, at)) && sentence_at(r, at);
}

/* Reads token `at`; to be called for each in turn.  A `silent` one opens and closes no clause: it is a date's, or its
** sentence has none. */
void clauses_take(struct clauses *, uint32_t at, bool silent);
static inline void clauses_read(struct clauses *c, uint32_t at, bool silent) {
  c->reduced = 0;
  if (!(silent && at && is_small_word(c->reader, at))) clauses_take(c, at, silent);
}

/* Whether a word can be a past verb or its participle. */
bool is_past(const struct reader *, uint32_t at);
/* Whether token `at` is in a heading: a paragraph without a stop, with another behind it. */
bool is_heading(const struct reader *, uint32_t at);

#endif
