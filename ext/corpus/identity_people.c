/* What else a name says: see identity_people.h. */
#include "identity_people.h"

#include "../language/lexicon.h"
#include "../language/names/gazetteer.h"

#include <string.h>

enum { MOST_BYTES = 90, MOST_WORDS = 12 };

/* The words of a name, with their numbers in the lexicon, and one of length 0 behind them; how many. */
static uint32_t read_words(struct slice name, char text[MOST_BYTES + 16], struct token tokens[MOST_WORDS + 1]) {
  uint32_t n = 0;
  memset(text, 0, MOST_BYTES + 16);
  memcpy(text, name.text, name.bytes);
  for (uint32_t at = 0; n < MOST_WORDS && token_next(text, (uint32_t)name.bytes, at, &tokens[n]); n++) {
    at = tokens[n].start + tokens[n].length;
    tokens[n].word = lexicon_find(word_key(text + tokens[n].start, tokens[n].length, 1));
  }
  memset(&tokens[n], 0, sizeof tokens[n]);
  return n;
}

static bool is_named(const struct identity_story *story, const struct identity_reference *but, struct slice name) {
  for (uint32_t i = 0; i < story->count; i++) {
    const struct slice other = story->names[i].name;
    if (&story->names[i] != but && slice_equals(other, name)) return true;
  }
  return false;
}

/* Of the names that a value gives, parted by |, the one that the story has too; the first if it has none or several. */
static struct slice choose(const char *value, const struct identity_story *story,
                           const struct identity_reference *ref) {
  struct slice first = {value, strcspn(value, "|")}, named = {0};
  if (!value[first.bytes]) return first;
  for (const char *at = value; *at; at += *at == '|') {
    struct slice name = {at, strcspn(at, "|")};
    at += name.bytes;
    if (!is_named(story, ref, name)) continue;
    if (named.text) return first;
    named = name;
  }
  return named.text ? named : first;
}

/* Whether a person may bear the word: somebody called French; but "Chileans" are people. */
static bool is_borne(const char *text, const struct token *t) {
  enum {
    PERSONS = 1 << GAZETTEER_SURNAME | 1 << GAZETTEER_SURNAME_RARE | 1 << GAZETTEER_GIVEN | 1 << GAZETTEER_GIVEN_MALE |
              1 << GAZETTEER_GIVEN_FEMALE | 1 << GAZETTEER_GIVEN_RARE
  };
  return gazetteer_find(gazetteer_hash(word_key(text + t->start, t->length, 1))) & PERSONS;
}

static enum name_kind kind_of(struct slice word) {
  return word.bytes && *word.text == 'o' && word.text[1] == 'r' ? NAME_ORGANIZATION : NAME_OTHER;
}

struct identity_stands_for identity_stands_for(const struct identity_story *story,
                                               const struct identity_reference *ref) {
  struct identity_stands_for s = {.kind = NAME_PLACE, .people = true};
  struct token tokens[MOST_WORDS + 1];
  char text[MOST_BYTES + 16];
  const char *value = NULL;
  if (ref->name.bytes > MOST_BYTES) return s;
  uint32_t n = read_words(ref->name, text, tokens);
  if (!n || (ref->kind == NAME_PERSON && is_borne(text, tokens))) return s;
  if (lexicon_match(tokens, LEXICON_MEMBER, &value) == n) {
    struct slice kind = {value, strcspn(value, " ")};
    s.kind = kind_of(kind);
    value += kind.bytes + 1;
  } else if (ref->kind != NAME_PERSON && lexicon_match(tokens, LEXICON_BODY_NAME, &value) == n) {
    s = (struct identity_stands_for){.kind = NAME_ORGANIZATION};
  } else if (ref->kind == NAME_ORGANIZATION) {
    return s;
  } else if (lexicon_match(tokens, LEXICON_DEMONYM, &value) != n) {
    s.people = false;
    if (ref->kind == NAME_PERSON || (lexicon_match(tokens, LEXICON_COUNTRY_NAME, &value) != n &&
                                     lexicon_match(tokens, LEXICON_COUNTRY_ALIAS, &value) != n))
      return s;
  }
  s.name = choose(value, story, ref);
  return s;
}

const char *identity_letters(const struct identity_reference *ref) {
  struct token tokens[MOST_WORDS + 1];
  char text[MOST_BYTES + 16];
  const char *value = NULL;
  if (ref->kind != NAME_ORGANIZATION || ref->name.bytes > MOST_BYTES) return NULL;
  uint32_t n = read_words(ref->name, text, tokens);
  if (n < 2) return NULL;
  bool known = lexicon_match(tokens, LEXICON_BODY_LETTERS, &value) == n ||
               lexicon_match(tokens, LEXICON_LISTED_LETTERS, &value) == n;
  return known ? value : NULL;
}
