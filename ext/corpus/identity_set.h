/*
** The identities at hand: those that a batch has met, found by key and by number.
**
**     for (uint32_t l = identity_set_find(set, key); l; l = identity_set_next(set, l)) consider(identity_set_at(set, l));
**
** A key is asked of the source once; what is new is kept here until the caller has written it.
*/
#ifndef NEWSEXT_IDENTITY_SET_H
#define NEWSEXT_IDENTITY_SET_H

#include "../base/arena.h"
#include "identity.h"

struct identity_link {
  struct identity *identity;
  uint32_t next; /* with the same key; 0: none */
};

struct identity_at_hand {
  struct identity *identity;
  bool changed; /* since the last were kept */
};

/* A key that was asked for, and the first link with it. */
struct identity_slot {
  uint64_t key;
  uint32_t first;
  bool used;
};

struct identities {
  struct arena arena;
  enum status status; /* sticky */
  struct identity_source source;
  int64_t next; /* the next new number */
  struct ARENA_LIST(struct identity_at_hand) all;
  struct ARENA_LIST(struct identity_link) links; /* from 1 */
  struct ARENA_LIST(struct identity *) changed;
  struct ARENA_LIST(struct identity_key) fresh; /* keys that the source does not have */
  struct identity_slot *slots;                  /* by key */
  uint32_t slot_count, slot_mask;
  uint32_t *by_id, id_mask; /* of all, from 1 */
  uint64_t finding;         /* the key that `find` is asked for */
  struct name_read *read;   /* names that were taken apart, each in the place that its hash says */
};

/* The number of the first link with this key, 0 if there is none; of the next; and the identity of a link. */
uint32_t identity_set_find(struct identities *, uint64_t key);
static inline uint32_t identity_set_next(const struct identities *set, uint32_t link) {
  return set->links.items[link].next;
}
static inline struct identity *identity_set_at(const struct identities *set, uint32_t link) {
  return identity_real(set->links.items[link].identity);
}

/* A new identity, with no key yet; NULL, and the status set, when there is no memory. */
struct identity *identity_set_add(struct identities *);

/* Gives an identity a key, unless it has it. */
void identity_set_key(struct identities *, struct identity *, uint64_t key);

/* Counts a story in which the identity has this name in full; the name that most stories have becomes its first. */
void identity_set_variant(struct identities *, struct identity *, struct slice name, uint32_t stories);

/* Notes that it is to be kept anew. */
void identity_set_changed(struct identities *, struct identity *);

/* Takes a name apart, or takes what that gave before; the status says whether there was memory. */
void identity_set_read(struct identities *, struct identity_name *, struct slice name, enum name_kind);

/* Whether to end: the status says why. */
bool identity_set_stopped(struct identities *);

/* A copy that lives as long as the set. */
struct slice identity_set_copy(struct identities *, struct slice);

#endif
