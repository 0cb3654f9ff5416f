/* Furniture: what is repeated in stories that are otherwise different, and what in versions of one. */
#include "../../ext/corpus/furniture.h"
#include "memory.h"

#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#include <string.h>

enum { MOST = 12 };

static uint64_t key(const char *outlet, const char *sentence) {
  return furniture_sentence((struct slice){outlet, strlen(outlet)}, (struct slice){sentence, strlen(sentence)}).key;
}

static void test_keys(void **state) {
  (void)state;
  assert_true(key("Herald", "Sign up for our newsletter!"));
  assert_true(key("Herald", "Sign up for our newsletter!") == key("Herald", "SIGN UP\nfor our   newsletter."));
  assert_true(key("Herald", "Sign up for our newsletter!") != key("Courier", "Sign up for our newsletter!"));
  assert_true(key("Herald", "Sign up for our newsletter!") != key("Herald", "Sign up for our newsletters!"));
  assert_true(key("Herald", "Подпишитесь на рассылку") != key("Herald", "Подпишитесь на новости"));
  assert_true(key("", "Sign up for our newsletter!"));
  assert_int_equal(key("Herald", "He did."), 0);
  assert_int_equal(key("Herald", ""), 0);
  assert_int_equal(key("Herald", "***** ----- *****"), 0);
  assert_int_equal(key("Herald", "Sign up for our newsletter!") >> 47, 0);
}

/* A story of sentences of 80 letters with these keys, the last 0. */
static struct furniture_story story(uint64_t id, struct furniture_sentence *into, const uint64_t *keys) {
  uint32_t n = 0;
  for (; keys[n]; n++) into[n] = (struct furniture_sentence){keys[n], 80};
  return (struct furniture_story){id, into, furniture_sort(into, n), NULL};
}

static bool among(const uint64_t keys[][MOST], uint32_t n) {
  struct furniture_sentence sentences[8][MOST];
  struct furniture_story stories[8];
  struct furniture_pairs pairs = {0};
  for (uint32_t i = 0; i < n; i++) stories[i] = story(i, sentences[i], keys[i]);
  bool first = furniture_among(stories, n, &pairs);
  assert_int_equal(furniture_among(stories, n, &pairs), first); /* by what is remembered */
  return first;
}

static void test_pleas(void **state) {
  static const uint64_t stories[][MOST] = {{9, 1, 11, 12}, {21, 22, 9, 1}, {1, 31, 32, 33, 9}};
  (void)state;
  assert_true(among(stories, 3));
  assert_false(among(stories, 2));
}

static void test_versions_of_one(void **state) {
  static const uint64_t stories[][MOST] = {
      {1, 2, 3, 4, 5, 6}, {1, 2, 3, 4, 5, 6}, {1, 2, 3, 4, 5, 7}, {1, 2, 3, 4, 5}, {1, 2, 3}};
  (void)state;
  assert_false(among(stories, 5));
}

/* Five versions of one and two others; then a third other. */
static void test_versions_count_once(void **state) {
  static const uint64_t stories[][MOST] = {{1, 2, 3, 4, 9}, {1, 2, 3, 4, 9},     {1, 2, 3, 4, 5, 9}, {11, 12, 13, 9},
                                           {1, 2, 3, 9},    {11, 12, 13, 14, 9}, {21, 22, 23, 24, 9}};
  (void)state;
  assert_false(among(stories, 6));
  assert_true(among(stories, 7));
}

/* Much furniture and little news: more than half of each is the same, and they differ. */
static void test_little_news(void **state) {
  static const uint64_t stories[][MOST] = {{1, 2, 3, 4, 11, 12}, {1, 2, 3, 4, 21, 22}, {1, 2, 3, 4, 31, 32}};
  (void)state;
  assert_true(among(stories, 3));
}

static void test_nothing(void **state) {
  static const uint64_t stories[][MOST] = {{0}, {0}, {0}};
  (void)state;
  assert_false(among(stories, 3));
  assert_false(furniture_among(NULL, 0, &(struct furniture_pairs){0}));
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_keys),        cmocka_unit_test(test_pleas),   cmocka_unit_test(test_versions_of_one),
      cmocka_unit_test(test_little_news), cmocka_unit_test(test_nothing), cmocka_unit_test(test_versions_count_once),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
