/*
** Who says, demands or promises what a clause states: see clauses.h.
**
**     The army will hold its fire, a general said, if ...        speaker "a general"
**     The union said on Friday that | its members would ...      opening at |, holder "The union"
**     The Front has refused | to meet them until ...             opening at |, for one clause
**
** Who says it, the layer of reports knows; who promises or demands, the subject of the verbs in
** ext/lexicon/en/conditions.txt.
*/
#include "clauses.h"

#include "../reports.h"

enum { PROMISE_REACH = 4 };

static void add_opening(struct view *v, uint32_t at, struct run holder, bool promise) {
  if (v->n_openings == VIEW_OPENINGS || at >= v->s.count || run_is_empty(holder)) return;
  v->openings[v->n_openings++] = (struct opening){at, holder, promise};
}

static void add_speaker(struct view *v, uint32_t at, struct run speaker) {
  if (v->n_speakers == VIEW_OPENINGS || run_is_empty(speaker)) return;
  v->speaks_at[v->n_speakers] = at;
  v->speakers[v->n_speakers++] = speaker;
}

static void take_out(struct view *v, uint32_t first, uint32_t end) {
  for (uint32_t i = first; i < end && i < v->s.count; i++) v->s.words[i] |= VIEW_ATTRIBUTION;
}

/* A phrase of the text as a run of the view; empty where it lies outside. */
static struct run run_of(const struct view *v, struct phrase p) {
  if (phrase_is_empty(p) || p.first < v->s.first || p.end > v->s.first + v->s.count) return (struct run){0, 0};
  return (struct run){p.first - v->s.first, p.end - v->s.first};
}

/* ", said Lena Dorsk, who leads the drivers": to where it all ends, from its end on. */
static uint32_t inverted_end(const struct view *v, uint32_t end) {
  while (end + 1 < v->s.count && view_is(&v->s, end, WORD_COMMA) &&
         (view_is(&v->s, end + 1, WORD_RELATIVE) || view_in(&v->s, end + 1, LEXICON_ARTICLE)) &&
         !view_any(v, (struct run){end + 1, next_mark(v, end + 1)}, WORD_MODAL))
    end = next_mark(v, end + 1);
  return end;
}

/* Takes out what says who speaks, from `from` to `end` and the commas around it. */
static void read_tag(struct view *v, uint32_t from, uint32_t verb, uint32_t end, struct run speaker) {
  if (!from || !is_clause_mark(v, from - 1)) return;
  take_out(v, from - view_is(&v->s, from - 1, WORD_COMMA), end + view_is(&v->s, end, WORD_COMMA));
  add_speaker(v, verb, speaker);
}

/* Cue `k` of the unit: what it introduces opens, and what only says who speaks is taken out. */
static void read_report(struct view *v, const struct story *s, const struct unit *u, uint32_t k) {
  const struct cue *c = &u->cues[k];
  uint32_t at = c->first - v->s.first, behind = c->end - v->s.first;
  struct run speaker = run_of(v, report_speaker(s, u, k));
  const unsigned not_said = VERB_PASSIVE | VERB_MODAL | VERB_INFINITIVE;
  if (!(c->frames & (CUE_QUOTES | CUE_CLAUSE | CUE_THAT | CUE_SOURCE)) || c->flags & not_said) return;
  if (view_in(&v->s, at, LEXICON_CONDITION_CUE)) return; /* assuming that */
  if (c->content && c->content < v->s.first + v->s.count && !(c->frames & CUE_SOURCE)) {
    uint32_t content = c->content - v->s.first;
    if (view_is(&v->s, content, WORD_MARK)) {
      uint32_t start = c->from > v->s.first ? c->from - v->s.first : 0;
      if (start && view_in(&v->s, start - 1, LEXICON_SUBORDINATOR)) return; /* if the board says “yes” */
      take_out(v, start, content);
      add_speaker(v, at, speaker);
    } else if (!view_is(&v->s, content, WORD_TO)) {
      add_opening(v, content + view_is(&v->s, content, WORD_THAT), speaker, false);
    }
    return;
  }
  uint32_t from = c->from > v->s.first ? c->from - v->s.first : 0;
  if (c->frames & CUE_SOURCE) {
    uint32_t end = next_mark(v, c->speaker.end - v->s.first);
    take_out(v, from - (from && view_is(&v->s, from - 1, WORD_COMMA)), end + view_is(&v->s, end, WORD_COMMA));
    add_speaker(v, at, speaker);
  } else if (c->inverted) {
    read_tag(v, from, at, inverted_end(v, next_mark(v, c->speaker.end - v->s.first)), speaker);
  } else if (!view_is(&v->s, behind, WORD_TO)) { /* for aid, Isk agreed | to stop: its own clause */
    read_tag(v, from, at, next_mark(v, behind), speaker);
  }
}

/* The subject of the verb at `i`; `*from` gets where it and what belongs to it begin. */
static struct run subject_of(const struct view *v, const struct story *s, uint32_t i, uint32_t *from) {
  unsigned flags;
  struct phrase p = subject_before(s, v->s.first + i, v->s.first, &flags, from);
  *from = *from > v->s.first ? *from - v->s.first : 0;
  return flags & VERB_NOT_ONE ? (struct run){0, 0} : run_of(v, noun_phrase(s, p));
}

static bool begins_noun_phrase(const struct view *v, uint32_t i) {
  return view_in(&v->s, i, LEXICON_DETERMINER) || view_in(&v->s, i, LEXICON_POSSESSIVE_PRONOUN) ||
         view_token(&v->s, i)->flags & TOKEN_CAPITALIZED;
}

/* "agreed on Wednesday to": where the infinitive of a promise begins; 0 if there is none. */
static uint32_t promised(const struct view *v, uint32_t k) {
  for (uint32_t i = k; i < k + PROMISE_REACH && i < v->s.count; i++) {
    if (view_is(&v->s, i, WORD_TO)) return begins_noun_phrase(v, i + 1) ? 0 : i;
    if (!view_in(&v->s, i, LEXICON_PREPOSITION) && !view_in(&v->s, i, LEXICON_TIME_ADVERB) &&
        !view_in(&v->s, i, LEXICON_PLAIN_ADVERB))
      break;
  }
  return 0;
}

/* A verb that demands or promises at `i`, whoever reports it. */
static void read_terms(struct view *v, const struct story *s, uint32_t i) {
  uint32_t length = lexicon_match(view_token(&v->s, i), LEXICON_CONDITION_DEMAND, NULL), from;
  bool bound = i && view_is(&v->s, i - 1, WORD_MODAL | WORD_TO);
  uint32_t to = !bound && view_in(&v->s, i, LEXICON_CONDITION_PROMISE) ? promised(v, i + 1) : 0;
  bool past = view_is(&v->s, i, WORD_PAST), that = view_is(&v->s, i + (length ? length : 1), WORD_THAT);
  bool ruled = past && that && !view_in(&v->s, i, LEXICON_CUE) && view_is(&v->s, i + 2, WORD_SUBJECT);
  bool reports = view_in(&v->s, i, LEXICON_CONDITION_REPORT) && !view_in(&v->s, i, LEXICON_CUE) && !that;
  if ((!length && !to && !ruled && !reports) || view_noun_here(&v->s, i)) return;
  if (i && *view_letters(&v->s, i - 1, LEXICON_AUXILIARY) == 'b' && view_ends_in(&v->s, i, LEXICON_ENDING_PAST) &&
      !view_in(&v->s, i, LEXICON_CONDITION_READY))
    return; /* what is required asks for nothing */
  /* A participle right behind a noun describes it; behind an auxiliary or a comma it promises. */
  if (view_ends_in(&v->s, i, LEXICON_ENDING_PARTICIPLE) && i && !view_is(&v->s, i - 1, WORD_COMMA) &&
      *view_letters(&v->s, i - 1, LEXICON_AUXILIARY) != 'b')
    return;
  struct run subject = subject_of(v, s, i, &from);
  if (length) add_opening(v, i + length + that, subject, !that);
  else if (ruled) add_opening(v, i + 2, subject, false);
  else if (reports && past) read_tag(v, from, i, next_mark(v, i), subject);
  if (to) add_opening(v, to, subject, true);
}

void view_read_attribution(struct view *v) {
  const struct reports *reports = document_reports(v->s.document);
  const struct unit *u = report_unit(v->s.document, reports_at(reports, v->s.first));
  if (!reports->count) return; /* after an error */
  for (uint32_t k = 0; k < u->n_cues; k++)
    if (u->cues[k].first >= v->s.first && u->cues[k].end <= v->s.first + v->s.count)
      read_report(v, &reports->story, u, k);
  for (uint32_t i = 0; i < v->s.count; i++) {
    const uint32_t word = v->s.tokens[i].word;
    bool ruled = word && view_is(&v->s, i, WORD_PAST) && view_is(&v->s, i + 1, WORD_THAT);
    if ((ruled || lexicon_is(word, LEXICON_IS_SETS_TERMS)) && !view_is(&v->s, i, WORD_QUOTED | VIEW_ATTRIBUTION))
      read_terms(v, &reports->story, i);
  }
}
