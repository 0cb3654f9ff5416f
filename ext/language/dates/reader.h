/*
** The text as the recognisers of dates ask for it: tokens, words, marks.
**
**     has(r, at, LEXICON_MONTH)    is_mark(r, at, '-')    is_joined(r, at)
*/
#ifndef NEWSEXT_DATES_READER_H
#define NEWSEXT_DATES_READER_H

#include "../dates.h"
#include "../lexicon.h"

struct reader {
  struct document *d;
  const struct token *tokens;
  uint32_t count;
  enum date_style style;
  const struct patterns *patterns; /* of the language of the text: patterns.h */
};

/* Token `at`; the empty one behind the text where there is none. */
static inline const struct token *token_at(const struct reader *r, uint32_t at) {
  return &r->tokens[at < r->count ? at : r->count];
}
/* Whether token `at` is in the list. */
static inline bool has(const struct reader *r, uint32_t at, enum lexicon_list list) {
  return at < r->count && lexicon_has(r->tokens[at].word, list);
}
/* Whether token `at` is the byte `mark`, or for '-' any dash, for '\'' any apostrophe. */
bool is_wide_mark(const char *text, char mark); /* of three bytes */
static inline bool is_mark(const struct reader *r, uint32_t at, char mark) {
  const struct token *t = token_at(r, at);
  const char *text = r->d->text + t->start;
  if (t->length == 1) return *text == mark;
  return (mark == '-' || mark == '\'') && t->length == 3 && t->kind == TOKEN_MARK && is_wide_mark(text, mark);
}
/* Whether no white space stands before token `at`. */
static inline bool is_joined(const struct reader *r, uint32_t at) {
  return at < r->count && !(r->tokens[at].flags & TOKEN_AFTER_SPACE);
}
/* Whether a word has the ending of the past, and is no adjective with it. */
bool ends_in_ed(const struct reader *, uint32_t at);
/* Whether a sentence or paragraph ends between tokens at - 1 and at. */
bool is_broken(const struct reader *r, uint32_t at);
/* The longest entry of the list at `at`: the token behind it, or 0. */
static inline uint32_t phrase(const struct reader *r, uint32_t at, enum lexicon_list list, const char **value) {
  uint32_t n = at < r->count ? lexicon_match(&r->tokens[at], list, value) : 0;
  return n ? at + n : 0;
}
/* The same of a list that is in the first set. */
#define LIST(name) ((uint64_t)1 << LEXICON_##name)

#endif
