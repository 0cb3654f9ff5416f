/* Fingerprints: see fingerprint.h. */
#include "fingerprint.h"

#include "../text/fold.h"
#include "../text/utf8.h"
#include "../language/lexicon.h"

#include <string.h>

enum {
  VERSION = 2,
  SHINGLE = 4, /* words, for resemblance */
  PHRASE = 6,  /* words, for bands: no four words are as rare as a story */
  RING = 8,    /* words kept */

  COUNT_AT = 4,
  MARKS_AT = 8, /* names and figures */
  MARKS_BYTES = 32,
  WIDE_AT = 40, /* the bands */
  WIDE_BINS = FINGERPRINT_BANDS,
  WIDE_BYTES = 3,
  NARROW_AT = WIDE_AT + WIDE_BINS * WIDE_BYTES,
  NARROW_BINS = 2 * (FINGERPRINT_BYTES - NARROW_AT), /* half a byte each */

  MARKS_ENOUGH = 10,  /* that most of so many names and figures differ is no accident */
  MARKS_LEAST = 5,    /* so many do in a short text, */
  MARKS_DENSE = 8,    /* where every eighth word is one */
  SHARED_ENOUGH = 20, /* shingles: fewer are a phrase or two */

  UNIT_WORDS = 40,    /* a longer line or sentence is news */
  UNIT_BEGIN = 2,     /* boilerplate begins within so many words */
  PHRASE_WORDS = 8,   /* of a unit's first words, for the lexicon */
  LONGEST_WORD = 256, /* bytes; a longer one is cut */
  BLOCK = 4096,
  POLL_BYTES = 1 << 16
};

/*
** What an ASCII byte is in a word: 0 for what parts words, else its letter,
** caseless, where those that scanners take for each other are one.  From 0x80 on: BEYOND.
*/
enum { BEYOND = 0xFF };
#define EIGHT(x) x, x, x, x, x, x, x, x
#define SIXTYFOUR(x) EIGHT(x), EIGHT(x), EIGHT(x), EIGHT(x), EIGHT(x), EIGHT(x), EIGHT(x), EIGHT(x)
/* clang-format off */
static const unsigned char letters[256] = {
    ['0'] = 'o',       ['1'] = 'l', ['2'] = 'z', ['3'] = '3', ['4'] = '4', ['5'] = 's', ['6'] = '6',
    ['7'] = '7',       ['8'] = '8', ['9'] = 'g', ['a'] = 'o', ['b'] = 'b', ['c'] = 'c', ['d'] = 'd',
    ['e'] = 'c',       ['f'] = 'f', ['g'] = 'g', ['h'] = 'b', ['i'] = 'l', ['j'] = 'j', ['k'] = 'k',
    ['l'] = 'l',       ['m'] = 'm', ['n'] = 'n', ['o'] = 'o', ['p'] = 'p', ['q'] = 'g', ['r'] = 'r',
    ['s'] = 's',       ['t'] = 'f', ['u'] = 'n', ['v'] = 'v', ['w'] = 'w', ['x'] = 'x', ['y'] = 'y',
    ['z'] = 'z',       ['A'] = 'o', ['B'] = 'b', ['C'] = 'c', ['D'] = 'd', ['E'] = 'c', ['F'] = 'f',
    ['G'] = 'g',       ['H'] = 'b', ['I'] = 'l', ['J'] = 'j', ['K'] = 'k', ['L'] = 'l', ['M'] = 'm',
    ['N'] = 'n',       ['O'] = 'o', ['P'] = 'p', ['Q'] = 'g', ['R'] = 'r', ['S'] = 's', ['T'] = 'f',
    ['U'] = 'n',       ['V'] = 'v', ['W'] = 'w', ['X'] = 'x', ['Y'] = 'y', ['Z'] = 'z', [0x80] = SIXTYFOUR(BEYOND),
    SIXTYFOUR(BEYOND),
};
/* clang-format on */

/* Where same_story draws its lines.  Scanned and reworked versions share a third
** of the shorter text's shingles or more; stories round one borrowed passage, or of one pattern, less.
** A resemblance below the least is as likely an error of the estimate. */
static const double SAME_STORY = 1 / 3.0, LEAST_RESEMBLANCE = 0.07, SAME_TEXT = 0.5, SAME_MARKS = 0.5;

struct maker {
  const char *text;
  size_t bytes;

  uint64_t last[RING];      /* the words before, in a ring */
  uint64_t shingle, phrase; /* the hashes of the last so many, rolled on with each word */
  uint32_t words, shingles;
  uint64_t marks[MARKS_BYTES / 8];
  uint64_t wide[WIDE_BINS]; /* the largest so far; 0 where none */
  uint32_t narrow[NARROW_BINS];

  uint64_t unit[UNIT_WORDS];       /* the words of a line or sentence not yet known to be news */
  struct span begin[PHRASE_WORDS]; /* where the first of them stand */
  uint32_t unit_words;
  bool news;
};

/* Spreads what a multiplication leaves in the high bits: the finisher of MurmurHash3. */
static uint64_t mix(uint64_t h) {
  h = (h ^ h >> 33) * 0xFF51AFD7ED558CCDu;
  h = (h ^ h >> 33) * 0xC4CEB9FE1A85EC53u;
  return h ^ h >> 33;
}

static uint64_t rotated(uint64_t x, int by) { return x << by | x >> (64 - by); }

/* Deals a hash into a bin: its upper half says which, and the bin keeps the hash whose lower half is largest. */
static void deal_shingle(struct maker *m, uint64_t hash) {
  uint32_t *narrow = &m->narrow[(hash >> 32) * NARROW_BINS >> 32], lower = (uint32_t)hash;
  *narrow = lower > *narrow ? lower : *narrow;
  m->shingles++;
}

static void deal_phrase(struct maker *m, uint64_t hash) {
  uint64_t *wide = &m->wide[(hash >> 32) * WIDE_BINS >> 32], order = rotated(hash, 32);
  *wide = order > *wide ? order : *wide;
}

/* The hash of the last `count` words, one word on: a cyclic polynomial (Cohen 1997). */
static uint64_t rolled(const struct maker *m, uint64_t hash, uint64_t word, unsigned count) {
  enum { TURN = 9 };
  return rotated(hash, TURN) ^ word ^ rotated(m->last[(m->words - count) % RING], TURN * (int)count);
}

static void add_word(struct maker *m, uint64_t word) {
  m->shingle = rolled(m, m->shingle, word, SHINGLE);
  m->phrase = rolled(m, m->phrase, word, PHRASE);
  m->last[m->words++ % RING] = word;
  if (m->words >= SHINGLE) deal_shingle(m, mix(m->shingle));
  if (m->words >= PHRASE) deal_phrase(m, mix(m->phrase));
}

static uint32_t lexicon_word_at(const struct maker *m, struct span s) {
  struct word_key key = word_key(m->text + s.start, s.length, m->bytes - s.start >= 16);
  return lexicon_find(key);
}

/* Whether the unit begins with a phrase of the list. */
static bool begins_as_boilerplate(const struct maker *m) {
  uint32_t known = m->unit_words < PHRASE_WORDS ? m->unit_words : PHRASE_WORDS;
  for (uint32_t i = 0; i < known && i < UNIT_BEGIN; i++) {
    uint32_t first = lexicon_word_at(m, m->begin[i]);
    if (lexicon_has(first, LEXICON_BOILERPLATE)) return true;
    if (!lexicon_begins(first, LEXICON_BOILERPLATE)) continue;
    struct token phrase[PHRASE_WORDS + 1] = {{0}};
    for (uint32_t k = 0; i + k < known; k++)
      phrase[k] = (struct token){.length = m->begin[i + k].length, .word = lexicon_word_at(m, m->begin[i + k])};
    if (lexicon_match(phrase, LEXICON_BOILERPLATE, NULL)) return true;
  }
  return false;
}

static void release_unit(struct maker *m) {
  for (uint32_t i = 0; i < m->unit_words; i++) add_word(m, m->unit[i]);
  m->unit_words = 0;
}

static void end_unit(struct maker *m) {
  if (m->unit_words && !begins_as_boilerplate(m)) release_unit(m);
  m->unit_words = 0;
  m->news = false;
}

/* Whether the word is one by which a story is known: a figure of two digits or
** more, or a capitalised word inside a sentence. */
static bool is_mark(const struct maker *m, size_t start, size_t length) {
  char first = m->text[start];
  if (length < 2 || first < '0' || first > 'Z') return false;
  if (first > '9') {
    char before = start > 1 && m->text[start - 1] == ' ' ? m->text[start - 2] : '.';
    return first >= 'A' && ((before >= 'a' && before <= 'z') || (before >= '0' && before <= '9') || before == ',');
  }
  size_t digits = 1;
  while (digits < length && m->text[start + digits] >= '0' && m->text[start + digits] <= '9') digits++;
  return digits == length;
}

static void take_word(struct maker *m, uint64_t hash, size_t start, size_t length) {
  uint64_t word = hash ^ hash >> 32;
  if (is_mark(m, start, length)) {
    unsigned bit = (unsigned)(mix(word) >> 56);
    m->marks[bit >> 6] |= (uint64_t)1 << (bit & 63);
  }
  if (m->news) {
    add_word(m, word);
    return;
  }
  if (m->unit_words < PHRASE_WORDS) m->begin[m->unit_words] = (struct span){(uint32_t)start, (uint32_t)length};
  m->unit[m->unit_words++] = word;
  if (m->unit_words < UNIT_WORDS) return;
  release_unit(m);
  m->news = true;
}

static const uint64_t ONES = 0x0101010101010101u, HIGHS = 0x8080808080808080u;
static uint64_t hash_eight(uint64_t hash, uint64_t eight_letters) {
  hash = (hash ^ eight_letters) * 0x9FB21C651E98DF25u;
  return hash ^ hash >> 29;
}

struct word {
  uint64_t hash;
  size_t length; /* at most LONGEST_WORD */
  bool beyond;   /* has a letter that is BEYOND: then the rest is not known */
};

/* The letters at `from`, up to a 0.  8 bytes behind it may be read. */
static struct word word_of(const unsigned char *from) {
  struct word w = {.hash = 0x2545F4914F6CDD1Du};
  for (; w.length < LONGEST_WORD; w.length += 8) {
    uint64_t next = word_eight((const char *)from + w.length), zeros = (next - ONES) & ~next & HIGHS;
    if (zeros) {
      unsigned bits = (unsigned)__builtin_ctzll(zeros) & ~7u;
      next &= ((uint64_t)1 << bits) - 1;
      w.beyond = next & HIGHS;
      w.hash = hash_eight(w.hash, next);
      w.length += bits / 8;
      break;
    }
    w.beyond = next & HIGHS;
    if (w.beyond) break;
    w.hash = hash_eight(w.hash, next);
  }
  return w;
}

/* Reads a word that is not all ASCII, or what parts words and is not.  Returns where it ends. */
static size_t read_beyond_ascii(struct maker *m, size_t start) {
  enum { LONGEST_RUN = 1 << 12 }; /* bytes: accents upon accents fold to nothing */
  unsigned char word[LONGEST_WORD + 4 * FOLD_MOST + 8] = {0};
  size_t at = start, count = 0;
  while (at < m->bytes && count < LONGEST_WORD && at - start < LONGEST_RUN) {
    size_t next = at;
    uint32_t folded[FOLD_MOST], code = utf8_next(m->text, m->bytes, &next);
    bool alone = utf8_is_ideograph(code); /* a word by itself */
    if (alone && count) break;
    bool mark = code >= 0x2000 && code < 0x2060 && (code < 0x200B || code > 0x200D); /* dashes, quotes, wide spaces */
    size_t n = fold_code(code, folded), known = 0;
    for (; known < n; known++) {
      if (folded[known] >= 0x80 ? !utf8_is_letter(folded[known]) && !utf8_is_digit(folded[known])
                                : !letters[folded[known]])
        break;
      if (folded[known] < 0x80) word[count++] = letters[folded[known]];
      else count += utf8_write(folded[known], (char *)word + count);
    }
    if (mark || known < n) {
      if (at == start) at = next;
      break;
    }
    at = next;
    if (alone) break;
  }
  word[count] = 0;
  if (count) take_word(m, word_of(word).hash, start, at - start);
  return at;
}

/* What stands between words: a line's end, or a stop with a space behind it, ends a unit. */
static void read_break(struct maker *m, size_t at) {
  char byte = m->text[at];
  bool stop = (byte == '.' || byte == '!' || byte == '?') && at + 1 < m->bytes && (unsigned char)m->text[at + 1] <= ' ';
  if (byte == '\n' || byte == '\r' || stop) end_unit(m);
}

/* Reads a block of the text from `start`; returns where it ended, which is behind a word. */
static size_t read_block(struct maker *m, size_t start) {
  unsigned char block[BLOCK + 16];
  size_t count = m->bytes - start < BLOCK ? m->bytes - start : BLOCK;
  for (size_t i = 0; i < count; i++) block[i] = letters[(unsigned char)m->text[start + i]];
  memset(block + count, 0, 16);
  size_t stop = start + count < m->bytes ? count - LONGEST_WORD : count; /* a word begun before that is whole */
  for (size_t at = 0; at < stop;) {
    if (!block[at]) {
      read_break(m, start + at++);
      continue;
    }
    struct word w = word_of(block + at);
    if (w.beyond) {
      size_t end = read_beyond_ascii(m, start + at);
      if (end - start > count) return end;
      at = end - start;
      continue;
    }
    take_word(m, w.hash, start + at, w.length);
    at += w.length;
    if (at > stop) return start + at;
  }
  return start + stop;
}

static void write_number(unsigned char *out, uint64_t number, int bytes) {
  for (int i = 0; i < bytes; i++) out[i] = (unsigned char)(number >> 8 * i);
}

static uint32_t read_number(const unsigned char *from, int bytes) {
  uint32_t number = 0;
  for (int i = 0; i < bytes; i++) number |= (uint32_t)from[i] << 8 * i;
  return number;
}

/* The bits of a bin's largest that are kept, from 1 on; 0 for an empty bin. */
static uint64_t kept(uint64_t largest, uint64_t mask) { return (largest & mask) + (!(largest & mask) & !!largest); }

enum status fingerprint_make(unsigned char out[FINGERPRINT_BYTES], const char *text, size_t bytes, int (*stop)(void *),
                             void *context) {
  const char *nul = bytes ? memchr(text, 0, bytes) : NULL;
  if (nul) bytes = (size_t)(nul - text); /* beyond which SQL cannot see */
  struct maker m = {.text = text, .bytes = bytes};
  size_t polled = 0;
  for (size_t at = 0; at < bytes;) {
    at = read_block(&m, at);
    if (at - polled < POLL_BYTES) continue;
    polled = at;
    if (stop && stop(context)) return STATUS_INTERRUPTED;
  }
  end_unit(&m);
  /* A text too short for one: all its words are one. */
  if (m.words && m.words < SHINGLE) deal_shingle(&m, mix(m.shingle));
  if (m.words && m.words < PHRASE) deal_phrase(&m, mix(m.phrase));
  memset(out, 0, FINGERPRINT_BYTES);
  out[0] = VERSION;
  write_number(out + COUNT_AT, m.shingles, 4);
  for (int i = 0; i < MARKS_BYTES / 8; i++) write_number(out + MARKS_AT + 8 * i, m.marks[i], 8);
  for (int i = 0; i < WIDE_BINS; i++)
    write_number(out + WIDE_AT + WIDE_BYTES * i, kept(m.wide[i], 0xFFFFFF), WIDE_BYTES);
  for (int i = 0; i < NARROW_BINS; i += 2) {
    uint64_t low = kept(m.narrow[i], 15), high = kept(m.narrow[i + 1], 15);
    out[NARROW_AT + i / 2] = (unsigned char)(low | high << 4);
  }
  return STATUS_OK;
}

const char *fingerprint_problem(const void *bytes, size_t count) {
  const unsigned char *f = bytes;
  if (count != FINGERPRINT_BYTES) return "is no fingerprint: it has not 256 bytes";
  if (f[0] != VERSION) return "is a fingerprint of another version";
  if (f[1] || f[2] || f[3]) return "is no fingerprint";
  return NULL;
}

double fingerprint_resemblance(const unsigned char *f, const unsigned char *g) {
  int bins = 0, same = 0, both = 0;
  for (int i = 0; i < NARROW_BINS; i++) {
    int shift = i % 2 * 4, a = f[NARROW_AT + i / 2] >> shift & 15, b = g[NARROW_AT + i / 2] >> shift & 15;
    bins += a || b;
    both += a && b;
    same += a && a == b;
  }
  /* One in 15 of the bins that differ looks the same by chance. */
  double resemblance = bins ? (same - (both - same) / 14.0) / bins : 0;
  return resemblance < 0 ? 0 : resemblance;
}

/* How many shingles the texts share, by the estimate of their resemblance. */
static double shared(const unsigned char *f, const unsigned char *g, double resemblance) {
  return resemblance / (1 + resemblance) *
         ((double)read_number(f + COUNT_AT, 4) + (double)read_number(g + COUNT_AT, 4));
}

static int bits(const unsigned char *f, const unsigned char *g) {
  int count = 0;
  for (int i = MARKS_AT; i < MARKS_AT + MARKS_BYTES; i++)
    for (unsigned b = f[i] & g[i]; b; b &= b - 1) count++;
  return count;
}

/* Whether both texts have names and figures, and half of them not in common. */
static bool marks_differ(const unsigned char *f, const unsigned char *g) {
  double a = bits(f, f), b = bits(g, g), less = a < b ? a : b, by_chance = a * b / (8 * MARKS_BYTES);
  double a_size = read_number(f + COUNT_AT, 4), b_size = read_number(g + COUNT_AT, 4);
  double shorter = a_size < b_size ? a_size : b_size, longer = a_size + b_size - shorter;
  bool alike = longer < 1.5 * shorter; /* neither is cut out of the other */
  bool enough = less >= MARKS_ENOUGH || (alike && less >= MARKS_LEAST && less * MARKS_DENSE >= shorter);
  return enough && bits(f, g) - by_chance < SAME_MARKS * (less - by_chance);
}

bool fingerprint_same_story(const unsigned char *f, const unsigned char *g) {
  double resemblance = fingerprint_resemblance(f, g);
  if (resemblance >= SAME_TEXT) return true;
  if (resemblance < LEAST_RESEMBLANCE || marks_differ(f, g)) return false;
  double a = read_number(f + COUNT_AT, 4), b = read_number(g + COUNT_AT, 4), both = shared(f, g, resemblance);
  return both >= SHARED_ENOUGH && both >= SAME_STORY * (a < b ? a : b);
}

bool fingerprint_band(const unsigned char *f, int i, uint32_t *band) {
  uint32_t value = read_number(f + WIDE_AT + WIDE_BYTES * i, WIDE_BYTES);
  *band = (uint32_t)i << 24 | value;
  return value != 0;
}
