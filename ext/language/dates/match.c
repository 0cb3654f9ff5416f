/*
** Matching the date patterns: the automaton of patterns.h read over pieces of the text.
**
** A token is of several kinds, so that some states are held at a time, each with the steps
** that led to it (Pike's machine, after Thompson 1968).  No state is held twice at a place,
** and no pattern repeats anything: a match looks at a bounded number of pieces.
*/
#include "match.h"

enum { STEPS = 512, ENDS = 128, LENGTH_MOST = 48 };

struct step { /* along an edge, to a state that is held at the next place */
  struct taken taken;
  uint32_t before; /* the step before it, and 1; 0: none */
};
struct end { /* where patterns end: which are left to be tried, and the steps to there */
  const struct pattern_accept *accept, *last;
  uint32_t step, length;
};
struct run {
  struct matcher *m;
  struct step steps[STEPS];
  struct end ends[ENDS]; /* by length */
  uint32_t n_steps, n_ends;
  uint32_t next;                                      /* the first step to the next place */
  uint64_t states;                                    /* those held there, a bit each: more than one state has it */
  uint64_t asked[BETWEENS / 64], held[BETWEENS / 64]; /* the betweens of the first place */
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
  if (s->ends == EDGE_TEXT) return !piece_at(m, at - 1);
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

/* Whether one of the sequences of a condition stands before a place, or behind it. */
static bool stands_beside(struct matcher *m, uint32_t at, const struct pattern_between *b) {
  const uint64_t(*sets)[KIND_SETS] = m->patterns->beside;
  const struct piece *behind = piece_at(m, at), *p = b->kind == BETWEEN_AFTER ? piece_at(m, at - 1) : behind;
  const bool is_near = p && !(behind && behind->broken);
  if (is_near && b->beside && kinds_of_both(p->kinds, sets[b->beside])) return true;
  if (b->nearest && !(is_near && kinds_of_both(p->kinds, sets[b->nearest]))) return false;
  const struct pattern_sequence *s = &m->patterns->sequences[b->from], *end = s + b->count;
  if (b->kind == BETWEEN_AFTER)
    while (s < end && !stands_before(m, at, s)) s++;
  else
    while (s < end && !stands_behind(m, at, s)) s++;
  return s < end;
}

static bool holds(struct matcher *m, uint32_t at, const struct pattern_between *b) {
  const struct piece *p;
  switch (b->kind) {
    case BETWEEN_JOINED: p = piece_at(m, at); return p && p->joined;
    case BETWEEN_STYLE: return (b->from >> m->reader->style & 1) != b->negated;
    case BETWEEN_AFTER:
    case BETWEEN_BEFORE: return stands_beside(m, at, b) != b->negated;
    default: return true;
  }
}

static bool all_hold(struct matcher *m, uint32_t at, uint32_t list) {
  const struct pattern_run *run = &m->patterns->betweens[list];
  for (uint32_t i = 0; i < run->count; i++)
    if (!holds(m, at, &m->patterns->between[m->patterns->between_items[run->from + i]])) return false;
  return true;
}

/* The same of the first place, where the same is asked for many patterns. */
static bool all_lead(struct run *run, uint32_t first, uint32_t list) {
  const struct patterns *patterns = run->m->patterns;
  const struct pattern_run *leads = &patterns->betweens[list];
  for (uint32_t i = 0; i < leads->count; i++) {
    const uint32_t number = patterns->between_items[leads->from + i], set = number / 64;
    const uint64_t bit = (uint64_t)1 << number % 64;
    if (!(run->asked[set] & bit)) {
      run->asked[set] |= bit;
      if (holds(run->m, first, &patterns->between[number])) run->held[set] |= bit;
      else run->held[set] &= ~bit;
    }
    if (!(run->held[set] & bit)) return false;
  }
  return true;
}

/* "Fri. June 3": a stop that a pattern has read ends no sentence. */
static bool goes_on(const struct matcher *m, const struct piece *before, const struct piece *p) {
  return m->reader->d->text[before->start] == '.' && !(m->reader->tokens[p->token].flags & TOKEN_AFTER_PARAGRAPH);
}

static inline uint32_t state_of(const struct pattern_edge *e) { return e->to[0] | (uint32_t)e->to[1] << 16; }
static inline const struct pattern_state *state_at(const struct run *run, uint32_t place) {
  return (const struct pattern_state *)(run->m->automaton->states + place);
}

/* Goes along an edge that takes a piece; a state is held once. */
static inline void go(struct run *run, uint32_t before, uint32_t at, const struct pattern_edge *e) {
  const uint32_t to = state_of(e);
  const uint64_t state = (uint64_t)1 << (to / 32 & 63);
  if (run->states & state)
    for (uint32_t i = run->next; i < run->n_steps; i++)
      if (state_of(run->steps[i].taken.edge) == to) return;
  if (run->n_steps == STEPS) return;
  run->states |= state;
  run->steps[run->n_steps++] = (struct step){{e, at}, before};
}

/* The same, where what stands before the piece allows it. */
static inline void go_if(struct run *run, uint32_t before, uint32_t at, const struct pattern_edge *e) {
  if (!e->between || all_hold(run->m, at, e->between)) go(run, before, at, e);
}

/* The first of some edges, which are sorted, that takes a kind. */
static uint32_t edge_of_kind(const uint16_t *kinds, uint32_t from, uint32_t end, uint32_t kind) {
  for (uint32_t count = end - from; count; count /= 2) { /* no one can foretell the way: so without a branch */
    const uint32_t half = count - count / 2;
    from += half * (kinds[from + half - 1] < kind);
  }
  return from;
}

static inline uint32_t count_bits(uint64_t x) {
  x -= x >> 1 & 0x5555555555555555u;
  x = (x & 0x3333333333333333u) + (x >> 2 & 0x3333333333333333u);
  return (uint32_t)(((x + (x >> 4)) & 0x0F0F0F0F0F0F0F0Fu) * 0x0101010101010101u >> 56);
}

/* The edges of a state that take a piece, of many: those of each kind that it is of. */
static void take_of_many(struct run *run, const struct pattern_state *s, uint32_t before, uint32_t at,
                         const struct piece *p) {
  const struct pattern_automaton *automaton = run->m->automaton;
  const struct pattern_fan *fan = &automaton->fans[s->fan];
  if (!kinds_of_both(p->kinds, fan->kinds)) return;
  for (uint32_t set = 0; set < KIND_SETS; set++) {
    for (uint64_t bits = p->kinds[set] & fan->kinds[set]; bits; bits &= bits - 1) {
      const uint64_t bit = bits & -bits;
      const uint16_t *start =
          &automaton->starts[fan->starts + fan->before[set] + count_bits(fan->kinds[set] & (bit - 1))];
      uint32_t edge = start[0], end = start[1];
      if (set == KIND_SINGLE >> 6 && bit == (uint64_t)1 << (KIND_SINGLE & 63)) {
        const uint32_t word = single_kind(p->word);
        edge = edge_of_kind(state_kinds(s), edge, end, word);
        for (; edge < end && state_kinds(s)[edge] == word; edge++) go_if(run, before, at, state_edges(s) + edge);
      } else {
        for (; edge < end; edge++) go_if(run, before, at, state_edges(s) + edge);
      }
    }
  }
}

/* The edges of the state of a step that take a piece, each as a step to the next place. */
static inline void take(struct run *run, uint32_t step, uint32_t at, const struct piece *p) {
  const struct pattern_state *s = state_at(run, state_of(run->steps[step].taken.edge));
  if (s->n_edges > FEW_EDGES) {
    take_of_many(run, s, step + 1, at, p);
    return;
  }
  const uint32_t word = single_kind(p->word);
  const uint16_t *kinds = state_kinds(s);
  for (uint32_t i = 0; i < s->n_edges; i++)
    if (kinds[i] < KINDS ? has_bit(p->kinds, kinds[i]) : kinds[i] == word) go_if(run, step + 1, at, state_edges(s) + i);
}

/* Keeps a step that has come to ends of patterns; whether their conditions hold is asked of the longest first. */
static inline void accept(struct run *run, uint32_t step, uint32_t length) {
  const struct pattern_state *s = state_at(run, state_of(run->steps[step].taken.edge));
  if (s->n_accepts && run->n_ends < ENDS)
    run->ends[run->n_ends++] = (struct end){state_accepts(s), state_accepts(s) + s->n_accepts, step + 1, length};
}

/* Whether what was found is a match indeed, and then what it says. */
static bool try_end(struct run *run, const struct end *e, uint32_t first, struct match *out) {
  struct matcher *m = run->m;
  const struct pattern_accept *a = e->accept;
  if (a->lead && !all_lead(run, first, a->lead)) return false;
  if (a->between && !all_hold(m, first + e->length, a->between)) return false;
  struct taken taken[LENGTH_MOST];
  uint32_t count = 0;
  for (uint32_t step = e->step; step && count < LENGTH_MOST; step = run->steps[step - 1].before)
    taken[LENGTH_MOST - ++count] = run->steps[step - 1].taken;
  return build_match(m, taken + LENGTH_MOST - count, count, a, out);
}

/* The longest match, and of these the first in its file; the ends of each thread are in that order. */
static void choose(struct run *run, uint32_t first, struct match *out) {
  memset(run->asked, 0, sizeof run->asked);
  for (uint32_t end = run->n_ends, from; end; end = from) {
    for (from = end - 1; from && run->ends[from - 1].length == run->ends[end - 1].length;) from--;
    for (;;) {
      struct end *best = NULL;
      for (uint32_t i = from; i < end; i++) {
        struct end *e = &run->ends[i];
        if (e->accept < e->last && (!best || e->accept->rule < best->accept->rule)) best = e;
      }
      if (!best) break;
      if (try_end(run, best, first, out)) return;
      best->accept++;
    }
  }
}

void match_begin(struct matcher *m, const struct reader *r) {
  const bool note = r->style == DATES_NOTE;
  m->reader = r;
  m->patterns = r->patterns;
  m->automaton = &r->patterns->automata[note ? AUTOMATON_OF_NOTES : AUTOMATON];
  m->note = note;
  m->first = m->end = m->next_token = 0;
  m->n_begins = m->next_begin = m->looked_at = 0;
}

void match_patterns(struct matcher *m, uint32_t token, struct match *out) {
  struct run run;
  run.m = m;
  run.n_steps = run.n_ends = run.next = 0;
  run.states = 0;
  out->end = out->count = 0;
  const uint32_t first = piece_of_token(m, token);
  const struct piece *p = piece_at(m, first);
  const uint16_t begin = m->automaton->begin_of_row[p->row];
  if (!begin) return;
  const struct pattern_state *s = state_at(&run, m->automaton->begins[begin].states[p->casing]);
  for (uint32_t i = 0; i < s->n_edges; i++) go(&run, 0, first, state_edges(s) + i);
  for (uint32_t length = 1, step = 0; length < LENGTH_MOST && step < run.n_steps; length++) {
    const struct piece *before = p;
    p = piece_at(m, first + length);
    run.next = run.n_steps;
    run.states = 0;
    if (before->ends) /* no pattern ends within a token */
      for (uint32_t i = step; i < run.next; i++) accept(&run, i, length);
    if (!p || (p->broken && !goes_on(m, before, p))) break;
    for (; step < run.next; step++) take(&run, step, first + length, p);
  }
  choose(&run, first, out);
}
