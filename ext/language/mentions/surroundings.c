/* What stands around a surname: see surroundings.h. */
#include "surroundings.h"

#include "../../text/fold.h"
#include "../../text/words.h"
#include "../lexicon.h"
#include "../names/gazetteer.h"

#include <string.h>

static uint32_t lexicon_of(const struct word *w) {
  struct word_key key = word_key(w->folded, w->count, 0);
  return lexicon_find(key);
}

/* Whether only a space or two lie between the bytes. */
static bool is_near(const char *text, size_t from, size_t to) {
  if (to <= from || to - from > 2) return false;
  for (; from < to; from++)
    if (text[from] != ' ') return false;
  return true;
}

bool starts_sentence(const char *text, size_t at) {
  while (at && text[at - 1] == ' ') at--;
  if (!at) return true;
  unsigned char before = (unsigned char)text[at - 1];
  return before >= 0x80 || strchr("\n.!?\"'(:;-", before);
}

/* Whether the line around `at` is a title: no word of four letters or more in lower case
** among those that follow. */
static bool is_title_case(const char *text, size_t bytes, size_t at) {
  int words = 0;
  for (int i = 0; i < 8; i++) {
    struct word w;
    enum word_gap gap;
    size_t next = word_gap(text, bytes, at, &gap);
    if (!next || memchr(text + at, '\n', next - at) || !word_read(text, bytes, next, &w)) break;
    if (!(w.flags & WORD_CAPITAL) && w.letters >= 4) return false;
    words += w.letters >= 4;
    at = w.behind;
  }
  return words >= 3;
}

/* Whether `w` is among names, each with a space behind. */
static bool is_among(const struct word *w, const char *names) {
  for (const char *n = names; *n;) {
    size_t length = strcspn(n, " ");
    if (length == w->count && !memcmp(n, w->folded, length)) return true;
    n += length + (n[length] == ' ');
  }
  return false;
}

/* Whether initials agree with the given names. */
static bool agrees(const struct word *initials, const char *given) {
  if (is_among(initials, given)) return true;
  for (const char *n = given; *n; n += strcspn(n, " ") + 1)
    if (*n == initials->folded[0]) return true;
  return false;
}

enum {
  KNOWN_GIVEN = 1 << GAZETTEER_GIVEN_FEMALE | 1 << GAZETTEER_GIVEN_MALE | 1 << GAZETTEER_GIVEN,
  NO_GIVEN = 1 << GAZETTEER_TITLE | 1 << GAZETTEER_NOUN_PERSON | 1 << GAZETTEER_ORGANIZATION_WORD |
             1 << GAZETTEER_COUNTRY | 1 << GAZETTEER_DEMONYM | 1 << GAZETTEER_TIME | 1 << GAZETTEER_FUNCTION |
             1 << GAZETTEER_NOUN_GROUP | 1 << GAZETTEER_ADVERB
};

/* Whether a capitalised word before a surname is no given name. */
static bool is_no_given_name(uint32_t word, uint32_t known) {
  return lexicon_has(word, LEXICON_PERSON_TITLE) || lexicon_has(word, LEXICON_ORGANIZATION_END) ||
         lexicon_has(word, LEXICON_COUNTRY_ALIAS) || lexicon_has(word, LEXICON_NAME_PARTICLE) ||
         lexicon_has(word, LEXICON_SENTENCE_OPENER) || lexicon_has(word, LEXICON_NAME_FUNCTION_WORD) ||
         (known & NO_GIVEN && !(known & (1 << GAZETTEER_GIVEN_FEMALE | 1 << GAZETTEER_GIVEN_MALE)));
}

static enum bearer bearer_by_before(const char *text, size_t bytes, struct span at, const char *given) {
  struct word before;
  if (at.start && text[at.start - 1] == '-') {
    /* "Smith-Jones" is not Jones; "anti-Jones", "al-Jones" are. */
    if (!word_before(text, bytes, at.start - 1, &before) || before.end != at.start - 1) return BEARER_OPEN;
    return before.flags & WORD_CAPITAL && before.letters > 3 && !lexicon_has(lexicon_of(&before), LEXICON_NAME_PARTICLE)
               ? BEARER_NONE
               : BEARER_OPEN;
  }
  if (!word_before(text, bytes, at.start, &before) || !is_near(text, before.behind, at.start)) return BEARER_OPEN;
  if (!(before.flags & WORD_CAPITAL) || before.flags & (WORD_POSSESSIVE | WORD_DIGIT)) return BEARER_OPEN;
  if (is_among(&before, given)) return BEARER_OPEN;
  if (before.letters <= 3 && (before.flags & WORD_DOTTED || before.letters == 1)) {
    if (before.letters > 1 && before.flags & WORD_DOTTED && lexicon_has(lexicon_of(&before), LEXICON_COUNTRY_ALIAS))
      return BEARER_OPEN;
    return agrees(&before, given) ? BEARER_INITIAL : BEARER_OTHER;
  }
  if (before.flags & WORD_UPPER) return BEARER_OPEN;
  uint32_t word = lexicon_of(&before);
  uint32_t known = gazetteer_find(gazetteer_hash(word_key(before.folded, before.count, 0)));
  if (is_no_given_name(word, known)) return BEARER_OPEN;
  if (known & KNOWN_GIVEN && !(known & 1 << GAZETTEER_ADVERB)) return BEARER_OTHER;
  return starts_sentence(text, before.start) ? BEARER_OPEN : BEARER_OTHER;
}

enum bearer bearer_of(const char *text, size_t bytes, struct span at, const char *given) {
  enum bearer b = bearer_by_before(text, bytes, at, given);
  if (b == BEARER_OTHER || b == BEARER_NONE) return b;
  struct word self, next;
  enum word_gap gap;
  if (!word_read(text, bytes, at.start, &self)) return b;
  size_t end = span_end(at), follows = word_gap(text, bytes, end, &gap);
  if (!follows || gap != GAP_SPACE || !is_near(text, end, follows) || !word_read(text, bytes, follows, &next)) return b;
  if (!(next.flags & WORD_CAPITAL) || next.flags & WORD_DIGIT || (next.flags & WORD_UPPER && self.flags & WORD_UPPER))
    return b;
  uint32_t word = lexicon_of(&next);
  if (lexicon_has(word, LEXICON_NAME_SUFFIX) || lexicon_has(word, LEXICON_SENTENCE_OPENER)) return b;
  return is_title_case(text, bytes, end) ? b : BEARER_NONE;
}

bool all_upper_around(const char *text, size_t bytes, struct span at) {
  struct word w;
  enum word_gap gap;
  int upper = 0;
  if (word_before(text, bytes, at.start, &w)) {
    if (!(w.flags & WORD_UPPER)) return false;
    upper += w.letters > 1;
  }
  size_t next = word_gap(text, bytes, span_end(at), &gap);
  if (next && gap == GAP_SPACE && word_read(text, bytes, next, &w)) {
    if (!(w.flags & WORD_UPPER)) return false;
    upper += w.letters > 1;
  }
  return upper > 0;
}
