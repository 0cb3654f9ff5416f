/*
** Builds the automaton of date patterns: see patterns.h.
**
** The patterns become a graph of pieces (Thompson 1968); sets of its nodes become states,
** joined where pieces are of the same kind and capture the same (the subset construction,
** with kinds as its letters: a token is of several, so that matching keeps a few states at a
** time); and states from which the same follows become one (Revuz 1992).
*/
#include "patterns.h"

#include <stdlib.h>
#include <string.h>

enum { NODE_PIECE, NODE_SPLIT, NODE_BETWEEN, NODE_ACCEPT, PATH_MOST = 32, JOINED = 0 };

struct node {
  uint8_t sort;
  uint16_t kind, capture, between, rule;
  uint32_t next, other; /* SPLIT: this one first, then the other */
};
static struct ARENA_LIST(struct node) nodes;

static struct language *of;

static uint32_t add_node(struct node n) {
  *(struct node *)ADD(nodes) = n;
  return (uint32_t)nodes.count - 1;
}

static uint32_t node_of(const struct part *, uint32_t next);

static uint32_t node_of_row(const struct part *p, uint32_t next) {
  return p ? node_of(p, node_of_row(p->next, next)) : next;
}

static uint32_t node_of_either(const struct part *p, uint32_t next) {
  const uint32_t first = node_of(p, next);
  if (!p->next) return first;
  return add_node((struct node){.sort = NODE_SPLIT, .next = first, .other = node_of_either(p->next, next)});
}

/* The node from which a part is read, behind which `next` stands. */
static uint32_t node_of(const struct part *p, uint32_t next) {
  uint32_t node = 0;
  switch (p->sort) {
    case PART_ROW: node = node_of_row(p->first, next); break;
    case PART_EITHER: node = node_of_either(p->first, next); break;
    case PART_PIECE: node = add_node((struct node){NODE_PIECE, p->kind, p->capture, 0, 0, next, 0}); break;
    case PART_BETWEEN: node = add_node((struct node){NODE_BETWEEN, 0, 0, p->between, 0, next, 0}); break;
  }
  if (p->joined) node = add_node((struct node){NODE_BETWEEN, 0, 0, JOINED, 0, node, 0});
  return p->optional ? add_node((struct node){.sort = NODE_SPLIT, .next = node, .other = next}) : node;
}

/* The betweens of a way, as a list that stands once. */
static uint16_t between_list(const uint16_t *items, size_t count) {
  for (size_t i = 0; i < of->betweens.count; i++) {
    const struct pattern_run *r = &of->betweens.items[i];
    if (r->count == count && (!count || !memcmp(of->between_items.items + r->from, items, count * sizeof *items)))
      return (uint16_t)i;
  }
  *(struct pattern_run *)ADD(of->betweens) = (struct pattern_run){(uint16_t)of->between_items.count, (uint16_t)count};
  for (size_t i = 0; i < count; i++) *(uint16_t *)ADD(of->between_items) = items[i];
  return (uint16_t)(of->betweens.count - 1);
}

/* A node that a state stands for, with the betweens at the place where the match began (its lead): they are asked when
** it ends, so that matches that begin alike go on as one. */
struct member {
  uint32_t lead, node;
};
struct set {
  struct member *members; /* sorted */
  size_t count;
  uint32_t next; /* of the same hash, and 1; 0: none */
};
static struct ARENA_LIST(struct set) sets;
enum { BUCKETS = 1 << 16 };
static uint32_t *buckets;
static struct automaton *into;
static bool of_notes;

static int by_member(const void *a, const void *b) { return memcmp(a, b, sizeof(struct member)); }

static uint32_t hash_of(const void *bytes, size_t count) {
  uint32_t hash = 2166136261u;
  for (size_t i = 0; i < count; i++) hash = (hash ^ ((const unsigned char *)bytes)[i]) * 16777619u;
  return hash % BUCKETS;
}

/* Takes over `items`. */
static uint32_t set_number(struct member *items, size_t count) {
  qsort(items, count, sizeof *items, by_member);
  size_t kept = 0;
  for (size_t i = 0; i < count; i++)
    if (!kept || by_member(&items[kept - 1], &items[i])) items[kept++] = items[i];
  uint32_t *bucket = &buckets[hash_of(items, kept * sizeof *items)];
  for (uint32_t i = *bucket; i; i = sets.items[i - 1].next)
    if (sets.items[i - 1].count == kept && !memcmp(sets.items[i - 1].members, items, kept * sizeof *items))
      return i - 1;
  struct set *s = ADD(sets);
  *s = (struct set){items, kept, *bucket};
  *bucket = (uint32_t)sets.count;
  return (uint32_t)sets.count - 1;
}

/* An edge or the end of a pattern, as it is found: what is read, and the node behind it. */
struct step {
  uint16_t kind, capture, between, rule;
  bool ends;
  struct member to;
};
static struct ARENA_LIST(struct step) steps;

/* What the style of the automaton says of a between: 1 it holds, 0 it does not, -1 it depends. */
static int known(const struct pattern_between *b) {
  enum { NOTE = 1 << DATES_NOTE };
  if (b->kind != BETWEEN_STYLE || (!of_notes && b->from != NOTE)) return -1;
  return ((b->from == NOTE) == of_notes) != b->negated;
}

/* Adds the steps from a node on; `lead` is UINT32_MAX at the first place. */
static void follow(struct member at, uint16_t *path, size_t length) {
  for (;;) {
    const struct node n = nodes.items[at.node];
    if (n.sort == NODE_SPLIT) {
      follow((struct member){at.lead, n.next}, path, length);
      at.node = n.other;
    } else if (n.sort == NODE_BETWEEN) {
      if (length == PATH_MOST) fail("too many conditions at one place", "");
      const int holds = known(&of->between.items[n.between]);
      if (!holds) return;
      if (holds < 0) path[length++] = n.between;
      at.node = n.next;
    } else {
      const uint16_t list = between_list(path, length);
      const bool first = at.lead == UINT32_MAX;
      const struct step s = {
          n.kind, n.capture, first ? 0 : list, n.rule, n.sort == NODE_ACCEPT, {first ? list : at.lead, n.next}};
      *(struct step *)ADD(steps) = s;
      return;
    }
  }
}

/* By what they read; else as they were found. */
static int by_reading(const void *a, const void *b) {
  const struct step *x = a, *y = b;
  if (x->ends != y->ends) return x->ends ? 1 : -1;
  if (x->ends && x->rule != y->rule) return x->rule < y->rule ? -1 : 1;
  if (!x->ends && x->kind != y->kind) return x->kind < y->kind ? -1 : 1;
  if (x->between != y->between) return x->between < y->between ? -1 : 1;
  if (!x->ends && x->capture != y->capture) return x->capture < y->capture ? -1 : 1;
  if (x->to.lead != y->to.lead) return x->to.lead < y->to.lead ? -1 : 1;
  return (x->to.node > y->to.node) - (x->to.node < y->to.node);
}

/* The state of a set: its edges lead to sets, for now. */
static void make_state(uint32_t set) {
  steps.count = 0;
  uint16_t path[PATH_MOST];
  for (size_t i = 0; i < sets.items[set].count; i++) follow(sets.items[set].members[i], path, 0);
  qsort(steps.items, steps.count, sizeof *steps.items, by_reading);
  struct built_state state = {.edges = (uint32_t)into->edges.count, .accepts = (uint32_t)into->accepts.count};
  for (size_t i = 0, end; i < steps.count; i = end) {
    const struct step *s = &steps.items[i];
    for (end = i; end < steps.count && steps.items[end].ends == s->ends; end++) {
      const struct step *x = &steps.items[end];
      if (s->ends ? x->rule != s->rule || x->between != s->between || x->to.lead != s->to.lead
                  : x->kind != s->kind || x->capture != s->capture || x->between != s->between)
        break;
    }
    if (s->ends) {
      *(struct pattern_accept *)ADD(into->accepts) = (struct pattern_accept){s->rule, s->between, (uint16_t)s->to.lead};
      state.n_accepts++;
      continue;
    }
    struct member *behind = add_to(arena_take(&arena, (end - i) * sizeof *behind));
    for (size_t k = i; k < end; k++) behind[k - i] = steps.items[k].to;
    const struct built_edge edge = {
        .kind = s->kind, .between = s->between, .capture = s->capture, .to = set_number(behind, end - i)};
    *(struct built_edge *)ADD(into->edges) = edge;
    state.n_edges++;
  }
  *(struct built_state *)ADD(into->states) = state;
}

struct edge_list ARENA_LIST(struct built_edge);
static struct edge_list begun_edges;
static struct ARENA_LIST(struct built_state) begun; /* CASES of them a group of words */

/* The edges of the first state that a word, or a number, can take. */
struct first {
  uint32_t *edges;
  size_t count;
};

static void add_first(struct first *x, uint32_t edge) {
  if (!x->edges) x->edges = add_to(arena_take(&arena, into->states.items[0].n_edges * sizeof *x->edges));
  x->edges[x->count++] = edge;
}

/* One state for what words of the same edges lead to, where they are written in small letters, with a capital or all in
** capitals: its edges are by what is captured alone. */
static void begin_with(const struct first *w, unsigned casing, struct edge_list *list) {
  const struct built_edge *first = into->edges.items; /* those of state 0 come first */
  for (size_t i = 0; i < w->count; i++) {
    const struct built_edge *e = &first[w->edges[i]];
    bool known = of->kinds.items[e->kind].casing > casing;
    for (size_t k = 0; k < i; k++)
      known = known ||
              (first[w->edges[k]].capture == e->capture && of->kinds.items[first[w->edges[k]].kind].casing <= casing);
    if (known) continue;
    size_t count = 0, room = 0;
    for (size_t k = i; k < w->count; k++) room += sets.items[first[w->edges[k]].to].count;
    struct member *members = add_to(arena_take(&arena, (room + 1) * sizeof *members));
    for (size_t k = i; k < w->count; k++) {
      const struct built_edge *x = &first[w->edges[k]];
      if (x->capture != e->capture || of->kinds.items[x->kind].casing > casing) continue;
      memcpy(members + count, sets.items[x->to].members, sets.items[x->to].count * sizeof *members);
      count += sets.items[x->to].count;
    }
    const uint16_t capture = e->capture;
    const struct built_edge edge = {.capture = capture, .to = set_number(members, count)};
    *(struct built_edge *)ADD(*list) = edge;
  }
}

/* The group of a word's, or a number's, edges; 0 where it has none. */
static uint16_t group_of(const struct first *x) {
  static struct ARENA_LIST(struct first) groups;
  if (into->begins.count == 1) groups.count = 0;
  if (!x->count) return 0;
  size_t g = 0;
  while (g < groups.count &&
         (groups.items[g].count != x->count || memcmp(groups.items[g].edges, x->edges, x->count * sizeof *x->edges)))
    g++;
  if (g < groups.count) return (uint16_t)(g + 1);
  *(struct first *)ADD(groups) = *x;
  *(struct pattern_begin *)ADD(into->begins) = (struct pattern_begin){0};
  for (unsigned casing = CASE_ANY; casing <= CASE_CAPITALS; casing++) {
    const uint32_t from = (uint32_t)begun_edges.count;
    begin_with(x, casing, &begun_edges);
    *(struct built_state *)ADD(begun) =
        (struct built_state){.edges = from, .n_edges = (uint16_t)(begun_edges.count - from)};
  }
  return (uint16_t)(g + 1);
}

/* Groups the words and numbers that patterns begin with by their edges; the states of each group, edges and all, into
** `begun`. */
static void group_firsts(void) {
  const struct number_classes *classes = &of->classes;
  const uint32_t n_words = into->n_words = word_count();
  struct first *words = add_to(arena_get(&arena, n_words * sizeof *words));
  struct first *numbers = add_to(arena_get(&arena, classes->count * sizeof *numbers));
  into->begin_of_word = add_to(arena_get(&arena, n_words * sizeof *into->begin_of_word));
  begun.count = begun_edges.count = 0;
  for (uint32_t i = 0; i < into->states.items[0].n_edges; i++) {
    const uint16_t kind = into->edges.items[i].kind;
    const struct kind *k = &of->kinds.items[kind];
    if (k->sort == KIND_SPECIAL && k->special != KIND_NUMBER) fail("a pattern begins with a word or a number", "");
    for (size_t w = 0; w < k->n_words; w++) add_first(&words[k->words[w]], i);
    for (uint32_t c = 0; k->sort != KIND_OF_WORDS && c < classes->count; c++)
      if (k->sort == KIND_SPECIAL || classes->kinds[c] >> number_of_kind(of, kind) & 1) add_first(&numbers[c], i);
  }
  *(struct pattern_begin *)ADD(into->begins) = (struct pattern_begin){0}; /* what none begins with */
  for (uint32_t w = 0; w < n_words; w++) into->begin_of_word[w] = group_of(&words[w]);
  for (uint32_t c = 0; c < classes->count; c++) into->begin_of_class[c] = group_of(&numbers[c]);
}

/* Adds the states of the groups behind those of sets. */
static void add_begun(void) {
  for (size_t i = 0; i < begun.count; i++) {
    struct built_state s = begun.items[i];
    const uint32_t from = s.edges;
    s.edges = (uint32_t)into->edges.count;
    for (uint32_t k = 0; k < s.n_edges; k++) *(struct built_edge *)ADD(into->edges) = begun_edges.items[from + k];
    into->begins.items[1 + i / CASES].states[i % CASES] = (uint32_t)into->states.count;
    *(struct built_state *)ADD(into->states) = s;
  }
}

/* States from which the same follows become one: `same` says which, found from the last on. */
static uint32_t *same, *chain;

static bool is_same(const struct built_state *a, const struct built_state *b) {
  return a->n_edges == b->n_edges && a->n_accepts == b->n_accepts &&
         !memcmp(into->edges.items + a->edges, into->edges.items + b->edges, a->n_edges * sizeof *into->edges.items) &&
         !memcmp(into->accepts.items + a->accepts, into->accepts.items + b->accepts,
                 a->n_accepts * sizeof *into->accepts.items);
}

static uint32_t merged(uint32_t state) {
  if (same[state] != UINT32_MAX) return same[state];
  const struct built_state *s = &into->states.items[state];
  for (uint32_t i = 0; i < s->n_edges; i++) {
    struct built_edge *e = &into->edges.items[s->edges + i];
    e->to = merged(e->to);
  }
  uint32_t *bucket = &buckets[hash_of(into->edges.items + s->edges, s->n_edges * sizeof *into->edges.items)];
  for (uint32_t i = *bucket; i; i = chain[i - 1])
    if (is_same(&into->states.items[i - 1], s)) return same[state] = i - 1;
  chain[state] = *bucket;
  *bucket = state + 1;
  return same[state] = state;
}

static void keep_merged(void) {
  const size_t count = into->states.count;
  uint32_t *number = add_to(arena_take(&arena, (count + 1) * sizeof *number));
  same = add_to(arena_take(&arena, count * sizeof *same));
  chain = add_to(arena_get(&arena, count * sizeof *chain));
  memset(same, 0xFF, count * sizeof *same);
  memset(buckets, 0, BUCKETS * sizeof *buckets);
  merged(0);
  for (size_t i = 1; i < into->begins.count; i++)
    for (uint32_t k = 0; k < CASES; k++) merged(into->begins.items[i].states[k]);
  struct ARENA_LIST(struct built_state) states = {0};
  struct ARENA_LIST(struct built_edge) edges = {0};
  struct ARENA_LIST(struct pattern_accept) accepts = {0};
  for (size_t i = 0, n = 0; i < count; i++)
    if (same[i] == i) number[i] = (uint32_t)n++;
  for (size_t i = 0; i < count; i++) {
    if (same[i] != i) continue;
    struct built_state s = into->states.items[i];
    const uint32_t from_edges = s.edges, from_accepts = s.accepts;
    s.edges = (uint32_t)edges.count, s.accepts = (uint32_t)accepts.count;
    for (uint32_t k = 0; k < s.n_edges; k++) {
      struct built_edge e = into->edges.items[from_edges + k];
      e.to = number[e.to];
      *(struct built_edge *)ADD(edges) = e;
    }
    for (uint32_t k = 0; k < s.n_accepts; k++)
      *(struct pattern_accept *)ADD(accepts) = into->accepts.items[from_accepts + k];
    *(struct built_state *)ADD(states) = s;
  }
  for (size_t i = 1; i < into->begins.count; i++) {
    uint32_t *state = into->begins.items[i].states;
    for (uint32_t k = 0; k < CASES; k++) state[k] = number[same[state[k]]];
  }
  memcpy(&into->states, &states, sizeof states);
  memcpy(&into->edges, &edges, sizeof edges);
  memcpy(&into->accepts, &accepts, sizeof accepts);
}

static void build(uint32_t automaton, const struct member *starts) {
  into = &of->automata[automaton];
  of_notes = automaton == AUTOMATON_OF_NOTES;
  *into = (struct automaton){0};
  sets.count = 0;
  memset(buckets, 0, BUCKETS * sizeof *buckets);
  struct member *first = add_to(arena_take(&arena, (of->rules.count + 1) * sizeof *first));
  memcpy(first, starts, of->rules.count * sizeof *first);
  set_number(first, of->rules.count);
  make_state(0);
  group_firsts();
  for (uint32_t i = 1; i < sets.count; i++) make_state(i);
  add_begun();
  keep_merged();
}

uint32_t number_of_kind(const struct language *l, size_t kind) {
  uint32_t count = 0;
  for (size_t k = 0; k < kind; k++) count += l->kinds.items[k].sort == KIND_OF_NUMBERS;
  if (count >= 64) fail("too many kinds of numbers", l->name);
  return count;
}

static void class_numbers(struct number_classes *c) {
  for (uint32_t digits = 1, end = 10; digits <= NUMBER_DIGITS; digits++, end *= 10) {
    for (uint32_t n = 0; n < end; n++) {
      uint64_t kinds = 0, bit = 1;
      for (size_t k = 0; k < of->kinds.count; k++) {
        if (of->kinds.items[k].sort != KIND_OF_NUMBERS) continue;
        const struct pattern_number *x = &of->kinds.items[k].number;
        if ((int32_t)n >= x->least && (int32_t)n <= x->most && digits >= x->least_digits && digits <= x->most_digits)
          kinds |= bit;
        bit <<= 1;
      }
      uint32_t class = 0;
      while (class < c->count && c->kinds[class] != kinds) class ++;
      if (class == CLASSES) fail("too many kinds of numbers", of->name);
      if (class == c->count) c->kinds[c->count++] = kinds;
      c->of_number[number_place(n, digits)] = (uint8_t) class;
    }
  }
}

void patterns_build(struct language *language) {
  of = language;
  of->classes.count = 1; /* those of no kind: all of more digits too */
  class_numbers(&of->classes);
  nodes.count = 0;
  buckets = add_to(arena_get(&arena, BUCKETS * sizeof *buckets));
  of->betweens.count = of->between_items.count = 0;
  between_list(NULL, 0);
  struct member *starts = add_to(arena_take(&arena, (of->rules.count + 1) * sizeof *starts));
  for (size_t i = 0; i < of->rules.count; i++) {
    const uint32_t end = add_node((struct node){.sort = NODE_ACCEPT, .rule = (uint16_t)i});
    starts[i] = (struct member){UINT32_MAX, node_of(of->rules.items[i].part, end)};
  }
  for (uint32_t i = 0; i < AUTOMATA; i++) build(i, starts);
}
