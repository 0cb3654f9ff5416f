/*
** What the words of a sentence can be: the first of the two passes of clauses.h.
**
**     "Police said no one will resign."
**      subject, past, negative + subject, modal, -
*/
#ifndef NEWSEXT_CLAUSES_WORDS_H
#define NEWSEXT_CLAUSES_WORDS_H

#include "../clauses.h"
#include "../lexicon.h"

#include <string.h>

/* What both passes work on. */
struct sentence_view {
  struct document *document;
  const struct token *tokens; /* its first; the one behind its last can be read */
  uint32_t first, count;      /* the number of that one in the text, and how many there are */
  uint16_t *words;            /* enum word_class, and a stop behind the last */
};

/* These may be asked of any `i`: outside the sentence stands a stop. */
static inline const struct token *view_token(const struct sentence_view *v, uint32_t i) {
  return token_within(v->tokens, v->count, i);
}
static inline bool view_in(const struct sentence_view *v, uint32_t i, enum lexicon_list list) {
  return lexicon_has(view_token(v, i)->word, list);
}
static inline bool view_is(const struct sentence_view *v, uint32_t i, unsigned classes) {
  return v->words[i < v->count ? i : v->count] & classes;
}
static inline bool view_mark(const struct sentence_view *v, uint32_t i, char mark) {
  return view_token(v, i)->kind == TOKEN_MARK && v->document->text[view_token(v, i)->start] == mark;
}
/* The value of a word in a list, "" where it is not in it. */
static inline const char *view_letters(const struct sentence_view *v, uint32_t i, enum lexicon_list list) {
  return view_in(v, i, list) ? lexicon_value(view_token(v, i)->word, list) : "";
}

/* Whether the token is a longer word that ends so, in lower case. */
static inline bool view_ends_in(const struct sentence_view *v, uint32_t i, const char *ending) {
  const struct token *t = view_token(v, i);
  size_t length = strlen(ending);
  return t->kind == TOKEN_WORD && t->length > length + 1 &&
         !memcmp(v->document->text + t->start + t->length - length, ending, length);
}

/* Whether a word that may be a verb or a noun is no verb, after the word before it. */
bool view_noun_here(const struct sentence_view *, uint32_t i);

/* Fills in the classes of all words. */
void view_read_words(struct sentence_view *);

#endif
