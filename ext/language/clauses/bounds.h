/*
** Where the clauses of a sentence begin and end: the second of the two passes of clauses.h.
**
**     "The army said the two, who fled on Friday, had died."
**      main          complement
**                             relative
*/
#ifndef NEWSEXT_CLAUSES_BOUNDS_H
#define NEWSEXT_CLAUSES_BOUNDS_H

#include "words.h"

struct clause_list ARENA_LIST(struct clause);

/* Adds the clauses of a sentence whose words have been read.  The document's status says what went wrong. */
void view_read_clauses(const struct sentence_view *, struct clause_list *);

#endif
