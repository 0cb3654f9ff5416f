/* Bylines: see byline.h. */
#include "byline.h"

#include "lines.h"
#include "phrase.h"

enum { LONGEST_LINE = 220, LONGEST_JOB = 80, MOST_NAME_WORDS = 5, MOST_JOB_WORDS = 6 };

bool byline_is_nobody(struct slice name) { return phrase_read(name, 0, LEXICON_BYLINE_NOBODY, NULL) > 0; }

bool byline_begins(struct slice line, struct slice *name) {
  size_t end = line.bytes ? phrase_read(line, 0, LEXICON_BYLINE_LEAD, NULL) : 0;
  if (!end || end >= line.bytes) return false;
  if (line.text[end] == ':') end++;
  if (end >= line.bytes || !strchr(" \t", line.text[end])) return false;
  *name = slice_behind(line, end);
  return name->bytes && (is_upper_byte(name->text[0]) || (name->text[0] & 0x80) || byline_is_nobody(*name));
}

struct slice byline_of_address(struct slice s) {
  const char *at = memchr(s.text, '@', s.bytes), *open = memchr(s.text, '<', s.bytes);
  if (!at) return s;
  struct slice name = s;
  if (open && open < at) name.bytes = (size_t)(open - s.text);
  else if (s.text[s.bytes - 1] == ')' && (open = memchr(at, '(', s.bytes - (size_t)(at - s.text))) != NULL)
    name = (struct slice){open + 1, (size_t)(s.text + s.bytes - 1 - open - 1)};
  name = slice_trimmed(name);
  if (name.bytes > 2 && name.text[0] == '"' && name.text[name.bytes - 1] == '"') name.text++, name.bytes -= 2;
  return name.bytes ? name : s;
}

bool byline_is_name(struct slice v) {
  int words = 0;
  for (size_t i = 0; i < v.bytes; i++) {
    bool starts = i == 0 || v.text[i - 1] == ' ';
    words += starts;
    if (is_digit_byte(v.text[i]) || (starts && is_lower_byte(v.text[i]))) return false;
  }
  return words && words <= MOST_NAME_WORDS;
}

bool byline_is_names(struct slice v) {
  int words = 0;
  for (size_t at = 0, end; at < v.bytes; at = end + 1) {
    for (end = at; end < v.bytes && v.text[end] != ' ';) end++;
    struct slice word = {v.text + at, end - at};
    bool last = word.bytes && strchr(",;", word.text[word.bytes - 1]);
    if (last) word.bytes--;
    uint32_t known = lexicon_find(word_key(word.text, word.bytes, 0));
    if (lexicon_has(known, LEXICON_BYLINE_AND)) words = 0;
    else if (lexicon_has(known, LEXICON_NAME_PARTICLE) && words) words++;
    else if (word.bytes && !byline_is_name(word)) return false;
    else words += word.bytes > 0;
    if (words > MOST_NAME_WORDS) return false;
    if (last) words = 0;
  }
  return v.bytes && is_upper_byte(*v.text) | (*v.text & 0x80);
}

bool byline_dated(struct slice line, struct when *w, struct slice *before) {
  enum { REACH = 48, MORE = 20 };
  for (size_t i = 2; i < line.bytes && i < REACH && line.bytes <= LONGEST_JOB; i++) {
    if (!strchr(" |(", line.text[i - 1]) || !(is_digit_byte(line.text[i]) || is_upper_byte(line.text[i]))) continue;
    const size_t used = when_read(line.text + i, line.bytes - i, true, w);
    if (!used || !w->day) continue;
    const struct slice behind = slice_behind(line, i + used);
    struct slice name = slice_trimmed((struct slice){line.text, i});
    const size_t whole = name.bytes;
    if (name.bytes > 3 && dash_at(slice_from(name, name.bytes - 3))) name.bytes -= 3;
    while (name.bytes && strchr(",|-(", name.text[name.bytes - 1])) name.bytes--;
    *before = slice_trimmed(name);
    return name.bytes < whole && byline_is_name(*before) &&
           (!behind.bytes || (behind.bytes < MORE && strchr(",|)", behind.text[0])));
  }
  return false;
}

/* Whether a word of the part says what somebody does for an outlet. */
static bool names_job(struct slice part) {
  int words = 0;
  for (size_t i = 0; i < part.bytes; i++) {
    bool starts = is_letter_byte(part.text[i]) && (!i || !is_letter_byte(part.text[i - 1]));
    if (!starts) continue;
    if (phrase_read(part, i, LEXICON_BYLINE_JOB, NULL)) return true;
    if (++words == MOST_JOB_WORDS) return false;
  }
  return false;
}

bool byline_has_job(struct slice line) {
  if (line.bytes > LONGEST_JOB || strchr(".!?:;", line.text[line.bytes - 1])) return false;
  const char *comma = memchr(line.text, ',', line.bytes);
  struct slice name = {line.text, comma ? (size_t)(comma - line.text) : line.bytes};
  return byline_is_name(name) && names_job(comma ? slice_from(line, name.bytes) : line);
}

/* Whether what stands behind a space is no part of a name: a dash with more behind it, a dot between parts, an account,
** the outlet or place. */
static bool parts_names(struct slice before, struct slice rest) {
  static const char *const marks[] = {"\u00B7", "\u2022", "@"};
  for (size_t k = 0; k < sizeof marks / sizeof *marks; k++)
    if (slice_starts(rest, marks[k])) return true;
  size_t word = 0;
  while (word < rest.bytes && rest.text[word] != ' ') word++;
  bool whole = memchr(before.text, ' ', before.bytes); /* "Ann Roe for the Post", no "Center for Reporting" */
  size_t from = whole ? phrase_read(rest, 0, LEXICON_BYLINE_PREPOSITION, NULL) : 0;
  if (from && from < rest.bytes && rest.text[from] == ' ' && is_lower_byte(*rest.text)) return true;
  return (rest.bytes > 1 && dash_at(rest)) || memchr(rest.text, '@', word); /* "ann@example.org" */
}

bool byline_read(struct story *s, struct slice v) {
  struct slice name = v;
  if (v.bytes > LONGEST_LINE) return false;
  for (size_t i = 1; i < v.bytes; i++) {
    struct slice rest = slice_from(v, i);
    bool cut = v.text[i] == '|' || v.text[i] == '(' || v.text[i] == '<' ||
               (v.text[i] == ' ' && parts_names((struct slice){v.text, i}, slice_from(v, i + 1)));
    if (strchr(",|/", v.text[i])) {
      const char *outlet = NULL;
      struct slice part = slice_behind(rest, 1);
      size_t end = phrase_read(part, 0, LEXICON_AGENCY, &outlet);
      if (end && outlet && *outlet) story_set(&s->source, slice_of(outlet));
      cut |= end || names_job(part) || (part.bytes && phrase_read(part, 0, LEXICON_BYLINE_OTHER, NULL));
    }
    struct when w;
    bool starts = !is_letter_byte(v.text[i - 1]) && !is_digit_byte(v.text[i - 1]);
    if (starts && (is_digit_byte(v.text[i]) || is_upper_byte(v.text[i])) &&
        when_read(rest.text, rest.bytes, true, &w)) {
      published_set(&s->published, &w, BASIS_HEADER);
      cut = true;
    }
    if (cut && name.bytes == v.bytes) name.bytes = i;
  }
  while (name.bytes && strchr(" ,|/-", name.text[name.bytes - 1])) name.bytes--;
  size_t last = name.bytes; /* "by Ann Roe on May 3" */
  while (last && name.text[last - 1] != ' ') last--;
  if (last > 1 && words_have((struct slice){name.text + last, name.bytes - last}, LEXICON_BYLINE_END))
    name.bytes = last - 1;
  if (!name.bytes) return false;
  if (!byline_is_nobody(name)) story_set(&s->byline, name);
  return true;
}
