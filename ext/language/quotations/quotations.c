/* The layer of quotations: see ../quotations.h. */
#include "../quotations.h"

#include "labels.h"
#include "unclaimed.h"

static struct voice voice_of(const struct story *s, struct phrase speaker, struct phrase cue) {
  return (struct voice){phrase_span(s, speaker), phrase_span(s, cue)};
}

/* A quotation that runs over paragraphs is said by whom a later one names: “We waited. / “We won,” Lee said. */
static void name_reopened(struct writer *w, const struct unit *u, size_t rows) {
  const struct story *s = w->story;
  if (rows >= w->out->count || !w->out->items[rows].cue.length) return;
  for (uint32_t q = u->quoted; q > 0 && rows-- > 0 && s->quoted.items[q].reopened; q--) {
    struct quotation *before = &w->out->items[rows];
    if (before->cue.length || before->span.start != token_of(s, s->quoted.items[q - 1].first)->start) return;
    before->speaker = before[1].speaker;
  }
}

static void write_unit(struct writer *w, const struct unit *u) {
  const struct story *s = w->story;
  const struct voice announced = w->announced;
  size_t rows_before = w->out->count;
  if (u->first < w->labelled) return; /* a part of what a label says */
  w->labelled = write_labelled(w, u);
  if (w->labelled) return;
  struct voice direct = {{0, 0}, {0, 0}};
  for (uint32_t i = 0; i < u->n_reports; i++) {
    const struct report *r = &u->reports[i];
    struct voice by = voice_of(s, r->speaker, r->cue);
    bool adds = r->cue.first == u->first && ends_with(s, u->first, LEXICON_ENDING_PARTICIPLE);
    if (!by.speaker.length && adds) by.speaker = w->last.speaker; /* “…,” Lee said. Adding, “…” */
    write_quotation(w, r->speech, r->first, r->end, by);
    if (r->speech == SPEECH_DIRECT && by.speaker.length) direct = by;
  }
  if (direct.speaker.length) w->last = direct; /* “…,” Lee said after Kim said so. “…” */
  w->announced = voice_announced(w, u);
  if (u->quoted < u->quoted_end) {
    write_unclaimed(w, u, rows_before, announced);
    name_reopened(w, u, rows_before);
  }
  if (u->handle) write_post(w, u);
  w->before = (struct phrase){u->first, w->out->count == rows_before ? u->end : u->first};
}

const struct quotations *document_quotations(struct document *d) {
  static const struct quotations none = {0};
  if (d->quotations) return d->quotations;
  const struct reports *reports = document_reports(d);
  struct quotations *layer = document_memory(d, sizeof *layer);
  struct quotation_list list = {0};
  struct writer w = {.story = &reports->story, .out = &list};
  for (uint32_t i = 0; i < reports->count && !document_must_stop(d, 1); i++) write_unit(&w, report_unit(d, i));
  if (document_must_stop(d, 0) || !layer) return &none;
  *layer = (struct quotations){.items = list.items, .count = (uint32_t)list.count};
  return d->quotations = layer;
}
