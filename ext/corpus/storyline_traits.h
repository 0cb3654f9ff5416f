/*
** What a story is known by among others: the words, names and figures of its title and first sentences.
**
**     "Two killed as quake of magnitude 6.1 hits Qeshm"
**      2 (figure)  kill (word)  quak  magnitud  6.1 (figure)  hit  qeshm (name)
**
** News says first what happened, so the lead stands for the story.  Words are folded, without their endings
** (killed, kills: a light stemmer over the endings in ext/lexicon/en/storylines.txt), and kept as a hash; words
** that stories of every kind have are left out.  Number words are the figures they mean.
*/
#ifndef NEWSEXT_STORYLINE_TRAITS_H
#define NEWSEXT_STORYLINE_TRAITS_H

#include "../base/buffer.h"
#include "../base/slice.h"
#include "../language/document.h"
#include "stem.h"

enum {
  TRAIT_LEAD_WORDS = 100, /* of a title and its story; beyond stands the background */
  TRAIT_BYTES = 5,        /* of one as it is kept */
  TRAIT_MOST_COUNT = 63
};

enum trait_kind { TRAIT_WORD, TRAIT_NAME, TRAIT_FIGURE };

struct trait {
  uint32_t key;
  uint8_t kind, count; /* enum trait_kind; how often, up to TRAIT_MOST_COUNT */
};

/*
** Appends the traits of a lead (a title, an empty line, the first sentences) to `out`, TRAIT_BYTES bytes each, by
** key.  `names` are the names that stand in it, `days` the days that it speaks of ("2019-01-28"), one a line.  `known`
** are words of the leads that were read before it; it may be NULL.
** Errors: the document's status, or the buffer's no_memory.
*/
void storyline_traits(struct buffer *out, struct document *lead, struct slice names, struct slice days,
                      struct known_words *known);

/* The trait that is kept in TRAIT_BYTES bytes. */
struct trait storyline_trait(const unsigned char *kept);

#endif
