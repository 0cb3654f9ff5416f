/* The currency and the unit of a number: see parts.h. */
#include "parts.h"

#include "../names/gazetteer.h"

#include <stdlib.h>
#include <string.h>

enum {
  BEFORE_MOST = 3,
  AGE_WORDS = 4,
  LARGE_SUM = 1000,
  HUNDREDTHS = 100,
  OLDEST = 120,
  TEN_SECONDS = 10,
  GROUP_BYTES = 4,
  SCALE_MOST = 12 /* of quakes */
};

bool text_kind(const struct text *x, uint32_t at, uint32_t lists) {
  const struct token *t = text_token(x, at);
  if (t->kind != TOKEN_WORD) return false;
  return gazetteer_find(gazetteer_hash(word_key(x->d->text + t->start, t->length, 1))) & lists;
}

bool text_is_plural(const struct text *x, uint32_t at) {
  const struct token *t = text_token(x, at);
  if (t->kind != TOKEN_WORD || t->flags & TOKEN_CAPITALIZED || t->length < 3) return false;
  if (lexicon_has(t->word, LEXICON_PLURAL_NOUN) || lexicon_has(t->word, LEXICON_NOT_AFTER_YEAR)) return true;
  const char *last = x->d->text + t->start + t->length - 1;
  return *last == 's' && last[-1] != 's' && last[-1] != '\'' && !lexicon_has(t->word, LEXICON_AUXILIARY) &&
         !lexicon_has(t->word, LEXICON_POSSESSIVE_PRONOUN) && !lexicon_has(t->word, LEXICON_PREPOSITION);
}

bool text_is_opening(const struct text *x, uint32_t at) {
  if (!at || text_token(x, at)->flags & TOKEN_AFTER_LINE) return true;
  const struct token *before = text_token(x, at - 1);
  return before->kind == TOKEN_MARK && !text_mark(x, at - 1, ',') && !text_mark(x, at - 1, '-');
}

static const char YEAR[] = "year";

/* Units of time, by the lexicon's letters for them, and how many seconds they have; 0: none is counted out in it. */
static const char time_letters[] = "STHDEWFMYXCK";
static const struct time_name {
  const char *name;
  double seconds;
} time_names[] = {{"second", 1},    {"minute", 60},        {"hour", 3600},          {"day", 86400},
                  {"weekend", 0},   {"week", 604800},      {"fortnight", 0},        {"month", 2629800},
                  {YEAR, 31557600}, {"decade", 315576000}, {"century", 3155760000}, {"millennium", 0}};

/* The unit of time that a token is; NULL if it is none. */
static const struct time_name *time_unit(const struct text *x, uint32_t at, bool joined, double value) {
  if (!text_has(x, at, LEXICON_DATE_UNIT)) return NULL;
  const unsigned heading = TOKEN_AFTER_LINE | TOKEN_CAPITALIZED;
  if ((text_token(x, at)->flags & heading) == heading) return NULL;
  const char *letter = lexicon_value(x->tokens[at].word, LEXICON_DATE_UNIT), *found = strchr(time_letters, *letter);
  if (!found || (strchr(letter, 'a') && text_token(x, at)->flags & TOKEN_ALL_CAPS)) return NULL; /* one SEC official */
  if (letter[1] != '+' && !joined && value > 1 && value < TEN_SECONDS && text_has(x, at, LEXICON_ORDINAL))
    return NULL; /* an ordinal: "He won two second places." */
  return &time_names[found - time_letters];
}

/* A copy of `bytes` bytes that lives as long as the document. */
static const char *kept(const struct text *x, const char *from, size_t bytes) {
  char *copy = document_memory(x->d, bytes + 1);
  if (copy) memcpy(copy, from, bytes);
  return copy;
}

/* Takes the unit that the list's value names; a number there multiplies, a code there is that of large sums. */
static void set_unit(const struct text *x, struct part *p, const char *value) {
  const char *second = strchr(value, ' ');
  bool large = p->number.scale > LARGE_SUM || p->number.value >= LARGE_SUM * LARGE_SUM;
  bool is_code = second && second[1] >= 'A' && second[1] <= 'Z' && second[2] >= 'A' && second[3] >= 'A' && !second[4];
  bool is_factor = second && second[1] >= '0' && second[1] <= '9';
  if (is_factor) p->number.value *= strtod(second + 1, NULL);
  if (!second || (!is_code && !is_factor)) p->unit = value;
  else if (is_code && large) p->unit = second + 1;
  else p->unit = *value == '-' ? NULL : kept(x, value, (size_t)(second - value));
}

/* A scale behind a unit ("75 USD million", "SGD1.75-billion"). */
static void scale_behind(const struct text *x, struct part *p) {
  const char *value;
  const uint32_t at = p->end + (text_mark(x, p->end, '-') && text_joined(x, p->end) && text_joined(x, p->end + 1));
  if (p->number.scale > 1 || !text_phrase(x, at, LEXICON_NUMBER_SCALE, &value)) return;
  double scale = value ? strtod(value, NULL) : 0;
  if (!(scale > 0)) scale = lexicon_number(x->tokens[at].word, LEXICON_CARDINAL);
  if (scale < LARGE_SUM) return;
  p->number.value *= scale, p->number.scale = scale;
  p->end = at + 1;
}

/* What is added in the smaller unit: cents behind dollars, inches behind feet. */
static void smaller_unit(const struct text *x, struct part *p) {
  struct number more;
  const char *value;
  uint32_t at = p->end + (text_joint(x, p->end) == '&');
  const struct token *t = text_token(x, at);
  if (t->kind != TOKEN_NUMBER && !lexicon_has(t->word, LEXICON_CARDINAL)) return;
  if (!number_read(x, at, &more) || more.suffix) return;
  uint32_t end = text_phrase(x, more.end, LEXICON_UNIT_PART, &value);
  bool bare = !end && p->unit && p->unit[0] >= 'A' && p->unit[0] <= 'Z' && more.end == at + 1 &&
              (!text_token(x, more.end)->length || text_mark(x, more.end, '.') || text_mark(x, more.end, ','));
  double per = end ? strtod(value, NULL) : bare && !more.fraction ? HUNDREDTHS : 0; /* "15 dollars and 50" */
  if (bare) end = more.end;
  if (!(more.value < per) || p->number.scale > 1) return;
  p->number.value += more.value / per;
  p->end = end;
}

/* "and 11 months" behind years, "20 minutes" behind hours: a unit of time counted out in smaller ones. */
static void smaller_time(const struct text *x, struct part *p, const struct time_name *unit) {
  for (double least = unit->seconds; least > 0;) {
    struct number more;
    const uint32_t at = p->end + (text_joint(x, p->end) == '&' || text_mark(x, p->end, ','));
    const struct token *t = text_token(x, at);
    if (t->kind != TOKEN_NUMBER && !lexicon_has(t->word, LEXICON_CARDINAL)) return;
    if (!number_read(x, at, &more) || more.suffix || more.vague) return;
    const struct time_name *smaller = time_unit(x, more.end, false, more.value);
    if (!smaller || !(smaller->seconds > 0) || more.value * smaller->seconds >= least) return;
    p->number.value += more.value * smaller->seconds / unit->seconds;
    p->end = more.end + 1;
    least = smaller->seconds;
  }
}

/* What may stand between a number and its unit of time: "It grew for five straight years." */
static bool is_before_unit(const struct text *x, uint32_t at) {
  return text_kind(x, at, (uint32_t)1 << GAZETTEER_ADJECTIVE) ||
         (text_has(x, at, LEXICON_COUNTED_SKIPPED) && text_joint(x, at) != 'o');
}

static void read_unit(const struct text *x, struct part *p) {
  const char *value = NULL;
  const struct time_name *time;
  uint32_t at = p->end;
  if (p->number.vague && text_joint(x, at) == 'o' &&
      (text_has(x, at + 1, LEXICON_UNIT) || text_has(x, at + 1, LEXICON_DATE_UNIT)))
    at++; /* millions of dollars */
  if (p->number.fraction && text_joint(x, at) == '1' &&
      (text_has(x, at + 1, LEXICON_UNIT) || text_has(x, at + 1, LEXICON_DATE_UNIT)))
    at++; /* half an hour */
  bool hyphen = text_mark(x, at, '-') && text_joined(x, at) && text_joined(x, at + 1);
  bool letter = text_token(x, at + hyphen)->length == 1 && text_token(x, at + hyphen)->kind == TOKEN_WORD;
  if (p->number.suffix) {
    value = lexicon_value(p->number.suffix, LEXICON_UNIT);
    bool million = lexicon_has(p->number.suffix, LEXICON_SCALE_LETTER) && p->number.scale > 1;
    if (million && !p->money && !text_is_plural(x, at)) p->number.value /= p->number.scale, p->number.scale = 1;
    else if (million) value = NULL;
    if (value) set_unit(x, p, value);
    if (million && p->money) return;
  }
  if (p->unit) {
    const uint32_t said = text_phrase(x, p->end, LEXICON_UNIT, &value);
    if (said && p->money && !strcmp(value, p->unit)) p->end = said; /* $249 USD */
    scale_behind(x, p);
    smaller_unit(x, p);
    return;
  }
  at += hyphen;
  uint32_t end = text_phrase(x, at, LEXICON_UNIT, &value);
  if (end && letter && text_token(x, at)->flags & TOKEN_CAPITALIZED) end = 0; /* "5 M" is a size, "5 T" none */
  if (end && !(p->money && end == at + 1 && text_has(x, at, LEXICON_SCALE_LETTER))) {
    set_unit(x, p, value);
    p->end = end;
    scale_behind(x, p);
    smaller_unit(x, p);
  } else if (!end && !hyphen && text_is_plural(x, at + 1) && is_before_unit(x, at) &&
             (time = time_unit(x, at + 1, false, p->number.value))) { /* five straight years */
    p->unit = time->name;
    p->end = at + 2;
  } else if (!end && (time = time_unit(x, at, hyphen, p->number.value))) {
    p->unit = time->name;
    p->end = at + 1;
    if (!hyphen) smaller_time(x, p, time);
    uint32_t old = p->end + (text_mark(x, p->end, '-') && text_joined(x, p->end));
    end = text_phrase(x, old, LEXICON_AGE_WORD, NULL);
    if (end) p->end = end, p->age = true;
  }
}

/* The name and comma before an age, and what follows: "Amsel, 45, said". */
static bool is_age_between_commas(const struct text *x, const struct part *p) {
  if (p->at < 2 || !p->number.plain || p->number.value > OLDEST || p->number.value < 1) return false;
  bool stopped = p->at > 2 && text_mark(x, p->at - 2, '.'); /* "Sr.," */
  const struct token *name = text_token(x, p->at - 2 - stopped);
  if (!text_mark(x, p->at - 1, ',') || name->kind != TOKEN_WORD) return false;
  if (!(name->flags & TOKEN_CAPITALIZED) && !text_kind(x, p->at - 2, (uint32_t)1 << GAZETTEER_NOUN_PERSON))
    return false;
  if (lexicon_has(name->word, LEXICON_MONTH) || lexicon_has(name->word, LEXICON_WEEKDAY)) return false;
  return text_mark(x, p->end, ',') || (text_mark(x, p->end, '.') && !text_joined(x, p->end + 1)) ||
         text_mark(x, p->end, ')');
}

/* "minus 5", "-5"; "- 20 degrees", but not "- 20 people". */
static bool is_negative(const struct text *x, const struct part *p, uint32_t free) {
  uint32_t at = p->first;
  if (at <= free) return false;
  if (text_joint(x, at - 1) == '-') return true;
  if (!text_mark(x, at - 1, '-') || text_joined(x, at - 1) || text_token(x, at - 1)->length > 1) return false;
  if (at > 1 && text_token(x, at - 2)->kind == TOKEN_NUMBER) return false; /* 75 -300mm */
  return text_joined(x, at) || text_has(x, p->number.end, LEXICON_DEGREE);
}

/* 850,000 behind the 1 of 1,850,000. */
static double add_groups(const char *text, uint32_t length, double value) {
  for (uint32_t i = 0; i < length; i++)
    if (text[i] >= '0' && text[i] <= '9') value = value * 10 + (text[i] - '0');
  return value;
}

/* "Rs500", "USD115.5", "USD1,850,000": a currency and its digits in one word. */
static bool joined_currency(const struct text *x, uint32_t at, struct part *p) {
  const struct token *t = text_token(x, at);
  const char *text = x->d->text + t->start;
  uint32_t letters = 0;
  char *end;
  if (t->kind != TOKEN_WORD) return false;
  while (letters < t->length && (text[letters] < '0' || text[letters] > '9')) letters++;
  if (letters == t->length) return false;
  uint32_t word = lexicon_find(word_key(text, letters, 1));
  if (!lexicon_has(word, LEXICON_CURRENCY_BEFORE)) return false;
  const struct token *more = text_token(x, at + 2);
  const bool joined = text_joined(x, at + 1) && text_joined(x, at + 2) && more->kind == TOKEN_NUMBER,
             decimals = joined && text_mark(x, at + 1, '.'),
             groups = joined && text_mark(x, at + 1, ',') && more->length % GROUP_BYTES == GROUP_BYTES - 1;
  p->number =
      (struct number){.end = at + (decimals || groups ? 3 : 1), .scale = 1, .value = strtod(text + letters, &end)};
  if (groups) p->number.value = add_groups(x->d->text + more->start, more->length, p->number.value);
  p->unit = lexicon_value(word, LEXICON_CURRENCY_BEFORE);
  p->end = p->number.end;
  p->at = at, p->money = true;
  return end >= text + t->length;
}

/* The currency that begins at `at`; the token behind it, or 0. */
static uint32_t currency_at(const struct text *x, uint32_t at, const char **value) {
  uint32_t end = text_phrase(x, at, LEXICON_CURRENCY_BEFORE, value);
  return end && text_joint(x, at) && !text_joined(x, at + 1) ? 0 : end; /* "a $5 bill" is not A$5 */
}

bool part_read(const struct text *x, uint32_t at, uint32_t free, struct part *p) {
  const char *value;
  *p = (struct part){.first = at};
  if (text_token(x, at)->kind == TOKEN_WORD && !text_token(x, at)->word && joined_currency(x, at, p)) {
    scale_behind(x, p);
    return true;
  }
  uint32_t end = currency_at(x, at, &value);
  if (end && end < x->count) { /* where the caller begins with the currency */
    p->unit = value, p->money = true;
    at = end;
  }
  if (at == p->first && text_joint(x, at) == '1' && free == at) at++; /* where the caller begins with the article */
  p->at = at;
  bool read = number_read(x, at, &p->number);
  p->end = p->number.end;
  if (!read) return false;
  bool led = false; /* whether what may stand before a number begins there */
  for (uint32_t k = 1; k <= AGE_WORDS + 1; k++)
    led |= lexicon_is(text_beside(x, at - k)->word, LEXICON_IS_BEFORE_NUMBER);
  for (uint32_t k = led ? BEFORE_MOST : 0; k && !p->money; k--) {
    if (at < free + k || currency_at(x, at - k, &value) != at) continue;
    if (p->number.worded && p->number.scale < LARGE_SUM) continue;
    p->unit = value, p->money = true, p->first = at - k;
  }
  read_unit(x, p);
  if (is_negative(x, p, free)) p->number.value = -p->number.value, p->first--;
  const bool may_be_age = p->number.plain || (p->number.worded && p->number.scale <= 1 && !p->number.fraction);
  for (uint32_t k = led ? AGE_WORDS : 0; k && !p->unit && may_be_age; k--)
    if (p->first >= free + k && text_phrase(x, p->first - k, LEXICON_AGE_BEFORE, &value) == p->first) {
      p->unit = YEAR, p->age = true, p->first -= k, p->opener = *value;
      break;
    }
  const uint32_t hyphen = p->first > free && text_mark(x, p->first - 1, '-') && text_joined(x, p->first - 1) &&
                          text_joined(x, p->first); /* magnitude-6.1 */
  for (uint32_t k = led ? BEFORE_MOST : 0; k && !p->unit && p->number.value <= SCALE_MOST; k--)
    if (p->first >= free + k + hyphen &&
        text_phrase(x, p->first - hyphen - k, LEXICON_UNIT_BEFORE, &value) == p->first - hyphen)
      p->unit = value, p->first -= k + hyphen;
  if (!p->unit && is_age_between_commas(x, p)) p->unit = YEAR, p->age = true;
  bool article = p->first > free && text_joint(x, p->first - 1) == '1' &&
                 !(text_has(x, p->at, LEXICON_CARDINAL) && p->number.value > p->number.scale); /* a | three million */
  if (article && p->first == p->at && p->number.worded && (p->number.scale > 1 || p->number.fraction)) p->first--;
  return true;
}
