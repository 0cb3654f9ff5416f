/* Identities: see identity.h. */
#include "identity.h"

#include "../language/lexicon.h"
#include "../language/names/gazetteer.h"
#include "identity_set.h"

#include <math.h>
#include <string.h>

enum {
  COMPANY_MOST = 32,       /* names of a story by which its others are told */
  COMPANY_FEW = 3,         /* a story with fewer says nothing by sharing none */
  YEARS_APART = 8,         /* between stories, that make it less likely that one name is one person */
  YEARS_FAR = 20,          /* that do so twice */
  YEARS_KNOWN = 3,         /* for how long a surname alone is known */
  APART_ANOTHER = 3,       /* points against it that make the same name another one's */
  APART_LESS_SURE = 2,     /* the same of a name that is not wholly the same */
  STORIES_KNOWN = 5,       /* that make somebody known by surname alone, if nobody else is */
  CANDIDATES_WEIGHED = 64, /* of those who share a key */
  STORIES_SUPPOSED = 20    /* beside those there are, so that few stories do not make all names frequent */
};
static const double COMPANY_SHARED = 0.35; /* weight of shared names that speaks for one identity */
static const double COMPANY_LEAST = 0.2;   /* a name of less weight is in too many stories to tell anything */
static const double COMPANY_ENOUGH = 1.5;  /* more than that says no more */
static const double AHEAD = 0.3;           /* how far a bearer of a surname must be ahead of the next */

/* A name of a story while the batch is settled. */
struct entry {
  struct identity_reference *of;
  struct identity_name name;
  uint32_t company; /* its hash as company */
  bool late;        /* waits for the second round */
};

struct told {
  struct identity_story *story;
  struct entry *entries; /* as many as the story has names */
  struct companion company[COMPANY_MOST];
  double ranks[COMPANY_MOST];
  uint32_t companions;
};

/* In how many stories of the batch a name stands. */
struct frequency {
  uint64_t core;
  uint32_t stories, last; /* the last story counted, from 1 */
};

struct batch {
  struct identities *set;
  struct arena arena;
  struct told *told;
  uint32_t count;
  struct frequency *frequencies;
  uint32_t frequency_mask;
  struct seen {
    const struct identity *identity;
    const struct told *story;
  } * seen; /* which stories have named which identity */
  uint32_t seen_mask;
  size_t first_fresh; /* of set->fresh, the first of this batch */
  double all;         /* stories in all */
};

/* ---- Keys ---- */

static uint64_t alias_key(uint64_t exact) { return gazetteer_join(exact, 'a'); }

static uint32_t company_hash(const struct identity_name *n) { return (uint32_t)(n->core >> 32); }

/* ---- Reading a batch ---- */

/* The country whose people or other name this is; NULL if it is none.  Of several, the one that the story names. */
static const char *country_of(const struct identity_story *story, const struct identity_reference *ref, bool *people,
                              size_t *bytes) {
  char text[64 + 16] = {0};
  struct token tokens[8] = {{0}};
  uint32_t n = 0;
  const char *value = NULL;
  if (ref->name.bytes > 64 || ref->kind == NAME_ORGANIZATION) return NULL;
  memcpy(text, ref->name.text, ref->name.bytes);
  for (uint32_t at = 0; n < 7 && token_next(text, (uint32_t)ref->name.bytes, at, &tokens[n]); n++) {
    at = tokens[n].start + tokens[n].length;
    tokens[n].word = lexicon_find(word_key(text + tokens[n].start, tokens[n].length, 1));
  }
  memset(&tokens[n], 0, sizeof tokens[n]);
  if (!n) return NULL;
  *people = lexicon_match(tokens, LEXICON_DEMONYM, &value) == n;
  if (!*people && (ref->kind == NAME_PERSON || lexicon_match(tokens, LEXICON_COUNTRY_NAME, &value) != n)) return NULL;
  if (ref->kind == NAME_PERSON) { /* a person called French; but "Chileans" are people */
    enum {
      PERSONS = 1 << GAZETTEER_SURNAME | 1 << GAZETTEER_SURNAME_RARE | 1 << GAZETTEER_GIVEN |
                1 << GAZETTEER_GIVEN_MALE | 1 << GAZETTEER_GIVEN_FEMALE | 1 << GAZETTEER_GIVEN_RARE
    };
    if (gazetteer_find(gazetteer_hash(word_key(text + tokens[0].start, tokens[0].length, 1))) & PERSONS) return NULL;
  }
  const char *chosen = value;
  size_t length = strcspn(value, "|");
  unsigned named = 0;
  for (const char *at = value; value[length] && *at; at += strcspn(at, "|"), at += *at == '|') {
    size_t size = strcspn(at, "|");
    bool there = false;
    for (uint32_t i = 0; i < story->count && !there; i++)
      there =
          &story->names[i] != ref && story->names[i].name.bytes == size && !memcmp(story->names[i].name.text, at, size);
    if (there && named++ == 0) chosen = at;
  }
  if (named != 1) chosen = value;
  *bytes = strcspn(chosen, "|");
  return chosen;
}

static struct slice without_possessive(struct slice name) {
  static const char *const ends[] = {"'s", "\xE2\x80\x99s"};
  for (unsigned i = 0; i < 2; i++) {
    size_t n = strlen(ends[i]);
    if (name.bytes > n && !memcmp(name.text + name.bytes - n, ends[i], n)) name.bytes -= n;
  }
  return name;
}

static enum status read_entry(struct entry *e, const struct identity_story *story, struct identity_reference *ref) {
  size_t bytes = 0;
  bool people = false;
  ref->name = without_possessive(ref->name);
  const char *country = country_of(story, ref, &people, &bytes);
  *e = (struct entry){.of = ref};
  enum status status = country ? identity_name_read(&e->name, country, bytes, NAME_PLACE)
                               : identity_name_read(&e->name, ref->name.text, ref->name.bytes, ref->kind);
  if (country) {
    ref->name = (struct slice){country, bytes}; /* constant text of the lexicon */
    ref->kind = NAME_PLACE;
  }
  ref->people = people && country;
  e->company = company_hash(&e->name);
  e->late = e->name.count == 1 && !country && ref->kind != NAME_PLACE;
  return status;
}

static struct frequency *frequency_of(const struct batch *b, uint64_t core) {
  uint32_t at = (uint32_t)(core >> 20) & b->frequency_mask;
  while (b->frequencies[at].core && b->frequencies[at].core != core) at = (at + 1) & b->frequency_mask;
  return &b->frequencies[at];
}

/* In how many stories a name stands. */
static double stories_with(struct batch *b, const struct entry *e) {
  uint32_t kept = 0, seen = 0;
  const struct identity_link *l = identity_set_find(b->set, e->name.core);
  for (; l && seen < CANDIDATES_WEIGHED; l = identity_set_next(b->set, l), seen++) {
    const struct identity *i = identity_real(l->identity);
    if (i->name.core == e->name.core && i->profile.stories > kept) kept = i->profile.stories;
  }
  return kept + (double)frequency_of(b, e->name.core)->stories;
}

/* Puts a name among those by which the others of its story are told: the rare ones that the story is about, and before them
** those that another has too.  Its weight is 1 where no other has it, 0 where too many do. */
static void keep_company(struct batch *b, struct told *t, uint32_t story) {
  const struct entry *e = &t->entries[story];
  double stories = stories_with(b, e), weight = log((b->all + 1) / (stories + 0.5)) / log(b->all + 2);
  if (weight < COMPANY_LEAST) return;
  double rank = (weight > 1 ? 1 : weight) * (1 + log(1 + (double)e->of->mentions)) * (stories > 1 ? 2 : 1);
  for (uint32_t k = 0; k < t->companions; k++)
    if (t->company[k].name == e->company) return;
  uint32_t i = t->companions < COMPANY_MOST ? t->companions++ : COMPANY_MOST;
  if (i == COMPANY_MOST && t->ranks[--i] >= rank) return;
  for (; i && t->ranks[i - 1] < rank; i--) {
    t->company[i] = t->company[i - 1];
    t->ranks[i] = t->ranks[i - 1];
  }
  t->company[i] = (struct companion){e->company, weight};
  t->ranks[i] = rank;
}

static void read_batch(struct batch *b, struct identity_story *stories) {
  struct identities *set = b->set;
  uint32_t names = 0, room = 64;
  for (uint32_t s = 0; s < b->count; s++) names += stories[s].count;
  while (room < names * 2) room *= 2;
  b->seen = arena_get(&b->arena, room * sizeof *b->seen);
  b->seen_mask = room - 1;
  b->told = arena_get(&b->arena, (b->count + 1) * sizeof *b->told);
  b->frequencies = arena_get(&b->arena, room * sizeof *b->frequencies);
  b->frequency_mask = room - 1;
  for (uint32_t s = 0; s < b->count && !b->arena.no_memory && set->status == STATUS_OK; s++) {
    struct told *t = &b->told[s];
    t->story = &stories[s];
    t->entries = arena_take(&b->arena, (stories[s].count + 1) * sizeof *t->entries);
    for (uint32_t i = 0; t->entries && i < stories[s].count && set->status == STATUS_OK; i++) {
      set->status = read_entry(&t->entries[i], &stories[s], &stories[s].names[i]);
      struct frequency *f = frequency_of(b, t->entries[i].name.core);
      f->core = t->entries[i].name.core;
      f->stories += f->last != s + 1;
      f->last = s + 1;
    }
  }
  if (b->arena.no_memory && set->status == STATUS_OK) set->status = STATUS_NO_MEMORY;
  for (uint32_t s = 0; s < b->count && set->status == STATUS_OK; s++)
    for (uint32_t i = 0; i < stories[s].count; i++) keep_company(b, &b->told[s], i);
}

/* ---- Weighing ---- */

/* What a story and an identity have in common, beside the name. */
struct evidence {
  double company;
  bool office;
  unsigned years; /* between them */
  unsigned apart; /* points against their being one */
};

static struct sighting sighting_of(const struct told *t, const struct entry *e,
                                   struct companion company[COMPANY_MOST]) {
  uint32_t n = 0;
  for (uint32_t i = 0; i < t->companions; i++)
    if (t->company[i].name != e->company) company[n++] = t->company[i];
  return (struct sighting){.year = t->story->year,
                           .kind = e->of->kind,
                           .company = company,
                           .companions = n,
                           .roles = e->of->roles,
                           .role_count = e->of->role_count};
}

/* Whether several places of the world have this name, and the news speaks of more than one. */
static bool is_shared_place(const struct identity_name *n) {
  enum { BOTH = 1 << GAZETTEER_COUNTRY | 1 << GAZETTEER_REGION };
  return n->kind == NAME_PLACE && n->count == 1 && (n->words[0].known & BOTH) == BOTH;
}

static struct evidence weigh(const struct identity *i, const struct sighting *s, const struct identity_name *name) {
  const struct profile *p = &i->profile;
  struct evidence e = {
      .company = profile_company(p, s), .office = profile_role(p, s), .years = profile_years_between(p, s->year)};
  bool strangers = e.company == 0 && s->companions >= COMPANY_FEW && p->companions > COMPANY_FEW;
  bool others = s->role_count && p->roles && !e.office;
  e.apart = (unsigned)strangers + others + (e.years >= YEARS_APART) + (e.years >= YEARS_FAR);
  if (strangers && is_shared_place(name)) e.apart = APART_ANOTHER;
  else e.apart += e.apart && identity_name_is_common(name);
  if (e.company >= COMPANY_SHARED || e.office) e.apart = 0;
  return e;
}

static bool is_supported(const struct evidence *e) { return e->company >= COMPANY_SHARED || e->office; }

/* Whether names of these kinds can be one thing's: a name of several words is the same thing whatever a story takes it for; a
** single one is where nothing else is known by it. */
static bool kinds_agree(const struct identity_name *a, unsigned kind) {
  enum {
    PERSONS = 1 << GAZETTEER_SURNAME | 1 << GAZETTEER_SURNAME_RARE | 1 << GAZETTEER_GIVEN | 1 << GAZETTEER_GIVEN_MALE |
              1 << GAZETTEER_GIVEN_FEMALE,
    PLACES = 1 << GAZETTEER_COUNTRY | 1 << GAZETTEER_CITY_LARGE | 1 << GAZETTEER_CITY | 1 << GAZETTEER_REGION
  };
  if (a->kind == kind || a->count > 1) return true;
  uint32_t known = a->words[0].known;
  if (a->kind == NAME_PERSON || kind == NAME_PERSON) return !(known & (PERSONS | PLACES));
  return a->kind == NAME_OTHER || kind == NAME_OTHER || !(known & PLACES);
}

/* ---- Answers ---- */

static void remember(struct identities *set, struct identity *i, const struct sighting *s, bool again) {
  unsigned kind = profile_kind(&i->profile);
  if (!again) {
    profile_add(&i->profile, s);
    i->arrivals++;
  }
  i->changed = true;
  if (i->variant_count && profile_kind(&i->profile) != kind && set->status == STATUS_OK)
    set->status =
        identity_name_read(&i->name, i->variants[0].name.text, i->variants[0].name.bytes, profile_kind(&i->profile));
}

/* The keys by which the name, and the forms that the story shows, find the identity again. */
static void enter_keys(struct identities *set, struct identity *i, const struct entry *e) {
  identity_set_key(set, i, e->name.core);
  if (e->name.last) identity_set_key(set, i, e->name.last);
  if (e->name.brief) identity_set_key(set, i, alias_key(e->name.brief));
  for (uint32_t k = 0; k < e->of->surface_count && set->status == STATUS_OK && !e->of->people; k++) {
    struct identity_name form;
    set->status = identity_name_read(&form, e->of->surfaces[k].text, e->of->surfaces[k].bytes, e->of->kind);
    if (set->status == STATUS_OK && form.core != i->name.core && (!form.last || form.last != i->name.last))
      identity_set_key(set, i, alias_key(form.exact));
  }
}

/* The place for a story's having named an identity: empty where it has not. */
static struct seen *seen_of(const struct batch *b, const struct told *t, const struct identity *i) {
  uint64_t hash = ((uint64_t)i->id * 0x9E3779B97F4A7C15u) ^ ((uint64_t)(t - b->told) * 0xD6E8FEB86659FD93u);
  uint32_t at = (uint32_t)(hash >> 32) & b->seen_mask;
  while (b->seen[at].identity && (b->seen[at].identity != i || b->seen[at].story != t)) at = (at + 1) & b->seen_mask;
  return &b->seen[at];
}

static void answer(struct batch *b, struct told *t, struct entry *e, struct identity *i, bool full,
                   const struct sighting *s) {
  struct identities *set = b->set;
  if (!i) i = identity_set_add(set);
  if (!i) return;
  struct seen *seen = seen_of(b, t, i);
  remember(set, i, s, seen->identity);
  *seen = (struct seen){i, t};
  if (full || !i->variant_count) identity_set_variant(set, i, e->of->name, 1);
  enter_keys(set, i, e);
  e->of->identity = i;
}

/* The one that fits best, and how well the next does. */
struct ahead {
  struct identity *first;
  double score, next;
};

static void go_ahead(struct ahead *a, struct identity *i, double score) {
  if (!a->first || score > a->score) {
    a->next = a->first ? a->score : -HUGE_VAL;
    a->first = i;
    a->score = score;
  } else if (score > a->next) {
    a->next = score;
  }
}

static bool is_ahead(const struct ahead *a) { return a->first && a->score - a->next >= AHEAD; }

/* What it counts for to be in many stories of those years. */
static double fame(const struct identity *i, const struct sighting *s) {
  return log10(1 + (double)profile_stories_near(&i->profile, s->year));
}

/* ---- The first round: names in full ---- */

struct choice {
  struct identity *identity;
  enum identity_relation relation;
  double score;
};

/* Whether a relation of names, with what else is known, makes one of two. */
static bool is_one(enum identity_relation relation, const struct identity_name *name, const struct evidence *e) {
  bool common = identity_name_is_common(name);
  unsigned least = name->kind == NAME_ORGANIZATION && common ? APART_LESS_SURE : APART_ANOTHER;
  switch (relation) {
    case RELATION_SAME:
    case RELATION_MIDDLE: return e->apart < least;
    case RELATION_SPELLING:
    case RELATION_NICKNAME: return is_supported(e) || (!common && e->apart < APART_LESS_SURE);
    case RELATION_LINEAGE:
    case RELATION_INITIAL: return is_supported(e);
    default: return false;
  }
}

static void consider(struct batch *b, const struct told *t, const struct entry *e, const struct sighting *s,
                     struct identity *i, struct choice *best) {
  enum identity_relation relation = RELATION_NONE;
  if (!kinds_agree(&e->name, i->name.kind) || i == best->identity) return;
  relation = identity_name_relation(&e->name, &i->name);
  if (relation == RELATION_NONE || (relation < RELATION_MIDDLE && seen_of(b, t, i)->identity)) return;
  struct evidence evidence = weigh(i, s, &e->name);
  if (!is_one(relation, &e->name, &evidence)) return;
  double score = 2 * relation + fmin(evidence.company, 1) + evidence.office - evidence.apart + 0.2 * fame(i, s);
  if (!best->identity || score > best->score) *best = (struct choice){i, relation, score};
}

static void consider_all(struct batch *b, const struct told *t, const struct entry *e, const struct sighting *s,
                         uint64_t key, struct choice *best) {
  uint32_t seen = 0;
  const struct identity_link *l = identity_set_find(b->set, key);
  for (; l && seen < IDENTITY_CANDIDATES; l = identity_set_next(b->set, l), seen++)
    consider(b, t, e, s, identity_real(l->identity), best);
}

static bool is_in_story(const struct told *t, uint64_t core) {
  for (uint32_t k = 0; k < t->story->count && k < CANDIDATES_WEIGHED; k++)
    if (t->entries[k].name.core == core) return true;
  return false;
}

/* A longer or older form that stories have shown for it: where nothing else has this name, and of a word that says little by
** itself only in company. */
static struct identity *by_alias(struct batch *b, const struct told *t, const struct entry *e, const struct sighting *s,
                                 bool alone) {
  struct ahead ahead = {0};
  uint32_t seen = 0;
  bool common = identity_name_is_common(&e->name);
  const struct identity_link *l = identity_set_find(b->set, alias_key(e->name.exact));
  for (; l && seen < CANDIDATES_WEIGHED; l = identity_set_next(b->set, l), seen++) {
    struct identity *i = identity_real(l->identity);
    if (i == ahead.first || i->name.core == e->name.core || !kinds_agree(&e->name, i->name.kind)) continue;
    struct evidence evidence = weigh(i, s, &e->name);
    bool place = i->name.place && is_in_story(t, i->name.place);
    if (!place && !is_supported(&evidence) && (!alone || evidence.apart || common)) continue;
    go_ahead(&ahead, i, evidence.company + evidence.office + place - 0.5 * evidence.apart + fame(i, s));
  }
  return is_ahead(&ahead) ? ahead.first : NULL;
}

static void settle_full(struct batch *b, struct told *t, struct entry *e) {
  struct companion company[COMPANY_MOST];
  struct sighting s = sighting_of(t, e, company);
  struct choice best = {0};
  consider_all(b, t, e, &s, e->name.core, &best);
  if (e->name.kind == NAME_PERSON && best.relation < RELATION_MIDDLE) consider_all(b, t, e, &s, e->name.last, &best);
  struct identity *i = best.identity;
  bool full = true;
  if (e->name.kind != NAME_PERSON && best.relation < RELATION_SAME) {
    struct identity *other = by_alias(b, t, e, &s, true);
    if (other) i = other, full = false;
  }
  answer(b, t, e, i, full, &s);
}

/* ---- The second round: surnames, acronyms and other single words ---- */

/* Of those who bear a surname, whom it means here; NULL where that is not plain. */
static struct identity *bearer(struct batch *b, const struct entry *e, const struct sighting *s) {
  struct ahead ahead = {0};
  uint32_t seen = 0, stories = 0, near = 0;
  struct evidence found = {0};
  const struct identity_link *l = identity_set_find(b->set, e->name.last);
  for (; l && seen < IDENTITY_CANDIDATES; l = identity_set_next(b->set, l), seen++) {
    struct identity *i = identity_real(l->identity);
    if (i == ahead.first || i->name.kind != NAME_PERSON || i->name.count < 2 || i->name.last != e->name.last) continue;
    struct evidence evidence = weigh(i, s, &e->name);
    if (evidence.years > YEARS_KNOWN && !is_supported(&evidence)) continue;
    bool spelled = i->name.words[i->name.surname].hash != e->name.words[0].hash;
    if (spelled && !identity_name_same_surname(&i->name, &e->name)) continue;
    uint32_t known = profile_stories_near(&i->profile, s->year);
    go_ahead(&ahead, i, 2 * fmin(evidence.company, COMPANY_ENOUGH) + evidence.office + fame(i, s) - spelled);
    stories += known;
    if (ahead.first == i) found = evidence, near = known;
  }
  if (!is_ahead(&ahead)) return NULL;
  bool known = near >= STORIES_KNOWN && near * 5 >= stories * 4;
  bool fits = is_supported(&found) || (known && !found.apart) ||
              (found.apart < APART_LESS_SURE && !identity_name_is_common(&e->name));
  return fits ? ahead.first : NULL;
}

/* A surname that is nobody's whom stories name in full: whoever else was called so, unless others are in company. */
static struct identity *namesake(struct batch *b, const struct entry *e, const struct sighting *s) {
  struct identity *best = NULL;
  double best_company = 0;
  uint32_t seen = 0;
  const struct identity_link *l = identity_set_find(b->set, e->name.core);
  for (; l && seen < CANDIDATES_WEIGHED; l = identity_set_next(b->set, l), seen++) {
    struct identity *i = identity_real(l->identity);
    if (i->name.count > 1 || !kinds_agree(&e->name, i->name.kind) ||
        identity_name_relation(&e->name, &i->name) == RELATION_NONE)
      continue;
    struct evidence evidence = weigh(i, s, &e->name);
    if (evidence.apart >= (e->name.kind == NAME_PERSON && identity_name_is_common(&e->name) ? 1 : APART_ANOTHER))
      continue;
    if (!best || evidence.company > best_company) best = i, best_company = evidence.company;
  }
  return best;
}

static void settle_late(struct batch *b, struct told *t, struct entry *e) {
  struct companion company[COMPANY_MOST];
  struct sighting s = sighting_of(t, e, company);
  struct identity *i = NULL;
  if (e->name.kind == NAME_PERSON) i = bearer(b, e, &s);
  bool full = !i;
  if (!i) {
    struct choice best = {0};
    if (e->name.kind != NAME_PERSON) consider_all(b, t, e, &s, e->name.core, &best);
    i = by_alias(b, t, e, &s, !best.identity);
    if (i) full = false;
    else i = best.identity;
  }
  if (!i && e->name.kind == NAME_PERSON) i = namesake(b, e, &s);
  answer(b, t, e, i, full, &s);
}

/* ---- The third round: what was kept apart, and is explained now ---- */

static void merge(struct identities *set, struct identity *from, struct identity *into) {
  profile_join(&into->profile, &from->profile);
  into->arrivals += from->arrivals;
  into->changed = from->changed = true;
  from->merged = into;
  identity_set_key(set, into, from->name.core);
  if (from->name.kind == into->name.kind && from->name.last) identity_set_key(set, into, from->name.last);
  if (from->name.last != into->name.last) identity_set_key(set, into, alias_key(from->name.exact));
}

/* Whether a bare name that stories left open is this one's, who is the only one with this key or is in its company. */
static bool explains(struct identities *set, const struct identity *full, const struct identity *bare, uint64_t key) {
  double company = profile_companions(&full->profile, &bare->profile);
  unsigned years = 0;
  uint32_t rivals = 0, seen = 0;
  if (bare->profile.years) years = profile_years_between(&full->profile, (int)bare->profile.year[0].what);
  const struct identity_link *l = identity_set_find(set, key);
  for (; l && seen < CANDIDATES_WEIGHED; l = identity_set_next(set, l), seen++) {
    const struct identity *other = identity_real(l->identity);
    if (other == full || other == bare || other->name.count < 2 || other->name.kind != full->name.kind) continue;
    rivals++;
    if (profile_companions(&other->profile, &bare->profile) >= company) return false;
  }
  if (years > YEARS_KNOWN) return false;
  bool stranger = company == 0 && bare->profile.companions > COMPANY_FEW && full->profile.companions > COMPANY_FEW;
  if (identity_name_is_common(&bare->name) || rivals) return company > 0;
  return !stranger;
}

static void settle_open(struct batch *b) {
  struct identities *set = b->set;
  for (size_t k = b->first_fresh; k < set->fresh.count && set->status == STATUS_OK; k++) {
    struct identity_key fresh = set->fresh.items[k];
    struct identity *full = identity_real(fresh.identity);
    if (full->name.count < 2) continue;
    bool surname = full->name.kind == NAME_PERSON && fresh.key == full->name.last;
    uint32_t seen = 0;
    const struct identity_link *l = identity_set_find(set, fresh.key);
    if (!surname) continue;
    for (; l && seen < CANDIDATES_WEIGHED; l = identity_set_next(set, l), seen++) {
      struct identity *bare = identity_real(l->identity);
      if (bare == full || bare->name.count > 1 || bare->name.kind != NAME_PERSON || bare->name.last != fresh.key)
        continue;
      if (explains(set, full, bare, fresh.key)) merge(set, bare, full);
      if (set->status != STATUS_OK) return;
    }
  }
}

/* The identities that this form has for itself, and that only shorten `full`, go into it. */
static void explain_form(struct identities *set, struct identity *full, uint64_t core, uint64_t exact) {
  uint32_t seen = 0;
  const struct identity_link *l = identity_set_find(set, core);
  for (; l && seen < CANDIDATES_WEIGHED; l = identity_set_next(set, l), seen++) {
    struct identity *bare = identity_real(l->identity);
    if (bare == full || bare->name.exact != exact || bare->name.kind != full->name.kind ||
        bare->name.count >= full->name.count)
      continue;
    if (explains(set, full, bare, alias_key(exact))) merge(set, bare, full);
    if (set->status != STATUS_OK) return;
  }
}

static void settle_forms(struct batch *b, const struct entry *e) {
  struct identities *set = b->set;
  struct identity *full = e->of->identity ? identity_real(e->of->identity) : NULL;
  if (!full || full->name.count < 2 || e->of->people) return;
  if (e->name.brief) explain_form(set, full, e->name.brief_core, e->name.brief);
  for (uint32_t k = 0; k < e->of->surface_count && set->status == STATUS_OK; k++) {
    struct identity_name form;
    set->status = identity_name_read(&form, e->of->surfaces[k].text, e->of->surfaces[k].bytes, e->of->kind);
    if (set->status == STATUS_OK && form.core != full->name.core) explain_form(set, full, form.core, form.exact);
  }
}

static bool must_stop(struct identities *set) {
  if (set->status == STATUS_OK && set->source.stop && set->source.stop(set->source.context))
    set->status = STATUS_INTERRUPTED;
  return set->status != STATUS_OK;
}

enum status identities_settle(struct identities *set, struct identity_story *stories, uint32_t count) {
  struct batch b = {.set = set, .count = count, .first_fresh = set->fresh.count};
  b.all = (double)set->source.stories + count + STORIES_SUPPOSED;
  read_batch(&b, stories);
  for (unsigned late = 0; late < 2; late++)
    for (uint32_t s = 0; s < count && !must_stop(set); s++)
      for (uint32_t i = 0; i < stories[s].count && set->status == STATUS_OK; i++) {
        struct entry *e = &b.told[s].entries[i];
        if (e->late != (late == 1)) continue;
        if (late) settle_late(&b, &b.told[s], e);
        else settle_full(&b, &b.told[s], e);
      }
  if (!must_stop(set)) settle_open(&b);
  for (uint32_t s = 0; s < count && !must_stop(set); s++)
    for (uint32_t i = 0; i < stories[s].count && set->status == STATUS_OK; i++) settle_forms(&b, &b.told[s].entries[i]);
  set->source.stories += count;
  arena_free(&b.arena);
  return set->status;
}

enum status identity_form_of(const struct identity_reference *ref, struct slice surface, enum identity_form *form) {
  const struct identity_name *name = &identity_real(ref->identity)->name;
  struct identity_name read;
  *form = IDENTITY_DEMONYM;
  if (ref->people) return STATUS_OK;
  enum status status = identity_name_read(&read, surface.text, surface.bytes, name->kind);
  if (status != STATUS_OK) return status;
  enum identity_relation relation = identity_name_relation(&read, name);
  *form = IDENTITY_ALIAS;
  if (relation >= RELATION_MIDDLE) *form = IDENTITY_NAME;
  else if (relation != RELATION_NONE) *form = IDENTITY_SPELLING;
  else if (name->kind == NAME_PERSON && name->count > 1 && read.last == name->last) *form = IDENTITY_SURNAME;
  else if (name->kind == NAME_PERSON && name->count > 1 && read.count == 1 && read.exact == name->words[0].hash)
    *form = IDENTITY_GIVEN;
  else if (name->kind != NAME_PERSON && read.acronym) *form = IDENTITY_ACRONYM;
  return STATUS_OK;
}
