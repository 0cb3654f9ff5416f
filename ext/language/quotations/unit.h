/*
** Units: the stretches in which cues and what they attribute are looked for.
**
**     “We won,” he said. “They lost,” she added, “and they know that we did.”
**     unit 1             unit 2
**
** A unit is a sentence, or several where a quotation runs over their ends.  What the files that
** fill the layer share about one stands here.
*/
#ifndef NEWSEXT_QUOTATIONS_UNIT_H
#define NEWSEXT_QUOTATIONS_UNIT_H

#include "../quotations.h"
#include "cues.h"

struct quotation_list ARENA_LIST(struct quotation);

enum {
  MOST_CUES = 64,       /* in one unit; more are not read */
  LONGEST_SUBJECT = 24, /* tokens */
  LONG_STATEMENT = 10
};

struct unit {
  uint32_t first, end; /* its tokens */
  struct cue cues[MOST_CUES];
  uint32_t n_cues;
  uint32_t quoted, quoted_end; /* its quoted texts */
  uint32_t paragraph;          /* where its paragraph begins */
  uint32_t handle;             /* the last @name in it, 0 if it has none */
};

/* What goes from unit to unit. */
struct writer {
  struct story *story;
  struct quotation_list *out;
  struct span speaker, cue;           /* of the last quotation that has a speaker */
  struct span next_speaker, next_cue; /* announced: "She added:" */
  struct phrase before;               /* the unit before, if it quotes nobody; else empty */
  uint32_t done;                      /* tokens before it are in a quotation or an attribution */
};

struct span span_of(const struct story *, uint32_t first, uint32_t end);

/* Adds the tokens [first, end) to the rows. */
void write_quotation(struct writer *, enum quotation_kind, uint32_t first, uint32_t end, struct span speaker,
                     struct span cue);

/* Fills in the unit's cues, and its handle. */
void read_cues(const struct story *, struct unit *);

/* The speaker of cue `k`: its subject, or who speaks in the same sentence. */
struct span speaker_of(const struct story *, const struct unit *, uint32_t k);

/* A stop, comma, colon or dash, which is no part of a quotation's edge. */
bool is_trimmed(const struct story *, uint32_t i);

/* Whether the quoted text ends so that its sentence can go on: with a comma, ? or !, also inside single marks. */
bool ends_open(const struct story *, const struct quoted *);

#endif
