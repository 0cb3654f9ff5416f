/*
** Who wrote a page: see authors.h.
**
**     <p class="byline">By <a href="/author/ann-roe">Ann Roe</a> on May 3, 2019</p>        Ann Roe
**     <p>von Jan Rohe, vor 3 Stunden</p>                                                  Jan Rohe
**
** The words that stand before a name, and the names of elements, are lists: ext/lexicon/en/pages.txt.
*/
#include "authors.h"

#include "../byline.h"
#include "../lines.h"
#include "../phrase.h"
#include "texts.h"

enum {
  MOST_NAMES = 300,      /* bytes of all names */
  MOST_NAME_NODES = 500, /* of what is marked as an author, in which the name is looked for */
  MOST_BETWEEN = 3,      /* nodes between two authors: " and " */
  LONGEST_BYLINE = 90,   /* bytes of a line that names the author */
  LONGEST_DATED = 60,    /* and of one that begins with a date */
  LEAST_NAME = 4         /* bytes of a name before a number */
};

/* "Ann Roe" and "Jan Rohe" as "Ann Roe, Jan Rohe"; the first alone where one holds the other, or all is long. */
static struct slice joined(struct arena *a, struct slice first, struct slice second) {
  if (!first.bytes) return second;
  if (!second.bytes || first.bytes + second.bytes >= MOST_NAMES) return first;
  if (page_holds(first, second) || page_holds(second, first)) return first;
  char *text = arena_take(a, first.bytes + second.bytes + 2);
  if (!text) return first;
  memcpy(text, first.text, first.bytes);
  memcpy(text + first.bytes, ", ", 2);
  memcpy(text + first.bytes + 2, second.text, second.bytes);
  return (struct slice){text, first.bytes + second.bytes + 2};
}

/* Whether a text in the author's place is the label of one ("By", "Author:") or a word for nobody. */
static bool names_nobody(struct slice v) {
  while (v.bytes && strchr(" :", v.text[v.bytes - 1])) v.bytes--;
  return lexicon_has(lexicon_find(word_key(v.text, v.bytes, 0)), LEXICON_PAGE_NO_AUTHOR);
}

/* An author in the nodes from `node` up to `end`; one close behind another, in the same element, is a second author. */
static void add(struct page_authors *f, struct arena *a, enum author kind, struct slice name, uint32_t node,
                uint32_t end, uint32_t parent) {
  name = slice_trimmed(name);
  if (!name.bytes || names_nobody(name)) return;
  bool first = !f->names[kind].bytes;
  if (first) f->nodes[kind] = node, f->parents[kind] = parent;
  if (!first && (parent != f->parents[kind] || node > f->ends[kind] + MOST_BETWEEN)) return;
  f->names[kind] = joined(a, f->names[kind], name);
  f->ends[kind] = end;
}

void authors_add_meta(struct page_authors *f, struct arena *a, struct slice key, struct slice name) {
  if (f->meta_key.bytes && !slice_equals(f->meta_key, key)) return;
  add(f, a, AUTHOR_META, name, 0, 0, 0);
  f->meta_key = key;
}

/* Whether an address is that of somebody's page: a part of its path, not the last, is named so ("/author/ann-dell"). */
static bool is_author_address(struct slice href) {
  for (size_t at = 0, end; at < href.bytes; at = end + 1) {
    for (end = at; end < href.bytes && href.text[end] != '/';) end++;
    struct slice part = {href.text + at, end - at};
    if (end + 1 < href.bytes && name_value(part, LEXICON_PAGE_AUTHOR_PATH)) return true;
  }
  return false;
}

/* Whether an element within what is marked as an author has the name alone. */
static bool has_name_alone(const struct html_node *n) {
  if (name_means(html_attribute(n, ATTRIBUTE_ITEMPROP), LEXICON_PAGE_FIELD) == FIELD_NAME) return true;
  return name_has(html_attribute(n, ATTRIBUTE_CLASS), LEXICON_PAGE_AUTHOR_NAME) ||
         (n->tag == HTML_A && (name_has(html_attribute(n, ATTRIBUTE_REL), LEXICON_PAGE_AUTHOR) ||
                               is_author_address(html_attribute(n, ATTRIBUTE_HREF))));
}

/* The names in an element that is marked as an author: its parts that are marked as names, else all of its text. */
static struct slice names_in(struct page *p, uint32_t node) {
  struct slice names = {"", 0};
  for (uint32_t k = node + 1; k < p->tree.nodes[node].end && k - node < MOST_NAME_NODES; k++) {
    if (p->tree.nodes[k].tag == HTML_TEXT || !has_name_alone(&p->tree.nodes[k])) continue;
    struct slice told =
        html_attribute(&p->tree.nodes[k], ATTRIBUTE_CONTENT); /* <meta itemprop="name" content="Ann Roe"> */
    names = joined(&p->tree.arena, names, told.bytes ? told : page_text_of(p, k));
    k = p->tree.nodes[k].end - 1;
  }
  return names.bytes ? names : page_text_of(p, node);
}

void authors_add_marked(struct page *p, struct page_authors *f, uint32_t node, unsigned named, bool is_author) {
  const struct html_node *n = &p->tree.nodes[node];
  struct arena *a = &p->tree.arena;
  if (is_author || name_has(html_attribute(n, ATTRIBUTE_REL), LEXICON_PAGE_AUTHOR))
    add(f, a, AUTHOR_MARKED, names_in(p, node), node, n->end, n->parent);
  else if (named & NAMED_AUTHOR) add(f, a, AUTHOR_CLASS, names_in(p, node), node, n->end, n->parent);
  else if (n->tag == HTML_A && !p->good[n->parent] && is_author_address(html_attribute(n, ATTRIBUTE_HREF))) {
    struct slice name = page_text_of(p, node);
    if (memchr(name.text, ' ', name.bytes) && byline_is_name(name))
      add(f, a, AUTHOR_LINK, name, node, n->end, n->parent);
  }
}

void authors_are_early(struct page_authors *f) {
  static const enum author shown[] = {AUTHOR_CLASS, AUTHOR_LINK, AUTHOR_MARKED};
  for (size_t i = 0; i < sizeof shown / sizeof *shown && !f->headed; i++) {
    if (f->names[shown[i]].bytes) f->names[AUTHOR_EARLY] = f->names[shown[i]];
    f->names[shown[i]] = (struct slice){0};
  }
  f->headed = true;
}

/* Without what is left of a time whose number stood behind it: "Ann Roe Monday, March", "Jan Rohe vor". */
static struct slice without_time(struct slice v) {
  for (;;) {
    size_t at;
    while (v.bytes && strchr(" ,.|-(", v.text[v.bytes - 1])) v.bytes--;
    for (at = v.bytes; at && v.text[at - 1] != ' ';) at--;
    uint32_t word = lexicon_find(word_key(v.text + at, v.bytes - at, 0));
    bool time = lexicon_has(word, LEXICON_MONTH) || lexicon_has(word, LEXICON_PAGE_MONTH) ||
                lexicon_has(word, LEXICON_WEEKDAY) || (at < v.bytes && is_lower_byte(v.text[at]));
    if (!at || !time) return v;
    v.bytes = at;
  }
}

/* A copy with one space for each run of white space, DOCUMENT_PADDING behind it. */
static struct slice squeezed(struct slice v, struct arena *a) {
  char *text = arena_get(a, v.bytes + DOCUMENT_PADDING);
  size_t n = 0;
  for (size_t i = 0; text && i < v.bytes; i++) {
    bool wide = i + 1 < v.bytes && !memcmp(v.text + i, "\xC2\xA0", 2);
    bool space = wide || (unsigned char)v.text[i] <= ' ';
    if (!space || (n && text[n - 1] != ' ')) text[n++] = space ? ' ' : v.text[i];
    i += wide;
  }
  return slice_trimmed((struct slice){text ? text : "", n});
}

/* The name in a byline as a page writes it: without "By" in any language, a date, links, and, where no reader is shown
** it, the site's own name. */
static bool set_byline(struct story *s, struct slice v, struct slice site, bool shown, struct arena *a) {
  struct slice name;
  while (v.bytes && strchr(",:|- ", v.text[0])) v = slice_behind(v, 1);
  if (!v.bytes || v.bytes > MOST_NAMES / 2 || !(v = squeezed(v, a)).bytes) return false;
  struct when w;
  size_t lead = phrase_read(v, 0, LEXICON_PAGE_BYLINE_LEAD, NULL);
  if (lead && lead < v.bytes) v = slice_behind(v, lead + (v.text[lead] == ':'));
  size_t dated = when_read(v.text, v.bytes, true, &w); /* "Posted on May 3, 2019 by Ann Roe" */
  if (dated && dated < v.bytes && byline_begins(slice_behind(v, dated), &name)) v = slice_behind(v, dated);
  byline_begins(v, &v);
  for (size_t i = LEAST_NAME; i < v.bytes; i++) /* "Ann Roe, 3 mai 2019", "annroe 312 posts" */
    if (is_digit_byte(v.text[i]) && strchr(" ,(|", v.text[i - 1])) v = without_time((struct slice){v.text, i});
  v = slice_trimmed(v);
  struct slice own = page_letters(a, site);
  name = page_letters(a, v);
  const char *at = memchr(v.text, '@', v.bytes);
  bool address = (memchr(v.text, '/', v.bytes) && !memchr(v.text, ' ', v.bytes)) || slice_starts(v, "www.") ||
                 (at && (at == v.text || at[-1] != ' ')); /* "Ann Roe @annroe" is none */
  bool site_itself = !shown && name.bytes && slice_equals(own, name);
  if (!v.bytes || address || site_itself || names_nobody(v)) return false;
  if (!byline_read(s, v) || !s->byline.bytes) return false;
  if (s->byline.text[s->byline.bytes - 1] != ':') return true;
  s->byline = (struct slice){0}; /* the label of something else */
  return false;
}

/* The line that begins with the text of node `i`, up to the next block or line break; no text where it is long. */
static struct slice line_from(struct page *p, uint32_t i, uint32_t end) {
  struct buffer b = {0};
  for (; i < end && !(p->flags[i] & PAGE_BLOCK) && p->tree.nodes[i].tag != HTML_BR && b.count <= LONGEST_BYLINE; i++) {
    struct slice text = p->tree.nodes[i].text;
    if (p->tree.nodes[i].tag != HTML_TEXT && b.count && b.bytes[b.count - 1] != ' ') buffer_add_byte(&b, ' ');
    for (size_t k = 0; k < text.bytes && b.count <= LONGEST_BYLINE; k++) {
      bool space = (unsigned char)text.text[k] <= ' ';
      if (!space || (b.count && b.bytes[b.count - 1] != ' ')) buffer_add_byte(&b, space ? ' ' : text.text[k]);
    }
  }
  bool fits = b.count && b.count <= LONGEST_BYLINE;
  struct slice line = fits ? slice_trimmed(page_copy(&p->tree.arena, b.bytes, b.count)) : (struct slice){"", 0};
  p->tree.arena.no_memory |= b.no_memory;
  buffer_free(&b);
  return line;
}

/* What stands before an author's name, "By" or "Autor:", at the start of a text or behind the date with which it
** begins: where it stands, or the text's end. */
static size_t find_lead(struct slice s) {
  char text[LONGEST_BYLINE + DOCUMENT_PADDING] = {0};
  size_t dated = 0;
  if (s.bytes > LONGEST_BYLINE) return s.bytes;
  memcpy(text, s.text, s.bytes);
  for (size_t i = 0; i < s.bytes && s.bytes <= LONGEST_DATED; i++)
    if (is_digit_byte(text[i])) dated = i + 1;
  while (dated && dated < s.bytes && strchr(" ,.|-", text[dated])) dated++;
  for (size_t at = 0;; at = dated) {
    if (at < s.bytes && (phrase_read((struct slice){text, s.bytes}, at, LEXICON_PAGE_BYLINE_LEAD, NULL) ||
                         phrase_read((struct slice){text, s.bytes}, at, LEXICON_BYLINE_LEAD, NULL)))
      return at;
    if (at == dated) return s.bytes;
  }
}

/* Looks for a line that names the author, from the headline on to node `end`. */
static void read_byline(struct page *p, struct slice site, struct story *s, uint32_t end) {
  const struct html_node *nodes = p->tree.nodes;
  for (uint32_t i = p->heading; i < end && !s->byline.bytes; i++) {
    if (nodes[i].tag == HTML_SCRIPT || nodes[i].tag == HTML_STYLE) i = nodes[i].end - 1;
    struct slice text = nodes[i].tag == HTML_TEXT ? slice_trimmed(nodes[i].text) : (struct slice){"", 0};
    if (!text.bytes || find_lead(text) == text.bytes) continue;
    struct published before = s->published;
    struct slice source = s->source;
    struct slice line = line_from(p, i, p->tree.nodes[p->story].end);
    bool set = set_byline(s, slice_from(line, find_lead(line)), site, true, &p->tree.arena);
    if (set && byline_is_names(s->byline) && memchr(s->byline.text, ' ', s->byline.bytes)) break;
    s->byline = (struct slice){0};
    s->published = before;
    s->source = source;
  }
}

/* Whether a name is that of an account rather than a person's: one word without a capital, or with a digit. */
static bool is_account(struct slice name) {
  bool digit = false, upper = false;
  for (size_t i = 0; i < name.bytes; i++) {
    if (name.text[i] == ' ' || name.text[i] & 0x80) return false;
    digit |= is_digit_byte(name.text[i]);
    upper |= is_upper_byte(name.text[i]);
  }
  return digit || !upper;
}

void page_set_byline(struct page *p, const struct page_authors *f, struct slice site, struct story *s) {
  struct arena *a = &p->tree.arena;
  const uint32_t text = page_text_from(p);
  for (int k = AUTHOR_LD; k <= AUTHOR_META && !s->byline.bytes; k++)
    if (!is_account(f->names[k])) set_byline(s, f->names[k], site, false, a);
  for (int k = AUTHOR_MARKED; k <= AUTHOR_CLASS && !s->byline.bytes; k++) /* between headline and text */
    if (k != AUTHOR_GRAPH && f->nodes[k] >= p->heading && f->nodes[k] < text)
      set_byline(s, f->names[k], site, p->heading > 0, a);
  if (!s->byline.bytes) read_byline(p, site, s, text);
  for (int k = 0; k < AUTHORS && !s->byline.bytes; k++) set_byline(s, f->names[k], site, false, a);
  if (!s->byline.bytes) read_byline(p, site, s, p->tree.nodes[p->story].end);
  for (int k = AUTHOR_LD; k <= AUTHOR_META && !s->byline.bytes; k++) set_byline(s, f->names[k], site, true, a);
}
