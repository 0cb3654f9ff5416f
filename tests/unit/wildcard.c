/* Patterns of file names agree as POSIX's fnmatch() says. */
#include "../../ext/intake/wildcard.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <fnmatch.h>
#include <stdlib.h>
#include <string.h>

static bool match(const char *pattern, const char *name) {
  return wildcard_match(pattern, strlen(pattern), name, strlen(name));
}

static void says_what_is_documented(void **unused) {
  (void)unused;
  assert_true(match("2019-*.t?t", "2019-05.txt"));
  assert_false(match("2019-*.t?t", "2018-05.txt"));
  assert_true(match("[!a-c]x", "dx"));
  assert_false(match("[!a-c]x", "bx"));
  assert_true(match("[]-]", "]"));
  assert_true(match("a\\*", "a*"));
  assert_false(match("a\\*", "ab"));
  assert_true(match("[a", "[a")); /* no set */
  assert_false(match("*", ".hidden"));
  assert_true(match(".h*", ".hidden"));
  assert_true(match("", ""));
}

static void counts_characters(void **unused) {
  (void)unused;
  assert_true(match("?.txt", "\xC3\xA9.txt"));
  assert_true(match("[\xC3\xA0-\xC3\xBF].txt", "\xC3\xA9.txt"));
  assert_true(match("*\xC3\xA9", "caf\xC3\xA9"));
  assert_true(match("?\xFF?", "a\xFF"
                              "b"));
}

/* Random pairs from few characters, so that many agree. */
static void agrees_with_fnmatch(void **unused) {
  (void)unused;
  enum { PAIRS = 300000, MOST = 9 };
  int agreed = 0;
  srand(1);
  for (int i = 0; i < PAIRS; i++) {
    char pattern[MOST + 1], name[MOST + 1];
    size_t n = (size_t)(rand() % MOST), m = (size_t)(rand() % MOST);
    for (size_t k = 0; k < n; k++) pattern[k] = "aab.***??[]!-"[rand() % 13];
    for (size_t k = 0; k < m; k++)
      name[k] = (k ? "aaab-" : "aaab.")[rand() % 5]; /* glibc also takes some later dots for a first */
    pattern[n] = name[m] = 0;
    if (strstr(pattern, "[.") || strstr(pattern, "[!.")) continue; /* collating symbols: not ours */
    bool wanted = !fnmatch(pattern, name, FNM_PERIOD);
    agreed += wanted;
    if (match(pattern, name) != wanted) fail_msg("'%s' on '%s': not %d", pattern, name, wanted);
  }
  assert_true(agreed > PAIRS / 100);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(says_what_is_documented),
      cmocka_unit_test(counts_characters),
      cmocka_unit_test(agrees_with_fnmatch),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
