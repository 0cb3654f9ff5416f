/*
** Matching the date patterns: see match.c.
*/
#ifndef NEWSEXT_DATES_MATCH_H
#define NEWSEXT_DATES_MATCH_H

#include "build.h"

/* A matcher of a text; the longest match of a pattern that begins with a token. */
void match_begin(struct matcher *, const struct reader *);
void match_patterns(struct matcher *, uint32_t token, struct match *);
/* The first token from `at` on, which never goes back, with which a match may begin; `end` if there is none before it. */
uint32_t match_next(struct matcher *, uint32_t at, uint32_t end);

#endif
