/* The layer of tokens: see tokens.h.  Reading one is in token_reader.c. */
#include "tokens.h"

#include "lexicon.h"

#include <string.h>
#if defined(__SSE2__)
#include <emmintrin.h>
#endif

/*
** Most tokens of a news text are plain: marks, and words and numbers of up to 16
** ASCII letters and digits.  Where they begin and end is told for the next 64 bytes at
** once, from bits that say of each byte what it is, so that no token waits for the one
** before it; all else is left to token_read().
*/
enum { WINDOW = 64, LONGEST = 16, WORDS_AT_ONCE = 1 << 12 /* looked up between two polls */ };

/* Bit i of each says what byte i is. */
struct window {
  uint64_t words; /* an ASCII letter or digit */
  uint64_t marks; /* a mark that is always a token, unless token_read() joins it */
  uint64_t blanks, lines;
};

/* What a byte says of plain tokens. */
struct shape {
  uint8_t kind;  /* of the token that it begins */
  uint8_t flags; /* of that token */
  uint8_t ends;  /* bit k: a token of kind k surely ends before it */
  uint8_t small; /* it is a small letter */
};
enum { WORD = 1 << TOKEN_WORD, NUMBER = 1 << TOKEN_NUMBER, MARK = 1 << TOKEN_MARK, NO_TOKEN = 7 };

/* clang-format off */
#define FOUR(...) __VA_ARGS__, __VA_ARGS__, __VA_ARGS__, __VA_ARGS__
#define SIXTEEN(...) FOUR(FOUR(__VA_ARGS__))
#define TWENTYSIX(...) SIXTEEN(__VA_ARGS__), FOUR(__VA_ARGS__, __VA_ARGS__), __VA_ARGS__, __VA_ARGS__
#define OTHER {NO_TOKEN, 0, WORD | NUMBER | MARK, 0}
#define JOINS {NO_TOKEN, 0, MARK, 0} /* may go on with the word before it */
#define PLAIN {TOKEN_MARK, 0, WORD | NUMBER | MARK, 0}
#define COLON {TOKEN_MARK, 0, MARK, 0}
#define COMMA {TOKEN_MARK, 0, WORD | MARK, 0}
#define DIGIT {TOKEN_NUMBER, 0, MARK, 0}
#define LARGE {TOKEN_WORD, TOKEN_CAPITALIZED, MARK, 0}
#define LITTLE {TOKEN_WORD, 0, MARK, 1}
static const struct shape shapes[256] = {
    SIXTEEN(OTHER), SIXTEEN(OTHER),
    OTHER, PLAIN, PLAIN, OTHER, PLAIN, PLAIN, PLAIN, JOINS, FOUR(PLAIN), COMMA, PLAIN, COLON, PLAIN, /*  !"#$%&'()*+,-./ */
    FOUR(DIGIT), FOUR(DIGIT), DIGIT, DIGIT, COLON, PLAIN, FOUR(PLAIN),
    JOINS, TWENTYSIX(LARGE), OTHER, FOUR(OTHER),
    OTHER, TWENTYSIX(LITTLE), OTHER, FOUR(OTHER),
    SIXTEEN(FOUR(JOINS)), SIXTEEN(FOUR(JOINS))};
/* clang-format on */

static const struct shape *shape_of(char byte) { return &shapes[(unsigned char)byte]; }

static struct window window_of(const char *text) {
  struct window w = {0};
#if defined(__SSE2__)
#define BETWEEN(bytes, first, last) \
  _mm_and_si128(_mm_cmpgt_epi8(bytes, _mm_set1_epi8((first)-1)), _mm_cmplt_epi8(bytes, _mm_set1_epi8((last) + 1)))
#define EQUAL(bytes, byte) _mm_cmpeq_epi8(bytes, _mm_set1_epi8(byte))
#define BITS(bytes) (uint64_t) _mm_movemask_epi8(bytes)
  for (unsigned i = 0; i < WINDOW; i += 16) {
    __m128i bytes = _mm_loadu_si128((const __m128i *)(text + i)), small = _mm_or_si128(bytes, _mm_set1_epi8(0x20));
    __m128i words = _mm_or_si128(BETWEEN(small, 'a', 'z'), BETWEEN(bytes, '0', '9'));
    __m128i others = _mm_or_si128(words, _mm_or_si128(EQUAL(bytes, '#'), EQUAL(bytes, '\'')));
    w.words |= BITS(words) << i;
    w.marks |= BITS(_mm_andnot_si128(others, BETWEEN(bytes, '!', '?'))) << i;
    w.blanks |= BITS(EQUAL(bytes, ' ')) << i;
    w.lines |= BITS(EQUAL(bytes, '\n')) << i;
  }
#undef BETWEEN
#undef EQUAL
#undef BITS
#else
  for (unsigned i = 0; i < WINDOW; i++) {
    uint8_t kind = shape_of(text[i])->kind;
    w.words |= (uint64_t)(kind == TOKEN_WORD || kind == TOKEN_NUMBER) << i;
    w.marks |= (uint64_t)(kind == TOKEN_MARK) << i;
    w.blanks |= (uint64_t)(text[i] == ' ') << i;
    w.lines |= (uint64_t)(text[i] == '\n') << i;
  }
#endif
  return w;
}

/* Whether the letters or digits at `word`, or the mark, are a token as they stand. */
static inline bool is_plain(const char *word, uint32_t length) {
  const char *behind = word + length;
  uint8_t kind = shape_of(*word)->kind;
  if (length > LONGEST) return false;
  if (shape_of(*behind)->ends >> kind & 1) return true;
  /* A stop ends a word, but not a letter: "U.S." */
  return *behind == '.' && (length > 1 || kind != TOKEN_WORD) && shape_of(behind[1])->ends & WORD;
}

static bool is_all_caps(const char *word, uint32_t length) {
  bool small = false;
  for (uint32_t i = 0; i < length; i++) small |= shape_of(word[i])->small;
  return length > 1 && !small;
}

/* What the white space before a token says of it. */
static uint8_t flags_behind(const char *space, const char *end) {
  uint8_t flags = TOKEN_AFTER_SPACE;
  for (; space < end; space++)
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

/* Reads the tokens from `at` on, where one begins, as far as the window shows where they do.
** Returns the end of them; `t` itself if there is none. */
static struct token *tokens_in_window(const struct document *d, uint32_t at, struct token *t) {
  const char *text = d->text + at;
  const struct window w = window_of(text);
  const uint64_t space = w.blanks | w.lines, rare = ~(w.words | w.marks | space);
  const uint64_t after_more = (w.lines | (w.blanks & space << 1)) << 1; /* than one blank */
  uint64_t starts = (w.words & ~(w.words << 1)) | w.marks, ends = (w.words << 1 & ~w.words) | w.marks << 1;
  ends &= rare ^ (rare - 1); /* up to what is rare */
  for (uint32_t before = 0; ends; t++) {
    uint32_t first = (uint32_t)__builtin_ctzll(starts), behind = (uint32_t)__builtin_ctzll(ends);
    starts &= starts - 1, ends &= ends - 1;
    uint8_t flags = (uint8_t)((space << 1 >> first & 1) * TOKEN_AFTER_SPACE);
    if (after_more >> first & 1) flags = flags_behind(text + before, text + first);
    if (is_plain(text + first, behind - first)) {
      const struct shape *shape = shape_of(text[first]);
      flags |= shape->flags;
      if (shape->flags & !shape_of(text[first + 1])->small && is_all_caps(text + first, behind - first))
        flags |= TOKEN_ALL_CAPS;
      *t = (struct token){.start = at + first, .length = behind - first, .kind = shape->kind, .flags = flags};
    } else {
      t->flags = flags;
      token_read(d->text, reach(d, at + first), at + first, t);
      behind = first + t->length;
      if (behind >= WINDOW - 1) return t + 1;
      starts &= ~(uint64_t)0 << behind, ends &= ~(uint64_t)1 << behind;
    }
    before = behind;
  }
  return t;
}

/* Looks tokens up in the lexicon. */
static void find_words(const char *text, struct token *t, const struct token *end) {
  for (; t < end; t++) {
    struct word_key key;
    const char *word = text + t->start;
    if (t->length > LONGEST || !word_key_short(word, t->length, &key)) key = word_key_other(word, t->length);
    t->word = lexicon_find(key);
  }
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
  static const struct token of_none[2 * TOKENS_BESIDE] = {0};
  static const struct tokens none = {of_none + TOKENS_BESIDE, 0};
  if (d->tokens) return d->tokens;
  struct tokens *layer = document_memory(d, sizeof *layer);
  /* English has 5 to 6 bytes a token, so the first piece of memory mostly does. */
  size_t room = d->bytes / 5 + WINDOW + 2, count = 0;
  if (room > TOKENS_MOST + 2 * WINDOW) room = TOKENS_MOST + 2 * WINDOW;
  struct token *items = take_tokens(d, room);
  for (uint32_t at = 0; items;) {
    uint8_t flags = 0;
    bool stopped = false;
    for (uint32_t from = at, end = at; !stopped && at == end; from = at) { /* space by space, if it is long */
      end = reach(d, at);
      at = token_skip_space(d->text, end, at, &flags);
      stopped = at >= d->bytes || document_must_stop(d, WINDOW + at - from);
    }
    if (stopped) break;
    struct token *t = &items[count], *end = tokens_in_window(d, at, t);
    if (end == t) {
      t->flags = 0;
      token_read(d->text, reach(d, at), at, end++);
    }
    t->flags |= flags;
    count = (size_t)(end - items);
    d->unpolled += end[-1].start + end[-1].length - at;
    at = end[-1].start + end[-1].length;
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
  for (size_t i = 0; i < count; i += WORDS_AT_ONCE) {
    find_words(d->text, items + i, items + (count - i > WORDS_AT_ONCE ? i + WORDS_AT_ONCE : count));
    if (document_must_stop(d, 8 * WORDS_AT_ONCE)) return &none;
  }
  memset(items + count, 0, TOKENS_BESIDE * sizeof *items);
  items[count] =
      (struct token){.start = d->bytes, .flags = TOKEN_AFTER_SPACE | TOKEN_AFTER_LINE | TOKEN_AFTER_PARAGRAPH};
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
