/*
** Matching the date patterns: the automaton of patterns.h read over pieces of the text.
**
** A token is of several kinds, so that some states are held at a time, each with the steps
** that led to it (Pike's machine, after Thompson 1968).  No state is held twice at a place,
** and no pattern repeats anything: a match looks at a bounded number of pieces.
*/
#include "match.h"

enum { THREADS = 96, STEPS = 512, LENGTH_MOST = 48 };

struct step {
  uint32_t before; /* the step before it, and 1; 0: none */
  struct taken taken;
};
struct thread {
  uint32_t state, step;
};
struct run {
  struct matcher *m;
  struct thread threads[2][THREADS];
  uint32_t n_threads[2];
  struct step steps[STEPS];
  uint32_t n_steps;
};

static bool is_joined_as(const struct piece *p, const struct pattern_sequence *s, uint32_t k) {
  return !(s->joined >> k & 1) || (p && p->joined);
}

/* Whether the pieces right before place `at` are a sequence. */
static bool stands_before(struct matcher *m, uint32_t at, const struct pattern_sequence *s) {
  const struct piece *behind = piece_at(m, at);
  for (uint32_t k = s->count; k > 0; k--) {
    const struct piece *p = at ? piece_at(m, at - 1) : NULL;
    if (!p || (behind && behind->broken) || !is_of_kind(m, p, s->kinds[k - 1]) || !is_joined_as(behind, s, k))
      return false;
    behind = p;
    at--;
  }
  return !s->ends || !behind || behind->broken;
}

/* The same right behind it. */
static bool stands_behind(struct matcher *m, uint32_t at, const struct pattern_sequence *s) {
  const struct piece *p = piece_at(m, at);
  for (uint32_t k = 0; k < s->count; k++) {
    if (!p || p->broken || !is_of_kind(m, p, s->kinds[k]) || !is_joined_as(p, s, k)) return false;
    p = piece_at(m, ++at);
  }
  return !s->ends || !p || p->broken;
}

static bool holds(struct matcher *m, uint32_t at, const struct pattern_between *b) {
  const struct piece *p;
  bool any = false;
  switch (b->kind) {
    case BETWEEN_JOINED: p = piece_at(m, at); return p && p->joined;
    case BETWEEN_STYLE: return (b->from >> m->reader->style & 1) != b->negated;
    case BETWEEN_AFTER:
      for (uint32_t i = 0; i < b->count && !any; i++) any = stands_before(m, at, &m->patterns->sequences[b->from + i]);
      return any != b->negated;
    case BETWEEN_BEFORE:
      for (uint32_t i = 0; i < b->count && !any; i++) any = stands_behind(m, at, &m->patterns->sequences[b->from + i]);
      return any != b->negated;
    default: return true;
  }
}

static bool all_hold(struct matcher *m, uint32_t at, uint32_t list) {
  const struct pattern_run *run = &m->patterns->betweens[list];
  for (uint32_t i = 0; i < run->count; i++)
    if (!holds(m, at, &m->patterns->between[run->from + i])) return false;
  return true;
}

/* "Fri. June 3": a stop that a pattern has read ends no sentence. */
static bool goes_on(const struct matcher *m, const struct piece *before, const struct piece *p) {
  return m->reader->d->text[before->start] == '.' && !(m->reader->tokens[p->token].flags & TOKEN_AFTER_PARAGRAPH);
}

/* Goes along an edge that takes a piece, where what stands before it allows it. */
static void go(struct run *run, const struct thread *t, uint32_t at, uint32_t edge, uint32_t next) {
  const struct pattern_edge *e = &run->m->automaton->edges[edge];
  if (e->between && !all_hold(run->m, at, e->between)) return;
  struct thread *list = run->threads[next];
  uint32_t k = 0;
  while (k < run->n_threads[next] && list[k].state != e->to) k++;
  if (k < run->n_threads[next] || k == THREADS || run->n_steps == STEPS) return;
  run->steps[run->n_steps++] = (struct step){t->step, {edge, at}};
  list[k] = (struct thread){e->to, run->n_steps};
  run->n_threads[next]++;
}

/* Goes along a state's edges of a kind, which are from edge `from` on; returns where they end. */
static uint32_t take_kind(struct run *run, const struct thread *t, uint32_t at, uint32_t kind, uint32_t from,
                          uint32_t next) {
  const struct pattern_state *s = &run->m->automaton->states[t->state];
  const struct pattern_edge *edges = &run->m->automaton->edges[s->edges];
  for (uint32_t end = s->n_edges; from < end;) { /* the first edge of the kind */
    const uint32_t middle = from + (end - from) / 2;
    if (edges[middle].kind < kind) from = middle + 1;
    else end = middle;
  }
  for (; from < s->n_edges && edges[from].kind == kind; from++) go(run, t, at, s->edges + from, next);
  return from;
}

/* The edges of a state that take a piece, each as a thread of the next place.  Edges are sorted by kind. */
static void take(struct run *run, const struct thread *t, uint32_t at, const struct piece *p, uint32_t next) {
  enum { FEW = 6 };
  const struct pattern_automaton *automaton = run->m->automaton;
  const struct pattern_state *s = &automaton->states[t->state];
  const struct pattern_edge *edges = &automaton->edges[s->edges];
  const uint64_t *mask = automaton->masks[s->mask];
  uint64_t any = 0;
  for (uint32_t set = 0; set < KIND_SETS; set++) any |= p->kinds[set] & mask[set];
  if (!any) return;
  if (s->n_edges <= FEW) {
    for (uint32_t i = 0; i < s->n_edges; i++)
      if (is_of_kind(run->m, p, edges[i].kind)) go(run, t, at, s->edges + i, next);
    return;
  }
  uint32_t from = 0;
  for (uint32_t set = 0; set < KIND_SETS; set++)
    for (uint64_t bits = p->kinds[set] & mask[set]; bits; bits &= bits - 1)
      from = take_kind(run, t, at, set * 64 + (uint32_t)__builtin_ctzll(bits), from, next);
  if (p->word) take_kind(run, t, at, KINDS + p->word, from, next);
}

/* The same of the first state, by what is known of the words of a row. */
static void begin(struct run *run, uint32_t at, const struct piece *p) {
  const struct pattern_automaton *automaton = run->m->automaton;
  const struct thread start = {0, 0};
  if (!p->row) {
    take(run, &start, at, p, 1);
    return;
  }
  const struct pattern_begin *b = &automaton->begins[p->row];
  for (uint32_t i = 0; i < b->count; i++) {
    const uint32_t edge = automaton->states[0].edges + automaton->start[b->from + i];
    if (is_of_kind(run->m, p, automaton->edges[edge].kind)) go(run, &start, at, edge, 1);
  }
}

/* Whether a word or number is of one of some kinds, as far as its row tells; a mark or number is taken for one. */
static bool may_be(const struct matcher *m, uint32_t at, const uint64_t kinds[KIND_SETS]) {
  const struct token *t = token_at(m->reader, at);
  if (t->kind != TOKEN_WORD || (!t->word && m->automaton == &m->patterns->automata[AUTOMATON_OF_NOTES]))
    return t->length > 0;
  const uint64_t *row = m->patterns->rows[m->patterns->row_of_word[t->word]];
  uint64_t any = 0;
  for (int i = 0; i < KIND_SETS; i++) any |= row[i] & kinds[i];
  return any;
}

bool may_match(const struct matcher *m, uint32_t at) {
  const struct token *t = &m->reader->tokens[at];
  uint32_t row = m->patterns->row_of_word[t->word];
  if (t->kind == TOKEN_NUMBER) {
    const char *text = m->reader->d->text + t->start, last = text[t->length - 1];
    if (t->length == 4 || last < '0' || last > '9' || memchr(text, '.', t->length))
      return true; /* 1984, 28th, 28.1.2019 */
    row = m->patterns->row_of_numbers;
  } else if (!(m->patterns->rows[row][0] >> m->begins & 1)) {
    return false;
  }
  const struct pattern_begin *b = &m->automaton->begins[row];
  const bool alone = b->ends && (t->kind != TOKEN_NUMBER || m->begins == KIND_BEGINS_NOTE);
  return alone || may_be(m, at + 1, b->second) || may_be(m, at + 2, b->third);
}

/* The best match so far: how many pieces, and by which rule. */
struct best {
  struct match *match;
  uint32_t length, rule;
};

/* Takes what a thread says, where it is a pattern's end: the longest, and of these the first in its file. */
static void accept(struct run *run, const struct thread *t, uint32_t at, uint32_t length, struct best *best) {
  const struct pattern_automaton *automaton = run->m->automaton;
  const struct pattern_state *s = &automaton->states[t->state];
  for (uint32_t i = 0; i < s->n_accepts; i++) {
    const struct pattern_accept *a = &automaton->accepts[s->accepts + i];
    if (length == best->length && a->rule >= best->rule) return; /* they are sorted */
    if (a->between && !all_hold(run->m, at, a->between)) continue;
    if (a->lead && !all_hold(run->m, at - length, a->lead)) continue;
    struct taken taken[LENGTH_MOST];
    uint32_t count = 0;
    for (uint32_t step = t->step; step && count < LENGTH_MOST; step = run->steps[step - 1].before)
      taken[LENGTH_MOST - ++count] = run->steps[step - 1].taken;
    if (!build_match(run->m, taken + LENGTH_MOST - count, count, a, best->match)) continue;
    best->length = length;
    best->rule = a->rule;
    return;
  }
}

void match_begin(struct matcher *m, const struct reader *r) {
  const bool note = r->style == DATES_NOTE;
  m->reader = r;
  m->patterns = r->patterns;
  m->automaton = &r->patterns->automata[note ? AUTOMATON_OF_NOTES : AUTOMATON];
  m->begins = note ? KIND_BEGINS_NOTE : KIND_BEGINS;
  m->first = m->end = m->next_token = 0;
}

void match_patterns(struct matcher *m, uint32_t token, struct match *out) {
  struct run run;
  struct best best = {out, 0, 0};
  run.m = m;
  run.n_steps = 0;
  run.n_threads[1] = 0;
  out->end = out->count = 0;
  const uint32_t first = piece_of_token(m, token);
  begin(&run, first, piece_at(m, first));
  for (uint32_t length = 1, now = 1; length < LENGTH_MOST && run.n_threads[now]; length++, now = !now) {
    const uint32_t at = first + length;
    const struct piece *p = piece_at(m, at), *before = piece_at(m, at - 1);
    if (before->ends) /* no pattern ends within a token */
      for (uint32_t i = 0; i < run.n_threads[now]; i++) accept(&run, &run.threads[now][i], at, length, &best);
    run.n_threads[!now] = 0;
    if (!p || (p->broken && !goes_on(m, before, p))) break;
    for (uint32_t i = 0; i < run.n_threads[now]; i++) take(&run, &run.threads[now][i], at, p, !now);
  }
}
