/* What words can be: see words.h. */
#include "words.h"

#include "../quoted.h"

bool view_noun_here(const struct sentence_view *v, uint32_t i) {
  if (!i || *view_letters(v, i - 1, LEXICON_CLAUSE_WORD) == 's') return false;
#define BEFORE_NOUN(set) \
  (LEXICON_BIT(DETERMINER, set) | LEXICON_BIT(POSSESSIVE_PRONOUN, set) | LEXICON_BIT(PREPOSITION, set))
  const struct token *before = view_token(v, i - 1);
  return LEXICON_ANY(lexicon_sets_of(before->word)->entry, BEFORE_NOUN) || before->kind == TOKEN_POSSESSIVE ||
         before->kind == TOKEN_NUMBER;
}

static unsigned mark_class(const struct sentence_view *v, uint32_t i) {
  const struct token *t = view_token(v, i);
  const char *c = v->document->text + t->start;
  if (t->length == 1) switch (*c) {
      case ',':
      case '(':
      case ')': return WORD_COMMA;
      case ';':
      case ':': return WORD_STOP;
      case '-':
        return (t->flags & TOKEN_AFTER_SPACE && t[1].flags & TOKEN_AFTER_SPACE) || c[1] == '-' || (i && c[-1] == '-')
                   ? WORD_STOP
                   : 0;
      case '"': return WORD_MARK;
      case '\'':
      case '`': return c[1] == *c || (i && c[-1] == *c) ? WORD_MARK : 0; /* ``...'' */
      case '.':
      case '?':
      case '!':
        if (i + 2 >= v->count || view_token(v, i + 1)->kind == TOKEN_MARK) return WORD_STOP;
        /* "the law. if he" */
        return t[1].flags & TOKEN_AFTER_SPACE && !(t[1].flags & TOKEN_CAPITALIZED) && t[1].kind == TOKEN_WORD && i &&
                       !view_in(v, i - 1, LEXICON_ABBREVIATION) && !view_in(v, i - 1, LEXICON_ABBREVIATION_BEFORE_NAME)
                   ? WORD_STOP
                   : 0;
      default: return 0;
    }
  if (t->length == 2) return !memcmp(c, "\xC2\xAB", 2) || !memcmp(c, "\xC2\xBB", 2) ? WORD_MARK : 0;
  if (t->length != 3 || memcmp(c, "\xE2\x80", 2)) return 0;
  switch ((unsigned char)c[2]) {
    case 0x9c:
    case 0x9d:
    case 0x9e: return WORD_MARK; /* “ ” „ */
    case 0x94:
    case 0x95: return WORD_STOP; /* — ― */
    case 0x93: return t->flags & TOKEN_AFTER_SPACE ? WORD_STOP : 0;
    default: return 0;
  }
}

/* Whether a word of these lists does grammar's work rather than name a thing or an act. */
static bool is_closed(const struct lexicon_sets *w) {
#define CLOSED(set)                                                                                 \
  (LEXICON_BIT(PREPOSITION, set) | LEXICON_BIT(CONJUNCTION, set) | LEXICON_BIT(SUBORDINATOR, set) | \
   LEXICON_BIT(AUXILIARY, set) | LEXICON_BIT(PLAIN_ADVERB, set) | LEXICON_BIT(DETERMINER, set) |    \
   LEXICON_BIT(SUBJECT_PRONOUN, set) | LEXICON_BIT(POSSESSIVE_PRONOUN, set) | LEXICON_BIT(OBJECT_PRONOUN, set))
  return LEXICON_ANY(w->entry, CLOSED);
}

static const struct lexicon_sets *view_sets(const struct sentence_view *v, uint32_t i) {
  return lexicon_sets_of(view_token(v, i)->word);
}

/* Whether a pronoun stands before `i` that may be a verb's subject. */
static bool is_behind_pronoun(const struct sentence_view *v, uint32_t i) {
  return i && view_in(v, i - 1, LEXICON_SUBJECT_PRONOUN) && !view_is(v, i - 1, WORD_THAT);
}

/* Whether what stands before `i`, a modal or the particle of an infinitive, leaves no verb but an infinitive there. */
static bool is_bound(const struct sentence_view *v, uint32_t i) { return i && view_is(v, i - 1, WORD_MODAL | WORD_TO); }

/* The tense of an auxiliary or contraction at `i`; 0 if it is none there. */
static unsigned auxiliary_class(const struct sentence_view *v, uint32_t i) {
  const char *auxiliary = view_letters(v, i, LEXICON_AUXILIARY);
  if (*auxiliary == 'm') {
    bool a_noun =
        view_noun_here(v, i) && (view_token(v, i)->flags & TOKEN_CAPITALIZED || view_in(v, i - 1, LEXICON_ARTICLE) ||
                                 view_in(v, i - 1, LEXICON_POSSESSIVE_PRONOUN)); /* the will of the people */
    return a_noun ? 0 : WORD_MODAL;
  }
  if (*auxiliary)
    return strchr(auxiliary, 'p') ? WORD_PAST : strchr(auxiliary, 'n') || is_bound(v, i) ? 0 : WORD_PRESENT;
  const char *contraction = view_letters(v, i, LEXICON_CONTRACTION);
  uint32_t next = i + 1 + (*contraction == 'd' && view_in(v, i + 1, LEXICON_PLAIN_ADVERB)); /* I'd never seen */
  bool had = *contraction == 'd' && (view_in(v, next, LEXICON_VERB_PAST) || view_in(v, next, LEXICON_PARTICIPLE) ||
                                     view_ends_in(v, next, LEXICON_ENDING_PAST));
  return had ? WORD_PAST : *contraction == 'm' || *contraction == 'd' ? WORD_MODAL : WORD_PRESENT;
}

/* The same of a word that no list has for a verb. */
static unsigned other_verb_class(const struct sentence_view *v, uint32_t i) {
  const struct token *t = view_token(v, i);
  if (is_behind_pronoun(v, i))
    return t->kind != TOKEN_WORD || is_closed(lexicon_sets_of(t->word)) || view_noun_here(v, i) ||
                   view_in(v, i, LEXICON_TIME_ADVERB) || view_ends_in(v, i, LEXICON_ENDING_PARTICIPLE) ||
                   view_ends_in(v, i, LEXICON_ENDING_ADVERB)
               ? 0
               : WORD_PRESENT; /* they borrow */
  /* a verb in the third person, by what it governs */
  if (!i || !view_ends_in(v, i, LEXICON_ENDING_PLURAL) || view_ends_in(v, i, LEXICON_ENDING_NO_PLURAL)) return 0;
  bool object = view_in(v, i + 1, LEXICON_DETERMINER) || view_in(v, i + 1, LEXICON_POSSESSIVE_PRONOUN);
  bool plain = object && !is_closed(lexicon_sets_of(t->word)) && view_token(v, i - 1)->kind == TOKEN_WORD &&
               !is_closed(view_sets(v, i - 1)) && !view_noun_here(v, i);
  return plain && !view_ends_in(v, i - 1, LEXICON_ENDING_PLURAL) ? WORD_PRESENT : 0;
}

/* The tense of a finite verb that stands at `i`; 0 if none does. */
static unsigned verb_class(const struct sentence_view *v, uint32_t i, const struct lexicon_sets *w) {
  const struct token *t = &v->tokens[i];
  if (t->kind == TOKEN_POSSESSIVE) return is_behind_pronoun(v, i) ? WORD_PRESENT : 0; /* it's */
  if (lexicon_in(w, LEXICON_AUXILIARY) | lexicon_in(w, LEXICON_CONTRACTION)) return auxiliary_class(v, i);
  const bool present = lexicon_in(w, LEXICON_VERB_PRESENT), past = lexicon_in(w, LEXICON_VERB_PAST);
  if (t->flags & TOKEN_CAPITALIZED) return !i && present ? WORD_PRESENT : 0;
  if (is_bound(v, i)) return 0;
  const bool regular = view_ends_in(v, i, LEXICON_ENDING_PAST) && !lexicon_in(w, LEXICON_NOT_VERB);
  if (!(past | present | regular)) return other_verb_class(v, i);
  if (view_noun_here(v, i)) return 0;
  if (past) return WORD_PAST;
  if (i && view_in(v, i - 1, LEXICON_CONDITION_CUE) && view_ends_in(v, i, LEXICON_ENDING_PLURAL))
    return 0;                                                                   /* once | talks begin */
  if (lexicon_in(w, LEXICON_PREPOSITION) && !is_behind_pronoun(v, i)) return 0; /* towns like Orsk */
  return present ? WORD_PRESENT : WORD_PAST;
}

/* Whether a noun phrase can begin with token `i`, that is no conjunction or relative pronoun. */
static bool is_subject(const struct sentence_view *v, uint32_t i, const struct lexicon_sets *w) {
  const struct token *t = &v->tokens[i];
  if (t->kind == TOKEN_POSSESSIVE || t->kind == TOKEN_ADDRESS) return false;
  if (lexicon_in(w, LEXICON_SUBJECT_PRONOUN) | lexicon_in(w, LEXICON_DETERMINER)) return true;
#define NO_SUBJECT(set)                                                                             \
  (LEXICON_BIT(PREPOSITION, set) | LEXICON_BIT(CONJUNCTION, set) | LEXICON_BIT(SUBORDINATOR, set) | \
   LEXICON_BIT(AUXILIARY, set) | LEXICON_BIT(VERB_PAST, set) | LEXICON_BIT(PLAIN_ADVERB, set))
  if (LEXICON_ANY(w->entry, NO_SUBJECT)) return false;
  return t->flags & TOKEN_CAPITALIZED || lexicon_in(w, LEXICON_PLURAL_NOUN) ||
         (!view_ends_in(v, i, LEXICON_ENDING_PARTICIPLE) && !view_ends_in(v, i, LEXICON_ENDING_PAST) &&
          !view_ends_in(v, i, LEXICON_ENDING_ADVERB));
}

/* Marks what stands in quotation marks, also in those that opened in an earlier sentence. */
static void read_quoted(struct sentence_view *v) {
  const struct quoted_texts *quoted = document_quoted(v->document);
  uint32_t end = v->first + v->count;
  for (uint32_t q = quoted_from(quoted, v->first); q < quoted->count && quoted->items[q].first < end; q++) {
    const struct quoted *text = &quoted->items[q];
    uint32_t from = text->inner > v->first ? text->inner : v->first, to = text->inner_end < end ? text->inner_end : end;
    for (uint32_t i = from; i < to; i++)
      if (!view_is(v, i - v->first, WORD_MARK)) v->words[i - v->first] |= WORD_QUOTED;
  }
}

void view_read_words(struct sentence_view *v) {
  for (uint32_t i = 0; i < v->count; i++) {
    const struct token *t = &v->tokens[i];
    if (t->kind == TOKEN_MARK) {
      v->words[i] = (uint16_t)mark_class(v, i);
      continue;
    }
    const struct lexicon_sets *w = lexicon_sets_of(t->word);
    const char letter = lexicon_in(w, LEXICON_CLAUSE_WORD) ? *lexicon_value(t->word, LEXICON_CLAUSE_WORD) : 0;
    unsigned word = letter == 'r' ? WORD_RELATIVE : letter == 't' ? WORD_THAT : letter == 'o' ? WORD_TO : 0;
    if (!(word & (WORD_RELATIVE | WORD_THAT)) && is_subject(v, i, w)) word |= WORD_SUBJECT;
    if (lexicon_match(t, LEXICON_NEGATION, NULL)) word |= WORD_NEGATIVE;
    v->words[i] = (uint16_t)(word | verb_class(v, i, w));
  }
  v->words[v->count] = WORD_STOP;
  read_quoted(v);
}
