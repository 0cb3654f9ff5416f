/*
** Bylines: who wrote a story, as a line above it says.
**
**     "By Jane Roe, Senior Reporter | The Herald"      byline Jane Roe
**     "Jane Roe, Senior Reporter"                      the same, below a headline
**
** The words before and behind the name are lists: ext/lexicon/en/residue.txt,
** [byline_lead] and [byline_job].
*/
#ifndef NEWSEXT_BYLINE_H
#define NEWSEXT_BYLINE_H

#include "story.h"

/* Whether the line begins as a byline does ("By Jane"); `*name` gets what follows the words for that. */
bool byline_begins(struct slice line, struct slice *name);

/* Whether who is named is but the one who runs the pages: [byline_nobody]. */
bool byline_is_nobody(struct slice);

/* The name beside an address of mail: "Ann Roe <ann@h.example>", "ann@h.example (Ann Roe)"; else the text as it is. */
struct slice byline_of_address(struct slice);

/* Whether a text may be a person's name: few words, each with a capital, no digit. */
bool byline_is_name(struct slice);

/* The same of several, and of those with small words in them: "Jan van Rohe, Ann Roe and Vera Lind". */
bool byline_is_names(struct slice);

/* Whether the line is a name and what the person does: "Jane Roe, Senior Reporter", "Staff Report". */
bool byline_has_job(struct slice line);

/* Whether the line is a name and the day behind it, parted by a mark: "Jane Roe | 28 Jan 2019", "Lisbon, January 28, 2019". */
bool byline_dated(struct slice line, struct when *, struct slice *name);

/* Takes the name off the front of a byline, if it is somebody's, and the outlet and date that stand behind it; what the
** story has already stays.  False, and nothing is set, where there is no name. */
bool byline_read(struct story *, struct slice);

#endif
