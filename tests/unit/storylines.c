/* Storylines: which of a few stories come together, in whatever order and batches they arrive. */
#include "../../ext/corpus/storyline_traits.h"
#include "../../ext/corpus/storylines.h"
#include "memory.h"

#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <stdio.h>
#include <cmocka.h>
#include <string.h>

enum { MOST = 400 };

struct pile {
  struct storyline_story stories[MOST];
  struct buffer traits[MOST];
  uint32_t count;
};

/* Adds a story told on a day; `names` are those in it, a line each. */
static void add(struct pile *p, int32_t day, const char *text, const char *names) {
  struct document *d = document_open(text, strlen(text), NULL, NULL);
  struct buffer *traits = &p->traits[p->count];
  if (d) storyline_traits(traits, d, (struct slice){names, strlen(names)}, (struct slice){0}, NULL);
  p->stories[p->count++] =
      (struct storyline_story){(const unsigned char *)traits->bytes, (uint32_t)traits->count, day, 0, true, 0};
  document_close(d);
}

static void discard(struct pile *p) {
  for (uint32_t i = 0; i < p->count; i++) buffer_free(&p->traits[i]);
  *p = (struct pile){0};
}

static enum status update(struct pile *p, int64_t next) { return storylines_update(p->stories, p->count, next, NULL); }

static int64_t line(const struct pile *p, uint32_t i) { return p->stories[i].storyline; }

/* News of other things, without which no word is rare. */
static void add_others(struct pile *p, int32_t day) {
  static const char *const places[] = {"Arlen", "Bosk",  "Corvo", "Dunmere", "Esk",
                                       "Falun", "Garth", "Holm",  "Istra",   "Jaro"};
  static const char *const things[] = {
      "opened a school for pilots",       "raised the price of bread",        "lost a match at home",
      "elected a new mayor by two votes", "banned cars from its old streets", "found a painting in a cellar"};
  for (int i = 0; i < 30; i++) {
    char text[200];
    snprintf(text, sizeof text, "The town of %s %s on its holiday, councillors and residents agreed in a letter.",
             places[i % 10], things[i % 6]);
    add(p, day + i % 5, text, places[i % 10]);
  }
}

static void add_arrests(struct pile *p, int32_t first, int32_t second) {
  add(p, first, "Police arrested the banker Viktor Orlan at Port Sable airport on charges of fraud.",
      "Viktor Orlan\nPort Sable");
  add(p, first, "Banker Viktor Orlan was arrested for fraud at the airport of Port Sable, police said.",
      "Viktor Orlan\nPort Sable");
  add(p, second, "Police arrested the banker Viktor Orlan at Port Sable airport on charges of fraud, again.",
      "Viktor Orlan\nPort Sable");
  add(p, second + 1, "Viktor Orlan, the banker, was again arrested for fraud at Port Sable airport.",
      "Viktor Orlan\nPort Sable");
}

static void test_arrests_years_apart(void **state) {
  struct pile p = {0};
  (void)state;
  add_arrests(&p, 700000, 701000);
  add_others(&p, 700000);
  assert_int_equal(update(&p, 1), STATUS_OK);
  assert_true(line(&p, 0) && line(&p, 2));
  assert_int_equal(line(&p, 0), line(&p, 1));
  assert_int_equal(line(&p, 2), line(&p, 3));
  assert_int_not_equal(line(&p, 0), line(&p, 2));
  discard(&p);
}

static void add_quakes(struct pile *p) {
  const char *names = "Tarsenia\nOrsk";
  add(p, 700000, "A quake of magnitude 6.4 killed 31 people in the Tarsenian town of Orsk before dawn.", names);
  add(p, 700000, "At least 31 died when a 6.4 magnitude earthquake levelled houses in Orsk, Tarsenia.", names);
  add(p, 700001, "Rescuers dig for survivors in Orsk after the 6.4 quake that killed 31 in Tarsenia.", names);
  add(p, 700000, "Orsk, in Tarsenia, was hit by an earthquake of magnitude 6.4; 31 people are dead.", names);
  add(p, 700007, "An aftershock of magnitude 5.1 shook Orsk in Tarsenia and injured nine in a camp.", names);
  add(p, 700007, "Nine were injured by a 5.1 aftershock in a camp at Orsk, Tarsenia.", names);
  add(p, 700008, "The 5.1 aftershock at Orsk, Tarsenia, injured nine people in a tent camp.", names);
  add(p, 700007, "Magnitude 5.1 aftershock injures nine in camp near Orsk in Tarsenia.", names);
}

static void test_quake_and_aftershock(void **state) {
  struct pile p = {0};
  (void)state;
  add_quakes(&p);
  add_others(&p, 700000);
  assert_int_equal(update(&p, 1), STATUS_OK);
  for (uint32_t i = 1; i < 4; i++) assert_int_equal(line(&p, i), line(&p, 0));
  for (uint32_t i = 5; i < 8; i++) assert_int_equal(line(&p, i), line(&p, 4));
  assert_int_not_equal(line(&p, 0), line(&p, 4));
  discard(&p);
}

/* A story without a day is told from those of far days, however many these are: it is with the one that it is most like. */
static void test_undated(void **state) {
  enum { YEARLY = 320 };
  struct pile p = {0};
  const char *names = "Tarsenia\nOrsk";
  const char *both = "Quake before dawn destroys the bridge and damages the school of Orsk in Tarsenia.";
  (void)state;
  add(&p, LINKAGE_UNDATED, both, names);
  for (int i = 0; i < YEARLY; i++)
    add(&p, 600000 + 365 * i,
        i % 2 ? "Quake before dawn damages the school of Orsk in Tarsenia."
              : "Flood destroys the bridge of Orsk in Tarsenia.",
        names);
  add(&p, 600000 + 365 * YEARLY, both, names);
  add_others(&p, 600000);
  assert_int_equal(update(&p, 1), STATUS_OK);
  assert_true(line(&p, 0));
  assert_int_equal(line(&p, 0), line(&p, YEARLY + 1));
  for (uint32_t i = 1; i <= YEARLY; i++) assert_int_not_equal(line(&p, i), line(&p, 0));
  discard(&p);
}

static void test_one_speech(void **state) {
  struct pile p = {0};
  (void)state;
  add(&p, 700000, "President Anselm Vorrin told parliament the Isk truce would hold, and offered talks.",
      "Anselm Vorrin\nIsk");
  add(&p, 700000, "Vorrin offers talks: in a speech to parliament the president said that the truce on the Isk holds.",
      "Vorrin\nIsk");
  add(&p, 700001, "In parliament Anselm Vorrin promised talks with the rebels of the Isk while the truce holds.",
      "Anselm Vorrin\nIsk");
  add_others(&p, 700000);
  assert_int_equal(update(&p, 1), STATUS_OK);
  assert_true(line(&p, 0));
  assert_int_equal(line(&p, 1), line(&p, 0));
  assert_int_equal(line(&p, 2), line(&p, 0));
  for (uint32_t i = 3; i < p.count; i++) assert_int_not_equal(line(&p, i), line(&p, 0));
  discard(&p);
}

/* A siege over twelve days, told day by day, longer than what one day reaches. */
static void add_siege(struct pile *p) {
  static const char *const more[] = {"shots were heard",          "two women were freed",
                                     "negotiations broke down",   "electricity was cut",
                                     "a third singer was freed",  "food was carried in",
                                     "relatives prayed outside",  "the mayor offered himself instead",
                                     "snipers took up positions", "a doctor was admitted",
                                     "the stage burned briefly",  "a ransom was asked for"};
  for (int day = 0; day < 12; day++) {
    char text[200];
    snprintf(text, sizeof text,
             "Gunmen hold hostages in the Quillon opera house for day %d; %s, colonel Mara Teig said.", day + 1,
             more[day]);
    add(p, 700000 + day, text, "Quillon\nMara Teig");
  }
}

static void test_running_story(void **state) {
  struct pile p = {0};
  (void)state;
  add_siege(&p);
  add_others(&p, 700003);
  assert_int_equal(update(&p, 1), STATUS_OK);
  assert_true(line(&p, 0));
  for (uint32_t i = 1; i < 12; i++) assert_int_equal(line(&p, i), line(&p, 0));
  discard(&p);
}

/* A review of the week that names all happenings does not make them one. */
static void test_roundup(void **state) {
  struct pile p = {0};
  (void)state;
  add_quakes(&p);
  add_siege(&p);
  add(&p, 700002,
      "The week: a 6.4 quake killed 31 in Orsk, Tarsenia, gunmen hold hostages in the Quillon opera house, and "
      "the banker Viktor Orlan was arrested for fraud at Port Sable airport.",
      "Orsk\nTarsenia\nQuillon\nViktor Orlan\nPort Sable");
  add_arrests(&p, 700002, 700002);
  add_others(&p, 700000);
  assert_int_equal(update(&p, 1), STATUS_OK);
  assert_int_equal(line(&p, 1), line(&p, 0));
  assert_int_equal(line(&p, 9), line(&p, 8));
  assert_int_not_equal(line(&p, 0), line(&p, 8));
  assert_int_not_equal(line(&p, 0), line(&p, 21));
  assert_int_not_equal(line(&p, 8), line(&p, 21));
  discard(&p);
}

/* The same stories one by one, and the other way round, come together as they do at once. */
static void test_order(void **state) {
  struct pile p = {0};
  (void)state;
  add_quakes(&p);
  add_siege(&p);
  add_arrests(&p, 700003, 701000);
  add_others(&p, 700000);
  assert_int_equal(update(&p, 1), STATUS_OK);
  int64_t all[MOST];
  for (uint32_t i = 0; i < p.count; i++) all[i] = line(&p, i);
  for (int way = 0; way < 2; way++) {
    struct pile q = {0};
    int64_t next = 1;
    for (uint32_t k = 0; k < p.count; k++) {
      struct storyline_story *s = &q.stories[q.count++];
      *s = p.stories[way ? p.count - 1 - k : k];
      for (uint32_t i = 0; i < q.count; i++) q.stories[i].fresh = i == q.count - 1;
      s->storyline = 0;
      assert_int_equal(update(&q, next), STATUS_OK);
      for (uint32_t i = 0; i < q.count; i++)
        if (line(&q, i) >= next) next = line(&q, i) + 1;
    }
    for (uint32_t i = 0; i < p.count; i++) {
      uint32_t at = way ? p.count - 1 - i : i;
      for (uint32_t k = 0; k < i; k++) {
        uint32_t other = way ? p.count - 1 - k : k;
        assert_int_equal(line(&q, at) && line(&q, at) == line(&q, other), all[i] && all[i] == all[k]);
      }
    }
  }
  discard(&p);
}

/* A storyline keeps its number; one that is new gets the next. */
static void test_numbers_stay(void **state) {
  struct pile p = {0};
  (void)state;
  add_siege(&p);
  add_others(&p, 700003);
  assert_int_equal(update(&p, 5), STATUS_OK);
  int64_t siege = line(&p, 0);
  for (uint32_t i = 0; i < p.count; i++) p.stories[i].fresh = false;
  add_arrests(&p, 700003, 701000);
  add(&p, 700012, "The hostages in the Quillon opera house are free, colonel Mara Teig said; the gunmen gave up.",
      "Quillon\nMara Teig");
  assert_int_equal(update(&p, 50), STATUS_OK);
  assert_int_equal(line(&p, 0), siege);
  assert_int_equal(line(&p, p.count - 1), siege);
  assert_true(line(&p, p.count - 5) >= 50);
  discard(&p);
}

/* Bodies that say nothing, however many and however alike, are no storyline; others beside them are found. */
static void test_boilerplate(void **state) {
  struct pile p = {0};
  (void)state;
  for (int i = 0; i < 300; i++) add(&p, 700000, "Blah blah blah.", "");
  add_arrests(&p, 700000, 701000);
  assert_int_equal(update(&p, 1), STATUS_OK);
  for (uint32_t i = 0; i < 300; i++) assert_int_equal(line(&p, i), 0);
  assert_true(line(&p, 300));
  discard(&p);
}

static int at_once(void *unused) { return (void)unused, 1; }

static void test_nothing_and_stop(void **state) {
  struct pile p = {0};
  (void)state;
  assert_int_equal(update(&p, 1), STATUS_OK);
  for (int i = 0; i < 8; i++) add_others(&p, 700000 + i);
  struct stop stop = {at_once, NULL, false, 0};
  assert_int_equal(storylines_update(p.stories, p.count, 1, &stop), STATUS_INTERRUPTED);
  discard(&p);
}

static void test_memory(void **state) {
  struct pile p = {0};
  (void)state;
  add_quakes(&p);
  MEMORY_EACH({
    enum status status = update(&p, 1);
    assert_true(status == STATUS_OK || (status == STATUS_NO_MEMORY && memory_failed()));
    for (uint32_t i = 0; i < p.count; i++) p.stories[i].storyline = 0, p.stories[i].fresh = true;
  });
  discard(&p);
  MEMORY_EACH({
    struct document *d = document_open("Two died at Orsk.", 17, NULL, NULL);
    struct buffer out = {0};
    if (d) storyline_traits(&out, d, (struct slice){"Orsk", 4}, (struct slice){"2021-05-30", 10}, NULL);
    assert_true(!d || (d->status == STATUS_OK && !out.no_memory) || memory_failed());
    buffer_free(&out);
    document_close(d);
  });
}

static void test_traits(void **state) {
  struct buffer out = {0};
  const char *text = "The seven killed 4,200 and stopped at Orsk. Killing stops; Orsk.";
  struct document *d = document_open(text, strlen(text), NULL, NULL);
  (void)state;
  storyline_traits(&out, d, (struct slice){"Orsk\nIsk", 8}, (struct slice){"2021-05-30", 10}, NULL);
  assert_int_equal(out.count, 6 * TRAIT_BYTES); /* 7, kill, 4200, stop, orsk and the day */
  unsigned kinds[3] = {0}, twice = 0;
  for (size_t at = 0; at < out.count; at += TRAIT_BYTES) {
    struct trait t = storyline_trait((const unsigned char *)out.bytes + at);
    kinds[t.kind]++;
    twice += t.count == 2;
  }
  assert_int_equal(kinds[TRAIT_NAME], 1);
  assert_int_equal(kinds[TRAIT_FIGURE], 2);
  assert_int_equal(twice, 3);
  buffer_free(&out);
  document_close(d);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_arrests_years_apart),
      cmocka_unit_test(test_quake_and_aftershock),
      cmocka_unit_test(test_undated),
      cmocka_unit_test(test_one_speech),
      cmocka_unit_test(test_running_story),
      cmocka_unit_test(test_roundup),
      cmocka_unit_test(test_order),
      cmocka_unit_test(test_numbers_stay),
      cmocka_unit_test(test_boilerplate),
      cmocka_unit_test(test_nothing_and_stop),
      cmocka_unit_test(test_memory),
      cmocka_unit_test(test_traits),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
