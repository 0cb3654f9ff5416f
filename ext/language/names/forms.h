/*
** Forms: a name taken apart into the words by which it is found again.
**
**     "The U.S. Food and Drug Administration"  us | food | and | drug | administration
**                                              acronyms: USFDA, FDA
**     "Mass."                                  the constant name "Massachusetts"
**
** Words are compared without case, diacritics and marks; an article in front counts for nothing.
*/
#ifndef NEWSEXT_NAMES_FORMS_H
#define NEWSEXT_NAMES_FORMS_H

#include "../names.h"
#include "../lexicon.h"
#include "scene.h"

enum { FORM_WORDS = 12 /* of a name, how many words are compared */ };

struct form {
  uint64_t words[FORM_WORDS]; /* the hash of each */
  const struct token *tokens[FORM_WORDS];
  uint32_t count;
  const char *constant; /* the name that the lexicon gives it, or NULL */
};

void form_take_apart(struct form *, struct scene *, const struct mention *);

/* The same; most mentions are one word, and may have no constant name. */
static inline void form_set(struct form *f, struct scene *s, const struct mention *m) {
  const struct token *t = &s->tokens[m->first];
  bool place = m->kind == NAME_PLACE || m->kind == NAME_ORGANIZATION;
  if (m->count > 1 || !is_capital(t) || (place && lexicon_is(t->word, LEXICON_IS_MAY_BE_ALIAS))) {
    form_take_apart(f, s, m);
    return;
  }
  f->words[0] = scene_hash(s, m->first);
  f->tokens[0] = t;
  f->count = 1;
  f->constant = NULL;
}

/* The hash of `count` words from `first` on. */
uint64_t form_hash(const struct form *, uint32_t first, uint32_t count);

/* The letters that an acronym of these words would have, as a hash; 0 for fewer than two.  Small words
** count with `small` ("DOJ"), or do not ("FDA"). */
uint64_t form_letters(const struct form *, const char *text, uint32_t first, uint32_t count, bool small);

/* The same of an acronym itself; 0 if the token is none. */
uint64_t acronym_letters(const char *text, const struct token *);

/* Whether an acronym's letters stand in these words in this order, the first at a word's head. */
bool form_abbreviates(const struct form *, const char *text, const struct token *acronym);

/* Whether word `i` is of a kind that ends organisations' names: "Corp", "Group". */
bool form_ends_group(const struct form *, uint32_t i);

/* Whether word `i` is a place or a group by itself; what bodies of one sort are called is not: a bank, a ministry. */
bool form_stands_alone(const struct form *, uint32_t i);

/* Whether the name begins with a country or people: "U.S. Congress", "British Army". */
bool form_begins_with_country(const struct form *);

/* Whether a mention begins with an article that is no part of the name: of a group or a place. */
static inline bool mention_has_article(const struct token *t, const struct mention *m) {
  return m->count > 1 && (m->kind == NAME_ORGANIZATION || m->kind == NAME_PLACE) &&
         lexicon_has(t->word, LEXICON_ARTICLE);
}

/* A mention as a name: on one line, without its article, a person's or place's in capitals throughout in ordinary letters
** ("KABUL", "JOHN MCCAIN").  In the document's arena; NULL when there is no memory. */
const char *mention_name(struct document *, const struct mention *, uint32_t *length);

#endif
