/* HTML tags: see markup.h. */
#include "markup.h"

#include <stdbool.h>
#include <string.h>

enum { LONGEST_TAG = 1024, LONGEST_NAME = 10 };

static const char inline_names[] = " a abbr b big center cite code del em font i img ins kbd mark noscript q s small "
                                   "span strike strong sub sup tt u wbr ";
static const char paragraph_names[] = " article aside blockquote body div dl figcaption figure footer form h1 h2 h3 h4 "
                                      "h5 h6 head header html iframe main nav ol p pre "
                                      "script section style table ul ";
static const char line_names[] = " br dd dt hr input li link meta option select td th thead tbody title tr ";

static const char *const ends[MARKUP_ENDS] = {"-->", "</script", "</style"};

static bool in(const char *names, const char *name, size_t length) {
  char padded[LONGEST_NAME + 3] = " ";
  memcpy(padded + 1, name, length);
  memcpy(padded + 1 + length, " ", 2);
  return strstr(names, padded) != NULL;
}

static bool same(const char *text, const char *want, size_t length) {
  for (size_t i = 0; i < length; i++) {
    char c = text[i] >= 'A' && text[i] <= 'Z' ? (char)(text[i] + 32) : text[i];
    if (c != want[i]) return false;
  }
  return true;
}

/* Behind the next end of a sort, or 0. */
static size_t find_end(const char *text, size_t bytes, size_t at, int sort, size_t no_end[MARKUP_ENDS]) {
  size_t length = strlen(ends[sort]);
  if (at >= no_end[sort]) return 0;
  for (size_t i = at; i + length <= bytes; i++) {
    const char *next = memchr(text + i, ends[sort][0], bytes - length + 1 - i);
    if (!next) break;
    i = (size_t)(next - text);
    if (!same(next, ends[sort], length)) continue;
    const char *close = sort ? memchr(next, '>', bytes - i) : next + length - 1;
    return close ? (size_t)(close - text) + 1 : 0;
  }
  no_end[sort] = at;
  return 0;
}

size_t markup_at(const char *text, size_t bytes, size_t at, size_t no_end[MARKUP_ENDS], enum markup_break *lines) {
  size_t left = bytes - at;
  *lines = MARKUP_INLINE;
  if (left >= 4 && !memcmp(text + at, "<!--", 4)) {
    size_t end = find_end(text, bytes, at + 4, 0, no_end);
    return end ? end - at : 0;
  }
  if (left >= 9 && text[at + 1] == '!' && same(text + at + 2, "doctype", 7)) {
    const char *close = memchr(text + at, '>', left < LONGEST_TAG ? left : LONGEST_TAG);
    return close ? (size_t)(close - text) + 1 - at : 0;
  }
  size_t from = at + 1, length = 0;
  bool closing = from < bytes && text[from] == '/';
  if (closing) from++;
  char name[LONGEST_NAME + 1];
  bool capitals = false; /* "<S>" is a share on the stock exchange */
  while (from + length < bytes && length < LONGEST_NAME) {
    char c = text[from + length];
    if (c >= 'A' && c <= 'Z') c = (char)(c + 32), capitals = true;
    if (!(c >= 'a' && c <= 'z') && !(length && c >= '1' && c <= '6')) break;
    name[length++] = c;
  }
  if (!length) return 0;
  char behind = from + length < bytes ? text[from + length] : 0;
  if (!behind || !strchr(" \t\r\n/>", behind)) return 0;
  if (in(paragraph_names, name, length)) *lines = MARKUP_PARAGRAPH;
  else if (in(line_names, name, length)) *lines = MARKUP_LINE;
  else if (!in(inline_names, name, length)) return 0;
  const char *close = memchr(text + from, '>', bytes - from < LONGEST_TAG ? bytes - from : LONGEST_TAG);
  const char *other = close ? memchr(text + from, '<', (size_t)(close - text) - from) : NULL;
  if (!close || (other && behind != ' ')) return 0;
  bool attributes = memchr(text + from, '=', (size_t)(close - text) - from) != NULL;
  size_t more = from + length;
  while (strchr(" \t\r\n/", text[more])) more++;
  if (text[more] != '>' && !attributes) return 0; /* "a <b and c> d" */
  if (capitals && !closing && !attributes && !in(" br ", name, length)) return 0;
  size_t end = (size_t)(close - text) + 1;
  int sort = length == 6 && !memcmp(name, "script", 6) ? 1 : length == 5 && !memcmp(name, "style", 5) ? 2 : 0;
  if (sort && !closing && close[-1] != '/') {
    size_t all = find_end(text, bytes, end, sort, no_end);
    if (all) end = all;
  }
  return end - at;
}
