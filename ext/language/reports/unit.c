/* What can be asked of a unit: see unit.h. */
#include "unit.h"

#include <string.h>

bool is_trimmed(const struct story *s, uint32_t i) {
  if (token_of(s, i)->kind != TOKEN_MARK) return false;
  switch (first_byte(s, i)) {
    case '.':
    case ',':
    case ';':
    case ':':
    case '!':
    case '?': return true;
    default: return is_dash_mark(s, i);
  }
}

/* … */
static bool is_ellipsis(const struct story *s, uint32_t i) {
  const char *c = s->document->text + token_of(s, i)->start;
  return token_of(s, i)->length == 3 && !memcmp(c, "\xE2\x80\xA6", 3);
}

bool ends_open(const struct story *s, const struct quoted *q) {
  for (uint32_t i = q->inner_end, steps = 0; i-- > q->inner && token_of(s, i)->kind == TOKEN_MARK && steps < 4; steps++)
    if (strchr(",?!", first_byte(s, i)) || is_dash(s, i) || is_ellipsis(s, i)) return true;
  return false;
}

uint32_t behind_dateline(const struct story *s, const struct unit *u) {
  for (uint32_t i = u->first; i < u->end && i < u->first + LONGEST_DATELINE; i++) {
    if (is_dash(s, i) && i > u->first) {
      const bool name = token_of(s, u->first)->kind == TOKEN_WORD && !(token_of(s, u->first)->flags & TOKEN_ALL_CAPS);
      const uint32_t next = i + 1 + is_dash(s, i + 1); /* The union — one of many — struck */
      return name && token_of(s, next)->kind == TOKEN_WORD && !is_capitalized(s, next) ? u->first : i + 1;
    }
    bool agency = is_mark(s, i, ')') && i > u->first + 1 && is_mark(s, i - 2, '(');
    if (agency && token_of(s, i - 1)->flags & TOKEN_ALL_CAPS && is_capitalized(s, i + 1))
      return i + 1; /* Orsk (AFP) Lee */
    if (is_wordlike(s, i) && !is_capitalized(s, i) && token_of(s, i)->kind != TOKEN_NUMBER) break;
  }
  return u->first;
}

/* Whether somebody makes the thing that says so: "posted a video | showing". */
static bool is_made(const struct story *s, struct phrase p, uint32_t head) {
  const uint32_t verb = p.first - (p.first > 0);
  bool made = ends_with(s, verb, LEXICON_ENDING_PARTICIPLE) || ends_with(s, verb, LEXICON_ENDING_PAST) ||
              has(s, verb, LEXICON_VERB_PAST) || has(s, verb, LEXICON_VERB_PRESENT);
  return made && is_thing_word(s, head) && !has(s, head, LEXICON_STUDY);
}

struct phrase report_speaker(const struct story *s, const struct unit *u, uint32_t k) {
  const struct phrase nobody = {0, 0};
  struct phrase p = noun_phrase(s, u->cues[k].speaker);
  if (!phrase_is_empty(p) && u->cues[k].form != FORM_PARTICIPLE) return p;
  uint32_t head = p.first; /* "a statement Saturday", "a document in Oregon" */
  while (head + 1 < p.end && !has(s, head + 1, LEXICON_TIME_ADVERB) && !has(s, head + 1, LEXICON_PREPOSITION)) head++;
  bool message = !phrase_is_empty(p) && (has(s, head, LEXICON_MESSAGE) || is_made(s, p, head));
  if (!phrase_is_empty(p) && !message) return p;
  /* who spoke before in the sentence, or the subject of the clause: "Lee released a statement saying so." */
  for (uint32_t i = k; i-- > 0 && k - i < 6;) {
    struct phrase other = noun_phrase(s, u->cues[i].speaker);
    const struct cue *c = &u->cues[i];
    bool tag = !c->content && c->from > u->first + 1 && c->frames & CUE_CLAUSE &&
               (is_mark(s, c->from - 1, ',') || is_mark(s, c->from - 2, ',')) &&
               u->cues[k].first < c->end + LONGEST_TAG; /* …, Lee said, adding */
    if (!phrase_is_empty(other) && (tag || (c->content && c->content < u->cues[k].from))) return other;
  }
  const uint32_t lead = u->first + (has(s, u->first, LEXICON_SUBORDINATOR) || has(s, u->first, LEXICON_PREPOSITION));
  if (u->cues[k].first == lead && k + 1 < u->n_cues) { /* "While noting this, Lee said": who speaks next */
    struct phrase next = noun_phrase(s, u->cues[k + 1].speaker);
    if (!phrase_is_empty(next)) return next;
  }
  struct phrase subject = noun_phrase(s, clause_subject(s, behind_dateline(s, u), message ? p.first : u->cues[k].from));
  if (!phrase_is_empty(subject)) return subject;
  for (uint32_t i = k; i-- > 0 && k - i < 6;) {
    struct phrase other = noun_phrase(s, u->cues[i].speaker);
    if (!phrase_is_empty(other)) return other;
  }
  if (message) return p;
  const uint32_t first = behind_dateline(s, u);
  p = phrase_at(s, first, u->cues[k].first);
  bool led = has(s, first, LEXICON_PREPOSITION) || has(s, first, LEXICON_SUBORDINATOR);
  if (p.end > p.first + 1 && is_capitalized(s, p.first) && !is_capitalized(s, p.end - 1) &&
      has(s, p.end - 1, LEXICON_VERB_PRESENT) && ends_with(s, p.end - 1, LEXICON_ENDING_PLURAL))
    p.end--;                                                                  /* Lee | closes, saying */
  bool order = p.end == p.first + 1 && has(s, p.first, LEXICON_VERB_PRESENT); /* Make it short to show */
  return led || order ? nobody : noun_phrase(s, p);
}

struct phrase owner_before(const struct story *s, uint32_t first, uint32_t colon) {
  if (colon > first + LONGEST_SUBJECT) first = colon - LONGEST_SUBJECT;
  for (uint32_t i = colon; i-- > first + 1 && !is_mark(s, i, ',');) {
    if (!has(s, i, LEXICON_WORDS_OF)) continue;
    uint32_t by = i; /* before its adjectives */
    while (by > first && token_of(s, by - 1)->kind == TOKEN_WORD && i - by < MOST_ADJECTIVES &&
           !has(s, by - 1, LEXICON_POSSESSIVE_PRONOUN) && !has(s, by - 1, LEXICON_DETERMINER))
      by--;
    if (by == first) break;
    if (has(s, by - 1, LEXICON_POSSESSIVE_PRONOUN)) return (struct phrase){by - 1, by};
    if (token_of(s, by - 1)->kind != TOKEN_POSSESSIVE) break;
    uint32_t name = by - 1;
    while (name > first && is_capitalized(s, name - 1)) name--;
    if (name == by - 1 && name > first + 1 && has(s, name - 2, LEXICON_ARTICLE)) name -= 2; /* the mayor's words */
    return (struct phrase){name, by - 1};
  }
  return (struct phrase){colon, colon};
}

uint32_t last_handle(const struct story *s, const struct unit *u) {
  uint32_t q = u->quoted_end;
  for (uint32_t i = u->end; i-- > u->first;) {
    if (q > u->quoted && i < s->quoted.items[q - 1].end) i = s->quoted.items[--q].first;
    else if (s->all[i].kind == TOKEN_HANDLE) return i;
  }
  return 0;
}
