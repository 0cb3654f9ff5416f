/* A name in its words: see name_parts.h. */
#include "name_parts.h"

#include "../../text/fold.h"
#include "../../text/utf8.h"

#include <string.h>

void name_read(struct name *name, const char *text, size_t bytes) {
  name->text = text;
  name->bytes = bytes;
  name->n = 0;
  for (size_t at = 0; at < bytes && name->n < AUTOMATON_MOST_WORDS;) {
    struct word *w = &name->words[name->n];
    if (!word_read(text, bytes, at, w)) {
      utf8_next(text, bytes, &at);
      continue;
    }
    enum word_gap gap;
    word_gap(text, bytes, w->behind, &gap);
    name->gaps[name->n] = (uint8_t)gap;
    struct word_key key = word_key(w->folded, w->count, 0);
    name->lexicon[name->n] = lexicon_find(key);
    name->known[name->n++] = gazetteer_find(gazetteer_hash(key));
    at = w->behind;
  }
}

void name_cut(struct name *name, unsigned from, unsigned to) {
  memmove(name->words, name->words + from, (to - from) * sizeof *name->words);
  memmove(name->lexicon, name->lexicon + from, (to - from) * sizeof *name->lexicon);
  memmove(name->known, name->known + from, (to - from) * sizeof *name->known);
  memmove(name->gaps, name->gaps + from, (to - from) * sizeof *name->gaps);
  name->n = to - from;
}

uint32_t name_known(const struct name *name, unsigned from, unsigned to) {
  if (from >= to || to - from > GAZETTEER_MOST_WORDS) return 0;
  uint64_t run = 0;
  for (unsigned i = from; i < to; i++) {
    uint64_t word = gazetteer_hash(word_key(name->words[i].folded, name->words[i].count, 0));
    run = i == from ? word : gazetteer_join(run, word);
  }
  return gazetteer_find(run) & ~(1u << GAZETTEER_BEGINS);
}

void maker_word(struct maker *m, const struct name *name, unsigned i) {
  const struct word *w = &name->words[i];
  if (m->text.count) buffer_add_byte(&m->text, ' ');
  buffer_add(&m->text, name->text + w->start, w->behind - w->start);
}

void maker_end(struct maker *m, enum basis basis, unsigned flags, unsigned how, const char *given) {
  struct form_of of = m->of;
  of.basis = basis;
  of.flags = flags | m->always;
  of.how = how;
  of.given = given;
  if (m->text.no_memory) m->roster->automaton.no_memory = true;
  else roster_add_form(m->roster, m->text.bytes ? m->text.bytes : "", m->text.count, &of);
  m->text.count = 0;
}

void maker_part(struct maker *m, const struct name *name, unsigned from, unsigned to, enum basis basis, unsigned flags,
                unsigned how) {
  if (from >= to) return;
  size_t end = name->words[to - 1].behind;
  while (end < name->bytes && strchr("+#", name->text[end])) end++; /* C++ */
  m->text.count = 0;
  buffer_add(&m->text, name->text + name->words[from].start, end - name->words[from].start);
  maker_end(m, basis, flags, how, NULL);
}
