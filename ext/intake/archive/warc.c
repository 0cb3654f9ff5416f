/* Web archives: see warc.h. */
#include "warc.h"

#include "../../text/utf8.h"
#include "../lines.h"
#include "archive.h"
#include "coding.h"

enum {
  MOST_HEADER = 1 << 16,
  LARGEST_PAGE = 1 << 26, /* bytes */
  UNPACKED = 1 << 20,     /* bytes that may come out of any page, */
  MOST_PACKED = 200       /* and of a byte of it */
};

/* The bytes of a header up to the empty line behind it; 0 where none is. */
static size_t header_bytes(struct slice s) {
  for (size_t at = 0; at < s.bytes; at++) {
    const char *end = memchr(s.text + at, '\n', s.bytes - at);
    if (!end) break;
    at = (size_t)(end - s.text);
    size_t next = at + 1 + (at + 1 < s.bytes && s.text[at + 1] == '\r');
    if (next < s.bytes && s.text[next] == '\n') return next + 1;
  }
  return 0;
}

/* The value of a header's field, no text where it has none. */
static struct slice field(struct slice header, const char *name) {
  struct slice line;
  for (size_t at = 0; line_next(header, &at, &line);) {
    const char *colon = line.bytes ? memchr(line.text, ':', line.bytes) : NULL;
    size_t bytes = colon ? (size_t)(colon - line.text) : 0;
    if (colon && header_is(slice_trimmed((struct slice){line.text, bytes}), name)) return slice_behind(line, bytes + 1);
  }
  return (struct slice){0};
}

static bool read_number(struct slice s, uint64_t *value) {
  *value = 0;
  for (size_t i = 0; i < s.bytes; i++) {
    if (!is_digit_byte(s.text[i]) || *value >> 56) return false;
    *value = *value * 10 + (uint64_t)(s.text[i] - '0');
  }
  return s.bytes > 0;
}

static bool is_page(struct slice type) {
  return header_starts(type, "text/html") || header_starts(type, "application/xhtml");
}

/* A body in chunks, put together. */
static void join_chunks(struct buffer *out, struct slice s, struct stop *stop) {
  struct slice line;
  for (size_t at = 0; line_next(s, &at, &line);) {
    size_t bytes = 0, i = 0;
    for (; i < line.bytes && bytes < LARGEST_PAGE; i++) {
      char c = line.text[i], small = (char)(c | 32);
      if (!is_digit_byte(c) && (small < 'a' || small > 'f')) break;
      bytes = bytes * 16 + (size_t)(is_digit_byte(c) ? c - '0' : small - 'a' + 10);
    }
    if (!i || !bytes || must_stop(stop, bytes + i)) break;
    if (bytes > s.bytes - at) bytes = s.bytes - at;
    buffer_add(out, s.text + at, bytes);
    at += bytes;
    if (at < s.bytes && s.text[at] == '\r') at++;
    if (at < s.bytes && s.text[at] == '\n') at++;
  }
}

/* The page in an answer of HTTP, of which `http` is the header. */
static struct slice unpack(struct warc *w, struct slice http, struct slice body, struct stop *stop) {
  if (header_is(field(http, "transfer-encoding"), "chunked")) {
    join_chunks(&w->whole, body, stop);
    if (w->whole.count) body = buffer_slice(&w->whole); /* else a crawler has done so before */
  }
  struct slice packed = field(http, "content-encoding");
  const char *(*unpack_text)(struct buffer *, struct slice, size_t, struct stop *) = NULL;
  if (slice_starts(body, "\x1F\x8B") || header_is(packed, "deflate")) unpack_text = inflate_text;
  else if (slice_starts(body, "\x28\xB5\x2F\xFD")) unpack_text = zstd_text;
  else if (header_is(packed, "br") && !slice_starts(slice_trimmed(body), "<")) unpack_text = brotli_text;
  if (!unpack_text) return body; /* a crawler may have done so before */
  size_t most = body.bytes < LARGEST_PAGE / MOST_PACKED ? UNPACKED + body.bytes * MOST_PACKED : LARGEST_PAGE;
  w->problem = unpack_text(&w->plain, body, most < LARGEST_PAGE ? most : LARGEST_PAGE, stop);
  return buffer_slice(&w->plain);
}

/* What kind of record a header is of: whether its block may hold a page, and in an answer of HTTP. */
static bool may_hold_page(struct slice header, bool *http) {
  struct slice type = field(header, "warc-type"), content = field(header, "content-type");
  *http = header_is(type, "response") && header_starts(content, "application/http");
  return *http || (header_is(type, "response") && is_page(content)) ||
         (header_is(type, "resource") && is_page(content)) ||
         (header_is(type, "conversion") && header_starts(content, "text/plain"));
}

/* Whether the answer of HTTP that the block begins with is a page; sets the header's bytes. */
static bool answers_page(struct slice block, size_t *bytes) {
  *bytes = header_bytes(block);
  struct slice http = {block.text, *bytes};
  const char *space = *bytes ? memchr(http.text, ' ', http.bytes) : NULL;
  if (!space) return false;
  struct slice status = slice_behind(http, (size_t)(space - http.text));
  return status.bytes && status.text[0] == '2' && is_page(field(http, "content-type"));
}

/* An address with what is no UTF-8 as %XX (RFC 3986, section 2.1). */
static void mend_address(struct warc *w) {
  static const char digits[] = "0123456789ABCDEF";
  w->address.count = 0;
  if (utf8_valid(w->url.text, w->url.bytes)) return;
  for (size_t i = 0; i < w->url.bytes; i++) {
    unsigned char c = (unsigned char)w->url.text[i];
    if (c >= 0x80) buffer_add_byte(&w->address, '%'), buffer_add_byte(&w->address, digits[c >> 4]);
    buffer_add_byte(&w->address, c >= 0x80 ? digits[c & 15] : (char)c);
  }
  w->url = buffer_slice(&w->address);
}

/* Takes the block behind a header.  False where it is no page. */
static bool take(struct warc *w, struct stream *s, size_t header_length, uint64_t length, bool http,
                 struct slice *page) {
  size_t http_bytes = 0;
  stream_need(s, header_length + (length < MOST_HEADER ? (size_t)length : MOST_HEADER));
  struct slice block = slice_from(stream_rest(s), header_length);
  if (block.bytes > length) block.bytes = (size_t)length;
  if (http && !answers_page(block, &http_bytes)) return false;
  bool whole = length <= LARGEST_PAGE && stream_need(s, header_length + (size_t)length);
  struct slice header = {stream_rest(s).text, header_length};
  block = slice_from(stream_rest(s), header_length);
  if (block.bytes > length) block.bytes = (size_t)length;
  w->url = field(header, "warc-target-uri");
  w->date = field(header, "warc-date");
  if (w->url.bytes > 2 && w->url.text[0] == '<') w->url.text++, w->url.bytes -= 2; /* so WARC 1.0 had it */
  mend_address(w);
  charset_named(field(http ? (struct slice){block.text, http_bytes} : header, "content-type"), "charset=", w->charset);
  if (length > LARGEST_PAGE) w->problem = "is too big for a story";
  else if (!whole) w->problem = stream_cut(s);
  *page = length > LARGEST_PAGE ? (struct slice){"", 0} : slice_from(block, http_bytes);
  if (http && page->bytes) *page = unpack(w, (struct slice){block.text, http_bytes}, *page, s->stop);
  return true;
}

bool warc_next(struct warc *w, struct stream *s, struct slice *page) {
  w->whole.count = w->plain.count = 0;
  w->problem = NULL;
  w->url = w->date = *page = (struct slice){"", 0};
  *w->charset = 0;
  while (!w->broken) {
    while (stream_need(s, 1) && strchr("\r\n", *stream_rest(s).text)) s->at++;
    struct slice rest = stream_rest(s);
    size_t bytes = 0;
    if (!rest.bytes && !stream_problem(s)) return false;
    while (!(bytes = header_bytes(stream_rest(s))) && stream_rest(s).bytes < MOST_HEADER && stream_more(s)) {
    }
    if (s->window.no_memory || (s->stop && s->stop->stopped)) return false;
    struct slice header = {stream_rest(s).text, bytes};
    uint64_t length;
    bool http;
    if (!bytes || !slice_starts(header, "WARC/") || !read_number(field(header, "content-length"), &length)) {
      w->broken = true;
      w->problem = stream_problem(s) ? stream_problem(s) : ARCHIVE_BROKEN;
      return true;
    }
    bool taken = may_hold_page(header, &http) && take(w, s, bytes, length, http, page);
    if (s->window.no_memory || w->whole.no_memory || w->plain.no_memory || w->address.no_memory) return false;
    if (taken && length <= LARGEST_PAGE) { /* it stays in the window while it is read */
      size_t there = stream_rest(s).bytes - bytes;
      s->at += bytes + (there < length ? there : (size_t)length);
    } else if (!stream_skip(s, bytes + length) && !taken) {
      if (s->stop && s->stop->stopped) return false;
      w->broken = true;
      w->problem = stream_cut(s);
      return true;
    }
    if (taken) return true;
  }
  return false;
}

void warc_clear(struct warc *w) { *w = (struct warc){.whole = w->whole, .plain = w->plain, .address = w->address}; }

void warc_free(struct warc *w) {
  buffer_free(&w->whole);
  buffer_free(&w->plain);
  buffer_free(&w->address);
}
