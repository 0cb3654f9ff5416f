/*
** Stories as press databases give them out as text: LexisNexis, Nexis Uni and Factiva.
**
**     1 of 500 DOCUMENTS         Talks End Early           Talks End Early
**     Isk Post                   Isk Post                  By Ann Lee
**     May 3, 2021 Monday         May 3, 2021 Monday        1,287 words
**     Talks End Early            Length: 1287 words        3 May 2021
**     BYLINE: Ann Lee            Byline: Ann Lee           Isk Post
**     LENGTH: 1287 words         Body                      ISKP
**     The talks ...              The talks ...
**     LOAD-DATE: May 4, 2021     End of Document           The talks ...
**                                                          Document ISKP000020210503eh5300001
**
** All three say above a story how many words it has, and below where it ends, which tells them from other texts.  What has
** no key is told by where the date stands.  The words: ext/lexicon/en/records.txt, [export_body] and those behind it.
*/
#include "byline.h"
#include "lines.h"
#include "phrase.h"
#include "story.h"

enum {
  HEAD_LINES = 40,
  MOST_LOOSE = 12, /* lines without a key */
  LONGEST_LINE = 220,
  CODE_LETTERS = 20 /* of a document's number at the least */
};

struct export {
  struct slice loose[MOST_LOOSE]; /* the lines above the story that have no key */
  int count, part, date;          /* of them; where the last paragraph of them begins; which is the date, -1: none */
  int words;                      /* which says how many words the story has (Factiva); -1: none */
  struct when when;
  struct slice title, byline, place; /* from keys */
  struct slice *open;                /* of these the one whose value may go on in the next line; NULL: none */
  bool measured;                     /* a key says how many words the story has (Nexis) */
};

/* Where a number ends that a line begins with, and the space behind it; 0 where it begins with none. */
static size_t behind_count(struct slice line) {
  size_t n = 0;
  while (n < line.bytes && (is_digit_byte(line.text[n]) || (n && line.text[n] == ','))) n++;
  return n && n + 1 < line.bytes && line.text[n] == ' ' ? n + 1 : 0;
}

/* "1,287 words" */
static bool counts_words(struct slice line) {
  size_t at = behind_count(line);
  return at && phrase_read(line, at, LEXICON_EXPORT_WORDS, NULL) == line.bytes;
}

/* "1 of 500 DOCUMENTS" */
static bool counts_documents(struct slice line) {
  size_t at = behind_count(line), rest = at;
  while (rest < line.bytes && !is_digit_byte(line.text[rest])) rest++;
  size_t count = at ? behind_count(slice_from(line, rest)) : 0;
  return count && phrase_read(line, rest + count, LEXICON_EXPORT_DOCUMENTS, NULL) == line.bytes;
}

/* Whether a line stands behind a story: "LOAD-DATE: ...", "End of Document", "Document ISKP000020210503eh5300001".  `*last`:
** it is the last of the document. */
static bool ends_story(struct slice line, bool *last) {
  const char *needs = "";
  size_t end = line.bytes ? phrase_read(line, 0, LEXICON_EXPORT_END, &needs) : 0;
  if (!end) return false;
  struct slice code = slice_behind(line, end);
  *last = *needs != ':' && *needs != '-';
  if (*needs == ':') return code.bytes && code.text[0] == ':';
  if (*needs == '-') return !code.bytes || code.text[0] == ':';
  if (!*needs) return !code.bytes;
  if (code.bytes < CODE_LETTERS) return false;
  for (size_t i = 0; i < code.bytes; i++)
    if (!is_letter_byte(code.text[i]) && !is_digit_byte(code.text[i])) return false;
  return true;
}

/* Reads a line with a key; false if it has none. */
static bool read_export_key(struct export *x, struct slice line) {
  const char *means;
  size_t end = phrase_read(line, 0, LEXICON_HEADER_KEY, &means);
  if (!end || end == line.bytes || line.text[end] != ':') return false;
  struct slice value = slice_behind(line, end + 1);
  const int field = lexicon_read_number(means);
  x->open = field == FIELD_TITLE    ? &x->title
            : field == FIELD_BYLINE ? &x->byline
            : field == FIELD_PLACE  ? &x->place
                                    : NULL;
  if (x->open) *x->open = value;
  x->measured |= counts_words(value);
  return true;
}

/* Reads what stands above the story, which begins at the byte it returns; 0 if this is none of a press database's. */
static size_t read_head(struct export *x, struct slice text) {
  struct slice line;
  bool blank = true;
  size_t at = 0;
  for (int lines = 0; lines < HEAD_LINES && line_next(text, &at, &line); lines++) {
    if (!line.bytes) {
      blank = true;
      x->open = NULL;
      if (x->words >= 0 && x->count > x->words + 2) return at;
      continue;
    }
    size_t from = (size_t)(line.text - text.text), body = phrase_read(line, 0, LEXICON_EXPORT_BODY, NULL);
    if (x->measured && body && (body == line.bytes || line.text[body] == ':')) return from + body + (body < line.bytes);
    if (read_export_key(x, line)) {
      blank = false;
      continue;
    }
    if (!blank && x->open && x->open->bytes) {
      x->open->bytes = (size_t)(line.text + line.bytes - x->open->text);
    } else {
      if (x->measured && blank) return from;
      if (phrase_read(line, 0, LEXICON_EXPORT_RIGHTS, NULL)) continue;
      if (x->count == MOST_LOOSE || line.bytes > LONGEST_LINE) return 0;
      if (blank) x->part = x->count;
      if (x->date < 0 && when_read(line.text, line.bytes, true, &x->when) && x->when.day) x->date = x->count;
      if (x->words < 0 && counts_words(line)) x->words = x->count;
      if (x->count || !counts_documents(line)) x->loose[x->count++] = line;
    }
    blank = false;
  }
  return 0;
}

/* The loose lines from `first` to before `end` as they stand in the text. */
static struct slice lines_of(const struct export *x, int first, int end) {
  if (first < 0 || first >= end) return (struct slice){0};
  const char *text = x->loose[first].text;
  return (struct slice){text, (size_t)(x->loose[end - 1].text + x->loose[end - 1].bytes - text)};
}

/* The same text in one line. */
static struct slice unwrapped(struct story *s, struct slice lines) {
  char *line = lines.bytes && memchr(lines.text, '\n', lines.bytes) ? arena_take(&s->page, lines.bytes) : NULL;
  size_t n = 0;
  for (size_t i = 0; line && i < lines.bytes; i++) {
    bool space = (unsigned char)lines.text[i] <= ' ';
    if (!space || (n && line[n - 1] != ' ')) line[n++] = space ? ' ' : lines.text[i];
  }
  return line ? (struct slice){line, n} : lines;
}

/* Where the story begins in a text that has such a header; 0 in others. */
static size_t story_at(struct export *x, struct slice text) {
  *x = (struct export){.date = -1, .words = -1};
  size_t at = read_head(x, text);
  return x->date >= 0 && (x->words < 0 || x->date == x->words + 1) ? at : 0;
}

/* The bytes of the document whose story begins at byte `at`; `*end`: where that ends, the same where nothing says so. */
static size_t document_bytes(struct slice text, size_t at, size_t *end, struct stop *stop) {
  struct slice line;
  bool last = false, ended = false;
  *end = text.bytes;
  for (size_t from = at; !last && line_next(text, &at, &line); from = at) {
    if (must_stop(stop, at - from)) break;
    if (counts_documents(line)) { /* the next one */
      if (!ended) *end = from;
      return from;
    }
    if (ends_story(line, &last) && !ended) *end = (size_t)(line.text - text.text), ended = true;
  }
  return at;
}

bool story_is_export(struct slice text) {
  struct export x;
  return story_at(&x, text) > 0;
}

size_t story_export_bytes(struct slice text, struct stop *stop) {
  struct export x;
  size_t at = story_at(&x, text), end;
  return at ? document_bytes(text, at, &end, stop) : text.bytes;
}

bool story_export(struct story *s) {
  struct export x;
  struct slice name, text = s->text;
  size_t at = story_at(&x, text), end;
  if (!at) return false;
  size_t behind = document_bytes(text, at, &end, s->stop);
  if (end == text.bytes) return false; /* nothing behind it says so */
  if (x.words >= 0) {                  /* Factiva: title, byline, words, date, source */
    bool by = x.words > 0 && byline_begins(x.loose[x.words - 1], &name);
    if (by) x.byline = x.loose[x.words - 1];
    x.title = lines_of(&x, x.words - by - 1, x.words - by);
    story_set(&s->source, lines_of(&x, x.words + 2, x.words + 3));
  } else { /* source, date, edition, title; or title, source, date, edition */
    bool first = x.date > 1;
    if (!x.title.bytes)
      x.title = first ? lines_of(&x, 0, x.date - 1) : lines_of(&x, x.part > x.date ? x.part : x.count, x.count);
    story_set(&s->source, lines_of(&x, x.date - 1, x.date));
  }
  story_set(&s->title, unwrapped(s, x.title));
  story_set(&s->place, unwrapped(s, x.place));
  published_set(&s->published, &x.when, BASIS_HEADER);
  if (x.byline.bytes) byline_read(s, byline_begins(x.byline, &name) ? name : x.byline);
  if (slice_behind(text, behind).bytes)
    s->page_problem =
        "holds several stories: this is the first; articles() gives each of them from a file of 8 KB or more";
  s->text = slice_trimmed((struct slice){text.text + at, end - at});
  return true;
}
