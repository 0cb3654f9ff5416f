/*
** The pieces of a text, as patterns read them: see pieces.c.
*/
#ifndef NEWSEXT_DATES_PIECES_H
#define NEWSEXT_DATES_PIECES_H

#include "expression.h"
#include "patterns.h"

/* A piece of the text: a token, or part of one with digits in it: 28|th, 3|pm, Q|3, 28|.|1|.|2019. */
struct piece {
  uint32_t start, length;
  uint32_t token, word;      /* its token; its own number in the lexicon */
  int32_t number;            /* -1 where it is none */
  uint16_t row;              /* of the patterns' table of kinds */
  uint8_t casing;            /* of a word: 0 small letters, 1 a capital, 2 all of them */
  uint8_t digits;            /* how many; GROUPED where commas stand between them */
  bool joined, broken, ends; /* no white space before it; a sentence begins with it; it ends its token */
  uint64_t kinds[KIND_SETS];
};
enum { GROUPED = 100 };

/* The pieces around the place that is read: made when they are asked for, and PIECES of them kept at most. */
enum { PIECES = 128, PIECES_FIRST = 1 << 30, BEGINS_AT_ONCE = 256 };
struct matcher {
  const struct reader *reader;
  const struct patterns *patterns;
  const struct pattern_automaton *automaton;
  bool note;
  struct piece pieces[PIECES];
  uint32_t first, end;             /* the numbers of those that are kept */
  uint32_t from_token, next_token; /* the token of piece `first`; the one behind the last piece */
  uint32_t begins[BEGINS_AT_ONCE]; /* for match_next(): the tokens before looked_at with which patterns begin */
  uint32_t n_begins, next_begin, looked_at;
};

/* The piece that a token begins with, and any other near it; NULL beyond the text. */
uint32_t piece_of_token(struct matcher *, uint32_t token);
const struct piece *piece_made(struct matcher *, uint32_t piece);
static inline const struct piece *piece_at(struct matcher *m, uint32_t piece) {
  return piece >= m->first && piece < m->end ? &m->pieces[piece % PIECES] : piece_made(m, piece);
}
/* Whether a token is of several pieces. */
bool has_digits(const struct reader *, const struct token *);
/* The kind that a word is by itself; KINDS, of which no piece is, for what is in no list. */
static inline uint32_t single_kind(uint32_t word) { return KINDS + lexicon_place_of(word); }
/* Whether a piece is of a kind. */
bool piece_ends(const struct matcher *, const struct piece *, unsigned kind); /* KIND_ED, KIND_PLURAL */
static inline bool is_of_kind(const struct matcher *m, const struct piece *p, unsigned kind) {
  if (kind >= KINDS) return kind == single_kind(p->word);
  if (kind == KIND_ED || kind == KIND_PLURAL) return piece_ends(m, p, kind);
  return has_bit(p->kinds, kind);
}

#endif
