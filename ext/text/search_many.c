/*
** Searching for many names: see search.h.
**
** 64 bytes are looked at together.  What is said of a word stands in masks of 64
** bits, at the bit of its first letter, so that most questions are asked of all words
** at once; only the look into the table of words (filters.h) is made word by word.
*/
#include "search_many.h"

#include "fold.h"
#include "utf8.h"

#include <string.h>
#if defined(__SSE2__)
#include <emmintrin.h>
#endif

enum { BLOCK = 64, PLAIN = 16 /* bytes of a word that is read at once */ };

/* Why the automaton may find something at a word. */
enum may {
  MAY_STRANGE = 1,        /* the word has & or bytes beyond ASCII */
  MAY_MARKED = 2,         /* ' or - stands behind it; or it is a letter with a stop */
  MAY_STAND = 4,          /* it may be a name by itself */
  MAY_MISSPELT = 8,       /* the same, if it is misspelt */
  MAY_LEAD = 16,          /* a name of more words may begin with it */
  MAY_LEAD_MISSPELT = 32, /* and have a second word that is misspelt */
  MAY_FOLLOW = 64,        /* and go on with the word behind */
  MAY_FOLLOW_MISSPELT = 128
};

#if defined(__GNUC__)
#define UNROLLED _Pragma("GCC unroll 4")
#else
#define UNROLLED
#endif

/* ---- Masks ---- */

struct bytes {      /* which bytes of a block are */
  uint64_t words;   /* in words, & and all beyond ASCII among them */
  uint64_t strange; /* those two */
  uint64_t marks;   /* ' or - */
  uint64_t stops, capitals;
};

/* The same of one byte. */
static bool is_strange(unsigned char c) { return c >= 0x80 || c == '&'; }
static bool is_in_word(unsigned char c) { return is_strange(c) || word_byte(c); }

#if defined(__SSE2__)
static inline struct bytes bytes_of(const char *text) {
  struct bytes all = {0};
  const __m128i a = _mm_set1_epi8('a' - 1), z = _mm_set1_epi8('z' + 1), zero = _mm_set1_epi8('0' - 1),
                nine = _mm_set1_epi8('9' + 1), small = _mm_set1_epi8(32), low_line = _mm_set1_epi8('_'),
                apostrophe = _mm_set1_epi8('\''), hyphen = _mm_set1_epi8('-'), and = _mm_set1_epi8('&'),
                stop = _mm_set1_epi8('.');
  UNROLLED
  for (int i = 0; i < BLOCK; i += 16) {
    __m128i b = _mm_loadu_si128((const __m128i *)(const void *)(text + i)), l = _mm_or_si128(b, small);
    __m128i letter = _mm_and_si128(_mm_cmpgt_epi8(l, a), _mm_cmpgt_epi8(z, l));
    __m128i digit = _mm_and_si128(_mm_cmpgt_epi8(b, zero), _mm_cmpgt_epi8(nine, b));
    __m128i strange = _mm_or_si128(_mm_cmpeq_epi8(b, and), b);
    __m128i word = _mm_or_si128(_mm_or_si128(letter, digit), _mm_or_si128(_mm_cmpeq_epi8(b, low_line), strange));
    __m128i mark = _mm_or_si128(_mm_cmpeq_epi8(b, apostrophe), _mm_cmpeq_epi8(b, hyphen));
    all.words |= (uint64_t)(uint32_t)_mm_movemask_epi8(word) << i;
    all.strange |= (uint64_t)(uint32_t)_mm_movemask_epi8(strange) << i;
    all.marks |= (uint64_t)(uint32_t)_mm_movemask_epi8(mark) << i;
    all.stops |= (uint64_t)(uint32_t)_mm_movemask_epi8(_mm_cmpeq_epi8(b, stop)) << i;
    all.capitals |= (uint64_t)(uint32_t)_mm_movemask_epi8(_mm_andnot_si128(_mm_cmpeq_epi8(b, l), letter)) << i;
  }
  return all;
}

/* At which bytes any of the bits `can` is set. */
static inline uint64_t mask_of(const uint8_t *each, unsigned can) {
  const __m128i none = _mm_setzero_si128(), bits = _mm_set1_epi8((char)can);
  uint64_t mask = 0;
  UNROLLED
  for (int i = 0; i < BLOCK; i += 16) {
    __m128i b = _mm_and_si128(_mm_loadu_si128((const __m128i *)(const void *)(each + i)), bits);
    mask |= (uint64_t)(uint16_t)~_mm_movemask_epi8(_mm_cmpeq_epi8(b, none)) << i;
  }
  return mask;
}
#else
static struct bytes bytes_of(const char *text) {
  struct bytes all = {0};
  for (int i = 0; i < BLOCK; i++) {
    unsigned char c = (unsigned char)text[i];
    all.words |= (uint64_t)is_in_word(c) << i;
    all.strange |= (uint64_t)is_strange(c) << i;
    all.marks |= (uint64_t)(c == '\'' || c == '-') << i;
    all.stops |= (uint64_t)(c == '.') << i;
    all.capitals |= (uint64_t)(word_classes[c] == BYTE_UPPER) << i;
  }
  return all;
}

static uint64_t mask_of(const uint8_t *each, unsigned can) {
  uint64_t mask = 0;
  for (int i = 0; i < BLOCK; i++) mask |= (uint64_t)((each[i] & can) != 0) << i;
  return mask;
}
#endif

static size_t lowest(uint64_t bits) {
#if defined(__GNUC__)
  return (unsigned)__builtin_ctzll(bits);
#else
  size_t n = 0;
  while (!(bits >> n & 1)) n++;
  return n;
#endif
}

/* How many of the highest bits are 0; not of 0. */
static size_t leading(uint64_t bits) {
#if defined(__GNUC__)
  return (unsigned)__builtin_clzll(bits);
#else
  size_t n = 0;
  while (!(bits << n >> 63)) n++;
  return n;
#endif
}

static uint64_t highest_bit(uint64_t bits) {
#if defined(__GNUC__)
  return (uint64_t)1 << (63 - __builtin_clzll(bits));
#else
  while (bits & (bits - 1)) bits &= bits - 1;
  return bits;
#endif
}

/* Of each bit the next lower one of `starts`, where there is one. */
static uint64_t starts_before(uint64_t starts, uint64_t bits) {
  uint64_t found = 0;
  for (; bits; bits &= bits - 1) {
    uint64_t lower = starts & ((bits & -bits) - 1);
    if (lower) found |= highest_bit(lower);
  }
  return found;
}

/* ---- Walks ---- */

/* Walks from plain words as far as it is known what may be there; false if all must be tried. */
static bool walk_plain(struct search *s, const struct ready *r) {
  const struct automaton *a = s->a;
  const struct automaton_edge *alone = NULL, *pair = NULL;
  if (r->may & (MAY_STAND | MAY_MISSPELT)) alone = automaton_edge(a, r->first.key);
  if (r->may & (MAY_FOLLOW | MAY_FOLLOW_MISSPELT)) pair = automaton_edge(a, r->second.key);
  if ((r->may & MAY_MISSPELT && !alone) || (r->may & MAY_FOLLOW_MISSPELT && !pair)) return false;
  if (r->may & MAY_STAND && alone) automaton_stand(s->text, r->first, alone, s->hits);
  if (pair) automaton_pair(a, s->text, s->bytes, r->first, r->second, pair, s->hits);
  return true;
}

static void walk_all(struct search *s) {
  for (unsigned i = 0; i < s->n_ready; i++) {
    const struct ready *r = &s->ready[i];
    if (!r->may || !walk_plain(s, r)) automaton_walk(s->a, s->text, s->bytes, r->first.at, s->hits);
  }
  s->n_ready = 0;
}

static void make_ready(struct search *s, struct ready ready) {
  s->ready[s->n_ready] = ready;
  if (++s->n_ready == SEARCH_READY) walk_all(s);
}

/* Tries all that may begin with the word at `at`. */
static void walk(struct search *s, size_t at) { make_ready(s, (struct ready){.first.at = (uint32_t)at}); }

/* An addition carries a bit from the start of a word over its letters to its end, or from there over the gap. */
static uint64_t ends_of(uint64_t words, uint64_t starts) { return (words + starts) & ~words; }
static uint64_t starts_behind(uint64_t words, uint64_t starts) { return (~words + ends_of(words, starts)) & words; }

/* ---- Words that need care ---- */

/* Whether a hyphen or dash of U+2010 to U+2013 stands at `at`. */
static bool is_hyphen_near(const struct search *s, size_t at) {
  return at + 2 < s->bytes && (unsigned char)s->text[at + 1] == 0x80 && (unsigned char)s->text[at + 2] >= 0x90 &&
         (unsigned char)s->text[at + 2] <= 0x93;
}

/* Reads the words of a run of word bytes with care: accents, possessives, hyphens. */
static void read_run(struct search *s, size_t at, size_t end) {
  const struct automaton *a = s->a;
  while (at < end) {
    struct word w;
    if (s->text[at] == '&') { /* no name of a text begins with it */
      at++;
      continue;
    }
    if (!word_starts(s->text, s->bytes, at) || !word_read(s->text, s->bytes, at, &w)) {
      unsigned char c = (unsigned char)s->text[at];
      utf8_next(s->text, s->bytes, &at);
      if (c < 0x80)
        while (at < end && word_byte((unsigned char)s->text[at])) at++;
      continue;
    }
    unsigned char next = w.end < s->bytes ? (unsigned char)s->text[w.end] : 0;
    bool may = next == '-' || (next == 0xE2 && is_hyphen_near(s, w.end)) ||
               word_can(&a->filters, filter_key(w.folded, w.count)) & CAN_BEGIN;
    if (!may && w.letters >= AUTOMATON_FUZZY_LETTERS - 1 && a->misspelt_first[w.flags & WORD_CAPITAL])
      may = may_be_misspelt(&a->filters, 0, w.folded, w.count, !(w.flags & WORD_CAPITAL));
    at = w.end;
    if (may) walk(s, w.start);
  }
}

/*
** Whether a word of ASCII may begin a name, though ' or - stands behind it, or a stop behind its one letter: "Al-Kut",
** "O'Brien", "U.S.".  All that is read as its word, or joined with it, ends at such a mark; eight letters tell.
*/
static bool may_begin_marked(const struct search *s, const char *word, size_t length) {
  if (length >= AUTOMATON_FUZZY_LETTERS - 1) return true;
  char letters[8] = {0};
  bool apostrophe = false; /* inside the word: with what is behind it it may be long enough to be misspelt */
  const char *c = word;
  for (size_t n = 0; n < sizeof letters; c++) {
    unsigned char mark = (unsigned char)*c, next = (unsigned char)c[1];
    if (word_byte(mark)) {
      letters[n++] = (char)mark;
      if (apostrophe && n >= AUTOMATON_FUZZY_LETTERS - 1) return true;
      if (n < sizeof letters) continue;
    }
    if (mark >= 0x80 || next >= 0x80 || word_can(&s->a->filters, filter_key(letters, n)) & CAN_BEGIN) return true;
    if (mark == '\'' && (next | 32) == 's' && (unsigned char)c[2] < 0x80 && c[2] != '\'' &&
        !word_byte((unsigned char)c[2]))
      return false; /* a possessive */
    if (mark != '\'' && mark != '-' && mark != '.') return mark == '/';
    apostrophe |= mark == '\'';
    if (!word_byte(next)) return mark == '.' ? next == ' ' : mark != '\'';
  }
  return false;
}

/* ---- Plain words ---- */

/* The hash of a word of at most 16 bytes of ASCII. */
static uint64_t plain_hash(const char *word, size_t bytes) {
  struct word_key key;
  word_key_short(word, bytes, &key);
  return word_hash_16(key.low, key.high);
}

/* Tries a word, and the plain one behind it; `second` is NULL if there is none. */
static void try_word(struct search *s, struct automaton_word first, const struct automaton_word *second, unsigned may) {
  const bool follows = may & (MAY_FOLLOW | MAY_FOLLOW_MISSPELT);
  if (may & (MAY_STRANGE | MAY_MARKED)) {
    read_run(s, first.at, first.at + first.length);
    return;
  }
  if (!(first.at && s->text[first.at - 1] == ' ') && !word_starts(s->text, s->bytes, first.at)) return;
  struct ready ready = {.first = first, .may = may};
  if (first.length > PLAIN || (follows && (!second || second->length > PLAIN))) {
    ready.may = 0;
  } else {
    ready.first.key = automaton_key(0, plain_hash(s->text + first.at, first.length));
    if (may & (MAY_STAND | MAY_MISSPELT)) automaton_prefetch(s->a, ready.first.key);
  }
  if (ready.may && follows) {
    ready.second = *second;
    ready.second.key = automaton_key(ready.first.key, plain_hash(s->text + second->at, second->length));
    automaton_prefetch(s->a, ready.second.key);
  }
  make_ready(s, ready);
}

/* Tries the last word, when it is known what the next one can do: MAY_FOLLOW, MAY_FOLLOW_MISSPELT or 0. */
static void try_last(struct search *s, unsigned next, const struct automaton_word *second) {
  unsigned may = s->last.may & ~(unsigned)(MAY_LEAD | MAY_LEAD_MISSPELT);
  if (s->last.may & MAY_LEAD) may |= next & MAY_FOLLOW;
  if (s->last.may & MAY_LEAD_MISSPELT) may |= next & MAY_FOLLOW_MISSPELT;
  if (may) try_word(s, s->last.word, second, may);
  s->last.may = 0;
}

void search_many_end(struct search *s) {
  try_last(s, 0, NULL);
  walk_all(s);
}

/* What each word of a block can do, and its key; returns what any of them can. */
static unsigned look_up(const struct filters *f, const char *text, uint64_t starts, uint64_t ends, uint8_t *can,
                        uint64_t *keys) {
  enum { MOSTLY = 12, MORE = 4 };    /* a loop of as many as most blocks have is foreseen */
  uint64_t none = highest_bit(ends); /* where no word is left, one of no letters there is looked up */
  unsigned seen = 0;
  for (int most = MOSTLY; starts; most = MORE) {
    for (int i = 0; i < most; i++) {
      size_t start = lowest(starts | none), end = lowest(ends | none);
      uint64_t key = filter_block_key(text + start, end - start);
      keys[start] = key;
      can[start] = (uint8_t)word_can(f, key);
      seen |= can[start];
      starts &= starts - 1;
      ends &= ends - 1;
    }
  }
  return seen;
}

/* Of each second word, before which a first one stands: the first, if they may be a pair. */
static uint64_t pairs_of(const struct filters *f, const uint64_t *keys, uint64_t starts, uint64_t seconds) {
  uint64_t pairs = 0;
  for (; seconds; seconds &= seconds - 1) {
    uint64_t first = highest_bit(starts & ((seconds & -seconds) - 1));
    pairs |= first & -(uint64_t)may_be_pair(f, keys[lowest(first)], keys[lowest(seconds)]);
  }
  return pairs;
}

/* Whether a long word, if one is given, may be a misspelt second word behind one of that key. */
static bool misspelt_pair(const struct filters *f, uint64_t first, const char *text, uint64_t ends, uint64_t second,
                          uint64_t capitals) {
  if (!second) return false;
  size_t start = lowest(second);
  return may_be_misspelt(f, filter_behind(first), text + start, lowest(ends >> start), !(capitals >> start & 1));
}

/* The same as pairs_of() of long second words that may be misspelt. */
static uint64_t misspelt_pairs(const struct filters *f, const char *text, const uint64_t *keys, uint64_t starts,
                               uint64_t ends, uint64_t seconds, uint64_t capitals) {
  uint64_t pairs = 0;
  for (; seconds; seconds &= seconds - 1) {
    uint64_t first = highest_bit(starts & ((seconds & -seconds) - 1));
    if (misspelt_pair(f, keys[lowest(first)], text, ends, seconds & -seconds, capitals)) pairs |= first;
  }
  return pairs;
}

/* Which words of a block may be names by themselves, in the case that they have. */
static uint64_t stands_of(const uint8_t *can, const char *text, const struct bytes *b) {
  uint64_t any = mask_of(can, CAN_STAND), capital = mask_of(can, CAN_STAND_CAPITAL) & b->capitals;
  uint64_t upper = mask_of(can, CAN_STAND_UPPER) & b->capitals & ~(any | capital);
  for (uint64_t left = upper & b->words >> 1 & ~(b->capitals >> 1); left; left &= left - 1)
    if ((text[lowest(left) + 1] & 0x60) == 0x60) upper &= ~(left & -left); /* a small letter */
  return any | capital | upper;
}

/* All the words that are so long that they may be misspelt: the bits of their seventh letters, moved to the first. */
static uint64_t long_words(uint64_t words) {
  uint64_t two = words & words >> 1, four = two & two >> 2;
  return four & four >> 3;
}

/* Of long words those that are misspelt words of names if they are like `some`: without a capital, with one. */
static uint64_t misspelt_of(uint64_t long_words, uint64_t capitals, const bool some[2]) {
  return long_words & ((some[0] ? ~capitals : 0) | (some[1] ? capitals : 0));
}

/* Of words that are so long those that may be misspelt first words of names. */
static uint64_t misspelt_first(const struct search *s, const char *text, uint64_t words, uint64_t ends,
                               uint64_t capitals) {
  uint64_t found = 0;
  for (; words; words &= words - 1) {
    size_t start = lowest(words);
    if (may_be_misspelt(&s->a->filters, 0, text + start, lowest(ends >> start), !(capitals >> start & 1)))
      found |= words & -words;
  }
  return found;
}

/* Of words with a mark behind them those that may begin a name. */
static uint64_t begin_marked(const struct search *s, const char *text, uint64_t marked, uint64_t ends) {
  uint64_t found = 0;
  for (; marked; marked &= marked - 1) {
    size_t start = lowest(marked);
    if (may_begin_marked(s, text + start, lowest(ends >> start))) found |= marked & -marked;
  }
  return found;
}

/* The word of a block that starts at that bit, with one behind it in `ends`; the block starts at `at`. */
static struct automaton_word word_of(size_t at, uint64_t ends, size_t start) {
  return (struct automaton_word){at + start, lowest(ends >> start), 0};
}

/* Tries the words of a block; the last one waits.  Returns how many bytes are done: all up to a word that goes on
** behind the block. */
static size_t search_block(struct search *s, size_t at, const struct bytes *b) {
  const struct automaton *a = s->a;
  const char *text = s->text + at;
  uint64_t words = b->words;
  if (!~words) return 0;
  size_t open = leading(~words); /* so many bytes are of a word that goes on */
  uint64_t starts = words & ~(words << 1) & ~(uint64_t)0 >> open, ends = ~words & words << 1;
  size_t done = BLOCK - open;
  if (!starts) return done;
  uint8_t can[BLOCK];
  uint64_t keys[BLOCK];
  memset(can, 0, sizeof can);
  unsigned seen = look_up(&a->filters, text, starts, ends, can, keys);

  uint64_t strange = b->strange ? starts_before(starts, ends & ~((words & ~b->strange) + starts)) : 0;
  uint64_t letters = starts & ~(words >> 1); /* words of one */
  uint64_t marked = starts_before(starts, (ends & b->marks) | (letters << 1 & b->stops)) & ~strange;
  uint64_t plain = starts & ~(strange | marked), long_ones = long_words(words) & plain;
  uint64_t any = strange | marked | (letters & b->capitals);
  uint64_t misspelt =
      misspelt_first(s, text, misspelt_of(long_ones, b->capitals, a->misspelt_first), ends, b->capitals);
  uint64_t follow_misspelt = misspelt_of(long_ones & ~any, b->capitals, a->misspelt_next);
  if (s->last.may) {
    size_t first = lowest(starts);
    const struct automaton_word word = word_of(at, ends, first);
    bool other = any >> first & 1, follows = other || can[first] & CAN_FOLLOW;
    if (follows && !other) follows = may_be_pair(&a->filters, s->last.key, keys[first]);
    uint64_t long_one = follow_misspelt & starts & -starts;
    bool misspelt_follows = misspelt_pair(&a->filters, s->last.key, text, ends, long_one, b->capitals);
    try_last(s, (follows ? MAY_FOLLOW : 0u) | (misspelt_follows ? MAY_FOLLOW_MISSPELT : 0u), other ? NULL : &word);
  }
  uint64_t tries = strange | begin_marked(s, text, marked, ends) | misspelt;
  if (!(seen & CAN_BEGIN) && !tries) return done;

  uint64_t lead = mask_of(can, CAN_LEAD) & plain, stand = stands_of(can, text, b) & plain;
  uint64_t follow = mask_of(can, CAN_FOLLOW) & plain;
  uint64_t behind_lead = starts_behind(words, lead), lead_misspelt = mask_of(can, CAN_LEAD_MISSPELT) & plain;
  uint64_t pairs =
      pairs_of(&a->filters, keys, starts, behind_lead & follow & ~any) | starts_before(starts, behind_lead & any);
  uint64_t pairs_misspelt = misspelt_pairs(&a->filters, text, keys, starts, ends,
                                           starts_behind(words, lead_misspelt) & follow_misspelt, b->capitals);
  uint64_t last = highest_bit(starts);
  marked &= tries;
  for (tries |= pairs | pairs_misspelt | stand | last; tries; tries &= tries - 1) {
    size_t start = lowest(tries);
    const struct automaton_word word = word_of(at, ends, start);
    unsigned may = (strange >> start & 1 ? MAY_STRANGE : 0u) | (marked >> start & 1 ? MAY_MARKED : 0u) |
                   (stand >> start & 1 ? MAY_STAND : 0u) | (misspelt >> start & 1 ? MAY_MISSPELT : 0u) |
                   (pairs >> start & 1 ? MAY_FOLLOW : 0u) | (pairs_misspelt >> start & 1 ? MAY_FOLLOW_MISSPELT : 0u);
    if (last >> start & 1) {
      may |= (lead & last ? MAY_LEAD : 0u) | (lead_misspelt & last ? MAY_LEAD_MISSPELT : 0u);
      s->last = (struct last){word, keys[start], may};
      break;
    }
    size_t next = lowest(starts & ~(((uint64_t)2 << start) - 1));
    const struct automaton_word second = word_of(at, ends, next);
    try_word(s, word, any >> next & 1 ? NULL : &second, may);
  }
  return done;
}

size_t search_many(struct search *s, size_t from, size_t to) {
  size_t at = from;
  while (at < to) {
    struct bytes b;
    if (at + BLOCK <= s->bytes) {
      b = bytes_of(s->text + at);
    } else {
      char rest[BLOCK] = {0};
      memcpy(rest, s->text + at, s->bytes - at);
      b = bytes_of(rest);
    }
    size_t done = search_block(s, at, &b);
    if (!done) { /* a word longer than a block */
      size_t end = at + 1;
      while (end < to && is_in_word((unsigned char)s->text[end])) end++;
      try_last(s, MAY_FOLLOW, NULL);
      read_run(s, at, end);
      done = end - at;
    }
    at += done;
  }
  walk_all(s);
  return at;
}
