/*
** Words that are misspelt by one edit.
**
**     misspelt_is("khalilizad", 10, "khalilzad", 9)     // true
**     misspelt_is("pakistani", 9, "pakistan", 8)        // false: another word
**
** They are found by the hashes of both words without a letter (the method of SymSpell, Garbe 2012, for one edit),
** then checked.
*/
#ifndef NEWSEXT_MISSPELT_H
#define NEWSEXT_MISSPELT_H

#include "words.h"

enum { MISSPELT_LETTERS = 40 /* of a word that may be misspelt, at most */ };

/* Whether a word is of letters, and of at least so many. */
bool misspelt_may_be(const struct word *, unsigned least);

/* Where the letters of a folded word start, with its end as the last; 0 if there are too many. */
unsigned misspelt_letters(const char *folded, unsigned count, uint8_t starts[MISSPELT_LETTERS + 1]);

/* The hash of a word of `n` letters without its letter `k`. */
uint64_t misspelt_hash(const char *folded, const uint8_t *starts, unsigned n, unsigned k);

/*
** Whether one edit (a letter more, less, another, or two that changed places)
** makes `x` of `y`.  The first letter is always right, and an ending more or less makes
** another word of it, not a misspelling: Pakistan, Pakistani.
*/
bool misspelt_is(const char *x, unsigned x_bytes, const char *y, unsigned y_bytes);

#endif
