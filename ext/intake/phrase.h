/*
** Word lists asked at a place in a text that has no tokens yet.
**
**     phrase_read(line, 0, LEXICON_FOOTER, &value)    19, of "All rights reserved."
*/
#ifndef NEWSEXT_PHRASE_H
#define NEWSEXT_PHRASE_H

#include "../base/slice.h"
#include "../language/lexicon.h"

enum { PHRASE_MOST_WORDS = 8 };

/* Where the longest entry of the list ends that starts with the word at byte `at` (no space); 0 if none does.  Its
** value goes to `*value` where that is not NULL.  The text has DOCUMENT_PADDING behind it. */
size_t phrase_read(struct slice text, size_t at, enum lexicon_list list, const char **value);

/* Whether a part of the text holds one of the words in `needs` ("a|b|c"; "" asks
** for nothing), in any case. */
bool phrase_has(struct slice part, const char *needs);

/* Whether one of the part's words is an entry of the list. */
bool words_have(struct slice part, enum lexicon_list list);

/* Whether the words of a name ("article-body", "articleBody", "og:title") hold an entry of the list. */
bool name_has(struct slice name, enum lexicon_list list);

/* The value of the entry that is the whole name, NULL where none is. */
const char *name_value(struct slice name, enum lexicon_list list);

/* The same as a number, of a list whose values are meanings; 0 where the list does not have it. */
int name_means(struct slice name, enum lexicon_list list);

/* The words of a name as tokens, which only the lexicon can be asked of; the last is an end.  Returns their count. */
enum { NAME_MOST_WORDS = 24 };
uint32_t name_words(struct slice name, struct token words[NAME_MOST_WORDS + 1]);

#endif
