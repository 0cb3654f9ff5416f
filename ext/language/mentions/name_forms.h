/* The forms of a name, the ways in which news writes it: see roster.h. */
#ifndef NEWSEXT_NAME_FORMS_H
#define NEWSEXT_NAME_FORMS_H

#include "roster.h"

/*
** Adds all forms of a name to a roster:
**
**     "Ford Motor Company"         + "Ford Motor", "FM" and "FMC" in upper case
**     "Robert J. Smith Jr."        + "Robert Smith", "Bob Smith", "R. Smith", and "Smith" where one of them is
**     "Xi Jinping"                 + "Xi" where the full name is
**     "Springfield, Illinois"      + "Springfield, Ill.", and "Springfield" where one of them is
**     "Michael Jordan (athlete)"   as "Michael Jordan"
**
** Errors: the automaton's no_memory.
*/
void name_forms(struct roster *, uint32_t owner, uint32_t row, const char *name, size_t bytes, enum basis,
                enum roster_kind);

#endif
