/*
** What the files that write quotations share: what goes from unit to unit.
**
**     She added:            a unit that announces what the next one says
**     “We won.” “All of us.”
*/
#ifndef NEWSEXT_QUOTATIONS_WRITER_H
#define NEWSEXT_QUOTATIONS_WRITER_H

#include "../quotations.h"
#include "../reports.h"

struct quotation_list ARENA_LIST(struct quotation);

/* Who said it, and by which cue. */
struct voice {
  struct span speaker, cue; /* length 0: nobody, none */
};

struct writer {
  const struct story *story;
  struct quotation_list *out;
  struct voice last;      /* of the last quotation that has a speaker */
  struct voice other;     /* of the last one that has another, in other words */
  struct voice announced; /* by the unit before: "She added:" */
  struct phrase before;   /* the unit before, if it quotes nobody; else empty */
  uint32_t labelled;      /* where what a label says ends; 0 where none does */
};

/* Adds the tokens [first, end) to the rows. */
void write_quotation(struct writer *, enum speech, uint32_t first, uint32_t end, struct voice);

#endif
