/* Windows-1252 and mojibake: see cp1252.h. */
#include "cp1252.h"

#include "utf8.h"

#include <string.h>

/* clang-format off */
static const uint16_t high[32] = {
    0x20AC, 0x0081, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
    0x2039, 0x0152, 0x008D, 0x017D, 0x008F, 0x0090, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
    0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x009D, 0x017E, 0x0178,
};
/* clang-format on */

uint32_t cp1252_code(unsigned char byte) { return byte >= 0x80 && byte < 0xA0 ? high[byte - 0x80] : byte; }

int cp1252_byte(uint32_t code) {
  if (code < 0x100) return (int)code;
  for (int i = 0; i < 32; i++)
    if (high[i] == code) return 0x80 + i;
  return -1;
}

/* Reads up to 4 characters as the bytes they stand for.  Returns how many
** belong to one character of UTF-8 (0: none does), where they end, and it. */
static size_t read_twice(const char *text, size_t bytes, size_t at, size_t *end, unsigned char was[4], uint32_t *code) {
  size_t need = 1;
  for (size_t i = 0; i < need; i++) {
    if (at >= bytes) return 0;
    uint32_t one = utf8_next(text, bytes, &at);
    int byte = one < 0x80 ? -1 : cp1252_byte(one);
    if (byte < 0) return 0;
    if (i == 0) {
      if (byte < 0xC2 || byte > 0xF4) return 0;
      need = byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4;
    } else if (byte >= 0xC0) {
      return 0;
    }
    was[i] = (unsigned char)byte;
  }
  *end = at;
  if (!utf8_valid((const char *)was, need)) return 0;
  size_t from = 0;
  *code = utf8_next((const char *)was, need, &from);
  return need;
}

/* Marks that may stand right behind a capital letter: … ‘ ’ “ ” • – — › » */
static bool may_follow(unsigned char second) {
  return second == 0x85 || (second >= 0x91 && second <= 0x97) || second == 0x9B || second == 0xBB;
}

static bool is_ascii_letter(char c) { return (c | 32) >= 'a' && (c | 32) <= 'z'; }

/* Whether `c` and `d` are alike, a space or a letter: between them "â€"" was a dash, whose
** third byte is a curly quote. */
static bool stand_apart(char c, char d) { return (c == ' ' && d == ' ') || (is_ascii_letter(c) && is_ascii_letter(d)); }

size_t mojibake_at(const char *text, size_t bytes, size_t at, bool goes_on, uint32_t *code) {
  unsigned char was[4] = {0};
  size_t end = at, n = read_twice(text, bytes, at, &end, was, code);
  char before = at ? text[at - 1] : ' ';
  bool after_capital = before >= 'A' && before <= 'Z';
  if (!n && at + 2 < bytes && !memcmp(text + at, "\xC3\x83 ", 3)) { /* à, whose second byte became a space: "voilÃ " */
    bool lower = before >= 'a' && before <= 'z', alone = before == ' ' || before == '\n';
    *code = 0xE0;
    if (!lower && !alone) return 0;
    char next = at + 3 < bytes ? text[at + 3] : ' ';
    return next & 0x80 || is_ascii_letter(next) ? 2 : 3;
  }
  if (!n) { /* "â€" whose third byte, 0x9D, was lost on the way: ” */
    size_t next = at;
    if (at + 5 > bytes || utf8_next(text, bytes, &next) != 0xE2 || utf8_next(text, bytes, &next) != 0x20AC) return 0;
    size_t behind = next;
    if (next + 1 < bytes && text[next] == '"' && stand_apart(before, text[next + 1])) {
      *code = 0x2014;
      return next + 1 - at;
    }
    if (next < bytes && utf8_next(text, bytes, &behind) == UTF8_REPLACEMENT) next = behind;
    *code = 0x201D;
    return next - at;
  }
  bool sure = goes_on;
  char behind_it = end < bytes ? text[end] : ' ';
  if (was[0] < 0xDF && before >= 'a' && before <= 'z') sure = true; /* a capital in a word: "gÄ™" */
  if (*code >= 0x1E00 && *code < 0x1F00) sure |= !may_follow(was[2]) || is_ascii_letter(behind_it); /* Vietnamese */
  bool inside = is_ascii_letter(behind_it) && was[1] != 0x92 && was[1] >= 0x91 && was[1] <= 0x95;   /* "CÃ”TE" */
  if (was[0] <= 0xC3) sure |= inside || !(after_capital && may_follow(was[1]));
  else if (was[0] == 0xE2) sure |= *code >= 0x2000 && *code < 0x2C00;
  else if (was[0] >= 0xF0) sure |= *code >= 0x1F000;
  else if (was[0] <= 0xC5) sure |= !may_follow(was[1]);
  if (!sure && was[0] > 0xC3 && utf8_is_letter(*code)) { /* of other scripts, two letters in a row */
    unsigned char next[4];
    uint32_t letter;
    size_t behind;
    sure = read_twice(text, bytes, end, &behind, next, &letter) && utf8_is_letter(letter);
  }
  return sure ? end - at : 0;
}
