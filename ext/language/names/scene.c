/* The scene: see scene.h. */
#include "scene.h"

#include "../lexicon.h"

static const uint64_t KNOWN = (uint64_t)1 << 63; /* in place of a print, which has done its service */

static uint32_t bit(enum gazetteer_list list) { return (uint32_t)1 << list; }

static uint64_t known(struct scene *s, uint32_t t) {
  if (!s->known[t]) s->known[t] = gazetteer_slot(scene_hash(s, t)) | KNOWN;
  return s->known[t];
}

uint32_t scene_lists(struct scene *s, uint32_t t) { return slot_lists(known(s, t)); }
uint32_t scene_cluster(struct scene *s, uint32_t t) { return slot_cluster(known(s, t)); }

void scene_foresee(struct scene *s, uint32_t t) {
  if (!s->known[t]) gazetteer_foresee(scene_hash(s, t));
}

struct profile *scene_profile(struct scene *s, uint32_t t) {
  uint64_t hash = scene_hash(s, t);
  for (uint32_t at = (uint32_t)(hash >> 40) & s->profile_mask;; at = (at + 1) & s->profile_mask) {
    struct profile *p = &s->profiles[at];
    if (p->hash == hash) return p;
    if (!p->hash) return NULL;
  }
}

static struct profile *profile_made(struct scene *s, uint32_t t) {
  uint64_t hash = scene_hash(s, t);
  for (uint32_t at = (uint32_t)(hash >> 40) & s->profile_mask;; at = (at + 1) & s->profile_mask) {
    struct profile *p = &s->profiles[at];
    if (p->hash && p->hash != hash) continue;
    p->hash = hash;
    return p;
  }
}

/* Whether single line ends are mere wrapping: then lines go on in lower case,
** or break off at "and" or a comma. */
static bool is_wrapped(const struct scene *s) {
  uint32_t lines = 0, go_on = 0;
  for (uint32_t i = 1; i < s->count && lines < 200; i++) {
    const struct token *t = &s->tokens[i];
    if (!(t->flags & TOKEN_AFTER_LINE) || t->flags & TOKEN_AFTER_PARAGRAPH) continue;
    bool lower = t->kind == TOKEN_WORD && !(t->flags & TOKEN_CAPITALIZED);
    bool broken = s->document->text[t[-1].start] == ',' || lexicon_has(t[-1].word, LEXICON_NAME_JOINER);
    lines++;
    go_on += lower || broken;
  }
  return go_on * 4 > lines;
}

static uint8_t style_of(const struct scene *s, uint32_t first, uint32_t end) {
  /* Counts of 8 bits side by side, and no branches: no one can foretell them. */
  enum { LOOKED_AT = 200, ALL = 0, CAPITAL = 8, LOWER = 16, SMALL = 24, NUMBERS = 32, LONG = 4 };
#define ONE_NUMBER (uint64_t)1 << NUMBERS
  static const uint64_t tells[8][8] = {/* by kind, and TOKEN_CAPITALIZED, TOKEN_ALL_CAPS and whether it has 4 letters */
                                       [TOKEN_WORD] = {1u << SMALL, 1u << CAPITAL, 1u << SMALL | 1u << ALL, 1u << ALL,
                                                       1u << LOWER, 1u << CAPITAL, 1u << LOWER | 1u << ALL, 1u << ALL},
                                       [TOKEN_NUMBER] = {ONE_NUMBER, ONE_NUMBER, ONE_NUMBER, ONE_NUMBER, ONE_NUMBER,
                                                         ONE_NUMBER, ONE_NUMBER, ONE_NUMBER}};
#undef ONE_NUMBER
  if (end - first > LOOKED_AT) end = first + LOOKED_AT;
  uint64_t sum = 0;
  for (const struct token *t = &s->tokens[first]; t < &s->tokens[end]; t++)
    sum += tells[t->kind & 7][(t->flags & (TOKEN_CAPITALIZED | TOKEN_ALL_CAPS)) | (t->length > 3) * LONG];
  uint32_t all = sum >> ALL & 255, capital = sum >> CAPITAL & 255, lower = sum >> LOWER & 255,
           small = sum >> SMALL & 255, numbers = sum >> NUMBERS & 255;
  if (all >= 2 && all > 3 * (lower + small) && all > capital) return STYLE_CAPITALS;
  if (numbers > lower + small && numbers >= 2) return STYLE_TABLE;
  if (capital >= 3 && !lower) return STYLE_TITLE;
  if (capital >= 4 && capital > 3 * lower) return STYLE_TITLE;
  return STYLE_PLAIN;
}

/* Sentences, cut at line ends where these mean something. */
static bool find_units(struct scene *s) {
  struct document *d = s->document;
  const struct sentences *sentences = document_sentences(d);
  struct ARENA_LIST(struct unit) list = {0};
  bool wrapped = is_wrapped(s);
  for (uint32_t k = 0; k < sentences->count; k++) {
    uint32_t first = sentences->items[k].first, end = first + sentences->items[k].count;
    for (uint32_t i = first + 1; i <= end; i++) {
      if (i < end && (wrapped || !(s->tokens[i].flags & TOKEN_AFTER_LINE))) continue;
      struct unit *u = ARENA_ADD(&d->arena, &list);
      if (!u || document_must_stop(d, 0)) return false;
      *u = (struct unit){first, i, style_of(s, first, i)};
      first = i;
    }
  }
  s->units = list.items;
  s->unit_count = (uint32_t)list.count;
  return true;
}

/* What the run of capitalised words first..end-1 of a unit tells of its words. */
static void note_run(struct scene *s, const struct unit *u, uint32_t first, uint32_t end) {
  uint16_t shared = 0;
  uint32_t left = first > u->first ? scene_lists(s, first - 1) : 0;
  uint32_t last = scene_lists(s, end - 1), right = end < u->end ? scene_lists(s, end) : 0;
  bool plain = u->style == STYLE_PLAIN;
  if (left & bit(GAZETTEER_FUNCTION)) {
    uint32_t word = s->tokens[first - 1].word;
    if (lexicon_has(word, LEXICON_PLACE_PREPOSITION)) shared |= SEEN_IN;
    if (lexicon_has(word, LEXICON_ARTICLE)) shared |= SEEN_THE;
  }
  if (last & bit(GAZETTEER_ORGANIZATION_WORD) && end - first > 1) shared |= SEEN_BEFORE_GROUP;
  if (right & bit(GAZETTEER_VERB_SAID)) shared |= SEEN_SPEAKING;
  if (end + 1 < u->end && s->document->text[s->tokens[end].start] == ',' && s->tokens[end + 1].kind == TOKEN_NUMBER &&
      s->tokens[end + 1].length <= 2)
    shared |= SEEN_BY_AGE;
  for (uint32_t i = first; i < end; i++) {
    struct profile *p = scene_profile(s, i);
    uint16_t own = shared;
    if (plain && i > u->first) own |= SEEN_INSIDE;
    if (i == first && end == first + 1) own |= SEEN_ALONE;
    if (i == first && end > first + 1) own |= SEEN_FIRST;
    if (i == end - 1 && end > first + 1) own |= SEEN_LAST;
    if (i > first) {
      uint32_t before = scene_lists(s, i - 1);
      if (before & (bit(GAZETTEER_GIVEN) | bit(GAZETTEER_GIVEN_MALE) | bit(GAZETTEER_GIVEN_FEMALE)))
        own |= SEEN_AFTER_GIVEN;
      if (before & bit(GAZETTEER_TITLE)) own |= SEEN_TITLED;
    } else if (left & bit(GAZETTEER_TITLE)) {
      own |= SEEN_TITLED;
    }
    if (!p) continue;
    p->evidence |= own;
    p->times = (uint8_t)(p->times + (p->times < 255));
  }
}

static void note_units(struct scene *s) {
  const struct unit *u = s->units;
  for (uint32_t c = 0; c < s->capital_count && u;) {
    uint32_t first = s->capitals[c], end = first;
    while (first >= u->end) u++;
    while (s->capitals[c] == end && end < u->end) c++, end++;
    note_run(s, u, first, end);
    if (document_must_stop(s->document, 8 * (end - first))) return;
  }
}

/* Notes the tokens that have a capital. */
static bool find_capitals(struct scene *s) {
  uint32_t n = 0, *capitals = arena_take(&s->document->arena, (s->count + 1) * sizeof *capitals);
  for (uint32_t i = 0; i < s->count && capitals; i++) {
    capitals[n] = i;
    n += is_capital(&s->tokens[i]);
  }
  if (capitals) capitals[n] = s->count;
  s->capitals = capitals;
  s->capital_count = n;
  return !document_must_stop(s->document, s->count) && n;
}

bool scene_set(struct scene *s, struct document *d) {
  const struct tokens *tokens = document_tokens(d);
  *s = (struct scene){.document = d, .tokens = tokens->items, .count = tokens->count};
  uint32_t room = 16;
  if (!find_capitals(s)) return false;
  while (room < s->capital_count * 2) room *= 2;
  s->hashes = arena_get(&d->arena, s->count * sizeof *s->hashes);
  s->known = arena_get(&d->arena, s->count * sizeof *s->known);
  s->profiles = arena_get(&d->arena, room * sizeof *s->profiles);
  s->profile_mask = room - 1;
  if (document_must_stop(d, 0)) return false;
  /* Which lengths and second letters the words with a capital have, by their
  ** first letter: few words in lower case then need to be looked up. */
  uint32_t lengths[32] = {0}, seconds[32] = {0};
  for (uint32_t c = 0; c < s->capital_count; c++) {
    const struct token *t = &s->tokens[s->capitals[c]];
    profile_made(s, s->capitals[c]);
    gazetteer_foresee(s->hashes[s->capitals[c]]);
    lengths[d->text[t->start] & 31] |= (uint32_t)1 << (t->length & 31);
    seconds[d->text[t->start] & 31] |= (uint32_t)1 << (d->text[t->start + 1] & 31);
    if (document_must_stop(d, t->length)) return false;
  }
  for (uint32_t i = 0; i < s->count; i++) {
    const struct token *t = &s->tokens[i];
    uint32_t first = d->text[t->start] & 31, second = d->text[t->start + 1] & 31;
    uint32_t known = lengths[first] >> (t->length & 31) & seconds[first] >> second & 1;
    if (!(known & (t->kind == TOKEN_WORD) & !(t->flags & TOKEN_CAPITALIZED) & (t->length > 1))) continue;
    struct profile *p = scene_profile(s, i);
    if (p) p->evidence |= SEEN_LOWER;
    if (document_must_stop(d, 8)) return false;
  }
  if (!find_units(s)) return false;
  note_units(s);
  return !document_must_stop(d, 0);
}
