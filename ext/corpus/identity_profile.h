/*
** What is remembered of an identity: in how many stories it stands, in which years, as what, in whose company.
**
**     profile_add(&p, &story)                 a story more
**     profile_company(&p, company, count)     how much of a story's company it has kept before, 0.0 ...
**
** Small and bounded, however many stories there are, and the sum of two profiles is the profile of both, so that
** databases can be put together: counts of kinds and of years, the offices seen most, and of the names that stand in the
** same stories those seen again (those seen once give way; where all were seen again, the frequent stay, as in Misra and
** Gries 1982).
*/
#ifndef NEWSEXT_IDENTITY_PROFILE_H
#define NEWSEXT_IDENTITY_PROFILE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
  PROFILE_COMPANY = 48,
  PROFILE_ROLES = 8,
  PROFILE_YEARS = 12,
  PROFILE_KINDS = 4,
  PROFILE_BYTES = 4 + 5 * (1 + PROFILE_KINDS) + 4 * (PROFILE_COMPANY + PROFILE_ROLES + PROFILE_YEARS)
};

struct counted {
  uint32_t what; /* the last 24 bits of a name's or an office's hash; a year */
  uint32_t count;
};

struct profile {
  uint32_t stories, kinds[PROFILE_KINDS];
  uint8_t companions, roles, years; /* how many of each there are */
  uint64_t may[4]; /* which names may be in the company, for most that are asked for are not: a bit for the last byte of
                      each hash, and perhaps of some that have given way */
  struct counted company[PROFILE_COMPANY], role[PROFILE_ROLES], year[PROFILE_YEARS];
};

/* One name of the company that a name keeps in a story. */
struct companion {
  uint32_t name; /* its hash */
  double weight; /* more than 0, to 1: how rare it is among all stories */
};

/* What one story says of the bearer of a name. */
struct sighting {
  int year; /* 0: not known */
  unsigned kind;
  bool firm;                       /* its name there shows that it is one, so that the kind is sure */
  const struct companion *company; /* without itself, the most telling first */
  uint32_t companions;
  const uint32_t *roles;
  uint32_t role_count;
};

void profile_add(struct profile *, const struct sighting *);

/* Adds what another profile says: the two were one all along. */
void profile_join(struct profile *, const struct profile *);

/* The summed weight of the names in a story's company that the profile has. */
double profile_company(const struct profile *, const struct sighting *);

/* The same of two profiles, where weights are not known: half for each name. */
double profile_companions(const struct profile *, const struct profile *);

/* The role that it had most often; 0 where it had none. */
uint32_t profile_role_first(const struct profile *);

/* Whether they share an office; and whether both have offices, and none that goes with one of the other's. */
bool profile_role(const struct profile *, const struct sighting *);
bool profile_other_role(const struct profile *, const struct sighting *);

/* The years between the story and the nearest that the profile has; 0 where either is not dated. */
unsigned profile_years_between(const struct profile *, int year);

/* In how many stories of that year and those beside it; of all years where the story or the profile is not dated. */
uint32_t profile_stories_near(const struct profile *, int year);

/* What most of its stories say it is. */
unsigned profile_kind(const struct profile *);

/* As bytes, the same on every machine, at most PROFILE_BYTES; how many. */
size_t profile_write(const struct profile *, unsigned char out[PROFILE_BYTES]);

/* Back; false, and nothing read, where the bytes are no profile. */
bool profile_read(struct profile *, const unsigned char *bytes, size_t count);

#endif
