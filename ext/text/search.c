/* Searching a text for the names of an automaton: see search.h.  Many names: search_many.c. */
#include "search.h"

#include "search_many.h"

#include <string.h>

enum { STRIDE = 1 << 16 }; /* bytes between two questions whether to stop */

static void walk(const struct search *s, size_t at) {
  if (word_starts(s->text, s->bytes, at)) automaton_walk(s->a, s->text, s->bytes, at, s->hits);
}

/* Whether a lead byte beyond ASCII can begin a letter that folds to an ASCII one. */
static bool may_fold_to_ascii(unsigned char lead) {
  return lead < 0xCE || lead == 0xE1 || lead == 0xE2 || lead == 0xEF || lead == 0xF0;
}

/* What may stand behind a word's first letter in place of the second: "e-mail",
** "O'Brien", "U.S.", an accent. */
static bool is_between(unsigned char c) { return c == '-' || c == '\'' || c == '.' || c >= 0x80; }

static void try_at(const struct search *s, size_t at) {
  const unsigned char *text = (const unsigned char *)s->text + at;
  unsigned char first = text[0] | 32, second = at + 1 < s->bytes ? text[1] : 0;
  if (text[0] >= 0x80) {
    if ((text[0] & 0xC0) == 0x80 || (!s->a->begins_wide && !may_fold_to_ascii(text[0])) ||
        (text[0] == 0xE2 && second == 0x80))
      return;
    walk(s, at);
    return;
  }
  if (at && word_byte(text[-1])) return;
  for (int i = 0; i < s->a->n_begins; i++) {
    const struct automaton_begin *b = &s->a->begins[i];
    if (b->first != first || (b->second && b->second != (second | 32) && !is_between(second))) continue;
    walk(s, at);
    return;
  }
}

#if defined(__GNUC__)
typedef uint8_t block __attribute__((vector_size(16)));

static block load(const char *text) {
  block b;
  memcpy(&b, text, sizeof b);
  return b;
}

struct letters {            /* the first two letters of a name, sixteen times each */
  block first, second, any; /* any: ones where the second does not matter */
};

static block sixteen(unsigned char c) { return (block){0} + c; }

/* Tries the places that may do among 16; one byte before and one behind can be read. */
static inline void try_block(const struct search *s, const struct letters *letters, int n, size_t at) {
  block before = load(s->text + at - 1), now = load(s->text + at), next = load(s->text + at + 1);
  block low = now | 32, next_low = next | 32;
  block between = (block)(next == '-') | (block)(next == '\'') | (block)(next == '.') | (block)((next & 0x80) == 0x80);
  block found = {0};
  for (int i = 0; i < n; i++)
    found |= (block)(low == letters[i].first) & ((block)(next_low == letters[i].second) | between | letters[i].any);
  block inside = (block)((uint8_t)25 >= (block)((before | 32) - 'a')); /* a letter stands before */
  found = (found & ~inside) | (block)((now & 0xC0) == 0xC0);
  uint64_t half[2];
  memcpy(half, &found, sizeof half);
  if (!(half[0] | half[1])) return;
  uint8_t each[16];
  memcpy(each, &found, sizeof each);
  for (size_t i = half[0] ? 0 : 8; i < (half[1] ? 16 : 8); i++)
    if (each[i]) try_at(s, at + i);
}
#endif

static void search_few(const struct search *s, size_t from, size_t to) {
  size_t at = from;
#if defined(__GNUC__)
  struct letters letters[AUTOMATON_BEGINS];
  int n = s->a->n_begins;
  for (int i = 0; i < n; i++) {
    const struct automaton_begin *b = &s->a->begins[i];
    letters[i] = (struct letters){sixteen(b->first), sixteen(b->second), sixteen(b->second ? 0 : 0xFF)};
  }
  if (!at && to) try_at(s, at++);
  for (; at + 16 <= to && at + 17 <= s->bytes; at += 16) try_block(s, letters, n, at);
#endif
  for (; at < to; at++) try_at(s, at);
}

enum status search(const struct automaton *a, const char *text, size_t bytes, struct hits *hits, int (*stop)(void *),
                   void *context) {
  struct search s;
  s.a = a;
  s.text = text;
  s.bytes = bytes;
  s.hits = hits;
  s.last = (struct last){0};
  s.n_ready = 0;
  if (!a->nodes.count) return STATUS_OK;
  for (size_t at = 0; at < bytes;) {
    size_t to = bytes - at > STRIDE ? at + STRIDE : bytes;
    if (a->filters.words) to = search_many(&s, at, to);
    else search_few(&s, at, to);
    at = to;
    if (hits->arena->no_memory) return STATUS_NO_MEMORY;
    if (at < bytes && stop && stop(context)) return STATUS_INTERRUPTED;
  }
  if (a->filters.words) search_many_end(&s);
  return hits->arena->no_memory ? STATUS_NO_MEMORY : STATUS_OK;
}
