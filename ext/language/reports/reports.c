/* The layer of reports: see ../reports.h. */
#include "../sentences.h"
#include "cues.h"
#include "unit.h"

enum { LONGEST_OPEN = 200 /* tokens of a quotation without a closing mark that are looked at */ };

/* A quotation whose closing mark is missing ends where it is attributed: “We will wait, he said. */
static void close_open(struct story *s) {
  uint32_t opens = 0;
  while (opens < s->quoted.count && !s->quoted.items[opens].is_open) opens++;
  struct quoted *items =
      opens < s->quoted.count ? arena_take(&s->document->arena, s->quoted.count * sizeof *items) : NULL;
  if (!items) return;
  memcpy(items, s->quoted.items, s->quoted.count * sizeof *items);
  s->quoted.items = items;
  for (uint32_t q = opens; q < s->quoted.count && !document_must_stop(s->document, 1); q++) {
    struct quoted *text = &items[q];
    if (!text->is_open || text->inner_end < text->end || (q + 1 < s->quoted.count && items[q + 1].reopened)) continue;
    uint32_t end = text->end < text->first + LONGEST_OPEN ? text->end : text->first + LONGEST_OPEN;
    struct cue c;
    for (uint32_t i = text->inner + 1; i < end; i++) {
      if (!has(s, i, LEXICON_CUE) || !read_cue(s, i, text->inner, end, &c)) continue;
      if (!(c.frames & CUE_QUOTES) || c.content || c.from <= text->inner + 1 || !is_mark(s, c.from - 1, ',')) continue;
      text->inner_end = text->end = c.from;
      break;
    }
  }
}

/* “Why?” Lee asked. is two sentences and one unit: whether `next` is the second. */
static bool is_asked_behind(const struct story *s, const struct unit *u, const struct sentence *next) {
  uint32_t q = u->quoted_end, end = next->first + next->count;
  if (s->quoted.items[q - 1].end != u->end || token_of(s, u->end)->flags & TOKEN_AFTER_PARAGRAPH) return false;
  if (q < s->quoted.count && s->quoted.items[q].first < end) return false;
  for (uint32_t k = u->end; k < end && k < u->end + LONGEST_SUBJECT; k++) {
    struct cue c;
    if (!(has(s, k, LEXICON_CUE) || ends_open(s, &s->quoted.items[q - 1]))) continue; /* Lee fired back at them */
    if (read_cue(s, k, u->end, end, &c))
      return c.from == u->end && c.frames & CUE_QUOTES && !c.content && !phrase_is_empty(c.speaker);
  }
  return false;
}

/* Tells the units of a story apart; how many there are. */
static uint32_t find_units(const struct story *s, const struct sentences *sentences, struct unit *units) {
  uint32_t count = 0, q = 0, paragraph = 0;
  for (uint32_t i = 0; i < sentences->count; i++) {
    const uint32_t first = sentences->items[i].first, quoted = q;
    uint32_t end = first + sentences->items[i].count;
    if (token_of(s, first)->flags & TOKEN_AFTER_PARAGRAPH) paragraph = first;
    for (;;) { /* a quotation may run over the end of a sentence */
      while (q < s->quoted.count && s->quoted.items[q].end <= end) q++;
      bool inside = q < s->quoted.count && s->quoted.items[q].first < end;
      if (!inside || i + 1 >= sentences->count) break;
      i++;
      end = sentences->items[i].first + sentences->items[i].count;
    }
    struct unit *u = &units[count++];
    *u = (struct unit){.first = first, .end = end, .quoted = quoted, .quoted_end = q, .paragraph = paragraph};
    if (document_must_stop(s->document, end - first)) break;
    if (quoted < q && i + 1 < sentences->count && is_asked_behind(s, u, &sentences->items[i + 1])) {
      i++;
      u->end = sentences->items[i].first + sentences->items[i].count;
    }
  }
  return count;
}

const struct reports *document_reports(struct document *d) {
  static const struct reports none = {0};
  if (d->reports) return d->reports;
  const struct tokens *tokens = document_tokens(d);
  struct reports *layer = document_memory(d, sizeof *layer);
  if (!layer) return &none;
  const struct sentences *sentences = document_sentences(d);
  layer->story = (struct story){d, tokens->items, tokens->count, *document_quoted(d)};
  layer->units = arena_take(&d->arena, (sentences->count + 1) * sizeof *layer->units);
  if (!layer->units) return &none;
  close_open(&layer->story);
  layer->count = find_units(&layer->story, sentences, layer->units);
  if (document_must_stop(d, 0)) return &none;
  layer->handles = memchr(d->text, '@', d->bytes) || memchr(d->text, '#', d->bytes);
  return d->reports = layer;
}

const struct unit *report_unit(struct document *d, uint32_t i) {
  static const struct unit none = {0};
  const struct reports *layer = document_reports(d);
  if (i >= layer->count || d->status) return &none;
  struct unit *u = &layer->units[i];
  if (u->is_read) return u;
  if (layer->handles) u->handle = last_handle(&layer->story, u);
  read_unit(&layer->story, u);
  u->is_read = !document_must_stop(d, u->end - u->first);
  return u->is_read ? u : &none;
}

uint32_t reports_at(const struct reports *r, uint32_t t) {
  uint32_t low = 0, high = r->count;
  while (low < high) {
    uint32_t middle = low + (high - low) / 2;
    if (r->units[middle].end <= t) low = middle + 1;
    else high = middle;
  }
  return low;
}
