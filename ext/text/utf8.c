/* UTF-8 as SQLite counts it: see utf8.h. */
#include "utf8.h"

#include <string.h>
#include <utf8proc.h>

enum { EVERY = 64 };

static bool is_continuation(char c) { return ((unsigned char)c & 0xC0) == 0x80; }

/* One character forward in the sense of every SQLite: a run of stray continuation bytes is one here. */
static size_t skip(const char *text, size_t bytes, size_t at) {
  if ((unsigned char)text[at++] >= 0x80)
    while (at < bytes && is_continuation(text[at])) at++;
  return at;
}

/* Whether the next eight bytes are there, and ASCII. */
static bool eight_ascii(const char *text, size_t bytes, size_t at) {
  uint64_t eight;
  if (bytes - at < sizeof eight) return false;
  memcpy(&eight, text + at, sizeof eight);
  return !(eight & 0x8080808080808080u);
}

size_t utf8_skip(const char *text, size_t bytes, size_t *at, size_t characters) {
  size_t left = characters, to = *at;
  while (left && to < bytes) {
    bool eight = left >= 8 && eight_ascii(text, bytes, to);
    left -= eight ? 8 : 1;
    to = eight ? to + 8 : skip(text, bytes, to);
  }
  *at = to;
  return characters - left;
}

uint32_t utf8_next(const char *text, size_t bytes, size_t *at) {
  size_t from = *at, to = skip(text, bytes, from);
  *at = to;
  if ((unsigned char)text[from] < 0x80) return (unsigned char)text[from];
  /* What news is full of, curly quotation marks and Latin letters, at once: neither overlong nor surrogates. */
  const unsigned char *c = (const unsigned char *)text + from;
  if (to - from == 2 && c[0] >= 0xC2 && c[0] < 0xE0) return (c[0] & 0x1Fu) << 6 | (c[1] & 0x3Fu);
  if (to - from == 3 && c[0] > 0xE0 && c[0] < 0xED) return (c[0] & 0xFu) << 12 | (c[1] & 0x3Fu) << 6 | (c[2] & 0x3Fu);
  utf8proc_int32_t code;
  if (to - from > 4) return UTF8_REPLACEMENT;
  utf8proc_ssize_t used = utf8proc_iterate((const utf8proc_uint8_t *)text + from, (utf8proc_ssize_t)(to - from), &code);
  return used == (utf8proc_ssize_t)(to - from) ? (uint32_t)code : UTF8_REPLACEMENT;
}

size_t utf8_before(const char *text, size_t at) {
  size_t low = at > 4 ? at - 4 : 0;
  for (size_t i = at; i-- > low;)
    if (!is_continuation(text[i])) return (unsigned char)text[i] >= 0xC0 ? i : at - 1;
  return at - 1;
}

size_t utf8_write(uint32_t code, char out[4]) {
  return (size_t)utf8proc_encode_char((utf8proc_int32_t)code, (utf8proc_uint8_t *)out);
}

size_t utf8_count(const char *text, size_t bytes) {
  size_t count = 0;
  unsigned before = 0;
  for (size_t i = 0; i < bytes; i++) {
    while (before < 0x80 && eight_ascii(text, bytes, i)) i += 8, count += 8;
    if (i == bytes) break;
    count += !is_continuation(text[i]) || before < 0x80;
    before = (unsigned char)text[i];
  }
  return count;
}

bool utf8_valid(const char *text, size_t bytes) {
  for (size_t at = 0; at < bytes;) {
    bool eight = eight_ascii(text, bytes, at);
    if (eight || (unsigned char)text[at] < 0x80) {
      at += eight ? 8 : 1;
      continue;
    }
    utf8proc_int32_t code;
    utf8proc_ssize_t used =
        utf8proc_iterate((const utf8proc_uint8_t *)text + at, (utf8proc_ssize_t)(bytes - at), &code);
    if (used <= 0) return false;
    at += (size_t)used;
  }
  return true;
}

static utf8proc_category_t category(uint32_t code) { return utf8proc_category((utf8proc_int32_t)code); }

bool utf8_is_letter(uint32_t code) {
  utf8proc_category_t c = category(code);
  return c >= UTF8PROC_CATEGORY_LU && c <= UTF8PROC_CATEGORY_LO;
}

bool utf8_is_upper(uint32_t code) {
  utf8proc_category_t c = category(code);
  return c == UTF8PROC_CATEGORY_LU || c == UTF8PROC_CATEGORY_LT;
}

bool utf8_is_lower(uint32_t code) { return category(code) == UTF8PROC_CATEGORY_LL; }

bool utf8_is_digit(uint32_t code) { return category(code) == UTF8PROC_CATEGORY_ND; }

bool utf8_is_mark(uint32_t code) {
  utf8proc_category_t c = category(code);
  return c >= UTF8PROC_CATEGORY_MN && c <= UTF8PROC_CATEGORY_ME;
}

bool utf8_is_space(uint32_t code) {
  if (code < 0x80) return code == ' ' || (code >= '\t' && code <= '\r');
  utf8proc_category_t c = category(code);
  return c >= UTF8PROC_CATEGORY_ZS && c <= UTF8PROC_CATEGORY_ZP;
}

bool utf8_is_ideograph(uint32_t code) {
  return code >= 0x0E00 &&
         ((code <= 0x0EFF) || (code >= 0x1000 && code <= 0x109F) || (code >= 0x1780 && code <= 0x17FF) ||
          (code >= 0x3005 && code <= 0x3007) || (code >= 0x3040 && code <= 0x30FF) ||
          (code >= 0x3400 && code <= 0x4DBF) || (code >= 0x4E00 && code <= 0x9FFF) ||
          (code >= 0xF900 && code <= 0xFAFF) || (code >= 0x20000 && code <= 0x3FFFF));
}

static const uint64_t ones = 0x0101010101010101u; /* the lowest bit of each of eight bytes */

/* Eight bytes, the first the lowest, on every machine. */
static uint64_t eight_at(const char *text) {
  uint64_t eight;
  memcpy(&eight, text, sizeof eight);
#if defined(__BYTE_ORDER__) && __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
  eight = __builtin_bswap64(eight);
#endif
  return eight;
}

/* Which of up to 64 bytes start a character, where no byte is stray. */
static uint64_t starts_plain(const char *text, size_t bytes) {
  char copy[EVERY] = {0};
  uint64_t starts = 0;
  if (bytes < EVERY) text = memcpy(copy, text, bytes);
  for (unsigned i = 0; i < EVERY; i += sizeof ones) {
    const uint64_t eight = eight_at(text + i), found = (~eight >> 7 | eight >> 6) & ones;
    starts |= found * 0x0102040810204080u >> 56 << i; /* moves the bits of the eight bytes together */
  }
  return starts;
}

/* The same of any bytes; `*before` is the last one that tells whether a stray byte starts
** one, at first an ASCII one. */
static uint64_t starts_stray(const char *text, size_t bytes, bool runs, unsigned *before) {
  uint64_t starts = 0;
  for (unsigned i = 0; i < bytes; i++) {
    const bool continues = is_continuation(text[i]);
    starts |= (uint64_t)(!continues || *before < 0x80) << i;
    if (runs || !continues) *before = (unsigned char)text[i];
  }
  return starts;
}

/* Whether all is ASCII and, in `*strays`, whether a continuation byte stands first or behind ASCII. */
static bool all_ascii(const char *text, size_t bytes, bool *strays) {
  uint64_t wide = 0, stray = 0, ascii_before = 1;
  size_t i = 0;
  for (; bytes - i >= sizeof ones; i += sizeof ones) {
    const uint64_t eight = eight_at(text + i), high = eight >> 7 & ones, ascii = high ^ ones;
    wide |= high;
    stray |= high & ~(eight >> 6) & (ascii << 8 | ascii_before);
    ascii_before = ascii >> 56;
  }
  for (; i < bytes; i++) {
    wide |= (unsigned char)text[i] >> 7;
    stray |= ascii_before && is_continuation(text[i]);
    ascii_before = (unsigned char)text[i] < 0x80;
  }
  *strays = stray;
  return !wide;
}

bool utf8_map_make(struct utf8_map *map, struct arena *arena, const char *text, size_t bytes, bool runs) {
  bool strays;
  map->parts = NULL;
  if (all_ascii(text, bytes, &strays)) return true;
  map->parts = arena_take(arena, (bytes / EVERY + 1) * sizeof *map->parts);
  if (!map->parts) return false;
  unsigned before = 0;
  uint32_t count = 0;
  for (struct utf8_part *part = map->parts;; part++) {
    const size_t taken = bytes < EVERY ? bytes : EVERY;
    part->before = count;
    part->starts = strays ? starts_stray(text, taken, runs, &before) : starts_plain(text, taken);
    if (bytes < EVERY) return true;
    count += (uint32_t)__builtin_popcountll(part->starts);
    text += EVERY, bytes -= EVERY;
  }
}

size_t utf8_map_count(const struct utf8_map *map, size_t at) {
  if (!map->parts) return at;
  const struct utf8_part *part = &map->parts[at / EVERY];
  const uint64_t before = ((uint64_t)1 << at % EVERY) - 1;
  return part->before + (size_t)__builtin_popcountll(part->starts & before);
}
