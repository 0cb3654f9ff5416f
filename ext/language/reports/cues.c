/* Reading cues: see cues.h. */
#include "cues.h"

#include "introduced.h"
#include "verb_here.h"

#include <string.h>

enum {
  LONGEST_CAUSED = 6,
  LONGEST_ASIDE = 24,
  LONGEST_DUMMY = 6 /* tokens from its subject to the verb: "It is also important to note this." */
};

/* What can follow a cue of several words. */
#define LETTER(c) [(c) - 'a']
static unsigned frames_of(const char *letters) {
  static const uint16_t of[] = {LETTER('q') = CUE_QUOTES,   LETTER('s') = CUE_CLAUSE,     LETTER('t') = CUE_THAT,
                                LETTER('r') = CUE_TELLS,    LETTER('i') = CUE_INFINITIVE, LETTER('o') = CUE_THING,
                                LETTER('m') = CUE_MARKED,   LETTER('p') = CUE_SOURCE,     LETTER('a') = CUE_SPEAKS,
                                LETTER('n') = CUE_NO_SPEECH};
  unsigned frames = 0;
  for (; *letters; letters++) {
    unsigned place = (unsigned)(*letters - 'a');
    if (place < sizeof of / sizeof *of) frames |= of[place];
  }
  return frames;
}

/* The same of a word that is a cue by itself, as its classes have it. */
static unsigned frames_of_word(const struct story *s, uint32_t i) {
  const uint32_t classes = lexicon_classes[token_of(s, i)->word >> LEXICON_ROW];
  return classes >> LEXICON_IS_CUE_QUOTES & (CUE_NO_SPEECH * 2 - 1);
}

static inline enum cue_form form_of(const struct story *s, uint32_t i) {
  if (token_of(s, i)->flags & TOKEN_ALL_CAPS && !has(s, i, LEXICON_VERB_PAST)) { /* DECLARED */
    const char *end = s->document->text + token_of(s, i)->start + token_of(s, i)->length;
    if ((end[-1] | 32) == *LEXICON_ENDING_PLURAL) return FORM_THIRD_PERSON;
    return (end[-2] | 32) == LEXICON_ENDING_PAST[0] && (end[-1] | 32) == LEXICON_ENDING_PAST[1] ? FORM_PAST : FORM_BASE;
  }
  if (ends_with(s, i, LEXICON_ENDING_PARTICIPLE)) return FORM_PARTICIPLE;
  if (ends_with(s, i, LEXICON_ENDING_PAST) || has(s, i, LEXICON_VERB_PAST)) return FORM_PAST;
  if (ends_with(s, i, LEXICON_ENDING_PLURAL) && !ends_with(s, i, LEXICON_ENDING_NO_PLURAL)) return FORM_THIRD_PERSON;
  return FORM_BASE;
}

/* "in the | words of | Ann Lee", "in her own | words": where that begins, and in the latter who speaks; false elsewhere. */
static bool read_words(const struct story *s, uint32_t i, struct cue *c) {
  uint32_t whose = i - (i > 0);
  if (c->end == i + 1) {
    if (whose && !has(s, whose, LEXICON_POSSESSIVE_PRONOUN)) whose--; /* own */
    c->speaker = (struct phrase){whose, whose + has(s, whose, LEXICON_POSSESSIVE_PRONOUN)};
  }
  c->first = c->from = whose - (whose > 0);
  return has(s, c->from, LEXICON_PREPOSITION) && (c->end == i + 1 || has(s, whose, LEXICON_ARTICLE));
}

/* "according to Lee, who saw it, | the dam broke", "according to Lee, a shepherd, | the dam broke": where content begins
** behind what is said of the speaker, from token `i` on; `i` if that is content already. */
static uint32_t behind_aside(const struct story *s, uint32_t i, uint32_t ceiling) {
  uint32_t end = i;
  while (end < ceiling && end < i + LONGEST_ASIDE && !ends_clause(s, end, ceiling) && !opens_quoted(s, end)) end++;
  if (end == i || end + 1 >= ceiling || !is_mark(s, end, ',')) return i;
  if (is_relative(s, i)) return end + 1;
  if (!has(s, i, LEXICON_ARTICLE) || !is_capitalized(s, i - 2) || has_verb(s, i, end)) return i;
  uint32_t stop = end + 1;
  if (!has(s, stop, LEXICON_DETERMINER) && !has(s, stop, LEXICON_SUBJECT_PRONOUN) && !is_capitalized(s, stop))
    return i; /* the dam, | built in 1950, is safe */
  while (stop < ceiling && !ends_clause(s, stop, ceiling)) {
    if (has(s, stop, LEXICON_CONJUNCTION)) return i; /* a man, | his wife and a child died */
    stop++;
  }
  return has_verb(s, end + 1, stop) ? end + 1 : i;
}

/* "according to X, content", "content, according to X". */
static bool read_source(const struct story *s, uint32_t i, uint32_t ceiling, uint32_t length, unsigned frames,
                        struct cue *c) {
  *c = (struct cue){.first = i, .end = i + length, .from = i, .frames = frames};
  c->speaker = phrase_at(s, c->end, ceiling);
  if (c->frames & CUE_QUOTES && !read_words(s, i, c)) return false;
  if (phrase_is_empty(c->speaker)) return false;
  if (c->speaker.end == c->end + 1 && !is_capitalized(s, c->end) && has(s, c->speaker.end, LEXICON_CONJUNCTION)) {
    struct phrase noun = phrase_at(s, c->speaker.end + 1, ceiling); /* complete but unofficial | returns */
    if (!phrase_is_empty(noun)) c->speaker.end = noun.end;
  }
  /* a person familiar with the talks */
  while (!is_capitalized(s, c->speaker.end - 1) && has(s, c->speaker.end, LEXICON_PREPOSITION) &&
         !has(s, c->speaker.end + 1, LEXICON_TIME_ADVERB)) {
    struct phrase more = phrase_at(s, c->speaker.end + 1, ceiling);
    if (phrase_is_empty(more)) break;
    c->speaker.end = more.end;
  }
  /* according to X, a Y, content; according to X | the dam is safe */
  uint32_t k = c->speaker.end;
  bool begins = has(s, k, LEXICON_DETERMINER) || has(s, k, LEXICON_SUBJECT_PRONOUN);
  uint32_t stop = k;
  while (stop < ceiling && !is_mark(s, stop, ',') && !is_mark(s, stop, '.')) stop++;
  if (begins && !is_that(s, k) && !has(s, k, LEXICON_CLAUSE_OPENER) && has_verb(s, k, stop)) {
    c->content = k;
    return true;
  }
  while (k < ceiling && k < c->speaker.end + FARTHEST_CONTENT && !opens_quoted(s, k) && !is_mark(s, k, ',') &&
         !is_mark(s, k, ':'))
    k++;
  if (k < ceiling && (opens_quoted(s, k) || is_mark(s, k, ',') || is_mark(s, k, ':')))
    c->content = opens_quoted(s, k) ? k : is_mark(s, k, ',') ? behind_aside(s, k + 1, ceiling) : k + 1;
  bool aside = c->content && has(s, c->content, LEXICON_AS); /* according to her, as quoted by Lee */
  if (c->content >= ceiling || aside) c->content = 0;
  return true;
}

static bool opens_quoted_before(const struct story *s, uint32_t i) {
  uint32_t q = quoted_from(&s->quoted, i - 1);
  return q < s->quoted.count && s->quoted.items[q].end == i;
}

/* Content that is too thin for its cue: "She thanked him." */
static bool is_thin(const struct story *s, const struct cue *c, uint32_t ceiling) {
  uint32_t i = c->content;
  if (opens_quoted(s, i) || c->colon) return false;
  bool thing = !is_clause_opener(s, i) && !(c->frames & CUE_CLAUSE) && !is_to(s, i);
  if (c->flags & VERB_NEGATED && c->frames & CUE_THING && has(s, i, LEXICON_ARTICLE))
    return true;                                /* will not announce | the */
  if (thing && is_auxiliary(s, i)) return true; /* the terms they demanded may … */
  if (c->flags & VERB_NEGATED && has(s, i, LEXICON_CLAUSE_OPENER) && !is_that(s, i)) return true; /* did not say how */
  if (c->flags & VERB_INFINITIVE && !is_clause_opener(s, i)) return true;
  if (thing && c->flags & VERB_NEGATED) return true;
  if (is_mark(s, i + 1, ',') && is_mark(s, i + 3, ',') && is_auxiliary(s, i + 4)) return false; /* they, too, have */
  bool pronoun = has(s, i, LEXICON_OBJECT_PRONOUN) || has(s, i, LEXICON_PERSONAL_PRONOUN);
  if (pronoun && has(s, i + 1, LEXICON_PREPOSITION) && !thing) { /* reported | it to the police */
    uint32_t stop = i + 2;
    while (stop < ceiling && !ends_clause(s, stop, ceiling) && !has(s, stop, LEXICON_CONJUNCTION)) stop++;
    if (!has_verb(s, i + 2, stop)) return true;
  }
  return pronoun &&
         (ends_clause(s, i + 1, ceiling) || is_mark(s, i + 1, ':') || (thing && has(s, i + 1, LEXICON_TIME_ADVERB)));
}

/* "the mayor | and party leader Ann Lee": one who is two things has his name behind the second. */
static struct phrase with_second_role(const struct story *s, struct phrase p, uint32_t ceiling) {
  if (phrase_is_empty(p) || is_capitalized(s, p.end - 1) || !has(s, p.end, LEXICON_CONJUNCTION)) return p;
  struct phrase more = phrase_at(s, p.end + 1, ceiling);
  bool named = more.end > more.first + 2 && is_capitalized(s, more.end - 1) && is_capitalized(s, more.end - 2) &&
               !has(s, more.first, LEXICON_DETERMINER) && !has(s, more.end - 1, LEXICON_TIME_ADVERB);
  for (uint32_t i = more.first; named && i < more.end; i++) /* and | nothing but a role before the name */
    if (!is_capitalized(s, i) && token_of(s, i)->kind == TOKEN_WORD) return (struct phrase){p.first, more.end};
  return p;
}

/* "a dealer at a bank in Orsk": somebody new is told of by where he belongs. */
static struct phrase with_body(const struct story *s, struct phrase p, uint32_t ceiling) {
  while (!phrase_is_empty(p) && !is_capitalized(s, p.end - 1) &&
         (has(s, p.first, LEXICON_INDEFINITE_ARTICLE) || is_plural_phrase(s, p)) &&
         has(s, p.end, LEXICON_PREPOSITION) && !is_to(s, p.end) && !has(s, p.end, LEXICON_AGENT)) {
    const struct phrase body = phrase_at(s, p.end + 1, ceiling);
    if (phrase_is_empty(body) || has(s, body.first, LEXICON_TIME_ADVERB) || has(s, body.first, LEXICON_MONTH)) break;
    const uint32_t noun = body.end - 1;
    if (!is_capitalized(s, noun) && !is_group_word(s, noun) && !has(s, noun, LEXICON_ORGANIZATION_END)) break;
    p.end = body.end;
  }
  return p;
}

/* said Pompeo; headline: "Says he will".  False where no speaker stands behind the verb. */
static bool read_inverted(const struct story *s, uint32_t floor, uint32_t ceiling, struct cue *c) {
  const uint32_t i = c->first;
  if (!(c->frames & CUE_QUOTES) || !(i == floor || token_of(s, i - 1)->kind == TOKEN_MARK)) return false;
  struct phrase p = phrase_at(s, c->end, ceiling);
  /* a source close | to the talks */
  if (!phrase_is_empty(p) && has(s, p.end - 1, LEXICON_OPEN_ADJECTIVE) && has(s, p.end, LEXICON_PREPOSITION)) {
    struct phrase to = phrase_at(s, p.end + 1, ceiling);
    if (!phrase_is_empty(to)) p.end = to.end;
  }
  p = with_body(s, with_second_role(s, p, ceiling), ceiling);
  if (phrase_is_empty(noun_phrase(s, p)) || has(s, p.first, LEXICON_CLAUSE_OPENER) ||
      has(s, p.first, LEXICON_PREPOSITION))
    return false;
  if (c->form == FORM_BASE && !is_plural_phrase(s, p)) return false;  /* “will they?” question hanging over it */
  if (c->frames & CUE_CLAUSE && is_auxiliary(s, p.end)) return false; /* citing “…,” | said Lee could */
  if (has(s, p.first, LEXICON_PERSONAL_PRONOUN) && (i == floor ? floor == 0 : is_mark(s, i - 1, ','))) return false;
  c->speaker = p;
  c->inverted = true;
  c->from = i;
  if (p.end + 1 < ceiling && is_mark(s, p.end, ':') && opens_quoted(s, p.end + 1)) { /* Continued Lee: “…” */
    c->content = p.end + 1;
    c->colon = true;
  }
  return true;
}

/* "…, forcing them to wait, said Ann Lee.": whether somebody and no more stands behind a verb that a comma sets off: a
** name, a noun with its name, a noun with a relative clause. */
static bool is_followed_by_speaker(const struct story *s, uint32_t verb, uint32_t end, uint32_t ceiling) {
  if (!verb || !is_mark(s, verb - 1, ',') || has(s, end, LEXICON_TIME_ADVERB)) return false;
  struct phrase p = phrase_at(s, end, ceiling);
  if (phrase_is_empty(p)) return false;
  bool named = is_capitalized(s, p.first) || (p.end > p.first + 1 && is_capitalized(s, p.end - 1));
  bool told = has(s, p.first, LEXICON_INDEFINITE_ARTICLE) && is_relative(s, p.end);
  return told || (named && ends_clause(s, p.end, ceiling));
}

/* was accused | by Lee of lying; as reported | by Lee, they left */
static bool read_agent(const struct story *s, uint32_t floor, uint32_t ceiling, struct cue *c) {
  c->speaker = phrase_at(s, c->end + 1, ceiling);
  c->flags &= ~(unsigned)VERB_PASSIVE;
  uint32_t behind = c->speaker.first;
  while (behind < c->speaker.end &&
         !(behind > c->speaker.first && is_capitalized(s, behind - 1) && has(s, behind, LEXICON_PREPOSITION)))
    behind++;
  c->speaker.end = behind;
  if (phrase_is_empty(c->speaker)) return false;
  bool link = has(s, behind, LEXICON_OFFICE_LINK) && has(s, behind, LEXICON_PREPOSITION); /* of lying; not: on Friday */
  if (behind < ceiling && (link || is_to(s, behind) || has(s, behind, LEXICON_AS) || is_that(s, behind)))
    c->content = behind;
  bool aside = c->first == floor + 1 && has(s, floor, LEXICON_AS) && c->frames & CUE_CLAUSE;
  if (aside && is_mark(s, behind, ',') && has_verb(s, behind + 1, ceiling)) c->content = behind + 1;
  return true;
}

/* Who stands between a verb and the preposition at `as`: "The Post quotes | Ann Lee | as saying so."; or before the verb:
** "| Ann Lee | was quoted by the Post as saying so."; empty if that cannot be told. */
static struct phrase quoted_source(const struct story *s, uint32_t as, uint32_t floor) {
  unsigned flags;
  uint32_t from;
  struct phrase p = subject_before(s, as, floor, &flags, &from);
  const uint32_t lowest = p.first > floor ? p.first - 1 : floor;
  for (uint32_t k = p.end; k-- > lowest;)
    if (has(s, k, LEXICON_QUOTING_VERB))
      return has(s, k + 1, LEXICON_PREPOSITION) ? subject_before(s, k, floor, &flags, &from)
                                                : (struct phrase){k + 1, p.end};
  return (struct phrase){as, as};
}

/* The subject of the cue, its flags, and where it begins. */
static void read_subject(const struct story *s, uint32_t floor, struct cue *c) {
  const uint32_t i = c->first;
  bool adjunct =
      c->form == FORM_PARTICIPLE && i > floor && (is_mark(s, i - 1, ',') || has(s, i - 1, LEXICON_PREPOSITION));
  bool heard = c->form == FORM_PARTICIPLE && i > floor + 1 && has(s, i - 1, LEXICON_VERB_PAST) &&
               !is_capitalized(s, i - 1) && !has(s, i - 2, LEXICON_DETERMINER); /* began saying */
  if (c->form == FORM_PARTICIPLE && i > floor && has(s, i - 1, LEXICON_AS)) c->speaker = quoted_source(s, i - 1, floor);
  else if (adjunct) c->from = i; /* it is elsewhere: "He left, saying nothing." */
  else if (heard) c->speaker = subject_before(s, i - 1, floor, &c->flags, &c->from); /* a man was heard shouting */
  else { /* Orsk Oil, a refiner, | today announced */
    const bool timed = i > floor + 1 && is_mark(s, i - 2, ',') && has(s, i - 1, LEXICON_TIME_ADVERB) &&
                       !has(s, i - 1, LEXICON_SUBJECT_PRONOUN);
    c->speaker = subject_before(s, i - timed, floor, &c->flags, &c->from);
  }
  const uint32_t who = c->speaker.first;
  if (c->speaker.end == who + 1 && who > floor + 1 && !is_capitalized(s, who) && has(s, who, LEXICON_VERB_PRESENT) &&
      *lexicon_letters(s, who - 1, LEXICON_PERSONAL_PRONOUN)) /* partnerships | he controls | said */
    c->speaker = subject_before(s, who - 1, floor, &c->flags, &c->from);
  if (c->flags & VERB_INFINITIVE && phrase_is_empty(c->speaker)) { /* led | her | to say */
    uint32_t causes = c->from;
    while (causes > floor && c->from - causes < LONGEST_CAUSED && token_of(s, causes - 1)->kind == TOKEN_WORD &&
           !has(s, causes - 1, LEXICON_CAUSING))
      causes--;
    if (causes > floor && causes < c->from && has(s, causes - 1, LEXICON_CAUSING))
      c->speaker = noun_phrase(s, (struct phrase){causes, c->from});
  }
  if (c->form == FORM_PARTICIPLE && c->speaker.first + 1 < c->speaker.end && has(s, c->speaker.first, LEXICON_CAUSING))
    c->speaker.first++; /* leaves | people wondering */
  const uint32_t verb = c->speaker.first - (c->speaker.first > floor);
  if (c->form == FORM_PARTICIPLE && c->speaker.end == i && !phrase_is_empty(c->speaker) && has(s, verb, LEXICON_CUE) &&
      form_of(s, verb) == FORM_PAST && frames_of_word(s, verb) & (CUE_QUOTES | CUE_THING)) {
    c->speaker = subject_before(s, verb, floor, &c->flags, &c->from); /* Lee emailed friends saying */
    c->from = i;
  }
  if (c->from <= floor + 1 || !is_mark(s, c->from - 1, ',')) return;
  /* “…,” Ann Lee, the chief negotiator told us; Ann Lee, an aide to him said */
  bool quoted = floor > 1 && opens_quoted_before(s, floor) &&
                (is_mark(s, floor - 2, ',') || is_mark(s, floor - 2, '?') || is_mark(s, floor - 2, '!'));
  bool somebody = is_capitalized(s, floor) || has(s, floor, LEXICON_DETERMINER);
  bool named = !phrase_is_empty(c->speaker) && !is_capitalized(s, c->speaker.first) &&
               (!is_mark(s, c->end, ',') || opens_quoted(s, c->end + 1)) &&
               !has(s, c->speaker.first, LEXICON_PERSONAL_PRONOUN);
  if (!somebody || has(s, floor, LEXICON_PREPOSITION) || !(quoted || named)) return;
  struct phrase name = phrase_at(s, floor, c->from);
  named = named && name.end > name.first + 1 && is_capitalized(s, name.end - 1) &&
          !has(s, name.end - 1, LEXICON_TIME_ADVERB);
  if (name.end + 1 == c->from && (quoted || named)) {
    c->speaker = name;
    c->from = floor;
  }
}

/* "insisted on | CNN that", "reported on | Friday", "admitted to | the press that": whether what begins at token `i` is no
** topic. */
static bool is_no_topic(const struct story *s, uint32_t i, uint32_t ceiling) {
  if (has(s, i, LEXICON_TIME_ADVERB) && !has(s, i, LEXICON_DETERMINER)) return true;
  const struct phrase told = is_of(s, i - 1, LEXICON_IS_TO) ? phrase_at(s, i, ceiling) : (struct phrase){i, i};
  if (!phrase_is_empty(told) && is_that(s, told.end) && !is_thing_word(s, told.end - 1)) return true;
  if (!is_capitalized(s, i)) return false;
  while (i < ceiling && (is_capitalized(s, i) || has(s, i, LEXICON_TIME_ADVERB))) i++;
  return i < ceiling && is_that(s, i);
}

/* "As the paper reported on Friday, | he has left"; "But she added, | it's over"; "Lee told reporters, | the talks are
** over": a clause behind the comma that ends the attribution; 0 if none is. */
static uint32_t clause_behind_comma(const struct story *s, const struct cue *c, bool aside, uint32_t ceiling) {
  uint32_t i = c->end;
  while (i < ceiling && !ends_clause(s, i, ceiling)) i++;
  const bool told = c->frames & CUE_TELLS && i > c->end && !(c->from && opens_quoted_before(s, c->from));
  if (!is_mark(s, i, ',') || i + 1 >= ceiling || (!aside && !told && i > c->end)) return 0;
  bool pronoun = has(s, i + 1, LEXICON_CONTRACTION) ||
                 (has(s, i + 1, LEXICON_SUBJECT_PRONOUN) && !has(s, i + 1, LEXICON_CLAUSE_OPENER));
  bool begins = (aside || told) && (has(s, i + 1, LEXICON_DETERMINER) || is_capitalized(s, i + 1) ||
                                    *lexicon_letters(s, i + 1, LEXICON_CLAUSE_OPENS) == 's');
  return (pronoun || begins) && has_verb(s, i + 1, ceiling) ? i + 1 : 0;
}

/* "Asked on Friday by Lee | whether", "Told | to go": where what is asked begins; 0 if nothing does. */
static uint32_t question_behind(const struct story *s, struct cue *c, uint32_t ceiling) {
  uint32_t i = c->end;
  while (i < ceiling && !is_clause_opener(s, i) && !is_to(s, i)) {
    struct phrase p = phrase_at(s, i + 1, ceiling);
    if (has(s, i, LEXICON_AGENT)) {
      if (phrase_is_empty(p)) return 0;
      c->speaker = p;
      i = p.end;
    } else if (is_relative(s, i) && !has(s, i, LEXICON_PERSONAL_PRONOUN)) {
      break; /* which of them */
    } else if (has(s, i, LEXICON_TIME_ADVERB)) {
      i++;
    } else if (has(s, i, LEXICON_PREPOSITION) && !phrase_is_empty(p)) { /* in an interview */
      i = p.end;
    } else {
      return 0;
    }
  }
  return i < ceiling ? i : 0;
}

/* Whether the writer says so: "It is important to note this." */
static bool is_writers_own(const struct story *s, uint32_t verb, uint32_t floor) {
  for (uint32_t k = verb; k-- > floor && k + LONGEST_DUMMY > verb;) {
    if (has(s, k, LEXICON_CONDITION_ANYBODY) && *lexicon_letters(s, k + 1, LEXICON_AUXILIARY) == 'h') return true;
    if (*lexicon_letters(s, k, LEXICON_PERSONAL_PRONOUN) == 'n')
      return token_of(s, k + 1)->kind == TOKEN_POSSESSIVE || *lexicon_letters(s, k + 1, LEXICON_AUXILIARY) == 'b';
  }
  return false;
}

/* "instead of | saying", "No | one said", "if | you say": whether what stands before a cue shows that nothing is said. */
static bool is_unsaid(const struct story *s, const struct cue *c, uint32_t floor) {
  const uint32_t i = c->first;
  if (c->form == FORM_PARTICIPLE)
    return i > floor && (lexicon_match(token_of(s, i - 1), LEXICON_UNSAID, NULL) == 1 ||
                         (i > floor + 1 && lexicon_match(token_of(s, i - 2), LEXICON_UNSAID, NULL) == 2));
  const uint32_t who = c->speaker.first, more = c->speaker.end - who;
  const bool small = more == 2 && (has(s, who + 1, LEXICON_TIME_ADVERB) || has(s, who + 1, LEXICON_OBJECT_PRONOUN));
  if ((more == 1 || small) && has(s, who, LEXICON_NO_SPEAKER)) return true; /* the last | confirmed, let us | agree */
  if (more != 1) return false;
  if (!has(s, who, LEXICON_CONDITION_ANYBODY)) return false;
  if (c->flags & (VERB_MODAL | VERB_INFINITIVE)) return true; /* one could say */
  return who > floor && (has(s, who - 1, LEXICON_NEGATION) || has(s, who - 1, LEXICON_SUBORDINATOR));
}

/* "…, a plan | announced in May": an indefinite thing says nothing, it is said. */
static bool is_described_thing(const struct story *s, struct phrase p) {
  const uint32_t noun = head_of(s, p);
  return has(s, p.first, LEXICON_ARTICLE) && has(s, p.first, LEXICON_INDEFINITE_ARTICLE) && is_thing_word(s, noun) &&
         !has(s, noun, LEXICON_MESSAGE) && !has(s, noun, LEXICON_STUDY);
}

/* How many tokens the cue at `i` takes, with its frames; 0 if none is there. */
static uint32_t cue_at(const struct story *s, uint32_t i, uint32_t ceiling, unsigned *frames) {
  if (!lexicon_is(token_of(s, i)->word, LEXICON_IS_MAY_BE_CUE)) return 0;
  const unsigned frames_alone = frames_of_word(s, i);
  const char *letters = "";
  uint32_t length = frames_alone != 0;
  if (lexicon_goes_on(token_of(s, i), LEXICON_CUE)) {
    const uint32_t longer = lexicon_match_longer(token_of(s, i), LEXICON_CUE, &letters);
    if (longer) length = longer;
  }
  if (!length || token_of(s, i)->kind != TOKEN_WORD) return 0;
  if (length > 1 && *letters == 'o' && frames_alone && is_no_topic(s, i + length, ceiling))
    length = 1; /* insisted | on CNN that */
  *frames = length > 1 ? frames_of(letters) : frames_alone;
  return length;
}

/* "cites | Ann Lee as saying": whether the words behind a cue are who says something, by a cue of its own. */
static bool is_others_saying(const struct story *s, const struct cue *c, uint32_t ceiling) {
  if (!has(s, c->first, LEXICON_QUOTING_VERB)) return false;
  const uint32_t as = phrase_at(s, c->end, ceiling).end;
  return as + 1 < ceiling && has(s, as, LEXICON_AS) && has(s, as + 1, LEXICON_CUE) &&
         form_of(s, as + 1) == FORM_PARTICIPLE;
}

/* Finds what is said; `bare`: no subject stands before.  False where the cue, after all, is none. */
static bool read_content(const struct story *s, uint32_t floor, uint32_t ceiling, bool bare, struct cue *c) {
  if (is_others_saying(s, c, ceiling)) return false;
  c->content = find_content(s, c, ceiling);
  if (!c->content && c->form == FORM_PAST && !bare && c->speaker.end == c->first && is_described_thing(s, c->speaker))
    return false;
  if (c->content && c->frames & CUE_THING && c->frames & CUE_QUOTES && c->from > 1 && opens_quoted_before(s, c->from) &&
      !is_mark(s, c->from - 2, '.') && !is_clause_opener(s, c->content) && !opens_quoted(s, c->content))
    c->content = 0;                                          /* “…,” Lee warned | his friends */
  if (c->content == c->end && is_auxiliary(s, c->content)) { /* a dynamic | Lee said could hold */
    uint32_t name = c->speaker.end;
    while (name > c->speaker.first && is_capitalized(s, name - 1)) name--;
    if (name > c->speaker.first && name < c->speaker.end && token_of(s, name - 1)->kind == TOKEN_WORD)
      c->speaker.first = c->from = name;
  }
  if (c->content == c->end && c->frames & CUE_CLAUSE && ends_with(s, c->end, LEXICON_ENDING_PARTICIPLE) &&
      !is_capitalized(s, c->end) && c->from > floor + 1 && is_mark(s, c->from - 1, ','))
    c->content = 0;                                            /* “…,” he said | citing sources */
  bool aside = c->from > 0 && has(s, c->from - 1, LEXICON_AS); /* as he said */
  uint32_t start = floor + (has(s, floor, LEXICON_CONJUNCTION) && c->from > floor); /* But | as he said */
  if (!c->content && !bare && c->frames & CUE_CLAUSE && !(c->flags & VERB_PASSIVE) && c->from - aside == start)
    c->content = clause_behind_comma(s, c, aside, ceiling);
  else if (c->content &&
           ((aside && !is_that(s, c->content) && c->frames & (CUE_QUOTES | CUE_CLAUSE | CUE_THAT)) ||
            is_thin(s, c, ceiling)) &&
           !opens_quoted(s, c->content))
    c->content = 0;
  return true;
}

bool read_cue(const struct story *s, uint32_t i, uint32_t floor, uint32_t ceiling, struct cue *c) {
  unsigned frames;
  uint32_t length = cue_at(s, i, ceiling, &frames);
  if (!length) return false;
  if (frames & CUE_SOURCE) return read_source(s, i, ceiling, length, frames, c);
  if (!is_verb_here(s, i, length, floor, ceiling)) return false;
  if (length > 1 && is_that(s, i + length - 1)) length--; /* ruled | that: it begins what is said */
  *c = (struct cue){.first = i, .end = i + length, .frames = frames, .form = form_of(s, i)};
  if (i > floor && token_of(s, i - 1)->kind == TOKEN_NUMBER && c->form != FORM_PAST &&
      !(i > floor + 1 && has(s, i - 2, LEXICON_PREPOSITION)))
    return false; /* but: three in 10 say */
  if (c->form != FORM_PARTICIPLE && is_noun_behind(s, i, floor)) return false;
  read_subject(s, floor, c);
  if (c->flags & VERB_NOT_ONE) return false;
  if (c->form == FORM_PAST && has(s, c->end, LEXICON_CUE) && c->speaker.end == c->speaker.first + 1 &&
      has(s, c->speaker.first, LEXICON_DETERMINER) && c->speaker.end == i)
    return false; /* those asked | say */
  /* a participle behind people describes them; behind a report it tells what that says */
  if (c->form == FORM_PARTICIPLE && !phrase_is_empty(c->speaker) && !(c->flags & VERB_PASSIVE) && c->frames & CUE_THING)
    return false;
  if (c->form != FORM_PAST || c->frames & CUE_SPEAKS) c->flags &= ~(unsigned)VERB_PASSIVE; /* is saying */
  bool bare = phrase_is_empty(c->speaker), led = i == floor + 1 && has(s, floor, LEXICON_AS);
  if (led && c->form == FORM_PAST && has(s, c->end, LEXICON_AGENT)) return read_agent(s, floor, ceiling, c);
  if (is_unsaid(s, c, floor)) return false;
  if (!bare && (has(s, c->speaker.first, LEXICON_NEGATION) ||
                (c->from > floor && has(s, c->speaker.first - 1, LEXICON_NEGATION))))
    c->flags |= VERB_NEGATED; /* Neither Lee */
  if (c->speaker.end == c->speaker.first + 1 && token_of(s, c->speaker.first)->kind == TOKEN_NUMBER &&
      ends_with(s, c->end, LEXICON_ENDING_PLURAL))
    return false; /* 149 confirmed orders */
  if (!bare && !(c->frames & CUE_TELLS) && is_followed_by_speaker(s, i, c->end, ceiling) &&
      read_inverted(s, floor, ceiling, c))
    return true;
  if (bare && c->form == FORM_PAST && i == floor && !(i && opens_quoted_before(s, i)) &&
      !(c->frames & (CUE_QUOTES | CUE_CLAUSE | CUE_THAT)))
    return false; /* Asked for comment, … */
  if (bare && c->flags & VERB_INFINITIVE && (i == floor + 1 || is_writers_own(s, i, floor)))
    return false; /* To add … */
  bool when = i > floor && is_when(s, i - 1);
  const bool aside =
      i > floor && is_mark(s, i - 1, ',') && is_clause_opener(s, c->end); /* Lee, | asked if it was so, */
  if (bare && c->frames & CUE_TELLS && c->form == FORM_PAST &&
      (when || aside || i == floor)) { /* When asked whether … */
    c->content = question_behind(s, c, ceiling);
    c->from = i - when;
    if (c->content && phrase_is_empty(c->speaker)) c->flags |= VERB_PASSIVE;
    if (c->content) return true;
    if (when) return false; /* when asked about it */
  }
  if (bare && !(c->flags & VERB_INFINITIVE) && c->form != FORM_PARTICIPLE) {
    if (read_inverted(s, floor, ceiling, c)) return true;
    bool joined = c->from > floor && has(s, c->from - 1, LEXICON_CONJUNCTION) && !is_capitalized(s, c->from - 1);
    if (!joined && (c->form != FORM_PAST || (i > floor && !is_mark(s, i - 1, ',')))) return false; /* and said */
  }
  if (!cue_agrees(s, c)) return false;
  if (bare && c->flags & VERB_INFINITIVE && c->form != FORM_BASE) return false;
  if (is_noun_by_context(s, c)) return false;
  if (c->flags & VERB_PASSIVE && has(s, c->end, LEXICON_AGENT)) return read_agent(s, floor, ceiling, c);
  return read_content(s, floor, ceiling, bare, c);
}
