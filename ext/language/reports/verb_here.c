/* Verbs and the nouns that look like them: see verb_here.h. */
#include "verb_here.h"

enum { LONGEST_HEADLINE = 30, LONGEST_SHOUTED = 6 /* tokens */ };

uint32_t head_of(const struct story *s, struct phrase p) {
  uint32_t i = p.first;
  while (i + 1 < p.end && !has(s, i + 1, LEXICON_PREPOSITION)) i++;
  return i;
}

static bool is_plural_noun(const struct story *s, uint32_t i) {
  return has(s, i, LEXICON_PLURAL_NOUN) || is_mark(s, i, '%') ||
         (ends_with(s, i, LEXICON_ENDING_PLURAL) && !ends_with(s, i, LEXICON_ENDING_NO_PLURAL) &&
          !ends_with(s, i, LEXICON_ENDING_SINGULAR) && !has(s, i, LEXICON_POSSESSIVE_PRONOUN) &&
          !has(s, i, LEXICON_DETERMINER));
}

bool is_plural_phrase(const struct story *s, struct phrase p) {
  if (is_plural_noun(s, p.end - 1) || has(s, p.first, LEXICON_PLURAL_NOUN)) return true;
  for (uint32_t k = p.first; k < p.end; k++)
    if (has(s, k, LEXICON_CONJUNCTION) || (k <= head_of(s, p) && is_plural_noun(s, k))) return true;
  const uint32_t of = head_of(s, p) + 1; /* about 4 in 10 */
  return of < p.end && token_of(s, of - 1)->kind == TOKEN_NUMBER && token_of(s, p.end - 1)->kind == TOKEN_NUMBER;
}

bool cue_agrees(const struct story *s, const struct cue *c) {
  if (phrase_is_empty(c->speaker) || c->form == FORM_PAST || c->form == FORM_PARTICIPLE) return true;
  uint32_t i = c->speaker.end - 1;
  if (c->flags & (VERB_MODAL | VERB_INFINITIVE)) return c->form == FORM_BASE;
  if (c->speaker.end == c->first && i > c->speaker.first && is_mere_adjective(s, i) &&
      !(has(s, i - 1, LEXICON_ARTICLE) && !has(s, i - 1, LEXICON_INDEFINITE_ARTICLE)))
    return false; /* members of a new | order; but: the poor say */
  if (c->form == FORM_THIRD_PERSON && has(s, i, LEXICON_PLURAL_NOUN) && has(s, i, LEXICON_DETERMINER))
    return false; /* in all | states */
  if (has(s, i, LEXICON_PERSONAL_PRONOUN)) {
    const char *gender = lexicon_value(token_of(s, i)->word, LEXICON_PERSONAL_PRONOUN);
    bool third = *gender == 'm' || *gender == 'f' || *gender == 'n';
    if (has(s, i, LEXICON_CLAUSE_OPENER)) return true;
    return third == (c->form == FORM_THIRD_PERSON);
  }
  if (c->form == FORM_BASE && i == c->speaker.first && has(s, i, LEXICON_VERB_PRESENT) &&
      (is_relative(s, i - 1) || is_that(s, i - 1) || has(s, i - 1, LEXICON_SUBJECT_PRONOUN)) &&
      ends_with(s, i, LEXICON_ENDING_PLURAL) && !has(s, i, LEXICON_STUDY))
    return false; /* which helps | explain */
  if (c->form == FORM_BASE && i > c->speaker.first && has(s, i, LEXICON_VERB_PAST) && !is_capitalized(s, i))
    return false; /* All ran | counter to */
  if (c->form == FORM_BASE) return is_plural_phrase(s, c->speaker);
  /* a singular noun needs its article */
  uint32_t f = c->speaker.first;
  if (!is_capitalized(s, f) && !is_capitalized(s, i) && !has(s, f, LEXICON_DETERMINER) &&
      !has(s, f, LEXICON_POSSESSIVE_PRONOUN))
    return false;
  for (uint32_t k = has(s, i, LEXICON_DETERMINER) ? f : i; k <= i; k++) /* what is counted is a noun */
    if (token_of(s, k)->kind == TOKEN_NUMBER || lexicon_number(token_of(s, k)->word, LEXICON_CARDINAL) > 1)
      return false;
  bool one = has(s, f, LEXICON_ARTICLE) &&
             !ends_with(s, head_of(s, c->speaker), LEXICON_ENDING_PLURAL); /* a letter to the owners says */
  return one || is_capitalized(s, i) || !is_plural_phrase(s, c->speaker) || !ends_with(s, i, LEXICON_ENDING_PLURAL);
}

/* Whether all longer words of the unit are capitalised, as in "Envoy Says Talks Will Resume". */
static bool is_headline(const struct story *s, uint32_t i, uint32_t floor, uint32_t ceiling) {
  if (!ends_with(s, i, LEXICON_ENDING_PLURAL) || !(token_of(s, floor)->flags & TOKEN_AFTER_LINE) ||
      ceiling - floor > LONGEST_HEADLINE)
    return false;
  for (uint32_t k = floor; k < ceiling; k++)
    if (token_of(s, k)->kind == TOKEN_WORD && token_of(s, k)->length > 3 && !is_capitalized(s, k) &&
        !has(s, k, LEXICON_PREPOSITION))
      return false;
  return true;
}

/* “…,” LEE DECLARED: whether all from `floor` to the word are in capitals. */
static bool is_shouted(const struct story *s, uint32_t i, uint32_t floor) {
  if (i > floor + LONGEST_SHOUTED) return false;
  for (uint32_t k = floor; k <= i; k++)
    if (token_of(s, k)->kind == TOKEN_WORD && token_of(s, k)->length > 1 && !(token_of(s, k)->flags & TOKEN_ALL_CAPS))
      return false;
  return true;
}

bool is_verb_here(const struct story *s, uint32_t i, uint32_t length, uint32_t floor, uint32_t ceiling) {
  if (is_capitalized(s, i) && i > floor && !is_headline(s, i, floor, ceiling) && !is_shouted(s, i, floor)) return false;
  if (is_capitalized(s, i) && has(s, i + 1, LEXICON_CUE) && has(s, i + 1, LEXICON_VERB_PAST)) return false;
  if (i > 0 && is_mark(s, i - 1, '-') && !is_dash(s, i - 1)) return false;
  return !is_mark(s, i + length, '-') || is_dash(s, i + length);
}

bool is_noun_behind(const struct story *s, uint32_t i, uint32_t floor) {
#define BEFORE_NOUNS(set) \
  (LEXICON_BIT(DETERMINER, set) | LEXICON_BIT(POSSESSIVE_PRONOUN, set) | LEXICON_BIT(PREPOSITION, set))
#define MORE_THAN_THAT(set)                                                                                    \
  (LEXICON_BIT(PERSONAL_PRONOUN, set) | LEXICON_BIT(SUBJECT_PRONOUN, set) | LEXICON_BIT(OBJECT_PRONOUN, set) | \
   LEXICON_BIT(PLURAL_NOUN, set) | LEXICON_BIT(CLAUSE_OPENER, set) | LEXICON_BIT(AUXILIARY, set) |             \
   LEXICON_BIT(NEGATION, set) | LEXICON_BIT(PLAIN_ADVERB, set) | LEXICON_BIT(TIME_ADVERB, set))
  if (i <= floor) return false;
  const uint32_t before = i - 1;
  const uint64_t *lists = lexicon_sets_of(token_of(s, before)->word)->entry;
  if (token_of(s, before)->kind == TOKEN_POSSESSIVE) return !has(s, before - 1, LEXICON_PERSONAL_PRONOUN);
  return LEXICON_ANY(lists, BEFORE_NOUNS) && !LEXICON_ANY(lists, MORE_THAN_THAT) && !is_capitalized(s, before) &&
         !is_of(s, before, LEXICON_IS_TO) && !is_of(s, before, LEXICON_IS_SMALL_SUBJECT);
}

bool is_noun_by_context(const struct story *s, const struct cue *c) {
  if (c->form != FORM_THIRD_PERSON && c->form != FORM_BASE) return false;
  uint32_t i = c->end;
  if (opens_quoted(s, i) || is_capitalized(s, i)) return false;
  if (is_mark(s, i, ',') && has(s, i + 1, LEXICON_PERSONAL_PRONOUN) && has(s, i + 2, LEXICON_CUE))
    return true; /* cost estimates, he said, are high */
  if (c->form == FORM_THIRD_PERSON && has(s, i, LEXICON_CUE) && has(s, i, LEXICON_VERB_PRESENT) &&
      !ends_with(s, i, LEXICON_ENDING_PLURAL))
    return true; /* official reports | show */
  return is_auxiliary(s, i) || has(s, i, LEXICON_VERB_PAST) ||
         (token_of(s, i)->kind == TOKEN_WORD && ends_with(s, i, LEXICON_ENDING_PAST));
}
