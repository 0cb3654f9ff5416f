/*
** Whether the words around an expression look back or ahead:
**
**     "said Friday"  "will begin on April 7"  "due to be published in May"
**
** The verb nearest to the left decides, auxiliaries read together with it; else
** the first one to the right, within the sentence.  The words are in
** ext/lexicon/dates.txt, [tense_...].
*/
#include "clauses.h"
#include "resolve.h"

#include <string.h>

enum { REACH = 24 };

static bool is_clause_end(const struct reader *r, uint32_t at) {
  return is_mark(r, at, ';') || is_mark(r, at, ':') || is_mark(r, at, '.') || is_mark(r, at, '?') ||
         is_mark(r, at, '!');
}

bool ends_in_ed(const struct reader *r, uint32_t at) {
  const struct token *t = token_at(r, at);
  const char *text = r->d->text + t->start;
  return t->kind == TOKEN_WORD && t->length > 3 && (!(t->flags & TOKEN_CAPITALIZED) || is_broken(r, at)) &&
         text[t->length - 1] == 'd' && text[t->length - 2] == 'e' && !has(r, at, LEXICON_NOT_VERB);
}

static bool ends_in_will(const struct reader *r, uint32_t at) { /* he'll */
  const struct token *t = token_at(r, at);
  return t->length > 3 && t->kind == TOKEN_WORD && !memcmp(r->d->text + t->start + t->length - 2, "ll", 2) &&
         memchr(r->d->text + t->start, '\'', t->length);
}

/* "had been due" */
static bool had_been(const struct reader *r, uint32_t at) { return is(r, at - 1, "been") && is(r, at - 2, "had"); }

/* What token `at` says by itself and the two words before it. */
static enum look look_at(const struct reader *r, uint32_t at, uint32_t from) {
  if (!has(r, at, LEXICON_TENSE_CUE) && !has(r, at, LEXICON_TENSE_PAST) && !has(r, at, LEXICON_TENSE_PRESENT) &&
      !ends_in_ed(r, at) && !ends_in_will(r, at))
    return LOOK_UNKNOWN;
  if (is(r, at, "will", "shall", "won't", "ll", "going") || ends_in_will(r, at)) return LOOK_FUTURE;
  if (is(r, at, "scheduled", "slated", "expected", "due", "upcoming", "forthcoming", "expects", "plans", "planning",
         "intends", "hopes", "aims", "vows", "pledges", "deadline", "likely"))
    return had_been(r, at) ? LOOK_PAST : LOOK_FUTURE;
  if (is(r, at, "planned", "set") && is(r, at + 1, "for", "to", "on")) return LOOK_FUTURE;
  if (is(r, at, "would", "could", "might", "may", "must", "should", "can"))
    return at + 2 < r->count && is(r, at + 1, "have") ? LOOK_PAST : LOOK_FUTURE;
  if (is(r, at, "to") && at > from && has(r, at - 1, LEXICON_TENSE_INFINITIVE) &&
      token_at(r, at + 1)->kind == TOKEN_WORD && !(token_at(r, at + 1)->flags & TOKEN_CAPITALIZED) &&
      !is(r, at + 1, "the", "a", "an"))
    return had_been(r, at - 1) ? LOOK_PAST : LOOK_FUTURE;
  if (is(r, at, "to") && has(r, at + 1, LEXICON_VERB_PRESENT) && is_heading(r, at)) return LOOK_FUTURE;
  if (is(r, at, "to") && is(r, at + 1, "be") && (ends_in_ed(r, at + 2) || has(r, at + 2, LEXICON_TENSE_PAST)))
    return LOOK_FUTURE;
  if (is(r, at, "if", "unless", "seeking")) return LOOK_FUTURE;
  if (has(r, at, LEXICON_TENSE_PRESENT) && !is(r, at - 1, "to", "did", "would", "the", "a", "an")) return LOOK_FUTURE;
  bool past = has(r, at, LEXICON_TENSE_PAST) || ends_in_ed(r, at);
  if (!past) return LOOK_UNKNOWN;
  if (is(r, at, "has", "have") && is(r, at + 1, "to")) return LOOK_FUTURE;
  if (is(r, at, "has", "have", "was", "were", "had")) { /* the participle says more: "has been scheduled" */
    uint32_t next = at + 1 + (is(r, at + 1, "been", "not", "also", "already") ? 1 : 0);
    if (is(r, next, "scheduled", "slated", "expected", "due", "set", "planned") &&
        !(is(r, next, "set", "planned") && !is(r, next + 1, "for", "to", "on")))
      return LOOK_FUTURE;
    if (is(r, at, "has", "have") && has(r, next, LEXICON_TENSE_CANCELLED)) return LOOK_FUTURE;
    if (is(r, at, "has", "have") && next == at + 1 && !ends_in_ed(r, next) && !has(r, next, LEXICON_TENSE_PAST))
      return LOOK_UNKNOWN;
  }
  if (is(r, at - 1, "will", "not", "to", "would", "can", "could", "may", "might", "must", "should") && at > from &&
      !is(r, at - 1, "not"))
    return LOOK_UNKNOWN; /* "will put": the auxiliary says */
  if (is(r, at - 1, "be", "stay", "remain", "get", "keep") && at > from + 1)
    return LOOK_UNKNOWN; /* "to be published", "will stay shut" */
  if (is(r, at - 1, "is", "are") && at > from && !is(r, at, "had", "was", "were"))
    return LOOK_UNKNOWN; /* "is signed" */
  return LOOK_PAST;
}

/* "United play Rovers on Saturday.": a whole sentence that tells of no past. */
static bool is_in_present(const struct reader *r, const struct expression *e, uint32_t first) {
  bool verb = false;
  for (uint32_t i = e->first; i > first + 1 && !is_broken(r, i); i--)
    if (has(r, i - 1, LEXICON_VERB_PRESENT) && !has(r, i - 2, LEXICON_DETERMINER) &&
        !has(r, i - 2, LEXICON_PREPOSITION))
      verb = true;
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

enum look look_of(const struct reader *r, const struct expression *e) {
  if (is(r, e->first - 1, "is", "are", "on") && is(r, e->first - (is(r, e->first - 1, "on") ? 2u : 1u), "is", "are"))
    return LOOK_FUTURE;
  uint32_t first = e->first > REACH ? e->first - REACH : 0;
  bool day = e->weekday || e->day;
  if (day && is(r, e->first - 1, "for") && token_at(r, e->end)->kind != TOKEN_POSSESSIVE &&
      !is(r, e->first - 3, "been"))
    return LOOK_FUTURE; /* "called a strike for Friday" */
  for (uint32_t i = e->first; i > first; i--) {
    uint32_t at = i - 1;
    if (r->tokens[at + 1].flags & TOKEN_AFTER_PARAGRAPH || (is_clause_end(r, at) && is_broken(r, at + 1))) break;
    if (is_mark(r, at, ';') || is_mark(r, at, ':') || opens_quote(r, at)) break;
    enum look look = look_at(r, at, first);
    if (look) return look;
    if (is(r, at, "that") && i < e->first - 1 && is(r, at - 1, "said", "says")) return LOOK_PAST;
  }
  for (uint32_t i = e->end; i < e->end + REACH && i < r->count; i++) {
    if (r->tokens[i].flags & TOKEN_AFTER_PARAGRAPH || (i > e->end && is_broken(r, i))) break;
    enum look look = look_at(r, i, e->end);
    if (look) return look;
    if (is_mark(r, i, ';')) break;
  }
  if (day && is_in_present(r, e, first)) return LOOK_FUTURE;
  return is(r, e->first - 1, "until", "till", "by") ? LOOK_FUTURE : LOOK_UNKNOWN;
}
