/* What a word can be by itself: see word_kinds.h. */
#include "word_kinds.h"

#include "../names/gazetteer.h"

enum { LONGEST_TITLE = 12 /* tokens */ };

bool opens_quoted_at(const struct story *s, uint32_t i) {
  char first = first_byte(s, i);
  if (first == '.' || first == ',' || first == '-') return false;
  uint32_t q = quoted_from(&s->quoted, i);
  return q < s->quoted.count && s->quoted.items[q].first == i;
}

bool is_dash_mark(const struct story *s, uint32_t i) {
  const struct token *t = token_of(s, i);
  const char *c = s->document->text + t->start;
  if (t->length == 3) return c[0] == '\xE2' && c[1] == '\x80' && (c[2] == '\x93' || c[2] == '\x94' || c[2] == '\x95');
  return *c == '-' && ((t->flags | token_of(s, i + 1)->flags) & TOKEN_AFTER_SPACE ||
                       (token_of(s, i + 1)->length && first_byte(s, i + 1) == '-'));
}

bool is_title(const struct story *s, uint32_t first, uint32_t end) {
  if (end - first > LONGEST_TITLE) return false;
  while (end > first && token_of(s, end - 1)->kind == TOKEN_MARK) {
    if (!is_mark(s, end - 1, ',') && !is_mark(s, end - 1, '.')) return false;
    end--;
  }
  if (first >= end || !is_capitalized(s, first)) return false;
  for (uint32_t i = first; i < end; i++) {
    if (!is_wordlike(s, i) || is_capitalized(s, i) || token_of(s, i)->kind != TOKEN_WORD) continue;
    if (!has(s, i, LEXICON_PREPOSITION) && !has(s, i, LEXICON_DETERMINER) && !has(s, i, LEXICON_CONJUNCTION))
      return false;
  }
  return !has(s, first, LEXICON_PERSONAL_PRONOUN);
}

/* The lists of nouns and adjectives that have a word in small letters. */
static uint32_t kinds_of(const struct story *s, uint32_t i) {
  const struct token *t = token_of(s, i);
  if (t->kind != TOKEN_WORD || t->flags & TOKEN_CAPITALIZED) return 0;
  return gazetteer_find(gazetteer_hash(word_key(s->document->text + t->start, t->length, 1)));
}

bool is_mere_adjective(const struct story *s, uint32_t i) {
  const uint32_t nouns = 1u << GAZETTEER_NOUN_PERSON | 1u << GAZETTEER_NOUN_GROUP | 1u << GAZETTEER_NOUN_PLACE |
                         1u << GAZETTEER_NOUN_OTHER;
  const uint32_t kinds = kinds_of(s, i);
  return kinds & 1u << GAZETTEER_ADJECTIVE && !(kinds & nouns);
}

bool is_thing_word(const struct story *s, uint32_t i) {
  const uint32_t kinds = kinds_of(s, i);
  return kinds & 1u << GAZETTEER_NOUN_OTHER && !(kinds & 1u << GAZETTEER_NOUN_PERSON);
}

bool is_group_word(const struct story *s, uint32_t i) { return kinds_of(s, i) & 1u << GAZETTEER_NOUN_GROUP; }

bool has_verb(const struct story *s, uint32_t first, uint32_t end) {
  for (uint32_t i = first; i < end; i++) {
    const struct token *t = token_of(s, i);
    if (is_auxiliary(s, i) || has(s, i, LEXICON_VERB_PAST)) return true;
    bool ending = i > first && t->kind == TOKEN_WORD &&
                  (ends_with(s, i, LEXICON_ENDING_PAST) ||
                   (ends_with(s, i, LEXICON_ENDING_PLURAL) && !ends_with(s, i, LEXICON_ENDING_NO_PLURAL)));
    if (ending && !is_capitalized(s, i)) return true;
    if (t->kind == TOKEN_POSSESSIVE && i > first && has(s, i - 1, LEXICON_SUBJECT_PRONOUN)) return true;
    if (has(s, i, LEXICON_CONTRACTION)) return true;
    bool plural = i > first && (has(s, i - 1, LEXICON_PLURAL_NOUN) || ends_with(s, i - 1, LEXICON_ENDING_PLURAL));
    if (plural && has(s, i, LEXICON_VERB_PRESENT)) return true; /* voters want */
  }
  return false;
}

bool is_measured_at(const struct story *s, uint32_t i) {
  uint32_t length = lexicon_match(token_of(s, i), LEXICON_APPROXIMATION, NULL), behind = i + length;
  return length && (token_of(s, behind)->kind == TOKEN_NUMBER || has(s, behind, LEXICON_PLURAL_NOUN) ||
                    has(s, behind, LEXICON_CARDINAL) || has(s, behind, LEXICON_FRACTION) ||
                    has(s, behind, LEXICON_INDEFINITE_ARTICLE));
}
