/*
** Average linkage: the two groups that are most alike become one, as long as any are alike enough.
**
** How alike two groups are is the mean of the cosines of their stories' vectors (UPGMA, Sokal and Michener 1958), which
** is the product of the groups' sums and needs no table of pairs.  It counts
**   - less, the more days lie between the groups, down to nothing after LINKAGE_HORIZON days;
**   - less, the fewer pairs it is the mean of: two stories must be liker than two groups of ten;
**   - less, where the groups' names hardly meet; stories of one topic need not name the same;
**   - nothing, where each group has a name or figure that its stories give and the other's do not: two fires in
**     two towns, two quakes of other magnitudes.  How many would give it is reckoned from those there are by the rule
**     of succession (Laplace 1774), so that three of four are not yet many.
** Of the stories of one topic, a few that name next to nothing but what many others do need be only nearly as alike to
** them: so few have no mark by which they would tell another happening.
** Pairs to begin with are found by an inverted index whose lists are read for the nearest LINKAGE_POSTINGS stories
** only, and of a story's pairs with earlier ones the LINKAGE_LINKS best are kept, so the time grows with the stories,
** not with their square, whatever they have in common.
*/
#ifndef NEWSEXT_STORYLINE_LINKAGE_H
#define NEWSEXT_STORYLINE_LINKAGE_H

#include "../base/status.h"
#include "storyline_vectors.h"

enum { LINKAGE_HORIZON = 10, LINKAGE_POSTINGS = 150, LINKAGE_LINKS = 32 };

#define LINKAGE_UNDATED INT32_MIN /* near to every day */

struct linkage {
  const struct vector *vectors;
  const int32_t *days; /* when each story was told, or LINKAGE_UNDATED; never less than the one before */
  uint32_t n, features;
  bool happenings;   /* the stories are of one topic */
  struct stop *stop; /* may be NULL */
};

/* Groups the stories: group[i] becomes the number of one story of i's group, the same for all of it. */
enum status linkage_group(const struct linkage *, uint32_t *group);

/* Sets near[i] for every story that may belong with one of those where fresh[i] is set; those too. */
enum status linkage_near(const struct linkage *, const bool *fresh, bool *near);

#endif
