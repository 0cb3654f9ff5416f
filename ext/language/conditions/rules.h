/*
** The rules: what each word that can state a condition needs on either side.
**
**     until   a clause, not a time; the rest not a story of what was
**     before  what must be first, by a modal or a demand, or a refusal
*/
#ifndef NEWSEXT_CONDITION_RULES_H
#define NEWSEXT_CONDITION_RULES_H

#include "../conditions.h"
#include "clauses.h"

struct reading {
  struct run condition, consequence; /* empty: not in this sentence */
  struct run holder;                 /* empty: not set by the cue itself */
  enum condition_kind kind;
  bool negated;
  bool rests; /* one thing is bound to another: is contingent on, subject to */
};

/* Reads the cue of `length` tokens at `cue`; `rule` is its value in the lexicon.  False
** where it states no condition. */
bool condition_read(const struct view *, uint32_t cue, uint32_t length, const char *rule, struct reading *);

#endif
