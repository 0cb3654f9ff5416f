/*
** Who says, demands or promises what a clause states: see clauses.h.
**
**     The army will hold its fire, a general said, if ...        speaker "a general"
**     The union said on Friday that | its members would ...      opening at |, holder "The union"
**     The Front has refused | to meet them until ...             opening at |, for one clause
**
** The verbs are those of ext/lexicon/en/cues.txt and, for promises and demands, conditions.txt.
*/
#include "clauses.h"

enum { NOUN_PHRASE_MOST = 18, CHUNKS_MOST = 6, OBJECT_MOST = 8 };

/* All words capitalised: a name. */
static bool is_name(const struct view *v, struct run r) {
  for (uint32_t i = r.first; i < r.end; i++)
    if (!(view_token(v, i)->flags & TOKEN_CAPITALIZED) && view_token(v, i)->kind != TOKEN_MARK &&
        !view_in(v, i, LEXICON_PREPOSITION))
      return false;
  return !run_is_empty(r);
}

/* The subject of the verb at `verb`, its head only: without what is in commas behind
** it.  `*from` gets where it and all that belongs to it begin. */
static struct run subject_of(const struct view *v, uint32_t verb, uint32_t *from) {
  uint32_t end = verb;
  while (end && (view_in(v, end - 1, LEXICON_PLAIN_ADVERB) || view_in(v, end - 1, LEXICON_AUXILIARY) ||
                 ENDS_IN(v, end - 1, "ly"))) {
    bool alone = view_in(v, end - 1, LEXICON_DETERMINER) && !(end > 1 && view_in(v, end - 2, LEXICON_AUXILIARY));
    if (alone) break; /* "each said", but "have both said" */
    end--;
  }
  if (end && view_is(v, end - 1, WORD_RELATIVE)) end--; /* Torlo, who said */
  struct run subject = {end, end};
  *from = end;
  if (!end || view_is(v, end - 1, WORD_STOP | WORD_MARK)) return subject;
  bool apposed = view_is(v, end - 1, WORD_COMMA);
  struct run nearest = subject;
  for (int chunks = 0; end && chunks < CHUNKS_MOST; chunks++) {
    if (view_is(v, end - 1, WORD_COMMA)) end--;
    uint32_t first = end;
    while (first && !is_clause_mark(v, first - 1)) first--;
    struct run chunk = {first, end};
    if (apposed && view_is(v, first, WORD_RELATIVE) && first) { /* who asked not to be named */
      end = first;
      continue;
    }
    if (apposed && chunks && view_in(v, first, LEXICON_PREPOSITION)) break;
    if (apposed && chunks && view_any(v, chunk, WORD_FINITE)) {
      uint32_t last = chunk.end; /* "The company said Falk, who stays, has agreed" */
      while (last > chunk.first && !view_is(v, last - 1, WORD_FINITE)) last--;
      if (!last || !view_in(v, last - 1, LEXICON_CUE) || last == chunk.end) break;
    }
    /* the last "and", "that" … that has a verb before it begins the chunk anew */
    for (uint32_t i = chunk.first; i < chunk.end; i++) {
      bool joins =
          view_in(v, i, LEXICON_CONJUNCTION) && (i == first || view_any(v, (struct run){first, i}, WORD_FINITE));
      bool opens = view_in(v, i, LEXICON_SUBORDINATOR) && !view_word(v, i, "than") && !view_is(v, i, WORD_RELATIVE) &&
                   !view_any(v, (struct run){i, chunk.end}, WORD_FINITE);
      if (joins || opens) chunk.first = i + 1;
    }
    for (uint32_t i = chunk.first; i + 1 < chunk.end && !view_is(v, i, WORD_RELATIVE) && !view_is(v, i, WORD_THAT); i++)
      if (view_is(v, i, WORD_FINITE) || (ENDS_IN(v, i, "ing") && view_in(v, i + 1, LEXICON_SUBJECT_PRONOUN)))
        chunk.first = i + 1;
    while (chunk.first < chunk.end && view_in(v, chunk.first, LEXICON_PLAIN_ADVERB) &&
           !view_in(v, chunk.first, LEXICON_DETERMINER))
      chunk.first++;
    while (chunk.end > chunk.first + 1 &&
           (view_in(v, chunk.end - 1, LEXICON_TIME_ADVERB) || view_word(v, chunk.end - 1, "on")))
      chunk.end--;
    if (run_is_empty(chunk)) break;
    subject = chunk;
    if (run_is_empty(nearest)) nearest = chunk;
    *from = chunk.first;
    end = first;
    if (!apposed || !end || !view_is(v, end - 1, WORD_COMMA)) break;
  }
  if (subject.end - subject.first > NOUN_PHRASE_MOST) subject.first = subject.end;
  bool plain = !run_is_empty(subject) && !(view_token(v, subject.first)->flags & TOKEN_CAPITALIZED);
  if (plain && apposed && is_name(v, nearest)) return nearest; /* its leader, Maro Tessin, */
  return subject;
}

static void add_opening(struct view *v, uint32_t at, struct run holder, bool promise) {
  if (v->n_openings == VIEW_OPENINGS || at >= v->count) return;
  v->openings[v->n_openings++] = (struct opening){at, holder, promise};
}

static void add_speaker(struct view *v, uint32_t at, struct run speaker) {
  if (v->n_speakers == VIEW_OPENINGS || run_is_empty(speaker)) return;
  v->speaks_at[v->n_speakers] = at;
  v->speakers[v->n_speakers++] = speaker;
}

static void take_out(struct view *v, uint32_t first, uint32_t end) {
  for (uint32_t i = first; i < end && i < v->count; i++) v->words[i] |= VIEW_ATTRIBUTION;
}

/* Where the clause begins that the verb before token `k` reports: behind "that",
** behind the one who was told and the time.  0 if there is none before `end`. */
static uint32_t reported_clause(const struct view *v, uint32_t k, uint32_t end, bool told, bool leads) {
  for (uint32_t i = k; i < end && i < k + OBJECT_MOST; i++) {
    if (view_is(v, i, WORD_THAT) && i + 1 < v->count) return i + 1;
    if (view_is(v, i, WORD_FINITE) && i > k) break;
  }
  bool apposed = leads && end + 1 < v->count && view_is(v, end, WORD_COMMA) && view_is(v, end + 1, WORD_RELATIVE) &&
                 view_is(v, k, WORD_SUBJECT);
  if (apposed && !told) return k; /* said the truce, which holds, would end */
  if (!view_any(v, (struct run){k, end}, WORD_FINITE)) return 0;
  if (told && k + 1 < end) {
    k++;
    while (k < end && !view_in(v, k, LEXICON_SUBJECT_PRONOUN) && !view_in(v, k, LEXICON_DETERMINER) &&
           !(view_token(v, k)->flags & TOKEN_CAPITALIZED) && !view_is(v, k + 1, WORD_FINITE))
      k++;
  }
  while (k + 1 < end && (view_in(v, k, LEXICON_TIME_ADVERB) || view_in(v, k, LEXICON_PREPOSITION)) &&
         !view_in(v, k, LEXICON_CONDITION_CUE)) {
    bool phrase = view_in(v, k, LEXICON_PREPOSITION) && !view_in(v, k + 1, LEXICON_TIME_ADVERB);
    k++;
    if (phrase && view_in(v, k, LEXICON_DETERMINER)) k++;
    if (phrase && k + 1 < end) k++;
  }
  return k < end && view_any(v, (struct run){k, end}, WORD_FINITE) ? k : 0;
}

/* ", said Lena Dorsk, who leads the drivers": to where it all ends. */
static uint32_t inverted_end(const struct view *v, uint32_t end) {
  while (end + 1 < v->count && view_is(v, end, WORD_COMMA) &&
         (view_is(v, end + 1, WORD_RELATIVE) || view_word(v, end + 1, "a") || view_word(v, end + 1, "an") ||
          view_word(v, end + 1, "the")) &&
         !view_any(v, (struct run){end + 1, next_mark(v, end + 1)}, WORD_MODAL))
    end = next_mark(v, end + 1);
  return end;
}

/* A verb of saying at `i`, `length` tokens long. */
static void read_report(struct view *v, uint32_t i, uint32_t length, bool told) {
  uint32_t k = i + length, end = next_mark(v, k), from;
  bool behind_mark = i && is_clause_mark(v, i - 1);
  if (behind_mark &&
      view_is(v, i - 1, WORD_COMMA)) { /* and behind a clause, not "The union, in a letter sent in May, said" */
    uint32_t first = i - 1;
    while (first && !is_clause_mark(v, first - 1)) first--;
    behind_mark = view_any(v, (struct run){0, i}, WORD_FINITE) && !view_in(v, first, LEXICON_PREPOSITION) &&
                  !view_is(v, first, WORD_RELATIVE);
  }
  struct run subject = subject_of(v, i, &from);
  if (behind_mark && k < end && !view_is(v, k, WORD_THAT) && !view_in(v, k, LEXICON_SUBJECT_PRONOUN) &&
      !view_in(v, k, LEXICON_PREPOSITION) && !view_any(v, (struct run){k, end}, WORD_FINITE)) { /* said Lena Dorsk */
    struct run name = {k, end};
    take_out(v, i - 1, inverted_end(v, end) + (end < v->count && view_is(v, end, WORD_COMMA)));
    for (uint32_t p = name.first + 1; p < name.end; p++)
      if (view_in(v, p, LEXICON_PREPOSITION) && !view_word(v, p, "of") && !view_word(v, p, "for")) name.end = p;
    add_speaker(v, i, name);
    return;
  }
  if (run_is_empty(subject) && i && view_in(v, i - 1, LEXICON_CONJUNCTION)) { /* X refused but said */
    uint32_t before = view_find(v, (struct run){0, i}, WORD_FINITE), first;
    if (before < i) subject = subject_of(v, before, &first);
  }
  if (subject.end > subject.first + 1 && view_is(v, subject.first, WORD_RELATIVE)) subject.first++; /* where he says */
  if (run_is_empty(subject) || view_is(v, subject.first, WORD_RELATIVE)) return;
  uint32_t clause = reported_clause(v, k, end, told, !from || !is_clause_mark(v, from - 1));
  if (clause) {
    add_opening(v, clause, subject, false);
    return;
  }
  if (end < v->count && view_is(v, end, WORD_COMMA) && end == k && end + 1 < v->count &&
      !view_is(v, end + 1, WORD_MARK) && !from) {
    add_opening(v, end + 1, subject, false); /* "The owners say, if ..." */
    return;
  }
  if (view_is(v, end > k ? end - 1 : k, WORD_THAT) && end > k) { /* Mediators hope that, if ... */
    add_opening(v, end + (view_is(v, end, WORD_COMMA) ? 1 : 0), subject, false);
    return;
  }
  for (uint32_t m = end; m + 2 < v->count && !view_is(v, m, WORD_STOP | WORD_MARK);
       m++) /* insisted, in a letter, that ... */
    if (view_is(v, m, WORD_COMMA) && view_is(v, m + 1, WORD_THAT) && (!from || !is_clause_mark(v, from - 1))) {
      add_opening(v, m + 2, subject, false);
      return;
    }
  bool before_quote = view_is(v, end, WORD_MARK) || (end + 1 < v->count && view_is(v, end + 1, WORD_MARK));
  if (from && is_clause_mark(v, from - 1)) /* ..., a general said, */
    take_out(v, from - (view_is(v, from - 1, WORD_COMMA) ? 1 : 0), end + (view_is(v, end, WORD_COMMA) != 0));
  else if (before_quote) /* A general said: "..." */ take_out(v, from, end);
  else return;
  add_speaker(v, i, subject);
}

/* "was asked": the subject is not the one who says it. */
static bool is_passive(const struct view *v, uint32_t i) {
  while (i && view_in(v, i - 1, LEXICON_PLAIN_ADVERB)) i--;
  return i && view_in(v, i - 1, LEXICON_AUXILIARY) &&
         *lexicon_value(view_token(v, i - 1)->word, LEXICON_AUXILIARY) == 'b';
}

/* "agreed on Wednesday to": where the infinitive of a promise begins; 0 if there is none. */
static uint32_t promised(const struct view *v, uint32_t k) {
  for (uint32_t i = k; i < k + 4 && i < v->count; i++) {
    if (view_is(v, i, WORD_TO)) return i;
    if (!view_in(v, i, LEXICON_PREPOSITION) && !view_in(v, i, LEXICON_TIME_ADVERB) &&
        !view_in(v, i, LEXICON_PLAIN_ADVERB))
      break;
  }
  return 0;
}

void view_read_attribution(struct view *v) {
  for (uint32_t i = 0; i < v->count; i++) {
    const char *letters = NULL;
    uint32_t word = view_token(v, i)->word, length, from;
    if (!word || view_is(v, i, WORD_QUOTED | VIEW_ATTRIBUTION)) continue;
    if (view_word(v, i, "according") && i + 2 < v->count && view_is(v, i + 1, WORD_TO)) {
      uint32_t end = next_mark(v, i + 2);
      add_speaker(v, i, (struct run){i + 2, end});
      take_out(v, i - (i && view_is(v, i - 1, WORD_COMMA)), end + (view_is(v, end, WORD_COMMA) != 0));
      continue;
    }
    bool noun = is_noun_here(v, i), passive = is_passive(v, i);
    bool asked = passive && ENDS_IN(v, i, "ed") && !view_word(v, i, "prepared"); /* what is required asks for nothing */
    if (!asked && !noun && (length = lexicon_match(view_token(v, i), LEXICON_CONDITION_DEMAND, NULL)) &&
        i + length < v->count) {
      struct run subject = subject_of(v, i, &from);
      bool that = view_is(v, i + length, WORD_THAT);
      if (!run_is_empty(subject)) add_opening(v, i + length + that, subject, !that);
      if (!view_in(v, i, LEXICON_CUE)) continue;
      if (that) continue;
    }
    length = lexicon_match(view_token(v, i), LEXICON_CUE, &letters);
    if (noun || passive || (i && view_is(v, i - 1, WORD_TO)) || (i && view_is(v, i - 1, WORD_MODAL))) continue;
    uint32_t to = view_in(v, i, LEXICON_CONDITION_PROMISE) ? promised(v, i + 1) : 0;
    if (!length && view_in(v, i, LEXICON_CONDITION_REPORT)) length = 1, letters = "qs";
    bool named = i && (view_token(v, i - 1)->flags & TOKEN_CAPITALIZED || view_in(v, i - 1, LEXICON_SUBJECT_PRONOUN));
    bool verb = view_is(v, i, WORD_PAST | WORD_PRESENT) ||
                (named && !(view_token(v, i)->flags & TOKEN_CAPITALIZED) && ENDS_IN(v, i, "s"));
    if (to) {
      struct run subject = subject_of(v, i, &from);
      if (!run_is_empty(subject)) add_opening(v, to, subject, true);
    } else if (length && strpbrk(letters, "qst") && (verb || length > 1)) {
      read_report(v, i, length, strchr(letters, 'r') != NULL);
    } else if (verb && view_is(v, i, WORD_PAST) && view_is(v, i + 1, WORD_THAT) &&
               view_is(v, i + 2, WORD_SUBJECT)) { /* ruled that ... */
      read_report(v, i, 1, false);
    } else if (length && i && view_is(v, i - 1, WORD_COMMA) && ENDS_IN(v, i, "ing")) { /* ..., saying that */
      uint32_t clause = reported_clause(v, i + length, next_mark(v, i + length), false, true);
      uint32_t main = view_find(v, (struct run){0, i}, WORD_FINITE);
      struct run subject = v->n_speakers ? v->speakers[v->n_speakers - 1]
                           : main < i    ? subject_of(v, main, &from)
                                         : (struct run){0, 0};
      if (clause && !run_is_empty(subject)) add_opening(v, clause, subject, false);
    }
  }
}
