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
#include "byline.h"
#include "lines.h"
#include "phrase.h"
#include "story.h"

enum {
  TAIL_BYTES = 3000,
  LONGEST_INSERT = 160,
  LONGEST_INNER = 110,   /* of a footer between paragraphs: a caption may be longer */
  NEAR_MARK = 6,         /* bytes within which a colon shows an insert */
  LONGEST_CUT_MARK = 24, /* "+219 chars]" */
  LONGEST_BRACKET = 300,
  WRAPPED = 50 /* bytes of a line that may go on in the next */,
  MOST_FOOTERS = 24,
  LONGEST_STOP = 3,      /* bytes of marks behind a sign-off */
  LONGEST_HEADING = 60,  /* "More from The Post" */
  LONGEST_LABEL_END = 9, /* " (1,204)" */
  MOST_LINKS = 12,
  SURE_WORDS = 3 /* of a footer's beginning that cannot be a sentence of the story */
};

bool story_is_insert(struct slice line) {
  const char *needs = "";
  if (line.bytes > LONGEST_INSERT) return false;
  while (line.bytes && strchr("*_#>[( -", line.text[0])) line = slice_from(line, 1);
  if (slice_starts(line, "\u2014") || slice_starts(line, "\u2013")) line = slice_behind(line, strlen("\u2014"));
  if (!line.bytes || !is_upper_byte(line.text[0])) return false; /* they all start with a capital */
  size_t end = phrase_read(line, 0, LEXICON_INSERT, &needs);
  if (!end) return false;
  if (needs && *needs == ':' && end < line.bytes && slice_starts(slice_behind(line, end), "|")) return true;
  if (needs && *needs && end < line.bytes) { /* a mark must stand right behind, a word anywhere */
    size_t reach = is_letter_byte(*needs) ? line.bytes - end : NEAR_MARK;
    return phrase_has((struct slice){line.text + end, line.bytes - end < reach ? line.bytes - end : reach}, needs);
  }
  struct slice rest = slice_behind(line, end); /* behind one word a mark must stand, or nothing: "Loading ..." */
  return rest.bytes < 60 && (memchr(line.text, ' ', end) || !rest.bytes || !is_letter_byte(*rest.text));
}

/* Whether nothing but marks and a number in brackets, as of comments, stands behind `at`: "Comments (12)", "More »". */
static bool ends_label(struct slice line, size_t at) {
  struct slice rest = slice_behind(line, at);
  bool counted = rest.bytes > 2 && rest.text[0] == '(' && rest.text[rest.bytes - 1] == ')';
  for (size_t i = 0; i < rest.bytes; i++)
    if (is_letter_byte(rest.text[i]) || (is_digit_byte(rest.text[i]) && !counted)) return false;
  return rest.bytes < LONGEST_LABEL_END;
}

/* A button alone on its line, or what a page counts: "Print", "Comments (12)", "3 min read". */
static bool is_button(struct slice line) {
  size_t digits = 0;
  if (line.bytes > 2 && line.text[0] == '[' && line.text[line.bytes - 1] == ']')
    line = (struct slice){line.text + 1, line.bytes - 2};
  while (digits < line.bytes && (is_digit_byte(line.text[digits]) || line.text[digits] == ',')) digits++;
  enum lexicon_list list = digits ? LEXICON_LABEL_BEHIND_NUMBER : LEXICON_BUTTON;
  size_t end = digits < line.bytes ? phrase_read(line, digits, list, NULL) : 0;
  if (!end && !digits && line.bytes) end = phrase_read(line, 0, LEXICON_LINK_HEADING, NULL);
  return end && ends_label(line, end);
}

/* Whether a line, no longer than a sentence, is a page's word to its reader: "Start your day with our newsletter". */
static bool asks_reader(struct slice line) {
  static const char *const quotes[] = {"\"", "\u201C", "\u201D"};
  if (line.bytes > LONGEST_INNER || !words_have(line, LEXICON_PAGE_WORD) || !words_have(line, LEXICON_READER_WORD))
    return false;
  for (size_t k = 0; k < sizeof quotes / sizeof *quotes; k++)
    if (phrase_has(line, quotes[k])) return false;
  return !words_have(line, LEXICON_REPORTED);
}

bool story_is_page_line(struct slice line) { return story_is_insert(line) || is_button(line) || asks_reader(line); }

/* Who took a picture, or an agency alone: "(Reuters)", "AFP/Ana Merenko", "Ana Merenko/AP". */
static bool is_credit(struct slice line) {
  if (line.bytes > LONGEST_HEADING || !line.bytes) return false;
  if (line.text[0] == '(' && line.text[line.bytes - 1] == ')') line = (struct slice){line.text + 1, line.bytes - 2};
  const char *slash = memchr(line.text, '/', line.bytes);
  struct slice first = slice_trimmed((struct slice){line.text, slash ? (size_t)(slash - line.text) : line.bytes});
  struct slice other = slash ? slice_behind(line, (size_t)(slash - line.text) + 1) : (struct slice){"", 0};
  if (!first.bytes || (slash && !other.bytes)) return false;
  bool agency = phrase_read(first, 0, LEXICON_AGENCY, NULL) == first.bytes;
  if (agency || !slash) return agency && (!slash || byline_is_name(other));
  return byline_is_name(first) && phrase_read(other, 0, LEXICON_AGENCY, NULL) == other.bytes;
}

/* Whether a line says what the links below it are: "Related stories", "More from The Post:". */
static bool heads_links(struct slice line) {
  const char *more = "";
  if (line.bytes > LONGEST_HEADING) return false;
  while (line.bytes && strchr("*_#> ", line.text[0])) line = slice_behind(line, 1);
  size_t end = line.bytes ? phrase_read(line, 0, LEXICON_LINK_HEADING, &more) : 0;
  if (!end) return false;
  return ends_label(line, end) || (more && *more && line.text[line.bytes - 1] != '.');
}

/* A heading and the links below it, up to an empty line, from `at` on: their bytes, 0 where there are
** none. */
static size_t link_list(struct slice text, size_t at) {
  size_t from = at, end = at, links = 0;
  struct slice line;
  if (!line_next(text, &at, &line) || !heads_links(line)) return 0;
  for (; line_next(text, &at, &line) && line.bytes && line.bytes < LONGEST_INSERT && links < MOST_LINKS; links++) {
    if (line.text[line.bytes - 1] == '.' || is_lower_byte(line.text[0])) return 0; /* a paragraph */
    end = at;
  }
  return end - from;
}

/* The buttons of a line that says nothing else ("Facebook Twitter Email"); 0 if it says anything. */
static size_t share_labels(struct slice line) {
  size_t labels = 0, at = 0;
  if (line.bytes > LONGEST_INSERT) return 0;
  while (at < line.bytes) {
    size_t end = phrase_read(line, at, LEXICON_SHARE_LABEL, NULL);
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
  size_t from = text->bytes;
  if (!from || text->text[from - 1] != ']') return;
  while (from && text->bytes - from < LONGEST_CUT_MARK && text->text[from - 1] != '[') from--;
  size_t at = from;
  if (!from || text->text[from - 1] != '[') return;
  at += text->text[at] == '+';
  if (!is_digit_byte(text->text[at])) return;
  while (is_digit_byte(text->text[at])) at++;
  if (phrase_read(*text, at, LEXICON_CUT_UNIT, NULL) != text->bytes - 1) return;
  s->problems |= STORY_CUT;
  *text = slice_trimmed((struct slice){text->text, from - 1});
}

/* An address or handle alone; ### and ***. */
static bool is_ornament(struct slice part) {
  if (memchr(part.text, ' ', part.bytes) || part.bytes >= 100) return false;
  if (memchr(part.text, '@', part.bytes) || slice_is_address(part) || slice_starts(part, "www.")) return true;
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
  size_t end = phrase_read(part, 0, LEXICON_AGENCY, &needs);
  if (end && part.bytes - end < LONGEST_STOP) return true; /* "Reuter": an agency's sign-off, alone */
  end = phrase_read(part, 0, LEXICON_FOOTER, &needs);
  if (!end || (needs && *needs && !phrase_has(part, needs))) return is_ornament(part);
  /* "End" and "Advertisement" must stand alone */
  bool one_word = !(needs && *needs) && is_letter_byte(part.text[0]) && !memchr(part.text, ' ', end);
  return !one_word || part.bytes - end < 4;
}

/* Whether the line from `at` to `end` is a paragraph, by empty lines or by how those beside it end and begin. */
static bool is_paragraph(struct slice text, size_t at, size_t end, size_t bytes_before) {
  bool begins = !at || !bytes_before || strchr(".!?\"]:", text.text[at - 2]) || (text.text[at - 2] & 0x80);
  size_t next = end + 1;
  while (next < text.bytes && (text.text[next] == ' ' || text.text[next] == '\t')) next++;
  return begins && (next >= text.bytes || !is_lower_byte(text.text[next]));
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

/* Whether a paragraph between others would be a footer behind them: "Sign up here for our briefing". */
static bool is_inner_footer(struct slice line) {
  if (line.bytes > LONGEST_INNER || !is_footer(line)) return false;
  size_t last = part_before(line, line.bytes, 0); /* "© 2019 The Post. All rights reserved." */
  if (last && is_inner_footer(slice_from(line, last))) return true;
  while (line.bytes && strchr("*_#>[(| ", line.text[0])) line = slice_behind(line, 1);
  const char *needs = "";
  size_t end = line.bytes ? phrase_read(line, 0, LEXICON_FOOTER, &needs) : 0, words = end > 0;
  bool marked = needs && *needs && !is_letter_byte(*needs); /* a mark must stand right behind */
  if (marked &&
      !phrase_has((struct slice){line.text + end, end + NEAR_MARK < line.bytes ? NEAR_MARK : line.bytes - end}, needs))
    return false;
  for (size_t i = 0; i < end; i++) words += line.text[i] == ' ';
  bool label = end && end < line.bytes && line.text[end] == ':';
  /* "Published in 2019, the book sold." may be the story's */
  return end && (label || line.text[line.bytes - 1] != '.' || words >= SURE_WORDS);
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

/* A heading with links below it, at the end. */
static void cut_links(struct slice *text, size_t low) {
  size_t links = 0, cut = text->bytes;
  for (size_t at = text->bytes; at > low && links <= MOST_LINKS;) {
    size_t start = at;
    while (start > low && text->text[start - 1] != '\n') start--;
    struct slice line = slice_trimmed((struct slice){text->text + start, at - start});
    if (line.bytes > LONGEST_INSERT || (line.bytes && line.text[line.bytes - 1] == '.')) break;
    if (links && heads_links(line)) cut = start;
    links += line.bytes > 0;
    at = start > low ? start - 1 : low;
  }
  if (cut == low) return; /* never the whole story */
  *text = slice_trimmed((struct slice){text->text, cut});
}

static void cut_footers(struct story *s, struct slice *text) {
  size_t low = text->bytes > TAIL_BYTES ? text->bytes - TAIL_BYTES : 0;
  cut_links(text, low);
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
  char end = rest.text[0] == '(' ? ')' : ']';
  if (rest.bytes < 2 || !is_upper_byte(rest.text[1])) return 0;
  size_t key = phrase_read(rest, 1, LEXICON_INSERT_BRACKET, NULL);
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

/* Whether a line's first word begins residue of any sort, or is a number: of most lines nothing more need be asked. */
static bool may_be_residue(struct slice line) {
  struct token first;
  size_t from = letter_from(line, 0);
  if (from >= line.bytes || is_digit_byte(line.text[from])) return from < line.bytes;
  if (!token_next(line.text, (uint32_t)line.bytes, (uint32_t)from, &first)) return false;
  uint32_t word = lexicon_find(word_key(line.text + first.start, first.length, 0));
  return lexicon_opens(word, LEXICON_INSERT) || lexicon_opens(word, LEXICON_FOOTER) ||
         lexicon_opens(word, LEXICON_BUTTON) || lexicon_opens(word, LEXICON_LINK_HEADING) ||
         lexicon_opens(word, LEXICON_SHARE_LABEL);
}

/* How many bytes of residue stand from a line on, which ends at `end`. */
static size_t inner_residue(struct slice text, struct slice line, size_t at, size_t end, size_t bytes_before) {
  size_t from = (size_t)(line.text - text.text), more;
  bool may = may_be_residue(line);
  if (may && (more = link_list(text, from)) != 0) return more;
  if (may && story_is_insert(line)) return line.bytes;
  if (may && (more = share_bar(text, from)) != 0) return more;
  if (line.bytes > LONGEST_INNER || !is_paragraph(text, at, end, bytes_before)) return 0;
  return (may && (is_button(line) || is_inner_footer(line))) || is_credit(line) || asks_reader(line) ? line.bytes : 0;
}

/* The next insert at or behind `at`, where a line starts or one was cut: where it starts and ends. */
static bool find_insert(struct story *s, struct slice text, size_t at, struct inserts *next, size_t *from, size_t *to) {
  bool line_starts = at == 0 || text.text[at - 1] == '\n';
  size_t before = 0; /* bytes of the line before */
  while (at < text.bytes && !must_stop(s->stop, 16)) {
    size_t end = next_byte(text, at, '\n', &next->line);
    bool wrapped =
        line_starts && at && before >= WRAPPED && (is_lower_byte(text.text[at - 2]) || text.text[at - 2] == ',');
    size_t line_before = before;
    if (line_starts) before = end - at;
    if (line_starts && !wrapped) {
      struct slice line = slice_trimmed((struct slice){text.text + at, end - at});
      size_t cut = line.bytes ? late_key(s, line) : 0;
      if (!cut && line.bytes) cut = inner_residue(text, line, at, end, line_before);
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
  s->body = slice_trimmed(buffer_slice(&s->joined));
}
