/*
** Whether the words around an expression look back or ahead:
**
**     "said Friday"  "will begin on April 7"  "due to be published in May"
**
** What stands right beside decides ("since March", "ahead of Tuesday's vote",
** "the bombing on Friday"); else the verb nearest to the left, auxiliaries read
** together with it; else the first one to the right, within the sentence.  The
** words are in ext/lexicon/en/dates.txt, [tense_...], [happening], [appointment].
*/
#include "tense.h"

#include <string.h>

enum { REACH = 24, NEAR = 4, HEADING = 40 };

static bool is_clause_end(const struct reader *r, uint32_t at) {
  return is_mark(r, at, ';') || is_mark(r, at, ':') || is_mark(r, at, '.') || is_mark(r, at, '?') ||
         is_mark(r, at, '!');
}

/* A quotation mark that closes: it has no space before it. */
static bool closes_quote(const struct reader *r, uint32_t at) {
  const struct token *t = token_at(r, at);
  const char *text = r->d->text + t->start;
  return (*text == '"' && is_joined(r, at)) || (t->length == 3 && !memcmp(text, "\xE2\x80\x9D", 3));
}

/* Whether token `at` is in a heading: a paragraph without a stop, with another behind it. */
static bool is_heading(const struct reader *r, uint32_t at) {
  for (uint32_t i = at + 1; i < at + HEADING && i < r->count; i++)
    if (r->tokens[i].flags & TOKEN_AFTER_PARAGRAPH) return !is_clause_end(r, i - 1) && !closes_quote(r, i - 1);
  return false;
}

/* What a list of classes says of a word: 0 if it is not in it. */
static char class_of(const struct reader *r, uint32_t at, enum lexicon_list list) {
  return has(r, at, list) ? *lexicon_value(r->tokens[at].word, list) : 0;
}

static bool is_to(const struct reader *r, uint32_t at) { return class_of(r, at, LEXICON_CLAUSE_WORD) == 'o'; }
static bool is_the(const struct reader *r, uint32_t at) {
  return has(r, at, LEXICON_ARTICLE) && !has(r, at, LEXICON_INDEFINITE_ARTICLE);
}

/* Whether token `at` is a longer word that ends so. */
static inline bool ends_with(const struct reader *r, uint32_t at, const char *ending, size_t length) {
  const struct token *t = token_at(r, at);
  return t->kind == TOKEN_WORD && t->length > length + 1 &&
         !memcmp(r->d->text + t->start + t->length - length, ending, length);
}
#define ends_so(r, at, ending) ends_with(r, at, ending, sizeof(ending) - 1) /* of a literal */

/* Whether it is arranged: "She is meeting him on Friday." */
static bool is_arranged(const struct reader *r, uint32_t at) {
  return ends_so(r, at, LEXICON_ENDING_PARTICIPLE) && at && has(r, at - 1, LEXICON_TENSE_IS);
}

static bool ends_in_will(const struct reader *r, uint32_t at) { /* he'll */
  const struct token *t = token_at(r, at);
  return ends_so(r, at, LEXICON_ENDING_WILL) && memchr(r->d->text + t->start, '\'', t->length);
}

/* Whether what is due was so before: "It had been due on Friday." */
static bool had_been(const struct reader *r, uint32_t at) {
  return has(r, at - 1, LEXICON_TENSE_BEEN) && has(r, at - 2, LEXICON_TENSE_HAD);
}

/* Whether what is due is but a cause: "It closed due to heavy rain.", but not "It is due to leave." */
static bool tells_cause(const struct reader *r, uint32_t at) {
  const uint32_t verb = at + 2;
  if (class_of(r, at, LEXICON_TENSE_ARRANGED) != 'c' || !is_to(r, at + 1) || has(r, verb, LEXICON_TENSE_BECOMES))
    return false;
  if (has(r, verb, LEXICON_VERB_PRESENT) && !ends_so(r, verb, LEXICON_ENDING_PLURAL)) return false;
  return has(r, verb, LEXICON_DETERMINER) ||
         (token_at(r, verb + 1)->kind != TOKEN_NUMBER && !has(r, verb + 1, LEXICON_DETERMINER));
}

/* Theresa May, the month: no verb. */
static bool is_name(const struct reader *r, uint32_t at) {
  const struct token *t = token_at(r, at);
  return has(r, at, LEXICON_MONTH) && t->flags & TOKEN_CAPITALIZED && !(t->flags & TOKEN_ALL_CAPS) &&
         (!is_broken(r, at) || has(r, at + 1, LEXICON_TENSE_PAST) || ends_in_ed(r, at + 1) ||
          token_at(r, at + 1)->kind == TOKEN_NUMBER);
}

/* Whether a verb may stand at `at`, behind a plural: "Teachers strike on Tuesday.", not "the Commons vote". */
static bool is_behind_plural(const struct reader *r, uint32_t at) {
  return at && ends_so(r, at - 1, LEXICON_ENDING_PLURAL) && !(at > 1 && has(r, at - 2, LEXICON_ARTICLE)) &&
         !is_heading(r, at);
}

/* What token `at` says by itself and the two words before it. */
static enum look look_at(const struct reader *r, uint32_t at, uint32_t from) {
  const uint64_t tells = LIST(TENSE_CUE) | LIST(TENSE_PAST) | LIST(TENSE_PRESENT);
  if (!(lexicon_sets_of(token_at(r, at)->word)->entry[0] & tells) && !ends_in_ed(r, at) && !ends_in_will(r, at))
    return LOOK_UNKNOWN;
  if (has(r, at, LEXICON_TENSE_LET) && token_at(r, at + 1)->kind == TOKEN_POSSESSIVE)
    return LOOK_FUTURE; /* let's meet */
  if (has(r, at, LEXICON_TENSE_FUTURE) || ends_in_will(r, at)) return LOOK_FUTURE;
  if (has(r, at - 1, LEXICON_COMPARISON) || (is_mark(r, at - 1, '-') && is_joined(r, at)))
    return LOOK_UNKNOWN; /* "It came later than planned." */
  if (has(r, at, LEXICON_TENSE_ARRANGED))
    return tells_cause(r, at) ? LOOK_UNKNOWN : had_been(r, at) ? LOOK_PAST : LOOK_FUTURE;
  if (has(r, at, LEXICON_TENSE_SET) && has(r, at + 1, LEXICON_TENSE_SET_FOR)) return LOOK_FUTURE;
  if (has(r, at, LEXICON_TENSE_COULD) && class_of(r, at + 1, LEXICON_NEGATION) == 'v')
    return LOOK_PAST; /* "He could not be reached." */
  if (has(r, at, LEXICON_TENSE_MODAL) && !is_name(r, at))
    return has(r, at + 1, LEXICON_TENSE_HAS) && !has(r, at + 2, LEXICON_DETERMINER) &&
                   !has(r, at + 2, LEXICON_TENSE_NOT_PERFECT)
               ? LOOK_PAST
               : LOOK_FUTURE;
  if (is_to(r, at) && at > from && has(r, at - 1, LEXICON_TENSE_INFINITIVE) &&
      token_at(r, at + 1)->kind == TOKEN_WORD && !(token_at(r, at + 1)->flags & TOKEN_CAPITALIZED) &&
      !has(r, at + 1, LEXICON_ARTICLE) && !tells_cause(r, at - 1))
    return had_been(r, at - 1) ? LOOK_PAST : LOOK_FUTURE;
  if (is_to(r, at) && has(r, at + 1, LEXICON_VERB_PRESENT) && is_heading(r, at)) return LOOK_FUTURE;
  if (is_to(r, at) && has(r, at + 1, LEXICON_TENSE_BECOMES) &&
      (ends_in_ed(r, at + 2) || has(r, at + 2, LEXICON_TENSE_PAST)))
    return LOOK_FUTURE;
  if (has(r, at, LEXICON_TENSE_OPEN)) return LOOK_FUTURE;
  if (has(r, at, LEXICON_TENSE_PRESENT) && !has(r, at - 1, LEXICON_TENSE_NOT_PRESENT) &&
      (class_of(r, at, LEXICON_TENSE_PRESENT) != 'p' || is_behind_plural(r, at)))
    return LOOK_FUTURE;
  bool past = has(r, at, LEXICON_TENSE_PAST) || ends_in_ed(r, at);
  if (!past) return LOOK_UNKNOWN;
  if (!has(r, at, LEXICON_TENSE_PAST) && at > from && has(r, at - 1, LEXICON_ARTICLE) &&
      token_at(r, at + 1)->kind == TOKEN_WORD && !has(r, at + 1, LEXICON_PREPOSITION))
    return LOOK_UNKNOWN; /* "will sell the damaged ships" */
  if (has(r, at, LEXICON_TENSE_HAS) && is_to(r, at + 1)) return LOOK_FUTURE;
  if (has(r, at, LEXICON_TENSE_AUXILIARY)) { /* the participle says more: "It has been scheduled." */
    uint32_t next = at + 1 + (has(r, at + 1, LEXICON_TENSE_BETWEEN) ? 1 : 0);
    if (has(r, next, LEXICON_TENSE_PLANNED) &&
        !(has(r, next, LEXICON_TENSE_SET) && !has(r, next + 1, LEXICON_TENSE_SET_FOR)))
      return LOOK_FUTURE;
    if (has(r, at, LEXICON_TENSE_HAS) && has(r, next, LEXICON_TENSE_CANCELLED)) return LOOK_FUTURE;
    if (has(r, at, LEXICON_TENSE_HAS) && next == at + 1 && !ends_in_ed(r, next) && !has(r, next, LEXICON_TENSE_PAST))
      return LOOK_UNKNOWN;
  }
  if (has(r, at - 1, LEXICON_TENSE_BINDS) && at > from && class_of(r, at - 1, LEXICON_NEGATION) != 'v' &&
      !is_name(r, at - 1))
    return LOOK_UNKNOWN;                                                           /* the auxiliary says */
  if (has(r, at - 1, LEXICON_TENSE_BECOMES) && at > from + 1) return LOOK_UNKNOWN; /* "It will stay shut." */
  const uint32_t adverb = ends_so(r, at - 1, LEXICON_ENDING_ADVERB);               /* "It is formally signed." */
  if (has(r, at - 1 - adverb, LEXICON_TENSE_IS) && at > from + adverb && !has(r, at, LEXICON_TENSE_WAS))
    return LOOK_UNKNOWN;
  return LOOK_PAST;
}

/* "United play Rovers on Saturday.": a whole sentence that tells of no past. */
static bool is_in_present(const struct reader *r, const struct expression *e, uint32_t first) {
  bool verb = false;
  for (uint32_t i = e->first; i > first + 1 && !is_broken(r, i); i--) {
    if (has(r, i - 1, LEXICON_TENSE_PAST)) return false;
    if (has(r, i - 1, LEXICON_VERB_PRESENT) && !has(r, i - 2, LEXICON_DETERMINER) &&
        !has(r, i - 2, LEXICON_PREPOSITION))
      verb = true;
  }
  if (!verb) return false;
  for (uint32_t i = e->end; i < e->end + REACH && i < r->count; i++)
    if (is_broken(r, i + 1)) return is_clause_end(r, i);
  return false;
}

/* A quotation mark that opens: it has a space before it and none behind. */
static bool opens_quote(const struct reader *r, uint32_t at) {
  const struct token *t = token_at(r, at);
  if (t->kind != TOKEN_MARK || !is_joined(r, at + 1)) return false;
  const char *text = r->d->text + t->start;
  return (*text == '"' && t->flags & TOKEN_AFTER_SPACE) || (t->length == 3 && !memcmp(text, "\xE2\x80\x9C", 3));
}

/* What a quotation mark that closes ends: said "we will win" on Monday.  Where it opens, at `first` or behind; else `at`. */
static uint32_t before_quote(const struct reader *r, uint32_t at, uint32_t first) {
  for (uint32_t i = at; closes_quote(r, at) && i > first && !(r->tokens[i].flags & TOKEN_AFTER_PARAGRAPH); i--)
    if (opens_quote(r, i - 1)) return i - 1;
  return at;
}

/* "Sunday's strikes", "the Friday shooting", "the slaying in Chicago on Friday": what nobody planned is past. */
static bool of_happening(const struct reader *r, const struct expression *e) {
  const bool possessive = token_at(r, e->end)->kind == TOKEN_POSSESSIVE;
  for (uint32_t i = e->end + 1; possessive && i < e->end + 2 + NEAR && !is_broken(r, i); i++)
    if (has(r, i, LEXICON_HAPPENING)) return true;
  if (has(r, e->end, LEXICON_HAPPENING) && is_the(r, e->first - 1)) return true;
  uint32_t i = e->first - (has(r, e->first - 1, LEXICON_TENSE_ON) ? 1 : 0);
  for (uint32_t k = 0; k < NEAR && i > 0 && token_at(r, i - 1)->flags & TOKEN_CAPITALIZED; k++) i--;
  i -= has(r, i - 1, LEXICON_TENSE_PLACE) ? 1 : 0;
  return has(r, i - 1, LEXICON_HAPPENING) && has(r, i - 2, LEXICON_TENSE_ONE);
}

bool of_appointment(const struct reader *r, const struct expression *e) {
  if (has(r, e->first - 1, LEXICON_TENSE_IN))
    return has(r, e->first - 2, LEXICON_APPOINTMENT) || (e->month && e->day && has(r, e->first - 2, LEXICON_MEETING));
  if (has(r, e->end, LEXICON_APPOINTMENT) && has(r, e->first - 1, LEXICON_INDEFINITE_ARTICLE)) return true;
  const bool its =
      e->month && e->day &&
      (has(r, e->first - 1, LEXICON_POSSESSIVE_PRONOUN) || token_at(r, e->first - 1)->kind == TOKEN_POSSESSIVE);
  if (token_at(r, e->end)->kind != TOKEN_POSSESSIVE && !is_the(r, e->first - 1) && !its) return false;
  for (uint32_t i = e->end + !its; i < e->end + 2 + NEAR && !is_broken(r, i); i++)
    if (has(r, i, LEXICON_APPOINTMENT) || (its && has(r, i, LEXICON_MEETING))) return true;
  return false;
}

/* "ahead of Tuesday's vote", "ahead of the Iowa caucuses on Monday" */
static bool is_ahead_of(const struct reader *r, uint32_t at) {
  for (uint32_t k = 0; k < 2 * NEAR && at > k; k++) {
    if (lexicon_match(token_at(r, at - k), LEXICON_TENSE_AHEAD, NULL)) return true;
    if (token_at(r, at - k)->kind != TOKEN_WORD || has(r, at - k, LEXICON_TENSE_PAST)) return false;
  }
  return false;
}

/* What the words beside an expression say, whatever the verb. */
static enum look look_beside(const struct reader *r, const struct expression *e) {
  uint32_t before = e->first - 1;
  if (is_mark(r, before, '-') && has(r, before - 1, LEXICON_DATE_PART)) before -= 2; /* to end-March */
  const uint32_t on = has(r, before, LEXICON_TENSE_ON);
  if (has(r, before - on, LEXICON_TENSE_IS)) return LOOK_FUTURE;
  if (has(r, before, LEXICON_TENSE_SINCE)) return LOOK_PAST;
  if (e->weekday && is_ahead_of(r, before)) return LOOK_FUTURE;
  if (has(r, before - on, LEXICON_TENSE_STARTING))
    return class_of(r, before - on, LEXICON_TENSE_STARTING) == 'n' && !e->weekday ? LOOK_NEAR : LOOK_FUTURE;
  if (e->day && has(r, before, LEXICON_TENSE_PAYABLE)) return LOOK_FUTURE; /* "payable May 29" */
  if ((e->weekday || e->day) && has(r, before, LEXICON_TENSE_FOR) && token_at(r, e->end)->kind != TOKEN_POSSESSIVE &&
      !has(r, before - 2, LEXICON_TENSE_BEEN))
    return LOOK_FUTURE; /* "called a strike for Friday" */
  if ((e->quarter || e->half) && has(r, before, LEXICON_TENSE_FOR) && has(r, before - 1, LEXICON_TENSE_OUTLOOK))
    return LOOK_FUTURE; /* "cut its outlook for the second half of the year" */
  if (has(r, before, LEXICON_TENSE_INTO) && has(r, before - 1, LEXICON_TENSE_HEADING)) return LOOK_FUTURE;
  if (has(r, before, LEXICON_TENSE_TOWARD)) return LOOK_FUTURE;
  if (is_to(r, before) && has(r, before - 1, LEXICON_TENSE_SPAN))
    return LOOK_PAST; /* "profit for the six months to June 30" */
  if ((e->month || e->weekday) && has(r, e->end, LEXICON_TENSE_DEADLINE) && !has(r, before - 1, LEXICON_TENSE_MISSED))
    return LOOK_FUTURE; /* "set an April 15 deadline" */
  if (e->month && has(r, e->end, LEXICON_TENSE_DELIVERY)) return LOOK_FUTURE;
  uint32_t until = before; /* "until the close of business Friday" */
  while (until && before - until < NEAR && !has(r, until, LEXICON_TENSE_UNTIL) && !is_broken(r, until)) until--;
  if (has(r, until, LEXICON_TENSE_UNTIL) && has(r, until - 1, LEXICON_TENSE_HAS))
    return LOOK_FUTURE;                   /* "has until Friday" */
  if (has(r, until, LEXICON_TENSE_UNTIL)) /* "put off until April" */
    for (uint32_t k = 1; k < 2 * NEAR && until > k && !is_broken(r, until - k + 1); k++)
      if (has(r, until - k, LEXICON_PUT_OFF)) return LOOK_FUTURE;
  const uint32_t when = e->end + is_mark(r, e->end, ',');
  if (e->month && class_of(r, when, LEXICON_CLAUSE_OPENS) == 'w') /* "after June 30, when banks will be allowed" */
    for (uint32_t i = when + 1; i < when + 2 * NEAR && !is_broken(r, i); i++)
      if (has(r, i, LEXICON_TENSE_FUTURE)) return LOOK_FUTURE;
  return of_happening(r, e) ? LOOK_PAST : LOOK_UNKNOWN;
}

bool is_past_beside(const struct reader *r, const struct expression *e) {
  const enum look look = look_beside(r, e);
  if (look || e->first < 2 || !has(r, e->first - 1, LEXICON_TENSE_IN)) return look == LOOK_PAST;
  return look_at(r, e->first - 2, e->first > REACH ? e->first - REACH : 0) == LOOK_PAST;
}

/* ", Thursday's vote was", ", and on Monday, he said": the verb is behind it. */
static bool leads_clause(const struct reader *r, const struct expression *e) {
  if (token_at(r, e->end)->kind != TOKEN_POSSESSIVE && !is_mark(r, e->end, ',')) return false;
  uint32_t at = e->first - (has(r, e->first - 1, LEXICON_TENSE_IN) ? 1 : 0);
  at -= has(r, at - 1, LEXICON_TENSE_AND) ? 1 : 0;
  return is_mark(r, at - 1, ',') && (at < e->first || !is_mark(r, e->end, ','));
}

/* "He hired a man, who will start in May, on Tuesday.": where the aside before the date begins, else the date. */
static uint32_t before_aside(const struct reader *r, uint32_t date, uint32_t first) {
  uint32_t at = date - (has(r, date - 1, LEXICON_TENSE_IN) ? 1 : 0);
  if (at < 2 || !is_mark(r, at - 1, ',')) return date;
  for (at -= 1; at > first + 1 && !is_broken(r, at); at--)
    if (is_mark(r, at - 1, ',')) return has(r, at, LEXICON_TENSE_WHO) ? at - 1 : date;
  return date;
}

/* "was due to leave on Monday but stayed": what was to be, from token `at` on, and is told not to have been. */
static bool was_otherwise(const struct reader *r, const struct expression *e, uint32_t at) {
  bool was = false;
  for (uint32_t k = 0; k < NEAR && k < at && !is_broken(r, at - k); k++)
    was = was || has(r, at - k - 1, LEXICON_TENSE_WAS);
  const uint32_t but = e->end + is_mark(r, e->end, ','), verb = but + 1 + ends_so(r, but + 1, LEXICON_ENDING_ADVERB);
  return was && class_of(r, but, LEXICON_CONJUNCTION) == 'b' &&
         (has(r, verb, LEXICON_TENSE_PAST) || ends_in_ed(r, verb));
}

enum look look_of(const struct reader *r, const struct expression *e) {
  enum look look = look_beside(r, e);
  if (look) return look;
  uint32_t first = e->first > REACH ? e->first - REACH : 0;
  for (uint32_t i = leads_clause(r, e) ? first : before_aside(r, e->first, first); i > first; i--) {
    uint32_t at = i - 1;
    if (r->tokens[at + 1].flags & TOKEN_AFTER_PARAGRAPH) break;
    if (r->tokens[at].kind == TOKEN_MARK) {
      if (is_clause_end(r, at) && is_broken(r, at + 1)) break;
      if (is_mark(r, at, ';') || (is_mark(r, at, ':') && !is_joined(r, i)) || opens_quote(r, at)) break;
      i = before_quote(r, at, first) + 1;
      continue;
    }
    look = look_at(r, at, first);
    if (look == LOOK_PAST) /* "if it reached his desk before Friday" */
      for (uint32_t k = 1; k < NEAR && at > first + k; k++)
        if (has(r, at - k, LEXICON_CONDITION_SUPPOSED)) return LOOK_FUTURE;
    if (look == LOOK_FUTURE && (e->weekday || e->day) && was_otherwise(r, e, at)) return LOOK_PAST;
    if (look) return look;
    if (e->weekday && at + 2 * NEAR > e->first && is_arranged(r, at)) return LOOK_FUTURE;
    if (has(r, at, LEXICON_VERB_PRESENT) && at > first && has(r, at - 1, LEXICON_SUBJECT_PRONOUN) &&
        ends_so(r, at, LEXICON_ENDING_PLURAL))
      break; /* "how he navigates the convention in July": what stands before says nothing of it */
    if (class_of(r, at, LEXICON_CLAUSE_WORD) == 't' && i < e->first - 1 && has(r, at - 1, LEXICON_TENSE_SAID))
      return LOOK_PAST;
  }
  for (uint32_t i = e->end; i < e->end + REACH && i < r->count; i++) {
    if (r->tokens[i].flags & TOKEN_AFTER_PARAGRAPH || (i > e->end && is_broken(r, i))) break;
    look = look_at(r, i, e->end);
    if (look) return look;
    if (is_mark(r, i, ';')) break;
  }
  if ((e->weekday || e->day) && is_in_present(r, e, first)) return LOOK_FUTURE;
  uint32_t by = e->first - 1; /* "until noon on Friday" */
  while (by && e->first - by <= NEAR &&
         (has(r, by, LEXICON_TENSE_ON) || has(r, by, LEXICON_DAY_PART) || has(r, by, LEXICON_CLOCK_HALF_WORD) ||
          token_at(r, by)->kind == TOKEN_NUMBER))
    by--;
  return has(r, by, LEXICON_TENSE_BY) ? LOOK_FUTURE : LOOK_UNKNOWN;
}
