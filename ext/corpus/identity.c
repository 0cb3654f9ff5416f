/* Identities: see identity.h. */
#include "identity.h"

#include "identity_answer.h"
#include "identity_national.h"
#include "identity_rules.h"
#include "identity_together.h"

#include <math.h>
#include <string.h>

enum {
  YEARS_APART = 8,     /* between stories, that make it less likely that a name which very many bear is one person, */
  YEARS_FAR = 20,      /* or a name of anybody */
  APART_ANOTHER = 3,   /* points against it that make the same name another one's */
  APART_LESS_SURE = 2, /* the same of a name that is not wholly the same */
  NAMESAKES_MOST = 8   /* of a surname alone are told apart */
};
static const double COMPANY_ENOUGH = 1; /* more than that says no more */
static const double FAME_ENOUGH = 2;    /* so does this: a hundred stories */
static const double AHEAD = 0.3;        /* how far a bearer of a surname must be ahead of the next */

/* What a story and an identity have in common, beside the name. */
struct evidence {
  double company;
  bool office;
  unsigned years; /* between them */
  unsigned apart; /* points against their being one */
  uint32_t stories;
};

static struct evidence weigh(const struct identity *i, const struct sighting *s, const struct identity_name *name) {
  const struct profile *p = &i->profile;
  struct evidence e = {.company = profile_company(p, s),
                       .office = profile_role(p, s),
                       .years = profile_years_between(p, s->year),
                       .stories = p->stories};
  bool strangers = e.company == 0 && s->companions >= COMPANY_FEW && p->companions > COMPANY_FEW;
  bool others = profile_other_role(p, s);
  e.apart = (unsigned)strangers + (unsigned)others;
  if (name->kind == NAME_PERSON && e.years >= YEARS_FAR) e.apart++;
  if (e.years >= YEARS_APART && identity_name_is_usual(name)) e.apart++; /* a person's, by what it means */
  if (strangers && name->kind == NAME_PLACE && identity_name_is_common(name)) e.apart = APART_ANOTHER;
  else e.apart += e.apart && identity_name_is_full(name) && identity_name_is_common(name);
  if (e.company >= COMPANY_SHARED || e.office) e.apart = 0;
  return e;
}

static bool is_supported(const struct evidence *e) { return e->company >= COMPANY_SHARED || e->office; }

/* Whether a firm that is mostly called by one word is so called by that firm rather than by another that begins with it:
** "Apple Inc" and "Apple Corps". */
static bool is_own_word(const struct identity *firm, const struct identity *other) {
  uint32_t own = 0, full = 0;
  for (uint32_t v = 0; v < firm->variant_count; v++)
    if (memchr(firm->variants[v].name.text, ' ', firm->variants[v].name.bytes)) own += firm->variants[v].stories;
  for (uint32_t v = 0; v < other->variant_count; v++) full += other->variants[v].stories;
  return own && own >= full;
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
  unsigned least =
      APART_ANOTHER +
      (name->kind == NAME_PERSON && (e->stories >= STORIES_KNOWN || !identity_name_is_usual(name)) ? 1u : 0u);
  switch (relation) {
    case RELATION_SAME:
    case RELATION_MIDDLE: return e->apart < least;
    case RELATION_SPELLING:
    case RELATION_NICKNAME: return is_supported(e) || (!common && e->apart < APART_LESS_SURE);
    case RELATION_LINEAGE: return is_supported(e) || (!common && !e->apart);
    case RELATION_INITIAL: return is_supported(e);
    default: return false;
  }
}

static void consider(struct batch *b, const struct told *t, const struct entry *e, const struct sighting *s,
                     struct identity *i, struct choice *best) {
  enum identity_relation relation = RELATION_NONE;
  if (!identity_kinds_agree(&e->name, i->name.kind) || i == best->identity) return;
  relation = identity_name_relation(&e->name, &i->name);
  if (relation == RELATION_NONE || (relation <= RELATION_LINEAGE && batch_seen(b, t, i)->identity)) return;
  if (relation == RELATION_LINEAGE && e->name.end < e->name.count && i->profile.stories >= STORIES_FAMOUS)
    return; /* his son */
  struct evidence evidence = weigh(i, s, &e->name);
  if (!is_one(relation, &e->name, &evidence)) return;
  double score = 2 * relation + fmin(evidence.company, 1) + evidence.office - evidence.apart + 0.2 * fame(i, s);
  if (!best->identity || score > best->score) *best = (struct choice){i, relation, score};
}

static void consider_all(struct batch *b, const struct told *t, const struct entry *e, const struct sighting *s,
                         uint64_t key, struct choice *best) {
  uint32_t seen = 0;
  uint32_t l = identity_set_find(b->set, key);
  for (; l && seen < IDENTITY_CANDIDATES; l = identity_set_next(b->set, l), seen++)
    consider(b, t, e, s, identity_set_at(b->set, l), best);
}

/* Whether a word that a story takes for somebody may be a body's there: nobody is called what he is beside it. */
static bool may_be_body(const struct entry *e, const struct identity *i) {
  return e->name.kind == NAME_PERSON && e->name.count == 1 && !e->of->role_count && i->name.kind == NAME_ORGANIZATION &&
         i->name.count > 1;
}

/* What stories have shown to have this form too: where nothing else has the name, and of a word that says little by itself
** only in company.  `same` has the name itself, or is NULL: a form that was left open, if it is of the same kind. */
static struct identity *by_alias(struct batch *b, const struct told *t, const struct entry *e, const struct sighting *s,
                                 const struct identity *same) {
  struct ahead ahead = {0};
  uint32_t seen = 0;
  bool common = identity_name_is_common(&e->name);
  uint32_t l = identity_set_find(b->set, identity_alias_key(e->name.exact));
  for (; l && seen < CANDIDATES_WEIGHED; l = identity_set_next(b->set, l), seen++) {
    struct identity *i = identity_set_at(b->set, l);
    if (i == ahead.first || i->name.core == e->name.core) continue;
    bool other_kind = !identity_kinds_agree(&e->name, i->name.kind);
    if (other_kind && !may_be_body(e, i)) continue;
    if ((same && same->name.kind != i->name.kind) ||
        !identity_known_in_full(i, &e->name, same ? same->profile.stories : 1))
      continue;
    struct evidence evidence = weigh(i, s, &e->name);
    bool place = i->name.place && batch_has(t, i->name.place);
    if (!place && !is_supported(&evidence) && (same || evidence.apart || common || other_kind)) continue;
    go_ahead(&ahead, i, evidence.company + evidence.office + place - 0.5 * evidence.apart + fame(i, s));
  }
  return is_ahead(&ahead) ? ahead.first : NULL;
}

static void settle_full(struct batch *b, struct told *t, struct entry *e) {
  struct companion company[COMPANY_MOST];
  struct sighting s = batch_sighting(t, e, company);
  struct choice best = {0};
  consider_all(b, t, e, &s, e->name.core, &best);
  if (e->name.kind == NAME_PERSON && best.relation < RELATION_MIDDLE) consider_all(b, t, e, &s, e->name.last, &best);
  if (e->name.other_core && best.relation < RELATION_SAME) consider_all(b, t, e, &s, e->name.other_core, &best);
  struct identity *i = best.identity;
  bool full = true;
  if (e->name.kind != NAME_PERSON && !e->name.legal && best.relation < RELATION_SAME) {
    struct identity *other = by_alias(b, t, e, &s, NULL);
    if (other) i = other, full = false;
  }
  identity_answer(b, t, e, i, full, &s);
}

/* ---- The second round: surnames, acronyms and other single words ---- */

/* A bearer of a surname, and what speaks for it. */
struct bearer {
  struct identity *identity;
  struct evidence evidence;
  uint32_t near; /* stories of those years */
};

/* Of those who bear a surname, whom it means here; NULL where that is not plain. */
static struct identity *bearer(struct batch *b, const struct entry *e, const struct sighting *s) {
  struct ahead ahead = {0};
  struct bearer best = {0}, first = {0}; /* who fits best, and who is known best */
  uint32_t seen = 0, stories = 0;
  uint32_t l = identity_set_find(b->set, e->name.last);
  for (; l && seen < IDENTITY_CANDIDATES; l = identity_set_next(b->set, l), seen++) {
    struct bearer it = {.identity = identity_set_at(b->set, l)};
    const struct identity_name *name = &it.identity->name;
    if (it.identity == ahead.first || name->kind != NAME_PERSON || !identity_name_is_full(name) ||
        name->last != e->name.last)
      continue;
    it.evidence = weigh(it.identity, s, &e->name);
    if (it.evidence.years > YEARS_KNOWN && !is_supported(&it.evidence)) continue;
    if (!identity_known_in_full(it.identity, &e->name, 1)) continue;
    bool spelled = name->words[name->surname].hash != e->name.words[0].hash;
    if (spelled && (!is_supported(&it.evidence) || !identity_name_same_surname(name, &e->name, true))) continue;
    it.near = profile_stories_near(&it.identity->profile, s->year);
    stories += it.near;
    double score = 2 * fmin(it.evidence.company, COMPANY_ENOUGH) + it.evidence.office;
    score += 1.5 * fmin(fame(it.identity, s), FAME_ENOUGH) - 1.5 * it.evidence.apart - spelled;
    go_ahead(&ahead, it.identity, score);
    if (ahead.first == it.identity) best = it;
    if (it.near > first.near) first = it;
  }
  /* A surname alone is that of who is in the news, in whatever company the others are. */
  if (first.near >= STORIES_FAMOUS && first.near >= MUCH_MORE * best.near && !best.evidence.office) best = first;
  else if (!is_ahead(&ahead)) return NULL;
  bool known = best.near >= STORIES_KNOWN && best.near * 5 >= stories * 4;
  bool fits = is_supported(&best.evidence) ||
              (known && best.evidence.apart <= (best.near >= STORIES_FAMOUS ? 1u : 0u)) ||
              (best.evidence.apart < APART_LESS_SURE && !identity_name_is_common(&e->name));
  return fits ? best.identity : NULL;
}

/* A surname that is nobody's whom stories name in full: whoever else was called so, unless others are in company. */
static struct identity *namesake(struct batch *b, const struct entry *e, const struct sighting *s) {
  struct identity *best = NULL, *most = NULL;
  double best_company = 0;
  uint32_t seen = 0, namesakes = 0;
  uint32_t l = identity_set_find(b->set, e->name.core);
  for (; l && seen < CANDIDATES_WEIGHED; l = identity_set_next(b->set, l), seen++) {
    struct identity *i = identity_set_at(b->set, l);
    if (identity_name_is_full(&i->name) || !identity_kinds_agree(&e->name, i->name.kind) ||
        identity_name_relation(&e->name, &i->name) == RELATION_NONE)
      continue;
    struct evidence evidence = weigh(i, s, &e->name);
    namesakes++;
    if (!most || i->profile.stories > most->profile.stories) most = i;
    if (evidence.apart >= (e->name.kind == NAME_PERSON && identity_name_is_common(&e->name) ? 1 : APART_ANOTHER))
      continue;
    if (!best || evidence.company > best_company) best = i, best_company = evidence.company;
  }
  return best || namesakes < NAMESAKES_MOST ? best : most;
}

/* The place that the story has by this word, where nobody is known by it and no office is said: a place taken for a person. */
static struct identity *place_of_that_name(const struct told *t, const struct entry *e) {
  for (uint32_t k = 0; !e->of->role_count && k < t->story->count && k < CANDIDATES_WEIGHED; k++) {
    const struct entry *other = &t->entries[k];
    if (other->name.kind == NAME_PLACE && other->name.exact == e->name.exact && other->of->identity)
      return identity_real(other->of->identity);
  }
  return NULL;
}

/* The place that the news knows by a word that this story takes for something else, or in whose company the word stands that it
** takes for somebody; but a body may be a team of that name. */
static struct identity *place_known(struct batch *b, const struct entry *e, const struct sighting *s) {
  const uint32_t known = e->name.words[0].known, least = known & PERSONS ? STORIES_FAMOUS : STORIES_KNOWN;
  if (e->name.count > 1 || e->of->role_count || !(known & PLACES || e->name.kind == NAME_PERSON)) return NULL;
  uint32_t seen = 0, l = identity_set_find(b->set, e->name.core);
  for (; l && seen < CANDIDATES_WEIGHED; l = identity_set_next(b->set, l), seen++) {
    struct identity *i = identity_set_at(b->set, l);
    if (i->name.kind != NAME_PLACE || i->name.exact != e->name.exact) continue;
    if (known & LARGE_PLACES && i->profile.stories >= least) return i;
    if (e->name.kind != NAME_ORGANIZATION && profile_company(&i->profile, s) >= COMPANY_SHARED) return i;
  }
  return NULL;
}

/* The person in whose company a word stands that a story takes for a thing, or NULL. */
static struct identity *misread_bearer(struct batch *b, const struct entry *e, const struct sighting *s) {
  struct entry person = *e;
  if (!identity_name_may_be_surname(&e->name)) return NULL;
  identity_set_read(b->set, &person.name, e->of->name, NAME_PERSON);
  if (b->set->status != STATUS_OK || person.name.count > 1) return NULL; /* "Avnet Inc" is not called Inc */
  struct identity *i = bearer(b, &person, s);
  struct evidence evidence = {0};
  if (i) evidence = weigh(i, s, &person.name);
  return is_supported(&evidence) ? i : NULL;
}

static void settle_late(struct batch *b, struct told *t, struct entry *e) {
  struct companion company[COMPANY_MOST];
  struct sighting s = batch_sighting(t, e, company);
  struct choice same = {0};
  struct identity *i = e->name.kind == NAME_PERSON ? bearer(b, e, &s) : NULL;
  consider_all(b, t, e, &s, e->name.core, &same);
  if (!same.identity && !i) i = misread_bearer(b, e, &s);
  if (same.identity && same.identity->name.kind == NAME_PERSON && e->name.kind == NAME_PERSON) same.identity = NULL;
  /* What the news knows by this one word, whatever this story takes it for. */
  if (i && same.identity && same.identity->profile.stories > i->profile.stories * MUCH_MORE) i = NULL;
  bool full = !i;
  if (!i) {
    i = by_alias(b, t, e, &s, same.identity);
    if (i && same.identity && is_own_word(same.identity, i)) i = NULL;
    if (i) full = false;
    else i = same.identity;
  }
  if (!i && e->name.kind == NAME_PERSON) i = place_of_that_name(t, e);
  if (!i) i = place_known(b, e, &s);
  if (!i && e->name.kind == NAME_PERSON) i = namesake(b, e, &s);
  identity_answer(b, t, e, i, full, &s);
}

static void settle(struct batch *b, struct told *t, struct entry *e) {
  if (e->round == ROUND_FULL) settle_full(b, t, e);
  else if (e->round == ROUND_SINGLE) settle_late(b, t, e);
  else identity_settle_national(b, t, e);
}

enum status identities_settle(struct identities *set, struct identity_story *stories, uint32_t count) {
  struct batch b;
  batch_read(&b, set, stories, count);
  for (unsigned round = 0; round < ROUNDS; round++)
    for (uint32_t s = 0; s < count && b.in_round[round] && !identity_set_stopped(set); s++)
      for (uint32_t i = 0; i < stories[s].count && !identity_set_stopped(set); i++)
        if (b.told[s].entries[i].round == round) settle(&b, &b.told[s], &b.told[s].entries[i]);
  identities_put_together(&b);
  set->source.stories += count;
  batch_free(&b);
  return set->status;
}

const char *const identity_forms[] = {"name", "spelling", "surname", "given", "acronym", "alias", "demonym"};
const char *const identity_kinds[] = {"person", "organization", "place", "other"};

enum status identity_form_of(struct identities *set, const struct identity_reference *ref, struct slice surface,
                             enum identity_form *form) {
  const struct identity *identity = identity_real(ref->identity);
  const struct identity_name *name = &identity->name;
  struct identity_name read;
  *form = ref->people ? IDENTITY_DEMONYM : IDENTITY_NAME;
  if (ref->people || (identity->variant_count && slice_equals(surface, identity->variants[0].name))) return STATUS_OK;
  identity_set_read(set, &read, surface, name->kind);
  if (set->status != STATUS_OK) return set->status;
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
