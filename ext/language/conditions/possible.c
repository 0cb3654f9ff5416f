/* Which cues can state a condition: see possible.h. */
#include "possible.h"

bool is_no_event(const struct token *t) {
  return t->kind == TOKEN_NUMBER || t->kind == TOKEN_MARK || lexicon_match(t, LEXICON_CONDITION_NEVER, NULL);
}

/* What a noun phrase, and so a clause, can begin with though other lists have it too. */
static bool may_begin_noun(const struct token *t) {
#define NOUN_BEGINS(set) (LEXICON_BIT(DETERMINER, set) | LEXICON_BIT(SUBJECT_PRONOUN, set))
  return LEXICON_ANY(lexicon_sets_of(t->word)->entry, NOUN_BEGINS);
}

static bool cannot_begin_noun(const struct token *t) {
#define NOUN_NEVER(set)                                                                        \
  (LEXICON_BIT(PREPOSITION, set) | LEXICON_BIT(AUXILIARY, set) | LEXICON_BIT(VERB_PAST, set) | \
   LEXICON_BIT(PLAIN_ADVERB, set))
  return LEXICON_ANY(lexicon_sets_of(t->word)->entry, NOUN_NEVER) && !may_begin_noun(t);
}

/* What may stand right before a clause. */
static bool is_before_clause(const struct token *t) {
#define BEFORE_CLAUSE(set)                                                                          \
  (LEXICON_BIT(CONJUNCTION, set) | LEXICON_BIT(SUBORDINATOR, set) | LEXICON_BIT(CLAUSE_WORD, set) | \
   LEXICON_BIT(CUE, set))
  return t->kind == TOKEN_MARK || LEXICON_ANY(lexicon_sets_of(t->word)->entry, BEFORE_CLAUSE);
}

/* Whether the words right beside a cue, and the one behind it, allow for it; each may look at TOKENS_BESIDE of them. */
static bool may_be_event(const struct token *cue, const struct token *after) {
  (void)cue;
  return !is_no_event(after);
}
static bool may_be_clause(const struct token *cue, const struct token *after) {
  (void)cue;
  return !is_no_event(after) && !cannot_begin_noun(after);
}
static bool may_be_before(const struct token *cue, const struct token *after) {
  const bool joined = !(cue->flags & TOKEN_AFTER_LINE); /* long before */
  return !is_no_event(after) && !(joined && lexicon_has(cue[-1].word, LEXICON_CONDITION_NOT_BEFORE));
}
static bool may_be_without(const struct token *cue, const struct token *after) {
  (void)cue;
  return !is_no_event(after) && !lexicon_has(after->word, LEXICON_CONDITION_IDIOM);
}
static bool may_be_after(const struct token *cue, const struct token *after) {
  (void)after;
  for (int i = 1; i <= AFTER_ONLY; i++)
    if (lexicon_has(cue[-i].word, LEXICON_CONDITION_ONLY)) return true;
  return false;
}
static bool may_be_provided(const struct token *cue, const struct token *after) {
  return after - cue > 1 || !cannot_begin_noun(after); /* provided that */
}
static bool may_be_inverted(const struct token *cue, const struct token *after) {
  return cue->flags & TOKEN_CAPITALIZED || lexicon_has(after->word, LEXICON_PERSONAL_PRONOUN);
}
static bool may_be_should(const struct token *cue, const struct token *after) {
  return (cue->flags | after->flags) & TOKEN_CAPITALIZED || may_begin_noun(after) || is_before_clause(&cue[-1]);
}

/* What can stand among the words of a sentence. */
enum among {
  AMONG_MODAL = 1,  /* what may or will be, or is promised or demanded */
  AMONG_FUTURE = 2, /* what will be, or a word that may be short for one of that */
  AMONG_NEGATIVE = 4,
  AMONG_NECESSARY = 8 /* what must be, or may not be */
};

static unsigned among(const struct token *tokens, uint32_t count) {
  unsigned found = 0;
  for (const struct token *t = tokens; t < tokens + count; t++) {
    if (!lexicon_is(t->word, LEXICON_IS_BEARS_CONDITION)) continue;
    const struct lexicon_sets *w = lexicon_sets_of(t->word);
    if (lexicon_in(w, LEXICON_AUXILIARY) && *lexicon_value(t->word, LEXICON_AUXILIARY) == 'm') found |= AMONG_MODAL;
    if (lexicon_in(w, LEXICON_TENSE_FUTURE)) found |= AMONG_FUTURE;
    if (lexicon_in(w, LEXICON_CONTRACTION)) found |= AMONG_MODAL | AMONG_FUTURE;
    if (lexicon_in(w, LEXICON_CONDITION_PROMISE) | lexicon_opens(t->word, LEXICON_CONDITION_DEMAND))
      found |= AMONG_MODAL;
    if (lexicon_opens(t->word, LEXICON_CONDITION_NECESSITY)) found |= AMONG_NECESSARY;
    if (lexicon_opens(t->word, LEXICON_NEGATION) || lexicon_opens(t->word, LEXICON_CONDITION_NEGATIVE))
      found |= AMONG_NEGATIVE;
  }
  if (found & AMONG_MODAL && found & AMONG_NEGATIVE) found |= AMONG_NECESSARY;
  return found;
}

/* What a rule of conditions/rules.c needs. */
struct need {
  bool (*beside)(const struct token *cue, const struct token *after); /* NULL: nothing */
  unsigned among;                                                     /* enum among: one of these; 0: nothing */
};

/* The rule's need of a cue at a token; NULL if there is no cue, or one that can state no condition there. */
static const struct need *need_at(const struct token *t) {
  static const struct need needs[CONDITION_RULE_MEANINGS] = {
      [CONDITION_RULE_AFTER] = {may_be_after, 0},
      [CONDITION_RULE_WHEN] = {may_be_clause, AMONG_FUTURE},
      [CONDITION_RULE_WHILE] = {NULL, AMONG_NEGATIVE},
      [CONDITION_RULE_BEFORE] = {may_be_before, AMONG_NECESSARY},
      [CONDITION_RULE_SHOULD] = {may_be_should, 0},
      [CONDITION_RULE_UNTIL] = {may_be_event, 0},
      [CONDITION_RULE_WITHOUT] = {may_be_without, AMONG_MODAL | AMONG_NEGATIVE},
      [CONDITION_RULE_ONCE] = {may_be_clause, 0},
      [CONDITION_RULE_INVERTED] = {may_be_inverted, AMONG_MODAL},
      [CONDITION_RULE_PROVIDED] = {may_be_provided, 0},
      [CONDITION_RULE_ONLY] = {may_be_event, 0},
      [CONDITION_RULE_CONDITION] = {NULL, 0},
  };
  const char *rule;
  uint32_t length = lexicon_match(t, LEXICON_CONDITION_CUE, &rule);
  const struct need *need = length ? &needs[lexicon_read_number(rule)] : NULL;
  return need && need->beside && !need->beside(t, t + length) ? NULL : need;
}

bool condition_possible(const struct token *t) { return need_at(t) != NULL; }

bool conditions_possible(const struct token *tokens, uint32_t count) {
  const struct token *end = tokens + count;
  unsigned found = 0;
  bool read = false; /* what stands among them */
  for (const struct token *t = tokens; (t = lexicon_next(t, end, LEXICON_IS_MAY_BE_CONDITION)) < end; t++) {
    const struct need *need = need_at(t);
    if (need && !need->among) return true;
    if (!need) continue;
    if (!read) found = among(tokens, count);
    if (need->among & found) return true;
    read = true;
  }
  return false;
}
