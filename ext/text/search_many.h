/* The part of a search (search.h) for many names, by filters. */
#ifndef NEWSEXT_SEARCH_MANY_H
#define NEWSEXT_SEARCH_MANY_H

#include "automaton.h"

enum { SEARCH_READY = 16 };

/* A word to walk from, a little later, when the memory that will be asked is there. */
struct ready {
  struct automaton_word first, second;
  unsigned may; /* why, and so what must be tried; 0: all that may be there */
};

struct search {
  const struct automaton *a;
  const char *text;
  size_t bytes;
  struct hits *hits;
  struct last { /* for search_many: the word before, of which the next one decides */
    struct automaton_word word;
    uint64_t key; /* of filters.h */
    unsigned may; /* why the automaton may find something there */
  } last;
  struct ready ready[SEARCH_READY];
  unsigned n_ready;
};

/* Tries the words that start in [from, to), the last one when it is called again or by search_many_end();
** returns where it ends, at no word's inside. */
size_t search_many(struct search *, size_t from, size_t to);
void search_many_end(struct search *);

#endif
