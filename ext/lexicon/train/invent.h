/*
** Names of our own making, from the gazetteer's lists: see generate.c.  What is made is never freed.
*/
#ifndef NEWSEXT_INVENT_H
#define NEWSEXT_INVENT_H

#include "train.h"

#include "../../base/buffer.h"

enum { SLOTS = 10, MOST_NAMES = 4096 };

struct list {
  const char *name;
  char **items;
  uint32_t count, room;
};

enum list_name {
  GIVEN_F,
  GIVEN_M,
  GIVEN_E,
  GIVEN_R,
  SURNAMES,
  SURNAMES_R,
  COUNTRIES,
  CITIES_L,
  CITIES,
  REGIONS,
  DEMONYMS,
  ORGANIZATIONS,
  ACRONYMS,
  COMPANIES,
  TEAMS,
  WORKS,
  PEOPLE,
  GROUPS,
  THINGS,
  LISTS
};

struct maker {
  struct list lists[LISTS];
  uint64_t random;
  char *slots[256][SLOTS]; /* what a slot was filled with, by its letter and number */
  struct buffer text;
  struct span spans[MOST_NAMES];
  int kinds[MOST_NAMES];
  uint32_t count;
};

/* Reads the lists that names are made from. */
void maker_lists(struct maker *, const char *folder);

/* A number below `of`, by chance; one of some texts. */
uint32_t made_chance(struct maker *, uint32_t of);
const char *made_choice(struct maker *, const char *const *choices, uint32_t count);
#define ONE(m, ...) \
  made_choice(m, (const char *const[]){__VA_ARGS__}, sizeof((const char *const[]){__VA_ARGS__}) / sizeof(char *))

/* An entry of a list as it is printed; three texts one behind the other. */
char *made_from(struct maker *, enum list_name list);
char *made_of(const char *a, const char *b, const char *c);

char *made_given(struct maker *);
char *made_surname(struct maker *);
char *made_city(struct maker *);
char *made_company(struct maker *);
char *made_body(struct maker *);

/* What a template's slot is filled with: the same in one story for the same letter and number. */
char *made_slot(struct maker *, char letter, int number);

#endif
