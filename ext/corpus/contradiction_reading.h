/*
** A sentence while its claims are read (contradiction_read.c): its tokens, and the part that each plays.
**
** contradiction_words.c knows the words, contradiction_numbers.c figures and days, contradiction_speech.c quotes and
** conditions; contradiction_read.c what happens, and calls them all.
*/
#ifndef NEWSEXT_CONTRADICTION_READING_H
#define NEWSEXT_CONTRADICTION_READING_H

#include "contradiction_claims.h"

#include "../language/clauses.h"
#include "../language/lexicon.h"

struct reading {
  struct claims_reader *reader;
  struct arena *arena;
  struct document *document;
  const struct token *tokens;
  uint32_t count;
  struct claims *claims;
  uint8_t *roles;     /* enum word_role of each token */
  uint8_t *negatives; /* of each token: it stands behind a denial */
  uint32_t *keys;     /* of each token: its reading_word(), 0 until asked for */
};

/* A token; the one behind the last, where there is none. */
static inline const struct token *reading_at(const struct reading *r, uint32_t i) {
  return &r->tokens[i < r->count ? i : r->count];
}

static inline bool reading_has(const struct reading *r, uint32_t i, enum lexicon_list list) {
  return lexicon_has(reading_at(r, i)->word, list);
}

/* ---- Words ---- */

/* The key of some bytes, never 0. */
uint32_t claim_hash(const char *text, size_t bytes);

/* The key of a word by itself, without its endings; or of the matter that it tells of, and whether it says its opposite. */
uint32_t reading_word(const struct reading *, uint32_t token);
uint32_t reading_key(const struct reading *, uint32_t token);
uint32_t reading_matter(const struct reading *, uint32_t token, bool *opposite);

/* Whether a token only joins others; whether it tells something. */
bool reading_is_closed(const struct reading *, uint32_t token);
bool reading_is_content(const struct reading *, uint32_t token);

/* The key of the first word that tells something, from a token up to another or a mark; 0 if there is none. */
uint32_t reading_first_content(const struct reading *, uint32_t from, uint32_t end);

/* The last token of a part of the text; their count, where it is empty. */
uint32_t reading_head(const struct reading *, const struct tokens *, struct span);

/* The word that says what the clause does: the verb behind its auxiliaries, or what is said with "to be". */
uint32_t reading_main_verb(const struct reading *, const struct clause *);

/* Gives tokens a role. */
void reading_mark(struct reading *, uint32_t first, uint32_t end, uint8_t role);
void reading_mark_span(struct reading *, const struct tokens *, struct span, uint8_t role);

/* Marks who says it, and the names; notes the words. */
void mark_sources(struct reading *);
void mark_names(struct reading *);
void note_words(struct reading *);

/* ---- The rest ---- */

void read_figures(struct reading *, const struct tokens *);
void read_days(struct reading *, struct slice published);
void read_quotes(struct reading *, const struct tokens *, struct slice speaker, bool body);
void read_conditions(struct reading *, const struct tokens *);

/* "Those concessions must include direct talks": it is asked for in exchange for what the sentence before tells. */
void read_exchange(struct reading *, struct slice before);

#endif
