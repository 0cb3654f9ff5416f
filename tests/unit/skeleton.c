/* What a parser is shown of a page, with each mark as the text that it stands for in brackets. */
#include "../../ext/base/arena.h"
#include "../../ext/base/buffer.h"
#include "../../ext/intake/html/skeleton.h"
#include "memory.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdio.h>
#include <string.h>

static const char *const attribute_names[] = {
#define HTML_NAME(name) #name,
    HTML_ATTRIBUTES(HTML_NAME)
#undef HTML_NAME
};

static bool read_page(const char *page, size_t bytes, struct buffer *out) {
  struct arena arena = {0};
  struct skeleton k = {0};
  bool good = skeleton_read(&k, (struct slice){page, bytes}, &arena, NULL);
  struct slice shown = {k.shown.bytes, k.shown.count};
  for (size_t at = 0; good && at < shown.bytes;) {
    size_t from = at;
    struct slice text = skeleton_text(&k, shown, &at);
    bool mark = at > from + 1;
    if (mark) buffer_add(out, "[", 1);
    buffer_add(out, text.text, text.bytes);
    if (mark) buffer_add(out, "]", 1);
    const struct shown_tag *tag = skeleton_tag(&k, at);
    for (uint32_t i = 0; tag && i < tag->count; i++) {
      struct html_attribute a = k.attributes.items[tag->attributes + i];
      buffer_add(out, attribute_names[a.name], strlen(attribute_names[a.name]));
      buffer_add(out, "=", 1);
      buffer_add(out, a.value.text, a.value.bytes);
      buffer_add(out, ";", 1);
    }
  }
  buffer_free(&k.shown);
  arena_free(&arena);
  return good;
}

static void shows(const char *page, const char *want) {
  struct buffer out = {0};
  assert_true(read_page(page, strlen(page), &out));
  assert_string_equal(out.bytes ? out.bytes : "", want);
  buffer_free(&out);
}

static void shows_tags_and_marks(void **unused) {
  (void)unused;
  shows("", "");
  shows("A ferry", "[A ferry]");
  shows(" <p>One<br/>two</p>\n", " <p>[One]<br/>[two]</p> ");
  shows("<!DOCTYPE html><P>One</P>", "<!DOCTYPE html><P>[One]</P>");
  shows("a < b </ c> d", "[a < b  d]");
  shows("<x-y>One", "<x-y>[One]");
  shows("One<p", "[One]");
  shows("One<", "[One<]");
  shows("One</", "[One</]");
}

static void keeps_attributes(void **unused) {
  (void)unused;
  shows(" <a>", " <a>");
  shows(" <a hidden>", " HIDDEN=;<a>");
  shows(" <a id=c HREF = 'e f' class=\"h>i\">j</a rel=l>", " ID=c;HREF=e f;CLASS=h>i;<a>[j]</a>");
  shows(" <a id=/c/>d", " ID=/c/;<a>[d]");
  shows(" <a id=\"c\"/>", " ID=c;<a/>");
  shows(" <a title=\"T&eacute;a &amp; co &copy=1\">", " TITLE=T\xC3\xA9"
                                                      "a & co &copy=1;<a>");
  shows(" <a aria-hidden=true aria_hidden=true http-Equiv=x>", " ARIA_HIDDEN=true;HTTP_EQUIV=x;<a>");
  shows(" <a =b=c idx=1 i=2 data-id='a>b' id=d>", " ID=d;<a>"); /* others are passed over */
  shows(" <a b=c>", " <a>");
  shows("One<a id=\"c", "[One]"); /* it never ends */
  shows("One<a b=\"c", "[One]");
}

static void joins_texts_over_what_is_not_shown(void **unused) {
  (void)unused;
  shows("19<!-- --> M&auml;rz<!-->&nbsp;<!--->2019<!-- > --!>.", "[19 M\xC3\xA4rz\xC2\xA0"
                                                                 "2019.]");
  shows("One<script>\"<p>\"</scripts>'</script >two<style>p {}</STYLE>three", "[Onetwothree]");
  shows("One<?php <b>two<!x>three", "[Onetwothree]");
  shows("One<!-- two <p>", "[One]");
  shows("One<script>two<p>", "[One]");
}

static void reads_content_without_markup(void **unused) {
  (void)unused;
  shows("<title>One <b>&amp; two</title>", "<title>[One <b>& two]</title>");
  shows("<iframe><p>&amp;</iframe>", "<iframe>[<p>&amp;]</iframe>");
  shows("<script type=application/ld+json>{\"a\": \"<p>&amp;\"}</script>", "<script>[{\"a\": \"<p>&amp;\"}]</script>");
  shows("<svg><title>One</title></svg>two", "<svg></svg>[two]");
  shows("<svg/>One<svg>two<svg>", "<svg/>[One]<svg>[two]<svg>");
}

/* More texts than one mark can number. */
static void numbers_many_texts(void **unused) {
  (void)unused;
  enum { TEXTS = 140000 };
  struct buffer page = {0}, want = {0}, out = {0};
  for (int i = 0; i < TEXTS; i++) {
    char text[16];
    int bytes = snprintf(text, sizeof text, "%d", i);
    buffer_add(&page, "<p>", 3), buffer_add(&page, text, (size_t)bytes);
    buffer_add(&want, "<p>[", 4), buffer_add(&want, text, (size_t)bytes), buffer_add(&want, "]", 1);
  }
  assert_true(read_page(page.bytes, page.count, &out));
  assert_string_equal(out.bytes, want.bytes);
  buffer_free(&page), buffer_free(&want), buffer_free(&out);
}

static void bounds_depth(void **unused) {
  (void)unused;
  struct buffer deep = {0}, flat = {0}, out = {0};
  for (int i = 0; i < 2000; i++) buffer_add(&deep, "<div>", 5), buffer_add(&flat, "<p><li><br>", 11);
  assert_false(read_page(deep.bytes, deep.count, &out));
  assert_true(read_page(flat.bytes, flat.count, &out));
  buffer_free(&deep), buffer_free(&flat), buffer_free(&out);
}

static void survives_failing_allocations(void **unused) {
  (void)unused;
  static const char page[] = "<p class='a &amp; b'>One &amp; two<!-- -->three<title>&lt;</title>";
  MEMORY_EACH({
    struct buffer out = {0};
    read_page(page, sizeof page - 1, &out);
    buffer_free(&out);
  });
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(shows_tags_and_marks),
      cmocka_unit_test(keeps_attributes),
      cmocka_unit_test(joins_texts_over_what_is_not_shown),
      cmocka_unit_test(reads_content_without_markup),
      cmocka_unit_test(numbers_many_texts),
      cmocka_unit_test(bounds_depth),
      cmocka_unit_test(survives_failing_allocations),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
