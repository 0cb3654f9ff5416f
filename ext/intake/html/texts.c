/* The texts of a page's elements: see texts.h. */
#include "texts.h"

#include "../lines.h"
#include "../phrase.h"

enum {
  LONGEST_FIELD = 300,
  RUNNING_BYTES = 100 /* of running text, from which a paragraph is the story's first */
};

struct slice page_copy(struct arena *a, const char *text, size_t bytes) {
  char *kept = arena_copy(a, text, bytes);
  return (struct slice){kept ? kept : "", kept ? bytes : 0};
}
struct slice page_text_of(struct page *p, uint32_t node) {
  struct buffer b = {0};
  bool space = false;
  for (uint32_t i = node; i < p->tree.nodes[node].end && b.count < LONGEST_FIELD; i++) {
    struct slice text = p->tree.nodes[i].text;
    bool kicker = i > node && p->tree.nodes[i].tag != HTML_TEXT &&
                  name_has(html_attribute(&p->tree.nodes[i], ATTRIBUTE_CLASS), LEXICON_PAGE_KICKER);
    if (p->tree.nodes[i].tag == HTML_SCRIPT || p->tree.nodes[i].tag == HTML_STYLE || kicker)
      i = p->tree.nodes[i].end - 1;
    else if (p->tree.nodes[i].tag != HTML_TEXT) space = true;
    else
      for (size_t k = 0; k < text.bytes && b.count < LONGEST_FIELD; k++) {
        bool wide = k + 1 < text.bytes && !memcmp(text.text + k, "\xC2\xA0", 2); /* a space that breaks no line */
        bool soft = k + 1 < text.bytes && !memcmp(text.text + k, "\xC2\xAD", 2); /* a soft hyphen */
        if ((unsigned char)text.text[k] <= ' ' || wide) space = true;
        k += wide || soft;
        if (wide || soft || (unsigned char)text.text[k] <= ' ') continue;
        if (space && b.count) buffer_add_byte(&b, ' ');
        space = false;
        buffer_add_byte(&b, text.text[k]);
      }
  }
  bool cut = b.count == LONGEST_FIELD;
  for (bool lead = false; cut && !lead && b.count && (b.bytes[b.count - 1] & 0x80); b.count--) /* half a character */
    lead = (b.bytes[b.count - 1] & 0xC0) == 0xC0;
  struct slice kept = page_copy(&p->tree.arena, b.bytes ? b.bytes : "", b.count);
  if (b.no_memory) p->tree.arena.no_memory = true;
  buffer_free(&b);
  return kept;
}

uint32_t page_text_from(const struct page *p) {
  const uint32_t end = p->tree.nodes[p->story].end;
  for (uint32_t i = p->heading; i < end; i++)
    if (p->tree.nodes[i].tag == HTML_P && p->good[i] >= RUNNING_BYTES) return i;
  return end;
}

struct slice page_letters(struct arena *a, struct slice s) {
  char *out = arena_take(a, s.bytes + 1);
  size_t n = 0;
  for (size_t i = 0; out && i < s.bytes; i++) {
    char c = s.text[i];
    if (is_letter_byte(c) || is_digit_byte(c) || (c & 0x80)) out[n++] = is_upper_byte(c) ? (char)(c | 32) : c;
  }
  return (struct slice){out ? out : "", n};
}

bool page_holds(struct slice all, struct slice part) {
  for (size_t i = 0; part.bytes && i + part.bytes <= all.bytes; i++)
    if (!memcmp(all.text + i, part.text, part.bytes)) return true;
  return false;
}
