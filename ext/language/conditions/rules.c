/* What each cue needs on either side: see rules.h. */
#include "rules.h"

#include "possible.h"

#include <string.h>

/* What a rule works on. */
struct at {
  const struct view *v;
  uint32_t cue, after; /* its first token, and the one behind its last */
  struct run sub;      /* the clause or phrase it begins */
  struct run main;     /* the one that this belongs to */
  bool fronted;        /* sub stands first */
  struct reading *out;
};

static bool any(const struct at *a, struct run r, unsigned classes) { return view_any(a->v, r, classes); }
static bool has_verb(const struct at *a, struct run r) { return any(a, r, WORD_FINITE); }
static bool next_is(const struct at *a, unsigned classes) { return view_is(&a->v->s, a->after, classes); }
static bool prev_is(const struct at *a, unsigned classes) { return a->cue && view_is(&a->v->s, a->cue - 1, classes); }
static bool prev_in(const struct at *a, enum lexicon_list list) {
  return a->cue && view_in(&a->v->s, a->cue - 1, list);
}

static bool gives(struct at *a, enum condition_kind kind, struct run condition, struct run consequence) {
  a->out->kind = kind;
  a->out->condition = run_trimmed(a->v, condition);
  a->out->consequence = run_trimmed(a->v, consequence);
  return !run_is_empty(a->out->condition) || !run_is_empty(a->out->consequence);
}
static bool sub_first(struct at *a, enum condition_kind kind) { return gives(a, kind, a->sub, a->main); }

/* The tense of a clause: that of its first finite verb; 0 if it has none. */
static unsigned tense(const struct at *a, struct run r) {
  uint32_t verb = view_find(a->v, r, WORD_FINITE);
  return verb < r.end ? a->v->s.words[verb] & WORD_FINITE : 0;
}

/* Whether it is what somebody promises or demands ("refused | to go"), or says. */
static bool is_opened(const struct at *a, struct run r, bool promise) {
  for (uint32_t i = 0; i < a->v->n_openings; i++)
    if (a->v->openings[i].at == r.first && a->v->openings[i].promise == promise) return true;
  return false;
}
static bool is_modal(const struct at *a, struct run r) { return any(a, r, WORD_MODAL) || is_opened(a, r, true); }
/* Whether a clause is about what may come, not about what was: it has a modal,
** hangs on a verb of promising, or is in the present or without a verb. */
static bool is_open(const struct at *a, struct run r) { return is_modal(a, r) || !(tense(a, r) & WORD_PAST); }
/* Whether its subject or its verb is in the negative, or what it hangs on is a refusal. */
static bool is_negative(const struct at *a, struct run r) {
  uint32_t verb = view_find(a->v, r, WORD_FINITE);
  for (uint32_t i = r.first; i < r.end; i++)
    if (view_is(&a->v->s, i, WORD_NEGATIVE) && !view_is(&a->v->s, i, VIEW_ATTRIBUTION) &&
        (i <= verb + 3 || view_is(&a->v->s, i, WORD_FINITE) || (i && view_is(&a->v->s, i - 1, WORD_FINITE))))
      return true;
  if (r.first < 2 || !view_is(&a->v->s, r.first, WORD_TO)) return false;
  return view_is(&a->v->s, r.first - 1, WORD_NEGATIVE) || view_is(&a->v->s, r.first - 2, WORD_NEGATIVE);
}
static bool is_necessary(const struct at *a, struct run r) {
  uint32_t first = r.first > 2 ? r.first - 2 : 0; /* insists that | ... */
  return view_any_in(a->v, (struct run){first, r.end}, LEXICON_CONDITION_NECESSITY);
}

/* Whether the clause behind the cue has its verb before any comma, but for "the last soldier, who stayed, has gone". */
static bool is_clause(const struct at *a) {
  uint32_t verb = view_find(a->v, a->sub, WORD_FINITE), comma = view_find(a->v, a->sub, WORD_COMMA);
  return verb < a->sub.end && (verb < comma || view_is(&a->v->s, comma + 1, WORD_RELATIVE));
}

/* A time behind the cue, or a phrase that tells of none, rather than an event. */
static bool is_time(const struct at *a) {
  if (is_no_event(view_token(&a->v->s, a->after))) return true;
  return view_in(&a->v->s, a->after, LEXICON_TIME_ADVERB) && !view_is(&a->v->s, a->after + 1, WORD_FINITE);
}

/* Whether the cue stands where a clause begins. */
static bool begins(const struct at *a) {
  const struct view *v = a->v;
  uint32_t i = a->cue;
  if (!i || view_is(&v->s, i - 1, WORD_STOP | VIEW_ATTRIBUTION) || view_in(&v->s, i - 1, LEXICON_SUBORDINATOR))
    return true;
  const char *letters =
      view_in(&v->s, i - 1, LEXICON_CUE) ? lexicon_value(view_token(&v->s, i - 1)->word, LEXICON_CUE) : "";
  if (strpbrk(letters, "st") && !view_in(&v->s, i - 1, LEXICON_CONDITION_WHETHER)) return true; /* I think if ... */
  for (uint32_t k = 0; k < v->n_openings; k++)
    if (v->openings[k].at == i) return true;
  if (view_is(&v->s, i - 1, WORD_MARK)) return i < 2 || view_is(&v->s, i, WORD_QUOTED);
  if (view_in(&v->s, i - 1, LEXICON_CONJUNCTION)) return true;
  if (!view_is(&v->s, i - 1, WORD_COMMA)) return false;
  if (i > 1 && view_in(&v->s, i - 2, LEXICON_AUXILIARY) && !view_is(&v->s, i - 2, WORD_MODAL))
    return true; /* the truth is, if ... */
  uint32_t start = clause_start(v, i);
  return !view_any(v, (struct run){start, i}, WORD_FINITE);
}

/* Whether the cue gives a choice: it stands behind the conjunction of one. */
static bool is_or(const struct at *a) {
  return a->cue && *view_letters(&a->v->s, a->cue - 1, LEXICON_CONJUNCTION) == 'o';
}

/* Whether a dash stands right before the cue, which may go on with what stands before that. */
static bool is_behind_dash(const struct at *a) {
  if (a->cue < 2 || !view_is(&a->v->s, a->cue - 1, WORD_STOP)) return false;
  const struct token *t = view_token(&a->v->s, a->cue - 1);
  const char *c = a->v->s.document->text + t->start;
  return *c == '-' || (t->length == 3 && *c == '\xE2');
}

/* Finds both sides.  `clause` says that the cue begins one with a verb. */
static bool find_sides(struct at *a, bool clause) {
  uint32_t end = 0, main;
  bool comma = a->cue && view_is(&a->v->s, a->cue - 1, WORD_COMMA);
  uint32_t mark = next_mark(a->v, a->after);
  if (comma && clause && view_is(&a->v->s, a->after, WORD_PAST) && view_is(&a->v->s, mark, WORD_COMMA)) {
    a->sub = (struct run){a->after, mark}; /* and would, if approved, | cost */
    a->main = (struct run){mark + 1, clause_end(a->v, mark + 1)};
    return !run_is_empty(run_trimmed(a->v, a->main));
  }
  a->fronted = begins(a);
  if (!a->fronted && comma && clause &&
      (main = main_after(a->v, a->after, true, &end)) != 0) /* I tell you this, if they sign, we will */
    a->fronted = main > end + 1 ||                          /* Let us say, if they sign, then we will */
                 (view_is(&a->v->s, main, WORD_SUBJECT) &&
                  view_any(a->v, (struct run){main, next_mark(a->v, main)}, WORD_MODAL));
  if (a->fronted && (main = main_after(a->v, a->after, clause, &end)) != 0) {
    for (uint32_t i = 0; i < a->v->n_openings; i++) /* Without a deal, the firm said | it would close */
      if (a->v->openings[i].holder.first == main && !a->v->openings[i].promise &&
          has_verb(a, (struct run){a->v->openings[i].at, clause_end(a->v, a->v->openings[i].at)}))
        main = a->v->openings[i].at;
    a->sub = (struct run){a->after, end};
    a->main = (struct run){main, clause_end(a->v, main)};
    return true;
  }
  if (!a->cue || view_is(&a->v->s, a->cue - 1, WORD_THAT)) return false;
  a->fronted = false;
  const uint32_t dash = is_behind_dash(a); /* They would go - if they could */
  a->main = run_trimmed(a->v, (struct run){clause_start(a->v, a->cue - dash), a->cue - dash});
  if (is_or(a)) /* "if it falls or | if it turns": both belong to what stands before the first */
    for (uint32_t i = a->cue - 1; i-- > a->main.first + 1;)
      if (view_in(&a->v->s, i, LEXICON_CONDITION_CUE) &&
          view_token(&a->v->s, i)->word == view_token(&a->v->s, a->cue)->word)
        a->main = run_trimmed(a->v, (struct run){a->main.first, i});
  a->sub = (struct run){a->after, clause_end(a->v, a->after)};
  for (uint32_t i = a->sub.first + 1; clause && i + 2 < a->sub.end; i++)
    if (view_is(&a->v->s, i - 1, WORD_COMMA) && view_in(&a->v->s, i, LEXICON_CONDITION_THEN) &&
        view_is(&a->v->s, i + 1, WORD_SUBJECT)) { /* Put simply, if they sign, then | the war is over */
      a->main = (struct run){i + 1, a->sub.end};
      a->sub.end = i - 1;
      return a->fronted = true;
    }
  uint32_t stop = view_find(a->v, a->sub, WORD_COMMA);
  if (stop < a->sub.end && stop > view_find(a->v, a->sub, WORD_FINITE) && is_in_relative(a->v, a->cue))
    a->sub.end = stop; /* a plan that would fail if it rained, | Lee said */
  return !run_is_empty(a->main) && !run_is_empty(a->sub);
}

static bool find_clauses(struct at *a) {
  if (!find_sides(a, true) || !has_verb(a, a->sub)) return false;
  return has_verb(a, a->main) || is_modal(a, a->main) || any(a, a->main, WORD_NEGATIVE);
}

static bool stands_on(const struct at *a, uint32_t i, int side) {
  const char *where;
  return lexicon_match(view_token(&a->v->s, i), LEXICON_CONDITION_NOT_IF, &where) && lexicon_read_number(where) == side;
}

/* Whether a word of [condition_not_if] stands on its side of the cue. */
static bool is_no_if(const struct at *a) {
  return stands_on(a, a->cue - 1, CONDITION_SIDE_BEFORE) || stands_on(a, a->after, CONDITION_SIDE_BEHIND);
}

/* Whether the cue opens an indirect question: "Reporters asked him if the talks were over." */
static bool is_whether(const struct at *a) {
  const struct view *v = a->v;
  for (uint32_t k = 1; k <= 3 && k <= a->cue && !view_is(&v->s, a->cue - k, WORD_COMMA | WORD_STOP); k++)
    if (view_in(&v->s, a->cue - k, LEXICON_CONDITION_WHETHER) &&
        (k == 1 || *view_letters(&v->s, a->cue - k, LEXICON_CONDITION_WHETHER) ||
         (k == 2 &&
          (view_in(&v->s, a->cue - 1, LEXICON_PLAIN_ADVERB) || view_in(&v->s, a->cue - 1, LEXICON_OBJECT_PRONOUN)))))
      return true;
  for (uint32_t i = a->cue; i-- > 0 && !view_is(&v->s, i, WORD_STOP | WORD_COMMA | WORD_MODAL | WORD_TO | WORD_THAT);)
    if (view_is(&v->s, i, WORD_PAST) && *view_letters(&v->s, i, LEXICON_CONDITION_WHETHER)) return true;
  if (!is_or(a)) return false;
  for (uint32_t i = a->cue - 1; i-- > 1 && !view_is(&v->s, i, WORD_STOP);)
    if (view_in(&v->s, i, LEXICON_CONDITION_ASKED) ||
        (view_in(&v->s, i, LEXICON_CONDITION_SUPPOSED) && view_in(&v->s, i - 1, LEXICON_CONDITION_WHETHER)))
      return true;
  return false;
}

/* Whether it asks which of two is so: "There is no way to tell if it is true or not." */
static bool asks_or_not(const struct at *a) {
  for (uint32_t i = a->after; i + 1 < a->v->s.count && !view_is(&a->v->s, i, WORD_STOP); i++)
    if (*view_letters(&a->v->s, i, LEXICON_CONJUNCTION) == 'o' && view_in(&a->v->s, i + 1, LEXICON_NEGATION) &&
        (i + 2 >= a->v->s.count || is_clause_mark(a->v, i + 2)))
      return !a->fronted;
  return false;
}

static bool read_if(struct at *a) {
  if (a->after - a->cue == 1 && (is_no_if(a) || is_whether(a))) return false; /* unless a word makes it strict */
  if (view_in(&a->v->s, a->after, LEXICON_PREPOSITION)) return false;         /* if via the canal */
  if ((prev_is(a, WORD_COMMA) || is_behind_dash(a)) && view_in(&a->v->s, a->after, LEXICON_NEGATION) &&
      !view_is(&a->v->s, a->after, WORD_FINITE))
    return false;    /* a small, if not tiny, gain */
  const char *aside; /* if you ask me, if you will */
  uint32_t length = lexicon_match(view_token(&a->v->s, a->after), LEXICON_CONDITION_ASIDE, &aside);
  if (length && (!*aside || is_clause_mark(a->v, a->after + length))) return false;
  if (!find_clauses(a) || asks_or_not(a)) return false;
  if (view_is(&a->v->s, a->cue ? a->cue - 1 : a->v->s.count, WORD_COMMA) && !is_clause(a))
    return false; /* like-minded, if bogus, ideas */
  return sub_first(a, CONDITION_IF);
}

static bool find_inverted(struct at *a);

/* "Only if they leave | will the Front sign" */
static bool read_only_if(struct at *a) {
  if (find_inverted(a)) return sub_first(a, CONDITION_IF);
  return read_if(a);
}

static bool read_unless(struct at *a) { return !is_no_if(a) && find_clauses(a) && sub_first(a, CONDITION_UNLESS); }

/* Whether an event is awaited, without a verb: "No talks until the withdrawal." */
static bool is_awaited(const struct at *a) {
  if (!is_modal(a, a->main) && !(tense(a, a->main) & WORD_PRESENT) && has_verb(a, a->main)) return false;
  return is_negative(a, a->main) && view_any_in(a->v, a->sub, LEXICON_CONDITION_TERM);
}

static bool read_until(struct at *a) {
  if (is_time(a) || !find_sides(a, true)) return false;
  if (!has_verb(a, a->main) && !is_modal(a, a->main) && !any(a, a->main, WORD_NEGATIVE))
    return false; /* ten days until */
  if (!is_clause(a)) return is_awaited(a) && sub_first(a, CONDITION_UNTIL);
  if (prev_is(a, WORD_NEGATIVE) && !is_modal(a, a->main)) return false; /* it was not until */
  if (!is_open(a, a->main)) return false;
  if (!is_modal(a, a->main) && tense(a, a->sub) & WORD_PAST) return false;
  return sub_first(a, CONDITION_UNTIL);
}

static bool read_once(struct at *a) {
  const struct view *v = a->v;
  if (is_time(a) || !view_is(&v->s, a->after, WORD_SUBJECT) || view_is(&v->s, a->after, WORD_FINITE)) return false;
  if (prev_in(a, LEXICON_AUXILIARY) || prev_is(a, WORD_RELATIVE)) return false;
  if (!find_clauses(a) || !is_clause(a) || !is_open(a, a->main)) return false;
  return (is_modal(a, a->main) || !(tense(a, a->sub) & WORD_PAST)) && sub_first(a, CONDITION_ONCE);
}

/* "Only when the mines are cleared | will the farmers go back" */
static bool find_inverted(struct at *a) {
  if (!begins(a)) return false;
  uint32_t verb = view_find(a->v, (struct run){a->after, a->v->s.count}, WORD_FINITE), i = verb;
  if (i == a->after || !view_is(&a->v->s, i, WORD_MODAL)) i++; /* "Only after a vote will they meet." */
  for (; i + 1 < a->v->s.count; i++) {
    if (view_is(&a->v->s, i, WORD_STOP | WORD_COMMA)) return false;
    if (view_is(&a->v->s, i, WORD_MODAL | WORD_PAST | WORD_PRESENT) && view_in(&a->v->s, i, LEXICON_AUXILIARY) &&
        view_is(&a->v->s, i + 1, WORD_SUBJECT))
      break;
  }
  if (i + 1 >= a->v->s.count) return false;
  a->sub = (struct run){a->after, i};
  a->main = (struct run){i, clause_end(a->v, i)};
  return true;
}

static bool read_only(struct at *a) {
  if (is_time(a) || !(find_inverted(a) || find_sides(a, false)) || !is_open(a, a->main)) return false;
  if (!has_verb(a, a->sub)) /* only after a vote, only by leaving */
    return is_modal(a, a->main) &&
           (view_any_in(a->v, a->sub, LEXICON_CONDITION_TERM) ||
            view_ends_in(&a->v->s, a->after, LEXICON_ENDING_PARTICIPLE)) &&
           sub_first(a, CONDITION_ONCE);
  return (is_modal(a, a->main) || !(tense(a, a->sub) & WORD_PAST)) && sub_first(a, CONDITION_ONCE);
}

/* "can only begin | after" */
static bool read_after(struct at *a) {
  for (uint32_t i = a->cue; i-- > 0 && i + AFTER_ONLY >= a->cue && !view_is(&a->v->s, i, WORD_COMMA | WORD_STOP);)
    if (view_in(&a->v->s, i, LEXICON_CONDITION_ONLY))
      return !view_in(&a->v->s, i + 1, LEXICON_DETERMINER) && read_only(a); /* no count of a few */
  return false;
}

/* "will not talk | while the bombing goes on" */
static bool read_while(struct at *a) {
  if (!a->cue || begins(a) || view_is(&a->v->s, a->cue - 1, WORD_COMMA) || !find_clauses(a)) return false;
  return is_negative(a, a->main) && is_modal(a, a->main) && tense(a, a->sub) & WORD_PRESENT && is_clause(a) &&
         sub_first(a, CONDITION_IF);
}

/* "When the draft is final, talks will begin": a promise for the future, without a date. */
static bool read_when(struct at *a) {
  if (is_time(a) || !view_is(&a->v->s, a->after, WORD_SUBJECT) || !find_clauses(a) ||
      tense(a, a->sub) & (WORD_PAST | WORD_MODAL))
    return false;
  if (!a->fronted && view_is(&a->v->s, a->cue - 1, WORD_COMMA)) return false; /* in May, when the court meets */
  uint32_t verb = view_find(a->v, a->sub, WORD_FINITE);
  if (view_in(&a->v->s, verb, LEXICON_CONDITION_DONE)) { /* when they stop shooting */
    if (tense(a, a->sub) != WORD_PRESENT) return false;
  } else if (!view_in(&a->v->s, verb, LEXICON_AUXILIARY)) {
    return false;
  }
  const char *auxiliary = view_letters(&a->v->s, verb, LEXICON_AUXILIARY);
  bool perfect = *auxiliary == 'h' && !auxiliary[1];
  struct run behind = {verb + 1, verb + 3 < a->sub.end ? verb + 3 : a->sub.end};
  bool waits = view_in(&a->v->s, verb, LEXICON_CONDITION_DONE);
  if (!perfect && !waits && !any(a, behind, WORD_PAST) && !view_any_in(a->v, behind, LEXICON_CONDITION_DONE))
    return false;
  for (uint32_t i = a->sub.first; i < a->sub.end; i++)
    if (view_token(&a->v->s, i)->kind == TOKEN_NUMBER ||
        (view_in(&a->v->s, i, LEXICON_TIME_ADVERB) && view_token(&a->v->s, i)->flags & TOKEN_CAPITALIZED))
      return false;
  for (uint32_t i = a->main.first; i < a->main.end; i++)
    if ((view_is(&a->v->s, i, WORD_MODAL) && view_in(&a->v->s, i, LEXICON_TENSE_FUTURE)) ||
        *view_letters(&a->v->s, i, LEXICON_CONTRACTION) == 'm')
      return sub_first(a, CONDITION_ONCE);
  return false;
}

static bool read_before(struct at *a) {
  if (prev_in(a, LEXICON_CONDITION_NOT_BEFORE) || prev_in(a, LEXICON_CONJUNCTION) || is_time(a)) return false;
  if (a->cue > 1 && view_token(&a->v->s, a->cue - 2)->kind == TOKEN_NUMBER) return false; /* two days before */
  if (view_in(&a->v->s, a->after, LEXICON_CUE) && view_ends_in(&a->v->s, a->after, LEXICON_ENDING_PARTICIPLE))
    return false; /* he said, before adding */
  if (!find_sides(a, false) || view_in(&a->v->s, a->main.first, LEXICON_CONDITION_SUPPOSED)) return false;
  bool clause = has_verb(a, a->sub) || view_ends_in(&a->v->s, a->after, LEXICON_ENDING_PARTICIPLE),
       need = is_necessary(a, a->main);
  if (need && any(a, a->main, WORD_NEGATIVE)) /* need not wait before */
    for (uint32_t i = a->main.first + 1; i < a->main.end; i++)
      if (view_is(&a->v->s, i - 1, WORD_NEGATIVE) && view_in(&a->v->s, i, LEXICON_CONDITION_NEED)) return false;
  if (is_negative(a, a->main) && is_modal(a, a->main)) {
    if (!clause && !view_any_in(a->v, a->sub, LEXICON_CONDITION_TERM)) return false;
    return sub_first(a, CONDITION_BEFORE);
  }
  /* What may or may not come is what waits; what a definite article names is but a time. */
  bool awaited = (view_in(&a->v->s, a->sub.first, LEXICON_CONDITION_ANY) ||
                  view_in(&a->v->s, a->sub.first, LEXICON_CONDITION_TERM)) &&
                 view_any_in(a->v, a->sub, LEXICON_CONDITION_TERM);
  if ((!clause && !awaited) || !need) return false;
  return gives(a, CONDITION_BEFORE, a->main, a->sub);
}

static bool read_without(struct at *a) {
  if (is_time(a) || next_is(a, WORD_RELATIVE) || view_in(&a->v->s, a->after, LEXICON_CONDITION_IDIOM)) return false;
  if (!find_sides(a, false)) return false;
  if (!a->fronted && view_is(&a->v->s, a->cue - 1, WORD_COMMA)) return false;  /* ..., without naming anyone */
  if (prev_is(a, WORD_NEGATIVE) && !any(a, a->main, WORD_MODAL)) return false; /* not without pride */
  bool modal = is_modal(a, a->main), negative = is_negative(a, a->main);
  bool present = !has_verb(a, a->main) || tense(a, a->main) & WORD_PRESENT;
  if (a->fronted) return (modal || (negative && present)) && sub_first(a, CONDITION_WITHOUT);
  for (uint32_t i = a->main.first; present && !modal && i + 1 < a->main.end; i++) /* is not a move without risks */
    if (*view_letters(&a->v->s, i, LEXICON_NEGATION) == 'v' && view_in(&a->v->s, i + 1, LEXICON_DETERMINER))
      return false;
  if (negative && (modal || present)) return sub_first(a, CONDITION_WITHOUT);
  return modal && view_any_in(a->v, a->main, LEXICON_CONDITION_FAILURE) && sub_first(a, CONDITION_WITHOUT);
}

static bool read_provided(struct at *a) {
  bool comma = is_behind_dash(a) || (a->cue && view_is(&a->v->s, a->cue - 1, WORD_COMMA)), that = a->after - a->cue > 1;
  if (prev_in(a, LEXICON_AUXILIARY) || (!that && !view_is(&a->v->s, a->after, WORD_SUBJECT))) return false;
  if (!find_clauses(a) || (!a->fronted && !has_verb(a, a->main))) return false;
  if (!that && !comma && (!any(a, a->main, WORD_MODAL) || !is_clause(a))) return false; /* who provided a car */
  return is_open(a, a->main) && sub_first(a, CONDITION_IF);
}

static bool read_long(struct at *a) {
  if (view_token(&a->v->s, a->after)->kind == TOKEN_NUMBER || !find_clauses(a)) return false;
  if (*view_letters(&a->v->s, a->after, LEXICON_PERSONAL_PRONOUN) == 'n') return false; /* as long as it takes */
  if (prev_in(a, LEXICON_PREPOSITION) && !is_modal(a, a->main)) return false;
  return (is_open(a, a->main) || is_opened(a, a->main, false)) && sub_first(a, CONDITION_IF);
}

static bool read_promise(struct at *a) {
  if (view_in(&a->v->s, a->after, LEXICON_PREPOSITION) || !find_clauses(a) ||
      view_any_in(a->v, a->sub, LEXICON_CONDITION_ANONYMITY))
    return false;
  return sub_first(a, CONDITION_IF);
}

static bool is_exchange(struct at *a) {
  if (!find_sides(a, false)) return false;
  uint32_t verb = view_find(a->v, a->main, WORD_FINITE); /* the negative stands at it, or right behind */
  if (verb < a->main.end)
    a->out->negated = view_is(&a->v->s, verb, WORD_NEGATIVE) || view_is(&a->v->s, verb + 1, WORD_NEGATIVE);
  return sub_first(a, CONDITION_EXCHANGE);
}

static bool read_exchange(struct at *a) {
  if (next_is(a, WORD_NEGATIVE)) return false;
  if (next_is(a, WORD_RELATIVE)) { /* a tax holiday, in return for which it would build */
    struct run before = {a->cue ? clause_start(a->v, a->cue) : 0, a->cue},
               behind = {a->after + 1, clause_end(a->v, a->after + 1)};
    return has_verb(a, behind) && gives(a, CONDITION_EXCHANGE, before, behind);
  }
  return is_exchange(a);
}

/* "In exchange, X would": what for, a sentence or a clause before said. */
static bool read_return(struct at *a) {
  const struct view *v = a->v;
  struct run behind = {a->after, clause_end(v, a->after + (view_is(&v->s, a->after, WORD_COMMA) != 0))},
             before = {0, 0};
  if (view_is(&v->s, a->after, WORD_STOP | WORD_MARK) || a->after >= v->s.count) return false;
  if (a->cue && !begins(a) && !view_is(&v->s, a->cue - 1, WORD_COMMA)) return false;
  uint32_t conjunction = a->cue;
  while (conjunction && !view_is(&v->s, conjunction - 1, WORD_STOP) &&
         !view_in(&v->s, conjunction, LEXICON_CONJUNCTION))
    conjunction--;
  if (conjunction && a->cue &&
      view_in(&v->s, conjunction, LEXICON_CONJUNCTION)) { /* ..., and the south, in return, would */
    before = (struct run){clause_start(v, conjunction), conjunction};
    behind.first = conjunction + 1 == a->cue ? a->after : conjunction + 1;
  }
  if (!is_modal(a, (struct run){behind.first, behind.end}) &&
      !(view_is(&v->s, a->after, WORD_COMMA) && has_verb(a, behind)))
    return false;
  return gives(a, CONDITION_EXCHANGE, before, behind);
}

/* "X, for its part, would lift the ban" */
static bool read_part(struct at *a) {
  struct run whole = {a->cue ? clause_start(a->v, a->cue) : a->after, clause_end(a->v, a->after + 1)};
  uint32_t verb = a->after + 1 + (view_in(&a->v->s, a->after + 1, LEXICON_PLAIN_ADVERB) != 0);
  return a->cue && view_is(&a->v->s, a->cue - 1, WORD_COMMA) && view_is(&a->v->s, a->after, WORD_COMMA) &&
         view_is(&a->v->s, verb, WORD_MODAL) && gives(a, CONDITION_EXCHANGE, (struct run){0, 0}, whole);
}

/* The last verb before the cue that makes, calls or sees one thing another; the cue if there is none.
** `*start` is where the clause seems to begin, and gets where it does. */
static uint32_t making_verb(const struct at *a, uint32_t *start) {
  *start = a->cue ? clause_start(a->v, a->cue) : 0;
  for (uint32_t i = a->cue; i-- > 0 && i + 1 >= *start;)
    if (view_in(&a->v->s, i, LEXICON_CONDITION_MAKE)) {
      if (i < *start) *start = i ? clause_start(a->v, i) : 0; /* a clause that the verb governs has its own */
      return i;
    }
  return a->cue;
}

/* The subject of the verb at `verb` in a clause that begins at `start`, up to commas and auxiliaries. */
static struct run subject_before(const struct at *a, uint32_t start, uint32_t verb) {
  uint32_t end = view_find(a->v, (struct run){start, verb}, WORD_FINITE);
  return run_trimmed(a->v, (struct run){start, end});
}

/* Without the auxiliaries and adverbs at its end: what is said to depend. */
static struct run without_verb(const struct at *a, struct run r) {
  for (r = run_trimmed(a->v, r); r.end > r.first; r = run_trimmed(a->v, (struct run){r.first, r.end - 1})) {
    const struct token *t = view_token(&a->v->s, r.end - 1);
    if (t->flags & TOKEN_CAPITALIZED) break; /* May */
    bool drop = view_is(&a->v->s, r.end - 1, WORD_NEGATIVE | WORD_MODAL) || lexicon_has(t->word, LEXICON_AUXILIARY) ||
                lexicon_has(t->word, LEXICON_PLAIN_ADVERB) || view_ends_in(&a->v->s, r.end - 1, LEXICON_ENDING_ADVERB);
    if (!drop) break;
  }
  return r;
}

/* Who makes it depend: the subject of `verb`, unless a pronoun for who says so. */
static struct run setter(const struct at *a, uint32_t start, uint32_t verb) {
  struct run subject = subject_before(a, start, verb);
  bool pronoun = subject.end - subject.first == 1 && view_in(&a->v->s, subject.first, LEXICON_SUBJECT_PRONOUN);
  return pronoun ? (struct run){0, 0} : subject;
}

static bool find_dependence(struct at *a, bool always) {
  uint32_t start, verb = making_verb(a, &start);
  struct run condition = {a->after, clause_end(a->v, a->after)}, consequence;
  if (!a->cue) return false;
  if (verb < a->cue) {
    consequence = (struct run){verb + 1, a->cue};
    a->out->holder = setter(a, start, verb);
    while (consequence.end > consequence.first && (view_in(&a->v->s, consequence.end - 1, LEXICON_AS) ||
                                                   view_in(&a->v->s, consequence.end - 1, LEXICON_AUXILIARY)))
      consequence.end--;
  } else {
    consequence = without_verb(a, (struct run){start, a->cue});
  }
  /* An adjective always; a verb only of what can be agreed, or of an indirect question; in the future also of terms. */
  bool will = view_is(&a->v->s, a->cue - 1, WORD_MODAL) && view_any_in(a->v, condition, LEXICON_CONDITION_TERM);
  if (!always && !will && !view_in(&a->v->s, a->after, LEXICON_CLAUSE_OPENER) &&
      !view_any_in(a->v, consequence, LEXICON_CONDITION_TERM))
    return false;
  a->out->negated = any(a, (struct run){start, a->cue}, WORD_NEGATIVE);
  for (uint32_t i = start > 3 ? start - 3 : 0; i < start; i++)
    if (view_in(&a->v->s, i, LEXICON_CONDITION_DENIED)) a->out->negated = true;
  return gives(a, CONDITION_IF, condition, consequence);
}

static bool read_depend(struct at *a) { return find_dependence(a, false); }
static bool read_contingent(struct at *a) {
  a->out->rests = true;
  return find_dependence(a, true);
}

/* Of what somebody must agree to: "The sale is subject to approval."  Goods are subject to duties whatever comes. */
static bool read_subject(struct at *a) {
  struct run condition = {a->after, clause_end(a->v, a->after)};
  a->out->rests = true;
  const bool apart = a->cue && view_is(&a->v->s, a->cue - 1, WORD_COMMA); /* will buy it, subject to approval */
  return view_any_in(a->v, condition, LEXICON_CONDITION_TERM) && find_dependence(a, apart);
}

/* "The Front made the release a condition for talks.  The release was a condition for talks." */
static bool read_condition(struct at *a) {
  uint32_t start, verb = making_verb(a, &start);
  struct run consequence = {a->after, clause_end(a->v, a->after)}, condition = {verb + 1, a->cue};
  if (!a->cue) return false;
  bool passive = verb < a->cue && verb && view_in(&a->v->s, verb - 1, LEXICON_AUXILIARY) &&
                 view_any(a->v, (struct run){verb - 1, verb}, WORD_FINITE) &&
                 run_is_empty(run_trimmed(a->v, condition));
  if (verb == a->cue || passive) condition = subject_before(a, start, a->cue);
  else a->out->holder = setter(a, start, verb);
  a->out->negated = any(a, (struct run){start, a->cue}, WORD_NEGATIVE);
  return !run_is_empty(condition) && gives(a, CONDITION_IF, condition, consequence);
}

/* "Should the truce collapse, the force would leave" */
static bool read_should(struct at *a) {
  if (!view_is(&a->v->s, a->after, WORD_SUBJECT)) return false;
  bool leads = begins(a), noun = view_in(&a->v->s, a->after, LEXICON_DETERMINER) ||
                                 view_token(&a->v->s, a->after)->flags & TOKEN_CAPITALIZED;
  if (!find_sides(a, !leads) || a->fronted != leads) return false;
  if (!leads &&
      (!noun || view_is(&a->v->s, a->cue - 1, WORD_COMMA | WORD_RELATIVE) || prev_in(a, LEXICON_SUBJECT_PRONOUN)))
    return false;
  if (!leads && view_any(a->v, a->main, WORD_COMMA)) return false;
  return any(a, a->main, WORD_MODAL) && a->sub.end - a->sub.first > 1 && sub_first(a, CONDITION_IF);
}

/* "Had the guards woken, they would have fled.  He would have resigned had he known." */
static bool read_inverted(struct at *a) {
  if (!view_is(&a->v->s, a->after, WORD_SUBJECT)) return false;
  bool leads = begins(a), had = view_is(&a->v->s, a->cue, WORD_PAST);
  if (!leads && !*view_letters(&a->v->s, a->after, LEXICON_PERSONAL_PRONOUN)) return false;
  if (!had || !find_sides(a, false) || a->fronted != leads || !any(a, a->main, WORD_MODAL)) return false;
  /* without a verb of its own it would be one of having: "Had he a boat, he would leave." */
  bool verb = any(a, a->sub, WORD_PAST | WORD_TO);
  for (uint32_t i = a->sub.first; !verb && i < a->sub.end; i++)
    verb = *view_letters(&a->v->s, i, LEXICON_AUXILIARY) == 'b'; /* had it not been for him */
  return verb && sub_first(a, CONDITION_IF);
}

bool condition_read(const struct view *v, uint32_t cue, uint32_t length, const char *rule, struct reading *out) {
  static bool (*const rules[CONDITION_RULE_MEANINGS])(struct at *) = {
      [CONDITION_RULE_IF] = read_if,
      [CONDITION_RULE_ONLY_IF] = read_only_if,
      [CONDITION_RULE_INVERTED] = read_inverted,
      [CONDITION_RULE_UNLESS] = read_unless,
      [CONDITION_RULE_UNTIL] = read_until,
      [CONDITION_RULE_ONCE] = read_once,
      [CONDITION_RULE_ONLY] = read_only,
      [CONDITION_RULE_WHEN] = read_when,
      [CONDITION_RULE_BEFORE] = read_before,
      [CONDITION_RULE_WITHOUT] = read_without,
      [CONDITION_RULE_PROVIDED] = read_provided,
      [CONDITION_RULE_LONG] = read_long,
      [CONDITION_RULE_PROMISE] = read_promise,
      [CONDITION_RULE_EXCHANGE] = read_exchange,
      [CONDITION_RULE_RETURN] = read_return,
      [CONDITION_RULE_PART] = read_part,
      [CONDITION_RULE_DEPEND] = read_depend,
      [CONDITION_RULE_CONTINGENT] = read_contingent,
      [CONDITION_RULE_SUBJECT] = read_subject,
      [CONDITION_RULE_CONDITION] = read_condition,
      [CONDITION_RULE_SHOULD] = read_should,
      [CONDITION_RULE_AFTER] = read_after,
      [CONDITION_RULE_WHILE] = read_while,
  };
  struct at a = {.v = v, .cue = cue, .after = cue + length, .out = out};
  const int number = lexicon_read_number(rule);
  const char *barred;
  *out = (struct reading){0};
  if (a.after >= v->s.count) return false;
  if (cue && lexicon_match(view_token(&v->s, cue - 1), LEXICON_CONDITION_BARRED, &barred) &&
      lexicon_read_number(barred) == number)
    return false; /* up until */
  return rules[number] && rules[number](&a);
}
