/* Every code point there is, and every byte, in every place of a word: reading tokens goes on and ends, and characters
** are the same whether they are counted, skipped or read one by one. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "../../ext/language/tokens.h"
#include "../../ext/text/utf8.h"
#include "memory.h"

enum { LAST_CODE_POINT = 0x10FFFF };

/* clang-format off */
static const char *const around[][2] = {{"", ""},    {"", "1"},  {"", "s"},   {"a", "b"}, {"A.", ".B"},
                                        {"'", "s "}, {"1", "1"}, {"1,", "0"}, {"@", "a"}, {"http://", "/"}};
/* clang-format on */

/* Reads all tokens of what[] between the two sides; false where one is empty or goes back. */
static bool reads(const char *before, const char *what, size_t bytes, const char *behind) {
  char text[64] = {0};
  size_t length = strlen(before);
  memcpy(text, before, length);
  memcpy(text + length, what, bytes);
  length += bytes;
  memcpy(text + length, behind, strlen(behind));
  length += strlen(behind);
  struct token t;
  uint32_t at = 0;
  while (token_next(text, (uint32_t)length, at, &t)) {
    if (t.start < at || !t.length || t.start + t.length > length) return false;
    at = t.start + t.length;
  }
  return true;
}

static void every_code_point(void **state) {
  (void)state;
  for (uint32_t code = 1; code <= LAST_CODE_POINT; code++) {
    char bytes[4];
    size_t count = utf8_write(code, bytes);
    for (size_t i = 0; i < sizeof around / sizeof *around; i++)
      if (!reads(around[i][0], bytes, count, around[i][1]))
        fail_msg("U+%04X between %s and %s", code, around[i][0], around[i][1]);
  }
}

static void every_two_bytes(void **state) {
  (void)state;
  for (unsigned code = 0; code < 65536; code++) {
    char bytes[2] = {(char)(code >> 8), (char)(code & 255)};
    for (size_t i = 0; i < sizeof around / sizeof *around; i++)
      if (bytes[0] && bytes[1] && !reads(around[i][0], bytes, 2, around[i][1]))
        fail_msg("bytes %04X between %s and %s", code, around[i][0], around[i][1]);
  }
}

/* Texts of ASCII, of valid and of stray bytes, in runs of every length around eight: see utf8_skip(). */
static void characters(void **state) {
  static const char *const pieces[] = {"a", "abcdefg ", "\xE2\x80\x9C", "\x80", "\xC3\xA9", "\xF0\x9F\x98\x80"};
  enum { PIECES = sizeof pieces / sizeof *pieces, MOST = 200 };
  (void)state;
  for (unsigned seed = 1; seed < 2000; seed++) {
    char text[MOST];
    size_t bytes = 0;
    for (unsigned dice = seed * 2654435761u; bytes + 8 < MOST; dice = dice * 1664525u + 1013904223u) {
      const char *piece = pieces[(dice >> 16) % (seed % 2 ? PIECES : 2)];
      memcpy(text + bytes, piece, strlen(piece));
      bytes += strlen(piece);
      if (dice >> 27 == 0) break;
    }
    size_t read = 0, count = 0;
    while (read < bytes) {
      size_t at = 0;
      assert_int_equal(utf8_skip(text, bytes, &at, count), count);
      assert_int_equal(at, read);
      assert_int_equal(utf8_count(text, read), count);
      utf8_next(text, bytes, &read);
      count++;
    }
    size_t at = 0;
    assert_int_equal(utf8_skip(text, bytes, &at, MOST), count);
    assert_int_equal(at, bytes);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(every_code_point), cmocka_unit_test(every_two_bytes),
                                     cmocka_unit_test(characters)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
