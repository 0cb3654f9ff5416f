/*
** A batch of stories while their names are settled: the names taken apart, and the company that they keep.
**
** By the company of a name it is known: those others of its story that few stories have (weight: the logarithm of the stories
** in all by those that have it, 1 where it is alone), that the story says often, and of which other stories know.
*/
#ifndef NEWSEXT_IDENTITY_BATCH_H
#define NEWSEXT_IDENTITY_BATCH_H

#include "../language/names/gazetteer.h"
#include "identity_set.h"

enum {
  COMPANY_MOST = 32,   /* names of a story by which its others are told */
  COUNTRIES_MOST = 12, /* that it names */
  LARGE_PLACES =
      1 << GAZETTEER_COUNTRY | 1 << GAZETTEER_CITY_LARGE | 1 << GAZETTEER_REGION /* lists that a word is in */
};

/* A name of a story. */
struct entry {
  struct identity_reference *of;
  struct identity_name name;
  uint32_t company;    /* its hash as company */
  const char *letters; /* that the body is known by, parted by |, or NULL */
  uint8_t round;       /* in which it is settled */
};

/* What is surest comes first: full names; surnames and other single words; bodies that every country has, in stories of one
** country; those in stories of several, or of none; and of these the ones that are none of those known by then. */
enum { ROUND_FULL, ROUND_SINGLE, ROUND_NATIONAL, ROUND_NATIONAL_LEFT, ROUND_NATIONAL_NEW, ROUNDS };

struct told {
  struct identity_story *story;
  struct entry *entries; /* as many as the story has names */
  struct companion company[COMPANY_MOST];
  double ranks[COMPANY_MOST];
  uint32_t companions;
  struct counted
      countries[COUNTRIES_MOST]; /* of a story that names bodies which every country has, how often it names each */
  uint32_t country_count;
};

struct batch {
  struct identities *set;
  struct arena arena;
  struct told *told;
  uint32_t count;
  struct frequency {
    uint64_t core;
    uint32_t stories, last; /* the last story counted, from 1 */
  } * frequencies;          /* in how many stories of the batch a name stands */
  uint32_t frequency_mask;
  struct seen {
    const struct identity *identity;
    const struct told *story;
  } * seen; /* which stories have named which identity */
  uint32_t seen_mask;
  uint32_t in_round[ROUNDS]; /* names */
  size_t first_fresh;        /* of the set's fresh keys, the first of this batch */
  double all;                /* stories in all */
};

/* Reads the names; the set's status says whether all went well. */
void batch_read(struct batch *, struct identities *, struct identity_story *, uint32_t count);
void batch_free(struct batch *);

/* The place for a story's having named an identity: empty where it has not. */
struct seen *batch_seen(const struct batch *, const struct told *, const struct identity *);

/* How often a story names a country, its dateline counting for several times. */
uint32_t batch_country(const struct told *, uint32_t country);

/* What a story says of the bearer of one of its names. */
struct sighting batch_sighting(const struct told *, struct entry *, struct companion company[COMPANY_MOST]);

/* The k-th form of a name beside itself: those that the story has, then those that everybody knows; false if there is none. */
bool batch_form(const struct entry *, uint32_t k, struct slice *form);

/* Whether a story has a name with this core. */
bool batch_has(const struct told *, uint64_t core);

#endif
