/*
** Where clauses begin and end, as far as conditions need it.
**
**     The army will hold its fire, a general said, so long as convoys pass freely.
**     [clause                   ]  [attribution]             [clause           ]
**
** One sentence (or VIEW_MOST tokens of a longer one) at a time: each token gets
** flags for what it can be, then the words that only say who speaks are taken out.
** A verb is told from a noun by the word before it; that is right often enough.
*/
#ifndef NEWSEXT_CONDITION_CLAUSES_H
#define NEWSEXT_CONDITION_CLAUSES_H

#include "../clauses.h"
#include "../lexicon.h"

#include <string.h>

enum { VIEW_MOST = 240, VIEW_OPENINGS = 16 };

/* What a token can be: enum word_class, and … */
enum view_class {
  VIEW_ATTRIBUTION = 1 << 15 /* … ", a general said,": it only says who speaks */
};

/* Tokens of the view, from first up to end; empty if they are equal. */
struct run {
  uint32_t first, end;
};
static inline bool run_is_empty(struct run r) { return r.first >= r.end; }

/* Where what somebody says or promises begins: "said that | he would". */
struct opening {
  uint32_t at;
  struct run holder;
  bool promise; /* "agreed | to": lasts for one clause */
};

struct view {
  struct document *document;
  const struct clauses *clauses; /* of the sentence */
  const struct token *tokens;    /* its first; the one behind its last can be read */
  uint32_t first, count;         /* the number of that one in the text, and how many there are */
  uint16_t words[VIEW_MOST + 4]; /* enum word_class, view_class; a stop behind the last */
  struct opening openings[VIEW_OPENINGS];
  uint32_t n_openings;
  struct run speakers[VIEW_OPENINGS]; /* of attributions and quotations, in order */
  uint32_t speaks_at[VIEW_OPENINGS];  /* the verb of each */
  uint32_t n_speakers;
};

/* Reads VIEW_MOST tokens at most of a sentence, from token `first` of it on. */
void view_read(struct view *, struct document *, const struct clauses *, uint32_t first);

/* These may be asked of any `i`: outside the view stands a stop. */
static inline const struct token *view_token(const struct view *v, uint32_t i) {
  return token_within(v->tokens, v->count, i);
}
static inline bool view_is(const struct view *v, uint32_t i, unsigned classes) {
  return v->words[i < v->count ? i : v->count] & classes;
}
static inline bool view_mark(const struct view *v, uint32_t i, char mark) {
  return view_token(v, i)->kind == TOKEN_MARK && v->document->text[view_token(v, i)->start] == mark;
}
static inline bool view_in(const struct view *v, uint32_t i, enum lexicon_list list) {
  return lexicon_has(view_token(v, i)->word, list);
}

/* The value of a word in a list, "" where it is not in it. */
static inline const char *view_letters(const struct view *v, uint32_t i, enum lexicon_list list) {
  return view_in(v, i, list) ? lexicon_value(view_token(v, i)->word, list) : "";
}

/* Whether any token of the run has one of the flags; their count for view_find, its end if none. */
bool view_any(const struct view *, struct run, unsigned classes);
uint32_t view_find(const struct view *, struct run, unsigned classes);
/* The same for a list of the lexicon, phrases too. */
bool view_any_in(const struct view *, struct run, enum lexicon_list);

/* Whether a word that may be a verb or a noun is no verb, after the word before it. */
bool is_noun_here(const struct view *, uint32_t i);

/* The next comma, stop or quotation mark from `i` on. */
uint32_t next_mark(const struct view *, uint32_t i);
static inline bool is_clause_mark(const struct view *v, uint32_t i) {
  return view_is(v, i, WORD_COMMA | WORD_STOP | WORD_MARK);
}

/* Whether the token is a longer word that ends so, in lower case. */
#define ENDS_IN(v, i, ending) ends_in_bytes(v, i, ending, sizeof(ending) - 1)
static inline bool ends_in_bytes(const struct view *v, uint32_t i, const char *ending, uint32_t length) {
  const struct token *t = view_token(v, i);
  return t->kind == TOKEN_WORD && t->length > length + 1 &&
         !memcmp(v->document->text + t->start + t->length - length, ending, length);
}

/* Takes out who only speaks, and notes who speaks and what is reported (attribution.c). */
void view_read_attribution(struct view *);

/* Whether what stands before token `cue` is a relative clause: "a plan that would fail | if". */
bool is_in_relative(const struct view *, uint32_t cue);

/* Where the clause begins that ends before token `cue`. */
uint32_t clause_start(const struct view *, uint32_t cue);

/* Where the clause or phrase that begins at `first` ends. */
uint32_t clause_end(const struct view *, uint32_t first);

/* Where the main clause begins behind a clause (with a verb) or phrase that is in front
** of it and begins at `first`; 0 if none does.  `*end` gets the end of the one in front. */
uint32_t main_after(const struct view *, uint32_t first, bool has_verb, uint32_t *end);

/* Without the marks, commas and attributions at either end. */
struct run run_trimmed(const struct view *, struct run);

/* Its bytes in the text. */
struct span run_span(const struct view *, struct run);

#endif
