/*
** The second argument of mentions(): a name, a JSON array of names, or a
** pattern between slashes, compiled once and kept by the connection.
*/
#ifndef NEWSEXT_SUBJECT_H
#define NEWSEXT_SUBJECT_H

#include "../language/mentions/roster.h"
#include "../text/pattern.h"
#include "connection.h"

/* What is declared of the column `basis`, by enum basis. */
#define BASIS_VALUES                                                        \
  "  name -- the name that was given, or the first of those\n"              \
  "  alias -- another name that was given\n"                                \
  "  surname -- the surname alone, where the text also has the full name\n" \
  "  acronym -- the initials: U.S., EU\n"                                   \
  "  spelling -- misspelt by one letter\n"                                  \
  "  pattern -- what the /pattern/ fits\n"

struct subject {
  unsigned users;       /* the cache is one of them */
  struct subject *next; /* in its slot of the cache */
  char *text;           /* the argument, `bytes` of it */
  size_t bytes;
  char *name;           /* the first name, or the pattern */
  struct roster roster; /* unless it is a pattern */
  struct pattern *pattern;
};

/* The entity of a value that is not NULL.  NULL after an error, which is in `*why` (to be freed by
** sqlite3_free), or NULL there where there is no memory.  The caller gives it back by subject_release. */
struct subject *subject_of(struct connection *, sqlite3_value *, char **why);

/* One user less; a destructor of sqlite3_set_auxdata. */
void subject_release(void *);

/* Where the entity is in a text.  They live in the arena. */
enum status subject_find(struct subject *, const char *text, size_t bytes, struct arena *, struct sightings *,
                         struct connection *);

/* Frees a connection's cache. */
void subject_cache_free(struct subject_cache *);

#endif
