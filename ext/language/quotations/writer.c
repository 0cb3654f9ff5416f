/* Writing a row: see writer.h. */
#include "writer.h"

void write_quotation(struct writer *w, enum speech kind, uint32_t first, uint32_t end, struct voice by) {
  if (first >= end) return;
  struct quotation *q = ARENA_ADD(&w->story->document->arena, w->out);
  if (!q) return;
  struct phrase tokens = {first, end};
  *q = (struct quotation){phrase_span(w->story, tokens), by.speaker, by.cue, (uint8_t)kind};
  if (!by.speaker.length) return;
  if (by.speaker.start != w->last.speaker.start) w->other = w->last;
  w->last = by;
}
