/*
** What the compilers of word lists (lists.c, lists_write.c), of names (gazetteer_write.c) and of patterns
** (patterns_read.c, patterns_build.c, patterns_write.c) share: the words and the entries of all lists.
*/
#ifndef NEWSEXT_LISTS_H
#define NEWSEXT_LISTS_H

#include "../base/memory.h"
#include "../language/lexicon_hash.h"
#include "../language/tokens.h"
#include "../text/fold.h"

#include <stdio.h>

enum { MOST_WORDS = 16, MOST_SETS = 8, MOST_LISTS = MOST_SETS * 64, LIST_NAME = 64, LINE_BYTES = 1024 };

struct word {
  struct word_key key;
  uint64_t entry[MOST_SETS], begins[MOST_SETS];
  uint32_t classes;
};
struct words ARENA_LIST(struct word);

struct entry {
  uint32_t list, text, count, line, words[MOST_WORDS]; /* text: its value, in the pool */
  const char *file;
  bool form;
};
struct entries ARENA_LIST(struct entry);

/* What the values of a list can mean, where that is a choice: C knows them by numbers from 1 on. */
enum { MOST_MEANINGS = 16, MOST_VALUES = 32 };
struct meanings {
  char name[LIST_NAME], items[MOST_VALUES][LIST_NAME];
  uint32_t count;
};
extern struct meanings meanings[MOST_MEANINGS];
extern uint32_t n_meanings;

/* What C asks in one look: whether a word opens an entry of one of several lists, or is one
** whose value has a letter. */
enum { MOST_CLASSES = 32 };
struct list_class {
  char name[LIST_NAME], lists[MOST_VALUES][LIST_NAME];
  char letters[MOST_VALUES]; /* 0: any value, and longer entries */
  uint32_t count, line;
  const char *file;
};
extern struct list_class list_classes[MOST_CLASSES];
extern uint32_t n_classes;

extern char list_names[MOST_LISTS][LIST_NAME]; /* their names */
extern uint32_t n_lists;
extern struct words all_words; /* the first is in no list */
extern struct entries entries;
extern struct buffer pool;    /* the values, behind one another; it begins with an empty one */
extern struct buffer endings; /* of [ending], as C */
extern struct arena arena;    /* what lives as long as the compiler */

/* Ends the compiler with an error at the place that is read. */
_Noreturn void fail(const char *problem, const char *what);
/* From where fail() tells on. */
void reading(const char *path, uint32_t line);
/* The list of a name, -1 if there is none; its name; an entry's value. */
int list_named(const char *name);
const char *value_of(const struct entry *);
/* The number of a word, new if need be; its number in the table, once that is made; how many those are; how many
** words there are before. */
uint32_t word_number(const char *text, size_t bytes);
uint32_t word_place(uint32_t number);
uint32_t word_places(void);
uint32_t word_count(void);
/* The tokens of a text as numbers of words; how many. */
uint32_t words_of(const char *text, uint32_t words[MOST_WORDS]);
char *trimmed(char *text);
/* A file of ours to be written. */
FILE *created(const char *folder, const char *name);

/* Takes the name of a list, "header_key", or "header_key = field" where its values are of these meanings, and its
** entries; or "+ small_word", a class, and the names of its lists, "clause_word = t" where a letter is asked for. */
void list_begin(char *name);
void list_entry(char *text);
/* Takes "= field", and the meanings, which are read before the lists; passes lists over. */
void meanings_begin(char *name);
void meanings_entry(char *text);

/* lists_write.c: the names of the lists and the words, as headers. */
void lists_write(const char *folder);
void lists_write_table(const char *folder);
void lists_write_keys(const char *folder); /* the words themselves, for the fuzzers */

/* Reads a file of lists: `begin` gets the name of each, `entry` its entries, without comments. */
void read_lines(const char *path, void (*begin)(char *name), void (*entry)(char *text));

#endif
