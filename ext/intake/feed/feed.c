/* Feeds: see feed.h. */
#include "feed.h"

#include "../lines.h"
#include "../phrase.h"

enum { MOST_INNER = 4 /* elements that only hold fields, one in the other: <news:news><news:publication> */ };

/* What an item of a feed with this root is called; NULL where it is the root of none. */
static const char *item_of(struct slice root) { return name_value(xml_local(root), LEXICON_FEED_ROOT); }

bool feed_is_one(struct slice s) {
  struct xml_piece p;
  if (slice_starts(s, "\xEF\xBB\xBF")) s = slice_from(s, 3);
  for (size_t at = 0; xml_next(s, &at, &p);) {
    if (p.kind == XML_OPEN || p.kind == XML_EMPTY) return item_of(p.name) != NULL;
    if (p.kind != XML_OTHER && slice_trimmed(p.text).bytes) return false;
  }
  return false;
}

static bool is_item(const struct feed *f, struct slice name) {
  struct slice local = xml_local(name);
  return *f->item && slice_equals(local, slice_of(f->item));
}

/* The field that what an element means is; 0: none. */
static int meaning_of(const char *means) { return means ? name_means(slice_of(means), LEXICON_RECORD_FIELD) : 0; }

/* What stands before and between the items: the root, the feed's own title. */
static void see_outside(struct feed *f, const struct xml_piece *p) {
  bool tag = p->kind == XML_OPEN || p->kind == XML_EMPTY;
  if (p->kind == XML_OTHER && slice_starts(p->all, "<?xml")) charset_named(p->all, "encoding=", f->charset);
  if (tag && !*f->item) {
    const char *item = item_of(p->name);
    if (item && strlen(item) < sizeof f->item) memcpy(f->item, item, strlen(item) + 1);
  } else if (tag || p->kind == XML_CLOSE) {
    const char *field = name_value(p->name, LEXICON_FEED_FIELD);
    f->in_title = p->kind == XML_OPEN && !f->title.count && meaning_of(field) == FIELD_TITLE;
  } else if (f->in_title && p->kind == XML_CDATA) {
    buffer_add_slice(&f->title, p->text);
  } else if (f->in_title && p->kind == XML_TEXT) {
    xml_resolve(&f->title, p->text);
  }
}

/* Whether the item that the stream is at ends before the piece, which another then begins, or with it. */
static bool ends_item(struct feed *f, const struct xml_piece *p, size_t from, size_t *end) {
  bool item = is_item(f, p->name);
  *end = f->scanned;
  if (item && p->kind == XML_CLOSE) return true;
  *end = from;
  return (item && p->kind == XML_OPEN && from) || (p->kind == XML_CLOSE && item_of(p->name));
}

bool feed_next(struct feed *f, struct stream *s, struct slice *item) {
  struct xml_piece p;
  f->scanned = 0;
  f->in_item = false;
  for (;;) {
    struct slice rest = stream_rest(s);
    size_t from = f->scanned, end;
    bool whole = xml_next(rest, &f->scanned, &p);
    if (!whole || (p.kind == XML_TEXT && f->scanned == rest.bytes && !s->ended)) {
      f->scanned = from;
      if (must_stop(s->stop, 0)) return false;
      if (stream_more(s)) continue;
      if (!whole) { /* the end; where something is left, within an item or other markup */
        *item = stream_rest(s);
        f->broken = item->bytes;
        s->at += item->bytes;
        return f->broken && !s->window.no_memory && !(s->stop && s->stop->stopped);
      }
      rest = stream_rest(s); /* it may have moved */
      xml_next(rest, &f->scanned, &p);
    }
    if (must_stop(s->stop, f->scanned - from)) return false;
    if (!f->in_item) {
      f->in_item = p.kind == XML_OPEN && is_item(f, p.name);
      if (!f->in_item) see_outside(f, &p), from = f->scanned;
      s->at += from;
      f->scanned -= from;
    } else if (ends_item(f, &p, from, &end)) {
      *item = (struct slice){rest.text, end};
      s->at += end;
      return true;
    }
  }
}

/* The feed's title as UTF-8.  False when there is no memory. */
static bool convert_title(struct feed *f) {
  struct buffer converted = {0};
  const char *ignored = NULL;
  if (!charset_convert(&converted, buffer_slice(&f->title), f->charset, &ignored)) return true;
  bool good = !converted.no_memory;
  buffer_free(&f->title);
  f->title = converted;
  return good;
}

/* --- the fields of an item --- */

struct fields {
  struct feed *feed;
  struct slice names[FEED_MOST_FIELDS + 1], texts[FEED_MOST_FIELDS + 1];
  size_t starts[FEED_MOST_FIELDS + 1], count;
};

/* The end of the element that opened before `at`: where its closing tag begins; `*behind` it. */
static size_t element_end(struct slice s, size_t at, struct slice name, size_t *behind) {
  struct xml_piece p;
  for (size_t depth = 0, from = at; xml_next(s, &at, &p); from = at) {
    if (p.kind == XML_OPEN && slice_equals(p.name, name)) depth++;
    if (p.kind != XML_CLOSE || !slice_equals(p.name, name)) continue;
    *behind = at;
    if (!depth--) return from;
  }
  return *behind = s.bytes;
}

/* The text in an element without its tags. */
static void add_plain(struct buffer *out, struct slice inner) {
  struct xml_piece p;
  for (size_t at = 0; xml_next(inner, &at, &p);) {
    if (p.kind == XML_CDATA) buffer_add_slice(out, p.text);
    else if (p.kind == XML_TEXT) xml_resolve(out, p.text);
  }
}

/* The same: of those within it, that of a name where one has it; `markup`: tags stay as they are. */
static void add_text(struct buffer *out, struct slice inner, bool markup) {
  struct xml_piece p;
  bool tags = false;
  size_t begun = out->count;
  for (size_t at = 0; xml_next(inner, &at, &p);) tags |= p.kind == XML_OPEN || p.kind == XML_EMPTY;
  for (size_t at = 0; xml_next(inner, &at, &p);) {
    if (p.kind == XML_CDATA) buffer_add_slice(out, p.text);
    else if (p.kind == XML_OTHER) continue;
    else if (markup && tags) buffer_add_slice(out, p.all);
    else if (p.kind == XML_TEXT) xml_resolve(out, p.text);
    else if (p.kind == XML_OPEN && name_value(xml_local(p.name), LEXICON_RECORD_NAME)) {
      size_t end = element_end(inner, at, p.name, &(size_t){0});
      out->count = begun;
      add_plain(out, (struct slice){inner.text + at, end - at});
      return;
    }
  }
}

static void add_field(struct fields *f, const char *means, struct slice name, struct slice inner) {
  if (f->count == FEED_MOST_FIELDS) return;
  struct buffer *cells = &f->feed->cells;
  f->starts[f->count] = cells->count;
  f->names[f->count] = means ? slice_of(means) : name;
  add_text(cells, inner, meaning_of(means) == FIELD_BODY);
  if (f->starts[f->count] < cells->count) f->count++;
}

/* The address that a link without text points to, unless that is a picture, a comment or the feed itself. */
static void add_link(struct fields *f, const char *means, struct slice tag) {
  struct slice rel = xml_attribute(tag, "rel"), href = xml_attribute(tag, "href");
  if (href.bytes && (!rel.bytes || slice_equals(rel, slice_of("alternate")))) add_field(f, means, href, href);
}

static void read_fields(struct fields *f, struct slice s, int depth) {
  struct xml_piece p;
  for (size_t at = 0; xml_next(s, &at, &p);) {
    if (p.kind != XML_OPEN && p.kind != XML_EMPTY) continue;
    const char *means = name_value(p.name, LEXICON_FEED_FIELD);
    bool link = meaning_of(means) == FIELD_URL, permalink = name_value(p.name, LEXICON_FEED_PERMALINK) != NULL;
    size_t from = at, behind = at;
    size_t end = p.kind == XML_OPEN ? element_end(s, at, p.name, &behind) : at;
    struct slice inner = {s.text + from, end - from}, key = slice_trimmed(inner);
    at = behind;
    if (depth && name_value(p.name, LEXICON_FEED_INNER)) read_fields(f, inner, depth - 1);
    else if (permalink && !slice_is_address(key)) continue;
    else if (link && !key.bytes) add_link(f, means, p.all);
    else add_field(f, means, p.name, inner);
  }
}

bool feed_story(struct feed *f, struct slice item, const struct mapping *m, struct record_texts *t, struct story *s,
                const char **problem) {
  struct fields fields = {.feed = f};
  struct xml_piece p;
  size_t at = 0;
  f->utf8.count = f->cells.count = 0;
  bool converted = charset_convert(&f->utf8, item, f->charset, &s->page_problem);
  if (converted) item = buffer_slice(&f->utf8);
  if (!xml_next(item, &at, &p)) return !f->utf8.no_memory;
  read_fields(&fields, slice_from(item, at), MOST_INNER);
  if (f->utf8.no_memory || f->cells.no_memory || f->title.no_memory) return false;
  bool body = false;
  for (size_t i = 0; i < fields.count; i++) {
    size_t end = i + 1 < fields.count ? fields.starts[i + 1] : f->cells.count;
    fields.texts[i] = slice_trimmed((struct slice){f->cells.bytes + fields.starts[i], end - fields.starts[i]});
    enum field field;
    body |= field_of_name(m, fields.names[i], &field) && field == FIELD_BODY && fields.texts[i].bytes;
  }
  if (f->title.count && !convert_title(f)) return false;
  if (feed_title(f).bytes) {
    fields.names[fields.count] = slice_of("source");
    fields.texts[fields.count++] = feed_title(f);
  }
  s->is_markup = true;
  if (!story_of_cells(s, t, m, fields.names, fields.texts, fields.count)) return false;
  if (converted) memcpy(s->charset, f->charset, sizeof s->charset);
  if (!body && name_value(slice_of(f->item), LEXICON_FEED_SITEMAP))
    *problem = "is a sitemap's entry: an address, without the text";
  else if (!body) *problem = "is a feed's item without a text";
  return true;
}

struct slice feed_title(const struct feed *f) {
  enum { MOST = 1000 }; /* bytes: what is longer is no outlet's name, and every item would have it */
  return f->title.count && f->title.count <= MOST ? buffer_slice(&f->title) : (struct slice){0};
}

void feed_clear(struct feed *f) {
  struct feed kept = {.title = f->title, .utf8 = f->utf8, .cells = f->cells};
  kept.title.count = 0;
  *f = kept;
}

void feed_free(struct feed *f) {
  buffer_free(&f->title);
  buffer_free(&f->utf8);
  buffer_free(&f->cells);
}
