/*
** What the rounds of settling share: thresholds and questions about names.  The first two are in identity.c, the third is in
** identity_together.c.
*/
#ifndef NEWSEXT_IDENTITY_RULES_H
#define NEWSEXT_IDENTITY_RULES_H

#include "identity_batch.h"

enum {
  COMPANY_FEW = 3,        /* a story with fewer says nothing by sharing none */
  YEARS_KNOWN = 3,        /* for how long a surname alone is known */
  MUCH_MORE = 3,          /* stories that settle what a word is */
  STORIES_FAMOUS = 20,    /* that do so even in other company */
  STORIES_KNOWN = 5,      /* that make somebody known by surname alone, if nobody else is */
  CANDIDATES_WEIGHED = 64 /* of those who share a key */
};
#define COMPANY_SHARED 0.35 /* weight of shared names that speaks for one identity */

/* What lists of names say that a word is. */
enum {
  PERSONS = 1 << GAZETTEER_SURNAME | 1 << GAZETTEER_SURNAME_RARE | 1 << GAZETTEER_GIVEN | 1 << GAZETTEER_GIVEN_MALE |
            1 << GAZETTEER_GIVEN_FEMALE,
  PLACES = LARGE_PLACES | 1 << GAZETTEER_CITY
};

/* The key by which a thing is found that also has this name. */
static inline uint64_t identity_alias_key(uint64_t exact) { return gazetteer_join(exact, 'a'); }

/* Whether names of these kinds can be one thing's: a name of several words is the same thing whatever a story takes it for; a
** single one is where nothing else is known by it. */
bool identity_kinds_agree(const struct identity_name *, unsigned kind);

/* Whether a thing is named in full often enough to be what a shorter form means, in `more` stories beside its own: a longer name
** that few stories have is another's ("GAStech" is not the "GAStech Bank").  Acronyms do not tell. */
bool identity_known_in_full(const struct identity *, const struct identity_name *brief, uint32_t more);

/* A form that the story has for a name, taken apart, in `room` unless it is the name itself; the set's status says whether all
** went well. */
const struct identity_name *identity_read_form(struct identities *, const struct entry *, struct slice form,
                                               struct identity_name *room);

#endif
