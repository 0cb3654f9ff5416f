/* Walking from a word of a text through an automaton: see automaton.h. */
#include "automaton.h"
#include "misspelt.h"

#include <string.h>

enum {
  MOST_STEPS = 96, /* of one walk: bounds the work at one place of the text */
  MOST_PATHS = 24,
  MOST_INITIALS = 4
};

struct path {   /* a place in the trie and in the text */
  uint64_t key; /* of the words that lead there */
  uint32_t at;
  uint16_t flags; /* of the node */
  uint8_t how, gaps, words, first, all, initials;
};

struct walk {
  const struct automaton *a;
  const char *text;
  size_t bytes;
  struct hits *hits;
  uint32_t start;
  struct path paths[MOST_PATHS];
  unsigned n, steps;
};

static void add_hit(struct hits *hits, struct hit one) {
  struct hit *hit = ARENA_ADD(hits->arena, &hits->list);
  if (hit) *hit = one;
#if defined(__GNUC__)
  __builtin_prefetch(hits->outputs + one.output * hits->output_bytes);
#endif
}

/* Goes over the gap behind a word; false if what stands there ends a name. */
static bool step_gap(const char *text, size_t bytes, const struct word *w, struct path *p) {
  enum word_gap gap;
  p->at = (uint32_t)word_gap(text, bytes, w->behind, &gap);
  /* The stop of "St." or of an initial is part of it; others end sentences. */
  if (gap == GAP_STOP && w->letters <= 3 && w->flags & WORD_CAPITAL) gap = GAP_SPACE;
  p->gaps |= (uint8_t)gap;
  return p->at;
}

/* Goes on from `p` by a word to a node with such flags and outputs, to which words of that key lead. */
static void step(struct walk *k, const struct path *p, const struct word *w, uint64_t words, uint32_t output,
                 uint32_t flags, unsigned how) {
  struct path q = *p;
  q.key = words;
  q.flags = (uint16_t)flags;
  q.how = (uint8_t)(q.how | how);
  q.first = p->words ? p->first : (uint8_t)w->flags;
  q.all = p->words ? (uint8_t)(p->all & w->flags) : (uint8_t)w->flags;
  q.words++;
  if (flags & AUTOMATON_HIT)
    add_hit(k->hits, (struct hit){k->start, w->end, output, q.how, q.gaps, q.words, q.first, q.all});
  if (!(flags & AUTOMATON_LEADS) || k->n == MOST_PATHS || q.words == AUTOMATON_MOST_WORDS) return;
  if (step_gap(k->text, k->bytes, w, &q)) k->paths[k->n++] = q;
}

/* Steps to where the misspelt word leads. */
static void step_misspelt(struct walk *k, const struct path *p, const struct word *w) {
  uint8_t starts[MISSPELT_LETTERS + 1];
  unsigned n = misspelt_letters(w->folded, w->count, starts);
  for (unsigned i = 0; i < n; i++) { /* i = 0: the word as it is */
    uint32_t slot = UINT32_MAX;
    uint64_t hash = i ? misspelt_hash(w->folded, starts, n, i) : w->hash;
    for (const struct automaton_edge *e; (e = automaton_misspelt(k->a, automaton_key(p->key, hash), &slot));) {
      const char *right = k->a->pool.items + e->more;
      if (k->steps++ > MOST_STEPS) return;
      const struct automaton_node *node = &k->a->nodes.items[e->node];
      if (!(w->flags & WORD_CAPITAL) && !(node->flags & AUTOMATON_SMALL)) continue;
      if (!misspelt_is(w->folded, w->count, right + 1, (unsigned char)right[0])) continue;
      uint64_t words = automaton_key(p->key, word_hash_of(right + 1, (unsigned char)right[0]));
      step(k, p, w, words, node->output, node->flags, HIT_FUZZY);
      return;
    }
  }
}

static bool is_initial(const struct word *w) {
  return w->flags & WORD_CAPITAL && w->letters <= 3 &&
         (w->flags & WORD_DOTTED || (w->letters == 1 && !(w->flags & WORD_POSSESSIVE)));
}

/* `w` and the words that hyphens tie to it, as one: "Wal-Mart".  `w` is changed. */
static void step_joined(struct walk *k, const struct path *p, struct word *w) {
  for (int i = 0; i < 2; i++) {
    struct word next;
    enum word_gap gap;
    size_t at = word_gap(k->text, k->bytes, w->end, &gap);
    if (!at || gap != GAP_HYPHEN || !word_read(k->text, k->bytes, at, &next) || next.flags & (WORD_ALONE | WORD_LONG))
      return;
    word_join(w, next.folded, next.count, next.letters);
    w->end = next.end;
    w->behind = next.behind;
    const struct automaton_edge *edge = automaton_follow(k->a, p->key, w->hash);
    if (edge) step(k, p, w, edge->key, edge->node, edge->more, 0);
  }
}

/* Whether a misspelt word may be tried: in a name with capitals, only one that has a capital. */
static bool tries_misspelt(const struct automaton *a, const struct path *p, const struct word *w) {
  return p->flags & AUTOMATON_FUZZY && misspelt_may_be(w, AUTOMATON_FUZZY_LETTERS - 1) &&
         (!a->filters.words ||
          may_be_misspelt(&a->filters, automaton_place(p->key), w->folded, w->count, !(w->flags & WORD_CAPITAL)));
}

/* Goes on behind an initial, as if it were not there. */
static void step_initial(struct walk *k, const struct path *p, const struct word *w) {
  enum word_gap gap;
  size_t next = word_gap(k->text, k->bytes, w->behind, &gap);
  if (!next || gap == GAP_COMMA || k->n == MOST_PATHS) return;
  struct path q = *p;
  q.initials++;
  q.how |= HIT_INITIAL;
  q.at = (uint32_t)next;
  k->paths[k->n++] = q;
}

/* Goes on from `p` with the word behind it, which is changed. */
static void try_path(struct walk *k, const struct path *p, struct word *w) {
  const struct automaton *a = k->a;
  const struct automaton_edge *edge = automaton_follow(a, p->key, w->hash);
  if (edge) step(k, p, w, edge->key, edge->node, edge->more, 0);
  else if (tries_misspelt(a, p, w)) step_misspelt(k, p, w);
  if (p->flags & AUTOMATON_INITIALS && is_initial(w) && p->initials < MOST_INITIALS) step_initial(k, p, w);
  bool hyphen = w->end < k->bytes && (k->text[w->end] == '-' || (unsigned char)k->text[w->end] >= 0x80);
  if (hyphen && !(w->flags & (WORD_POSSESSIVE | WORD_ALONE | WORD_DOTTED | WORD_LONG))) step_joined(k, p, w);
}

/* Begins a walk at byte `start`; its paths are left as they are, since most walks use few. */
static void begin_walk(struct walk *k, const struct automaton *a, const char *text, size_t bytes, uint32_t start,
                       struct hits *hits) {
  k->a = a;
  k->text = text;
  k->bytes = bytes;
  k->hits = hits;
  k->start = start;
  k->steps = 1;
  k->n = 0;
}

static void walk_paths(struct walk *k) {
  struct word w;
  while (k->n && k->steps++ < MOST_STEPS) {
    struct path p = k->paths[--k->n];
    if (word_read(k->text, k->bytes, p.at, &w)) try_path(k, &p, &w);
  }
}

void automaton_walk(const struct automaton *a, const char *text, size_t bytes, size_t at, struct hits *hits) {
  struct walk k;
  struct word first;
  if (!a->nodes.count || !word_read(text, bytes, at, &first)) return;
  begin_walk(&k, a, text, bytes, first.start, hits);
  try_path(&k, &(struct path){.at = first.start, .flags = (uint16_t)a->nodes.items[0].flags}, &first);
  walk_paths(&k);
}

/* The rest of a plain word, but for its letters. */
static struct word plain_word(const char *text, struct automaton_word at) {
  struct word w;
  w.start = (uint32_t)at.at;
  w.end = w.behind = (uint32_t)(at.at + at.length);
  w.letters = (uint32_t)at.length;
  w.flags = word_plain_flags(text + at.at, at.length);
  return w;
}

void automaton_stand(const char *text, struct automaton_word word, const struct automaton_edge *edge,
                     struct hits *hits) {
  if (!(edge->more & AUTOMATON_HIT)) return;
  const struct word w = plain_word(text, word);
  const uint8_t flags = (uint8_t)w.flags;
  add_hit(hits, (struct hit){w.start, w.end, edge->node, .words = 1, .first = flags, .all = flags});
}

void automaton_pair(const struct automaton *a, const char *text, size_t bytes, struct automaton_word first,
                    struct automaton_word second, const struct automaton_edge *edge, struct hits *hits) {
  struct word w = plain_word(text, first);
  struct path p = {.gaps = 0, .words = 1, .first = (uint8_t)w.flags, .all = (uint8_t)w.flags};
  struct walk k;
  if (!step_gap(text, bytes, &w, &p) || p.at != second.at) return;
  begin_walk(&k, a, text, bytes, w.start, hits);
  k.steps++; /* the first word is behind it */
  w = plain_word(text, second);
  step(&k, &p, &w, edge->key, edge->node, edge->more, 0);
  walk_paths(&k);
}
