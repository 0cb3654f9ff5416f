/* The records of a file: see records.h. */
#include "records.h"

#include "../language/document.h"
#include "envelope.h"
#include "lines.h"

#include <string.h>

enum {
  SAMPLE = 1 << 16,
  LONGEST_HEADER = 1 << 12,  /* bytes, of a table that no name tells */
  SEVERAL_STORIES = 1 << 13, /* bytes, that a text has at the least which may be more than one story */
  LARGEST_TEXT = 1 << 26     /* bytes: what is larger is no story */
};

static const char TOO_BIG[] = "is too big for a story";

struct slice records_name_end(struct slice name) {
  size_t dot = name.bytes;
  while (dot && name.text[dot - 1] != '.' && name.text[dot - 1] != '/') dot--;
  bool none = !dot || name.text[dot - 1] != '.';
  return slice_from(name, none ? name.bytes : dot);
}

int records_name_means(struct slice name) {
  struct slice end = records_name_end(name);
  return end.bytes ? lexicon_number(lexicon_find(word_key(end.text, end.bytes, 0)), LEXICON_FILE_END) : 0;
}

enum record_kind records_kind(struct slice name) {
  static const enum record_kind kinds[] = {
      [FILE_END_TEXT] = RECORD_TEXTS,  [FILE_END_PAGE] = RECORD_TEXT,   [FILE_END_JSON] = RECORD_JSON,
      [FILE_END_LINES] = RECORD_LINES, [FILE_END_CELLS] = RECORD_CELLS, [FILE_END_WARC] = RECORD_WARC,
      [FILE_END_MAIL] = RECORD_MAIL};
  const size_t means = (size_t)records_name_means(name);
  return means < sizeof kinds / sizeof *kinds ? kinds[means] : RECORD_UNKNOWN;
}

bool records_is_one(enum record_kind kind, int64_t bytes) {
  return kind == RECORD_TEXT || (kind == RECORD_TEXTS && bytes >= 0 && bytes < SEVERAL_STORIES);
}

/* Lines of JSON, one JSON text, or a text: what the first bytes say. */
static enum record_kind kind_of_content(struct slice s) {
  s = slice_trimmed(s);
  struct json_value v;
  size_t at = 0;
  if (feed_is_one(s)) return RECORD_FEED;
  if (slice_starts(s, "WARC/")) return RECORD_WARC;
  if (mail_is_one(s)) return RECORD_MAIL;
  if (!s.bytes || (s.text[0] != '{' && s.text[0] != '[')) return RECORD_TEXT;
  const char *line = memchr(s.text, '\n', s.bytes);
  struct slice first = {s.text, line ? (size_t)(line - s.text) : s.bytes};
  if (line && s.text[0] == '{' && json_whole(first, &v)) return RECORD_LINES;
  if (json_read(s, &at, &v) || at >= s.bytes) return RECORD_JSON;
  return RECORD_TEXT;
}

void records_open(struct records *r, struct stream *from, struct slice name) {
  stream_close(&r->stream);
  r->stream = *from;
  *from = (struct stream){.fd = -1};
  r->stream.most = r->most;
  r->kind = records_kind(name);
  r->number = 0;
  r->header.count = 0;
  r->style = (struct csv_style){0};
  r->begun = r->enveloped = r->listed = r->keyed = r->done = r->broken = false;
  columns_clear(&r->columns);
  feed_clear(&r->feed);
  warc_clear(&r->warc);
}

void records_close(struct records *r) {
  stream_close(&r->stream);
  buffer_free(&r->header.text);
  buffer_free(&r->row.text);
  buffer_free(&r->wide);
  columns_free(&r->columns);
  feed_free(&r->feed);
  warc_free(&r->warc);
  mail_free(&r->mail);
}

/* Marks what is left of the window as used. */
static void use(struct records *r, size_t bytes) { r->stream.at += bytes; }

/* All that is left is one record with a problem, and the last. */
static bool finish_with(struct records *r, const char *problem) {
  r->record = stream_rest(&r->stream);
  r->problem = problem;
  if (r->stream.too_big) r->record.bytes = 0;
  use(r, r->stream.window.count - r->stream.at);
  r->broken = true;
  return true;
}

/* Reads a text to its end, but of what is none no more than shows that. */
static bool read_whole(struct records *r) {
  if (r->stream.most > LARGEST_TEXT) r->stream.most = LARGEST_TEXT;
  while (stream_rest(&r->stream).bytes < SAMPLE && stream_more(&r->stream)) {
  }
  struct slice begun = stream_rest(&r->stream);
  bool binary = encoding_is_binary(begun.text, begun.bytes); /* then the rest is not read */
  while (!binary && stream_more(&r->stream)) {
  }
  return !r->stream.window.no_memory && story_pad(&r->stream.window);
}

static bool next_text(struct records *r) {
  if (r->done || !read_whole(r)) return false;
  r->done = true;
  r->record = stream_rest(&r->stream);
  r->problem = stream_problem(&r->stream);
  if (r->stream.too_big) r->record.bytes = 0;
  return true;
}

/* The next document of a press database. */
static bool next_document(struct records *r) {
  if (r->broken || (!r->done && !read_whole(r))) return false;
  r->done = true;
  if (stream_problem(&r->stream)) return finish_with(r, stream_problem(&r->stream));
  struct slice rest = stream_rest(&r->stream), text = slice_trimmed(rest);
  if (!text.bytes) return false;
  r->record = (struct slice){text.text, story_export_bytes(text, r->stop)};
  use(r, (size_t)(text.text - rest.text) + r->record.bytes);
  return true;
}

/* Passes over the rest of a line that is too long for a record, so that memory does not grow with it, and
** those behind it are read. */
static bool pass_line(struct records *r) {
  struct slice rest;
  const char *end = NULL;
  do {
    rest = stream_rest(&r->stream);
    end = memchr(rest.text, '\n', rest.bytes);
    use(r, end ? (size_t)(end - rest.text) + 1 : rest.bytes);
  } while (!end && stream_more(&r->stream));
  r->problem = TOO_BIG;
  return !r->stream.window.no_memory;
}

static bool next_line(struct records *r) {
  const size_t most = r->stream.most < LARGEST_TEXT ? r->stream.most : LARGEST_TEXT;
  size_t scanned = 0;
  for (;;) {
    struct slice rest = stream_rest(&r->stream);
    size_t space = 0;
    while (!scanned && space < rest.bytes && (unsigned char)rest.text[space] <= ' ') space++;
    use(r, space);
    rest = slice_from(rest, space);
    const char *end = rest.bytes > scanned ? memchr(rest.text + scanned, '\n', rest.bytes - scanned) : NULL;
    if (!end) {
      scanned = rest.bytes;
      if (scanned > most) return pass_line(r);
      if (stream_more(&r->stream)) continue;
      if (r->stream.window.no_memory) return false;
      rest = stream_rest(&r->stream);
      if (stream_problem(&r->stream)) return r->broken ? false : finish_with(r, stream_problem(&r->stream));
    }
    size_t bytes = end ? (size_t)(end - rest.text) + 1 : rest.bytes;
    use(r, bytes);
    r->record = slice_trimmed((struct slice){rest.text, bytes});
    if (r->record.bytes && r->record.text[r->record.bytes - 1] == ',') r->record.bytes--; /* as in an array, */
    bool bracket =
        r->record.bytes == 1 && (r->record.text[0] == '[' || r->record.text[0] == ']'); /* whose ends they are */
    if (r->record.bytes && !bracket) return true;
    if (!end) return false;
    scanned = 0;
  }
}

/* The title of a JSON Feed, mended. */
static void read_title(struct buffer *title, const struct json_value *v) {
  struct buffer mended = {0};
  json_text(title, v, &(bool){false});
  if (!title->count || !repair(&mended, title->bytes, title->count, NULL)) return;
  mended.no_memory |= title->no_memory;
  buffer_free(title);
  *title = mended;
}

static bool must_end(const struct records *r) {
  return r->stream.window.no_memory || (r->stream.stop && r->stream.stop->stopped);
}

static size_t behind_space(struct slice s, size_t at) {
  while (at < s.bytes && strchr(" \t\r\n", s.text[at])) at++;
  return at;
}

/* Where the value of the member begins that is next; the text's end where that is not there. */
static size_t behind_key(struct slice s) {
  struct json_value key;
  size_t at = 0;
  if (!json_read(s, &at, &key)) return at;
  at = behind_space(s, at);
  return behind_space(s, at + (at < s.bytes && s.text[at] == ':'));
}

/* Goes into what holds the records: an array, an object of objects, a service's envelope.  False where the next is a
** record; `*cut`: where more must be read to tell. */
static bool go_in(struct records *r, bool *cut) {
  struct slice rest = stream_rest(&r->stream);
  struct json_value title, columns;
  size_t skip = 0;
  *cut = false;
  if (rest.bytes && (rest.text[0] == ']' || (rest.text[0] == '[' && !r->begun))) {
    r->begun = true;
    r->listed = rest.text[0] == '[';
    use(r, 1);
    return true;
  }
  enum envelope envelope = r->begun ? ENVELOPE_NONE : envelope_read(rest, &skip, &title, &columns);
  *cut = envelope == ENVELOPE_CUT;
  if (*cut && r->stream.ended && skip) envelope = ENVELOPE_KEYED;
  if (envelope != ENVELOPE_OPEN && envelope != ENVELOPE_KEYED) return false;
  read_title(&r->feed.title, &title);
  columns_header(&r->columns, &columns);
  r->begun = r->enveloped = r->listed = true;
  r->keyed = envelope == ENVELOPE_KEYED;
  use(r, skip);
  return true;
}

/* The next value, whether in what holds others, behind another, or alone. */
static bool next_value(struct records *r) {
  if (r->broken) return false;
  for (;;) {
    if (r->columns.count) {
      if (columns_next(&r->columns)) {
        r->record = buffer_slice(&r->columns.record);
        return true;
      }
      use(r, r->columns_bytes);
    }
    struct slice rest = stream_rest(&r->stream);
    size_t skip = 0;
    while (skip < rest.bytes && strchr(" \t\r\n,", rest.text[skip])) skip++;
    use(r, skip);
    if (skip < rest.bytes && r->enveloped && rest.text[skip] == (r->keyed ? '}' : ']')) return false;
    bool cut;
    if (go_in(r, &cut) || (cut && (stream_more(&r->stream) || go_in(r, &cut)))) continue;
    if (must_end(r)) return false;
    rest = stream_rest(&r->stream); /* it may have moved */
    struct json_value v;
    size_t from = r->keyed ? behind_key(rest) : 0, at = from;
    bool good = json_read(rest, &at, &v);
    bool open_end = good && v.kind != JSON_OBJECT && v.kind != JSON_ARRAY && v.kind != JSON_STRING && at == rest.bytes;
    if (good && !(open_end && !r->stream.ended)) {
      bool first = !r->begun;
      r->begun = true;
      r->columns_bytes = at;
      if (first && columns_begin(&r->columns, &v)) continue;
      r->record = (struct slice){rest.text + from, at - from};
      use(r, at);
      return true;
    }
    /* Broken, or not all of it is there. */
    if ((open_end || at >= rest.bytes) && stream_more(&r->stream)) continue;
    if (must_end(r)) return false;
    if (open_end) continue;
    rest = stream_rest(&r->stream);
    if (!rest.bytes && !stream_problem(&r->stream)) return r->listed && finish_with(r, stream_cut(&r->stream));
    while (stream_more(&r->stream)) {
    }
    if (must_end(r)) return false;
    return finish_with(r, stream_problem(&r->stream));
  }
}

/* The next record of JSON; a row under a header is made an object. */
static bool next_json(struct records *r) {
  for (;;) {
    struct json_value row;
    if (!(r->kind == RECORD_LINES ? next_line(r) : next_value(r))) return false;
    if (r->problem || !r->record.bytes || r->record.text[0] != '[' || !json_whole(r->record, &row)) return true;
    if (!r->columns.header.count) {
      if (r->number || !columns_header(&r->columns, &row)) return true;
      continue;
    }
    columns_row(&r->columns, &row);
    r->record = buffer_slice(&r->columns.record);
    return true;
  }
}

static bool next_row(struct records *r, struct slice *record) {
  struct csv_scan scan = {0};
  for (;;) {
    struct slice rest = stream_rest(&r->stream);
    size_t bytes = csv_record(rest, &scan, &r->style);
    if (!bytes) {
      if (stream_more(&r->stream)) continue;
      if (r->stream.window.no_memory) return false;
      rest = stream_rest(&r->stream);
      if (stream_problem(&r->stream)) {
        bool there = !r->broken && finish_with(r, stream_problem(&r->stream));
        *record = r->record;
        return there;
      }
      bytes = rest.bytes;
    }
    if (!bytes) return false;
    use(r, bytes);
    while (bytes && (rest.text[bytes - 1] == '\n' || rest.text[bytes - 1] == '\r')) bytes--;
    *record = (struct slice){rest.text, bytes}; /* spaces and tabs may be cells */
    if (record->bytes) return true;
    scan = (struct csv_scan){0};
  }
}

/* Whether a row before the header is none: "sep=;" of a spreadsheet, which says how cells
** are separated, or a remark. */
static bool is_before_header(struct records *r, struct slice row, char *separator) {
  struct slice plain = row;
  if (plain.bytes > 2 && plain.text[0] == '"' && plain.text[plain.bytes - 1] == '"') {
    plain = slice_from(plain, 1);
    plain.bytes--;
  }
  if (plain.bytes == sizeof "sep=" && slice_starts(plain, "sep=")) {
    *separator = plain.text[plain.bytes - 1];
    return true;
  }
  if (row.text[0] != '#') return false;
  static const struct mapping usual_names;
  enum field field;
  csv_cells(&r->header, row, (struct csv_style){.separator = csv_separator(row)});
  for (size_t i = 0; i < r->header.count; i++)
    if (field_of_name(&usual_names, slice_trimmed(r->header.cells[i]), &field)) return false;
  return true;
}

/* Reads the header row.  False when there is no memory. */
static bool begin_cells(struct records *r) {
  struct slice header;
  char separator = 0;
  r->begun = true;
  do {
    if (!next_row(r, &header)) return !r->stream.window.no_memory;
  } while (is_before_header(r, header, &separator));
  r->style.separator = separator ? separator : csv_separator(header);
  csv_cells(&r->header, header, r->style);
  return !r->header.text.no_memory;
}

/* Whether the first value of what should be lines of JSON runs over lines. */
static bool runs_over_lines(struct slice s) {
  struct json_value v;
  size_t at = 0;
  s = slice_trimmed(s);
  const char *line = memchr(s.text, '\n', s.bytes);
  return line && json_read(s, &at, &v) && (v.kind == JSON_OBJECT || v.kind == JSON_ARRAY) && s.text + at > line;
}

/* Whether a text is a table: a header with a story's text and its title or date, and a row
** of as many cells under it. */
static bool is_table(struct records *r, struct slice s) {
  static const struct mapping usual_names;
  struct csv_scan scan = {0};
  struct csv_style style = {.returns = r->style.returns};
  struct slice header = {s.text, csv_record(s, &scan, &style)};
  unsigned fields = 0;
  enum field field;
  if (!header.bytes || header.bytes > LONGEST_HEADER) return false;
  style.separator = csv_separator(header);
  csv_cells(&r->header, header, style);
  for (size_t i = 0; i < r->header.count; i++)
    if (field_of_name(&usual_names, slice_trimmed(r->header.cells[i]), &field)) fields |= 1u << field;
  if (!(fields >> FIELD_BODY & 1) || !(fields & (1u << FIELD_TITLE | 1u << FIELD_PUBLISHED))) return false;
  struct slice row = slice_from(s, header.bytes);
  size_t bytes = csv_record(row, &scan, &style);
  if (bytes) row.bytes = bytes;
  csv_cells(&r->row, row, style);
  return r->row.count == r->header.count;
}

/* What is left of the window without the mark of UTF-8 before it. */
static struct slice unmarked(const struct records *r) {
  struct slice rest = stream_rest(&r->stream);
  return slice_from(rest, slice_starts(rest, "\xEF\xBB\xBF") ? 3 : 0);
}

/* Whether a text is a press database's; the window may lie elsewhere then. */
static bool is_export(struct records *r) {
  return story_pad(&r->stream.window) && story_is_export(slice_trimmed(unmarked(r)));
}

/* UTF-16 is made UTF-8 as a whole; a mark is passed over. */
static bool begin(struct records *r) {
  bool named = r->kind != RECORD_UNKNOWN && r->kind != RECORD_LINES && r->kind != RECORD_CELLS;
  size_t sample = !named ? SAMPLE : r->kind == RECORD_TEXTS ? SEVERAL_STORIES : 4;
  while (stream_rest(&r->stream).bytes < sample && stream_more(&r->stream)) {
  }
  struct slice rest = stream_rest(&r->stream);
  if (r->kind == RECORD_LINES && runs_over_lines(rest)) r->kind = RECORD_JSON;
  r->style.returns = memchr(rest.text, '\r', rest.bytes) && !memchr(rest.text, '\n', rest.bytes);
  if (r->kind == RECORD_UNKNOWN) {
    r->kind = kind_of_content(unmarked(r));
    if (r->kind == RECORD_TEXT && is_table(r, unmarked(r))) r->kind = RECORD_CELLS;
    if (r->kind == RECORD_TEXT && is_export(r)) r->kind = RECORD_EXPORT;
    r->stream.window.no_memory |= r->header.text.no_memory || r->row.text.no_memory;
  }
  if (r->kind == RECORD_TEXTS) r->kind = rest.bytes >= SEVERAL_STORIES && is_export(r) ? RECORD_EXPORT : RECORD_TEXT;
  if (r->kind == RECORD_TEXT || r->stream.window.no_memory) return !r->stream.window.no_memory;
  rest = stream_rest(&r->stream);
  if (slice_starts(rest, "\xEF\xBB\xBF")) use(r, 3);
  if (!slice_starts(rest, "\xFF\xFE") && !slice_starts(rest, "\xFE\xFF")) return true;
  enum encoding encoding;
  unsigned problems;
  while (stream_more(&r->stream)) {
  }
  rest = stream_rest(&r->stream);
  encoding_read(&r->wide, rest.text, rest.bytes, &encoding, &problems, r->stop);
  if (r->stream.window.no_memory || r->wide.no_memory) return false;
  struct buffer window = r->stream.window;
  r->stream.window = r->wide;
  r->stream.at = 0;
  r->wide = window;
  return true;
}

static bool next_item(struct records *r) {
  if (r->feed.broken || !feed_next(&r->feed, &r->stream, &r->record)) return false;
  if (!r->feed.broken) return true;
  r->problem = stream_problem(&r->stream) ? stream_problem(&r->stream)
               : r->feed.in_item          ? "is a feed's item that does not end"
                                          : "is broken: the rest of the feed cannot be read";
  if (r->stream.too_big) r->record.bytes = 0;
  return true;
}

static bool next_page(struct records *r) {
  bool found = warc_next(&r->warc, &r->stream, &r->record);
  r->stream.window.no_memory |= r->warc.whole.no_memory || r->warc.plain.no_memory || r->warc.address.no_memory;
  r->problem = r->warc.problem;
  return found;
}

static bool next_letter(struct records *r) {
  if (r->stream.most > LARGEST_TEXT) r->stream.most = LARGEST_TEXT;
  bool found = !r->broken && mail_next(&r->mail, &r->stream, &r->record);
  r->problem = stream_problem(&r->stream);
  if (r->problem && found && !stream_rest(&r->stream).bytes) r->broken = true;
  else if (found) r->problem = NULL;
  if (r->stream.too_big) r->record.bytes = 0;
  return found;
}

bool records_next(struct records *r) {
  r->problem = NULL;
  r->record = (struct slice){"", 0};
  if (!r->number && !begin(r)) {
    r->stream.window.no_memory = true;
    return false;
  }
  if (r->kind == RECORD_CELLS && !r->begun && !begin_cells(r)) {
    r->stream.window.no_memory = true;
    return false;
  }
  bool found = r->kind == RECORD_TEXT     ? next_text(r)
               : r->kind == RECORD_LINES  ? next_json(r)
               : r->kind == RECORD_JSON   ? next_json(r)
               : r->kind == RECORD_FEED   ? next_item(r)
               : r->kind == RECORD_WARC   ? next_page(r)
               : r->kind == RECORD_MAIL   ? next_letter(r)
               : r->kind == RECORD_EXPORT ? next_document(r)
                                          : next_row(r, &r->record);
  r->stream.window.no_memory |= r->columns.header.no_memory || r->columns.record.no_memory;
  if (must_end(r)) return false;
  if (!found && !r->number) { /* every file is a row */
    r->problem = stream_problem(&r->stream);
    if (!r->problem)
      r->problem = r->kind == RECORD_CELLS && r->header.count ? "has a header row and no more"
                   : r->kind == RECORD_FEED                   ? "is a feed without items"
                   : r->kind == RECORD_WARC                   ? "is a web archive without pages"
                                                              : "is empty";
    found = r->done = true;
  }
  r->number += found;
  return found;
}

/* The story of a record of JSON; what is none is shown to the judge. */
static bool json_story(struct records *r, struct story_reader *reader, struct story *s) {
  bool is_object;
  struct json_value v;
  struct slice text = r->record;
  if (r->feed.title.no_memory) return false;
  if (r->feed.title.count) s->source = feed_title(&r->feed);
  if (!story_of_json(s, &reader->texts, reader->mapping, text, &is_object)) return false;
  if (is_object) return true;
  bool json = json_whole(text, &v);
  if (!json && reader->judge) {
    reader->judged.count = 0;
    json = reader->judge(reader->context, text, &reader->judged);
    text = buffer_slice(&reader->judged);
    if (reader->judged.no_memory || (json && !story_of_json(s, &reader->texts, reader->mapping, text, &is_object)))
      return false;
  }
  if (is_object) return true;
  if (json && json_whole(text, &v) && v.kind == JSON_STRING) { /* a story and no more */
    bool broken = false;
    reader->texts.body.count = 0;
    json_text(&reader->texts.body, &v, &broken);
    return story_pad(&reader->texts.body) && story_read(s, buffer_slice(&reader->texts.body), true);
  }
  if (!r->problem) r->problem = json ? "is JSON, but no object" : "is no JSON";
  return true;
}

static bool cells_story(struct records *r, struct story_reader *reader, struct story *s) {
  bool whole = csv_cells(&r->row, r->record, r->style);
  if (r->row.text.no_memory) return false;
  size_t count = r->row.count < r->header.count ? r->row.count : r->header.count;
  if (!whole) r->problem = "has a quote that is not closed, or too many fields";
  else if (r->row.count != r->header.count)
    r->problem =
        r->row.count < r->header.count ? "has fewer fields than the header row" : "has more fields than the header row";
  return story_of_cells(s, &reader->texts, reader->mapping, r->header.cells, r->row.cells, count);
}

static bool item_story(struct records *r, struct story_reader *reader, struct story *s) {
  const char *problem = NULL;
  bool good = feed_story(&r->feed, r->record, reader->mapping, &reader->texts, s, &problem);
  if (!r->problem) r->problem = problem;
  return good;
}

/* The page of a web archive: the archive's own path says nothing of its date, and its capture is the last resort. */
static bool page_story(struct records *r, struct story *s) {
  struct when w;
  s->path = (struct slice){0};
  s->url = r->warc.url;
  memcpy(s->charset, r->warc.charset, sizeof s->charset);
  if (!story_read(s, r->record, false)) return false;
  if (s->published.basis || !when_is(r->warc.date, &w)) return true;
  published_set(&s->published, &w, BASIS_CAPTURE);
  s->published.from[0] = 0; /* it was published by then */
  return true;
}

static bool letter_story(struct records *r, struct story_reader *reader, struct story *s) {
  const char *problem = NULL;
  bool good = mail_story(&r->mail, r->record, reader->mapping, &reader->texts, s, &problem);
  if (!r->problem) r->problem = problem;
  return good;
}

bool records_story(struct records *r, struct story_reader *reader, struct story *s) {
  if (r->kind == RECORD_TEXT) return story_read(s, r->record, r->record.bytes != 0);
  if (r->kind == RECORD_EXPORT) return story_read(s, r->record, false);
  if (r->kind == RECORD_WARC && r->record.bytes) return page_story(r, s);
  const bool big = r->record.bytes > LARGEST_TEXT;
  if (big && !r->problem) r->problem = TOO_BIG;
  bool there = r->record.bytes && !big && !r->stream.too_big && !r->stream.error;
  bool good = !there || (r->kind == RECORD_CELLS  ? cells_story(r, reader, s)
                         : r->kind == RECORD_FEED ? item_story(r, reader, s)
                         : r->kind == RECORD_MAIL ? letter_story(r, reader, s)
                                                  : json_story(r, reader, s));
  s->raw = r->record;
  return good;
}

bool raw_story(struct slice raw, struct story_reader *reader, struct story *s) {
  bool is_object = false;
  struct slice text = slice_trimmed(raw);
  if (text.bytes && text.text[0] == '{' && !story_of_json(s, &reader->texts, reader->mapping, text, &is_object))
    return false;
  const char *problem = NULL; /* no text: as one that is empty */
  if (!is_object && mail_is_one(text))
    return mail_story(&reader->mail, text, reader->mapping, &reader->texts, s, &problem);
  if (!is_object) return story_read(s, raw, false);
  s->raw = text;
  return true;
}

void story_reader_free(struct story_reader *r) {
  record_texts_free(&r->texts);
  buffer_free(&r->judged);
  mail_free(&r->mail);
}
