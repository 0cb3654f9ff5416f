/* Words as names are compared: see words.h. */
#include "words.h"

#include "fold.h"
#include "utf8.h"

#include <string.h>
#if defined(__SSE2__)
#include <emmintrin.h>
#endif

enum {
  MOST_DOTTED = 12,      /* letters of one acronym: a text of nothing else is read in linear time */
  LONGEST_WORD = 1 << 12 /* bytes of what is read as one word; of all that is longer, the rest begins none */
};

#define FOUR(x) x, x, x, x
#define SIXTEEN(x) FOUR(x), FOUR(x), FOUR(x), FOUR(x)
/* clang-format off */
const unsigned char word_classes[256] = {
    SIXTEEN(0), SIXTEEN(0), SIXTEEN(0),                                                      /* 00-2F */
    FOUR(BYTE_DIGIT), FOUR(BYTE_DIGIT), BYTE_DIGIT, BYTE_DIGIT, 0, 0, FOUR(0),               /* 30-3F */
    0, SIXTEEN(BYTE_UPPER), FOUR(BYTE_UPPER), FOUR(BYTE_UPPER), BYTE_UPPER, BYTE_UPPER,      /* 40-5A */
    FOUR(0), BYTE_LINE,                                                                      /* 5B-5F */
    0, SIXTEEN(BYTE_LOWER), FOUR(BYTE_LOWER), FOUR(BYTE_LOWER), BYTE_LOWER, BYTE_LOWER,      /* 60-7A */
};
/* clang-format on */

static bool is_letter(unsigned char c) { return word_classes[c] & (BYTE_UPPER | BYTE_LOWER); }

static unsigned char byte_at(const char *text, size_t bytes, size_t at) {
  return at < bytes ? (unsigned char)text[at] : 0;
}

uint64_t word_hash_of(const char *folded, size_t bytes) {
  uint64_t h = word_hash_16(word_first(word_eight(folded), bytes),
                            bytes > 8 ? word_first(word_eight(folded + 8), bytes - 8) : 0);
  for (size_t i = 16; i < bytes; i += 8) h = word_hash_16(word_first(word_eight(folded + i), bytes - i) ^ h, h >> 7);
  return h;
}

/* What a code point beyond ASCII is to a word. */
enum part { PART_NOT, PART_LETTER, PART_ALONE, PART_APOSTROPHE, PART_HIDDEN };

static enum part part_of(uint32_t code) {
  if (code >= 0x2000 && code < 0x2070) {
    if (code == 0x2019 || code == 0x2018) return PART_APOSTROPHE;
    return (code >= 0x200B && code <= 0x200D) || code == 0x2060 ? PART_HIDDEN : PART_NOT;
  }
  if ((code >= 0x2BB && code <= 0x2BF) || code == 0xB4 || code == 0xFF07) return PART_APOSTROPHE; /* Hawaiʻi */
  if (code == 0xAD || code == 0xFEFF) return PART_HIDDEN;
  if (utf8_is_ideograph(code) || (code >= 0xAC00 && code <= 0xD7A3)) return code >= 0x3005 ? PART_ALONE : PART_LETTER;
  return utf8_is_letter(code) || utf8_is_digit(code) || utf8_is_mark(code) ? PART_LETTER : PART_NOT;
}

/* The part that the character at `at` is, its code point and where it ends. */
static enum part part_at(const char *text, size_t bytes, size_t at, uint32_t *code, size_t *behind) {
  if (at >= bytes) return PART_NOT;
  unsigned char c = (unsigned char)text[at];
  *behind = at + 1;
  *code = c;
  if (c < 0x80) return c == '\'' ? PART_APOSTROPHE : word_byte(c) ? PART_LETTER : PART_NOT;
  *behind = at;
  *code = utf8_next(text, bytes, behind);
  return part_of(*code);
}

static bool letter_starts(const char *text, size_t bytes, size_t at) {
  uint32_t code;
  size_t behind;
  return part_at(text, bytes, at, &code, &behind) == PART_LETTER;
}

/* Adds a folded character to a word. */
static void add(struct word *w, uint32_t code) {
  char utf8[4];
  size_t n = code < 0x80 ? 1 : utf8_write(code, utf8);
  if (code < 0x80) utf8[0] = (char)(code | 32); /* as the quick scan has it */
  if (w->count + n > WORD_BYTES) {
    w->flags |= WORD_LONG;
    return;
  }
  memcpy(w->folded + w->count, utf8, n);
  w->count += (unsigned)n;
  w->letters++;
}

/* The same for any character of a text, folded; returns whether it is a lower-case letter. */
static bool add_folded(struct word *w, uint32_t code, bool first) {
  const unsigned upper = first ? WORD_CAPITAL | WORD_UPPER : WORD_UPPER;
  if (code < 0x80) {
    const bool letter = is_letter((unsigned char)code), lower = letter && code & 32;
    if (letter && !lower) w->flags |= upper;
    if (!letter && code != '_') w->flags |= WORD_DIGIT;
    add(w, code);
    return lower;
  }
  uint32_t codes[FOLD_MOST];
  const size_t n = fold_code(code, codes);
  if (utf8_is_upper(code)) w->flags |= upper;
  for (size_t k = 0; k < n; k++) add(w, codes[k]);
  return !utf8_is_upper(code) && utf8_is_lower(code);
}

/* Single letters with stops from `at` on: "U.S.", "J. P.", "a.m".  Returns where
** they end, or `at` if there are none. */
static size_t read_dotted(const char *text, size_t bytes, size_t at, struct word *w) {
  size_t i = at, end = at;
  bool upper = !(text[at] & 32);
  while (w->letters < MOST_DOTTED) {
    unsigned char c = byte_at(text, bytes, i), next = byte_at(text, bytes, i + 1);
    if (!is_letter(c) || upper == !!(c & 32) || word_byte(next) || next >= 0x80 || next == '\'') break;
    add(w, c);
    end = i + 1;
    if (next != '.') break;
    i += 2;
    if (byte_at(text, bytes, i) == ' ' && upper && is_letter(byte_at(text, bytes, i + 1)) &&
        byte_at(text, bytes, i + 2) == '.')
      i++; /* "J. P. Morgan" */
  }
  if (end == at) return at;
  bool stopped = byte_at(text, bytes, end) == '.';
  w->flags |= upper ? WORD_CAPITAL | WORD_UPPER : 0u;
  if (w->letters == 1 && !stopped) return at; /* a letter alone: an ordinary word */
  w->flags |= WORD_DOTTED;
  w->behind = (uint32_t)(end + stopped);
  return w->letters > 1 ? end + stopped : end;
}

/* Whether 's stands at `at`, an apostrophe that ends at `behind`. */
static bool is_possessive(const char *text, size_t bytes, size_t behind) {
  return (byte_at(text, bytes, behind) | 32) == 's' && !letter_starts(text, bytes, behind + 1);
}

#if defined(__SSE2__)
/* read_plain() of up to 15 bytes where 16 can be read; false too for longer ones. */
static bool read_short(const char *text, size_t at, struct word *w) {
  const __m128i a = _mm_set1_epi8('a' - 1), z = _mm_set1_epi8('z' + 1), zero = _mm_set1_epi8('0' - 1),
                nine = _mm_set1_epi8('9' + 1), low_line = _mm_set1_epi8('_'), small = _mm_set1_epi8(32);
  __m128i b = _mm_loadu_si128((const __m128i *)(const void *)(text + at)), l = _mm_or_si128(b, small);
  __m128i letter = _mm_and_si128(_mm_cmpgt_epi8(l, a), _mm_cmpgt_epi8(z, l));
  __m128i digit = _mm_and_si128(_mm_cmpgt_epi8(b, zero), _mm_cmpgt_epi8(nine, b));
  unsigned letters = (unsigned)_mm_movemask_epi8(letter), digits = (unsigned)_mm_movemask_epi8(digit);
  unsigned lower = (unsigned)_mm_movemask_epi8(_mm_slli_epi16(b, 2)); /* the bit that capitals lack */
  unsigned others = ~(letters | digits | (unsigned)_mm_movemask_epi8(_mm_cmpeq_epi8(b, low_line)));
  unsigned n = (unsigned)__builtin_ctz(others), whole = (1u << n) - 1;
  if (!n || n == 16) return false;
  unsigned char next = (unsigned char)text[at + n];
  if (next >= 0x80 || next == '\'' || (next == '.' && n == 1)) return false;
  letters &= whole;
  w->flags = (letters & ~lower & 1 ? WORD_CAPITAL : 0u) | (letters && !(letters & lower) ? WORD_UPPER : 0u) |
             (digits & whole ? WORD_DIGIT : 0u);
  w->count = w->letters = n;
  w->start = (uint32_t)at;
  w->end = w->behind = (uint32_t)(at + n);
  static const char used[32] = "\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF";
  l = _mm_and_si128(l, _mm_loadu_si128((const __m128i *)(const void *)(used + 16 - n)));
  _mm_storeu_si128((__m128i *)(void *)w->folded, l);
  memset(w->folded + 16, 0, 8);
  w->hash = word_hash_16(word_eight(w->folded), word_eight(w->folded + 8));
  return true;
}
#endif

unsigned word_plain_flags(const char *word, size_t bytes) {
  unsigned seen = 0;
  for (size_t i = 0; i < bytes; i++) seen |= word_classes[(unsigned char)word[i]];
  return (word_classes[(unsigned char)word[0]] & BYTE_UPPER ? WORD_CAPITAL : 0u) |
         ((seen & (BYTE_UPPER | BYTE_LOWER)) == BYTE_UPPER ? WORD_UPPER : 0u) | (seen & BYTE_DIGIT ? WORD_DIGIT : 0u);
}

/* The same for a word of ASCII letters and digits; false where more care is needed. */
static bool read_plain(const char *text, size_t bytes, size_t at, struct word *w) {
#if defined(__SSE2__)
  if (bytes - at >= 16 && read_short(text, at, w)) return true;
#endif
  size_t end = at, most = bytes - at > WORD_BYTES ? at + WORD_BYTES : bytes;
  unsigned seen = 0, class;
  while (end < most && (class = word_classes[(unsigned char)text[end]])) {
    seen |= class;
    w->folded[end - at] = (char)(text[end] | 32);
    end++;
  }
  if (end == at || end == at + WORD_BYTES) return false;
  unsigned char next = byte_at(text, bytes, end);
  if (next >= 0x80 || next == '\'' || (next == '.' && end == at + 1)) return false;
  w->flags = (word_classes[(unsigned char)text[at]] & BYTE_UPPER ? WORD_CAPITAL : 0u) |
             ((seen & (BYTE_UPPER | BYTE_LOWER)) == BYTE_UPPER ? WORD_UPPER : 0u) |
             (seen & BYTE_DIGIT ? WORD_DIGIT : 0u);
  w->count = w->letters = (unsigned)(end - at);
  w->start = (uint32_t)at;
  w->end = w->behind = (uint32_t)end;
  memset(w->folded + w->count, 0, 8);
  w->hash = word_hash_of(w->folded, w->count);
  return true;
}

bool word_read(const char *text, size_t bytes, size_t at, struct word *w) {
  if (at < bytes && read_plain(text, bytes, at, w)) return true;
  w->start = (uint32_t)at;
  w->letters = w->count = w->flags = 0;
  size_t i = at, end = at;
  if (byte_at(text, bytes, at) == '&') {
    memcpy(w->folded, "and", 4);
    w->count = w->letters = 3;
    w->flags = WORD_ALONE;
    end = w->behind = (uint32_t)at + 1;
  } else if (at < bytes && is_letter((unsigned char)text[at]) && byte_at(text, bytes, at + 1) == '.') {
    end = read_dotted(text, bytes, at, w);
    if (end == at) w->letters = w->count = w->flags = 0;
  }
  bool lower = false;
  while ((end == at || i > at) && i - at < LONGEST_WORD) {
    uint32_t code;
    size_t behind;
    enum part part = part_at(text, bytes, i, &code, &behind);
    if (part == PART_NOT) break;
    if (part == PART_ALONE) {
      if (i > at) break;
      w->flags |= WORD_ALONE;
    } else if (part == PART_APOSTROPHE) {
      if (i == at || !letter_starts(text, bytes, behind) || is_possessive(text, bytes, behind)) break;
      i = behind;
      continue;
    } else if (part == PART_HIDDEN) {
      if (i == at) break;
      i = behind;
      continue;
    }
    lower |= add_folded(w, code, i == at);
    end = i = behind;
    if (part == PART_ALONE) { /* with the accents behind it */
      while (i - at < LONGEST_WORD && part_at(text, bytes, i, &code, &behind) == PART_LETTER && code >= 0x80 &&
             utf8_is_mark(code))
        end = i = behind;
      break;
    }
  }
  w->end = (uint32_t)i;
  if (end == at || !w->count) return false;
  if (lower) w->flags &= ~(unsigned)WORD_UPPER;
  w->end = (uint32_t)end;
  if (!(w->flags & WORD_DOTTED)) w->behind = (uint32_t)end;
  uint32_t code;
  size_t behind;
  if (part_at(text, bytes, w->end, &code, &behind) == PART_APOSTROPHE && is_possessive(text, bytes, behind)) {
    w->behind = (uint32_t)behind + 1;
    w->flags |= WORD_POSSESSIVE;
  }
  memset(w->folded + w->count, 0, 8);
  w->hash = w->flags & WORD_LONG ? 0 : word_hash_of(w->folded, w->count);
  return true;
}

void word_join(struct word *w, const char *folded, unsigned count, unsigned letters) {
  if (w->count + count > WORD_BYTES) return;
  memcpy(w->folded + w->count, folded, count);
  w->count += count;
  w->letters += letters;
  memset(w->folded + w->count, 0, 8);
  w->hash = word_hash_of(w->folded, w->count);
}

bool word_starts(const char *text, size_t bytes, size_t at) {
  if (!at) return true;
  unsigned char before = (unsigned char)text[at - 1];
  if (before == ' ') return true;
  if (word_byte(before)) return false;
  if (before == '\'') return at < 2 || !(word_byte((unsigned char)text[at - 2]) || (unsigned char)text[at - 2] >= 0x80);
  if (before == '.') { /* inside "U.S." no word starts */
    bool single = at >= 2 && is_letter((unsigned char)text[at - 2]) &&
                  (at == 2 || (!word_byte((unsigned char)text[at - 3]) && (unsigned char)text[at - 3] < 0x80));
    return !single || word_byte(byte_at(text, bytes, at + 1)) || byte_at(text, bytes, at + 1) >= 0x80;
  }
  if (before < 0x80) return true;
  size_t from = utf8_before(text, at), behind;
  if (((unsigned char)text[from] & 0xC0) == 0x80) return true; /* no letter: a stray byte */
  uint32_t code;
  switch (part_at(text, bytes, from, &code, &behind)) {
    case PART_LETTER:
    case PART_HIDDEN: {
      /* A letter behind an ideograph starts a word; a mark or a letter goes on with one. */
      uint32_t here;
      size_t end;
      return part_at(text, bytes, at, &here, &end) == PART_ALONE;
    }
    case PART_APOSTROPHE:
      return from == 0 || !(word_byte((unsigned char)text[from - 1]) || (unsigned char)text[from - 1] >= 0x80);
    default: return true;
  }
}

/* The length of white space at `at` with its line ends counted, 0 if none. */
static size_t space_at(const char *text, size_t bytes, size_t at, unsigned *lines) {
  unsigned char c = byte_at(text, bytes, at);
  if (c == ' ' || c == '\t' || c == '\r') return 1;
  if (c == '\n') return ++*lines, 1;
  if (c == 0xC2 && byte_at(text, bytes, at + 1) == 0xA0) return 2;
  if (c == 0xE2 || c == 0xE3) {
    size_t behind = at;
    uint32_t code = utf8_next(text, bytes, &behind);
    if (utf8_is_space(code) || code == 0x200B) return behind - at;
  }
  return 0;
}

static size_t hyphen_at(const char *text, size_t bytes, size_t at) {
  unsigned char c = byte_at(text, bytes, at);
  if (c == '-') return 1;
  if (c != 0xE2 && c != 0xEF) return 0;
  size_t behind = at;
  uint32_t code = utf8_next(text, bytes, &behind);
  return (code >= 0x2010 && code <= 0x2013) || code == 0x2212 || code == 0xFF0D ? behind - at : 0;
}

size_t word_gap(const char *text, size_t bytes, size_t at, enum word_gap *gap) {
  size_t i = at, skip;
  unsigned lines = 0;
  if (at + 1 < bytes && text[at] == ' ' && word_byte((unsigned char)text[at + 1])) { /* nearly always */
    *gap = GAP_SPACE;
    return at + 1;
  }
  *gap = GAP_NONE;
  if ((skip = hyphen_at(text, bytes, i))) {
    *gap = GAP_HYPHEN;
    i += skip;
    size_t line = i;
    while (line - i < 16 && (skip = space_at(text, bytes, line, &lines))) line += skip;
    if (lines > 1 || (line > i && !lines)) return 0;
    i = line;
  } else if (i && (byte_at(text, bytes, i) == '/' || byte_at(text, bytes, i) == '.') &&
             word_classes[(unsigned char)text[i - 1]] & BYTE_DIGIT &&
             word_classes[byte_at(text, bytes, i + 1)] & BYTE_DIGIT) { /* 9/11, 2.0 */
    *gap = GAP_HYPHEN;
    i++;
  } else {
    unsigned char c = byte_at(text, bytes, i);
    if (c == ',' || c == '.') {
      *gap = c == ',' ? GAP_COMMA : GAP_STOP;
      i++;
    }
    size_t from = i;
    while (i - from < 64 && (skip = space_at(text, bytes, i, &lines))) i += skip;
    if (lines > 1 || (*gap != GAP_NONE && i == from)) return 0;
    if (*gap == GAP_NONE && i > from) *gap = GAP_SPACE;
  }
  unsigned char c = byte_at(text, bytes, i);
  if (!word_byte(c) && c < 0x80 && c != '&') return 0;
  return i;
}

bool word_before(const char *text, size_t bytes, size_t at, struct word *w) {
  size_t end = at, low = at > 112 ? at - 112 : 0;
  while (end > low && (text[end - 1] == ' ' || text[end - 1] == '\n' || text[end - 1] == '\t')) end--;
  size_t from = end;
  if (from > low && text[from - 1] == '.') from--;
  while (from > low) {
    unsigned char c = (unsigned char)text[from - 1];
    bool dotted = c == '.' && from >= low + 2 && is_letter((unsigned char)text[from - 2]) &&
                  (from - 2 == 0 || !word_byte((unsigned char)text[from - 3]));
    if (!word_byte(c) && c < 0x80 && c != '\'' && !dotted) break;
    from--;
  }
  if (from < end && (text[from] == '\'' || (unsigned char)text[from] >= 0x80)) { /* an opening quote is no part of it */
    size_t behind = from;
    uint32_t code;
    if (part_at(text, bytes, from, &code, &behind) != PART_LETTER) from = behind;
  }
  return from < end && word_read(text, bytes, from, w) && w->end <= end && end - w->end <= 4;
}
