/* The layer of conditions: see ../conditions.h. */
#include "../conditions.h"

#include "../clauses/phrases.h"
#include "../sentences.h"
#include "possible.h"
#include "terms.h"

enum { CUES_MOST = 24 /* in one view */, POLL_EVERY = 1024 /* tokens */ };

/* Who sets what the cue states: who is quoted, or whose promise, demand or report it stands in. */
static struct run holder_of(const struct view *v, uint32_t cue, struct run main, struct run whole) {
  struct run nobody = {0, 0}, promiser = condition_promiser(v, main);
  if (!run_is_empty(promiser) && !view_in(&v->s, promiser.first, LEXICON_PERSONAL_PRONOUN)) return promiser;
  if (view_is(&v->s, cue, WORD_QUOTED)) return v->n_speakers ? v->speakers[v->n_speakers - 1] : nobody;
  uint32_t best = UINT32_MAX, least = whole.first;
  for (uint32_t i = 0; i < v->n_openings; i++) {
    const struct opening *o = &v->openings[i];
    bool covers = o->promise ? o->at == main.first || o->at == least : o->at <= least;
    if (covers && (best == UINT32_MAX || o->at >= v->openings[best].at)) best = i;
  }
  if (best != UINT32_MAX) return v->openings[best].holder;
  return v->n_speakers ? v->speakers[v->n_speakers - 1] : nobody;
}

static struct run joined(struct run a, struct run b) {
  if (run_is_empty(b)) return a;
  return (struct run){a.first < b.first ? a.first : b.first, a.end > b.end ? a.end : b.end};
}

/* "They've | set terms" is set by "They". */
static struct span holder_span(const struct view *v, struct run r) {
  struct span span = run_span(v, r);
  if (r.end == r.first + 1 && view_in(&v->s, r.first, LEXICON_CONTRACTION))
    span.length = pronoun_length(v->s.document, view_token(&v->s, r.first));
  return span;
}

/* What is pledged with its "not": agreed | not to buy. */
static struct run with_negation(const struct view *v, struct run r) {
  if (!run_is_empty(r) && r.first && view_is(&v->s, r.first, WORD_TO) && view_in(&v->s, r.first - 1, LEXICON_NEGATION))
    r.first--;
  return r;
}

struct condition_list ARENA_LIST(struct condition);

static void read_view(struct view *v, struct condition_list *list) {
  struct document *d = v->s.document;
  uint32_t cues = 0, length;
  for (uint32_t i = 0; i < v->s.count && cues < CUES_MOST; i += length) {
    const char *rule = NULL;
    struct reading r;
    length = 1;
    if (!view_token(&v->s, i)->word || view_is(&v->s, i, VIEW_ATTRIBUTION)) continue;
    uint32_t matched = lexicon_match(view_token(&v->s, i), LEXICON_CONDITION_CUE, &rule);
    if (!matched || i + matched > v->s.count) continue;
    if (i && view_token(&v->s, i)->flags & TOKEN_CAPITALIZED && !is_clause_mark(v, i - 1) &&
        view_token(&v->s, i - 1)->flags & TOKEN_CAPITALIZED && !view_in(&v->s, i - 1, LEXICON_CONJUNCTION))
      continue;                                                                              /* All You Should Know */
    if (i && view_mark(&v->s, i - 1, '\'') && view_mark(&v->s, i + matched, '\'')) continue; /* an 'if' question */
    length = matched;
    cues++;
    if (!condition_read(v, i, matched, rule, &r)) continue;
    struct condition *c = ARENA_ADD(&d->arena, list);
    if (!c) return;
    const struct run consequence = with_negation(v, r.consequence);
    struct run cue = {i, i + matched}, whole = joined(joined(cue, r.condition), consequence);
    struct run holder = run_is_empty(r.holder) ? holder_of(v, i, r.consequence, whole) : r.holder;
    *c = (struct condition){
        .span = run_span(v, whole),
        .cue = run_span(v, cue),
        .condition = run_span(v, r.condition),
        .consequence = run_span(v, consequence),
        .holder = holder_span(v, holder),
        .kind = (uint8_t)r.kind,
        .negated = r.negated,
        .term = condition_is_term(v, &r, holder),
    };
    for (; c > list->items && c[-1].span.start > c->span.start; c--) { /* in text order; few are moved, and not far */
      struct condition later = c[-1];
      c[-1] = *c;
      *c = later;
    }
  }
}

/* Adds what the sentence of token `i`, or its part if it is a very long one, states; where that ends. */
static uint32_t read_around(struct view *v, struct document *d, uint32_t i, struct condition_list *list) {
  const struct sentences *sentences = document_sentences(d);
  const uint32_t number = sentences_of(sentences, i);
  if (number >= sentences->count) return UINT32_MAX; /* after an error */
  const struct sentence *s = &sentences->items[number];
  const uint32_t from = (i - s->first) / VIEW_MOST * VIEW_MOST;
  const uint32_t count = s->count - from < VIEW_MOST ? s->count - from : VIEW_MOST;
  if (!conditions_possible(&document_tokens(d)->items[s->first + from], count)) return s->first + from + count;
  view_read(v, d, number, from);
  view_read_attribution(v);
  if (!d->status) read_view(v, list);
  return s->first + from + count;
}

const struct conditions *document_conditions(struct document *d) {
  static const struct conditions none = {0};
  if (d->conditions) return d->conditions;
  const struct tokens *tokens = document_tokens(d);
  const struct token *all = tokens->items;
  struct conditions *layer = document_memory(d, sizeof *layer);
  struct view *view = document_memory(d, sizeof *view);
  struct condition_list list = {0};
  for (uint32_t i = 0, done = 0; view && i < tokens->count && !document_must_stop(d, i - done);) {
    const uint32_t poll = i + POLL_EVERY < tokens->count ? i + POLL_EVERY : tokens->count;
    done = i;
    i = (uint32_t)(lexicon_next(&all[i], &all[poll], LEXICON_IS_MAY_BE_CONDITION) - all);
    const bool opens = i < poll && lexicon_may_match(&all[i], LEXICON_CONDITION_CUE);
    if (i < poll) i = opens && condition_possible(&all[i]) ? read_around(view, d, i, &list) : i + 1;
  }
  if (document_must_stop(d, 0) || !layer) return &none;
  *layer = (struct conditions){list.items, (uint32_t)list.count};
  return d->conditions = layer;
}
