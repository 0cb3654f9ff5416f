/*
** The noun phrases that stand around a figure, and what its words are: what counted.c asks.
**
**     "13 U.S. soldiers were"      behind 13: "U.S. soldiers"
**     A net profit of 5 million.      net profit, before the preposition
**     Its net profit rose.            net profit, the subject of the verb
*/
#ifndef NEWSEXT_FIGURES_COUNTED_PHRASE_H
#define NEWSEXT_FIGURES_COUNTED_PHRASE_H

#include "parts.h"

#include <string.h>

struct counted_phrase {
  uint32_t first, end; /* its tokens; empty where there is none */
};

static inline bool text_ends_in(const struct text *x, uint32_t at, const char *end) {
  const struct token *t = text_token(x, at);
  const size_t length = strlen(end);
  return t->length > length + 1 && !memcmp(x->d->text + t->start + t->length - length, end, length);
}
static inline bool text_is_capital(const struct text *x, uint32_t at) {
  return text_token(x, at)->flags & TOKEN_CAPITALIZED;
}
/* A small word, or one of time, that ends a noun phrase. */
bool text_is_closed(const struct text *, uint32_t at);
bool text_is_noun(const struct text *, uint32_t at);
/* A verb, also where it may be something else. */
bool text_is_verb(const struct text *, uint32_t at);
/* Whether a verb stands in its plain form, in which it is none behind one thing: a profit margin has none. */
bool text_is_plain_form(const struct text *, uint32_t at);
/* A month or a day, or a unit of time behind a word that points to it. */
bool text_is_of_time(const struct text *, uint32_t at);
/* Whether the line that ends before token `at` is as short as a table's row. */
bool text_is_short_line(const struct text *, uint32_t at);

/* The end of the noun phrase from `at` on; `at` where there is none.  `many`: its head is in the plural. */
uint32_t counted_phrase_end(const struct text *, uint32_t at, uint32_t limit, bool many);
/* The end of the phrase from `at` to `end` with the noun that is joined to its own: the sales of cars. */
uint32_t counted_phrase_with_of(const struct text *, uint32_t at, uint32_t end, uint32_t limit);
/* The noun phrase that ends right before `end`, back to a small word, mark or verb, or to `least`. */
struct counted_phrase counted_phrase_before(const struct text *, uint32_t end, uint32_t least);
/* The noun phrase that begins a clause before `verb`: its subject. */
struct counted_phrase counted_subject(const struct text *, uint32_t verb, uint32_t least);

#endif
