/*
** The second argument of mentions(): a name, a JSON array of names, or a
** pattern between slashes, compiled once and kept by the connection.
*/
#ifndef NEWSEXT_ENTITY_H
#define NEWSEXT_ENTITY_H

#include "../language/mentions/roster.h"
#include "../text/pattern.h"
#include "connection.h"

struct entity {
  unsigned users;         /* the cache is one of them */
  struct entity *next;    /* in its slot of the cache */
  char *text;             /* the argument, `bytes` of it */
  size_t bytes;
  char *name;             /* the first name, or the pattern */
  struct roster roster;   /* unless it is a pattern */
  struct pattern *pattern;
};

/* The entity of a value that is not NULL.  NULL after an error, which is in `*why` (to be freed by
** sqlite3_free), or NULL there where there is no memory.  The caller gives it back by entity_release. */
struct entity *entity_of(struct connection *, sqlite3_value *, char **why);

/* One user less; a destructor of sqlite3_set_auxdata. */
void entity_release(void *);

/* Where the entity is in a text.  They live in the arena. */
enum status entity_find(struct entity *, const char *text, size_t bytes, struct arena *, struct sightings *,
                        struct connection *);

/* Frees a connection's cache. */
void entity_cache_free(struct entity_cache *);

#endif
