/*
** What else a name says: a people says its country, a party's members the party, another name of a country the country.
**
**     "Germans"      Germany, a place          "Republicans"   Republican Party, an organization
**     "Korean"       South Korea, where that is the only one of both that the story names; else Korea
**
** The lists: [demonym], [country_name] and [member] in ext/lexicon/en/identities.txt.
*/
#ifndef NEWSEXT_IDENTITY_PEOPLE_H
#define NEWSEXT_IDENTITY_PEOPLE_H

#include "identity.h"

struct identity_stands_for {
  struct slice name; /* constant text; no bytes: the name says nothing else */
  enum name_kind kind;
  bool people; /* whether those who belong there are named, not the country, the party itself */
};

struct identity_stands_for identity_stands_for(const struct identity_story *, const struct identity_reference *);

/* The letters that a body is known by, parted by |, as the lexicon has them ([body_letters], [listed_letters]); NULL if it is no such body. */
const char *identity_letters(const struct identity_reference *);

#endif
