/*
** The tagger's arithmetic: tags, the weights of features, and the best sequence of tags (see tagger.h).
*/
#ifndef NEWSEXT_NAMES_DECODE_H
#define NEWSEXT_NAMES_DECODE_H

#include "features.h"

/* Tag 0 is "outside"; then come the parts of a name, each of every kind: those that open one, those that go on with it. */
enum tag_part { TAG_BEGIN, TAG_ALONE, TAG_INSIDE, TAG_LAST, TAG_PARTS };
enum {
  TAG_OUTSIDE,
  TAG_FIRST,
  TAGS = TAG_FIRST + TAG_KINDS * TAG_PARTS,
  TAG_SCORES = TAGS - 1,
  TAG_HALF = TAG_SCORES / 2 /* those that open a name; as many go on */
};
static inline int tag_of(int kind, int part) { return TAG_FIRST + part * TAG_KINDS + kind; }
static inline int tag_kind(int tag) { return (tag - TAG_FIRST) % TAG_KINDS; }
static inline int tag_part(int tag) { return (tag - TAG_FIRST) / TAG_KINDS; }

/* Sums are kept near 0 (the best of each token is), so that 16 bits do for
** them, and the compiler can do eight at a time. */
enum { NEVER = -16000 };

/* The scores of all tags but "outside", which scores 0, for one feature: each a byte, from 0 on, that of a tag that opens
** a name beside one that goes on, so that they are added up two at a time. */
struct weights_row {
  uint8_t scores[TAG_HALF][2];
};
enum { SCORE_NONE = 128, SCORE_MOST = 127 };

/* One reading's weights.  A feature's row is where its number falls among them; the check tells most features that
** have no row from those that have, without a look at the rows, which are far off in memory. */
struct weights {
  uint32_t rows;
  const int16_t *transitions;    /* TAGS x TAGS; from TAG_ALONE as from TAG_LAST */
  int16_t from_begin[TAG_HALF];  /* those from a name's first part to one that goes on, of the same kind */
  int16_t from_inside[TAG_HALF]; /* and those from a part inside */
  const uint8_t *checks;         /* of each row */
  const struct weights_row *table;
};
static inline uint32_t weights_at(const struct weights *w, uint32_t feature) {
  return (uint32_t)((uint64_t)feature * w->rows >> 32);
}

/* The file of weights: this, then the rows of each reading, then the checks of each. */
enum { WEIGHTS_PADDING = 64 - (8 + 4 * TAGS * TAGS) % 64 };
struct weights_head {
  uint32_t rows[2];
  int16_t transitions[2][TAGS * TAGS];
  uint8_t padding[WEIGHTS_PADDING]; /* rows begin where a line of the cache does */
};

/* The weights of one reading, whose parts stay where they are. */
struct weights weights_of(uint32_t rows, const int16_t *transitions, const uint8_t *checks,
                          const struct weights_row *table);

/* The two readings' weights in a file's bytes. */
void weights_set(struct weights both[2], const unsigned char *file);

/* The rows of those features that have one, which are brought near.  Returns how many. */
uint32_t weights_find(const struct weights *, const uint32_t *features, uint32_t count,
                      const struct weights_row *rows[FEATURES_MOST]);

/* Adds up the scores of some rows. */
void weights_add(const struct weights_row *const *rows, uint32_t count, int16_t scores[TAG_SCORES]);

/* Both for some features. */
void weights_score(const struct weights *, const uint32_t *features, uint32_t count, int16_t scores[TAG_SCORES]);

/* The best tags for `count` tokens.  Where `allowed` is not NULL, only the tags whose bits
** are set in it; where `cost` is not 0, tags beyond `allowed` are taken all the
** same, and gain `cost`. */
void decode(const struct weights *, const int16_t (*scores)[TAG_SCORES], uint32_t count, const uint32_t *allowed,
            int cost, uint8_t *tags);

#endif
