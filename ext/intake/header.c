/*
** The header: what stands above a story, line by line.
**
**     SOURCE: Kronos Star           date 2019-01-29 – The talks ...     Talks End Early
**     TITLE: Rally Ends Early                                            By Jane Roe
**     PUBLISHED: 20 June 2013                                            January 28, 2019
**
** Lines "Key: value" (ext/lexicon/en/residue.txt, [header_key]), front matter of
** Markdown, mail headers, and without keys: a headline, a byline, a date.  A
** line is taken only if all of it is understood, or if it is short and stands between two that are, so no sentence is
** lost.
*/
#include "../language/names/gazetteer.h"
#include "byline.h"
#include "lines.h"
#include "phrase.h"
#include "story.h"

enum {
  MOST_LINES = 60,
  MOST_ODD_LINES = 6, /* short lines that are looked through for a date or byline */
  MENU_WORDS = 3,
  MENU_BYTES = 24,
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
  bool told;           /* by a key, of what is no date */
  struct when updated; /* what dates the story if nothing else does; year 0: not said */
};

static struct slice without_quotes(struct slice v) {
  if (v.bytes >= 2 && (v.text[0] == '"' || v.text[0] == '\'') && v.text[v.bytes - 1] == v.text[0])
    v = (struct slice){v.text + 1, v.bytes - 2};
  return slice_trimmed(v);
}

/* Markdown's "*March 9, 2017*" and "_..._". */
static struct slice without_emphasis(struct slice v) {
  while (v.bytes > 2 && strchr("*_", v.text[0]) && v.text[v.bytes - 1] == v.text[0])
    v = (struct slice){v.text + 1, v.bytes - 2};
  return v;
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

/* What may stand before a date on its line: "Published on", "IANS |". */
static struct slice behind_date_lead(struct slice value) {
  size_t lead = phrase_read(value, 0, LEXICON_DATE_LEAD, NULL);
  size_t agency = lead ? 0 : phrase_read(value, 0, LEXICON_AGENCY, NULL);
  struct slice rest = slice_behind(value, lead ? lead : agency);
  if (agency && !(rest.bytes && (rest.text[0] == '|' || dash_at(rest)))) return value;
  while (rest.bytes && strchr(":,|-", rest.text[0])) rest = slice_behind(rest, 1);
  return rest;
}

/* The name of a time zone that nobody need know: a few capitals. */
static bool is_zone(struct slice s) {
  size_t capitals = 0;
  while (capitals < s.bytes && is_upper_byte(s.text[capitals])) capitals++;
  return capitals > 1 && capitals <= 5 && capitals == s.bytes;
}

/* Whether a text is somebody's name: two words or more, the first a given name. */
static bool is_somebody(struct slice s) {
  const uint32_t given = 1u << GAZETTEER_GIVEN_FEMALE | 1u << GAZETTEER_GIVEN_MALE;
  const char *space = s.bytes ? memchr(s.text, ' ', s.bytes) : NULL;
  return space && byline_is_name(s) && is_letter_byte(s.text[s.bytes - 1]) &&
         gazetteer_find(gazetteer_hash(word_key(s.text, (size_t)(space - s.text), 0))) & given;
}

/* Whether a line, or the value of a key that says so (`keyed`: what follows the date may be anything short), is a
** date; `*byline` gets the name behind it: "March 9, 2017 by Jane Roe". */
static bool is_date(struct slice value, bool keyed, struct when *w, struct slice *byline) {
  *byline = (struct slice){0};
  if (!has_digit(value)) return false;
  value = without_emphasis(value);
  if (value.bytes > 2 && value.text[0] == '(' && value.text[value.bytes - 1] == ')')
    value = (struct slice){value.text + 1, value.bytes - 2};
  value = behind_date_lead(value);
  size_t used = when_is(value, w) ? value.bytes : when_read(value.text, value.bytes, true, w);
  if (!used || !w->year) return false;
  struct slice rest = slice_behind(value, used);
  /* "Jan 28, 2019 | Updated: Jan 29, 2019" */
  bool goes_on = keyed && rest.bytes < LONGEST_VALUE, marked = false;
  static const char *const marks[] = {"|", "(", "/", ";", "\u00B7", "\u2022"};
  for (size_t k = 0; k < sizeof marks / sizeof *marks; k++) {
    if (!slice_starts(rest, marks[k])) continue;
    rest = slice_behind(rest, strlen(marks[k]));
    marked = rest.bytes < LONGEST_NAME && !ends_as_sentence(rest);
    goes_on |= marked;
    break;
  }
  goes_on |= rest.bytes && rest.bytes < 80 && phrase_read(rest, 0, LEXICON_DATE_LEAD, NULL);
  if (rest.bytes && rest.text[0] == ',') rest = slice_behind(rest, 1);
  if (byline_begins(rest, byline) && rest.bytes < LONGEST_BYLINE &&
      (byline_is_name(*byline) || byline_is_nobody(*byline)))
    return true;
  *byline = (struct slice){0};
  if (marked && is_somebody(rest)) *byline = rest;
  return !rest.bytes || goes_on || is_zone(rest);
}

static bool set_date(struct header *h, struct slice value, bool keyed) {
  struct when w;
  struct slice name;
  if (!is_date(value, keyed, &w, &name)) return false;
  published_set(&h->s->published, &w, BASIS_HEADER);
  if (!byline_is_nobody(name)) story_set(&h->s->byline, name);
  return true;
}

/* Whether a line is a byline and no sentence; `*name` gets what follows "By". */
static bool is_byline(struct slice line, struct slice *name_of) {
  struct slice name;
  if (line.bytes > LONGEST_BYLINE || !byline_begins(line, &name)) return false;
  *name_of = name;
  size_t words = 1, small = 0;
  for (size_t i = 1; i < name.bytes; i++)
    if (name.text[i - 1] == ' ') words++, small += is_lower_byte(name.text[i]);
  bool sentence = line.text[line.bytes - 1] == '.' && words > 3;
  return !sentence && words <= 16 && small * 2 <= words;
}

/* The outlets and names on a line "By Jane Roe and John Doe | The Herald". */
static bool read_byline(struct header *h, struct slice line) {
  struct slice name;
  return is_byline(line, &name) && byline_read(h->s, name);
}

static struct slice *field_of(struct story *s, int field) {
  switch (field) {
    case FIELD_SOURCE: return &s->source;
    case FIELD_TITLE: return &s->title;
    case FIELD_BYLINE: return &s->byline;
    case FIELD_PLACE: return &s->place;
    case FIELD_URL: return &s->url;
    default: return NULL;
  }
}

/* The key that a line starts with: where its value starts, 0 if there is none. */
static size_t key_end(struct slice line, int *field) {
  const char *means;
  size_t from = 0;
  if (!memchr(line.text, ':', line.bytes < LONGEST_KEY ? line.bytes : LONGEST_KEY)) return 0;
  while (from < line.bytes && strchr("*#>_ ", line.text[from])) from++;
  size_t end = from < line.bytes ? phrase_read(line, from, LEXICON_HEADER_KEY, &means) : 0;
  if (!end) return 0;
  *field = lexicon_read_number(means);
  while (end < line.bytes && strchr("* _\t", line.text[end])) end++;
  if (end >= line.bytes || line.text[end] != ':' || (end + 1 < line.bytes && line.text[end + 1] == '/')) return 0;
  end++;
  while (end < line.bytes && line.text[end] == '*') end++;
  return end;
}

static bool read_key(struct header *h, struct slice line) {
  int field, again;
  size_t end = key_end(line, &field);
  if (!end) return false;
  struct slice value = without_quotes(slice_behind(line, end)), name;
  if (!h->any_key && value.bytes > LONGEST_TITLE) return false;
  struct slice *to = field_of(h->s, field);
  if (value.bytes && key_end(value, &again)) to = NULL; /* "LOCATION: TITLE: ..." */
  else if (field == FIELD_PUBLISHED) {
    if (value.bytes && !set_date(h, value, true)) {
      bool by = byline_begins(value, &name) || byline_is_name(name = value);
      if (!by && !h->any_key) return false;
      if (by) byline_read(h->s, name);
    }
  } else if (field == FIELD_UPDATED) {
    if (!h->updated.year && !is_date(value, true, &h->updated, &name)) h->updated.year = 0;
  } else if (to && to == &h->s->byline) {
    if (set_date(h, value, false)) to = NULL;
    else if (value.bytes) byline_read(h->s, byline_begins(value, &name) ? name : value);
  } else if (to) {
    if (field == FIELD_TITLE && h->title_line && !h->told && value.bytes) { /* what stood above it is the outlet */
      story_set(&h->s->source, *to);
      *to = (struct slice){0};
    }
    story_set(to, value);
  }
  h->waiting = value.bytes ? NULL : to;
  h->any_key = true;
  h->told |= field != FIELD_PUBLISHED && field != FIELD_UPDATED;
  const char *key = line.text + strspn(line.text, "*#>_ ");
  h->s->keyed |= is_upper_byte(key[0]) && is_upper_byte(key[1]);
  return true;
}

/* A line that is an agency's name and no more, an address, "4 MIN READ", or "3 hours ago". */
static bool read_label(struct header *h, struct slice line) {
  const char *outlet = NULL;
  if (line.bytes > LONGEST_VALUE) return false;
  if (slice_is_address(line) && !memchr(line.text, ' ', line.bytes)) {
    story_set(&h->s->url, line);
    return true;
  }
  size_t end = phrase_read(line, 0, LEXICON_AGENCY, &outlet);
  if (end && end == line.bytes && outlet && *outlet) {
    story_set(&h->s->source, slice_of(outlet));
    return true;
  }
  if (end && end < line.bytes && line.text[end] == ',' && byline_is_name(slice_behind(line, end + 1))) {
    story_set(&h->s->source, slice_of(outlet)); /* "BBC News, Kabul" */
    story_set(&h->s->place, slice_behind(line, end + 1));
    return true;
  }
  struct when w;
  if (h->s->published.basis && has_digit(line) && when_read(line.text, line.bytes, false, &w) == line.bytes && !w.year)
    return true; /* "Jan 28" once more */
  size_t digits = 0;
  while (digits < line.bytes && is_digit_byte(line.text[digits])) digits++;
  return digits && digits < line.bytes && phrase_read(line, digits, LEXICON_LABEL_BEHIND_NUMBER, &outlet) == line.bytes;
}

/* The bytes of a mark between the parts of a menu in one line: > / | » · › → •. */
static size_t menu_mark(struct slice s) {
  static const char *const marks[] = {"\u00BB", "\u00B7", "\u203A", "\u2192", "\u2022"};
  unsigned char first = s.bytes ? (unsigned char)*s.text : 0;
  if (first < 0x80) return first == '>' || first == '/' || first == '|';
  if (first != 0xC2 && first != 0xE2) return 0;
  for (size_t k = 0; k < sizeof marks / sizeof *marks; k++)
    if (slice_starts(s, marks[k])) return strlen(marks[k]);
  return 0;
}

/* Where the part of a line ends that begins at `at`, before the mark that parts it from the next, of `*mark` bytes. */
static size_t part_end(struct slice line, size_t at, size_t *mark) {
  for (*mark = 0; at < line.bytes && !(*mark = menu_mark(slice_from(line, at)));) at++;
  return at;
}

/* Who wrote it, the outlet and the day in one line: "Jane Roe | The Herald | 28 Jan 2019", "Jane Roe • 28 Jan 2019". */
static bool read_parts(struct header *h, struct slice line) {
  size_t mark, end = part_end(line, 0, &mark);
  struct slice name = slice_trimmed((struct slice){line.text, end}), outlet = {0}, part = {0}, by;
  struct when w;
  if (!mark || line.bytes > LONGEST_VALUE || h->s->byline.bytes || name.bytes > LONGEST_NAME ||
      !memchr(name.text, ' ', name.bytes) || !byline_is_name(name) || ends_as_sentence(line))
    return false;
  for (int parts = 0; mark; parts++) {
    if (parts == 1) outlet = part;
    size_t at = end + mark;
    end = part_end(line, at, &mark);
    part = slice_trimmed((struct slice){line.text + at, end - at});
    if (parts > 1) return false;
  }
  if (!is_date(part, false, &w, &by) || (outlet.bytes && !byline_is_name(outlet))) return false;
  published_set(&h->s->published, &w, BASIS_HEADER);
  story_set(&h->s->byline, name);
  story_set(&h->s->source, outlet);
  return true;
}

/* "Jane Roe, 28 Jan 2019" or "Lisbon, January 28, 2019" below the headline. */
static bool read_dated(struct header *h, struct slice line) {
  struct slice name;
  struct when w;
  if (!h->title_line || h->s->published.basis || !byline_dated(line, &w, &name)) return false;
  published_set(&h->s->published, &w, BASIS_HEADER);
  if (is_somebody(name)) story_set(&h->s->byline, name);
  return true;
}

/* A name on a line of its own below the headline, or with what its owner does. */
static bool read_name(struct header *h, struct slice line) {
  if (!h->title_line || h->s->byline.bytes) return false;
  if (read_parts(h, line)) return true;
  if (byline_has_job(line)) return byline_read(h->s, line);
  if (line.bytes > LONGEST_NAME || !byline_is_name(line)) return false;
  if (!memchr(line.text, ' ', line.bytes) || !is_letter_byte(line.text[line.bytes - 1])) return false;
  story_set(&h->s->byline, line);
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

/* Whether a line can stand in a header alone: a date, a byline, a key. */
static bool is_heading_line(struct slice line) {
  struct slice name;
  struct when w;
  int field;
  line = without_emphasis(line);
  return line.bytes <= LONGEST_VALUE &&
         (is_date(line, false, &w, &name) || is_byline(line, &name) || key_end(line, &field) ||
          slice_is_address(line) || byline_dated(line, &w, &name));
}

/* How far the header's lines reach from `at`, where a line starts: behind the last date, byline or key of the next
** few short lines, which no empty line and no sentence parts; 0 if there is none. */
static size_t header_reaches(struct slice text, size_t at) {
  struct slice line;
  size_t reaches = 0;
  for (int lines = 0; lines < MOST_ODD_LINES && line_next(text, &at, &line) && line.bytes; lines++) {
    if (is_heading_line(line)) reaches = at;
    else if (line.bytes > LONGEST_VALUE || ends_as_sentence(line)) break;
  }
  return reaches;
}

static size_t words_of(struct slice line) {
  size_t words = line.bytes > 0;
  for (size_t i = 0; i < line.bytes; i++) words += line.text[i] == ' ';
  return words;
}

/* "WORLD NEWS" above a headline and what else is header. */
static bool is_section(struct slice text, struct slice line, size_t behind) {
  struct slice next;
  for (size_t i = 0; i < line.bytes; i++)
    if (is_lower_byte(line.text[i])) return false;
  return words_of(line) <= MENU_WORDS && line_next(text, &behind, &next) && words_of(next) > 1 &&
         !is_heading_line(next) && !ends_as_sentence(next) && header_reaches(text, behind);
}

static bool is_menu_word(struct slice part) {
  part = slice_trimmed(part);
  return part.bytes && (phrase_read(part, 0, LEXICON_MENU_WORD, NULL) == part.bytes ||
                        phrase_read(part, 0, LEXICON_BUTTON, NULL) == part.bytes);
}

/* A menu, or the way to a page, in one line: "Home > News > World", "Subscribe | Log in". */
static bool is_menu_line(struct slice line) {
  size_t parts = 0;
  if (line.bytes > LONGEST_VALUE) return false;
  for (size_t at = 0, end; at < line.bytes; parts++) {
    size_t mark = 0;
    for (end = at; end < line.bytes && !(mark = menu_mark(slice_from(line, end)));) end++;
    struct slice part = slice_trimmed((struct slice){line.text + at, end - at});
    if (words_of(part) > MENU_WORDS || (!parts && !is_menu_word(part))) return false;
    at = end + mark;
  }
  return parts > 1;
}

/* The lines of a menu ("Home", "News") above a block that is a header, or that are words of menus: where they end, 0 if
** there are none. */
static size_t menu_end(struct slice text, size_t at) {
  struct slice line = {0};
  size_t lines = 0, known = 0, from = at;
  while (line_next(text, &at, &line) && line.bytes) {
    if (words_of(line) > MENU_WORDS || line.bytes > MENU_BYTES || ends_as_sentence(line)) return 0;
    from = at;
    lines++;
    known += is_menu_word(line);
  }
  return lines && ((known > 1 && 2 * known >= lines) || header_reaches(text, at)) ? from : 0;
}

/* "(Reuters) - The ferry" */
static bool starts_with_agency(struct slice line) {
  return line.bytes > 1 && line.text[0] == '(' && phrase_read(line, 1, LEXICON_AGENCY, NULL);
}

/* "=====" below a headline, as Markdown has it. */
static bool is_underline(struct slice line) {
  size_t n = 0;
  while (n < line.bytes && line.text[n] == line.text[0]) n++;
  return n > 2 && n == line.bytes && strchr("=-", line.text[0]);
}

static bool underline_at(struct slice text, size_t at) {
  struct slice line;
  return line_next(text, &at, &line) && line.bytes && is_underline(line);
}

/* A headline: a line of its own without a stop, and more text behind it. */
static bool read_title(struct header *h, struct slice line, size_t behind) {
  struct story *s = h->s;
  if (s->title.bytes) {
    if (!same_letters(line, s->title)) return false;
    h->title_line = true;
    return true;
  }
  size_t mark = 0;
  while (mark < line.bytes && line.text[mark] == '#') mark++;
  if (mark >= line.bytes || line.text[mark] != ' ') mark = 0;
  bool marked = mark || underline_at(s->text, behind);
  if (h->told || h->fence || h->title_line || line.bytes > LONGEST_TITLE ||
      (!marked && (ends_as_sentence(line) || is_lower_byte(line.text[0]))))
    return false;
  if (is_section(s->text, line, behind)) return true;
  size_t words = words_of(line);
  struct slice next = {0}, name;
  bool blank = false;
  size_t at = behind;
  while (line_next(s->text, &at, &next) && !next.bytes) blank = true;
  bool heads = next.bytes && (byline_begins(next, &name) || starts_with_agency(next) ||
                              header_reaches(s->text, (size_t)(next.text - s->text.text)));
  bool starts = heads || (next.bytes && !is_lower_byte(next.text[0]));
  bool longer = next.bytes > line.bytes + line.bytes / 2 && next.bytes > 100;
  struct slice rest = slice_from(s->text, behind);
  bool stop = rest.bytes && memchr(rest.text, '.', rest.bytes);
  if (!marked && (words < 2 || !starts || !stop || !(heads || (blank && rest.bytes > line.bytes) || longer)))
    return false;
  s->title = slice_behind(line, mark);
  h->title_line = true;
  return true;
}

/* "date 2019-01-29 – The talks": takes the date off the line.  The bytes taken. */
static size_t date_before_text(struct header *h, struct slice line) {
  struct when w;
  if (!has_digit(line)) return 0;
  size_t lead = phrase_read(line, 0, LEXICON_DATE_LEAD, NULL), at = lead;
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
  line = without_emphasis(line);
  if (h->waiting && line.bytes <= LONGEST_VALUE && !ends_as_sentence(line)) {
    story_set(h->waiting, line);
    h->waiting = NULL;
    return true;
  }
  h->waiting = NULL;
  if (line.bytes <= LONGEST_VALUE && (!h->s->published.basis || !h->any_key) && set_date(h, line, false)) return true;
  if ((h->title_line && is_underline(line)) || is_menu_line(line)) return true;
  return read_byline(h, line) || read_label(h, line) || read_name(h, line) || read_dated(h, line) ||
         is_mail_header(h, line) || (h->title_line ? story_is_insert(line) : story_is_page_line(line)) ||
         read_title(h, line, behind);
}

void story_header(struct story *s) {
  struct header h = {.s = s};
  struct slice line;
  size_t at = 0;
  for (int lines = 0; lines < MOST_LINES && line_next(s->text, &at, &line); lines++) {
    if (line.bytes && !read_line(&h, line, at)) {
      size_t from = (size_t)(line.text - s->text.text), menu = h.title_line ? 0 : menu_end(s->text, from);
      if (menu) {
        h.at = at = menu;
        continue;
      }
      if (line.bytes <= LONGEST_VALUE && !ends_as_sentence(line) && header_reaches(s->text, at)) {
        h.at = at; /* between lines that are header no rule needs to know it */
        continue;
      }
      size_t dated = s->published.basis ? 0 : date_before_text(&h, line);
      if (!dated) {
        h.at = from;
        break;
      }
      at = from + dated; /* the rest of the line is read as a line */
    }
    h.at = at;
  }
  published_set(&s->published, &h.updated, BASIS_HEADER);
  s->text = slice_behind(s->text, h.at);
}
