/* Attribution: see attribution.h. */
#include "attribution.h"

#include "../sentences.h"
#include "extents.h"
#include "unclaimed.h"

enum { LONGEST_OPEN = 200 /* tokens of a quotation without a closing mark that are looked at */ };

/* Whether a colon announces the quoted text, and it is a sentence. */
static bool is_announced(const struct story *s, const struct quoted *q) {
  return is_mark(s, q->first - 1, ':') && is_capitalized(s, q->inner) && !is_title(s, q->inner, q->inner_end);
}

/* Writes the content [first, end) of a cue. */
static void write_content(struct writer *w, uint32_t first, uint32_t end, struct span speaker, struct span cue) {
  const struct story *s = w->story;
  if (first < w->done) first = w->done;
  while (first < end && is_trimmed(s, first)) first++;
  while (end > first && is_trimmed(s, end - 1)) end--;
  if (first >= end) return;
  uint32_t q = quoted_from(&s->quoted, first);
  bool any = q < s->quoted.count && s->quoted.items[q].first < end;
  if (!any) {
    write_quotation(w, QUOTATION_INDIRECT, first, end, speaker, cue);
    return;
  }
  const struct quoted *quoted = &s->quoted.items[q];
  /* and “…”; Yet, “…”: small words before the marks are no part of it */
  uint32_t lead = first;
  while (lead < quoted->first && (token_of(s, lead)->kind == TOKEN_MARK || has(s, lead, LEXICON_CONJUNCTION))) lead++;
  if (lead == quoted->first) first = lead;
  if (quoted->first > first) {
    bool two = is_announced(s, quoted) && quoted->first > first + 2; /* it had lost its way: “We are nobody” */
    write_quotation(w, two ? QUOTATION_INDIRECT : QUOTATION_PARTIAL, first, two ? quoted->first - 1 : end, speaker,
                    cue);
    if (!two) return;
    first = quoted->first;
  }
  uint32_t behind = quoted->end;
  bool alone = behind >= end || token_of(s, behind)->kind == TOKEN_MARK || has(s, behind, LEXICON_CONJUNCTION) ||
               has(s, behind, LEXICON_PREPOSITION) || has(s, behind, LEXICON_TIME_ADVERB) ||
               has(s, behind, LEXICON_SUBORDINATOR);
  if (!alone) {
    write_quotation(w, QUOTATION_PARTIAL, first, end, speaker, cue);
    return;
  }
  write_quotation(w, QUOTATION_DIRECT, quoted->first, quoted->end, speaker, cue);
  /* the next quotation in the same content: “…” and “…” */
  for (q++; q < s->quoted.count && s->quoted.items[q].first < end; q++) {
    uint32_t from = s->quoted.items[q].first;
    if (from > w->done + 2) break;
    write_quotation(w, QUOTATION_DIRECT, from, s->quoted.items[q].end, speaker, cue);
  }
}

static void write_unit(struct writer *w, struct unit *u) {
  const struct story *s = w->story;
  read_cues(s, u);
  w->done = u->first;
  struct span no_one = {0, 0}, announced = w->next_speaker, announced_cue = w->next_cue;
  w->next_speaker = no_one;
  size_t rows_before = w->out->count;
  for (uint32_t k = 0; k < u->n_cues; k++) {
    struct cue *c = &u->cues[k];
    if (c->first < w->done) continue;
    struct span cue = span_of(s, c->first, c->end), speaker = speaker_of(s, u, k);
    uint32_t behind = 0;
    bool goes_on = true; /* whether content follows the attribution */
    if (stands_beside(w, u, k)) {
      write_content(w, announced_quote(s, w->done, c->from), c->from, speaker, cue);
      behind = attribution_end(s, u, k);
      goes_on = behind < u->end && opens_quoted(s, behind);
    } else if (stands_inside(s, u, c)) {
      behind = c->end + 1;
      /* "No change, he said, would come": what stands before it is the subject of what stands behind */
      if (is_wordlike(s, behind) && !is_capitalized(s, behind) && !begins_clause(s, behind))
        write_content(w, w->done, c->from, speaker, cue);
    }
    if (behind) {
      w->done = behind;
      if (goes_on) write_content(w, behind, content_end(s, u, k, behind), speaker, cue);
      continue;
    }
    if (c->flags & VERB_PASSIVE) speaker = no_one;
    if (c->content >= w->done && c->content)
      write_content(w, c->content, content_end(s, u, k, c->content), speaker, cue);
  }
  /* a colon at the end announces what the next unit says */
  if (u->n_cues && is_mark(s, u->end - 1, ':') && u->cues[u->n_cues - 1].frames & CUE_QUOTES) {
    w->next_speaker = speaker_of(s, u, u->n_cues - 1);
    w->next_cue = span_of(s, u->cues[u->n_cues - 1].first, u->cues[u->n_cues - 1].end);
  }
  write_unclaimed(w, u, rows_before, announced, announced_cue);
  if (u->handle) write_tweet(w, u);
  w->before = (struct phrase){u->first, w->out->count == rows_before ? u->end : u->first};
}

/* A quotation whose closing mark is missing ends where it is attributed: “We will wait, he said. */
static void close_open(struct story *s) {
  struct quoted *items = arena_take(&s->document->arena, s->quoted.count * sizeof *items);
  if (!items || !s->quoted.count) return;
  memcpy(items, s->quoted.items, s->quoted.count * sizeof *items);
  s->quoted.items = items;
  for (uint32_t q = 0; q < s->quoted.count && !document_must_stop(s->document, 1); q++) {
    struct quoted *text = &items[q];
    if (!text->is_open || text->inner_end < text->end || (q + 1 < s->quoted.count && s->quoted.items[q + 1].reopened))
      continue;
    uint32_t end = text->end < text->first + LONGEST_OPEN ? text->end : text->first + LONGEST_OPEN;
    struct cue c;
    for (uint32_t i = text->inner + 1; i < end; i++) {
      if (!lexicon_has(token_of(s, i)->word, LEXICON_CUE) || !read_cue(s, i, text->inner, end, &c)) continue;
      if (!(c.frames & CUE_QUOTES) || c.content || c.from <= text->inner + 1 || !is_mark(s, c.from - 1, ',')) continue;
      text->inner_end = text->end = c.from;
      break;
    }
  }
}

/* “Why?” Lee asked. is two sentences and one unit: whether `next` is the second. */
static bool is_asked_behind(const struct story *s, const struct unit *u, const struct sentence *next) {
  uint32_t q = u->quoted_end, end = next->first + next->count;
  if (q == u->quoted || s->quoted.items[q - 1].end != u->end || token_of(s, u->end)->flags & TOKEN_AFTER_PARAGRAPH)
    return false;
  if (q < s->quoted.count && s->quoted.items[q].first < end) return false;
  for (uint32_t k = u->end; k < end && k < u->end + LONGEST_SUBJECT; k++) {
    struct cue c;
    if (lexicon_has(token_of(s, k)->word, LEXICON_CUE) && read_cue(s, k, u->end, end, &c))
      return c.from == u->end && c.frames & CUE_QUOTES && !c.content && !phrase_is_empty(c.speaker);
  }
  return false;
}

void attribute(struct story *s, struct quotation_list *out) {
  close_open(s);
  const struct sentences *sentences = document_sentences(s->document);
  struct writer w = {.story = s, .out = out};
  struct unit unit, *u = &unit; /* not cleared: read_cues counts what it fills */
  uint32_t q = 0;
  for (uint32_t i = 0; i < sentences->count; i++) {
    u->first = sentences->items[i].first;
    u->end = u->first + sentences->items[i].count;
    if (!i || token_of(s, u->first)->flags & TOKEN_AFTER_PARAGRAPH) u->paragraph = u->first;
    u->quoted = q;
    for (;;) { /* a quotation may run over the end of a sentence */
      while (q < s->quoted.count && s->quoted.items[q].end <= u->end) q++;
      bool inside = q < s->quoted.count && s->quoted.items[q].first < u->end;
      if (!inside || i + 1 >= sentences->count) break;
      i++;
      u->end = sentences->items[i].first + sentences->items[i].count;
    }
    u->quoted_end = q;
    if (document_must_stop(s->document, u->end - u->first)) return;
    if (i + 1 < sentences->count && is_asked_behind(s, u, &sentences->items[i + 1])) {
      i++;
      u->end = sentences->items[i].first + sentences->items[i].count;
    }
    write_unit(&w, u);
  }
}
