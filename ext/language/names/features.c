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
  struct known_phrase *phrase = best ? ARENA_ADD(&g->scene->document->arena, &g->scene->phrases) : NULL;
  if (phrase) *phrase = (struct known_phrase){t, best + 1, lists};
}

/* Numbers the words of the runs of capitals. */
static void number_runs(struct segment *g) {
  struct spot *s = g->spots + MARGIN;
  for (uint32_t i = 0, end; i < g->count; i = end + 1) {
    for (end = i; end < g->count && s[end].capital; end++) s[end].run_at = (uint8_t)(end - i + 1);
    for (uint32_t k = i; k < end; k++) s[k].run_length = (uint8_t)(end - i);
  }
}

void segment_set(struct segment *g, struct scene *scene, const struct unit *unit, uint32_t first, uint32_t count) {
  struct spot *s = g->spots;
  g->scene = scene;
  g->unit = unit;
  g->first = first;
  g->count = count;
  memset(s, 0, (count + 2 * MARGIN) * sizeof *s);
  uint32_t begin = first > unit->first ? first - MARGIN : first, end = first + count + (first + count < unit->end);
  for (uint32_t t = begin; t < end; t++) scene_foresee(scene, t);
  for (uint32_t t = begin; t < end; t++) {
    struct spot *spot = &s[t + MARGIN - first];
    uint64_t slot = scene_slot(scene, t);
    spot->word = scene_hash(scene, t);
    spot->lists = slot_lists(slot) | WITHIN;
    spot->all_lists = spread(spot->lists);
    spot->cluster = (uint16_t)slot_cluster(slot);
    spot->shape = shape_of(scene->document->text, &scene->tokens[t]);
    if (t < first || t >= first + count || !is_capital(&scene->tokens[t])) continue;
    spot->capital = true;
    spot->evidence = scene_profile(scene, t)->evidence;
  }
  for (uint32_t i = MARGIN; i < count + MARGIN; i++) note_phrase(g, i, count + MARGIN);
  number_runs(g);
}

/* The last letters of a word. */
static inline uint64_t ending(const char *end, uint32_t length) {
  uint32_t letters = 0;
  for (uint32_t i = 1; i <= length; i++) letters = letters << 8 | ((unsigned char)end[-(int)i] | 32);
  return spread(letters);
}

uint32_t segment_features(const struct segment *g, uint32_t i, uint32_t out[FEATURES_MOST]) {
  const struct spot *s = &g->spots[i + MARGIN];
  const struct token *t = &g->scene->tokens[g->first + i];
  uint32_t n = 0, style = g->unit->style;
  uint32_t context = style << 1 | (g->first + i == g->unit->first);
  const uint64_t shape = spread(s->shape);
#define ADD(which, a, b) out[n++] = feature(which, a, b)
  ADD(1, shape, spread(context));
  ADD(2, s->word, 0);
  ADD(3, s[-1].word, 0);
  ADD(4, s[1].word, 0);
  ADD(5, shape, spread((uint32_t)s[-1].shape << 8 | s[1].shape));
  /* Lists: each, all, with those of the neighbours, a longer entry's. */
  for (uint32_t left = s->lists & ((1 << GAZETTEER_BEGINS) - 1); left; left &= left - 1)
    ADD(6, spread(left & (0 - left)), spread(style));
  ADD(7, s->all_lists, shape);
  ADD(8, s[-1].all_lists ^ (s->all_lists >> 3), s[1].all_lists);
  ADD(9, spread(s->phrase), shape);
  if (t->kind == TOKEN_WORD && t->length >= 3)
    ADD(10, ending(g->scene->document->text + t->start + t->length, 3), shape);
  /* The run of capitals, and what stands around it. */
  if (s->run_length) {
    const struct spot *first = s - (s->run_at - 1), *last = first + s->run_length - 1;
    const uint32_t at = s->run_at > 3 ? 3 : s->run_at, length = s->run_length > 4 ? 4 : s->run_length;
    const uint64_t where = spread(at << 8 | length << 4 | (uint32_t)(s == last) << 3 | style);
    ADD(11, s->all_lists, where);
    ADD(12, first->all_lists ^ (last->all_lists >> 3), where);
    ADD(13, first[-1].word, spread(at));
    ADD(14, last[1].word, spread(length));
    ADD(15, last[1].all_lists, where);
    ADD(16, spread(cluster_part(first[-1].cluster, CLUSTER_MIDDLE_BITS)), spread(at));
    ADD(17, spread(cluster_part(last[1].cluster, CLUSTER_MIDDLE_BITS)), spread(length));
  }
  if (s->cluster) {
    ADD(18, spread(cluster_part(s->cluster, CLUSTER_MIDDLE_BITS)), shape);
    ADD(19, spread(s->cluster), shape);
  }
  for (uint32_t left = s->evidence; left; left &= left - 1) ADD(20, spread(left & (0 - left)), spread(context));
  if (s->capital) {
    ADD(21, spread(s->evidence), 0);
    ADD(22, spread(s->evidence & (SEEN_LOWER | SEEN_INSIDE | SEEN_ALONE)), spread(context << 8 | s->shape));
  }
#undef ADD
  return n;
}
