/* Whom a phrase means: see identity_phrase.h. */
#include "identity_phrase.h"

#include "../language/lexicon.h"
#include "../language/names.h"

#include <string.h>

static bool says(struct slice phrase, struct slice name) {
  enum { LONGEST = 40 };
  if (name.bytes > phrase.bytes || memcmp(phrase.text + phrase.bytes - name.bytes, name.text, name.bytes) != 0)
    return false;
  size_t before = phrase.bytes - name.bytes;
  if (!before) return true;
  if (phrase.text[before - 1] != ' ') return false;
  size_t from = --before;
  while (from && phrase.text[from - 1] != ' ') from--;
  char word[LONGEST + 16] = {0};
  if (before - from > LONGEST) return false;
  memcpy(word, phrase.text + from, before - from);
  return !lexicon_has(lexicon_find(word_key(word, before - from, 1)), LEXICON_PREPOSITION);
}

uint32_t identity_phrase_mention(struct document *d, struct slice phrase) {
  const struct names *names = document_names(d);
  uint32_t best = 0, best_weight = 0;
  for (uint32_t i = 0; i < names->count; i++) {
    const struct mention *m = &names->items[i];
    const struct entity *e = &names->entities[m->entity];
    if (e->first != i && m->kind == names->items[e->first].kind) continue;
    struct slice forms[2] = {{e->name, e->length}, {d->text + m->span.start, m->span.length}};
    for (unsigned f = 0; f < (e->first == i ? 2 : 1); f++) {
      uint32_t weight = (uint32_t)forms[f].bytes * 2 + (m->kind == NAME_PERSON);
      if (weight > best_weight && says(phrase, forms[f])) best = i + 1, best_weight = weight;
    }
  }
  return best;
}
