/* Figures: every span stands in order, whatever the text; counted parts stand in the text. */
#include "../../ext/language/figures.h"
#include "memory.h"
#include "parts.h"

#include <math.h>
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#include <string.h>

/* Pieces of quantities, in every order that a small generator gives. */
static uint32_t made_text(uint32_t seed, char *text, size_t room) {
  /* clang-format off */
  static const char *const parts[] = {
      "one", "twenty", "-", "hundred", " and ", "million", " a ", "half", "third", " of ", "3", "1,000", "40 000",
      ".", ",", "/4", "^2", "x10^6", "1.3e6", "$", "US$", "Rs5", " cents", "%", " to ", "between ", "from ", " or ",
      " more than ", " at least ", " or more", "dozens ", "tens of thousands ", " soldiers", " killed", "5 ft 2 in",
      "200lbs", "-year-old", " years", " ago", "May ", ":30", "(", ")", "\n", "\n\n", " ", "’", "½", "é", "\x80",
      "minus ", "a couple of ", "several ", "vs ", "1,2", "007", "§"};
  /* clang-format on */
  return text_of_parts(seed, parts, sizeof parts / sizeof *parts, text, room);
}

static void check_part(struct span s, uint32_t bytes) {
  if (s.length) assert_true(span_end(s) <= bytes);
}

static void test_figures_stand_in_order(void **state) {
  (void)state;
  for (uint32_t seed = 1; seed <= 4000; seed++) {
    char text[400];
    uint32_t bytes = made_text(seed, text, sizeof text), end = 0;
    struct document *d = document_open(text, bytes, NULL, NULL);
    const struct figures *figures = document_figures(d);
    for (uint32_t i = 0; i < figures->count; i++) {
      const struct figure *f = &figures->items[i];
      assert_true(f->span.start >= end && f->span.length > 0 && f->first < f->end);
      end = span_end(f->span);
      assert_true(end <= bytes);
      assert_true(f->bounds & (FIGURE_HAS_VALUE | FIGURE_HAS_LOW | FIGURE_HAS_HIGH));
      assert_false(isnan(f->value) || isnan(f->low) || isnan(f->high));
      if (f->bounds & FIGURE_HAS_LOW && f->bounds & FIGURE_HAS_HIGH) assert_true(f->low <= f->high);
      struct counted counted = figure_counted(d, i);
      check_part(counted.of, bytes);
      check_part(counted.act, bytes);
    }
    assert_int_equal(d->status, STATUS_OK);
    document_close(d);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_figures_stand_in_order)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
