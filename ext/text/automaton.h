/*
** An automaton of names: finds any number of names in one walk over a text.
**
**     struct automaton a = {0};
**     automaton_add(&a, "cease-fire", 10, AUTOMATON_JOIN, 7);
**     automaton_walk(&a, text, bytes, at, &hits);      // at: a word's start
**      "cease fire", "ceasefire" and "Cease-Fire" give a hit of value 7
**
** A trie whose edges are words (text/words.h), after Aho and Corasick 1975 but
** with words for letters, so that a text needs one look-up a word; all edges
** are in one hash table.  Misspelt words are found by deleting a letter from
** both sides (the method of SymSpell, Garbe 2012, for one edit), then checked.
*/
#ifndef NEWSEXT_AUTOMATON_H
#define NEWSEXT_AUTOMATON_H

#include "../base/arena.h"
#include "words.h"

#include <string.h>

enum {
  AUTOMATON_MOST_WORDS = 24,  /* of a name; a longer one is not found */
  AUTOMATON_FUZZY_LETTERS = 8 /* a word of so many letters may be misspelt by one edit */
};

enum automaton_flag {
  AUTOMATON_JOIN = 1,     /* two words may stand as one */
  AUTOMATON_SPLIT = 2,    /* a long word may stand as two */
  AUTOMATON_FUZZY = 4,    /* long words may be misspelt */
  AUTOMATON_INITIALS = 8, /* initials may stand behind its first word: "Gerald R. Ford" */
  AUTOMATON_QUIET = 16,   /* its output goes to a list of its own; no joins, no splits */
  AUTOMATON_SMALL = 32,   /* (of a node) misspelt words in lower case lead on too */
  AUTOMATON_CAPITAL = 64, /* a hit of one word that has no capital is of no use */
  AUTOMATON_UPPER = 128   /* nor one that has a small letter behind a capital */
};

/* How a hit differs from the name. */
enum hit_how { HIT_FUZZY = 1, HIT_INITIAL = 2, HIT_SPLIT = 4, HIT_JOINED = 8 };

struct automaton_edge {
  uint64_t key;  /* of the node it leaves and the word; 0: free */
  uint32_t node; /* where it leads */
  uint32_t word; /* for a misspelt word: where the right one begins in `pool`; else 0 */
};

struct automaton_edges { /* a hash table, with a filter of eight bits a slot before it */
  struct automaton_edge *items;
  uint64_t *filter;
  uint32_t slots, count;
};

struct automaton_node {
  uint32_t output; /* its first output, 0 if none */
  uint32_t next;   /* not 0: edges leave it */
  uint32_t flags;  /* enum automaton_flag: INITIALS; FUZZY: misspelt words lead on from it; SMALL */
  bool fuzzy;      /* the word that leads to it may be misspelt */
  uint32_t quiet;  /* its first quiet output, 0 if none */
};

struct automaton_output {
  uint32_t value, next;
  uint32_t how; /* HIT_SPLIT, HIT_JOINED */
};

/* The first letters of words that begin a name: what a quick search looks for. */
struct automaton_begin {
  unsigned char first, second; /* folded ASCII; second 0: any; first 0: beyond ASCII */
};

enum { AUTOMATON_BEGINS = 8 };

/*
** Filters: bit sets that say of most words of a text, without a look into the
** automaton, that no name begins there.  They may say yes in vain, never no.
*/
enum automaton_filter {
  FILTER_TWO,     /* the first two bytes of a word that begins a name */
  FILTER_BEGIN,   /* the word begins a name */
  FILTER_ALONE,   /* it is a name by itself */
  FILTER_CAPITAL, /* it is one if it has a capital */
  FILTER_UPPER,   /* it is one if it is in upper case */
  FILTER_FOUR,    /* the first or last four letters of a word that may be misspelt */
  FILTER_PAIR,    /* the first two words of a name */
  FILTERS
};
/* Those that every word is asked for are small, so that they stay at hand. */
enum { FILTER_SMALL_BITS = 18, FILTER_BITS = 20, FILTER_PAIR_BITS = 21 };

struct automaton_note { /* what goes into a filter once there are filters */
  uint32_t filter, bit;
};

/* Zeroed it is empty.  It owns its memory until automaton_free. */
struct automaton {
  struct automaton_edges edges, misspelt_edges;
  struct ARENA_LIST(struct automaton_node) nodes;
  struct ARENA_LIST(struct automaton_output) outputs;
  struct ARENA_LIST(char) pool;
  struct automaton_begin begins[AUTOMATON_BEGINS];
  int n_begins;               /* more than AUTOMATON_BEGINS: too many to search for */
  uint64_t *filters[FILTERS]; /* NULL while `begins` will do */
  struct ARENA_LIST(struct automaton_note) notes;
  bool fuzzy, fuzzy_small; /* names have words that may be misspelt; some of them in lower case */
  bool no_memory;
  struct arena arena;
};

struct hit {
  uint32_t start, end;
  uint32_t node; /* its outputs say which names */
  uint8_t how;   /* enum hit_how: HIT_FUZZY, HIT_INITIAL */
  uint8_t gaps;  /* enum word_gap: all that stand between its words */
  uint8_t words; /* how many words the text has for it */
  uint8_t first; /* enum word_flag: those of its first word */
  uint8_t all;   /* those that all its words have */
};
struct hits {
  struct arena *arena; /* what the list is in */
  struct ARENA_LIST(struct hit) list;
};

/* Adds a name; `value` comes back with its hits.  Returns its node; 0 if it has no word
** (or too many), or there is no memory (then no_memory is set). */
uint32_t automaton_add(struct automaton *, const char *name, size_t bytes, unsigned flags, uint32_t value);

/* Adds the hits that start at `at`, where a word starts.  Errors: the arena's no_memory. */
void automaton_walk(const struct automaton *, const char *text, size_t bytes, size_t at, struct hits *);

static inline bool filter_has(const struct automaton *a, enum automaton_filter which, uint32_t bit) {
  return a->filters[which][bit >> 6] >> (bit & 63) & 1;
}

static inline uint32_t filter_two(unsigned char first, unsigned char second) {
  return (first | 32u) | (second | 32u) << 8;
}

/* The bits: of a word that begins a name, by its hash; of one that is a name; of two; of four letters that
** lead on from a node. */
static inline uint32_t filter_begin(uint64_t hash) { return (uint32_t)(hash >> (64 - FILTER_SMALL_BITS)); }
static inline uint32_t filter_word(uint64_t hash) { return (uint32_t)(hash >> (64 - FILTER_BITS)); }
static inline uint32_t filter_pair(uint64_t first, uint64_t second) {
  return (uint32_t)(((first << 7 | first >> 57) ^ second) * 0x9E3779B97F4A7C15u >> (64 - FILTER_PAIR_BITS));
}
static inline uint32_t filter_four(uint32_t node, uint32_t four, bool last) {
  return (((four | 0x20202020u) ^ node * 0xC2B2AE35u) * (last ? 0x85EBCA6Bu : 0x9E3779B1u)) >> (32 - FILTER_SMALL_BITS);
}

/* Whether a word like this one, but misspelt, may lead on from a node: an edit leaves either the
** first four or the last four of eight letters as they are.  `length` is 7 or more. */
static inline bool automaton_may_be_misspelt(const struct automaton *a, uint32_t node, const char *word,
                                             size_t length) {
  uint32_t first, last;
  memcpy(&first, word, 4);
  memcpy(&last, word + length - 4, 4);
  return filter_has(a, FILTER_FOUR, filter_four(node, first, false)) ||
         filter_has(a, FILTER_FOUR, filter_four(node, last, true));
}

/* Whether a name may go on with this word, but misspelt, behind a first word of that hash. */
bool automaton_may_go_on_misspelt(const struct automaton *, uint64_t first, const char *word, size_t length);

size_t automaton_bytes(const struct automaton *);
void automaton_free(struct automaton *);

#endif
