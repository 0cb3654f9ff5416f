/*
** Whether a word that can be a cue is a verb where it stands.
**
**     Lee claims that he won.     claims: a verb, which agrees with its subject
**     Her claims were heard.      claims: a noun, as the words on both sides show
*/
#ifndef NEWSEXT_REPORTS_VERB_HERE_H
#define NEWSEXT_REPORTS_VERB_HERE_H

#include "../reports.h"

/* The head of a noun phrase: "[half] of voters in each state". */
uint32_t head_of(const struct story *, struct phrase);

/* Whether the phrase is a plural, so far as its words show. */
bool is_plural_phrase(const struct story *, struct phrase);

/* Nouns look like verbs: a finite form must agree with its subject. */
bool cue_agrees(const struct story *, const struct cue *);

/* Whether a word of the cues is a verb where it stands: no name, no part of another word. */
bool is_verb_here(const struct story *, uint32_t i, uint32_t length, uint32_t floor, uint32_t ceiling);

/* "the | claims", "her | report", "in | talks": whether the word before shows at once that a word is no verb, which
** subject_before() says with more effort. */
bool is_noun_behind(const struct story *, uint32_t i, uint32_t floor);

/* Whether what follows, a verb of its own, shows that the word is a noun: "Her remarks came late." */
bool is_noun_by_context(const struct story *, const struct cue *);

#endif
