/*
** The names that stories have, while load() puts the stories: see load_job.h.
**
** Of each story that comes the trigger article_names asks newsext_noted(id, body) whether its names are taken care of.
** While load() puts many stories they are: they are noted here, as long as the story's document is at hand, and when the
** stories are in, load_names_write() puts them into `name` and `mention`.  It knows each name again that the batch has had,
** which the trigger, for every INSERT but load()'s, looks up twice.
*/
#ifndef NEWSEXT_LOAD_NAMES_H
#define NEWSEXT_LOAD_NAMES_H

#include "../base/arena.h"
#include "../base/slice.h"
#include "connection.h"

struct load_names {
  bool none;                   /* nothing is noted: the trigger does it all */
  struct arena arena, rows_of; /* of the names; of the mentions */
  struct ARENA_LIST(struct noted_name) names;
  struct ARENA_LIST(struct noted_mention) mentions;
  uint32_t *slots; /* numbers of names, from 1, by hash; 0: free */
  size_t slot_count;
};

struct load;

/* Prepares what is written.  Where the database has triggers that are not ours, they are to find what they always found,
** and nothing is noted. */
int load_names_prepare(struct load *);

/* Writes what the stories have that were put since the last time; SQLite codes, and the load's error. */
int load_names_write(struct load *);

/* Forgets what was noted and is not written. */
void load_names_drop(struct load_names *);

/* Forgets all, the names too. */
void load_names_clear(struct load_names *);

/* Registers newsext_noted(), which is nobody else's: 0 where no load() puts the story. */
int load_names_register(struct connection *);

#endif
