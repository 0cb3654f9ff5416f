/* Separated values: see csv.h. */
#include "csv.h"

#include <string.h>

static const char separators[] = ",\t;|";

/* Whether an odd number of backslashes stands before the quote at `at`. */
static bool is_escaped(struct slice s, size_t at) {
  size_t from = at;
  while (from && s.text[from - 1] == '\\') from--;
  return (at - from) % 2;
}

static bool ends_cell(char byte, char separator) {
  if (byte == '\n' || byte == '\r') return true;
  return separator ? byte == separator : byte && strchr(separators, byte);
}

size_t csv_record(struct slice s, struct csv_scan *c, struct csv_style *style) {
  while (c->at < s.bytes) {
    if (c->quoted) {
      const char *quote = memchr(s.text + c->at, '"', s.bytes - c->at);
      c->at = quote ? (size_t)(quote - s.text) : s.bytes;
      if (c->at + 1 >= s.bytes) return 0; /* what follows a quote says what it is */
      bool escaped = is_escaped(s, c->at), doubled = s.text[c->at + 1] == '"' && !(escaped && style->escapes);
      style->escapes |= escaped && !doubled && !ends_cell(s.text[c->at + 1], style->separator);
      escaped &= style->escapes;
      c->quoted = doubled || escaped;
      c->at += doubled ? 2 : 1;
      continue;
    }
    char byte = s.text[c->at++];
    if (byte == (style->returns ? '\r' : '\n')) {
      size_t bytes = c->at;
      *c = (struct csv_scan){0};
      return bytes;
    }
    c->quoted = byte == '"' && !c->inside;
    c->inside = byte == '\r' || !ends_cell(byte, style->separator);
  }
  return 0;
}

char csv_separator(struct slice header) {
  size_t best = 0, most = 0;
  for (size_t i = 0; i < sizeof separators - 1; i++) {
    size_t n = 0;
    for (size_t k = 0; k < header.bytes; k++) n += header.text[k] == separators[i];
    if (n > most) best = i, most = n;
  }
  return separators[best];
}

bool csv_cells(struct csv_row *row, struct slice s, struct csv_style style) {
  size_t ends[CSV_MOST_CELLS] = {0}, at = 0;
  bool whole = true;
  while (s.bytes && (s.text[s.bytes - 1] == '\n' || s.text[s.bytes - 1] == '\r')) s.bytes--;
  row->text.count = 0;
  row->count = 0;
  if (!buffer_room(&row->text, s.bytes)) return false;
  for (;;) {
    if (row->count == CSV_MOST_CELLS) {
      whole = false;
      break;
    }
    if (at < s.bytes && s.text[at] == '"') {
      bool closed = false;
      for (at++; at < s.bytes && !closed;) {
        const char *quote = memchr(s.text + at, '"', s.bytes - at);
        size_t end = quote ? (size_t)(quote - s.text) : s.bytes;
        buffer_add(&row->text, s.text + at, end - at);
        at = end + (quote != NULL);
        if (quote && style.escapes && is_escaped(s, end)) row->text.bytes[row->text.count - 1] = '"';
        else if (quote && at < s.bytes && s.text[at] == '"') buffer_add_byte(&row->text, s.text[at++]);
        else closed = quote != NULL;
      }
      whole &= closed;
    }
    const char *mark = at < s.bytes ? memchr(s.text + at, style.separator, s.bytes - at) : NULL;
    size_t end = mark ? (size_t)(mark - s.text) : s.bytes;
    buffer_add(&row->text, s.text + at, end - at);
    ends[row->count++] = row->text.count;
    at = end + 1;
    if (!mark) break;
  }
  for (size_t i = 0, from = 0; i < row->count; from = ends[i++])
    row->cells[i] = (struct slice){row->text.bytes + from, ends[i] - from};
  return whole;
}
