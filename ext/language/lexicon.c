/* Asking the lexicon: see lexicon.h.  The tables are made by ext/lexicon/compile.c. */
#include "lexicon.h"

#include "lexicon_table.h"

const char *lexicon_value(uint32_t word, enum lexicon_list list) {
  if (!lexicon_has(word, list)) return NULL; /* most often: without a look at what is far off in memory */
  const struct lexicon_word *w = &lexicon_words[lexicon_place_of(word)];
  for (uint32_t i = 0; i < w->n_values; i++)
    if (lexicon_values[w->values + i].list == (uint32_t)list) return lexicon_pool + lexicon_values[w->values + i].text;
  return NULL;
}

int lexicon_read_number(const char *value) {
  const bool negative = *value == '-';
  int number = 0;
  for (value += negative || *value == '+'; *value >= '0' && *value <= '9'; value++) number = number * 10 + *value - '0';
  return negative ? -number : number;
}

int lexicon_number(uint32_t word, enum lexicon_list list) {
  const char *value = lexicon_value(word, list);
  return value ? lexicon_read_number(value) : 0;
}

/* Phrases of one first word are sorted by list, and those of one list longest first. */
uint32_t lexicon_match_longer(const struct token *t, enum lexicon_list list, const char **value) {
  if (!lexicon_begins(t->word, list) || !lexicon_goes_on(t, list)) return 0;
  const struct lexicon_word *w = &lexicon_words[lexicon_place_of(t->word)];
  const struct lexicon_phrase *p = &lexicon_phrases[w->phrases];
  while (p->list != (uint32_t)list) p += p->rest;
  for (const struct lexicon_phrase *end = p + p->rest; p < end; p++) {
    uint32_t k = 1;
    while (k < p->count && t[k].length && t[k].word == lexicon_phrase_words[p->words + k]) k++;
    if (k < p->count) continue;
    if (value) *value = lexicon_pool + p->text;
    return p->count;
  }
  return 0;
}

uint32_t lexicon_match_opened(const struct token *t, enum lexicon_list list, const char **value) {
  const uint32_t longer = lexicon_match_longer(t, list, value);
  if (longer || !lexicon_has(t->word, list)) return longer;
  if (value) *value = lexicon_value(t->word, list);
  return 1;
}
