/*
** Where what a cue introduces begins: behind the verb, who is told and when.
**
**     Lee told reporters on Friday | that she would go
**     Lee said in a statement | they had left
*/
#ifndef NEWSEXT_REPORTS_INTRODUCED_H
#define NEWSEXT_REPORTS_INTRODUCED_H

#include "../reports.h"

enum { FARTHEST_CONTENT = 30 /* tokens from a cue to what it introduces */ };

static inline bool is_to(const struct story *s, uint32_t i) { return is_of(s, i, LEXICON_IS_TO); }

/* Whether a word can begin a clause that is said, and no clause of time and no relative one. */
static inline bool is_clause_opener(const struct story *s, uint32_t i) {
  return has(s, i, LEXICON_CLAUSE_OPENER) && !is_capitalized(s, i) && !is_of(s, i, LEXICON_IS_NO_CONTENT);
}

/* Whether a study or the like says what it has found: "A poll shows that …", and nobody thinks or does so. */
bool is_finding(const struct story *, const struct cue *, struct phrase by);

/* Whether quoted text names a work that has just been told of: she wrote in her memoir, “Salt and Honey”. */
bool names_work(const struct story *, const struct quoted *);

/* Whether a clause ends at token `i`: at a mark that does, or at `ceiling`. */
bool ends_clause(const struct story *, uint32_t i, uint32_t ceiling);

/* Where what the cue introduces begins, before token `ceiling`: cue.content.  Sets cue.colon. */
uint32_t find_content(const struct story *, struct cue *, uint32_t ceiling);

#endif
