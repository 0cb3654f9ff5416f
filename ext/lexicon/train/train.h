/*
** The training program of the names tagger; `make train DATA=folder` runs it.
**
**     names_train OUT.weights FOLDER [TEMPLATES.txt LISTS_FOLDER]
**
** It reads the sets that main.c names, FOLDER/ner.*.jsonl, one text a line: {"text": "...", "gold": [{"start": 0, "end": 5,
** "type": "PER"}, ...]}, offsets in characters, end exclusive.  All is
** reckoned in a fixed order, and with no function of a library that may round otherwise elsewhere, so the same data give the
** same bytes.
**
** Beside the labelled texts it learns from the same texts with other names in
** them, and from stories of our own making (generate.c).  With HOLD_OUT=1 in the
** environment every third line of each set is kept aside and scored; the
** weights in the repository are learnt from all lines.
*/
#ifndef NEWSEXT_TRAIN_H
#define NEWSEXT_TRAIN_H

#include "../../language/names/tagger.h"

#include <stdio.h>

/* What a set's labels leave open. */
enum set_flag {
  SET_NO_OTHER = 1, /* has no labels for what is neither person, place nor organisation */
  SET_NOMINAL = 2   /* labels nouns and pronouns too: only names count */
};

/* A run of tokens that may be names, with what is known of its tags. */
struct example {
  uint32_t count, *allowed; /* a set of tags for each token */
  uint32_t **features, *feature_counts;
  uint8_t **templates; /* each feature's */
};

struct story {
  char *text;
  struct document *document;
  struct scene scene;
  struct ARENA_SEGMENTS places;
  struct example *examples; /* one for each place */
  struct gold {
    uint32_t first, end; /* tokens */
    int kind;
  } * gold;
  uint32_t gold_count, line, flags;
  struct span *spans; /* the labels as they were given, and whether each is a name as we take it */
  int *kinds;
  bool *exact;
  uint32_t span_count;
  bool held_out;
};

struct stories {
  struct story *items;
  uint32_t count, room;
};

/* data.c */
void read_stories(struct stories *, const char *path, uint32_t flags);
void add_story(struct stories *, const char *text, const struct span *spans, const int *kinds, uint32_t count,
               uint32_t flags, uint32_t line);
void prepare_story(struct story *);

/* generate.c: stories of our own, from templates, filled from the gazetteer's lists. */
void generate_stories(struct stories *, const char *templates, const char *lists_folder);
/* The first `count` stories again, with other names in place of theirs. */
void vary_stories(struct stories *, uint32_t count, const char *lists_folder);

/* learn.c */
struct learned {
  uint32_t *features; /* count of them, ascending */
  uint32_t count;
  int32_t (*weights)[TAG_SCORES]; /* averaged, scaled to a byte */
  int16_t transitions[TAGS * TAGS];
};
/* Learns from the stories for which `use` is true. */
struct learned learn(struct stories *, const bool *use, uint32_t epochs, uint32_t runs);
void learned_free(struct learned *);
/* Packs what was learned into a table whose rows have numbers of so many bits. */
struct weights pack(const struct learned *, uint32_t bits);
void pack_free(struct weights *);
/* Reads a story: the tags of its tokens, as many as it has. */
void read_story(const struct story *, const struct weights *, uint8_t *tags);

void *must(void *memory);
#define NEW(type, count) ((type *)must(calloc((count) ? (count) : 1, sizeof(type))))

#endif
