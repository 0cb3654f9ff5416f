/* Clauses: where each begins and ends, its verb, and what it hangs on; and that any text has well-formed ones. */
#include "../../ext/language/clauses.h"
#include "memory.h"
#include "parts.h"

#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdio.h>
#include <string.h>

/* The clauses of the first sentence, a line each: role, tense, number of the one around it, words. */
static void written(const char *text, char *out, size_t bytes) {
  static const char *const roles[] = {"main", "complement", "relative", "adverbial", "when", "aside", "tag"};
  struct document *d = document_open(text, strlen(text), NULL, NULL);
  const struct token *all = document_tokens(d)->items;
  const struct clauses *c = document_clauses(d, 0);
  size_t n = 0;
  *out = 0;
  for (uint32_t i = 0; i < c->count; i++) {
    const struct clause *x = &c->items[i];
    const char *tense = x->tense & WORD_MODAL     ? "modal"
                        : x->tense & WORD_PRESENT ? "present"
                        : x->tense & WORD_PAST    ? x->perfect ? "perfect" : "past"
                                                  : "-";
    uint32_t start = x->first < x->end ? all[x->first].start : 0;
    uint32_t end = x->first < x->end ? all[x->end - 1].start + all[x->end - 1].length : 0;
    n += (size_t)snprintf(out + n, bytes - n, "%s%s %s %u: %.*s\n", x->negative ? "not " : "", roles[x->role], tense,
                          x->within, (int)(end - start), d->text + start);
  }
  document_close(d);
}

static void test_examples(void **state) {
  (void)state;
  static const char *const cases[][2] = {
      {"A man who fled on Friday was found, police said.",
       "main past 0: A man who fled on Friday was found, police said.\n"
       "relative past 0: who fled on Friday\n"
       "tag past 0: police said.\n"},
      {"The army said the two had fled.", "main past 0: The army said the two had fled.\n"
                                          "complement perfect 0: the two had fled.\n"},
      {"The envoy said Monday that talks, which began in May, will not go on.",
       "main past 0: The envoy said Monday that talks, which began in May, will not go on.\n"
       "not complement modal 0: that talks, which began in May, will not go on.\n"
       "relative past 1: which began in May\n"},
      {"A man arrested Monday died on Tuesday.", "main past 0: A man arrested Monday died on Tuesday.\n"
                                                 "relative past 0: arrested Monday\n"},
      {"Although he left on Jan. 28, 2019, she stays.",
       "main present 0: Although he left on Jan. 28, 2019, she stays.\n"
       "adverbial past 0: Although he left on Jan. 28, 2019\n"},
      {"They won; we did not.", "main past 0: They won\n"
                                "not main past 1: we did not.\n"},
      {"", ""},
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    char out[2000];
    written(cases[i][0], out, sizeof out);
    assert_string_equal(out, cases[i][1]);
  }
}

static void test_quoted(void **state) {
  (void)state;
  const char *text = "“We stay. We fight,” he said.";
  struct document *d = document_open(text, strlen(text), NULL, NULL);
  const struct sentences *s = document_sentences(d);
  assert_true(s->count >= 1);
  uint32_t quoted = 0, open = 0;
  for (uint32_t i = 0; i < s->count; i++) {
    const struct clauses *c = document_clauses(d, i);
    for (uint32_t k = c->first; k < c->end; k++) *(c->words[k - c->first] & WORD_QUOTED ? &quoted : &open) += 1;
    assert_int_equal(c->words[c->end - c->first], WORD_STOP);
  }
  assert_int_equal(quoted, 6); /* We stay . We fight , */
  assert_int_equal(open, 5);   /* the marks, he said . */
  document_close(d);
}

/* Clauses come by where they begin, and lie within the one that they hang on. */
static void test_any_text(void **state) {
  (void)state;
  static const char *const parts[] = {"the man ", "who ",    "said ", "fled ", ", ",       "; ",   "that ",
                                      "if ",      "\"",      "“",     "” ",    "had ",     "was ", ". ",
                                      "Monday ",  "killed ", "and ",  "\n\n",  "killing ", "but ", "’s ",
                                      "(",        ") ",      "– ",    "he ",   "28",       "2019 "};
  for (uint32_t seed = 1; seed <= 2000; seed++) {
    char text[300];
    uint32_t bytes = text_of_parts(seed, parts, sizeof parts / sizeof *parts, text, sizeof text);
    struct document *d = document_open(text, bytes, NULL, NULL);
    for (uint32_t s = 0; s < document_sentences(d)->count; s++) {
      const struct clauses *c = document_clauses(d, s);
      assert_true(c->count > 0);
      for (uint32_t i = 0; i < c->count; i++) {
        const struct clause *x = &c->items[i], *around = &c->items[x->within];
        assert_true(x->first >= c->first && x->end <= c->end && x->first <= x->end);
        assert_true(!i || x->first >= x[-1].first);
        assert_true(x->within <= i && (x->within == i || x->role != CLAUSE_MAIN));
        assert_true(x->first >= around->first && x->end <= around->end);
      }
      for (uint32_t t = c->first; t < c->end; t++) {
        const struct clause *x = &c->items[clauses_at(c, t)];
        assert_true(x->role == CLAUSE_MAIN || (x->first <= t && t < x->end));
      }
    }
    assert_int_equal(d->status, STATUS_OK);
    document_close(d);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_examples),
      cmocka_unit_test(test_quoted),
      cmocka_unit_test(test_any_text),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
