/*
** Where clauses begin and end, as far as conditions need it.
**
**     The army will hold its fire, a general said, so long as convoys pass freely.
**     [clause                   ]  [attribution]             [clause           ]
**
** One sentence (or VIEW_MOST tokens of a longer one) at a time: each token gets
** flags for what it can be, then the words that only say who speaks are taken out.
** What a word can be, the layer of clauses says.
*/
#ifndef NEWSEXT_CONDITION_CLAUSES_H
#define NEWSEXT_CONDITION_CLAUSES_H

#include "../clauses/words.h"

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
  struct sentence_view s;        /* as the layer of clauses reads it: view_is(&v->s, i, …) */
  uint32_t sentence;             /* its number */
  uint16_t words[VIEW_MOST + 4]; /* what s.words points to: enum word_class, view_class; a stop behind the last */
  struct opening openings[VIEW_OPENINGS];
  uint32_t n_openings;
  struct run speakers[VIEW_OPENINGS]; /* of attributions and quotations, in order */
  uint32_t speaks_at[VIEW_OPENINGS];  /* the verb of each */
  uint32_t n_speakers;
};

/* Reads VIEW_MOST tokens at most of a sentence, from token `first` of it on. */
void view_read(struct view *, struct document *, uint32_t sentence, uint32_t first);

/* Whether any token of the run has one of the flags; their count for view_find, its end if none. */
bool view_any(const struct view *, struct run, unsigned classes);
uint32_t view_find(const struct view *, struct run, unsigned classes);
/* The same for a list of the lexicon, phrases too. */
bool view_any_in(const struct view *, struct run, enum lexicon_list);

/* The next comma, stop or quotation mark from `i` on. */
uint32_t next_mark(const struct view *, uint32_t i);
static inline bool is_clause_mark(const struct view *v, uint32_t i) {
  return view_is(&v->s, i, WORD_COMMA | WORD_STOP | WORD_MARK);
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
