/* Features: see features.h. */
#include "features.h"

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

enum { LOOKED_AT = 32 /* bytes of a word, for capitals within */ };

/* Whether one of the eight bytes from `text` on that are among the first `bytes`, one or more, is from A to Z: each sum has
** its highest bit where a letter is from A on, or beyond Z. */
static bool has_capital(const char *text, uint32_t bytes) {
  const uint64_t ones = 0x0101010101010101u;
  uint64_t eight = word_eight(text) << (bytes < 8 ? 64 - 8 * bytes : 0), low = eight & 127 * ones;
  return (low + (128 - 'A') * ones) & ~(low + (127 - 'Z') * ones) & ~eight & 128 * ones;
}

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
      for (uint32_t i = 1; i < t->length && i < LOOKED_AT; i += 8)
        if (has_capital(text + t->start + i, t->length - i)) return SHAPE_MIXED;
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

/* Token `t` as the features see it, within a segment or beside it. */
static void look_at(struct spot *spot, struct scene *scene, uint32_t t, bool within) {
  const struct token *token = &scene->tokens[t];
  uint64_t slot = scene_slot(scene, t);
  uint32_t lists = slot_lists(slot) | WITHIN;
  bool capital = within && is_capital(token);
  *spot = (struct spot){.word = scene_hash(scene, t),
                        .all_lists = spread(lists),
                        .lists = lists,
                        .cluster = (uint16_t)slot_cluster(slot),
                        .evidence = capital ? scene_profile(scene, t)->evidence : 0,
                        .shape = shape_of(scene->document->text, token),
                        .capital = capital};
}

void segment_set(struct segment *g, struct scene *scene, const struct unit *unit, uint32_t first, uint32_t count) {
  struct spot *s = g->spots;
  g->scene = scene;
  g->unit = unit;
  g->first = first;
  g->count = count;
  for (uint32_t t = first; t < first + count; t++) look_at(&s[t + MARGIN - first], scene, t, true);
  s[0] = s[count + MARGIN] = (struct spot){0};
  if (first > unit->first) look_at(s, scene, first - 1, false);
  if (first + count < unit->end) look_at(&s[count + MARGIN], scene, first + count, false);
  for (uint32_t i = MARGIN; i < count + MARGIN; i++) note_phrase(g, i, count + MARGIN);
  number_runs(g);
}
