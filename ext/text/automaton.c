/* An automaton of names: see automaton.h. */
#include "automaton.h"

#include "../base/memory.h"
#include "fold.h"
#include "misspelt.h"
#include "utf8.h"

#include <string.h>

enum {
  LEAST_JOINED = 6, /* letters of two words that may stand as one */
  LEAST_PART = 4    /* letters of each part of a word that may stand as two */
};

/* A place in the trie: a node, and the key of the words that lead there, 0 for none. */
struct place {
  uint64_t words;
  uint32_t node;
};

/* ---- Edges ---- */

static uint32_t slot_of(const struct automaton_edges *t, uint64_t key) {
  return (uint32_t)(key >> 20) & (t->slots - 1);
}

static void put_edge(struct automaton_edges *t, struct automaton_edge edge) {
  uint32_t at = slot_of(t, edge.key), bit = (uint32_t)(edge.key >> 32) & (t->slots * 8 - 1);
  while (t->items[at].key) at = (at + 1) & (t->slots - 1);
  t->items[at] = edge;
  if (t->filter) t->filter[bit >> 6] |= (uint64_t)1 << (bit & 63);
}

static bool more_slots(struct automaton_edges *t, bool filter) {
  struct automaton_edges more = {.slots = t->slots ? t->slots * 2 : 32, .count = t->count};
  if (more.slots > UINT32_MAX / 16) return false;
  size_t bytes = more.slots * (sizeof *more.items + filter); /* one piece: the edges, then the filter */
  more.items = memory_resize(NULL, bytes);
  if (!more.items) return false;
  memset(more.items, 0, bytes);
  if (filter) more.filter = (uint64_t *)(void *)(more.items + more.slots);
  for (uint32_t i = 0; i < t->slots; i++)
    if (t->items[i].key) put_edge(&more, t->items[i]);
  memory_free(t->items);
  *t = more;
  return true;
}

/* The next edge with this key behind `*slot`, which starts at UINT32_MAX; NULL if there is none. */
static const struct automaton_edge *find_edge(const struct automaton_edges *t, uint64_t key, uint32_t *slot) {
  if (!t->slots) return NULL;
  uint32_t bit = (uint32_t)(key >> 32) & (t->slots * 8 - 1);
  if (!(t->filter[bit >> 6] >> (bit & 63) & 1)) return NULL;
  uint32_t mask = t->slots - 1;
  for (uint32_t at = *slot == UINT32_MAX ? slot_of(t, key) : (*slot + 1) & mask; t->items[at].key;
       at = (at + 1) & mask) {
    if (t->items[at].key != key) continue;
    *slot = at;
    return &t->items[at];
  }
  return NULL;
}

static void add_edge(struct automaton *a, struct automaton_edges *t, struct automaton_edge edge) {
  if (t->count >= t->slots / 4 * 3 && !more_slots(t, t == &a->misspelt_edges)) {
    a->no_memory = true;
    return;
  }
  put_edge(t, edge);
  t->count++;
}

const struct automaton_edge *automaton_edge(const struct automaton *a, uint64_t key) {
  if (!a->edges.slots) return NULL;
  uint32_t mask = a->edges.slots - 1, at = slot_of(&a->edges, key);
  while (a->edges.items[at].key && a->edges.items[at].key != key) at = (at + 1) & mask;
  return a->edges.items[at].key ? &a->edges.items[at] : NULL;
}

const struct automaton_edge *automaton_follow(const struct automaton *a, uint64_t words, uint64_t word) {
  return word ? automaton_edge(a, automaton_key(words, word)) : NULL;
}

const struct automaton_edge *automaton_misspelt(const struct automaton *a, uint64_t key, uint32_t *slot) {
  return find_edge(&a->misspelt_edges, key, slot);
}

void automaton_prefetch(const struct automaton *a, uint64_t key) {
#if defined(__GNUC__)
  __builtin_prefetch(&a->edges.items[slot_of(&a->edges, key)]);
#else
  (void)a;
  (void)key;
#endif
}

static void add_misspelt(struct automaton *a, struct place from, const struct word *w, uint32_t to) {
  uint8_t starts[MISSPELT_LETTERS + 1];
  unsigned n = misspelt_letters(w->folded, w->count, starts);
  if (!n) return;
  uint32_t at = (uint32_t)a->pool.count;
  for (unsigned i = 0; i <= w->count; i++) {
    char *c = ARENA_ADD(&a->arena, &a->pool);
    if (!c) return;
    *c = i ? w->folded[i - 1] : (char)w->count;
  }
  add_edge(a, &a->misspelt_edges, (struct automaton_edge){automaton_key(from.words, w->hash), to, at});
  for (unsigned k = 1; k < n; k++) {
    if (k > 1 && w->folded[starts[k]] == w->folded[starts[k - 1]] && starts[k + 1] - starts[k] == 1) continue;
    add_edge(a, &a->misspelt_edges,
             (struct automaton_edge){automaton_key(from.words, misspelt_hash(w->folded, starts, n, k)), to, at});
  }
  a->nodes.items[from.node].flags |= AUTOMATON_FUZZY;
}

/* ---- Adding ---- */

static uint32_t new_node(struct automaton *a) {
  struct automaton_node *node = ARENA_ADD(&a->arena, &a->nodes);
  if (!node) a->no_memory = true;
  return (uint32_t)a->nodes.count - 1;
}

/* Notes the letters with which a name's first word begins. */
static void add_begin(struct automaton *a, const struct word *w, bool fuzzy) {
  unsigned char first = (unsigned char)w->folded[0], second = (unsigned char)(w->count > 1 ? w->folded[1] : 0);
  if (first >= 0x80) first = second = 0;
  a->begins_wide |= !first;
  if (second >= 0x80 || fuzzy) second = 0;
  if (a->n_begins > AUTOMATON_BEGINS) return;
  for (int i = 0; i < a->n_begins; i++)
    if (a->begins[i].first == first && (!a->begins[i].second || a->begins[i].second == second)) return;
  if (a->n_begins++ < AUTOMATON_BEGINS) a->begins[a->n_begins - 1] = (struct automaton_begin){first, second};
}

static void note_word(struct automaton *a, const struct word *w, unsigned can) {
  a->no_memory |= !filter_word(&a->filters, w->folded, w->count, can);
}

/* Notes a word that leads on from a place and may be misspelt, without a capital too if `small`. */
static void note_misspelt(struct automaton *a, uint32_t place, const struct word *w, bool small) {
  bool eight = w->letters == AUTOMATON_FUZZY_LETTERS;
  a->no_memory |= !filter_misspelt(&a->filters, place, w->folded, w->count, eight, small);
  (place ? a->misspelt_next : a->misspelt_first)[!small] = true;
}

/* The place that a word leads to, made if it is not there. */
static struct place lead(struct automaton *a, struct place from, const struct word *w, unsigned flags) {
  bool fuzzy = flags & AUTOMATON_FUZZY && misspelt_may_be(w, AUTOMATON_FUZZY_LETTERS);
  const struct automaton_edge *edge = automaton_follow(a, from.words, w->hash);
  bool fresh = !edge;
  struct place to = {automaton_key(from.words, w->hash), fresh ? new_node(a) : edge->node};
  if (a->no_memory) return to;
  if (!from.node) add_begin(a, w, fuzzy);
  if (fresh) {
    a->nodes.items[from.node].flags |= AUTOMATON_LEADS;
    add_edge(a, &a->edges, (struct automaton_edge){to.words, to.node, 0});
  }
  if (fuzzy && !(a->nodes.items[to.node].flags & AUTOMATON_MISSPELT)) {
    a->nodes.items[to.node].flags |= AUTOMATON_MISSPELT;
    note_misspelt(a, automaton_place(from.words), w, false);
    add_misspelt(a, from, w, to.node);
  }
  if (fuzzy && !(w->flags & WORD_CAPITAL) && !(a->nodes.items[to.node].flags & AUTOMATON_SMALL)) {
    a->nodes.items[to.node].flags |= AUTOMATON_SMALL;
    note_misspelt(a, automaton_place(from.words), w, true);
  }
  return to;
}

/* Adds one sequence of words. */
static uint32_t add_words(struct automaton *a, const struct word *words, unsigned n, unsigned flags, uint32_t value,
                          unsigned how) {
  struct place place = {0, 0};
  for (unsigned i = 0; i < n && !a->no_memory; i++) {
    place = lead(a, place, &words[i], flags);
    if (i == 0 && flags & AUTOMATON_INITIALS && !a->no_memory) a->nodes.items[place.node].flags |= AUTOMATON_INITIALS;
  }
  if (a->no_memory) return 0;
  uint32_t node = place.node;
  if (n > 1) {
    bool misspelt = flags & AUTOMATON_FUZZY && misspelt_may_be(&words[1], AUTOMATON_FUZZY_LETTERS);
    uint32_t behind = filter_behind(filter_key(words[0].folded, words[0].count));
    note_word(a, &words[0], misspelt ? CAN_LEAD | CAN_LEAD_MISSPELT : CAN_LEAD);
    if (misspelt) note_misspelt(a, behind, &words[1], false);
    if (misspelt && !(words[1].flags & WORD_CAPITAL)) note_misspelt(a, behind, &words[1], true);
    note_word(a, &words[1], CAN_FOLLOW);
    a->no_memory |= !filter_pair(&a->filters, words[0].folded, words[0].count, words[1].folded, words[1].count);
  } else {
    note_word(a, &words[0],
              flags & AUTOMATON_UPPER     ? CAN_STAND_UPPER
              : flags & AUTOMATON_CAPITAL ? CAN_STAND_UPPER | CAN_STAND_CAPITAL
                                          : CAN_STAND_UPPER | CAN_STAND_CAPITAL | CAN_STAND);
  }
  uint32_t *list = flags & AUTOMATON_QUIET ? &a->nodes.items[node].quiet : &a->nodes.items[node].output;
  for (uint32_t o = *list; o; o = a->outputs.items[o].next)
    if (a->outputs.items[o].value == value) return node;
  struct automaton_output *output = ARENA_ADD(&a->outputs_arena, &a->outputs);
  if (!output) return 0;
  a->nodes.items[node].flags |= AUTOMATON_HIT;
  *output = (struct automaton_output){value, *list, (uint8_t)how, flags & AUTOMATON_QUIET};
  *list = (uint32_t)a->outputs.count - 1;
  return node;
}

static struct word part_of(const struct word *w, unsigned from, unsigned to) {
  struct word part = {.letters = to - from, .flags = w->flags & ~(unsigned)WORD_POSSESSIVE};
  memcpy(part.folded, w->folded + from, to - from);
  part.count = to - from;
  part.hash = word_hash_of(part.folded, part.count);
  return part;
}

static void add_variants(struct automaton *a, struct word *words, unsigned n, const uint8_t *gaps, unsigned flags,
                         uint32_t value) {
  static const unsigned no_join = WORD_DOTTED | WORD_ALONE | WORD_DIGIT | WORD_LONG;
  unsigned fewer = flags & ~(unsigned)(AUTOMATON_FUZZY);
  for (unsigned i = 0; flags & AUTOMATON_JOIN && i < n && !a->no_memory; i++) {
    struct word kept = words[i];
    if (kept.flags & WORD_POSSESSIVE) { /* Moody's: Moodys */
      word_join(&words[i], "s", 1, 1);
      add_words(a, words, n, fewer, value, 0);
      words[i] = kept;
    }
    if (i + 1 < n && gaps[i] & (GAP_SPACE | GAP_HYPHEN) && !((kept.flags | words[i + 1].flags) & no_join) &&
        kept.letters + words[i + 1].letters >= LEAST_JOINED && n <= 6) {
      struct word joined[6];
      memcpy(joined, words, i * sizeof *words);
      joined[i] = kept;
      word_join(&joined[i], words[i + 1].folded, words[i + 1].count, words[i + 1].letters);
      memcpy(joined + i + 1, words + i + 2, (n - i - 2) * sizeof *words);
      add_words(a, joined, n - 1, fewer, value, HIT_JOINED);
    }
  }
  const struct word *w = &words[0];
  if (flags & AUTOMATON_SPLIT && n == 1 && w->letters == w->count && w->count >= 2 * LEAST_PART &&
      !(w->flags & no_join)) {
    for (unsigned k = LEAST_PART; k + LEAST_PART <= w->count && !a->no_memory; k++) {
      struct word parts[2] = {part_of(w, 0, k), part_of(w, k, w->count)};
      add_words(a, parts, 2, fewer, value, HIT_SPLIT);
    }
  }
}

/* Reads the words of a name and the gaps behind them; returns how many there are. */
static unsigned read_words(const char *name, size_t bytes, struct word words[AUTOMATON_MOST_WORDS],
                           uint8_t gaps[AUTOMATON_MOST_WORDS]) {
  unsigned n = 0;
  for (size_t at = 0; at < bytes;) {
    enum word_gap gap;
    if (n == AUTOMATON_MOST_WORDS) return n + 1;
    if (!word_read(name, bytes, at, &words[n])) {
      utf8_next(name, bytes, &at);
      continue;
    }
    at = words[n].behind;
    word_gap(name, bytes, at, &gap);
    gaps[n++] = (uint8_t)gap;
  }
  return n;
}

unsigned automaton_words(const char *name, size_t bytes) {
  struct word words[AUTOMATON_MOST_WORDS];
  uint8_t gaps[AUTOMATON_MOST_WORDS];
  return read_words(name, bytes, words, gaps);
}

uint32_t automaton_add(struct automaton *a, const char *name, size_t bytes, unsigned flags, uint32_t value) {
  struct word words[AUTOMATON_MOST_WORDS];
  uint8_t gaps[AUTOMATON_MOST_WORDS];
  unsigned n = read_words(name, bytes, words, gaps);
  if (n > AUTOMATON_MOST_WORDS) return 0;
  if (!a->nodes.count) { /* node 0 is the root, output 0 is none, word 0 too */
    new_node(a);
    ARENA_ADD(&a->outputs_arena, &a->outputs);
    ARENA_ADD(&a->arena, &a->pool);
  }
  a->no_memory |= a->arena.no_memory | a->outputs_arena.no_memory;
  if (!n || a->no_memory) return 0;
  uint32_t node = add_words(a, words, n, flags, value, 0);
  if (!a->no_memory && !(flags & AUTOMATON_QUIET)) add_variants(a, words, n, gaps, flags, value);
  a->no_memory |= a->arena.no_memory | a->outputs_arena.no_memory;
  return a->no_memory ? 0 : node;
}

/* Puts a chain of outputs side by side, the first that was added first; `next`: what comes behind its last.  Returns
** where it begins; `next` if it is empty. */
static uint32_t lay_chain(const struct automaton_output *from, uint32_t first, uint32_t next,
                          struct automaton_output *to, size_t *count) {
  uint32_t n = 0, end = next;
  for (uint32_t o = first; o; o = from[o].next) n++;
  uint32_t at = (uint32_t)*count + n;
  for (uint32_t o = first; o; o = from[o].next) {
    to[--at] = from[o];
    to[at].next = end;
    end = at;
  }
  *count += n;
  return end;
}

/* Puts each node's outputs side by side: memory is slow. */
static bool lay_out(struct automaton *a) {
  struct arena kept = {0};
  size_t outputs = a->outputs.count, count = 1;
  struct automaton_output *output = arena_get(&kept, outputs * sizeof *output);
  if (!output) return false;
  for (size_t i = 0; i < a->nodes.count; i++) {
    struct automaton_node *node = &a->nodes.items[i];
    uint32_t quiet = 0;
    for (uint32_t o = node->output; o; o = a->outputs.items[o].next) quiet++;
    quiet = node->quiet ? (uint32_t)count + quiet : 0;
    node->output = lay_chain(a->outputs.items, node->output, quiet, output, &count);
    node->quiet = lay_chain(a->outputs.items, node->quiet, 0, output, &count);
  }
  arena_free(&a->outputs_arena);
  a->outputs_arena = kept;
  a->outputs.items = output;
  a->outputs.room = outputs;
  return true;
}

/* Moves what many names have to an arena that holds nothing else. */
static bool move(struct automaton *a) {
  struct arena kept = {0};
  size_t nodes = a->nodes.count;
  struct automaton_node *node = arena_take(&kept, nodes * sizeof *node);
  char *pool = arena_take(&kept, a->pool.count);
  if (kept.no_memory || !filters_make(&a->filters, &kept)) {
    arena_free(&kept);
    return false;
  }
  memcpy(node, a->nodes.items, nodes * sizeof *node);
  memcpy(pool, a->pool.items, a->pool.count);
  arena_free(&a->arena);
  a->arena = kept;
  a->nodes.items = node;
  a->pool.items = pool;
  a->nodes.room = nodes;
  a->pool.room = a->pool.count;
  return true;
}

void automaton_finish(struct automaton *a) {
  if (!a->nodes.count) return;
  for (int i = 0; i < 8 && !a->no_memory; i++) a->no_memory |= !ARENA_ADD(&a->arena, &a->pool); /* read, not used */
  a->no_memory = a->no_memory || !lay_out(a) || (a->n_begins > AUTOMATON_BEGINS && !move(a));
  filters_free(&a->filters);
  if (a->no_memory) return;
  for (uint32_t i = 0; i < a->edges.slots; i++) {
    struct automaton_edge *e = &a->edges.items[i];
    if (!e->key) continue;
    e->more = a->nodes.items[e->node].flags;
    e->node = a->nodes.items[e->node].output;
  }
}

void automaton_drop_outputs(struct automaton *a) {
  arena_free(&a->outputs_arena);
  a->outputs.items = NULL;
  a->outputs.count = a->outputs.room = 0;
}

size_t automaton_bytes(const struct automaton *a) {
  return a->arena.bytes + a->outputs_arena.bytes +
         (a->edges.slots + (size_t)a->misspelt_edges.slots) * sizeof(struct automaton_edge) + a->misspelt_edges.slots;
}

void automaton_free(struct automaton *a) {
  memory_free(a->edges.items);
  memory_free(a->misspelt_edges.items);
  filters_free(&a->filters);
  arena_free(&a->arena);
  arena_free(&a->outputs_arena);
  *a = (struct automaton){0};
}
