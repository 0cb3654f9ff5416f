/*
** The date patterns of ext/lexicon, compiled into one automaton a language.
**
**     en/dates.patterns:  [number] [unit] ago  -> shift -number  | "two days ago" 2019-01-28 = 2019-01-26
**
** What reads them is match.c; what makes them ext/lexicon/patterns_*.c.  States have
** edges, an edge takes a piece of the text (pieces.c) that is of its kind, and says what
** is captured there; between two pieces stand conditions and actions.  As the patterns
** repeat nothing, the automaton has no circle: a match ends after some tokens.
*/
#ifndef NEWSEXT_DATES_PATTERNS_H
#define NEWSEXT_DATES_PATTERNS_H

#include "../dates.h"

/* Kinds of pieces: each bit of a piece is one that it is of; those from KINDS on are a single word, by its number. */
enum { KIND_SETS = 6, KINDS = KIND_SETS * 64, KIND_ROOM = 8 /* a cache line */ };

/* Kinds that every language has: [word], [Word], [lower], [number], [mark], [possessive] ... */
enum special_kind {
  KIND_WORD,
  KIND_CAPITAL,
  KIND_LOWER,
  KIND_NUMBER,
  KIND_MARK,
  KIND_POSSESSIVE,
  KIND_ED,     /* [ed]: ends as past verbs do; it and the next can only be asked beside a place */
  KIND_PLURAL, /* [plural]: ends as plural nouns do */
  KIND_LETTER, /* [letter]: a word of one, but a */
  SPECIAL_KINDS,
  KIND_SINGLE = KINDS - 1 /* a pattern names it by itself: the last of all */
};

/* What is taken from a piece: the field of struct expression that it tells. */
enum capture {
  CAPTURE_NONE,
  CAPTURE_MONTH,
  CAPTURE_DAY,
  CAPTURE_FIRST_DAY, /* of the expression before */
  CAPTURE_WEEKDAY,
  CAPTURE_YEAR,
  CAPTURE_YEAR_HUNDREDS, /* 19 of 1984, in words */
  CAPTURE_YEAR_SHORT,    /* '98 */
  CAPTURE_YEAR_THOUSANDS,
  CAPTURE_YEAR_UNITS,   /* adds */
  CAPTURE_YEAR_SAME,    /* 18 behind 1914: of its century */
  CAPTURE_DECADE,       /* 1990 of the 1990s */
  CAPTURE_DECADE_SHORT, /* 90 of the '90s, also in words */
  CAPTURE_CENTURY,
  CAPTURE_ERA,
  CAPTURE_SEASON,
  CAPTURE_QUARTER,
  CAPTURE_HALF,
  CAPTURE_WEEK,
  CAPTURE_HOLIDAY,
  CAPTURE_NTH,
  CAPTURE_UNIT,
  CAPTURE_NTH_UNIT,
  CAPTURE_AMOUNT,   /* a number, or a word of one */
  CAPTURE_DECIMALS, /* behind its point */
  CAPTURE_FRACTION, /* hundredths more */
  CAPTURE_VAGUE,
  CAPTURE_PART,
  CAPTURE_DAYPART,
  CAPTURE_DAY_WORD,
  CAPTURE_DIRECTION,
  CAPTURE_SHIFT,
  CAPTURE_CONSTANT,
  CAPTURE_HOUR,
  CAPTURE_MINUTE,
  CAPTURE_SECOND,
  CAPTURE_HALF_DAY, /* a.m., p.m. */
  CAPTURE_CLOCK,    /* 1430 */
  CAPTURE_ZONE,
  CAPTURE_ZONE_EAST,
  CAPTURE_ZONE_WEST,
  CAPTURES
};

/* What a pattern does with it: the head of ext/lexicon/en/dates.patterns says what each means. */
enum action {
  ACTION_DATE,
  ACTION_TIME,
  ACTION_DURATION,
  ACTION_SET,
  ACTION_NONE,
  ACTION_VALUE,
  ACTION_REFERENCE,
  ACTION_STORY,
  ACTION_OPEN,
  ACTION_SHIFT,
  ACTION_SHIFT_NUMBER,
  ACTION_UNIT,
  ACTION_NTH,
  ACTION_OF,
  ACTION_YEAR,
  ACTION_MONTH,
  ACTION_DAY,
  ACTION_WEEKDAY,
  ACTION_QUARTER,
  ACTION_HALF,
  ACTION_DECADE,
  ACTION_HUNDREDS,
  ACTION_PART,
  ACTION_DAYPART,
  ACTION_TOWARD,
  ACTION_LASTS,
  ACTION_BARE,
  ACTION_WITHIN,
  ACTION_EXACT,
  ACTION_ENDS,
  ACTION_EVENT,
  ACTION_SAME,
  ACTION_ORDERS,
  ACTION_CENTURY_OF_STORY,
  ACTION_WEEKEND,
  ACTION_DAYS, /* the amount moves the day that is said */
  ACTION_MORE, /* hundredths, of the last amount */
  ACTIONS
};

struct pattern_action {
  uint8_t action, unit; /* enum action, enum grain */
  int16_t number;       /* or which texts */
};

/* What stands between two pieces. */
enum between {
  BETWEEN_AFTER,  /* what stands before the place is one of some sequences */
  BETWEEN_BEFORE, /* what stands behind it */
  BETWEEN_JOINED, /* no white space is there */
  BETWEEN_STYLE,  /* the text is a note, a history */
  BETWEEN_OPEN,   /* an expression begins here ... */
  BETWEEN_CLOSE,  /* ... and ends here */
  BETWEEN_DO
};
struct pattern_between {
  uint8_t kind, negated; /* enum between */
  uint16_t from, count;  /* its sequences, or actions; from: the styles, a bit each */
  uint16_t beside;       /* of its sequences, those of one piece: a set of kinds; 0: there are none */
  uint16_t nearest;      /* what the piece beside the place must be of for the others; 0: there may be none */
};

enum { SEQUENCE_MOST = 4, BETWEENS = 512 };
enum edge { EDGE_NONE, EDGE_SENTENCE, EDGE_TEXT };

struct pattern_sequence {
  uint16_t count, kinds[SEQUENCE_MOST];
  uint8_t joined; /* bit i: no white space stands before piece i */
  uint8_t ends;   /* enum edge: what ends there, or begins */
};

struct pattern_capture {
  uint8_t kind; /* enum capture */
  uint16_t list;
  int16_t text; /* of a phrase: its value among the texts; -1: the word's own */
};

/* A state stands in one piece, so that it is soon at hand: its head; the kinds that its edges take, sorted, single words
** last; the edges; and the ends of patterns.  All are numbers of 16 bits. */
struct pattern_state {
  uint16_t n_edges, n_accepts, fan;
};
struct pattern_edge {
  uint16_t between, capture, to[2]; /* which list of betweens, which capture; which state, the low half first */
};
struct pattern_accept {
  uint16_t rule, between, lead; /* lead: the betweens of the place where the match begins */
};
static inline const uint16_t *state_kinds(const struct pattern_state *s) { return (const uint16_t *)(s + 1); }
static inline const struct pattern_edge *state_edges(const struct pattern_state *s) {
  return (const struct pattern_edge *)(state_kinds(s) + s->n_edges);
}
static inline const struct pattern_accept *state_accepts(const struct pattern_state *s) {
  return (const struct pattern_accept *)(state_edges(s) + s->n_edges);
}
/* What the edges of a state with more than FEW_EDGES take: their kinds, how many of these are in the sets before each, and
** where the table of starts says which is the first edge of each kind, counted from the state's first.  Those of KIND_SINGLE
** are sorted by word. */
enum { FEW_EDGES = 8 }; /* are asked one by one */
struct pattern_fan {
  uint64_t kinds[KIND_SETS];
  uint16_t before[KIND_SETS];
  uint32_t starts;
};

struct pattern_run { /* part of a table */
  uint16_t from, count;
};

/* How a word is written, and what else is one piece: what it can be depends on it. */
enum form {
  FORM_SMALL,
  FORM_CAPITAL,  /* with a capital */
  FORM_CAPITALS, /* all in capitals */
  CASES,
  FORM_LETTER = CASES, /* one letter, but a */
  FORM_CAPITAL_LETTER,
  FORM_MARK,
  FORM_POSSESSIVE,
  FORM_OTHER, /* an address */
  FORMS
};

/* What a form takes from the kinds that a word can be of, and what it adds. */
struct pattern_form {
  uint64_t without[KIND_SETS], with;
};

/* How patterns begin with some words, or with some numbers: a state whose edges take them as they are written, whatever
** their kind. */
struct pattern_begin {
  uint32_t states[CASES];
};

/* What a token can be as the second of a match, the third and the fourth. */
enum {
  FOLLOW_THIRD = 1,             /* the third, where a fourth follows */
  FOLLOW_ANY_THIRD = 2,         /* the same, as any word could be */
  FOLLOW_LAST = 4,              /* the third and last */
  FOLLOW_BEHIND_ANY = 8,        /* the third where the second is any word */
  FOLLOW_SECOND = 16,           /* the second, where a third follows */
  FOLLOW_ENOUGH = 32,           /* the second, whatever follows */
  FOLLOW_FOURTH = 64,           /* the fourth behind FOLLOW_THIRD */
  FOLLOW_BEHIND_ANY_THIRD = 128 /* behind FOLLOW_ANY_THIRD */
};
enum { COLUMN_OF_WORD = 1 << 15 };

/* The rows of tokens that no list has, counted from behind those of words; the last are 1.5 at the head of a match, 28th
** there, and how many these rows are. */
enum unknown {
  UNKNOWN_WORD,
  UNKNOWN_LETTER,
  UNKNOWN_MARK,
  UNKNOWN_POSSESSIVE,
  UNKNOWN_ADDRESS,
  UNKNOWN_PIECES,
  UNKNOWN_DECIMALS,
  UNKNOWN_NUMBER,
  UNKNOWN
};

/* What a word tells by itself, a byte a word by its number in the lexicon: two bits of how it begins a match, two of what
** may be before it. */
enum { MAY_BEGIN = 1, MAY_BEGIN_BEFORE_ANY = 2, MAY_FOLLOW = 4, MAY_FOLLOW_ANY = 8 };

/* Numbers of one to four digits, each number of digits behind the one before. */
enum { NUMBER_DIGITS = 4, NUMBERS = 10 + 100 + 1000 + 10000 };
static inline uint32_t number_place(uint32_t number, uint32_t digits) {
  static const uint16_t first[NUMBER_DIGITS + 1] = {0, 0, 10, 110, 1110};
  return first[digits] + number;
}

/* Notes have one of their own, as they are read in many more ways. */
enum { AUTOMATON, AUTOMATON_OF_NOTES, AUTOMATA };
struct pattern_automaton {
  const uint16_t *states;
  const struct pattern_fan *fans;
  const uint16_t *starts;
  const uint8_t *words;         /* what they tell: MAY_BEGIN ... */
  const uint16_t *begin_of_row; /* by its row; 0: with it none begins */
  const struct pattern_begin *begins;
  const uint8_t *follow;            /* what may follow, a line behind another: */
  uint32_t n_columns;               /* how long they are; */
  const uint16_t *column_of_row;    /* where a token is behind others, COLUMN_OF_WORD added; */
  const uint16_t (*line_of_row)[2]; /* where others are behind it: without a capital, and with one */
};

struct patterns {
  const char *language;
  uint16_t month, weekday;      /* its lists of these: enum lexicon_list */
  const uint64_t *telling;      /* a bit a word: it tells the language */
  const uint16_t *row_of_word;  /* by its number in the lexicon */
  const uint8_t *row_of_number; /* by number_place(); that of all other numbers is 0 */
  uint32_t n_rows;
  const uint64_t (*rows)[KIND_ROOM]; /* the kinds that such a piece can be of: a word by its form, */
  const struct pattern_form *forms;  /* one of FORMS */
  struct pattern_automaton automata[AUTOMATA];
  const struct pattern_run *betweens; /* lists of them, as numbers in `between`; 0 is none */
  const uint16_t *between_items;
  const struct pattern_between *between;
  const uint64_t (*beside)[KIND_SETS]; /* sets of kinds */
  const struct pattern_sequence *sequences;
  const struct pattern_capture *captures;
  const struct pattern_run *rules; /* the actions of each */
  const struct pattern_action *actions;
  const char *const *texts;
};
static inline bool has_bit(const uint64_t *bits, uint32_t at) { return bits[at >> 6] >> (at & 63) & 1; }
static inline uint64_t kinds_of_both(const uint64_t a[KIND_SETS], const uint64_t b[KIND_SETS]) {
  _Static_assert(KIND_SETS == 6, "each is named here: a loop takes longer");
  return (a[0] & b[0]) | (a[1] & b[1]) | (a[2] & b[2]) | (a[3] & b[3]) | (a[4] & b[4]) | (a[5] & b[5]);
}

extern const struct patterns date_patterns[];
extern const uint32_t n_date_patterns;

#endif
