/*
** When a page was published: see dates.h.
*/
#include "dates.h"

#include "../../language/dates/calendar.h"
#include "../../language/lexicon.h"
#include "../lines.h"
#include "../phrase.h"
#include "texts.h"

#include <stdio.h>

enum {
  LONGEST_DATE_TEXT = 90, /* bytes of a line that shows a date */
  NEAR_LABEL = 4,         /* nodes from a date back to the text that says which it is */
  DAY_BYTES = 10,         /* of "2019-10-19" */
  FIRST_YEAR = 1990,
  LAST_YEAR = 2100
};

/* A date whose month is named in another language: "19. Oktober 2019", "19 de octubre de 2019", "octubre 19, 2019",
** "2019. október 19.". */
static bool read_foreign(struct slice s, struct when *w) {
  struct token t;
  uint32_t next = 0;
  int numbers[2] = {0}, month = 0, n = 0;
  while (n + (month > 0) < 3 && token_next(s.text, (uint32_t)s.bytes, next, &t)) {
    next = t.start + t.length;
    if (t.kind == TOKEN_NUMBER && n < 2) {
      for (uint32_t i = 0; i < t.length && is_digit_byte(s.text[t.start + i]) && i < 4; i++)
        numbers[n] = numbers[n] * 10 + (s.text[t.start + i] - '0');
      n++;
    } else if (t.kind == TOKEN_WORD) {
      uint32_t word = lexicon_find(word_key(s.text + t.start, t.length, 0));
      int found = lexicon_number(word, LEXICON_PAGE_MONTH);
      if (!found) found = lexicon_number(word, LEXICON_MONTH);
      if (found && n < 2 && !month) month = found;
      else if (t.length > 2 || !n) return false; /* a preposition or an article */
    } else if (t.kind == TOKEN_NUMBER) return false;
  }
  if (n < 2 || !month) return false;
  bool year_first = numbers[0] >= FIRST_YEAR;
  *w = (struct when){numbers[!year_first], month, numbers[year_first], -1, -1, -1, ""};
  return w->day >= 1 && w->day <= days_in_month(w->year, month) && w->year >= FIRST_YEAR;
}

/* "2019年10月19日", "2019년 10월 19일". */
static bool read_eastern(struct slice s, struct when *w) {
  int parts[3] = {0};
  size_t at = 0;
  for (int k = 0; k < 3; k++) {
    size_t digits = 0;
    while (at < s.bytes && s.text[at] == ' ') at++;
    for (; at < s.bytes && is_digit_byte(s.text[at]) && digits < 4; digits++)
      parts[k] = parts[k] * 10 + (s.text[at++] - '0');
    if (!digits || at + 3 > s.bytes || !(s.text[at] & 0x80)) return false;
    if (!k && !lexicon_has(lexicon_find(word_key(s.text + at, 3, 0)), LEXICON_PAGE_YEAR_UNIT)) return false;
    at += 3;
  }
  *w = (struct when){parts[0], parts[1], parts[2], -1, -1, -1, ""};
  return w->month >= 1 && w->month <= 12 && w->day >= 1 && w->day <= days_in_month(w->year, w->month);
}

/* Whether "3/7/2019" is the third of July: not where the page's language is the English of the United States, or of no
** country, in its address neither. */
static bool is_day_first(const struct page *p, struct slice url) {
  struct slice language = {"", 0};
  for (uint32_t i = 0; i < p->tree.count && !language.bytes; i++)
    if (p->tree.nodes[i].tag == HTML_HTML) language = html_attribute(&p->tree.nodes[i], ATTRIBUTE_LANG);
  if (language.bytes >= 2 && !header_starts(language, "en")) return true;
  if (language.bytes > 3) return !header_is(slice_from(language, 3), "us");
  size_t from = 0, end;
  while (from + 3 <= url.bytes && memcmp(url.text + from, "://", 3) != 0) from++;
  for (end = from + 3; end < url.bytes && !strchr("/:", url.text[end]);) end++;
  bool two = end <= url.bytes && end > from + 6 && url.text[end - 3] == '.';
  return two && !words_have((struct slice){url.text + end - 2, 2}, LEXICON_PAGE_NO_COUNTRY);
}

/* Whether a page can be from then: what a page shows may be any date, so it must be a day of the web's time. */
static bool is_day_of_web(const struct when *w) { return w->day && w->year >= FIRST_YEAR && w->year < LAST_YEAR; }

static bool set_published(struct story *s, struct slice value, enum published_basis basis, bool day_first) {
  struct when w;
  if (!value.bytes || s->published.basis) return false;
  bool whole = !(day_first && value.bytes > 4 && strchr("/-", value.text[is_digit_byte(value.text[1]) ? 2 : 1]));
  if (whole && when_is(value, &w) && (is_day_of_web(&w) || basis == BASIS_METADATA))
    published_set(&s->published, &w, basis);
  for (size_t at = 0; !s->published.basis && at < value.bytes && at < LONGEST_DATE_TEXT; at++) {
    if (at && (is_letter_byte(value.text[at - 1]) || is_digit_byte(value.text[at - 1]))) continue;
    struct slice rest = slice_from(value, at);
    size_t read = when_read(rest.text, rest.bytes, true, &w);
    bool slashes =
        read > 3 && is_digit_byte(*rest.text) && strchr("/-", rest.text[is_digit_byte(rest.text[1]) ? 2 : 1]);
    if (slashes && day_first && w.day <= 12) {
      int month = w.day;
      w.day = w.month, w.month = month;
    }
    bool found = read || read_foreign(rest, &w) || (is_digit_byte(*rest.text) && read_eastern(rest, &w));
    if (found && is_day_of_web(&w)) published_set(&s->published, &w, basis);
  }
  return s->published.basis != BASIS_NONE;
}

/* Whether a text may show a date: it is short, and has a year of four digits or two marks among digits ("3.7.19"). */
static bool may_show_date(struct slice text) {
  size_t digits = 0, marks = 0;
  bool year = false;
  if (text.bytes >= LONGEST_DATE_TEXT) return false;
  for (size_t i = 0; i < text.bytes && !year && marks < 2; i++) {
    bool digit = is_digit_byte(text.text[i]);
    bool next = i + 1 < text.bytes && is_digit_byte(text.text[i + 1]);
    if (!digit) marks = digits && next && strchr("./-", text.text[i]) ? marks + 1 : 0;
    digits = digit ? digits + 1 : 0;
    year = digits >= 4 && !next;
  }
  return year || marks >= 2;
}

/* Whether what a short text says before its date, or as the label of one, is that something was changed. */
static bool tells_of_change(struct slice text) {
  size_t before = 0;
  while (before < text.bytes && !is_digit_byte(text.text[before])) before++;
  return text.bytes < LONGEST_DATE_TEXT && words_have((struct slice){text.text, before}, LEXICON_PAGE_MODIFIED);
}

void page_mark_date(struct page *p, struct page_dates *f, uint32_t node, struct slice when, bool modified) {
  struct slice text = page_text_of(p, node), label = {"", 0};
  for (uint32_t i = node; i-- > 0 && node - i <= NEAR_LABEL && !label.bytes;)
    if (p->tree.nodes[i].tag == HTML_TEXT) label = slice_trimmed(p->tree.nodes[i].text);
  for (size_t i = label.bytes; i-- > 0;) /* what stands behind another date */
    if (is_digit_byte(label.text[i])) label = slice_from(label, i + 1), i = 0;
  modified |= tells_of_change(label) || tells_of_change(text);
  struct slice *field = modified ? &f->modified : &f->marked;
  if (field->bytes) return;
  *field = slice_trimmed(when.bytes ? when : text);
  if (!modified && field->bytes) f->marked_node = node;
}

/* Whether a short text says that a date in it, or behind it, is that of something else: "Joined:". */
static bool is_of_other(struct slice text) {
  return text.bytes && text.bytes < LONGEST_DATE_TEXT && words_have(text, LEXICON_PAGE_OTHER_DATE);
}

/* Reads the first date in a short text from node `from` on, up to node `end`.  One that is told as that of the last
** change, in its own text or the one before, is kept in `*changed`. */
static void read_shown(struct page *p, struct story *s, uint32_t from, uint32_t end, bool day_first,
                       struct published *changed) {
  struct slice before = {"", 0}; /* the text that stands before, where it is no date itself */
  for (uint32_t i = from; i < end && !s->published.basis; i++) {
    if (p->tree.nodes[i].tag == HTML_SCRIPT || p->tree.nodes[i].tag == HTML_STYLE) i = p->tree.nodes[i].end - 1;
    struct slice text =
        p->tree.nodes[i].tag == HTML_TEXT ? slice_trimmed(p->tree.nodes[i].text) : (struct slice){"", 0};
    if (!text.bytes) continue;
    struct slice label = before;
    before = text;
    if (!may_show_date(text) || is_of_other(label) || is_of_other(text)) continue;
    if (!set_published(s, text, BASIS_HEADER, day_first)) continue;
    if (!tells_of_change(label) && !tells_of_change(text)) return;
    if (!changed->basis) *changed = s->published;
    s->published = (struct published){0};
    before = (struct slice){"", 0};
  }
}

/* The day in the address where that is the day before or behind a time told in UTC: the day at the publisher's. */
static void take_local_day(struct story *s) {
  struct when w;
  struct published *at = &s->published;
  size_t length = strlen(at->date);
  if (at->basis != BASIS_METADATA || length < 12 || at->date[length - 1] != 'Z') return;
  if (!s->url.bytes || !when_in_address(s->url, &w) || !w.day) return;
  int year = 0, month = 0, day = 0;
  if (sscanf(at->date, "%d-%d-%d", &year, &month, &day) != 3) return;
  int apart = (int)(day_of(w.year, w.month, w.day) - day_of(year, month, day));
  if (apart != 1 && apart != -1) return;
  *at = (struct published){0};
  published_set(at, &w, BASIS_URL);
}

/* Whether an element stands between the headline and the story's text. */
static bool is_near(const struct page *p, uint32_t node) { return node >= p->heading && node < page_text_from(p); }

/* The day that is shown between the headline and the story's text, where that is earlier: what a page tells may be the
** day when it was moved or published again. */
static void take_earlier_day(const struct page *p, const struct page_dates *f, struct story *s, bool day_first) {
  const struct published told = s->published;
  if (!is_near(p, f->marked_node)) return;
  s->published = (struct published){0};
  if (!set_published(s, f->marked, BASIS_HEADER, day_first) || strncmp(s->published.date, told.date, DAY_BYTES) >= 0)
    s->published = told;
}

void page_set_dates(struct page *p, const struct page_dates *f, struct story *s) {
  struct when w;
  bool day_first = is_day_first(p, s->url);
  if (set_published(s, f->published, BASIS_METADATA, day_first)) {
    take_local_day(s);
    take_earlier_day(p, f, s, day_first);
    return;
  }
  if (set_published(s, f->marked, BASIS_HEADER, day_first)) return;
  if (p->heading && is_near(p, f->beside_node) && set_published(s, f->beside, BASIS_HEADER, day_first)) return;
  if (s->url.bytes && when_in_address(s->url, &w) && w.day) published_set(&s->published, &w, BASIS_URL);
  struct published changed = {0};
  read_shown(p, s, p->heading, p->tree.count, day_first, &changed);
  read_shown(p, s, 0, p->heading, day_first, &changed);
  if (!s->published.basis) s->published = changed;
  set_published(s, f->modified, BASIS_METADATA, day_first);
  set_published(s, f->beside, BASIS_HEADER, day_first);
}
