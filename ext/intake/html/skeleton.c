/* The bones of a web page: see skeleton.h. */
#include "skeleton.h"

#include "../../text/references.h"
#include "../../text/utf8.h"
#include "../lines.h"

#include <string.h>

enum {
  MOST_DEPTH = 1500,       /* of elements that are open at once: a parser's work is their number times this */
  TAG_COST = 32,           /* bytes of text that take as long */
  FIRST_MARK = 0xF0000,    /* marks are numbers written with characters of the private planes: the lowest digit, */
  FIRST_HIGHER = 0x100000, /* and the one before it */
  MARKS = 0xFFFE
};

/* Elements whose content is no markup, by what becomes of it: scripts and styles are left out, but JSON-LD is a text as
** it stands, as is that of what no browser shows; in titles references are resolved; drawings keep their tags alone. */
static const char *const plain_content[] = {"script", "style",     "svg",     "title",    "textarea",
                                            "iframe", "plaintext", "noembed", "noframes", "xmp"};
enum plain { PLAIN_SCRIPT, PLAIN_STYLE, PLAIN_SVG, PLAIN_TITLE, PLAIN_TEXTAREA, PLAINS = 10 };

struct reader {
  struct skeleton *k;
  struct arena *arena;
  struct slice page, text; /* the text that is read, unless it is in `joined` */
  struct buffer joined;
  size_t at, depth; /* the byte that is read next; elements that are open */
  bool no_svg_end;  /* none ends from here on */
};

/* What a byte is within a tag. */
enum { SPACE = 1, SLASH = 2, ENDS_NAME = 4, ENDS_ATTRIBUTE = 8, ENDS_VALUE = 16 };
static const unsigned char in_tag[256] = {
    [' '] = SPACE | ENDS_NAME | ENDS_ATTRIBUTE | ENDS_VALUE,  ['\n'] = SPACE | ENDS_NAME | ENDS_ATTRIBUTE | ENDS_VALUE,
    ['\t'] = SPACE | ENDS_NAME | ENDS_ATTRIBUTE | ENDS_VALUE, ['\r'] = SPACE | ENDS_NAME | ENDS_ATTRIBUTE | ENDS_VALUE,
    ['\f'] = SPACE | ENDS_NAME | ENDS_ATTRIBUTE | ENDS_VALUE, ['/'] = SLASH | ENDS_NAME | ENDS_ATTRIBUTE,
    ['>'] = ENDS_NAME | ENDS_ATTRIBUTE | ENDS_VALUE,          ['='] = ENDS_ATTRIBUTE};

/* Behind the bytes of a kind; the next byte of a kind. */
static size_t pass(struct slice s, size_t at, int kind) {
  while (at < s.bytes && in_tag[(unsigned char)s.text[at]] & kind) at++;
  return at;
}
static size_t find(struct slice s, size_t at, int kind) {
  while (at < s.bytes && !(in_tag[(unsigned char)s.text[at]] & kind)) at++;
  return at;
}

static bool is_name(struct slice name, const char *small) {
  size_t n = 0;
  while (small[n] && n < name.bytes && (name.text[n] | 32) == small[n]) n++;
  return !small[n] && n == name.bytes;
}

/* Whether an element of this name may hold another: others have no content, or close the one before them. */
static bool nests(struct slice name) {
  static const char flat[][20] = {
      "", "p", "brdddthrlitdthtr", "colimgwbr", "arealinkmeta", "embedinputtrack", "optionsource"}; /* by length */
  if (name.bytes >= sizeof flat / sizeof *flat) return true;
  for (const char *at = flat[name.bytes]; *at; at += name.bytes) {
    size_t n = 0;
    while (n < name.bytes && (name.text[n] | 32) == at[n]) n++;
    if (n == name.bytes) return false;
  }
  return true;
}

/* --- texts --- */

static void resolve(struct buffer *out, struct slice s) {
  for (size_t at = 0, from = 0; from < s.bytes; from = at) {
    while (at < s.bytes && s.text[at] != '&' && s.text[at]) at++;
    buffer_add(out, s.text + from, at - from);
    if (at == s.bytes) break;
    uint32_t code = 0;
    bool spaced = false;
    size_t length = s.text[at] ? reference_at(s.text, s.bytes, at, &code, &spaced) : 0;
    char character[4];
    if (length && !spaced) buffer_add(out, character, utf8_write(code, character));
    else if (s.text[at]) buffer_add_byte(out, '&');
    at += length && !spaced ? length : 1;
  }
}

static bool is_resolved(struct slice s) { return !memchr(s.text, '&', s.bytes) && !memchr(s.text, 0, s.bytes); }

static void add_text(struct reader *r, struct slice s, bool raw) {
  bool copied = r->joined.count || r->text.bytes || !(raw || is_resolved(s));
  if (!copied) {
    r->text = s;
    return;
  }
  if (!r->joined.count) buffer_add_slice(&r->joined, r->text);
  if (raw) buffer_add_slice(&r->joined, s);
  else resolve(&r->joined, s);
}

static void show_mark(struct buffer *out, size_t number) {
  char character[4];
  if (number >= MARKS) buffer_add(out, character, utf8_write((uint32_t)(FIRST_HIGHER + number / MARKS), character));
  buffer_add(out, character, utf8_write((uint32_t)(FIRST_MARK + number % MARKS), character));
}

/* The text ends where a tag begins. */
static void show_text(struct reader *r) {
  if (r->joined.count) {
    char *kept = arena_copy(r->arena, r->joined.bytes, r->joined.count);
    r->text = (struct slice){kept, kept ? r->joined.count : 0};
    r->joined.count = 0;
  }
  size_t blank = 0;
  while (blank < r->text.bytes && (unsigned char)r->text.text[blank] <= ' ') blank++;
  if (blank && blank == r->text.bytes) buffer_add_byte(&r->k->shown, ' ');
  else if (r->text.bytes) {
    struct slice *text = ARENA_ADD(r->arena, &r->k->texts);
    if (text) {
      *text = r->text;
      show_mark(&r->k->shown, r->k->texts.count - 1);
    }
  }
  r->text = (struct slice){0};
}

struct slice skeleton_text(const struct skeleton *k, struct slice shown, size_t *at) {
  const size_t from = *at;
  size_t number = 0, next = from;
  uint32_t code = utf8_next(shown.text, shown.bytes, &next);
  if (code > FIRST_HIGHER && next < shown.bytes) {
    number = (code - FIRST_HIGHER) * (size_t)MARKS;
    code = utf8_next(shown.text, shown.bytes, &next);
  }
  number += code - FIRST_MARK;
  if (code >= FIRST_MARK && code < FIRST_MARK + MARKS && number < k->texts.count) {
    *at = next;
    return k->texts.items[number];
  }
  ++*at;
  return (struct slice){shown.text + from, 1};
}

/* --- tags --- */

static struct slice resolved(struct reader *r, struct slice s) {
  if (is_resolved(s)) return s;
  struct buffer b = {0};
  resolve(&b, s);
  char *kept = arena_copy(r->arena, b.bytes ? b.bytes : "", b.count);
  struct slice value = {kept, kept ? b.count : 0};
  r->arena->no_memory |= b.no_memory;
  buffer_free(&b);
  return value;
}

/* The attribute of this name, in any case. */
static enum html_attribute_name attribute_named(struct slice name) {
  static const struct {
    const char *name;
    size_t bytes;
  } names[] = {
#define HTML_NAME(name) {#name, sizeof #name - 1},
      HTML_ATTRIBUTES(HTML_NAME)
#undef HTML_NAME
  };
  for (int i = 0; i < ATTRIBUTE_OTHER; i++) {
    if (name.bytes != names[i].bytes) continue;
    size_t n = 0;
    while (n < name.bytes && (names[i].name[n] == '_' ? name.text[n] == '-' : (name.text[n] & ~32) == names[i].name[n]))
      n++;
    if (n == name.bytes) return (enum html_attribute_name)i;
  }
  return ATTRIBUTE_OTHER;
}

/* Reads the value of an attribute behind its "=".  False where the page ends within. */
static bool read_value(struct reader *r, struct slice *value) {
  const struct slice s = r->page;
  const size_t from = pass(s, r->at, SPACE);
  char quote = from < s.bytes ? s.text[from] : 0;
  if (quote != '"' && quote != '\'') {
    r->at = find(s, from, ENDS_VALUE);
    *value = (struct slice){s.text + from, r->at - from};
    return true;
  }
  const char *begins = s.text + from + 1, *end = memchr(begins, quote, s.bytes - from - 1);
  if (!end) return false;
  *value = (struct slice){begins, (size_t)(end - begins)};
  r->at = (size_t)(end + 1 - s.text);
  return true;
}

/* Reads the attributes behind a tag's name up to behind its ">", before which `*empty` says a "/" stands; false
** where the page ends within. */
static bool read_attributes(struct reader *r, bool *empty) {
  const struct slice s = r->page;
  for (;;) {
    const size_t begins = pass(s, r->at, SPACE | SLASH);
    if (begins == s.bytes) return false;
    *empty = begins > r->at && s.text[begins - 1] == '/';
    r->at = begins + 1;
    if (s.text[begins] == '>') return true;
    const size_t ends = find(s, begins + 1, ENDS_ATTRIBUTE);
    const enum html_attribute_name name = attribute_named((struct slice){s.text + begins, ends - begins});
    struct slice value = {"", 0};
    r->at = pass(s, ends, SPACE);
    const bool valued = r->at < s.bytes && s.text[r->at] == '=';
    if (valued) {
      r->at++;
      if (!read_value(r, &value)) return false;
    }
    if (name == ATTRIBUTE_OTHER) continue;
    struct html_attribute *a = ARENA_ADD(r->arena, &r->k->attributes);
    if (a) *a = (struct html_attribute){name, resolved(r, value)};
  }
}

/* Where the closing tag of such an element begins, from where the page is read; the page's end where none does. */
static size_t closing_tag(const struct reader *r, enum plain which) {
  const size_t length = strlen(plain_content[which]);
  const struct slice s = r->page;
  for (size_t at = r->at; at + length + 2 < s.bytes; at++) {
    const char *open = memchr(s.text + at, '<', s.bytes - length - 2 - at);
    if (!open) break;
    at = (size_t)(open - s.text);
    char behind = open[length + 2];
    if (open[1] == '/' && is_name((struct slice){open + 2, length}, plain_content[which]) &&
        in_tag[(unsigned char)behind] & ENDS_NAME)
      return at;
  }
  return s.bytes;
}

static bool has_data(struct slice tag) {
  for (size_t i = 0; i + 7 <= tag.bytes; i++)
    if (!memcmp(tag.text + i, "ld+json", 7)) return true;
  return false;
}

static void show_tag(struct reader *r, struct slice name, bool closes, bool empty, size_t first) {
  struct buffer *shown = &r->k->shown;
  show_text(r);
  if (r->k->attributes.count > first) {
    struct shown_tag *tag = ARENA_ADD(r->arena, &r->k->tags);
    if (tag) *tag = (struct shown_tag){shown->count, (uint32_t)first, (uint32_t)(r->k->attributes.count - first)};
  }
  buffer_add(shown, "</", 1u + closes);
  buffer_add_slice(shown, name);
  buffer_add_text(shown, empty ? "/>" : ">");
}

/* The content of an element that holds no markup, and whose tag has been shown. */
static void read_plain(struct reader *r, enum plain which) {
  size_t end = closing_tag(r, which);
  if (which == PLAIN_SVG && end == r->page.bytes) {
    r->no_svg_end = true;
    return;
  }
  bool raw = which != PLAIN_TITLE && which != PLAIN_TEXTAREA;
  if (which != PLAIN_SVG) add_text(r, (struct slice){r->page.text + r->at, end - r->at}, raw);
  r->at = end;
}

/* Reads the tag that begins here.  False where elements nest too deeply. */
static bool read_tag(struct reader *r) {
  const struct slice s = r->page;
  const size_t begins = r->at, first = r->k->attributes.count;
  const bool closes = s.text[r->at + 1] == '/';
  r->at += 1u + closes;
  const size_t ends = find(s, r->at, ENDS_NAME);
  const struct slice name = {s.text + r->at, ends - r->at};
  r->at = ends;
  bool empty = false;
  if (!read_attributes(r, &empty)) {
    r->at = s.bytes;
    return true;
  }
  enum plain which = 0;
  while (which < PLAINS && (closes || !is_name(name, plain_content[which]))) which++;
  bool script = which == PLAIN_SCRIPT && !has_data((struct slice){s.text + begins, r->at - begins});
  if (script || which == PLAIN_STYLE) {
    r->k->attributes.count = first;
    r->at = closing_tag(r, which);
    const char *close = memchr(s.text + r->at, '>', s.bytes - r->at);
    r->at = close ? (size_t)(close + 1 - s.text) : s.bytes;
    return true;
  }
  if (closes) r->k->attributes.count = first;
  show_tag(r, name, closes, empty, first);
  if (which < PLAINS && !(which == PLAIN_SVG && (empty || r->no_svg_end))) read_plain(r, which);
  else if (nests(name) && closes) r->depth -= r->depth > 0;
  else if (nests(name) && !empty) return ++r->depth <= MOST_DEPTH;
  return true;
}

/* --- what is no tag --- */

/* Behind the comment that begins a text: behind its "-->" or "--!>". */
static size_t comment_end(struct slice s) {
  if (slice_starts(s, "<!-->")) return 5;
  if (slice_starts(s, "<!--->")) return 6;
  for (size_t at = 6; at < s.bytes; at++) {
    const char *end = memchr(s.text + at, '>', s.bytes - at);
    if (!end) break;
    if (!memcmp(end - 2, "--", 2) || !memcmp(end - 3, "--!", 3)) return (size_t)(end + 1 - s.text);
    at = (size_t)(end - s.text);
  }
  return s.bytes;
}

/* Reads what is no text and no tag: a comment, or the document's type, of which the parser is told. */
static void read_comment(struct reader *r) {
  const struct slice s = slice_from(r->page, r->at);
  const char *close = memchr(s.text, '>', s.bytes);
  size_t end = slice_starts(s, "<!--") ? comment_end(s) : close ? (size_t)(close + 1 - s.text) : s.bytes;
  if (s.bytes > 9 && header_is((struct slice){s.text + 1, 8}, "!doctype")) {
    show_text(r);
    buffer_add(&r->k->shown, s.text, end);
  }
  r->at += end;
}

/* What a "<" begins. */
enum begun { BEGUN_TEXT, BEGUN_TAG, BEGUN_COMMENT };
static enum begun begins(struct slice s) {
  const bool closes = s.bytes > 2 && s.text[1] == '/';
  if (s.bytes < 2) return BEGUN_TEXT;
  if (is_letter_byte(s.text[1 + closes])) return BEGUN_TAG;
  return closes || s.text[1] == '!' || s.text[1] == '?' ? BEGUN_COMMENT : BEGUN_TEXT;
}

bool skeleton_read(struct skeleton *k, struct slice page, struct arena *arena, struct stop *stop) {
  struct reader r = {.k = k, .arena = arena, .page = page};
  bool good = true;
  while (good && r.at < page.bytes) {
    const size_t from = r.at;
    const char *open = memchr(page.text + from, '<', page.bytes - from);
    enum begun begun = open ? begins(slice_from(page, (size_t)(open - page.text))) : BEGUN_TEXT;
    r.at = open ? (size_t)(open - page.text) + (begun == BEGUN_TEXT) : page.bytes;
    if (r.at > from) add_text(&r, (struct slice){page.text + from, r.at - from}, false);
    if (begun == BEGUN_TAG) good = read_tag(&r);
    if (begun == BEGUN_COMMENT) read_comment(&r);
    good &= !must_stop(stop, r.at - from + TAG_COST) && !arena->no_memory && !k->shown.no_memory;
  }
  show_text(&r);
  arena->no_memory |= r.joined.no_memory;
  buffer_free(&r.joined);
  return good && !arena->no_memory && !k->shown.no_memory;
}

const struct shown_tag *skeleton_tag(const struct skeleton *k, size_t shown) {
  size_t low = 0, high = k->tags.count;
  while (low < high) {
    size_t middle = (low + high) / 2;
    if (k->tags.items[middle].shown < shown) low = middle + 1;
    else high = middle;
  }
  return low < k->tags.count && k->tags.items[low].shown == shown ? &k->tags.items[low] : NULL;
}
