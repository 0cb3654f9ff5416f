/*
** The scene: what is known of a text's words before the tagger looks for names.
**
** Of each token, once asked for, its hash and its lists in the gazetteer; of each
** word that is somewhere written with a capital, the evidence of the whole
** story ("Hope" stands in lower case too; "Jordan" follows a preposition of places, or a title);
** and the units of text that are read on their own: sentences, and lines where
** lines are no mere wrapping.
*/
#ifndef NEWSEXT_NAMES_SCENE_H
#define NEWSEXT_NAMES_SCENE_H

#include "../sentences.h"
#include "gazetteer.h"
#include "weights.h"

/* What the story shows of a word, somewhere. */
enum evidence {
  SEEN_LOWER = 1,         /* in lower case */
  SEEN_INSIDE = 2,        /* with a capital inside a sentence of ordinary case */
  SEEN_TITLED = 4,        /* behind a title */
  SEEN_AFTER_GIVEN = 8,   /* behind a given name */
  SEEN_BEFORE_GROUP = 16, /* in a run that ends as organisations do: "Corp", "University" */
  SEEN_IN = 32,           /* behind a preposition of places */
  SEEN_SPEAKING = 64,     /* before a verb of saying */
  SEEN_ALONE = 128,       /* as a run of its own */
  SEEN_FIRST = 256,       /* at the head of a longer run */
  SEEN_LAST = 512,        /* at the end of a longer run */
  SEEN_BY_AGE = 1024,     /* before a comma and a number, or a bracket: "Smith, 34," */
  SEEN_THE = 2048,        /* behind the definite article */
  SEEN_AFTER_RARE = 4096  /* behind what is nothing but a rare given name: no feature, rules ask for it */
};

struct profile {
  uint64_t hash, slot; /* of the word; its slot in the gazetteer, marked, 0 until asked for */
  uint16_t evidence;
  uint8_t tags[TAG_KINDS];   /* how often the tagger made it a part of each kind, up to 255 */
  uint8_t longer[TAG_KINDS]; /* the same within names of two words or more */
  uint8_t untagged;
};

/* How the letters of a unit are written. */
enum style { STYLE_PLAIN, STYLE_TITLE, STYLE_CAPITALS, STYLE_TABLE };

struct unit {
  uint32_t first, end; /* tokens */
  uint8_t style;
};

/* An entry of several words of the gazetteer, where words that may be names are looked at. */
struct known_phrase {
  uint32_t first, count; /* tokens */
  uint32_t lists;
};
struct ARENA_KNOWN_PHRASES ARENA_LIST(struct known_phrase);

/* What was asked of a token before: its note, and which parts of it have been filled in. */
struct token_note {
  uint64_t hash; /* of its word */
  uint64_t slot; /* in the gazetteer */
};
enum { TOLD_HASH = 1, TOLD_SLOT = 2 };

struct scene {
  struct document *document;
  const struct token *tokens; /* count of them, and those beside */
  uint32_t count;
  const uint32_t *capitals; /* the tokens that are words with a capital; capital_count, and one beyond the last token */
  uint32_t capital_count;
  struct token_note *notes; /* of each token, and of those beside */
  uint8_t *told;            /* the same: TOLD_HASH, TOLD_SLOT */
  uint32_t *profile_of;     /* of each token that is a capital */
  struct profile *profiles; /* from 1 on, profile_count of them */
  uint32_t profile_count;
  struct ARENA_KNOWN_PHRASES phrases; /* in order, never overlapping; noted by who looks at segments (features.h) */
  const struct unit *units;
};

/* Prepares it, in the document's arena.  False after an error, which is in the
** document's status, or when the text has no name. */
bool scene_set(struct scene *, struct document *);

/* The hash of the word of token `t`; never 0. */
static inline uint64_t scene_hash(struct scene *s, uint32_t t) {
  if (s->told[t]) return s->notes[t].hash;
  const struct token *token = &s->tokens[t];
  uint64_t hash = gazetteer_hash(word_key(s->document->text + token->start, token->length, 1));
  s->told[t] = TOLD_HASH;
  return s->notes[t].hash = hash + !hash;
}

/* The gazetteer's slot of token `t`, and its lists; foresee says that they will be asked for. */
uint64_t scene_look_up(struct scene *, uint32_t t);
static inline uint64_t scene_slot(struct scene *s, uint32_t t) {
  return s->told[t] & TOLD_SLOT ? s->notes[t].slot : scene_look_up(s, t);
}
static inline uint32_t scene_lists(struct scene *s, uint32_t t) { return slot_lists(scene_slot(s, t)); }
static inline void scene_foresee(struct scene *s, uint32_t t) {
  if (!(s->told[t] & TOLD_SLOT)) gazetteer_foresee(scene_hash(s, t));
}

/* Which lists hold tokens first .. end - 1 as one entry. */
uint32_t scene_lists_of(struct scene *, uint32_t first, uint32_t end);

/* The profile of the word of token `t`, which is a capital. */
static inline struct profile *scene_profile(struct scene *s, uint32_t t) { return &s->profiles[s->profile_of[t]]; }

/* Whether a token is a word with a capital: TOKEN_WORD or TOKEN_ACRONYM, which differ in one bit, told at once. */
static inline bool is_capital(const struct token *t) {
  const struct token looked_at = {.kind = (uint8_t) ~(TOKEN_WORD ^ TOKEN_ACRONYM), .flags = TOKEN_CAPITALIZED},
                     capital = {.kind = TOKEN_WORD & TOKEN_ACRONYM, .flags = TOKEN_CAPITALIZED};
  return (t->shape & looked_at.shape) == capital.shape;
}

#endif
