/* The layer of clauses: see ../clauses.h. */
#include "bounds.h"

static struct sentence_view view_of(struct document *d, const struct sentence *s, uint16_t *words) {
  return (struct sentence_view){d, document_tokens(d)->items + s->first, s->first, s->count, words};
}

/* A sentence whose words are read. */
static struct clauses *read_sentence_words(struct document *d, const struct sentence *s) {
  struct clauses *out = document_memory(d, sizeof *out);
  struct sentence_view v = view_of(d, s, document_memory(d, (s->count + 1) * sizeof *v.words));
  if (!out || !v.words) return NULL;
  view_read_words(&v);
  *out = (struct clauses){.first = s->first, .end = s->first + s->count, .words = v.words};
  return document_must_stop(d, s->count) ? NULL : out;
}

/* Its clauses. */
static void read_bounds(struct document *d, const struct sentence *s, struct clauses *out) {
  struct sentence_view v = view_of(d, s, (uint16_t *)out->words);
  struct clause_list list = {0};
  view_read_clauses(&v, &list);
  for (size_t i = 0; i < list.count; i++) {
    list.items[i].first += s->first;
    list.items[i].end += s->first;
    list.items[i].verb += s->first;
  }
  if (document_must_stop(d, s->count)) return;
  out->items = list.items;
  out->count = (uint32_t)list.count;
}

static struct clauses *sentence_words(struct document *d, uint32_t sentence) {
  const struct sentences *sentences = document_sentences(d);
  if (sentence >= sentences->count || d->status) return NULL;
  if (!d->clauses) d->clauses = document_memory(d, sentences->count * sizeof *d->clauses);
  if (!d->clauses) return NULL;
  if (!d->clauses[sentence]) d->clauses[sentence] = read_sentence_words(d, &sentences->items[sentence]);
  return d->clauses[sentence];
}

static const uint16_t no_words = WORD_STOP;
static const struct clauses no_clauses = {.words = &no_words};

const struct clauses *document_words(struct document *d, uint32_t sentence) {
  const struct clauses *c = sentence_words(d, sentence);
  return c ? c : &no_clauses;
}

const struct clauses *document_clauses(struct document *d, uint32_t sentence) {
  struct clauses *c = sentence_words(d, sentence);
  if (c && !c->items) read_bounds(d, &document_sentences(d)->items[sentence], c);
  return c && c->items ? c : &no_clauses;
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
