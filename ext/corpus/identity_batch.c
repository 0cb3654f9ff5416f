/* A batch of stories while their names are settled: see identity_batch.h. */
#include "identity_batch.h"

#include "identity_country.h"
#include "identity_people.h"
#include "identity_roles.h"

#include <math.h>
#include <string.h>

enum {
  CANDIDATES_COUNTED = 64, /* of those who share a key */
  STORIES_SUPPOSED = 20,   /* beside those there are, so that few stories do not make all names frequent */
  DATELINE_COUNTS = 3,     /* times that a country is named */
  NAMES_LOOKED_AT = 64     /* of a story, for the place that a club is called after */
};
static const double COMPANY_LEAST = 0.2; /* a name of less weight is in too many stories to tell anything */

static struct slice without_possessive(struct slice name) {
  static const char *const ends[] = {"'s", "\xE2\x80\x99s"};
  for (unsigned i = 0; i < 2; i++) {
    size_t n = strlen(ends[i]);
    if (name.bytes > n && !memcmp(name.text + name.bytes - n, ends[i], n)) name.bytes -= n;
  }
  return name;
}

static void read_entry(struct identities *set, struct entry *e, const struct identity_story *story,
                       struct identity_reference *ref) {
  *e = (struct entry){.of = ref};
  ref->name = without_possessive(ref->name);
  struct identity_stands_for other = identity_stands_for(story, ref);
  ref->people = other.name.bytes && other.people;
  if (other.name.bytes) {
    ref->name = other.name;
    ref->kind = other.kind;
  }
  identity_set_read(set, &e->name, ref->name, ref->kind);
  ref->kind = e->name.kind;
  e->company = (uint32_t)(e->name.core >> 32);
  e->letters = identity_letters(ref);
  bool place = ref->kind == NAME_PLACE && e->name.words[0].known & LARGE_PLACES;
  e->round =
      !identity_name_is_full(&e->name) && !e->name.legal && !other.name.bytes && !place ? ROUND_SINGLE : ROUND_FULL;
}

static void count_country(struct told *t, uint32_t country, uint32_t times) {
  uint32_t i = 0;
  while (i < t->country_count && t->countries[i].what != country) i++;
  if (!country || i == COUNTRIES_MOST) return;
  if (i == t->country_count) t->countries[t->country_count++] = (struct counted){country, 0};
  t->countries[i].count += times;
}

/* Counts the countries of a story, if it names bodies that every country has, and says when these are settled. */
static enum status read_countries(struct told *t) {
  uint32_t home;
  bool any = false;
  for (uint32_t i = 0; i < t->story->count; i++) any |= t->entries[i].name.national;
  if (!any) return STATUS_OK;
  enum status status = identity_home(t->story->dateline, &home);
  count_country(t, home, DATELINE_COUNTS);
  for (uint32_t i = 0; i < t->story->count; i++)
    count_country(t, t->entries[i].name.country, t->entries[i].of->mentions);
  for (uint32_t i = 0; i < t->story->count; i++) {
    struct entry *e = &t->entries[i];
    if (!e->name.national) continue;
    e->round = e->name.country || e->of->role_count || t->country_count == 1 ? ROUND_NATIONAL : ROUND_NATIONAL_LEFT;
  }
  return status;
}

uint32_t batch_country(const struct told *t, uint32_t country) {
  for (uint32_t i = 0; i < t->country_count; i++)
    if (t->countries[i].what == country) return t->countries[i].count;
  return 0;
}

static struct frequency *frequency_of(const struct batch *b, uint64_t core) {
  uint32_t at = (uint32_t)(core >> 20) & b->frequency_mask;
  while (b->frequencies[at].core && b->frequencies[at].core != core) at = (at + 1) & b->frequency_mask;
  return &b->frequencies[at];
}

/* In how many stories a name stands. */
static double stories_with(struct batch *b, const struct entry *e) {
  uint32_t kept = 0, seen = 0;
  uint32_t l = identity_set_find(b->set, e->name.core);
  for (; l && seen < CANDIDATES_COUNTED; l = identity_set_next(b->set, l), seen++) {
    const struct identity *i = identity_set_at(b->set, l);
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

void batch_read(struct batch *b, struct identities *set, struct identity_story *stories, uint32_t count) {
  *b = (struct batch){.set = set, .count = count, .first_fresh = set->fresh.count};
  b->all = (double)set->source.stories + count + STORIES_SUPPOSED;
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
    for (uint32_t i = 0; t->entries && i < stories[s].count && !identity_set_stopped(set); i++) {
      read_entry(set, &t->entries[i], &stories[s], &stories[s].names[i]);
      struct frequency *f = frequency_of(b, t->entries[i].name.core);
      f->core = t->entries[i].name.core;
      f->stories += f->last != s + 1;
      f->last = s + 1;
    }
    if (!t->entries || set->status != STATUS_OK) break;
    set->status = read_countries(t);
    for (uint32_t i = 0; i < stories[s].count; i++) b->in_round[t->entries[i].round]++;
  }
  if (b->arena.no_memory && set->status == STATUS_OK) set->status = STATUS_NO_MEMORY;
  for (uint32_t s = 0; s < b->count && set->status == STATUS_OK; s++)
    for (uint32_t i = 0; i < stories[s].count && !identity_set_stopped(set); i++) keep_company(b, &b->told[s], i);
}

void batch_free(struct batch *b) { arena_free(&b->arena); }

struct seen *batch_seen(const struct batch *b, const struct told *t, const struct identity *i) {
  uint64_t hash = ((uint64_t)i->id * 0x9E3779B97F4A7C15u) ^ ((uint64_t)(t - b->told) * 0xD6E8FEB86659FD93u);
  uint32_t at = (uint32_t)(hash >> 32) & b->seen_mask;
  while (b->seen[at].identity && (b->seen[at].identity != i || b->seen[at].story != t)) at = (at + 1) & b->seen_mask;
  return &b->seen[at];
}

/* The countries of a story: by them, and by no office, a body that every country has is known. */
static uint32_t countries_of(const struct told *t, uint32_t *out) {
  uint32_t n = 0;
  for (uint32_t k = 0; k < t->story->count && k < NAMES_LOOKED_AT && n < IDENTITY_STORY_ROLES; k++) {
    const struct identity_name *name = &t->entries[k].name;
    if (name->kind != NAME_PLACE || !(gazetteer_find(name->exact) >> GAZETTEER_COUNTRY & 1)) continue;
    bool twice = false;
    for (uint32_t i = 0; i < n; i++) twice |= out[i] == (t->entries[k].company & ~(uint32_t)ROLE_PUBLIC);
    if (!twice) out[n++] = t->entries[k].company & ~(uint32_t)ROLE_PUBLIC;
  }
  return n;
}

struct sighting batch_sighting(const struct told *t, struct entry *e, struct companion company[COMPANY_MOST]) {
  uint32_t n = 0;
  for (uint32_t i = 0; i < t->companions; i++)
    if (t->company[i].name != e->company) company[n++] = t->company[i];
  if (e->name.kind == NAME_ORGANIZATION && !e->of->role_count && identity_name_is_common(&e->name) && !e->name.national)
    e->of->role_count = countries_of(t, e->of->roles);
  return (struct sighting){.year = t->story->year,
                           .kind = e->of->kind,
                           .firm = e->name.firm,
                           .company = company,
                           .companions = n,
                           .roles = e->of->roles,
                           .role_count = e->of->role_count};
}

bool batch_has(const struct told *t, uint64_t core) {
  for (uint32_t k = 0; k < t->story->count && k < NAMES_LOOKED_AT; k++)
    if (t->entries[k].name.core == core) return true;
  return false;
}

bool batch_form(const struct entry *e, uint32_t k, struct slice *form) {
  const char *at = e->letters ? e->letters : "";
  if (k < e->of->surface_count) {
    *form = e->of->surfaces[k];
    return true;
  }
  for (k -= e->of->surface_count; k && *at; k--) at += strcspn(at, "|"), at += *at == '|';
  *form = (struct slice){at, strcspn(at, "|")};
  return form->bytes;
}
