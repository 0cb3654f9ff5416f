/*
** Which features a token has (features.h says what they are after): inlined where the tagger looks for their weights, and
** where the training program notes their numbers, since most of the tagger's time goes here.
*/
#ifndef NEWSEXT_NAMES_TEMPLATES_H
#define NEWSEXT_NAMES_TEMPLATES_H

#include "features.h"

/* The last three letters of a word that has so many. */
static inline uint32_t ending(const char *end) { return ((uint32_t)word_eight(end - 3) & 0xFFFFFF) | 0x202020; }

/* The templates that ask lists what a word is, as bits. */
enum { TEMPLATES_OF_LISTS = 1 << 5 | 1 << 6 | 1 << 7 | 1 << 8 | 1 << 10 | 1 << 11 };

/* Where features go: their numbers and templates, or the rows of those that have weights. */
struct taker {
  uint32_t count, *numbers;
  uint8_t *templates;
  const struct weights_row **rows;
  struct weights_table table;
};

static inline void take(struct taker *to, uint8_t which, uint32_t number) {
  if (to->numbers) to->templates[to->count] = which, to->numbers[to->count++] = number;
  else to->count += weights_row(to->table, number, &to->rows[to->count]); /* no branch: no one can foretell it */
}

static inline uint32_t take_features(const struct segment *g, uint32_t i, struct taker to) {
  const struct spot *s = &g->spots[i + MARGIN];
  const struct token *t = &g->scene->tokens[g->first + i];
  uint32_t style = g->unit->style;
  uint32_t context = style << 1 | (g->first + i == g->unit->first);
  const uint64_t shape = spread(s->shape);
#define ADD(which, a, b) take(&to, which, feature(which, a, b))
  ADD(1, s->word, 0);
  if (s->run_at != 1) ADD(2, s[-1].word, 0);
  if (!s->run_length || s->run_at < s->run_length) ADD(3, s[1].word, 0);
  ADD(4, shape, (uint32_t)s[-1].shape << 8 | s[1].shape);
  /* Lists: each, all, with those of the neighbours, a longer entry's. */
  for (uint32_t left = s->lists & ((1 << GAZETTEER_BEGINS) - 1); left; left &= left - 1)
    ADD(5, spread(left & (0 - left)), style);
  ADD(6, s->all_lists, s->shape);
  ADD(7, s[-1].all_lists ^ (s->all_lists >> 3), s[1].all_lists);
  if (s->phrase) ADD(8, shape, s->phrase);
  if (t->kind == TOKEN_WORD && t->length >= 3) ADD(9, shape, ending(g->scene->document->text + t->start + t->length));
  /* The run of capitals, and what stands around it. */
  if (s->run_length) {
    const struct spot *first = s - (s->run_at - 1), *last = first + s->run_length - 1;
    const uint32_t at = s->run_at > 3 ? 3 : s->run_at, length = s->run_length > 4 ? 4 : s->run_length;
    const uint32_t where = at << 8 | length << 4 | (uint32_t)(s == last) << 3 | style;
    ADD(10, s->all_lists, where);
    if (s->run_length > 1) ADD(11, first->all_lists ^ (last->all_lists >> 3), where);
    ADD(12, first[-1].word, at);
    ADD(13, last[1].word, length);
    ADD(14, last[1].all_lists, where);
    ADD(15, spread((uint32_t)cluster_part(first[-1].cluster, CLUSTER_MIDDLE_BITS) << 2 | at), 0);
    ADD(16, spread((uint32_t)cluster_part(last[1].cluster, CLUSTER_MIDDLE_BITS) << 3 | length), 0);
  }
  if (s->cluster) {
    ADD(17, shape, cluster_part(s->cluster, CLUSTER_MIDDLE_BITS));
    ADD(18, shape, s->cluster);
  }
  if (s->capital) {
    ADD(19, spread(s->evidence & (SEEN_TITLED | SEEN_AFTER_GIVEN | SEEN_SPEAKING | SEEN_BY_AGE)), context);
    ADD(20, spread(s->evidence & (SEEN_BEFORE_GROUP | SEEN_IN | SEEN_THE)), context);
    ADD(21, shape, context << 8 | (s->evidence & (SEEN_LOWER | SEEN_INSIDE | SEEN_ALONE)));
  } else {
    ADD(22, shape, context);
  }
#undef ADD
  return to.count;
}

#endif
