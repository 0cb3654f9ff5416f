/*
** Names: the people, organisations and places that a text names.
**
**     "Zalmay Khalilzad met Taliban envoys in Qatar. Mr. Khalilzad's team ..."
**      mentions: Zalmay Khalilzad (person), Taliban (organization),
**                Qatar (place), Khalilzad (person)
**      entities: Zalmay Khalilzad, 2 mentions; Taliban, 1; Qatar, 1
**
** Three steps.  A tagger (names/tagger.h) finds the mentions and their kinds; rules mend what needs no
** weighing (names/extents.h); then one pass over the whole story (names/entities.h) says which mentions are
** the same thing: surnames, acronyms, countries by their other names.  Extents are
** those of CoNLL-2003: no titles ("Mr. Khalilzad" is "Khalilzad"), no
** possessives, no article; nationalities are `other`.
*/
#ifndef NEWSEXT_NAMES_H
#define NEWSEXT_NAMES_H

#include "tokens.h"

enum name_kind { NAME_PERSON, NAME_ORGANIZATION, NAME_PLACE, NAME_OTHER };

enum name_gender { GENDER_UNKNOWN, GENDER_FEMALE, GENDER_MALE };

struct mention {
  struct span span;
  uint32_t first, count; /* its tokens */
  uint32_t entity;       /* which of names.entities it names */
  uint8_t kind;          /* enum name_kind */
};

struct entity {
  const char *name;  /* the fullest form, on one line, NUL-terminated; as long-lived as the document */
  uint32_t length;   /* of the name, in bytes */
  uint32_t first;    /* its first mention */
  uint32_t mentions; /* how many there are */
  uint8_t kind;      /* enum name_kind: what most of its mentions are */
  uint8_t gender;    /* enum name_gender: of a person, by title, given name or pronoun */
};

struct names {
  const struct mention *items; /* in text order, never overlapping */
  uint32_t count;
  const struct entity *entities; /* in the order of their first mentions */
  uint32_t entity_count;
};

/* The names of a document; empty after an error, which is in its status. */
const struct names *document_names(struct document *);

/* The number of the first mention that ends behind token `t` (so that holds it
** or stands behind it); count if none does. */
uint32_t names_from(const struct names *, uint32_t t);

#endif
