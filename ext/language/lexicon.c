/* Asking the lexicon: see lexicon.h.  The tables are made by ext/lexicon/compile.c. */
#include "lexicon.h"

#include "../text/fold.h"
#include "lexicon_hash.h"
#include "lexicon_table.h"

#include <stdlib.h>

/*
** A perfect hash, so that a look needs no loop, and no branch
** that the processor would guess wrong: hash, displace and compare (Belazzougui, Botelho and Dietzfelbinger 2009).  A
** slot holds a word's number and some bits of its hash, by which most words
** that no list has are told without a look at the words.
*/
uint32_t lexicon_find(uint64_t low, uint64_t high) {
  uint64_t hash = word_hash((struct word_key){low, high});
  uint32_t displacement = lexicon_displacements[hash & LEXICON_BUCKET_MASK];
  uint32_t slot = lexicon_slots[lexicon_place(hash, displacement) & LEXICON_SLOT_MASK], tag = lexicon_tag(hash);
  uint32_t word = (slot ^ tag) * !((slot ^ tag) >> LEXICON_WORD_BITS);
  const struct lexicon_word *w = &lexicon_words[word];
  return word * (uint32_t)!((w->low ^ low) | (w->high ^ high));
}

uint32_t lexicon_mark(unsigned char mark) { return mark < 128 ? lexicon_marks[mark] : 0; }

const char *lexicon_value(uint32_t word, enum lexicon_list list) {
  const struct lexicon_word *w = &lexicon_words[word];
  for (uint32_t i = 0; i < w->n_values; i++)
    if (lexicon_values[w->values + i].list == (uint32_t)list)
      return lexicon_pool + lexicon_values[w->values + i].text;
  return NULL;
}

int lexicon_number(uint32_t word, enum lexicon_list list) {
  const char *value = lexicon_value(word, list);
  return value ? (int)strtol(value, NULL, 10) : 0;
}

/* Phrases of one first word are sorted: longest first. */
uint32_t lexicon_match(const struct token *t, enum lexicon_list list, const char **value) {
  if (lexicon_begins(t->word, list)) {
    const struct lexicon_word *w = &lexicon_words[t->word];
    for (uint32_t i = 0; i < w->n_phrases; i++) {
      const struct lexicon_phrase *p = &lexicon_phrases[w->phrases + i];
      if (p->list != (uint32_t)list) continue;
      uint32_t k = 1;
      while (k < p->count && t[k].length && t[k].word == lexicon_phrase_words[p->words + k]) k++;
      if (k < p->count) continue;
      if (value) *value = lexicon_pool + p->text;
      return p->count;
    }
  }
  if (!lexicon_has(t->word, list)) return 0;
  if (value) *value = lexicon_value(t->word, list);
  return 1;
}
