/*
** The days of feasts: see feasts.c.
*/
#ifndef NEWSEXT_DATES_FEASTS_H
#define NEWSEXT_DATES_FEASTS_H

#include "period.h"

/* The days of a feast in a year, by its value in the lexicon. */
struct period feast_in(const char *value, int year);

#endif
