/*
** The body: what is left when footers are cut off the end and inserts out of
** the middle.
**
**     ... he said. (RELATED: Five Lost) She left.      ... he said. She left.
**     Advertisement                                    (a line of its own)
**     ... Follow Ann on Twitter. All rights reserved.  (the end)
**
** What they look like: ext/lexicon/en/residue.txt.  A footer is cut only while
** everything behind it is footer too.
*/
#include "lines.h"
#include "phrase.h"
#include "story.h"

enum {
  TAIL_BYTES = 3000,
  LONGEST_INSERT = 160,
  NEAR_MARK = 6,         /* bytes within which a colon shows an insert */
  LONGEST_CUT_MARK = 24, /* "+219 chars]" */
  LONGEST_BRACKET = 300,
  WRAPPED = 50 /* bytes of a line that may go on in the next */,
  MOST_FOOTERS = 24,
  LONGEST_STOP = 3 /* bytes of marks behind a sign-off */
};

bool story_is_insert(struct slice line) {
  const char *needs = "";
  if (line.bytes > LONGEST_INSERT) return false;
  while (line.bytes && strchr("*_#>[( ", line.text[0])) line = slice_from(line, 1);
  if (!line.bytes || !is_upper_byte(line.text[0])) return false; /* they all start with a capital */
  size_t end = phrase_read(line.text, line.bytes, 0, LEXICON_INSERT, &needs);
  if (!end) return false;
  if (needs && *needs && end < line.bytes) { /* a mark must stand right behind, a word anywhere */
    size_t reach = is_letter_byte(*needs) ? line.bytes - end : NEAR_MARK;
    return phrase_has((struct slice){line.text + end, line.bytes - end < reach ? line.bytes - end : reach}, needs);
  }
  return line.bytes - end < 60;
}

/* The buttons of a line that says nothing else ("Facebook Twitter Email"); 0 if it says anything. */
static size_t share_labels(struct slice line) {
  const char *ignored;
  size_t labels = 0, at = 0;
  if (line.bytes > LONGEST_INSERT) return 0;
  while (at < line.bytes) {
    size_t end = phrase_read(line.text, line.bytes, at, LEXICON_SHARE_LABEL, &ignored);
    if (!end) return 0;
    labels++;
    at = end;
    while (at < line.bytes && strchr(" |/,", line.text[at])) at++;
  }
  return labels;
}

/* A row of buttons, one a line: the bytes of the lines that begin at `at`, 0 where fewer than two labels stand. */
static size_t share_bar(struct slice text, size_t at) {
  size_t labels = 0, from = at, end = at;
  struct slice line;
  while (line_next(text, &at, &line)) {
    size_t more = line.bytes ? share_labels(line) : 0;
    if (line.bytes && !more) break;
    labels += more;
    if (more) end = at;
  }
  return labels > 1 ? end - from : 0;
}

/* "Rain fell… [+219 chars]": a service's word that it gives no more. */
static void cut_mark(struct story *s, struct slice *text) {
  const char *ignored;
  size_t from = text->bytes;
  if (!from || text->text[from - 1] != ']') return;
  while (from && text->bytes - from < LONGEST_CUT_MARK && text->text[from - 1] != '[') from--;
  size_t at = from;
  if (!from || text->text[from - 1] != '[' || text->text[at++] != '+') return;
  while (is_digit_byte(text->text[at])) at++;
  if (phrase_read(text->text, text->bytes, at, LEXICON_CUT_UNIT, &ignored) != text->bytes - 1) return;
  s->problems |= STORY_CUT;
  *text = slice_trimmed((struct slice){text->text, from - 1});
}

/* An address or handle alone; ### and ***. */
static bool is_ornament(struct slice part) {
  if (memchr(part.text, ' ', part.bytes) || part.bytes >= 100) return false;
  if (memchr(part.text, '@', part.bytes) || slice_starts(part, "http") || slice_starts(part, "www.")) return true;
  for (size_t i = 0; i < part.bytes; i++)
    if (is_letter_byte(part.text[i]) || is_digit_byte(part.text[i]) || (part.text[i] & 0x80)) return false;
  return true;
}

/* "(RELATED: ...) She left.": a bracket that closes before the end. */
static bool closes_inside(struct slice part) {
  char end = part.text[0] == '(' ? ')' : part.text[0] == '[' ? ']' : 0;
  const char *close = end ? memchr(part.text, end, part.bytes) : NULL;
  size_t behind = close ? part.bytes - (size_t)(close - part.text) : 0;
  return behind > 6 && close != part.text + 2; /* not "(c) 2019 ..." */
}

/* Whether the part of the text from a sentence's start to its end is a footer. */
static bool is_footer(struct slice part) {
  part = slice_trimmed(part);
  if (part.bytes && closes_inside(part)) return false;
  while (part.bytes && strchr("*_#>[(| ", part.text[0])) part = slice_behind(part, 1);
  if (!part.bytes) return true;
  const char *needs = "";
  size_t end = phrase_read(part.text, part.bytes, 0, LEXICON_AGENCY, &needs);
  if (end && part.bytes - end < LONGEST_STOP) return true; /* "Reuter": an agency's sign-off, alone */
  end = phrase_read(part.text, part.bytes, 0, LEXICON_FOOTER, &needs);
  if (!end || (needs && *needs && !phrase_has(part, needs))) return is_ornament(part);
  /* "End" and "Advertisement" must stand alone */
  bool one_word = !(needs && *needs) && is_letter_byte(part.text[0]) && !memchr(part.text, ' ', end);
  return !one_word || part.bytes - end < 4;
}

/* Where the sentence or line that ends at `end` starts. */
static size_t part_before(struct slice text, size_t end, size_t low) {
  size_t at = end;
  while (at > low && strchr(" \n\t", text.text[at - 1])) at--; /* its own end */
  while (at > low) {
    char c = text.text[at - 1];
    if (c == '\n' && at < text.bytes && !is_lower_byte(text.text[at])) return at; /* not inside a wrapped line */
    /* behind a stop and a space, before a capital */
    if (c == ' ' && at >= 2 && at < text.bytes && !is_lower_byte(text.text[at])) {
      size_t stop = at - 1;
      while (stop > low && text.text[stop - 1] == ' ') stop--;
      while (stop > low && (strchr("\"')", text.text[stop - 1]) || (text.text[stop - 1] & 0x80))) stop--;
      if (stop > low && strchr(".!?", text.text[stop - 1])) return at;
    }
    at--;
  }
  return low;
}

/* "Published in The Post, January 28th, 2019" */
static void read_footer_date(struct story *s, struct slice part) {
  struct when w;
  if (s->published.basis || !slice_starts(part, "Published")) return;
  for (size_t at = 9; at < part.bytes && at < LONGEST_INSERT; at++) {
    bool starts = part.text[at - 1] == ' ' && (is_upper_byte(part.text[at]) || is_digit_byte(part.text[at]));
    if (starts && when_read(part.text + at, part.bytes - at, true, &w)) {
      published_set(&s->published, &w, BASIS_HEADER);
      return;
    }
  }
}

static void cut_footers(struct story *s, struct slice *text) {
  size_t low = text->bytes > TAIL_BYTES ? text->bytes - TAIL_BYTES : 0;
  for (int i = 0; i < MOST_FOOTERS && text->bytes > low; i++) {
    size_t start = part_before(*text, text->bytes, low);
    if (start == low) return; /* never the whole story */
    if (!is_footer((struct slice){text->text + start, text->bytes - start})) return;
    read_footer_date(s, slice_from(*text, start));
    text->bytes = start;
    while (text->bytes && strchr(" \n\t", text->text[text->bytes - 1])) text->bytes--;
  }
}

/* "(RELATED: ...)": its bytes with the space before it, 0 if none. */
static size_t bracket_at(struct slice rest) {
  const char *ignored;
  char end = rest.text[0] == '(' ? ')' : ']';
  if (rest.bytes < 2 || !is_upper_byte(rest.text[1])) return 0;
  size_t key = phrase_read(rest.text, rest.bytes, 1, LEXICON_INSERT_BRACKET, &ignored);
  if (!key || key >= rest.bytes || rest.text[key] != ':') return 0;
  size_t most = rest.bytes < LONGEST_BRACKET ? rest.bytes : LONGEST_BRACKET;
  const char *close = memchr(rest.text, end, most), *line = memchr(rest.text, '\n', most);
  return close && (!line || close < line) ? (size_t)(close - rest.text) + 1 : 0;
}

/* "LOCATION: ABILA, Kronos" once more between the paragraphs: the bytes to cut. */
static size_t late_key(struct story *s, struct slice line) {
  if (!s->keyed || !slice_starts(line, "LOCATION:")) return 0;
  struct slice value = slice_behind(line, 9);
  bool place =
      value.bytes && value.bytes < 60 && !memchr(value.text, '.', value.bytes) && !memchr(value.text, '"', value.bytes);
  if (!place) return line.bytes - value.bytes;
  if (!s->place.bytes) s->place = value;
  return line.bytes;
}

static size_t first_byte(struct slice text, char byte) {
  const char *found = memchr(text.text, byte, text.bytes);
  return found ? (size_t)(found - text.text) : text.bytes;
}

/* The next byte of a sort, remembered until it is passed. */
static size_t next_byte(struct slice text, size_t at, char byte, size_t *known) {
  if (*known < at) *known = at + first_byte(slice_from(text, at), byte);
  return *known;
}

struct inserts { /* the next line end, ( and [, of which each is looked for once */
  size_t line, round, square;
};

/* The next insert at or behind `at`, where a line starts or one was cut: where it starts and ends. */
static bool find_insert(struct story *s, struct slice text, size_t at, struct inserts *next, size_t *from, size_t *to) {
  bool line_starts = at == 0 || text.text[at - 1] == '\n';
  size_t before = 0; /* bytes of the line before */
  while (at < text.bytes && !must_stop(s->stop, 16)) {
    size_t end = next_byte(text, at, '\n', &next->line);
    bool wrapped =
        line_starts && at && before >= WRAPPED && (is_lower_byte(text.text[at - 2]) || text.text[at - 2] == ',');
    if (line_starts) before = end - at;
    if (line_starts && !wrapped) {
      struct slice line = slice_trimmed((struct slice){text.text + at, end - at});
      size_t cut = line.bytes ? late_key(s, line) : 0;
      if (!cut && line.bytes && story_is_insert(line)) cut = line.bytes;
      if (!cut && line.bytes) cut = share_bar(text, (size_t)(line.text - text.text));
      if (cut) {
        *from = (size_t)(line.text - text.text);
        /* all of a line goes with its end and the empty lines behind it */
        *to = *from + cut;
        while (*to < text.bytes && strchr(cut < line.bytes ? " " : " \t\n", text.text[*to])) ++*to;
        return true;
      }
    }
    size_t round = next_byte(text, at, '(', &next->round), square = next_byte(text, at, '[', &next->square);
    at = round < square ? round : square;
    line_starts = end < at;
    if (line_starts) {
      at = end + 1;
      continue;
    }
    size_t cut = at < text.bytes ? bracket_at(slice_from(text, at)) : 0;
    if (cut) {
      *to = at + cut;
      while (at && text.text[at - 1] == ' ') at--;
      *from = at;
      return true;
    }
    at++;
  }
  return false;
}

void story_body(struct story *s) {
  struct slice text = slice_trimmed(s->text);
  cut_mark(s, &text);
  cut_footers(s, &text);
  s->body = text;
  size_t done = 0, at = 0, from, to;
  struct inserts next = {0};
  if (text.bytes) next = (struct inserts){first_byte(text, '\n'), first_byte(text, '('), first_byte(text, '[')};
  while (find_insert(s, text, at, &next, &from, &to)) {
    buffer_add(&s->joined, text.text + done, from - done);
    at = done = to;
    if (s->joined.no_memory) return;
  }
  if (!done) return;
  buffer_add(&s->joined, text.text + done, text.bytes - done);
  s->body = slice_trimmed((struct slice){s->joined.bytes ? s->joined.bytes : "", s->joined.count});
}
