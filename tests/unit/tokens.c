/* Tokens: the fast way and the slow way read the same; sentences hold every token. */
#include "../../ext/language/lexicon.h"
#include "../../ext/language/sentences.h"
#include "../../ext/text/fold.h"
#include "memory.h"
#include "parts.h"

#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#include <string.h>

/* Bytes that matter to the reader, in every order that a small generator gives. */
static uint32_t made_text(uint32_t seed, char *text, size_t room) {
  /* clang-format off */
  static const char *const parts[] = {"a", "the", "Taliban", "U", "S", ".", ",", " ", "\n", "\n\n", "'", "’", "'s", "’s", "é",
                                      "É", "\xCC\x81", "1", "000", "-", "@", "#", "://", "www", ".com", ":", "\"", "“", "”", "中",
                                      "я", "\x80", "\xFF", "\xE2\x80", "aa", "extraordinarily", "ABCDEFGH", "counterterrorisms", "(", ")",
                                      "_", "/", "p.m.", "\t", "\xC2\xA0", "Mc", "O'Brien", "9"};
  /* clang-format on */
  return text_of_parts(seed, parts, sizeof parts / sizeof *parts, text, room);
}

static void test_ways_agree(void **state) {
  (void)state;
  for (uint32_t seed = 1; seed <= 2000; seed++) {
    char text[400];
    uint32_t bytes = made_text(seed, text, sizeof text), i = 0;
    struct document *d = document_open(text, bytes, NULL, NULL);
    const struct tokens *tokens = document_tokens(d);
    struct token t;
    for (uint32_t at = 0; token_next(d->text, d->bytes, at, &t); at = t.start + t.length, i++) {
      assert_true(i < tokens->count);
      const struct token *got = &tokens->items[i];
      assert_int_equal(got->start, t.start);
      assert_int_equal(got->length, t.length);
      assert_int_equal(got->kind, t.kind);
      assert_int_equal(got->flags, t.flags);
      const uint32_t word = lexicon_find(word_key(d->text + t.start, t.length, 0));
      const bool name =
          t.flags & TOKEN_ALL_CAPS && lexicon_has(word, LEXICON_NAME_IN_CAPITALS); /* "US", by its place */
      if (!name) assert_int_equal(got->word, word);
    }
    assert_int_equal(i, tokens->count);
    assert_int_equal(tokens->items[i].start, bytes);
    document_close(d);
  }
}

static void test_sentences_hold_every_token(void **state) {
  (void)state;
  for (uint32_t seed = 1; seed <= 500; seed++) {
    char text[400];
    struct document *d = document_open(text, made_text(seed, text, sizeof text), NULL, NULL);
    const struct tokens *tokens = document_tokens(d);
    const struct sentences *sentences = document_sentences(d);
    uint32_t next = 0;
    for (uint32_t i = 0; i < sentences->count; i++) {
      const struct sentence *s = &sentences->items[i];
      const struct token *last = &tokens->items[s->first + s->count - 1];
      assert_int_equal(s->first, next);
      assert_int_equal(s->span.start, tokens->items[s->first].start);
      assert_int_equal(span_end(s->span), last->start + last->length);
      assert_int_equal(sentences_of(sentences, s->first), i);
      next = s->first + s->count;
    }
    assert_int_equal(next, tokens->count);
    document_close(d);
  }
}

static void test_a_word_has_one_number(void **state) {
  (void)state;
  struct document *d = document_open("Mr MR mr the The xyzzyq", 23, NULL, NULL);
  const struct token *t = document_tokens(d)->items;
  assert_int_not_equal(t[0].word, 0);
  assert_int_equal(t[0].word, t[1].word);
  assert_int_equal(t[0].word, t[2].word);
  assert_int_equal(t[3].word, t[4].word);
  assert_int_equal(t[5].word, 0);
  document_close(d);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_ways_agree),
      cmocka_unit_test(test_sentences_hold_every_token),
      cmocka_unit_test(test_a_word_has_one_number),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
