/* The layer of tokens: see tokens.h.  Reading one is in token_reader.c. */
#include "tokens.h"

#include "lexicon.h"

#include <string.h>
#if defined(__SSE2__)
#include <emmintrin.h>
#endif

/*
** Most tokens of a news text are plain: words and numbers of fewer than 16 ASCII bytes, marks and 's.  Where they begin
** and end is told for the next 64 bytes at once, from bits that say of each byte what it is, so that no token waits for
** the one before it; so is which of them are not plain, and are read by token_read().
*/
enum {
  WINDOW = 64,
  AHEAD = 3,       /* bytes behind a token that tell whether it is plain */
  CURLY_BYTES = 3, /* of a quotation mark, dash or ellipsis beyond ASCII */
  LONGEST_KEY = 16 /* bytes of a word that are looked up as they stand */
};

/* Bit i of each says what byte i is. */
struct bytes {
  uint64_t letters, digits; /* of ASCII */
  uint64_t small;           /* a small letter, or a mark */
  uint64_t wide;            /* beyond ASCII */
  uint64_t blanks;
  uint64_t colons;
  uint64_t joins; /* one of ' , . : @ #, which may join what stands around them */
};

#if defined(__SSE2__)
#define EQUAL(c, byte) _mm_cmpeq_epi8(c, _mm_set1_epi8(byte))
#define EITHER(c, one, other) \
  EQUAL(_mm_or_si128(c, _mm_set1_epi8((one) ^ (other))), (one) | (other)) /* of two that one bit tells apart */
#define BETWEEN(c, first, last) \
  _mm_cmpgt_epi8(_mm_add_epi8(c, _mm_set1_epi8(127 - (last))), _mm_set1_epi8(126 - (last) + (first)))
#define LETTERS(c) BETWEEN(_mm_or_si128(c, _mm_set1_epi8('a' ^ 'A')), 'a', 'z')
#define DIGITS(c) BETWEEN(c, '0', '9')
#define SMALLS(c) _mm_cmpgt_epi8(c, _mm_set1_epi8('a' - 1))
#define BLANKS(c) _mm_or_si128(BETWEEN(c, '\t', '\r'), EQUAL(c, ' '))
#define WIDES(c) c
#define COLONS(c) EQUAL(c, ':')
#define JOINS(c) \
  _mm_or_si128(_mm_or_si128(EITHER(c, ',', '.'), EITHER(c, '#', '\'')), _mm_or_si128(COLONS(c), EQUAL(c, '@')))
#define BITS(c) (uint64_t)(unsigned) _mm_movemask_epi8(c)
#define BITS_OF(is) (BITS(is(c[0])) | BITS(is(c[1])) << 16 | BITS(is(c[2])) << 32 | BITS(is(c[3])) << 48)
static struct bytes bytes_of(const char *text) {
  __m128i c[WINDOW / 16];
  for (unsigned i = 0; i < WINDOW / 16; i++) c[i] = _mm_loadu_si128((const __m128i *)(text + 16 * i));
  return (struct bytes){BITS_OF(LETTERS), BITS_OF(DIGITS), BITS_OF(SMALLS), BITS_OF(WIDES),
                        BITS_OF(BLANKS),  BITS_OF(COLONS), BITS_OF(JOINS)};
}
#else
static struct bytes bytes_of(const char *text) {
  struct bytes b = {0};
  for (unsigned i = 0; i < WINDOW; i++) {
    const unsigned char c = (unsigned char)text[i], low = c | 0x20;
    b.letters |= (uint64_t)(low >= 'a' && low <= 'z') << i;
    b.digits |= (uint64_t)(c >= '0' && c <= '9') << i;
    b.small |= (uint64_t)(c >= 'a' && c < 0x80) << i;
    b.wide |= (uint64_t)(c >> 7) << i;
    b.blanks |= (uint64_t)(c == ' ' || (c >= '\t' && c <= '\r')) << i;
    b.colons |= (uint64_t)(c == ':') << i;
    b.joins |= (uint64_t)(c && strchr("',.:@#", c)) << i;
  }
  return b;
}
#endif

/* The tokens of the next bytes, as far as these tell: a bit at its first byte says that one begins, a bit behind its
** last byte that it ends. */
struct window {
  uint64_t starts, ends;
  uint64_t after_more; /* where it begins: more than one blank before it */
  uint64_t special;    /* where it ends: it is not plain, and token_read() is to read it */
  uint64_t all_caps;   /* where it ends: it has several letters, and no small one */
  uint64_t curly;      /* where it begins: it is a curly mark, */
  uint64_t possessive; /* or 's, with whatever apostrophe */
  uint64_t runs;       /* the bytes of words, and all beyond ASCII that are no curly marks */
};

/* The bytes at which the common marks beyond ASCII begin, – — ‘ ’ “ ” …; to `*apostrophes` go those of ’. */
static uint64_t curly_marks(const char *text, uint64_t wide, uint64_t *apostrophes) {
  uint64_t marks = 0;
  for (uint64_t left = wide & wide >> 1 & wide >> 2; left; left &= left - 1) {
    const char *c = text + __builtin_ctzll(left);
    if (c[0] != '\xE2' || c[1] != '\x80' || !memchr("\x93\x94\x98\x99\x9C\x9D\xA6", c[2], 7)) continue;
    if (((unsigned char)c[CURLY_BYTES] & 0xC0) == 0x80) continue; /* no valid UTF-8 */
    marks |= left & -left;
    if (c[2] == '\x99') *apostrophes |= left & -left;
  }
  return marks;
}

/* Which of the marks of `bytes` bytes, if they are apostrophes, stand before an s. */
static uint64_t before_s(const char *text, uint64_t marks, unsigned bytes) {
  uint64_t found = 0;
  for (; marks; marks &= marks - 1) {
    const char *mark = text + __builtin_ctzll(marks);
    if ((bytes == CURLY_BYTES || *mark == '\'') && (mark[bytes] | 0x20) == 's') found |= marks & -marks;
  }
  return found;
}

/* Of runs that begin at `starts`, the ends of those that have nothing but `bits`. */
static uint64_t ends_of_pure(uint64_t bits, uint64_t starts) { return (bits + (starts & bits)) & ~bits; }

/* The stops and commas inside numbers, as far as these bytes show them: 1,000.5 */
static uint64_t number_joins(const char *text, const struct bytes *b, uint64_t words) {
  const uint64_t digits = b->digits;
  uint64_t left = b->joins & ends_of_pure(digits, words & ~(words << 1)) & digits >> 1, found = 0;
  if (!left) return 0; /* mostly */
  const uint64_t thousands = digits >> 1 & digits >> 2 & digits >> 3 & ~(digits >> 4) & ~(uint64_t)0 >> 4;
  for (; left; left &= left - 1) {
    const char mark = text[__builtin_ctzll(left)];
    if (mark == '.' || (mark == ',' && thousands & left & -left)) found |= left & -left;
  }
  return found;
}

/* `left`: how many bytes of text there are. */
static struct window window_of(const char *text, uint32_t left) {
  struct bytes b = bytes_of(text);
  uint64_t words = b.letters | b.digits;
  const uint64_t within = number_joins(text, &b, words);
  words |= within, b.joins ^= within;
  uint64_t curly = 0, apostrophes = 0, runs = words, marks = ~(words | b.wide | b.blanks);
  if (left < WINDOW) marks &= ((uint64_t)1 << left) - 1; /* NULs are behind the text */
  if (b.wide) {
    curly = curly_marks(text, b.wide, &apostrophes);
    runs |= b.wide & ~(curly | curly << 1 | curly << 2);
  }
  const uint64_t begin = runs & ~(runs << 1), end = runs << 1 & ~runs;
  /* A mark that may join stands before a word ("O'Brien", "p.m.", "@Nato"), behind one letter ("A."), or in "://". */
  uint64_t before_word = (b.joins & runs >> 1) | (b.colons & marks >> 1), apart = apostrophes & runs >> CURLY_BYTES;
  /* But 's between a word and what is none is told here, where all of that is seen. */
  const uint64_t s = before_s(text, before_word & runs << 1 & ~(runs >> 2) & ~(uint64_t)0 >> 2, 1);
  const uint64_t curly_s = before_s(text, apart & runs << 1 & ~(runs >> 4) & ~(uint64_t)0 >> 4, CURLY_BYTES);
  const uint64_t inside = s << 1 | curly_s << CURLY_BYTES;
  before_word ^= s, apart ^= curly_s;
  uint64_t special = before_word | before_word << 1 | (b.joins & begin << 1) | apart | apart << CURLY_BYTES;
  if (runs != words) special |= end & ~ends_of_pure(words, begin);
  const uint64_t two = runs & runs >> 1, four = two & two >> 2, eight = four & four >> 4;
  special |= end & (eight & eight >> 8) << LONGEST_KEY;
  const uint64_t ends = (end | marks << 1 | curly << CURLY_BYTES) & ~inside & ~(uint64_t)0 >> (curly ? AHEAD : 1);
  return (struct window){
      .starts = (begin | marks | curly) & ~inside,
      .ends = ends,
      .after_more = b.blanks << 1 & b.blanks << 2,
      .special = special & ends,
      .all_caps = ends_of_pure(words & ~b.small, (begin & b.letters & ~b.small) << 1),
      .curly = curly,
      .possessive = s | curly_s,
      .runs = runs,
  };
}

/* What its first byte says of a plain token, and what the byte before it does. */
union shape {
  struct {
    uint8_t kind, flags;
  };
  uint16_t both;
};

/* clang-format off */
#define FOUR(...) __VA_ARGS__, __VA_ARGS__, __VA_ARGS__, __VA_ARGS__
#define SIXTEEN(...) FOUR(FOUR(__VA_ARGS__))
#define TWENTYSIX(...) SIXTEEN(__VA_ARGS__), FOUR(__VA_ARGS__, __VA_ARGS__), __VA_ARGS__, __VA_ARGS__
#define PLAIN {{TOKEN_MARK, 0}}
#define ENDS {{TOKEN_MARK, TOKEN_MAY_END}}
#define BACKTICK {{TOKEN_MARK, TOKEN_MAY_QUOTE}}
#define QUOTE {{TOKEN_MARK, TOKEN_MAY_QUOTE | TOKEN_MAY_END}}
#define DIGIT {{TOKEN_NUMBER, 0}}
#define LARGE {{TOKEN_WORD, TOKEN_CAPITALIZED}}
#define LITTLE {{TOKEN_WORD, 0}}
#define CURLY {{TOKEN_MARK, TOKEN_BEYOND_ASCII | TOKEN_MAY_QUOTE | TOKEN_MAY_END}}
static const union shape shapes[256] = {
    SIXTEEN(PLAIN), SIXTEEN(PLAIN),
    PLAIN, ENDS, QUOTE, FOUR(PLAIN), QUOTE,             /*   ! " # $ % & ' */
    PLAIN, ENDS, FOUR(PLAIN), ENDS, PLAIN,              /* ( ) * + , - . / */
    FOUR(DIGIT), FOUR(DIGIT), DIGIT, DIGIT, FOUR(PLAIN), PLAIN, ENDS, /* : ; < = > ? */
    PLAIN, TWENTYSIX(LARGE), PLAIN, PLAIN, ENDS, PLAIN, PLAIN, /* @ A-Z [ \ ] ^ _ */
    BACKTICK, TWENTYSIX(LITTLE), PLAIN, PLAIN, ENDS, PLAIN, PLAIN, /* ` a-z { | } ~ */
    SIXTEEN(FOUR(CURLY)), SIXTEEN(FOUR(CURLY))};
#define BLANK {{0, TOKEN_AFTER_SPACE}}
static const union shape shapes_after[256] = {['\t'] = BLANK, ['\n'] = {{0, TOKEN_AFTER_SPACE | TOKEN_AFTER_LINE}},
    ['\v'] = BLANK, ['\f'] = BLANK, ['\r'] = BLANK, [' '] = BLANK};
/* clang-format on */

/* What the white space between two tokens says of the second. */
static uint8_t flags_between(const char *text, const struct token *before, const struct token *t) {
  uint8_t flags = TOKEN_AFTER_SPACE;
  for (const char *space = text + before->start + before->length; space < text + t->start; space++)
    if (*space == '\n') flags |= flags & TOKEN_AFTER_LINE ? TOKEN_AFTER_PARAGRAPH : TOKEN_AFTER_LINE;
  return flags;
}

/* Where reading ends that begins at `at`: a token or the space between two is cut where it is longer. */
static uint32_t reach(const struct document *d, uint32_t at) {
  enum { LONGEST_TOKEN = 1 << 16 };
  if (d->bytes - at <= LONGEST_TOKEN) return d->bytes;
  uint32_t end = at + LONGEST_TOKEN;
  while (((unsigned char)d->text[end] & 0xC0) == 0x80) end++; /* never inside a character */
  return end;
}

/* The token that begins at the lowest bit of `starts` and ends at that of `ends`, which are left without them: all that
** is to know of a plain one but its word.  Returns its first byte. */
static inline const char *read_shape(const char *text, uint32_t at, uint64_t *starts, uint64_t *ends, struct token *t) {
  const unsigned first = (unsigned)__builtin_ctzll(*starts), behind = (unsigned)__builtin_ctzll(*ends);
  const char *word = text + first;
  *starts &= *starts - 1, *ends &= *ends - 1;
  t->start = at + first;
  t->length = behind - first;
  t->shape = shapes[(unsigned char)*word].both | shapes_after[(unsigned char)word[-1]].both;
  return word;
}

/* Of some bits, how many are below the lowest of others. */
static inline int bits_below(uint64_t bits, uint64_t others) {
  return __builtin_popcountll(bits & ((others & -others) - 1));
}

/* The word of a token in capitals that is a pronoun's too: between words in other letters it is a name ("the US", "the
** WHO"), and none. */
static uint32_t word_in_capitals(const char *text, const struct token *t) {
  const char *name = lexicon_value(t->word, LEXICON_NAME_IN_CAPITALS), *behind = text + t->start + t->length;
  if (!name || *behind == '$') return t->word; /* "US$5" */
  bool before = t[-1].kind == TOKEN_WORD && t[-1].length && !(t->flags & TOKEN_AFTER_LINE);
  while (*behind == ' ') behind++;
  bool shouted = before ? t[-1].flags & TOKEN_ALL_CAPS
                        : behind[0] >= 'A' && behind[0] <= 'Z' && behind[1] >= 'A' && behind[1] <= 'Z';
  return shouted ? t->word : *name ? lexicon_find(word_key(name, strlen(name), 0)) : 0;
}

/* What few plain tokens have besides, of those from `t` on that begin at the bits `starts` and end at `ends`. */
static void finish_plain(const char *text, const struct window *w, struct token *t, uint64_t starts, uint64_t ends) {
  static const char possessive[LONGEST_KEY] = "'s";
  for (uint64_t left = starts & (w->after_more | w->curly | w->possessive); left; left &= left - 1) {
    struct token *one = t + bits_below(starts, left);
    const uint64_t bit = left & -left;
    if (w->after_more & bit) one->flags |= flags_between(text, one - 1, one);
    if (w->possessive & bit) {
      one->kind = TOKEN_POSSESSIVE;
      one->flags &= (uint8_t) ~(TOKEN_MAY_QUOTE | TOKEN_MAY_END);
      one->word = lexicon_find(word_key(possessive, strlen(possessive), true));
    } else if (w->curly & bit) {
      one->word = lexicon_find(word_key(text + one->start, one->length, true));
    }
  }
  for (uint64_t left = ends & w->all_caps; left; left &= left - 1) {
    struct token *one = t + bits_below(ends, left);
    one->flags |= TOKEN_ALL_CAPS;
    one->word = word_in_capitals(text, one);
  }
}

/* Finishes one that is not plain; false if it may be none. */
static bool read_special(const struct document *d, const struct window *w, unsigned first, struct token *t) {
  const unsigned char byte = (unsigned char)d->text[t->start];
  if (byte >= 0x80 && !(w->curly >> first & 1)) return false; /* white space, it may be */
  if (w->after_more >> first & 1) t->flags |= flags_between(d->text, t - 1, t);
  t->flags &= (uint8_t)~shapes[byte].flags;
  token_read(d->text, reach(d, t->start), t->start, t);
  t->word = lexicon_find(word_key(d->text + t->start, t->length, true));
  if (t->flags & TOKEN_ALL_CAPS) t->word = word_in_capitals(d->text, t);
  return true;
}

/* Reads the tokens from `at` on, where one ended, as far as the window shows them.
** Returns the end of them; `t` itself if there is none. */
static struct token *tokens_in_window(const struct document *d, uint32_t at, struct token *t) {
  const char *text = d->text + at;
  const struct window w = window_of(text, d->bytes - at);
  uint64_t starts = w.starts, ends = w.ends, special = w.special;
  for (;; t++) {
    struct token *const first = t;
    uint64_t hashes[WINDOW], *hash = hashes;
    const uint64_t from = starts, plain = ends & ((special & -special) - 1); /* those before what is special */
    ends ^= plain;
    for (uint64_t left = plain; left; t++) {
      struct word_key key;
      const char *word = read_shape(text, at, &starts, &left, t);
      word_key_short(word, t->length, &key);
      *hash++ = lexicon_hash(key);
    }
    /* By themselves, so that the processor looks for many at once. */
    for (struct token *one = first; one < t; one++) one->word = lexicon_find_hash(hashes[one - first]);
    finish_plain(d->text, &w, first, from ^ starts, plain);
    if (!ends) return t;
    read_shape(text, at, &starts, &ends, t);
    if (!read_special(d, &w, t->start - at, t)) return t;
    const uint32_t behind = t->start + t->length - at;
    if (behind >= WINDOW - AHEAD || (w.runs & w.runs << 1) >> behind & 1) return t + 1;
    special &= ~(uint64_t)1 << behind, ends &= ~(uint64_t)1 << behind, starts &= ~(uint64_t)0 << behind;
  }
}

/* Reads the token at or behind byte `at`; false if there is none, or the work must end. */
static bool read_token(struct document *d, uint32_t at, struct token *t) {
  uint8_t flags = 0;
  for (uint32_t from = at, end = at; at == end; from = at) { /* space by space, if it is long */
    end = reach(d, at);
    at = token_skip_space(d->text, end, at, &flags);
    if (at >= d->bytes || document_must_stop(d, at - from)) return false;
  }
  t->flags = flags;
  token_read(d->text, reach(d, at), at, t);
  t->word = lexicon_find(word_key(d->text + at, t->length, true));
  if (t->flags & TOKEN_ALL_CAPS) t->word = word_in_capitals(d->text, t);
  return true;
}

const struct token token_none = {0};

/* Room for so many tokens and those beside them; NULL without memory. */
static struct token *take_tokens(struct document *d, size_t room) {
  struct token *items = arena_take(&d->arena, (room + 2 * TOKENS_BESIDE) * sizeof *items);
  if (!items) return NULL;
  memset(items, 0, TOKENS_BESIDE * sizeof *items);
  return items + TOKENS_BESIDE;
}

const struct tokens *document_tokens(struct document *d) {
  enum { PARAGRAPH = TOKEN_AFTER_SPACE | TOKEN_AFTER_LINE | TOKEN_AFTER_PARAGRAPH };
  static const struct token of_none[2 * TOKENS_BESIDE] = {[TOKENS_BESIDE] = {.flags = PARAGRAPH}};
  static const struct tokens none = {of_none + TOKENS_BESIDE, 0};
  if (d->tokens) return d->tokens;
  struct tokens *layer = document_memory(d, sizeof *layer);
  /* English has 4.5 to 6 bytes a token, so the first piece of memory mostly does. */
  size_t room = d->bytes / 4 + WINDOW + 2, count = 0;
  if (room > TOKENS_MOST + 2 * WINDOW) room = TOKENS_MOST + 2 * WINDOW;
  struct token *items = take_tokens(d, room);
  for (uint32_t at = 0, done = 0; items && !document_must_stop(d, done);) {
    struct token *t = &items[count], *end = tokens_in_window(d, at, t);
    if (end == t && !read_token(d, at, end++)) break;
    count = (size_t)(end - items);
    uint32_t behind = end[-1].start + end[-1].length;
    done = WINDOW + behind - at; /* a window is looked at for whatever it gives */
    at = behind;
    if (count + WINDOW < room) continue;
    if (count > TOKENS_MOST) {
      d->status = STATUS_TOO_BIG;
      break;
    }
    room = room > TOKENS_MOST / 2 ? TOKENS_MOST + 2 * WINDOW : room * 2;
    struct token *moved = take_tokens(d, room);
    if (moved) memcpy(moved, items, count * sizeof *items);
    items = moved;
  }
  if (document_must_stop(d, 0) || !layer || !items) return &none;
  memset(items + count, 0, TOKENS_BESIDE * sizeof *items);
  items[count] = (struct token){.start = d->bytes};
  items[0].flags |= PARAGRAPH, items[count].flags |= PARAGRAPH;
  *layer = (struct tokens){items, (uint32_t)count};
  return d->tokens = layer;
}

uint32_t tokens_from(const struct tokens *tokens, uint32_t at) {
  uint32_t low = 0, high = tokens->count;
  while (low < high) {
    uint32_t middle = low + (high - low) / 2;
    if (tokens->items[middle].start < at) low = middle + 1;
    else high = middle;
  }
  return low;
}
