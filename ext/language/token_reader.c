/* Reading one token: see tokens.h. */
#include "tokens.h"

#include <string.h>

/* What an ASCII byte is.  One table look a byte is what the speed rests on. */
enum {
  LOWER = 1,
  UPPER = 2,
  DIGIT = 4,
  SPACE = 8,
  LINE = 16,
  WIDE = 32,
  QUOTES = TOKEN_MAY_QUOTE,
  ENDS = TOKEN_MAY_END
};
enum { LETTER = LOWER | UPPER, WORDLIKE = LETTER | DIGIT };

#define FOUR(x) x, x, x, x
#define SIXTEEN(x) FOUR(x), FOUR(x), FOUR(x), FOUR(x)
#define THIRTYTWO(x) SIXTEEN(x), SIXTEEN(x)
#define TWENTYSIX(x) SIXTEEN(x), FOUR(x), FOUR(x), x, x
/* clang-format off */
static const uint8_t classes[256] = {
    FOUR(0), FOUR(0), 0, SPACE, SPACE | LINE, SPACE, SPACE, SPACE, 0, 0, /* 00-0F */
    SIXTEEN(0),                                                          /* 10-1F */
    SPACE, ENDS, QUOTES | ENDS, FOUR(0), QUOTES | ENDS,                  /* 20-27: ! " ' */
    0, ENDS, FOUR(0), ENDS, 0,                                           /* 28-2F: ) . */
    FOUR(DIGIT), FOUR(DIGIT), DIGIT, DIGIT, FOUR(0), 0, ENDS,            /* 30-3F: ? */
    0, TWENTYSIX(UPPER), 0, 0, ENDS, 0, 0,                               /* 40-5F: ] */
    QUOTES, TWENTYSIX(LOWER), 0, 0, ENDS, 0, 0,                          /* 60-7F: ` } */
    THIRTYTWO(WIDE), THIRTYTWO(WIDE), THIRTYTWO(WIDE), THIRTYTWO(WIDE)   /* 80-FF */
};
/* clang-format on */

struct reader {
  const char *text;
  uint32_t bytes;
};

static unsigned class_at(const struct reader *r, uint32_t at) {
  return at < r->bytes ? classes[(unsigned char)r->text[at]] : 0;
}

static char byte_at(const struct reader *r, uint32_t at) { return at < r->bytes ? r->text[at] : 0; }

static uint32_t code_at(const struct reader *r, uint32_t at, uint32_t *behind) {
  size_t next = at;
  uint32_t code = utf8_next(r->text, r->bytes, &next);
  *behind = (uint32_t)next;
  return code;
}

/* Whether a letter of any script stands at `at`. */
static bool letter_at(const struct reader *r, uint32_t at) {
  uint32_t behind;
  if (at >= r->bytes) return false;
  if (!(class_at(r, at) & WIDE)) return class_at(r, at) & LETTER;
  return utf8_is_letter(code_at(r, at, &behind));
}

/* The length of an apostrophe at `at`: ' or ’ or ʼ, else 0. */
static uint32_t apostrophe_at(const struct reader *r, uint32_t at) {
  if (byte_at(r, at) == '\'') return 1;
  if (at + 3 <= r->bytes && !memcmp(r->text + at, "\xE2\x80\x99", 3)) return 3;
  if (at + 2 <= r->bytes && !memcmp(r->text + at, "\xCA\xBC", 2)) return 2;
  return 0;
}

/* The length of 's at `at`, where nothing of a word follows; else 0. */
static uint32_t possessive_at(const struct reader *r, uint32_t at) {
  uint32_t mark = apostrophe_at(r, at);
  if (!mark || (byte_at(r, at + mark) | 32) != 's' || letter_at(r, at + mark + 1)) return 0;
  return class_at(r, at + mark + 1) & DIGIT ? 0 : mark + 1;
}

/* Where the letters, digits and accents from `at` on end; `*seen` gathers
** classes.  An apostrophe between letters belongs to the word. */
static uint32_t word_end(const struct reader *r, uint32_t at, unsigned *seen) {
  for (;;) {
    unsigned c;
    while ((c = class_at(r, at)) & WORDLIKE) *seen |= c, at++;
    if (c & WIDE) {
      uint32_t behind, code = code_at(r, at, &behind);
      bool inside = (utf8_is_letter(code) && !utf8_is_ideograph(code)) || utf8_is_mark(code) || utf8_is_digit(code) ||
                    ((code == 0xAD || code == 0x200C || code == 0x200D) && letter_at(r, behind));
      if (inside && code != 0x2BC) {
        *seen |= WIDE | (utf8_is_upper(code) ? UPPER : utf8_is_lower(code) ? LOWER : 0u);
        at = behind;
        continue;
      }
    } else if (byte_at(r, at) != '\'') {
      return at;
    }
    uint32_t mark = apostrophe_at(r, at);
    if (!mark || possessive_at(r, at) || !letter_at(r, at + mark)) return at;
    if (mark > 1) *seen |= WIDE;
    at += mark;
  }
}

/* The end of single letters with stops between them ("U.S.", "a.m", "J."), or
** `at` where there are none. */
static uint32_t acronym_end(const struct reader *r, uint32_t at) {
  uint32_t end = at;
  unsigned letters = 0;
  while (class_at(r, end) & LETTER && !(class_at(r, end + 1) & (WORDLIKE | WIDE)) && !apostrophe_at(r, end + 1)) {
    letters++;
    end++;
    if (byte_at(r, end) != '.') break;
    end++;
  }
  bool stopped = end > at && r->text[end - 1] == '.';
  if (letters >= 2 || (letters == 1 && stopped && class_at(r, at) & UPPER)) return end;
  return at;
}

/* Top-level domains that news text names. */
static bool is_domain_end(const char *label, uint32_t length) {
  static const char known[] = " com org net gov edu info int mil biz tv uk us eu io co de fr es it nl ru cn jp in au "
                              "ca ch se no ly me af pk ir be ";
  char want[8] = " ";
  if (length < 2 || length > 4) return false;
  memcpy(want + 1, label, length);
  memcpy(want + 1 + length, " ", 2);
  return strstr(known, want) != NULL;
}

/* The end of a web or mail address that starts at `at`, or `at`. */
static uint32_t address_end(const struct reader *r, uint32_t at, uint32_t word) {
  uint32_t end = word;
  bool scheme = byte_at(r, end) == ':' && byte_at(r, end + 1) == '/' && byte_at(r, end + 2) == '/';
  if (!scheme) {
    /* host name, or local part @ host name: labels of letters, digits, - */
    bool mail = false;
    uint32_t label = at, dots = 0;
    for (;; end++) {
      char c = byte_at(r, end);
      if (c == '.' && class_at(r, end + 1) & WORDLIKE) {
        label = end + 1;
        dots++;
      } else if (c == '@' && !mail && class_at(r, end + 1) & WORDLIKE) {
        mail = true;
        label = end + 1;
        dots = 0;
      } else if (!(class_at(r, end) & WORDLIKE) && !((c == '-' || c == '_') && class_at(r, end + 1) & WORDLIKE)) {
        break;
      }
      if (end - at > 256) return at;
    }
    if (!dots || !is_domain_end(r->text + label, end - label)) return at;
    if (byte_at(r, end) != '/') return end;
  }
  while (end < r->bytes && !(classes[(unsigned char)r->text[end]] & (SPACE | WIDE)) &&
         !strchr("\"<>()[]{}|", r->text[end]))
    end++;
  while (end > word && strchr(".,;:!?'", r->text[end - 1])) end--;
  return end;
}

/* The end of a number: digits, with separators before further digits, and the
** letters right behind ("28th", "3am", "1980s"). */
static uint32_t number_end(const struct reader *r, uint32_t at, unsigned *seen) {
  for (;;) {
    while (class_at(r, at) & DIGIT) at++;
    char c = byte_at(r, at);
    if (!(class_at(r, at + 1) & DIGIT)) break;
    bool thousands = class_at(r, at + 2) & DIGIT && class_at(r, at + 3) & DIGIT && !(class_at(r, at + 4) & DIGIT);
    if (c != '.' && !(c == ',' && thousands)) break;
    at++;
  }
  return class_at(r, at) & (LETTER | WIDE) ? word_end(r, at, seen) : at;
}

void token_read(const char *text, uint32_t bytes, uint32_t at, struct token *t) {
  const struct reader reader = {text, bytes}, *r = &reader;
  unsigned first = class_at(r, at), seen = 0;
  uint32_t end = at + 1, code = 0;
  t->start = at;
  t->kind = TOKEN_MARK;
  if (first & WIDE) {
    code = code_at(r, at, &end);
    seen = WIDE;
    bool apostrophe = code == 0x2BC; /* a letter by its class; here it is one inside words only */
    if (utf8_is_letter(code) && !apostrophe) first |= utf8_is_upper(code) ? UPPER : LOWER;
    if (utf8_is_digit(code)) first |= DIGIT;
    if (utf8_is_ideograph(code)) {
      t->kind = TOKEN_WORD;
      first = WIDE;
    }
  }
  if (first & LETTER) {
    t->kind = TOKEN_WORD;
    end = word_end(r, at, &seen);
    char next = byte_at(r, end);
    if (next == '.' || next == '@' || next == ':') {
      uint32_t more = next == '.' && end == at + 1 ? acronym_end(r, at) : at;
      if (more > at) {
        t->kind = TOKEN_ACRONYM;
        end = more;
      } else if (class_at(r, end + 1) & WORDLIKE || next == ':') {
        more = address_end(r, at, end);
        if (more > at) t->kind = TOKEN_ADDRESS, end = more;
      }
    }
  } else if (first & DIGIT) {
    t->kind = TOKEN_NUMBER;
    end = number_end(r, at + (first & WIDE ? end - at : 0), &seen);
    if (first & WIDE) end = word_end(r, at, &seen);
  } else if ((r->text[at] == '@' || r->text[at] == '#') && (letter_at(r, at + 1) || class_at(r, at + 1) & DIGIT)) {
    t->kind = TOKEN_HANDLE;
    for (end = at + 1;;) {
      end = word_end(r, end, &seen);
      if (byte_at(r, end) != '_') break;
      end++;
    }
  } else if (apostrophe_at(r, at) && at > 0 && !(classes[(unsigned char)r->text[at - 1]] & SPACE)) {
    uint32_t length = possessive_at(r, at);
    char before = r->text[at - 1];
    if (length && (classes[(unsigned char)before] & (WORDLIKE | WIDE) || before == '.' || before == ')')) {
      t->kind = TOKEN_POSSESSIVE;
      end = at + length;
    }
  }
  t->length = end - at;
  if (first & UPPER) {
    t->flags |= TOKEN_CAPITALIZED;
    if (!(seen & LOWER) && t->length >= (t->kind == TOKEN_ACRONYM ? 4u : 2u)) t->flags |= TOKEN_ALL_CAPS;
  }
  if (seen & WIDE) t->flags |= TOKEN_BEYOND_ASCII;
  if (t->kind == TOKEN_MARK) t->flags |= seen & WIDE ? QUOTES | ENDS : first & (QUOTES | ENDS);
  if (t->kind == TOKEN_ACRONYM || t->kind == TOKEN_HANDLE) t->flags |= TOKEN_MAY_END;
}

uint32_t token_skip_space(const char *text, uint32_t bytes, uint32_t at, uint8_t *flags) {
  const struct reader r = {text, bytes};
  if (!at) *flags |= TOKEN_AFTER_SPACE | TOKEN_AFTER_LINE | TOKEN_AFTER_PARAGRAPH;
  for (;;) {
    unsigned c = class_at(&r, at);
    if (c & SPACE) {
      if (c & LINE) *flags |= *flags & TOKEN_AFTER_LINE ? TOKEN_AFTER_PARAGRAPH : TOKEN_AFTER_LINE;
      at++;
    } else if (c & WIDE) {
      uint32_t behind;
      if (!utf8_is_space(code_at(&r, at, &behind))) return at;
      at = behind;
    } else {
      return at;
    }
    *flags |= TOKEN_AFTER_SPACE;
  }
}

bool token_next(const char *text, uint32_t bytes, uint32_t at, struct token *out) {
  *out = (struct token){0};
  at = token_skip_space(text, bytes, at, &out->flags);
  if (at >= bytes) return false;
  token_read(text, bytes, at, out);
  return true;
}
