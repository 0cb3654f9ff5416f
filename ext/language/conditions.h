/*
** Conditions: what depends on what.
**
**     The militants say they will only begin talks once a date has been agreed.
**      once   condition "a date has been agreed"
**             consequence "they will only begin talks", holder "The militants"
**
** A row says that `consequence` comes only if, when or while `condition` does,
** whichever stands first and whatever the word between them.  For "before" that is
** the other way round than the words stand: in "the text must be signed before it
** is printed" the signing is the condition, in "we will not sign before it is
** printed" the printing.  `negated` is a dependence that is denied, not a consequence in the
** negative.  What merely tells the time ("Once the smoke had cleared, they counted the dead.") is none.
**
** There is no parser behind it: clauses are bounded by marks, small words and verbs
** (clauses.h, conditions/clauses.h), and each cue has a rule that says which sort of clause must
** stand on either side (conditions/rules.c).  The kinds follow the connectives of
** the Penn Discourse Treebank's contingency and temporal senses (Prasad et al. 2008),
** as far as they set terms.
*/
#ifndef NEWSEXT_CONDITIONS_H
#define NEWSEXT_CONDITIONS_H

#include "tokens.h"

enum condition_kind {
  CONDITION_IF,
  CONDITION_UNTIL,
  CONDITION_UNLESS,
  CONDITION_ONCE,
  CONDITION_BEFORE,
  CONDITION_WITHOUT,
  CONDITION_EXCHANGE
};

struct condition {
  struct span span;        /* all of it that is in its sentence */
  struct span cue;         /* the words that join the two */
  struct span condition;   /* length 0: said in another sentence */
  struct span consequence; /* the same */
  struct span holder;      /* who sets it, in the words of its sentence; length 0: not said there */
  uint8_t kind;            /* enum condition_kind */
  bool negated;
  bool term; /* somebody binds somebody by it: an offer, a demand, a pledge, a rule; not a forecast, advice, opinion */
};

struct conditions {
  const struct condition *items; /* by span */
  uint32_t count;
};

/* The conditions of a document; empty after an error, which is in its status. */
const struct conditions *document_conditions(struct document *);

/* Who sets condition `i`: the speaker of the quotation that it stands in, or the holder in its sentence, by the
** fullest name that the text gives; NULL where nobody is said to.  Lives as long as the document. */
const char *condition_holder(struct document *, uint32_t i);

#endif
