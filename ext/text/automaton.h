/*
** An automaton of names: finds any number of names in one walk over a text.
**
**     struct automaton a = {0};
**     automaton_add(&a, "cease-fire", 10, AUTOMATON_JOIN, 7);
**     automaton_finish(&a);
**     automaton_walk(&a, text, bytes, 0, &hits);
**      "cease fire", "ceasefire" and "Cease-Fire" give a hit of value 7
**
** A trie whose edges are words (text/words.h), after Aho and Corasick 1975 but
** with words for letters, so that a text needs one look-up a word; all edges
** are in one hash table, by the words that lead to them and not by the nodes that they leave, so that it can be
** asked for two words before the first is found.  Misspelt words: text/misspelt.h.  Walking: automaton_walk.c.
*/
#ifndef NEWSEXT_AUTOMATON_H
#define NEWSEXT_AUTOMATON_H

#include "../base/arena.h"
#include "filters.h"
#include "words.h"

enum {
  AUTOMATON_MOST_WORDS = 24,  /* of a name; a longer one is not found */
  AUTOMATON_FUZZY_LETTERS = 8 /* a word of so many letters may be misspelt by one edit */
};

enum automaton_flag {
  AUTOMATON_JOIN = 1,       /* two words may stand as one */
  AUTOMATON_SPLIT = 2,      /* a long word may stand as two */
  AUTOMATON_FUZZY = 4,      /* long words may be misspelt */
  AUTOMATON_INITIALS = 8,   /* initials may stand behind its first word: "Gerald R. Ford" */
  AUTOMATON_QUIET = 16,     /* its output goes to a list of its own; no joins, no splits */
  AUTOMATON_SMALL = 32,     /* (of a node) the word that leads to it may be misspelt even without a capital */
  AUTOMATON_CAPITAL = 64,   /* a hit of one word that has no capital is of no use */
  AUTOMATON_UPPER = 128,    /* nor one that has a small letter behind a capital */
  AUTOMATON_HIT = 256,      /* (of a node) it has an output */
  AUTOMATON_LEADS = 512,    /* (of a node) edges leave it */
  AUTOMATON_MISSPELT = 1024 /* (of a node) the word that leads to it may be misspelt */
};

/* How a hit differs from the name. */
enum hit_how { HIT_FUZZY = 1, HIT_INITIAL = 2, HIT_SPLIT = 4, HIT_JOINED = 8 };

struct automaton_edge {
  uint64_t key;  /* of the words up to where it leads: automaton_key(); 0: free */
  uint32_t node; /* where it leads; once finished its first output, except of a misspelt word */
  uint32_t more; /* of a misspelt word: where the right one begins in `pool`; else that node's flags, once finished */
};

struct automaton_edges { /* a hash table; of misspelt words with a filter of eight bits a slot before it */
  struct automaton_edge *items;
  uint64_t *filter;
  uint32_t slots, count;
};

struct automaton_node {
  uint32_t output; /* its first output, 0 if none; once finished those side by side, the quiet ones last */
  uint32_t quiet;  /* its first quiet output, 0 if none */
  uint16_t flags;  /* enum automaton_flag: those of a node; INITIALS; FUZZY: misspelt words lead on from it */
};

struct automaton_output {
  uint32_t value, next; /* next: 0 at the end */
  uint8_t how;          /* HIT_SPLIT, HIT_JOINED */
  bool quiet;
};

/* The first letters of words that begin a name: what a quick search looks for. */
struct automaton_begin {
  unsigned char first, second; /* folded ASCII; second 0: any; first 0: beyond ASCII */
};

enum { AUTOMATON_BEGINS = 8 };

/* Zeroed it is empty.  It owns its memory until automaton_free. */
struct automaton {
  struct automaton_edges edges, misspelt_edges;
  struct ARENA_LIST(struct automaton_node) nodes;
  struct ARENA_LIST(struct automaton_output) outputs; /* from 1 */
  struct ARENA_LIST(char) pool;
  struct automaton_begin begins[AUTOMATON_BEGINS];
  bool begins_wide;       /* one of them is beyond ASCII */
  int n_begins;           /* more than AUTOMATON_BEGINS: too many to search for, so there are filters */
  struct filters filters; /* made by automaton_finish */
  bool misspelt_first[2], misspelt_next[2]; /* some first word, or later one, may be: without a capital, with one */
  bool no_memory;
  struct arena arena, outputs_arena;
};

struct hit {
  uint32_t start, end;
  uint32_t output; /* the first of those that say which names */
  uint8_t how;     /* enum hit_how: HIT_FUZZY, HIT_INITIAL */
  uint8_t gaps;    /* enum word_gap: all that stand between its words */
  uint8_t words;   /* how many words the text has for it */
  uint8_t first;   /* enum word_flag: those of its first word */
  uint8_t all;     /* those that all its words have */
};
struct hits {
  struct arena *arena; /* what the list is in */
  const char *outputs; /* what will be asked for each hit's output: brought near, for memory is slow */
  size_t output_bytes;
  struct ARENA_LIST(struct hit) list;
};

/* How many words a name has; AUTOMATON_MOST_WORDS + 1 where it has too many. */
unsigned automaton_words(const char *name, size_t bytes);

/* Adds a name; `value` comes back with its hits.  Returns its node; 0 if it has no word
** (or too many), or there is no memory (then no_memory is set). */
uint32_t automaton_add(struct automaton *, const char *name, size_t bytes, unsigned flags, uint32_t value);

/* To be called once, when all names are added.  Errors: no_memory. */
void automaton_finish(struct automaton *);

/* Frees the outputs, for who has what they say in a list of its own. */
void automaton_drop_outputs(struct automaton *);

/* Adds the hits that start with the word at `at`.  Errors: the arena's no_memory. */
void automaton_walk(const struct automaton *, const char *text, size_t bytes, size_t at, struct hits *);

/* The key of words: of those that a key is of, 0 for none, and one more behind, by its hash. */
static inline uint64_t automaton_key(uint64_t words, uint64_t word) {
  uint64_t key = (word ^ (words + 1) * 0xD6E8FEB86659FD93u) * 0x9E3779B97F4A7C15u;
  return (key ^ key >> 32) | 1;
}

/* A word of at most 16 letters and digits of ASCII, with no mark behind it. */
struct automaton_word {
  size_t at, length;
  uint64_t key; /* of the words up to it */
};

/* Where the words of this key lead; NULL if it is no name's beginning. */
const struct automaton_edge *automaton_edge(const struct automaton *, uint64_t key);

/* The same of words of a key and one more, by its hash. */
const struct automaton_edge *automaton_follow(const struct automaton *, uint64_t words, uint64_t word);

/* The next edge of a misspelt word, whose key has the hash of it without a letter, behind `*slot`, which starts at
** UINT32_MAX; NULL if there is none. */
const struct automaton_edge *automaton_misspelt(const struct automaton *, uint64_t key, uint32_t *slot);

/* What filters call the place behind words of a key. */
static inline uint32_t automaton_place(uint64_t words) { return (uint32_t)(words >> 32); }

/* To be called some time before automaton_edge(): memory is slow. */
void automaton_prefetch(const struct automaton *, uint64_t key);

/* Adds the hit, if there is one, of the word to which an edge leads. */
void automaton_stand(const char *text, struct automaton_word, const struct automaton_edge *, struct hits *);

/* Adds the hits of the two words to which an edge leads, and of more behind them. */
void automaton_pair(const struct automaton *, const char *text, size_t bytes, struct automaton_word first,
                    struct automaton_word second, const struct automaton_edge *, struct hits *);

size_t automaton_bytes(const struct automaton *);
void automaton_free(struct automaton *);

#endif
