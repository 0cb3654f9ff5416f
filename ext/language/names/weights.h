/*
** The tagger's tags, and the weights of features for each (see tagger.h).
*/
#ifndef NEWSEXT_NAMES_WEIGHTS_H
#define NEWSEXT_NAMES_WEIGHTS_H

#include <stdbool.h>
#include <stdint.h>

enum { TAG_KINDS = 4, FEATURES_MOST = 96 /* of a token */, SEGMENT_MOST = 64 /* tokens */ };

/* Tag 0 is that of what is outside names; then come the parts of a name, each of every kind: those that open one, those
** that go on with it. */
enum tag_part { TAG_BEGIN, TAG_ALONE, TAG_INSIDE, TAG_LAST, TAG_PARTS };
enum {
  TAG_OUTSIDE,
  TAG_FIRST,
  TAGS = TAG_FIRST + TAG_KINDS * TAG_PARTS,
  TAG_SCORES = TAGS - 1,
  TAG_HALF = TAG_SCORES / 2,                  /* those that open a name; as many go on */
  TAG_OVER = TAG_FIRST + TAG_KINDS * TAG_LAST /* has the transitions from all tags that end a name */
};
static inline int tag_of(int kind, int part) { return TAG_FIRST + part * TAG_KINDS + kind; }
static inline int tag_kind(int tag) { return (tag - TAG_FIRST) % TAG_KINDS; }
static inline int tag_part(int tag) { return (tag - TAG_FIRST) / TAG_KINDS; }

/* The scores of all tags but 0, which scores 0, for one feature: each a byte, from 0 on, that of a tag that opens
** a name beside one that goes on, so that they are added up two at a time. */
struct weights_row {
  uint8_t scores[TAG_HALF][2];
};
enum { SCORE_NONE = 128, SCORE_MOST = 127 };

/* The rows.  The first bits of a feature's number tell its row, the last ones are the check, which tells
** most features that have no row from those that have, without a look at the rows, which are far off in memory. */
struct weights_table {
  uint32_t bits; /* of a row's number */
  const uint8_t *checks;
  const struct weights_row *rows;
};
static inline uint32_t weights_rows(uint32_t bits) { return (uint32_t)1 << bits; }
static inline uint32_t weights_at(uint32_t bits, uint32_t feature) { return feature >> (32 - bits); }

/* The row where a feature's weights are, if it has any: brought near.  Returns 1 or 0: whether it has. */
static inline uint32_t weights_row(struct weights_table table, uint32_t feature, const struct weights_row **row) {
  uint32_t at = weights_at(table.bits, feature);
  *row = &table.rows[at];
#if defined(__GNUC__)
  __builtin_prefetch(*row);
#endif
  return table.checks[at] == (uint8_t)feature;
}

/* All weights. */
struct weights {
  struct weights_table table;
  const int16_t *transitions;    /* TAGS x TAGS */
  int16_t from_begin[TAG_HALF];  /* those from a name's first part to one that goes on, of the same kind */
  int16_t from_inside[TAG_HALF]; /* and those from a part inside */
};

/* The file of weights: this, then the rows, then the check of each. */
enum { WEIGHTS_PADDING = 64 - (4 + 2 * TAGS * TAGS) % 64 };
struct weights_head {
  uint32_t bits; /* of a row's number */
  int16_t transitions[TAGS * TAGS];
  uint8_t padding[WEIGHTS_PADDING]; /* rows begin where a line of the cache does */
};

/* Weights whose parts stay where they are. */
struct weights weights_of(struct weights_table, const int16_t *transitions);

/* The weights in a file's bytes. */
struct weights weights_read(const unsigned char *file);

/* Sets a token's scores: the sums of some rows. */
void weights_add(const struct weights_row *const *rows, uint32_t count, int16_t scores[TAG_SCORES]);

/* The same for some features. */
void weights_score(const struct weights *, const uint32_t *features, uint32_t count, int16_t scores[TAG_SCORES]);

#endif
