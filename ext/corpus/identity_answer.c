/* What is found out of a name: see identity_answer.h. */
#include "identity_answer.h"

#include "identity_rules.h"

static void remember(struct identities *set, struct identity *i, const struct sighting *s, bool again) {
  unsigned kind = profile_kind(&i->profile);
  if (!again) {
    profile_add(&i->profile, s);
    i->arrivals++;
  }
  identity_set_changed(set, i);
  if (i->variant_count && profile_kind(&i->profile) != kind)
    identity_set_read(set, &i->name, i->variants[0].name, profile_kind(&i->profile));
}

/* The keys by which the name, and the forms that the story shows, find the identity again. */
static void enter_keys(struct identities *set, struct identity *i, const struct entry *e) {
  identity_set_key(set, i, e->name.core);
  if (e->name.last) identity_set_key(set, i, e->name.last);
  if (e->name.brief) identity_set_key(set, i, identity_alias_key(e->name.brief));
  struct slice shown;
  for (uint32_t k = 0; set->status == STATUS_OK && !e->of->people && !e->name.phrase && batch_form(e, k, &shown); k++) {
    struct identity_name room;
    const struct identity_name *form = identity_read_form(set, e, shown, &room);
    bool vague = form->legal && identity_name_is_common(form); /* "Bank Corp", of Swiss Bank Corp */
    vague |= e->name.firm && !form->acronym && form->words[0].hash != e->name.words[0].hash; /* taken for a surname */
    if (set->status == STATUS_OK && !vague && form->core != i->name.core && (!form->last || form->last != i->name.last))
      identity_set_key(set, i, identity_alias_key(form->exact));
  }
}

void identity_answer(struct batch *b, struct told *t, struct entry *e, struct identity *i, bool full,
                     const struct sighting *s) {
  struct identities *set = b->set;
  if (!i) i = identity_set_add(set);
  if (!i) return;
  struct seen *seen = batch_seen(b, t, i);
  struct sighting own = *s; /* whom a bare name means is a guess that must not breed others */
  if (!full && identity_name_is_full(&i->name)) own.companions = own.role_count = 0;
  remember(set, i, &own, seen->identity);
  *seen = (struct seen){i, t};
  size_t start = full && e->name.start < e->of->name.bytes ? e->name.start : 0;
  struct slice name = {e->of->name.text + start, e->of->name.bytes - start};
  if (full || !i->variant_count) identity_set_variant(set, i, name, 1);
  enter_keys(set, i, e);
  e->of->identity = i;
}
