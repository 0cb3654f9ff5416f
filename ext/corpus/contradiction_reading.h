/*
** A sentence and what was read of it so far (contradiction_read.c): its tokens, and the part that each plays.
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
  struct arena *arena; /* for what is kept of it */
  struct document *document;
  const struct token *tokens;
  uint32_t count;
  struct claims *claims;
  uint8_t *roles;     /* enum word_role of each token */
  uint8_t *negatives; /* of each token: it stands behind a denial */
  uint32_t *keys;     /* of each token: its reading_word(), 0 until asked for */
  uint32_t *matters;  /* the same of its reading_key() */
  bool sources_known;
  struct claim_source source; /* where they are known */
  uint32_t speaker[CLAIM_SPEAKER];
};

/* Opens a sentence, in the memory of a document, which is no more; false, and the status says why, when it cannot be read.
** It lives as long as `*document`. */
bool reading_open(struct reading *, struct claims_reader *, struct document **document, struct slice text,
                  enum status *status);

/* A token; the one behind the last, where there is none. */
static inline const struct token *reading_at(const struct reading *r, uint32_t i) {
  return &r->tokens[i < r->count ? i : r->count];
}

static inline bool reading_has(const struct reading *r, uint32_t i, enum lexicon_list list) {
  return lexicon_has(reading_at(r, i)->word, list);
}

/* Whether a token is a mark that begins with this character. */
static inline bool reading_is_mark(const struct reading *r, uint32_t i, char mark) {
  return reading_at(r, i)->kind == TOKEN_MARK && r->document->text[reading_at(r, i)->start] == mark;
}

/* ---- Words ---- */

/* The key of some bytes, never 0. */
uint32_t claim_hash(const char *text, size_t bytes);

/* The key of a word by itself, without its endings; or of the matter that it tells of, and whether it says its opposite. */
uint32_t reading_word(const struct reading *, uint32_t token);
uint32_t reading_key(const struct reading *, uint32_t token);
uint32_t reading_matter(const struct reading *, uint32_t token, bool *opposite);
uint32_t matter_key(const char *matter);

/* Whether a token only joins others; whether it tells something. */
bool reading_is_closed(const struct reading *, uint32_t token);
bool reading_is_content(const struct reading *, uint32_t token);

/* The key of the first word that tells something, from a token up to another or a mark; 0 if there is none. */
uint32_t reading_first_content(const struct reading *, uint32_t from, uint32_t end);

/* The last token of a part of the text; their count, where it is empty. */
uint32_t reading_head(const struct reading *, const struct tokens *, struct span);

/* The word that says what the clause does: the verb behind its auxiliaries, or what is said behind a verb of being. */
uint32_t reading_main_verb(const struct reading *, const struct clause *);

/* Gives tokens a role. */
void reading_mark(struct reading *, uint32_t first, uint32_t end, uint8_t role);
void reading_mark_span(struct reading *, const struct tokens *, struct span, uint8_t role);

/* Marks who says it, once, and the names; notes the words. */
void mark_sources(struct reading *);
void mark_names(struct reading *);
void note_words(struct reading *);

/* ---- The rest ---- */

void read_figures(struct reading *, const struct tokens *);
void read_days(struct reading *, struct slice published);
void read_quotes(struct reading *, const struct tokens *, struct slice speaker, bool body);

/* What is done to what a figure counts, and what that is; 0 where it is not said. */
uint32_t glance_act(struct reading *, const struct tokens *, uint32_t figure, uint32_t *of);

/* The keys of each three words in a row of quotes of QUOTE_LEAST words or more; there is room for as many as tokens. */
uint32_t glance_quotes(struct reading *, const struct tokens *, uint32_t *keys);
void read_conditions(struct reading *, const struct tokens *);

/* Who is blamed, and by whom. */
void read_blame(struct reading *);

/* Whether somebody binds somebody by what depends on what. */
bool has_terms(struct reading *);

/* "Those concessions must include direct talks": it is asked for in exchange for what the sentence before tells. */
void read_exchange(struct reading *, struct slice before, enum status *status);

#endif
