/* Bodies that every country has: see identity_national.h. */
#include "identity_national.h"

#include "identity_answer.h"
#include "identity_rules.h"

#include <math.h>

enum { USUAL_SHARE = 5 /* stories of a body for one of all its namesakes, that make it the one that is meant */ };
static const double UNNAMED = 0.2; /* what a country counts for that the story does not name */

uint32_t identity_country(const struct identity *i) {
  if (i->name.place) return i->name.country;
  return profile_role_first(&i->profile);
}

/* The name without its country. */
static uint64_t bare_core(const struct identity_name *n) { return n->place ? n->brief_core : n->core; }

/* The bodies that may be meant: for which the story says most, which most stories mean, which stands in the same company. */
struct contest {
  const struct told *told;
  const struct sighting *sighting;
  uint32_t country; /* whose it is, where the name or the word before it says so; else 0 */
  struct identity *first, *usual, *beside;
  double score, company;
  uint32_t stories, most; /* of all, and of the usual one */
};

/* What the story says for a country's body. */
static double evidence(const struct contest *c, uint32_t country) {
  if (c->country) return !country || country == c->country;
  return c->told->country_count ? batch_country(c->told, country) + UNNAMED : 1;
}

static void compete(struct contest *c, struct identity *i) {
  if (i == c->first || i == c->usual || i == c->beside) return;
  uint32_t stories = i->profile.stories;
  double company = profile_company(&i->profile, c->sighting);
  double score = sqrt(stories) * evidence(c, identity_country(i));
  if (score > c->score) c->first = i, c->score = score;
  if (company > c->company) c->beside = i, c->company = company;
  if (stories > c->most) c->usual = i, c->most = stories;
  c->stories += stories;
}

/* `alias`: the key is that of a form which stories have shown, whatever the name is. */
static void compete_all(struct batch *b, const struct entry *e, struct contest *c, uint64_t key, bool alias) {
  uint32_t seen = 0;
  uint32_t l = identity_set_find(b->set, key);
  for (; l && seen < CANDIDATES_WEIGHED; l = identity_set_next(b->set, l), seen++) {
    struct identity *i = identity_set_at(b->set, l);
    if (i->name.national && (alias || bare_core(&i->name) == bare_core(&e->name))) compete(c, i);
  }
}

/* The country that a story names most; 0 where it names two as often, or none. */
static uint32_t main_country(const struct told *t, uint32_t *times) {
  uint32_t country = 0;
  *times = 0;
  for (uint32_t i = 0; i < t->country_count; i++) {
    if (t->countries[i].count == *times) country = 0;
    if (t->countries[i].count > *times) country = t->countries[i].what, *times = t->countries[i].count;
  }
  return country;
}

/* Of those that compete the one that is meant, NULL if it is another; its country, where the story tells that. */
static struct identity *winner(const struct contest *c, uint32_t *country) {
  uint32_t times;
  *country = c->country;
  if (c->country) return c->first;
  *country = main_country(c->told, &times);
  if (!c->told->country_count) {
    bool usual = c->most >= STORIES_KNOWN && c->most >= USUAL_SHARE * (c->stories - c->most);
    return usual || !c->beside ? c->usual : c->beside;
  }
  if (!c->first || (*country && times > c->score)) return NULL;
  uint32_t its = identity_country(c->first);
  if (its) *country = batch_country(c->told, its) ? its : 0;
  return c->first;
}

void identity_settle_national(struct batch *b, struct told *t, struct entry *e) {
  struct companion company[COMPANY_MOST];
  struct sighting s = batch_sighting(t, e, company);
  struct contest c = {.told = t, .sighting = &s, .country = e->name.place ? e->name.country : 0};
  if (!c.country && e->of->role_count) c.country = e->of->roles[0];
  compete_all(b, e, &c, bare_core(&e->name), false);
  compete_all(b, e, &c, identity_alias_key(e->name.place ? e->name.brief : e->name.exact), true);
  uint32_t country;
  struct identity *i = winner(&c, &country);
  if (!i && e->round == ROUND_NATIONAL_LEFT) {
    e->round = ROUND_NATIONAL_NEW;
    b->in_round[ROUND_NATIONAL_NEW]++;
    return;
  }
  s.roles = &country;
  s.role_count = country != 0;
  identity_answer(b, t, e, i, !i || e->name.place, &s);
  if (e->of->identity && e->name.place) identity_set_key(b->set, identity_real(e->of->identity), e->name.brief_core);
}
