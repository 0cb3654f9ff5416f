/* Reading what a sentence claims: see contradiction_claims.h. */
#include "contradiction_reading.h"

#include "../language/conditions.h"
#include "../language/dates.h"

#include <string.h>

enum { NEAR_NEGATIVE = 3, OBJECT_WORDS = 5 };

/* Whether the token stands in what depends on something. */
static bool is_waiting(const struct reading *r, uint32_t token) {
  const struct conditions *conditions = document_conditions(r->document);
  for (uint32_t i = 0; i < conditions->count; i++) {
    const struct condition *k = &conditions->items[i];
    bool inside = reading_at(r, token)->start >= k->span.start && reading_at(r, token)->start < span_end(k->span);
    if (inside && k->kind != CONDITION_EXCHANGE && k->kind != CONDITION_WITHOUT) return true;
  }
  return false;
}

static struct claim_predicate *add_predicate(struct reading *r, uint32_t token, bool negative, bool future, bool unsure,
                                             bool named) {
  struct claims *c = r->claims;
  bool opposite;
  if (c->n_predicates == CLAIM_PARTS * 2 || r->roles[token] & ROLE_SOURCE) return NULL;
  struct claim_predicate *p = &c->predicates[c->n_predicates++];
  *p = (struct claim_predicate){
      .key = reading_matter(r, token, &opposite), .future = future, .unsure = unsure, .named = named};
  p->named |= r->negatives[token];
  p->waits = is_waiting(r, token);
  p->past = r->roles[token] & ROLE_PAST;
  p->negative = (negative != opposite) != (bool)r->negatives[token];
  return p;
}

/* The first words behind a verb or noun that tell what it is about, up to a mark. */
static void read_objects(const struct reading *r, uint32_t from, struct claim_predicate *p) {
  uint32_t n = 0;
  for (uint32_t i = from; i < from + 2 * OBJECT_WORDS && i < r->count && reading_at(r, i)->kind != TOKEN_MARK; i++)
    if (n < CLAIM_OBJECTS && reading_is_content(r, i) && !(r->roles[i] & ROLE_NAME) && reading_key(r, i) != p->key)
      p->objects[n++] = reading_key(r, i);
}

/* Who says it, where the clause tells of him by a pronoun alone: "The minister said she did not know." */
static uint32_t speaks_of_himself(const struct reading *r, const struct clause *c) {
  for (uint32_t i = c->first; i < c->verb; i++)
    if (reading_has(r, i, LEXICON_SUBJECT_PRONOUN)) return r->source.name;
  return 0;
}

static void read_clause(struct reading *r, const struct clauses *all, const struct clause *c) {
  if (c->verb >= c->end || c->verb >= r->count) return;
  const struct token *before = reading_at(r, c->verb ? c->verb - 1 : 0);
  if (c->verb && lexicon_has(before->word, LEXICON_NEGATION) && *lexicon_value(before->word, LEXICON_NEGATION) == 'v')
    return; /* it tells which: "The stock not held by the bank rose." */
  uint32_t verb = reading_main_verb(r, c);
  const bool fails = reading_has(r, verb, LEXICON_FAILING_VERB) && clauses_word(all, verb + 1) & WORD_TO &&
                     verb + 2 < c->end && reading_is_content(r, verb + 2);
  if (fails) verb += 2; /* failed to agree */
  bool unsure = reading_has(r, c->first, LEXICON_UNSURE) || reading_has(r, c->verb, LEXICON_UNSURE) ||
                reading_has(r, verb, LEXICON_UNSURE);
  bool no = false, nobody = false;
  uint32_t object = 0;
  for (uint32_t i = c->first; i < c->end && i < r->count && i <= verb + NEAR_NEGATIVE; i++) {
    if (!reading_has(r, i, LEXICON_NO_NOUN) || (i >= c->verb && i <= verb && c->negative)) continue;
    if (&all->items[clauses_at(all, i)] != c) continue;
    if (i + 1 < verb && i > c->verb) continue;
    no = true; /* "No ransom was paid.", "They used no bullets." */
    for (uint32_t k = i + 1; k <= i + NEAR_NEGATIVE && k < c->end; k++)
      if (reading_is_content(r, k)) object = reading_key(r, k);
    nobody = i < c->verb && (!object || object == reading_key(r, verb));
    break;
  }
  struct claim_predicate *p =
      add_predicate(r, verb, (c->negative || no) != fails, c->tense & WORD_MODAL, unsure, false);
  if (!p) return;
  p->object = object;
  p->nobody = nobody;
  uint32_t first = c->first;
  while (first < c->verb && reading_at(r, first)->kind == TOKEN_MARK) first++;
  p->subject = reading_first_content(r, first, c->verb);
  if (!p->subject) p->subject = speaks_of_himself(r, c);
  for (uint32_t i = first; i < c->verb; i++) p->anybody |= reading_has(r, i, LEXICON_ALL_SIDES);
  p->after = reading_first_content(r, verb + 1, verb + OBJECT_WORDS);
  read_objects(r, verb + 1, p);
}

/* Nouns for what can happen, behind a negative: "They left without an agreement." */
static void read_nouns(struct reading *r) {
  for (uint32_t i = 1; i < r->count; i++) {
    const char *matter;
    if (!lexicon_match(reading_at(r, i), LEXICON_SAME_MATTER, &matter) || r->roles[i] & ROLE_SOURCE) continue;
    bool negative = false, noun = false;
    for (uint32_t k = 1; k <= NEAR_NEGATIVE && k <= i; k++) {
      if (reading_at(r, i - k)->kind == TOKEN_MARK) break;
      negative |= reading_has(r, i - k, LEXICON_NO_NOUN);
      noun |= reading_has(r, i - k, LEXICON_DETERMINER) || reading_has(r, i - k, LEXICON_NO_NOUN);
      if (noun || reading_is_closed(r, i - k)) break;
    }
    if (!noun || (!negative && !r->negatives[i])) continue;
    struct claim_predicate *p = add_predicate(r, i, negative, false, false, true);
    if (p) read_objects(r, i + 1, p);
  }
}

/* Whether a clause begins that says when, or why: what it says is not denied. */
static bool opens_aside(const struct reading *r, uint32_t i) {
  const char *role = "";
  lexicon_match(reading_at(r, i), LEXICON_CLAUSE_OPENS, &role);
  return *role == 'w' || *role == 's';
}

/* The token behind a claim that is dismissed: "The club rejected reports that he would leave."  0 where none begins. */
static uint32_t behind_dismissal(const struct reading *r, uint32_t i) {
  const uint32_t sign = (uint32_t)lexicon_match(reading_at(r, i), LEXICON_NO_SIGN, NULL);
  if (sign) return i + sign;
  for (uint32_t k = i + 1; reading_has(r, i, LEXICON_DISMISSAL) && k <= i + NEAR_NEGATIVE; k++)
    if (reading_has(r, k, LEXICON_CLAIM_NOUN)) return k + 1;
  return 0;
}

/* What follows a verb of denial is not so; where something is said to be untrue, all of it. */
static void mark_denials(struct reading *r) {
  bool untrue = false, denied = false;
  uint32_t dismissed = 0;
  for (uint32_t i = 0; i < r->count; i++) {
    const struct token *t = reading_at(r, i);
    untrue |= lexicon_match(t, LEXICON_UNTRUE, NULL) > 0;
    if (reading_is_mark(r, i, ',')) denied = false;
    const uint32_t behind = behind_dismissal(r, i);
    if (behind) dismissed = behind;
    if (dismissed && i == dismissed) denied = true;
    if (i && denied && !reading_has(r, i - 1, LEXICON_DENIAL_VERB) && opens_aside(r, i)) denied = false;
    r->negatives[i] = denied;
    if (r->claims->n_negations < UINT8_MAX)
      r->claims->n_negations +=
          (uint8_t)(reading_has(r, i, LEXICON_NEGATION) || reading_has(r, i, LEXICON_DENIAL_VERB) ||
                    reading_has(r, i, LEXICON_UNFOUNDED));
    denied |= reading_has(r, i, LEXICON_DENIAL_VERB) && !(i && reading_has(r, i - 1, LEXICON_NEGATION)) &&
              !(i && reading_has(r, i - 1, LEXICON_AUXILIARY) && reading_at(r, i + 1)->kind == TOKEN_MARK);
  }
  for (uint32_t i = 0; i < r->count && untrue && !denied; i++) r->negatives[i] = true;
}

static void read_predicates(struct reading *r, const struct sentences *sentences) {
  mark_denials(r);
  for (uint32_t s = 0; s < sentences->count; s++) {
    const struct clauses *clauses = document_clauses(r->document, s);
    for (uint32_t i = 0; i < clauses->count; i++) read_clause(r, clauses, &clauses->items[i]);
  }
  read_nouns(r);
  for (uint32_t i = 1; i < r->count; i++) { /* "The firm denied poisoning the lake." */
    if (!r->negatives[i] || !reading_is_content(r, i)) continue;
    const bool verb = i > 1 && reading_has(r, i - 1, LEXICON_AUXILIARY);
    if (!verb && !reading_has(r, i - 1, LEXICON_DENIAL_VERB)) continue;
    struct claim_predicate *p = add_predicate(r, i, false, false, false, false);
    if (p && verb && reading_is_content(r, i - 2)) p->subject = reading_key(r, i - 2);
  }
}

#define FLAGS(set)                                                                                \
  (LEXICON_BIT(RUMOUR, set) | LEXICON_BIT(LATER_COUNT, set) | LEXICON_BIT(OTHER_HAPPENING, set) | \
   LEXICON_BIT(COUNTED_PART, set) | LEXICON_BIT(ONLY_SOME, set) | LEXICON_BIT(SOME_PEOPLE, set) | \
   LEXICON_BIT(EVERYWHERE, set))

/* What the words around say of all of it. */
static void read_flags(struct reading *r) {
  struct claims *c = r->claims;
  for (uint32_t i = 0; i < r->count; i++) {
    const char *value = "";
    const struct token *t = reading_at(r, i);
    const struct lexicon_sets *in = lexicon_sets_of(t->word);
    if (!LEXICON_ANY(in->entry, FLAGS) && !LEXICON_ANY(in->begins, FLAGS)) continue;
    c->unsure |= lexicon_match(t, LEXICON_RUMOUR, NULL) > 0 && !(r->roles[i] & ROLE_SOURCE);
    c->later |= lexicon_match(t, LEXICON_LATER_COUNT, &value) && !*value;
    c->other_happening |= lexicon_match(t, LEXICON_OTHER_HAPPENING, NULL) > 0 && !(r->roles[i] & ROLE_SOURCE);
    c->part |= lexicon_match(t, LEXICON_COUNTED_PART, NULL) > 0;
    c->some |= lexicon_match(t, LEXICON_ONLY_SOME, NULL) > 0;
    c->some_people |= lexicon_has(t->word, LEXICON_SOME_PEOPLE);
    c->everywhere |= lexicon_match(t, LEXICON_EVERYWHERE, NULL) > 0;
  }
}

/* Of the parts that words play, only who says it is known, and not what another story made of the rest. */
static void begin_roles(struct reading *r) {
  mark_sources(r);
  for (uint32_t i = 0; i < r->count; i++) r->roles[i] &= ROLE_SOURCE;
}

enum status claims_redate(struct reading *r, struct claims *c, struct slice day) {
  c->n_days = c->n_periods = 0;
  c->earlier = c->past = c->today = false;
  r->claims = c;
  begin_roles(r);
  read_days(r, day);
  return r->document->status;
}

struct claims *claims_read(struct reading *r, struct arena *arena, const struct contradiction_sentence *s,
                           unsigned parts, enum status *status) {
  struct claims *c = arena_get(arena, sizeof *c);
  *status = STATUS_NO_MEMORY;
  if (!c) return NULL;
  *status = STATUS_OK;
  r->arena = arena, r->claims = c;
  c->story = s->story, c->outlet = s->outlet;
  if (r->count) {
    const struct tokens *tokens = document_tokens(r->document);
    const struct sentences *sentences = document_sentences(r->document);
    begin_roles(r);
    c->source = r->source;
    memcpy(c->speaker, r->speaker, sizeof c->speaker);
    mark_names(r);
    read_days(r, s->day);
    read_figures(r, tokens);
    note_words(r);
    if (parts & CLAIM_DENIAL) read_predicates(r, sentences);
    if (parts & CLAIM_QUOTE) read_quotes(r, tokens, s->speaker, s->body);
    if (parts & CLAIM_BLAME) read_blame(r);
    if (parts & CLAIM_TERMS) read_conditions(r, tokens);
    read_flags(r);
    if (parts & CLAIM_ADDS) read_exchange(r, s->before, status);
  }
  if (r->document->status) *status = r->document->status;
  else if (arena->no_memory) *status = STATUS_NO_MEMORY;
  return *status == STATUS_OK ? c : NULL;
}
