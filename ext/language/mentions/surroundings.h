/* What stands around a name, and so whose it is: see roster.h. */
#ifndef NEWSEXT_SURROUNDINGS_H
#define NEWSEXT_SURROUNDINGS_H

#include "../../base/span.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum bearer {
  BEARER_OPEN,    /* nothing says: "Smith said", "Mr. Smith" */
  BEARER_INITIAL, /* an initial that agrees: "J. Smith" */
  BEARER_OTHER,   /* somebody else: "Jane Smith", "K. Smith" */
  BEARER_NONE     /* no person's name here: "Smith College" */
};

/* Who bears the surname at `at` of a person with these given names, which are folded, each with a space behind. */
enum bearer bearer_of(const char *text, size_t bytes, struct span at, const char *given);

/* What bears a name. */
enum bearer_kind { BEARER_BODY, BEARER_PERSON, BEARER_PLACE };

/*
** Whether the name at `at` is but a part of another: "New York Stock Exchange", "Bank of England",
** "South Korea", "Gerald R. Ford Library", "General Motors Acceptance Corp", but not "New York Governor",
** "General Motors Corp".
*/
bool is_in_longer_name(const char *text, size_t bytes, struct span at, enum bearer_kind);

/* Whether a line, a sentence or a quotation starts at `at`. */
bool starts_sentence(const char *text, size_t at);

/* Whether what may be an acronym is a common word too, as "US" is. */
bool is_word_in_capitals(uint32_t lexicon_word);

/* Whether the words around a span are all in upper case, as in a headline. */
bool all_upper_around(const char *text, size_t bytes, struct span);

#endif
