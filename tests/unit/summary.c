/* Summaries: that the same stories say the same, in whatever order and groups they were read, and however often. */
#include "../../ext/corpus/storyline_traits.h"
#include "../../ext/corpus/summary_furniture.h"
#include "../../ext/corpus/summary_identities.h"
#include "../../ext/corpus/summary_storylines.h"
#include "memory.h"

#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <cmocka.h>
#include <string.h>

enum { STORIES = 60, ROUNDS = 40, KINDS = 3, FURNITURE = 0, IDENTITIES, STORYLINES };

/* A small generator whose numbers are the same everywhere: Knuth's MMIX. */
static uint64_t seed = 1;
static uint32_t chance(uint32_t below) {
  seed = seed * 6364136223846793005u + 1442695040888963407u;
  return (uint32_t)(seed >> 33) % below;
}

/* Writes story `i` of a pile in which people, pleas and happenings come back. */
static void tell(char *text, size_t room, uint32_t i) {
  static const char *const people[] = {"Mirella Kastrovan", "Daud Merenko", "Anselm Vorrin", "Viktor Orlan"};
  static const char *const places[] = {"Velmar", "Orsk", "Port Sable", "Isk"};
  static const char *const pleas[] = {"Sign up for our newsletter to read more of this.",
                                      "Follow us wherever you are."};
  static const char *const others[] = {"bread", "ferries", "schools", "bridges", "taxes", "floods", "prices"};
  static const char *const words[] = {"mill", "lamp",  "harp", "rope",  "crane",
                                      "plum", "sheep", "drum", "tower", "glass"};
  const char *who = people[i / 3 % 4], *surname = strrchr(who, ' ') + 1;
  snprintf(
      text, room,
      "%s met the %u envoys of the Coastal League in %s about the %s of %u villages. The minister, %s, said in the "
      "town hall that talks on %s would take %u weeks, and that %u lorries wait at the border of the northern "
      "province. An aide counted %u letters from farmers who ask for %s and for nothing else this summer:",
      who, i / 3 + 2, places[i / 3 % 4], others[i / 3 % 7], i / 3 + 4, surname, others[(i + 2) % 7], i + 3, i * 7 + 2,
      i * 13 + 5, others[(i + 4) % 7]);
  for (uint32_t k = 0, n = i; k < 80; k++, n = n * 1103515245u + 12345) {
    size_t at = strlen(text);
    snprintf(text + at, room - at, " %s", words[(n >> 16) % 10]);
  }
  size_t at = strlen(text);
  snprintf(text + at, room - at, ".\n\n%s", pleas[i % 2]);
}

/* Appends the record of story `i`, one of the three kinds. */
static void add(struct buffer *pile, uint32_t i, int kind) {
  char text[2000], key[20];
  struct buffer evidence = {0};
  tell(text, sizeof text, i);
  if (kind == STORYLINES) *strchr(text, ':') = 0; /* its lead */
  struct document *d = document_open(text, strlen(text), NULL, NULL);
  if (!d) {
    pile->no_memory = true;
    return;
  }
  if (kind == FURNITURE) furniture_evidence(&evidence, d, (struct slice){"Herald", i % 2 ? 6 : 3}, NULL);
  else if (kind == IDENTITIES) identity_evidence(&evidence, d, (struct slice){"", 0});
  else storyline_traits(&evidence, d, (struct slice){"", 0}, (struct slice){"", 0}, NULL);
  snprintf(key, sizeof key, "%03u", i);
  struct summary_record r = {{key, strlen(key)}, {evidence.bytes ? evidence.bytes : "", evidence.count}, 0, true};
  r.number = kind == IDENTITIES ? 2021 : 18700 + i / 3;
  if (d->status != STATUS_OK || evidence.no_memory) pile->no_memory = true;
  else summary_add(pile, &r);
  buffer_free(&evidence);
  document_close(d);
}

static void whole(struct buffer *out, int kind) {
  struct buffer pile = {0};
  for (uint32_t i = 0; i < STORIES; i++) add(&pile, i, kind);
  assert_int_equal(summary_write(out, buffer_slice(&pile), NULL), STATUS_OK);
  buffer_free(&pile);
}

/* Puts the records of a summary behind others. */
static void pour(struct buffer *pile, const struct buffer *summary) {
  struct slice records;
  assert_true(summary_records(buffer_slice(summary), &records));
  buffer_add(pile, records.text, records.bytes);
}

/* Reads the stories in random groups, some twice, and unites the groups two by two in random order. */
static void by_chance(struct buffer *out, int kind) {
  enum { GROUPS = 7 };
  struct buffer groups[GROUPS] = {{0}}, piles[GROUPS] = {{0}};
  for (uint32_t i = 0; i < STORIES + 20; i++) add(&piles[chance(GROUPS)], i < STORIES ? i : chance(STORIES), kind);
  for (int g = 0; g < GROUPS; g++) {
    assert_int_equal(summary_write(&groups[g], buffer_slice(&piles[g]), NULL), STATUS_OK);
    buffer_free(&piles[g]);
  }
  for (uint32_t left = GROUPS; left > 1; left--) {
    uint32_t a = chance(left), b = (a + 1 + chance(left - 1)) % left;
    struct buffer pile = {0}, one = {0};
    pour(&pile, &groups[a]);
    pour(&pile, &groups[b]);
    assert_int_equal(summary_write(&one, buffer_slice(&pile), NULL), STATUS_OK);
    buffer_free(&pile);
    buffer_free(&groups[a]);
    buffer_free(&groups[b]);
    groups[a] = one;
    if (b != left - 1) groups[b] = groups[left - 1];
    if (a == left - 1) groups[b] = one;
  }
  *out = groups[0];
}

static void test_groups(void **state) {
  (void)state;
  for (int kind = 0; kind < KINDS; kind++) {
    struct buffer wanted = {0};
    whole(&wanted, kind);
    for (int round = 0; round < ROUNDS; round++) {
      struct buffer got = {0};
      by_chance(&got, kind);
      assert_int_equal(got.count, wanted.count);
      assert_memory_equal(got.bytes, wanted.bytes, wanted.count);
      buffer_free(&got);
    }
    buffer_free(&wanted);
  }
}

/* Of one story that comes with other evidence the same counts, whichever came first. */
static void test_greater(void **state) {
  (void)state;
  struct summary_record a = {{"x", 1}, {"one", 3}, 5, true}, b = {{"x", 1}, {"two", 3}, -5, true}, got;
  struct buffer pile = {0}, other = {0}, one = {0}, two = {0};
  summary_add(&pile, &a), summary_add(&pile, &b);
  summary_add(&other, &b), summary_add(&other, &a);
  assert_int_equal(summary_write(&one, buffer_slice(&pile), NULL), STATUS_OK);
  assert_int_equal(summary_write(&two, buffer_slice(&other), NULL), STATUS_OK);
  assert_int_equal(one.count, two.count);
  assert_memory_equal(one.bytes, two.bytes, one.count);
  struct slice records;
  assert_true(summary_records(buffer_slice(&one), &records) && summary_next(&records, &got));
  assert_true(got.numbered && got.number == 5 && !records.bytes);
  buffer_free(&pile), buffer_free(&other), buffer_free(&one), buffer_free(&two);
}

static void test_furniture(void **state) {
  (void)state;
  struct buffer summary = {0};
  struct arena arena = {0};
  struct furniture_rows rows = {0};
  whole(&summary, FURNITURE);
  assert_int_equal(summary_furniture(buffer_slice(&summary), &arena, NULL, &rows), STATUS_OK);
  assert_int_equal(rows.count, STORIES); /* of each its plea */
  for (size_t i = 0; i < rows.count; i++) assert_int_equal(rows.items[i].sentence, 4);
  arena_free(&arena);
  buffer_free(&summary);
}

static void test_identities(void **state) {
  (void)state;
  struct buffer summary = {0};
  enum status status;
  int64_t vorrin = 0;
  size_t surnames = 0;
  whole(&summary, IDENTITIES);
  struct summary_identities *s = summary_identities_open(buffer_slice(&summary), NULL, NULL, &status);
  assert_non_null(s);
  for (size_t i = 0; i < summary_identities_count(s); i++) {
    struct identity_row row = summary_identities_row(s, i);
    if (row.entity_name.bytes != 13 || memcmp(row.entity_name.text, "Anselm Vorrin", 13) != 0) continue;
    assert_true(!vorrin || vorrin == row.entity);
    vorrin = row.entity;
    surnames += row.form == IDENTITY_SURNAME;
  }
  assert_true(vorrin > 0 && vorrin >> 47 == 0);
  assert_int_equal(surnames, STORIES / 4);
  summary_identities_close(s);

  struct buffer some = {0}, pile = {0}; /* the number of an entity does not hang on the others */
  for (uint32_t i = 30; i < STORIES; i++) add(&pile, i, IDENTITIES);
  assert_int_equal(summary_write(&some, buffer_slice(&pile), NULL), STATUS_OK);
  s = summary_identities_open(buffer_slice(&some), NULL, NULL, &status);
  bool met = false;
  for (size_t i = 0; i < summary_identities_count(s); i++) met |= summary_identities_row(s, i).entity == vorrin;
  assert_true(met);
  summary_identities_close(s);
  buffer_free(&some), buffer_free(&pile), buffer_free(&summary);
}

static void test_storylines(void **state) {
  (void)state;
  struct buffer summary = {0};
  struct arena arena = {0};
  struct storyline_rows rows = {0};
  whole(&summary, STORYLINES);
  assert_int_equal(summary_storylines(buffer_slice(&summary), &arena, NULL, &rows), STATUS_OK);
  assert_true(rows.count > STORIES / 2);
  for (size_t i = 0; i + 1 < rows.count; i++) /* three by three */
    assert_true((rows.items[i].storyline == rows.items[i + 1].storyline) ==
                (strtol(rows.items[i].story.text, NULL, 10) / 3 == strtol(rows.items[i + 1].story.text, NULL, 10) / 3));
  arena_free(&arena);
  buffer_free(&summary);
}

/* Bytes that are no summary, or were one, are refused, and harm nothing. */
static void test_damage(void **state) {
  (void)state;
  for (int kind = 0; kind < KINDS; kind++) {
    struct buffer summary = {0};
    whole(&summary, kind);
    for (int round = 0; round < 300; round++) {
      struct buffer hurt = {0};
      struct arena arena = {0};
      struct furniture_rows furniture = {0};
      struct storyline_rows storylines = {0};
      enum status status;
      buffer_add(&hurt, summary.bytes, round % 3 ? summary.count : chance((uint32_t)summary.count));
      for (uint32_t k = round % 3 ? 1 + chance(4) : 0; k; k--)
        hurt.bytes[chance((uint32_t)hurt.count)] = (char)(unsigned char)chance(256);
      summary_furniture(buffer_slice(&hurt), &arena, NULL, &furniture);
      summary_storylines(buffer_slice(&hurt), &arena, NULL, &storylines);
      summary_identities_close(summary_identities_open(buffer_slice(&hurt), NULL, NULL, &status));
      arena_free(&arena);
      buffer_free(&hurt);
    }
    buffer_free(&summary);
  }
}

static void test_memory(void **state) {
  (void)state;
  struct buffer piles[KINDS] = {{0}};
  for (int kind = 0; kind < KINDS; kind++)
    for (uint32_t i = 0; i < 9; i++) add(&piles[kind], i, kind);
  MEMORY_EACH({
    struct buffer summary = {0};
    struct arena arena = {0};
    struct furniture_rows rows = {0};
    enum status status = summary_write(&summary, buffer_slice(&piles[FURNITURE]), NULL);
    if (status == STATUS_OK) status = summary_furniture(buffer_slice(&summary), &arena, NULL, &rows);
    assert_int_equal(status, memory_failed() ? STATUS_NO_MEMORY : STATUS_OK);
    arena_free(&arena);
    buffer_free(&summary);
  });
  MEMORY_EACH({
    struct buffer summary = {0};
    struct arena arena = {0};
    struct storyline_rows rows = {0};
    enum status status = summary_write(&summary, buffer_slice(&piles[STORYLINES]), NULL);
    if (status == STATUS_OK) status = summary_storylines(buffer_slice(&summary), &arena, NULL, &rows);
    assert_int_equal(status, memory_failed() ? STATUS_NO_MEMORY : STATUS_OK);
    arena_free(&arena);
    buffer_free(&summary);
  });
  MEMORY_EACH({
    struct buffer summary = {0};
    enum status status = summary_write(&summary, buffer_slice(&piles[IDENTITIES]), NULL);
    if (status == STATUS_OK)
      summary_identities_close(summary_identities_open(buffer_slice(&summary), NULL, NULL, &status));
    assert_int_equal(status, memory_failed() ? STATUS_NO_MEMORY : STATUS_OK);
    buffer_free(&summary);
  });
  for (int kind = 0; kind < KINDS; kind++) buffer_free(&piles[kind]);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_groups),     cmocka_unit_test(test_greater),    cmocka_unit_test(test_furniture),
      cmocka_unit_test(test_identities), cmocka_unit_test(test_storylines), cmocka_unit_test(test_damage),
      cmocka_unit_test(test_memory),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
