/*
** Identities that are kept in memory, as the tables entity, identity and identity_key keep them: a set that holds much is
** left to the store and begun anew.
**
**     struct identity_store *store = identity_store_open();
**     struct identity_source source = {store, identity_store_find, ...};
**     set = identities_open(&source, identity_store_next(store));
**     identities_settle(set, stories, count);
**     identity_store_keep(store, set);                 after each batch
**
** Some 300 bytes an identity.  What was merged away is followed to what it has become.
*/
#ifndef NEWSEXT_IDENTITY_STORE_H
#define NEWSEXT_IDENTITY_STORE_H

#include "identity.h"

struct identity_store;

/* An empty store; NULL when there is no memory. */
struct identity_store *identity_store_open(void);
void identity_store_close(struct identity_store *);

/* For struct identity_source: the identities with a key. */
enum status identity_store_find(void *store, struct identities *, uint64_t key);

/* Keeps what is new, changed or merged. */
enum status identity_store_keep(struct identity_store *, struct identities *);

/* The number for the next new identity: all are less. */
int64_t identity_store_next(const struct identity_store *);

/* What is kept of an identity by its number, or of the one that it has become. */
struct kept_identity {
  struct slice name;
  enum name_kind kind;
  int64_t id;
};
struct kept_identity identity_store_get(const struct identity_store *, int64_t id);

/* The form of a mention in the identity that it has become, when it was `form` in the identity `id`. */
enum identity_form identity_store_form(const struct identity_store *, int64_t id, enum identity_form form);

#endif
