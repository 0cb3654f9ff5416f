/*
** Whether the words around an expression look back or ahead: see tense.c.
*/
#ifndef NEWSEXT_DATES_TENSE_H
#define NEWSEXT_DATES_TENSE_H

#include "expression.h"

/* Where the words around an expression look; LOOK_NEAR: to the nearest day, ahead or behind. */
enum look { LOOK_UNKNOWN, LOOK_PAST, LOOK_FUTURE, LOOK_NEAR };

enum look look_of(const struct reader *, const struct expression *);
/* Whether what stands right beside leaves no doubt that it has been: "since March", "fell in March". */
bool is_past_beside(const struct reader *, const struct expression *);
/* "Sunday's vote", "the convention in July": of what has its day beforehand. */
bool of_appointment(const struct reader *, const struct expression *);

#endif
