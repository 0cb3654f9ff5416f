/*
** Cues: the words that attribute something to somebody.
**
**     Khalilzad denied that the talks had failed.     According to the group, ...
**     [speaker] [cue ] [content ...                   [cue       ] [speaker]
*/
#ifndef NEWSEXT_REPORTS_CUES_H
#define NEWSEXT_REPORTS_CUES_H

#include "../reports.h"

/* Reads the cue at token `i` of the unit [floor, ceiling); false if none is there. */
bool read_cue(const struct story *, uint32_t i, uint32_t floor, uint32_t ceiling, struct cue *);

#endif
