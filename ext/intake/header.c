/*
** The header: what stands above a story, line by line.
**
**     SOURCE: Kronos Star           date 2019-01-29 – The talks ...     Talks End Early
**     TITLE: Rally Ends Early                                            By Jane Roe
**     PUBLISHED: 20 June 2013                                            January 28, 2019
**
** Lines "Key: value" (ext/lexicon/en/residue.txt, [header_key]), front matter of
** Markdown, mail headers, and without keys: a headline, a byline, a date.  A
** line is taken only if all of it is understood, so no sentence is lost.
*/
#include "lines.h"
#include "phrase.h"
#include "story.h"

enum {
  MOST_LINES = 60,
  LONGEST_KEY = 40,
  DATE_REACH = 48,
  LONGEST_NAME = 40,
  LONGEST_TITLE = 220,
  LONGEST_VALUE = 120,
  LONGEST_BYLINE = 120
};

struct header {
  struct story *s;
  size_t at;             /* in s->text: all before it is header */
  struct slice *waiting; /* the field of a key whose value is on the next line */
  bool any_key, fence, title_line;
};

static struct slice without_quotes(struct slice v) {
  if (v.bytes >= 2 && (v.text[0] == '"' || v.text[0] == '\'') && v.text[v.bytes - 1] == v.text[0])
    v = (struct slice){v.text + 1, v.bytes - 2};
  return slice_trimmed(v);
}

static void set(struct slice *field, struct slice value) {
  if (!field->bytes && value.bytes) *field = value;
}

/* The bytes of a quotation mark at the end of a line, or at its start. */
static size_t quote_at_end(struct slice line, size_t n) {
  if (n && line.text[n - 1] == '"') return 1;
  return n >= 3 && !memcmp(line.text + n - 3, "\xE2\x80\x9D", 3) ? 3 : 0;
}

static bool starts_with_quote(struct slice line) {
  return slice_starts(line, "\"") || slice_starts(line, "\xE2\x80\x9C");
}

/* A question is one too, and a whole quotation, and a dash that waits for more. */
static bool ends_as_sentence(struct slice line) {
  size_t n = line.bytes, quote = quote_at_end(line, n);
  if (quote && starts_with_quote(line)) return true;
  n -= quote;
  if (n && line.text[n - 1] == '-') return true;
  if (n >= 3 && dash_at(slice_from(line, n - 3)) == 3) return true;
  while (n && strchr("')]", line.text[n - 1])) n--;
  return n && strchr(".!?,;:", line.text[n - 1]);
}

/* Whether a date may stand near the start: it has a digit in any form. */
static bool has_digit(struct slice s) {
  for (size_t i = 0; i < s.bytes && i < DATE_REACH; i++)
    if (is_digit_byte(s.text[i])) return true;
  return false;
}

/* `keyed`: a key says that it is a date, so what follows it may be anything short. */
static bool set_date(struct header *h, struct slice value, bool keyed) {
  struct when w;
  const char *ignored;
  if (!has_digit(value)) return false;
  size_t lead = phrase_read(value.text, value.bytes, 0, LEXICON_DATE_LEAD, &ignored);
  if (lead) value = slice_behind(value, lead);
  while (value.bytes && (value.text[0] == ':' || value.text[0] == ',')) value = slice_behind(value, 1);
  size_t used = when_is(value, &w) ? value.bytes : when_read(value.text, value.bytes, true, &w);
  if (!used || !w.year) return false;
  struct slice rest = slice_behind(value, used);
  /* "Jan 28, 2019 | Updated: Jan 29, 2019" */
  bool goes_on = keyed && rest.bytes < LONGEST_VALUE;
  if (rest.bytes && strchr("|(/;", rest.text[0]))
    rest = slice_behind(rest, 1), goes_on |= rest.bytes < 40 && !ends_as_sentence(rest);
  goes_on |= rest.bytes && rest.bytes < 80 && phrase_read(rest.text, rest.bytes, 0, LEXICON_DATE_LEAD, &ignored);
  if (rest.bytes && !goes_on) return false;
  published_set(&h->s->published, &w, BASIS_HEADER);
  return true;
}

/* A byline without what follows the name: outlet, date, "Staff Writer". */
static bool set_byline(struct header *h, struct slice v) {
  struct slice name = v;
  if (v.bytes > LONGEST_TITLE) return false;
  for (size_t i = 1; i < v.bytes; i++) {
    struct slice rest = slice_from(v, i);
    bool cut = v.text[i] == '|' || v.text[i] == '(' || v.text[i] == '<' ||
               (v.text[i] == ' ' && i + 1 < v.bytes && dash_at(slice_from(v, i + 1)) && i + 2 < v.bytes);
    if (v.text[i] == ',' || v.text[i] == '|') {
      const char *outlet = NULL;
      struct slice part = slice_behind(rest, 1);
      size_t end = phrase_read(part.text, part.bytes, 0, LEXICON_AGENCY, &outlet);
      if (end && outlet && *outlet) set(&h->s->source, (struct slice){outlet, strlen(outlet)});
      cut |= end || (part.bytes && phrase_has((struct slice){part.text, part.bytes < 40 ? part.bytes : 40},
                                              "writer|reporter|correspondent|editor|staff|press|times|contributor"));
    }
    struct when w;
    if (is_digit_byte(v.text[i]) || is_upper_byte(v.text[i])) {
      if (!is_letter_byte(v.text[i - 1]) && !is_digit_byte(v.text[i - 1]) &&
          when_read(rest.text, rest.bytes, true, &w)) {
        published_set(&h->s->published, &w, BASIS_HEADER);
        cut = true;
      }
    }
    if (cut && name.bytes == v.bytes) name.bytes = i;
  }
  while (name.bytes && strchr(" ,|-", name.text[name.bytes - 1])) name.bytes--;
  if (name.bytes > 3 && !memcmp(name.text + name.bytes - 3, " on", 3)) name.bytes -= 3; /* "by Ann Roe on May 3" */
  if (!name.bytes) return false;
  set(&h->s->byline, name);
  return true;
}

static bool is_by(struct slice line, struct slice *name) {
  static const char *const leads[] = {"By ", "BY ", "by ", "By: ", "Written by ", "Reported by ", "Posted by ", "By\t"};
  for (size_t i = 0; i < sizeof leads / sizeof *leads; i++) {
    if (!slice_starts(line, leads[i])) continue;
    *name = slice_behind(line, strlen(leads[i]));
    return name->bytes && (is_upper_byte(name->text[0]) || (name->text[0] & 0x80));
  }
  return false;
}

/* The outlets and names on a line "By Jane Roe and John Doe | The Herald". */
static bool read_byline(struct header *h, struct slice line) {
  struct slice name;
  if (line.bytes > LONGEST_BYLINE || !is_by(line, &name)) return false;
  size_t words = 1, small = 0;
  for (size_t i = 1; i < name.bytes; i++)
    if (name.text[i - 1] == ' ') words++, small += is_lower_byte(name.text[i]);
  bool sentence = line.text[line.bytes - 1] == '.' && words > 3;
  if (sentence || words > 16 || small * 2 > words) return false;
  return set_byline(h, name);
}

/* Whether a value may be a person's name: few words, each with a capital. */
static bool is_name(struct slice v) {
  size_t words = 0;
  for (size_t i = 0; i < v.bytes; i++) {
    bool starts = i == 0 || v.text[i - 1] == ' ';
    words += starts;
    if (is_digit_byte(v.text[i]) || (starts && is_lower_byte(v.text[i]))) return false;
  }
  return words && words < 6;
}

static struct slice *field_of(struct story *s, const char *name) {
  if (!strcmp(name, "source")) return &s->source;
  if (!strcmp(name, "title")) return &s->title;
  if (!strcmp(name, "byline")) return &s->byline;
  if (!strcmp(name, "place")) return &s->place;
  return !strcmp(name, "url") ? &s->url : NULL;
}

/* The key that a line starts with: where its value starts, 0 if there is none. */
static size_t key_end(struct slice line, const char **field) {
  size_t from = 0;
  if (!memchr(line.text, ':', line.bytes < LONGEST_KEY ? line.bytes : LONGEST_KEY)) return 0;
  while (from < line.bytes && strchr("*#>_ ", line.text[from])) from++;
  size_t end = from < line.bytes ? phrase_read(line.text, line.bytes, from, LEXICON_HEADER_KEY, field) : 0;
  if (!end) return 0;
  while (end < line.bytes && strchr("* _\t", line.text[end])) end++;
  if (end >= line.bytes || line.text[end] != ':' || (end + 1 < line.bytes && line.text[end + 1] == '/')) return 0;
  end++;
  while (end < line.bytes && line.text[end] == '*') end++;
  return end;
}

static bool read_key(struct header *h, struct slice line) {
  const char *field = NULL;
  size_t end = key_end(line, &field);
  if (!end) return false;
  struct slice value = without_quotes(slice_behind(line, end)), name;
  if (!h->any_key && value.bytes > LONGEST_TITLE) return false;
  struct slice *to = field_of(h->s, field);
  const char *again;
  if (value.bytes && key_end(value, &again)) to = NULL; /* "LOCATION: TITLE: ..." */
  else if (!strcmp(field, "published")) {
    if (value.bytes && !set_date(h, value, true)) {
      bool by = is_by(value, &name) || is_name(name = value);
      if (!by && !h->any_key) return false;
      if (by) set_byline(h, name);
    }
  } else if (to && to == &h->s->byline) {
    if (set_date(h, value, false)) to = NULL;
    else if (value.bytes) set_byline(h, is_by(value, &name) ? name : value);
  } else if (to) {
    set(to, value);
  }
  h->waiting = value.bytes ? NULL : to;
  h->any_key = true;
  const char *key = line.text + strspn(line.text, "*#>_ ");
  h->s->keyed |= is_upper_byte(key[0]) && is_upper_byte(key[1]);
  return true;
}

/* A line that is an agency's name and no more, an address, or "4 MIN READ". */
static bool read_label(struct header *h, struct slice line) {
  const char *outlet = NULL;
  if (line.bytes > LONGEST_VALUE) return false;
  if ((slice_starts(line, "http://") || slice_starts(line, "https://")) && !memchr(line.text, ' ', line.bytes)) {
    set(&h->s->url, line);
    return true;
  }
  size_t end = phrase_read(line.text, line.bytes, 0, LEXICON_AGENCY, &outlet);
  if (end && end == line.bytes && outlet && *outlet) {
    set(&h->s->source, (struct slice){outlet, strlen(outlet)});
    return true;
  }
  return is_digit_byte(line.text[0]) && line.bytes < 20 && phrase_has(line, "min read|minute read");
}

/* A name on a line of its own below the headline. */
static bool read_name(struct header *h, struct slice line) {
  if (!h->title_line || h->s->byline.bytes || line.bytes > LONGEST_NAME || !is_name(line)) return false;
  if (!memchr(line.text, ' ', line.bytes) || !is_letter_byte(line.text[line.bytes - 1])) return false;
  set(&h->s->byline, line);
  return true;
}

/* X-Mailer: ... right below another header line */
static bool is_mail_header(const struct header *h, struct slice line) {
  size_t n = 0;
  bool hyphen = false;
  while (n < line.bytes && (is_letter_byte(line.text[n]) || (line.text[n] == '-' && n)))
    hyphen |= line.text[n++] == '-';
  return h->any_key && n > 2 && n + 1 < line.bytes && line.text[n] == ':' && line.text[n + 1] == ' ' &&
         (hyphen || slice_starts(line, "Received:"));
}

static bool same_words(struct slice a, struct slice b) {
  size_t i = 0, k = 0;
  for (;;) {
    while (i < a.bytes && !is_letter_byte(a.text[i]) && !is_digit_byte(a.text[i])) i++;
    while (k < b.bytes && !is_letter_byte(b.text[k]) && !is_digit_byte(b.text[k])) k++;
    if (i == a.bytes || k == b.bytes) return i == a.bytes && k == b.bytes && i;
    if ((a.text[i++] | 32) != (b.text[k++] | 32)) return false;
  }
}

/* A headline: a line of its own without a stop, and more text behind it. */
static bool read_title(struct header *h, struct slice line, size_t behind) {
  struct story *s = h->s;
  if (s->title.bytes) {
    if (!same_words(line, s->title)) return false;
    h->title_line = true;
    return true;
  }
  bool marked = slice_starts(line, "# ");
  if (h->any_key || h->title_line || line.bytes > LONGEST_TITLE ||
      (!marked && (ends_as_sentence(line) || is_lower_byte(line.text[0]))))
    return false;
  size_t words = 1;
  for (size_t i = 1; i < line.bytes; i++) words += line.text[i - 1] == ' ';
  struct slice next = {0}, name;
  bool blank = false;
  size_t at = behind;
  while (line_next(s->text, &at, &next) && !next.bytes) blank = true;
  const char *field;
  struct when w;
  bool heads =
      next.bytes && (is_by(next, &name) || key_end(next, &field) || when_is(next, &w) || slice_starts(next, "http"));
  bool starts = heads || (next.bytes && !is_lower_byte(next.text[0]));
  bool longer = next.bytes > line.bytes + line.bytes / 2 && next.bytes > 100;
  struct slice rest = slice_from(s->text, behind);
  bool stop = rest.bytes && memchr(rest.text, '.', rest.bytes);
  if (!marked && (words < 2 || !starts || !stop || !(heads || (blank && rest.bytes > line.bytes) || longer)))
    return false;
  s->title = marked ? slice_behind(line, 2) : line;
  h->title_line = true;
  return true;
}

/* "date 2019-01-29 – The talks": takes the date off the line.  The bytes taken. */
static size_t date_before_text(struct header *h, struct slice line) {
  const char *ignored;
  struct when w;
  if (!has_digit(line)) return 0;
  size_t lead = phrase_read(line.text, line.bytes, 0, LEXICON_DATE_LEAD, &ignored), at = lead;
  while (at < line.bytes && strchr(" :", line.text[at])) at++;
  size_t used = when_read(line.text + at, line.bytes - at, true, &w);
  if (!used || !w.day) return 0;
  size_t end = at + used;
  while (end < line.bytes && line.text[end] == ' ') end++;
  size_t dash = dash_at(slice_from(line, end));
  if (!dash && end < line.bytes && strchr("|:", line.text[end])) dash = 1;
  bool digits = is_digit_byte(line.text[at]) && is_digit_byte(line.text[at + 1]) && is_digit_byte(line.text[at + 2]);
  char next = end < line.bytes ? line.text[end] : 'A';
  if (!dash && !(lead || digits)) return 0;
  if (!dash && is_lower_byte(next)) return 0;
  published_set(&h->s->published, &w, BASIS_HEADER);
  end += dash;
  while (end < line.bytes && line.text[end] == ' ') end++;
  return end;
}

/* Whether a whole line is header.  `behind` is where the next one starts. */
static bool read_line(struct header *h, struct slice line, size_t behind) {
  if (h->fence) { /* front matter: all of it up to the next fence */
    if (slice_starts(line, "---") || slice_starts(line, "...")) h->fence = false;
    else read_key(h, line);
    return true;
  }
  if (!h->any_key && !h->title_line && line.bytes == 3 && slice_starts(line, "---") && h->at == 0)
    return h->fence = true;
  if (read_key(h, line)) return true;
  if (h->waiting && line.bytes <= LONGEST_VALUE && !ends_as_sentence(line)) {
    set(h->waiting, line);
    h->waiting = NULL;
    return true;
  }
  h->waiting = NULL;
  if (line.bytes <= LONGEST_VALUE && (!h->s->published.basis || !h->any_key) && set_date(h, line, false)) return true;
  return read_byline(h, line) || read_label(h, line) || read_name(h, line) || is_mail_header(h, line) ||
         story_is_insert(line) || read_title(h, line, behind);
}

void story_header(struct story *s) {
  struct header h = {.s = s};
  struct slice line;
  size_t at = 0;
  for (int lines = 0; lines < MOST_LINES && line_next(s->text, &at, &line); lines++) {
    if (line.bytes && !read_line(&h, line, at)) {
      size_t from = (size_t)(line.text - s->text.text);
      size_t dated = s->published.basis ? 0 : date_before_text(&h, line);
      if (!dated) {
        h.at = from;
        break;
      }
      at = from + dated; /* the rest of the line is read as a line */
    }
    h.at = at;
  }
  s->text = slice_behind(s->text, h.at);
}
