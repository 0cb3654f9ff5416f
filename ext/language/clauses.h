/*
** Clauses: where each begins and ends, what verb it has, and what it hangs on.
**
**     "A man who fled on Friday was found, police said."
**      main   relative           main       tag
**
**     A man … was found     main, past, subject "A man"
**     who fled on Friday    relative, past, within the first
**     police said           tag, past, within the first
**
** There is no parser behind it.  One pass over a sentence says of each word what it can
** be (clauses/words.c): a verb is told from a noun by the word before it, which is right often enough.  A second one
** (clauses/bounds.c) opens a clause at its conjunction, pronoun or participle, and closes it at a comma or, where it
** stands in the subject, at the verb of the clause around it (after Abney 1996, "Partial parsing via finite-state
** cascades").
**
** A sentence is read when it is first asked for, as most are asked for by nobody.
*/
#ifndef NEWSEXT_CLAUSES_H
#define NEWSEXT_CLAUSES_H

#include "sentences.h"

/* What a token can be. */
enum word_class {
  WORD_COMMA = 1,      /* also a bracket */
  WORD_STOP = 2,       /* ; : dashes, stops, and what stands behind the sentence */
  WORD_MARK = 4,       /* a double quotation mark */
  WORD_QUOTED = 8,     /* between quotation marks */
  WORD_MODAL = 16,     /* will, would, can … */
  WORD_PRESENT = 32,   /* a finite verb in the present, or an auxiliary */
  WORD_PAST = 64,      /* one in the past, or a participle */
  WORD_NEGATIVE = 128, /* no, not, never … */
  WORD_SUBJECT = 256,  /* a noun phrase can begin here */
  WORD_RELATIVE = 512, /* who, which … */
  WORD_THAT = 1024,
  WORD_TO = 2048
};
enum { WORD_FINITE = WORD_MODAL | WORD_PRESENT | WORD_PAST };

enum clause_role {
  CLAUSE_MAIN,       /* also each part that a semicolon or a colon divides */
  CLAUSE_COMPLEMENT, /* what is said, thought or wanted */
  CLAUSE_RELATIVE,   /* "who …", "arrested Monday": it belongs to a noun */
  CLAUSE_ADVERBIAL,  /* "although …", ", killing two" */
  CLAUSE_WHEN,       /* "when …" */
  CLAUSE_ASIDE,      /* ", a landmark …": it has no verb */
  CLAUSE_TAG         /* ", police said …" */
};

struct clause {
  uint32_t first, end; /* its tokens, those of the clauses within it too */
  uint32_t verb;       /* the first finite one, or a participle that stands for it; `end`: it has none */
  uint32_t within;     /* the clause that it hangs on; its own number: none */
  uint16_t tense;      /* of its verb: WORD_MODAL, WORD_PRESENT, WORD_PAST, 0 without a verb */
  uint8_t role;        /* enum clause_role */
  bool perfect;        /* had gone */
  bool negative;       /* will not go */
};

struct clauses {
  uint32_t first, end;        /* the sentence's tokens */
  const uint16_t *words;      /* enum word_class of each, and a stop behind the last */
  const struct clause *items; /* by `first`, the outer before the inner; NULL until asked for */
  uint32_t count;
};

/* The clauses of a sentence; none after an error, which is in the document's status. */
const struct clauses *document_clauses(struct document *, uint32_t sentence);

/* Its words alone, at a third of the cost. */
const struct clauses *document_words(struct document *, uint32_t sentence);

/* What the word of token `t` is (enum word_class); a stop where the sentence has no such token, as after an error. */
static inline uint16_t clauses_word(const struct clauses *c, uint32_t t) {
  return t >= c->first && t < c->end ? c->words[t - c->first] : WORD_STOP;
}

/* The number of the innermost clause of the sentence that token `t` stands in; 0 where it has none. */
uint32_t clauses_at(const struct clauses *, uint32_t t);

#endif
