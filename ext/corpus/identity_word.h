/*
** A word of a name, and how alike two are.
**
** Words are compared folded (text/fold.h).  A word's key is made of its consonants, as Soundex does (Russell 1918) but
** without its length, so that spellings from other scripts have one key ("al-Sisi", "el-Sissi").
*/
#ifndef NEWSEXT_IDENTITY_WORD_H
#define NEWSEXT_IDENTITY_WORD_H

#include "../language/lexicon.h"

enum {
  IDENTITY_LETTERS = 24,
  SPELLED_EDITS = 2 /* edits that may lie between two spellings */
};

struct identity_word {
  uint64_t hash;                  /* of the folded word */
  uint32_t lexicon, known;        /* its number in the lexicon; the gazetteer's lists that have it, as bits */
  uint16_t start;                 /* where it begins in the name, in bytes */
  uint8_t length;                 /* of letters */
  bool upper;                     /* in capitals; told of the first word alone */
  bool joined;                    /* right behind a hyphen */
  bool owner;                     /* what follows is its: "London's Heathrow Airport" */
  bool quoted;                    /* in quotes or brackets inside the name: Vincent "Chin" Gigante */
  char letters[IDENTITY_LETTERS]; /* folded, cut where the word is longer */
};

/* Writes the key of letters: their consonants, each once in a row, behind 'a' where they begin with a vowel; how many, at most
** one more than there are letters. */
size_t identity_skeleton(const char *letters, size_t count, char *out);

/* The key of the words before joined with that of the next; that of no words is 0. */
uint64_t identity_word_join(uint64_t, const struct identity_word *);

/* The edits between two short words: letters put in, left out, changed or exchanged with the next (Damerau 1964). */
unsigned identity_word_edits(const struct identity_word *, const struct identity_word *);

/* Whether one of two words is among those that the other's entry of a list gives. */
bool identity_word_listed(const struct identity_word *, const struct identity_word *, enum lexicon_list);

/* Whether two words are one in two spellings.  Two that many bear, being in the gazetteer's lists `well_known`, are two,
** however alike: Anderson, Andersen. */
bool identity_word_spelling(const struct identity_word *, const struct identity_word *, uint32_t well_known);

#endif
