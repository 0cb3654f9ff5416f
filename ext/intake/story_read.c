/* How a story is read: see story.h. */
#include "story.h"

#include "../language/document.h"
#include "html/page.h"
#include "lines.h"

#include <string.h>

bool story_pad(struct buffer *b) {
  static const char zeros[DOCUMENT_PADDING] = {0};
  if (!buffer_room(b, DOCUMENT_PADDING)) return false;
  memcpy(b->bytes + b->count, zeros, DOCUMENT_PADDING);
  return true;
}

/* "https://www.example.com/a" -> "example.com"; without "https://" it must begin with "www." */
static struct slice host_of(struct slice url) {
  size_t from = 0, to;
  while (from + 3 <= url.bytes && memcmp(url.text + from, "://", 3) != 0) from++;
  if (from + 3 > url.bytes) from = 0;
  else from += 3;
  if (!from && !slice_starts(url, "www.")) return (struct slice){0};
  if (url.bytes - from > 4 && !memcmp(url.text + from, "www.", 4)) from += 4;
  for (to = from; to < url.bytes && !strchr("/:?#", url.text[to]); to++) {
  }
  return (struct slice){url.text + from, to - from};
}

bool story_read(struct story *s, struct slice bytes, bool padded) {
  s->raw = bytes;
  s->format = encoding_format(bytes.text, bytes.bytes);
  if (!padded || s->format || !encoding_is_plain(bytes.text, bytes.bytes, s->stop)) {
    if (!*s->charset && page_is_one(bytes)) charset_named(bytes, "charset=", s->charset);
    if (!charset_convert(&s->decoded, bytes, s->charset, &s->page_problem)) {
      *s->charset = 0;
      encoding_read(&s->decoded, bytes.text, bytes.bytes, &s->encoding, &s->problems, s->stop);
    }
    if (!story_pad(&s->decoded)) return false;
    s->raw = (struct slice){s->decoded.bytes, s->decoded.count};
  }
  s->text = s->raw;
  s->body = (struct slice){s->raw.text, 0};
  if (s->problems & ENCODING_BINARY || must_stop(s->stop, 0)) return true;
  if (page_is_one(s->text) || (s->is_markup && page_can_be_read() && repair_finds_markup(s->text))) {
    if (!page_read(s, s->text, &s->rendered) || !story_pad(&s->rendered)) return false;
    s->text = (struct slice){s->rendered.bytes, s->rendered.count};
  }
  if (repair(&s->mended, s->text.text, s->text.bytes, s->stop)) {
    if (!story_pad(&s->mended)) return false;
    s->text = (struct slice){s->mended.bytes, s->mended.count};
  }
  if (must_stop(s->stop, 0)) return true;
  s->text = slice_trimmed(s->text);
  if (!story_export(s)) story_header(s);
  story_dateline(s);
  story_body(s);
  struct when w;
  if (!s->published.basis && s->url.bytes && when_in_address(s->url, &w)) published_set(&s->published, &w, BASIS_URL);
  if (!s->published.basis && s->path.bytes && when_in_address(s->path, &w))
    published_set(&s->published, &w, BASIS_PATH);
  if (!s->published.basis && !s->undated) story_selfdate(s);
  struct slice host = host_of(s->source.bytes ? s->source : s->url);
  if (host.bytes) s->source = host; /* one outlet, however its address is written */
  return !s->joined.no_memory && !s->page.no_memory;
}

void story_free(struct story *s) {
  buffer_free(&s->decoded);
  buffer_free(&s->mended);
  buffer_free(&s->joined);
  buffer_free(&s->rendered);
  arena_free(&s->page);
  *s = (struct story){0};
}

/* A letter, digit or byte beyond ASCII; of these 0xE2 starts dashes and quotes. */
static bool is_wordlike(unsigned char c) {
  return c >= 0x80 ? c != 0xE2 : (unsigned)(c - '0') < 10 || (unsigned)((c | 32) - 'a') < 26;
}

size_t story_words(struct slice text) {
  size_t words = 0;
  for (size_t i = 0; i < text.bytes;) {
    unsigned char c = (unsigned char)text.text[i];
    words += is_wordlike(c);
    if (is_wordlike(c)) /* the rest of it, up to a space */
      while (i < text.bytes && (unsigned char)text.text[i] > ' ') i++;
    else i++;
  }
  return words;
}
