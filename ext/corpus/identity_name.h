/*
** A name taken apart, to see whether another name is the same one's.
**
**     identity_name_read(&a, "Donald J. Trump", NAME_PERSON);       given donald, middle j, surname trump
**     identity_name_read(&b, "Donald Trump", NAME_PERSON);
**     identity_name_relation(&a, &b)                                RELATION_MIDDLE
**     a.core == b.core                                              true: both are found by that key
**
** Keys are made of those of the words (identity_word.h); the comparison then looks at the letters.  What words mean
** (nicknames, legal forms, particles, spellings of one name) the lexicon says.
*/
#ifndef NEWSEXT_IDENTITY_NAME_H
#define NEWSEXT_IDENTITY_NAME_H

#include "../base/status.h"
#include "../language/names.h"
#include "identity_word.h"

enum { IDENTITY_WORDS = 10 };

struct identity_name {
  uint8_t count, kind;  /* enum name_kind */
  uint8_t surname, end; /* of a person: the words [surname, end) are it; behind them "Jr."; of a thing, what counts */
  bool acronym;         /* one word of capitals */
  bool legal;           /* a legal form stood behind it, "Apple Inc": it is whole though it is one word */
  bool firm;            /* the same, and it was taken for a person's */
  bool phrase;          /* of a person, more than a name: "Bill Blames Hillary", "Woods from Clinton" */
  uint16_t start;       /* the bytes in front that are no part of it */
  uint64_t core;        /* the key of the name; of a person, of given name and surname */
  uint64_t
      other_core; /* of three words or more, the core that it had if it were taken for a thing, or for a person; else 0 */
  uint64_t last;       /* of a person, the key of the surname; else 0 */
  uint64_t exact;      /* the hash of all its words */
  uint64_t brief;      /* the same without what may go: "Boston Red Sox", "Qeshm Island"; else 0 */
  uint64_t brief_core; /* the core of that */
  uint64_t place;      /* of what is called after a place, the place's core; else 0 */
  bool national;       /* a body that every country has, with its country in front or without */
  uint32_t
      country; /* by its number: which a place is or is in, which such a body has in front, or a body is known to be of */
  struct identity_word
      words[IDENTITY_WORDS]; /* without article, legal form, marks and what stands before a person's name */
};

/* What the name `b` says of somebody called `a`: from the surest to the least sure. */
enum identity_relation {
  RELATION_NONE,     /* another one's */
  RELATION_INITIAL,  /* J. Smith, John Smith */
  RELATION_LINEAGE,  /* Ken Griffey, Ken Griffey Jr. */
  RELATION_NICKNAME, /* Bob Dole, Robert Dole */
  RELATION_SPELLING, /* al-Sisi, el-Sissi; Centre, Center */
  RELATION_MIDDLE,   /* Donald Trump, Donald J. Trump */
  RELATION_SAME
};

/* Reads a name of `bytes` bytes.  STATUS_OK, or STATUS_NO_MEMORY. */
enum status identity_name_read(struct identity_name *, const char *name, size_t bytes, enum name_kind);

/* The relation of two names of two words or more each if they are people's; a surname alone is nobody's by name. */
enum identity_relation identity_name_relation(const struct identity_name *a, const struct identity_name *b);

/* Whether two people have one surname, in one spelling or another; `alone`: nothing else is known of one of them. */
bool identity_name_same_surname(const struct identity_name *a, const struct identity_name *b, bool alone);

/* The core of a person's surname as a name by itself. */
uint64_t identity_name_surname_core(const struct identity_name *);

/* Whether the name is whole: of a person, a surname with something before it; of a thing, two words or more. */
static inline bool identity_name_is_full(const struct identity_name *n) {
  return n->kind == NAME_PERSON ? n->surname > 0 : n->count > 1;
}

/* Whether a name is an acronym of the other's words. */
bool identity_name_abbreviates(const struct identity_name *brief, const struct identity_name *full);

/* Whether several bear it: a usual name, a body that every country has, a place of which there are more. */
bool identity_name_is_common(const struct identity_name *);

/* Whether so many people bear a name that a corpus likely has two of them: John Smith. */
bool identity_name_is_usual(const struct identity_name *);

/* Whether a name of one word that a story takes for no person's may be a surname: nothing else is known by it. */
bool identity_name_may_be_surname(const struct identity_name *);

#endif
