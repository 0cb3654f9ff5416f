/*
** Matching the date patterns: the automaton of patterns.h read over pieces of the text.
**
** A token is of several kinds, so that some states are held at a time, each with the steps
** that led to it (Pike's machine, after Thompson 1968).  No state is held twice at a place,
** and no pattern repeats anything: a match looks at a bounded number of pieces.
*/
#include "match.h"

enum { THREADS = 96, STEPS = 512, ENDS = 128, LENGTH_MOST = 48 };

struct step {
  uint32_t before; /* the step before it, and 1; 0: none */
  struct taken taken;
};
struct thread {
  uint32_t state, step;
};
struct end { /* where patterns end: which are left to be tried, and the steps to there */
  uint32_t accept, last, step, length;
};
struct run {
  struct matcher *m;
  struct thread threads[2][THREADS];
  uint32_t n_threads[2];
  struct step steps[STEPS];
  struct end ends[ENDS]; /* by length */
  uint32_t n_steps, n_ends;
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

/* The same of the first place: a word has a state of its own for it; the first state's edges have a table by kind. */
static void begin(struct run *run, uint32_t at, const struct piece *p) {
  const struct pattern_automaton *automaton = run->m->automaton;
  const struct thread start = {0, 0};
  const uint32_t word = automaton->begin_of_word[p->word];
  if (word) {
    const struct pattern_state *s = &automaton->states[automaton->begins[word].states[p->casing]];
    for (uint32_t i = 0; i < s->n_edges; i++) go(run, &start, at, s->edges + i, 1);
    return;
  }
  const uint64_t *mask = automaton->masks[automaton->states[0].mask];
  const uint16_t *first = automaton->first_of_kind;
  for (uint32_t set = 0; set < KIND_SETS; set++) {
    for (uint64_t bits = p->kinds[set] & mask[set]; bits; bits &= bits - 1) {
      const uint32_t kind = set * 64 + (uint32_t)__builtin_ctzll(bits);
      for (uint32_t edge = first[kind]; edge < first[kind + 1]; edge++)
        go(run, &start, at, automaton->states[0].edges + edge, 1);
    }
  }
}

/* Whether a token can be of one of some kinds, as far as its row tells; `b` has the words that are named, if any. */
static bool may_be(const struct matcher *m, uint32_t at, const uint64_t kinds[KIND_SETS],
                   const struct pattern_begin *b) {
  const struct token *t = token_at(m->reader, at);
  if (t->kind == TOKEN_NUMBER) return kinds[0] >> KIND_NUMBER & 1;
  if (!t->word) /* Q3, and in notes april22 */
    return t->kind == TOKEN_MARK ? kinds[0] >> KIND_MARK & 1 : t->flags & TOKEN_ALL_CAPS || m->note;
  const uint64_t *row = m->patterns->rows[m->patterns->row_of_word[t->word]];
  const uint64_t single = (uint64_t)1 << KIND_SINGLE;
  uint64_t any = row[0] & kinds[0] & (b ? ~single : ~(uint64_t)0);
  for (int i = 1; i < KIND_SETS; i++) any |= row[i] & kinds[i];
  if (any || !b || !(row[0] & kinds[0] & single)) return any;
  for (uint32_t i = 0; i < b->n_words; i++)
    if (m->automaton->words[b->words + i] == t->word) return true;
  return false;
}

/* 1984, 28th, 28.1.2019: what may be a match alone. */
static bool is_telling_number(const char *text, uint32_t length) {
  if (text[length - 1] < '0' || text[length - 1] > '9') return true;
  if (length == 4) return (*text == '1' || *text == '2') && text[1] != '.' && text[1] != ',' && text[2] != '.';
  uint32_t stops = 0;
  for (uint32_t i = 0; i < length; i++) stops += text[i] == '.';
  return stops > 1;
}

bool may_match(const struct matcher *m, uint32_t at) {
  const struct token *t = &m->reader->tokens[at];
  const bool number = t->kind == TOKEN_NUMBER;
  if (number && is_telling_number(m->reader->d->text + t->start, t->length)) return true;
  const struct pattern_begin *b = &m->automaton->begins[number ? 0 : m->automaton->begin_of_word[t->word]];
  return (b->ends && (!number || m->note)) || may_be(m, at + 1, b->second, b) || may_be(m, at + 2, b->third, NULL);
}

/* Keeps a thread that has come to ends of patterns; whether their conditions hold is asked of the longest first. */
static void accept(struct run *run, const struct thread *t, uint32_t length) {
  const struct pattern_state *s = &run->m->automaton->states[t->state];
  if (s->n_accepts && run->n_ends < ENDS)
    run->ends[run->n_ends++] = (struct end){s->accepts, s->accepts + s->n_accepts, t->step, length};
}

/* Whether what was found is a match indeed, and then what it says. */
static bool try_end(struct run *run, const struct end *e, uint32_t first, struct match *out) {
  struct matcher *m = run->m;
  const struct pattern_accept *a = &m->automaton->accepts[e->accept];
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
  const struct pattern_accept *accepts = run->m->automaton->accepts;
  memset(run->asked, 0, sizeof run->asked);
  for (uint32_t end = run->n_ends, from; end; end = from) {
    for (from = end - 1; from && run->ends[from - 1].length == run->ends[end - 1].length;) from--;
    for (;;) {
      struct end *best = NULL;
      for (uint32_t i = from; i < end; i++) {
        struct end *e = &run->ends[i];
        if (e->accept < e->last && (!best || accepts[e->accept].rule < accepts[best->accept].rule)) best = e;
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
}

void match_patterns(struct matcher *m, uint32_t token, struct match *out) {
  struct run run;
  run.m = m;
  run.n_steps = run.n_ends = run.n_threads[1] = 0;
  out->end = out->count = 0;
  const uint32_t first = piece_of_token(m, token);
  begin(&run, first, piece_at(m, first));
  for (uint32_t length = 1, now = 1; length < LENGTH_MOST && run.n_threads[now]; length++, now = !now) {
    const uint32_t at = first + length;
    const struct piece *p = piece_at(m, at), *before = piece_at(m, at - 1);
    if (before->ends) /* no pattern ends within a token */
      for (uint32_t i = 0; i < run.n_threads[now]; i++) accept(&run, &run.threads[now][i], length);
    run.n_threads[!now] = 0;
    if (!p || (p->broken && !goes_on(m, before, p))) break;
    for (uint32_t i = 0; i < run.n_threads[now]; i++) take(&run, &run.threads[now][i], at, p, !now);
  }
  choose(&run, first, out);
}
