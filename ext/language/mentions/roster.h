/*
** A roster: the entities that mentions() or a gazetteer looks for, compiled.
**
**     struct roster r = {0};
**     roster_add(&r, 0, 0, "Zalmay Khalilzad", 16, BASIS_NAME, KIND_UNKNOWN);
**     roster_finish(&r);
**     roster_find(&r, text, bytes, &sightings, NULL, NULL);
**      "Zalmay Khalilzad said … Khalilzad added … Khalili left"
**      -> 2 sightings: by name, by surname
**
** Every name becomes one or more forms, the ways in which news writes it
** (name_forms.c); an automaton (text/automaton.h) finds them all in one walk, and
** what stands around them decides (sightings.c): a surname counts only where
** the full name is in the text and nobody else there bears it, and a name that is
** but a part of another's ("New York" in "New York Stock Exchange") does not count.
*/
#ifndef NEWSEXT_ROSTER_H
#define NEWSEXT_ROSTER_H

#include "../../base/span.h"
#include "../../base/status.h"
#include "../../text/automaton.h"

enum basis { BASIS_NAME, BASIS_ALIAS, BASIS_SURNAME, BASIS_ACRONYM, BASIS_SPELLING, BASIS_PATTERN };

extern const char *const basis_names[]; /* by enum basis */

enum roster_kind { KIND_UNKNOWN, KIND_PERSON, KIND_ORGANIZATION, KIND_PLACE, KIND_OTHER };

/* The kind that is called so, in full or by the labels of other name finders (PER, ORG, GPE); KIND_OTHER for any other
** text, KIND_UNKNOWN for none. */
enum roster_kind roster_kind_of(const char *name, size_t bytes);

enum form_flag {
  FORM_DEPENDS = 1,         /* counts only where a form of the same owner without this flag is found */
  FORM_UPPER = 2,           /* the text has it in upper case */
  FORM_CAPITAL = 4,         /* the text has it with a capital */
  FORM_PERSON = 8,          /* a surname, or what is like one: what stands around it decides */
  FORM_COMMA = 16,          /* has commas itself, so the text may */
  FORM_STOP = 32,           /* has stops behind longer words itself */
  FORM_HANDLE = 64,         /* begins with @ or # */
  FORM_ABBREVIATION = 128,  /* the text has a stop behind it, or a comma before it */
  FORM_TWO_INITIALS = 256,  /* two letters, which are more often something else: what stands around them decides */
  FORM_SPLIT_CAPITAL = 512, /* where its one word stands as two, both have capitals */
  FORM_INSIDE = 1024,       /* not the first word of a sentence, where any word has a capital */
  FORM_OF_PLACE = 2048,     /* of a place's name */
  FORM_OF_PERSON = 4096,    /* of a person's */
  FORM_FAMILY_FIRST = 8192, /* a family name to which the given name comes behind */
  FORM_INTRODUCED = 32768,  /* counts only where the text says what it stands for: "General Motors (GM)" */
  FORM_INITIALS = 16384     /* initials may stand behind its first word: it has none itself */
};

enum { FORM_MOST_SIGNS = 3 };

struct form {
  uint32_t owner;        /* whose it is */
  uint32_t row;          /* the alias it is made from */
  uint32_t given;        /* FORM_PERSON: its given names, in the pool; 0 if none */
  unsigned flags : 16;   /* enum form_flag */
  unsigned basis : 3;    /* enum basis */
  unsigned how : 4;      /* enum hit_how: of one that is written apart or as one */
  unsigned signs : 2;    /* how often + or # stands behind it: C++, C#, Disney+ */
  unsigned plus : 1;     /* it is + */
  unsigned has_less : 1; /* its owner has forms with FORM_DEPENDS */
  unsigned quiet : 1;    /* it has FORM_DEPENDS */
  unsigned last : 1;     /* of those of a hit */
};

/* A form with FORM_DEPENDS. */
struct dependent_form {
  uint32_t first; /* of the forms of its hits */
  uint32_t form;
};

/* Zeroed it is empty; it owns its memory until roster_free. */
struct roster {
  struct automaton automaton;
  struct ARENA_LIST(struct form) forms; /* from 1; once finished one for each of the automaton's outputs */
  struct ARENA_LIST(
      uint32_t) owners; /* by owner, once finished: its first dependent form, and with one more at the end */
  struct dependent_form *dependents; /* by owner */
  struct ARENA_LIST(char) pool;
  struct arena arena; /* of these */
};

/* Adds a name of entity `owner` (numbers from 0, without large gaps).  `row` comes back
** with sightings.  STATUS_INVALID: no letter or digit in it.  In name_forms.c. */
enum status roster_add(struct roster *, uint32_t owner, uint32_t row, const char *name, size_t bytes, enum basis,
                       enum roster_kind);

/* To be called once, when all names are added: STATUS_NO_MEMORY or STATUS_OK. */
enum status roster_finish(struct roster *);

struct sighting {
  struct span span;
  uint32_t owner, row;
  uint8_t basis;
  bool has_less; /* its owner has forms with FORM_DEPENDS */
};

/* Where the roster's entities are in a text: in text order, the longest first, not overlapping except
** where two entities have one name.  They live in the arena. */
struct sightings {
  struct sighting *items;
  uint32_t count;
};
/* The text needs 16 zero bytes behind it that can be read, unless it is searched for one name. */
enum status roster_find(const struct roster *, const char *text, size_t bytes, struct arena *, struct sightings *,
                        int (*stop)(void *), void *context);

size_t roster_bytes(const struct roster *);
void roster_free(struct roster *);

/* For name_forms.c: adds one way to write the name. */
struct form_of {
  uint32_t owner, row;
  enum basis basis;
  unsigned flags, how; /* enum form_flag, enum automaton_flag */
  const char *given;   /* FORM_PERSON: the given names, folded, each with a space behind */
};
void roster_add_form(struct roster *, const char *form, size_t bytes, const struct form_of *);

#endif
