/*
** What neighbours lend each other: see borrow.c.
*/
#ifndef NEWSEXT_DATES_BORROW_H
#define NEWSEXT_DATES_BORROW_H

#include "expression.h"

/* What an expression takes from the one behind it. */
void borrow(const struct reader *, struct expressions *);
/* "Between Monday and Wednesday": of the two days of a range, both named by weekdays, the left one is the earlier. */
void order_range(const struct reader *, struct date *left, const struct date *right);
/* The kind of a word that joins two dates, a value of its list; 0 if it is none. */
char link_at(const struct reader *, uint32_t at);

#endif
