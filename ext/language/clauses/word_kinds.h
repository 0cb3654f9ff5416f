/*
** What a word, a mark or a few words can be, each by itself, where no phrase need be known.
**
**     “War and Peace”: a title     statement: a thing     at least 20 men: a quantity
*/
#ifndef NEWSEXT_CLAUSES_WORD_KINDS_H
#define NEWSEXT_CLAUSES_WORD_KINDS_H

#include "../lexicon.h"
#include "../quoted.h"

#include <string.h>

/* What the steps share. */
struct story {
  struct document *document;
  const struct token *all;
  uint32_t count;
  struct quoted_texts quoted;
};

/* Any up to TOKENS_BESIDE from the text, also before it: -1 is what a number of 32 bits says of the one before 0. */
static inline const struct token *token_of(const struct story *s, uint32_t i) { return &s->all[(int32_t)i]; }
static inline char first_byte(const struct story *s, uint32_t i) { return s->document->text[token_of(s, i)->start]; }
static inline bool is_mark(const struct story *s, uint32_t i, char mark) {
  return token_of(s, i)->kind == TOKEN_MARK && first_byte(s, i) == mark;
}
static inline bool has(const struct story *s, uint32_t i, enum lexicon_list list) {
  return lexicon_has(token_of(s, i)->word, list);
}
/* The value of a word in a list, "" where it is not in it. */
static inline const char *lexicon_letters(const struct story *s, uint32_t i, enum lexicon_list list) {
  return has(s, i, list) ? lexicon_value(token_of(s, i)->word, list) : "";
}
static inline bool is_of(const struct story *s, uint32_t i, enum lexicon_class class) {
  return lexicon_is(token_of(s, i)->word, class);
}
static inline bool is_that(const struct story *s, uint32_t i) { return is_of(s, i, LEXICON_IS_THAT); }
static inline bool is_relative(const struct story *s, uint32_t i) { return is_of(s, i, LEXICON_IS_RELATIVE); }
/* Whether a word opens a clause of time: "He was armed when he left." */
static inline bool is_when(const struct story *s, uint32_t i) { return is_of(s, i, LEXICON_IS_WHEN); }
static inline bool is_wordlike(const struct story *s, uint32_t i) {
  return token_of(s, i)->kind != TOKEN_MARK && token_of(s, i)->kind != TOKEN_POSSESSIVE;
}
static inline bool is_capitalized(const struct story *s, uint32_t i) {
  return token_of(s, i)->flags & TOKEN_CAPITALIZED;
}

/* Whether a quotation mark opens at token `i`. */
bool opens_quoted_at(const struct story *, uint32_t i);
static inline bool opens_quoted(const struct story *s, uint32_t i) {
  /* at a mark, or where a mark is missing at the start of a paragraph */
  return s->quoted.count && token_of(s, i)->flags & (TOKEN_MAY_QUOTE | TOKEN_AFTER_PARAGRAPH) && opens_quoted_at(s, i);
}

/* Whether the token ends so, in lower case.  Here, so that the ending's length is known when compiled. */
static inline bool ends_with(const struct story *s, uint32_t i, const char *ending) {
  const struct token *t = token_of(s, i);
  size_t bytes = strlen(ending);
  return (t->length > bytes) & !memcmp(s->document->text + t->start + t->length - bytes, ending, bytes);
}

/* – — and the hyphen with space around it. */
bool is_dash_mark(const struct story *, uint32_t i);
static inline bool is_dash(const struct story *s, uint32_t i) {
  return token_of(s, i)->kind == TOKEN_MARK && is_dash_mark(s, i);
}

/* An adverb: one of the list, or any word in -ly. */
static inline bool is_adverb(const struct story *s, uint32_t i) {
  if (has(s, i, LEXICON_PLAIN_ADVERB)) return true;
  return ends_with(s, i, LEXICON_ENDING_ADVERB) && token_of(s, i)->length > 4 && !is_capitalized(s, i) &&
         !has(s, i, LEXICON_NO_ADVERB);
}

/* Whether the words look like a name of a work: "Salt and Honey", "Fight for Water". */
bool is_title(const struct story *, uint32_t first, uint32_t end);

/* Whether a noun names a thing or an act, and nobody. */
bool is_thing_word(const struct story *, uint32_t i);

/* Whether a noun names a body of people. */
bool is_group_word(const struct story *, uint32_t i);

/* Whether a word is an adjective, and no noun besides. */
bool is_mere_adjective(const struct story *, uint32_t i);

/* Whether a finite form of be, do, have or a modal. */
static inline bool is_auxiliary(const struct story *s, uint32_t i) { return has(s, i, LEXICON_AUXILIARY); }

/* Whether words that bound a quantity, and the quantity, begin at `i`. */
bool is_measured_at(const struct story *, uint32_t i);
static inline bool is_measured(const struct story *s, uint32_t i) {
  return lexicon_opens(token_of(s, i)->word, LEXICON_APPROXIMATION) && is_measured_at(s, i);
}

/* Whether a finite verb seems to stand in [first, end). */
bool has_verb(const struct story *, uint32_t first, uint32_t end);

#endif
