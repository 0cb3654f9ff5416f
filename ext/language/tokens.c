/* The layer of tokens: see tokens.h.  Reading one is in token_reader.c. */
#include "tokens.h"

#include "lexicon.h"

#include <string.h>
#if defined(__SSE2__)
#include <emmintrin.h>
#endif

/*
** Most tokens of a news text are words of up to 16 ASCII letters, with a space
** before them and a space or a comma behind.  These are read here: a bit for each
** of 64 bytes says whether it is a letter, and the bytes so measured are the
** word's key already.  All else is left to token_read().
*/
enum { WINDOW = 64, LONGEST = 16 };

static const uint64_t SMALL = 0x2020202020202020u;

/* Bit i: byte i is an ASCII letter. */
static uint64_t letter_bits(const char *text) {
  uint64_t bits = 0;
#if defined(__SSE2__)
  for (unsigned i = 0; i < WINDOW; i += 16) {
    __m128i lower = _mm_or_si128(_mm_loadu_si128((const __m128i *)(text + i)), _mm_set1_epi8(0x20));
    __m128i letters =
        _mm_and_si128(_mm_cmpgt_epi8(lower, _mm_set1_epi8('a' - 1)), _mm_cmplt_epi8(lower, _mm_set1_epi8('z' + 1)));
    bits |= (uint64_t)_mm_movemask_epi8(letters) << i;
  }
#else
  const uint64_t ones = 0x0101010101010101u, high = 0x8080808080808080u;
  for (unsigned i = 0; i < WINDOW; i += 8) {
    uint64_t bytes = word_eight(text + i), lower = (bytes | SMALL) & ~high;
    uint64_t letters = (lower + (0x80 - 'a') * ones) & ~(lower + (0x7F - 'z') * ones) & ~bytes & high;
    bits |= (letters >> 7) * 0x0102040810204080u >> 56 << i; /* each byte's bit, side by side */
  }
#endif
  return bits;
}

/* Whether a word surely ends before this byte.  Not here: letters, digits and
** bytes beyond ASCII, and ' . : @, which may join what follows. */
static bool ends_word(unsigned char byte) {
  static const uint64_t ends[2] = {0xF800BF7FFFFFFFFFu, 0xF8000001F8000000u};
  return byte < 0x80 && ends[byte >> 6] >> (byte & 63) & 1;
}

/* Reads the plain word of `length` letters at `at`.  False: it may go on. */
static bool plain_word(const struct document *d, uint32_t at, uint32_t length, struct token *t) {
  /* clang-format off */
  static const uint64_t first_bytes[9] = {
      0, 0xFF, 0xFFFF, 0xFFFFFF, 0xFFFFFFFF, 0xFFFFFFFFFF, 0xFFFFFFFFFFFF, 0xFFFFFFFFFFFFFF, 0xFFFFFFFFFFFFFFFF};
  /* clang-format on */
  if (length > LONGEST) return false;
  unsigned char behind = (unsigned char)d->text[at + length];
  if (!ends_word(behind) && !(behind == '.' && length > 1 && ends_word((unsigned char)d->text[at + length + 1])))
    return false;
  uint64_t used = first_bytes[length < 8 ? length : 8], used_high = first_bytes[length < 8 ? 0 : length - 8];
  uint64_t low = word_eight(d->text + at) & used, high = word_eight(d->text + at + 8) & used_high;
  unsigned capital = ~(unsigned)low >> 5 & 1;
  bool all_caps = capital & (length > 1) & !((low | high) & SMALL);
  t->start = at;
  t->length = length;
  t->kind = TOKEN_WORD;
  t->flags |= (uint8_t)(capital * TOKEN_CAPITALIZED | all_caps * TOKEN_ALL_CAPS);
  t->word = lexicon_find((struct word_key){low | (SMALL & used), high | (SMALL & used_high)});
  return true;
}

/* Reads a mark that is always a token by itself. */
static bool plain_mark(const struct document *d, uint32_t at, struct token *t) {
  unsigned char mark = (unsigned char)d->text[at];
  if (mark != ',' && mark != '.' && mark != '"' && mark != '-' && mark != '(' && mark != ')') return false;
  t->start = at;
  t->length = 1;
  t->kind = TOKEN_MARK;
  t->word = lexicon_find((struct word_key){mark, 0});
  return true;
}

/* Reads any token at or behind `at`.  False at the end. */
static bool any_token(const struct document *d, uint32_t at, struct token *t) {
  t->flags = 0;
  at = token_skip_space(d->text, d->bytes, at, &t->flags);
  if (at >= d->bytes) return false;
  token_read(d->text, d->bytes, at, t);
  t->word = lexicon_find(word_key(d->text + t->start, t->length, 1));
  return true;
}

const struct tokens *document_tokens(struct document *d) {
  static const struct token end_of_none = {0};
  static const struct tokens none = {&end_of_none, 0};
  if (d->tokens) return d->tokens;
  struct tokens *layer = document_memory(d, sizeof *layer);
  /* English has 5 to 6 bytes a token, so the first piece of memory mostly does. */
  size_t room = d->bytes / 5 + 64, count = 0;
  struct token *items = arena_take(&d->arena, room * sizeof *items);
  /* Each token is written where it stays: a copy would wait for its bytes. */
  uint64_t bits = items ? letter_bits(d->text) : 0;
  for (uint32_t at = 0, seen = 0; items; count++) {
    struct token *t = &items[count];
    if (at - seen > WINDOW - LONGEST - 2) bits = letter_bits(d->text + (seen = at));
    bool line = d->text[at] == '\n', space = line | (d->text[at] == ' ');
    uint32_t length = (uint32_t)__builtin_ctzll(~(bits >> (at - seen) >> space) | (uint64_t)1 << (WINDOW - 1));
    t->flags = (uint8_t)(space * TOKEN_AFTER_SPACE | line * TOKEN_AFTER_LINE);
    if (at && length && plain_word(d, at + space, length, t)) {
      at += space + length;
    } else if (at && !length && plain_mark(d, at + space, t)) {
      at += space + 1u;
    } else {
      if (!any_token(d, at, t)) break;
      at = t->start + t->length;
    }
    if (count + 2 >= room) {
      struct token *moved = arena_take(&d->arena, room * 2 * sizeof *items);
      if (moved) memcpy(moved, items, (count + 1) * sizeof *items);
      items = moved;
      room *= 2;
    }
    if (count % 1024 == 0 && document_must_stop(d, 4096)) break;
  }
  if (document_must_stop(d, 0) || !layer || !items) return &none;
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
