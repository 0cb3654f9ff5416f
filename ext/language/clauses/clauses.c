/* The layer of clauses: see ../clauses.h. */
#include "bounds.h"

/* A sentence that is read. */
static struct clauses *read_sentence(struct document *d, const struct sentence *s) {
  struct clauses *out = document_memory(d, sizeof *out);
  struct sentence_view v = {d, document_tokens(d)->items + s->first, s->first, s->count,
                            document_memory(d, (s->count + 1) * sizeof *v.words)};
  struct clause_list list = {0};
  if (!out || !v.words) return NULL;
  view_read_words(&v);
  view_read_clauses(&v, &list);
  for (size_t i = 0; i < list.count; i++) {
    list.items[i].first += s->first;
    list.items[i].end += s->first;
    list.items[i].verb += s->first;
  }
  *out = (struct clauses){s->first, s->first + s->count, v.words, list.items, (uint32_t)list.count};
  return document_must_stop(d, s->count) ? NULL : out;
}

const struct clauses *document_clauses(struct document *d, uint32_t sentence) {
  static const uint16_t stop = WORD_STOP;
  static const struct clauses none = {.words = &stop};
  const struct sentences *sentences = document_sentences(d);
  if (sentence >= sentences->count || d->status) return &none;
  if (!d->clauses) d->clauses = document_memory(d, sentences->count * sizeof *d->clauses);
  if (!d->clauses) return &none;
  if (!d->clauses[sentence]) d->clauses[sentence] = read_sentence(d, &sentences->items[sentence]);
  return d->clauses[sentence] ? d->clauses[sentence] : &none;
}

uint32_t clauses_at(const struct clauses *c, uint32_t t) {
  uint32_t low = 0, high = c->count; /* the last that begins at or before t, or what that hangs on */
  while (low < high) {
    uint32_t middle = low + (high - low) / 2;
    if (c->items[middle].first <= t) low = middle + 1;
    else high = middle;
  }
  uint32_t found = low ? low - 1 : 0;
  while (found < c->count && c->items[found].end <= t && c->items[found].within != found)
    found = c->items[found].within;
  return found;
}
