/* Patterns of file names: see wildcard.h. */
#include "wildcard.h"

#include "../text/utf8.h"

#include <string.h>

bool wildcard_means(char c) { return c && strchr("*?[\\", c); }

size_t wildcard_first(const char *path) { return strcspn(path, "*?["); }

size_t wildcard_part(const char *pattern) { return strcspn(pattern, "/"); }

/* Reads a set behind its [; false where it has no end, and is no set.  `*at` is then behind its ]. */
static bool read_set(const char *pattern, size_t bytes, size_t *at, uint32_t code, bool *has) {
  size_t i = *at;
  bool negated = i < bytes && (pattern[i] == '!' || pattern[i] == '^'), found = false;
  i += negated;
  for (bool first = true; i < bytes && (first || pattern[i] != ']'); first = false) {
    if (pattern[i] == '\\' && i + 1 < bytes) i++;
    uint32_t low = utf8_next(pattern, bytes, &i), high = low;
    if (i + 1 < bytes && pattern[i] == '-' && pattern[i + 1] != ']') {
      i += pattern[i + 1] == '\\' && i + 2 < bytes ? 2 : 1;
      high = utf8_next(pattern, bytes, &i);
    }
    found |= low <= code && code <= high;
  }
  if (i >= bytes) return false;
  *at = i + 1;
  *has = found != negated;
  return true;
}

/* Whether one piece of a pattern, no *, agrees with one character; both move on where it does. */
static bool match_one(const char *pattern, size_t pattern_bytes, size_t *p, const char *name, size_t bytes, size_t *n) {
  size_t in_pattern = *p, in_name = *n;
  uint32_t code = utf8_next(name, bytes, &in_name);
  char c = pattern[in_pattern];
  bool agrees = false;
  if (c == '?') in_pattern++, agrees = true;
  else if (c != '[' || (in_pattern++, !read_set(pattern, pattern_bytes, &in_pattern, code, &agrees))) {
    in_pattern = *p + (c == '\\' && *p + 1 < pattern_bytes);
    size_t from = in_pattern;
    utf8_next(pattern, pattern_bytes, &in_pattern);
    agrees = in_pattern - from == in_name - *n && !memcmp(pattern + from, name + *n, in_name - *n);
  }
  if (agrees) *p = in_pattern, *n = in_name;
  return agrees;
}

/* After a * that took too little, it takes one character more: only the last * is ever tried again. */
bool wildcard_match(const char *pattern, size_t pattern_bytes, const char *name, size_t bytes) {
  size_t p = 0, n = 0, star = SIZE_MAX, tried = 0;
  if (bytes && name[0] == '.' && pattern_bytes && wildcard_means(pattern[0]) && pattern[0] != '\\') return false;
  while (n < bytes) {
    if (p < pattern_bytes && pattern[p] == '*') {
      star = ++p;
      tried = n;
    } else if (p >= pattern_bytes || !match_one(pattern, pattern_bytes, &p, name, bytes, &n)) {
      if (star == SIZE_MAX) return false;
      p = star;
      utf8_next(name, bytes, &tried);
      n = tried;
    }
  }
  while (p < pattern_bytes && pattern[p] == '*') p++;
  return p == pattern_bytes;
}
