/* The tagger: see tagger.h. */
#include "tagger.h"

#include "../lexicon.h"
#include "lists.h"
#include "templates.h"
#include "../../base/embedded.h"

#include <string.h>

EMBED(names_weights, "names.weights")

enum { JOINED_MOST = 3, ACRONYM_LETTERS = 3 };

static inline bool is_joint(char mark) {
  enum { SPACE = ' ' };
  const uint32_t joints = 1u << ('-' - SPACE) | 1u << ('&' - SPACE) | 1u << ('/' - SPACE) | 1u << ('\'' - SPACE) |
                          1u << ('.' - SPACE) | 1u << (',' - SPACE);
  return (mark & 0xE0) == SPACE && joints >> (mark - SPACE) & 1;
}

/* Whether a token may stand inside a name: a [name_joiner], a hyphen, &; a dash with space on both sides, or written as
** two hyphens, parts them. */
static inline bool joins(const struct scene *s, const struct token *t) {
  const char *text = s->document->text + t->start;
  if (t->kind == TOKEN_WORD) return lexicon_has(t->word, LEXICON_NAME_JOINER);
  if (*text == '-' && (t->flags & t[1].flags & TOKEN_AFTER_SPACE || text[1] == '-' || (t->start && text[-1] == '-')))
    return false;
  if (t->kind == TOKEN_MARK) return is_joint(*text);
  return t->kind == TOKEN_POSSESSIVE || t->kind == TOKEN_NUMBER;
}

/* Whether a hyphen ties a token to a lower-case word, so that both are of one name: Jun-seok, sub-Saharan. */
static bool is_hyphen(const struct scene *s, uint32_t t) {
  return s->document->text[s->tokens[t].start] == '-' && !(s->tokens[t].flags & TOKEN_AFTER_SPACE) &&
         !(s->tokens[t + 1].flags & TOKEN_AFTER_SPACE);
}

/* Where the name of the capital at `t` may begin, not before `least`: "van der Sar", "1860 Munich". */
static uint32_t begins_at(const struct scene *s, uint32_t t, uint32_t least) {
  uint32_t first = t;
  for (uint32_t i = t; i > least && t - i < JOINED_MOST;) {
    const struct token *token = &s->tokens[--i];
    bool start =
        token->kind == TOKEN_NUMBER || (token->kind == TOKEN_WORD && lexicon_has(token->word, LEXICON_NAME_PARTICLE));
    if (i + 2 == t && token->kind == TOKEN_WORD && token->length <= 4 && is_hyphen(s, i + 1)) start = true;
    if (start) first = i;
    else if (!joins(s, token)) break;
  }
  return first;
}

/* Where it may end, behind the capital before `t`: at the last capital that is joined to it. */
static uint32_t ends_at(const struct scene *s, uint32_t t, uint32_t end) {
  for (;;) {
    uint32_t n = 0;
    while (t + n < end && n < JOINED_MOST && !is_capital(&s->tokens[t + n]) && joins(s, &s->tokens[t + n])) n++;
    if (t + n < end && is_capital(&s->tokens[t + n])) t += n + 1;
    else if (t + 1 < end && is_hyphen(s, t) && s->tokens[t + 1].kind == TOKEN_WORD) t += 2;
    else return t;
  }
}

/* Whether a word that may open a sentence is a given name: "Will Young sang", but not "Will Young sing?". */
static bool is_given(struct scene *s, const struct unit *u, uint32_t t) {
  return scene_lists(s, t) & SEXED && s->document->text[s->tokens[u->end - 1].start] != '?';
}

/* A capital that only tells of the place in the sentence, or of a day. */
static bool is_no_name(struct scene *s, const struct unit *u, uint32_t t) {
  const struct token *token = &s->tokens[t];
  if (u->style == STYLE_CAPITALS) return false;
  bool next = t + 1 < u->end && is_capital(&token[1]);
  if (lexicon_has(token->word, LEXICON_SENTENCE_OPENER))
    return !next || (!lexicon_has(token->word, LEXICON_ARTICLE) && !is_given(s, u, t));
  return !next && lexicon_has(token->word, LEXICON_WEEKDAY);
}

static bool add_segment(struct scene *s, struct ARENA_SEGMENTS *out, uint32_t unit, uint32_t first, uint32_t count) {
  struct document *d = s->document;
  struct segment_place *place = ARENA_ADD(&d->arena, out);
  if (!place || document_must_stop(d, 16 * count)) return false;
  *place = (struct segment_place){.unit = unit, .first = first, .count = count};
  return true;
}

/* Gives all of them their tags. */
static bool make_room(struct scene *s, struct ARENA_SEGMENTS *out) {
  size_t tokens = 0;
  for (size_t k = 0; k < out->count; k++) tokens += out->items[k].count;
  uint8_t *tags = arena_take(&s->document->arena, tokens);
  if (!tags) return false;
  for (size_t k = 0; k < out->count; k++) {
    struct segment_place *place = &out->items[k];
    place->tags = tags;
    tags += place->count;
  }
  return true;
}

bool find_segments(struct scene *s, struct ARENA_SEGMENTS *out) {
  uint32_t u = 0, done = 0; /* tokens that are in a segment, or behind */
  for (uint32_t c = 0; c < s->capital_count; c++) {
    uint32_t t = s->capitals[c];
    while (t >= s->units[u].end) u++;
    if (t < done || is_no_name(s, &s->units[u], t)) continue;
    uint32_t least = s->units[u].first > done ? s->units[u].first : done, end = s->units[u].end;
    uint32_t first = begins_at(s, t, least);
    if (end > first + SEGMENT_MOST) end = first + SEGMENT_MOST;
    done = ends_at(s, t + 1, end);
    /* "Euro 96", "Smith Jr." */
    if (done < end) {
      const struct token *behind = &s->tokens[done];
      done += behind->kind == TOKEN_NUMBER || (s->document->text[behind->start] == '.' && behind[-1].length <= 4 &&
                                               !(behind->flags & TOKEN_AFTER_SPACE));
    }
    if (!add_segment(s, out, u, first, done - first)) return false;
  }
  return make_room(s, out);
}

static void add_to(uint8_t *count) { *count = (uint8_t)(*count + (*count < 255)); }

/* Notes in the profiles which tags their words have. */
static void note_tags(struct scene *s, const struct segment_place *places, uint32_t count) {
  for (uint32_t k = 0; k < count; k++) {
    const struct segment_place *g = &places[k];
    for (uint32_t i = 0; i < g->count; i++) {
      if (!is_capital(&s->tokens[g->first + i])) continue;
      struct profile *p = scene_profile(s, g->first + i);
      int tag = g->tags[i];
      if (!tag) {
        add_to(&p->untagged);
      } else {
        add_to(&p->tags[tag_kind(tag)]);
        if (tag_part(tag) != TAG_ALONE) add_to(&p->longer[tag_kind(tag)]);
      }
    }
  }
}

enum {
  PEOPLES = COUNTRIES | DEMONYMS,
  PLACES = COUNTRIES | 1 << GAZETTEER_CITY_LARGE,
  BODIES = 1 << GAZETTEER_ORGANIZATION | 1 << GAZETTEER_COMPANY | 1 << GAZETTEER_ACRONYM,
  KNOWN_LISTS = (1 << GAZETTEER_BEGINS) - 1
};

/* Whether a name's first word is but an article: "The U.S.", not "The Hague". */
static bool begins_with_article(struct scene *s, const struct segment_place *g, uint32_t first, uint32_t count) {
  const struct token *t = &s->tokens[g->first + first];
  if (count != 2 || !lexicon_has(t->word, LEXICON_ARTICLE)) return false;
  bool capitals = t[1].flags & TOKEN_ALL_CAPS && s->units[g->unit].style != STYLE_CAPITALS;
  return capitals || scene_lists(s, g->first + first + 1) & PEOPLES;
}

/* Whether token `i` of a segment has a capital and both readings left it out. */
static bool is_left_out(const struct scene *s, const struct segment_place *g, uint32_t i) {
  return i < g->count && !g->tags[i] && is_capital(&s->tokens[g->first + i]);
}

/* Whether the two words from `i` on are a person's by all that is known of them, and neither reading has them. */
static bool is_known_person(struct scene *s, const struct segment_place *g, uint32_t i) {
  uint32_t t = g->first + i;
  if (s->units[g->unit].style != STYLE_PLAIN || !is_left_out(s, g, i + 1) || !(scene_lists(s, t) & SEXED)) return false;
  if ((i && is_capital(&s->tokens[t - 1])) || is_capital(&s->tokens[t + 2])) return false;
  return scene_lists(s, t + 1) & SURNAMES && !(scene_lists(s, t + 1) >> GAZETTEER_TIME & 1) &&
         !gazetteer_find(gazetteer_join(scene_hash(s, t), scene_hash(s, t + 1)));
}

/* Whether token `i` of a headline stands alone, or a verb follows: "Samsung Beats Apple", not "Facebook Live". */
static bool is_subject(struct scene *s, const struct segment_place *g, uint32_t i) {
  const struct token *next = &s->tokens[g->first + i + 1];
  if (!is_capital(next) || next->flags & TOKEN_AFTER_LINE) return true;
  bool verb = i + 1 < g->count && scene_lists(s, g->first + i + 1) & VERBS;
  return verb && (s->document->text[next->start + next->length - 1] | 32) == 's';
}

/* The kind of which the story has a word by itself twice or more, and more often than it left it out; NAME_OTHER + 1 if
** there is none. */
static int kind_alone(const struct profile *p) {
  for (int kind = 0; kind <= NAME_OTHER; kind++) {
    int alone = p->tags[kind] - p->longer[kind];
    if (alone >= 2 && alone > p->untagged) return kind;
  }
  return NAME_OTHER + 1;
}

/* Whether the word at `t` may be of one name with the word beside it, as one with a capital may, but for a headline's
** verbs: "Kyiv Strikes Moscow". */
static bool joins_names(struct scene *s, uint32_t t, bool title) {
  const struct token *token = &s->tokens[t];
  if (!is_capital(token)) return false;
  bool verb = title && scene_lists(s, t) & VERBS && s->document->text[token->start + token->length - 1] == 's';
  return !verb || scene_lists(s, t) & (BODIES | PLACES | NAMES_OF_PEOPLE);
}

/* What the reading left out, though it is no ordinary word: a part of a person's name that the story
** has in full elsewhere (most are in headlines); a country that is nothing else; a body, in a headline; what is a name
** elsewhere. */
static void add_known(struct scene *s, struct segment_place *g) {
  uint8_t style = s->units[g->unit].style;
  bool title = style == STYLE_CAPITALS || style == STYLE_TITLE;
  for (uint32_t i = 0; i < g->count; i++) {
    uint32_t t = g->first + i, lists = 0;
    if (!is_left_out(s, g, i)) continue;
    const struct profile *p = scene_profile(s, t);
    lists = scene_lists(s, t);
    if (is_known_person(s, g, i)) {
      g->tags[i] = (uint8_t)tag_of(NAME_PERSON, TAG_BEGIN);
      g->tags[++i] = (uint8_t)tag_of(NAME_PERSON, TAG_LAST);
      continue;
    }
    /* "Corey Young … Young said", "Young people said" */
    bool speaks = p && p->longer[NAME_PERSON] && p->evidence & SEEN_AFTER_GIVEN && t + 1 < s->units[g->unit].end &&
                  s->tokens[t + 1].kind == TOKEN_WORD && scene_lists(s, t + 1) & VERBS &&
                  !(scene_lists(s, t + 1) & NOUNS) && (!i || g->tags[i - 1] == TAG_OUTSIDE);
    if (speaks && style == STYLE_PLAIN) {
      g->tags[i] = (uint8_t)tag_of(NAME_PERSON, TAG_ALONE);
      continue;
    }
    /* "Ford Motor Company … Ford rose" */
    bool firm = p && p->longer[NAME_ORGANIZATION] && lists >> GAZETTEER_COMPANY & 1 && style == STYLE_PLAIN &&
                !is_capital(&s->tokens[t + 1]) && t + 1 < s->units[g->unit].end && scene_lists(s, t + 1) & VERBS;
    if (firm && (!i || !is_capital(&s->tokens[t - 1]))) {
      g->tags[i] = (uint8_t)tag_of(NAME_ORGANIZATION, TAG_ALONE);
      continue;
    }
    bool acts = style == STYLE_TITLE && t == s->units[g->unit].first && is_left_out(s, g, i + 1) &&
                lists >> GAZETTEER_COMPANY & 1 && is_subject(s, g, i); /* "Apple Unveils Phone" */
    if (!p || p->evidence & SEEN_LOWER || (lists & ORDINARY && !acts)) continue;
    bool beside = (i && joins_names(s, t - 1, title)) || (i + 1 < g->count && joins_names(s, t + 1, title));
    bool person = s->tokens[t].length > 1 && !beside && !p->longer[NAME_ORGANIZATION] && !p->longer[NAME_PLACE];
    if (p->longer[NAME_PERSON] && (person || p->evidence & SEEN_AFTER_GIVEN) && !(lists & PEOPLES))
      g->tags[i] = (uint8_t)tag_of(NAME_PERSON, TAG_ALONE);
    else if ((lists & KNOWN_LISTS & ~(uint32_t)PLACES) == 0 && lists & PLACES && !beside)
      g->tags[i] = (uint8_t)tag_of(NAME_PLACE, TAG_ALONE);
    else if (lists >> GAZETTEER_COUNTRY & 1 && !(lists & GIVEN) &&
             ((title && s->tokens[t].length > ACRONYM_LETTERS) || !beside))
      g->tags[i] = (uint8_t)tag_of(NAME_PLACE, TAG_ALONE);
    else if (title && lists & BODIES && s->tokens[t].length >= ACRONYM_LETTERS && (acts || is_subject(s, g, i)))
      g->tags[i] = (uint8_t)tag_of(NAME_ORGANIZATION, TAG_ALONE);
    else if (kind_alone(p) <= NAME_OTHER && (title || !beside)) g->tags[i] = (uint8_t)tag_of(kind_alone(p), TAG_ALONE);
  }
}

static void add_mentions(struct scene *s, const struct segment_place *g, struct ARENA_MENTIONS *out) {
  for (uint32_t i = 0; i < g->count; i++) {
    if (!g->tags[i]) continue;
    uint32_t first = i;
    while (i + 1 < g->count && (tag_part(g->tags[i]) == TAG_BEGIN || tag_part(g->tags[i]) == TAG_INSIDE)) i++;
    first += begins_with_article(s, g, first, i - first + 1);
    struct mention *m = ARENA_ADD(&s->document->arena, out);
    if (!m) return;
    const struct token *a = &s->tokens[g->first + first], *b = &s->tokens[g->first + i];
    *m = (struct mention){.span = {a->start, b->start + b->length - a->start},
                          .first = g->first + first,
                          .count = i - first + 1,
                          .kind = (uint8_t)tag_kind(g->tags[i])};
  }
}

/* Tags a segment.  A token's scores are added up while the weights of the next are on their way. */
static void read_segment(struct scene *s, struct segment_place *g, const struct weights *w) {
  struct segment segment;
  const struct weights_row *rows[2][FEATURES_MOST];
  uint32_t counts[2] = {0, 0};
  int16_t scores[SEGMENT_MOST][TAG_SCORES];
  segment_set(&segment, s, &s->units[g->unit], g->first, g->count);
  for (uint32_t i = 0; i <= g->count; i++) {
    if (i < g->count)
      counts[i & 1] = take_features(&segment, i, (struct taker){.rows = rows[i & 1], .table = w->table});
    if (i > 0) weights_add(rows[~i & 1], counts[~i & 1], scores[i - 1]);
  }
  decode(w, (const int16_t(*)[TAG_SCORES])scores, g->count, g->tags);
}

void tag_names(struct scene *s, struct ARENA_MENTIONS *out) {
  struct document *d = s->document;
  struct ARENA_SEGMENTS places = {0};
  const struct weights weights = weights_read(names_weights);
  if (!find_segments(s, &places)) return;
  for (size_t k = 0; k < places.count; k++) {
    read_segment(s, &places.items[k], &weights);
    if (document_must_stop(d, 64 * places.items[k].count)) return;
  }
  note_tags(s, places.items, (uint32_t)places.count);
  for (size_t k = 0; k < places.count; k++) {
    add_known(s, &places.items[k]);
    add_mentions(s, &places.items[k], out);
    if (document_must_stop(d, 16 * places.items[k].count)) return;
  }
}
