/*
** What a match says: see build.c.
*/
#ifndef NEWSEXT_DATES_BUILD_H
#define NEWSEXT_DATES_BUILD_H

#include "pieces.h"

enum { EXPRESSIONS_MOST = 3 }; /* of one match */
struct match {
  uint32_t end; /* the token behind it; 0: there is none */
  uint32_t count;
  struct expression items[EXPRESSIONS_MOST];
};

/* A step of a match: the edge that took a piece. */
struct taken {
  const struct pattern_edge *edge;
  uint32_t piece;
};
/* What the steps of a match and its rule say, as expressions; false if that is nothing: numbers that make none. */
bool build_match(struct matcher *, const struct taken *, uint32_t count, const struct pattern_accept *, struct match *);

#endif
