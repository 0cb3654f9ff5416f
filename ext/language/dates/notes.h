/*
** Notes from one to another: see notes.c.
*/
#ifndef NEWSEXT_DATES_NOTES_H
#define NEWSEXT_DATES_NOTES_H

#include "expression.h"

/* Whether the text is a note; makes one of "Oct. 2 to 5", and returns how many dates are left. */
bool is_note(const struct reader *);
uint32_t join_ranges(const struct reader *, struct date *, uint32_t count);
/* The days of a part of a period: late in a week, the rest of a year. */
void take_part(const struct expression *, int32_t reference, struct date *);

#endif
