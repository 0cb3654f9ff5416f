/* Noun phrases beside verbs: see phrases.h. */
#include "phrases.h"

enum {
  LONGEST_PHRASE = 30, /* tokens */
  LONGEST_APPOSITION = 60,
  LONG_PARTICIPLE = 6, /* bytes: no name like Reed */
  LONGEST_PARTY = 3,
  LONGEST_ASIDE = 20,   /* tokens */
  LONGEST_RELATIVE = 20 /* tokens */
};

uint32_t pronoun_length(const struct document *d, const struct token *t) {
  uint32_t length = 0;
  while (length < t->length && (d->text[t->start + length] | 32) >= 'a' && (d->text[t->start + length] | 32) <= 'z')
    length++;
  return length;
}

struct span phrase_span(const struct story *s, struct phrase p) {
  if (phrase_is_empty(p)) return (struct span){0, 0};
  const struct token *first = token_of(s, p.first), *last = token_of(s, p.end - 1);
  if (first == last && lexicon_has(first->word, LEXICON_CONTRACTION))
    return (struct span){first->start, pronoun_length(s->document, first)};
  return (struct span){first->start, last->start + last->length - first->start};
}

/* Whether a word only goes on with the noun phrase that it stands in: it bounds none, and has no verb's or adverb's ending.
** Most words beside a verb are such. */
static inline bool is_plain(const struct story *s, uint32_t i) {
  const struct token *t = token_of(s, i);
  const unsigned word = t->kind == TOKEN_WORD, bounds = lexicon_is(t->word, LEXICON_IS_BOUNDS_PHRASE);
  const unsigned past = ends_with(s, i, LEXICON_ENDING_PAST), adverb = ends_with(s, i, LEXICON_ENDING_ADVERB);
  const unsigned capital = is_capitalized(s, i); /* numbers, so that no branch has to be foretold */
  return word & (bounds ^ 1) & (capital | ((past | adverb) ^ 1));
}

static bool is_apposition_start(const struct story *s, uint32_t i) {
  return has(s, i, LEXICON_DETERMINER) || has(s, i, LEXICON_POSSESSIVE_PRONOUN) || has(s, i, LEXICON_CLAUSE_OPENER) ||
         has(s, i, LEXICON_PREPOSITION) || token_of(s, i)->kind == TOKEN_NUMBER ||
         ends_with(s, i, LEXICON_ENDING_PARTICIPLE) || ends_with(s, i, LEXICON_ENDING_PAST) || !is_capitalized(s, i);
}

static bool is_junior(const struct story *s, uint32_t i) {
  return has(s, i, LEXICON_NAME_SUFFIX) && is_capitalized(s, i);
}

/* R-Ohio, D-Mich. */
static bool is_party(const struct story *s, uint32_t i) {
  return token_of(s, i)->length <= LONGEST_PARTY && is_mark(s, i + 1, '-');
}

/* Whether a clause with a verb of its own stands between two tokens, and no relative. */
static bool is_clause_between(const struct story *s, uint32_t first, uint32_t end) {
  for (uint32_t i = first; i < end; i++) {
    if (is_relative(s, i) || is_that(s, i)) return false;
    if (is_auxiliary(s, i) && !is_capitalized(s, i)) return true;
  }
  return false;
}

/* A time by its name: Monday, August. */
static bool is_named_time(const struct story *s, uint32_t i) {
  return has(s, i, LEXICON_TIME_ADVERB) || has(s, i, LEXICON_MONTH);
}

/* The comma at which the apposition begins that ends at the comma `close`; `close`
** itself if none does. */
static uint32_t apposition_start(const struct story *s, uint32_t close, uint32_t floor) {
  uint32_t found = close, least = floor + LONGEST_APPOSITION < close ? close - LONGEST_APPOSITION : floor;
  for (uint32_t k = close; k-- > least;) {
    if (!is_mark(s, k, ',')) continue;
    /* The strike, in its third week, would end, said; In Kabul, the talks have ended, said */
    if (found == close && is_clause_between(s, k + 1, close)) break;
    if (found == close || (is_junior(s, found + 1) && close <= found + 3)) {
      if (!is_apposition_start(s, k + 1) && close - k > 9) break;
    } else if (is_relative(s, found + 1) && has(s, k + 1, LEXICON_DETERMINER) && is_capitalized(s, k - (k > floor)) &&
               !is_named_time(s, k - (k > floor)) && !is_clause_between(s, k + 1, found)) {
      found = k; /* Ann Lee, | the head of the union, which …, */
      break;
    } else if (found - k > 6 ||
               !(token_of(s, k + 1)->kind == TOKEN_NUMBER || is_party(s, k + 1) || is_junior(s, k + 1) ||
                 (has(s, k + 1, LEXICON_OFFICE_LINK) && has(s, k + 1, LEXICON_PREPOSITION)))) {
      break; /* further to the left only over an age, a party or a home: "Holm, 22, of Orsk, Ohio," "Lee, Jr., a" */
    }
    found = k;
  }
  return found;
}

static bool is_percent(const struct story *s, uint32_t i) {
  return is_mark(s, i, '%') && token_of(s, i - 1)->kind == TOKEN_NUMBER;
}

/* What may stand inside a noun phrase. */
static bool continues(const struct story *s, uint32_t i, uint32_t end) {
  const struct token *t = token_of(s, i);
  switch (t->kind) {
    case TOKEN_POSSESSIVE: return !i || !has(s, i - 1, LEXICON_SUBJECT_PRONOUN) || has(s, i - 1, LEXICON_DETERMINER);
    case TOKEN_MARK:
      if (is_percent(s, i)) return true;
      if (is_mark(s, i, '-') || is_mark(s, i, '/') || is_mark(s, i, '&')) return !is_dash(s, i);
      if (is_mark(s, i, '\'') || t->length == 3)
        return !is_dash(s, i) && !(t->flags & TOKEN_AFTER_SPACE) && i + 1 < end;
      return is_mark(s, i, '.') && i && i + 1 < end &&
             (has(s, i - 1, LEXICON_ABBREVIATION_BEFORE_NAME) ||
              (has(s, i - 1, LEXICON_LEGAL_FORM) && is_capitalized(s, i - 1))); /* Orsk Inc. chairman Lee */
    default: break;
  }
  if (is_capitalized(s, i) && !has(s, i, LEXICON_SUBORDINATOR) && !has(s, i, LEXICON_CONJUNCTION)) return true;
  bool compound = i && is_mark(s, i - 1, '-') && !(t->flags & TOKEN_AFTER_SPACE); /* rank-and-file */
  return !is_auxiliary(s, i) && !has(s, i, LEXICON_SUBORDINATOR) && (compound || !has(s, i, LEXICON_CONJUNCTION)) &&
         (!has(s, i, LEXICON_PERSONAL_PRONOUN) || has(s, i, LEXICON_DETERMINER) ||
          (has(s, i, LEXICON_POSSESSIVE_PRONOUN) && i + 1 < end && is_wordlike(s, i + 1))); /* her campaign */
}

/* Whether a verb in the past seems to stand at `i`, and no participle inside a noun phrase. */
static bool is_past(const struct story *s, uint32_t i) {
  if (!i || token_of(s, i)->kind != TOKEN_WORD || is_capitalized(s, i)) return false;
  if (!ends_with(s, i, LEXICON_ENDING_PAST) && !has(s, i, LEXICON_VERB_PAST)) return false;
  return is_wordlike(s, i - 1) && !has(s, i - 1, LEXICON_DETERMINER) && !has(s, i - 1, LEXICON_POSSESSIVE_PRONOUN) &&
         !has(s, i - 1, LEXICON_PREPOSITION) && !is_adverb(s, i - 1);
}

/* Whether a word opens a subordinate clause: no subject has it in it, but behind a noun of time. */
static bool is_subordinate(const struct story *s, uint32_t i) {
  if (!is_of(s, i, LEXICON_IS_SUBORDINATE) || is_capitalized(s, i)) return false;
  return !has(s, i - 1, LEXICON_TIME_NOUN) || is_capitalized(s, i + 1);
}

/* Whether a conjunction joins two nouns or two names, both of which are the subject. */
static bool joins(const struct story *s, uint32_t and, uint32_t floor) {
  return and > floor && has(s, and, LEXICON_CONJUNCTION) && !has(s, and-1, LEXICON_TIME_ADVERB) &&
         !is_capitalized(s, and) && is_wordlike(s, and-1) && is_capitalized(s, and-1) &&
         (is_capitalized(s, and+1) || has(s, and+1, LEXICON_DETERMINER) || has(s, and+1, LEXICON_POSSESSIVE_PRONOUN));
}

/* Where the list of names begins that the names before token `b` end: "Ford, [b]GM and Kia"; not "In May, [b]Lee and Kim". */
static uint32_t list_start(const struct story *s, uint32_t b, uint32_t floor) {
  for (;;) {
    uint32_t i = b;
    if (i < floor + 2 || !is_mark(s, i - 1, ',')) return b;
    for (i--; i > floor && is_capitalized(s, i - 1) && token_of(s, i - 1)->kind == TOKEN_WORD;) i--;
    if (i == b - 1 || (i > floor && token_of(s, i - 1)->kind != TOKEN_MARK)) return b;
    const bool led = has(s, i, LEXICON_ARTICLE), alone = i + led + 2 == b;
    if (alone &&
        (is_adverb(s, i) || is_named_time(s, i) || is_named_time(s, i + led) || has(s, i + led, LEXICON_TIME_NOUN)))
      return b; /* Yesterday, */
    if (!led && (has(s, i, LEXICON_PREPOSITION) || has(s, i, LEXICON_SUBORDINATOR) || has(s, i, LEXICON_CONJUNCTION)))
      return b;
    b = i;
  }
}

/* Cuts what stands before the noun phrase proper: "But on Friday | the group". */
static struct phrase without_lead(const struct story *s, struct phrase p) {
  for (;;) {
    if (phrase_is_empty(p) || is_plain(s, p.first) || is_measured(s, p.first)) return p; /* Nearly 20 men */
    if (has(s, p.first, LEXICON_ARTICLE) && !has(s, p.first + 1, LEXICON_TIME_NOUN)) return p;
    bool last = p.first + 1 == p.end;
    if (p.first + 2 < p.end && has(s, p.first + 1, LEXICON_TIME_NOUN) && !has(s, p.first + 2, LEXICON_PREPOSITION) &&
        (has(s, p.first, LEXICON_DETERMINER) || has(s, p.first, LEXICON_TIME_ADVERB))) {
      p.first += 2; /* Last night | Kamal Doe */
    } else if (has(s, p.first, LEXICON_CONJUNCTION) || (!last && has(s, p.first, LEXICON_AS)) ||
               (!last && is_adverb(s, p.first) && !has(s, p.first, LEXICON_DETERMINER)) ||
               (!last && has(s, p.first, LEXICON_TIME_ADVERB) && !has(s, p.first, LEXICON_DETERMINER)) ||
               !is_wordlike(s, p.first)) {
      p.first++;
    } else if (!last && has(s, p.first, LEXICON_PREPOSITION)) {
      /* over the first thing to the next that can begin a phrase */
      uint32_t k = p.first + 1;
      bool proper = is_capitalized(s, k) && !has(s, k, LEXICON_DETERMINER);
      for (k++; k < p.end; k++) {
        if (has(s, k, LEXICON_DETERMINER) || has(s, k, LEXICON_POSSESSIVE_PRONOUN)) break;
        if (is_capitalized(s, k) && token_of(s, k)->kind != TOKEN_NUMBER &&
            (!proper || !is_capitalized(s, k - 1) || has(s, k - 1, LEXICON_TIME_ADVERB)))
          break;
      }
      if (k == p.end) return p;
      p.first = k;
    } else {
      return p;
    }
  }
}

/* Where what stands right before the verb, not before `floor`, ends: its auxiliaries, adverbs and the particle of an
** infinitive.  Adds what they say to the flags. */
static uint32_t before_auxiliaries(const struct story *s, uint32_t verb, uint32_t floor, unsigned *flags) {
  uint32_t e = verb;
  for (; e > floor; e--) {
    const uint32_t i = e - 1;
    if (is_plain(s, i)) break;
    const char *auxiliary = lexicon_letters(s, i, LEXICON_AUXILIARY);
    bool name = is_capitalized(s, i) && i > floor;
    if (token_of(s, i)->kind == TOKEN_MARK) break;
    if (token_of(s, i)->kind == TOKEN_POSSESSIVE) { /* he's said; but not "Lee's claim" */
      if (!has(s, i - 1, LEXICON_PERSONAL_PRONOUN)) break;
      continue;
    }
    if (*lexicon_letters(s, i, LEXICON_NEGATION) == 'v') *flags |= VERB_NEGATED;
    if (*auxiliary && !name) {
      *flags |= *auxiliary == 'b' ? VERB_PASSIVE : *auxiliary == 'h' ? VERB_PERFECT : VERB_MODAL;
    } else if (has(s, i, LEXICON_DETERMINER) && !has(s, i, LEXICON_PERSONAL_PRONOUN)) {
      if (!has(s, i, LEXICON_PLURAL_NOUN) && !has(s, i, LEXICON_CLAUSE_OPENER) &&
          !is_of(s, i, LEXICON_IS_SMALL_SUBJECT))
        *flags |= VERB_NOT_ONE;
      break;
    } else if (is_of(s, i, LEXICON_IS_TO)) {
      *flags |= VERB_INFINITIVE;
      return i;
    } else if (!(*flags & VERB_NEGATED && has(s, i, LEXICON_NEGATION)) && (!is_adverb(s, i) || name)) {
      break;
    }
  }
  return e;
}

/* The comma that ends an aside before token `e`, also inside the marks of a title: ", host of “Good Day,” | said"; `e` if
** none does. */
static uint32_t aside_end(const struct story *s, uint32_t e, uint32_t floor) {
  if (is_mark(s, e - 1, ',')) return e - 1;
  uint32_t q = token_of(s, e - 1)->kind == TOKEN_MARK ? quoted_from(&s->quoted, e - 1) : s->quoted.count;
  if (q == s->quoted.count || s->quoted.items[q].end != e || s->quoted.items[q].first <= floor) return e;
  const struct quoted *text = &s->quoted.items[q];
  return is_mark(s, text->inner_end - 1, ',') && is_title(s, text->inner, text->inner_end) ? text->inner_end - 1 : e;
}

/* Where the subject ends that has an aside behind it, which ends before token `e`: ", a farmer,", "(D)", "– he is ill –",
** "on Tuesday"; `floor` if it has none. */
static uint32_t before_aside(const struct story *s, uint32_t e, uint32_t floor, uint32_t verb) {
  if (is_plain(s, e - 1)) return e;
  const uint32_t close = aside_end(s, e, floor);
  if (close < e) {
    uint32_t comma = apposition_start(s, close, floor);
    if (comma == close || comma <= floor) return floor;
    e = comma;
  }
  uint32_t k = e - 1, least = floor + LONGEST_PHRASE < k ? k - LONGEST_PHRASE : floor;
  if (is_mark(s, k, ')') || is_mark(s, k, ']')) {
    char open = is_mark(s, k, ')') ? '(' : '[';
    while (k > least && !is_mark(s, k, open)) k--;
    if (!is_mark(s, k, open)) return floor;
    e = k;
  } else if (is_dash(s, k)) {
    while (k > least && is_dash(s, k - 1)) k--; /* -- */
    while (k > least && !is_dash(s, k - 1)) k--;
    if (k == least) return floor;
    while (k - 1 > least && is_dash(s, k - 2)) k--;
    e = k - 1;
  }
  while (e > floor + 2 && has(s, e - 1, LEXICON_TIME_ADVERB) && !has(s, e - 1, LEXICON_DETERMINER)) e--;
  if (e < verb && e > floor + 1 && has(s, e - 1, LEXICON_PREPOSITION) && has(s, e, LEXICON_TIME_ADVERB)) e--;
  return e;
}

/* Whether a noun phrase begins at an article or a possessive pronoun: "Lee told reporters | his group won."; not behind
** what goes on with it, a preposition or a word for a part. */
static bool begins_phrase(const struct story *s, uint32_t i, uint32_t floor) {
  if (i <= floor || !(has(s, i, LEXICON_ARTICLE) || has(s, i, LEXICON_POSSESSIVE_PRONOUN))) return false;
  const uint32_t before = i - 1;
  return token_of(s, before)->kind == TOKEN_WORD && !has(s, before, LEXICON_PREPOSITION) &&
         !has(s, before, LEXICON_CONJUNCTION) && !has(s, before, LEXICON_DETERMINER) &&
         !has(s, before, LEXICON_PLURAL_NOUN) && !is_adverb(s, before) &&
         !(is_capitalized(s, i) && is_capitalized(s, before));
}

/* Where the noun phrase begins that ends before token `e`. */
static uint32_t phrase_start(const struct story *s, uint32_t e, uint32_t floor) {
  uint32_t b = e, least = floor + LONGEST_PHRASE < e ? e - LONGEST_PHRASE : floor;
  bool joined = false;
  if (b > least + 1 && is_mark(s, b - 1, '.') && is_capitalized(s, b - 2)) b--; /* Joseph Lee Jr. | said */
  for (; b > least; b--) {
    uint32_t i = b - 1;
    if (is_plain(s, i)) continue;
    if (is_mark(s, i, ',')) {
      if (b < e && is_junior(s, b) && is_capitalized(s, i - 1)) continue; /* Lee, Jr. said */
      break;
    }
    if (has(s, i, LEXICON_ARTICLE)) {
      if (begins_phrase(s, i, floor)) return i;
      continue;
    }
    if (b < e && token_of(s, b)->flags & TOKEN_AFTER_LINE && token_of(s, i)->kind == TOKEN_NUMBER) break; /* a date */
    if (joins(s, i, floor)) {
      joined = true;
      continue;
    }
    const bool told = i > floor && is_mark(s, i - 1, ',') && !is_capitalized(s, i) && has(s, i, LEXICON_VERB_PAST);
    if (!continues(s, i, e) || (b < e && (is_past(s, i) || told || is_subordinate(s, i)))) break;
    if (begins_phrase(s, i, floor)) return i;
  }
  return joined ? list_start(s, b, floor) : b;
}

/* Of "a reaction from | the mayor, who said": who can say something. */
static struct phrase somebody_in(const struct story *s, struct phrase p) {
  for (uint32_t i = p.first + 1; i + 1 < p.end; i++) {
    if (!has(s, i, LEXICON_PREPOSITION) || is_capitalized(s, i)) continue;
    if (!is_thing_word(s, i - 1)) break;
    p.first = i + 1;
  }
  return p;
}

/* Whether the token is a participle that tells of the noun before it: a man [held] in Orsk. */
static bool describes_noun(const struct story *s, uint32_t i) {
  if (!is_past(s, i) || !(ends_with(s, i, LEXICON_ENDING_PAST) || has(s, i, LEXICON_PARTICIPLE))) return false;
  return !is_auxiliary(s, i - 1) && !is_relative(s, i - 1) && !has(s, i - 1, LEXICON_PERSONAL_PRONOUN) &&
         !has(s, i - 1, LEXICON_CONJUNCTION);
}

/* Whether a relative clause begins at token `i`: who, which, or "that" with its verb. */
static bool opens_relative(const struct story *s, uint32_t i) {
  if (!is_that(s, i)) return is_relative(s, i);
  return is_auxiliary(s, i + 1) || has(s, i + 1, LEXICON_VERB_PAST) || has(s, i + 1, LEXICON_VERB_PRESENT) ||
         ends_with(s, i + 1, LEXICON_ENDING_PAST);
}

/* "voters who saw | the film", where the film is no subject: where the noun ends that the relative clause belongs to
** whose object begins at `b`; 0 where there is none.  "The man who said | the police" has no such object. */
static uint32_t described_before(const struct story *s, uint32_t b, uint32_t floor) {
  uint32_t found = 0, least = floor + LONGEST_RELATIVE < b ? b - LONGEST_RELATIVE : floor;
  const bool particle = !has(s, b, LEXICON_PREPOSITION) && has(s, b + 1, LEXICON_AGENT); /* an email sent out by Lee */
  if (has(s, b + particle, LEXICON_PREPOSITION) && b > floor + 1 && describes_noun(s, b - 1))
    return b - 1;   /* a study led by | the school, a man held in | Orsk */
  uint32_t who = b; /* few have one */
  while (who > least && token_of(s, who - 1)->kind != TOKEN_MARK && !opens_relative(s, who - 1)) who--;
  if (who <= least || !opens_relative(s, who - 1)) return 0;
  bool verb = (has(s, b, LEXICON_VERB_PRESENT) && !is_capitalized(s, b)) || is_past(s, b); /* who want | to go */
  for (uint32_t i = b; i-- > least;) {
    if (is_plain(s, i) && !lexicon_is(token_of(s, i)->word, LEXICON_IS_MAY_BE_CUE)) continue;
    if (token_of(s, i)->kind == TOKEN_MARK || is_of(s, i, LEXICON_IS_CUE_CLAUSE) || is_of(s, i, LEXICON_IS_CUE_THAT))
      break;
    if (is_auxiliary(s, i) || is_past(s, i)) verb = true;
    if (is_of(s, i, LEXICON_IS_NO_CONTENT) || !opens_relative(s, i)) continue;
    verb |= is_that(s, i);
    if (!verb || i == floor || !is_wordlike(s, i - 1)) break;
    found = i;
    if (!has(s, i - 1, LEXICON_CONJUNCTION)) break;
  }
  return found && !has(s, found - 1, LEXICON_CONJUNCTION) && !has(s, found - 1, LEXICON_PREPOSITION) ? found : 0;
}

/* What ends right before token `*end` where that is no mere noun: a pronoun, which is the subject by itself, a relative
** one behind the subject, or a word that stands before no verb.  True where the subject is found, or there is none. */
static bool find_small_subject(const struct story *s, uint32_t floor, uint32_t *end, unsigned *flags, bool *who,
                               struct phrase *found) {
  uint32_t i = *end - 1;
  const bool when = is_when(s, i);
  if (has(s, i, LEXICON_CLAUSE_OPENER) && !when && i > floor && !is_capitalized(s, i)) { /* the envoy, who said */
    if (is_mark(s, i - 1, ',') && i > floor + 1) {
      *flags |= VERB_RELATIVE;
      i--;
    }
    if (i == floor) return true;
    *who = has(s, *end - 1, LEXICON_PERSONAL_PRONOUN);
    *end = i;
    i--;
  }
  if (has(s, i, LEXICON_OBJECT_PRONOUN) && !has(s, i, LEXICON_SUBJECT_PRONOUN) && i > floor + 1 &&
      has(s, i - 1, LEXICON_PREPOSITION)) { /* a source close to him said */
    *found = without_lead(s, (struct phrase){phrase_start(s, i, floor), i + 1});
    return true;
  }
  if (has(s, i, LEXICON_POSSESSIVE_PRONOUN)) *flags |= VERB_NOT_ONE;
  if (has(s, i, LEXICON_PERSONAL_PRONOUN) || has(s, i, LEXICON_SUBJECT_PRONOUN)) {
    *found = (struct phrase){i, i + 1};
    return true;
  }
  bool name = i == floor && is_capitalized(s, i); /* From said */
  if (token_of(s, i)->kind == TOKEN_POSSESSIVE || (has(s, i, LEXICON_PREPOSITION) && !name)) *flags |= VERB_NOT_ONE;
  return false;
}

/* Words that stand for somebody though they belong to other classes too: all, both, that. */
static bool is_small_noun(const struct story *s, uint32_t i) {
  return has(s, i, LEXICON_DETERMINER) || has(s, i, LEXICON_PERSONAL_PRONOUN) || has(s, i, LEXICON_PLURAL_NOUN);
}

/* Whether a phrase is a time, and nobody. */
static bool is_mere_time(const struct story *s, struct phrase p) {
  if (phrase_is_empty(p) || !is_of(s, p.end - 1, LEXICON_IS_ENDS_TIME) || is_capitalized(s, p.end - 1)) return false;
  if (p.end > p.first + 1 && has(s, p.end - 1, LEXICON_EVENT_AGO)) p.end--;
  uint32_t i = p.end - 1;
  bool unit = has(s, i, LEXICON_TIME_NOUN) && i > p.first;
  if (!unit && !(i == p.first && has(s, i, LEXICON_DATE_DIRECTION) && !is_small_noun(s, i))) return false;
  while (i > p.first && (has(s, i - 1, LEXICON_DETERMINER) || has(s, i - 1, LEXICON_DATE_DIRECTION) ||
                         has(s, i - 1, LEXICON_TIME_ADVERB) || is_adverb(s, i - 1)))
    i--;
  return i == p.first;
}

struct phrase subject_before(const struct story *s, uint32_t verb, uint32_t floor, unsigned *flags, uint32_t *from) {
  const struct phrase none = {verb, verb};
  struct phrase found = none;
  bool who = false;
  *flags = 0;
  uint32_t e = *from = before_auxiliaries(s, verb, floor, flags);
  if (*flags & VERB_INFINITIVE || e == floor) return none;
  const uint32_t whole = e;
  e = before_aside(s, e, floor, verb);
  if (e <= floor) return none;
  if (e < whole && e > floor + 2 && describes_noun(s, e - 1)) e--; /* the plan | announced on Friday | says */
  if (!is_plain(s, e - 1) && find_small_subject(s, floor, &e, flags, &who, &found)) {
    if (found.first != none.first) *from = found.first;
    return found;
  }
  uint32_t b = phrase_start(s, e, floor);
  const bool bounded =
      b == floor || token_of(s, b - 1)->kind == TOKEN_MARK; /* as most are: nothing else stands before */
  const uint32_t adjunct = b - (b > floor && has(s, b - 1, LEXICON_PREPOSITION)); /* who has | in the past | said */
  if (!bounded && adjunct > floor + 1 && e == verb && is_auxiliary(s, adjunct - 1) &&
      has(s, adjunct, LEXICON_PREPOSITION) && !is_capitalized(s, adjunct - 1))
    return subject_before(s, adjunct, floor, flags, from);
  if (b > floor + 1 && is_mere_time(s, (struct phrase){b, e})) { /* Ann Lee, the mayor, | this past week | announced */
    const unsigned seen = *flags;
    found = subject_before(s, b, floor, flags, from);
    *flags |= seen;
    return found;
  }
  uint32_t noun = b < e && !bounded ? described_before(s, b, floor) : 0;
  found = without_lead(s, noun > floor ? (struct phrase){phrase_start(s, noun, floor), noun} : (struct phrase){b, e});
  if (who) found = somebody_in(s, found);
  *from = found.first;
  return found;
}

struct phrase phrase_at(const struct story *s, uint32_t i, uint32_t ceiling) {
  uint32_t k = i, most = i + LONGEST_PHRASE < ceiling ? i + LONGEST_PHRASE : ceiling;
  if (i >= ceiling) return (struct phrase){i, i};
  if (has(s, i, LEXICON_PERSONAL_PRONOUN)) return (struct phrase){i, i + 1};
  while (k < most) {
    if (token_of(s, k)->flags & TOKEN_AFTER_PARAGRAPH && k > i) break;
    if (is_plain(s, k)) {
      k++;
      continue;
    }
    if (k > i && joins(s, k, i)) {
      k++;
      continue;
    }
    if (!continues(s, k, most)) break;
    if (k > i && has(s, k, LEXICON_POSSESSIVE_PRONOUN) && begins_phrase(s, k, i)) break;
    if (k > i && has(s, k, LEXICON_PREPOSITION) && !is_mark(s, k, '-')) {
      if (!has(s, k, LEXICON_OFFICE_LINK)) break;
    }
    if (k > i && !is_capitalized(s, k) && has(s, k, LEXICON_TIME_ADVERB)) break;
    if (k > i && ((is_adverb(s, k) && !is_capitalized(s, k) && !has(s, k - 1, LEXICON_ARTICLE)) || is_past(s, k)))
      break; /* but: the first man */
    k++;
  }
  while (k > i + 1 && (has(s, k - 1, LEXICON_PREPOSITION) || has(s, k - 1, LEXICON_DETERMINER) ||
                       token_of(s, k - 1)->kind == TOKEN_MARK || has(s, k - 1, LEXICON_TIME_ADVERB)))
    if (token_of(s, k - 1)->kind == TOKEN_MARK && is_mark(s, k - 1, '.')) break;
    else k--;
  return (struct phrase){i, k};
}

/* Cuts the time behind a noun phrase: "Lee | yesterday", "officials of the union | last year". */
static struct phrase without_time(const struct story *s, struct phrase p) {
  if (p.end > p.first + 2 && has(s, p.end - 1, LEXICON_TIME_NOUN) && has(s, p.end - 2, LEXICON_TIME_ADVERB)) p.end -= 2;
  while (p.end > p.first + 1 && !is_capitalized(s, p.end - 1) && has(s, p.end - 1, LEXICON_TIME_ADVERB) &&
         !has(s, p.end - 1, LEXICON_DETERMINER))
    p.end--;
  return p;
}

/* Whether all its words are plain, but for an article, so that nothing is to be cut from it; but a participle by
** itself is no noun. */
static bool is_bare(const struct story *s, struct phrase p) {
  const bool led = p.end > p.first + 1 && has(s, p.first, LEXICON_ARTICLE) &&
                   !lexicon_opens(token_of(s, p.first)->word, LEXICON_APPROXIMATION);
  uint32_t i = p.first + led;
  while (i < p.end && is_plain(s, i)) i++;
  if (i < p.end || p.end > p.first + 1) return i == p.end;
  return !ends_with(s, p.first, LEXICON_ENDING_PARTICIPLE) && !ends_with(s, p.first, LEXICON_ENDING_PAST);
}

struct phrase noun_phrase(const struct story *s, struct phrase p) {
  if (is_mere_time(s, p)) p.end = p.first;
  if (phrase_is_empty(p) || is_bare(s, p)) return p;
  bool measured = is_measured(s, p.first);
  while (p.end > p.first + 1 && has(s, p.end - 1, LEXICON_OBJECT_PRONOUN) && !is_capitalized(s, p.end - 1) &&
         !has(s, p.end - 2, LEXICON_PREPOSITION))
    p.end--; /* Lee | herself; but: the US */
  const uint32_t timed = p.end;
  p = without_time(s, p);
  if (p.end < timed && p.end > p.first + 1 && has(s, p.end - 1, LEXICON_PREPOSITION)) p.end--; /* a poll | from May */
  if (p.end < timed && p.end > p.first + 2 && ends_with(s, p.end - 1, LEXICON_ENDING_PAST) &&
      !has(s, p.end - 2, LEXICON_DETERMINER))
    p.end--; /* a poll | released Monday */
  while (!measured && !phrase_is_empty(p) && !is_small_noun(s, p.first) &&
         (has(s, p.first, LEXICON_PREPOSITION) || has(s, p.first, LEXICON_SUBORDINATOR) ||
          has(s, p.first, LEXICON_CONJUNCTION) || is_adverb(s, p.first)))
    p.first++;
  /* getting; Gleaned from a long life, … */
  bool led = has(s, p.first + 1, LEXICON_PREPOSITION) && token_of(s, p.first)->length >= LONG_PARTICIPLE;
  bool calling = p.end > p.first + 1 && ends_with(s, p.first, LEXICON_ENDING_PARTICIPLE) &&
                 (has(s, p.first + 1, LEXICON_ARTICLE) || has(s, p.first + 1, LEXICON_POSSESSIVE_PRONOUN));
  bool act = calling || (p.end == p.first + 1 &&
                         ((ends_with(s, p.first, LEXICON_ENDING_PARTICIPLE) && !is_capitalized(s, p.first)) ||
                          (ends_with(s, p.first, LEXICON_ENDING_PAST) && led)));
  if (act) p.end = p.first;
  bool time = has(s, p.first, LEXICON_TIME_ADVERB) && !is_small_noun(s, p.first);
  bool more = has(s, p.first + 1, LEXICON_TIME_NOUN) || (p.end == p.first + 2 && has(s, p.first + 1, LEXICON_MONTH));
  if (time && (p.end == p.first + 1 || more)) p.end = p.first;
  for (uint32_t i = p.first; i < p.end; i++)
    if (is_auxiliary(s, i) && !is_capitalized(s, i)) p.end = p.first;
  return p;
}

/* Behind an aside that begins at the comma or dash `i`, where a verb follows it: "Lee, the mayor of Orsk, | went"; else `i`. */
static uint32_t behind_aside(const struct story *s, uint32_t i, uint32_t end) {
  const bool dash = is_dash(s, i);
  if (!(dash || is_mark(s, i, ',')) || has(s, i + 1, LEXICON_CONJUNCTION)) return i;
  uint32_t most = i + LONGEST_ASIDE < end ? i + LONGEST_ASIDE : end;
  for (uint32_t k = i + 1; k + 1 < most; k++) {
    if (!(dash ? is_dash(s, k) : is_mark(s, k, ',')) || is_capitalized(s, k + 1)) continue;
    if (is_auxiliary(s, k + 1) || has(s, k + 1, LEXICON_VERB_PAST) || ends_with(s, k + 1, LEXICON_ENDING_PAST))
      return k + 1;
  }
  return i;
}

struct phrase clause_subject(const struct story *s, uint32_t first, uint32_t end) {
  struct phrase found = {first, first};
  for (uint32_t i = first; i < end; i++) {
    if (opens_quoted(s, i)) {
      i = s->quoted.items[quoted_from(&s->quoted, i)].end - 1;
      continue;
    }
    bool starts = i == first || is_mark(s, i - 1, ',') || has(s, i - 1, LEXICON_CONJUNCTION) ||
                  has(s, i - 1, LEXICON_SUBORDINATOR);
    bool small = has(s, i, LEXICON_PREPOSITION) || has(s, i, LEXICON_SUBORDINATOR);
    if (!starts || (small && !is_measured(s, i)) || !is_wordlike(s, i) || (i > first && is_party(s, i))) continue;
    if (!is_capitalized(s, i) && has(s, i, LEXICON_VERB_PAST)) continue;
    struct phrase p = phrase_at(s, i, end);
    bool time = has(s, i, LEXICON_TIME_ADVERB) && p.end > i + 1 && has(s, i + 1, LEXICON_TIME_NOUN); /* last year */
    if (phrase_is_empty(p) || time) continue;
    uint32_t v = p.end;
    if (is_mark(s, v, '(')) /* Lee (D) went */
      while (v < end && v < p.end + 8 && !is_mark(s, v - 1, ')')) v++;
    v = behind_aside(s, v, end);
    while (v < end && is_adverb(s, v)) v++;
    bool verb = v < end && (is_auxiliary(s, v) || is_past(s, v) || (v > p.end && ends_with(s, v, LEXICON_ENDING_PAST)));
    if (verb || has(s, i, LEXICON_PERSONAL_PRONOUN)) found = p;
    if (p.end > i + 1) i = p.end - 1;
  }
  return found;
}
