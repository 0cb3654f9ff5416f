/*
** A story that nothing dates may date itself.
**
**     "... — Ann Roe (@roe) January 28, 2019 ... the envoy said Monday"     2019-01-28
**     "... the invasion in 2001 but 18 years on, ..."                      2019
**
** A story runs no earlier than the last day it tells of, and names the days of its
** own week by their names.  A post that it shows, or a day with its weekday in the
** lead, is such a day and near; a day further down only bounds it from below.
** Without a near day, "N years on" from a year that it names gives the year.
*/
#include "../language/dates/calendar.h"
#include "lines.h"
#include "phrase.h"
#include "story.h"

enum { LEAD_BYTES = 700, SEEN_BYTES = 1 << 20, YEAR_REACH = 120, SENTENCE_REACH = 400, SELF_NEAR = 8 };

/* The day of the last "(@handle) January 28, 2019"; 0 if there is none. */
static int32_t last_post(struct slice text) {
  int32_t last = 0;
  for (size_t at = 0; at + 4 < text.bytes;) {
    const char *mark = memchr(text.text + at, '@', text.bytes - at);
    if (!mark) break;
    at = (size_t)(mark - text.text) + 1;
    if (at < 2 || text.text[at - 2] != '(') continue;
    size_t end = at;
    while (end < text.bytes && end - at < 40 &&
           (is_letter_byte(text.text[end]) || is_digit_byte(text.text[end]) || text.text[end] == '_'))
      end++;
    if (end >= text.bytes || text.text[end] != ')') continue;
    struct slice rest =
        slice_behind((struct slice){text.text + end + 1, text.bytes - end - 1 < 60 ? text.bytes - end - 1 : 60}, 0);
    struct when w;
    if (!when_read(rest.text, rest.bytes, true, &w) || !w.day) continue;
    int32_t day = day_of(w.year, w.month, w.day);
    if (day > last) last = day;
  }
  return last;
}

/* The word at byte `at`, by its number in the lexicon. */
static uint32_t word_at(struct slice text, size_t at) {
  size_t n = 0;
  while (at + n < text.bytes && is_letter_byte(text.text[at + n])) n++;
  return lexicon_find(word_key(text.text + at, n, 0));
}

/* The number of the weekday, written out, that stands at byte `at`; 0 if none does. */
static int weekday_at(struct slice text, size_t at) {
  const uint32_t word = word_at(text, at);
  const char *value = lexicon_value(word, LEXICON_WEEKDAY);
  return value && !value[1] ? lexicon_number(word, LEXICON_WEEKDAY) : 0;
}

/* The first weekday that the lead names: 0 for Monday to 6, -1 for none. */
static int lead_weekday(struct slice text) {
  size_t bytes = text.bytes < LEAD_BYTES ? text.bytes : LEAD_BYTES;
  for (size_t at = 0; at < bytes; at++) {
    if (!is_upper_byte(text.text[at]) || (at && is_letter_byte(text.text[at - 1]))) continue;
    const int day = weekday_at(text, at);
    if (day) return day - 1;
  }
  return -1;
}

/* A number of one or two digits that ends behind `at`; -1 if none. */
static int number_before(struct slice text, size_t at) {
  if (at < 2 || !is_digit_byte(text.text[at - 1])) return -1;
  int value = text.text[at - 1] - '0';
  if (is_digit_byte(text.text[at - 2])) {
    value += 10 * (text.text[at - 2] - '0');
    if (at >= 3 && (is_digit_byte(text.text[at - 3]) || text.text[at - 3] == '.' || text.text[at - 3] == ','))
      return -1;
  }
  return value;
}

/* "in 2001 ... 18 years on": the year that makes; 0 if nothing says so. */
static int anniversary(struct slice text) {
  for (size_t at = 2; at < text.bytes; at++) {
    if (text.text[at - 1] != ' ' || !is_digit_byte(text.text[at - 2]) ||
        !phrase_read(text, at, LEXICON_SELF_ANNIVERSARY, NULL))
      continue;
    int years = number_before(text, at - 1);
    size_t low = at > YEAR_REACH ? at - YEAR_REACH : 0;
    for (size_t i = at; years > 0 && i-- > low + 4;) {
      struct slice part = slice_from(text, i);
      if (part.text[0] == '\n' || (part.text[0] == '.' && part.text[1] == ' ')) break;
      bool year = (part.text[0] == '1' || part.text[0] == '2') && is_digit_byte(part.text[1]) &&
                  is_digit_byte(part.text[2]) && is_digit_byte(part.text[3]) && !is_digit_byte(part.text[4]) &&
                  part.text[-1] == ' ';
      if (!year) continue;
      return (part.text[0] - '0') * 1000 + (part.text[1] - '0') * 100 + (part.text[2] - '0') * 10 +
             (part.text[3] - '0') + years;
    }
  }
  return 0;
}

/* Whether the sentence around a date looks ahead ("will leave by May 1, 2021"). */
static bool is_ahead(struct slice text, size_t at) {
  size_t from = at, to = at;
  while (from && at - from < SENTENCE_REACH &&
         !(text.text[from - 1] == '\n' || (text.text[from - 1] == ' ' && from > 1 && text.text[from - 2] == '.')))
    from--;
  while (to < text.bytes && to - at < SENTENCE_REACH && text.text[to] != '.' && text.text[to] != '\n') to++;
  size_t near = at - from < 8 ? from : at - 8;
  return words_have((struct slice){text.text + near, at - near}, LEXICON_SELF_BOUND) ||
         words_have((struct slice){text.text + from, to - from}, LEXICON_SELF_AHEAD);
}

/* Whether a date says of itself that it is near: "Monday, 31 May 2021", "dated 16 March 2021". */
static bool is_near(struct slice text, size_t at) {
  if (lexicon_has(word_at(text, at), LEXICON_WEEKDAY)) return true;
  size_t from = at > SELF_NEAR ? at - SELF_NEAR : 0;
  while (from < at && text.text[from] != ' ') from++;
  return words_have((struct slice){text.text + from, at - from}, LEXICON_SELF_DATED);
}

/* The last day that the text names in full and that is past; whether it is near goes to `*near`. */
static int32_t last_day_named(struct slice text, bool *near) {
  int32_t last = 0;
  *near = false;
  for (size_t at = 0; at < text.bytes;) {
    struct when w;
    bool word = at == 0 || !(is_letter_byte(text.text[at - 1]) || is_digit_byte(text.text[at - 1]));
    size_t most = text.bytes - at < 60 ? text.bytes - at : 60;
    size_t taken = word && (is_upper_byte(text.text[at]) || is_digit_byte(text.text[at]))
                       ? when_read(text.text + at, most, true, &w)
                       : 0;
    if (!taken || !w.day || is_ahead(text, at)) {
      at += taken ? taken : 1;
      continue;
    }
    int32_t day = day_of(w.year, w.month, w.day);
    if (day > last) {
      last = day;
      *near = at < LEAD_BYTES && is_near(text, at);
    }
    at += taken;
  }
  return last;
}

static void set_day(struct published *p, int32_t day) {
  struct calendar_day d = day_split(day);
  struct when w = {d.year, d.month, d.day, -1, -1, -1, ""};
  published_set(p, &w, BASIS_TEXT);
}

/* Of a last day that it knows of, the story is from that day, or from the weekday
** that its lead names if that is closer ahead than behind. */
static void set_from(struct published *p, int32_t known, int weekday) {
  int ahead = weekday < 0 ? 0 : (weekday + 8 - day_weekday(known)) % 7;
  int32_t day = known + (ahead < 4 ? ahead : 0);
  struct published first = {0}, last = {0};
  set_day(p, day);
  set_day(&first, known);
  set_day(&last, day + 6);
  memcpy(p->from, first.from, sizeof first.from);
  memcpy(p->to, last.to, sizeof last.to);
}

void story_selfdate(struct story *s) {
  struct slice text = s->body;
  if (text.bytes > SEEN_BYTES) text.bytes = SEEN_BYTES;
  bool near;
  int32_t post = last_post(text), day = last_day_named(text, &near);
  if (post && post >= day) near = true, day = post;
  if (near) {
    set_from(&s->published, day, lead_weekday(text));
    return;
  }
  struct when w = {.year = anniversary(text), .hour = -1};
  if (w.year >= 1900 && w.year < 2100) {
    published_set(&s->published, &w, BASIS_TEXT);
  } else if (day) { /* no earlier than that is all there is to say */
    set_day(&s->published, day);
    s->published.date[0] = s->published.to[0] = 0;
  }
}
