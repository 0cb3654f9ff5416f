/*
** What a figure counts, and what happened to it: see ../figures.h.
**
**     "Rebels killed at least 13 U.S. soldiers."         of "U.S. soldiers", act "killed"
**     "A third of the voters stayed away."               of "voters", act "stayed"
**     "Its net profit rose 12 percent to $5 million."    of "net profit", act "rose", both
**
** There is no parser behind it.  What follows the figure comes first: words up to a small word, a mark or a verb (a
** noun phrase, chunked by the kinds of words after Abney 1991).  Where nothing does, it is what stands before: "net
** profit of 5 million", the subject of a verb that measures, the label of a line.
*/
#include "../sentences.h"
#include "../figures.h"
#include "parts.h"

#include "../names/lists.h"

#include <string.h>

enum {
  PHRASE_WORDS = 8,
  ACT_WORDS = 10,
  SUBJECT_WORDS = 24,
  LABEL_WORDS = 4,
  BACK_FIGURES = 4,
  VERB_WORDS = 3,
  LINE_WORDS = 16,
  ROW_BYTES = 45,
  TIED_WORDS = 4
};

#define KIND(list) ((uint32_t)1 << GAZETTEER_##list)

/* A sentence's tokens. */
struct clause {
  struct text text;
  uint32_t first, end;
};

struct run {
  uint32_t first, end;
};

static bool ends_in(const struct text *x, uint32_t at, const char *end) {
  const struct token *t = text_token(x, at);
  const size_t length = strlen(end);
  return t->length > length + 1 && !memcmp(x->d->text + t->start + t->length - length, end, length);
}

static bool is_capital(const struct text *x, uint32_t at) { return text_token(x, at)->flags & TOKEN_CAPITALIZED; }

/* A small word, or one of time, that ends a noun phrase. */
static bool is_closed(const struct text *x, uint32_t at) {
  static const enum lexicon_list lists[] = {LEXICON_PREPOSITION,    LEXICON_CONJUNCTION,        LEXICON_AUXILIARY,
                                            LEXICON_SUBORDINATOR,   LEXICON_SUBJECT_PRONOUN,    LEXICON_DETERMINER,
                                            LEXICON_OBJECT_PRONOUN, LEXICON_POSSESSIVE_PRONOUN, LEXICON_WEEKDAY,
                                            LEXICON_COUNTED_NEVER,  LEXICON_COMPARED,           LEXICON_DATE_DIRECTION};
  const uint32_t word = text_token(x, at)->word;
  if (text_token(x, at)->flags & TOKEN_ALL_CAPS && lexicon_has(word, LEXICON_OBJECT_PRONOUN)) return false; /* US */
  for (size_t i = 0; i < sizeof lists / sizeof *lists; i++)
    if (lexicon_has(word, lists[i])) return true;
  return lexicon_has(word, LEXICON_PLAIN_ADVERB) || (lexicon_has(word, LEXICON_MONTH) && is_capital(x, at));
}

static bool is_noun(const struct text *x, uint32_t at) {
  return text_token(x, at)->kind == TOKEN_ACRONYM || text_kind(x, at, NOUNS) || is_capital(x, at);
}

/* A verb, also where it may be something else. */
static bool is_verb(const struct text *x, uint32_t at) {
  const struct token *t = text_token(x, at);
  if (t->kind != TOKEN_WORD || t->flags & TOKEN_CAPITALIZED || lexicon_has(t->word, LEXICON_PREPOSITION) ||
      lexicon_has(t->word, LEXICON_DATE_DIRECTION))
    return false;
  return lexicon_has(t->word, LEXICON_VERB_PAST) || lexicon_has(t->word, LEXICON_VERB_PRESENT) ||
         lexicon_has(t->word, LEXICON_PARTICIPLE) || text_kind(x, at, VERBS) || ends_in(x, at, LEXICON_ENDING_PAST);
}

/* Whether a line ends before token `i` where a table's row would: it is short. */
static bool is_short_line(const struct text *x, uint32_t i) {
  uint32_t first = i;
  while (first && i - first < LINE_WORDS) {
    first--;
    if (text_token(x, first)->flags & TOKEN_AFTER_LINE) break;
  }
  return text_token(x, i)->start - text_token(x, first)->start < ROW_BYTES;
}

/* Whether the number at `i` is the middle of a product's name: "Boeing 787 Dreamliners", "Boeing 787 jets". */
static bool is_model(const struct text *x, uint32_t i) {
  const unsigned before = text_token(x, i - 1)->flags, behind = text_token(x, i + 1)->flags;
  if (text_token(x, i)->kind != TOKEN_NUMBER || (before | behind) & TOKEN_ALL_CAPS) return false;
  return before & TOKEN_CAPITALIZED && (behind & TOKEN_CAPITALIZED || text_is_plural(x, i + 1));
}

/* Whether an article stands before the figure that ends at `at`: what follows is one thing. */
static bool is_led_by_article(const struct text *x, uint32_t at) {
  for (uint32_t k = at; k-- > 0 && at - k < PHRASE_WORDS && !is_verb(x, k);)
    if (text_has(x, k, LEXICON_INDEFINITE_ARTICLE)) return true;
  return false;
}

/* Whether a change is a noun at `i`: "a $5 rate increase". */
static bool is_change_noun(const struct text *x, uint32_t at, uint32_t i) {
  if (!text_kind(x, i, NOUNS) || ends_in(x, i, LEXICON_ENDING_PAST) || ends_in(x, i, LEXICON_ENDING_PARTICIPLE))
    return false;
  return is_led_by_article(x, at);
}

/* Whether a word is several things: no "campus". */
static bool is_many(const struct text *x, uint32_t at) {
  return text_is_plural(x, at) && !ends_in(x, at, LEXICON_ENDING_SINGULAR);
}

/* Whether a verb stands in its plain form, in which it is none behind one thing: "net profit margin", not "it rose". */
static bool is_plain_form(const struct text *x, uint32_t at) {
  return !text_has(x, at, LEXICON_VERB_PAST) && !ends_in(x, at, LEXICON_ENDING_PLURAL) &&
         !ends_in(x, at, LEXICON_ENDING_PAST) && !ends_in(x, at, LEXICON_ENDING_PARTICIPLE);
}

/* Whether the name that begins at `at` is the subject of a verb. */
static bool is_subject(const struct text *x, uint32_t at) {
  uint32_t end = at;
  while (is_capital(x, end) && end - at < PHRASE_WORDS) end++;
  return is_verb(x, end) && !is_plain_form(x, end) && !text_is_plural(x, end - 1);
}

/* Whether a clause of its own goes on at `i`, behind a noun phrase so far: "the figure | Roe cited", "13 Orsk | fled". */
static bool is_other_clause(const struct text *x, uint32_t i, uint32_t end, bool verb, bool many) {
  const bool named = is_capital(x, i) && text_token(x, i)->kind == TOKEN_WORD;
  if (end == i && named && text_token(x, i - 1)->kind == TOKEN_WORD && !is_capital(x, i - 1) && is_subject(x, i))
    return true;
  const bool head = is_plain_form(x, i) && text_has(x, i + 1, LEXICON_AUXILIARY); /* one Orsk guard was */
  return verb && is_capital(x, end - 1) && !is_capital(x, i) && !head && !(many && text_is_plural(x, i));
}

/* "five current models", "the bank's current account" */
static bool is_current(const struct text *x, uint32_t at, uint32_t i, bool many) {
  const char *shift = lexicon_value(text_token(x, i)->word, LEXICON_DATE_DIRECTION);
  if (!shift || text_has(x, i + 1, LEXICON_TIME_NOUN) || text_has(x, i + 1, LEXICON_DATE_UNIT)) return false;
  if (many && i == at) return text_is_plural(x, i + 1) && !text_has(x, i + 1, LEXICON_CARDINAL);
  return i > at && *shift == '0' && text_token(x, i - 1)->kind == TOKEN_POSSESSIVE && text_kind(x, i + 1, NOUNS);
}

/* The end of the noun phrase from `at` on; `at` where there is none.  `many`: its head is in the plural. */
static uint32_t phrase_end(const struct text *x, uint32_t at, uint32_t limit, bool many) {
  uint32_t end = at, i = at;
  bool plural = false;
  for (; i < limit && i - at < PHRASE_WORDS; i++) {
    const struct token *t = text_token(x, i);
    bool hyphen = text_mark(x, i, '-') && i > at && text_joined(x, i) && text_joined(x, i + 1) && i + 1 < limit;
    if (hyphen) continue;
    if (t->kind == TOKEN_POSSESSIVE && end == i && !plural) continue;
    if (t->kind == TOKEN_NUMBER && text_mark(x, i + 1, '-') && text_joined(x, i + 1)) continue; /* 15-minute segments */
    if (i > at && i + 1 < limit && is_model(x, i)) continue; /* Boeing 787 Dreamliners */
    if (t->kind == TOKEN_NUMBER && i > at && text_mark(x, i - 1, '-') && text_joined(x, i)) { /* MD-11 jets */
      end = i + 1;
      continue;
    }
    if (t->kind != TOKEN_WORD && t->kind != TOKEN_ACRONYM) break;
    if (i > at && text_mark(x, i - 1, '-') && text_joined(x, i)) { /* health-care executives */
      end = i + 1;
      plural = is_many(x, i);
      continue;
    }
    if (end > at && text_has(x, i, LEXICON_COUNTED_SKIPPED)) break; /* a contract | worth */
    if (i > at && t->flags & TOKEN_AFTER_LINE &&
        (t->flags & TOKEN_AFTER_PARAGRAPH || (is_capital(x, i) && t->kind == TOKEN_WORD && is_short_line(x, i))))
      break;
    bool compound =
        text_mark(x, i + 1, '-') && text_joined(x, i + 1) && text_joined(x, i + 2); /* in-person, one-month */
    bool joins = lexicon_has(t->word, LEXICON_CONJUNCTION) && end == at && i > at &&
                 text_token(x, i + 1)->kind != TOKEN_NUMBER &&
                 !text_has(x, i + 1, LEXICON_CARDINAL); /* rival but similar | stories */
    if (joins) continue;
    if (is_closed(x, i) && compound) {
      i += 2;
      continue;
    }
    if (is_closed(x, i) && !is_current(x, at, i, many)) break;
    bool adverb = text_kind(x, i, KIND(ADVERB)) || (ends_in(x, i, LEXICON_ENDING_ADVERB) && !text_kind(x, i, NOUNS)),
         verb = is_verb(x, i);
    bool noun = (many || i == at) && text_is_plural(x, i) ? true : is_noun(x, i) && (!adverb || is_capital(x, i));
    bool formed = ends_in(x, i, LEXICON_ENDING_PAST) || ends_in(x, i, LEXICON_ENDING_PARTICIPLE);
    bool adjective = text_kind(x, i, KIND(ADJECTIVE));
    noun = noun || (verb && end == i && end > at && !plural && is_plain_form(x, i)); /* equity warrant bonds */
    if (plural && (!text_is_plural(x, i) || verb)) break;
    if (end > at && (verb || end == i) && is_other_clause(x, i, end, verb, many)) break;
    if (verb && !noun && i == at && i + 1 < limit && is_noun(x, i + 1) && !text_has(x, i + 1, LEXICON_TIME_NOUN) &&
        is_led_by_article(x, at))
      continue; /* a 5 percent pay rise */
    if (verb && !noun && !adjective && (end > at || !formed)) break;
    if (end > at && (lexicon_has(t->word, LEXICON_RANGE_CHANGE) || lexicon_has(t->word, LEXICON_FIGURE_VERB)) &&
        !text_is_plural(x, i) && text_joint(x, i + 1) != 'o') { /* principal amount of */
      if (!is_change_noun(x, at, i)) break;
      end = i + 1;
      continue;
    }
    if (verb && end > at && (!noun || (lexicon_has(t->word, LEXICON_VERB_PAST) && !is_capital(x, i)))) break;
    bool described = ends_in(x, i, LEXICON_ENDING_PARTICIPLE) || text_kind(x, i - 1, KIND(ADJECTIVE));
    if (end > at && formed && verb && !(described && i + 1 < limit && is_noun(x, i + 1) && !is_closed(x, i + 1))) break;
    if (!noun && (adjective || formed || (!verb && adverb))) continue;
    end = i + 1;
    plural = is_many(x, i) && !(text_mark(x, i + 1, '-') && text_joined(x, i + 1));
  }
  return end;
}

/* The noun phrase that ends right before `end`, back to a small word, mark or verb. */
static struct run phrase_before(const struct text *x, uint32_t end, uint32_t least) {
  uint32_t first = end;
  while (first > least && end - first < PHRASE_WORDS) {
    const struct token *t = text_token(x, first - 1);
    bool joins = t->kind == TOKEN_POSSESSIVE ||
                 (text_mark(x, first - 1, '-') && text_joined(x, first - 1) && text_joined(x, first));
    if (!joins && t->kind != TOKEN_WORD && t->kind != TOKEN_ACRONYM) break;
    if (!joins && is_closed(x, first - 1)) break;
    const bool said = text_has(x, first - 1, LEXICON_CUE) && first > least + 1 && is_noun(x, first - 2) &&
                      ends_in(x, first - 1, LEXICON_ENDING_PAST); /* "the company reported | net income of" */
    const bool changed = text_has(x, first - 1, LEXICON_RANGE_CHANGE) && first > least + 1 &&
                         text_is_plural(x, first - 2); /* "makers increase | output from" */
    if (!joins && first < end && is_verb(x, first - 1) &&
        (changed || (!is_noun(x, first - 1) && (said || !text_kind(x, first - 1, KIND(ADJECTIVE))))))
      break;
    first--;
    if (t->flags & TOKEN_AFTER_PARAGRAPH) break;
  }
  if (first > least && text_token(x, first - 1)->kind == TOKEN_NUMBER)
    while (first + 2 < end && text_mark(x, first, '-')) first += 2; /* a 17-year | war */
  if (first < end && text_has(x, end - 1, LEXICON_CARDINAL)) first = end;
  while (first < end && (text_token(x, first)->kind == TOKEN_POSSESSIVE || text_token(x, first)->kind == TOKEN_MARK))
    first++;
  bool article = first > least && text_has(x, first - 1, LEXICON_INDEFINITE_ARTICLE); /* a rise */
  if (first < end && !article && !is_noun(x, end - 1) && (is_verb(x, end - 1) || text_kind(x, end - 1, KIND(ADVERB))))
    first = end;
  return (struct run){first, end};
}

/* A month or a day, or "last year". */
static bool is_of_time(const struct text *x, uint32_t at) {
  bool unit = text_has(x, at, LEXICON_TIME_NOUN) || text_has(x, at, LEXICON_DATE_UNIT);
  return (text_has(x, at, LEXICON_MONTH) && is_capital(x, at)) || text_has(x, at, LEXICON_WEEKDAY) ||
         text_has(x, at, LEXICON_DATE_DIRECTION) || (unit && at && text_has(x, at - 1, LEXICON_DATE_DIRECTION));
}

/* Whether nothing but words that may stand in a noun phrase stands between its start and the verb. */
static bool is_unbroken(const struct text *x, uint32_t at, uint32_t verb) {
  if (verb - at > PHRASE_WORDS || text_token(x, at)->kind != TOKEN_WORD) return false;
  for (uint32_t i = at; i < verb; i++) {
    const struct token *t = text_token(x, i);
    bool joins = t->kind == TOKEN_POSSESSIVE || (text_mark(x, i, '-') && text_joined(x, i) && text_joined(x, i + 1)),
         year = t->kind == TOKEN_NUMBER && i > at && i + 1 < verb,
         word = (t->kind == TOKEN_WORD && !is_closed(x, i) && !ends_in(x, i, LEXICON_ENDING_ADVERB)) ||
                t->kind == TOKEN_ACRONYM;
    if (!joins && !year && !word) return false;
    if (i > at && (lexicon_has(t->word, LEXICON_VERB_PAST) || lexicon_has(t->word, LEXICON_CUE))) return false;
  }
  return text_kind(x, verb - 1, NOUNS | VERBS) && !ends_in(x, verb - 1, LEXICON_ENDING_PAST);
}

/* The noun phrase that begins a clause before `verb`: its subject. */
static struct run subject_before(const struct text *x, uint32_t verb, uint32_t least) {
  uint32_t start = verb, at;
  while (start > least && verb - start < SUBJECT_WORDS) {
    const struct token *t = text_token(x, start - 1);
    if (t->kind == TOKEN_MARK && !text_mark(x, start - 1, '-')) break;
    if (lexicon_has(t->word, LEXICON_SUBORDINATOR) || (lexicon_has(t->word, LEXICON_CONJUNCTION) && is_verb(x, start)))
      break;
    if (lexicon_has(t->word, LEXICON_CUE) && !text_mark(x, start, '-')) break;
    start--;
  }
  const char *relative = start > least + 1 ? lexicon_value(text_token(x, start - 1)->word, LEXICON_CLAUSE_WORD) : NULL;
  if (start == verb && relative && strchr("rt", *relative))
    return phrase_before(x, start - 1, least); /* a war that cost */
  for (at = start; at < verb; at++) {
    if (is_of_time(x, at)) continue; /* "February car production" */
    if (lexicon_has(text_token(x, at)->word, LEXICON_DETERMINER) ||
        lexicon_has(text_token(x, at)->word, LEXICON_POSSESSIVE_PRONOUN))
      continue;
    uint32_t end = is_unbroken(x, at, verb) ? verb : phrase_end(x, at, verb, false);
    if (end == at && !is_closed(x, at)) continue;
    if (end == at + 1 && text_has(x, at, LEXICON_UNIT)) continue;
    if (text_joint(x, end) == 'o' && end > at && end < verb) { /* sales of cars */
      uint32_t of = end + 1;
      of += text_has(x, of, LEXICON_DETERMINER);
      uint32_t more = phrase_end(x, of, verb, false);
      if (more > of) end = more;
    }
    return (struct run){at, end};
  }
  return (struct run){verb, verb};
}

/* Behind a number at `at`: "half of the 18 million | viewers", but "of | 91-day bills". */
static uint32_t behind_number(const struct text *x, uint32_t at, uint32_t end) {
  uint32_t i = at;
  if (text_token(x, i)->kind == TOKEN_MARK && text_token(x, i + 1)->kind == TOKEN_NUMBER && text_joined(x, i + 1) &&
      text_has(x, i, LEXICON_CURRENCY_BEFORE))
    i++; /* of its | $5 million goal */
  while (i < end && (text_token(x, i)->kind == TOKEN_NUMBER || text_has(x, i, LEXICON_CARDINAL) ||
                     text_has(x, i, LEXICON_NUMBER_SCALE) || (i > at && text_mark(x, i, '.') && text_joined(x, i))))
    i++;
  return text_mark(x, i, '-') && text_joined(x, i) ? at : i;
}

static struct run behind(const struct clause *c, const struct figure *f) {
  const struct text *x = &c->text;
  struct run nothing = {f->end, f->end};
  uint32_t at = f->end;
  if (text_mark(x, at, '-') && text_joined(x, at) && text_joined(x, at + 1)) { /* a five-member panel; a 5-4 vote */
    if (text_token(x, at + 1)->kind != TOKEN_WORD || f->unit) at++;
    else return is_closed(x, at + 1) ? nothing : (struct run){at + 1, at + 2};
  }
  if (at >= c->end || text_token(x, at)->flags & TOKEN_AFTER_PARAGRAPH) return nothing;
  while (f->unit && at < c->end && text_has(x, at, LEXICON_COUNTED_SKIPPED) && text_joint(x, at) != 'o')
    at++;                                 /* worth of */
  if (f->unit && text_mark(x, at, '(')) { /* a $40 billion (£20 billion) contract */
    uint32_t close = at + 1;
    bool number = false;
    while (close < c->end && close - at < PHRASE_WORDS && !text_mark(x, close, ')'))
      number |= text_token(x, close++)->kind == TOKEN_NUMBER;
    if (number && text_mark(x, close, ')')) at = close + 1;
  }
  if (at > f->end && ends_in(x, at, LEXICON_ENDING_PAST)) at++; /* 57 percent-owned Orsk Oil */
  bool many = !f->unit && f->value != 1, of = text_joint(x, at) == 'o',
       in = text_joint(x, at) == 'i' && f->unit && (!f->unit[0] || f->unit[0] < 'a');
  if (of || in) {
    at++;
    while (at < c->end && (text_has(x, at, LEXICON_DETERMINER) || text_has(x, at, LEXICON_POSSESSIVE_PRONOUN)) && of)
      at++;
    if (of && text_has(x, at - 1, LEXICON_CLAUSE_OPENER) && !text_has(x, at - 1, LEXICON_CLAUSE_WORD))
      return nothing; /* what */
    if (of) at = behind_number(x, at, c->end);
    if (in && (is_capital(x, at) || text_has(x, at, LEXICON_DATE_UNIT) || text_has(x, at, LEXICON_TIME_NOUN)))
      return nothing;
  } else if (text_has(x, at, LEXICON_UNIT_RATE) && f->unit) {
    return nothing;
  } else if (!f->unit) { /* half the troops */
    while (at < c->end && f->value < 1 &&
           (text_has(x, at, LEXICON_DETERMINER) || text_has(x, at, LEXICON_POSSESSIVE_PRONOUN)))
      at++;
    while (at < c->end && text_has(x, at, LEXICON_COUNTED_SKIPPED)) at++;
  }
  const struct token *next = text_token(x, at);
  bool row = next->flags & TOKEN_AFTER_LINE && next->flags & TOKEN_CAPITALIZED && next->kind == TOKEN_WORD;
  if (row && is_short_line(x, at)) return nothing;
  uint32_t end = phrase_end(x, at, c->end, many);
  return end > at ? (struct run){at, end} : nothing;
}

/* "Shr 46 cts", "Net 3,608,000 vs 2,448,000": the label of the line. */
static struct run label_before(const struct clause *c, uint32_t at) {
  const struct text *x = &c->text;
  struct run nothing = {at, at};
  uint32_t first = at;
  while (first > c->first && !(text_token(x, first)->flags & TOKEN_AFTER_LINE) && at - first < SUBJECT_WORDS) first--;
  if (!(text_token(x, first)->flags & TOKEN_AFTER_LINE)) return nothing;
  uint32_t end = first;
  while (end < at && end - first < LABEL_WORDS && text_token(x, end)->kind == TOKEN_WORD && !is_closed(x, end) &&
         !text_has(x, end, LEXICON_RANGE_CHANGE) && !text_has(x, end, LEXICON_FIGURE_VERB) &&
         !(is_verb(x, end) && !text_kind(x, end, NOUNS)))
    end++;
  bool label = end > first && is_capital(x, first) &&
               (end == at || text_token(x, end)->kind == TOKEN_NUMBER || (text_mark(x, end, ':') && end + 1 == at));
  return label ? (struct run){first, end} : nothing;
}

static bool is_measuring(const struct text *x, uint32_t verb) {
  return text_has(x, verb, LEXICON_RANGE_CHANGE) || text_has(x, verb, LEXICON_AUXILIARY) ||
         text_has(x, verb, LEXICON_FIGURE_VERB);
}

/* The verb right before a figure, or before a preposition that it measures with ("rose to"); UINT32_MAX: none. */
static uint32_t verb_before(const struct text *x, uint32_t at, uint32_t least) {
  bool preposition = false;
  for (uint32_t k = 0; at > least && k < VERB_WORDS; k++, at--) {
    const uint32_t word = text_token(x, at - 1)->word;
    if (lexicon_has(word, LEXICON_CUE) && !lexicon_has(word, LEXICON_RANGE_CHANGE)) return UINT32_MAX;
    bool led =
        at > least + 1 && text_has(x, at - 2, LEXICON_INDEFINITE_ARTICLE) && ends_in(x, at - 1, LEXICON_ENDING_PAST);
    if (led) continue; /* a confirmed 2 percent */
    if (is_verb(x, at - 1) || lexicon_has(word, LEXICON_AUXILIARY) || lexicon_has(word, LEXICON_FIGURE_VERB)) {
      bool noun = text_kind(x, at - 1, NOUNS) && !lexicon_has(word, LEXICON_VERB_PAST) && at - 1 > least &&
                  (text_is_plural(x, at - 1) || text_has(x, at - 2, LEXICON_DETERMINER) ||
                   text_has(x, at - 2, LEXICON_POSSESSIVE_PRONOUN) || text_kind(x, at - 2, KIND(ADJECTIVE)));
      return noun || (preposition && !is_measuring(x, at - 1)) ? UINT32_MAX : at - 1;
    }
    preposition |= lexicon_has(word, LEXICON_PREPOSITION);
    if (!lexicon_has(word, LEXICON_PREPOSITION) && !lexicon_has(word, LEXICON_PLAIN_ADVERB) &&
        !lexicon_has(word, LEXICON_DETERMINER) && !text_kind(x, at - 1, KIND(ADVERB)))
      break;
  }
  return UINT32_MAX;
}

/* A name before an age: "Lidia Amsel, 45,". */
static struct run name_before(const struct text *x, uint32_t at, uint32_t least) {
  uint32_t end = at, first;
  if (end > least && text_mark(x, end - 1, ',')) end--;
  for (first = end; first > least && is_capital(x, first - 1); first--) continue;
  return first < end ? (struct run){first, end} : phrase_before(x, end, least);
}

static struct run before(const struct clause *c, const struct figures *all, uint32_t i) {
  const struct text *x = &c->text;
  const struct figure *f = &all->items[i];
  uint32_t at = f->first;
  if (f->bounds & FIGURE_AGE) {
    struct run name = name_before(x, at, c->first);
    if (name.end > name.first) return name;
  }
  if (at > c->first && text_joint(x, at - 1) == 'o') {
    struct run run = phrase_before(x, at - 1, c->first);
    if (run.end > run.first) return run;
  }
  struct run label = label_before(c, at);
  if (label.end > label.first) return label;
  if (at > c->first && text_mark(x, at - 1, '(') && !(i && all->items[i - 1].end == at - 1))
    return phrase_before(x, at - 1, c->first);
  uint32_t verb = verb_before(x, at, c->first);
  const bool valued = at > c->first + 2 && text_has(x, at - 1, LEXICON_FIGURE_PREPOSITION) &&
                      ends_in(x, at - 2, LEXICON_ENDING_PAST) && !text_has(x, at - 3, LEXICON_AUXILIARY);
  if (valued && text_is_plural(x, at - 3)) return phrase_before(x, at - 2, c->first); /* "goods valued at 3 million" */
  if (verb == UINT32_MAX && at > c->first && text_has(x, at - 1, LEXICON_FIGURE_PREPOSITION)) {
    struct run run = phrase_before(x, at - 1, i && all->items[i - 1].end > c->first ? all->items[i - 1].end : c->first);
    const uint32_t head = run.end - 1;
    const bool no_count = run.end > run.first &&
                          text_has(x, at - 1, LEXICON_EVENT_FROM) && /* "a year from", "to Orsk from" */
                          (is_capital(x, head) || text_has(x, head, LEXICON_TIME_NOUN) ||
                           text_has(x, head, LEXICON_DATE_UNIT) || text_has(x, head, LEXICON_MONTH));
    return no_count ? (struct run){at, at} : run;
  }
  if (verb != UINT32_MAX && is_measuring(x, verb)) {
    while (verb > c->first && text_has(x, verb - 1, LEXICON_AUXILIARY)) verb--;
    return subject_before(x, verb, c->first);
  }
  return (struct run){at, at};
}

/* Behind an aside at `at` with which a verb goes on: "14 people, including two children, | were hurt"; else `at`. */
static uint32_t behind_aside(const struct clause *c, uint32_t at) {
  const struct text *x = &c->text;
  if (!text_mark(x, at, ',')) return at;
  for (uint32_t i = at + 1; i < c->end && i - at < SUBJECT_WORDS; i++) {
    if (text_token(x, i)->kind != TOKEN_MARK || text_mark(x, i, '-')) continue;
    const bool goes_on =
        text_mark(x, i, ',') && (text_has(x, i + 1, LEXICON_AUXILIARY) || text_has(x, i + 1, LEXICON_VERB_PAST) ||
                                 ends_in(x, i + 1, LEXICON_ENDING_PAST));
    return goes_on && !text_has(x, i + 1, LEXICON_CUE) ? i + 1 : at;
  }
  return at;
}

static struct run act_behind(const struct clause *c, uint32_t at) {
  const struct text *x = &c->text;
  bool passive = false;
  at = behind_aside(c, at);
  for (uint32_t k = 0; k < ACT_WORDS && at + k < c->end; k++) {
    uint32_t i = at + k;
    const struct token *t = text_token(x, i);
    if (t->kind == TOKEN_MARK && !text_mark(x, i, '-')) break;
    if (lexicon_has(t->word, LEXICON_AUXILIARY)) {
      passive = true;
      continue;
    }
    if (lexicon_has(t->word, LEXICON_CONJUNCTION) ||
        (lexicon_has(t->word, LEXICON_SUBORDINATOR) && !lexicon_has(t->word, LEXICON_PERSONAL_PRONOUN) &&
         !lexicon_has(t->word, LEXICON_DETERMINER) && !lexicon_has(t->word, LEXICON_CLAUSE_OPENER)))
      break;
    if (text_has(x, i, LEXICON_FIGURE_STATE)) return (struct run){i, i + 1};
    bool past = lexicon_has(t->word, LEXICON_VERB_PAST) || (ends_in(x, i, LEXICON_ENDING_PAST) && is_noun(x, i - 1));
    if (is_verb(x, i) && (passive || !k || past)) {
      if (lexicon_has(t->word, LEXICON_CUE) && !passive) break;
      return (struct run){i, i + 1};
    }
    if (passive && !text_kind(x, i, KIND(ADVERB)) && !lexicon_has(t->word, LEXICON_PLAIN_ADVERB)) break;
  }
  return (struct run){at, at};
}

static struct span run_span(const struct text *x, struct run r) {
  if (r.end <= r.first) return (struct span){0, 0};
  const struct token *last = text_token(x, r.end - 1);
  return (struct span){text_token(x, r.first)->start, last->start + last->length - text_token(x, r.first)->start};
}

/* Whether only small words and words of time tie a figure to the one before: "12 percent to 5 million", "37 cents, vs
** 42", "to 5 million last year from 4 million". */
static bool is_tied(const struct text *x, uint32_t from, uint32_t to) {
  if (to - from > TIED_WORDS) return false;
  uint32_t timeless = 0;
  for (; from < to; from++) {
    if (is_of_time(x, from)) continue;
    timeless++;
    if (!text_has(x, from, LEXICON_PREPOSITION) && !text_has(x, from, LEXICON_COMPARED) && !text_mark(x, from, ',') &&
        !text_mark(x, from, '('))
      return false;
  }
  return timeless <= 2;
}

struct counted figure_counted(struct document *d, uint32_t i) {
  const struct figures *all = document_figures(d);
  const struct tokens *tokens = document_tokens(d);
  const struct sentences *sentences = document_sentences(d);
  struct counted out = {{0, 0}, {0, 0}};
  if (i >= all->count || d->status) return out;
  const struct figure *f = &all->items[i];
  uint32_t s = sentences_of(sentences, f->first);
  if (s >= sentences->count) return out;
  struct clause c = {{d, tokens->items, tokens->count}, sentences->items[s].first, 0};
  c.end = c.first + sentences->items[s].count;
  if (c.end < f->end) c.end = f->end;
  struct run of = behind(&c, f), act = {0, 0};
  uint32_t back = i, verb = UINT32_MAX;
  bool after = of.end > of.first;
  for (int k = 0; k < BACK_FIGURES; k++) { /* "rose 12 percent to 5 million": what the one before says */
    if (!after && of.end <= of.first) of = before(&c, all, back);
    verb = verb_before(&c.text, all->items[back].first, c.first);
    if (verb != UINT32_MAX || of.end > of.first || !back || all->items[back - 1].first < c.first) break;
    if (!is_tied(&c.text, all->items[back - 1].end, all->items[back].first)) break;
    back--;
  }
  if (verb == UINT32_MAX && after && i && f->first > c.first && text_joint(&c.text, f->first - 1) == '&' &&
      behind(&c, f - 1).end + 1 == f->first)
    verb = verb_before(&c.text, f[-1].first, c.first); /* "destroyed 12 homes and 30 cars" */
  out.of = run_span(&c.text, of);
  if (verb != UINT32_MAX && !text_has(&c.text, verb, LEXICON_AUXILIARY)) act = (struct run){verb, verb + 1};
  uint32_t from = after ? of.end : f->end;
  if (after && !f->unit && text_mark(&c.text, of.first - 1, '-')) from = phrase_end(&c.text, of.end, c.end, false);
  struct run later = act_behind(&c, from);
  bool state = text_has(&c.text, later.first, LEXICON_FIGURE_STATE) && later.end > later.first;
  if (act.end <= act.first || state) act = later.end > later.first ? later : act;
  out.act = run_span(&c.text, act);
  return out;
}
