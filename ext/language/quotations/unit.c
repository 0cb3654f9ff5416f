/* Units and their cues: see unit.h. */
#include "unit.h"

#include <string.h>

struct span span_of(const struct story *s, uint32_t first, uint32_t end) {
  if (first >= end) return (struct span){0, 0};
  uint32_t start = token_of(s, first)->start;
  return (struct span){start, token_of(s, end - 1)->start + token_of(s, end - 1)->length - start};
}

void write_quotation(struct writer *w, enum quotation_kind kind, uint32_t first, uint32_t end, struct span speaker,
                     struct span cue) {
  if (first >= end) return;
  struct quotation *q = ARENA_ADD(&w->story->document->arena, w->out);
  if (!q) return;
  *q = (struct quotation){.span = span_of(w->story, first, end), .speaker = speaker, .cue = cue, .kind = (uint8_t)kind};
  w->done = end;
  if (speaker.length) {
    w->speaker = speaker;
    w->cue = cue;
  }
}

bool is_trimmed(const struct story *s, uint32_t i) {
  const struct token *t = token_of(s, i);
  return t->kind == TOKEN_MARK && (strchr(".,;:!?", first_byte(s, i)) || is_dash(s, i));
}

bool ends_open(const struct story *s, const struct quoted *q) {
  for (uint32_t i = q->inner_end, steps = 0; i-- > q->inner && token_of(s, i)->kind == TOKEN_MARK && steps < 4; steps++)
    if (strchr(",?!", first_byte(s, i)) || is_dash(s, i)) return true;
  return false;
}

struct span speaker_of(const struct story *s, const struct unit *u, uint32_t k) {
  struct phrase p = u->cues[k].speaker;
  uint32_t head = p.end; /* "a statement Saturday" */
  while (head > p.first + 1 && has(s, head - 1, LEXICON_TIME_ADVERB)) head--;
  bool message = !phrase_is_empty(p) && u->cues[k].form == FORM_PARTICIPLE && has(s, head - 1, LEXICON_MESSAGE);
  if (!phrase_is_empty(p) && !message) return span_of(s, p.first, p.end);
  /* "…, saying", "released a statement saying": who spoke before in the sentence, or the subject of the clause */
  for (uint32_t i = k; i-- > 0 && k - i < 6;)
    if (!phrase_is_empty(u->cues[i].speaker) && u->cues[i].content && u->cues[i].content < u->cues[k].from)
      return span_of(s, u->cues[i].speaker.first, u->cues[i].speaker.end);
  struct phrase subject = clause_subject(s, u->first, message ? p.first : u->cues[k].from);
  if (!phrase_is_empty(subject)) return span_of(s, subject.first, subject.end);
  for (uint32_t i = k; i-- > 0 && k - i < 6;)
    if (!phrase_is_empty(u->cues[i].speaker)) return span_of(s, u->cues[i].speaker.first, u->cues[i].speaker.end);
  if (message) return span_of(s, p.first, p.end);
  p = phrase_at(s, u->first, u->cues[k].first);
  if (phrase_is_empty(p) || has(s, u->first, LEXICON_PREPOSITION) || has(s, u->first, LEXICON_SUBORDINATOR))
    return (struct span){0, 0};
  return span_of(s, p.first, p.end);
}

void read_cues(const struct story *s, struct unit *u) {
  u->n_cues = u->handle = 0;
  uint32_t q = u->quoted, floor = u->first;
  uint32_t skip = q < u->quoted_end ? s->quoted.items[q].first : u->end; /* where the next quoted text begins */
  for (uint32_t i = u->first; i < u->end && u->n_cues < MOST_CUES; i++) {
    if (i == skip) {
      floor = s->quoted.items[q].end;
      i = s->quoted.items[q++].end - 1;
      skip = q < u->quoted_end ? s->quoted.items[q].first : u->end;
      continue;
    }
    const struct token *t = token_of(s, i);
    if (!(lexicon_opens(t->word, LEXICON_CUE) | (t->kind == TOKEN_HANDLE))) continue;
    if (t->kind == TOKEN_HANDLE) u->handle = i;
    else if (read_cue(s, i, floor, u->end, &u->cues[u->n_cues])) i = u->cues[u->n_cues++].end - 1;
  }
}
