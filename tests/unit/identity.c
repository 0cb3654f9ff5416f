/* Identities: each kind of merging, and each trap. */
#include "../../ext/corpus/identity.h"
#include "../../ext/corpus/identity_country.h"
#include "../../ext/corpus/identity_roles.h"
#include "memory.h"

#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_STORIES = 40, MOST_NAMES = 12, MOST_FORMS = 4 };

/*
** A story in a line: its year, its dateline in one word, then its names, each behind p, o, l or m for its kind:
**
**     "2019 @CLEVELAND p:John Smith<senator> o:World Health Organization=WHO l:Ohio"
**
** with an office in <> and other forms behind =; names are parted by two spaces.
*/
struct told {
  struct identity_story story;
  struct identity_reference names[MOST_NAMES];
  struct slice surfaces[MOST_NAMES][MOST_FORMS];
  char text[512];
};

static uint32_t office(const char *word) {
  uint32_t hash = 2166136261u;
  bool is_public = !strcmp(word, "senator") || !strcmp(word, "president");
  for (; *word; word++) hash = (hash ^ (unsigned char)*word) * 16777619u;
  return (hash & ~(uint32_t)ROLE_PUBLIC) | (is_public ? ROLE_PUBLIC : 0u);
}

static void tell(struct told *t, const char *line) {
  memset(t, 0, sizeof *t);
  strcpy(t->text, line);
  char *at = t->text;
  t->story.names = t->names;
  if (*at >= '0' && *at <= '9') t->story.year = (int)strtol(at, &at, 10);
  while (*at == ' ') at++;
  if (*at == '@') {
    t->story.dateline = (struct slice){at + 1, strcspn(at + 1, " ")};
    at += 1 + t->story.dateline.bytes;
    while (*at == ' ') at++;
  }
  while (*at) {
    struct identity_reference *r = &t->names[t->story.count];
    struct slice *forms = t->surfaces[t->story.count++];
    char *end = strstr(at, "  "), *next = end ? end + 2 : at + strlen(at), *part;
    if (end) *end = 0;
    r->kind = *at == 'p' ? NAME_PERSON : *at == 'o' ? NAME_ORGANIZATION : *at == 'l' ? NAME_PLACE : NAME_OTHER;
    r->mentions = 1;
    at += 2;
    while ((part = strrchr(at, '='))) {
      *part = 0;
      forms[r->surface_count++] = (struct slice){part + 1, strlen(part + 1)};
    }
    if ((part = strchr(at, '<'))) {
      *part = 0;
      part[strcspn(part + 1, ">") + 1] = 0;
      r->roles[r->role_count++] = office(part + 1);
    }
    r->name = (struct slice){at, strlen(at)};
    forms[r->surface_count++] = r->name;
    r->surfaces = forms;
    at = next;
  }
}

/* Settles stories, `batch` at a time, and gives the numbers of the identities of the first name of each. */
static struct told told[MOST_STORIES];
static void settle(const char *const *lines, uint32_t batch, long *firsts) {
  struct identity_story stories[MOST_STORIES];
  struct identities *set = identities_open(NULL, 1);
  uint32_t count = 0;
  for (; lines[count]; count++) {
    tell(&told[count], lines[count]);
    stories[count] = told[count].story;
  }
  for (uint32_t i = 0; i < count; i += batch)
    assert_int_equal(identities_settle(set, stories + i, count - i < batch ? count - i : batch), STATUS_OK);
  for (uint32_t i = 0; i < count; i++) firsts[i] = (long)identity_real(told[i].names[0].identity)->id;
  identities_close(set);
  assert_int_equal(memory_blocks(), 0);
}

#define LINES(...) ((const char *const[]){__VA_ARGS__, NULL})

/* The first names of all stories are one, in one batch and in as many as stories, in this order and the other. */
static void assert_one(const char *const *lines) {
  const char *back[MOST_STORIES + 1];
  uint32_t n = 0;
  long firsts[MOST_STORIES];
  while (lines[n]) n++;
  for (uint32_t i = 0; i < n; i++) back[i] = lines[n - 1 - i];
  back[n] = NULL;
  for (unsigned way = 0; way < 4; way++) {
    settle(way & 1 ? back : lines, way & 2 ? 1 : MOST_STORIES, firsts);
    for (uint32_t i = 1; i < n; i++)
      if (firsts[i] != firsts[0])
        fail_msg("way %u: \"%s\" is not \"%s\"", way, (way & 1 ? back : lines)[i], (way & 1 ? back : lines)[0]);
  }
}

/* Those of the first `half` stories are one, those of the others are another. */
static void assert_two(const char *const *lines, uint32_t half) {
  long firsts[MOST_STORIES];
  for (unsigned way = 0; way < 2; way++) {
    settle(lines, way ? 1 : MOST_STORIES, firsts);
    for (uint32_t i = 0; lines[i]; i++) {
      uint32_t of = i < half ? 0 : half;
      if (firsts[i] != firsts[of]) fail_msg("way %u: \"%s\" is not \"%s\"", way, lines[i], lines[of]);
    }
    if (firsts[0] == firsts[half]) fail_msg("way %u: \"%s\" is \"%s\"", way, lines[half], lines[0]);
  }
}

/* What a word means where stories take it for something else, and what shares its words with another. */
static void test_shared_words(void **state) {
  (void)state;
  assert_one(LINES("o:FBI", "o:F.B.I.", "o:Federal Bureau of Investigation"));
  assert_one(LINES("o:GOP", "o:Republicans", "o:Republican Party"));
  assert_one(LINES("p:Harland Lynd Co", "o:Harland Lynd", "p:Harland Lynd"));
  assert_two(LINES("l:Canada", "l:Canada", "o:Canada Ltd"), 2);
  assert_two(LINES("o:Ardent Inc", "o:Ardent Inc", "o:Ardent", "o:Ardent Corps  o:Vell Choir=Ardent"), 3);
  assert_two(LINES("p:Bill Blames Hanne", "p:Hanne", "p:Hanne", "p:Hanne"), 1);
}

static void test_full_names(void **state) {
  (void)state;
  assert_one(LINES("p:Donald Trump", "p:Donald J. Trump", "p:Donald Trump"));
  assert_one(LINES("p:W. Mark Felt", "p:Mark Felt"));
  assert_one(LINES("p:Abdel Fattah al-Sisi", "p:Abdel-Fattah el-Sissi", "p:Abdelfattah al-Sisi"));
  assert_one(LINES("p:Volodymyr Zelensky", "p:Volodymyr Zelenskyy", "p:Volodymyr Zelenskiy"));
  assert_one(LINES("p:Zalmay Khalilzad", "p:Zalmay Khalilizad"));
  assert_one(LINES("p:Moviemaker Ines Okoye", "p:Ines Okoye"));
  assert_one(LINES("p:Zalmay Khalilzad", "p:Afghan Aide Zalmay Khalilzad=Zalmay Khalilzad", "p:Zalmay Khalilzad"));
  assert_one(LINES("o:Home Depot", "o:The Home Depot Inc.", "o:Home Depot Inc"));
  assert_one(LINES("o:Orsk Relief Centre", "o:Orsk Relief Center"));
  assert_one(LINES("o:VellMobil Corp", "o:Vell Mobil", "o:Vell-Mobil Corp"));
  assert_one(LINES("o:Orsk Air Lines", "o:Orsk Airlines", "p:Orsk Airlines"));
  assert_one(LINES("o:N.Y.U.", "m:NYU"));
  assert_one(LINES("o:Orsk Vell Group Inc", "o:Orsk Vell and Co", "o:Orsk Vell Holdings", "o:Orsk Vell"));
  assert_two(LINES("o:Great Lakes Group", "l:Great Lakes"), 1);
  assert_two(LINES("o:Thomas Carver Group", "p:Thomas Carver"), 1);
  assert_two(LINES("l:West Bank", "o:Westbank AG"), 1);
  assert_one(LINES("o:Betty Ford Center", "l:Betty Ford Center"));
  assert_one(LINES("l:London", "l:London's", "l:LONDON"));
  assert_one(LINES("o:U.S. Supreme Court", "o:United States Supreme Court", "o:US Supreme Court"));
  assert_one(LINES("o:Orsk and Isk Ferry Commission", "o:U.S. Orsk and Isk Ferry Commission",
                   "o:Orsk and Isk Ferry Commission"));
  assert_one(LINES("l:Betty Ford Center", "l:California's Betty Ford Center"));
  assert_one(LINES("p:Arcade Comeaux Jr.", "p:Arcade Comeaux"));
  assert_one(LINES("o:Penwell Co", "p:Penwell Co", "o:Penwell"));
  assert_one(LINES("o:Banque Nationale de Orsk", "p:Banque Nationale de Orsk"));
  assert_one(LINES("o:Defense Department  l:United States  p:Ana Roy",
                   "o:U.S. Defense Department  l:United States  p:Ana Roy"));
  assert_one(LINES("o:Justice Department", "o:Department of Justice", "o:Department of the Justice"));
}

static void test_nicknames(void **state) {
  (void)state;
  assert_one(LINES("p:Robert Khalilzad", "p:Bob Khalilzad"));
  assert_one(LINES("p:Luis Gerardo (Jerry) Merenko", "p:Jerry Merenko"));
  assert_one(LINES("p:Daud 'The Fox' Merenko", "p:Daud \"Fox\" Merenko", "p:Daud Merenko"));
  /* A surname that many bear asks for more than a nickname. */
  assert_one(LINES("p:Robert Miller  o:Orsk Water Board  p:Ines Okoye", "p:Bob Miller  o:Orsk Water Board"));
  assert_two(LINES("p:Robert Miller  o:Orsk Water Board  p:Ines Okoye", "p:Bob Miller  o:Leeds United  l:Leeds"), 1);
}

static void test_namesakes(void **state) {
  (void)state;
  assert_two(LINES("2019 p:John Smith<senator>  l:Ohio  l:Columbus  o:Senate Ethics Panel  p:Ruth Okafor",
                   "2019 p:John Smith<senator>  l:Ohio  l:Columbus  o:Senate Ethics Panel  p:Ana Lopez",
                   "2019 p:John Smith<goalkeeper>  o:Leeds United  l:Elland Road  p:Marco Bielsa  o:Derby County",
                   "2019 p:John Smith<goalkeeper>  o:Leeds United  l:Elland Road  p:Marco Bielsa  o:Hull City"),
             2);
  assert_two(LINES("1991 p:George H. W. Bush  l:Kuwait", "2003 p:George W. Bush  l:Kuwait"), 1);
  assert_two(LINES("p:Anderson Cole", "p:Andersen Cole"), 1);
  assert_two(LINES("p:Edward Anderson", "p:Edward Andersen"), 1);
  assert_two(LINES("p:Ken Griffey<outfielder>  o:Cincinnati Reds", "p:Ken Griffey Jr.<shortstop>  o:Seattle Mariners"),
             1);
  assert_two(LINES("p:John A. Barrow", "p:John B. Barrow"), 1);
  /* One person in other company and another office, whose name few bear, stays one. */
  assert_one(LINES("2016 p:Zalmay Khalilzad<author>  o:Rand Club  l:Boston  p:Ana Lopez  o:Orsk Press",
                   "2019 p:Zalmay Khalilzad<envoy>  o:Taliban  l:Doha  p:Abdul Baradar  l:Kabul"));
}

static void test_surnames(void **state) {
  (void)state;
  assert_one(LINES("p:Nouri al-Maliki", "p:al-Maliki", "p:Maliki", "p:Al-Maliki"));
  assert_two(LINES("p:Al Gore", "p:Nouri al-Gore"), 1);
  assert_one(LINES("p:Zalmay Khalilzad", "p:Khalilzad"));
  assert_one(LINES("p:Al Gore  o:Orsk Climate Fund  p:Ines Okoye", "p:Gore  o:Orsk Climate Fund"));
  /* Whatever a story takes it for; where it stands in other company, it stays what it was taken for. */
  assert_one(LINES("p:Doug Kessenbeck  o:Orsk Bluejays  p:Ana Roy", "o:Kessenbeck  o:Orsk Bluejays  p:Ana Roy"));
  assert_one(LINES("p:Doug Kessenbeck  o:Orsk Bluejays  p:Ana Roy", "l:Kessenbeck  o:Orsk Bluejays  p:Ana Roy"));
  assert_two(
      LINES("p:Doug Kessenbeck  o:Orsk Bluejays  p:Ana Roy", "o:Kessenbeck  l:Leeds  p:Marco Bielsa  o:Hull City"), 1);
  assert_two(LINES("p:Doug Kessenbeck  o:Orsk Bluejays  p:Ana Roy", "l:Leeds  o:Orsk Bluejays  p:Ana Roy"), 1);
  /* Whom it means, the company says. */
  assert_two(LINES("p:George Bush  o:Orsk Oil Council  p:Dick Cheney", "p:Bush  o:Orsk Oil Council  p:Dick Cheney",
                   "p:Reggie Bush  o:New Orleans Saints  p:Drew Brees", "p:Bush  o:New Orleans Saints  p:Drew Brees"),
             2);
  /* Or the time. */
  assert_two(LINES("1990 p:George H. W. Bush<president>  l:Baghdad", "1991 p:George H. W. Bush<president>  l:Baghdad",
                   "1990 p:Bush<president>  l:Moscow", "2003 p:George W. Bush<president>  l:Kabul",
                   "2004 p:George W. Bush<president>  l:Kabul", "2004 p:Bush<president>  l:Paris"),
             3);
  /* A surname that many bear is nobody's in other company. */
  assert_two(LINES("p:Ana Miller  o:Orsk Water Board  l:Orsk  p:Ines Okoye  o:Isk Front",
                   "p:Miller  o:Leeds United  l:Leeds  p:Marco Bielsa  o:Hull City"),
             1);
}

static void test_kinds(void **state) {
  (void)state;
  assert_two(LINES("l:Washington", "p:Washington"), 1);
  assert_two(LINES("l:Jordan", "p:Jordan"), 1);
  assert_two(LINES("o:Ford", "p:Ford"), 1);
  assert_two(LINES("l:Paris", "p:Paris Hilton"), 1);
  assert_two(LINES("l:Chicago", "o:Chicago"), 1);
  assert_two(LINES("l:Chicago", "o:Chicago Bulls"), 1);
  assert_two(LINES("l:Georgia  l:Atlanta  p:Brian Kemp  o:Fulton County Board  l:Savannah",
                   "l:Georgia  l:Tbilisi  p:Giorgi Margvelashvili  l:Batumi  o:Georgian Dream"),
             1);
}

static void test_forms_shown(void **state) {
  (void)state;
  assert_one(LINES("o:World Health Organization=WHO", "o:WHO", "o:World Health Organisation"));
  assert_one(LINES("o:Orsk Transit Authority=OTA", "o:OTA"));
  assert_two(LINES("o:Orsk Transit Authority", "o:OTA"), 1);
  assert_one(LINES("o:World Health Organization", "o:WHO")); /* as everybody knows */
  assert_one(LINES("o:Velmar Textile Inc", "o:Velmar Textiles Inc"));
  assert_one(LINES("o:Kastrel", "o:Kastrel and Co Inc", "o:NV Kastrel"));
  assert_two(LINES("o:Orsk Grocer", "o:Orsk Grocery"), 1);
  assert_one(LINES("o:Orsk Co-operation Fund", "o:Orsk Cooperation Fund"));
  assert_one(LINES("o:Kastrel and Merenko", "o:Kastrel & Merenko"));
  assert_one(LINES("o:Organisation for Orsk Development", "o:Organization of Orsk Development"));
  assert_two(LINES("p:Banque Nationale de Orsk", "p:Orsk  l:Velmar"), 1); /* no surname */
  assert_one(LINES("o:Indianapolis Colts", "o:Colts  l:Indianapolis"));
  assert_one(LINES("o:Boston Red Sox", "o:Red Sox"));
  assert_one(LINES("l:Mediterranean Sea", "l:Mediterranean"));
  assert_one(LINES("p:Saddam Hussein=Saddam  l:Baghdad", "p:Saddam  l:Baghdad"));
}

/* Places and bodies outlast those they are named with; so does who has a name that few have. */
static void test_years(void **state) {
  (void)state;
  assert_one(LINES("1987 l:Oregon  p:Ana Roy  o:Isk Bar  l:Quillon  o:Law Guild",
                   "2016 l:Oregon  p:Bo Lam  o:Sable Union  l:Velmar"));
  assert_one(LINES("1987 o:Orsk Party  p:Ana Roy  o:Isk Bar  l:Quillon",
                   "2016 o:Orsk Party  p:Bo Lam  o:Sable Union  l:Velmar"));
}

static void test_bodies_of_many_countries(void **state) {
  (void)state;
  assert_two(LINES("@NAIROBI o:Finance Ministry", "o:Kenyan Finance Ministry", "o:Finance Ministry  l:Kenya  l:Mombasa",
                   "o:Kenya's Ministry of Finance", "@LIMA l:Finance Ministry", "o:Finance Ministry  l:Peru  l:Cuzco"),
             4);
  /* The one that most stories mean, where its country is named, or none is. */
  assert_two(LINES("@WASHINGTON o:Senate", "@WASHINGTON o:Senate", "o:U.S. Senate", "o:Senate  l:Ohio",
                   "@BOSTON o:Senate", "o:Senate  o:Republicans", "o:Senate  l:Texas", "o:US Senate", "o:Senate",
                   "@PARIS o:Senate  l:United States", "@NAIROBI o:Senate", "o:Kenyan Senate"),
             10);
  long firsts[3]; /* what is Hong Kong's by now is not London's */
  settle(LINES("o:Stock Exchange", "o:Hong Kong Stock Exchange", "o:London Stock Exchange"), 1, firsts);
  assert_true(firsts[0] == firsts[1] && firsts[1] != firsts[2]);
  assert_two(LINES("o:Supreme Court  l:United States", "o:U.S. Supreme Court", "o:Texas Supreme Court"), 2);
  assert_two(LINES("o:Supreme Court  l:Canada  p:Ana Roy  l:Quebec  o:Orsk Bar",
                   "o:Supreme Court  l:Canada  p:Ana Roy  l:Quebec",
                   "o:Supreme Court  l:Kenya  p:Daud Odinga  l:Mombasa  o:Law Guild"),
             2);
}

static void test_peoples(void **state) {
  (void)state;
  assert_one(LINES("l:Germany", "m:German", "m:Germans"));
  assert_one(LINES("l:United States", "m:American", "m:Americans"));
  assert_one(LINES("l:South Korea", "m:Korean  l:South Korea", "l:Korea  l:South Korea"));
  assert_two(LINES("l:South Korea", "l:Korea  l:South Korea  l:North Korea"), 1);
  assert_two(LINES("l:France", "p:French"), 1);
}

/* ---- What is kept ---- */

static void test_first_name_counts(void **state) {
  (void)state;
  long firsts[MOST_STORIES];
  struct identities *set = identities_open(NULL, 7);
  (void)firsts;
  const char *const *lines = LINES("p:Donald J. Trump", "p:Donald Trump", "p:Donald Trump");
  for (unsigned i = 0; lines[i]; i++) {
    tell(&told[i], lines[i]);
    assert_int_equal(identities_settle(set, &told[i].story, 1), STATUS_OK);
  }
  size_t changed;
  const struct identity *trump = identities_changed(set, &changed)[0];
  assert_int_equal(changed, 1);
  assert_int_equal(trump->id, 7);
  assert_int_equal(trump->profile.stories, 3);
  assert_int_equal(trump->variant_count, 2);
  assert_string_equal(trump->variants[0].name.text, "Donald Trump");
  enum identity_form form;
  static const struct {
    const char *surface;
    enum identity_form form;
  } forms[] = {{"Trump", IDENTITY_SURNAME},
               {"Donald J. Trump", IDENTITY_NAME},
               {"Donald", IDENTITY_GIVEN},
               {"The Donald", IDENTITY_GIVEN},
               {"POTUS", IDENTITY_ALIAS}};
  for (unsigned i = 0; i < sizeof forms / sizeof *forms; i++) {
    struct slice surface = {forms[i].surface, strlen(forms[i].surface)};
    assert_int_equal(identity_form_of(set, &told[0].names[0], surface, &form), STATUS_OK);
    if (form != forms[i].form) fail_msg("%s: %d, not %d", forms[i].surface, (int)form, (int)forms[i].form);
  }
  identities_close(set);
}

static void test_profile(void **state) {
  (void)state;
  struct profile p = {0}, other = {0}, back;
  struct companion company[3] = {{11, 1}, {12, 0.5}, {13, 0.25}};
  uint32_t roles[1] = {5};
  struct sighting s = {
      .year = 2003, .kind = NAME_PERSON, .company = company, .companions = 2, .roles = roles, .role_count = 1};
  profile_add(&p, &s);
  s.year = 2019;
  s.company = company + 1;
  profile_add(&other, &s);
  profile_join(&p, &other);
  assert_int_equal(p.stories, 2);
  assert_int_equal(profile_years_between(&p, 2010), 7);
  assert_int_equal(profile_years_between(&p, 0), 0);
  assert_int_equal(profile_stories_near(&p, 2018), 1);
  assert_true(profile_role(&p, &s));
  assert_true(profile_company(&p, &s) == 0.75);
  unsigned char bytes[PROFILE_BYTES];
  size_t count = profile_write(&p, bytes);
  assert_true(profile_read(&back, bytes, count));
  assert_memory_equal(&back, &p, sizeof p);
  for (size_t i = 0; i < count; i++) assert_false(profile_read(&back, bytes, i));
  bytes[0]++;
  assert_false(profile_read(&back, bytes, count));
  /* The frequent stay, whatever passes by. */
  struct companion two[2] = {{7, 1}, {0, 1}};
  s.company = two;
  for (uint32_t i = 0; i < 1000; i++) {
    two[1].name = 1000 + i;
    s.companions = 2;
    profile_add(&p, &s);
  }
  s.companions = 1;
  assert_true(profile_company(&p, &s) == 1);
}

static void test_roles(void **state) {
  (void)state;
  const char *text = "Former senator John Smith, a retired prosecutor and lawyer, left; Mr. Smith, of Ohio, waved.";
  uint32_t roles[4], again[4];
  struct span name = {(uint32_t)(strstr(text, "John") - text), 10};
  assert_int_equal(identity_roles(text, strlen(text), name, roles, 4), 3);
  assert_int_equal(identity_roles(text, strlen(text), name, again, 1), 1);
  assert_int_equal(roles[0], again[0]);
  name = (struct span){(uint32_t)(strstr(text, "Smith, of") - text), 5};
  assert_int_equal(identity_roles(text, strlen(text), name, roles, 4), 0);
  assert_int_equal(identity_roles(text, 5, name, roles, 4), 0);
  text = "The Smith administration left.";
  name = (struct span){4, 5};
  assert_int_equal(identity_roles(text, strlen(text), name, roles, 4), 1);
  assert_true(roles[0] & ROLE_PUBLIC);
  assert_int_equal(identity_roles(text, 9, name, roles, 4), 0);
}

/* What a dateline and the words before a body say of its country. */
static void test_countries(void **state) {
  (void)state;
  static const struct {
    const char *dateline, *text, *country; /* the last by a dateline of its own; "" for none */
  } homes[] = {{"PALO ALTO, Calif., March 3 -", "", "WASHINGTON"},
               {"BONN, June 15 -", "", "BERLIN"},
               {"", "OTTAWA (Wire) - The minister left.", "TORONTO"},
               {"", "NEW DELHI, March 3 \xE2\x80\x93 The minister left.", "MUMBAI"},
               {"", "PARIS is burning.", ""},
               {"", "Lagos - The minister left.", ""},
               {"ORSKVILLE, March 3 -", "LIMA - The minister left.", ""},
               {"", "", ""}};
  uint32_t home, country;
  for (unsigned i = 0; i < sizeof homes / sizeof *homes; i++) {
    struct slice dateline = {homes[i].dateline, strlen(homes[i].dateline)},
                 text = {homes[i].text, strlen(homes[i].text)}, own = {homes[i].country, strlen(homes[i].country)};
    assert_int_equal(identity_home(dateline.bytes ? dateline : identity_dateline(text), &home), STATUS_OK);
    assert_int_equal(identity_home(own, &country), STATUS_OK);
    if (home != country || !home != !own.bytes) fail_msg("%s%s", homes[i].dateline, homes[i].text);
  }
  static const char *const beside[][2] = {{"Later the Italian Foreign Ministry spoke.", "ROME"},
                                          {"Later Nigeria's Foreign Ministry spoke.", "LAGOS"},
                                          {"The West German Foreign Ministry spoke.", "BERLIN"},
                                          {"The Foreign Ministry spoke.", ""},
                                          {"Foreign Ministry", ""},
                                          {"In Italy the Foreign Ministry spoke.", ""}};
  for (unsigned i = 0; i < sizeof beside / sizeof *beside; i++) {
    const char *text = beside[i][0], *found = strstr(text, "Foreign");
    struct slice own = {beside[i][1], strlen(beside[i][1])};
    struct identity_reference r = {.kind = NAME_ORGANIZATION};
    struct span name = {(uint32_t)(found - text), 16};
    assert_int_equal(identity_called(text, strlen(text), name, &r), STATUS_OK);
    assert_int_equal(identity_home(own, &country), STATUS_OK);
    if (r.roles[0] != country || r.role_count != (country != 0)) fail_msg("%s", text);
  }
}

static void test_without_memory(void **state) {
  (void)state;
  const char *const *lines =
      LINES("2019 p:Zoë Khalilzad<envoy>  o:World Health Organization=WHO  m:German", "p:Khalilzad  o:WHO",
            "p:Zoë T. Khalilzad", "@Brasília o:Senate", "o:Senate  l:Chile");
  MEMORY_EACH({
    struct identities *set = identities_open(NULL, 1);
    for (unsigned i = 0; set && lines[i]; i++) {
      tell(&told[i], lines[i]);
      if (identities_settle(set, &told[i].story, 1) != STATUS_OK) break;
    }
    identities_close(set);
  });
}

static int now(void *context) { return ++*(int *)context > 2; }

static void test_interrupt(void **state) {
  (void)state;
  int asked = 0;
  struct identity_source source = {.context = &asked, .stop = now};
  struct identities *set = identities_open(&source, 1);
  struct identity_story stories[4];
  for (unsigned i = 0; i < 4; i++) {
    tell(&told[i], "p:Zalmay Khalilzad");
    stories[i] = told[i].story;
  }
  assert_int_equal(identities_settle(set, stories, 4), STATUS_INTERRUPTED);
  identities_close(set);
}

/* Odd names: nothing but marks, nothing at all, very long, not UTF-8. */
static void test_odd_names(void **state) {
  (void)state;
  static char text[2000];
  memset(text, 'x', sizeof text - 1);
  static const char *const odd[] = {
      "",    "'",  "--", "\xFF\xFE", "a", "A.", ".", "Jr.", "The", "al-", "\xD9\x85\xD8\xAD\xD9\x85\xD8\xAF",
      "| |", "'s", text};
  struct identities *set = identities_open(NULL, 1);
  for (unsigned kind = 0; kind < 4; kind++)
    for (unsigned i = 0; i < sizeof odd / sizeof *odd; i++) {
      struct identity_reference r = {.name = {odd[i], strlen(odd[i])}, .kind = (enum name_kind)kind};
      struct identity_story story = {.year = 2000, .names = &r, .count = 1};
      enum identity_form form;
      assert_int_equal(identities_settle(set, &story, 1), STATUS_OK);
      assert_non_null(r.identity);
      assert_int_equal(identity_form_of(set, &r, r.name, &form), STATUS_OK);
    }
  identities_close(set);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_shared_words), cmocka_unit_test(test_full_names),
      cmocka_unit_test(test_nicknames),    cmocka_unit_test(test_namesakes),
      cmocka_unit_test(test_surnames),     cmocka_unit_test(test_kinds),
      cmocka_unit_test(test_forms_shown),  cmocka_unit_test(test_bodies_of_many_countries),
      cmocka_unit_test(test_peoples),      cmocka_unit_test(test_first_name_counts),
      cmocka_unit_test(test_profile),      cmocka_unit_test(test_roles),
      cmocka_unit_test(test_countries),    cmocka_unit_test(test_without_memory),
      cmocka_unit_test(test_interrupt),    cmocka_unit_test(test_odd_names),
      cmocka_unit_test(test_years),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
