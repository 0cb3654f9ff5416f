/*
** What a page says of itself: see page.h.
**
** In the order of trust that readers of pages have found (htmldate, Barbaresi 2020): JSON-LD (schema.org), the meta
** elements of OpenGraph and of publishers' systems, marked-up elements, and for the headline the <h1> that the others
** confirm.  A date of the last change serves only where none of publication stands.  The names are lists:
** ext/lexicon/en/pages.txt.
*/
#include "page.h"

#include "../json.h"
#include "../lines.h"
#include "../phrase.h"
#include "authors.h"
#include "dates.h"
#include "texts.h"
#include "title.h"

enum {
  MOST_LD_DEPTH = 5,
  LONGEST_KEY = 40, /* bytes of a name in broken JSON */
  MOST_AUTHORS = 12
};

/* What has been found for a field, by where it stood; the first of each is kept. */
struct found {
  struct arena *arena;
  struct slice headline, open_title, page_title; /* titles */
  struct slice site, url, canonical;
  struct page_authors authors;
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
    if (json_is(&key, slice_of("name"))) read_names(f, value, field);
  for (int n = 0; v.kind == JSON_ARRAY && n < MOST_AUTHORS && json_item(&v, &in, &item); n++) {
    struct slice one = {0};
    if (item.kind == JSON_ARRAY) continue;
    read_names(f, item, &one);
    if (all.count && one.bytes) buffer_add_text(&all, ", ");
    buffer_add_slice(&all, one);
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
    const int means = name_means(key.text, LEXICON_PAGE_FIELD);
    if (key.text.bytes && key.text.text[0] == '@' && value.kind == JSON_ARRAY && depth) read_ld(f, value, depth - 1);
    if (json_is(&key, slice_of("@type"))) {
      struct json_value type = value;
      size_t first = 0;
      if (value.kind == JSON_ARRAY && !json_item(&value, &first, &type)) continue;
      story |= type.kind == JSON_STRING && name_has(type.text, LEXICON_PAGE_STORY_TYPE);
      site |= type.kind == JSON_STRING && name_has(type.text, LEXICON_PAGE_SITE_TYPE);
      person |= type.kind == JSON_STRING && name_has(type.text, LEXICON_PAGE_PERSON_TYPE);
    }
    if (!means) {
      if (value.kind == JSON_OBJECT && depth && json_is(&key, slice_of("mainEntity"))) read_ld(f, value, depth - 1);
      continue;
    }
    if (means == FIELD_BYLINE) read_names(f, value, &own.authors.names[AUTHOR_LD]);
    else if (means == FIELD_SOURCE) read_names(f, value, &own.site);
    else if (means == FIELD_NAME) keep_first(&own.page_title, json_string(f, &value));
    else if (means == FIELD_TITLE) keep_first(&own.headline, json_string(f, &value));
    else if (means == FIELD_PUBLISHED) keep_first(&own.dates.published, json_string(f, &value));
    else if (means == FIELD_UPDATED) keep_first(&own.dates.modified, json_string(f, &value));
  }
  if (site) keep_first(&f->site, own.page_title);
  if (person) keep_first(&f->authors.names[AUTHOR_GRAPH], own.page_title);
  if (!story && !own.dates.published.bytes) return;
  keep_first(&f->headline, own.headline);
  keep_first(&f->authors.names[AUTHOR_LD], own.authors.names[AUTHOR_LD]);
  keep_first(&f->site, own.site);
  keep_first(&f->dates.published, own.dates.published);
  keep_first(&f->dates.modified, own.dates.modified);
}

/* JSON that is broken: the date, the headline and the author, wherever their keys stand before what can be read. */
static void read_broken_ld(struct found *f, struct slice text) {
  struct json_value value;
  const char *open, *close;
  bool broken = false; /* authors are; what else is there is still read */
  for (size_t at = 0; at < text.bytes && (open = memchr(text.text + at, '"', text.bytes - at)) != NULL;) {
    at = (size_t)(open + 1 - text.text);
    size_t near = text.bytes - at < LONGEST_KEY ? text.bytes - at : LONGEST_KEY, in;
    if (!(close = memchr(open + 1, '"', near))) continue;
    struct slice key = {open + 1, (size_t)(close - open) - 1};
    const int means = name_means(key, LEXICON_PAGE_FIELD);
    for (in = at + key.bytes + 1; in < text.bytes && strchr(" \t\r\n:", text.text[in]);) in++;
    if (!means || in >= text.bytes) continue;
    bool string = text.text[in] == '"', author = means == FIELD_BYLINE;
    if (!string && !(author && strchr("[{", text.text[in]))) continue;
    if (!json_read(text, &in, &value)) { /* it is open to the end, or broken there */
      if (string || broken) return;
      broken = true;
      continue;
    }
    at = in;
    if (means == FIELD_PUBLISHED) keep_first(&f->dates.published, json_string(f, &value));
    else if (author) read_names(f, value, &f->authors.names[AUTHOR_LD]);
    else if (means == FIELD_TITLE) keep_first(&f->headline, json_string(f, &value));
  }
}

static void read_script(struct page *p, struct found *f, uint32_t i) {
  struct slice type = html_attribute(&p->tree.nodes[i], ATTRIBUTE_TYPE);
  if (i + 1 >= p->tree.nodes[i].end || !type.text || !name_has(type, LEXICON_PAGE_LD)) return;
  struct slice text = slice_trimmed(p->tree.nodes[i + 1].text);
  struct json_value v;
  size_t at = 0;
  if (json_read(text, &at, &v)) {
    read_ld(f, v, MOST_LD_DEPTH);
    return;
  }
  const char *open; /* behind "<![CDATA[" and the like */
  for (at = 0; (open = memchr(text.text + at, '{', text.bytes - at)) != NULL;) {
    size_t from = at = (size_t)(open - text.text);
    if (json_read(text, &at, &v)) {
      read_ld(f, v, MOST_LD_DEPTH);
      continue;
    }
    read_broken_ld(f, slice_from(text, from));
    return;
  }
}

/* --- elements --- */

static void read_meta(struct found *f, const struct html_node *n) {
  static const enum html_attribute_name keys[] = {ATTRIBUTE_PROPERTY, ATTRIBUTE_NAME, ATTRIBUTE_ITEMPROP,
                                                  ATTRIBUTE_HTTP_EQUIV};
  struct slice content = slice_trimmed(html_attribute(n, ATTRIBUTE_CONTENT));
  struct slice key = {0};
  int means = 0;
  for (size_t i = 0; i < sizeof keys / sizeof *keys && !means; i++)
    means = name_means(key = html_attribute(n, keys[i]), LEXICON_PAGE_META);
  if (!means || !content.bytes) return;
  bool address = slice_is_address(content);
  if (means == FIELD_TITLE) keep_first(&f->open_title, content);
  else if (means == FIELD_BYLINE) {
    if (!address) authors_add_meta(&f->authors, f->arena, key, content);
  } else if (means == FIELD_SOURCE) {
    if (!address) keep_first(&f->site, content);
  } else if (means == FIELD_URL) keep_first(&f->url, content);
  else if (means == FIELD_PUBLISHED) keep_first(&f->dates.published, content);
  else if (means == FIELD_UPDATED) keep_first(&f->dates.modified, content);
}

/* An element that is marked as the date or the author, in the class or by itemprop. */
static void read_marked(struct page *p, struct found *f, uint32_t i) {
  const struct html_node *n = &p->tree.nodes[i];
  struct slice property = html_attribute(n, ATTRIBUTE_ITEMPROP);
  const unsigned named = names_say(&p->names, html_attribute(n, ATTRIBUTE_CLASS));
  const int means = property.bytes ? name_means(property, LEXICON_PAGE_FIELD) : 0;
  struct slice when = html_attribute(n, ATTRIBUTE_DATETIME);
  if (means == FIELD_PUBLISHED || means == FIELD_UPDATED) {
    struct slice content = html_attribute(n, ATTRIBUTE_CONTENT);
    struct slice value = when.bytes ? when : content.bytes ? content : page_text_of(p, i);
    keep_first(means == FIELD_PUBLISHED ? &f->dates.published : &f->dates.modified, value);
  } else if (n->tag == HTML_TIME && !(p->flags[i] & PAGE_OUT)) {
    page_mark_date(p, &f->dates, i, when, (named & (NAMED_MODIFIED | NAMED_DATE)) == NAMED_MODIFIED);
  } else if (n->tag == HTML_TIME && when.bytes && (named & (NAMED_MODIFIED | NAMED_DATE)) != NAMED_MODIFIED) {
    if (!f->dates.beside.bytes) f->dates.beside_node = i;
    keep_first(&f->dates.beside, when);
  } else if (!(p->flags[i] & PAGE_OUT) && named & NAMED_DATE) {
    struct slice title = html_attribute(n, ATTRIBUTE_TITLE); /* <abbr class="published" title="2019-10-19T08:30:00Z"> */
    page_mark_date(p, &f->dates, i, title.bytes && is_digit_byte(*title.text) ? title : (struct slice){"", 0}, false);
  }
  authors_add_marked(p, &f->authors, i, named, means == FIELD_BYLINE);
}

/* The address of a page itself, of one in a web archive:
** "https://web.archive.org/web/20160218174457/http://h.example/". */
static struct slice without_archive(struct slice url) {
  enum { DIGITS = 14 };
  for (size_t at = 8, digits = 0; at + 4 < url.bytes; at++) {
    digits = is_digit_byte(url.text[at]) ? digits + 1 : digits >= DIGITS && url.text[at] != '/' ? digits : 0;
    if (digits >= DIGITS && url.text[at + 1] == '/' && slice_is_address(slice_from(url, at + 2)))
      return slice_from(url, at + 2);
  }
  return url;
}

/* The longest name of an address's host but the last: of https://www.herald.example/ferry, herald. */
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
        if (p->flags[i] & PAGE_LINK) break;
        if (!f.authors.headed) f.dates.beside = (struct slice){0};
        authors_are_early(&f.authors);
        break;
      case HTML_LINK:
        if (name_has(html_attribute(n, ATTRIBUTE_REL), LEXICON_PAGE_CANONICAL))
          keep_first(&f.canonical, html_attribute(n, ATTRIBUTE_HREF));
        break;
      default: read_marked(p, &f, i);
    }
  }
  if (slice_is_address(f.canonical)) keep_first(&s->url, without_archive(f.canonical));
  if (slice_is_address(f.url)) keep_first(&s->url, without_archive(f.url));
  struct page_titles titles = {f.headline, f.open_title, f.page_title, f.site, host_name(s->url)};
  keep_first(&s->title, page_best_title(p, &titles));
  keep_first(&s->source, f.site);
  page_set_dates(p, &f.dates, s);
  page_set_byline(p, &f.authors, f.site, s);
}
