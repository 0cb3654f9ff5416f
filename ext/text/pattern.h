/*
** Patterns: regular expressions in Perl's syntax, by PCRE2.
**
**     char why[PATTERN_MESSAGE];
**     struct pattern *p = pattern_new("(?i)drone strikes?", 18, why);
**     struct span found;
**     while (!pattern_find(p, text, bytes, at, NULL, NULL, &found) && found.length) at = span_end(found);
**     pattern_free(p);
**
** Patterns and texts are UTF-8, \w and \b know Unicode, and text that is not
** valid UTF-8 is searched around its bad bytes.  A limit on backtracking ends
** what would never end.
*/
#ifndef NEWSEXT_PATTERN_H
#define NEWSEXT_PATTERN_H

#include "../base/span.h"
#include "../base/status.h"

#include <stddef.h>

enum { PATTERN_MESSAGE = 200 };

/* A compiled pattern, to be freed by pattern_free.  NULL after an error: `why` says what is
** wrong with the pattern, or is empty where there is no memory. */
struct pattern *pattern_new(const char *source, size_t bytes, char why[PATTERN_MESSAGE]);
void pattern_free(struct pattern *);

/* How many bytes it holds. */
size_t pattern_bytes(const struct pattern *);

/* The first match, never an empty one, that starts at or behind byte `from`; length 0 if there is none.
** STATUS_TOO_COMPLEX: the limit is reached.  `stop`, which may be NULL, is asked now and then. */
enum status pattern_find(struct pattern *, const char *text, size_t bytes, size_t from, int (*stop)(void *),
                         void *context, struct span *found);

#endif
