/*
** The lexicon: the word lists in ext/lexicon, compiled into one table.
**
**     ext/lexicon/en/dates.txt:      [month]
**                                 january = 1
**                                 jan = 1
**
**     lexicon_has(token.word, LEXICON_MONTH)        true for "Jan", "JANUARY"
**     lexicon_number(token.word, LEXICON_MONTH)     1
**
** A section [name] is a list, LEXICON_NAME here; a line is an entry of it: a
** word or several, caseless and without diacritics, with `= value` behind it
** where it has one; `call* for` stands for call, calls, called and calling for,
** `say|says|said` for each of them.  `#` starts a comment.  Every word of every list has a number, which the
** token layer puts into each token, so asking what a token is costs one look
** into a bit set.
*/
#ifndef NEWSEXT_LEXICON_H
#define NEWSEXT_LEXICON_H

#include "../text/fold.h"
#include "lexicon_hash.h"
#include "tokens.h"

#include "lexicon_lists.h" /* made by ext/lexicon/compile.c: enum lexicon_list, LEXICON_SETS */

/* The lists that a word is in, kept once for all words that are in the same.  Each of the two takes one cache line. */
struct lexicon_sets {
  _Alignas(64) uint64_t entry[LEXICON_SETS];  /* in which it is an entry by itself */
  _Alignas(64) uint64_t begins[LEXICON_SETS]; /* in which it begins a longer entry */
};

/* A word's number is its place in the table of words and, above that, the row of its lists: who asks for them looks
** at one table, not two.  0 is that of all other words. */
enum { LEXICON_ROW = 16 };
static inline uint32_t lexicon_number_of(uint32_t row, uint32_t place) { return row << LEXICON_ROW | place; }
static inline uint32_t lexicon_place_of(uint32_t word) { return word & ((1u << LEXICON_ROW) - 1); }
extern const struct lexicon_sets lexicon_sets[];
static inline const struct lexicon_sets *lexicon_sets_of(uint32_t word) { return &lexicon_sets[word >> LEXICON_ROW]; }

extern const uint64_t
    lexicon_entries[]; /* by place: the hash of the word's key (lexicon_hash.h), its last bits the row */
extern const uint16_t lexicon_displacements[];

/*
** The number of the word with this key, or whose key has this hash; 0 if no list has it.
**
** A perfect hash, so that a look needs no loop, and no branch that the
** processor would guess wrong: hash, displace and compare (Belazzougui, Botelho
** and Dietzfelbinger 2009).  Compared are 48 bits of the hash, whose doubles are as good
** as never.
*/
static inline uint32_t lexicon_find_hash(uint64_t hash) {
  uint32_t place = (uint32_t)(lexicon_place(hash, lexicon_displacements[hash >> LEXICON_BUCKET]) >> LEXICON_PLACE);
  uint64_t entry = lexicon_entries[place];
  return lexicon_number_of((uint16_t)entry, place) * !((entry ^ hash) >> LEXICON_ROW);
}
static inline uint32_t lexicon_find(struct word_key key) { return lexicon_find_hash(lexicon_hash(key)); }

/* Whether the list is one of these, 1 or 0: who asks for several of a word looks it up once, and joins answers by |. */
static inline unsigned lexicon_in(const struct lexicon_sets *sets, enum lexicon_list list) {
  return (unsigned)(sets->entry[list >> 6] >> (list & 63) & 1);
}

/*
** Whether a word is in any of many lists, with one look into each set that has one of them:
**
**     #define SMALL_WORDS(set) (LEXICON_BIT(ARTICLE, set) | LEXICON_BIT(PREPOSITION, set))
**     LEXICON_ANY(lexicon_sets_of(word)->entry, SMALL_WORDS)
*/
#define LEXICON_BIT(list, set) (LEXICON_##list >> 6 == (set) ? (uint64_t)1 << (LEXICON_##list & 63) : 0)

/* Whether `word` (a token's number) is an entry of the list. */
static inline bool lexicon_has(uint32_t word, enum lexicon_list list) {
  return lexicon_in(lexicon_sets_of(word), list);
}

/* Whether a longer entry of the list begins with it. */
static inline bool lexicon_begins(uint32_t word, enum lexicon_list list) {
  return lexicon_sets_of(word)->begins[list >> 6] >> (list & 63) & 1;
}

/* Whether either is so.  Free of branches, for loops over all tokens. */
static inline bool lexicon_opens(uint32_t word, enum lexicon_list list) {
  const struct lexicon_sets *w = lexicon_sets_of(word);
  return (w->entry[list >> 6] | w->begins[list >> 6]) >> (list & 63) & 1;
}

/*
** Whether a word opens an entry of one of the lists of a class, with one look into a small table:
**
**     [+ small_word]      lexicon_is(word, LEXICON_IS_SMALL_WORD)
**     article
**     clause_word = t         the words of the list alone whose value has the letter
*/
extern const uint32_t lexicon_classes[]; /* by row: the classes as bits */
static inline bool lexicon_is(uint32_t word, enum lexicon_class class) {
  return lexicon_classes[word >> LEXICON_ROW] >> class & 1;
}

/* The first token from `t` on whose word is of the class; `end` if none is before it. */
static inline const struct token *lexicon_next(const struct token *t, const struct token *end,
                                               enum lexicon_class class) {
  while (t < end && !lexicon_is(t->word, class)) t++;
  return t;
}

/* The value of a one-word entry, "" where it has none, NULL if it is no entry.
** The text is constant. */
const char *lexicon_value(uint32_t word, enum lexicon_list list);

/* The same as a whole number; 0 where it is none. */
int lexicon_number(uint32_t word, enum lexicon_list list);

/* The whole number that a value begins with.  Values that are one of a few meanings are numbers of the enum that has
** them, from 1 to below FIELD_MEANINGS: `[= field]` names those of `enum field`, and every entry of `[header_key =
** field]` has one of them. */
int lexicon_read_number(const char *value);

/* Whether a longer entry of the list may begin at `t`, whose word begins one: it surely does not where this says so. */
extern const uint64_t lexicon_pairs[][LEXICON_PAIRS];
static inline bool lexicon_goes_on(const struct token *t, enum lexicon_list list) {
  const uint32_t bit = lexicon_pair(t->word >> LEXICON_ROW, t[1].word >> LEXICON_ROW);
  return lexicon_pairs[list][bit >> 6] >> (bit & 63) & 1;
}

/* Whether an entry may stand at `t`, whose word opens one. */
static inline bool lexicon_may_match(const struct token *t, enum lexicon_list list) {
  return lexicon_has(t->word, list) || lexicon_goes_on(t, list);
}

/* How many tokens the longest entry takes of those with several words: 0 if none stands there. */
uint32_t lexicon_match_longer(const struct token *, enum lexicon_list, const char **value);

/* How many tokens the longest entry of the list takes that begins at `t`: 1 or
** more, 0 if none does.  Its value goes to `*value` where that is not NULL. */
uint32_t lexicon_match_opened(const struct token *, enum lexicon_list,
                              const char **value); /* of a word that opens one */
static inline uint32_t lexicon_match(const struct token *t, enum lexicon_list list, const char **value) {
  return lexicon_opens(t->word, list) && lexicon_may_match(t, list) ? lexicon_match_opened(t, list, value) : 0;
}

#endif
