/* Letters: see mail.h. */
#include "mail.h"

#include "../html/page.h"
#include "../lines.h"
#include "../phrase.h"
#include "mime.h"

enum { MOST_CELLS = 8 };

static const char separator[] = "From ";

/* Whether the line is one between letters: "From ann@h.example Sat May  4 08:30:00 2019". */
static bool is_separator(struct slice s) {
  const char *end = memchr(s.text, '\n', s.bytes);
  size_t bytes = end ? (size_t)(end - s.text) : s.bytes;
  return slice_starts(s, separator) && memchr(s.text, ':', bytes) && bytes > sizeof separator + 12;
}

bool mail_is_one(struct slice s) {
  struct slice line;
  size_t at = 0;
  const bool box = s.bytes && is_separator(s);
  bool sent = false;
  if (box && !line_next(s, &at, &line)) return false;
  for (size_t from = at; line_next(s, &at, &line) && line.bytes; from = at) {
    if (from && !box && (s.text[from] == ' ' || s.text[from] == '\t')) continue; /* the field goes on */
    const char *colon = memchr(line.text, ':', line.bytes);
    struct slice name = {line.text, colon ? (size_t)(colon - line.text) : 0};
    if (!name.bytes || memchr(name.text, ' ', name.bytes)) return false;
    if (box) return true;
    sent |= name_value(name, LEXICON_MAIL_SIGN) != NULL;
  }
  return sent && !line.bytes;
}

bool mail_next(struct mail *m, struct stream *s, struct slice *letter) {
  stream_need(s, sizeof separator);
  bool box = slice_starts(stream_rest(s), separator);
  m->scanned = 0;
  for (;;) { /* line by line, to a separator behind an empty line */
    struct slice rest = stream_rest(s);
    const char *end = rest.bytes > m->scanned ? memchr(rest.text + m->scanned, '\n', rest.bytes - m->scanned) : NULL;
    size_t next = end ? (size_t)(end - rest.text) + 1 : rest.bytes;
    bool seen = end && memchr(rest.text + next, '\n', rest.bytes - next);
    if (!seen && stream_more(s)) continue;
    if (s->window.no_memory || must_stop(s->stop, next - m->scanned)) return false;
    rest = stream_rest(s);
    bool empty =
        next >= 2 && m->scanned &&
        (rest.text[next - 2] == '\n' || (next >= 3 && rest.text[next - 2] == '\r' && rest.text[next - 3] == '\n'));
    if (end && !(box && empty && is_separator(slice_from(rest, next)))) {
      m->scanned = next;
      continue;
    }
    *letter = (struct slice){rest.text, next};
    s->at += next;
    return next > 0;
  }
}

/* The host of an address of mail: "Ann <ann@h.example>". */
static struct slice host_of(struct slice from) {
  const char *at = from.bytes ? memchr(from.text, '@', from.bytes) : NULL;
  struct slice host = {at ? at + 1 : "", 0};
  if (!at) return host;
  while (host.text + host.bytes < from.text + from.bytes &&
         (is_letter_byte(host.text[host.bytes]) || is_digit_byte(host.text[host.bytes]) ||
          host.text[host.bytes] == '-' || host.text[host.bytes] == '.'))
    host.bytes++;
  return host;
}

struct cells {
  struct buffer *text;
  struct slice names[MOST_CELLS], texts[MOST_CELLS];
  size_t starts[MOST_CELLS], count;
};

static void begin(struct cells *c, const char *name) {
  c->names[c->count] = slice_of(name);
  c->starts[c->count++] = c->text->count;
}

/* A mailbox has ">From " where a letter has a line that begins with "From ". */
static void unquote(struct buffer *b, size_t from) {
  size_t to = from;
  for (size_t at = from; at < b->count; at++) {
    struct slice rest = {b->bytes + at, b->count - at};
    size_t marks = 0;
    while ((at == from || b->bytes[at - 1] == '\n') && marks < rest.bytes && rest.text[marks] == '>') marks++;
    if (marks && slice_starts(slice_from(rest, marks), separator)) at++;
    b->bytes[to++] = b->bytes[at];
  }
  b->count = to;
}

bool mail_story(struct mail *m, struct slice letter, const struct mapping *map, struct record_texts *t, struct story *s,
                const char **problem) {
  struct cells c = {.text = &m->cells};
  struct slice name, value;
  struct mime_text text;
  size_t at = 0;
  bool converted = false, boxed = slice_starts(letter, separator);
  m->cells.count = 0;
  if (boxed) { /* the line before the letter */
    const char *end = memchr(letter.text, '\n', letter.bytes);
    letter = slice_from(letter, end ? (size_t)(end - letter.text) + 1 : letter.bytes);
  }
  while (mime_field(letter, &at, &name, &value)) {
    const char *means = name_value(name, LEXICON_MAIL_FIELD);
    if (!means || c.count + 3 > MOST_CELLS) continue;
    begin(&c, means);
    mime_words(&m->cells, value, s->stop);
    struct slice host = host_of(value);
    if (strcmp(means, "author") || !host.bytes) continue;
    begin(&c, "source");
    buffer_add_text(&m->cells, "https://");
    buffer_add_slice(&m->cells, host);
  }
  if (mime_find_text(letter, page_can_be_read(), &text)) {
    begin(&c, "text");
    size_t from = m->cells.count;
    mime_read_text(&m->cells, &text, &converted, problem, s->stop);
    if (boxed) unquote(&m->cells, from);
    s->is_markup = text.is_html;
  } else {
    *problem = "is a letter without a text";
  }
  if (m->cells.no_memory) return false;
  const char *texts = m->cells.bytes ? m->cells.bytes : "";
  for (size_t i = 0; i < c.count; i++) {
    size_t end = i + 1 < c.count ? c.starts[i + 1] : m->cells.count;
    c.texts[i] = slice_trimmed((struct slice){texts + c.starts[i], end - c.starts[i]});
  }
  if (!story_of_cells(s, t, map, c.names, c.texts, c.count)) return false;
  if (converted) memcpy(s->charset, text.charset, sizeof s->charset);
  return true;
}

void mail_free(struct mail *m) { buffer_free(&m->cells); }
