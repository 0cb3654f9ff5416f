/*
** Which field of a record is which of a story.
**
**     {"headline": "Talks", "maintext": "It ...", "date_publish": "2019-01-28"}
**     headline,maintext,date_publish
**
** The usual names are known, in any case and with any of _ - and space in them;
** a mapping names others: {"body": "maintext", "published": "meta.date"}.
*/
#ifndef NEWSEXT_FIELDS_H
#define NEWSEXT_FIELDS_H

#include "../language/lexicon.h"
#include "json.h"
#include "story.h"

enum { FIELDS = FIELD_MEANINGS }; /* 0 is none of them, and some no story has */

enum { FIELDS_KNOWN = 32 };

struct record_texts;

struct mapping {
  struct buffer text;         /* owns the paths */
  struct slice paths[FIELDS]; /* "meta.date"; no text: the usual names */
};

/* Reads a mapping from JSON.  NULL if it is good, else what is wrong with it
** (constant text); errors of memory in mapping->text. */
const char *mapping_read(struct mapping *, struct slice json);
void mapping_free(struct mapping *);

/* Fills `*path` and `*field` with a path of the mapping that no record of those that `texts` has read had, in JSON or
** CSV; false if there is none. */
bool mapping_unmet(const struct mapping *, const struct record_texts *texts, struct slice *path, const char **field);

/* How well a name suits a field: 0 for not at all, else 1 for the best.  `*field` is set. */
int field_of_name(const struct mapping *, struct slice name, enum field *);

/* Whether a member of a record is an object that holds its fields: the Guardian's API, Strapi, Elasticsearch. */
bool fields_are_in(const struct json_value *key, const struct json_value *value);

/*
** The story of a record: of JSON text, if it is an object.  `texts` holds its
** fields' text while the story lives.  False when there is no memory.
*/
struct record_texts {
  struct buffer fields; /* all but the body, one after the other */
  struct buffer body;
  unsigned records; /* read so far */
  unsigned met;     /* bit i: a record had what the mapping names for field i */
  struct {          /* what the n-th name of the record before was, for it is so again */
    char name[24];
    size_t bytes;
    enum field field;
    int rank;
  } known[FIELDS_KNOWN];
};
bool story_of_json(struct story *, struct record_texts *, const struct mapping *, struct slice record, bool *is_object);

/* The same from names and texts; `count` of each. */
bool story_of_cells(struct story *, struct record_texts *, const struct mapping *, const struct slice *names,
                    const struct slice *texts, size_t count);

void record_texts_free(struct record_texts *);

#endif
