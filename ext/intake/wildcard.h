/*
** Patterns of file names, as a shell has them (POSIX, section 2.13), on every system alike and in UTF-8:
**
**     wildcard_match("2019-*.t?t", 10, "2019-05.txt", 11)     true
**
** `*` is any text, `?` one character, `[a-c]` one of a set, `[!a-c]` one not in it, `\` takes its meaning from the
** next.  None of them begins a name with a dot.  The pieces of a path are compared one by one.
*/
#ifndef NEWSEXT_WILDCARD_H
#define NEWSEXT_WILDCARD_H

#include <stdbool.h>
#include <stddef.h>

/* Whether a character means something in a pattern. */
bool wildcard_means(char);

/* Where the first * ? or [ stands; the end of the text where there is none. */
size_t wildcard_first(const char *path);

/* The bytes before the next slash. */
size_t wildcard_part(const char *pattern);

/* Whether a name (no slash in it) agrees with a pattern. */
bool wildcard_match(const char *pattern, size_t pattern_bytes, const char *name, size_t bytes);

#endif
