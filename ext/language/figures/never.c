/* Numbers that are no quantities: see parts.h. */
#include "parts.h"

#include "../names/gazetteer.h"

#include <string.h>

enum {
  FIRST_YEAR = 1000,
  MODERN_YEAR = 1800,
  LAST_YEAR = 2100,
  LABEL_WORDS = 2,
  ADDRESS_WORDS = 4,
  DAYS_MOST = 31,
  PHONE_DIGITS = 3
};

#define KIND(list) ((uint32_t)1 << GAZETTEER_##list)
static const uint32_t NOUNS = KIND(NOUN_PERSON) | KIND(NOUN_GROUP) | KIND(NOUN_PLACE) | KIND(NOUN_OTHER);
static const uint32_t PLAIN_WORDS = KIND(FUNCTION) | KIND(VERB) | KIND(VERB_SAID) | KIND(ADVERB);

static bool is_capital(const struct text *x, uint32_t at) {
  return text_token(x, at)->kind == TOKEN_WORD && text_token(x, at)->flags & TOKEN_CAPITALIZED;
}

static bool is_month(const struct text *x, uint32_t at) {
  return text_has(x, at, LEXICON_MONTH) &&
         (is_capital(x, at) || !strchr(lexicon_value(text_token(x, at)->word, LEXICON_MONTH), 'w')); /* may */
}

/* Behind all numbers that are joined to `at` by hyphens, colons, stops: a phone number, a clock. */
static uint32_t behind_chain(const struct text *x, uint32_t at, char mark) {
  while (text_mark(x, at, mark) && text_token(x, at + 1)->kind == TOKEN_NUMBER &&
         (mark == '-' || text_joined(x, at + 1)))
    at += 2;
  return at;
}

/* Behind the other days of a month: "October 12 and 19", "January 28-30". */
static uint32_t behind_days(const struct text *x, uint32_t at) {
  const struct token *t = text_token(x, at + 1);
  bool joins = text_joint(x, at) == '&' || text_has(x, at, LEXICON_RANGE_JOINT);
  if (joins && t->kind == TOKEN_NUMBER && t->length <= 2 && !text_is_plural(x, at + 2)) return at + 2;
  return behind_chain(x, at, '-');
}

/* The end of a phone number: "555-0147". */
static bool is_zero_led(const struct text *x, uint32_t at) {
  const struct token *t = text_token(x, at);
  return t->kind == TOKEN_NUMBER && t->length >= PHONE_DIGITS && text_joined(x, at) && x->d->text[t->start] == '0';
}

/* Behind the groups of a phone number that a zero or a plus leads ("0800 123 456", "+44 20 7946 0958"); 0 if it is none. */
static uint32_t behind_groups(const struct text *x, const struct part *p) {
  if (!p->at || text_token(x, p->at)->kind != TOKEN_NUMBER) return 0;
  const struct token *before = text_token(x, p->at - 1);
  const char *digits = x->d->text + before->start;
  const bool zero = before->kind == TOKEN_NUMBER && before->length >= PHONE_DIGITS && digits[0] == '0' &&
                    (unsigned)(digits[1] - '0') < 10;
  const bool plus =
      text_mark(x, p->at - 1, '+') && text_joined(x, p->at) && text_token(x, p->number.end)->kind == TOKEN_NUMBER;
  uint32_t end = p->number.end;
  while (text_token(x, end)->kind == TOKEN_NUMBER) end++;
  return zero || plus ? end : 0;
}

static bool is_date_part(const struct text *x, const struct part *p) {
  const struct number *n = &p->number;
  if (p->unit) return false;
  uint32_t at = p->at;
  if (n->worded && n->value <= DAYS_MOST && n->scale <= 1 && !n->fraction && at && is_month(x, at - 1) &&
      is_capital(x, at - 1) && text_token(x, p->end)->kind == TOKEN_WORD && !text_is_plural(x, p->end + 1) &&
      !text_is_plural(x, p->end))
    return true; /* the May five meeting */
  if (n->plain && n->value <= DAYS_MOST) {
    if (at && is_month(x, at - 1)) return true;
    if (at > 1 && text_mark(x, at - 1, '.') && is_month(x, at - 2)) return true;
    if (is_month(x, p->end) && text_token(x, p->end)->length > 2) return true;
    if (text_joint(x, p->end) == 'o' && is_month(x, p->end + 1)) return true;
    if (at && text_mark(x, at - 1, '\'')) return true; /* '98 */
  }
  return at && n->plain && text_mark(x, at - 1, '\'') && text_joined(x, at);
}

/* A year: four digits, unless what follows is counted. */
static bool is_year(const struct text *x, const struct part *p) {
  const struct number *n = &p->number;
  const bool named = p->unit && p->end == n->end + 1 && text_has(x, n->end, LEXICON_DATE_UNIT) &&
                     !text_is_plural(x, n->end) && !text_mark(x, n->end, '-'); /* "the 1986 year" */
  if (!n->plain || (p->unit && !named) || text_token(x, p->at)->length != 4 || n->value < FIRST_YEAR ||
      n->value > LAST_YEAR)
    return false;
  if (text_has(x, p->end, LEXICON_NOT_AFTER_YEAR)) return false;
  bool counted = text_is_plural(x, p->end);
  if (n->value >= MODERN_YEAR) return !(counted && (uint32_t)n->value % 100 == 0);
  return !counted && p->at && text_has(x, p->at - 1, LEXICON_PREPOSITION);
}

static bool is_clock(const struct text *x, const struct part *p) {
  const bool bounded = p->number.value >= 0 && p->number.value <= 2400;
  const uint32_t hours = bounded ? (uint32_t)p->number.value : UINT32_MAX;
  bool digits =
      text_token(x, p->at)->length == 4 && text_has(x, p->number.end, LEXICON_DATE_UNIT) && bounded && hours % 100 < 60;
  if (digits && p->number.plain && *lexicon_value(x->tokens[p->number.end].word, LEXICON_DATE_UNIT) == 'H')
    return true; /* 1630 hrs */
  if (p->unit || p->number.scale > 1) return false;
  if (hours <= 12 && p->at && text_has(x, p->at - 1, LEXICON_CLOCK_BEFORE) &&
      text_phrase(x, p->end, LEXICON_HALF_DAY_PHRASE, NULL))
    return true;
  return text_has(x, p->end, LEXICON_CLOCK_HALF_WORD) || text_has(x, p->end, LEXICON_TIME_ZONE) ||
         text_phrase(x, p->end, LEXICON_CLOCK_BEHIND, NULL);
}

/* The number of a line, list or note: "1.", "(2)", "[3]", "1251 - Police arrive". */
static bool is_list_number(const struct text *x, const struct part *p) {
  const struct token *t = text_token(x, p->at), *next = text_token(x, p->end);
  if (!p->number.plain || p->unit || !t->length) return false;
  bool line = !p->at || t->flags & TOKEN_AFTER_LINE;
  if (line && (text_mark(x, p->end, ')') || text_mark(x, p->end, ':'))) return true;
  if (line && text_mark(x, p->end, '.'))
    return text_token(x, p->end + 1)->length && !(text_token(x, p->end + 1)->flags & TOKEN_AFTER_LINE);
  if (line && t->length >= 3 && t->length <= 4) return text_mark(x, p->end, '-') || next->flags & TOKEN_ALL_CAPS;
  if (!p->at || t->length > 3) return false;
  return (text_mark(x, p->at - 1, '(') && text_mark(x, p->end, ')')) ||
         (text_mark(x, p->at - 1, '[') && text_mark(x, p->end, ']'));
}

/* "page 5", "No. 1", "section 12". */
static bool is_labelled(const struct text *x, const struct part *p) {
  if (p->unit || p->number.scale > 1 || p->number.vague || p->number.fraction) return false;
  if (p->at > 2 && text_joint(x, p->at - 1) == '&' && text_token(x, p->at - 2)->kind == TOKEN_NUMBER &&
      text_has(x, p->at - 3, LEXICON_NUMBER_LABEL))
    return !text_is_plural(x, p->end); /* pages 774 and 775 */
  for (uint32_t k = LABEL_WORDS; k; k--)
    if (p->at >= k && text_phrase(x, p->at - k, LEXICON_NUMBER_LABEL, NULL) == p->at)
      return is_capital(x, p->at - k) || !text_is_plural(x, p->end);
  return false;
}

/* "Boeing 737", "F-16", "Covid-19", "Big Ten": a part of a name. */
static bool is_in_name(const struct text *x, const struct part *p) {
  const struct number *n = &p->number;
  uint32_t at = p->at;
  if (!at) return false;
  const bool measured = p->unit && p->first < at; /* magnitude-6.1 */
  if (!measured && text_mark(x, at - 1, '-') && text_joined(x, at) && text_joined(x, at - 1) && at > 1 &&
      !text_has(x, at - 2, LEXICON_CARDINAL) && !text_has(x, at - 2, LEXICON_ZERO_WORD))
    return text_token(x, at - 2)->kind == TOKEN_WORD || text_token(x, at - 2)->kind == TOKEN_ACRONYM;
  if ((text_mark(x, at - 1, '/') || text_mark(x, at - 1, ':')) && text_joined(x, at) && text_joined(x, at - 1))
    return true;
  if (p->unit || n->scale > 1 || n->vague || n->fraction) return false;
  if (!(n->plain || (n->worded && is_capital(x, at)))) return false;
  const struct token *before = text_token(x, at - 1);
  bool named = is_capital(x, at - 1) && !(before->flags & TOKEN_AFTER_PARAGRAPH) &&
               text_token(x, at)->flags & TOKEN_AFTER_SPACE && !(text_token(x, at)->flags & TOKEN_AFTER_LINE);
  if (named && (lexicon_has(before->word, LEXICON_PREPOSITION) || lexicon_has(before->word, LEXICON_DETERMINER) ||
                lexicon_has(before->word, LEXICON_AUXILIARY) || lexicon_has(before->word, LEXICON_CONJUNCTION) ||
                lexicon_has(before->word, LEXICON_APPROXIMATION)))
    named = false;
  if (named && text_kind(x, at - 1, PLAIN_WORDS | (text_is_opening(x, at - 1) ? KIND(ADJECTIVE) : 0))) named = false;
  if (named && text_is_opening(x, at - 1) && text_kind(x, at - 1, NOUNS)) named = false;
  if (named) return true;
  if (n->worded && is_capital(x, at) && at > 1 && is_capital(x, at - 2) &&
      lexicon_has(before->word, LEXICON_PREPOSITION) && !(before->flags & TOKEN_CAPITALIZED))
    return true; /* Group of Seven */
  return n->worded && !text_is_opening(x, at) && is_capital(x, p->end) && !is_capital(x, at - 1);
}

/* "60 Minutes", "Seven Days": a unit with a capital amid small letters is a title's. */
static bool is_title(const struct text *x, const struct part *p) {
  const uint32_t unit = p->end - 1;
  if (!p->unit || p->money || unit != p->number.end || !text_has(x, unit, LEXICON_DATE_UNIT) || !p->at) return false;
  if (!is_capital(x, unit) || text_token(x, unit)->flags & TOKEN_ALL_CAPS) return false;
  if (p->number.worded && !is_capital(x, p->at)) return false;
  return !is_capital(x, p->at - 1) && !is_capital(x, p->end) && !(text_token(x, p->at)->flags & TOKEN_AFTER_LINE);
}

/* "10 Downing Street". */
static bool is_address(const struct text *x, const struct part *p) {
  if (!p->number.plain || p->unit) return false;
  for (uint32_t k = 0; k < ADDRESS_WORDS && is_capital(x, p->end + k); k++)
    if (k && text_has(x, p->end + k, LEXICON_STREET_WORD)) return true;
  return false;
}

/* "One" where it stands for somebody or something. */
static bool is_pronoun(const struct text *x, const struct part *p) {
  if (!p->number.worded || p->number.value != 1 || p->number.scale > 1 || p->unit || p->end != p->at + 1) return false;
  if (p->at && (text_has(x, p->at - 1, LEXICON_PRONOUN_ONE) || text_has(x, p->at - 1, LEXICON_ORDINAL) ||
                text_kind(x, p->at - 1, KIND(ADJECTIVE))))
    return true;
  if (text_is_plural(x, p->end) && !text_has(x, p->end, LEXICON_PLURAL_NOUN)) return true; /* One hopes */
  const struct token *next = text_token(x, p->end);
  bool gerund = next->length > 5 && !memcmp(x->d->text + next->start + next->length - strlen(LEXICON_ENDING_PARTICIPLE),
                                            LEXICON_ENDING_PARTICIPLE, strlen(LEXICON_ENDING_PARTICIPLE));
  if (gerund && !text_kind(x, p->end, NOUNS)) return true; /* a pronoun: "They want a law, one curbing pay." */
  if (text_joint(x, p->end) == 'i' && text_has(x, p->end + 1, LEXICON_CARDINAL)) return false;
  if (text_joint(x, p->end) == 'i' && text_token(x, p->end + 1)->kind == TOKEN_NUMBER) return false;
  return text_token(x, p->end)->kind != TOKEN_WORD || text_has(x, p->end, LEXICON_ONE_IS_PRONOUN) ||
         text_has(x, p->end, LEXICON_PREPOSITION) || text_has(x, p->end, LEXICON_PLAIN_ADVERB);
}

/* How far away a time is: "It began two days ago." */
static bool is_time_away(const struct text *x, const struct part *p) {
  if (!p->unit || p->money || !(text_has(x, p->end - 1, LEXICON_DATE_UNIT))) return false;
  const char *shift;
  const uint32_t behind = text_phrase(x, p->end, LEXICON_DATE_SHIFT, &shift);
  const bool lasts = behind && strchr(shift, 'b') && text_token(x, behind)->kind == TOKEN_WORD && p->first &&
                     text_has(x, p->first - 1, LEXICON_DATE_LASTING); /* "They held him for two days before he left." */
  if (behind && !lasts) return true;
  const char *modal = p->first ? lexicon_value(text_token(x, p->first - 1)->word, LEXICON_AUXILIARY) : NULL;
  if (modal && *modal == 'm' && p->number.worded && p->number.value == 1) return true; /* some day */
  return p->first && text_has(x, p->first - 1, LEXICON_DATE_DIRECTION);
}

/* A number that hyphens tie to words: "It was a three-for-two split." */
static bool is_in_compound(const struct text *x, const struct part *p) {
  uint32_t at = p->number.end;
  if (p->unit || !text_mark(x, at, '-') || !text_joined(x, at) || !text_joined(x, at + 1)) return false;
  if (text_has(x, at + 1, LEXICON_PREPOSITION) || text_has(x, at + 1, LEXICON_CONJUNCTION)) return true;
  return p->number.plain && is_capital(x, at + 1);
}

/* What is added to a time that is told by a word: "It took a year or two." */
static bool is_rest_of_time(const struct text *x, const struct part *p) {
  if (p->number.worded && !p->unit && p->first > 1 && text_has(x, p->first - 1, LEXICON_RANGE_JOINT) &&
      text_has(x, p->first - 2, LEXICON_DATE_UNIT))
    return true;
  return p->number.fraction && p->first > 1 && text_joint(x, p->first - 1) == '&' &&
         text_has(x, p->first - 2, LEXICON_DATE_UNIT);
}

uint32_t part_never(const struct text *x, const struct part *p) {
  uint32_t end;
  for (uint32_t k = 0; k < LABEL_WORDS && p->at >= k; k++)
    if ((end = text_phrase(x, p->at - k, LEXICON_IDIOM_NUMBER, NULL)) > p->at) return end;
  if ((end = behind_groups(x, p))) return end;
  const bool joined = p->number.plain && text_joined(x, p->end);
  if (joined && text_mark(x, p->end, '-') && is_zero_led(x, p->end + 1)) return behind_chain(x, p->end, '-');
  if (joined && text_mark(x, p->end, ':') && behind_chain(x, p->end, ':') > p->end)
    return behind_chain(x, behind_chain(x, p->end, ':'), '-'); /* 3:21-23 */
  if (joined && text_mark(x, p->end, '\'') && text_token(x, p->end + 1)->kind == TOKEN_NUMBER &&
      text_joined(x, p->end + 1))
    return p->end + 2; /* he is 6'2 */
  if (is_date_part(x, p)) return behind_days(x, p->end);
  if (is_year(x, p) || is_clock(x, p) || is_list_number(x, p) || is_labelled(x, p) || is_in_name(x, p) ||
      is_address(x, p))
    return behind_chain(x, p->end, '-');
  if (is_in_compound(x, p)) return p->end + (text_has(x, p->number.end + 1, LEXICON_CARDINAL) ? 2 : 0); /* 7-Eleven */
  return is_pronoun(x, p) || is_title(x, p) || is_time_away(x, p) || is_rest_of_time(x, p) ? p->end : 0;
}
