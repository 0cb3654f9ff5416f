/* XML piece by piece: see xml.h. */
#include "xml.h"

#include "../../text/references.h"
#include "../../text/utf8.h"
#include "../lines.h"

/* Behind the next `end` at or behind `at`; 0 if it does not come. */
static size_t behind(struct slice s, size_t at, const char *end) {
  size_t length = strlen(end);
  while (at + length <= s.bytes) {
    const char *found = memchr(s.text + at, end[0], s.bytes - length + 1 - at);
    if (!found) return 0;
    at = (size_t)(found - s.text);
    if (!memcmp(found, end, length)) return at + length;
    at++;
  }
  return 0;
}

/* Behind a document type, which may have declarations between [ and ]. */
static size_t behind_type(struct slice s, size_t at) {
  for (char quote = 0; at < s.bytes; at++) {
    char c = s.text[at];
    if (quote) quote = c == quote ? 0 : quote;
    else if (c == '"' || c == '\'') quote = c;
    else if (c == '[') return (at = behind(s, at, "]")) ? behind(s, at, ">") : 0;
    else if (c == '>') return at + 1;
  }
  return 0;
}

/* Behind a tag that begins at `at`. */
static size_t behind_tag(struct slice s, size_t at) {
  for (char quote = 0; at < s.bytes; at++) {
    char c = s.text[at];
    if (quote) quote = c == quote ? 0 : quote;
    else if (c == '>') return at + 1;
    else if ((c == '"' || c == '\'') && s.text[at - 1] == '=') quote = c;
  }
  return 0;
}

static bool is_name_byte(char c) {
  return is_letter_byte(c) || is_digit_byte(c) || c == ':' || c == '-' || c == '_' || c == '.' || (c & 0x80);
}

bool xml_next(struct slice s, size_t *at, struct xml_piece *p) {
  static const char cdata[] = "<![CDATA[";
  struct slice rest = slice_from(s, *at);
  size_t end;
  *p = (struct xml_piece){.kind = XML_OTHER};
  if (!rest.bytes) return false;
  if (rest.text[0] != '<') {
    const char *open = memchr(rest.text, '<', rest.bytes);
    end = open ? (size_t)(open - rest.text) : rest.bytes;
    p->kind = XML_TEXT;
    p->text = (struct slice){rest.text, end};
  } else if (rest.bytes < sizeof cdata && (rest.bytes < 2 || rest.text[1] == '!')) {
    return false; /* too short to tell */
  } else if (slice_starts(rest, cdata)) {
    end = behind(rest, sizeof cdata - 1, "]]>");
    p->kind = XML_CDATA;
    if (end) p->text = (struct slice){rest.text + sizeof cdata - 1, end - (sizeof cdata - 1) - 3};
  } else if (slice_starts(rest, "<!--")) {
    end = behind(rest, 4, "-->");
  } else if (rest.text[1] == '!') {
    end = behind_type(rest, 2);
  } else if (rest.text[1] == '?') {
    end = behind(rest, 2, "?>");
  } else {
    bool closes = rest.text[1] == '/';
    size_t from = 1 + (size_t)closes, to = from;
    while (to < rest.bytes && is_name_byte(rest.text[to])) to++;
    if (to == from && to < rest.bytes) { /* a < that opens nothing */
      end = 1;
      p->kind = XML_TEXT;
      p->text = (struct slice){rest.text, 1};
    } else {
      end = behind_tag(rest, to);
      p->name = (struct slice){rest.text + from, to - from};
      p->kind = closes ? XML_CLOSE : end && rest.text[end - 2] == '/' ? XML_EMPTY : XML_OPEN;
    }
  }
  p->all = (struct slice){rest.text, end};
  *at += end;
  return end != 0;
}

struct slice xml_local(struct slice name) {
  const char *colon = name.bytes ? memchr(name.text, ':', name.bytes) : NULL;
  return colon ? slice_from(name, (size_t)(colon - name.text) + 1) : name;
}

struct slice xml_attribute(struct slice tag, const char *name) {
  size_t length = strlen(name);
  for (size_t at = 1; at < tag.bytes;) {
    while (at < tag.bytes && !is_name_byte(tag.text[at]) && tag.text[at] != '"' && tag.text[at] != '\'') at++;
    size_t from = at;
    while (at < tag.bytes && is_name_byte(tag.text[at])) at++;
    bool same = at - from == length && !memcmp(tag.text + from, name, length);
    while (at < tag.bytes && (tag.text[at] == ' ' || tag.text[at] == '=' || tag.text[at] == '\n')) at++;
    if (at >= tag.bytes || (tag.text[at] != '"' && tag.text[at] != '\'')) continue;
    const char *close = memchr(tag.text + at + 1, tag.text[at], tag.bytes - at - 1);
    if (!close) break;
    size_t value = at + 1;
    at = (size_t)(close - tag.text) + 1;
    if (same) return (struct slice){tag.text + value, at - 1 - value};
  }
  return (struct slice){0};
}

void xml_resolve(struct buffer *out, struct slice s) {
  for (size_t at = 0; at < s.bytes;) {
    const char *found = memchr(s.text + at, '&', s.bytes - at);
    size_t next = found ? (size_t)(found - s.text) : s.bytes;
    buffer_add(out, s.text + at, next - at);
    at = next;
    if (at == s.bytes) break;
    uint32_t code;
    bool spaced;
    size_t length = reference_at(s.text, s.bytes, at, &code, &spaced);
    char bytes[8];
    if (length && !spaced) buffer_add(out, bytes, (size_t)utf8_write(code, bytes));
    else buffer_add_byte(out, '&'), length = 1;
    at += length;
  }
}
