/*
** The identities at hand: those that a batch has met, found by key and by number.
**
**     const struct identity_link *l = identity_set_find(set, key);
**     for (; l; l = identity_set_next(set, l)) consider(identity_real(l->identity));
**
** A key is asked of the source once; what is new is kept here until the caller has written it.
*/
#ifndef NEWSEXT_IDENTITY_SET_H
#define NEWSEXT_IDENTITY_SET_H

#include "../base/arena.h"
#include "identity.h"

struct identity_link {
  uint64_t key;
  struct identity *identity; /* NULL: says only that the source was asked */
  uint32_t next;             /* in the same slot; 0: none */
};

struct identities {
  struct arena arena;
  enum status status; /* sticky */
  struct identity_source source;
  int64_t next; /* the next new number */
  struct ARENA_LIST(struct identity *) all;
  struct ARENA_LIST(struct identity_link) links; /* from 1 */
  struct ARENA_LIST(struct identity_key) fresh;  /* keys that the source does not have */
  uint32_t *slots, slot_mask;                    /* of links, by key */
  uint32_t *by_id, id_mask;                      /* of all, from 1 */
  uint64_t finding;                              /* the key that `find` is asked for */
};

/* The first identity with this key, NULL if none; and the next. */
const struct identity_link *identity_set_find(struct identities *, uint64_t key);
const struct identity_link *identity_set_next(const struct identities *, const struct identity_link *);

/* A new identity, with no key yet; NULL, and the status set, when there is no memory. */
struct identity *identity_set_add(struct identities *);

/* Gives an identity a key, unless it has it. */
void identity_set_key(struct identities *, struct identity *, uint64_t key);

/* Counts a story in which the identity has this name in full; the name that most stories have becomes its first. */
void identity_set_variant(struct identities *, struct identity *, struct slice name, uint32_t stories);

/* A copy that lives as long as the set. */
struct slice identity_set_copy(struct identities *, struct slice);

#endif
