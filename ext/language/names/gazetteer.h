/*
** The gazetteer: what a word, or a run of words, is known to be.
**
**     gazetteer_word("Nairobi")            1 << GAZETTEER_CITY_LARGE
**     gazetteer_word("hope")               1 << GAZETTEER_NOUN_OTHER | 1 << GAZETTEER_VERB | 1 << GAZETTEER_GIVEN
**
** Far more words than the lexicon holds, asked only of words that stand in or
** beside a name.  The files in ext/lexicon/en/names are its lists; make turns them into one
** hash table (ext/lexicon/gazetteer_write.c), where a word that is in no list is taken for
** another once in some 300,000 times.  Beside the lists stands a word's cluster, which holds the
** words that are used as it is ("Cargill" with "Medtronic"), told from much text.
*/
#ifndef NEWSEXT_NAMES_GAZETTEER_H
#define NEWSEXT_NAMES_GAZETTEER_H

#include "../../text/fold.h"

/* The lists: a section [name] of ext/lexicon/en/names/ each. */
/* clang-format off */
#define GAZETTEER_LISTS(X) \
  X(GIVEN_FEMALE, given_female) X(GIVEN_MALE, given_male) X(GIVEN, given) X(GIVEN_RARE, given_rare) \
  X(SURNAME, surname) X(SURNAME_RARE, surname_rare) X(COUNTRY, country) X(CITY_LARGE, city_large) \
  X(CITY, city) X(REGION, region) X(DEMONYM, demonym) X(ORGANIZATION, organization) \
  X(ACRONYM, acronym) X(COMPANY, company) X(TEAM, team) X(WORK, work) X(NOUN_PERSON, noun_person) \
  X(NOUN_GROUP, noun_group) X(NOUN_PLACE, noun_place) X(NOUN_OTHER, noun_other) \
  X(VERB_SAID, verb_said) X(VERB, verb) X(ADJECTIVE, adjective) X(ADVERB, adverb) \
  X(FUNCTION, function) X(TITLE, title) X(ORGANIZATION_WORD, organization_word) \
  X(PLACE_WORD, place_word) X(TIME, time)
/* clang-format on */

enum gazetteer_list {
#define GAZETTEER_ENUM(upper, lower) GAZETTEER_##upper,
  GAZETTEER_LISTS(GAZETTEER_ENUM)
#undef GAZETTEER_ENUM
      GAZETTEER_BEGINS = 29 /* not a list: a longer entry begins with this */
};

enum { GAZETTEER_MOST_WORDS = 6 };

/* A slot of the table, 0 where it is empty: the lists as bits, the cluster, and a print of the hash. */
enum { GAZETTEER_LIST_BITS = 30, GAZETTEER_CLUSTER_BITS = 14, GAZETTEER_PRINT_BITS = 20 };
static inline uint32_t slot_lists(uint64_t slot) { return (uint32_t)slot & (((uint32_t)1 << GAZETTEER_LIST_BITS) - 1); }
static inline uint32_t slot_cluster(uint64_t slot) {
  return (uint32_t)(slot >> GAZETTEER_LIST_BITS) & ((1 << GAZETTEER_CLUSTER_BITS) - 1);
}
static inline uint64_t slot_print(uint64_t hash) { return hash << (64 - GAZETTEER_PRINT_BITS); }
static inline bool slot_is(uint64_t slot, uint64_t hash) {
  return (slot ^ slot_print(hash)) >> (64 - GAZETTEER_PRINT_BITS) == 0;
}
/* The slot among `count` where the search for a hash begins. */
static inline uint32_t slot_at(uint64_t hash, uint32_t count) { return (uint32_t)((hash >> 32) * count >> 32); }

/* A cluster is a path from coarse to fine, 0 for none; the first bits of it are the coarser cluster that it is a part of. */
enum { CLUSTER_COARSE_BITS = 6, CLUSTER_MIDDLE_BITS = 8 };
static inline uint32_t cluster_part(uint32_t cluster, int bits) { return cluster >> (GAZETTEER_CLUSTER_BITS - bits); }

/* The hash of a word, and that of a run of words with one more behind it. */
static inline uint64_t gazetteer_hash(struct word_key key) {
  uint64_t h = (key.low ^ (key.high << 29 | key.high >> 35) * 0x9E3779B97F4A7C15u) * 0xD6E8FEB86659FD93u;
  return (h ^ h >> 32) * 0xD6E8FEB86659FD93u;
}
static inline uint64_t gazetteer_join(uint64_t run, uint64_t word) {
  uint64_t h = (run ^ 0x632BE59BD9B4E019u) * 0x9E3779B97F4A7C15u + word;
  return (h ^ h >> 29) * 0xD6E8FEB86659FD93u;
}

/* What is known of what has this hash: its slot; 0 if nothing is. */
uint64_t gazetteer_slot(uint64_t hash);

/* The lists, as bits, that hold it; 0 if none does. */
uint32_t gazetteer_find(uint64_t hash);

/* Brings near what the same question will read: the table is larger than the cache. */
void gazetteer_foresee(uint64_t hash);

#endif
