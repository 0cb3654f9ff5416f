/*
** Who is blamed, as claims have it: see contradiction_reading.h.
**
**     "The army blamed the rebels for the attack."        the army: the rebels
**     "The crash was blamed on the pilot."                nobody: the pilot
**     "The Front claimed responsibility for the attack."  the Front: the Front
*/
#include "contradiction_reading.h"

enum { BEHIND_BLAME = 10, NEAR_DENIAL = 4 /* tokens */ };

/* How a word behind the verb of blame divides who is blamed from what for: 'b' behind the one, 'a' before; 0: it is none. */
static char joint_of(const struct reading *r, uint32_t i) {
  return reading_has(r, i, LEXICON_BLAME_JOINT) ? *lexicon_value(reading_at(r, i)->word, LEXICON_BLAME_JOINT) : 0;
}

static bool ends_phrase(const struct reading *r, uint32_t i) {
  return i >= r->count || reading_at(r, i)->kind == TOKEN_MARK;
}

/* The last word that tells something among some tokens; the count of tokens where there is none. */
static uint32_t last_content(const struct reading *r, uint32_t first, uint32_t end) {
  while (end > first && !reading_is_content(r, end - 1)) end--;
  return end > first ? end - 1 : r->count;
}

/* Who is told of before a token, since the last mark. */
static uint32_t told_before(const struct reading *r, uint32_t end) {
  uint32_t first = end;
  while (first && !ends_phrase(r, first - 1) && !reading_has(r, first - 1, LEXICON_SUBORDINATOR)) first--;
  return last_content(r, first, end);
}

static bool is_denied(const struct reading *r, uint32_t i, uint32_t end) {
  bool denied = false;
  for (uint32_t k = i > NEAR_DENIAL ? i - NEAR_DENIAL : 0; k < end; k++)
    denied |= reading_has(r, k, LEXICON_NEGATION) || reading_has(r, k, LEXICON_DENIAL_VERB) ||
              reading_has(r, k, LEXICON_UNSURE);
  return denied;
}

/* Notes who is blamed, and what for: the words from `first` on, up to `end` or a mark. */
static void add_blame(struct reading *r, uint32_t blamed, uint32_t blamer, uint32_t first, uint32_t end) {
  struct claims *c = r->claims;
  uint32_t n = 0;
  if (blamed >= r->count || c->n_blames == CLAIM_BLAMES) return;
  struct claim_blame *b = &c->blames[c->n_blames++];
  *b =
      (struct claim_blame){.blamed = reading_key(r, blamed), .named = reading_at(r, blamed)->flags & TOKEN_CAPITALIZED};
  if (blamer < r->count) b->blamer = reading_key(r, blamer);
  for (; first < end && !ends_phrase(r, first) && n < CLAIM_MATTERS; first++)
    if (reading_is_content(r, first)) b->matters[n++] = reading_key(r, first);
}

/* The last word of who is told of from a token on: of a name behind a comma, where one stands there. */
static uint32_t told_behind(const struct reading *r, uint32_t first) {
  uint32_t end = first;
  while (!ends_phrase(r, end) && !reading_has(r, end, LEXICON_PREPOSITION)) end++;
  const uint32_t name = end + 1;
  if (!reading_is_mark(r, end, ',') || !(reading_at(r, name)->flags & TOKEN_CAPITALIZED))
    return last_content(r, first, end);
  for (end = name; !ends_phrase(r, end);) end++;
  return last_content(r, name, end);
}

/* What stands around a verb of blame: who is blamed behind it, or before it where it is passive. */
static void read_verb(struct reading *r, uint32_t verb) {
  const bool passive = verb && reading_has(r, verb - 1, LEXICON_AUXILIARY);
  const uint32_t before = told_before(r, verb), blamer = passive ? r->count : before;
  uint32_t i = verb + 1;
  while (i < verb + BEHIND_BLAME && !ends_phrase(r, i) && !joint_of(r, i)) i++;
  const char joint = joint_of(r, i);
  if (joint == 'b') add_blame(r, told_behind(r, i + 1), blamer, passive ? before : verb + 1, i);
  else if (joint) add_blame(r, passive ? before : last_content(r, verb + 1, i), blamer, i + 1, r->count);
}

void read_blame(struct reading *r) {
  for (uint32_t i = 1; i < r->count; i++) {
    const uint32_t did = lexicon_match(reading_at(r, i), LEXICON_BLAME_TAKEN, NULL);
    const bool blames = reading_has(r, i, LEXICON_BLAME_VERB);
    if ((!did && !blames) || is_denied(r, i, i + (did ? did : 1))) continue;
    if (blames) read_verb(r, i);
    else add_blame(r, told_before(r, i), r->count, i + did, r->count);
  }
}
