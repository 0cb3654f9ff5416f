/* What stands around a name: see surroundings.h. */
#include "surroundings.h"

#include "../../text/fold.h"
#include "../../text/words.h"
#include "../lexicon.h"
#include "../names/gazetteer.h"

#include <string.h>

static struct word_key key_of(const struct word *w) {
  return word_key(w->folded, w->count, w->count + 16 <= sizeof w->folded);
}

static uint32_t lexicon_of(const struct word *w) { return lexicon_find(key_of(w)); }
static bool is_in(const struct word *w, enum lexicon_list list) { return lexicon_has(lexicon_of(w), list); }

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

/* Whether the line around `at` is a title: no stop and no word of four letters or more in lower case
** among the words that follow. */
static bool is_title_case(const char *text, size_t bytes, size_t at) {
  int words = 0;
  for (int i = 0; i < 8; i++) {
    struct word w;
    enum word_gap gap;
    size_t next = word_gap(text, bytes, at, &gap);
    if (next && gap == GAP_STOP) return false;
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
  SEXED = 1 << GAZETTEER_GIVEN_FEMALE | 1 << GAZETTEER_GIVEN_MALE,
  KNOWN_GIVEN = SEXED | 1 << GAZETTEER_GIVEN,
  NO_GIVEN = 1 << GAZETTEER_TITLE | 1 << GAZETTEER_NOUN_PERSON | 1 << GAZETTEER_ORGANIZATION_WORD |
             1 << GAZETTEER_COUNTRY | 1 << GAZETTEER_DEMONYM | 1 << GAZETTEER_TIME | 1 << GAZETTEER_FUNCTION |
             1 << GAZETTEER_NOUN_GROUP | 1 << GAZETTEER_ADVERB,
  ORDINARY = 1 << GAZETTEER_VERB | 1 << GAZETTEER_VERB_SAID | 1 << GAZETTEER_ADJECTIVE | 1 << GAZETTEER_NOUN_OTHER |
             1 << GAZETTEER_NOUN_PLACE | 1 << GAZETTEER_REGION | 1 << GAZETTEER_CITY_LARGE,
  ORDINARY_WORD = ORDINARY | 1 << GAZETTEER_NOUN_PERSON | 1 << GAZETTEER_NOUN_GROUP | 1 << GAZETTEER_PLACE_WORD |
                  1 << GAZETTEER_ADVERB | 1 << GAZETTEER_FUNCTION,
  ANY_NAME = KNOWN_GIVEN | 1 << GAZETTEER_GIVEN_RARE | 1 << GAZETTEER_SURNAME | 1 << GAZETTEER_SURNAME_RARE
};

/* Whether a capitalised word before a surname is no given name. */
static bool is_no_given_name(uint32_t word, uint32_t known) {
  return lexicon_has(word, LEXICON_PERSON_TITLE) || lexicon_has(word, LEXICON_ORGANIZATION_END) ||
         lexicon_has(word, LEXICON_COUNTRY_ALIAS) || (lexicon_has(word, LEXICON_NAME_PARTICLE) && !(known & SEXED)) ||
         lexicon_has(word, LEXICON_SENTENCE_OPENER) || lexicon_has(word, LEXICON_NAME_FUNCTION_WORD) ||
         (known & NO_GIVEN && !(known & SEXED));
}

/* Whether the word before a surname is a title of the other sex than the given names': "Mrs. Bush" is not George. */
static bool is_of_other_sex(const char *text, const struct word *before, size_t start, const char *given) {
  const char *title = lexicon_value(lexicon_of(before), LEXICON_PERSON_TITLE);
  size_t behind = before->behind + (text[before->behind] == '.');
  if (!title || (*title != 'm' && *title != 'f') || !is_near(text, behind, start)) return false;
  size_t length = strcspn(given, " ");
  uint32_t known = gazetteer_find(gazetteer_hash(word_key(given, length, 0))) & SEXED;
  return known && known != SEXED && (*title == 'm') == (known == 1u << GAZETTEER_GIVEN_FEMALE);
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
  if (!word_before(text, bytes, at.start, &before)) return BEARER_OPEN;
  if (is_of_other_sex(text, &before, at.start, given)) return BEARER_NONE;
  if (!is_near(text, before.behind, at.start)) return BEARER_OPEN;
  if (!(before.flags & WORD_CAPITAL) || before.flags & (WORD_POSSESSIVE | WORD_DIGIT)) return BEARER_OPEN;
  if (before.start && strchr("@#", text[before.start - 1])) return BEARER_OPEN;
  if (is_among(&before, given)) return BEARER_OPEN;
  bool article = before.count == 1 && before.folded[0] == 'a' && !(before.flags & WORD_DOTTED); /* "A Smith aide" */
  if (article && starts_sentence(text, before.start)) return BEARER_OPEN;
  if (before.letters <= 3 && (before.flags & WORD_DOTTED || before.letters == 1)) {
    if (before.letters > 1 && before.flags & WORD_DOTTED && lexicon_has(lexicon_of(&before), LEXICON_COUNTRY_ALIAS))
      return BEARER_OPEN;
    return agrees(&before, given) ? BEARER_INITIAL : BEARER_OTHER;
  }
  if (before.flags & WORD_UPPER || word_classes[(unsigned char)text[before.start + 1]] & BYTE_UPPER) return BEARER_OPEN;
  uint32_t word = lexicon_of(&before);
  uint32_t known = gazetteer_find(gazetteer_hash(word_key(before.folded, before.count, 0)));
  if (is_no_given_name(word, known)) return BEARER_OPEN;
  if (*given && known & ORDINARY && !(known & ANY_NAME)) return BEARER_OPEN; /* "Aide Backs Smith" */
  if (known & KNOWN_GIVEN && !(known & 1 << GAZETTEER_ADVERB)) return BEARER_OTHER;
  if (known & 1 << GAZETTEER_GIVEN_RARE && !(known & (NO_GIVEN | ORDINARY))) return BEARER_OTHER;
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

/* ---- Parts of longer names ---- */

enum {
  MOST_BEHIND = 6, /* words behind a name that may be of a longer one */
  KNOWN_NAME = 1 << GAZETTEER_COUNTRY | 1 << GAZETTEER_CITY_LARGE | 1 << GAZETTEER_CITY | 1 << GAZETTEER_REGION |
               1 << GAZETTEER_ORGANIZATION | 1 << GAZETTEER_COMPANY | 1 << GAZETTEER_TEAM | 1 << GAZETTEER_WORK
};

static uint64_t gazetteer_word(const struct word *w) { return gazetteer_hash(key_of(w)); }

/* The hash of the name's own words as one entry of the gazetteer, behind `run` if that is not 0. */
static uint64_t run_of(const char *text, size_t bytes, struct span at, uint64_t run) {
  struct word w;
  for (size_t from = at.start; from < span_end(at) && word_read(text, bytes, from, &w);) {
    enum word_gap gap;
    run = run ? gazetteer_join(run, gazetteer_word(&w)) : gazetteer_word(&w);
    from = word_gap(text, bytes, w.behind, &gap);
    if (!from) break;
  }
  return run;
}

/* Whether a capitalised word ends a name that begins with that of such a bearer. */
static bool ends_longer_name(uint32_t word, uint64_t hash, enum bearer_kind kind) {
  const int after = lexicon_number(word, LEXICON_NAMED_AFTER);
  const bool both = after == NAMED_AFTER_PERSON_OR_BODY;
  if (kind == BEARER_PERSON) return both || after == NAMED_AFTER_PERSON;
  if (kind == BEARER_BODY) return both || after == NAMED_AFTER_BODY || lexicon_has(word, LEXICON_PLACE_END);
  if (lexicon_has(word, LEXICON_NAMED_AFTER) || lexicon_has(word, LEXICON_ORGANIZATION_END) ||
      lexicon_has(word, LEXICON_PLACE_END))
    return true;
  return !lexicon_has(word, LEXICON_NOT_A_GIVEN_NAME) &&
         gazetteer_find(hash) & (1 << GAZETTEER_ORGANIZATION_WORD | 1 << GAZETTEER_PLACE_WORD | 1 << GAZETTEER_TEAM);
}

/* Whether the word behind a name may be of a longer one: it has a capital, or is not ASCII. */
static bool may_go_on_behind(const char *text, size_t bytes, size_t end) {
  if (bytes - end < 2 || text[end] != ' ') return false;
  unsigned char next = (unsigned char)text[text[end + 1] == ' ' && bytes - end > 2 ? end + 2 : end + 1];
  return word_classes[next] & BYTE_UPPER || next >= 0x80;
}

/* Whether the word before it may be: with a capital, a small word of names, or not ASCII. */
static bool may_go_on_before(const char *text, size_t start) {
  if (start < 3 || text[start - 1] != ' ') return false;
  size_t at = start - (text[start - 2] == ' ' ? 2 : 1), end = at;
  if (at && text[at - 1] == '.') end = --at; /* "St. Petersburg" */
  while (at && word_classes[(unsigned char)text[at - 1]] & (BYTE_LOWER | BYTE_UPPER)) at--;
  if (at && (unsigned char)text[at - 1] >= 0x80) return true;
  const uint32_t word = lexicon_find(word_key(text + at, end - at, 0));
  const bool upper = word_classes[(unsigned char)text[at]] & BYTE_UPPER, article = lexicon_has(word, LEXICON_ARTICLE);
  if (upper) return !article && (text[end] != '.' || end - at <= 3);
  struct word before;
  if (article) return word_before(text, end, at, &before) && is_in(&before, LEXICON_TOPIC_PREPOSITION);
  return lexicon_has(word, LEXICON_TOPIC_PREPOSITION);
}

/* Whether the name is a city's by itself: New York, but not Kansas or Mexico. */
static bool is_city(const char *text, size_t bytes, struct span at) {
  uint32_t known = gazetteer_find(run_of(text, bytes, at, 0));
  return known & (1 << GAZETTEER_CITY_LARGE | 1 << GAZETTEER_CITY) && !(known & 1 << GAZETTEER_COUNTRY);
}

/* Whether the words behind a name make another of it; a title has capitals anyway, so there only the first may. */
static bool goes_on_behind(const char *text, size_t bytes, struct span span, enum bearer_kind kind) {
  struct word w;
  bool other = false;  /* a word that says neither what a company does nor what it is */
  bool shouts = false; /* the first is in upper case */
  uint64_t run = 0;
  size_t end = span_end(span), at = end;
  for (int i = 0; i < MOST_BEHIND; i++) {
    enum word_gap gap;
    size_t next = word_gap(text, bytes, at, &gap);
    if (!next || gap != GAP_SPACE || !is_near(text, at, next) || !word_read(text, bytes, next, &w)) return false;
    struct word_key key = key_of(&w);
    uint32_t word = lexicon_find(key);
    bool joins = i && lexicon_has(word, LEXICON_NAME_FUNCTION_WORD);
    if (!joins && (!(w.flags & WORD_CAPITAL) || w.flags & WORD_DIGIT || lexicon_has(word, LEXICON_SENTENCE_OPENER)))
      return false;
    if (!joins) {
      if (kind != BEARER_PLACE && lexicon_has(word, LEXICON_LEGAL_FORM))
        return kind == BEARER_BODY && other && !shouts && !is_title_case(text, bytes, end);
      if (ends_longer_name(word, gazetteer_hash(key), kind))
        return i ? !shouts && !is_title_case(text, bytes, end)
                 : !is_in(&w, LEXICON_CITY_WORD) || !is_city(text, bytes, span);
      if (lexicon_has(word, LEXICON_PERSON_TITLE)) return false;
      other |= !lexicon_has(word, LEXICON_TRADE);
    }
    if (kind == BEARER_PLACE) {
      run = gazetteer_join(i ? run : run_of(text, bytes, span, 0), gazetteer_hash(key));
      if (gazetteer_find(run) & KNOWN_NAME) return !i || (!shouts && !is_title_case(text, bytes, end));
    }
    if (!i) shouts = w.flags & WORD_UPPER && w.letters >= 4;
    if (w.flags & WORD_POSSESSIVE) return false;
    at = w.behind;
  }
  return false;
}

/* Whether the words before it do: South Korea, Bank of England. */
static bool goes_on_before(const char *text, size_t bytes, struct span at) {
  struct word before, head;
  if (!word_before(text, bytes, at.start, &before) || !is_near(text, before.behind, at.start)) return false;
  if (before.flags & WORD_CAPITAL) {
    if (before.flags & WORD_POSSESSIVE) return false;
    if (gazetteer_find(run_of(text, bytes, at, gazetteer_word(&before))) & KNOWN_NAME) return true;
    const char *makes = lexicon_value(lexicon_of(&before), LEXICON_BEFORE_PLACE);
    return makes && !*makes && !starts_sentence(text, before.start);
  }
  if (is_in(&before, LEXICON_ARTICLE) && !word_before(text, bytes, before.start, &before)) return false;
  if (!is_in(&before, LEXICON_TOPIC_PREPOSITION) || !word_before(text, bytes, before.start, &head) ||
      !(head.flags & WORD_CAPITAL))
    return false;
  uint64_t run = run_of(text, bytes, at, gazetteer_join(gazetteer_word(&head), gazetteer_word(&before)));
  const char *makes = lexicon_value(lexicon_of(&head), LEXICON_BEFORE_PLACE);
  return (makes && *makes) || gazetteer_find(run) & KNOWN_NAME;
}

/* Whether a name that is also a given name has a surname behind it, or what is no word: "Paris Hilton", "Victoria
** Azarenka", not "Jordan King Abdullah". */
static bool is_given_name(const char *text, size_t bytes, struct span at) {
  struct word self, next;
  size_t follows = span_end(at) + 1;
  if (!word_read(text, bytes, at.start, &self)) return false;
  const uint32_t given = gazetteer_find(gazetteer_word(&self));
  if (self.behind != span_end(at) || !(given & KNOWN_GIVEN)) return false;
  if (!word_read(text, bytes, follows, &next) || !(next.flags & WORD_CAPITAL) || next.flags & WORD_UPPER) return false;
  uint32_t known = gazetteer_find(gazetteer_word(&next)), word = lexicon_of(&next);
  if (lexicon_has(word, LEXICON_PERSON_TITLE) || lexicon_has(word, LEXICON_SENTENCE_OPENER)) return false;
  if (known & (1 << GAZETTEER_TITLE | 1 << GAZETTEER_ORGANIZATION_WORD | 1 << GAZETTEER_TIME)) return false;
  if (known & ORDINARY_WORD && (!(known & 1 << GAZETTEER_SURNAME) || is_title_case(text, bytes, span_end(at))))
    return false;
  if (gazetteer_find(gazetteer_join(gazetteer_word(&self), gazetteer_word(&next))) & 1 << GAZETTEER_COMPANY)
    return false;
  return known & (1 << GAZETTEER_SURNAME | 1 << GAZETTEER_SURNAME_RARE) || (given & SEXED && !(known | word));
}

/* Whether a hyphen and more of a place's name stand behind it: "Guinea-Bissau". */
static bool goes_on_behind_hyphen(const char *text, size_t bytes, struct span at) {
  struct word next;
  size_t end = span_end(at);
  if (bytes - end < 2 || text[end] != '-' || !word_read(text, bytes, end + 1, &next) || !(next.flags & WORD_CAPITAL))
    return false;
  uint64_t run = run_of(text, bytes, at, 0), hyphen = gazetteer_hash(word_key("-", 1, 0));
  return gazetteer_find(gazetteer_join(run, gazetteer_word(&next))) & KNOWN_NAME ||
         gazetteer_find(gazetteer_join(gazetteer_join(run, hyphen), gazetteer_word(&next))) & KNOWN_NAME;
}

bool is_in_longer_name(const char *text, size_t bytes, struct span at, enum bearer_kind kind) {
  const bool behind = may_go_on_behind(text, bytes, span_end(at));
  if (!behind && kind != BEARER_PLACE) return false;
  if (behind && kind != BEARER_PERSON && is_given_name(text, bytes, at)) return true;
  if (kind == BEARER_PLACE && goes_on_behind_hyphen(text, bytes, at)) return true;
  return (behind && goes_on_behind(text, bytes, at, kind)) ||
         (kind == BEARER_PLACE && may_go_on_before(text, at.start) && goes_on_before(text, bytes, at));
}

bool is_word_in_capitals(uint32_t lexicon_word) {
  const char *abbreviation = lexicon_value(lexicon_word, LEXICON_UPPER_CASE_WORD);
  return abbreviation && !*abbreviation;
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
