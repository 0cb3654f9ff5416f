/*
** Folding: the form in which words are compared, whatever their case,
** diacritics, width and kind of quote or dash.
**
**     "Háčková’s" -> "hackova's"    "ＮＡＴＯ" -> "nato"    "Straße" -> "strasse"
**
** The method is Unicode's: compatibility decomposition (NFKD), full case
** folding, marks removed (UAX #15, UAX #21), by utf8proc; and beside it the
** letters with a stroke (ø đ ł ħ ı), which do not decompose, and the quotes and
** dashes that newspapers use for ' " and -.
*/
#ifndef NEWSEXT_FOLD_H
#define NEWSEXT_FOLD_H

#include "../base/buffer.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

enum { FOLD_MOST = 18 }; /* code points that one can become (U+FDFA) */

/* The folded form of one code point, 0 to FOLD_MOST code points. */
size_t fold_code(uint32_t code, uint32_t out[FOLD_MOST]);

/* Appends the folded form of a text.  Errors: the buffer's no_memory. */
void fold_text(struct buffer *out, const char *text, size_t bytes);

/*
** A word's key: its folded form, short enough to compare as two numbers.
** Words of up to 16 folded bytes have keys of their own; a longer word keeps
** its first 8 bytes and a hash of all (whose doubles are as good as never).
*/
struct word_key {
  uint64_t low, high;
};

/* Eight bytes as a number, the first the lowest, on every machine. */
static inline uint64_t word_eight(const char *text) {
  uint64_t bytes;
  memcpy(&bytes, text, 8);
#if defined(__BYTE_ORDER__) && __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
  bytes = __builtin_bswap64(bytes);
#endif
  return bytes;
}

/* The key of a word of up to 16 ASCII bytes, without branches; 16 bytes of `text` must be
** readable.  False if it has a byte beyond ASCII: that takes word_key(). */
static inline bool word_key_short(const char *text, size_t bytes, struct word_key *key) {
  static const char used[32] = "\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF";
  const uint64_t small = 0x2020202020202020u; /* tells capitals; digits and the marks in words have it already */
  uint64_t low = word_eight(used + 16 - bytes), high = word_eight(used + 24 - bytes);
  *key = (struct word_key){(word_eight(text) | small) & low, (word_eight(text + 8) | small) & high};
  return !((key->low | key->high) & 0x8080808080808080u);
}

/* The key of `bytes` bytes of text.  `padded` says that 16 bytes behind
** `text` may be read (as they may in a document), which is faster. */
struct word_key word_key_other(const char *text, size_t bytes); /* longer, or beyond ASCII */
static inline struct word_key word_key(const char *text, size_t bytes, int padded) {
  char copy[16] = {0};
  struct word_key key;
  if (bytes > sizeof copy) return word_key_other(text, bytes);
  if (!padded && bytes) memcpy(copy, text, bytes);
  return word_key_short(padded ? text : copy, bytes, &key) ? key : word_key_other(text, bytes);
}

/* A hash of a key, for tables; all 64 bits are good, the same on every machine. */
static inline uint64_t word_hash(struct word_key key) {
  uint64_t h = (key.low ^ key.high * 0x9E3779B97F4A7C15u) * 0xD6E8FEB86659FD93u;
  return (h ^ h >> 32) * 0xD6E8FEB86659FD93u;
}

#endif
