/*
** Whom of those that a story names a phrase means: a speaker, or who sets a condition.
**
**     identity_phrase_mention(d, "The Taliban")       3, where Taliban is named by the third mention first
*/
#ifndef NEWSEXT_IDENTITY_PHRASE_H
#define NEWSEXT_IDENTITY_PHRASE_H

#include "../base/slice.h"
#include "../language/document.h"

/* The number, from 1, of the first mention of the thing that a phrase means by its fullest name or that mention's words, with
** at most what says who that is before it, but not "the president of Mexico".  A person goes before others, a longer name
** before a shorter.  0: it means none. */
uint32_t identity_phrase_mention(struct document *, struct slice phrase);

#endif
