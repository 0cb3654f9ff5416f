/*
** Tokens: the words, numbers and marks of a text.
**
**     "Gen. O'Brien’s 1,000 U.S. troops (@Nato)"
**      Gen | . | O'Brien | ’s | 1,000 | U.S. | troops | ( | @Nato | )
**
** The conventions are those of the Penn Treebank and CoNLL where they agree:
** a possessive 's stands alone, hyphens and slashes too,
** initials with stops are one token ("U.S.", "a.m.", "J."), so are numbers with
** their separators, handles, hashtags, web and mail addresses.  In scripts
** without word breaks each character is a token.
*/
#ifndef NEWSEXT_TOKENS_H
#define NEWSEXT_TOKENS_H

#include "document.h"

enum token_kind {
  TOKEN_WORD,       /* begins with a letter */
  TOKEN_NUMBER,     /* begins with a digit: 1,000.5  28th  3am  60s */
  TOKEN_ACRONYM,    /* U.S.  a.m.  G.B.H.  (with its last stop) */
  TOKEN_POSSESSIVE, /* 's */
  TOKEN_HANDLE,     /* @name  #tag */
  TOKEN_ADDRESS,    /* https://...  www....  name@example.org  pic.twitter.com/... */
  TOKEN_MARK        /* one character of any other sort */
};

enum token_flag {
  TOKEN_CAPITALIZED = 1,      /* the first letter is upper case */
  TOKEN_ALL_CAPS = 2,         /* two letters or more, all upper case (also U.S.) */
  TOKEN_BEYOND_ASCII = 4,     /* not all ASCII */
  TOKEN_AFTER_SPACE = 8,      /* white space, or the text's start, stands before it */
  TOKEN_AFTER_LINE = 16,      /* a line end stands before it */
  TOKEN_AFTER_PARAGRAPH = 32, /* an empty line, or the text's start, stands before it */
  TOKEN_MAY_QUOTE = 64,       /* it is a mark, and may be a quotation mark */
  TOKEN_MAY_END = 128 /* a sentence may end with it, or a list's item: . ! ? " ' ) ] }, acronyms, marks beyond ASCII */
};

struct token {
  uint32_t start, length; /* bytes */
  uint32_t word;          /* its number in the lexicon, 0 if it is not there: lexicon.h */
  union {
    struct {
      uint8_t kind, flags; /* enum token_kind, enum token_flag */
    };
    uint16_t shape; /* both */
  };
};

/* So many tokens of length 0, in no list, stand before the first and behind the last, for who looks beside one. */
enum { TOKENS_BESIDE = 16, TOKENS_MOST = 100000000 };

struct tokens {
  const struct token *items; /* count of them, and TOKENS_BESIDE on either side; a paragraph ends behind the last */
  uint32_t count;
};

/* Item `i` of `count` and the one behind the last; for any other number, i - 1 of the first too, one of length 0. */
extern const struct token token_none;
static inline const struct token *token_within(const struct token *items, uint32_t count, uint32_t i) {
  return i <= count ? &items[i] : &token_none;
}

/* The tokens of a document; empty after an error, which is in its status: STATUS_TOO_BIG where there are more than
** TOKENS_MOST. */
const struct tokens *document_tokens(struct document *);

/* The number of the token that starts at or behind byte `at`; count if none does. */
uint32_t tokens_from(const struct tokens *, uint32_t at);

static inline struct span token_span(const struct token *t) { return (struct span){t->start, t->length}; }

/*
** The same without a document, for the lexicon compiler; 16 bytes behind `text`
** must be readable.  The words' numbers are left 0.
**
** token_next: the token at or behind byte `at`; false at the end.
** token_skip_space: where the white space from `at` on ends; sets what it means in `flags`.
** token_read: the token at `at`, which is no white space; adds to its flags.
*/
bool token_next(const char *text, uint32_t bytes, uint32_t at, struct token *out);
uint32_t token_skip_space(const char *text, uint32_t bytes, uint32_t at, uint8_t *flags);
void token_read(const char *text, uint32_t bytes, uint32_t at, struct token *out);

#endif
