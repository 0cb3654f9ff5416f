/* Terms: see terms.h. */
#include "terms.h"

enum { LONGEST_STATE = 4 /* tokens */ };

/* Whether the run begins with one who is nobody in particular. */
static bool is_anybody(const struct view *v, struct run r) {
  return !run_is_empty(r) && view_in(&v->s, r.first, LEXICON_CONDITION_ANYBODY);
}

/* Whether the run is what somebody promises or demands: "offered | to resign". */
static bool is_promised(const struct view *v, struct run r) {
  for (uint32_t i = 0; i < v->n_openings; i++)
    if (v->openings[i].at == r.first && v->openings[i].promise) return true;
  return false;
}

/* The first modal verb of a run; its end if there is none. */
static uint32_t modal_of(const struct view *v, struct run r) { return view_find(v, r, WORD_MODAL); }

/* Whether it tells of what was not: "They would have fled." */
static bool is_unreal(const struct view *v, struct run r) {
  uint32_t modal = modal_of(v, r);
  for (uint32_t i = modal + 1; i < r.end && i < modal + 3; i++)
    if (*view_letters(&v->s, i, LEXICON_AUXILIARY) == 'h') return !view_is(&v->s, i + 1, WORD_TO); /* will have to */
  return false;
}

/* Whether it comes about by itself, or is but thought: "It will soon become cold." */
static bool is_state(const struct view *v, struct run r) {
  uint32_t i = modal_of(v, r);
  if (i == r.end) i = r.first; /* we'd think */
  for (i++; i < r.end && (view_in(&v->s, i, LEXICON_PLAIN_ADVERB) || view_ends_in(&v->s, i, LEXICON_ENDING_ADVERB) ||
                          view_is(&v->s, i, WORD_NEGATIVE));
       i++)
    if (view_in(&v->s, i, LEXICON_CONDITION_STATE)) return true;                              /* will probably */
  if (view_in(&v->s, i, LEXICON_AUXILIARY) && view_is(&v->s, i + 1, WORD_PAST)) return false; /* will be freed */
  for (uint32_t to = i; to < r.end && to < i + LONGEST_STATE; to++)                           /* will be ready to */
    if (view_is(&v->s, to, WORD_TO)) return false;
  return i < r.end && view_in(&v->s, i, LEXICON_CONDITION_STATE);
}

/* Whether the run begins with a pronoun that is nobody. */
static bool is_thing(const struct view *v, struct run r) {
  r.first += view_ends_in(&v->s, r.first, LEXICON_ENDING_ADVERB) || view_in(&v->s, r.first, LEXICON_PLAIN_ADVERB);
  return *view_letters(&v->s, r.first, LEXICON_PERSONAL_PRONOUN) == 'n' || view_is(&v->s, r.first, WORD_THAT);
}

/* Whether the one who sets it speaks of himself: "He said he would wait." */
static bool is_own(const struct view *v, struct run consequence, struct run holder) {
  if (run_is_empty(consequence) || is_state(v, consequence)) return false;
  if (view_in(&v->s, consequence.first, LEXICON_TIME_ADVERB)) return false;              /* there will be */
  if (view_find(v, consequence, WORD_FINITE) < modal_of(v, consequence)) return false;   /* I think it will */
  const char *contraction = view_letters(&v->s, consequence.first, LEXICON_CONTRACTION); /* they'll */
  if (!*contraction && !view_in(&v->s, consequence.first, LEXICON_SUBJECT_PRONOUN)) return false;
  if (is_thing(v, consequence) && view_is(&v->s, consequence.first, WORD_QUOTED)) return false; /* “it would help” */
  const bool ourselves = view_in(&v->s, consequence.first, LEXICON_CONDITION_OURSELVES);
  return ourselves || (!run_is_empty(holder) && !view_is(&v->s, consequence.first, WORD_QUOTED)); /* “he'll lose” */
}

/* Whether what is done or given up is among what people bargain for: talks, a release, a signature, a withdrawal. */
static bool is_bargain(const struct view *v, struct run r) { return view_any_in(v, r, LEXICON_CONDITION_BARGAIN); }

struct run condition_promiser(const struct view *v, struct run clause) {
  const uint32_t finite = view_find(v, clause, WORD_FINITE);
  const uint32_t verb = finite + (*view_letters(&v->s, finite, LEXICON_AUXILIARY) == 'h');
  const struct run subject = {clause.first, finite};
  if (verb + 1 >= clause.end || !view_in(&v->s, verb, LEXICON_CONDITION_PROMISE) || run_is_empty(subject) ||
      !view_is(&v->s, clause.first, WORD_SUBJECT) || view_any(v, subject, WORD_COMMA))
    return (struct run){0, 0};
  return view_is(&v->s, verb + 1, WORD_SUBJECT) ? subject : (struct run){0, 0};
}

bool condition_is_term(const struct view *v, const struct reading *r, struct run holder) {
  if (is_anybody(v, r->consequence) || is_anybody(v, r->condition) || is_unreal(v, r->consequence)) return false;
  if (is_promised(v, r->consequence) || r->kind == CONDITION_EXCHANGE) return true;
  if (r->kind == CONDITION_IF && !run_is_empty(condition_promiser(v, r->consequence))) return true;
  uint32_t modal = modal_of(v, r->consequence);
  bool found = modal < r->consequence.end, negative = view_any(v, r->consequence, WORD_NEGATIVE);
  bool binds = found && view_in(&v->s, modal, LEXICON_CONDITION_BIND),
       may = found && view_in(&v->s, modal, LEXICON_CONDITION_MAY);
  bool must = view_any_in(v, r->kind == CONDITION_BEFORE ? r->condition : r->consequence, LEXICON_CONDITION_DUTY);
  if (must && !view_in(&v->s, modal, LEXICON_CONDITION_ADVICE)) return true;
  bool bars = r->kind != CONDITION_IF; /* unless, until, once … */
  if (may) return bars && (negative || is_bargain(v, r->consequence));
  bool bargain = is_bargain(v, r->consequence) || is_bargain(v, r->condition);
  if (binds)
    return is_own(v, r->consequence, holder) ||
           (bargain && !is_thing(v, r->consequence) && !is_state(v, r->consequence)) || (bars && negative);
  return bargain && ((bars && (negative || !found)) || r->rests);
}
