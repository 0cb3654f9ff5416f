/*
** A quantity with its unit, and whether it is one at all: what figures.c puts together.
*/
#ifndef NEWSEXT_FIGURES_PARTS_H
#define NEWSEXT_FIGURES_PARTS_H

#include "number.h"

struct part {
  struct number number;
  uint32_t at;         /* the number's first token */
  uint32_t first, end; /* all of its tokens: sign and currency before, unit behind */
  const char *unit;    /* NULL: none */
  bool money, age;
  char opener; /* & where another number is to come behind a joint */
};

/* Reads the number at token `at` with its currency and unit; `free` is the first token that may belong to it.
** False if there is none; then `part->end` is behind what looks like one. */
bool part_read(const struct text *x, uint32_t at, uint32_t free, struct part *);

/* The token behind what begins like the quantity but is none (a date, clock, score, label, name); 0 if it is one. */
uint32_t part_never(const struct text *x, const struct part *);

/* Whether a word is one of these kinds: bits of enum gazetteer_list. */
bool text_kind(const struct text *x, uint32_t at, uint32_t lists);
/* A word in small letters that may be a noun in the plural. */
bool text_is_plural(const struct text *x, uint32_t at);
/* Whether token `at` begins its sentence, line or quotation. */
bool text_is_opening(const struct text *x, uint32_t at);

#endif
