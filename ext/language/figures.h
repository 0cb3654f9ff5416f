/*
** Figures: the quantities of a text, how many and of what.
**
**     "At least 13,000 U.S. troops stayed in a 17-year war; dozens were killed."
**      At least 13,000   value 13000, low 13000            of "U.S. troops"
**      17-year           value 17, low 17, high 17, unit year, of "war"
**      dozens            low 24, approximate               act "killed"
**
** A number is read (figures/number.h), then what stands around it: the currency or unit, words that
** bound it, the other end of a range (figures/figures.c).  Dates, times, ordinals, phone
** numbers, scores, and the numbers of lists, houses and models are none (figures/never.c).  What is
** counted, and what happened to it, is read when first asked for (figures/counted.h).
**
** The forms and bounds follow Microsoft's Recognizers-Text and, for money and measures, Quantulum.
*/
#ifndef NEWSEXT_FIGURES_H
#define NEWSEXT_FIGURES_H

#include "tokens.h"

enum figure_bound {
  FIGURE_HAS_VALUE = 1,
  FIGURE_HAS_LOW = 2,
  FIGURE_HAS_HIGH = 4,
  FIGURE_APPROXIMATE = 8,
  FIGURE_AGE = 16 /* of a person or thing: "a 45-year-old man" */
};

struct figure {
  struct span span;
  uint32_t first, end;     /* its tokens: end is behind the last */
  double value, low, high; /* the ends belong to the range, for counts may be off by one */
  const char *unit;        /* NULL: a plain count.  Constant. */
  uint8_t bounds;          /* enum figure_bound */
};

struct figures {
  const struct figure *items; /* in text order, never overlapping */
  uint32_t count;
};

/* The figures of a document; empty after an error, which is in its status. */
const struct figures *document_figures(struct document *);

/* What is counted, and what happened to it, as in the example; length 0 where nothing is said. */
struct counted {
  struct span of, act;
};
struct counted figure_counted(struct document *, uint32_t i);

#endif
