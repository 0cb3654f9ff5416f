/* Where clauses begin and end: see clauses.h. */
#include "clauses.h"

enum { LONGEST_ITEM = 3 /* tokens of a list's item */, LONGEST_SUBJECT = 7 };

bool view_any(const struct view *v, struct run r, unsigned classes) { return view_find(v, r, classes) < r.end; }

uint32_t view_find(const struct view *v, struct run r, unsigned classes) {
  for (uint32_t i = r.first; i < r.end; i++)
    if (v->s.words[i] & classes && !(v->s.words[i] & VIEW_ATTRIBUTION)) return i;
  return r.end;
}

bool view_any_in(const struct view *v, struct run r, enum lexicon_list list) {
  for (uint32_t i = r.first; i < r.end; i++)
    if (!(v->s.words[i] & VIEW_ATTRIBUTION) && lexicon_match(view_token(&v->s, i), list, NULL)) return true;
  return false;
}

uint32_t next_mark(const struct view *v, uint32_t i) {
  while (i < v->s.count && !is_clause_mark(v, i)) i++;
  return i;
}

void view_read(struct view *v, struct document *d, uint32_t sentence, uint32_t first) {
  const struct clauses *c = document_words(d, sentence);
  uint32_t count = c->end - c->first > first ? c->end - c->first - first : 0;
  if (count > VIEW_MOST) count = VIEW_MOST;
  v->s = (struct sentence_view){d, document_tokens(d)->items + c->first + first, c->first + first, count, v->words};
  v->sentence = sentence;
  v->n_openings = v->n_speakers = 0;
  memcpy(v->words, c->words + first, count * sizeof *v->words);
  for (uint32_t i = 0; i < count; i++)
    if (v->s.tokens[i].kind != TOKEN_MARK && lexicon_match(&v->s.tokens[i], LEXICON_CONDITION_NEGATIVE, NULL))
      v->words[i] |= WORD_NEGATIVE;
  v->words[count] = WORD_STOP;
}

static bool is_opening(const struct view *v, uint32_t at) {
  for (uint32_t i = 0; i < v->n_openings; i++)
    if (v->openings[i].at == at) return true;
  return false;
}

/* Behind "Under the plan, which …, " where a clause begins with one. */
static uint32_t behind_adverbial(const struct view *v, uint32_t start, uint32_t cue) {
  bool adverbial = view_in(&v->s, start, LEXICON_PREPOSITION) || view_in(&v->s, start, LEXICON_SUBORDINATOR) ||
                   view_in(&v->s, start, LEXICON_TIME_ADVERB) || view_ends_in(&v->s, start, LEXICON_ENDING_PAST) ||
                   view_ends_in(&v->s, start, LEXICON_ENDING_PARTICIPLE);
  if (!adverbial) return start;
  for (uint32_t i = start; i < cue; i++) {
    if (!view_is(&v->s, i, WORD_COMMA) || view_is(&v->s, i, VIEW_ATTRIBUTION) || !view_is(&v->s, i + 1, WORD_SUBJECT))
      continue;
    uint32_t end = next_mark(v, i + 1);
    if (view_any(v, (struct run){i + 1, end < cue ? end : cue}, WORD_FINITE)) return i + 1;
  }
  return start;
}

/* The innermost clause that ends before token `cue`; NULL without one. */
static const struct clause *clause_before(const struct view *v, uint32_t cue) {
  const struct clauses *c = document_clauses(v->s.document, v->sentence);
  return cue && c->count ? &c->items[clauses_at(c, v->s.first + cue - 1)] : NULL;
}

bool is_in_relative(const struct view *v, uint32_t cue) {
  const struct clause *c = clause_before(v, cue);
  return c && c->role == CLAUSE_RELATIVE && c->first >= v->s.first && c->first < v->s.first + cue;
}

/* Where the relative clause begins that alone leaves open what may come: "a plan that | voters would reject if";
** `start` where the clause around it does so too, or there is none. */
static uint32_t relative_start(const struct view *v, uint32_t start, uint32_t cue) {
  uint32_t opener = start + 1;
  while (opener < cue && !lexicon_opens(v->s.tokens[opener].word, LEXICON_CLAUSE_OPENS)) opener++;
  if (opener >= cue || !is_in_relative(v, cue)) return start;
  const struct clause *c = clause_before(v, cue);
  uint32_t first = c->first - v->s.first;
  if (first <= start || !(c->tense & WORD_MODAL) || view_any(v, (struct run){start, first}, WORD_MODAL)) return start;
  return first + (view_is(&v->s, first, WORD_THAT) && view_is(&v->s, first + 1, WORD_SUBJECT));
}

static uint32_t whole_clause_start(const struct view *v, uint32_t cue) {
  bool quoted = view_is(&v->s, cue, WORD_QUOTED);
  for (uint32_t i = cue; i-- > 0;) {
    struct run rest = {i + 1, cue};
    if (is_opening(v, i)) return behind_adverbial(v, i, cue);
    if (view_is(&v->s, i, VIEW_ATTRIBUTION)) {
      if (i + 1 < cue && !view_is(&v->s, i + 1, VIEW_ATTRIBUTION) && view_is(&v->s, i + 1, WORD_SUBJECT) &&
          view_any(v, rest, WORD_FINITE))
        return i + 1;
      continue;
    }
    if (view_is(&v->s, i, WORD_STOP)) return behind_adverbial(v, i + 1, cue);
    if (quoted && view_is(&v->s, i, WORD_MARK)) {
      if (view_any(v, rest, WORD_FINITE) || (i + 1 < cue && view_is(&v->s, cue, WORD_FINITE)))
        return behind_adverbial(v, i + 1, cue);
      continue;
    }
    bool finite = view_any(v, rest, WORD_FINITE);
    if (finite && !view_in(&v->s, cue, LEXICON_CONDITION_SUPPOSED) && view_in(&v->s, i, LEXICON_CONDITION_SUPPOSED)) {
      uint32_t end, main = main_after(v, i + 1, true, &end); /* if they sign, | they will leave until */
      return main && main < cue ? main : i + 1;
    }
    if (finite && view_is(&v->s, i, WORD_COMMA) && view_is(&v->s, i + 1, WORD_THAT) &&
        view_is(&v->s, i + 2, WORD_SUBJECT) && i + 2 < cue)
      return i + 2;
    if (finite && view_is(&v->s, i, WORD_COMMA) && view_in(&v->s, i + 1, LEXICON_SUBJECT_PRONOUN) &&
        view_is(&v->s, i + 2, WORD_FINITE) && !view_is(&v->s, i + 1, WORD_RELATIVE))
      return i + 1; /* as in the past, | we will fail if */
    if (!view_in(&v->s, i, LEXICON_CONJUNCTION) && !view_in(&v->s, i, LEXICON_CONDITION_REASON)) continue;
    bool after_comma = i && view_is(&v->s, i - 1, WORD_COMMA),
         that = i && v->n_openings && view_is(&v->s, i + 1, WORD_THAT);
    if (after_comma && view_is(&v->s, i + 1, WORD_MODAL | WORD_PAST | WORD_PRESENT)) return i + 1;
    if (!(after_comma ? view_is(&v->s, i + 1, WORD_SUBJECT) : view_in(&v->s, i + 1, LEXICON_SUBJECT_PRONOUN)) && !that)
      continue;
    if (finite) return i + 1 + (view_is(&v->s, i + 1, WORD_THAT) && view_is(&v->s, i + 2, WORD_SUBJECT));
  }
  return behind_adverbial(v, 0, cue);
}

uint32_t clause_start(const struct view *v, uint32_t cue) { return relative_start(v, whole_clause_start(v, cue), cue); }

/* Whether token `i`, which follows a comma or a conjunction, begins a clause with a verb of its own. */
static bool begins_clause(const struct view *v, uint32_t i) {
  while (i < v->s.count && view_is(&v->s, i, WORD_MARK)) i++;
  if (i >= v->s.count) return false;
  if (view_is(&v->s, i, WORD_THAT)) return true;
  uint32_t end = i;
  while (end < v->s.count && !view_is(&v->s, end, WORD_COMMA | WORD_STOP)) end++;
  return view_is(&v->s, i, WORD_SUBJECT) && view_any(v, (struct run){i, end}, WORD_FINITE);
}

/* ", particularly from Orsk", ", also in May" */
static bool is_particular(const struct view *v, uint32_t i) {
  return (view_in(&v->s, i, LEXICON_PLAIN_ADVERB) || view_ends_in(&v->s, i, LEXICON_ENDING_ADVERB)) &&
         view_in(&v->s, i + 1, LEXICON_PREPOSITION);
}

/* Whether the comma at `i` stands in a list: a few words after another comma, or before one. */
static bool is_listed(const struct view *v, uint32_t first, uint32_t i) {
  uint32_t k = i - 1;
  while (k > first && i - k <= LONGEST_ITEM && !view_is(&v->s, k, WORD_COMMA)) k--;
  if (k > first && view_is(&v->s, k, WORD_COMMA)) return true;
  for (k = i + 1; k <= i + LONGEST_ITEM && k + 1 < v->s.count && !view_is(&v->s, k, WORD_FINITE | WORD_STOP); k++)
    if (view_is(&v->s, k, WORD_COMMA)) return view_in(&v->s, k + 1, LEXICON_CONJUNCTION);
  return false;
}

uint32_t clause_end(const struct view *v, uint32_t first) {
  bool quoted = view_is(&v->s, first, WORD_QUOTED), verb = false;
  for (uint32_t i = first; i < v->s.count; i++) {
    if (view_is(&v->s, i, WORD_STOP | VIEW_ATTRIBUTION)) return i;
    if (quoted && view_is(&v->s, i, WORD_MARK)) return i;
    if (view_is(&v->s, i, WORD_FINITE)) verb = true;
    if (view_is(&v->s, i, WORD_COMMA) && i + 1 < v->s.count) {
      uint32_t next = i + 1;
      if (!verb && i > first && is_listed(v, first, i)) continue; /* nations like Orsk, Tarn, and Isk */
      if (view_in(&v->s, next, LEXICON_CONJUNCTION) &&
          (begins_clause(v, next + 1) || view_in(&v->s, next + 1, LEXICON_CONDITION_CUE) ||
           (verb && view_is(&v->s, next + 1, WORD_FINITE) &&
            *view_letters(&v->s, next, LEXICON_CONJUNCTION) != 'o'))) /* ", and wants a meeting" */
        return i;
      if (view_in(&v->s, next, LEXICON_PREPOSITION) && view_is(&v->s, next + 1, WORD_RELATIVE)) return i;
      bool pronoun = view_in(&v->s, next, LEXICON_SUBJECT_PRONOUN) && view_is(&v->s, next, WORD_SUBJECT) &&
                     view_is(&v->s, next + 1, WORD_FINITE);
      if (pronoun) return i;
      if (!verb) continue;
      if (view_is(&v->s, next, WORD_RELATIVE | WORD_FINITE) || view_ends_in(&v->s, next, LEXICON_ENDING_PARTICIPLE) ||
          view_in(&v->s, next, LEXICON_INDEFINITE_ARTICLE) || view_in(&v->s, next, LEXICON_SUBORDINATOR) ||
          (view_in(&v->s, next, LEXICON_PLAIN_ADVERB) && view_in(&v->s, next + 1, LEXICON_SUBORDINATOR)) ||
          view_in(&v->s, next, LEXICON_CONDITION_CUE) || is_particular(v, next) ||
          ((view_in(&v->s, next, LEXICON_POSSESSIVE_PRONOUN) || view_in(&v->s, next, LEXICON_DETERMINER)) &&
           begins_clause(v, next)))
        return i;
    } else if (view_in(&v->s, i, LEXICON_CONJUNCTION) && i > first) {
      bool pronoun = view_in(&v->s, i + 1, LEXICON_SUBJECT_PRONOUN) && view_is(&v->s, i + 2, WORD_FINITE);
      bool contrast = *view_letters(&v->s, i, LEXICON_CONJUNCTION) == 'b' && view_is(&v->s, i + 1, WORD_SUBJECT) &&
                      view_any(v, (struct run){i + 1, i + 4 < v->s.count ? i + 4 : v->s.count}, WORD_MODAL);
      if (verb && (pronoun || contrast || view_is(&v->s, i + 1, WORD_THAT))) return i;
      bool adds = *view_letters(&v->s, i, LEXICON_CONJUNCTION) != 'o' && !view_is(&v->s, i - 1, WORD_COMMA);
      if (!verb && adds && view_is(&v->s, i + 1, WORD_FINITE) && view_in(&v->s, i + 1, LEXICON_AUXILIARY))
        return i; /* subject to approval | and is expected */
    }
  }
  return v->s.count;
}

/* A subject pronoun with its verb, so that no comma is needed before it. */
static bool is_pronoun_clause(const struct view *v, uint32_t i) {
  const bool both = view_in(&v->s, i, LEXICON_CONTRACTION); /* we'll */
  if ((!both && !view_in(&v->s, i, LEXICON_SUBJECT_PRONOUN)) || !view_is(&v->s, i, WORD_SUBJECT) || i + 1 >= v->s.count)
    return false;
  if (view_in(&v->s, i, LEXICON_DETERMINER) && !view_in(&v->s, i + 1, LEXICON_AUXILIARY))
    return false; /* one account */
  if (i && (view_in(&v->s, i - 1, LEXICON_CONJUNCTION) || view_in(&v->s, i - 1, LEXICON_SUBORDINATOR) ||
            view_in(&v->s, i - 1, LEXICON_PREPOSITION) || view_in(&v->s, i - 1, LEXICON_AUXILIARY)))
    return false;
  bool noun =
      i > 1 && (view_noun_here(&v->s, i - 1) || (view_token(&v->s, i - 2)->kind == TOKEN_WORD &&
                                                 view_noun_here(&v->s, i - 2))); /* with a new plan | it would */
  if (i && view_in(&v->s, i - 1, LEXICON_CUE) && !noun) return false;
  if (both) return true;
  i++;
  while (i + 1 < v->s.count &&
         (view_in(&v->s, i, LEXICON_PLAIN_ADVERB) || view_ends_in(&v->s, i, LEXICON_ENDING_ADVERB)))
    i++;
  return view_is(&v->s, i, WORD_FINITE);
}

/* "if the conditions occur | the warrants would be": an article with a modal soon behind it, and a verb before it. */
static bool is_noun_clause(const struct view *v, uint32_t first, uint32_t i, bool has_verb) {
  bool begins = view_in(&v->s, i, LEXICON_DETERMINER) || view_in(&v->s, i, LEXICON_POSSESSIVE_PRONOUN);
  if (!has_verb || !begins || view_in(&v->s, i + 1, LEXICON_TIME_NOUN) || view_is(&v->s, i, WORD_THAT | WORD_RELATIVE))
    return false;
  if (view_in(&v->s, i - 1, LEXICON_PREPOSITION) || view_in(&v->s, i - 1, LEXICON_CONJUNCTION) ||
      view_in(&v->s, i - 1, LEXICON_SUBORDINATOR) || view_in(&v->s, i - 1, LEXICON_CUE))
    return false;
  for (uint32_t k = i + 2; k <= i + LONGEST_SUBJECT && k < v->s.count && !is_clause_mark(v, k); k++) {
    if (view_is(&v->s, k, WORD_RELATIVE | WORD_THAT) || view_in(&v->s, k, LEXICON_ARTICLE)) return false;
    if (is_pronoun_clause(v, k)) return false; /* if you repay the sum | I shall */
    if (view_is(&v->s, k, WORD_MODAL)) return view_any(v, (struct run){first, i}, WORD_FINITE);
  }
  return false;
}

/* Whether the clause that seems to begin at `m` has a verb: before the next comma, or right behind one that ends an
** apposition ("the Front, which waits, will go"). */
static bool has_predicate(const struct view *v, uint32_t m) {
  uint32_t end = next_mark(v, m);
  if (view_any(v, (struct run){m, end}, WORD_FINITE)) return true;
  while (view_is(&v->s, end, WORD_COMMA) && end + 1 < v->s.count &&
         is_listed(v, m, end)) { /* Orsk, Tarn, and Isk will */
    uint32_t item = end + 1;
    end = next_mark(v, item);
    if (view_any(v, (struct run){item, end}, WORD_FINITE)) return true;
  }
  for (int chunks = 0; chunks < 2 && view_is(&v->s, end, WORD_COMMA) && !view_is(&v->s, end, VIEW_ATTRIBUTION);
       chunks++) {
    end = next_mark(v, end + 1);
    if (view_is(&v->s, end, WORD_COMMA) && view_is(&v->s, end + 1, WORD_FINITE)) return true;
  }
  return false;
}

uint32_t main_after(const struct view *v, uint32_t first, bool has_verb, uint32_t *end) {
  bool quoted = view_is(&v->s, first, WORD_QUOTED), ready = !has_verb;
  for (uint32_t i = first; i < v->s.count; i++) {
    if (view_is(&v->s, i, WORD_FINITE)) ready = true;
    if (view_is(&v->s, i, WORD_STOP) && !view_is(&v->s, i, VIEW_ATTRIBUTION)) return 0;
    bool closes = quoted && view_is(&v->s, i, WORD_MARK);
    if (i > first && ready && (view_is(&v->s, i, WORD_COMMA | VIEW_ATTRIBUTION) || closes)) {
      uint32_t m = i;
      while (m < v->s.count && view_is(&v->s, m, WORD_COMMA | VIEW_ATTRIBUTION | WORD_MARK)) m++;
      if (m >= v->s.count || (quoted && !view_is(&v->s, m, WORD_QUOTED))) return 0;
      while (m + 1 < v->s.count &&
             (view_in(&v->s, m, LEXICON_PLAIN_ADVERB) || view_ends_in(&v->s, m, LEXICON_ENDING_ADVERB)))
        m++; /* then, legally */
      struct run chunk = {m, next_mark(v, m)};
      bool inverted =
          view_is(&v->s, m, WORD_MODAL) && (view_in(&v->s, m + 1, LEXICON_SUBJECT_PRONOUN) || /* would I wish */
                                            view_in(&v->s, m + 1, LEXICON_DETERMINER));
      bool subject = view_is(&v->s, m, WORD_SUBJECT | WORD_PRESENT) || view_in(&v->s, m, LEXICON_SUBJECT_PRONOUN);
      if ((subject && has_predicate(v, m)) || (inverted && view_any(v, chunk, WORD_FINITE))) {
        *end = i;
        return m;
      }
      if (m > i) i = m - 1;
    } else if (i > first && ready && (is_pronoun_clause(v, i) || is_noun_clause(v, first, i, has_verb))) {
      *end = i;
      return i;
    }
  }
  return 0;
}

/* Whether a quotation opened within the run is still open at its end. */
static bool is_open(const struct view *v, struct run r) {
  uint32_t marks = 0;
  for (uint32_t i = r.first; i < r.end; i++)
    marks += view_is(&v->s, i, WORD_MARK) && !(i && view_is(&v->s, i - 1, WORD_MARK));
  return marks % 2;
}

/* Whether the mark at the run's end closes what is quoted within it: if they “agree”. */
static bool closes_within(const struct view *v, struct run r) {
  return view_is(&v->s, r.end - 1, WORD_MARK) && !is_open(v, r);
}

struct run run_trimmed(const struct view *v, struct run r) {
  const unsigned drop = WORD_COMMA | WORD_STOP | WORD_MARK | VIEW_ATTRIBUTION;
  while (r.first < r.end && (view_is(&v->s, r.first, drop) || view_in(&v->s, r.first, LEXICON_CONJUNCTION))) r.first++;
  while (r.end > r.first && !closes_within(v, r) &&
         (view_is(&v->s, r.end - 1, drop) ||
          (view_in(&v->s, r.end - 1, LEXICON_CONJUNCTION) && !view_is(&v->s, r.end, WORD_STOP)))) /* if they do so. */
    r.end--;
  bool adverb =
      r.end > r.first + 2 && view_is(&v->s, r.end - 2, WORD_COMMA) && /* …, especially | if */
      (view_in(&v->s, r.end - 1, LEXICON_PLAIN_ADVERB) || view_ends_in(&v->s, r.end - 1, LEXICON_ENDING_ADVERB));
  if (adverb) r.end -= 2;
  bool closed =
      r.end + 1 < v->s.count && view_is(&v->s, r.end, WORD_COMMA | WORD_STOP) && view_is(&v->s, r.end + 1, WORD_MARK);
  if (closed && is_open(v, r)) r.end += 2; /* if they say “yes,” */
  return r;
}

struct span run_span(const struct view *v, struct run r) {
  if (run_is_empty(r)) return (struct span){0, 0};
  uint32_t start = view_token(&v->s, r.first)->start;
  return (struct span){start, view_token(&v->s, r.end - 1)->start + view_token(&v->s, r.end - 1)->length - start};
}
