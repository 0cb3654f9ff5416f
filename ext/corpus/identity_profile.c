/* What is remembered of an identity: see identity_profile.h. */
#include "identity_profile.h"

#include "identity_roles.h"

#include <string.h>

enum {
  VERSION = 1,
  FIRM_WEIGHT = 20, /* stories that a name with a legal form counts for */
  YEARS_NEAR = 1,
  COMPANY_FIRST = 10,  /* names kept of the first story: most identities have no other */
  COMPANY_FURTHER = 16 /* and of each that follows */
};

static uint32_t kept(uint32_t hash) { return hash & 0xFFFFFF; }

/* Counts what is not in the list yet: in place of what was seen least, once it is full.  Nothing there was seen less than
** once. */
static void count_new(struct counted *list, uint8_t *used, unsigned room, uint32_t what, uint32_t times) {
  struct counted fresh = {what, times > UINT8_MAX ? UINT8_MAX : times};
  const unsigned n = *used;
  unsigned least = 0;
  if (n < room) {
    list[(*used)++] = fresh;
    return;
  }
  for (unsigned i = 1; i < n && list[least].count > 1; i++)
    if (list[i].count < list[least].count) least = i;
  if (list[least].count < 2) {
    list[least] = fresh;
  } else {
    for (unsigned i = 0; i < n; i++) list[i].count--;
  }
}

static void count_one(struct counted *list, uint8_t *used, unsigned room, uint32_t what, uint32_t times) {
  unsigned at = 0;
  while (at < *used && list[at].what != what) at++;
  if (at < *used) list[at].count = list[at].count + times > UINT8_MAX ? UINT8_MAX : list[at].count + times;
  else count_new(list, used, room, what, times);
}

static bool may_be_company(const struct profile *p, uint32_t what) { return p->may[what >> 6 & 3] >> (what & 63) & 1; }

static void note_company(struct profile *p, uint32_t what) { p->may[what >> 6 & 3] |= (uint64_t)1 << (what & 63); }

/* Counts a name of the company. */
static void count_company(struct profile *p, uint32_t what, uint32_t times) {
  (may_be_company(p, what) ? count_one : count_new)(p->company, &p->companions, PROFILE_COMPANY, what, times);
  note_company(p, what);
}

static uint32_t count_of(const struct counted *list, unsigned used, uint32_t what) {
  for (unsigned i = 0; i < used; i++)
    if (list[i].what == what) return list[i].count;
  return 0;
}

static bool is_company(const struct profile *p, uint32_t what) {
  return may_be_company(p, what) && count_of(p->company, p->companions, what);
}

void profile_add(struct profile *p, const struct sighting *s) {
  p->stories++;
  if (s->kind < PROFILE_KINDS) p->kinds[s->kind] += s->firm ? FIRM_WEIGHT : 1;
  if (s->year) count_one(p->year, &p->years, PROFILE_YEARS, (uint32_t)s->year, 1);
  for (uint32_t i = 0; i < s->role_count; i++) count_one(p->role, &p->roles, PROFILE_ROLES, kept(s->roles[i]), 1);
  uint32_t most = p->stories == 1 ? COMPANY_FIRST : COMPANY_FURTHER;
  for (uint32_t i = 0; i < s->companions && i < most; i++) count_company(p, kept(s->company[i].name), 1);
}

void profile_join(struct profile *p, const struct profile *other) {
  p->stories += other->stories;
  for (unsigned i = 0; i < PROFILE_KINDS; i++) p->kinds[i] += other->kinds[i];
  for (unsigned i = 0; i < other->years; i++)
    count_one(p->year, &p->years, PROFILE_YEARS, other->year[i].what, other->year[i].count);
  for (unsigned i = 0; i < other->roles; i++)
    count_one(p->role, &p->roles, PROFILE_ROLES, other->role[i].what, other->role[i].count);
  for (unsigned i = 0; i < other->companions; i++) count_company(p, other->company[i].what, other->company[i].count);
}

double profile_company(const struct profile *p, const struct sighting *s) {
  double sum = 0;
  for (uint32_t i = 0; i < s->companions; i++)
    if (is_company(p, kept(s->company[i].name))) sum += s->company[i].weight;
  return sum;
}

double profile_companions(const struct profile *p, const struct profile *other) {
  double sum = 0;
  for (unsigned i = 0; i < other->companions; i++)
    if (is_company(p, other->company[i].what)) sum += 0.5;
  return sum;
}

uint32_t profile_role_first(const struct profile *p) {
  uint32_t first = 0;
  for (unsigned i = 1; i < p->roles; i++)
    if (p->role[i].count > p->role[first].count) first = i;
  return p->roles ? p->role[first].what : 0;
}

bool profile_role(const struct profile *p, const struct sighting *s) {
  for (uint32_t i = 0; i < s->role_count; i++)
    if (count_of(p->role, p->roles, kept(s->roles[i]))) return true;
  return false;
}

bool profile_other_role(const struct profile *p, const struct sighting *s) {
  uint32_t mine = 0, its = 0;
  for (uint32_t i = 0; i < s->role_count; i++) mine |= s->roles[i];
  for (unsigned i = 0; i < p->roles; i++) its |= p->role[i].what;
  return s->role_count && p->roles && !profile_role(p, s) && !(mine & its & ROLE_PUBLIC);
}

unsigned profile_years_between(const struct profile *p, int year) {
  unsigned least = UINT32_MAX;
  for (unsigned i = 0; year && i < p->years; i++) {
    int gap = (int)p->year[i].what - year;
    unsigned size = (unsigned)(gap < 0 ? -gap : gap);
    if (size < least) least = size;
  }
  return least == UINT32_MAX ? 0 : least;
}

uint32_t profile_stories_near(const struct profile *p, int year) {
  uint32_t sum = 0;
  if (!year || !p->years) return p->stories;
  for (unsigned i = 0; i < p->years; i++) {
    int gap = (int)p->year[i].what - year;
    if (gap >= -YEARS_NEAR && gap <= YEARS_NEAR) sum += p->year[i].count;
  }
  return sum;
}

unsigned profile_kind(const struct profile *p) {
  unsigned best = 0;
  for (unsigned i = 1; i < PROFILE_KINDS; i++)
    if (p->kinds[i] > p->kinds[best]) best = i;
  return best;
}

/* ---- As bytes: version, how many of each list, the counts in as few bytes as they need, the lists ---- */

static unsigned char *put(unsigned char *at, uint32_t number, unsigned bytes) {
  for (unsigned i = 0; i < bytes; i++) *at++ = (unsigned char)(number >> 8 * i);
  return at;
}

/* A number in groups of seven bits, the lowest first, all but the last with the eighth bit set. */
static unsigned char *put_count(unsigned char *at, uint32_t number) {
  for (; number > 0x7F; number >>= 7) *at++ = (unsigned char)(number | 0x80);
  *at++ = (unsigned char)number;
  return at;
}

static uint32_t get(const unsigned char **at, unsigned bytes) {
  uint32_t number = 0;
  for (unsigned i = 0; i < bytes; i++) number |= (uint32_t) * (*at)++ << 8 * i;
  return number;
}

static bool get_count(const unsigned char **at, const unsigned char *end, uint32_t *number) {
  *number = 0;
  for (unsigned shift = 0; *at < end && shift < 32; shift += 7) {
    unsigned char byte = *(*at)++;
    *number |= (uint32_t)(byte & 0x7F) << shift;
    if (!(byte & 0x80)) return true;
  }
  return false;
}

static unsigned char *put_list(unsigned char *at, const struct counted *list, unsigned used) {
  for (unsigned i = 0; i < used; i++) at = put(put(at, list[i].what, 3), list[i].count, 1);
  return at;
}

static void get_list(const unsigned char **at, struct counted *list, unsigned used) {
  for (unsigned i = 0; i < used; i++) {
    list[i].what = get(at, 3);
    list[i].count = get(at, 1);
  }
}

size_t profile_write(const struct profile *p, unsigned char out[PROFILE_BYTES]) {
  unsigned char *at = put(out, VERSION, 1);
  at = put(put(put(at, p->companions, 1), p->roles, 1), p->years, 1);
  at = put_count(at, p->stories);
  for (unsigned i = 0; i < PROFILE_KINDS; i++) at = put_count(at, p->kinds[i]);
  at = put_list(at, p->company, p->companions);
  at = put_list(at, p->role, p->roles);
  at = put_list(at, p->year, p->years);
  return (size_t)(at - out);
}

bool profile_read(struct profile *out, const unsigned char *bytes, size_t count) {
  struct profile p = {0};
  const unsigned char *at = bytes + 4, *end = bytes + count;
  if (count < 4 || bytes[0] != VERSION) return false;
  p.companions = bytes[1];
  p.roles = bytes[2];
  p.years = bytes[3];
  if (p.companions > PROFILE_COMPANY || p.roles > PROFILE_ROLES || p.years > PROFILE_YEARS) return false;
  if (!get_count(&at, end, &p.stories)) return false;
  for (unsigned i = 0; i < PROFILE_KINDS; i++)
    if (!get_count(&at, end, &p.kinds[i])) return false;
  if ((size_t)(end - at) != 4 * ((size_t)p.companions + p.roles + p.years)) return false;
  get_list(&at, p.company, p.companions);
  for (unsigned i = 0; i < p.companions; i++) note_company(&p, p.company[i].what);
  get_list(&at, p.role, p.roles);
  get_list(&at, p.year, p.years);
  *out = p;
  return true;
}
