/*
** What one sentence claims, as far as it can contradict another.
**
**     "The Front denied on Monday that it had accepted a ceasefire in Upper Isk."
**      words        accept truce  and the names  Front Isk
**      predicates   accept, negative
**
** Words stand as numbers: a hash of the word without its endings, or of the matter that it tells of
** (ext/lexicon/en/contradictions.txt).
*/
#ifndef NEWSEXT_CONTRADICTION_CLAIMS_H
#define NEWSEXT_CONTRADICTION_CLAIMS_H

#include "contradiction.h"

#include "../base/arena.h"
#include "../language/document.h"
#include "stem.h"

enum word_role {
  ROLE_NAME = 1,    /* it has a capital inside the sentence */
  ROLE_PLACE = 2,   /* the same, behind a preposition of places */
  ROLE_SOURCE = 4,  /* it stands in who says it, not in what is said */
  ROLE_NUMBER = 8,  /* a quantity or date */
  ROLE_FIGURE = 16, /* a quantity, as a glance shows it */
  ROLE_PAST = 32    /* it stands in a clause of a time long before the story */
};

enum {
  CLAIM_WORDS = 48,
  CLAIM_PARTS = 8,
  CLAIM_NAMES = 16,
  CLAIM_OBJECTS = 3,
  CLAIM_SPEAKER = 6,
  CLAIM_BLAMES = 4,
  CLAIM_MATTERS = 3,
  QUOTE_LEAST = 7,
  SHORT_QUOTE = 4,
  QUOTE_MOST = 64 /* words of a quote that is compared */
};

struct claim_word {
  uint32_t key;
  uint8_t roles;
};

struct claim_predicate {
  uint32_t key;
  uint32_t object;                      /* the noun that a negative determiner stands before; 0: none */
  uint32_t subject, after;              /* the first content words of its clause, and behind the verb */
  uint32_t objects[CLAIM_OBJECTS];      /* the first words behind it, names aside: no agreement on the withdrawal */
  bool past;                            /* of a time long before the story */
  bool anybody;                         /* who does it are both sides, all parties: whoever the other tells of */
  bool nobody;                          /* nobody does it, or suffers it */
  bool waits;                           /* it holds only until something, or if */
  bool negative, future, unsure, named; /* named: a noun or a verb of denial says it */
};

struct claim_figure {
  double low, high; /* infinite where open */
  const char *unit; /* "" for counts; lives as long as the claims */
  uint32_t of, act; /* words; 0: not said */
  uint32_t of_word; /* all of the words of it */
  uint32_t of_kind; /* the word before the last: wheat crop */
  uint32_t verb;    /* of its clause; 0: there is none */
  uint32_t subject; /* the last content word before the verb of its clause, where the figure is not in the subject */
  bool of_some;     /* what is counted is some of many, by what they are called: women, children among people */
  bool approximate, everyone, age, vague; /* vague: dozens, or a part of what is counted: two of five */
  bool past;                              /* its clause tells of a time long before the story */
  bool future;                            /* its clause tells of what is to be, or may be */
  bool market;                            /* a price or rate of the hour */
  bool time;                              /* a length of time, which is counted once and does not grow */
  bool asked;                             /* somebody asks for it, or hopes for it */
  bool each;                              /* so much each day, each year */
  bool brief;                             /* time that passes within days: of many things, each has its own */
};

struct claim_day {
  int32_t first, last;
  uint32_t act, subject; /* the predicate that it dates, and the first content word of its clause */
  uint32_t said;         /* a hash of the word that says it */
  bool future;
};

/* A span of time that is named: a week, a quarter, a year. */
struct claim_period {
  int32_t first, last;
};

/* The values that a figure allows, in the unit that units of its kind are compared in. */
struct claim_range {
  double low, high;
  const char *unit; /* "" for counts; constant */
  bool scaled;      /* the text has another unit */
};
struct figure;
struct claim_range claim_range(const struct figure *);

#define ANY_WORD 1u /* the bit that the key of a quoted word has which any may stand for: a misspelt one, a day */

struct claim_quote {
  const uint32_t *telling; /* its words that tell something, without their endings */
  uint32_t n_telling;
  const uint32_t *words, *letters; /* of each word a bit for each letter; 0 of one that any may stand for */
  uint32_t count, speaker;         /* the speaker's surname; 0: not named */
  uint32_t misspelt;               /* words */
  bool cut, named;                 /* it has dots for what is left out; the speaker's name stands beside it */
  bool body;                       /* its speaker is a body, whom others speak for */
};

struct claim_blame {
  uint32_t blamed, blamer;         /* words; blamer 0: not said */
  uint32_t matters[CLAIM_MATTERS]; /* the first words of what for */
  bool named;                      /* the blamed are, by a name */
};

struct claim_condition {
  const uint32_t *condition, *consequence; /* words, sorted */
  uint32_t n_condition, n_consequence;
  uint32_t holder;
  bool weak; /* CONDITION_IF */
  bool term; /* somebody binds somebody by it */
};

/* The parts of what is claimed, each by itself a reason to read it. */
enum claim_part {
  CLAIM_FIGURE = 1,
  CLAIM_DAY = 2,
  CLAIM_DENIAL = 4, /* something is not so, or is the opposite */
  CLAIM_QUOTE = 8,  /* a long one */
  CLAIM_TERMS = 16, /* what depends on what */
  CLAIM_BLAME = 64, /* who did it */
  CLAIM_ADDS = 32   /* of what the sentence before tells of */
};

/* One of several things of a name, by its number or letter: zone 1, series R. */
struct claim_label {
  uint32_t of, label;
};

/* Who says it. */
struct claim_source {
  uint32_t name; /* the last word of the name; 0: nobody, or a pronoun */
  uint32_t
      company; /* the one that it is about: who says it, where it tells of itself, or a name with its legal form; or 0 */
  bool itself; /* who says it tells of itself */
};

struct claims {
  uint32_t story, outlet, sentence;
  int32_t published;                    /* a day; 0: not known */
  uint64_t hash;                        /* of all words in their order */
  struct claim_word words[CLAIM_WORDS]; /* by key, each once */
  struct claim_predicate predicates[CLAIM_PARTS * 2];
  struct claim_figure figures[CLAIM_PARTS];
  struct claim_day days[CLAIM_PARTS];
  struct claim_period periods[CLAIM_PARTS];
  struct claim_quote quotes[CLAIM_PARTS];
  struct claim_condition conditions[CLAIM_PARTS];
  struct claim_label labels[CLAIM_PARTS];
  struct claim_blame blames[CLAIM_BLAMES];
  uint8_t n_labels, n_names, n_words, n_predicates, n_figures, n_days, n_periods, n_quotes, n_conditions, n_negations,
      n_blames;
  struct claim_source source;
  uint32_t speaker[CLAIM_SPEAKER]; /* the words of who says it; 0 behind the last */
  uint32_t names[CLAIM_NAMES];     /* all, of who says it too */
  bool earlier;                    /* it speaks of a week or more that is over: last month */
  bool today;                      /* it speaks of the day on which it was printed */
  bool unsure, later, other_happening, part, some, some_people, everywhere;
  bool past;                          /* it speaks of a time long before the story, and not only of what it names */
  bool leans_on_day, leans_on_before; /* what it claims hangs on the day of its story, on the sentence before */
};

/* What reading one sentence leaves for the next. */
struct claims_reader {
  int (*stop)(void *);
  void *context;
  struct document *before; /* memory for the sentence before; closed by whom the reader belongs to */
  struct known_words known;
};

struct reading;

/* What the sentence claims as a story has it, of denials, quotes and terms only those `parts` that are asked for; in memory
** of the arena.  NULL when there is none, or the work was stopped: `*status` says. */
struct claims *claims_read(struct reading *, struct arena *, const struct contradiction_sentence *, unsigned parts,
                           enum status *status);

/* Makes claims of a sentence what they are in a story of another day. */
enum status claims_redate(struct reading *, struct claims *, struct slice day);

/* The day of a story as claims have it; 0: not known. */
int32_t claims_day(struct slice day);

/* contradiction_pairs.c: what stands between two sentences in these `parts`, and how strongly; `*matter` says about what,
** alike for the same. */
enum contradiction_kind claims_compare(const struct claims *, const struct claims *, unsigned parts, double *weight,
                                       uint64_t *matter);

/* Whether who says it is told of with a word of this key. */
bool claims_speaker(const struct claims *, uint32_t key);

/* contradiction_quotes.c: the same of quotes.  A speaker's words may be the same but for some inside: not the ones cut, or
** with other marks. */
enum contradiction_kind quotes_compare(const struct claims *, const struct claims *, double *weight, uint64_t *matter);

/* The word of a set; NULL if it has none of this key. */
const struct claim_word *claims_word(const struct claims *, uint32_t key);

#endif
