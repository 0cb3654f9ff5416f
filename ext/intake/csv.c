/* Separated values: see csv.h. */
#include "csv.h"

#include <string.h>

static const char separators[] = ",\t;|";

size_t csv_record(struct slice s, struct csv_scan *c, char separator) {
  while (c->at < s.bytes) {
    if (c->quoted) {
      const char *quote = memchr(s.text + c->at, '"', s.bytes - c->at);
      c->at = quote ? (size_t)(quote - s.text) : s.bytes;
      if (c->at + 1 >= s.bytes) return 0; /* what follows a quote says what it is */
      bool doubled = s.text[c->at + 1] == '"';
      c->quoted = doubled;
      c->at += doubled ? 2 : 1;
      continue;
    }
    char byte = s.text[c->at++];
    if (byte == '\n') {
      size_t bytes = c->at;
      *c = (struct csv_scan){0};
      return bytes;
    }
    c->quoted = byte == '"' && !c->inside;
    c->inside = separator ? byte != separator : !byte || !strchr(separators, byte);
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

bool csv_cells(struct csv_row *row, struct slice s, char separator) {
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
        if (quote && at < s.bytes && s.text[at] == '"') buffer_add_byte(&row->text, s.text[at++]);
        else closed = quote != NULL;
      }
      whole &= closed;
    }
    const char *mark = at < s.bytes ? memchr(s.text + at, separator, s.bytes - at) : NULL;
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
