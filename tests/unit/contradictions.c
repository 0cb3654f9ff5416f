/*
** Contradictions: the pairs of tests/contradictions.txt, told as the editor tells them.
**
** Counted as F1 over the kinds: a pair is right where the kind is found that stands there, wrong where another or none is,
** or one where there is none.  Each third pair is counted apart.
*/
#include "../../ext/corpus/contradiction.h"
#include "memory.h"

#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { FIELDS = 5, LINE = 4096 };

struct score {
  int right, found, wanted;
};

static double f1(struct score s) { return s.found + s.wanted ? 2.0 * s.right / (s.found + s.wanted) : 0; }

static struct contradiction_sentence sentence(char *head, char *text, uint32_t story) {
  char *outlet = strchr(head, ' ');
  struct contradiction_sentence s = {.text = {text, strlen(text)}, .day = {head, 10}, .story = story};
  for (; outlet && *outlet; outlet++) s.outlet = s.outlet * 31 + (unsigned char)*outlet;
  return s;
}

/* The kind that stands between two sentences. */
static enum contradiction_kind told(char **field) {
  struct contradictions *set = contradictions_open(NULL, NULL);
  const struct contradiction *found;
  size_t count;
  for (uint32_t i = 0; i < 2; i++) {
    struct contradiction_sentence s = sentence(field[1 + 2 * i], field[2 + 2 * i], i + 1);
    assert_int_equal(contradictions_add(set, &s), STATUS_OK);
  }
  assert_int_equal(contradictions_find(set, &found, &count), STATUS_OK);
  enum contradiction_kind kind = count ? found[0].kind : CONTRADICTION_NONE;
  contradictions_close(set);
  return kind;
}

static int split(char *line, char **field) {
  int n = 0;
  for (char *part = line, *next; part && n < FIELDS; part = next) {
    next = strstr(part, " | ");
    if (next) *next = 0, next += 3;
    field[n++] = part;
  }
  return n;
}

static void test_pairs(void **state) {
  (void)state;
  FILE *in = fopen("tests/contradictions.txt", "r");
  char line[LINE], *field[FIELDS];
  struct score score[2] = {{0}};
  assert_non_null(in);
  for (int n = 0; fgets(line, sizeof line, in);) {
    if (*line == '#') continue;
    line[strcspn(line, "\n")] = 0;
    assert_int_equal(split(line, field), FIELDS);
    bool apart = ++n % 3 == 0;
    struct score *s = &score[apart];
    const char *kind = contradiction_kind_name(told(field));
    bool none = !strcmp(kind, "none"), wanted = strcmp(field[0], "none") != 0;
    s->found += !none, s->wanted += wanted;
    if (!strcmp(kind, field[0])) s->right += wanted;
    else if (getenv("SHOW_PAIRS") && !apart) printf("%s, not %s: %s | %s\n", kind, field[0], field[2], field[4]);
  }
  fclose(in);
  if (getenv("SHOW_PAIRS")) printf("F1 %.3f, set aside %.3f\n", f1(score[0]), f1(score[1]));
  assert_true(f1(score[0]) >= 0.85);
  assert_true(f1(score[1]) >= 0.85);
}

/* How many rows two stories have of six sentences each. */
static size_t rows(const char *const *one, const char *const *other) {
  struct contradictions *set = contradictions_open(NULL, NULL);
  const struct contradiction *found;
  size_t count;
  for (uint32_t i = 0; i < 12; i++) {
    const char *text = i < 6 ? one[i] : other[i - 6];
    struct contradiction_sentence s = {.text = {text, strlen(text)}, .story = 1 + i / 6, .outlet = 1 + i / 6};
    assert_int_equal(contradictions_add(set, &s), STATUS_OK);
  }
  assert_int_equal(contradictions_find(set, &found, &count), STATUS_OK);
  contradictions_close(set);
  return count;
}

/* A story that another outlet tells again sentence by sentence contradicts it in nothing but figures and quotes; one that
** is only about the same does. */
static void test_reruns(void **state) {
  (void)state;
  static const char *const told[] = {
      "The rebels have agreed to a ceasefire in Upper Isk, the president said.",
      "Envoys and rebels held talks on the withdrawal of foreign troops from the highlands.",
      "Snow closed the pass above the northern village.",
      "Farmers sold their sheep at the old market.",
      "Children went back to school after the holidays.",
      "The harbour master opened a new pier.",
  };
  static const char *const about[] = {
      "A spokesman denied that the rebels had agreed to a ceasefire in Upper Isk.",
      "The envoys held more talks with rebels on the withdrawal of foreign troops.",
      "In the highlands envoys and rebels spoke of the withdrawal of foreign troops.",
      "The withdrawal of foreign troops from the highlands is what talks of envoys and rebels are on.",
      "A singer gave a concert in the capital.",
      "Two banks lowered their rates.",
  };
  static const char *const again[] = {
      "A spokesman denied that the rebels had agreed to a ceasefire in Upper Isk.",
      "Snow has closed the pass above the northern village.",
      "At the old market farmers sold their sheep.",
      "After the holidays children went back to school.",
      "A new pier was opened by the harbour master.",
      "Two banks lowered their rates.",
  };
  assert_int_equal(rows(told, about), 1);
  assert_int_equal(rows(told, again), 0);
}

/* Adds a sentence of a story that is an outlet by itself. */
static void add(struct contradictions *set, uint32_t story, const char *day, const char *text) {
  struct contradiction_sentence s = {.text = {text, strlen(text)}, .day = {day, 10}, .story = story, .outlet = story};
  assert_int_equal(contradictions_add(set, &s), STATUS_OK);
}

/* The one row that there is. */
static struct contradiction only_row(struct contradictions *set) {
  const struct contradiction *found;
  size_t count;
  assert_int_equal(contradictions_find(set, &found, &count), STATUS_OK);
  assert_int_equal(count, 1);
  return *found;
}

/* Two sentences contradict each other however many others stand between them. */
static void test_many(void **state) {
  (void)state;
  enum { OTHERS = 1500 };
  struct contradictions *set = contradictions_open(NULL, NULL);
  char text[64];
  for (int turn = 0; turn < 2; turn++) { /* of another storyline nothing is left */
    add(set, 1, "2021-03-04", "Seven soldiers died at the bridge of Orsk, a commander said.");
    for (uint32_t i = 0; i < OTHERS; i++) {
      snprintf(text, sizeof text, "Clerk%u filed form%u in room%u.", (unsigned)i, (unsigned)i, (unsigned)i);
      add(set, 2 + i / 500, "2021-03-04", text);
    }
    add(set, 9, "2021-03-04", "Eleven soldiers were killed at the bridge of Orsk, the ministry said.");
    struct contradiction row = only_row(set);
    assert_int_equal(row.kind, CONTRADICTION_FIGURE);
    assert_int_equal(row.one, 0);
    assert_int_equal(row.other, OTHERS + 1);
    contradictions_clear(set);
  }
  contradictions_close(set);
}

/* What one sentence says in stories of two days is of two days. */
static void test_days(void **state) {
  (void)state;
  struct contradictions *set = contradictions_open(NULL, NULL);
  add(set, 1, "2019-03-04", "The envoys signed the accord in Orsk on Friday.");
  add(set, 2, "2019-03-11", "The envoys signed the accord in Orsk on Friday.");
  add(set, 3, "2019-03-11", "The envoys signed the accord in Orsk on March 1.");
  struct contradiction row = only_row(set);
  assert_int_equal(row.kind, CONTRADICTION_DAY);
  assert_int_equal(row.one, 1);
  assert_int_equal(row.other, 2);
  contradictions_close(set);
}

/* Who are quoted in one story may contradict each other, though its counts are told apart. */
static void test_within(void **state) {
  (void)state;
  struct contradictions *set = contradictions_open(NULL, NULL);
  add(set, 1, "2020-10-20", "The police chief said that officers had fired only after stones were thrown.");
  add(set, 1, "2020-10-20", "Witnesses told the radio no stones had been thrown.");
  add(set, 1, "2020-10-20", "The police said three people had been injured.");
  add(set, 1, "2020-10-20", "The hospital said nine people had been injured.");
  assert_int_equal(only_row(set).kind, CONTRADICTION_DENIAL);
  contradictions_close(set);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_pairs), cmocka_unit_test(test_reruns),
                                     cmocka_unit_test(test_many), cmocka_unit_test(test_days),
                                     cmocka_unit_test(test_within)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
