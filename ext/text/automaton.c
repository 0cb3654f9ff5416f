/* An automaton of names: see automaton.h. */
#include "automaton.h"

#include "../base/memory.h"
#include "utf8.h"

#include <string.h>

enum {
  MOST_LETTERS = 40,  /* of a word that may be misspelt */
  LEAST_JOINED = 6,   /* letters of two words that may stand as one */
  LEAST_PART = 4,     /* letters of each part of a word that may stand as two */
  MOST_STEPS = 96,    /* of one walk: bounds the work at one place of the text */
  MOST_PATHS = 24,
  MOST_INITIALS = 4
};

/* ---- Edges: one hash table for the whole trie ---- */

static uint64_t edge_key(uint32_t node, uint64_t word, bool fuzzy) {
  uint64_t key = (word ^ ((uint64_t)node * 2 + fuzzy + 1) * 0xD6E8FEB86659FD93u) * 0x9E3779B97F4A7C15u;
  return (key ^ key >> 32) | 1;
}

static bool more_slots(struct automaton *a) {
  uint32_t slots = a->edge_slots ? a->edge_slots * 2 : 32;
  struct automaton_edge *edges = memory_resize(NULL, slots * sizeof *edges);
  if (!edges) return false;
  memset(edges, 0, slots * sizeof *edges);
  for (uint32_t i = 0; i < a->edge_slots; i++) {
    if (!a->edges[i].key) continue;
    uint32_t at = (uint32_t)(a->edges[i].key >> 20) & (slots - 1);
    while (edges[at].key) at = (at + 1) & (slots - 1);
    edges[at] = a->edges[i];
  }
  memory_free(a->edges);
  a->edges = edges;
  a->edge_slots = slots;
  return true;
}

/* The next edge with this key behind `*slot`, which starts at UINT32_MAX; NULL if there is none. */
static const struct automaton_edge *find_edge(const struct automaton *a, uint64_t key, uint32_t *slot) {
  if (!a->edge_slots) return NULL;
  uint32_t mask = a->edge_slots - 1;
  uint32_t at = *slot == UINT32_MAX ? (uint32_t)(key >> 20) & mask : (*slot + 1) & mask;
  for (; a->edges[at].key; at = (at + 1) & mask) {
    if (a->edges[at].key != key) continue;
    *slot = at;
    return &a->edges[at];
  }
  return NULL;
}

static void add_edge(struct automaton *a, uint64_t key, uint32_t node, uint32_t word) {
  if (a->edge_count >= a->edge_slots / 4 * 3 && !more_slots(a)) {
    a->no_memory = true;
    return;
  }
  uint32_t at = (uint32_t)(key >> 20) & (a->edge_slots - 1);
  while (a->edges[at].key) at = (at + 1) & (a->edge_slots - 1);
  a->edges[at] = (struct automaton_edge){key, node, word};
  a->edge_count++;
}

/* The node that a word leads to; UINT32_MAX if there is none. */
static uint32_t follow(const struct automaton *a, uint32_t node, uint64_t word) {
  uint32_t slot = UINT32_MAX;
  const struct automaton_edge *e = word ? find_edge(a, edge_key(node, word, false), &slot) : NULL;
  return e ? e->node : UINT32_MAX;
}

/* ---- The filter: which words begin a name ---- */

static void mark(struct automaton *a, uint64_t hash) {
  uint32_t bit = (uint32_t)(hash >> (64 - AUTOMATON_FILTER_BITS));
  a->filter[bit >> 6] |= (uint64_t)1 << (bit & 63);
}

static void add_root(struct automaton *a, uint64_t hash) {
  if (!a->filter && a->n_begins > AUTOMATON_BEGINS) {
    a->filter = arena_get(&a->arena, ((size_t)1 << AUTOMATON_FILTER_BITS) / 8);
    for (size_t i = 0; a->filter && i < a->roots.count; i++) mark(a, a->roots.items[i]);
  }
  if (a->filter) {
    mark(a, hash);
  } else {
    uint64_t *root = ARENA_ADD(&a->arena, &a->roots);
    if (root) *root = hash;
  }
}

/* ---- Misspelt words ---- */

/* Where the letters of a folded word start, with its end as the last; 0 if there are too many. */
static unsigned letters_of(const char *folded, unsigned count, uint8_t starts[MOST_LETTERS + 1]) {
  unsigned n = 0;
  for (unsigned i = 0; i < count; i++) {
    if (((unsigned char)folded[i] & 0xC0) == 0x80) continue;
    if (n == MOST_LETTERS) return 0;
    starts[n++] = (uint8_t)i;
  }
  starts[n] = (uint8_t)count;
  return n;
}

/* The hash of a word without its letter `k`. */
static uint64_t hash_without(const char *folded, const uint8_t *starts, unsigned n, unsigned k) {
  char rest[WORD_BYTES + 8];
  unsigned head = starts[k], tail = starts[n] - starts[k + 1];
  memcpy(rest, folded, head);
  memcpy(rest + head, folded + starts[k + 1], tail);
  memset(rest + head + tail, 0, 8);
  return word_hash_of(rest, head + tail);
}

/*
** Whether one edit (a letter more, less, another, or two that changed places)
** makes `x` of `y`.  The first letter is always right, and an ending more or less makes
** another word of it, not a misspelling: Pakistan, Pakistani.
*/
static bool is_one_edit(const char *x, unsigned x_bytes, const char *y, unsigned y_bytes) {
  unsigned head = 0, tail = 0, less = x_bytes < y_bytes ? x_bytes : y_bytes;
  while (head < less && x[head] == y[head]) head++;
  while (tail < less - head && x[x_bytes - 1 - tail] == y[y_bytes - 1 - tail]) tail++;
  unsigned x_rest = x_bytes - head - tail, y_rest = y_bytes - head - tail;
  if (!head || (!x_rest && !y_rest)) return false;
  if (x_rest && y_rest == 0) return tail > 0 && utf8_count(x + head, x_rest) == 1;
  if (y_rest && x_rest == 0) return tail > 0 && utf8_count(y + head, y_rest) == 1;
  if (x_rest == 2 && y_rest == 2 && x[head] == y[head + 1] && x[head + 1] == y[head]) return true;
  return utf8_count(x + head, x_rest) == 1 && utf8_count(y + head, y_rest) == 1;
}

static bool may_be_misspelt(const struct word *w, unsigned least) {
  return w->letters >= least && !(w->flags & (WORD_DIGIT | WORD_DOTTED | WORD_ALONE | WORD_LONG));
}

static void add_misspelt(struct automaton *a, uint32_t from, const struct word *w, uint32_t to) {
  uint8_t starts[MOST_LETTERS + 1];
  unsigned n = letters_of(w->folded, w->count, starts);
  if (!n) return;
  uint32_t at = (uint32_t)a->pool.count;
  for (unsigned i = 0; i <= w->count; i++) {
    char *c = ARENA_ADD(&a->arena, &a->pool);
    if (!c) return;
    *c = i ? w->folded[i - 1] : (char)w->count;
  }
  add_edge(a, edge_key(from, w->hash, true), to, at);
  if (!from) add_root(a, w->hash);
  for (unsigned k = 1; k < n; k++) {
    if (k > 1 && w->folded[starts[k]] == w->folded[starts[k - 1]] && starts[k + 1] - starts[k] == 1) continue;
    uint64_t hash = hash_without(w->folded, starts, n, k);
    add_edge(a, edge_key(from, hash, true), to, at);
    if (!from) add_root(a, hash);
  }
  a->nodes.items[from].flags |= AUTOMATON_FUZZY;
}

/* ---- Adding ---- */

static uint32_t new_node(struct automaton *a) {
  struct automaton_node *node = ARENA_ADD(&a->arena, &a->nodes);
  if (!node) a->no_memory = true;
  return (uint32_t)a->nodes.count - 1;
}

/* Notes the letters with which a name's first word begins. */
static void add_begin(struct automaton *a, const struct word *w, bool fuzzy) {
  a->fuzzy_start |= fuzzy;
  a->fuzzy_small |= fuzzy && !(w->flags & WORD_CAPITAL);
  unsigned char first = (unsigned char)w->folded[0], second = (unsigned char)(w->count > 1 ? w->folded[1] : 0);
  if (first >= 0x80) first = second = 0;
  if (second >= 0x80 || fuzzy) second = 0;
  if (a->n_begins > AUTOMATON_BEGINS) return;
  for (int i = 0; i < a->n_begins; i++)
    if (a->begins[i].first == first && (!a->begins[i].second || a->begins[i].second == second)) return;
  if (a->n_begins++ < AUTOMATON_BEGINS) a->begins[a->n_begins - 1] = (struct automaton_begin){first, second};
}

/* The node that a word leads to, made if it is not there. */
static uint32_t lead(struct automaton *a, uint32_t node, const struct word *w, unsigned flags) {
  bool fuzzy = flags & AUTOMATON_FUZZY && may_be_misspelt(w, AUTOMATON_FUZZY_LETTERS);
  uint32_t to = follow(a, node, w->hash);
  bool fresh = to == UINT32_MAX;
  if (fresh) to = new_node(a);
  if (a->no_memory) return 0;
  if (!node) {
    add_begin(a, w, fuzzy);
    if (fresh || (a->n_begins > AUTOMATON_BEGINS && !a->filter)) add_root(a, w->hash);
  }
  if (fresh) {
    a->nodes.items[node].next = 1;
    add_edge(a, edge_key(node, w->hash, false), to, 0);
  }
  if (fuzzy && !a->nodes.items[to].fuzzy) {
    a->nodes.items[to].fuzzy = true;
    add_misspelt(a, node, w, to);
  }
  return to;
}

/* Adds one sequence of words. */
static uint32_t add_words(struct automaton *a, const struct word *words, unsigned n, unsigned flags, uint32_t value, unsigned how) {
  uint32_t node = 0;
  for (unsigned i = 0; i < n && !a->no_memory; i++) {
    node = lead(a, node, &words[i], flags);
    if (i == 0 && flags & AUTOMATON_INITIALS && !a->no_memory) a->nodes.items[node].flags |= AUTOMATON_INITIALS;
  }
  if (a->no_memory) return 0;
  if (flags & AUTOMATON_QUIET) {
    a->nodes.items[node].quiet = true;
    return node;
  }
  for (uint32_t o = a->nodes.items[node].output; o; o = a->outputs.items[o].next)
    if (a->outputs.items[o].value == value) return node;
  struct automaton_output *output = ARENA_ADD(&a->arena, &a->outputs);
  if (!output) return 0;
  *output = (struct automaton_output){value, a->nodes.items[node].output, how};
  a->nodes.items[node].output = (uint32_t)a->outputs.count - 1;
  return node;
}

/* `w` with folded bytes appended. */
static void join(struct word *w, const char *folded, unsigned count, unsigned letters) {
  if (w->count + count > WORD_BYTES) return;
  memcpy(w->folded + w->count, folded, count);
  w->count += count;
  w->letters += letters;
  memset(w->folded + w->count, 0, 8);
  w->hash = word_hash_of(w->folded, w->count);
}

static struct word part_of(const struct word *w, unsigned from, unsigned to) {
  struct word part = {.letters = to - from, .flags = w->flags & ~(unsigned)WORD_POSSESSIVE};
  memcpy(part.folded, w->folded + from, to - from);
  part.count = to - from;
  part.hash = word_hash_of(part.folded, part.count);
  return part;
}

static void add_variants(struct automaton *a, struct word *words, unsigned n, const uint8_t *gaps, unsigned flags, uint32_t value) {
  static const unsigned no_join = WORD_DOTTED | WORD_ALONE | WORD_DIGIT | WORD_LONG;
  unsigned fewer = flags & ~(unsigned)(AUTOMATON_FUZZY);
  for (unsigned i = 0; flags & AUTOMATON_JOIN && i < n && !a->no_memory; i++) {
    struct word kept = words[i];
    if (kept.flags & WORD_POSSESSIVE) { /* Moody's: Moodys */
      join(&words[i], "s", 1, 1);
      add_words(a, words, n, fewer, value, 0);
      words[i] = kept;
    }
    if (i + 1 < n && gaps[i] & (GAP_SPACE | GAP_HYPHEN) && !((kept.flags | words[i + 1].flags) & no_join) &&
        kept.letters + words[i + 1].letters >= LEAST_JOINED && n <= 6) {
      struct word joined[6];
      memcpy(joined, words, i * sizeof *words);
      joined[i] = kept;
      join(&joined[i], words[i + 1].folded, words[i + 1].count, words[i + 1].letters);
      memcpy(joined + i + 1, words + i + 2, (n - i - 2) * sizeof *words);
      add_words(a, joined, n - 1, fewer, value, HIT_JOINED);
    }
  }
  const struct word *w = &words[0];
  if (flags & AUTOMATON_SPLIT && n == 1 && w->letters == w->count && w->count >= 2 * LEAST_PART && !(w->flags & no_join)) {
    for (unsigned k = LEAST_PART; k + LEAST_PART <= w->count && !a->no_memory; k++) {
      struct word parts[2] = {part_of(w, 0, k), part_of(w, k, w->count)};
      add_words(a, parts, 2, fewer, value, HIT_SPLIT);
    }
  }
}

uint32_t automaton_add(struct automaton *a, const char *name, size_t bytes, unsigned flags, uint32_t value) {
  struct word words[AUTOMATON_MOST_WORDS];
  uint8_t gaps[AUTOMATON_MOST_WORDS];
  unsigned n = 0;
  if (!a->nodes.count) { /* node 0 is the root, output 0 is none, word 0 too */
    new_node(a);
    ARENA_ADD(&a->arena, &a->outputs);
    ARENA_ADD(&a->arena, &a->pool);
  }
  for (size_t at = 0; at < bytes;) {
    if (n < AUTOMATON_MOST_WORDS && word_read(name, bytes, at, &words[n])) {
      enum word_gap gap;
      at = words[n].behind;
      word_gap(name, bytes, at, &gap);
      gaps[n++] = (uint8_t)gap;
    } else if (n == AUTOMATON_MOST_WORDS) {
      return 0;
    } else {
      utf8_next(name, bytes, &at);
    }
  }
  a->no_memory |= a->arena.no_memory;
  if (!n || a->no_memory) return 0;
  uint32_t node = add_words(a, words, n, flags, value, 0);
  if (!a->no_memory && !(flags & AUTOMATON_QUIET)) add_variants(a, words, n, gaps, flags, value);
  a->no_memory |= a->arena.no_memory;
  return a->no_memory ? 0 : node;
}


/* ---- Walking ---- */

struct path { /* a place in the trie and in the text */
  uint32_t node, at;
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

/* Goes on from `p` by a word that ends at `end` to `node`. */
static void step(struct walk *k, const struct path *p, const struct word *w, uint32_t node, unsigned how) {
  const struct automaton_node *to = &k->a->nodes.items[node];
  struct path q = *p;
  q.node = node;
  q.how = (uint8_t)(q.how | how);
  q.first = p->words ? p->first : (uint8_t)w->flags;
  q.all = p->words ? (uint8_t)(p->all & w->flags) : (uint8_t)w->flags;
  q.words++;
  if (to->output || to->quiet) {
    struct hit *hit = ARENA_ADD(k->hits->arena, &k->hits->list);
    if (hit) *hit = (struct hit){k->start, w->end, node, q.how, q.gaps, q.words, q.first, q.all};
  }
  if (!to->next || k->n == MOST_PATHS || q.words == AUTOMATON_MOST_WORDS) return;
  enum word_gap gap;
  size_t at = word_gap(k->text, k->bytes, w->behind, &gap);
  if (!at) return;
  /* The stop of "St." or of an initial is part of it; others end sentences. */
  if (gap == GAP_STOP && w->letters <= 3 && w->flags & WORD_CAPITAL) gap = GAP_SPACE;
  q.gaps |= (uint8_t)gap;
  q.at = (uint32_t)at;
  k->paths[k->n++] = q;
}

/* Steps to where the misspelt word leads. */
static void step_misspelt(struct walk *k, const struct path *p, const struct word *w) {
  uint8_t starts[MOST_LETTERS + 1];
  unsigned n = letters_of(w->folded, w->count, starts);
  for (unsigned i = 0; i < n; i++) { /* i = 0: the word as it is */
    uint32_t slot = UINT32_MAX;
    uint64_t hash = i ? hash_without(w->folded, starts, n, i) : w->hash;
    for (const struct automaton_edge *e; (e = find_edge(k->a, edge_key(p->node, hash, true), &slot));) {
      const char *right = k->a->pool.items + e->word;
      if (k->steps++ > MOST_STEPS) return;
      if (!is_one_edit(w->folded, w->count, right + 1, (unsigned char)right[0])) continue;
      step(k, p, w, e->node, HIT_FUZZY);
      return;
    }
  }
}

static bool is_initial(const struct word *w) {
  return w->flags & WORD_CAPITAL && w->letters <= 3 && (w->flags & WORD_DOTTED || (w->letters == 1 && !(w->flags & WORD_POSSESSIVE)));
}

/* `w` and the words that hyphens tie to it, as one: "Wal-Mart". */
static void step_joined(struct walk *k, const struct path *p, const struct word *w) {
  struct word joined = *w;
  for (int i = 0; i < 2; i++) {
    struct word next;
    enum word_gap gap;
    size_t at = word_gap(k->text, k->bytes, joined.end, &gap);
    if (!at || gap != GAP_HYPHEN || !word_read(k->text, k->bytes, at, &next) || next.flags & (WORD_ALONE | WORD_LONG)) return;
    join(&joined, next.folded, next.count, next.letters);
    joined.end = next.end;
    joined.behind = next.behind;
    uint32_t node = follow(k->a, p->node, joined.hash);
    if (node != UINT32_MAX) step(k, p, &joined, node, 0);
  }
}

void automaton_walk(const struct automaton *a, const char *text, size_t bytes, size_t at, struct hits *hits) {
  struct walk k = {.a = a, .text = text, .bytes = bytes, .hits = hits, .start = (uint32_t)at, .n = 1};
  if (!a->nodes.count) return;
  k.paths[0] = (struct path){.at = (uint32_t)at};
  while (k.n && k.steps++ < MOST_STEPS) {
    struct path p = k.paths[--k.n];
    const struct automaton_node *from = &a->nodes.items[p.node];
    struct word w;
    if (!word_read(text, bytes, p.at, &w)) continue;
    uint32_t node = follow(a, p.node, w.hash);
    if (node != UINT32_MAX) step(&k, &p, &w, node, 0);
    else if (from->flags & AUTOMATON_FUZZY && may_be_misspelt(&w, AUTOMATON_FUZZY_LETTERS - 1)) step_misspelt(&k, &p, &w);
    enum word_gap gap;
    if (!(w.flags & (WORD_POSSESSIVE | WORD_ALONE | WORD_DOTTED)) && w.end == w.behind) step_joined(&k, &p, &w);
    if (from->flags & AUTOMATON_INITIALS && is_initial(&w) && p.initials < MOST_INITIALS && k.n < MOST_PATHS) {
      size_t next = word_gap(text, bytes, w.behind, &gap);
      if (!next || gap == GAP_COMMA) continue;
      struct path q = p;
      q.initials++;
      q.how |= HIT_INITIAL;
      q.at = (uint32_t)next;
      k.paths[k.n++] = q;
    }
  }
}

bool automaton_may_begin_misspelt(const struct automaton *a, const struct word *w) {
  uint8_t starts[MOST_LETTERS + 1];
  if (!may_be_misspelt(w, AUTOMATON_FUZZY_LETTERS - 1)) return false;
  unsigned n = letters_of(w->folded, w->count, starts);
  for (unsigned i = 1; i < n; i++)
    if (automaton_may_begin(a, hash_without(w->folded, starts, n, i))) return true;
  return false;
}

size_t automaton_bytes(const struct automaton *a) { return a->arena.bytes + a->edge_slots * sizeof *a->edges; }

void automaton_free(struct automaton *a) {
  memory_free(a->edges);
  arena_free(&a->arena);
  *a = (struct automaton){0};
}
