/*
** Words without their endings: "talks" and "talk" are one, and where derivation counts for nothing "attackers" and
** "attack", too ([inflection] and [derivation] in ext/lexicon/en/storylines.txt and contradictions.txt).
*/
#ifndef NEWSEXT_STEM_H
#define NEWSEXT_STEM_H

#include <stdbool.h>
#include <stddef.h>

/* How many bytes of a folded word are left. */
size_t stem(const char *word, size_t bytes, bool derived);

#endif
