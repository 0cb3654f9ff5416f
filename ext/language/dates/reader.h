/*
** The text as the recognisers of dates ask for it: tokens, words, marks.
**
**     has(r, at, LEXICON_MONTH)    is(r, at, "of", "in")    is_mark(r, at, '-')
*/
#ifndef NEWSEXT_DATES_READER_H
#define NEWSEXT_DATES_READER_H

#include "../dates.h"
#include "../lexicon.h"

#include <string.h>

enum { WORDS_MOST = 27 }; /* in one is() */
#if defined(__has_feature)
#if __has_feature(undefined_behavior_sanitizer)
#define ALWAYS_INLINE inline /* its checks of each literal's each byte take clang minutes */
#endif
#endif
#if !defined(ALWAYS_INLINE) && defined(__GNUC__)
#define ALWAYS_INLINE inline __attribute__((always_inline))
#elif !defined(ALWAYS_INLINE)
#define ALWAYS_INLINE inline
#endif

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
/* Whether token `at` is one of some words, which are literals in lower case: is(r, at, "of", "in").
** Always inline, so that a word is a number in the code and is compared as one. */
#define is(r, at, ...) is_one_of(r, at, (const struct words){{__VA_ARGS__}})
struct words {
  const char *word[WORDS_MOST];
};
struct letters {
  uint64_t low, high; /* the first 16 bytes in lower case, then 0 */
  uint32_t length;
};
static ALWAYS_INLINE uint64_t literal_eight(const char *word, size_t length, size_t from) {
  uint64_t eight = 0;
#define BYTE(i) eight |= (uint64_t)(unsigned char)(from + (i) < length ? word[from + (i)] : 0) << 8 * (i)
  BYTE(0), BYTE(1), BYTE(2), BYTE(3), BYTE(4), BYTE(5), BYTE(6), BYTE(7);
#undef BYTE
  return eight;
}
static ALWAYS_INLINE bool is_word(struct letters x, const char *word) {
  if (!word) return false;
  const size_t length = strlen(word);
  return x.low == literal_eight(word, length, 0) &&
         (length < 8 || (x.length == length && x.high == literal_eight(word, length, 8)));
}
static ALWAYS_INLINE bool is_one_of(const struct reader *r, uint32_t at, struct words w) {
  if (at >= r->count) return false;
  const struct token *t = &r->tokens[at];
  if (t->kind > TOKEN_POSSESSIVE || t->kind == TOKEN_NUMBER) return false;
  const char *text = r->d->text + t->start;
  const uint64_t small = 0x2020202020202020u;
  struct letters x = {.length = t->length};
  x.low = (word_eight(text) | small) & (t->length < 8 ? ((uint64_t)1 << t->length * 8) - 1 : ~(uint64_t)0);
  if (t->length > 8)
    x.high =
        (word_eight(text + 8) | small) & (t->length < 16 ? ((uint64_t)1 << (t->length - 8) * 8) - 1 : ~(uint64_t)0);
#define EITHER(i) is_word(x, w.word[i]) || is_word(x, w.word[(i) + 1]) || is_word(x, w.word[(i) + 2])
  return EITHER(0) || EITHER(3) || EITHER(6) || EITHER(9) || EITHER(12) || EITHER(15) || EITHER(18) || EITHER(21) ||
         EITHER(24);
#undef EITHER
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
/* "charged", "rejected", not "united". */
bool ends_in_ed(const struct reader *, uint32_t at);
/* Whether a sentence or paragraph ends between tokens at - 1 and at. */
bool is_broken(const struct reader *r, uint32_t at);
/* The longest entry of the list at `at`: the token behind it, or 0. */
static inline uint32_t phrase(const struct reader *r, uint32_t at, enum lexicon_list list, const char **value) {
  if (at >= r->count || !lexicon_opens(r->tokens[at].word, list)) return 0;
  uint32_t n = lexicon_match(&r->tokens[at], list, value);
  return n ? at + n : 0;
}
/* The bit of a list in set `set` of a word's lists; 0 if it is in another. */
#define IN_SET(list, set) (((list) >> 6) == (set) ? (uint64_t)1 << ((list)&63) : 0)
/* The same of a list that is in the first set. */
#define LIST(name) ((uint64_t)1 << LEXICON_##name)

#endif
