/* Where clauses begin and end: see bounds.h. */
#include "bounds.h"

enum { AUXILIARY_REACH = 3 /* words from an auxiliary to its verb */ };
static const uint32_t NOT_OPEN = UINT32_MAX;

/* How the clause that is open inside another ends. */
enum closing { AT_COMMA, AT_VERB /* at its second one, or at a comma */, AT_EITHER };

struct builder {
  const struct sentence_view *v;
  struct clause_list *list;
  uint32_t base;             /* where the sentence's clauses begin in the list */
  uint32_t main, complement; /* the open clauses, by number from `base`; NOT_OPEN */
  uint32_t inner;            /* what is open in them: relative, adverbial or aside */
  enum closing closing;      /* of `inner` */
  bool inner_verb;           /* `inner` has its verb */
  bool sure;                 /* the subject has had its clause, so its verb is next: "A man, who fled, died" */
  bool fronted;              /* what stands before the subject: "On Monday, …" */
  bool speech;               /* the main verb is one of saying, and no comma came since */
  bool comma;                /* the main clause has its verb, and a comma behind that */
  uint32_t comma_at;         /* the last one */
  uint32_t closed;           /* where the last inner clause ended */
  uint32_t verb, participle; /* the last verb; the main one may be a participle: "a man arrested Monday …"; 0: none */
};

static struct clause *clause_of(const struct builder *b, uint32_t number) { return &b->list->items[b->base + number]; }

/* Opens a clause at token `at` of the view within another; its number, NOT_OPEN without memory. */
static uint32_t open_clause(struct builder *b, enum clause_role role, uint32_t at, uint32_t within) {
  uint32_t number = (uint32_t)b->list->count - b->base;
  struct clause *c = ARENA_ADD(&b->v->document->arena, b->list);
  if (!c) return NOT_OPEN;
  *c = (struct clause){.first = at, .end = b->v->count, .verb = b->v->count, .within = within, .role = (uint8_t)role};
  if (within == NOT_OPEN) c->within = number;
  return number;
}

static void close_clause(struct builder *b, uint32_t *number, uint32_t at) {
  if (*number == NOT_OPEN) return;
  clause_of(b, *number)->end = at;
  *number = NOT_OPEN;
  b->closed = at;
}

static uint32_t innermost(const struct builder *b) {
  return b->inner != NOT_OPEN ? b->inner : b->complement != NOT_OPEN ? b->complement : b->main;
}

static void begin_main(struct builder *b, uint32_t at) {
  b->main = open_clause(b, CLAUSE_MAIN, at, NOT_OPEN);
  b->complement = b->inner = NOT_OPEN;
  b->speech = b->comma = b->fronted = false;
  b->verb = b->participle = 0;
}

static void end_main(struct builder *b, uint32_t at) {
  close_clause(b, &b->inner, at);
  close_clause(b, &b->complement, at);
  close_clause(b, &b->main, at);
}

static bool has_main_verb(const struct builder *b) { return clause_of(b, b->main)->verb < b->v->count; }

static void open_inner(struct builder *b, enum clause_role role, uint32_t at, enum closing closing) {
  close_clause(b, &b->inner, at);
  b->inner = open_clause(b, role, at, innermost(b));
  b->closing = closing;
  b->inner_verb = false;
}

/* Whether a word is a participle, which may follow its noun without a pronoun. */
static bool is_participle(const struct sentence_view *v, uint32_t i) {
  if (view_token(v, i)->kind != TOKEN_WORD || view_token(v, i)->length < 3) return false;
  return view_ends_in(v, i, LEXICON_ENDING_PARTICIPLE) || view_in(v, i, LEXICON_PARTICIPLE) ||
         (view_ends_in(v, i, LEXICON_ENDING_PAST) && !view_in(v, i, LEXICON_NOT_VERB));
}

static bool is_auxiliary(const struct sentence_view *v, uint32_t i) {
  const char *letters = view_letters(v, i, LEXICON_AUXILIARY);
  return *letters && !strchr(letters, 'n');
}

static bool is_past(const struct sentence_view *v, uint32_t i) {
  return view_in(v, i, LEXICON_VERB_PAST) || strchr(view_letters(v, i, LEXICON_AUXILIARY), 'p') ||
         (view_ends_in(v, i, LEXICON_ENDING_PAST) && !view_in(v, i, LEXICON_NOT_VERB));
}

/* Whether a word can have a verb behind it. */
static bool leaves_room_for_verb(const struct sentence_view *v, uint32_t i) {
  const struct token *t = view_token(v, i);
  if (t->kind == TOKEN_POSSESSIVE) return false;
  if (view_mark(v, i, '-') && !(view_token(v, i + 1)->flags & TOKEN_AFTER_SPACE)) return false;
  const char *next = view_letters(v, i + 1, LEXICON_AUXILIARY);
  if (view_in(v, i, LEXICON_DETERMINER)) return view_in(v, i, LEXICON_SUBJECT_PRONOUN) || (*next && *next != 'm');
  return !view_in(v, i, LEXICON_PREPOSITION) && !view_in(v, i, LEXICON_POSSESSIVE_PRONOUN);
}

/* Whether a finite verb stands here; one that goes with the verb before it ("was [later] arrested") is none. */
static bool is_verb(const struct builder *b, uint32_t i) {
  const struct sentence_view *v = b->v;
  const struct token *t = view_token(v, i);
  if (!i || t->kind != TOKEN_WORD || t->flags & TOKEN_CAPITALIZED) return false;
  if (view_mark(v, i + 1, '-') && !(view_token(v, i + 1)->flags & TOKEN_AFTER_SPACE)) return false;
  bool named = view_token(v, i - 1)->flags & TOKEN_CAPITALIZED || view_in(v, i - 1, LEXICON_PERSONAL_PRONOUN) ||
               view_is(v, i - 1, WORD_RELATIVE | WORD_THAT);
  bool present = named && view_is(v, i, WORD_PRESENT) && view_ends_in(v, i, LEXICON_ENDING_PLURAL);
  if (!is_auxiliary(v, i) && !is_past(v, i) && !present && !view_in(v, i, LEXICON_CONTRACTION)) return false;
  if (b->verb && i - b->verb <= AUXILIARY_REACH && is_auxiliary(v, b->verb)) return false;
  return view_in(v, i, LEXICON_CONTRACTION) || leaves_room_for_verb(v, i - 1);
}

/* Notes a verb at `i` for a clause. */
static void set_verb(const struct builder *b, uint32_t number, uint32_t i) {
  const struct sentence_view *v = b->v;
  struct clause *c = clause_of(b, number);
  const char *auxiliary = view_letters(v, i, LEXICON_AUXILIARY);
  c->verb = i;
  c->tense = v->words[i] & WORD_FINITE;
  c->perfect = *auxiliary == 'h' && strchr(auxiliary, 'p');
  c->negative = view_is(v, i, WORD_NEGATIVE) || (*auxiliary && view_is(v, i + 1, WORD_NEGATIVE)) ||
                (i && view_is(v, i - 1, WORD_NEGATIVE));
}

static void set_main_verb(struct builder *b, uint32_t i) {
  set_verb(b, b->main, i);
  b->participle = 0;
  b->speech = view_in(b->v, i, LEXICON_CUE);
}

/* Where the subject of the verb at `i` begins, behind token `least`, if a small word or a capital shows it; else `i`. */
static uint32_t subject_start(const struct sentence_view *v, uint32_t least, uint32_t i) {
  for (uint32_t k = i; k-- > least;) {
    if (view_in(v, k, LEXICON_TIME_ADVERB) || view_token(v, k)->kind == TOKEN_MARK) return k + 1;
    if (view_in(v, k, LEXICON_DETERMINER) || view_in(v, k, LEXICON_PERSONAL_PRONOUN) ||
        view_in(v, k, LEXICON_POSSESSIVE_PRONOUN)) {
      while (k > least && view_in(v, k - 1, LEXICON_DETERMINER) && !view_is(v, k - 1, WORD_THAT)) k--; /* the two */
      return k;
    }
    if (view_token(v, k)->flags & TOKEN_CAPITALIZED && !(view_token(v, k - 1)->flags & TOKEN_CAPITALIZED)) return k;
  }
  return i;
}

/* ", police said": from the comma on. */
static void begin_tag(struct builder *b, uint32_t verb) {
  close_clause(b, &b->complement, b->comma_at);
  if (b->inner == NOT_OPEN) b->inner = open_clause(b, CLAUSE_TAG, b->comma_at + 1, b->main);
  if (b->inner == NOT_OPEN) return;
  clause_of(b, b->inner)->role = CLAUSE_TAG; /* it seemed to be an aside */
  clause_of(b, b->inner)->within = b->main;
  b->closing = AT_COMMA;
  b->inner_verb = true;
  set_verb(b, b->inner, verb);
}

static void read_verb(struct builder *b, uint32_t i) {
  const struct sentence_view *v = b->v;
  bool joined = view_in(v, i - 1, LEXICON_CONJUNCTION) || view_mark(v, i - 1, ',');
  b->verb = i;
  if (b->inner != NOT_OPEN && clause_of(b, b->inner)->role != CLAUSE_ASIDE) {
    if (!b->inner_verb) set_verb(b, b->inner, i);
    if (b->closing == AT_VERB && b->inner_verb && !joined) {
      close_clause(b, &b->inner, i);
      set_main_verb(b, i);
    }
    b->inner_verb = true;
    return;
  }
  bool apart = b->closed <= b->comma_at && !view_in(v, b->comma_at + 1, LEXICON_CONJUNCTION) &&
               (b->complement == NOT_OPEN || clause_of(b, b->complement)->first < b->comma_at);
  if (has_main_verb(b) && b->comma && apart && view_in(v, i, LEXICON_CUE) && !view_in(v, i - 1, LEXICON_CONJUNCTION)) {
    begin_tag(b, i);
    return;
  }
  close_clause(b, &b->inner, i);
  if (!has_main_verb(b)) {
    set_main_verb(b, i);
  } else if (b->participle && !joined && !view_in(v, i + 1, LEXICON_AGENT)) { /* "a man arrested Monday | died" */
    if (b->closed <= b->participle) {
      uint32_t reduced = open_clause(b, CLAUSE_RELATIVE, b->participle, b->main);
      if (reduced == NOT_OPEN) return;
      set_verb(b, reduced, b->participle);
      clause_of(b, reduced)->end = i;
    }
    set_main_verb(b, i);
  } else if (b->complement != NOT_OPEN) {
    if (clause_of(b, b->complement)->verb == v->count) set_verb(b, b->complement, i);
  } else if (b->speech && !joined) { /* "Police said the two had fled." */
    uint32_t verb = clause_of(b, b->main)->verb, least = verb < b->closed ? b->closed : verb + 1;
    b->complement = open_clause(b, CLAUSE_COMPLEMENT, subject_start(v, least, i), b->main);
    if (b->complement != NOT_OPEN) set_verb(b, b->complement, i);
  } else {
    set_verb(b, b->main, clause_of(b, b->main)->verb);
  }
}

/* What a comma and these open is an aside: ", originally set for April 20, ", ", killing two". */
static bool opens_aside(const struct sentence_view *v, uint32_t i) {
  if (view_token(v, i)->kind != TOKEN_WORD || view_token(v, i)->flags & TOKEN_CAPITALIZED) return false;
  return is_participle(v, i) || (view_in(v, i, LEXICON_ASIDE_ADVERB) && is_participle(v, i + 1));
}

/* "Jan. 28, 2019", "Monday, Jan. 28" */
static bool is_within_date(const struct sentence_view *v, uint32_t i) {
  if (!i || i + 1 >= v->count) return false;
  const struct token *next = view_token(v, i + 1);
  return (view_token(v, i - 1)->kind == TOKEN_NUMBER && next->kind == TOKEN_NUMBER && next->length == 4) ||
         (view_in(v, i - 1, LEXICON_WEEKDAY) && lexicon_has(next->word, LEXICON_MONTH));
}

static void read_comma(struct builder *b, uint32_t i) {
  const struct sentence_view *v = b->v;
  const uint32_t next = i + 1;
  if (is_within_date(v, i)) return;
  bool main = has_main_verb(b), inner = b->inner != NOT_OPEN;
  bool adjunct = view_in(v, next, LEXICON_PREPOSITION) || view_in(v, next, LEXICON_TIME_ADVERB) ||
                 view_in(v, next, LEXICON_CONJUNCTION);
  bool aside = main ? view_in(v, next, LEXICON_DETERMINER) : !b->fronted && !inner && !adjunct;
  bool of_subject = !main && !b->fronted && inner;
  b->sure = of_subject;
  close_clause(b, &b->inner, i);
  b->comma = main && !(b->fronted && b->participle);
  b->comma_at = i;
  b->fronted = b->speech = false;
  b->participle = 0;
  if (next >= v->count) return;
  if (!(of_subject && is_past(v, next)) && opens_aside(v, next)) open_inner(b, CLAUSE_ADVERBIAL, next, AT_COMMA);
  else if (aside) open_inner(b, CLAUSE_ASIDE, next, AT_EITHER);
}

/* A word that opens a clause, by its letter in the lexicon. */
static void read_opener(struct builder *b, uint32_t i, char letter) {
  const struct sentence_view *v = b->v;
  bool comma = !i || view_mark(v, i - 1, ','), main = has_main_verb(b);
  enum closing closing = (main && !b->participle) || comma ? AT_COMMA : AT_VERB;
  switch (letter) {
    case 'b': close_clause(b, &b->inner, i); break;
    case 's': open_inner(b, CLAUSE_ADVERBIAL, i, AT_COMMA); break;
    case 'w': open_inner(b, CLAUSE_WHEN, i, AT_COMMA); break;
    case 'r': open_inner(b, CLAUSE_RELATIVE, i, closing); break;
    default: /* that */
      if (main && b->inner == NOT_OPEN && view_in(v, clause_of(b, b->main)->verb, LEXICON_CUE)) {
        b->participle = 0;
        if (b->complement == NOT_OPEN) b->complement = open_clause(b, CLAUSE_COMPLEMENT, i, b->main);
      } else if (b->inner == NOT_OPEN && !comma) {
        open_inner(b, CLAUSE_RELATIVE, i, closing);
      }
  }
}

static void read_word(struct builder *b, uint32_t i) {
  const struct sentence_view *v = b->v;
  const char *letter;
  if (lexicon_match(view_token(v, i), LEXICON_CLAUSE_OPENS, &letter)) {
    read_opener(b, i, *letter);
    return;
  }
  bool capitalized = view_token(v, i)->flags & TOKEN_CAPITALIZED, main = has_main_verb(b);
  if (is_verb(b, i)) read_verb(b, i);
  else if (!main && b->inner == NOT_OPEN && i && is_participle(v, i) && !capitalized && leaves_room_for_verb(v, i - 1))
    set_main_verb(b, i); /* "a plane carrying 40 …" */
  else return;
  /* A participle that has no object may be the subject's: "a man arrested Monday died". */
  bool said = view_in(v, i, LEXICON_CUE) && !view_in(v, i + 1, LEXICON_PREPOSITION);
  if (i && !main && clause_of(b, b->main)->verb == i && !is_auxiliary(v, i) && is_participle(v, i) &&
      !view_in(v, i + 1, LEXICON_DETERMINER) && !said && !b->sure)
    b->participle = i;
}

/* Whether the sentence begins with how many there are: "At least 40 people died", "40 people died". */
static bool begins_with_count(const struct sentence_view *v) {
  const uint32_t number = lexicon_match(view_token(v, 0), LEXICON_APPROXIMATION, NULL);
  const struct token *behind = view_token(v, number + 1);
  return (view_token(v, number)->kind == TOKEN_NUMBER || view_in(v, number, LEXICON_CARDINAL)) &&
         behind->kind == TOKEN_WORD && !(behind->flags & TOKEN_CAPITALIZED) &&
         !view_in(v, number + 1, LEXICON_PREPOSITION);
}

void view_read_clauses(const struct sentence_view *v, struct clause_list *list) {
  struct builder b = {.v = v, .list = list, .base = (uint32_t)list->count};
  begin_main(&b, 0);
  if (b.main == NOT_OPEN) return;
  b.fronted = !begins_with_count(v) && (view_in(v, 0, LEXICON_PREPOSITION) || view_in(v, 0, LEXICON_TIME_ADVERB) ||
                                        view_token(v, 0)->kind == TOKEN_NUMBER);
  /* "Speaking in Paris …", "Arrested on Friday …" */
  if (is_participle(v, 0) && (view_in(v, 1, LEXICON_PREPOSITION) || view_in(v, 1, LEXICON_TIME_ADVERB) ||
                              (view_in(v, 1, LEXICON_DETERMINER) && !view_is(v, 1, WORD_THAT)))) {
    open_inner(&b, CLAUSE_ADVERBIAL, 0, AT_COMMA);
    b.fronted = true;
  }
  for (uint32_t i = 0; i < v->count && !document_must_stop(v->document, 1); i++) {
    if (view_mark(v, i, ';') ||
        (view_mark(v, i, ':') && i + 1 < v->count && view_token(v, i + 1)->flags & TOKEN_AFTER_SPACE)) {
      end_main(&b, i);
      begin_main(&b, i + 1);
      if (b.main == NOT_OPEN) return;
    } else if (view_is(v, i, WORD_COMMA) || (view_mark(v, i, '-') && view_is(v, i, WORD_STOP))) {
      read_comma(&b, i);
    } else if (view_token(v, i)->kind == TOKEN_WORD) {
      read_word(&b, i);
    }
  }
}
