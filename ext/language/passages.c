/* Passages: see passages.h. */
#include "passages.h"

#include "../text/fold.h"

#include <string.h>

/* A text's words: which of its tokens they are. */
struct words {
  const struct token *tokens;
  uint32_t *numbers, count;
};

/* Both texts as numbers, one a word: those of `a`, a 0 that stands nowhere else, those of `b`. */
struct both {
  struct document *document; /* for its poll and status */
  struct arena *arena;
  uint32_t count, n_a, kinds; /* numbers are below `kinds` */
  uint32_t *numbers;
};

/* A run of words of `a` from `start` up to `end` that stands in `b` from `there`. */
struct run {
  uint32_t start, end, there, before, after, next; /* neighbours by place; next in a queue */
  bool taken;
};

static const uint32_t NONE = UINT32_MAX;

static uint32_t *table(struct both *s, size_t count) { return arena_take(s->arena, count * sizeof(uint32_t)); }

/* To be asked at each step `i` of a loop over the words: whether the work must end. */
static inline bool must_stop(struct document *d, uint32_t i) {
  enum { POLL_EVERY = 1 << 12, BYTES_A_WORD = 4 };
  return i % POLL_EVERY == 0 && document_must_stop(d, POLL_EVERY * BYTES_A_WORD);
}

static void fill(struct both *s, uint32_t *out, size_t count, uint32_t value) {
  for (size_t i = 0; i < count && !must_stop(s->document, (uint32_t)i); i++) out[i] = value;
}

static struct words words_of(struct document *d, struct arena *arena) {
  const struct tokens *tokens = document_tokens(d);
  struct words w = {.tokens = tokens->items, .numbers = arena_take(arena, (tokens->count + 1) * sizeof *w.numbers)};
  for (uint32_t i = 0; w.numbers && i < tokens->count && !must_stop(d, i); i++)
    if (tokens->items[i].kind != TOKEN_MARK && tokens->items[i].kind != TOKEN_POSSESSIVE) w.numbers[w.count++] = i;
  return w;
}

static const struct token *word(const struct words *w, uint32_t i) { return &w->tokens[w->numbers[i]]; }

/* Numbers the words of one text, equal words alike. */
static void number(struct both *s, const struct document *d, struct words w, uint32_t *out, struct word_key *keys,
                   uint32_t *slots, uint32_t mask) {
  for (uint32_t i = 0; i < w.count && !must_stop(s->document, i); i++) {
    struct word_key key = word_key(d->text + word(&w, i)->start, word(&w, i)->length, 1);
    uint32_t at = (uint32_t)word_hash(key) & mask;
    while (slots[at] && (keys[slots[at]].low != key.low || keys[slots[at]].high != key.high)) at = (at + 1) & mask;
    if (!slots[at]) {
      keys[s->kinds] = key;
      slots[at] = s->kinds++;
    }
    out[i] = slots[at];
  }
}

static bool number_both(struct both *s, const struct document *a, struct words wa, const struct document *b,
                        struct words wb) {
  uint32_t mask = 1;
  s->n_a = wa.count;
  s->count = wa.count + 1 + wb.count;
  while (mask < s->count * 2) mask = mask * 2 + 1;
  struct word_key *keys = arena_take(s->arena, (s->count + 1) * sizeof *keys);
  uint32_t *slots = table(s, (size_t)mask + 1);
  s->numbers = table(s, s->count);
  if (!keys || !slots || !s->numbers) return false;
  s->kinds = 1;
  fill(s, slots, (size_t)mask + 1, 0);
  if (document_must_stop(s->document, 0)) return false;
  number(s, a, wa, s->numbers, keys, slots, mask);
  s->numbers[s->n_a] = 0;
  number(s, b, wb, s->numbers + s->n_a + 1, keys, slots, mask);
  return !document_must_stop(s->document, 0);
}

/* Puts the suffixes of `order` into `sorted` by their rank, keeping the order of equals. */
static bool sort_by_rank(struct both *s, const uint32_t *order, const uint32_t *rank, uint32_t kinds, uint32_t *counts,
                         uint32_t *sorted) {
  struct document *d = s->document;
  fill(s, counts, (size_t)kinds + 1, 0);
  if (document_must_stop(d, 0)) return false;
  for (uint32_t i = 0; i < s->count && !must_stop(d, i); i++) counts[rank[i] + 1]++;
  for (uint32_t i = 1; i <= kinds && !must_stop(d, i); i++) counts[i] += counts[i - 1];
  if (document_must_stop(d, 0)) return false;
  for (uint32_t i = 0; i < s->count && !must_stop(d, i); i++) sorted[counts[rank[order[i]]]++] = order[i];
  return !document_must_stop(d, 0);
}

/* The suffix array by doubling: after each round suffixes are in the order of
** their first 2 * length words.  `rank` ends as its inverse. */
static bool sort_suffixes(struct both *s, uint32_t *suffixes, uint32_t *rank) {
  struct document *d = s->document;
  uint32_t n = s->count, kinds = s->kinds, *other = table(s, n), *counts = table(s, (n > kinds ? n : kinds) + 1);
  if (!other || !counts) return false;
  for (uint32_t i = 0; i < n && !must_stop(d, i); i++) other[i] = i, rank[i] = s->numbers[i];
  if (document_must_stop(d, 0) || !sort_by_rank(s, other, rank, kinds, counts, suffixes)) return false;
  for (uint32_t length = 1; kinds < n && length < n; length *= 2) {
    uint32_t count = 0;
    for (uint32_t i = n - length; i < n && !must_stop(d, i); i++) other[count++] = i; /* the shorter come first */
    for (uint32_t i = 0; i < n && !must_stop(d, i); i++)
      if (suffixes[i] >= length) other[count++] = suffixes[i] - length;
    if (document_must_stop(d, 0) || !sort_by_rank(s, other, rank, kinds, counts, suffixes)) return false;
    kinds = 0;
    for (uint32_t i = 0; i < n && !must_stop(d, i); i++) {
      uint32_t x = suffixes[i], y = i ? suffixes[i - 1] : 0;
      bool same = i && rank[x] == rank[y] && x + length < n && y + length < n && rank[x + length] == rank[y + length];
      other[x] = same ? kinds - 1 : kinds++;
    }
    for (uint32_t i = 0; i < n && !must_stop(d, i); i++) rank[i] = other[i];
    if (document_must_stop(d, 0)) return false;
  }
  return true;
}

/* common[i]: how many words suffix number i of the order shares with the one before it. */
static void common_prefixes(struct both *s, const uint32_t *suffixes, const uint32_t *rank, uint32_t *common) {
  uint32_t n = s->count, length = 0;
  common[0] = 0;
  for (uint32_t i = 0; i < n && !must_stop(s->document, i); i++) {
    if (!rank[i]) {
      length = 0;
      continue;
    }
    uint32_t k = suffixes[rank[i] - 1];
    while (i + length < n && k + length < n && s->numbers[i + length] == s->numbers[k + length])
      if (must_stop(s->document, ++length)) return;
    common[rank[i]] = length;
    length -= length > 0;
  }
}

/* For each word of `a` the longest run from it that stands in `b`: longest[i] words, at there[i].  The best
** suffix of `b` is the next one before it in the order, or the next behind. */
static void match(struct both *s, const uint32_t *suffixes, const uint32_t *common, uint32_t *longest,
                  uint32_t *there) {
  uint32_t shared = 0, at = 0;
  fill(s, longest, (size_t)s->n_a + 1, 0);
  for (uint32_t i = 0; i < s->count && !must_stop(s->document, i); i++) {
    if (common[i] < shared) shared = common[i];
    if (suffixes[i] > s->n_a) shared = NONE, at = suffixes[i] - s->n_a - 1;
    else if (shared > longest[suffixes[i]]) longest[suffixes[i]] = shared, there[suffixes[i]] = at;
  }
  shared = 0;
  for (uint32_t i = s->count; i-- > 0 && !must_stop(s->document, i);) {
    if (suffixes[i] > s->n_a) shared = NONE, at = suffixes[i] - s->n_a - 1;
    else if (shared > longest[suffixes[i]]) longest[suffixes[i]] = shared, there[suffixes[i]] = at;
    if (common[i] < shared) shared = common[i];
  }
}

/* Cuts what overlaps the run that was taken.  Runs begin and end in the same
** order, so on each side those that overlap are next to it; cut, each lies in the
** outermost of them, which alone stays. */
static void cut_neighbours(struct run *runs, uint32_t taken) {
  struct run *t = &runs[taken];
  while (t->before != NONE && runs[t->before].end > t->start) {
    struct run *r = &runs[t->before];
    if (r->before != NONE && runs[r->before].end >= t->start && !runs[r->before].taken) {
      t->before = r->before;
      runs[t->before].after = taken;
      r->start = r->end;
      continue;
    }
    r->end = t->start;
  }
  while (t->after != NONE && runs[t->after].start < t->end) {
    struct run *r = &runs[t->after];
    if (r->after != NONE && runs[r->after].start <= t->end && !runs[r->after].taken) {
      t->after = r->after;
      runs[t->after].before = taken;
      r->start = r->end;
      continue;
    }
    r->there += t->end - r->start;
    r->start = t->end;
  }
}

/* Takes the longest runs first; queues[length] is the first run of that length. */
static void take_longest(struct both *s, struct run *runs, uint32_t count, uint32_t least, uint32_t *queues,
                         uint32_t most) {
  fill(s, queues, (size_t)most + 1, NONE);
  if (document_must_stop(s->document, 0)) return;
  for (uint32_t i = count; i-- > 0;) {
    runs[i].next = queues[runs[i].end - runs[i].start];
    queues[runs[i].end - runs[i].start] = i;
  }
  for (uint32_t length = most; length >= least && !must_stop(s->document, length); length--) {
    while (queues[length] != NONE) {
      uint32_t i = queues[length], now = runs[i].end - runs[i].start;
      queues[length] = runs[i].next;
      if (now == length) {
        runs[i].taken = true;
        cut_neighbours(runs, i);
      } else if (now >= least) { /* was cut since */
        runs[i].next = queues[now];
        queues[now] = i;
      }
    }
  }
}

/* The runs that no word before them makes longer, in order. */
static struct run *runs_of(struct both *s, const uint32_t *longest, const uint32_t *there, uint32_t least,
                           uint32_t *count, uint32_t *most) {
  struct ARENA_LIST(struct run) list = {0};
  for (uint32_t i = 0; i < s->n_a && !must_stop(s->document, i); i++) {
    if (longest[i] < least || (i && longest[i - 1] == longest[i] + 1)) continue;
    struct run *r = ARENA_ADD(s->arena, &list);
    if (!r) return NULL;
    uint32_t n = (uint32_t)list.count - 1;
    *r = (struct run){.start = i, .end = i + longest[i], .there = there[i], .before = n ? n - 1 : NONE, .after = NONE};
    if (n) list.items[n - 1].after = n;
    if (longest[i] > *most) *most = longest[i];
  }
  *count = (uint32_t)list.count;
  return list.items;
}

enum status passages_find(struct document *a, struct document *b, uint32_t least, struct arena *arena,
                          struct passages *out) {
  struct both s = {.document = a, .arena = arena};
  *out = (struct passages){0};
  struct words wa = words_of(a, arena), wb = words_of(b, arena);
  if (!a->status) a->status = b->status;
  if (document_must_stop(a, 0) || wa.count < least || wb.count < least) goto done;
  if (!number_both(&s, a, wa, b, wb)) goto done;
  uint32_t *suffixes = table(&s, s.count), *rank = table(&s, s.count), *common = table(&s, s.count);
  uint32_t *longest = table(&s, s.n_a + 1), *there = table(&s, s.n_a + 1), count = 0, most = 0;
  if (!suffixes || !rank || !common || !longest || !there || !sort_suffixes(&s, suffixes, rank)) goto done;
  common_prefixes(&s, suffixes, rank, common);
  if (document_must_stop(a, 0)) goto done;
  match(&s, suffixes, common, longest, there);
  if (document_must_stop(a, 0)) goto done;
  struct run *runs = runs_of(&s, longest, there, least, &count, &most);
  uint32_t *queues = runs ? table(&s, (size_t)most + 1) : NULL;
  if (!queues) goto done;
  take_longest(&s, runs, count, least, queues, most);
  struct ARENA_LIST(struct passage) list = {0};
  for (uint32_t i = 0; i < count; i++) {
    if (!runs[i].taken) continue;
    const struct token *first = word(&wa, runs[i].start), *last = word(&wa, runs[i].end - 1);
    struct passage *p = ARENA_ADD(arena, &list);
    if (!p) goto done;
    *p = (struct passage){.here = {first->start, last->start + last->length - first->start},
                          .there = word(&wb, runs[i].there)->start,
                          .words = runs[i].end - runs[i].start};
  }
  *out = (struct passages){list.items, (uint32_t)list.count};
done:
  if (arena->no_memory && !a->status) a->status = STATUS_NO_MEMORY;
  return a->status;
}
