/* A name in its words, and forms of it as they are written: for name_forms.c and organization_forms.c. */
#ifndef NEWSEXT_NAME_PARTS_H
#define NEWSEXT_NAME_PARTS_H

#include "../../base/buffer.h"
#include "../lexicon.h"
#include "../names/gazetteer.h"
#include "roster.h"

struct name {
  const char *text;
  size_t bytes;
  struct word words[AUTOMATON_MOST_WORDS];
  uint32_t lexicon[AUTOMATON_MOST_WORDS]; /* their numbers in the lexicon */
  uint32_t known[AUTOMATON_MOST_WORDS];   /* their lists in the gazetteer */
  uint8_t gaps[AUTOMATON_MOST_WORDS];     /* enum word_gap: what is behind each */
  unsigned n;
};

struct maker {
  struct roster *roster;
  struct form_of of;  /* owner, row, basis */
  unsigned always;    /* enum form_flag: those that all forms of the name have */
  struct buffer text; /* the form that is being written */
};

/* What the gazetteer knows of a word, as bits. */
enum {
  KNOWN_COMMON_GIVEN = 1 << GAZETTEER_GIVEN_FEMALE | 1 << GAZETTEER_GIVEN_MALE,
  KNOWN_GIVEN = KNOWN_COMMON_GIVEN | 1 << GAZETTEER_GIVEN,
  KNOWN_SURNAME = 1 << GAZETTEER_SURNAME | 1 << GAZETTEER_SURNAME_RARE,
  KNOWN_ORDINARY = 1 << GAZETTEER_NOUN_GROUP | 1 << GAZETTEER_NOUN_PLACE | 1 << GAZETTEER_NOUN_OTHER |
                   1 << GAZETTEER_NOUN_PERSON | 1 << GAZETTEER_VERB | 1 << GAZETTEER_VERB_SAID |
                   1 << GAZETTEER_ADJECTIVE | 1 << GAZETTEER_ADVERB | 1 << GAZETTEER_FUNCTION |
                   1 << GAZETTEER_ORGANIZATION_WORD | 1 << GAZETTEER_PLACE_WORD | 1 << GAZETTEER_TIME,
  KNOWN_PLACE = 1 << GAZETTEER_COUNTRY | 1 << GAZETTEER_CITY_LARGE | 1 << GAZETTEER_REGION,
  KNOWN_TOWN = KNOWN_PLACE | 1 << GAZETTEER_CITY,
  KNOWN_GROUP = 1 << GAZETTEER_ORGANIZATION | 1 << GAZETTEER_COMPANY | 1 << GAZETTEER_TEAM | 1 << GAZETTEER_WORK
};

static inline bool name_is(const struct name *name, unsigned i, enum lexicon_list list) {
  return i < name->n && lexicon_has(name->lexicon[i], list);
}

/* Reads the words of a name.  What it points to must live as long. */
void name_read(struct name *, const char *text, size_t bytes);

/* Leaves the words [from, to). */
void name_cut(struct name *, unsigned from, unsigned to);

/* What the gazetteer knows of the words [from, to) as one. */
uint32_t name_known(const struct name *, unsigned from, unsigned to);

/* Adds a word, as it stands in the name, to the form that is being written. */
void maker_word(struct maker *, const struct name *, unsigned i);

/* The form as it is written so far, which is then empty again.  Errors: the automaton's no_memory. */
void maker_end(struct maker *, enum basis, unsigned flags, unsigned how, const char *given);

/* The words [from, to) as a form, as they stand in the name, hyphens too. */
void maker_part(struct maker *, const struct name *, unsigned from, unsigned to, enum basis, unsigned flags,
                unsigned how);

/* The initials of a name, if they are `least` or more: see organization_forms.c. */
void add_acronym(struct maker *, const struct name *, unsigned least);

/* What organisations and places are called beside their names: see organization_forms.c. */
void add_organization(struct maker *, const struct name *, enum basis);

#endif
