/*
** Which cues can state a condition at all, so far as single words show.  Most cannot, so that clauses and reports need
** not be read for them:
**
**     after the vote         nothing before it makes it strict
**     they should be         no clause begins with that
**     before he left, he …   nothing must be, and nothing may not be
*/
#ifndef NEWSEXT_CONDITION_POSSIBLE_H
#define NEWSEXT_CONDITION_POSSIBLE_H

#include "../lexicon.h"

enum { AFTER_ONLY = 4 /* tokens from a word of [condition_only] to the cue that it makes strict */ };

/* A number, or a phrase that names no event: nothing that happens. */
bool is_no_event(const struct token *);

/* Whether a cue at a token can state a condition, so far as the words right beside it show. */
bool condition_possible(const struct token *);

/* Whether one among `count` tokens of a sentence can, so far as the others there show. */
bool conditions_possible(const struct token *, uint32_t count);

#endif
