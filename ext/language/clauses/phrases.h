/*
** Noun phrases: where the one beside a verb begins and ends.
**
**     Yesterday Zabihullah Mujahid, a spokesman for the group, also said
**               [                ]                                 ^ before here
**
** No tagger and no parser: closed classes of words from the lexicon, capitals and
** commas, which is enough beside a verb of saying and costs next to nothing.
*/
#ifndef NEWSEXT_CLAUSES_PHRASES_H
#define NEWSEXT_CLAUSES_PHRASES_H

#include "word_kinds.h"

struct phrase {
  uint32_t first, end; /* tokens; empty if they are equal */
};

static inline bool phrase_is_empty(struct phrase p) { return p.first >= p.end; }

/* Its bytes in the text; of a contraction by itself those of the pronoun: "They | 've". */
struct span phrase_span(const struct story *, struct phrase);

/* How many bytes the pronoun of a contraction has. */
uint32_t pronoun_length(const struct document *, const struct token *);

enum before_verb {
  VERB_PASSIVE = 1,    /* was accused */
  VERB_INFINITIVE = 2, /* to accuse */
  VERB_MODAL = 4,      /* would accuse, did accuse */
  VERB_NOT_ONE = 8,    /* what stands before cannot be before a verb: an article */
  VERB_PERFECT = 16,   /* has accused */
  VERB_RELATIVE = 32,  /* the envoy, who accused */
  VERB_NEGATED = 64    /* did not accuse */
};

/* The subject of the verb at token `verb`, empty if it has none there; not before `floor`.
** `*flags` gets enum before_verb, `*from` where subject and what belongs to it (appositions) begin. */
struct phrase subject_before(const struct story *, uint32_t verb, uint32_t floor, unsigned *flags, uint32_t *from);

/* The noun phrase that begins at token `i`; empty if none does; not beyond `ceiling`. */
struct phrase phrase_at(const struct story *, uint32_t i, uint32_t ceiling);

/* What in a phrase can name somebody or something: nothing of a preposition before it, of a time, of an adverb. */
struct phrase noun_phrase(const struct story *, struct phrase);

/* The subject of the last clause that begins in [first, end): "In Kabul on Monday, [Ghani] went further";
** empty if none is found. */
struct phrase clause_subject(const struct story *, uint32_t first, uint32_t end);

#endif
