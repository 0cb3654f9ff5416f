/*
** Contradictions: what the stories of one storyline say otherwise.
**
**     "Seven soldiers died at the bridge, a commander said."      Isk Voice
**     "Eleven soldiers were killed at the bridge, the ministry said."   Velmar Courier
**      -> figure
**
** Sentences that share words are compared two by two, by what each claims (corpus/contradiction_claims.h), which is
** read without a parser.  The kinds are those of de Marneffe, Rafferty and Manning 2008 ("Finding contradictions in
** text") that can be told so: numbers, dates, negation and antonyms; and four of the newsroom's own: wording, speaker,
** blame, deadlock.  What only looks like one (another place, another day, a part of the count, an update) is left out, for
** few rows that are right are worth more than many.
*/
#ifndef NEWSEXT_CONTRADICTION_H
#define NEWSEXT_CONTRADICTION_H

#include "../base/slice.h"
#include "../base/status.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum contradiction_kind {
  CONTRADICTION_NONE,
  CONTRADICTION_FIGURE,   /* the same count with other values */
  CONTRADICTION_DAY,      /* the same event on other days */
  CONTRADICTION_DENIAL,   /* one says what the other says is not so */
  CONTRADICTION_WORDING,  /* a speaker's words in other words */
  CONTRADICTION_SPEAKER,  /* the same words of other speakers */
  CONTRADICTION_BLAME,    /* another is said to have done it */
  CONTRADICTION_DEADLOCK, /* each side waits for what the other makes conditional */
  CONTRADICTION_KINDS
};

/* The kind's name, as SQL shows it. */
const char *contradiction_kind_name(enum contradiction_kind);

/* A sentence of a story of the storyline. */
struct contradiction_sentence {
  struct slice text;
  struct slice before;    /* the sentence before it; may be empty */
  struct slice speaker;   /* the fullest name of who is quoted in it, where the story tells; else NULL */
  struct slice day;       /* when the story was published: ISO; NULL: not known */
  bool body;              /* that is a body, for which people speak */
  uint32_t story, outlet; /* numbers, alike for the same; outlet 0: not known */
};

struct contradiction {
  uint32_t one, other; /* sentences, in the order in which they were added */
  enum contradiction_kind kind;
  double weight; /* how alike the rest is: between 0 and 1 */
};

struct contradictions;

/* An empty storyline; NULL when there is no memory; the caller closes it.  `stop` may be NULL. */
struct contradictions *contradictions_open(int (*stop)(void *), void *context);

/* Whom a sentence quotes, by its number, where that matters: for who adds sentences without their speakers.  Sets `speaker`
** and `body`; what they point at need not live on. */
typedef enum status speaker_finder(void *context, struct contradiction_sentence *, uint32_t number);
void contradictions_find_speakers(struct contradictions *, speaker_finder *, void *context);

/* Forgets the storyline, for the next one. */
void contradictions_clear(struct contradictions *);
void contradictions_close(struct contradictions *);

/* Adds a sentence, whose texts are kept.  Errors: STATUS_NO_MEMORY, STATUS_INTERRUPTED. */
enum status contradictions_add(struct contradictions *, const struct contradiction_sentence *);

/* Compares them.  `*found` lives as long as the storyline: the strongest of each matter, the strongest first. */
enum status contradictions_find(struct contradictions *, const struct contradiction **found, size_t *count);

#endif
