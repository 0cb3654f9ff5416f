/*
** Searching a text for the names of an automaton.
**
**     search(&automaton, text, bytes, &hits, NULL, NULL);
**
** Few names are looked for by the letters that they begin with, 16 bytes of
** text at a time; many by the hash of every word, in filters (text/filters.h)
** that say what the word can do in a name: two neighbours say whether one can
** begin between them.  Either way the automaton is walked only where one may
** be, so text without names costs next to nothing.
*/
#ifndef NEWSEXT_SEARCH_H
#define NEWSEXT_SEARCH_H

#include "../base/status.h"
#include "automaton.h"

/* Whether the text needs 16 zero bytes behind it that can be read. */
static inline bool search_needs_padding(const struct automaton *a) { return a->filters.words != NULL; }

/* Adds all hits, in no order.  `stop`, which may
** be NULL, is asked now and then whether to end. */
enum status search(const struct automaton *, const char *text, size_t bytes, struct hits *, int (*stop)(void *),
                   void *context);

#endif
