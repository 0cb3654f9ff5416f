/* Reports: who says what, by which cue; and that the reports of any text are well-formed. */
#include "../../ext/language/reports.h"
#include "memory.h"
#include "parts.h"

#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdio.h>
#include <string.h>

static size_t written_phrase(const struct story *s, struct phrase p, char *out, size_t bytes, const char *behind) {
  struct span at = phrase_span(s, p);
  return (size_t)snprintf(out, bytes, "%.*s%s", (int)at.length, s->document->text + at.start, behind);
}

/* The reports of a text, a line each: speaker|cue|kind|content. */
static void written(const char *text, char *out, size_t bytes) {
  static const char *const kinds[] = {"direct|", "partial|", "indirect|"};
  struct document *d = document_open(text, strlen(text), NULL, NULL);
  const struct reports *r = document_reports(d);
  size_t n = 0;
  *out = 0;
  for (uint32_t i = 0; i < r->count; i++) {
    const struct unit *u = report_unit(d, i);
    for (uint32_t k = 0; k < u->n_reports; k++) {
      const struct report *x = &u->reports[k];
      n += written_phrase(&r->story, x->speaker, out + n, bytes - n, "|");
      n += written_phrase(&r->story, x->cue, out + n, bytes - n, "|");
      n += (size_t)snprintf(out + n, bytes - n, "%s", kinds[x->speech]);
      n += written_phrase(&r->story, (struct phrase){x->first, x->end}, out + n, bytes - n, "\n");
    }
  }
  document_close(d);
}

static void test_examples(void **state) {
  (void)state;
  static const char *const cases[][2] = {
      {"“We won,” Lee said, adding that they had lost.",
       "Lee|said|direct|“We won,”\nLee|adding|indirect|that they had lost\n"},
      {"The mayor said it was a “sham” vote.", "The mayor|said|partial|it was a “sham” vote\n"},
      {"According to the police, nobody was hurt.", "the police|According to|indirect|nobody was hurt\n"},
      {"The cabinet on Tuesday denounced the offer and rejected the loan.",
       "The cabinet|denounced|indirect|the offer\n"},
      {"Last night Ann Lee, a farmer, said she was tired.", "Ann Lee|said|indirect|she was tired\n"},
      {"A letter to the owners says that the ship is lost.",
       "A letter to the owners|says|indirect|that the ship is lost\n"},
      {"The union said on Tuesday the strike would go on.", "The union|said|indirect|the strike would go on\n"},
      {"Nothing is reported here.", ""},
      {"", ""},
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    char out[2000];
    written(cases[i][0], out, sizeof out);
    assert_string_equal(out, cases[i][1]);
  }
}

/* Units follow one another without a gap; reports lie in their unit, in text order. */
static void test_any_text(void **state) {
  (void)state;
  static const char *const parts[] = {
      "the man ", "who ",    "said ",      "Lee ",     ", ",  "\"",   "that ",         "“",
      "” ",       ". ",      "told ",      "him ",     ": ",  "\n\n", "according to ", "Monday ",
      "and ",     "adding ", "was ",       "accused ", "by ", "– ",   "(@lee) ",       "he ",
      "’s ",      "? ",      "refused to "};
  for (uint32_t seed = 1; seed <= 2000; seed++) {
    char text[300];
    uint32_t bytes = text_of_parts(seed, parts, sizeof parts / sizeof *parts, text, sizeof text);
    struct document *d = document_open(text, bytes, NULL, NULL);
    const struct reports *r = document_reports(d);
    for (uint32_t i = 0; i < r->count; i++) {
      const struct unit *u = report_unit(d, i);
      assert_int_equal(u->first, i ? r->units[i - 1].end : 0);
      uint32_t done = u->first;
      for (uint32_t k = 0; k < u->n_reports; k++) {
        const struct report *x = &u->reports[k];
        assert_true(done <= x->first && x->first < x->end && x->end <= u->end);
        assert_true(x->cue.first >= u->first && x->cue.end <= u->end);
        done = x->end;
      }
    }
    assert_int_equal(r->count ? r->units[r->count - 1].end : 0, document_tokens(d)->count);
    assert_int_equal(d->status, STATUS_OK);
    document_close(d);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_examples), cmocka_unit_test(test_any_text)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
