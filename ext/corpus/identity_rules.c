/* What the rounds of settling ask of names: see identity_rules.h. */
#include "identity_rules.h"

enum {
  FULL_SHARE = 6,     /* one story in so many has a name in full, at least */
  SURNAME_SHARE = 30, /* the same of people, */
  FULL_FEW = 3,       /* but of those whom fewer stories name in full */
  FEW_SHARE = 12,     /* one in so many, */
  STRANGE_SHARE = 4   /* or in so many where the given name is none that is known: "Athough Reagan" */
};

bool identity_kinds_agree(const struct identity_name *a, unsigned kind) {
  uint32_t known = a->words[0].known;
  if (a->kind == kind || a->count > 1) return true;
  if (a->kind == NAME_PERSON || kind == NAME_PERSON) return !(known & (PERSONS | PLACES));
  return a->kind == NAME_OTHER || kind == NAME_OTHER || !(known & PLACES);
}

bool identity_known_in_full(const struct identity *i, const struct identity_name *brief, uint32_t more) {
  uint32_t full = 0, share = FULL_SHARE;
  if (identity_name_abbreviates(brief, &i->name)) return true;
  for (uint32_t v = 0; v < i->variant_count; v++) full += i->variants[v].stories;
  if (i->name.kind == NAME_PERSON)
    share = full >= FULL_FEW ? SURNAME_SHARE : i->name.words[0].known & PERSONS ? FEW_SHARE : STRANGE_SHARE;
  return full * share >= i->profile.stories + more;
}

const struct identity_name *identity_read_form(struct identities *set, const struct entry *e, struct slice form,
                                               struct identity_name *room) {
  if (slice_equals(form, e->of->name)) return &e->name;
  identity_set_read(set, room, form, e->of->kind);
  return room;
}
