/*
** Identities: which names of which stories are one person, body or place.
**
**     struct identities *set = identities_open(&source, 1);
**     identities_settle(set, stories, count);          a batch of stories; each of their names gets its identity
**     identities_changed(set, &n)                      what is new or changed is kept by whoever called
**     identities_close(set);
**
** A story says by itself which of its names are one (language/names.h); here these are put together over stories:
**  - by name: the same words, or the same but for a middle name, a nickname, a spelling, a legal form (identity_name.h);
**    names that many bear, and the less sure relations, ask for more: shared company, office or years (identity_profile.h);
**  - by a form that a story has shown: where one says "World Health Organization (WHO)", WHO is that in another, too;
**  - by a surname alone: of those who bear it, the one whose company, office and years fit, or who alone is known for it at
**    that time; else a bare surname is an identity by itself, and goes into its bearer's once one fits it;
**  - peoples are their countries ([demonym] in ext/lexicon/en/identities.txt);
**  - a parliament, a central bank, a finance ministry is that of the country of its story.
** Two bearers of one name are kept apart where their stories tell them apart: of other office, company and years.
**
** A batch is settled in rounds: full names, then bare ones, then bodies that every country has (identity_national.h), then
** those kept apart that new names explain; what comes later sees what came before only by the profiles.  So the order of
** stories matters only where a name could be several people's, in one batch as in many: in any order, and story by story,
** 99 in 100 pairs of names come out the same on the texts at hand.  Identities are put together later, but never taken apart.
** A name costs a look at the identities that share a key with it, at most IDENTITY_CANDIDATES a key, however many there are.
*/
#ifndef NEWSEXT_IDENTITY_H
#define NEWSEXT_IDENTITY_H

#include "../base/slice.h"
#include "identity_name.h"
#include "identity_profile.h"

enum {
  IDENTITY_BATCH = 500,        /* stories that are best settled at once, */
  IDENTITY_AT_HAND = 64 << 20, /* and bytes that a set may hold before it is left to where identities are kept */
  IDENTITY_CALLED = 96,        /* people and bodies of a story, of which it is read what they are called */
  IDENTITY_SURFACES = 64       /* different forms of one name in one story that are told apart */
};
enum { IDENTITY_CANDIDATES = 256, IDENTITY_VARIANTS = 3, IDENTITY_STORY_ROLES = 4, IDENTITY_KEYS = 8 };

/* The name of a person, body or place over all stories, and the names that it also has in full. */
struct identity_variant {
  struct slice name;
  uint32_t stories;
};

struct identity { /* first what is asked of all who share a key */
  int64_t id;
  struct identity *merged; /* the one it turned out to be, or NULL */
  uint32_t number;         /* among those at hand */
  bool is_new;
  struct identity_name name; /* the first variant, read */
  struct identity_variant variants[IDENTITY_VARIANTS];
  uint32_t variant_count;
  struct profile profile;
  uint32_t arrivals;            /* the stories that have come since it was kept */
  uint64_t keys[IDENTITY_KEYS]; /* that it was found to have, the last ones */
  uint32_t key_count;
  bool due;         /* for whoever keeps it: that it is still to be written, */
  uint32_t waiting; /* and the stories that came since it was */
};

/* What a form is to the name of its identity. */
enum identity_form {
  IDENTITY_NAME,     /* its name, or one in full as well */
  IDENTITY_SPELLING, /* that spelled otherwise, or with a nickname */
  IDENTITY_SURNAME,
  IDENTITY_GIVEN,
  IDENTITY_ACRONYM,
  IDENTITY_ALIAS, /* anything else */
  IDENTITY_DEMONYM
};

/* What the tables call them: by enum identity_form, and by enum name_kind. */
extern const char *const identity_forms[], *const identity_kinds[];

/* A name of a story, by its fullest form there. */
struct identity_reference {
  struct slice name;
  enum name_kind kind;
  uint32_t mentions;            /* how often the story names it */
  const struct slice *surfaces; /* the other forms that the story has for it */
  uint32_t surface_count;
  uint32_t roles[IDENTITY_STORY_ROLES]; /* hashes of what it is called beside the name: identity_roles.h; of a body that
                                           every country has, the one that is named beside it: identity_country.h */
  uint32_t role_count;

  struct identity *identity; /* the answer; identity_real() of it, once all is settled */
  bool people;               /* the name is that of a country's people */
};

struct identity_story {
  int year;              /* 0: not known */
  struct slice dateline; /* identity_country.h; no bytes: it has none */
  struct identity_reference *names;
  uint32_t count;
};

/* Where identities are kept.  `find` calls identities_known() for those with this key, at most IDENTITY_CANDIDATES; NULL: nowhere. */
struct identities;
struct identity_source {
  void *context;
  enum status (*find)(void *context, struct identities *, uint64_t key);
  int (*stop)(void *context);
  uint64_t stories; /* how many are settled */
};

/* A set that gives new identities numbers from `next` on; NULL when there is no memory. */
struct identities *identities_open(const struct identity_source *, int64_t next);
void identities_close(struct identities *);

/* To be called by `find`: an identity that is kept, by its variants (their texts are copied) and its profile as bytes. */
enum status identities_known(struct identities *, int64_t id, const struct identity_variant *variants, uint32_t count,
                             const void *profile, size_t bytes);

/* Settles a batch.  What the references hold is not needed behind it, but their identities stay. */
enum status identities_settle(struct identities *, struct identity_story *, uint32_t count);

/* The identities to be kept, new or changed since the last were; those `merged` are no more. */
struct identity *const *identities_changed(const struct identities *, size_t *count);

/* The keys to be kept: of which identity, and which. */
struct identity_key {
  uint64_t key;
  struct identity *identity;
};
const struct identity_key *identities_keys(const struct identities *, size_t *count);

/* What was new or changed has been kept. */
void identities_kept(struct identities *);

/* How many bytes the set holds. */
size_t identities_bytes(const struct identities *);

/* What a form that a story has for a name is, once the name is settled. */
enum status identity_form_of(struct identities *, const struct identity_reference *, struct slice surface,
                             enum identity_form *);

/* The identity that this one turned out to be, or itself. */
struct identity *identity_real(struct identity *);

#endif
