/* The scene: see scene.h. */
#include "scene.h"

#include "../lexicon.h"

static const uint64_t KNOWN = (uint64_t)1 << 63; /* in place of a print, which has done its service */

static uint32_t bit(enum gazetteer_list list) { return (uint32_t)1 << list; }

uint64_t scene_look_up(struct scene *s, uint32_t t) {
  struct profile *p = is_capital(&s->tokens[t]) ? scene_profile(s, t) : NULL;
  uint64_t slot = p && p->slot ? p->slot : gazetteer_slot(scene_hash(s, t)) | KNOWN;
  if (p) p->slot = slot; /* names repeat, and the table is larger than the cache */
  s->told[t] |= TOLD_SLOT;
  return s->notes[t].slot = slot;
}

uint32_t scene_lists_of(struct scene *s, uint32_t first, uint32_t end) {
  uint32_t lists = scene_lists(s, first);
  if (end == first + 1 || !(lists >> GAZETTEER_BEGINS & 1) || end - first > GAZETTEER_MOST_WORDS)
    return end == first + 1 ? lists : 0;
  uint64_t hash = scene_hash(s, first);
  for (uint32_t t = first + 1; t < end; t++) hash = gazetteer_join(hash, scene_hash(s, t));
  return gazetteer_find(hash);
}

/* Whether single line ends are mere wrapping: then lines go on in lower case,
** or break off at a conjunction or a comma. */
static bool is_wrapped(const struct scene *s, const uint32_t *breaks) {
  uint32_t lines = 0, go_on = 0;
  for (; *breaks < s->count && lines < 200; breaks++) {
    const struct token *t = &s->tokens[*breaks];
    if (!*breaks || t->flags & TOKEN_AFTER_PARAGRAPH) continue;
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

struct ARENA_UNITS ARENA_LIST(struct unit);
static bool add_unit(struct scene *s, struct ARENA_UNITS *list, uint32_t first, uint32_t end) {
  struct unit *u = ARENA_ADD(&s->document->arena, list);
  if (!u || document_must_stop(s->document, end - first)) return false;
  *u = (struct unit){first, end, style_of(s, first, end)};
  return true;
}

/* Sentences, cut at line ends where these mean something. */
static bool find_units(struct scene *s, const uint32_t *breaks) {
  const struct sentences *sentences = document_sentences(s->document);
  struct ARENA_UNITS list = {0};
  bool wrapped = is_wrapped(s, breaks);
  for (uint32_t k = 0; k < sentences->count; k++) {
    uint32_t first = sentences->items[k].first, end = first + sentences->items[k].count;
    while (!wrapped && *breaks <= first) breaks++;
    for (; !wrapped && *breaks < end; first = *breaks++)
      if (!add_unit(s, &list, first, *breaks)) return false;
    if (first < end && !add_unit(s, &list, first, end)) return false;
  }
  s->units = list.items;
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
      if ((before & ~bit(GAZETTEER_BEGINS)) == bit(GAZETTEER_GIVEN_RARE)) own |= SEEN_AFTER_RARE;
      if (before & bit(GAZETTEER_TITLE)) own |= SEEN_TITLED;
    } else if (left & bit(GAZETTEER_TITLE)) {
      own |= SEEN_TITLED;
    }
    p->evidence |= own;
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

/* Notes the tokens that have a capital, and those that begin a line, each list with one beyond the last token behind.
** Returns the second. */
static const uint32_t *find_capitals(struct scene *s) {
  struct arena *arena = &s->document->arena;
  uint32_t capitals = 0, lines = 0, *all = arena_take(arena, (s->count + 1) * sizeof *all),
           *breaks = arena_take(arena, (s->count + 1) * sizeof *breaks);
  if (!all || !breaks) return NULL;
  const struct token *t = s->tokens;
  for (uint32_t i = 0, count = s->count; i < count; i++, t++) {
    all[capitals] = i;
    capitals += is_capital(t);
    if (t->flags & TOKEN_AFTER_LINE) breaks[lines++] = i;
  }
  all[capitals] = breaks[lines] = s->count;
  s->capitals = all;
  s->capital_count = capitals;
  return breaks;
}

/* Which lengths words have by how they begin: by a hash of three letters, in either case. */
enum { BEGINNINGS = 1 << 10 };
static inline uint32_t beginning(const char *word, uint32_t length) {
  uint32_t letters = (uint32_t)word_eight(word) & (length > 2 ? 0x1F1F1F : 0x1F1F);
  return letters * 0x9E3779B1u >> 22;
}

/* The profiles by the hashes of their words: a table of mask + 1 numbers, 0 where it is empty. */
struct profile_table {
  uint32_t *numbers, mask;
};

/* Where in the table a word's is, or would be. */
static uint32_t *profile_at(const struct scene *s, const struct profile_table *table, uint64_t hash) {
  uint32_t at = (uint32_t)(hash >> 40) & table->mask;
  while (table->numbers[at] && s->profiles[table->numbers[at]].hash != hash) at = (at + 1) & table->mask;
  return &table->numbers[at];
}

/* Makes the profiles of the words with a capital.  Their lengths are told, so that few words in lower case need to be
** looked up. */
static bool make_profiles(struct scene *s, struct profile_table *table, uint32_t lengths[BEGINNINGS]) {
  struct document *d = s->document;
  uint32_t room = 16;
  while (room < s->capital_count * 2) room *= 2;
  *table = (struct profile_table){arena_get(&d->arena, room * sizeof *table->numbers), room - 1};
  s->profiles = arena_take(&d->arena, (s->capital_count + 1) * sizeof *s->profiles);
  s->profile_of = arena_take(&d->arena, s->count * sizeof *s->profile_of);
  if (document_must_stop(d, 0) || !table->numbers || !s->profiles || !s->profile_of) return false;
  for (uint32_t c = 0; c < s->capital_count; c++) {
    uint32_t i = s->capitals[c];
    const struct token *t = &s->tokens[i];
    uint64_t hash = scene_hash(s, i);
    uint32_t *number = profile_at(s, table, hash);
    if (!*number) {
      gazetteer_foresee(hash);
      *number = ++s->profile_count;
      s->profiles[*number] = (struct profile){.hash = hash};
    }
    s->profile_of[i] = *number;
    if (i) scene_foresee(s, i - 1);
    scene_foresee(s, i + 1);
    if (t->length > 1) lengths[beginning(d->text + t->start, t->length)] |= (uint32_t)1 << (t->length & 31);
    if (document_must_stop(d, t->length)) return false;
  }
  return true;
}

/* Notes which of them stand in lower case too. */
static bool find_lower(struct scene *s, const struct profile_table *table, const uint32_t lengths[BEGINNINGS]) {
  const char *text = s->document->text;
  const struct token *t = s->tokens;
  for (uint32_t i = 0, count = s->count; i < count; i++, t++) {
    if (!(lengths[beginning(text + t->start, t->length)] >> (t->length & 31) & 1)) continue;
    if (t->kind != TOKEN_WORD || t->flags & TOKEN_CAPITALIZED || t->length == 1) continue;
    uint32_t number = *profile_at(s, table, scene_hash(s, i));
    if (number) s->profiles[number].evidence |= SEEN_LOWER;
    if (document_must_stop(s->document, 8)) return false;
  }
  return !document_must_stop(s->document, s->count);
}

bool scene_set(struct scene *s, struct document *d) {
  const struct tokens *tokens = document_tokens(d);
  *s = (struct scene){.document = d, .tokens = tokens->items, .count = tokens->count};
  uint32_t lengths[BEGINNINGS] = {0};
  const uint32_t *breaks = find_capitals(s);
  if (!breaks || !s->capital_count || document_must_stop(d, s->count)) return false;
  struct token_note *notes = arena_take(&d->arena, (s->count + 2 * TOKENS_BESIDE) * sizeof *notes);
  uint8_t *told = arena_get(&d->arena, s->count + 2 * TOKENS_BESIDE);
  if (!notes || !told) return false;
  s->notes = notes + TOKENS_BESIDE;
  s->told = told + TOKENS_BESIDE;
  struct profile_table table;
  if (!make_profiles(s, &table, lengths) || !find_lower(s, &table, lengths) || !find_units(s, breaks)) return false;
  note_units(s);
  return !document_must_stop(d, 0);
}
