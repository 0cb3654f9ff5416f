/*
** What a page says of itself: see page.h.
**
** In the order of trust that readers of pages have found (htmldate, Barbaresi 2020): JSON-LD (schema.org), the meta
** elements of OpenGraph and of publishers' systems, marked-up elements, and for the headline the <h1> that the others
** confirm.  A date of the last change serves only where none of publication stands.  The names are lists:
** ext/lexicon/en/pages.txt.
*/
#include "page.h"

#include "../byline.h"
#include "../json.h"
#include "../lines.h"
#include "../phrase.h"
#include "dates.h"
#include "texts.h"
#include "title.h"

enum {
  MOST_LD_DEPTH = 5,
  LONGEST_FIELD = 300,
  LONGEST_KEY = 40, /* bytes of a name in broken JSON */
  MOST_AUTHORS = 12,
  MOST_NAME_NODES = 500, /* of what is marked as an author, in which the name is looked for */
  LONGEST_BYLINE = 90,   /* bytes of a line that names the author */
  LONGEST_LEAD = 40,
  NEAR_BYTES = 100, /* bytes of running text from which a paragraph is the story's first */
  LEAST_NAME = 4    /* bytes of a name before a number */
};

/* Where an author is named, the most trusted first: by the story's own JSON-LD, a meta element, what is marked as one, a
** person in the page's graph, a class, the address of a link; what stands before the first heading comes last. */
enum author { AUTHOR_LD, AUTHOR_META, AUTHOR_MARKED, AUTHOR_LINK, AUTHOR_GRAPH, AUTHOR_CLASS, AUTHOR_EARLY, AUTHORS };

/* What has been found for a field, by where it stood; the first of each is kept. */
struct found {
  struct arena *arena;
  struct slice headline, open_title, page_title; /* titles */
  struct slice authors[AUTHORS], site, url, canonical;
  struct slice author_key;   /* the name of the meta element that named the author */
  uint32_t parents[AUTHORS]; /* the element in which the last author stood */
  bool headed;               /* a heading has been met */
  struct page_dates dates;
};

static void keep_first(struct slice *field, struct slice value) {
  value = slice_trimmed(value);
  if (!field->bytes && value.bytes) *field = value;
}

/* --- JSON-LD --- */

static struct slice json_string(struct found *f, const struct json_value *v) {
  struct buffer b = {0}, mended = {0};
  bool broken = false;
  if (v->kind != JSON_STRING) return (struct slice){0};
  json_text(&b, v, &broken);
  bool changed = b.count && repair(&mended, b.bytes, b.count, NULL);
  const struct buffer *from = changed ? &mended : &b;
  struct slice kept = slice_trimmed(page_copy(f->arena, from->bytes ? from->bytes : "", from->count));
  if (b.no_memory || mended.no_memory) f->arena->no_memory = true;
  buffer_free(&b);
  buffer_free(&mended);
  return kept;
}

/* The names of one author or several: a string, an object with a name, an array of these. */
static void read_names(struct found *f, struct json_value v, struct slice *field) {
  struct json_value item, key, value;
  struct buffer all = {0};
  size_t at = 0, in = 0;
  if (v.kind == JSON_STRING) keep_first(field, json_string(f, &v));
  while (v.kind == JSON_OBJECT && json_member(&v, &at, &key, &value))
    if (json_is(&key, (struct slice){"name", 4})) read_names(f, value, field);
  for (int n = 0; v.kind == JSON_ARRAY && n < MOST_AUTHORS && json_item(&v, &in, &item); n++) {
    struct slice one = {0};
    if (item.kind == JSON_ARRAY) continue;
    read_names(f, item, &one);
    if (all.count && one.bytes) buffer_add_text(&all, ", ");
    buffer_add(&all, one.text, one.bytes);
  }
  if (all.count) keep_first(field, page_copy(f->arena, all.bytes, all.count));
  f->arena->no_memory |= all.no_memory;
  buffer_free(&all);
}

/* An object of schema.org, and the objects in its "@graph"; `depth` bounds the recursion. */
static void read_ld(struct found *f, struct json_value v, int depth) {
  struct json_value item, key, value;
  size_t at = 0;
  while (depth && v.kind == JSON_ARRAY && json_item(&v, &at, &item)) read_ld(f, item, depth - 1);
  bool story = false, site = false, person = false;
  struct found own = {.arena = f->arena};
  for (at = 0; v.kind == JSON_OBJECT && json_member(&v, &at, &key, &value);) {
    const char *means = name_value(key.text, LEXICON_PAGE_FIELD);
    if (key.text.bytes && key.text.text[0] == '@' && value.kind == JSON_ARRAY && depth) read_ld(f, value, depth - 1);
    if (json_is(&key, (struct slice){"@type", 5})) {
      struct json_value type = value;
      size_t first = 0;
      if (value.kind == JSON_ARRAY && !json_item(&value, &first, &type)) continue;
      story |= type.kind == JSON_STRING && name_has(type.text, LEXICON_PAGE_STORY_TYPE);
      site |= type.kind == JSON_STRING && name_has(type.text, LEXICON_PAGE_SITE_TYPE);
      person |= type.kind == JSON_STRING && name_has(type.text, LEXICON_PAGE_PERSON_TYPE);
    }
    if (!means) {
      if (value.kind == JSON_OBJECT && depth && json_is(&key, (struct slice){"mainEntity", 10}))
        read_ld(f, value, depth - 1);
      continue;
    }
    if (!strcmp(means, "author")) read_names(f, value, &own.authors[AUTHOR_LD]);
    else if (!strcmp(means, "site")) read_names(f, value, &own.site);
    else if (!strcmp(means, "name")) keep_first(&own.page_title, json_string(f, &value));
    else if (!strcmp(means, "title")) keep_first(&own.headline, json_string(f, &value));
    else if (!strcmp(means, "published")) keep_first(&own.dates.published, json_string(f, &value));
    else if (!strcmp(means, "modified")) keep_first(&own.dates.modified, json_string(f, &value));
  }
  if (site) keep_first(&f->site, own.page_title);
  if (person) keep_first(&f->authors[AUTHOR_GRAPH], own.page_title);
  if (!story && !own.dates.published.bytes) return;
  keep_first(&f->headline, own.headline);
  keep_first(&f->authors[AUTHOR_LD], own.authors[AUTHOR_LD]);
  keep_first(&f->site, own.site);
  keep_first(&f->dates.published, own.dates.published);
  keep_first(&f->dates.modified, own.dates.modified);
}

/* JSON that is broken: the date and the headline, wherever their keys stand before a string. */
static void read_broken_ld(struct found *f, struct slice text) {
  struct json_value value;
  const char *open, *close;
  for (size_t at = 0; at < text.bytes && (open = memchr(text.text + at, '"', text.bytes - at)) != NULL;) {
    at = (size_t)(open + 1 - text.text);
    size_t near = text.bytes - at < LONGEST_KEY ? text.bytes - at : LONGEST_KEY, in;
    if (!(close = memchr(open + 1, '"', near))) continue;
    struct slice key = {open + 1, (size_t)(close - open) - 1};
    const char *means = name_value(key, LEXICON_PAGE_FIELD);
    for (in = at + key.bytes + 1; in < text.bytes && strchr(" \t\r\n:", text.text[in]);) in++;
    if (!means || in >= text.bytes || text.text[in] != '"') continue;
    if (!json_read(text, &in, &value)) return; /* it is open to the end */
    at = in;
    if (!strcmp(means, "published")) keep_first(&f->dates.published, json_string(f, &value));
    else if (!strcmp(means, "title")) keep_first(&f->headline, json_string(f, &value));
  }
}

static void read_script(struct page *p, struct found *f, uint32_t i) {
  struct slice type = html_attribute(&p->tree.nodes[i], "type");
  if (i + 1 >= p->tree.nodes[i].end || !type.text || !name_has(type, LEXICON_PAGE_LD)) return;
  struct json_value v;
  size_t at = 0;
  struct slice text = slice_trimmed(p->tree.nodes[i + 1].text);
  if (json_read(text, &at, &v)) read_ld(f, v, MOST_LD_DEPTH);
  else read_broken_ld(f, text);
}

/* --- elements --- */

/* An author; one beside another is a second author.  `place`: the element in which they stand, or what else makes two
** of them one list. */
static void add_author(struct found *f, enum author kind, struct slice name, uint32_t place) {
  struct slice *field = &f->authors[kind], both = {0};
  name = slice_trimmed(name);
  if (!field->bytes) f->parents[kind] = place;
  else if (place == f->parents[kind] && name.bytes && field->bytes + name.bytes < LONGEST_FIELD &&
           !page_holds(*field, name)) {
    char *text = arena_take(f->arena, field->bytes + name.bytes + 2);
    if (!text) return;
    memcpy(text, field->text, field->bytes);
    memcpy(text + field->bytes, ", ", 2);
    memcpy(text + field->bytes + 2, name.text, name.bytes);
    both = (struct slice){text, field->bytes + name.bytes + 2};
    *field = both;
  }
  keep_first(field, name);
}

static void read_meta(struct found *f, const struct html_node *n) {
  static const char *const keys[] = {"property", "name", "itemprop", "http-equiv"};
  struct slice content = slice_trimmed(html_attribute(n, "content"));
  const char *means = NULL;
  struct slice key = {0};
  for (size_t i = 0; i < sizeof keys / sizeof *keys && !means; i++)
    means = name_value(key = html_attribute(n, keys[i]), LEXICON_PAGE_META);
  if (!means || !content.bytes) return;
  bool address = slice_starts(content, "http");
  if (!strcmp(means, "title")) keep_first(&f->open_title, content);
  else if (!strcmp(means, "author")) {
    bool same = f->author_key.bytes == key.bytes && (!key.bytes || !memcmp(f->author_key.text, key.text, key.bytes));
    if (!address && (same || !f->author_key.bytes)) add_author(f, AUTHOR_META, content, 0), f->author_key = key;
  } else if (!strcmp(means, "site")) {
    if (!address) keep_first(&f->site, content);
  } else if (!strcmp(means, "url")) keep_first(&f->url, content);
  else if (!strcmp(means, "published")) keep_first(&f->dates.published, content);
  else if (!strcmp(means, "modified")) keep_first(&f->dates.modified, content);
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

/* An element that is marked as the date or the author, in the class or by itemprop. */
static void read_marked(struct page *p, struct found *f, uint32_t i) {
  const struct html_node *n = &p->tree.nodes[i];
  struct slice property = html_attribute(n, "itemprop"), rel = html_attribute(n, "rel");
  const unsigned named = names_say(&p->names, html_attribute(n, "class"));
  const char *means = property.bytes ? name_value(property, LEXICON_PAGE_FIELD) : NULL;
  struct slice when = html_attribute(n, "datetime");
  if (means && (!strcmp(means, "published") || !strcmp(means, "modified"))) {
    struct slice content = html_attribute(n, "content");
    struct slice value = when.bytes ? when : content.bytes ? content : page_text_of(p, i);
    keep_first(!strcmp(means, "published") ? &f->dates.published : &f->dates.modified, value);
  } else if (n->tag == HTML_TIME && !(p->flags[i] & PAGE_OUT)) {
    keep_first(named & NAMED_MODIFIED ? &f->dates.modified : &f->dates.marked, when.bytes ? when : page_text_of(p, i));
  } else if (n->tag == HTML_TIME && when.bytes) {
    keep_first(&f->dates.beside, when);
  } else if (!(p->flags[i] & PAGE_OUT) && named & NAMED_DATE) {
    struct slice title = html_attribute(n, "title"); /* <abbr class="published" title="2019-10-19T08:30:00Z"> */
    keep_first(&f->dates.marked, title.bytes && is_digit_byte(*title.text) ? title : page_text_of(p, i));
  }
  bool author = (means && !strcmp(means, "author")) || name_has(rel, LEXICON_PAGE_AUTHOR);
  if (author) {
    uint32_t name = i; /* within, without what stands beside it */
    for (uint32_t k = i + 1; k < n->end && k - i < MOST_NAME_NODES && name == i; k++) {
      const char *part = name_value(html_attribute(&p->tree.nodes[k], "itemprop"), LEXICON_PAGE_FIELD);
      if (part && !strcmp(part, "name")) name = k;
    }
    add_author(f, AUTHOR_MARKED, page_text_of(p, name), n->parent);
  } else if (named & NAMED_AUTHOR) keep_first(&f->authors[AUTHOR_CLASS], page_text_of(p, i));
  else if (n->tag == HTML_A && !p->good[n->parent] && is_author_address(html_attribute(n, "href"))) {
    struct slice name = page_text_of(p, i);
    if (memchr(name.text, ' ', name.bytes) && byline_is_name(name)) add_author(f, AUTHOR_LINK, name, n->parent);
  }
}

/* The name in a byline as a page writes it: without "By" in any language, links, and the site's own name. */
static bool set_byline(struct story *s, struct slice v, struct slice site, struct arena *a) {
  const char *ignored;
  struct slice name;
  while (v.bytes && strchr(",:|- ", v.text[0])) v = slice_behind(v, 1);
  char *padded = arena_get(a, v.bytes + DOCUMENT_PADDING);
  if (!v.bytes || !padded || v.bytes > LONGEST_FIELD / 2) return false;
  memcpy(padded, v.text, v.bytes);
  v = (struct slice){padded, v.bytes};
  struct when w;
  size_t lead = phrase_read(v.text, v.bytes, 0, LEXICON_PAGE_BYLINE_LEAD, &ignored);
  if (lead && lead < v.bytes) v = slice_behind(v, lead + (v.text[lead] == ':'));
  size_t dated = when_read(v.text, v.bytes, true, &w); /* "Posted on May 3, 2019 by Ann Roe" */
  if (dated && dated < v.bytes && byline_begins(slice_behind(v, dated), &name)) v = slice_behind(v, dated);
  byline_begins(v, &v);
  for (size_t i = LEAST_NAME; i < v.bytes; i++) /* "Ann Roe, 3 mai 2019", "annroe 312 posts" */
    if (is_digit_byte(v.text[i]) && strchr(" ,(|", v.text[i - 1])) v.bytes = i;
  v = slice_trimmed(v);
  struct slice own = page_letters(a, site);
  name = page_letters(a, v);
  bool address = (memchr(v.text, '/', v.bytes) && !memchr(v.text, ' ', v.bytes)) || memchr(v.text, '@', v.bytes) ||
                 slice_starts(v, "www.");
  if (!v.bytes || address || (name.bytes == own.bytes && page_holds(own, name))) return false;
  if (!byline_read(s, v)) return false;
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

/* Whether a text begins with what stands before an author's name: "By", "Autor:". */
static bool leads_byline(struct slice s) {
  char begin[LONGEST_LEAD + DOCUMENT_PADDING] = {0};
  const char *ignored;
  size_t bytes = s.bytes < LONGEST_LEAD ? s.bytes : LONGEST_LEAD;
  memcpy(begin, s.text, bytes);
  return phrase_read(begin, bytes, 0, LEXICON_PAGE_BYLINE_LEAD, &ignored) ||
         phrase_read(begin, bytes, 0, LEXICON_BYLINE_LEAD, &ignored);
}

/* Looks for a line that names the author, from the headline on to the story's end, or, if `near`, only to its first
** paragraph of running text. */
static void read_byline(struct page *p, struct found *f, struct story *s, bool near) {
  const struct html_node *nodes = p->tree.nodes;
  uint32_t end = nodes[p->story].end;
  for (uint32_t i = p->heading; i < end && !s->byline.bytes; i++) {
    if (nodes[i].tag == HTML_SCRIPT || nodes[i].tag == HTML_STYLE) i = nodes[i].end - 1;
    if (near && nodes[i].tag == HTML_P && p->good[i] >= NEAR_BYTES) return;
    struct slice text = nodes[i].tag == HTML_TEXT ? slice_trimmed(nodes[i].text) : (struct slice){"", 0};
    if (!text.bytes || !leads_byline(text)) continue;
    struct published before = s->published;
    struct slice source = s->source;
    bool set = set_byline(s, line_from(p, i, end), f->site, f->arena);
    if (set && byline_is_name(s->byline) && memchr(s->byline.text, ' ', s->byline.bytes)) break;
    s->byline = (struct slice){0};
    s->published = before;
    s->source = source;
  }
}

/* The address of a page itself, of one in a web archive: "https://web.archive.org/web/20160218174457/http://h.example/". */
static struct slice without_archive(struct slice url) {
  enum { DIGITS = 14 };
  for (size_t at = 8, digits = 0; at + 4 < url.bytes; at++) {
    digits = is_digit_byte(url.text[at]) ? digits + 1 : digits >= DIGITS && url.text[at] != '/' ? digits : 0;
    if (digits >= DIGITS && url.text[at + 1] == '/' && slice_starts(slice_from(url, at + 2), "http"))
      return slice_from(url, at + 2);
  }
  return url;
}

/* The longest name of an address's host but the last: "herald" of "https://www.herald.example/ferry". */
static struct slice host_name(struct slice url) {
  struct slice best = {"", 0};
  size_t at = 0;
  while (at + 3 <= url.bytes && memcmp(url.text + at, "://", 3) != 0) at++;
  for (at += 3; at < url.bytes && url.text[at] != '/';) {
    size_t end = at;
    while (end < url.bytes && !strchr("./:", url.text[end])) end++;
    if (end == url.bytes || url.text[end] != '.') break;
    if (end - at >= best.bytes && memcmp(url.text + at, "www", 3) != 0) best = (struct slice){url.text + at, end - at};
    at = end + 1;
  }
  return best;
}

void page_metadata(struct page *p, struct story *s) {
  struct found f = {.arena = &p->tree.arena};
  for (uint32_t i = 0; i < p->tree.count && !must_stop(p->stop, NODE_COST); i++) {
    const struct html_node *n = &p->tree.nodes[i];
    switch (n->tag) {
      case HTML_TEXT: break;
      case HTML_SCRIPT: read_script(p, &f, i); break;
      case HTML_META: read_meta(&f, n); break;
      case HTML_TITLE: keep_first(&f.page_title, page_text_of(p, i)); break;
      case HTML_H1: /* who is named above it may be another story's author */
        if (!(p->flags[i] & PAGE_LINK) && !f.headed) {
          for (int k = AUTHOR_CLASS; k >= AUTHOR_MARKED; k--) {
            if (k == AUTHOR_GRAPH) continue;
            if (f.authors[k].bytes) f.authors[AUTHOR_EARLY] = f.authors[k];
            f.authors[k] = (struct slice){0};
          }
          f.headed = true;
        }
        break;
      case HTML_LINK:
        if (name_has(html_attribute(n, "rel"), LEXICON_PAGE_CANONICAL))
          keep_first(&f.canonical, html_attribute(n, "href"));
        break;
      default: read_marked(p, &f, i);
    }
  }
  if (slice_starts(f.canonical, "http")) keep_first(&s->url, without_archive(f.canonical));
  if (slice_starts(f.url, "http")) keep_first(&s->url, without_archive(f.url));
  struct page_titles titles = {f.headline, f.open_title, f.page_title, f.site, host_name(s->url)};
  keep_first(&s->title, page_best_title(p, &titles));
  keep_first(&s->source, f.site);
  page_set_dates(p, &f.dates, s);
  for (int i = 0; i < AUTHORS && !s->byline.bytes; i++) {
    if (i == AUTHOR_MARKED) read_byline(p, &f, s, true);
    if (!s->byline.bytes) set_byline(s, f.authors[i], f.site, f.arena);
  }
  if (!s->byline.bytes) read_byline(p, &f, s, false);
}
