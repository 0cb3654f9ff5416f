/*
** Extents: where a cue stands to what it attributes, and how far that goes.
**
**     The war, Ghani said, would end.      inside: two parts
**     The war would end, Ghani said.       beside
**     Ghani said the war would end, adding that …      introduced; it ends before ", adding"
*/
#ifndef NEWSEXT_REPORTS_EXTENTS_H
#define NEWSEXT_REPORTS_EXTENTS_H

#include "unit.h"

/* Whether cue `k` stands beside what it attributes, which ends before it and does not begin before token `done`. */
bool stands_beside(const struct story *, const struct unit *, uint32_t k, uint32_t done);

/* Where what the cue attributes goes on behind it, if commas set the cue off inside that: "In particular, he said, | the
** talks …"; 0 if they do not. */
uint32_t behind_inside(const struct story *, const struct unit *, const struct cue *);

/* Whether quoted text ends right before the cue's attribution: “…,” he said. */
bool stands_behind_quote(const struct story *, const struct cue *);

/* Where an attribution that stands beside its content ends, and content can go on. */
uint32_t attribution_end(const struct story *, const struct unit *, uint32_t k);

/* Where the content of cue `k` that begins at token `first` ends. */
uint32_t content_end(const struct story *, const struct unit *, uint32_t k, uint32_t first);

/* Where the content that ends before token `end` begins: at the quotation itself where a colon or a dash
** announces it ("He was too busy: “I have no time,” he wrote"), else at `first`. */
uint32_t announced_quote(const struct story *, uint32_t first, uint32_t end);

#endif
