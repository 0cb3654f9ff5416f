/*
** Matching the date patterns: see match.c.
*/
#ifndef NEWSEXT_DATES_MATCH_H
#define NEWSEXT_DATES_MATCH_H

#include "build.h"

/* A matcher of a text; the longest match of a pattern that begins with a token. */
void match_begin(struct matcher *, const struct reader *);
void match_patterns(struct matcher *, uint32_t token, struct match *);
/* Whether a match can begin with a token, a number or a word of begin_words or one that no list has, as far as a look at it
** and the two behind it tells. */
bool may_match(const struct matcher *, uint32_t token);

#endif
