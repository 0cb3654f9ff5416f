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
  uint64_t states[2]; /* theirs, a bit each: more than one state has it */
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

/* The pieces of one kind that may stand before a place, and behind it. */
static bool stands_one_before(struct matcher *m, uint32_t at, const uint64_t kinds[KIND_SETS]) {
  const struct piece *behind = piece_at(m, at), *p = piece_at(m, at - 1);
  return p && !(behind && behind->broken) && kinds_of_both(p->kinds, kinds);
}
static bool stands_one_behind(struct matcher *m, uint32_t at, const uint64_t kinds[KIND_SETS]) {
  const struct piece *p = piece_at(m, at);
  return p && !p->broken && kinds_of_both(p->kinds, kinds);
}

static bool holds(struct matcher *m, uint32_t at, const struct pattern_between *b) {
  const struct piece *p;
  bool any = false;
  switch (b->kind) {
    case BETWEEN_JOINED: p = piece_at(m, at); return p && p->joined;
    case BETWEEN_STYLE: return (b->from >> m->reader->style & 1) != b->negated;
    case BETWEEN_AFTER:
      any = b->beside && stands_one_before(m, at, m->patterns->beside[b->beside]);
      for (uint32_t i = 0; i < b->count && !any; i++) any = stands_before(m, at, &m->patterns->sequences[b->from + i]);
      return any != b->negated;
    case BETWEEN_BEFORE:
      any = b->beside && stands_one_behind(m, at, m->patterns->beside[b->beside]);
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
static inline void go(struct run *run, const struct thread *t, uint32_t at, uint32_t edge, uint32_t next) {
  const struct pattern_edge *e = &run->m->automaton->edges[edge];
  if (e->between && !all_hold(run->m, at, e->between)) return;
  struct thread *list = run->threads[next];
  const uint32_t n = run->n_threads[next];
  const uint64_t state = (uint64_t)1 << (e->to & 63);
  if (run->states[next] & state)
    for (uint32_t k = 0; k < n; k++)
      if (list[k].state == e->to) return;
  if (n == THREADS || run->n_steps == STEPS) return;
  run->states[next] |= state;
  run->steps[run->n_steps++] = (struct step){t->step, {edge, at}};
  list[n] = (struct thread){e->to, run->n_steps};
  run->n_threads[next] = n + 1;
}

/* The first of some edges, which are sorted, that takes a kind. */
static uint32_t edge_of_kind(const uint16_t *kinds, uint32_t from, uint32_t end, uint32_t kind) {
  for (uint32_t count = end - from; count; count /= 2) { /* no one can foretell the way: so without a branch */
    const uint32_t half = count - count / 2;
    from += half * (kinds[from + half - 1] < kind);
  }
  return from;
}

/* The edges of a state that take a piece, each as a thread of the next place. */
static void take(struct run *run, const struct thread *t, uint32_t at, const struct piece *p, uint32_t next) {
  const struct pattern_automaton *automaton = run->m->automaton;
  const struct pattern_state *s = &automaton->states[t->state];
  const uint16_t *kinds = &automaton->edge_kinds[s->edges];
  if (s->n_edges <= FEW_EDGES) {
    const uint32_t word = single_kind(p->word);
    for (uint32_t i = 0; i < s->n_edges; i++)
      if (kinds[i] < KINDS ? has_bit(p->kinds, kinds[i]) : kinds[i] == word) go(run, t, at, s->edges + i, next);
    return;
  }
  const struct pattern_fan *fan = &automaton->fans[s->fan];
  if (!kinds_of_both(p->kinds, fan->kinds)) return;
  for (uint32_t set = 0; set < KIND_SETS; set++) {
    for (uint64_t bits = p->kinds[set] & fan->kinds[set]; bits; bits &= bits - 1) {
      const uint64_t bit = bits & -bits;
      const uint16_t *start =
          &automaton->starts[fan->starts + fan->before[set]] + __builtin_popcountll(fan->kinds[set] & (bit - 1));
      uint32_t edge = start[0], end = start[1];
      const bool single = set == KIND_SINGLE >> 6 && bit == (uint64_t)1 << (KIND_SINGLE & 63);
      const uint32_t word = single ? single_kind(p->word) : 0;
      if (single) edge = edge_of_kind(kinds, edge, end, word);
      for (; edge < end && !(single && kinds[edge] != word); edge++) go(run, t, at, s->edges + edge, next);
    }
  }
}

/* The row of the piece that a number begins with, and how many digits it begins with. */
static uint16_t row_of_number(const struct matcher *m, const struct token *t, uint32_t *digits) {
  const char *text = m->reader->d->text + t->start;
  uint32_t number = 0, i = 0;
  for (; i < t->length && text[i] >= '0' && text[i] <= '9'; i++) number = number * 10 + (uint32_t)(text[i] - '0');
  *digits = i;
  return i > NUMBER_DIGITS || !i || (i < t->length && text[i] == ',')
             ? 0
             : m->patterns->row_of_number[number_place(number, i)];
}

/* Whether a token can be the piece behind another, as far as it tells before it is one; but for numbers without a
** branch, as no one can foretell it. */
static inline bool may_be(const struct matcher *m, uint32_t at, const struct pattern_behind *b) {
  static const uint16_t special[] = {[TOKEN_POSSESSIVE] = 1 << KIND_POSSESSIVE, [TOKEN_MARK] = 1 << KIND_MARK};
  const struct token *t = token_at(m->reader, at);
  uint32_t digits;
  if (t->kind == TOKEN_NUMBER) return has_bit(b->rows, row_of_number(m, t, &digits));
  const uint8_t capitals = m->note ? 0 : TOKEN_ALL_CAPS;
  const bool word = has_bit(b->rows, m->patterns->row_of_word[lexicon_place_of(t->word)]);
  const bool sort = ((special[t->kind] | (t->length == 1) << KIND_LETTER) & b->special) != 0;
  const bool mixed = !t->word && (t->flags & capitals) == capitals && has_digits(m->reader, t); /* Q3 */
  return word | sort | mixed;
}

/* 1,000 and 1.5, which go on as all numbers do; not 28th, 2016H2, 28.1.2019. */
static bool is_amount(const char *text, uint32_t length) {
  uint32_t stops = 0;
  for (uint32_t i = 0; i < length; i++) {
    if (text[i] == '.') stops++;
    else if (text[i] != ',' && (text[i] < '0' || text[i] > '9')) return false;
  }
  return stops < 2;
}

/* Whether a token is a number of several pieces: 3pm. */
static bool is_split(const struct matcher *m, const struct token *t) {
  uint32_t digits = 0;
  if (t->kind == TOKEN_NUMBER) row_of_number(m, t, &digits);
  return digits < t->length && t->kind == TOKEN_NUMBER;
}

/* Whether a match can begin with a token, a number or a word of begin_words or one that no list has, as far as a look at
** it and the three behind it tells. */
static bool may_match(const struct matcher *m, uint32_t at) {
  const struct token *t = &m->reader->tokens[at];
  uint16_t begin;
  if (t->kind != TOKEN_NUMBER && !t->word) return has_digits(m->reader, t); /* FY2018 */
  if (t->kind == TOKEN_NUMBER) {
    const char *text = m->reader->d->text + t->start;
    uint32_t digits;
    const uint16_t row = row_of_number(m, t, &digits);
    if (digits < t->length && !is_amount(text, t->length)) return true;
    begin = digits < t->length && text[digits] == '.' ? 0 : m->automaton->begin_of_row[row];
  } else {
    begin = m->automaton->begin_of_row[m->patterns->row_of_word[lexicon_place_of(t->word)]];
  }
  const struct pattern_begin *b = &m->automaton->begins[begin];
  const struct pattern_behind *behind = m->automaton->behind[begin];
  if (b->ends) return true;
  const struct token *second = token_at(m->reader, at + 1);
  if (may_be(m, at + 1, &behind[PLACE_SECOND])) {
    if (may_be(m, at + 1, &behind[PLACE_LAST]) || may_be(m, at + 2, &behind[PLACE_THIRD]) || is_split(m, second))
      return true;
    if (token_at(m->reader, at + 2)->kind <= TOKEN_ACRONYM &&
        (b->ends_with_any_third || may_be(m, at + 3, &behind[PLACE_FOURTH])))
      return true;
  }
  return second->kind <= TOKEN_ACRONYM && (b->ends_with_any || may_be(m, at + 2, &behind[PLACE_BEHIND_ANY]));
}

/* Notes the tokens before `end` with which patterns begin; all but a tenth are none, and no branch foretells which. */
static void note_begins(struct matcher *m, uint32_t from, uint32_t end) {
  const struct token *tokens = m->reader->tokens;
  const uint64_t *begins = m->automaton->begin_words;
  const uint8_t capitals = m->note ? 0 : TOKEN_ALL_CAPS;
  m->n_begins = m->next_begin = 0;
  for (uint32_t i = from; i < end; i++) {
    const struct token *t = &tokens[i];
    m->begins[m->n_begins] = i;
    m->n_begins += (t->kind == TOKEN_NUMBER) | has_bit(begins, lexicon_place_of(t->word)) |
                   (!t->word & ((t->flags & capitals) == capitals)); /* FY2018 */
  }
  m->looked_at = end;
}

uint32_t match_next(struct matcher *m, uint32_t at, uint32_t end) {
  for (;;) {
    for (; m->next_begin < m->n_begins; m->next_begin++) {
      const uint32_t begin = m->begins[m->next_begin];
      if (begin >= end) return end;
      if (begin >= at && may_match(m, begin)) return begin;
    }
    if (at < m->looked_at) at = m->looked_at;
    if (at >= end) return end;
    note_begins(m, at, end - at < BEGINS_AT_ONCE ? end : at + BEGINS_AT_ONCE);
  }
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
  m->n_begins = m->next_begin = m->looked_at = 0;
}

void match_patterns(struct matcher *m, uint32_t token, struct match *out) {
  struct run run;
  run.m = m;
  run.n_steps = run.n_ends = run.n_threads[1] = 0;
  run.states[1] = 0;
  out->end = out->count = 0;
  const uint32_t first = piece_of_token(m, token);
  const struct piece *p = piece_at(m, first);
  const uint16_t begin = m->automaton->begin_of_row[p->row];
  if (!begin) return;
  const struct pattern_state *s = &m->automaton->states[m->automaton->begins[begin].states[p->casing]];
  const struct thread start = {0, 0};
  for (uint32_t i = 0; i < s->n_edges; i++) go(&run, &start, first, s->edges + i, 1);
  for (uint32_t length = 1, now = 1; length < LENGTH_MOST && run.n_threads[now]; length++, now = !now) {
    const uint32_t at = first + length;
    const struct piece *before = p;
    p = piece_at(m, at);
    if (before->ends) /* no pattern ends within a token */
      for (uint32_t i = 0; i < run.n_threads[now]; i++) accept(&run, &run.threads[now][i], length);
    run.n_threads[!now] = 0;
    run.states[!now] = 0;
    if (!p || (p->broken && !goes_on(m, before, p))) break;
    for (uint32_t i = 0; i < run.n_threads[now]; i++) take(&run, &run.threads[now][i], at, p, !now);
  }
  choose(&run, first, out);
}
