/* Searching a text for the names of an automaton: see search.h. */
#include "search.h"

#include "utf8.h"

#include <string.h>
#if defined(__SSE2__)
#include <emmintrin.h>
#endif

enum { STRIDE = 1 << 20 }; /* bytes between two questions whether to stop */

struct search {
  const struct automaton *a;
  const char *text;
  size_t bytes;
  struct hits *hits;
  bool wide; /* some name begins beyond ASCII */
};

static void walk(const struct search *s, size_t at) {
  if (word_starts(s->text, s->bytes, at)) automaton_walk(s->a, s->text, s->bytes, at, s->hits);
}

/* ---- Few names: by their first two letters ---- */

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
    if ((text[0] & 0xC0) == 0x80 || (!s->wide && !may_fold_to_ascii(text[0])) || (text[0] == 0xE2 && second == 0x80)) return;
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

/* Tries the places that may do among 16; one byte more can be read. */
static void try_block(const struct search *s, size_t at) {
  block now = load(s->text + at), next = load(s->text + at + 1), low = now | 32, next_low = next | 32;
  block between = (block)(next == '-') | (block)(next == '\'') | (block)(next == '.') | (block)((next & 0x80) == 0x80);
  block found = (block)((now & 0xC0) == 0xC0);
  for (int i = 0; i < s->a->n_begins; i++) {
    const struct automaton_begin *b = &s->a->begins[i];
    block first = (block)(low == b->first);
    found |= b->second ? first & ((block)(next_low == b->second) | between) : first;
  }
  uint64_t half[2];
  memcpy(half, &found, sizeof half);
  if (!(half[0] | half[1])) return;
  for (size_t i = 0; i < 16; i++)
    if (found[i]) try_at(s, at + i);
}
#endif

static void search_few(const struct search *s, size_t from, size_t to) {
  size_t at = from;
#if defined(__GNUC__)
  for (; at + 16 <= to && at + 17 <= s->bytes; at += 16) try_block(s, at);
#endif
  for (; at < to; at++) try_at(s, at);
}

/* ---- Many names: by the hash of every word ---- */

struct masks {
  uint64_t words, high; /* bytes of words (all beyond ASCII among them); those beyond ASCII */
};

#if defined(__SSE2__)
static struct masks masks_of(const char *text) {
  struct masks m = {0, 0};
  const __m128i a = _mm_set1_epi8('a' - 1), z = _mm_set1_epi8('z' + 1), zero = _mm_set1_epi8('0' - 1),
                nine = _mm_set1_epi8('9' + 1), small = _mm_set1_epi8(32), low_line = _mm_set1_epi8('_');
  for (int i = 0; i < 4; i++) {
    __m128i b = _mm_loadu_si128((const __m128i *)(const void *)(text + 16 * i)), l = _mm_or_si128(b, small);
    __m128i letter = _mm_and_si128(_mm_cmpgt_epi8(l, a), _mm_cmpgt_epi8(z, l));
    __m128i digit = _mm_and_si128(_mm_cmpgt_epi8(b, zero), _mm_cmpgt_epi8(nine, b));
    __m128i word = _mm_or_si128(_mm_or_si128(letter, digit), _mm_or_si128(_mm_cmpeq_epi8(b, low_line), b));
    m.words |= (uint64_t)(uint32_t)_mm_movemask_epi8(word) << 16 * i;
    m.high |= (uint64_t)(uint32_t)_mm_movemask_epi8(b) << 16 * i;
  }
  return m;
}
#else
static struct masks masks_of(const char *text) {
  struct masks m = {0, 0};
  for (int i = 0; i < 64; i++) {
    unsigned char c = (unsigned char)text[i];
    m.words |= (uint64_t)(c >= 0x80 || word_byte(c)) << i;
    m.high |= (uint64_t)(c >> 7) << i;
  }
  return m;
}
#endif

/* Reads the words of a run of word bytes with care: accents, possessives, hyphens. */
static void read_run(const struct search *s, size_t at, size_t end) {
  while (at < end) {
    struct word w;
    if (!word_starts(s->text, s->bytes, at) || !word_read(s->text, s->bytes, at, &w)) {
      unsigned char c = (unsigned char)s->text[at];
      utf8_next(s->text, s->bytes, &at);
      if (c < 0x80)
        while (at < end && word_byte((unsigned char)s->text[at])) at++;
      continue;
    }
    enum word_gap gap;
    bool may = automaton_may_begin(s->a, w.hash) || (word_gap(s->text, s->bytes, w.end, &gap) && gap == GAP_HYPHEN);
    if (!may && s->a->fuzzy_start && (w.flags & WORD_CAPITAL || s->a->fuzzy_small)) may = automaton_may_begin_misspelt(s->a, &w);
    if (may) automaton_walk(s->a, s->text, s->bytes, at, s->hits);
    at = w.end;
  }
}

/* The bit that is clear in ASCII capitals only is set in all. */
static uint64_t small_eight(const char *text) {
  uint64_t part;
  memcpy(&part, text, 8);
#if defined(__BYTE_ORDER__) && __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
  part = __builtin_bswap64(part);
#endif
  return part | 0x2020202020202020u;
}

/* word_hash_of() of an ASCII word of up to 16 bytes in any case. */
static uint64_t quick_hash(const char *text, size_t length) {
  uint64_t part = small_eight(text), h;
  if (length < 8) part &= ((uint64_t)1 << length * 8) - 1;
  h = part * 0x9E3779B97F4A7C15u;
  if (length > 8) {
    part = small_eight(text + 8);
    if (length < 16) part &= ((uint64_t)1 << (length - 8) * 8) - 1;
    h = ((h << 29 | h >> 35) ^ part) * 0x9E3779B97F4A7C15u;
  }
  return h ^ h >> 31;
}

/* A run of word bytes [at, end); 16 bytes from `at` and one behind `end` can be read. */
static void try_run(const struct search *s, size_t at, size_t end, bool high) {
  size_t length = end - at;
  char next = s->text[end];
  if (high || length > 16 || next == '\'' || next == '-' || (next == '.' && length == 1)) {
    read_run(s, at, end);
    return;
  }
  bool may = automaton_may_begin(s->a, quick_hash(s->text + at, length));
  if (!may && s->a->fuzzy_start && length + 1 >= AUTOMATON_FUZZY_LETTERS && (!(s->text[at] & 32) || s->a->fuzzy_small)) {
    struct word w;
    may = word_read(s->text, s->bytes, at, &w) && automaton_may_begin_misspelt(s->a, &w);
  }
  if (may) walk(s, at);
}

static int lowest(uint64_t bits) {
#if defined(__GNUC__)
  return __builtin_ctzll(bits);
#else
  int n = 0;
  while (!(bits >> n & 1)) n++;
  return n;
#endif
}

/* Tries the words that start in [from, to). */
static void search_many(const struct search *s, size_t from, size_t to) {
  size_t at = from;
  bool inside = from && ((unsigned char)s->text[from - 1] >= 0x80 || word_byte((unsigned char)s->text[from - 1]));
  for (; at + 64 <= to && at + 96 <= s->bytes; at += 64) {
    struct masks m = masks_of(s->text + at);
    uint64_t starts = m.words & ~(m.words << 1 | inside);
    inside = m.words >> 63;
    for (; starts; starts &= starts - 1) {
      int first = lowest(starts);
      uint64_t rest = ~m.words >> first;
      size_t start = at + (size_t)first, end = start + (rest ? (size_t)lowest(rest) : 64 - (size_t)first);
      bool high = rest ? m.high >> first & (((uint64_t)1 << (end - start)) - 1) : m.high >> first;
      if (end == at + 64) /* goes on in the next block */
        for (; end < s->bytes && ((unsigned char)s->text[end] >= 0x80 || word_byte((unsigned char)s->text[end])); end++)
          high |= (unsigned char)s->text[end] >= 0x80;
      if (end + 16 < s->bytes) try_run(s, start, end, high);
      else read_run(s, start, end);
    }
  }
  while (at < to) {
    size_t end = at;
    while (end < s->bytes && ((unsigned char)s->text[end] >= 0x80 || word_byte((unsigned char)s->text[end]))) end++;
    if (end > at && !inside) read_run(s, at, end);
    inside = false;
    at = end + 1;
  }
}

enum status search(const struct automaton *a, const char *text, size_t bytes, struct hits *hits, int (*stop)(void *), void *context) {
  struct search s = {a, text, bytes, hits, false};
  if (!a->nodes.count) return STATUS_OK;
  for (int i = 0; i < a->n_begins && i < AUTOMATON_BEGINS; i++) s.wide |= !a->begins[i].first;
  for (size_t at = 0; at < bytes;) {
    size_t to = bytes - at > STRIDE ? at + STRIDE : bytes;
    if (a->filter) search_many(&s, at, to);
    else search_few(&s, at, to);
    at = to;
    if (hits->arena->no_memory) return STATUS_NO_MEMORY;
    if (at < bytes && stop && stop(context)) return STATUS_INTERRUPTED;
  }
  return STATUS_OK;
}
