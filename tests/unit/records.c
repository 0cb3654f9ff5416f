/* Unit tests of ext/corpus: records that come in pieces, JSON, dates; and all that without memory. */
#define _POSIX_C_SOURCE 200809L
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cmocka.h>

#include "../../ext/intake/mail/mime.h"
#include "../../ext/intake/published.h"
#include "../../ext/intake/records.h"
#include "memory.h"

/* A file descriptor that gives a text in pieces of so many bytes. */
static int in_pieces(const char *text, size_t piece) {
  int ends[2];
  assert_int_equal(socketpair(AF_UNIX, SOCK_SEQPACKET, 0, ends), 0);
  size_t bytes = strlen(text);
  for (size_t at = 0; at < bytes; at += piece) {
    size_t n = bytes - at < piece ? bytes - at : piece;
    assert_int_equal(send(ends[1], text + at, n, 0), n);
  }
  close(ends[1]);
  return ends[0];
}

/* All records of a text, each behind a |. */
static void read_records(const char *name, const char *text, size_t piece, size_t most, char *out, size_t room) {
  struct records r = {.most = most, .stream.fd = -1};
  size_t used = 0;
  *out = 0;
  struct stream from = {.fd = in_pieces(text, piece)};
  records_open(&r, &from, (struct slice){name, strlen(name)});
  while (records_next(&r) && used < room)
    used += (size_t)snprintf(out + used, room - used, "|%.*s%s%s", (int)r.record.bytes, r.record.text,
                             r.problem ? "!" : "", r.problem ? r.problem : "");
  if (r.stream.window.no_memory) snprintf(out, room, "no memory");
  records_close(&r);
}

static void records_come_in_pieces(void **state) {
  (void)state;
  static const struct {
    const char *name, *text, *records;
  } cases[] = {
      {"a.jsonl", "{\"a\":1}\r\n\n{\"b\":\n[\"\\\"\"]", "|{\"a\":1}|{\"b\":|[\"\\\"\"]"},
      {"a.json", "[ {\"a\":\"]}\\\\\"} , 12,3.5e1,\"x\",null\n]", "|{\"a\":\"]}\\\\\"}|12|3.5e1|\"x\"|null"},
      {"a.json", "{\"a\":{\"b\":[1,2]}}\n{\"c\":3}", "|{\"a\":{\"b\":[1,2]}}|{\"c\":3}"},
      {"a.json", "[{\"a\":1},{\"a\":tru}]", "|{\"a\":1}|{\"a\":tru}]"},
      {"a.json", "{\"n\":[1,{\"a\":2}],\"articles\":[{\"title\":1},{\"b\":2}],\"n\":{\"title\":3}}",
       "|{\"title\":1}|{\"b\":2}"},
      {"a.json", "{\"response\":{\"n\":{} , \"results\": [ {\"text\":1}]}}", "|{\"text\":1}"},
      {"a.json", "{\"articles\":[{\"title\":1},{\"ti", "|{\"title\":1}|{\"ti"},
      {"a.json", "{\"articles\":[{\"ti", "|{\"articles\":[{\"ti"},
      {"a.json", "{\"text\":1,\"items\":[{\"title\":2}]}", "|{\"text\":1,\"items\":[{\"title\":2}]}"},
      {"a.json", "{\"items\":[{\"n\":2}],\"data\":{}}", "|{\"items\":[{\"n\":2}],\"data\":{}}"},
      {"a.json", "{\"k\":{\"title\":1}, \"m\" : {\"text\":2}}", "|{\"title\":1}|{\"text\":2}"},
      {"a.json", "{\"7\":{\"text\":\"}\"}}\n", "|{\"text\":\"}\"}"},
      {"a.json", "{\"n\":1,\"articles\":{\"k\":{\"title\":1}},\"m\":2}", "|{\"title\":1}"},
      {"a.json", "{\"og\":{\"title\":1},\"text\":2}", "|{\"og\":{\"title\":1},\"text\":2}"},
      {"a.json", "{\"k\":{\"title\":1},\"m\":{\"ti", "|{\"title\":1}|\"m\":{\"ti"},
      {"a.json", "{\"k\":{\"title\":1}", "|{\"title\":1}|!ends before its end"},
      {"a.json", "[[\"title\",\"n\"],[\"a\",1],[\"b\"],[]]", "|{\"title\": \"a\", \"n\": 1}|{\"title\": \"b\"}|{}"},
      {"a.jsonl", "[\"title\",\"n\"]\n[\"a\",1]\n", "|{\"title\": \"a\", \"n\": 1}"},
      {"a.json", "[[\"n\",\"m\"],[\"a\",1]]", "|[\"n\",\"m\"]|[\"a\",1]"},
      {"a.json", "{\"columns\":[\"title\"],\"index\":[0,1],\"data\":[[\"a\"],[\"b\"]]}",
       "|{\"title\": \"a\"}|{\"title\": \"b\"}"},
      {"a.json", "{\"title\":{\"0\":\"a\",\"1\":\"b\"},\"text\":{\"0\":\"c\",\"1\":null}}",
       "|{\"title\": \"a\", \"text\": \"c\"}|{\"title\": \"b\", \"text\": null}"},
      {"a.json", "{\"title\":[\"a\",\"b\"],\"text\":[\"c\",\"d\"]} {\"e\":1}",
       "|{\"title\": \"a\", \"text\": \"c\"}|{\"title\": \"b\", \"text\": \"d\"}|{\"e\":1}"},
      {"a.json", "{\"title\":[\"a\"],\"text\":[\"c\",\"d\"]}", "|{\"title\":[\"a\"],\"text\":[\"c\",\"d\"]}"},
      {"a.json", "{\"title\":{\"rendered\":\"a\"},\"content\":{\"rendered\":\"b\"}}",
       "|{\"title\":{\"rendered\":\"a\"},\"content\":{\"rendered\":\"b\"}}"},
      {"a.jsonl", "[\n{\"a\":1},\n{\"b\":2}\n]\n", "|{\"a\":1}|{\"b\":2}"},
      {"a.jsonl", "{\n \"a\": 1\n}\n{\n \"b\": 2\n}\n", "|{\n \"a\": 1\n}|{\n \"b\": 2\n}"},
      {"a.csv", "sep=;\r\nt;b\r\n1,2;3\r\n", "|1,2;3"},
      {"a.csv", "# a remark, and more\ntitle,b\n1,2\n", "|1,2"},
      {"a.csv", "t,b\r1,\"2\r\"\r3,4\r", "|1,\"2\r\"|3,4"},
      {"a.csv", "#,title\n1,2\n", "|1,2"},
      {"a.csv", "t,b\n\"a \\\"b\\\",\nc\",2\n3,4\n", "|\"a \\\"b\\\",\nc\",2|3,4"},
      {"a.csv", "t,b\n\"C:\\\",2\n3,4\n", "|\"C:\\\",2|3,4"},
      {"a.json", "{\"articles\":[],\"n\":1}", "|{\"articles\":[],\"n\":1}"},
      {"a.csv", "t,b\n\"a\n\n\"\"b\"\",\",2\n\nc,3", "|\"a\n\n\"\"b\"\",\",2|c,3"},
      {"a.tsv", "t\tb\r\n\tx\t\r\n\r\n \n", "|\tx\t| "},
      {"a.tsv", "t\tb\na 5\" pipe\tc \"d\ne\t\"f\ng\"\n", "|a 5\" pipe\tc \"d|e\t\"f\ng\""},
      {"a", "Return-Path: <a@b.example>\nSubject: a\n\nIt rained.\n",
       "|Return-Path: <a@b.example>\nSubject: a\n\nIt rained.\n"},
      {"a.dump",
       "a\nPost\nMay 3, 2021\nLength: 2 words\nBody\nIt rained.\nEnd of Document\nb\nPost\nMay 4, 2021\nLength: 2 "
       "words\nBody\nNo.\n",
       "|a\nPost\nMay 3, 2021\nLength: 2 words\nBody\nIt rained.\nEnd of Document\n|b\nPost\nMay 4, 2021\nLength: 2 "
       "words\nBody\nNo."},
      {"a.dump", "id;title;text\r\n1;a;b\r\n2;c;d\r\n", "|1;a;b|2;c;d"},
      {"a", "\xEF\xBB\xBFtext\tdate\na\tb", "|a\tb"},
      {"a.dump", "text,title\nIt rained.\n", "|text,title\nIt rained.\n"}, /* its rows would have as many cells */
      {"a.dump", "Text, as ever\nIt rained, too.\n", "|Text, as ever\nIt rained, too.\n"},
      {"a.dump", "text,title\n", "|text,title\n"},
      {"a.txt", "It rained.\nYes.", "|It rained.\nYes."},
      {"a", "{\"a\":1}\n{\"b\":2}\n", "|{\"a\":1}|{\"b\":2}"},
      {"a", "{It rained}\n", "|{It rained}\n"},
      {"a.json", "", "|!is empty"},
      {"a.csv", "t,b\n", "|!has a header row and no more"},
      {"a", "<rss><item>1</item> <item>2</item></rss> \n", "|<item>1</item>|<item>2</item>"},
      {"a", "<rss><item>1</item><!-- <item>2</item>",
       "|<item>1</item>|<!-- <item>2</item>!is broken: the rest of the feed cannot be read"},
      {"a", "<rss><item>1</item><title><![CDATA[a<item>",
       "|<item>1</item>|<![CDATA[a<item>!is broken: the rest of the feed cannot be read"},
      {"a", "<rss><item>1</item><item>2", "|<item>1</item>|<item>2!is a feed's item that does not end"},
  };
  char got[512];
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
    for (size_t piece = 1; piece < 40; piece += 1 + piece / 4) {
      read_records(cases[i].name, cases[i].text, piece, 1000, got, sizeof got);
      assert_string_equal(got, cases[i].records);
    }
  assert_int_equal(memory_blocks(), 0);
}

/* How many records a file of two documents of a press database has, the first with so many sentences. */
static int count_documents(const char *name, int sentences) {
  static char text[1 << 15];
  size_t n = (size_t)sprintf(text, "a\nPost\nMay 3, 2021\nLength: 2 words\nBody\n");
  for (int i = 0; i < sentences; i++) n += (size_t)sprintf(text + n, "It rained. ");
  sprintf(text + n, "\nEnd of Document\nb\nPost\nMay 4, 2021\nLength: 1 words\nBody\nNo.\nEnd of Document\n");
  struct records r = {.most = sizeof text, .stream.fd = -1};
  struct stream from = {.fd = in_pieces(text, 1000)};
  records_open(&r, &from, (struct slice){name, strlen(name)});
  int count = 0;
  while (records_next(&r)) count++;
  assert_int_equal(records_is_one(records_kind((struct slice){name, strlen(name)}), (int64_t)strlen(text)), count == 1);
  records_close(&r);
  return count;
}

static void a_long_text_may_be_several_stories(void **state) {
  (void)state;
  assert_int_equal(count_documents("a.txt", 700), 1);
  assert_int_equal(count_documents("a.txt", 800), 2);
  assert_int_equal(count_documents("a.html", 800), 1);
  assert_int_equal(memory_blocks(), 0);
}

static void records_that_are_too_big_are_told(void **state) {
  (void)state;
  char got[512];
  read_records("a.txt", "It rained for days.", 5, 10, got, sizeof got);
  assert_string_equal(got, "|!is too big for a story");
  read_records("a.jsonl", "{}\n{\"a\":\"It rained for days.\"}\n", 3, 10, got, sizeof got);
  assert_string_equal(got, "|{}|!is too big for a story");
  read_records("a.json", "[{},{\"a\":\"It rained for days.\"}]", 3, 10, got, sizeof got);
  assert_string_equal(got, "|{}|!is too big for a story");
  read_records("a.csv", "a\n\"It rained for days.\"", 3, 10, got, sizeof got);
  assert_string_equal(got, "|!is too big for a story");
}

static void records_survive_failures(void **state) {
  (void)state;
  MEMORY_EACH({
    char got[512];
    read_records("a.json", "[{\"a\":1},{\"b\":[2]}]", 4, 1000, got, sizeof got);
    if (strcmp(got, "no memory") != 0) assert_string_equal(got, "|{\"a\":1}|{\"b\":[2]}");
    read_records("a.json", "[[\"title\"],[\"a\"]]", 4, 1000, got, sizeof got);
    if (strcmp(got, "no memory") != 0) assert_string_equal(got, "|{\"title\": \"a\"}");
  });
}

/* A text that comes in two parts; a third reading finds the end, or that work must end. */
struct two_parts {
  struct source source;
  struct slice text;
  size_t at;
};

static size_t read_part(struct source *s, char *to, size_t room) {
  struct two_parts *p = (struct two_parts *)s;
  size_t left = p->text.bytes - p->at, bytes = left < room ? left : room;
  memcpy(to, p->text.text + p->at, bytes);
  p->at += bytes;
  return bytes;
}

static int when_all_is_read(void *context) {
  const struct two_parts *p = context;
  return p->at == p->text.bytes;
}

/* What ends too early was looked at where it stood before the last reading moved it; the sanitizers see that. */
static void texts_that_end_early_may_have_moved(void **state) {
  (void)state;
  enum { LENGTH = 300000 };
  static const struct {
    const char *name, *begins;
    int records;
  } cases[] = {{"a.json", "{\"articles\":[{\"title\":\"", 1},
               {"a", "<rss><item>1</item><title>", 1},
               {"a", "<rss><item>1</item><item>", 2}};
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
    for (int stopped = 0; stopped < 2; stopped++) {
      struct buffer text = {0};
      buffer_add_text(&text, cases[i].begins);
      for (int k = 0; k < LENGTH; k++) buffer_add_byte(&text, 'x');
      struct two_parts parts = {.source.read = read_part, .text = {text.bytes, text.count}};
      struct stop stop = {when_all_is_read, &parts, false, 0};
      struct stream from = {.fd = -1, .source = &parts.source, .stop = stopped ? &stop : NULL};
      struct records r = {.most = 10 * LENGTH, .stream.fd = -1};
      records_open(&r, &from, (struct slice){cases[i].name, strlen(cases[i].name)});
      int records = 0;
      while (records_next(&r)) records++;
      assert_int_equal(records, stopped ? cases[i].begins[0] == '<' : cases[i].records);
      records_close(&r);
      buffer_free(&text);
    }
}

/* What would be in the row of every item, or be looked through for every word, has a length that is the field's. */
static void long_titles_and_words_have_an_end(void **state) {
  (void)state;
  enum { LENGTH = 1000 };
  struct buffer title = {0}, out = {0};
  for (int i = 0; i < LENGTH; i++) buffer_add_byte(&title, 't');
  struct feed feed = {.title = title};
  assert_int_equal(feed_title(&feed).bytes, LENGTH);
  buffer_add_byte(&feed.title, 't');
  assert_int_equal(feed_title(&feed).bytes, 0);
  title = (struct buffer){0};
  buffer_add_text(&title, "=?utf-8?q?Caf=C3=A9?= =?utf-8?q?");
  for (int i = 0; i < 2 * LENGTH; i++) buffer_add_byte(&title, 't');
  buffer_add_text(&title, "?=");
  mime_words(&out, (struct slice){title.bytes, title.count}, NULL);
  assert_memory_equal(out.bytes, "Caf\xC3\xA9=?utf-8?q?tt", 17);
  buffer_free(&title);
  buffer_free(&out);
  feed_free(&feed);
}

static void json_is_strict(void **state) {
  (void)state;
  static const char *const good[] = {"{}",   " [] ", "[1,-0.5e+3,\"a\\u00e9\\\"\",true,false,null,{\"a\":[{}]}]",
                                     "\"\"", "0",    "[NaN,Infinity,-Infinity]"};
  /* clang-format off */
  static const char *const bad[] = {"",         "{",    "}",  "[1,]",   "{\"a\"}", "{\"a\":1,}", "{a:1}",
                                    "01",       "1.",   "\"", "\"\\\"", "[1 2]",   "nul",        "[}",
                                    "{\"a\":}", "--1",  "1e", "[[]",    "{} {}",   "tru e",      "'a'",
                                    "{1:2}",    "[1],", "+1", ".5",     "Na",      "-Inf", "{\"a\" 1}"};
  /* clang-format on */
  struct json_value v;
  for (size_t i = 0; i < sizeof good / sizeof *good; i++)
    assert_true(json_whole((struct slice){good[i], strlen(good[i])}, &v));
  for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
    assert_false(json_whole((struct slice){bad[i], strlen(bad[i])}, &v));
  char deep[4000];
  memset(deep, '[', sizeof deep);
  assert_false(json_whole((struct slice){deep, sizeof deep}, &v));
}

static void dates_are_read_whole(void **state) {
  (void)state;
  /* clang-format off */
  static const char *const none[] = {"",      "x",           "2019-13-01", "32 January 2019", "Jan 28",
                                     "12345", "2019-01-28x", "1/2",        "99/99/9999",      "28 Foo 2019"};
  /* clang-format on */
  struct when w;
  for (size_t i = 0; i < sizeof none / sizeof *none; i++)
    assert_false(when_is((struct slice){none[i], strlen(none[i])}, &w));
  assert_true(when_is((struct slice){" 28 Jan 2019, ", 14}, &w));
  assert_int_equal(w.year * 10000 + w.month * 100 + w.day, 20190128);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(records_come_in_pieces),
      cmocka_unit_test(a_long_text_may_be_several_stories),
      cmocka_unit_test(records_that_are_too_big_are_told),
      cmocka_unit_test(records_survive_failures),
      cmocka_unit_test(json_is_strict),
      cmocka_unit_test(dates_are_read_whole),
      cmocka_unit_test(long_titles_and_words_have_an_end),
      cmocka_unit_test(texts_that_end_early_may_have_moved),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
