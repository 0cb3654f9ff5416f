/* The layer of tokens: see tokens.h.  Reading one is in token_reader.c. */
#include "tokens.h"

#include "../text/fold.h"
#include "lexicon.h"

#include <string.h>

/*
** Most tokens of a news text are words of up to 16 ASCII letters with a space
** or a comma behind them.  These are read here, eight bytes at a time, and the
** letters so read are the word's key already; all else is left to token_next().
*/
static const uint64_t ONES = 0x0101010101010101u, HIGH = 0x8080808080808080u, SMALL = 0x2020202020202020u;

/* How many of eight bytes, from the first on, are ASCII letters. */
static unsigned letters_in(uint64_t bytes) {
  uint64_t lower = (bytes | SMALL) & ~HIGH;
  uint64_t letter = (lower + (0x80 - 'a') * ONES) & ~(lower + (0x7F - 'z') * ONES) & ~bytes & HIGH;
  uint64_t other = ~letter & HIGH;
  return (unsigned)__builtin_ctzll(other | (uint64_t)1 << 63) / 8 + !other;
}

/* Whether a word surely ends before this byte.  Not here: letters, digits and
** bytes beyond ASCII, and ' . : @, which may join what follows. */
static bool ends_word(unsigned char byte) {
  static const uint64_t ends[2] = {0xF800BF7FFFFFFFFFu, 0xF8000001F8000000u};
  return byte < 0x80 && ends[byte >> 6] >> (byte & 63) & 1;
}

/* Reads a plain word at `at` into `t`.  False: it is none, ask token_read().
** Nearly without branches: what a word is cannot be foreseen. */
static bool plain_word(const struct document *d, uint32_t at, struct token *t) {
  static const uint64_t first_bytes[9] = {
      0, 0xFF, 0xFFFF, 0xFFFFFF, 0xFFFFFFFF, 0xFFFFFFFFFF, 0xFFFFFFFFFFFF, 0xFFFFFFFFFFFFFF, 0xFFFFFFFFFFFFFFFF};
  uint64_t low = word_eight(d->text + at), high = word_eight(d->text + at + 8);
  unsigned n = letters_in(low), more = letters_in(high) & (0u - (n >> 3)), length = n + more;
  unsigned char behind = (unsigned char)d->text[at + length];
  bool whole = ends_word(behind) & (length > 0) & (more < 8);
  if (!whole) {
    if (behind != '.' || length < 2 || more == 8 || !ends_word((unsigned char)d->text[at + length + 1])) return false;
  }
  low &= first_bytes[n];
  high &= first_bytes[more];
  unsigned capital = ~(unsigned)low >> 5 & 1;
  bool all_caps = capital & (length > 1) & !((low | high) & SMALL);
  t->start = at;
  t->length = length;
  t->kind = TOKEN_WORD;
  t->flags |= (uint8_t)(capital * TOKEN_CAPITALIZED | all_caps * TOKEN_ALL_CAPS);
  t->word = lexicon_find(low | (SMALL & first_bytes[n]), high | (SMALL & first_bytes[more]));
  return true;
}

static bool is_space(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }

/* Reads the next token from `at` on.  False at the end. */
static bool read_token(const struct document *d, uint32_t at, struct token *t) {
  t->flags = 0;
  if (d->text[at] == ' ' && !is_space(d->text[at + 1]) && at) {
    t->flags = TOKEN_AFTER_SPACE;
    at++;
  } else if (!at || is_space(d->text[at])) {
    at = token_skip_space(d->text, d->bytes, at, &t->flags);
  }
  if (plain_word(d, at, t)) return true;
  unsigned char mark = (unsigned char)d->text[at];
  if (mark == ',' || mark == '.' || mark == '"' || mark == '-' || mark == ')' || mark == '(') {
    t->start = at;
    t->length = 1;
    t->kind = TOKEN_MARK;
    t->word = lexicon_mark(mark);
    return true;
  }
  if (mark >= 0x80) at = token_skip_space(d->text, d->bytes, at, &t->flags);
  if (at >= d->bytes) return false;
  token_read(d->text, d->bytes, at, t);
  struct word_key key = word_key(d->text + t->start, t->length, 1);
  t->word = lexicon_find(key.low, key.high);
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
  for (uint32_t at = 0; items && read_token(d, at, &items[count]); count++) {
    at = items[count].start + items[count].length;
    if (count + 2 == room) {
      struct token *moved = arena_take(&d->arena, room * 2 * sizeof *items);
      if (moved) memcpy(moved, items, (count + 1) * sizeof *items);
      items = moved;
      room *= 2;
    }
    if (count % 1024 == 0 && document_must_stop(d, 4096)) break;
  }
  if (document_must_stop(d, 0) || !layer) return &none;
  items[count] = (struct token){.start = d->bytes, .flags = TOKEN_AFTER_SPACE | TOKEN_AFTER_LINE | TOKEN_AFTER_PARAGRAPH};
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
