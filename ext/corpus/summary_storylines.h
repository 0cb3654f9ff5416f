/*
** Storylines from a summary: which stories report one happening, wherever they were read.
**
** A story's number is its day (a count of days; none where it is not known), its evidence the traits of
** storyline_traits.h, some 500 bytes.  Stories are taken up by day, STORYLINES_CHUNK at a time, each chunk beside the
** stories of the days around it (storylines.h); so does the database that has all of them.
*/
#ifndef NEWSEXT_SUMMARY_STORYLINES_H
#define NEWSEXT_SUMMARY_STORYLINES_H

#include "../base/arena.h"
#include "storylines.h"
#include "summary.h"

/* A story that is in a storyline of two or more. */
struct storyline_row {
  struct slice story;
  int64_t storyline; /* a number that hangs on the key of its first story alone, not on where the others were read */
  double central;    /* how much of what all say it says */
};
struct storyline_rows ARENA_LIST(struct storyline_row);

/* Finds the storylines of a summary; rows in the order of stories, in the arena, keys in the summary.
** STATUS_INVALID: it is no summary of such evidence. */
enum status summary_storylines(struct slice summary, struct arena *, struct stop *stop, struct storyline_rows *out);

#endif
