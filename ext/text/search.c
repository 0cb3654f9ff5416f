/* Searching a text for the names of an automaton: see search.h. */
#include "search.h"

#include "fold.h"
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
  bool wide;    /* some name begins beyond ASCII */
  struct last { /* the plain word before, if a name may begin with it and it was not walked from */
    size_t at, end;
    uint64_t hash;
    bool open;
  } last;
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
    if ((text[0] & 0xC0) == 0x80 || (!s->wide && !may_fold_to_ascii(text[0])) || (text[0] == 0xE2 && second == 0x80))
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

/* ---- Many names: by the hash of every word ---- */

struct masks {
  uint64_t words; /* bytes of words, all beyond ASCII among them */
  uint64_t care;  /* bytes in or behind words that need care: ' - and all beyond ASCII */
  uint64_t high;  /* those beyond ASCII */
};

#if defined(__SSE2__)
static struct masks masks_of(const char *text) {
  struct masks m = {0, 0, 0};
  const __m128i a = _mm_set1_epi8('a' - 1), z = _mm_set1_epi8('z' + 1), zero = _mm_set1_epi8('0' - 1),
                nine = _mm_set1_epi8('9' + 1), small = _mm_set1_epi8(32), low_line = _mm_set1_epi8('_'),
                apostrophe = _mm_set1_epi8('\''), hyphen = _mm_set1_epi8('-');
  for (int i = 0; i < 4; i++) {
    __m128i b = _mm_loadu_si128((const __m128i *)(const void *)(text + 16 * i)), l = _mm_or_si128(b, small);
    __m128i letter = _mm_and_si128(_mm_cmpgt_epi8(l, a), _mm_cmpgt_epi8(z, l));
    __m128i digit = _mm_and_si128(_mm_cmpgt_epi8(b, zero), _mm_cmpgt_epi8(nine, b));
    __m128i word = _mm_or_si128(_mm_or_si128(letter, digit), _mm_or_si128(_mm_cmpeq_epi8(b, low_line), b));
    __m128i care = _mm_or_si128(_mm_or_si128(_mm_cmpeq_epi8(b, apostrophe), _mm_cmpeq_epi8(b, hyphen)), b);
    m.words |= (uint64_t)(uint32_t)_mm_movemask_epi8(word) << 16 * i;
    m.care |= (uint64_t)(uint32_t)_mm_movemask_epi8(care) << 16 * i;
    m.high |= (uint64_t)(uint32_t)_mm_movemask_epi8(b) << 16 * i;
  }
  return m;
}
#else
static struct masks masks_of(const char *text) {
  struct masks m = {0, 0, 0};
  for (int i = 0; i < 64; i++) {
    unsigned char c = (unsigned char)text[i];
    m.words |= (uint64_t)(c >= 0x80 || word_byte(c)) << i;
    m.care |= (uint64_t)(c >= 0x80 || c == '\'' || c == '-') << i;
    m.high |= (uint64_t)(c >= 0x80) << i;
  }
  return m;
}
#endif

/* Whether a hyphen or dash of U+2010 to U+2013 stands at `at`. */
static bool is_hyphen_near(const struct search *s, size_t at) {
  return at + 2 < s->bytes && (unsigned char)s->text[at + 1] == 0x80 && (unsigned char)s->text[at + 2] >= 0x90 &&
         (unsigned char)s->text[at + 2] <= 0x93;
}

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
    unsigned char next = w.end < s->bytes ? (unsigned char)s->text[w.end] : 0;
    bool may = next == '-' || (next == 0xE2 && is_hyphen_near(s, w.end)) ||
               filter_has(s->a, FILTER_BEGIN, filter_begin(w.hash));
    if (!may && s->a->fuzzy && w.letters + 1 >= AUTOMATON_FUZZY_LETTERS &&
        (w.flags & WORD_CAPITAL || s->a->fuzzy_small))
      may = automaton_may_be_misspelt(s->a, 0, w.folded, w.count);
    if (may) automaton_walk(s->a, s->text, s->bytes, at, s->hits);
    at = w.end;
  }
}

/* Eight bytes as a number, with the bit set that only ASCII capitals lack. */
static uint64_t small_eight(const char *text) { return word_eight(text) | 0x2020202020202020u; }

#define ONES UINT64_MAX

/* word_hash_of() of an ASCII word of up to 16 bytes in any case; 16 bytes can be read. */
static uint64_t quick_hash(const char *text, size_t length) {
  /* clang-format off */
  static const uint64_t low[17] = {0, ONES >> 56, ONES >> 48, ONES >> 40, ONES >> 32, ONES >> 24, ONES >> 16, ONES >> 8, ONES,
                                   ONES, ONES, ONES, ONES, ONES, ONES, ONES, ONES};
  /* clang-format on */
  /* clang-format off */
  static const uint64_t high[17] = {0, 0, 0, 0, 0, 0, 0, 0, 0, ONES >> 56, ONES >> 48, ONES >> 40, ONES >> 32, ONES >> 24,
                                    ONES >> 16, ONES >> 8, ONES};
  /* clang-format on */
  return word_hash_16(small_eight(text) & low[length], small_eight(text + 8) & high[length]);
}

struct place { /* a word of the text */
  size_t at;
  uint64_t hash; /* if it is plain */
  uint32_t length;
  bool plain;  /* ASCII letters and digits, 16 at most */
  bool begins; /* a name may begin with it */
};

/* Walks from the word before if a name may go on with this one, as pairs of neighbours tell. */
static void try_last(struct search *s, const struct place *w) {
  const struct automaton *a = s->a;
  enum word_gap gap;
  size_t next = word_gap(s->text, s->bytes, s->last.end, &gap);
  s->last.open = false;
  if (!next) return;
  if (next == w->at && w->plain && w->length > 1 && !filter_has(a, FILTER_PAIR, filter_pair(s->last.hash, w->hash)) &&
      (w->length + 1 < AUTOMATON_FUZZY_LETTERS ||
       !automaton_may_go_on_misspelt(a, s->last.hash, s->text + next, w->length)))
    return;
  walk(s, s->last.at);
}

/* Tries a word: the walk starts where it is a name alone, or begins one with the next word. */
static void try_word(struct search *s, const struct place *w) {
  const struct automaton *a = s->a;
  size_t at = w->at, length = w->length;
  if (!w->plain) {
    if (s->last.open) try_last(s, w);
    read_run(s, at, at + length);
    return;
  }
  bool capital = !(s->text[at] & 32);
  bool small = word_classes[(unsigned char)s->text[at + 1]] & BYTE_LOWER; /* its second letter */
  enum automaton_filter alone = !capital ? FILTER_ALONE : small ? FILTER_CAPITAL : FILTER_UPPER;
  bool long_enough = length + 1 >= AUTOMATON_FUZZY_LETTERS && (capital ? a->fuzzy : a->fuzzy_small);
  if (s->last.open) try_last(s, w);
  if ((w->begins && filter_has(a, alone, filter_word(w->hash))) ||
      (long_enough && automaton_may_be_misspelt(a, 0, s->text + at, length)))
    walk(s, at);
  else if (w->begins) s->last = (struct last){at, at + length, w->hash, true};
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

static bool in_word(const struct search *s, size_t at) {
  return at < s->bytes && ((unsigned char)s->text[at] >= 0x80 || word_byte((unsigned char)s->text[at]));
}

/* Whether 's and no letter stand at `at`. */
static bool is_possessive(const char *text, size_t at) {
  return text[at] == '\'' && (text[at + 1] | 32) == 's' && (unsigned char)text[at + 2] < 0x80 && text[at + 2] != '\'' &&
         !word_byte((unsigned char)text[at + 2]);
}

/*
** Tries the words of a block, in two steps: first the hash of each is asked whether a name may begin with it
** or with the word before it, without a branch; then those that are left, few in most texts, are tried.
** Returns how many bytes are done: all up to a word that goes on behind the block.
*/
static size_t search_block(struct search *s, size_t at, const struct masks *m) {
  const struct automaton *a = s->a;
  const uint64_t *begin = a->filters[FILTER_BEGIN];
  /* Words so long may be misspelt: with a capital, without. */
  const uint32_t shortest[2] = {a->fuzzy ? AUTOMATON_FUZZY_LETTERS - 1 : 17,
                                a->fuzzy_small ? AUTOMATON_FUZZY_LETTERS - 1 : 17};
  struct place places[33];
  size_t n = 0;
  bool before = s->last.open;
  uint64_t shifted = m->words << 1, starts = m->words & ~shifted, ends = ~m->words & shifted;
  for (; ends; starts &= starts - 1, ends &= ends - 1) {
    int start = lowest(starts);
    uint32_t length = (uint32_t)(lowest(ends) - start);
    const char *word = s->text + at + start;
    uint64_t hash = quick_hash(word, length > 16 ? 16 : length), whole = ((uint64_t)2 << length) - 1;
    uint32_t bit = filter_begin(hash);
    bool begins = begin[bit >> 6] >> (bit & 63) & 1;
    bool plain = !((m->care >> start & whole) | (length > 16) | ((length == 1) & (word[1] == '.')));
    places[n] = (struct place){at + (size_t)start, hash, length, plain, begins};
    bool keep = begins | before | !plain | (length >= shortest[word[0] >> 5 & 1]);
    if (!plain && !before && length > 1 && length < AUTOMATON_FUZZY_LETTERS - 1 && !(m->high >> start & whole) &&
        (word[length] == '-' || is_possessive(word, length)))
      keep = filter_has(a, FILTER_TWO, filter_two((unsigned char)word[0], (unsigned char)word[1]));
    n += keep;
    before = begins;
  }
  for (size_t i = 0; i < n; i++) try_word(s, &places[i]);
  return starts ? (size_t)lowest(starts) : 64;
}

/* Tries the words that start in [from, to) and perhaps some more; returns where it ends, at no word's inside. */
static size_t search_many(struct search *s, size_t from, size_t to) {
  size_t at = from;
  while (at < to) {
    struct masks m;
    if (at + 64 <= s->bytes) {
      m = masks_of(s->text + at);
    } else {
      char rest[64] = {0};
      memcpy(rest, s->text + at, s->bytes - at);
      m = masks_of(rest);
    }
    size_t done = search_block(s, at, &m);
    if (!done) { /* a word longer than a block */
      size_t end = at;
      while (in_word(s, end)) end++;
      try_word(s, &(struct place){.at = at, .length = (uint32_t)(end - at)});
      done = end - at;
    }
    at += done;
  }
  return at;
}

enum status search(const struct automaton *a, const char *text, size_t bytes, struct hits *hits, int (*stop)(void *),
                   void *context) {
  struct search s = {.a = a, .text = text, .bytes = bytes, .hits = hits};
  if (!a->nodes.count) return STATUS_OK;
  for (int i = 0; i < a->n_begins && i < AUTOMATON_BEGINS; i++) s.wide |= !a->begins[i].first;
  for (size_t at = 0; at < bytes;) {
    size_t to = bytes - at > STRIDE ? at + STRIDE : bytes;
    if (a->filters[0]) to = search_many(&s, at, to);
    else search_few(&s, at, to);
    at = to;
    if (hits->arena->no_memory) return STATUS_NO_MEMORY;
    if (at < bytes && stop && stop(context)) return STATUS_INTERRUPTED;
  }
  return STATUS_OK;
}
