/*
** Finding the expressions of a text: see recognise.c.
*/
#ifndef NEWSEXT_DATES_RECOGNISE_H
#define NEWSEXT_DATES_RECOGNISE_H

#include "expression.h"

/* All expressions of a document, in text order; false when it must stop. */
bool recognise(const struct reader *r, struct expressions *out);
/* The day of some year, with its month, that the text at a token says first; false if it says none. */
bool read_day(const struct reader *r, uint32_t at, struct expression *out);

#endif
