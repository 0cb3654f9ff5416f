/*
** Quoted text that no cue claimed: it may go on from the sentence before, follow a
** colon, or be nobody's words.
**
**     "We won," Lee said. "They lost."    the same speaker
**     From the report: "All is lost."     the report
**     The "puppets" in Kabul …            partial, nobody
**     The film "Long Night" …             no quotation
*/
#ifndef NEWSEXT_QUOTATIONS_UNCLAIMED_H
#define NEWSEXT_QUOTATIONS_UNCLAIMED_H

#include "writer.h"

/* Adds the quoted texts of the unit that are in none of the rows from `rows` on, each in its place.  `announced` is
** the voice that the unit before announced, if it did. */
void write_unclaimed(struct writer *, const struct unit *, size_t rows, struct voice announced);

/* The voice that a colon at the unit's end gives to what the next one quotes: "She added:", "From Ann Lee:". */
struct voice voice_announced(const struct writer *, const struct unit *);

/* A post that ends as it is embedded: "We won! — Ann Lee (@annlee) January 28, 2019".  It begins with
** its paragraph, or behind the reporting that stands before it there. */
void write_post(struct writer *, const struct unit *);

#endif
