/*
** The lead of a long story, as a text by itself: see lead.c.
*/
#ifndef NEWSEXT_DATES_LEAD_H
#define NEWSEXT_DATES_LEAD_H

#include "../dates.h"

/* Where the lead of a text ends, of so many bytes at least: behind a word, outside of quotation marks; 0 where the whole
** may as well be read. */
uint32_t lead_end(const struct document *, uint32_t least);
/* A document of the lead, in the memory of the whole, which is not to be asked anything until it is given back. */
bool lead_take(struct document *whole, uint32_t end, struct document *lead);
void lead_give_back(struct document *whole, const struct document *lead);
/* Years in digits from byte `at` on, at most. */
uint32_t lead_years_behind(const struct document *, uint32_t at);
/* Whether the whole story's dates are read as those of its lead were. */
bool lead_tells_style(const struct document *lead, const struct document *whole);

#endif
