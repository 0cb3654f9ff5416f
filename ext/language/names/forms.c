/* Forms: see forms.h. */
#include "forms.h"

#include "../lexicon.h"
#include "gazetteer.h"

#include <string.h>

/* The name that the lexicon gives to all that is called so, or NULL.  The stop of "Mass." may stand behind the mention. */
static const char *constant_name(const char *text, const struct token *t, uint32_t count, int kind) {
  static const enum lexicon_list lists[] = {LEXICON_COUNTRY_ALIAS, LEXICON_ORGANIZATION_ALIAS};
  if (kind != NAME_PLACE && kind != NAME_ORGANIZATION) return NULL;
  for (uint32_t i = 0; i < sizeof lists / sizeof *lists; i++) {
    const char *name = NULL;
    uint32_t match = lexicon_match(t, lists[i], &name);
    if (match == count || (match == count + 1 && text[t[count].start] == '.')) return name && *name ? name : NULL;
  }
  return NULL;
}

void form_take_apart(struct form *f, struct scene *s, const struct mention *m) {
  const struct token *t = s->tokens + m->first;
  uint32_t article = mention_has_article(t, m);
  f->count = 0;
  f->constant = constant_name(s->document->text, t + article, m->count - article, m->kind);
  if (f->constant) {
    f->count = 1;
    f->words[0] = gazetteer_hash(word_key(f->constant, strlen(f->constant), 0));
    f->tokens[0] = t;
    return;
  }
  for (uint32_t i = article; i < m->count && f->count < FORM_WORDS; i++) {
    if (t[i].kind == TOKEN_MARK || t[i].kind == TOKEN_POSSESSIVE) continue;
    f->tokens[f->count] = &t[i];
    f->words[f->count++] = scene_hash(s, m->first + i);
  }
}

uint64_t form_hash(const struct form *f, uint32_t first, uint32_t count) {
  uint64_t hash = 0;
  for (uint32_t i = 0; i < count; i++) hash = i ? gazetteer_join(hash, f->words[first + i]) : f->words[first];
  return hash;
}

static bool is_upper(char c) { return c >= 'A' && c <= 'Z'; }

uint64_t form_letters(const struct form *f, const char *text, uint32_t first, uint32_t count, bool small) {
  char letters[FORM_WORDS];
  uint32_t n = 0;
  for (uint32_t i = first; i < first + count; i++) {
    char c = text[f->tokens[i]->start];
    if (small && c >= 'a' && c <= 'z') c = (char)(c - 'a' + 'A');
    if (is_upper(c)) letters[n++] = c;
  }
  return n >= 2 ? gazetteer_hash(word_key(letters, n, 0)) : 0;
}

uint64_t acronym_letters(const char *text, const struct token *t) {
  char letters[FORM_WORDS];
  uint32_t n = 0;
  for (uint32_t i = 0; i < t->length; i++) {
    char c = text[t->start + i];
    if (c == '.') continue;
    if (!is_upper(c) || n == FORM_WORDS) return 0;
    letters[n++] = c;
  }
  return n >= 2 ? gazetteer_hash(word_key(letters, n, 0)) : 0;
}

/* Whether the letters of an acronym follow one another in the words from `i` on. */
static bool letters_follow(const struct form *f, uint32_t i, const char *text, const struct token *acronym) {
  const char *letter = text + acronym->start, *end = letter + acronym->length;
  if ((text[f->tokens[i]->start] & ~32) != *letter) return false;
  for (; i < f->count; i++) {
    for (uint32_t k = 0; k < f->tokens[i]->length && letter < end; k++)
      letter += *letter == '.' || (text[f->tokens[i]->start + k] & ~32) == *letter;
  }
  return letter == end || (letter == end - 1 && *letter == '.');
}

bool form_abbreviates(const struct form *f, const char *text, const struct token *acronym) {
  for (uint32_t i = 0; i < f->count; i++)
    if (letters_follow(f, i, text, acronym)) return true;
  return false;
}

bool form_ends_group(const struct form *f, uint32_t i) {
  return lexicon_has(f->tokens[i]->word, LEXICON_LEGAL_FORM) || lexicon_has(f->tokens[i]->word, LEXICON_FIRM_ENDING) ||
         gazetteer_find(f->words[i]) >> GAZETTEER_ORGANIZATION_WORD & 1;
}

bool form_stands_alone(const struct form *f, uint32_t i) {
  enum {
    PLACES = 1 << GAZETTEER_COUNTRY | 1 << GAZETTEER_CITY_LARGE | 1 << GAZETTEER_CITY | 1 << GAZETTEER_REGION,
    GROUPS = 1 << GAZETTEER_ORGANIZATION | 1 << GAZETTEER_COMPANY | 1 << GAZETTEER_ACRONYM
  };
  uint32_t lists = gazetteer_find(f->words[i]);
  return lists & (PLACES | GROUPS) && !(lists >> GAZETTEER_ORGANIZATION_WORD & 1);
}

bool form_begins_with_country(const struct form *f) {
  enum { COUNTRIES = 1 << GAZETTEER_COUNTRY | 1 << GAZETTEER_DEMONYM };
  return f->count > 1 &&
         (lexicon_has(f->tokens[0]->word, LEXICON_COUNTRY_ALIAS) || gazetteer_find(f->words[0]) & COUNTRIES);
}

/* Whether a mention is written in capitals throughout, though it is no acronym: a short word is one unless it is known. */
static bool is_shouted(const char *text, const struct token *t, const struct mention *m) {
  uint32_t words = 0, letters = 0;
  if (m->kind != NAME_PERSON && m->kind != NAME_PLACE) return false;
  for (uint32_t i = 0; i < m->count; i++) {
    if (t[i].kind != TOKEN_WORD) continue;
    if (t[i].flags & TOKEN_BEYOND_ASCII || (t[i].length > 1 && !(t[i].flags & TOKEN_ALL_CAPS))) return false;
    words++;
    letters += t[i].length;
  }
  bool known = letters > 5 || gazetteer_find(gazetteer_hash(word_key(text + t->start, t->length, 1)));
  return words > 1 || (words && letters > 3 && known);
}

/* Puts the letters of a word in lower case but for the first, and the first behind an apostrophe or "Mc". */
static void calm(char *word, uint32_t length) {
  for (uint32_t i = 1; i < length; i++) {
    bool begins = word[i - 1] == '\'' || (i == 2 && length > 4 && !memcmp(word, "Mc", 2));
    if (is_upper(word[i]) && !begins) word[i] = (char)(word[i] - 'A' + 'a');
  }
}

const char *mention_name(struct document *d, const struct mention *m, uint32_t *length) {
  const struct token *t = document_tokens(d)->items + m->first;
  char *name = arena_take(&d->arena, m->span.length + 1);
  bool shouted = is_shouted(d->text, t, m);
  uint32_t n = 0;
  for (uint32_t i = m->count > 2 && mention_has_article(t, m); name && i < m->count; i++) {
    if (n && t[i].flags & TOKEN_AFTER_SPACE) name[n++] = ' ';
    memcpy(name + n, d->text + t[i].start, t[i].length);
    if (shouted && t[i].kind == TOKEN_WORD && !lexicon_has(t[i].word, LEXICON_NAME_SUFFIX)) calm(name + n, t[i].length);
    n += t[i].length;
  }
  if (name) name[n] = 0;
  *length = n;
  return name;
}
