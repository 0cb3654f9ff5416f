/* What cues introduce: see introduced.h. */
#include "introduced.h"

#include <string.h>

enum {
  FARTHEST_THAT = 5, /* tokens: "complained to the press in Orsk that" */
  LONGEST_NAMED = 8, /* tokens of what is named otherwise: "He called the plan for the valley a sham." */
};

bool ends_clause(const struct story *s, uint32_t i, uint32_t ceiling) {
  if (i >= ceiling) return true;
  if (token_of(s, i)->kind != TOKEN_MARK) return false;
  switch (first_byte(s, i)) {
    case '.':
    case '!':
    case '?':
    case ';':
    case ',':
    case ')':
    case ']': return true;
    default: return is_dash_mark(s, i);
  }
}

bool names_work(const struct story *s, const struct quoted *q) {
  return q->first > 1 && is_mark(s, q->first - 1, ',') && has(s, q->first - 2, LEXICON_NAMING_WORD) &&
         is_title(s, q->inner, q->inner_end);
}

/* "at | that meeting", but not "before she went in | that it was over": whether a conjunction of content is none. */
static bool is_demonstrative(const struct story *s, uint32_t i) {
  const bool subject = has(s, i + 1, LEXICON_DETERMINER) || has(s, i + 1, LEXICON_SUBJECT_PRONOUN) ||
                       is_capitalized(s, i + 1) || token_of(s, i + 1)->kind == TOKEN_NUMBER;
  return has(s, i - 1, LEXICON_PREPOSITION) && !subject;
}

/* Behind a time or a place: the next conjunction of content, colon or opening mark in the same clause; 0 if there is
** none. */
static uint32_t content_behind(const struct story *s, uint32_t i, uint32_t ceiling, bool *colon) {
  uint32_t most = i + FARTHEST_CONTENT < ceiling ? i + FARTHEST_CONTENT : ceiling;
  for (; i < most; i++) {
    if (opens_quoted(s, i)) {
      /* a quotation if a comma stands before it, else perhaps a title */
      const struct quoted *q = &s->quoted.items[quoted_from(&s->quoted, i)];
      if ((is_mark(s, i - 1, ',') && !names_work(s, q)) || !is_title(s, q->inner, q->inner_end)) return i;
      i = q->end - 1;
      continue;
    }
    if (is_mark(s, i, ':')) {
      *colon = true;
      return i + 1 < ceiling && opens_quoted(s, i + 1) ? i + 1 : 0;
    }
    if (is_mark(s, i, ',') && i + 1 < ceiling && is_that(s, i + 1)) return i + 1;
    if (is_mark(s, i, '.') && i + 1 < most && !(token_of(s, i + 1)->flags & TOKEN_AFTER_PARAGRAPH) && i > 0 &&
        is_capitalized(s, i - 1))
      continue;
    if (is_mark(s, i, ',') && i + 1 < ceiling && opens_quoted(s, i + 1)) {
      const struct quoted *q = &s->quoted.items[quoted_from(&s->quoted, i + 1)];
      if (!names_work(s, q)) return i + 1;
      i = q->end - 1;
      continue;
    }
    if (is_mark(s, i, ',')) {                          /* on Friday, Jan. 5, that */
      bool aside = has(s, i + 1, LEXICON_CLAUSE_WORD); /* in its reply, which came on Friday, that */
      uint32_t k = i + 1, comma = !aside && i + 8 < most ? i + 8 : most;
      while (k < comma && !is_mark(s, k, ',')) k++;
      if (k + 1 < comma && is_that(s, k + 1)) return k + 1;
      return 0;
    }
    if (ends_clause(s, i, ceiling)) return 0;
    if (is_that(s, i) && !is_demonstrative(s, i)) return i;
  }
  return 0;
}

/* The same for verbs that take only the words themselves: nothing but a quotation will do. */
static uint32_t words_behind(const struct story *s, uint32_t i, uint32_t ceiling, bool *colon) {
  uint32_t found = content_behind(s, i, ceiling, colon);
  if (!found || !opens_quoted(s, found)) return 0;
  for (uint32_t k = i; k < found; k++) /* laugh at it but admit it is “true” */
    if (is_of(s, k, LEXICON_IS_CUE_CLAUSE) || is_of(s, k, LEXICON_IS_CUE_THAT)) return 0;
  return found;
}

/* `i` if quoted text stands in the clause that begins there; 0 if none does. */
static uint32_t marked(const struct story *s, uint32_t i, uint32_t ceiling) {
  uint32_t q = quoted_from(&s->quoted, i);
  if (q == s->quoted.count || s->quoted.items[q].first >= ceiling) return 0;
  const uint32_t first = s->quoted.items[q].first, before = first - 1;
  for (uint32_t k = i; k < first; k++) {
    const bool initial = is_mark(s, k, '.') && is_capitalized(s, k - 1) && is_capitalized(s, k + 1); /* J. Lee */
    if ((ends_clause(s, k, ceiling) && !initial) || k > i + FARTHEST_CONTENT) return 0;
  }
  const bool epithet = before >= i && (has(s, before, LEXICON_OBJECT_PRONOUN) || is_capitalized(s, before) ||
                                       has(s, before, LEXICON_INDEFINITE_ARTICLE)); /* called Lee | “Little Ann” */
  return epithet || !is_title(s, s->quoted.items[q].inner, s->quoted.items[q].inner_end) ? i : 0;
}

/* "called | him a liar", "calls | herself a reader": `i` if a name for something stands behind it; 0 if none does. */
static uint32_t named_so(const struct story *s, uint32_t i, uint32_t ceiling) {
  uint32_t most = i + LONGEST_NAMED < ceiling ? i + LONGEST_NAMED : ceiling;
  if (has(s, i, LEXICON_INDEFINITE_ARTICLE) || has(s, i, LEXICON_PREPOSITION)) return 0;
  bool names = has(s, i, LEXICON_OBJECT_PRONOUN) && token_of(s, i + 1)->kind == TOKEN_WORD &&
               ends_with(s, i + 1, LEXICON_ENDING_PLURAL) && !ends_with(s, i + 1, LEXICON_ENDING_NO_PLURAL) &&
               !has(s, i + 1, LEXICON_TIME_ADVERB) && !is_adverb(s, i + 1);
  if (names) return i; /* them thieves */
  for (uint32_t k = i + 1; k < most && token_of(s, k)->kind != TOKEN_MARK; k++) {
    if (has(s, k, LEXICON_INDEFINITE_ARTICLE)) return i;
    if (has(s, k, LEXICON_PREPOSITION) || has(s, k, LEXICON_CONJUNCTION) || has(s, k, LEXICON_SUBORDINATOR) ||
        has(s, k, LEXICON_TIME_ADVERB) || is_auxiliary(s, k))
      return 0;
  }
  return 0;
}

/* Who is told: the token behind a noun, a name or an object pronoun; `i` if nobody is named there. */
static uint32_t behind_recipient(const struct story *s, uint32_t i, uint32_t ceiling) {
  for (uint32_t k = i; k < ceiling && k < i + 6; k++) { /* told the BBC's "Good Day World" */
    if (!opens_quoted(s, k)) continue;
    const struct quoted *q = &s->quoted.items[quoted_from(&s->quoted, k)];
    if (!is_title(s, q->inner, q->inner_end) || is_mark(s, k - 1, ',') || is_mark(s, k - 1, ':')) break;
    return q->end;
  }
  if (has(s, i, LEXICON_OBJECT_PRONOUN)) return i + 1;
  struct phrase p = phrase_at(s, i, ceiling);
  if (!is_capitalized(s, i) || has(s, i, LEXICON_DETERMINER)) {
    /* told reporters Lee would …; told the group he would … */
    uint32_t k = p.first + 1;
    if (has(s, i, LEXICON_DETERMINER) || has(s, i, LEXICON_POSSESSIVE_PRONOUN)) {
      while (k < p.end && !has(s, k, LEXICON_DETERMINER) && !is_that(s, k)) k++;
      return k;
    }
    while (k < p.end && !is_capitalized(s, k) && !has(s, k, LEXICON_DETERMINER)) k++;
    return k;
  }
  if (p.end < ceiling && has(s, p.end, LEXICON_SUBJECT_PRONOUN) && !has(s, p.end, LEXICON_DETERMINER))
    return p.end; /* told American companies | they would */
  uint32_t k = i + 1;
  while ((k < p.end && !is_wordlike(s, k)) || (k < ceiling && is_capitalized(s, k))) k++; /* USA Today on the end */
  return k;
}

/* Whether a phrase has an indefinite article, or nobody: who is so described names something, and says nothing. */
static bool is_indefinite(const struct story *s, struct phrase p) {
  return phrase_is_empty(p) || ((first_byte(s, p.first) | 32) == 'a' && token_of(s, p.first)->length < 3);
}

/* "He has read | “War and Peace”": whether somebody, and no sign, reads or writes what is named so. */
static bool is_work_of(const struct story *s, const struct cue *c) {
  if (!has(s, c->first, LEXICON_WORK_VERB) || phrase_is_empty(c->speaker)) return false;
  const char *gender = lexicon_letters(s, c->speaker.first, LEXICON_PERSONAL_PRONOUN);
  return is_capitalized(s, c->speaker.end - 1) ||
         (has(s, c->speaker.first, LEXICON_PERSONAL_PRONOUN) && *gender != 'n');
}

static bool is_time_unit(const struct story *s, uint32_t i) {
  return has(s, i, LEXICON_TIME_NOUN) || has(s, i, LEXICON_DATE_UNIT);
}

/* Behind a time that begins at token `i`: "last week", "earlier this month", "Tuesday"; `i` if none does. */
static uint32_t behind_time(const struct story *s, uint32_t i, uint32_t ceiling) {
  const uint32_t first = i;
  while (i < ceiling &&
         ((has(s, i, LEXICON_TIME_ADVERB) && (!has(s, i, LEXICON_DETERMINER) || is_time_unit(s, i + 1))) ||
          (has(s, i, LEXICON_MONTH) && is_capitalized(s, i)) || (i > first && is_time_unit(s, i))))
    i++;
  return i;
}

/* Where the clause begins behind a time, or behind other adjuncts where its subject is a pronoun: "said on Tuesday | the
** blockade would go on", "said in a statement Thursday | they had left"; 0 if none does. */
static uint32_t clause_behind_adjunct(const struct story *s, uint32_t i, uint32_t ceiling) {
  uint32_t k = i + has(s, i, LEXICON_PREPOSITION), pronoun = i;
  while (has(s, pronoun, LEXICON_PREPOSITION) && !has(s, pronoun, LEXICON_OFFICE_LINK)) /* said of the day | he left */
    pronoun = phrase_at(s, pronoun + 1, ceiling).end;
  bool subject = pronoun > k && *lexicon_letters(s, pronoun, LEXICON_PERSONAL_PRONOUN) &&
                 !(has(s, pronoun, LEXICON_OBJECT_PRONOUN) && !has(s, pronoun, LEXICON_SUBJECT_PRONOUN));
  if (subject && !has(s, pronoun, LEXICON_CLAUSE_OPENER) && has_verb(s, pronoun, ceiling)) return pronoun;
  if (!has(s, k, LEXICON_TIME_ADVERB)) return 0;
  k = behind_time(s, k, ceiling);
  bool begins = has(s, k, LEXICON_DETERMINER) || has(s, k, LEXICON_SUBJECT_PRONOUN) || is_capitalized(s, k);
  return k < ceiling && k > i && begins && has_verb(s, k, ceiling) ? k : 0;
}

/* Content behind those who are told it, who begin at token `i`; false if nobody is told. */
static bool tells(const struct story *s, struct cue *c, uint32_t i, uint32_t ceiling, uint32_t *content) {
  if (is_that(s, i) || is_clause_opener(s, i) || has(s, i, LEXICON_PREPOSITION) || has(s, i, LEXICON_TIME_ADVERB))
    return false;
  uint32_t k = behind_recipient(s, i, ceiling);
  if (k <= i || k >= ceiling) return false;
  if (is_relative(s, k)) { /* told the crowd who had come, “…” */
    *content = words_behind(s, k, ceiling, &c->colon);
    if (*content) return true;
  }
  *content = k;
  if (is_auxiliary(s, k) && c->frames & (CUE_CLAUSE | CUE_THAT) && !has(s, i, LEXICON_OBJECT_PRONOUN)) {
    uint32_t name = k; /* told a meeting | Ann Lee is well */
    while (name > i && is_capitalized(s, name - 1)) name--;
    *content = name < k && !has(s, name - 1, LEXICON_DETERMINER) ? name : i; /* warned | the talks would fail */
    return true;
  }
  const bool when = !is_to(s, k) && (has(s, k, LEXICON_PREPOSITION) || behind_time(s, k, ceiling) > k);
  const uint32_t timed = when ? clause_behind_adjunct(s, k, ceiling) : 0; /* told the press on Friday | they had left */
  if (timed && !is_that(s, timed)) {
    *content = timed;
    return true;
  }
  if (opens_quoted(s, k) || is_clause_opener(s, k) || is_to(s, k) || has(s, k, LEXICON_SUBJECT_PRONOUN)) return true;
  *content = content_behind(s, k, ceiling, &c->colon);
  if (*content || ends_clause(s, k, ceiling)) return true;
  bool small = has(s, k, LEXICON_PREPOSITION) || has(s, k, LEXICON_TIME_ADVERB) || has(s, k, LEXICON_CONJUNCTION) ||
               is_adverb(s, k);
  if (!small && has_verb(s, k, ceiling)) *content = k;
  else if (c->frames & CUE_THING && k - i > 1) *content = i;
  return true;
}

/* "explained to the press | why he left": where a question begins in the same clause; 0 if none does. */
static uint32_t question_after(const struct story *s, uint32_t i, uint32_t ceiling) {
  const uint32_t most = i + FARTHEST_CONTENT < ceiling ? i + FARTHEST_CONTENT : ceiling;
  for (; i < most && !ends_clause(s, i, ceiling) && !opens_quoted(s, i); i++)
    if (is_clause_opener(s, i) && !is_that(s, i) && !is_relative(s, i) && !has(s, i - 1, LEXICON_PREPOSITION)) return i;
  return 0;
}

/* Whether words that only say when, where or to whom stand behind the verb at token `i`: "on Monday", "@annlee". */
static bool is_adjunct(const struct story *s, const struct cue *c, uint32_t i) {
  if (token_of(s, i)->kind == TOKEN_HANDLE) return true;
  if (has(s, i, LEXICON_PREPOSITION) && lexicon_match(token_of(s, i), LEXICON_APPROXIMATION, NULL) < 2 &&
      !is_measured(s, i))
    return true;
  return has(s, i, LEXICON_TIME_ADVERB) && !is_that(s, i) && token_of(s, i + 1)->kind != TOKEN_POSSESSIVE &&
         (!(has(s, i, LEXICON_SUBJECT_PRONOUN) && c->frames & CUE_CLAUSE) || has(s, i + 1, LEXICON_TIME_NOUN));
}

/* The content behind such words, which begin at token `i`; 0 if there is none. */
static uint32_t content_behind_adjunct(const struct story *s, struct cue *c, uint32_t i, uint32_t ceiling) {
  const bool clause = c->frames & (CUE_CLAUSE | CUE_THAT | CUE_TELLS);
  uint32_t to = i + has(s, i, LEXICON_PREPOSITION); /* promised on Monday | to go */
  while (to < ceiling && has(s, to, LEXICON_TIME_ADVERB)) to++;
  if (c->frames & CUE_INFINITIVE && to > i && has(s, to - 1, LEXICON_TIME_ADVERB) && is_to(s, to)) return to;
  uint32_t as = c->frames & (CUE_THING | CUE_MARKED) && has(s, i, LEXICON_AS) ? marked(s, i, ceiling) : 0;
  if (as) return as; /* whom they dismiss as “puppets” */
  if (!clause) return c->frames & CUE_QUOTES ? words_behind(s, i, ceiling, &c->colon) : 0;
  uint32_t found = content_behind(s, i, ceiling, &c->colon);
  if (c->frames & CUE_CLAUSE &&
      (!found || is_that(s, found) || opens_quoted(s, found))) { /* said Monday | it has a plan that … */
    const uint32_t nearer = clause_behind_adjunct(s, i, ceiling);
    const bool when = nearer && has(s, nearer - 1, LEXICON_PREPOSITION); /* said before | she went that … */
    if (nearer && (!found || (nearer < found && !when && has_verb(s, nearer, found)))) found = nearer;
  }
  const bool tag = c->from && token_of(s, c->from - 1)->kind == TOKEN_MARK && !is_mark(s, c->from - 1, '.');
  if (!found && !tag) found = question_after(s, i, ceiling);
  bool relative = c->flags & VERB_PASSIVE && found > i && is_that(s, found) && is_wordlike(s, found - 1) &&
                  !is_capitalized(s, found - 1) && !has(s, found - 1, LEXICON_TIME_ADVERB) &&
                  !has(s, found - 1, LEXICON_TIME_NOUN) && token_of(s, found - 1)->kind != TOKEN_NUMBER;
  if (relative) return 0; /* was declared after the chaos that … */
  bool far = is_to(s, i) && found > i + FARTHEST_THAT && !opens_quoted(s, found) && !(c->frames & CUE_CLAUSE);
  return far ? 0 : found;
}

/* The content of a verb that needs a conjunction before it, from token `i` on; 0 if there is none. */
static uint32_t content_of_that(const struct story *s, struct cue *c, uint32_t i, uint32_t ceiling) {
  uint32_t found = content_behind(s, i, ceiling, &c->colon);
  if (found && c->colon) return found;
  const bool thing = c->frames & CUE_THING && found > i; /* proposed | cuts that would hurt */
  if (found && is_that(s, found) && !thing && (found - i < 3 || is_mark(s, found - 1, ','))) return found;
  if (found && (!opens_quoted(s, found) || !(c->frames & CUE_QUOTES))) found = 0;
  if (c->frames & CUE_THING) return has(s, i, LEXICON_SUBORDINATOR) ? 0 : i; /* than he demanded | when */
  /* a subject pronoun shows the clause: "Lee noted he had won."; an object does not */
  bool object = has(s, i, LEXICON_OBJECT_PRONOUN) && !is_auxiliary(s, i + 1) && !has(s, i + 1, LEXICON_VERB_PAST) &&
                token_of(s, i + 1)->kind != TOKEN_POSSESSIVE && !ends_with(s, i + 1, LEXICON_ENDING_PLURAL) &&
                !ends_with(s, i + 1, LEXICON_ENDING_PAST);
  if (c->frames & CUE_QUOTES && !object && (has(s, i, LEXICON_SUBJECT_PRONOUN) || is_capitalized(s, i))) return i;
  const bool noun = has(s, i, LEXICON_DETERMINER) || has(s, i, LEXICON_POSSESSIVE_PRONOUN);
  const struct phrase p = noun ? phrase_at(s, i, ceiling) : (struct phrase){i, i}; /* conceded | the plan was flawed */
  return c->frames & CUE_QUOTES && p.end > i + 1 && is_auxiliary(s, p.end) ? i : found;
}

bool is_finding(const struct story *s, const struct cue *c, struct phrase by) {
  if (!(c->frames & CUE_CLAUSE)) return false;
  for (uint32_t i = by.first; i < by.end && !(i > by.first && has(s, i, LEXICON_PREPOSITION)); i++)
    if (has(s, i, LEXICON_STUDY)) return true;
  return false;
}

/* "Polls show | Lee ahead", "a survey found | a lead of four points": whether what a study shows begins at token `i`. */
static bool is_found(const struct story *s, const struct cue *c, uint32_t i) {
  bool begins = has(s, i, LEXICON_DETERMINER) || is_capitalized(s, i) || token_of(s, i)->kind == TOKEN_NUMBER;
  return begins && c->frames & CUE_NO_SPEECH && is_finding(s, c, c->speaker);
}

uint32_t find_content(const struct story *s, struct cue *c, uint32_t ceiling) {
  uint32_t i = c->end;
  bool wh = c->frames & (CUE_CLAUSE | CUE_THAT | CUE_TELLS);
  while (i < ceiling && is_adverb(s, i) && !opens_quoted(s, i) && !has(s, i, LEXICON_DETERMINER) &&
         !has(s, i, LEXICON_APPROXIMATION) && !is_mere_adjective(s, i + 1) &&
         !is_mark(s, i + 1, '-')) /* relatively small changes, so-called */
    i++;
  if (i >= ceiling) return 0;
  if (is_mark(s, i, ':')) {
    c->colon = true;
    return i + 1 < ceiling ? i + 1 : 0;
  }
  if (opens_quoted(s, i) && c->frames & ~(unsigned)CUE_THAT) {
    /* told "Good Day World", a band called "The Envoys" */
    const struct quoted *q = &s->quoted.items[quoted_from(&s->quoted, i)];
    bool names = c->frames & CUE_TELLS || (c->frames & CUE_MARKED && is_indefinite(s, c->speaker)) ||
                 (q->inner_end > q->inner + 1 && is_work_of(s, c));
    if (!names || !is_title(s, q->inner, q->inner_end)) return i;
    if (!(c->frames & CUE_TELLS)) return 0;
  }
  if (is_mark(s, i, ',')) {
    if (i + 1 < ceiling && opens_quoted(s, i + 1)) return i + 1;
    return 0;
  }
  if (ends_clause(s, i, ceiling)) return 0;
  if (wh && has(s, i, LEXICON_CONTRACTION)) return i;
  if (wh && has(s, i, LEXICON_SUBJECT_PRONOUN) && !has(s, i, LEXICON_OBJECT_PRONOUN) && !has(s, i, LEXICON_DETERMINER))
    return i;
  uint32_t told = 0;
  if (c->frames & CUE_TELLS && !(c->flags & VERB_PASSIVE) && tells(s, c, i, ceiling, &told)) return told;
  if (wh && is_clause_opener(s, i)) return i;
  if (c->frames & CUE_INFINITIVE && is_to(s, i)) return i;
  if (is_adjunct(s, c, i)) return content_behind_adjunct(s, c, i, ceiling);
  if (has(s, i, LEXICON_CONJUNCTION)) return c->frames & CUE_QUOTES ? content_behind(s, i, i + 1, &c->colon) : 0;
  if (c->flags & VERB_PASSIVE)
    return c->frames & (CUE_CLAUSE | CUE_THAT) ? content_behind(s, i, ceiling, &c->colon) : 0;
  if (has(s, i, LEXICON_OBJECT_PRONOUN) &&
      !is_auxiliary(s, i + 1)) { /* taunted her on Friday: “…”; explained it this way: “…” */
    uint32_t words = words_behind(s, i, ceiling, &c->colon);
    if (words && c->colon && (c->frames & CUE_THING || !has_verb(s, i + 1, words))) return words;
    c->colon = false;
  }
  if (c->frames & CUE_CLAUSE && (has_verb(s, i, ceiling) || is_found(s, c, i))) return i;
  if (c->frames & CUE_THAT) return content_of_that(s, c, i, ceiling);
  if (c->frames & CUE_THING) return i;
  if (c->frames & CUE_MARKED) {
    uint32_t found = marked(s, i, ceiling);
    bool somebody = phrase_is_empty(c->speaker) ? c->form == FORM_PARTICIPLE : !is_indefinite(s, c->speaker);
    if (!found && somebody) found = named_so(s, i, ceiling);
    if (found) return found;
  }
  if (c->frames & CUE_QUOTES) return words_behind(s, i, ceiling, &c->colon);
  return 0;
}
