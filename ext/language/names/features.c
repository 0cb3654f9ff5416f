/* Features: see features.h. */
#include "features.h"

#include <string.h>

/* Shapes: U.S.  NATO  McCain  Ghani  1,000  16th  the  - */
enum shape {
  SHAPE_OTHER,
  SHAPE_ACRONYM,
  SHAPE_INITIAL,
  SHAPE_CAPITALS,
  SHAPE_MIXED,
  SHAPE_CAPITAL,
  SHAPE_LOWER,
  SHAPE_NUMBER,
  SHAPE_YEAR,
  SHAPE_MIXED_NUMBER,
  SHAPE_POSSESSIVE,
  SHAPE_MARK
};

/* Tells a word that is in no list from what is beyond the unit. */
static const uint32_t WITHIN = (uint32_t)1 << 31;

static uint8_t shape_of(const char *text, const struct token *t) {
  switch (t->kind) {
    case TOKEN_ACRONYM: return t->length == 2 ? SHAPE_INITIAL : SHAPE_ACRONYM;
    case TOKEN_POSSESSIVE: return SHAPE_POSSESSIVE;
    case TOKEN_MARK: return (uint8_t)(SHAPE_MARK + (text[t->start] & 31) * (t->length == 1 ? 1 : 0));
    case TOKEN_NUMBER:
      for (uint32_t i = 0; i < t->length; i++)
        if ((text[t->start + i] | 32) >= 'a') return SHAPE_MIXED_NUMBER;
      return t->length == 4 ? SHAPE_YEAR : SHAPE_NUMBER;
    case TOKEN_WORD:
      if (!(t->flags & TOKEN_CAPITALIZED)) return SHAPE_LOWER;
      if (t->flags & TOKEN_ALL_CAPS) return t->length <= 4 ? SHAPE_CAPITALS : SHAPE_CAPITALS + 64;
      if (t->length == 1) return SHAPE_INITIAL + 64;
      for (uint32_t i = 1; i < t->length && i < 32; i++)
        if (text[t->start + i] >= 'A' && text[t->start + i] <= 'Z') return SHAPE_MIXED;
      return SHAPE_CAPITAL;
    default: return SHAPE_OTHER;
  }
}

/* Longer entries of the gazetteer that begin at spot `i`: the longest marks its words. */
static void note_phrase(struct segment *g, uint32_t i, uint32_t end) {
  struct spot *s = g->spots;
  if (!(s[i].lists >> GAZETTEER_BEGINS & 1) || s[i].phrase) return;
  uint32_t t = g->first + i - MARGIN;
  uint64_t hash = scene_hash(g->scene, t);
  uint32_t best = 0, lists = 0;
  for (uint32_t k = 1; k < GAZETTEER_MOST_WORDS && i + k < end; k++) {
    hash = gazetteer_join(hash, scene_hash(g->scene, t + k));
    uint32_t found = gazetteer_find(hash);
    if (found & ~((uint32_t)1 << GAZETTEER_BEGINS)) best = k, lists = found & ~((uint32_t)1 << GAZETTEER_BEGINS);
    if (!(found >> GAZETTEER_BEGINS & 1)) break;
  }
  uint16_t list = 0;
  while (lists >> 1 >> list) list++;
  for (uint32_t k = 0; best && k <= best; k++)
    s[i + k].phrase = (uint16_t)(list << 2 | (k == 0 ? 1 : k == best ? 3 : 2));
}

void segment_set(struct segment *g, struct scene *scene, const struct unit *unit, uint32_t first, uint32_t count) {
  g->scene = scene;
  g->unit = unit;
  g->first = first;
  g->count = count;
  uint32_t all = count + 2 * MARGIN;
  memset(g->spots, 0, all * sizeof *g->spots);
  /* Of the outermost words the lists are never asked for. */
  for (uint32_t i = 0; i < all; i++) {
    uint32_t t = first + i - MARGIN; /* wraps below the first token, and is then beyond the unit */
    if (t < unit->first || t >= unit->end || first + i < MARGIN) continue;
    g->spots[i].word = (uint32_t)(scene_hash(scene, t) >> 16) | 1;
    g->spots[i].shape = shape_of(scene->document->text, &scene->tokens[t]);
    if (i && i < all - 1) scene_foresee(scene, t);
  }
  for (uint32_t i = 1; i < all - 1; i++) {
    struct spot *s = &g->spots[i];
    if (!s->word) continue;
    s->lists = scene_lists(scene, first + i - MARGIN) | WITHIN;
    s->cluster = (uint16_t)scene_cluster(scene, first + i - MARGIN);
  }
  for (uint32_t i = 0; i < count; i++) {
    struct spot *s = &g->spots[i + MARGIN];
    s->capital = is_capital(&scene->tokens[first + i]);
    if (s->capital) s->evidence = scene_profile(scene, first + i)->evidence;
  }
  for (uint32_t i = MARGIN; i < count + MARGIN; i++) note_phrase(g, i, count + MARGIN);
  for (uint32_t i = MARGIN; i < count + MARGIN; i++) {
    uint32_t end = i;
    while (end < count + MARGIN && g->spots[end].capital) end++;
    for (uint32_t k = i; k < end; k++) {
      g->spots[k].run_at = (uint8_t)(k - i + 1);
      g->spots[k].run_length = (uint8_t)(end - i);
    }
    if (end > i) i = end;
  }
}

static inline uint32_t affix(const char *text, uint32_t length) {
  uint32_t h = length;
  for (uint32_t i = 0; i < length; i++) h = h * 257 + ((unsigned char)text[i] | 32);
  return h;
}

uint32_t segment_features(const struct segment *g, uint32_t i, uint32_t out[FEATURES_MOST]) {
  const struct spot *s = &g->spots[i + MARGIN];
  const struct token *t = &g->scene->tokens[g->first + i];
  const char *text = g->scene->document->text + t->start;
  uint32_t n = 0, which = 0, style = g->unit->style;
  bool head = g->first + i == g->unit->first;
  uint32_t context = style << 1 | head;
#define ADD(a, b) out[n++] = feature(++which, (a), (b))
  ADD(s->shape, context);
  ADD(s->word, 0);
  ADD(s[-1].word, 0);
  ADD(s[1].word, 0);
  ADD(s[-2].word, 0);
  ADD(s[2].word, 0);
  ADD(s[-1].word, s->word);
  ADD(s->word, s[1].word);
  ADD(s[-1].word, s[1].word);
  uint32_t left_shape = s[-1].shape;
  ADD(left_shape << 16 | (uint32_t)s->shape << 8 | s[1].shape, 0);
  ADD((uint32_t)s[-2].shape << 16 | left_shape << 8 | s->shape, s[1].shape);
  /* Lists: each, all, and with those of the neighbours. */
  for (uint32_t left = s->lists & ((1 << GAZETTEER_BEGINS) - 1), k = ++which; left; left &= left - 1)
    out[n++] = feature(k, left & (0 - left), style);
  ADD(s->lists, s->shape);
  ADD(s->lists, context);
  ADD(feature(0, s[-1].lists, s->lists), s[1].lists);
  ADD(s[-1].word, s->lists);
  ADD(s->lists, s[1].word);
  ADD(s[-2].word, s[-1].word);
  ADD(s[1].word, s[2].word);
  ADD(s->phrase, s->shape);
  ADD(s->phrase, (uint32_t)s[1].phrase << 16 | s[-1].phrase);
  /* Affixes. */
  if (t->kind == TOKEN_WORD && t->length >= 3) {
    uint32_t length = t->length;
    ADD(affix(text, 3), s->shape);
    ADD(affix(text + length - 3, 3), s->shape);
    ADD(affix(text + length - 2, 2), s->shape);
    if (length >= 5) {
      ADD(affix(text, 4), 0);
      ADD(affix(text + length - 4, 4), s->shape);
    }
  }
  which = 48;
  /* The run of capitals, and what stands around it. */
  if (s->run_length) {
    const struct spot *first = s - (s->run_at - 1), *last = first + s->run_length - 1;
    uint32_t at = s->run_at > 3 ? 3 : s->run_at, length = s->run_length > 4 ? 4 : s->run_length;
    uint32_t where = at << 8 | length << 4 | (uint32_t)(s == last) << 3 | style;
    ADD(where, s->lists);
    ADD(last->lists, at << 1 | (uint32_t)(s == last));
    ADD(first->lists, at << 1 | (uint32_t)(s == last));
    ADD(feature(1, first->lists, last->lists), where);
    ADD(first[-1].word, at);
    ADD(last[1].word, length);
    ADD(first[-1].lists, where);
    ADD(last[1].lists, where);
    ADD(feature(2, first[-1].lists, last[1].lists), where);
    ADD(cluster_part(first[-1].cluster, CLUSTER_MIDDLE_BITS), at);
    ADD(cluster_part(last[1].cluster, CLUSTER_MIDDLE_BITS), length);
    ADD(cluster_part(first[-1].cluster, CLUSTER_COARSE_BITS) << 8 | cluster_part(last[1].cluster, CLUSTER_COARSE_BITS),
        at);
  }
  which = 64;
  if (s->cluster) {
    ADD(cluster_part(s->cluster, CLUSTER_COARSE_BITS), s->shape);
    ADD(cluster_part(s->cluster, CLUSTER_MIDDLE_BITS), s->shape);
    ADD(s->cluster, s->shape);
  }
  which = 67;
  ADD(cluster_part(s[-1].cluster, CLUSTER_MIDDLE_BITS), 0);
  ADD(cluster_part(s[1].cluster, CLUSTER_MIDDLE_BITS), 0);
  which = 72;
  for (uint32_t left = s->evidence, k = ++which; left; left &= left - 1)
    out[n++] = feature(k, left & (0 - left), context);
  if (s->capital) {
    ADD(s->evidence, 0);
    ADD(s->evidence, s->lists);
    ADD(s->evidence & (SEEN_LOWER | SEEN_INSIDE | SEEN_ALONE), context << 8 | s->shape);
  }
#undef ADD
  return n;
}
