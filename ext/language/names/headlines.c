/* Names in headlines: see headlines.h. */
#include "headlines.h"

#include "mender.h"

enum {
  LINE_TOKENS = 30,
  SHORT = 3, /* bytes of words that may have no capital in headlines */
  TRIMMED_MOST = 3,
  OTHERS_LEAST = 2 /* longer words beside a name that make a line a headline */
};

/* A name that the story has outside of its headlines. */
struct heard {
  uint64_t hash;
  uint8_t kind;
};

struct story_names {
  struct heard *heard; /* a hash table of mask + 1 */
  uint32_t mask;
};

static bool is_long(const struct token *t) { return t->kind == TOKEN_WORD && t->length > SHORT; }

/* Whether a word shows by its small letters that the line is no headline. */
static bool is_small(const struct token *t) {
  return is_long(t) && is_lower(t) && !lexicon_has(t->word, LEXICON_PREPOSITION);
}

/* How many other longer words the line around a mention has, if all of them have capitals as in headlines; else
** NO_HEADLINE. */
enum { NO_HEADLINE = -1 };
static int others_in_headline(const struct mender *x, const struct mention *m) {
  uint32_t end = m->first + m->count;
  int others = 0;
  for (uint32_t i = m->first; i < x->count && (i < end || !begins_line(x, i)) && i - m->first < LINE_TOKENS; i++) {
    if (is_small(&x->all[i])) return NO_HEADLINE;
    others += i >= end && is_long(&x->all[i]);
  }
  for (uint32_t i = m->first; i && !begins_line(x, i) && m->first - i < LINE_TOKENS;) {
    if (is_small(&x->all[--i])) return NO_HEADLINE;
    others += is_long(&x->all[i]);
  }
  return others;
}

static struct heard *heard_at(const struct story_names *s, uint64_t hash) {
  uint32_t at = (uint32_t)(hash >> 20) & s->mask;
  while (s->heard[at].hash && s->heard[at].hash != hash) at = (at + 1) & s->mask;
  return &s->heard[at];
}

static uint64_t hash_of_tokens(const struct mender *x, uint32_t first, uint32_t end) {
  uint64_t hash = hash_of(x, first);
  for (uint32_t i = first + 1; i < end; i++) hash = gazetteer_join(hash, hash_of(x, i));
  return hash;
}

/* Whether a word is an ordinary one that names do not have: "Wife", "Impeach". */
static bool is_ordinary(const struct mender *x, uint32_t t) {
  enum { NAMING = GIVEN | SURNAMES | GROUP_WORDS | PLACE_WORDS | GROUPS | LARGE_PLACES | DEMONYMS };
  uint32_t lists = lists_of(x, t, t + 1);
  return lists & ORDINARY && !(lists & NAMING);
}

/* Whether no word of a mention is known to be of people's names, and all are ordinary or a people's: "Muslim Refugee"; of a
** body's name, where an adjective before it has a capital as the headline's words have: "Angry | Refugee Committee". */
static bool is_nobody(const struct mender *x, const struct mention *m) {
  enum { BODIES = GROUPS | LARGE_PLACES };
  if (m->kind == NAME_ORGANIZATION && m->count > 1) {
    uint32_t at = m->first - (m->count == 2); /* the adjective */
    return m->first && lists_of(x, at, at + 1) & 1 << GAZETTEER_ADJECTIVE && is_ordinary(x, at) &&
           is_ordinary(x, at + 1) && !(lists_of(x, at + 1, m->first + m->count) & BODIES);
  }
  for (uint32_t t = m->first; t < m->first + m->count; t++) {
    uint32_t lists = lists_of(x, t, t + 1);
    if (lists & NAMES_OF_PEOPLE || !(lists & (ORDINARY | DEMONYMS))) return false;
  }
  return m->kind == NAME_PERSON && m->count > 1;
}

static void hear(const struct story_names *s, uint64_t hash, uint8_t kind) {
  *heard_at(s, hash) = (struct heard){hash, kind};
}

/* Leaves of a mention what the story has as a name elsewhere, where but ordinary words stand beside it.  Returns whether it
** has any. */
static bool trim(const struct mender *x, const struct story_names *s, struct mention *m) {
  const uint32_t first = m->first, end = first + m->count;
  bool behind = true, before = true; /* whether all words so far, from either end, are ordinary */
  if (heard_at(s, hash_of_tokens(x, first, end))->hash) return true;
  for (uint32_t n = 1; n <= TRIMMED_MOST && first + n < end && (behind || before); n++) {
    behind = behind && is_ordinary(x, end - n);
    before = before && is_ordinary(x, first + n - 1);
    const struct heard *h = behind ? heard_at(s, hash_of_tokens(x, first, end - n)) : NULL;
    if (h && h->hash) {
      m->count -= n;
    } else {
      h = before ? heard_at(s, hash_of_tokens(x, first + n, end)) : NULL;
      if (!h || !h->hash) continue;
      m->first += n, m->count -= n;
    }
    const struct token *a = &x->all[m->first], *b = a + m->count - 1;
    m->span = (struct span){a->start, b->start + b->length - a->start};
    m->kind = h->kind;
    return true;
  }
  return false;
}

/* Whether a word of a headline says what somebody does: "Slams". */
static bool is_deed(const struct mender *x, uint32_t t) {
  const struct token *token = &x->all[t];
  return is_calm(token) && is_capital(token) && x->document->text[token->start + token->length - 1] == 's' &&
         is_ordinary(x, t) && lists_of(x, t, t + 1) & VERBS && !lexicon_has(token->word, LEXICON_ORGANIZATION_END);
}

/* Whether what lists know of a name in a headline tells its kind; that goes to `kind`. */
static bool is_of_known_kind(const struct mender *x, uint32_t first, uint32_t end, enum name_kind *kind) {
  uint32_t lists = first < end ? lists_of(x, first, end) : 0;
  if (lists & (GROUPS | LARGE_PLACES)) {
    *kind = lists & GROUPS ? NAME_ORGANIZATION : NAME_PLACE;
    return !(lists & (lists & GROUPS ? NAMES_OF_PEOPLE | LARGE_PLACES : GROUPS));
  }
  *kind = lists & DEMONYMS ? NAME_OTHER : NAME_PERSON;
  if (lists & (DEMONYMS | NAMES_OF_PEOPLE)) return !(lists & ORDINARY);
  if (end < first + 2) return false;
  if (lists_of(x, end - 1, end) & GROUP_WORDS) *kind = NAME_ORGANIZATION;
  return *kind == NAME_ORGANIZATION || (end == first + 2 && is_full_name(x, first));
}

/* The kind of a name of a headline before what somebody does, taken for a body's: "Kyiv Strikes" is a place by all that is
** known of it; of whom nothing is known, who says something is a person, "Vandermolen Vows". */
static enum name_kind kind_of_doer(const struct mender *x, const struct mention *m) {
  enum name_kind kind;
  if (m->kind != NAME_ORGANIZATION || m->count > 1 || !is_deed(x, m->first + 1)) return (enum name_kind)m->kind;
  if (is_of_known_kind(x, m->first, m->first + 1, &kind)) return kind;
  bool says = lexicon_has(x->all[m->first + 1].word, LEXICON_CUE) && is_calm(&x->all[m->first]);
  return says && !lists_of(x, m->first, m->first + 1) ? NAME_PERSON : NAME_ORGANIZATION;
}

/* Adds a mention of a headline, parted at what somebody does: "India Beats England" is of two. */
static void add_parted(struct mender *x, const struct mention *m) {
  enum name_kind kind = kind_of_doer(x, m), left, right;
  uint32_t first = m->first, end = first + m->count, deed = first;
  while (deed < end && !is_deed(x, deed)) deed++;
  const bool before = is_of_known_kind(x, first, deed, &left), behind = is_of_known_kind(x, deed + 1, end, &right);
  if (deed == end || !(deed > first ? before : behind) || lists_of(x, first, end) & (GROUPS | LARGE_PLACES)) {
    add(x, first, end, kind);
    return;
  }
  if (deed > first) add(x, first, deed, before ? left : kind);
  if (deed + 1 < end) add(x, deed + 1, end, behind ? right : kind);
}

/* Adds what the story has elsewhere of the words before what somebody does, and leaves the rest: "Merenko | Wife Tells Angry
** Refugee Committee". */
static void add_known_doer(struct mender *x, const struct story_names *s, struct mention *m) {
  uint32_t end = m->first + m->count, deed = m->first;
  struct mention doer = *m;
  while (deed < end && !is_deed(x, deed)) deed++;
  doer.count = deed - m->first;
  if (deed + 1 >= end || !doer.count || !trim(x, s, &doer)) return;
  add(x, doer.first, doer.first + doer.count, (enum name_kind)doer.kind);
  m->first = deed + 1;
  m->count = end - m->first;
}

void trim_headlines(struct scene *scene, struct ARENA_MENTIONS *mentions) {
  struct document *d = scene->document;
  struct mender x = {.document = d, .scene = scene, .all = scene->tokens, .count = scene->count};
  uint32_t room = 16;
  while (room < mentions->count * 4) room *= 2; /* a person has a surname besides */
  int8_t *others = arena_take(&d->arena, mentions->count + 1);
  bool any = false;
  for (uint32_t i = 0; others && i < mentions->count && !document_must_stop(d, LINE_TOKENS); i++) {
    others[i] = (int8_t)others_in_headline(&x, &mentions->items[i]);
    any |= others[i] > NO_HEADLINE;
  }
  if (!any || document_must_stop(d, 0)) return;
  const struct story_names s = {arena_get(&d->arena, room * sizeof *s.heard), room - 1};
  if (!s.heard) return;
  for (uint32_t i = 0; i < mentions->count && !document_must_stop(d, LINE_TOKENS); i++) {
    const struct mention *m = &mentions->items[i];
    if (others[i] >= OTHERS_LEAST) continue;
    hear(&s, hash_of_tokens(&x, m->first, m->first + m->count), m->kind);
    if (m->kind == NAME_PERSON && m->count > 1) hear(&s, hash_of(&x, m->first + m->count - 1), m->kind);
  }
  for (uint32_t i = 0; i < mentions->count && !document_must_stop(d, LINE_TOKENS); i++) {
    struct mention m = mentions->items[i];
    const bool headline = others[i] >= OTHERS_LEAST;
    if (headline && m.count > 1 && !trim(&x, &s, &m)) add_known_doer(&x, &s, &m);
    if (headline && is_nobody(&x, &m)) continue;
    if (headline || (m.count > 1 && others[i] >= (m.count == 2))) add_parted(&x, &m);
    else add(&x, m.first, m.first + m.count, (enum name_kind)m.kind);
  }
  if (!document_must_stop(d, 0)) *mentions = x.out;
}
