/* The words of a sentence, as claims have them: see contradiction_reading.h. */
#include "contradiction_reading.h"

#include "../language/reports.h"
#include "stem.h"

#include <stdlib.h>
#include <string.h>

enum { STEM_BYTES = 7, SHORTEST = 2, ATTRIBUTION_WORDS = 8, BESIDE_WORDS = 5, FOLDED = 64 };

#define CLOSED(set)                                                                                 \
  (LEXICON_BIT(PREPOSITION, set) | LEXICON_BIT(CONJUNCTION, set) | LEXICON_BIT(AUXILIARY, set) |    \
   LEXICON_BIT(SUBORDINATOR, set) | LEXICON_BIT(DETERMINER, set) | LEXICON_BIT(PLAIN_ADVERB, set) | \
   LEXICON_BIT(SUBJECT_PRONOUN, set) | LEXICON_BIT(OBJECT_PRONOUN, set) | LEXICON_BIT(POSSESSIVE_PRONOUN, set))

bool reading_is_closed(const struct reading *r, uint32_t i) {
  const struct token *t = reading_at(r, i);
  return !(t->flags & TOKEN_ALL_CAPS) /* US */ && LEXICON_ANY(lexicon_sets_of(t->word)->entry, CLOSED);
}

uint32_t claim_hash(const char *text, size_t bytes) {
  uint32_t key = (uint32_t)(word_hash(word_key(text, bytes, 0)) >> 32);
  return key + !key;
}

static uint32_t stem_key(const struct reading *r, const struct token *t) {
  char folded[FOLDED + 1];
  size_t bytes = t->length < FOLDED ? t->length : FOLDED;
  memcpy(folded, r->document->text + t->start, bytes);
  for (size_t k = 0; k < bytes; k++)
    if (folded[k] >= 'A' && folded[k] <= 'Z') folded[k] = (char)(folded[k] | 32);
  size_t left = stem(folded, bytes, true);
  return claim_hash(folded, left < STEM_BYTES ? left : STEM_BYTES);
}

/* The same, remembered: few words make most of a text. */
static uint32_t word_key_of(const struct reading *r, const struct token *t) {
  struct word_key word;
  if (t->length > sizeof word || !word_key_short(r->document->text + t->start, t->length, &word)) return stem_key(r, t);
  uint32_t *key = known_word(&r->reader->known, word);
  if (!*key) *key = stem_key(r, t);
  return *key;
}

uint32_t reading_word(const struct reading *r, uint32_t i) {
  uint32_t *key = &r->keys[i < r->count ? i : r->count];
  if (!*key) *key = word_key_of(r, reading_at(r, i));
  return *key;
}

uint32_t matter_key(const char *matter) { return claim_hash(matter, strlen(matter)) ^ 1; /* unlike the word itself */ }

uint32_t reading_matter(const struct reading *r, uint32_t i, bool *opposite) {
  const char *matter = NULL;
  *opposite = false;
  lexicon_match(reading_at(r, i), LEXICON_SAME_MATTER, &matter);
  if (!matter || !*matter) return reading_word(r, i);
  *opposite = *matter == '-';
  return matter_key(matter + *opposite);
}

uint32_t reading_key(const struct reading *r, uint32_t i) {
  bool opposite;
  uint32_t *key = &r->matters[i < r->count ? i : r->count];
  if (!*key) *key = reading_matter(r, i, &opposite);
  return *key;
}

bool reading_is_content(const struct reading *r, uint32_t i) {
  const struct token *t = reading_at(r, i);
  if (t->kind != TOKEN_WORD && t->kind != TOKEN_ACRONYM) return false;
  return t->length >= SHORTEST && !reading_is_closed(r, i) && !(r->roles[i] & ROLE_NUMBER);
}

/* ---- Roles: what says who speaks, what is a number, what is a name ---- */

uint32_t reading_head(const struct reading *r, const struct tokens *tokens, struct span s) {
  if (!s.length) return r->count;
  uint32_t i = tokens_from(tokens, span_end(s));
  return i ? i - 1 : r->count;
}

uint32_t reading_main_verb(const struct reading *r, const struct clause *c) {
  uint32_t i = c->verb, end = c->end;
  for (; i < end; i++) {
    if (reading_has(r, i, LEXICON_AUXILIARY) || reading_has(r, i, LEXICON_PLAIN_ADVERB)) continue;
    if (i > c->verb && reading_has(r, i, LEXICON_FORECAST) && reading_is_closed(r, i + 1))
      continue; /* "The trial is due to begin." */
    if (reading_at(r, i)->kind != TOKEN_WORD && reading_at(r, i)->kind != TOKEN_ACRONYM) break;
    if (reading_has(r, i, LEXICON_DETERMINER) || reading_has(r, i, LEXICON_PREPOSITION)) continue;
    if (reading_is_closed(r, i)) break;
    return i;
  }
  return c->verb;
}

void reading_mark(struct reading *r, uint32_t first, uint32_t end, uint8_t role) {
  for (uint32_t i = first; i < end && i < r->count; i++) r->roles[i] |= role;
}

void reading_mark_span(struct reading *r, const struct tokens *tokens, struct span s, uint8_t role) {
  for (uint32_t i = tokens_from(tokens, s.start); i < r->count && r->tokens[i].start < span_end(s); i++)
    r->roles[i] |= role;
}

/* Whether the cue does more than report: it agrees or denies. */
static bool is_act(const struct reading *r, const struct report *p) {
  for (uint32_t i = p->cue.first; i < p->cue.end; i++)
    if (reading_has(r, i, LEXICON_SAME_MATTER) || reading_has(r, i, LEXICON_DENIAL_VERB)) return true;
  return false;
}

/* The last word of a speaker's name; 0 of a pronoun. */
static uint32_t source_word(const struct reading *r, struct phrase speaker) {
  uint32_t last = speaker.end - 1;
  while (last > speaker.first && reading_has(r, last, LEXICON_LEGAL_FORM) &&
         !reading_has(r, last - 1, LEXICON_DETERMINER))
    last--;
  return reading_has(r, last, LEXICON_SUBJECT_PRONOUN) ? 0 : reading_word(r, last);
}

/* The first word with a capital, 0 if there is none. */
static uint32_t first_name(const struct reading *r, uint32_t from, uint32_t end) {
  while (from < end && (!(reading_at(r, from)->flags & TOKEN_CAPITALIZED) || reading_is_closed(r, from) ||
                        reading_has(r, from, LEXICON_LEGAL_FORM)))
    from++;
  return from < end ? reading_word(r, from) : 0;
}

/* Whether what is said begins with who says it: "The firm said its board declared a dividend." */
static bool is_of_itself(const struct reading *r, const struct report *p) {
  for (uint32_t i = p->first; i < p->end && i < p->first + BESIDE_WORDS; i++) {
    if (i == p->first && reading_has(r, i, LEXICON_SUBORDINATOR)) continue;
    if (reading_has(r, i, LEXICON_SUBJECT_PRONOUN) || reading_has(r, i, LEXICON_POSSESSIVE_PRONOUN)) return true;
    if (reading_at(r, i)->flags & TOKEN_CAPITALIZED || reading_has(r, i, LEXICON_DETERMINER)) return false;
  }
  return false;
}

/* The words of who says it, as far as there is room. */
static void note_speaker(struct reading *r, struct phrase speaker) {
  uint32_t n = 0;
  while (n < CLAIM_SPEAKER && r->speaker[n]) n++;
  for (uint32_t i = speaker.first; i < speaker.end && i < r->count && n < CLAIM_SPEAKER; i++)
    if (reading_is_content(r, i)) r->speaker[n++] = reading_key(r, i);
}

bool claims_speaker(const struct claims *c, uint32_t key) {
  for (uint32_t i = 0; i < CLAIM_SPEAKER && c->speaker[i]; i++)
    if (c->speaker[i] == key) return true;
  return false;
}

/* Who says it, with what belongs to the saying: "On Monday the minister said in Oslo that". */
void mark_sources(struct reading *r) {
  if (r->sources_known) return;
  r->sources_known = true;
  const struct reports *reports = document_reports(r->document);
  for (uint32_t u = 0; u < reports->count; u++) {
    const struct unit *unit = report_unit(r->document, u);
    for (uint32_t k = 0; k < unit->n_reports; k++) {
      const struct report *p = &unit->reports[k];
      if (is_act(r, p)) continue;
      bool named = !phrase_is_empty(p->speaker);
      uint32_t first = p->cue.first, end = p->cue.end;
      if (named && p->speaker.first < first) first = p->speaker.first;
      if (named && p->speaker.end > end) end = p->speaker.end;
      if (end > first + ATTRIBUTION_WORDS) first = p->cue.first, end = p->cue.end;
      for (uint32_t n = 0;
           n < BESIDE_WORDS && end < r->count && end != p->first && reading_at(r, end)->kind != TOKEN_MARK; n++)
        end++;
      for (uint32_t n = 0; n < BESIDE_WORDS && first && first != p->end && reading_at(r, first - 1)->kind != TOKEN_MARK;
           n++)
        first--;
      reading_mark(r, first, end, ROLE_SOURCE);
      if (named) r->source.name = source_word(r, p->speaker), note_speaker(r, p->speaker);
      if (!named || !is_of_itself(r, p)) continue;
      uint32_t name = first_name(r, p->speaker.first, p->speaker.end);
      r->source.itself = true;
      r->source.company = name ? name : r->source.name;
    }
  }
}

void mark_names(struct reading *r) {
  struct claims *c = r->claims;
  uint32_t run = 0; /* where the names that stand together begin */
  for (uint32_t i = 0; i < r->count; i++) {
    const struct token *t = reading_at(r, i);
    if (t->kind != TOKEN_WORD && t->kind != TOKEN_ACRONYM) continue;
    bool first = !i || (reading_at(r, i - 1)->kind == TOKEN_MARK && reading_at(r, i - 1)->length != 1);
    bool capital = t->flags & TOKEN_CAPITALIZED &&
                   (!first || t->flags & TOKEN_ALL_CAPS || reading_at(r, i + 1)->flags & TOKEN_CAPITALIZED);
    if (i && r->roles[i - 1] & ROLE_NAME && reading_has(r, i, LEXICON_PLACE_END))
      continue; /* others are called so too */
    if (!capital || reading_is_closed(r, i) || reading_has(r, i, LEXICON_WEEKDAY) || reading_has(r, i, LEXICON_MONTH))
      continue;
    r->roles[i] |= ROLE_NAME;
    if (c->n_names < CLAIM_NAMES) c->names[c->n_names++] = reading_word(r, i);
    bool legal = i && !reading_has(r, i, LEXICON_LEGAL_FORM) && reading_has(r, i + 1, LEXICON_LEGAL_FORM);
    if (!i || !(r->roles[i - 1] & ROLE_NAME)) run = i;
    if (legal && !c->source.company && !(r->roles[i] & ROLE_SOURCE)) c->source.company = reading_word(r, run);
    uint32_t before = i ? i - 1 : 0;
    if (i && reading_has(r, before, LEXICON_DETERMINER) && before) before--;
    if (i && (reading_has(r, before, LEXICON_PLACE_PREPOSITION) || r->roles[i - 1] & ROLE_PLACE))
      r->roles[i] |= ROLE_PLACE;
  }
}

/* ---- Words and predicates ---- */

/* Puts a word among those that stand in the order of their keys, each once. */
static void note_word(struct claims *c, struct claim_word word) {
  uint8_t i = c->n_words;
  while (i && c->words[i - 1].key > word.key) i--;
  if (i && c->words[i - 1].key == word.key) {
    c->words[i - 1].roles |= word.roles;
    return;
  }
  memmove(&c->words[i + 1], &c->words[i], (c->n_words++ - i) * sizeof *c->words);
  c->words[i] = word;
}

void note_words(struct reading *r) {
  struct claims *c = r->claims;
  uint64_t hash = 0;
  uint32_t noted = 0;
  for (uint32_t i = 0; i < r->count; i++) {
    if (reading_at(r, i)->kind == TOKEN_MARK || reading_at(r, i)->kind == TOKEN_POSSESSIVE) continue;
    hash = (hash ^ reading_word(r, i)) * 0x9E3779B97F4A7C15u;
    if (!reading_is_content(r, i) || r->roles[i] & ROLE_SOURCE || noted == CLAIM_WORDS) continue;
    note_word(c, (struct claim_word){reading_key(r, i), r->roles[i]});
    noted++;
  }
  c->hash = hash;
}

static int by_key(const void *a, const void *b) {
  const struct claim_word *x = a, *y = b;
  return (x->key > y->key) - (x->key < y->key);
}

const struct claim_word *claims_word(const struct claims *c, uint32_t key) {
  struct claim_word want = {key, 0};
  return c->n_words ? bsearch(&want, c->words, c->n_words, sizeof *c->words, by_key) : NULL;
}

/* A word that one person has before the name in one story, and not in another: Mr. */
static bool is_form_of_address(const struct reading *r, uint32_t i) {
  return reading_has(r, i, LEXICON_PERSON_TITLE) && reading_at(r, i + 1)->flags & TOKEN_CAPITALIZED;
}

/* The first content word from `from` on, titles and who says it aside, up to `end` or a mark; 0 if there is none. */
uint32_t reading_first_content(const struct reading *r, uint32_t from, uint32_t end) {
  for (uint32_t i = from; i < end && i < r->count && reading_at(r, i)->kind != TOKEN_MARK; i++)
    if (reading_is_content(r, i) && !(r->roles[i] & ROLE_SOURCE) && !is_form_of_address(r, i)) return reading_key(r, i);
  return 0;
}
