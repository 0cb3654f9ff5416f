/*
** Reading a number: digits, words, fractions, and their scales.
**
**     "two and a half million"   2500000
**     "1,234.5"                  1234.5
**     "two-thirds"               0.666...
**     "tens of thousands"        20000 at the least
*/
#ifndef NEWSEXT_FIGURES_NUMBER_H
#define NEWSEXT_FIGURES_NUMBER_H

#include "../lexicon.h"

/* What the files of figures read. */
struct text {
  struct document *d;
  const struct token *tokens;
  uint32_t count;
};

struct number {
  uint32_t end;    /* behind its last token */
  double value;    /* the least, where vague */
  double scale;    /* of its last word: million; 1 where it has none */
  uint32_t suffix; /* the lexicon's number of letters joined to its digits, a unit: 200lbs; 0 if there are none */
  bool vague;      /* dozens, thousands */
  bool worded;     /* has words only */
  bool fraction;   /* a half, 3/4 */
  bool plain;      /* digits alone, no separators */
};

static inline const struct token *text_token(const struct text *x, uint32_t at) {
  return &x->tokens[at < x->count ? at : x->count];
}
/* The same of any up to TOKENS_BESIDE from the text, also before it: of length 0, a word in no list. */
static inline const struct token *text_beside(const struct text *x, uint32_t at) { return &x->tokens[(int32_t)at]; }
static inline bool text_has(const struct text *x, uint32_t at, enum lexicon_list list) {
  return lexicon_has(text_beside(x, at)->word, list);
}
/* Whether token `at` is that byte, or for '-' a hyphen or en dash. */
bool text_is_dash(const char *text); /* of more than one byte */
static inline bool text_mark(const struct text *x, uint32_t at, char mark) {
  const struct token *t = text_beside(x, at);
  if (t->kind != TOKEN_MARK) return false;
  const char *text = x->d->text + t->start;
  return t->length == 1 ? *text == mark : mark == '-' && text_is_dash(text);
}
/* Whether no white space stands before token `at`. */
static inline bool text_joined(const struct text *x, uint32_t at) {
  return at < x->count && !(x->tokens[at].flags & TOKEN_AFTER_SPACE);
}
/* The longest entry of the list at `at`: the token behind it, or 0. */
static inline uint32_t text_phrase(const struct text *x, uint32_t at, enum lexicon_list list, const char **value) {
  uint32_t n = lexicon_match(text_beside(x, at), list, value);
  return n ? at + n : 0;
}
/* The class of a small word: its value in [number_joint], 0 if it is none there. */
char text_joint(const struct text *x, uint32_t at);

/* Reads a number that begins at `at`; false if none does.  Where it returns false, `out->end` is behind what
** looks like one but is none (28th, 1980s, 192.168.1.2), else 0. */
bool number_read(const struct text *x, uint32_t at, struct number *out);

#endif
