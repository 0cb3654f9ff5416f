/*
** What a person is called beside the name: by this, people of one name are told apart.
**
**     "Senator John Smith of Ohio, a former prosecutor, said"      senator, prosecutor
**     "the Smith administration"                                   administration
**
** Offices and trades right before the name, those in apposition behind it, and what one in office leads: words that name persons in WordNet
** (ext/lexicon/en/names/words.txt) or titles of the lexicon, but for those that only tell the sex.
*/
#ifndef NEWSEXT_IDENTITY_ROLES_H
#define NEWSEXT_IDENTITY_ROLES_H

#include "../base/slice.h"
#include "../base/span.h"

#include <stdbool.h>
#include <stddef.h>

/* Set in the hash of an office that goes with others: the senator may be called a lawyer, a candidate, a leader elsewhere; a
** goalkeeper not. */
enum { ROLE_PUBLIC = 1 };

/* Writes the hashes of at most `most` offices of the person whom `name` names in the text; returns how many. */
uint32_t identity_roles(const char *text, size_t bytes, struct span name, uint32_t *roles, uint32_t most);

#endif
