/* What the rules about mentions share (extents.c, wholes.c, …): the text's tokens and what is known of them. */
#ifndef NEWSEXT_NAMES_MENDER_H
#define NEWSEXT_NAMES_MENDER_H

#include "../lexicon.h"
#include "lists.h"
#include "tagger.h"

#include <string.h>

enum { TOWN_WORDS = 3 /* "Salt Lake City" */ };

struct mender {
  struct document *document;
  struct scene *scene;
  const struct token *all; /* count of them, and one behind the last */
  uint32_t count;
  const uint32_t *capital;   /* the one that was last asked for */
  struct ARENA_MENTIONS out; /* the mentions as they are mended */
};

/* The first token from `t` on that is a word with a capital; count if there is none.  Who goes through the text asks from
** its start on, and never steps back. */
static inline void first_capital(struct mender *x) { x->capital = x->scene->capitals; }
static inline uint32_t next_capital(struct mender *x, uint32_t t) {
  const uint32_t *c = x->capital;
  while (*c < t) c++;
  x->capital = c;
  return *c;
}

/* Joins mentions that are parts of one name, parts those that are two, and gives each all its words:
**
**     "Mohammed" bin "Rashid", "Halloran and Green", "Department of Health" and Human Services, Ft. "Worth"
**
** Errors go to the document's status. */
void make_whole(struct mender *, struct ARENA_MENTIONS *);

/* How many tokens the abbreviated state at `t` takes, behind a town and a comma; 0 if there is none.
** Of "Mont." the stop is no part. */
uint32_t state_at(const struct mender *, uint32_t t, uint32_t least);

/* The kind of a name of the tagger's, tokens first .. end - 1, where the words leave no doubt (kinds.c); else `kind`. */
enum name_kind kind_by_words(const struct mender *, uint32_t first, uint32_t end, enum name_kind kind);

/* Whether somebody has an office of what is not known as a person's name, nor in the story: "a director of Petrobangla". */
bool is_headed(const struct mender *, uint32_t first, uint32_t end);

/* Whether the capital at `t`, which nobody knows, is a people's by how it ends, before who or what is of that people:
** "Quillonese farmers", "Tarsenian President" (missed.c). */
bool is_of_people(const struct mender *, uint32_t t);

/* Puts names that rules know in full in place of what the tagger has there (certain.c). */
void take_certain(struct mender *, struct ARENA_MENTIONS *);

/* Adds the words that are names elsewhere in the story (again.c).  Errors go to the document's status. */
void take_again(struct mender *, struct ARENA_MENTIONS *);

static inline bool is_mark(const struct mender *x, const struct token *t, char mark) {
  return t->kind == TOKEN_MARK && x->document->text[t->start] == mark;
}

static inline bool begins_line(const struct mender *x, uint32_t t) {
  return x->all[t].flags & (TOKEN_AFTER_LINE | TOKEN_AFTER_PARAGRAPH);
}

/* Adds tokens first .. end - 1 as a mention. */
static inline void add(struct mender *x, uint32_t first, uint32_t end, enum name_kind kind) {
  struct mention *m = ARENA_ADD(&x->document->arena, &x->out);
  if (!m) return;
  const struct token *a = &x->all[first], *b = &x->all[end - 1];
  *m = (struct mention){
      .span = {a->start, b->start + b->length - a->start}, .first = first, .count = end - first, .kind = (uint8_t)kind};
}

/* Whether a word of [adds] or & joins what stands before and behind it. */
static inline bool is_and(const struct mender *x, uint32_t t) {
  return lexicon_has(x->all[t].word, LEXICON_ADDS) || is_mark(x, &x->all[t], '&');
}

static inline bool is_lower(const struct token *t) { return t->kind == TOKEN_WORD && !(t->flags & TOKEN_CAPITALIZED); }

/* Whether a word is not in capitals throughout. */
static inline bool is_calm(const struct token *t) {
  return t->kind == TOKEN_WORD && t->length > 1 && !(t->flags & TOKEN_ALL_CAPS);
}

/* Whether a word stands before the name of a storm: "Hurricane Irma". */
static inline bool is_storm(const struct mender *x, uint32_t t) {
  return is_capital(&x->all[t]) && lexicon_has(x->all[t].word, LEXICON_STORM);
}

static inline bool is_title(const struct token *t) { return lexicon_has(t->word, LEXICON_PERSON_TITLE); }

/* Whether a word is but a currency's: "US$". */
static inline bool is_currency(const struct mender *x, const struct token *t) {
  return is_mark(x, t + 1, '$') && !(t[1].flags & TOKEN_AFTER_SPACE);
}

/* Whether a token is an acronym that is a name wherever it stands: "U.S."; "US" beside words in ordinary letters. */
static inline bool is_known(const struct mender *x, uint32_t t, enum lexicon_list list) {
  const struct token *token = &x->all[t];
  if (!lexicon_has(token->word, list) || !(token->flags & TOKEN_ALL_CAPS)) return false;
  if (token->kind == TOKEN_ACRONYM) return true;
  return (is_calm(token + 1) || (t > 0 && is_calm(token - 1))) && !is_currency(x, token);
}

static inline uint64_t hash_of(const struct mender *x, uint32_t t) { return scene_hash(x->scene, t); }

/* Which lists of the gazetteer hold tokens first .. end - 1 as one entry. */
static inline uint32_t lists_of(const struct mender *x, uint32_t first, uint32_t end) {
  return end == first + 1 ? scene_lists(x->scene, first) : scene_lists_of(x->scene, first, end);
}

/* Whether the two words at `t` are a person's name by all that is known of them: "Kent Smith". */
static inline bool is_full_name(const struct mender *x, uint32_t t) {
  uint32_t last = lists_of(x, t + 1, t + 2);
  if (!is_calm(&x->all[t]) || !is_calm(&x->all[t + 1]) || !(lists_of(x, t, t + 1) & SEXED)) return false;
  if (last & GROUP_WORDS || (last & PLACE_WORDS && lists_of(x, t, t + 1) & LARGE_PLACES)) return false;
  return last & SURNAMES || (last & (RARE_SURNAMES | LARGE_PLACES) && !(last & ORDINARY));
}

#endif
