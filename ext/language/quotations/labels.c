/* Names before a colon: see labels.h. */
#include "labels.h"

#include "../names.h"
#include "../names/gazetteer.h"

enum {
  LONGEST_LABEL = 10, /* tokens */
  FEWEST_SAID = 3
};

/* The colon behind capitalised words at the start of a unit; 0 if there is none. */
static uint32_t label_colon(const struct story *s, const struct unit *u) {
  for (uint32_t i = u->first; i + FEWEST_SAID < u->end && i < u->first + LONGEST_LABEL; i++) {
    if (i > u->first && is_mark(s, i, ':')) return token_of(s, i + 1)->flags & TOKEN_AFTER_SPACE ? i : 0;
    bool name = is_capitalized(s, i) && token_of(s, i)->kind == TOKEN_WORD;
    bool small = i > u->first && (has(s, i, LEXICON_PREPOSITION) || is_mark(s, i, '.') || is_mark(s, i, '-'));
    if ((!name && !small) || is_auxiliary(s, i)) return 0;
  }
  return 0;
}

/* The lists of names and nouns that have a word. */
static uint32_t known_as(const struct story *s, uint32_t i) {
  const struct token *t = token_of(s, i);
  return gazetteer_find(gazetteer_hash(word_key(s->document->text + t->start, t->length, 1))) &
         ~(1u << GAZETTEER_BEGINS);
}

/* "LEE", "HOST": a word in capitals that names nothing but people, so far as is known; or "Velmar", which no list has. */
static bool is_cast(const struct story *s, uint32_t i) {
  const struct token *t = token_of(s, i);
  bool shouted = t->flags & TOKEN_ALL_CAPS;
  if (t->length < 2 || (!shouted && s->document->text[t->start + t->length - 1] == 's')) return false;
  const uint32_t lists = known_as(s, i);
  const uint32_t people = 1u << GAZETTEER_GIVEN_FEMALE | 1u << GAZETTEER_GIVEN_MALE | 1u << GAZETTEER_GIVEN |
                          1u << GAZETTEER_SURNAME | 1u << GAZETTEER_SURNAME_RARE | 1u << GAZETTEER_NOUN_PERSON;
  const uint32_t others = 1u << GAZETTEER_COUNTRY | 1u << GAZETTEER_CITY_LARGE | 1u << GAZETTEER_REGION |
                          1u << GAZETTEER_TIME | 1u << GAZETTEER_ACRONYM;
  const uint32_t role = 1u << GAZETTEER_NOUN_PERSON; /* Reporter: */
  return !lists || (lists & (shouted ? people : role) && !(lists & others));
}

/* Whether a sentence stands there, and no headline, whose longer words have capitals. */
static bool is_prose(const struct story *s, uint32_t first) {
  for (uint32_t i = first + 1; i < first + LONGEST_LABEL && !(token_of(s, i)->flags & TOKEN_AFTER_LINE); i++)
    if (token_of(s, i)->kind == TOKEN_WORD && token_of(s, i)->length > 3 && !is_capitalized(s, i) &&
        !has(s, i, LEXICON_PREPOSITION))
      return true;
  return false;
}

enum {
  FAMILY_NAMES = 1u << GAZETTEER_SURNAME | 1u << GAZETTEER_SURNAME_RARE,
  GIVEN_NAMES = 1u << GAZETTEER_GIVEN_FEMALE | 1u << GAZETTEER_GIVEN_MALE | 1u << GAZETTEER_GIVEN
};

/* Whether all that stands before the colon is a person's name, so that the layer of names, which costs more than all
** else here, need not be asked: "Ann Lee", or a family name that is nothing else but a small town's. */
static bool is_surely_named(const struct story *s, uint32_t first, uint32_t colon) {
  const uint32_t begins = known_as(s, first), ends = known_as(s, colon - 1);
  if (colon == first + 1)
    return begins & FAMILY_NAMES &&
           !(begins & ~(FAMILY_NAMES | GIVEN_NAMES | 1u << GAZETTEER_GIVEN_RARE | 1u << GAZETTEER_CITY));
  return colon == first + 2 && begins & GIVEN_NAMES && ends & FAMILY_NAMES && is_capitalized(s, first) &&
         is_capitalized(s, colon - 1);
}

/* Whether a person's name may stand there at all: not in "Note". */
static bool may_be_named(const struct story *s, uint32_t first, uint32_t colon) {
  for (uint32_t i = first; i < colon; i++) {
    if (token_of(s, i)->length < 2 || !is_capitalized(s, i) || has(s, i, LEXICON_PERSONAL_PRONOUN)) continue;
    const uint32_t lists = known_as(s, i);
    if (!lists || (lists & (FAMILY_NAMES | GIVEN_NAMES) && !(lists & 1u << GAZETTEER_FUNCTION))) return true;
  }
  return false;
}

/* Whether somebody stands before the colon: a person by name, behind titles only, or "Police", "Report".  A name that is
** not known is a person's where a whole sentence, up to token `end`, stands behind it, and a town's before a headline. */
static bool is_somebody(const struct story *s, uint32_t first, uint32_t colon, uint32_t end) {
  if (colon == first + 1 && (has(s, first, LEXICON_STUDY) || has(s, first, LEXICON_PLURAL_NOUN))) return true;
  bool shouted = token_of(s, colon - 1)->flags & TOKEN_ALL_CAPS;
  bool stopped = is_mark(s, end - 1, '.') || is_mark(s, end - 1, '?');
  if ((shouted || (colon == first + 1 && stopped)) && is_cast(s, colon - 1) && is_prose(s, colon + 1)) return true;
  if (is_surely_named(s, first, colon)) return true;
  if (!may_be_named(s, first, colon)) return false;
  const struct names *names = document_names(s->document);
  for (uint32_t m = names_from(names, first); m < names->count && names->items[m].first < colon; m++) {
    const struct mention *name = &names->items[m];
    if (name->kind == NAME_PERSON)
      return name->first + name->count == colon || has(s, name->first + name->count, LEXICON_PREPOSITION);
    if (has(s, name->first, LEXICON_PREPOSITION)) break;
  }
  return false;
}

/* Whether a statement is made, in a headline too: "Talks Will Fail", "Deal helps farmers". */
static bool is_statement(const struct story *s, uint32_t first, uint32_t end) {
  if (has_verb(s, first, end)) return true;
  for (uint32_t i = first + 1; i < end; i++)
    if (has(s, i, LEXICON_VERB_PRESENT) || has(s, i, LEXICON_PERSONAL_PRONOUN)) return true;
  return has(s, first, LEXICON_PERSONAL_PRONOUN);
}

/* Where the paragraph of token `i` ends. */
static uint32_t paragraph_end(const struct story *s, uint32_t i) {
  do i++;
  while (i < s->count && !(token_of(s, i)->flags & TOKEN_AFTER_LINE));
  return i;
}

uint32_t write_labelled(struct writer *w, const struct unit *u) {
  const struct story *s = w->story;
  if (u->first && !(token_of(s, u->first)->flags & TOKEN_AFTER_LINE)) return 0;
  const uint32_t colon = label_colon(s, u);
  if (!colon) return 0;
  uint32_t q = quoted_from(&s->quoted, colon + 1);
  if (opens_quoted(s, colon + 1) && !s->quoted.items[q].single) return 0; /* unclaimed.c knows whose it is */
  uint32_t end = paragraph_end(s, colon), last = end;
  if (!is_statement(s, colon + 1, end) || !is_somebody(s, u->first, colon, end)) return 0;
  while (last > colon + 1 && is_mark(s, last - 1, '.')) last--;
  bool marks = q < s->quoted.count && s->quoted.items[q].first < end;
  bool whole = marks && s->quoted.items[q].first == colon + 1 && s->quoted.items[q].end == last;
  struct phrase label = {u->first, colon};
  write_quotation(w,
                  whole   ? SPEECH_DIRECT
                  : marks ? SPEECH_PARTIAL
                          : SPEECH_INDIRECT,
                  colon + 1, last, (struct voice){phrase_span(s, label), {0, 0}});
  return end;
}
