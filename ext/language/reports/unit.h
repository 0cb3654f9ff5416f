/*
** Units: the stretches in which cues and what they attribute are looked for.
**
**     “We won,” he said. “They lost,” she added, “and they know that we did.”
**     unit 1             unit 2
**
** What the files that fill the layer share about one stands here.
*/
#ifndef NEWSEXT_REPORTS_UNIT_H
#define NEWSEXT_REPORTS_UNIT_H

#include "../reports.h"

struct report_list ARENA_LIST(struct report);

enum {
  MOST_CUES = 64,       /* in one unit; more are not read */
  LONGEST_SUBJECT = 24, /* tokens */
  LONG_STATEMENT = 10,
  MOST_ADJECTIVES = 3,
  LONGEST_TAG = 6,
  LONGEST_DATELINE = 12
};

/* Fills in the unit's cues, and what they report (reader.c). */
void read_unit(const struct story *, struct unit *);

/* Fills in what the cues that a unit has report (contents.c). */
void read_reports(const struct story *, struct unit *);

/* The last @name of the unit that is not quoted; 0 if it has none. */
uint32_t last_handle(const struct story *, const struct unit *);

/* Behind "WASHINGTON (AFP) – " or "(AFP) " at the unit's start. */
uint32_t behind_dateline(const struct story *, const struct unit *);

/* Whose words are named before the colon at token `colon`: "recalls Lee's answer to the court:", "Her advice:"; empty if
** nobody's are. */
struct phrase owner_before(const struct story *, uint32_t first, uint32_t colon);

/* A stop, comma, colon or dash, which is no part of a quotation's edge. */
bool is_trimmed(const struct story *, uint32_t i);

/* Whether the quoted text ends so that its sentence can go on: with a comma, ? or !, also inside single marks. */
bool ends_open(const struct story *, const struct quoted *);

#endif
