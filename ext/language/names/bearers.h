/*
** Who bears a form of a name in one story: "Khalilzad" is Zalmay Khalilzad's surname, "Acme" is Acme Corp's short form.
**
** Things are entered under all the forms under which they are found again (enter_forms), and asked for by one of them.
*/
#ifndef NEWSEXT_NAMES_BEARERS_H
#define NEWSEXT_NAMES_BEARERS_H

#include "entities.h"
#include "forms.h"

/* Entities that share a form, how many are looked at. */
enum { CHAIN_MOST = 16 };
#define NOBODY UINT32_MAX

/* The forms under which an entity is found again: of people; of groups, by an acronym that the text explains,
** by one that fits, without what may go, as a company without "Corp", by a word that is its own, and by any.  TITLED is what
** somewhere stands behind a title. */
enum role {
  ROLE_WHOLE,
  ROLE_SURNAME,
  ROLE_GIVEN,
  ROLE_ENDS,
  ROLE_INITIAL,
  ROLE_ACRONYM,
  ROLE_LETTERS,
  ROLE_SHORT,
  ROLE_FIRM,
  ROLE_OWN,
  ROLE_WORD,
  ROLE_TITLED
};

struct person_or_thing {
  struct entity entity;
  const struct form *form; /* of what is somewhere named in full; else NULL */
  const char *constant;    /* the name that the lexicon gives it, or NULL */
  uint32_t same;           /* the one it turned out to be, or itself */
  uint32_t full;           /* how often it is named in full */
  uint32_t alone;          /* how often its surname alone could be nobody else's */
  uint32_t number;         /* in the order of first mentions */
  bool relative;           /* of somebody in the story, who has the surname first: "his wife, Jane Smith" */
};

struct link {
  uint64_t key;
  uint32_t thing, next; /* next link with the same slot; 0: none */
};

struct resolver {
  struct document *document;
  struct scene *scene;
  const struct token *all;
  struct mention *mentions;
  struct ARENA_LIST(struct person_or_thing) things;
  struct ARENA_LIST(struct link) links; /* from 1 */
  uint32_t *slots, slot_mask;
  uint16_t *roles; /* by the hash of a form, slot_mask + 1: in which roles such forms are entered, as bits */
};

/* A form in a role, of a kind, as a key of links. */
static inline uint64_t role_key(enum role role, int kind, uint64_t hash) {
  return gazetteer_join(hash, (uint64_t)role * 8 + (uint64_t)kind + 1);
}

static inline uint16_t role_bit(enum role role, int kind) {
  return (uint16_t)(1u << (role == ROLE_WHOLE ? (unsigned)kind : NAME_OTHER + (unsigned)role));
}

/* Whether anything may have this form: most have none, which is told without a look at the links. */
static inline bool may_be_borne(const struct resolver *r, enum role role, int kind, uint64_t hash) {
  return r->roles[hash >> 20 & r->slot_mask] & role_bit(role, kind);
}

/* The first of the links of a key, and of others that share its slot; 0 if there is none. */
static inline uint32_t first_link(const struct resolver *r, uint64_t key) { return r->slots[key >> 20 & r->slot_mask]; }

/* Enters a thing under a form in a role; NOBODY notes that the form is there.  Errors go to the document's status. */
void enter_form(struct resolver *r, enum role role, int kind, uint64_t hash, uint32_t thing);

/* The entity that a thing turned out to be. */
uint32_t real_thing(const struct resolver *r, uint32_t thing);

/* The bearer of a form.  Where there are several, NOBODY, unless all but one are
** of the other sex, or one is named in full thrice as often as any other (and
** so is whom the story is about). */
uint32_t form_bearer(const struct resolver *r, enum role role, int kind, uint64_t hash, uint8_t gender);

/* Whose surname it is at mention `i`, where several bear it: of those who have been named in full by then, and not as
** somebody's relative, the only one, or the only one who has been called by it, and so has the story's surname; where
** none has been named, whom the story names first. */
uint32_t settled_bearer(struct resolver *r, enum role role, uint64_t hash, uint8_t gender, uint32_t i);

/* Whether anything has this form. */
bool is_form_borne(const struct resolver *r, enum role role, int kind, uint64_t hash);

/* Whether a word of a name is but its first letter: "J", "J." */
bool is_initial_letter(const struct token *t);

/* The words of a person's name without "Jr." */
uint32_t words_without_suffix(const struct form *f);

/* Whether two people bear a name: "Ken Griffey Sr." and "Jr.", "Donald Trump" and behind him "Donald Trump Jr."; but who
** is called "Jr." when he is named first may be called without it later. */
bool are_father_and_son(const struct resolver *r, uint32_t one, uint32_t other);

/* Whether somebody whose name has n words without "Jr." is another than who is called by these; else that is `*same`. */
bool is_son(const struct resolver *r, uint32_t thing, uint32_t n, uint32_t *same);

/* Enters the other forms of a full name. */
void enter_forms(struct resolver *r, uint32_t thing);

#endif
