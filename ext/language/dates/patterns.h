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
enum { KIND_SETS = 6, KINDS = KIND_SETS * 64 };

/* Kinds that every language has: [word], [Word], [lower], [number], [mark], [possessive] ... */
enum special_kind {
  KIND_WORD,
  KIND_CAPITAL,
  KIND_LOWER,
  KIND_NUMBER,
  KIND_MARK,
  KIND_POSSESSIVE,
  KIND_ED,      /* [ed]: ends as past verbs do; it and the next can only be asked beside a place */
  KIND_PLURAL,  /* [plural]: ends as plural nouns do */
  KIND_LETTER,  /* [letter]: a word of one, but a */
  KIND_TELLING, /* it tells the language */
  KIND_SINGLE,  /* a pattern names it by itself */
  SPECIAL_KINDS
};

/* What is taken from a piece: the field of struct expression that it tells. */
enum capture {
  CAPTURE_NONE,
  CAPTURE_MONTH,
  CAPTURE_DAY,
  CAPTURE_FIRST_DAY, /* of the expression before */
  CAPTURE_WEEKDAY,
  CAPTURE_YEAR,
  CAPTURE_YEAR_HUNDREDS, /* "nineteen" of 1984 */
  CAPTURE_YEAR_SHORT,    /* '98 */
  CAPTURE_YEAR_THOUSANDS,
  CAPTURE_YEAR_UNITS,   /* adds */
  CAPTURE_YEAR_SAME,    /* 18 behind 1914: of its century */
  CAPTURE_DECADE,       /* 1990 of the 1990s */
  CAPTURE_DECADE_SHORT, /* 90 of the '90s; the tens of "nineties" */
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
};

enum { SEQUENCE_MOST = 4, BETWEENS = 512 };
struct pattern_sequence {
  uint16_t count, kinds[SEQUENCE_MOST];
  uint8_t joined; /* bit i: no white space stands before piece i */
  bool ends;      /* the sentence ends there, or begins */
};

struct pattern_capture {
  uint8_t kind; /* enum capture */
  uint16_t list;
  int16_t text; /* of a phrase: its value among the texts; -1: the word's own */
};

struct pattern_edge {
  uint16_t kind, between, capture; /* which kind, which list of betweens, which capture */
  uint32_t to;
};
struct pattern_accept {
  uint16_t rule, between, lead; /* lead: the betweens of the place where the match begins */
};
struct pattern_state {
  uint32_t edges, accepts;
  uint16_t n_edges, n_accepts;
  uint16_t mask; /* all kinds of its edges */
};

struct pattern_number { /* a number of some digits between two, as <01-31>, and its kind */
  int32_t least, most;
  uint8_t least_digits, most_digits;
  uint16_t kind;
};

struct pattern_run { /* part of a table */
  uint16_t from, count;
};

/* How patterns begin with some words, in small letters, with a capital, in capitals: a state whose edges take them, whatever
** their kind.  And what is behind them: whether one can be a match alone; the kinds of the piece behind it (KIND_SINGLE:
** one of some words), and of the one after that where the second can be any word. */
enum { CASES = 3 };
struct pattern_begin {
  uint32_t states[CASES];
  uint16_t words, n_words;
  bool ends;
  uint64_t second[KIND_SETS], third[KIND_SETS];
};

/* Notes have one of their own, as they are read in many more ways. */
enum { AUTOMATON, AUTOMATON_OF_NOTES, AUTOMATA };
struct pattern_automaton {
  const struct pattern_state *states; /* 0 is the first */
  const struct pattern_edge *edges;
  const uint64_t (*masks)[KIND_SETS];
  const struct pattern_accept *accepts;
  const uint16_t *begin_of_word;      /* by its number in the lexicon; 0: with it none begins */
  const struct pattern_begin *begins; /* the first is that of numbers */
  const uint16_t *words;              /* some of them */
  const uint16_t *first_of_kind;      /* of the edges of state 0, by kind; [KINDS] is that of single words */
};

struct patterns {
  const char *language;
  const uint16_t *row_of_word;       /* by its number in the lexicon */
  const uint64_t (*rows)[KIND_SETS]; /* the kinds that such a word is of */
  uint64_t capital[KIND_SETS];       /* kinds for which a word must begin with a capital ... */
  uint64_t capitals[KIND_SETS];      /* ... or be all of capitals */
  const struct pattern_number *numbers;
  uint16_t n_numbers;
  struct pattern_automaton automata[AUTOMATA];
  const struct pattern_run *betweens; /* lists of them, as numbers in `between`; 0 is none */
  const uint16_t *between_items;
  const struct pattern_between *between;
  const struct pattern_sequence *sequences;
  const struct pattern_capture *captures;
  const struct pattern_run *rules; /* the actions of each */
  const struct pattern_action *actions;
  const char *const *texts;
};

extern const struct patterns date_patterns[];
extern const uint32_t n_date_patterns;

#endif
