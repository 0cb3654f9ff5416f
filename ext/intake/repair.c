/* Mending a text: see repair.h. */
#include "repair.h"

#include "../language/lexicon.h"
#include "../text/cp1252.h"
#include "../text/fold.h"
#include "../text/macroman.h"
#include "../text/markup.h"
#include "../text/references.h"
#include "../text/utf8.h"

#include <string.h>

enum {
  MOST_PASSES = 4,   /* "&amp;amp;amp;", mojibake of mojibake */
  LONGEST_WORD = 40, /* before and behind a lost space */
  LONGEST_MACRO = 120,
  STRETCH = 1 << 14 /* bytes that are passed over at once */
};

/* What may need mending, by the byte it shows itself with. */
enum { PLAIN, CONTROL, REFERENCE, SEMICOLON, PERCENT, STOP, TAG, ESCAPE, BEYOND };
#define FOUR(x) x, x, x, x
#define EIGHT(x) FOUR(x), FOUR(x)
#define SIXTEEN(x) EIGHT(x), EIGHT(x)
#define THIRTYTWO(x) SIXTEEN(x), SIXTEEN(x)
/* clang-format off */
static const uint8_t kinds[256] = {
    EIGHT(CONTROL), CONTROL, 0, 0, CONTROL, CONTROL, 0, CONTROL, CONTROL,     /* 00-0F: not tab, line ends */
    SIXTEEN(CONTROL),                                                         /* 10-1F */
    0, STOP, 0, 0, 0, PERCENT, REFERENCE, 0, FOUR(0), 0, 0, STOP, 0,          /* 20-2F: ! % & . */
    EIGHT(0), 0, 0, 0, SEMICOLON, TAG, 0, 0, STOP,                            /* 30-3F: ; < ? */
    SIXTEEN(0), EIGHT(0), FOUR(0), ESCAPE, 0, 0, 0,                           /* 40-5F: \ */
    SIXTEEN(0), EIGHT(0), FOUR(0), 0, 0, 0, CONTROL,                          /* 60-7F */
    THIRTYTWO(BEYOND), THIRTYTWO(BEYOND), THIRTYTWO(BEYOND), THIRTYTWO(BEYOND)};
/* clang-format on */

struct change { /* bytes `from` up to `to` become `with` */
  size_t from, to;
  uint32_t count;
  char with[8];
};

struct mender {
  const char *text;
  size_t bytes, done; /* all before `done` is settled */
  struct stop *stop;
  size_t line_start;          /* where a line starts by what was taken out before it */
  size_t mojibake;            /* where the last one ended */
  size_t line_end;            /* where the last escaped line end ended */
  size_t paragraph;           /* where the last tag ended that ends or begins a paragraph */
  bool quote_open;            /* an opening quote that a translator had spaced out */
  size_t no_end[MARKUP_ENDS]; /* from here on, no such end of markup: markup.h */
};

static char byte_at(const struct mender *m, size_t at) { return at < m->bytes ? m->text[at] : 0; }
static bool is_lower(char c) { return c >= 'a' && c <= 'z'; }
static bool is_upper(char c) { return c >= 'A' && c <= 'Z'; }
static bool is_letter(char c) { return is_lower((char)(c | 32)); }
static bool is_digit(char c) { return c >= '0' && c <= '9'; }

static bool put_code(struct change *c, size_t from, size_t to, uint32_t code) {
  *c = (struct change){.from = from, .to = to};
  c->count = (uint32_t)utf8_write(code, c->with);
  return true;
}

static bool take_out(struct change *c, size_t from, size_t to) {
  *c = (struct change){.from = from, .to = to};
  return true;
}

/* The same with one of the spaces around it, where there are two. */
static bool take_out_word(struct mender *m, struct change *c, size_t from, size_t to) {
  while (from > m->done && (m->text[from - 1] == ' ' || m->text[from - 1] == '\t')) from--;
  bool line_starts = from == m->line_start || m->text[from - 1] == '\n';
  while (line_starts && byte_at(m, to) == ' ') to++;
  if (line_starts) m->line_start = to;
  return take_out(c, from, to);
}

/* Letters that follow an apostrophe: 's, 't, 're ... */
static bool is_ending(const struct mender *m, size_t at) {
  size_t end = at;
  while (end < at + 3 && is_lower(byte_at(m, end))) end++;
  if (end == at || is_letter(byte_at(m, end)) || is_digit(byte_at(m, end))) return false;
  return lexicon_has(lexicon_find(word_key(m->text + at, end - at, 0)), LEXICON_APOSTROPHE_ENDING);
}

/* A quote that came as "& # 39;": its spaces belong to it, but for the outer one. */
static bool mend_spaced_quote(struct mender *m, struct change *c, size_t from, size_t to, char quote) {
  size_t before = from, behind = to;
  while (before > m->done && m->text[before - 1] == ' ') before--;
  while (byte_at(m, behind) == ' ') behind++;
  char left = before ? m->text[before - 1] : '\n', right = byte_at(m, behind);
  bool initial = before >= 2 ? !is_letter(m->text[before - 2]) : before == 1;
  bool joins = quote == '\'' && is_letter(left) && is_letter(right) &&
               ((initial && strchr("ODL", left) && is_upper(right)) || is_ending(m, behind));
  *c = (struct change){.from = from, .to = to, .count = 1, .with = {quote}};
  if (joins) {
    c->from = before;
    c->to = behind;
  } else if (left == '\n' || !m->quote_open) {
    m->quote_open = true;
    c->to = behind;
  } else {
    m->quote_open = false;
    c->from = before;
  }
  return true;
}

static bool mend_reference(struct mender *m, struct change *c, size_t at) {
  uint32_t code;
  bool spaced;
  size_t length = reference_at(m->text, m->bytes, at, &code, &spaced);
  if (!length) return false;
  if (code == 0xA0) code = ' ';
  if (code == 0xAD || (code < ' ' && code != '\n' && code != '\t')) return take_out(c, at, at + length);
  if (spaced && (code == '\'' || code == '"')) return mend_spaced_quote(m, c, at, at + length, (char)code);
  return put_code(c, at, at + length, code);
}

/* ",quot;", seen from its end. */
static bool mend_semicolon(struct mender *m, struct change *c, size_t at) {
  size_t from = at;
  while (from > m->done && at - from < 6 &&
         (is_lower(m->text[from - 1]) || is_digit(m->text[from - 1]) || m->text[from - 1] == '#'))
    from--;
  if (from == at || from == m->done || m->text[from - 1] != ',') return false;
  return mend_reference(m, c, from - 1) && c->to == at + 1;
}

/* %MINIFYHTML721c8f%: a name in capitals between two signs. */
static bool mend_macro(struct mender *m, struct change *c, size_t at) {
  size_t end = at + 1, capitals = 0;
  while (end - at < LONGEST_MACRO &&
         (is_letter(byte_at(m, end)) || is_digit(byte_at(m, end)) || byte_at(m, end) == '_')) {
    if (end - at <= 6) capitals += is_upper(m->text[end]);
    end++;
  }
  if (byte_at(m, end) != '%' || end - at < 7 || capitals < 4) return false;
  return take_out_word(m, c, at, end + 1);
}

static uint32_t word_number(const struct mender *m, size_t from, size_t to) {
  return lexicon_find(word_key(m->text + from, to - from, 0));
}

/* Whether the words around a stop, and the text around them, are an address. */
static bool is_address(const struct mender *m, size_t from, size_t to) {
  for (int i = 0; i < LONGEST_WORD && from > 0; i++, from--) {
    char c = m->text[from - 1];
    if (c == '/' || c == '@' || c == '_' || c == '#' || c == '=') return true;
    if (c == ' ' || c == '\n') break;
  }
  char c = byte_at(m, to);
  return c == '/' || c == '@' || c == '_' || (c == '.' && is_letter(byte_at(m, to + 1))) ||
         (c == '(' && byte_at(m, to + 1) == ')');
}

/* Whether a sentence ends with the word before `at` and another starts there. */
static bool is_lost_space(const struct mender *m, size_t stop, size_t at) {
  size_t from = stop, to = at;
  while (from > 0 && stop - from < LONGEST_WORD &&
         (is_letter(m->text[from - 1]) || (unsigned char)m->text[from - 1] >= 0x80))
    from--;
  while (to - at < LONGEST_WORD && is_letter(byte_at(m, to))) to++;
  size_t length = stop - from;
  if (!length) { /* "in 2001.American" */
    while (from > 0 && stop - from < 5 && is_digit(m->text[from - 1])) from--;
    if (stop - from != 4 || !is_lower(byte_at(m, at + 1))) return false;
  } else {
    for (size_t i = from + 1; i < stop; i++)
      if (is_upper(m->text[i])) return false;
    if (length < (is_upper(m->text[from]) ? 3 : 2)) return false;
  }
  bool alone = to == at + 1 && strchr("IA", m->text[at]) && byte_at(m, to) == ' ';
  if (!alone && (to < at + 2 || !is_lower(m->text[at + 1]))) return false;
  if (is_address(m, from, to) || lexicon_has(word_number(m, at, to), LEXICON_DOMAIN_END)) return false;
  uint32_t before = length ? word_number(m, from, stop) : 0;
  return m->text[stop] != '.' || !is_upper(m->text[from]) ||
         !(lexicon_has(before, LEXICON_ABBREVIATION_BEFORE_NAME) || lexicon_has(before, LEXICON_ABBREVIATION));
}

static bool put_space(struct change *c, size_t at) {
  *c = (struct change){.from = at, .to = at, .count = 1, .with = " "};
  return true;
}

static bool mend_stop(struct mender *m, struct change *c, size_t at) {
  char next = byte_at(m, at + 1);
  if (next == ' ' || next == '\n') return false;
  if (is_upper(next)) return is_lost_space(m, at, at + 1) && put_space(c, at + 1);
  const char *text = m->text + at;
  size_t left = m->bytes - at;
  if (left > 4 && !memcmp(text + 1, "\xE2\x80", 2) && is_upper(text[4])) { /* .“The or .”The */
    if (text[3] == '\x9C') return at && is_lower(m->text[at - 1]) && put_space(c, at + 1);
    if (text[3] == '\x9D') return is_lost_space(m, at, at + 4) && put_space(c, at + 4);
  }
  if (next == 't' && at >= 3 && left > 13 && !memcmp(text - 3, "pic.twitter.com/", 16) &&
      (at == 3 || !is_letter(text[-4]))) {
    size_t from = at - 3, to = at + 13;
    while (is_letter(byte_at(m, to)) || is_digit(byte_at(m, to))) to++;
    if (from >= 8 && !memcmp(m->text + from - 8, "https://", 8)) from -= 8;
    if (from < m->done) return false;
    return take_out_word(m, c, from, to);
  }
  return false;
}

/* Bytes that are no UTF-8 from `at` on: Windows-1252, or the rest of what was cut. */
static bool mend_invalid(struct mender *m, struct change *c, size_t at) {
  size_t to = at + 1;
  unsigned char first = (unsigned char)m->text[at];
  if (first >= 0xC0) utf8_next(m->text, m->bytes, (to = at, &to)); /* of a run of strays each by itself */
  if (to == at + 1) return put_code(c, at, to, cp1252_code(first));
  if (first >= 0xC2 && first < 0xF5 && to - at > 4) to = at + 4;
  if (first == 0xED && to - at == 3 && to + 3 <= m->bytes && (unsigned char)m->text[to] == 0xED &&
      (m->text[at + 1] & 0x30) == 0x20 && ((unsigned char)m->text[to + 1] & 0xF0) == 0xB0 &&
      ((unsigned char)m->text[to + 2] & 0xC0) == 0x80) { /* two surrogates: CESU-8 */
    const unsigned char *s = (const unsigned char *)m->text + at;
    uint32_t high = (uint32_t)(s[1] & 0x0F) << 6 | (s[2] & 0x3F), low = (uint32_t)(s[4] & 0x0F) << 6 | (s[5] & 0x3F);
    return put_code(c, at, to + 3, 0x10000 + (high << 10 | low));
  }
  return put_code(c, at, to, UTF8_REPLACEMENT);
}

static bool mend_beyond(struct mender *m, struct change *c, size_t at, size_t *next) {
  const unsigned char *s = (const unsigned char *)m->text + at;
  size_t left = m->bytes - at;
  /* The quotes and dashes of every second story, first. */
  if (left >= 3 && s[0] == 0xE2 && s[1] == 0x80 && s[2] >= 0x90 && s[2] < 0xAA && s[2] != 0x9A) {
    *next = at + 3;
    return false;
  }
  *next = at + 1;
  if (s[0] < 0xC0) return mend_invalid(m, c, at);
  size_t to = at;
  uint32_t code = utf8_next(m->text, m->bytes, &to);
  *next = to;
  if (code == UTF8_REPLACEMENT && !(to - at == 3 && s[0] == 0xEF)) return mend_invalid(m, c, at);
  uint32_t was;
  if (code >= 0xC2 && code <= 0xF4 && (byte_at(m, to) & 0x80 || (code == 0xC3 && byte_at(m, to) == ' '))) {
    size_t length = mojibake_at(m->text, m->bytes, at, at && at == m->mojibake, &was);
    if (length) {
      m->mojibake = at + length;
      return put_code(c, at, at + length, was);
    }
  }
  size_t misread = macroman_mojibake_at(m->text, m->bytes, at, &was);
  if (misread) return put_code(c, at, at + misread, was);
  if (code >= 0x80 && code < 0xA0) return put_code(c, at, to, code == 0x85 ? 0x2026 : cp1252_code((unsigned char)code));
  if (code == 0xAD && byte_at(m, to) == '\n' && is_lower(byte_at(m, to + 1))) return take_out(c, at, to + 1);
  if (code == 0xAD || code == 0x200B || code == 0x2060 || code == 0xFEFF) return take_out(c, at, to);
  if (code >= 0x200C && code <= 0x200F) { /* joiners and directions matter outside Latin */
    char left_byte = at ? m->text[at - 1] : ' ', right = byte_at(m, to);
    return !((left_byte | right) & 0x80) && take_out(c, at, to);
  }
  return false;
}

/* The number of four hexadecimal digits behind "\u" at `at`, -1 if it is none. */
static int32_t escaped_unit(const struct mender *m, size_t at) {
  int32_t unit = 0;
  if (byte_at(m, at) != '\\' || byte_at(m, at + 1) != 'u') return -1;
  for (size_t i = at + 2; i < at + 6; i++) {
    char c = byte_at(m, i), lower = (char)(c | 32);
    if (!is_digit(c) && !(lower >= 'a' && lower <= 'f')) return -1;
    unit = unit * 16 + (is_digit(c) ? c - '0' : lower - 'a' + 10);
  }
  return unit;
}

/* The byte that "\xE2" at `at` is, 0 if it is none. */
static unsigned escaped_byte(const struct mender *m, size_t at) {
  unsigned byte = 0;
  if (byte_at(m, at) != '\\' || byte_at(m, at + 1) != 'x') return 0;
  for (size_t i = at + 2; i < at + 4; i++) {
    char c = byte_at(m, i), lower = (char)(c | 32);
    if (!is_digit(c) && !(lower >= 'a' && lower <= 'f')) return 0;
    byte = byte * 16 + (unsigned)(is_digit(c) ? c - '0' : lower - 'a' + 10);
  }
  return byte;
}

/* A character whose bytes were written as a program shows them: "\xe2\x80\x99". */
static bool mend_bytes(const struct mender *m, struct change *c, size_t at) {
  char bytes[4];
  size_t count = 0, used = 0;
  for (unsigned byte; count < sizeof bytes && (byte = escaped_byte(m, at + 4 * count)) != 0;)
    bytes[count++] = (char)byte;
  if (count < 2 || (unsigned char)*bytes < 0xC2) return false;
  uint32_t code = utf8_next(bytes, count, &used);
  return code != UTF8_REPLACEMENT && used > 1 && put_code(c, at, at + 4 * used, code);
}

/* What a reader of JSON or of a program's strings should have undone: \u2019, \", "don\'t" and, behind a stop
** or another line end, \n. */
static bool mend_escape(struct mender *m, struct change *c, size_t at) {
  int32_t unit = escaped_unit(m, at);
  if (unit >= 0xD800 && unit < 0xDC00) {
    int32_t low = escaped_unit(m, at + 6);
    if (low < 0xDC00 || low > 0xDFFF) return put_code(c, at, at + 6, UTF8_REPLACEMENT);
    return put_code(c, at, at + 12, 0x10000 + ((uint32_t)(unit - 0xD800) << 10 | (uint32_t)(low - 0xDC00)));
  }
  if (unit >= 0xDC00 && unit < 0xE000) return put_code(c, at, at + 6, UTF8_REPLACEMENT);
  if (unit > 0) return put_code(c, at, at + 6, (uint32_t)unit);
  char next = byte_at(m, at + 1), before = at ? m->text[at - 1] : ' ';
  if (next == 'x') return mend_bytes(m, c, at);
  if (next == '"') return put_code(c, at, at + 2, '"');
  if (next == '\'' && is_letter(before) && is_ending(m, at + 2)) return put_code(c, at, at + 2, '\'');
  if (next == 'n' && (strchr(".!?\"\n)", before) || byte_at(m, at + 2) == '\\' || m->line_end == at))
    return m->line_end = at + 2, put_code(c, at, at + 2, '\n');
  return false;
}

static bool mend_tag(struct mender *m, struct change *c, size_t at) {
  enum markup_break lines;
  size_t length = markup_at(m->text, m->bytes, at, m->no_end, &lines);
  if (!length) return false;
  size_t from = at;
  while (from > m->done && strchr(" \t\n", m->text[from - 1])) from--;
  bool begun = from == m->paragraph && from == m->done; /* "</p> <p>" is one end */
  take_out(c, begun && lines == MARKUP_PARAGRAPH ? from : at, at + length);
  c->count = begun ? 0 : (uint32_t)lines;
  memcpy(c->with, "\n\n", 2);
  if (begun || lines == MARKUP_PARAGRAPH) m->paragraph = at + length;
  return true;
}

/* Finds what to mend at or behind `at`; false at the end of the text. */
static bool find(struct mender *m, size_t at, struct change *c) {
  const unsigned char *s = (const unsigned char *)m->text;
  while (at < m->bytes) {
    const size_t from = at, most = m->bytes - at > STRETCH ? at + STRETCH : m->bytes;
    while (at + 8 <= most && !(kinds[s[at]] | kinds[s[at + 1]] | kinds[s[at + 2]] | kinds[s[at + 3]] |
                               kinds[s[at + 4]] | kinds[s[at + 5]] | kinds[s[at + 6]] | kinds[s[at + 7]]))
      at += 8;
    while (at < most && !kinds[s[at]]) at++;
    if (must_stop(m->stop, at - from + 1) || at >= m->bytes) return false;
    if (at == most) continue;
    bool found = false;
    size_t next = at + 1;
    switch (kinds[s[at]]) {
      case CONTROL: found = s[at] ? take_out(c, at, at + 1) : put_code(c, at, at + 1, UTF8_REPLACEMENT); break;
      case REFERENCE: found = mend_reference(m, c, at); break;
      case SEMICOLON: found = mend_semicolon(m, c, at); break;
      case PERCENT: found = mend_macro(m, c, at); break;
      case STOP: found = mend_stop(m, c, at); break;
      case TAG: found = mend_tag(m, c, at); break;
      case ESCAPE: found = mend_escape(m, c, at); break;
      default: found = mend_beyond(m, c, at, &next);
    }
    if (found) return true;
    at = next;
  }
  return false;
}

/* One pass; false, and nothing written, when the text is clean. */
static bool pass(struct buffer *out, const char *text, size_t bytes, struct stop *stop) {
  struct mender m = {.text = text, .bytes = bytes, .stop = stop};
  for (int i = 0; i < MARKUP_ENDS; i++) m.no_end[i] = SIZE_MAX;
  struct change c;
  size_t at = 0;
  while (find(&m, at, &c) && !out->no_memory) {
    buffer_add(out, text + m.done, c.from - m.done);
    buffer_add(out, c.with, c.count);
    m.done = c.to;
    if (must_stop(stop, c.to - at)) break;
    at = c.to > at ? c.to : at + 1;
  }
  if (!m.done && !out->count && !out->no_memory) return false;
  buffer_add(out, text + m.done, bytes - m.done);
  return true;
}

bool repair(struct buffer *out, const char *text, size_t bytes, struct stop *stop) {
  if (!pass(out, text, bytes, stop)) return false;
  for (int i = 1; i < MOST_PASSES && !out->no_memory && !must_stop(stop, 0); i++) {
    struct buffer more = {0};
    bool changed = pass(&more, out->bytes, out->count, stop);
    if (!changed) break;
    buffer_free(out);
    *out = more;
  }
  return true;
}

bool repair_finds_markup(struct slice s) {
  size_t no_end[MARKUP_ENDS] = {SIZE_MAX, SIZE_MAX, SIZE_MAX};
  enum markup_break lines;
  for (size_t at = 0; at < s.bytes; at++) {
    const char *open = memchr(s.text + at, '<', s.bytes - at);
    if (!open) break;
    at = (size_t)(open - s.text);
    if (markup_at(s.text, s.bytes, at, no_end, &lines)) return true;
  }
  return false;
}
