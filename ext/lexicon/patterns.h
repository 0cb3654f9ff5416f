/*
** What the parts of the pattern compiler share: what patterns_read.c read, of one
** language, and what patterns_build.c makes of it for patterns_write.c.
*/
#ifndef NEWSEXT_COMPILE_PATTERNS_H
#define NEWSEXT_COMPILE_PATTERNS_H

#include "../language/dates/patterns.h"
#include "lists.h"

enum casing { CASE_ANY, CASE_CAPITAL, CASE_CAPITALS };
enum part_sort { PART_ROW, PART_EITHER, PART_PIECE, PART_BETWEEN };

/* A number of some digits between two, as <01-31>. */
struct pattern_number {
  int32_t least, most;
  uint8_t least_digits, most_digits;
};

/* A kind of pieces: some words, a number, or what every language has. */
struct kind {
  enum { KIND_OF_WORDS, KIND_OF_NUMBERS, KIND_SPECIAL } sort;
  enum casing casing;
  uint32_t *words; /* their numbers, in order */
  size_t n_words;
  struct pattern_number number;
  uint16_t special;
};

/* A pattern as it is written: its parts in a row, or one of several. */
struct part {
  enum part_sort sort;
  bool optional, joined;
  uint16_t kind, capture, between; /* by number */
  struct part *first, *next;       /* its own parts; the one behind it */
};

struct rule {
  struct part *part;
  struct pattern_run actions;
};

/* Numbers that are of the same kinds are a class; the kinds are a bit each, in their order. */
enum { CLASSES = 256 };
struct number_classes {
  uint64_t kinds[CLASSES];
  uint32_t count;
  uint8_t of_number[NUMBERS]; /* by number_place() */
};

struct built_edge {
  uint16_t kind, between, capture;
  uint32_t to;
};
struct built_state {
  uint32_t edges, accepts; /* where its own begin */
  uint16_t n_edges, n_accepts, fan;
  uint32_t place; /* among all that is written of states */
};
struct automaton {
  struct ARENA_LIST(struct built_state) states;
  struct ARENA_LIST(struct built_edge) edges;
  struct ARENA_LIST(struct pattern_accept) accepts;
  struct ARENA_LIST(struct pattern_begin) begins; /* how patterns begin with some words or numbers */
  uint16_t *begin_of_word,
      begin_of_class[CLASSES]; /* by the numbers of words, and by class; 0: with this none begins */
  uint32_t n_words;
};

enum { MOST_RULES = 4096, MOST_KINDS = 4096, MOST_TEXTS = 4096 };
struct language {
  char name[8];
  int telling; /* the list of words that tell the language */
  int month, weekday;
  struct ARENA_LIST(struct kind) kinds;
  struct ARENA_LIST(struct pattern_between) between;
  struct ARENA_LIST(struct pattern_sequence) sequences;
  struct ARENA_LIST(struct pattern_capture) captures;
  struct ARENA_LIST(struct pattern_action) actions;
  struct ARENA_LIST(char *) texts;
  struct ARENA_LIST(struct rule) rules;
  struct number_classes classes; /* what is built */
  struct automaton automata[AUTOMATA];
  struct ARENA_LIST(struct pattern_run) betweens; /* runs of between_items */
  struct ARENA_LIST(uint16_t) between_items;
};

extern struct language *languages[];
extern size_t n_languages;

/* An item added to a list of the compiler's; no memory ends it. */
#define ADD(list) add_to(ARENA_ADD(&arena, &(list)))
static inline void *add_to(void *item) {
  if (!item) fail("no memory", "");
  return item;
}

/* patterns_actions.c: reads actions, and changes the text; the number of a text, new if need be. */
struct pattern_run read_actions(struct language *, char *text);
int text_number(struct language *, const char *text);

/* The kinds of words, or numbers, and how patterns begin with them. */
struct pattern_row {
  uint64_t kinds[KIND_SETS];
  uint16_t begins[AUTOMATA];
  uint32_t word;            /* the one that a pattern names by itself; 0: none */
  uint8_t unknown, no_list; /* what it is but for its kinds: enum unknown; it stands for what no list has */
};
struct pattern_rows ARENA_LIST(struct pattern_row);

/* patterns_follow.c: how patterns begin with the words and numbers of each group, for one automaton. */
void patterns_write_begins(FILE *, const struct language *, uint32_t automaton, const struct pattern_rows *,
                           const uint16_t *row_of_word);

/* patterns_build.c: the automata of what was read; the number of a kind among those of numbers. */
void patterns_build(struct language *);
uint32_t number_of_kind(const struct language *, size_t kind);

#endif
