/* A text line by line. */
#ifndef NEWSEXT_LINES_H
#define NEWSEXT_LINES_H

#include "../base/slice.h"

#include <stdbool.h>
#include <string.h>

/* The line at `*at` without white space at its ends, and `*at` moved behind it;
** false at the end of the text. */
static inline bool line_next(struct slice text, size_t *at, struct slice *line) {
  if (*at >= text.bytes) return false;
  const char *from = text.text + *at, *end = memchr(from, '\n', text.bytes - *at);
  size_t length = end ? (size_t)(end - from) : text.bytes - *at;
  *at += length + (end != NULL);
  *line = slice_trimmed((struct slice){from, length});
  return true;
}

/* What is left behind `bytes` bytes of a text. */
static inline struct slice slice_from(struct slice s, size_t bytes) {
  return (struct slice){s.text + bytes, s.bytes - bytes};
}

/* The same without white space. */
static inline struct slice slice_behind(struct slice s, size_t bytes) { return slice_trimmed(slice_from(s, bytes)); }

static inline bool slice_starts(struct slice s, const char *with) {
  size_t length = strlen(with);
  return s.bytes >= length && !memcmp(s.text, with, length);
}

/* Whether a text begins as an address of the web. */
static inline bool slice_is_address(struct slice s) {
  return slice_starts(s, "http://") || slice_starts(s, "https://");
}

/* Whether a word of a header is, or begins with, an ASCII one, in any case. */
static inline bool header_is(struct slice s, const char *word) {
  size_t n = 0;
  while (word[n] && n < s.bytes && (s.text[n] | 32) == (word[n] | 32)) n++;
  return !word[n] && n == s.bytes;
}
static inline bool header_starts(struct slice s, const char *word) {
  size_t length = strlen(word);
  return s.bytes >= length && header_is((struct slice){s.text, length}, word);
}

static inline bool is_upper_byte(char c) { return c >= 'A' && c <= 'Z'; }
static inline bool is_lower_byte(char c) { return c >= 'a' && c <= 'z'; }
static inline bool is_digit_byte(char c) { return c >= '0' && c <= '9'; }
static inline bool is_letter_byte(char c) { return is_lower_byte((char)(c | 32)); }

/* The next byte at or behind `at` of a letter or digit of any script; the end where there is none. */
static inline size_t letter_from(struct slice s, size_t at) {
  while (at < s.bytes) {
    if (is_letter_byte(s.text[at]) || is_digit_byte(s.text[at])) break;
    bool mark = at + 2 < s.bytes && (unsigned char)s.text[at] == 0xE2; /* quotation marks, dashes */
    if (!mark && s.text[at] & 0x80) break;
    at += mark ? 3 : 1;
  }
  return at;
}

/* Whether two texts have the same letters and digits in the same order, in any case, and any at all. */
static inline bool same_letters(struct slice a, struct slice b) {
  size_t i = letter_from(a, 0), k = letter_from(b, 0);
  bool any = i < a.bytes;
  for (; i < a.bytes && k < b.bytes; i = letter_from(a, i + 1), k = letter_from(b, k + 1)) {
    char x = a.text[i], y = b.text[k];
    if (x != y && (!is_letter_byte(x) || (x | 32) != (y | 32))) return false;
  }
  return any && i >= a.bytes && k >= b.bytes;
}

/* The bytes of a dash (- – — ‐ ‑ ―, or --) at the start, 0 if there is none. */
static inline size_t dash_at(struct slice s) {
  if (!s.bytes) return 0;
  if (s.text[0] == '-') return s.bytes > 1 && s.text[1] == '-' ? (s.bytes > 2 && s.text[2] == '-' ? 3 : 2) : 1;
  return s.bytes >= 3 && !memcmp(s.text, "\xE2\x80", 2) && (unsigned char)s.text[2] >= 0x90 &&
                 (unsigned char)s.text[2] <= 0x95
             ? 3
             : 0;
}

#endif
