/*
** Series: the parts of bars and columns, where a third value tells their rows apart (who spoke, which outlet).
**
**     struct series s;
**     series_choose(&s, &picture->series, &arena, stop);
**     series_weigh(parts, series_of(&s, name), value) ...      // for each row that counts
**     struct stack k = stack_of(sums, s.parts);                 // where each part begins
**     top += series_legend(&out, &s, left, right, top);
**
** Parts stand upon each other, those of the heaviest series next to the axis; parts below zero go the other way.
** Beyond MOST_SERIES series the rest are one part, in grey.  Where there are no series a bar has one part.  Colours
** that most who see few colours can tell apart: Paul Tol, "Colour Schemes" (SRON/EPS/TN/09-002, 2021), "muted" on
** light paper, "light" on dark.
*/
#ifndef NEWSEXT_SERIES_H
#define NEWSEXT_SERIES_H

#include "../base/buffer.h"
#include "tally.h"

enum { MOST_SERIES = 6, MOST_PARTS = MOST_SERIES + 1 };

struct series {
  int named; /* how many series have a part of their own */
  int parts; /* of a bar */
  const struct tally_entry *top[MOST_SERIES];
  struct slice names[MOST_PARTS]; /* as they are shown; in the arena */
  double sums[MOST_PARTS];
};

/* The series of a picture, from their sums by name. */
void series_choose(struct series *, const struct tally *, struct arena *, struct stop *);

/* The part that rows of a series belong to. */
int series_of(const struct series *, struct slice name);

/* Where the parts of a bar begin, and how far the bar reaches below zero and above. */
struct stack {
  double from[MOST_PARTS], low, high;
};
struct stack stack_of(const double *values, int parts);

/* Draws what the colours mean, in lines from x = left to right; returns how high it is.  Draws nothing, and is 0, where
** there are no series. */
int series_legend(struct buffer *, const struct series *, double left, double right, double top);

/* Draws one part of a bar, which says what it is: "15 Mar 2021, Velmar Courier: 12". */
void series_rect(struct buffer *, const struct series *, int part, struct slice bar, double value, double x, double y,
                 double width, double height);

/* Adds what the values are: "Velmar Courier 12, Isk Voice 7"; nothing where there are no series. */
void series_describe(struct buffer *, const struct series *, const double *values);

#endif
