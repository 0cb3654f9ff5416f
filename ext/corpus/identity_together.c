/*
** Identities, the third round: what was kept apart, and is explained by the names of new stories.
**
**     "Merenko" of March          goes into Daud Merenko, whom a story of April names in full in the same company
**     two John Smiths             become one where they have come to stand beside the same others
*/
#include "identity_together.h"

#include "identity_national.h"
#include "identity_rules.h"

enum {
  SIBLINGS_SHARE = 8,  /* a quarter of the company of two of one name makes them one (a shared name counts half) */
  SIBLINGS_ENOUGH = 16 /* of a company larger than this */
};

/* What is known of one goes to the other; both are the real ones, and two. */
static void merge(struct identities *set, struct identity *from, struct identity *into) {
  profile_join(&into->profile, &from->profile);
  into->arrivals += from->arrivals;
  identity_set_changed(set, into);
  identity_set_changed(set, from);
  from->merged = into;
  identity_set_key(set, into, from->name.core);
  if (from->name.kind == into->name.kind && from->name.last) identity_set_key(set, into, from->name.last);
  if (from->name.exact != into->name.exact && from->name.kind != NAME_PERSON)
    identity_set_key(set, into, identity_alias_key(from->name.exact));
  bool whole =
      from->name.count >= into->name.count || (into->name.kind == NAME_PERSON && identity_name_is_full(&from->name));
  for (uint32_t v = 0; v < from->variant_count && whole; v++)
    identity_set_variant(set, into, from->variants[v].name, from->variants[v].stories);
}

/* Whether a name only says of which country or town the other is, that stories know without: "U.S. Food and Drug
** Administration". */
static bool is_elaborated(const struct identity *full, const struct identity *bare) {
  return full->name.place && bare->name.exact == full->name.brief && bare->name.count > 1;
}

/* Whether it is also called after another place: what is Tokyo's Exchange by now is not London's. */
static bool is_elsewhere(struct identities *set, const struct identity *full, const struct identity *bare) {
  struct identity_name other;
  for (uint32_t v = 1; full->name.place && v < bare->variant_count && set->status == STATUS_OK; v++) {
    identity_set_read(set, &other, bare->variants[v].name, NAME_ORGANIZATION);
    if (set->status == STATUS_OK && other.place && other.place != full->name.place) return true;
  }
  return false;
}

/* Whether two bodies that every country has are those of one country. */
static bool are_of_one(const struct identity *one, const struct identity *other) {
  uint32_t country = identity_country(one);
  return one->name.national && other->name.national && country && country == identity_country(other);
}

/* Whether a bare name that stories left open is this one's, who is the only one with this key or is in its company. */
static bool explains(struct identities *set, const struct identity *full, const struct identity *bare, uint64_t key) {
  double company = profile_companions(&full->profile, &bare->profile);
  const bool person = full->name.kind == NAME_PERSON;
  if (bare->name.national) return are_of_one(full, bare);
  const int year = bare->profile.years ? (int)bare->profile.year[0].what : 0;
  const unsigned years = person ? profile_years_between(&full->profile, year) : 0;
  uint32_t rivals = 0, seen = 0;
  const uint32_t near = person ? profile_stories_near(&full->profile, year) : 0;
  bool outdone = false;
  uint32_t l = identity_set_find(set, key);
  for (; l && seen < CANDIDATES_WEIGHED; l = identity_set_next(set, l), seen++) {
    const struct identity *other = identity_set_at(set, l);
    if (other == full || other == bare || !identity_name_is_full(&other->name) || other->name.kind != full->name.kind)
      continue;
    rivals++;
    const uint32_t others = person ? profile_stories_near(&other->profile, year) : 0;
    outdone |= others && others >= near * MUCH_MORE; /* a surname alone is that of who is in the news */
    if (near && others * MUCH_MORE <= near) continue;
    if (profile_companions(&other->profile, &bare->profile) >= company) return false;
  }
  if (years > YEARS_KNOWN || outdone || is_elsewhere(set, full, bare)) return false;
  bool spelled = key == full->name.last && full->name.words[full->name.surname].hash != bare->name.words[0].hash;
  if (spelled && (company == 0 || !identity_name_same_surname(&full->name, &bare->name, true))) return false;
  if (!identity_known_in_full(full, &bare->name, bare->profile.stories) && !is_elaborated(full, bare)) return false;
  bool stranger = company == 0 && bare->profile.companions > COMPANY_FEW && full->profile.companions > COMPANY_FEW;
  if (identity_name_is_common(&bare->name) || rivals) return company > 0;
  return !stranger;
}

/* The one of these with the key that is taken for a thing, and has so much company in common with a person who bears it as a
** surname. */
static void settle_misread(struct identities *set, struct identity *full) {
  uint32_t seen = 0, l = identity_set_find(set, identity_name_surname_core(&full->name));
  for (; l && seen < CANDIDATES_WEIGHED; l = identity_set_next(set, l), seen++) {
    struct identity *bare = identity_set_at(set, l);
    if (bare == full || !identity_name_may_be_surname(&bare->name) ||
        bare->name.words[0].hash != full->name.words[full->name.surname].hash)
      continue;
    if (profile_companions(&full->profile, &bare->profile) < COMPANY_SHARED) continue;
    if (explains(set, full, bare, full->name.last)) {
      merge(set, bare, full);
      return;
    }
  }
}

/* Surnames that stories left open, of those whom a story of this batch names in full. */
static void settle_open(struct batch *b) {
  struct identities *set = b->set;
  for (size_t k = b->first_fresh; k < set->fresh.count && !identity_set_stopped(set); k++) {
    struct identity_key fresh = set->fresh.items[k];
    struct identity *full = identity_real(fresh.identity);
    if (!identity_name_is_full(&full->name)) continue;
    if (full->name.kind != NAME_PERSON || fresh.key != full->name.last) continue;
    uint32_t seen = 0, l = identity_set_find(set, fresh.key);
    for (; l && seen < CANDIDATES_WEIGHED; l = identity_set_next(set, l), seen++) {
      struct identity *bare = identity_set_at(set, l);
      if (bare == full || identity_name_is_full(&bare->name) || bare->name.kind != NAME_PERSON ||
          bare->name.last != fresh.key)
        continue;
      if (explains(set, full, bare, fresh.key)) merge(set, bare, full);
      if (set->status != STATUS_OK) return;
    }
    settle_misread(set, full);
  }
}

/* The identities that this form has for itself, and that only shorten `full`, go into it. */
static void explain_form(struct identities *set, struct identity *full, uint64_t core, uint64_t exact) {
  uint32_t seen = 0;
  uint32_t l = identity_set_find(set, core);
  for (; l && seen < CANDIDATES_WEIGHED; l = identity_set_next(set, l), seen++) {
    struct identity *bare = identity_set_at(set, l);
    if (bare == full || bare->name.exact != exact || bare->name.kind != full->name.kind ||
        bare->name.count >= full->name.count || (bare->name.legal && !full->name.legal))
      continue; /* "Finance Ltd" is not short for the Finance Ministry, */
    if (bare->name.legal && bare->name.acronym && !identity_name_abbreviates(&bare->name, &full->name))
      continue; /* nor "FMC Corp" for Ford Motor Co */
    if (!explains(set, full, bare, identity_alias_key(exact))) continue;
    bool whole = (bare->name.kind == NAME_PERSON && identity_name_is_full(&bare->name)) || is_elaborated(full, bare);
    if (whole && bare->profile.stories > full->profile.stories) {
      merge(set, full, bare); /* "Former Aide John Smith" goes into John Smith */
      return;
    }
    merge(set, bare, full);
    if (set->status != STATUS_OK) return;
  }
}

static void settle_forms(struct batch *b, const struct entry *e) {
  struct identities *set = b->set;
  struct identity *full = e->of->identity ? identity_real(e->of->identity) : NULL;
  if (!full || !identity_name_is_full(&full->name) || e->of->people || e->name.phrase) return;
  if (e->name.brief) explain_form(set, full, e->name.brief_core, e->name.brief);
  struct slice shown;
  for (uint32_t k = 0; set->status == STATUS_OK && batch_form(e, k, &shown); k++) {
    struct identity_name room;
    const struct identity_name *form = identity_read_form(set, e, shown, &room);
    full = identity_real(full); /* it may have gone into another */
    if (set->status == STATUS_OK && form->core != full->name.core) explain_form(set, full, form->core, form->exact);
  }
}

/* Whether what stories took for somebody or a body is a place of that name which the news knows far better. */
static bool is_place_misread(const struct identity *place, const struct identity *other) {
  return place->name.kind == NAME_PLACE && other->name.kind != NAME_PLACE &&
         place->name.words[0].known & LARGE_PLACES && !identity_name_is_full(&other->name) && !other->profile.roles &&
         place->profile.stories >= STORIES_FAMOUS && place->profile.stories >= MUCH_MORE * other->profile.stories;
}

/* Two of one name that were kept apart, and have come to stand in the same company. */
static void settle_siblings(struct identities *set, struct identity *i) {
  uint32_t seen = 0, l = identity_set_find(set, i->name.core);
  for (; l && seen < CANDIDATES_WEIGHED; l = identity_set_next(set, l), seen++) {
    struct identity *other = identity_set_at(set, l);
    bool misread = is_place_misread(i, other);
    if (other == i || (!misread && !identity_kinds_agree(&i->name, other->name.kind))) continue;
    if (identity_name_relation(&i->name, &other->name) < RELATION_MIDDLE) continue;
    if (i->name.national && !are_of_one(i, other)) continue;
    const unsigned one = i->profile.companions, another = other->profile.companions,
                   fewer = one < another ? one : another;
    double shared = profile_companions(&i->profile, &other->profile);
    double least = misread ? 1 : fewer < SIBLINGS_ENOUGH ? fewer : SIBLINGS_ENOUGH;
    if (!fewer || shared * SIBLINGS_SHARE < least) continue;
    bool second = !misread && i->id > other->id;
    merge(set, second ? i : other, second ? other : i);
    return;
  }
}

void identities_put_together(struct batch *b) {
  struct identities *set = b->set;
  if (!identity_set_stopped(set)) settle_open(b);
  for (uint32_t s = 0; s < b->count && !identity_set_stopped(set); s++)
    for (uint32_t i = 0; i < b->told[s].story->count && !identity_set_stopped(set); i++)
      settle_forms(b, &b->told[s].entries[i]);
  for (size_t i = 0; i < set->all.count && set->status == STATUS_OK; i++) {
    if (!set->all.items[i].changed || identity_set_stopped(set)) continue;
    struct identity *one = set->all.items[i].identity;
    if (one->arrivals && !one->merged && (one->name.kind != NAME_PERSON || identity_name_is_full(&one->name)))
      settle_siblings(set, one);
  }
}
