/*
** Noun phrases around figures, and their subjects: see counted_phrase.h.
**
** There is no parser behind it: a phrase is words up to a small word, a mark or a verb, chunked by the kinds of words
** (after Abney 1991).
*/
#include "counted_phrase.h"

#include "../names/lists.h"

enum { PHRASE_WORDS = 8, SUBJECT_WORDS = 24, LINE_WORDS = 16, ROW_BYTES = 45 };

#define KIND(list) ((uint32_t)1 << GAZETTEER_##list)

bool text_is_closed(const struct text *x, uint32_t at) {
  static const enum lexicon_list lists[] = {LEXICON_PREPOSITION,    LEXICON_CONJUNCTION,        LEXICON_AUXILIARY,
                                            LEXICON_SUBORDINATOR,   LEXICON_SUBJECT_PRONOUN,    LEXICON_DETERMINER,
                                            LEXICON_OBJECT_PRONOUN, LEXICON_POSSESSIVE_PRONOUN, LEXICON_WEEKDAY,
                                            LEXICON_COUNTED_NEVER,  LEXICON_COMPARED,           LEXICON_DATE_DIRECTION};
  const uint32_t word = text_token(x, at)->word;
  if (text_token(x, at)->flags & TOKEN_ALL_CAPS && lexicon_has(word, LEXICON_OBJECT_PRONOUN)) return false; /* US */
  for (size_t i = 0; i < sizeof lists / sizeof *lists; i++)
    if (lexicon_has(word, lists[i])) return true;
  if (text_is_capital(x, at)) return lexicon_has(word, LEXICON_PLAIN_ADVERB) || lexicon_has(word, LEXICON_MONTH);
  return lexicon_has(word, LEXICON_PLAIN_ADVERB) || lexicon_has(word, LEXICON_DIRECTION);
}

bool text_is_noun(const struct text *x, uint32_t at) {
  return text_token(x, at)->kind == TOKEN_ACRONYM || text_kind(x, at, NOUNS) || text_is_capital(x, at);
}

bool text_is_verb(const struct text *x, uint32_t at) {
  const struct token *t = text_token(x, at);
  if (t->kind != TOKEN_WORD || t->flags & TOKEN_CAPITALIZED || lexicon_has(t->word, LEXICON_PREPOSITION) ||
      lexicon_has(t->word, LEXICON_DATE_DIRECTION))
    return false;
  return lexicon_has(t->word, LEXICON_VERB_PAST) || lexicon_has(t->word, LEXICON_VERB_PRESENT) ||
         lexicon_has(t->word, LEXICON_PARTICIPLE) || text_kind(x, at, VERBS) ||
         text_ends_in(x, at, LEXICON_ENDING_PAST);
}

bool text_is_short_line(const struct text *x, uint32_t i) {
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
  for (uint32_t k = at; k-- > 0 && at - k < PHRASE_WORDS && !text_is_verb(x, k);)
    if (text_has(x, k, LEXICON_INDEFINITE_ARTICLE)) return true;
  return false;
}

/* Whether a change is a noun at `i`: "a $5 rate increase". */
static bool is_change_noun(const struct text *x, uint32_t at, uint32_t i) {
  if (!text_kind(x, i, NOUNS) || text_ends_in(x, i, LEXICON_ENDING_PAST) ||
      text_ends_in(x, i, LEXICON_ENDING_PARTICIPLE))
    return false;
  return is_led_by_article(x, at);
}

/* Whether a word is several things: not by an s that belongs to the word. */
static bool is_many(const struct text *x, uint32_t at) {
  return text_is_plural(x, at) && !text_ends_in(x, at, LEXICON_ENDING_SINGULAR);
}

bool text_is_plain_form(const struct text *x, uint32_t at) {
  return !text_has(x, at, LEXICON_VERB_PAST) && !text_ends_in(x, at, LEXICON_ENDING_PLURAL) &&
         !text_ends_in(x, at, LEXICON_ENDING_PAST) && !text_ends_in(x, at, LEXICON_ENDING_PARTICIPLE);
}

/* Whether the name that begins at `at` is the subject of a verb. */
static bool is_subject(const struct text *x, uint32_t at) {
  uint32_t end = at;
  while (text_is_capital(x, end) && end - at < PHRASE_WORDS) end++;
  return text_is_verb(x, end) && !text_is_plain_form(x, end) && !text_is_plural(x, end - 1);
}

/* Whether a clause of its own goes on at `i`, behind a noun phrase so far: "the figure | Roe cited", "13 Orsk | fled". */
static bool is_other_clause(const struct text *x, uint32_t i, uint32_t end, bool verb, bool many) {
  const bool named = text_is_capital(x, i) && text_token(x, i)->kind == TOKEN_WORD;
  const bool compound = text_joined(x, i - 1) && text_mark(x, i - 2, '-'); /* the tech-laden Orsk index rose */
  if (end == i && named && text_token(x, i - 1)->kind == TOKEN_WORD && !text_is_capital(x, i - 1) && !compound &&
      is_subject(x, i))
    return true;
  const bool head = text_is_plain_form(x, i) && text_has(x, i + 1, LEXICON_AUXILIARY); /* one Orsk guard was */
  const bool within = !text_ends_in(x, end - 1, LEXICON_ENDING_PLURAL) && text_is_plain_form(x, i) &&
                      !text_is_capital(x, i + 1) &&
                      (many ? text_is_plural(x, i + 1) : text_is_noun(x, i + 1) && !text_is_closed(x, i + 1));
  const bool opens = text_is_opening(x, end - 1) && text_is_plain_form(x, i); /* Net profit halved */
  return verb && text_is_capital(x, end - 1) && !text_is_capital(x, i) && !head && !within &&
         !opens && /* the Orsk work force */
         !(many && text_is_plural(x, i));
}

/* Whether a word for the present belongs to the noun behind it: "He closed the bank's current account." */
static bool is_current(const struct text *x, uint32_t at, uint32_t i, bool many) {
  const char *shift = lexicon_value(text_token(x, i)->word, LEXICON_DATE_DIRECTION);
  if (!shift || text_has(x, i + 1, LEXICON_TIME_NOUN) || text_has(x, i + 1, LEXICON_DATE_UNIT)) return false;
  if (many && i == at) return text_is_plural(x, i + 1) && !text_has(x, i + 1, LEXICON_CARDINAL);
  return i > at && *shift == '0' && text_token(x, i - 1)->kind == TOKEN_POSSESSIVE && text_kind(x, i + 1, NOUNS);
}

/* A noun phrase that is being read: whether its head is to be in the plural, and whether its last word so far is. */
struct reach {
  const struct text *x;
  uint32_t at, limit, end;
  bool many, plural;
};

/* What a token does to the phrase. */
enum reaching { REACHING_UNTOLD, REACHING_STOP, REACHING_PASS, REACHING_TAKE };

static bool is_hyphen_within(const struct text *x, uint32_t i) {
  return text_mark(x, i, '-') && text_joined(x, i) && text_joined(x, i + 1);
}

/* Whether a word without an s is several things, and no part of one: people are, a majority is not. */
static bool is_several(const struct reach *p, uint32_t i) {
  const struct text *x = p->x;
  if (p->many || text_ends_in(x, i, LEXICON_ENDING_PLURAL)) return true;
  return !is_led_by_article(x, p->at) && !(text_is_noun(x, i + 1) && !text_is_verb(x, i + 1));
}

static enum reaching take_word(struct reach *p, uint32_t i) {
  p->end = i + 1;
  p->plural = is_many(p->x, i) && is_several(p, i);
  return REACHING_TAKE;
}

/* Marks, numbers, and what a hyphen joins. */
static enum reaching reach_piece(struct reach *p, uint32_t i) {
  const struct text *x = p->x;
  const struct token *t = text_token(x, i);
  const bool joined = i > p->at && text_mark(x, i - 1, '-') && text_joined(x, i);
  if (i > p->at && i + 1 < p->limit && is_hyphen_within(x, i)) return REACHING_PASS;
  if (t->kind == TOKEN_POSSESSIVE && p->end == i && !p->plural) return REACHING_PASS;
  if (t->kind == TOKEN_NUMBER && text_mark(x, i + 1, '-') && text_joined(x, i + 1))
    return REACHING_PASS;                                                    /* 15-minute segments */
  if (i > p->at && i + 1 < p->limit && is_model(x, i)) return REACHING_PASS; /* Boeing 787 Dreamliners */
  if (t->kind == TOKEN_NUMBER && joined) {                                   /* MD-11 jets */
    p->end = i + 1;
    return REACHING_TAKE;
  }
  if (t->kind != TOKEN_WORD && t->kind != TOKEN_ACRONYM) return REACHING_STOP;
  return joined ? take_word(p, i) : REACHING_UNTOLD; /* health-care executives */
}

/* Small words, and the ends of lines; `*behind` is the token with which it goes on. */
static enum reaching reach_small(struct reach *p, uint32_t i, uint32_t *behind) {
  const struct text *x = p->x;
  const struct token *t = text_token(x, i);
  if (p->end > p->at && text_has(x, i, LEXICON_COUNTED_SKIPPED)) return REACHING_STOP; /* a contract | worth */
  if (i > p->at && t->flags & TOKEN_AFTER_LINE &&
      (t->flags & TOKEN_AFTER_PARAGRAPH ||
       (text_is_capital(x, i) && t->kind == TOKEN_WORD && text_is_short_line(x, i))))
    return REACHING_STOP;
  if (lexicon_has(t->word, LEXICON_CONJUNCTION) && p->end == p->at && i > p->at &&
      text_token(x, i + 1)->kind != TOKEN_NUMBER && !text_has(x, i + 1, LEXICON_CARDINAL))
    return REACHING_PASS; /* rival but similar | stories */
  if (!text_is_closed(x, i)) return REACHING_UNTOLD;
  if (text_mark(x, i + 1, '-') && text_joined(x, i + 1) && text_joined(x, i + 2)) { /* in-person, one-month */
    *behind = i + 3;
    return REACHING_PASS;
  }
  if (p->many && i == p->at && lexicon_has(t->word, LEXICON_COUNTED_PLACE) &&
      (text_is_plural(x, i + 1) || text_kind(x, i + 1, KIND(ADJECTIVE))))
    return REACHING_PASS; /* four outside directors, the three most powerful states */
  return is_current(x, p->at, i, p->many) ? REACHING_UNTOLD : REACHING_STOP;
}

/* A change is no part of what it changes, but where an article or an adjective makes it a noun. */
static enum reaching reach_change(struct reach *p, uint32_t i) {
  const struct text *x = p->x;
  if (!is_change_noun(x, p->at, i)) return REACHING_STOP;
  p->end = i + 1;
  return REACHING_TAKE;
}

/* Whether a verb in its plain form is a noun, since a verb stands behind it. */
static bool is_told_of(const struct text *x, uint32_t i) {
  return text_is_plain_form(x, i) && (text_has(x, i + 1, LEXICON_AUXILIARY) || text_has(x, i + 1, LEXICON_CUE) ||
                                      text_has(x, i + 1, LEXICON_VERB_PAST));
}

/* Whether a verb of the third person stands behind one thing. */
static bool is_third_person(const struct text *x, uint32_t i) {
  return text_has(x, i, LEXICON_VERB_PRESENT) && text_ends_in(x, i, LEXICON_ENDING_PLURAL) &&
         text_has(x, i - 2, LEXICON_DETERMINER) && !text_is_plural(x, i - 1) && text_kind(x, i - 1, NOUNS);
}

/* Words by their kinds. */
static enum reaching reach_word(struct reach *p, uint32_t i) {
  const struct text *x = p->x;
  const uint32_t word = text_token(x, i)->word;
  const bool begun = p->end > p->at, within = i + 1 < p->limit, plural = text_is_plural(x, i),
             verb = text_is_verb(x, i), adjective = text_kind(x, i, KIND(ADJECTIVE)),
             adverb = text_kind(x, i, KIND(ADVERB)) ||
                      (text_ends_in(x, i, LEXICON_ENDING_ADVERB) && !text_kind(x, i, NOUNS)),
             formed = text_ends_in(x, i, LEXICON_ENDING_PAST) || text_ends_in(x, i, LEXICON_ENDING_PARTICIPLE);
  bool noun = (p->many || i == p->at) && plural ? true : text_is_noun(x, i) && (!adverb || text_is_capital(x, i));
  noun = noun || (verb && p->end == i && begun && !p->plural && text_is_plain_form(x, i)); /* equity warrant bonds */
  noun = noun || (verb && i == p->at && !p->many && is_told_of(x, i));                     /* one delegate said */
  noun = noun || (verb && i == p->at + 1 && !begun && text_is_verb(x, p->at) && text_is_plain_form(x, i) &&
                  is_led_by_article(x, p->at)); /* a pay | rise */
  if (p->plural && (!plural || verb)) return REACHING_STOP;
  if (begun && (verb || p->end == i) && is_other_clause(x, i, p->end, verb, p->many)) return REACHING_STOP;
  if (verb && !noun && i == p->at && within &&
      (text_is_noun(x, i + 1) || (text_is_verb(x, i + 1) && text_is_plain_form(x, i + 1))) &&
      !text_has(x, i + 1, LEXICON_TIME_NOUN) && is_led_by_article(x, p->at))
    return REACHING_PASS; /* a 5 percent pay rise */
  if (verb && !noun && !adjective && (begun || !formed)) return REACHING_STOP;
  if (formed && !begun && i > p->at && p->many && text_ends_in(x, i - 1, LEXICON_ENDING_ADVERB) &&
      text_is_capital(x, i + 1))
    return REACHING_STOP; /* the two allegedly | prompted Roe */
  const bool object = text_has(x, i + 1, LEXICON_DETERMINER) || text_has(x, i + 1, LEXICON_POSSESSIVE_PRONOUN);
  if (begun && (object || text_has(x, i + 1, LEXICON_PREPOSITION)) && p->end == i && is_third_person(x, i))
    return REACHING_STOP; /* a fifth of the population | lives on */
  if (begun && (lexicon_has(word, LEXICON_RANGE_CHANGE) || lexicon_has(word, LEXICON_FIGURE_VERB)) && !plural &&
      text_joint(x, i + 1) != 'o') /* principal amount of */
    return reach_change(p, i);
  if (verb && begun && (!noun || (lexicon_has(word, LEXICON_VERB_PAST) && !text_is_capital(x, i))))
    return REACHING_STOP;
  const bool described = text_ends_in(x, i, LEXICON_ENDING_PARTICIPLE) || text_kind(x, i - 1, KIND(ADJECTIVE)) ||
                         text_has(x, i - 1, LEXICON_FIGURE_VERB); /* the total generated power */
  const bool act = text_ends_in(x, i, LEXICON_ENDING_PARTICIPLE) && text_kind(x, i, NOUNS) && text_is_noun(x, i - 1) &&
                   (text_token(x, i + 1)->kind == TOKEN_MARK || text_is_closed(x, i + 1) ||
                    text_is_verb(x, i + 1)); /* public sector spending */
  if (begun && formed && verb && !act && !(described && within && text_is_noun(x, i + 1) && !text_is_closed(x, i + 1)))
    return REACHING_STOP;
  if (!noun && (adjective || formed || (!verb && adverb))) return REACHING_PASS;
  const enum reaching taken = take_word(p, i);
  if (text_mark(x, i + 1, '-') && text_joined(x, i + 1)) p->plural = false;
  return taken;
}

uint32_t counted_phrase_end(const struct text *x, uint32_t at, uint32_t limit, bool many) {
  struct reach p = {.x = x, .at = at, .limit = limit, .end = at, .many = many};
  for (uint32_t i = at, behind; i < limit && i - at < PHRASE_WORDS; i = behind) {
    behind = i + 1;
    enum reaching told = reach_piece(&p, i);
    if (!told) told = reach_small(&p, i, &behind);
    if (!told) told = reach_word(&p, i);
    if (told == REACHING_STOP) break;
  }
  return p.end;
}

struct counted_phrase counted_phrase_before(const struct text *x, uint32_t end, uint32_t least) {
  uint32_t first = end;
  while (first > least && end - first < PHRASE_WORDS) {
    const struct token *t = text_token(x, first - 1);
    bool joins = t->kind == TOKEN_POSSESSIVE ||
                 (text_mark(x, first - 1, '-') && text_joined(x, first - 1) && text_joined(x, first));
    if (!joins && t->kind != TOKEN_WORD && t->kind != TOKEN_ACRONYM) break;
    if (!joins && text_is_closed(x, first - 1)) break;
    const bool said = text_has(x, first - 1, LEXICON_CUE) && first > least + 1 && text_is_noun(x, first - 2) &&
                      (text_ends_in(x, first - 1, LEXICON_ENDING_PAST) ||
                       text_has(x, first - 1, LEXICON_VERB_PAST)); /* "the company reported | net income of" */
    const bool changed = text_has(x, first - 1, LEXICON_RANGE_CHANGE) && first > least + 1 &&
                         text_is_plural(x, first - 2); /* "makers increase | output from" */
    if (!joins && first < end && text_is_verb(x, first - 1) &&
        (changed || (!text_is_noun(x, first - 1) && (said || !text_kind(x, first - 1, KIND(ADJECTIVE))))))
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
  if (first < end && !article && !text_is_noun(x, end - 1) &&
      (text_is_verb(x, end - 1) || text_kind(x, end - 1, KIND(ADVERB))))
    first = end;
  return (struct counted_phrase){first, end};
}

bool text_is_of_time(const struct text *x, uint32_t at) {
  bool unit = text_has(x, at, LEXICON_TIME_NOUN) || text_has(x, at, LEXICON_DATE_UNIT);
  return (text_has(x, at, LEXICON_MONTH) && text_is_capital(x, at)) || text_has(x, at, LEXICON_WEEKDAY) ||
         text_has(x, at, LEXICON_DATE_DIRECTION) || (unit && at && text_has(x, at - 1, LEXICON_DATE_DIRECTION));
}

/* Where the nouns end that begin at `at`, before the first preposition, and not behind the verb. */
static uint32_t before_preposition(const struct text *x, uint32_t at, uint32_t verb) {
  while (at < verb && !text_has(x, at, LEXICON_PREPOSITION)) at++;
  return at;
}

/* Whether nothing but words that may stand in a noun phrase stands between its start and the verb. */
static bool is_unbroken(const struct text *x, uint32_t at, uint32_t verb) {
  if (verb - at > PHRASE_WORDS || !(text_token(x, at)->kind == TOKEN_WORD || text_token(x, at)->kind == TOKEN_ACRONYM))
    return false;
  for (uint32_t i = at; i < verb; i++) {
    const struct token *t = text_token(x, i);
    bool joins = t->kind == TOKEN_POSSESSIVE || (text_mark(x, i, '-') && text_joined(x, i) && text_joined(x, i + 1)),
         year = t->kind == TOKEN_NUMBER && i > at && i + 1 < verb,
         word = (t->kind == TOKEN_WORD && !text_is_closed(x, i) && !text_ends_in(x, i, LEXICON_ENDING_ADVERB)) ||
                t->kind == TOKEN_ACRONYM;
    if (!joins && !year && !word) return false;
    const bool verb_here = lexicon_has(t->word, LEXICON_VERB_PAST) || (i > at && lexicon_has(t->word, LEXICON_CUE));
    if (verb_here && (i > at || !(t->flags & TOKEN_CAPITALIZED))) return false;
  }
  return text_kind(x, verb - 1, NOUNS | VERBS) && !text_ends_in(x, verb - 1, LEXICON_ENDING_PAST);
}

uint32_t counted_phrase_with_of(const struct text *x, uint32_t at, uint32_t end, uint32_t limit) {
  if (text_joint(x, end) != 'o' || end == at || end >= limit) return end;
  uint32_t of = end + 1;
  of += text_has(x, of, LEXICON_DETERMINER);
  const uint32_t more = counted_phrase_end(x, of, limit, false);
  if (more > of) return more;
  return text_has(x, of, LEXICON_FIGURE_STATE) && of < limit ? of + 1 : end;
}

struct counted_phrase counted_subject(const struct text *x, uint32_t verb, uint32_t least) {
  uint32_t start = verb, at;
  while (start > least && verb - start < SUBJECT_WORDS) {
    const struct token *t = text_token(x, start - 1);
    if (t->kind == TOKEN_MARK && !text_mark(x, start - 1, '-')) break;
    if (start == verb && start > least + 1 &&
        text_phrase(x, start - 2, LEXICON_APPROXIMATION, NULL) == start) { /* more than | halved */
      start -= 2;
      continue;
    }
    if (lexicon_has(t->word, LEXICON_SUBORDINATOR) ||
        (lexicon_has(t->word, LEXICON_CONJUNCTION) && text_is_verb(x, start)))
      break;
    if (lexicon_has(t->word, LEXICON_CUE) && !text_mark(x, start, '-')) break;
    start--;
  }
  if (start > least && lexicon_is(text_token(x, start - 1)->word, LEXICON_IS_CUE_TELLS)) { /* told | reporters prices */
    start += text_has(x, start, LEXICON_DETERMINER);
    start += start + 1 < verb && !text_is_closed(x, start + 1 + text_has(x, start + 1, LEXICON_DETERMINER));
  }
  const char *relative = start > least + 1 ? lexicon_value(text_token(x, start - 1)->word, LEXICON_CLAUSE_WORD) : NULL;
  if (start == verb && relative && strchr("rt", *relative)) { /* a war that cost; inflation, which rose */
    const uint32_t end = start - 1 - text_mark(x, start - 2, ',');
    return text_has(x, end - 1, LEXICON_UNIT) ? (struct counted_phrase){verb, verb} /* 3 metres, which is */
                                              : counted_phrase_before(x, end, least);
  }
  for (at = start; at < verb; at++) {
    if (text_is_of_time(x, at)) continue; /* "February car production" */
    if (text_ends_in(x, at, LEXICON_ENDING_ADVERB) && text_has(x, at + 1, LEXICON_DETERMINER))
      continue; /* Originally the */
    if (text_has(x, at, LEXICON_DATE_UNIT) && at > start && text_token(x, at - 1)->kind == TOKEN_NUMBER &&
        !text_is_verb(x, at + 1))
      continue; /* "A 15 year bond" */
    if (text_has(x, at, LEXICON_CONJUNCTION) || (text_has(x, at, LEXICON_PREPOSITION) && text_is_of_time(x, at + 1)))
      continue; /* "But prices rose", "In May prices rose" */
    if (lexicon_has(text_token(x, at)->word, LEXICON_DETERMINER) ||
        lexicon_has(text_token(x, at)->word, LEXICON_POSSESSIVE_PRONOUN))
      continue;
    const uint32_t nouns = before_preposition(x, at, verb); /* The goods trade deficit | with Orsk was */
    uint32_t end = (nouns == verb || (nouns > at + 1 && text_kind(x, nouns - 1, NOUNS))) && is_unbroken(x, at, nouns)
                       ? nouns
                       : counted_phrase_end(x, at, verb, false);
    if (end == at && !text_is_closed(x, at)) continue;
    if (end == at + 1 && text_has(x, at, LEXICON_UNIT)) continue;
    return (struct counted_phrase){at, counted_phrase_with_of(x, at, end, verb)};
  }
  return (struct counted_phrase){verb, verb};
}
