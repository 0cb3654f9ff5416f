/* Reads a unit: its cues, and what they report.  See unit.h. */
#include "unit.h"

#include "cues.h"

#include <string.h>

/* How far the cues of a unit are read. */
struct cue_reader {
  const struct story *story;
  const struct unit *unit;
  uint32_t next, floor;                     /* the token that may be a cue next, and before which none of it stands */
  const struct quoted *quoted, *quoted_end; /* the quoted texts to come, which are passed over, … */
  uint32_t skip;                            /* … and where the next begins */
  uint32_t count;
  struct cue found[MOST_CUES];
};

static uint32_t next_quoted(const struct cue_reader *r) {
  return r->quoted < r->quoted_end ? r->quoted->first : UINT32_MAX;
}

/* Reads the cue at token `i`, if one is there. */
static void take_cue(struct cue_reader *r, uint32_t i) {
  for (; r->skip <= i; r->skip = next_quoted(r)) {
    const struct quoted *text = r->quoted++;
    if (!is_title(r->story, text->inner, text->inner_end)) r->floor = text->end; /* host of “Good Day,” said */
    r->next = text->end;
  }
  struct cue *cue = &r->found[r->count];
  if (i < r->next || r->count == MOST_CUES || !read_cue(r->story, i, r->floor, r->unit->end, cue)) return;
  struct cue *last = r->count ? cue - 1 : NULL;
  /* "said as a guest | shouted: “…”" */
  if (last && cue->content && cue->form != FORM_PARTICIPLE && last->content == cue->content && cue->from > last->end &&
      !phrase_is_empty(cue->speaker)) {
    last->content = 0;
    last->colon = false;
  }
  r->count++;
  r->next = cue->end;
  if (cue->end > r->skip) r->skip = UINT32_MAX;
}

/* The tokens of [first, end) that may be cues; how many.  Without a branch, as nobody can foretell which they are. */
static uint32_t may_be_cues(const struct story *s, uint32_t first, uint32_t end, uint32_t out[]) {
  uint32_t count = 0;
  for (uint32_t i = first; i < end; i++) {
    out[count] = i;
    count += lexicon_is(s->all[i].word, LEXICON_IS_MAY_BE_CUE);
  }
  return count;
}

/* The story as the unit sees it: with what is quoted in it or right beside it, and nothing else. */
static struct story story_near(const struct story *s, const struct unit *u) {
  struct story near = *s;
  uint32_t from = u->quoted, to = u->quoted_end;
  from -= from && s->quoted.items[from - 1].end >= u->first;
  to += to < s->quoted.count && s->quoted.items[to].first <= u->end + 1;
  if (from) near.quoted.items += from; /* none may be there */
  near.quoted.count = to - from;
  return near;
}

void read_unit(const struct story *s, struct unit *u) {
  enum { STRETCH = 128 /* tokens */ };
  uint32_t may[STRETCH];
  struct story near;
  struct cue_reader r;
  r.story = NULL;
  for (uint32_t first = u->first, end; first < u->end; first = end) {
    end = u->end - first < STRETCH ? u->end : first + STRETCH;
    const uint32_t count = may_be_cues(s, first, end, may);
    if (count && !r.story) { /* most units have none */
      near = story_near(s, u);
      r.story = &near;
      r.unit = u;
      r.next = r.floor = u->first;
      r.quoted = u->quoted ? s->quoted.items + u->quoted : s->quoted.items;
      r.quoted_end = u->quoted_end ? s->quoted.items + u->quoted_end : s->quoted.items;
      r.skip = next_quoted(&r);
      r.count = 0;
    }
    for (uint32_t i = 0; i < count; i++)
      take_cue(&r, may[i]); /* NOLINT(clang-analyzer-core.CallAndMessage): may_be_cues() sets them */
  }
  if (!r.story || !r.count) return;
  struct cue *cues = arena_take(&s->document->arena, r.count * sizeof *cues);
  if (!cues) return;
  memcpy(cues, r.found, r.count * sizeof *cues);
  u->cues = cues;
  u->n_cues = r.count;
  read_reports(&near, u);
}
