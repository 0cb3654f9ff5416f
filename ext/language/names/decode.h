/*
** The best sequence of tags by the scores of each token (see tagger.h).
*/
#ifndef NEWSEXT_NAMES_DECODE_H
#define NEWSEXT_NAMES_DECODE_H

#include "weights.h"

/* Sums are kept near 0 (the best of each token is), so that 16 bits do for
** them, and the compiler can do eight at a time. */
enum { NEVER = -16000 };

/* The best tags for `count` tokens. */
void decode(const struct weights *, const int16_t (*scores)[TAG_SCORES], uint32_t count, uint8_t *tags);

#endif
