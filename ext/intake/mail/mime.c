/* The parts of a letter: see mime.h. */
#include "mime.h"

#include "../../text/encoding.h"
#include "../lines.h"

enum { MOST_DEPTH = 8 /* parts in parts */, LONGEST_BOUNDARY = 200, LONGEST_WORD = 2000 /* bytes */ };

bool mime_field(struct slice s, size_t *at, struct slice *name, struct slice *value) {
  while (*at < s.bytes) {
    const char *from = s.text + *at, *end = memchr(from, '\n', s.bytes - *at);
    size_t next = end ? (size_t)(end - s.text) + 1 : s.bytes;
    bool empty = from[0] == '\n' || (from[0] == '\r' && end == from + 1);
    if (!empty)
      while (next < s.bytes && (s.text[next] == ' ' || s.text[next] == '\t')) { /* the field goes on */
        end = memchr(s.text + next, '\n', s.bytes - next);
        next = end ? (size_t)(end - s.text) + 1 : s.bytes;
      }
    struct slice line = {from, next - *at};
    *at = next;
    if (empty) return false;
    const char *colon = memchr(line.text, ':', line.bytes);
    if (!colon) continue;
    *name = slice_trimmed((struct slice){line.text, (size_t)(colon - line.text)});
    *value = slice_behind(line, (size_t)(colon - line.text) + 1);
    return true;
  }
  return false;
}

static int hex(char c) {
  char small = (char)(c | 32);
  return is_digit_byte(c) ? c - '0' : small >= 'a' && small <= 'f' ? small - 'a' + 10 : -1;
}

/* "=C3=A9"; at a line's end = joins it with the next.  `words`: _ is a space. */
static void read_quoted(struct buffer *out, struct slice s, bool words, struct stop *stop) {
  for (size_t i = 0; i < s.bytes && !must_stop(stop, 1); i++) {
    char c = s.text[i];
    if (c == '=' && i + 2 < s.bytes && hex(s.text[i + 1]) >= 0 && hex(s.text[i + 2]) >= 0) {
      c = (char)(hex(s.text[i + 1]) * 16 + hex(s.text[i + 2]));
      i += 2;
    } else if (c == '=') {
      size_t end = i + 1;
      while (end < s.bytes && (s.text[end] == ' ' || s.text[end] == '\r')) end++;
      if (end >= s.bytes || s.text[end] == '\n') {
        i = end;
        continue;
      }
    } else if (c == '_' && words) {
      c = ' ';
    }
    buffer_add_byte(out, c);
  }
}

static void read_base64(struct buffer *out, struct slice s, struct stop *stop) {
  unsigned bits = 0;
  int count = 0;
  for (size_t i = 0; i < s.bytes && !must_stop(stop, 1); i++) {
    char c = s.text[i];
    int value = is_upper_byte(c)   ? c - 'A'
                : is_lower_byte(c) ? c - 'a' + 26
                : is_digit_byte(c) ? c - '0' + 52
                : c == '+'         ? 62
                : c == '/'         ? 63
                                   : -1;
    if (c == '=') break;
    if (value < 0) continue;
    bits = (bits << 6 | (unsigned)value) & 0xFFFFFF;
    count += 6;
    if (count < 8) continue;
    count -= 8;
    buffer_add_byte(out, (char)(bits >> count));
  }
}

/* Appends bytes in a charset as UTF-8.  True where that was none that encoding_read() knows. */
static bool convert(struct buffer *out, const struct buffer *raw, const char *charset, const char **problem,
                    struct stop *stop) {
  enum encoding ignored;
  unsigned problems;
  struct slice s = {raw->bytes ? raw->bytes : "", raw->count};
  out->no_memory |= raw->no_memory;
  if (charset_convert(out, s, charset, problem)) return true;
  encoding_read(out, s.text, s.bytes, &ignored, &problems, stop);
  return false;
}

/* Reads "=?utf-8?q?Caf=C3=A9?=" at the start; the bytes it takes, 0 if none is there. */
static size_t read_word(struct buffer *out, struct slice s) {
  size_t marks[4], n = 0;
  if (!slice_starts(s, "=?")) return 0;
  if (s.bytes > LONGEST_WORD) s.bytes = LONGEST_WORD; /* RFC 2047 allows 75 */
  for (size_t i = 1; i + 1 < s.bytes && n < 4 && s.text[i] > ' '; i++)
    if (s.text[i] == '?' && (n < 3 || s.text[i + 1] == '=')) marks[n++] = i;
  if (n < 4 || marks[2] != marks[1] + 2) return 0;
  struct slice text = {s.text + marks[2] + 1, marks[3] - marks[2] - 1};
  char charset[CHARSET_BYTES], key = (char)(s.text[marks[1] + 1] | 32);
  struct buffer raw = {0};
  const char *ignored = NULL;
  charset_named((struct slice){s.text, marks[1] + 1}, "=?", charset);
  if (key == 'b') read_base64(&raw, text, NULL);
  else read_quoted(&raw, text, true, NULL);
  convert(out, &raw, charset, &ignored, NULL);
  buffer_free(&raw);
  return marks[3] + 2;
}

void mime_words(struct buffer *out, struct slice s, struct stop *stop) {
  struct buffer plain = {0}; /* what is no encoded word may be in any encoding */
  for (size_t at = 0, spaces = 0; at < s.bytes && !must_stop(stop, LONGEST_WORD);) {
    size_t word = read_word(out, slice_from(s, at));
    if (word) {
      at += word;
      spaces = at;
      while (spaces < s.bytes && (unsigned char)s.text[spaces] <= ' ') spaces++;
      if (slice_starts(slice_from(s, spaces), "=?")) at = spaces; /* between two of them there is none */
      continue;
    }
    plain.count = 0;
    do {
      bool space = (unsigned char)s.text[at] <= ' ';
      if (!space || (plain.count ? plain.bytes[plain.count - 1] != ' ' : true))
        buffer_add_byte(&plain, space ? ' ' : s.text[at]);
      at++;
    } while (at < s.bytes && !slice_starts(slice_from(s, at), "=?"));
    const char *ignored = NULL;
    convert(out, &plain, "", &ignored, NULL);
  }
  buffer_free(&plain);
}

/* The value of a parameter behind a field's value: boundary="x". */
static struct slice parameter(struct slice value, const char *name) {
  size_t length = strlen(name);
  for (size_t at = 0; at + length < value.bytes; at++) {
    struct slice rest = slice_from(value, at);
    if (rest.text[length] != '=' || !header_starts(rest, name) || (at && !strchr("; \t\r\n", value.text[at - 1])))
      continue;
    rest = slice_from(rest, length + 1);
    bool quoted = rest.bytes && rest.text[0] == '"';
    if (quoted) rest = slice_from(rest, 1);
    size_t n = 0;
    while (n < rest.bytes && !(quoted ? rest.text[n] == '"' : strchr("; \t\r\n", rest.text[n]) != NULL)) n++;
    return (struct slice){rest.text, n};
  }
  return (struct slice){0};
}

struct found {
  struct mime_text html, plain;
};

/* The next line that begins with "--" and the boundary; the end where none does.  `*behind` the line. */
static size_t next_boundary(struct slice s, size_t at, struct slice boundary, size_t *behind) {
  while (at < s.bytes) {
    const char *end = memchr(s.text + at, '\n', s.bytes - at);
    size_t next = end ? (size_t)(end - s.text) + 1 : s.bytes;
    *behind = next;
    if (next - at >= boundary.bytes + 2 && s.text[at] == '-' && s.text[at + 1] == '-' &&
        !memcmp(s.text + at + 2, boundary.text, boundary.bytes))
      return at;
    at = next;
  }
  return *behind = s.bytes;
}

/* Looks through a part and those in it: `depth` bounds the recursion. */
static void find(struct found *f, struct slice s, int depth) {
  struct slice name, value, type = {"text/plain", 10}, boundary;
  struct mime_text text = {0};
  bool attached = false;
  size_t at = 0;
  while (mime_field(s, &at, &name, &value)) {
    if (header_is(name, "content-type")) type = value;
    else if (header_is(name, "content-transfer-encoding"))
      text.encoding = header_is(value, "base64") ? 'b' : header_is(value, "quoted-printable") ? 'q' : 0;
    else if (header_is(name, "content-disposition")) attached = header_starts(value, "attachment");
  }
  text.body = slice_from(s, at);
  boundary = parameter(type, "boundary");
  if (header_starts(type, "multipart/") && boundary.bytes && boundary.bytes < LONGEST_BOUNDARY && depth) {
    size_t behind, from;
    at = next_boundary(text.body, 0, boundary, &behind);
    while ((from = behind) < text.body.bytes) {
      at = next_boundary(text.body, from, boundary, &behind);
      find(f, (struct slice){text.body.text + from, at - from}, depth - 1);
    }
  } else if (header_starts(type, "message/rfc822") && depth) {
    find(f, text.body, depth - 1);
  } else if (header_starts(type, "text/") && !attached) {
    text.is_html = header_starts(type, "text/html");
    struct mime_text *to = text.is_html ? &f->html : header_starts(type, "text/plain") ? &f->plain : NULL;
    charset_named(type, "charset=", text.charset);
    if (to && !to->body.bytes && slice_trimmed(text.body).bytes) *to = text;
  }
}

bool mime_find_text(struct slice letter, bool html, struct mime_text *text) {
  struct found f = {0};
  find(&f, letter, MOST_DEPTH);
  bool take_html = f.html.body.bytes && (html || !f.plain.body.bytes);
  *text = take_html ? f.html : f.plain;
  return text->body.bytes > 0;
}

void mime_read_text(struct buffer *out, const struct mime_text *t, bool *converted, const char **problem,
                    struct stop *stop) {
  struct buffer raw = {0};
  if (t->encoding == 'b') read_base64(&raw, t->body, stop);
  else if (t->encoding == 'q') read_quoted(&raw, t->body, false, stop);
  else buffer_add_slice(&raw, t->body);
  *converted = convert(out, &raw, t->charset, problem, stop);
  buffer_free(&raw);
}
