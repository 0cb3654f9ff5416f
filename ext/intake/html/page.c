/* A web page as a story: see page.h. */
#include "page.h"

#include "../lines.h"

enum { OPENING = 1024 /* bytes within which a page shows that it is one */ };

static bool opens_with(struct slice s, const char *small) {
  size_t n = 0;
  while (small[n] && n < s.bytes && (s.text[n] == small[n] || (char)(s.text[n] | 32) == small[n])) n++;
  return !small[n];
}

bool page_is_one(struct slice text) {
  size_t end = text.bytes < OPENING ? text.bytes : OPENING;
  for (size_t at = 0; at < end; at++) {
    if (text.text[at] != '<') {
      if (!at && text.text[0] != ' ' && text.text[0] != '\n' && text.text[0] != '\t')
        return false; /* it begins with text */
      continue;
    }
    struct slice tag = slice_from(text, at + 1);
    if (opens_with(tag, "!doctype html") || opens_with(tag, "html") || opens_with(tag, "head>") ||
        opens_with(tag, "body"))
      return true;
    const bool comment = opens_with(tag, "!--"); /* may hold tags: "<!--[if IE 7]><html><![endif]-->" */
    if (!opens_with(tag, "?xml") && !comment) return false;
    while (at < end && !(text.text[at] == '>' && (!comment || (text.text[at - 1] == '-' && text.text[at - 2] == '-'))))
      at++;
  }
  return false;
}

bool page_can_be_read(void) {
#if defined(NEWSEXT_GUMBO)
  return true;
#else
  return false;
#endif
}

bool page_read(struct story *s, struct slice text, struct buffer *out) {
  struct page p = {.stop = s->stop};
  if (!html_read(&p.tree, text, s->stop)) {
    s->page_problem = p.tree.problem;
    return p.tree.problem || (s->stop && s->stop->stopped);
  }
  p.story = page_content(&p);
  page_metadata(&p, s);
  page_open_header(&p);
  page_render(&p, p.story, s->title, out);
  bool good = !p.tree.arena.no_memory && !out->no_memory;
  arena_free(&s->page);
  s->page = p.tree.arena; /* what the fields point into */
  return good;
}
