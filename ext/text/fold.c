/* Folding: see fold.h. */
#include "fold.h"
#include "utf8.h"

#include <string.h>
#include <utf8proc.h>

/* What newspapers print and Unicode does not decompose. */
static uint32_t plain(uint32_t code) {
  switch (code) {
    /* clang-format off */
    case 0x00D8: case 0x00F8: return 'o';
    case 0x0110: case 0x0111: case 0x00D0: case 0x00F0: return 'd';
    case 0x0141: case 0x0142: return 'l';
    case 0x0126: case 0x0127: return 'h';
    case 0x0130: case 0x0131: return 'i';
    case 0x0166: case 0x0167: return 't';
    case 0x2018: case 0x2019: case 0x201A: case 0x201B: case 0x2032: case 0x02BC: case 0x02BB: case 0x00B4: case 0x0060: return '\'';
    case 0x201C: case 0x201D: case 0x201E: case 0x201F: case 0x2033: case 0x00AB: case 0x00BB: return '"';
    case 0x2010: case 0x2011: case 0x2012: case 0x2013: case 0x2014: case 0x2015: case 0x2212: return '-';
    /* clang-format on */
    default: return 0;
  }
}

size_t fold_code(uint32_t code, uint32_t out[FOLD_MOST]) {
  if (code < 0x80) {
    out[0] = code >= 'A' && code <= 'Z' ? code + 32 : code == '`' ? '\'' : code;
    return 1;
  }
  if (plain(code)) {
    out[0] = plain(code);
    return 1;
  }
  if (code == 0xC6 || code == 0xE6 || code == 0x152 || code == 0x153) {
    out[0] = code < 0x100 ? 'a' : 'o';
    out[1] = 'e';
    return 2;
  }
  int boundary = 0;
  utf8proc_int32_t wide[FOLD_MOST];
  utf8proc_ssize_t n = utf8proc_decompose_char(
      (utf8proc_int32_t)code, wide, FOLD_MOST,
      UTF8PROC_COMPAT | UTF8PROC_DECOMPOSE | UTF8PROC_CASEFOLD | UTF8PROC_STRIPMARK | UTF8PROC_IGNORE, &boundary);
  if (n < 0 || n > FOLD_MOST) { /* not assigned, or a replacement */
    out[0] = code;
    return 1;
  }
  for (utf8proc_ssize_t i = 0; i < n; i++) out[i] = (uint32_t)wide[i];
  return (size_t)n;
}

void fold_text(struct buffer *out, const char *text, size_t bytes) {
  uint32_t codes[FOLD_MOST];
  size_t at = 0;
  if (!buffer_room(out, bytes)) return;
  for (; at < bytes && (unsigned char)text[at] < 0x80; at++) { /* for which there is room */
    fold_code((unsigned char)text[at], codes);
    out->bytes[out->count++] = (char)codes[0]; /* NOLINT(clang-analyzer-core.uninitialized.*): fold_code() sets them */
  }
  out->bytes[out->count] = 0;
  while (at < bytes) {
    size_t n = fold_code(utf8_next(text, bytes, &at), codes);
    for (size_t i = 0; i < n; i++) {
      char utf8[4];
      buffer_add(out, utf8, utf8_write(codes[i], utf8));
    }
  }
}

/* The key of more than 16 bytes; `lower` tells ASCII capitals from small letters, or is 0. */
static struct word_key long_key(const char *text, size_t bytes, unsigned lower) {
  uint64_t h = 0x9E3779B97F4A7C15u ^ bytes;
  for (size_t i = 0; i < bytes; i++) h = (h ^ ((unsigned char)text[i] | lower)) * 0x100000001B3u;
  return (struct word_key){word_eight(text) | lower * 0x0101010101010101u, h | 0x8080808080808080u};
}

struct word_key word_key_other(const char *text, size_t bytes) {
  unsigned char any = 0;
  for (size_t i = 0; i < bytes; i++) any |= (unsigned char)text[i];
  if (any < 0x80) return long_key(text, bytes, 0x20);
  /* Beyond ASCII: fold on the stack.  256 bytes hold any word of a language. */
  char folded[256 + 16];
  size_t count = 0;
  memset(folded, 0, 16);
  for (size_t at = 0; at < bytes && count < 256 - 4 * FOLD_MOST;) {
    uint32_t codes[FOLD_MOST];
    size_t n = fold_code(utf8_next(text, bytes, &at), codes);
    for (size_t i = 0; i < n; i++)
      if (codes[i] < 0x80) folded[count++] = (char)codes[i];
      else count += utf8_write(codes[i], folded + count);
  }
  return count > 16 ? long_key(folded, count, 0) : (struct word_key){word_eight(folded), word_eight(folded + 8)};
}
