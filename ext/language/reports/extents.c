/* Extents: see extents.h. */
#include "extents.h"

#include "../clauses.h"
#include "introduced.h"

#include <string.h>

enum { SHORT_STATEMENT = 2 /* tokens: "It failed" */ };

/* Whether a clause or a phrase can begin at token `i`: at its small words. */
static bool begins_clause(const struct story *s, uint32_t i) {
  return has(s, i, LEXICON_DETERMINER) || has(s, i, LEXICON_SUBJECT_PRONOUN) || has(s, i, LEXICON_POSSESSIVE_PRONOUN) ||
         has(s, i, LEXICON_PREPOSITION) || has(s, i, LEXICON_CONJUNCTION) || has(s, i, LEXICON_SUBORDINATOR);
}

/* Whether the comma at token `i` ends a thing that is said or wanted, since what follows is a clause by itself. */
static bool comma_ends(const struct story *s, uint32_t i) {
  uint32_t next = i + 1;
  if (is_capitalized(s, next)) return false;
  return has(s, next, LEXICON_SUBORDINATOR) || has(s, next, LEXICON_PERSONAL_PRONOUN) ||
         has(s, next, LEXICON_THING_END) || is_auxiliary(s, next) || ends_with(s, next, LEXICON_ENDING_PARTICIPLE);
}

/* Whether what is said from `first` on ends at token `i`: at a semicolon or ", while". */
static bool ends_statement(const struct story *s, uint32_t first, uint32_t i) {
  if (i <= first + 1) return false;
  bool others = *lexicon_letters(s, i + 1, LEXICON_CONJUNCTION) == 'b' && has(s, i + 2, LEXICON_PLURAL_NOUN) &&
                has(s, i + 3, LEXICON_CUE); /* ", but others suspect" */
  return is_mark(s, i, ';') || (is_mark(s, i, ',') && (others || has(s, i + 1, LEXICON_CONTRAST)));
}

/* "praised the plan | and offered": whether a verb of the cue's form stands behind a conjunction at token `i`. */
static bool joins_verb(const struct story *s, enum cue_form form, uint32_t i, bool infinitive) {
  if (!has(s, i, LEXICON_CONJUNCTION)) return false;
  uint32_t verb = i + 1 + is_adverb(s, i + 1);
  if (infinitive && *lexicon_letters(s, verb, LEXICON_AUXILIARY) == 'h') return true; /* vowed to go but has stayed */
  if (is_capitalized(s, verb) || token_of(s, verb)->kind != TOKEN_WORD) return false;
  switch (form) {
    case FORM_PAST: return ends_with(s, verb, LEXICON_ENDING_PAST) || has(s, verb, LEXICON_VERB_PAST);
    case FORM_PARTICIPLE: return ends_with(s, verb, LEXICON_ENDING_PARTICIPLE);
    case FORM_THIRD_PERSON: return has(s, verb, LEXICON_VERB_PRESENT) && ends_with(s, verb, LEXICON_ENDING_PLURAL);
    default: return false;
  }
}

/* The next token before `end` that is a mark, or begins a paragraph, so that a quotation may begin there. */
static uint32_t next_bound(const struct story *s, uint32_t i, uint32_t end) {
  while (i < end && s->all[i].kind != TOKEN_MARK && !(s->all[i].flags & TOKEN_AFTER_PARAGRAPH)) i++;
  return i;
}

/* Where what begins at `first` ends before `end`: behind “…,” or, for a thing (no clause), at a comma. */
static uint32_t cut(const struct story *s, enum cue_form form, uint32_t first, uint32_t end, bool clause) {
  uint32_t at = quoted_from(&s->quoted, first);
  const bool infinitive = is_to(s, first);
  bool nested =
      has(s, first, LEXICON_CLAUSE_OPENER) && has(s, first + 1, LEXICON_SUBORDINATOR); /* that although …, … */
  for (uint32_t i = first; i < end; i++) {
    if (clause) { /* a semicolon, a contrast or a quotation can end it */
      uint32_t stop = next_bound(s, i, end);
      while (stop < end && !ends_statement(s, first, stop) && !opens_quoted(s, stop))
        stop = next_bound(s, stop + 1, end);
      if (stop < end && !opens_quoted(s, stop)) return stop;
      while (at < s->quoted.count && s->quoted.items[at].first < i) at++;
      if (at == s->quoted.count || s->quoted.items[at].first >= end) return end;
      i = s->quoted.items[at].first;
    }
    if (at < s->quoted.count && s->quoted.items[at].first == i) {
      const struct quoted *q = &s->quoted.items[at++];
      i = q->end - 1;
      bool new_clause = q->end < end && (ends_with(s, q->end, LEXICON_ENDING_PARTICIPLE) || is_capitalized(s, q->end) ||
                                         begins_clause(s, q->end) || has(s, q->end, LEXICON_CUE));
      bool more =
          has(s, q->end, LEXICON_CONJUNCTION) &&
          (opens_quoted(s, q->end + 1) || has(s, q->end + 1, LEXICON_CLAUSE_OPENER) || is_auxiliary(s, q->end + 1));
      if (is_mark(s, q->inner_end - 1, ',') && new_clause && !more && !nested) return q->end;
    } else if (!clause && i > first &&
               ((is_mark(s, i, ',') && comma_ends(s, i)) || is_dash(s, i) || joins_verb(s, form, i, infinitive) ||
                *lexicon_letters(s, i, LEXICON_CONJUNCTION) == 'b')) {
      return i;
    }
  }
  return end;
}

/* Where the content that begins at `first` ends: at a later cue that cuts it off, or with the unit. */
static uint32_t cue_end(const struct story *s, const struct unit *u, uint32_t k, uint32_t first) {
  for (uint32_t i = k + 1; i < u->n_cues; i++) {
    const struct cue *c = &u->cues[i];
    uint32_t from = c->from;
    /* "Lee, noting the size of it, said" */
    if (from <= u->cues[k].from && c->first > first + 1 && is_mark(s, c->first - 1, ',')) return c->first - 1;
    if (from <= first) continue;
    bool comma = is_mark(s, from - 1, ',') || is_dash(s, from - 1);
    bool quote_before = quoted_from(&s->quoted, from - 1) < s->quoted.count &&
                        s->quoted.items[quoted_from(&s->quoted, from - 1)].end == from;
    if (c->frames & CUE_SOURCE) return from;
    /* "said so, adding that …", "said so, his aide adding that …" */
    if (comma && c->form == FORM_PARTICIPLE && (phrase_is_empty(c->speaker) || c->content)) return from;
    /* "mocked the plan | saying, “…”" */
    if (c->form == FORM_PARTICIPLE && u->cues[k].frames & CUE_THING && c->content && opens_quoted(s, c->content) &&
        c->first > first && !is_mark(s, c->first - 1, ',') && is_wordlike(s, c->first - 1))
      return c->first;
    uint32_t and = from; /* ", and later telling" */
    while (and > first + 2 && is_adverb(s, and-1)) and--;
    if (c->form == FORM_PARTICIPLE && phrase_is_empty(c->speaker) && c->content && and > first + 2 &&
        has(s, and-1, LEXICON_CONJUNCTION) && is_mark(s, and-2, ','))
      return and-2;
    if ((comma || quote_before) && !c->content && c->frames & (CUE_QUOTES | CUE_CLAUSE)) return from;
    if (from > first + 3 && is_relative(s, from - 1) && is_of(s, from - 2, LEXICON_IS_TO) && is_mark(s, from - 3, ','))
      return from - 3; /* asked whether it was so, | to which Lee replied that */
    /* "He said he would, while she said she would not." */
    if (c->flags & VERB_PASSIVE && from > first + 2 && has(s, from - 1, LEXICON_CONJUNCTION) &&
        is_mark(s, from - 2, ','))
      return from - 2; /* ", and when asked if …" */
    bool joined = has(s, from - 1, LEXICON_CONJUNCTION) || has(s, from - 1, LEXICON_SUBORDINATOR);
    bool finite = (c->form == u->cues[k].form || !phrase_is_empty(c->speaker)) &&
                  (c->form == FORM_PAST || c->form == FORM_THIRD_PERSON ||
                   (c->form == FORM_BASE && !(c->flags & (VERB_INFINITIVE | VERB_MODAL))));
    if (joined && finite && c->content && !(c->flags & VERB_PASSIVE)) {
      if (phrase_is_empty(c->speaker) && has(s, from - 1, LEXICON_CONJUNCTION)) return from - 1;
      if (from > first + 2 && is_mark(s, from - 2, ',') && c->frames & (CUE_CLAUSE | CUE_QUOTES)) return from - 2;
      if (u->cues[k].frames & CUE_THING && has(s, from - 1, LEXICON_CONJUNCTION) && c->frames & CUE_CLAUSE)
        return from - 1; /* put the damage at 5 million | and an aide said */
    }
    if (comma && finite && phrase_is_empty(c->speaker) && c->content && !(c->flags & VERB_PASSIVE) &&
        c->form == u->cues[k].form)
      return from; /* "urged them to go, proposed that they stay" */
    if (quote_before && c->colon) return from;
    bool quotes = c->content && opens_quoted(s, c->content) && !phrase_is_empty(c->speaker);
    if (quotes && (comma || c->colon)) return from;
    if (quotes && from > first + 1 && has(s, from - 1, LEXICON_CONJUNCTION)) return from - 1;
  }
  return u->end;
}

/* Whether a word can begin a clause that is said, and no clause of time. */
static bool opens_content(const struct story *s, uint32_t i) {
  return has(s, i, LEXICON_CLAUSE_OPENER) && !is_of(s, i, LEXICON_IS_NO_CONTENT);
}

/* Whether a subject and its verb begin at token `i`. */
static bool begins_with_subject(const struct story *s, uint32_t i, uint32_t end) {
  uint32_t verb = phrase_at(s, i, end).end;
  while (verb < end && is_adverb(s, verb)) verb++;
  return verb > i && verb < end &&
         (is_auxiliary(s, verb) || has(s, verb, LEXICON_VERB_PAST) || ends_with(s, verb, LEXICON_ENDING_PAST));
}

/* "Asked if it would hold, | Lee said": where the main clause begins behind a cue at the sentence's start; `end` if
** none does. */
static uint32_t main_clause_behind(const struct story *s, uint32_t first, uint32_t end) {
  for (uint32_t i = first + 1; i + 1 < end; i++) {
    if (opens_quoted(s, i)) i = s->quoted.items[quoted_from(&s->quoted, i)].end - 1;
    if (is_mark(s, i, ',') && begins_with_subject(s, i + 1, end)) return i;
  }
  return end;
}

/* "announced a plan at the congress, which will take years": whether a mere thing begins at token `first`, and no clause,
** so that no finite verb stands before the first mark. */
static bool begins_thing(const struct story *s, uint32_t first, uint32_t end) {
  if (has(s, first, LEXICON_CLAUSE_OPENER) || has(s, first, LEXICON_SUBJECT_PRONOUN)) return false;
  uint32_t stop = first;
  while (stop < end && !ends_clause(s, stop, end) && !opens_quoted(s, stop) && !is_relative(s, stop) &&
         !is_that(s, stop) && !has(s, stop, LEXICON_CONJUNCTION))
    stop++;
  if (stop + 1 >= end) return false; /* nothing but a stop stands behind it */
  const struct clauses *words = document_words(s->document, sentences_of(document_sentences(s->document), first));
  for (uint32_t i = first; i < stop; i++)
    if (clauses_word(words, i) & WORD_FINITE) return false;
  return true;
}

uint32_t content_end(const struct story *s, const struct unit *u, uint32_t k, uint32_t first) {
  const struct cue *c = &u->cues[k];
  bool clause = c->frames & (CUE_CLAUSE | CUE_SOURCE) || (c->frames & CUE_THAT && has(s, first, LEXICON_CLAUSE_OPENER));
  if (has(s, first, LEXICON_PREPOSITION)) clause = false; /* to do it */
  /* "While he said so, …", "the envoy, who said so, …" end at their comma */
  bool inside = c->flags & VERB_RELATIVE || (has(s, c->from, LEXICON_PREPOSITION) && c->form == FORM_PARTICIPLE) ||
                is_when(s, c->from) ||
                (c->from > u->first && !opens_content(s, c->from - 1) &&
                 (has(s, c->from - 1, LEXICON_SUBORDINATOR) || has(s, c->from - 1, LEXICON_PREPOSITION)));
  if (inside && !c->colon)
    for (uint32_t i = first; i < u->end; i++) {
      if (opens_quoted(s, i)) i = s->quoted.items[quoted_from(&s->quoted, i)].end - 1;
      else if (is_mark(s, i, ',')) return cut(s, c->form, first, i, clause);
    }
  uint32_t end = cue_end(s, u, k, first);
  if (clause && c->frames & CUE_THING && begins_thing(s, first, end)) clause = false;
  bool fronted = c->first <= u->first + 1 && !c->inverted && !(c->frames & CUE_SOURCE) &&
                 (phrase_is_empty(c->speaker) || c->speaker.first > c->first);
  return cut(s, c->form, first, fronted ? main_clause_behind(s, first, end) : end, clause);
}

/* Whether the words can be a sentence: not "In Kabul", "Ann Lee", "Six months ago". */
static bool is_statement(const struct story *s, uint32_t first, uint32_t end) {
  bool led =
      has(s, first, LEXICON_PREPOSITION) || has(s, first, LEXICON_SUBORDINATOR); /* by "In Kabul", "When he left" */
  if (end - first < (led ? LONG_STATEMENT : SHORT_STATEMENT)) return false;
  return has_verb(s, first, end);
}

bool stands_behind_quote(const struct story *s, const struct cue *c) {
  uint32_t q = c->from ? quoted_from(&s->quoted, c->from - 1) : s->quoted.count;
  return q < s->quoted.count && s->quoted.items[q].end == c->from;
}

bool stands_beside(const struct story *s, const struct unit *u, uint32_t k, uint32_t done) {
  const struct cue *c = &u->cues[k];
  if (c->from <= u->first || c->from <= done || c->flags & VERB_PASSIVE ||
      !(c->frames & (CUE_QUOTES | CUE_CLAUSE | CUE_SOURCE)))
    return false;
  uint32_t q = quoted_from(&s->quoted, c->from - 1);
  bool quoted = q < s->quoted.count && s->quoted.items[q].end == c->from;
  if (!quoted && is_mark(s, c->from - 1, ',') && c->from > u->first + 1) {
    q = quoted_from(&s->quoted, c->from - 2);
    quoted = q < s->quoted.count && s->quoted.items[q].end == c->from - 1;
  }
  if (c->frames & CUE_SOURCE && c->content && has(s, c->from - 2, LEXICON_CLAUSE_OPENER)) return false; /* that, … */
  if (c->frames & CUE_SOURCE) {
    uint32_t small = done; /* But, according to the poll, most … */
    while (small < c->from && (is_mark(s, small, ',') || has(s, small, LEXICON_CONJUNCTION) || is_adverb(s, small)))
      small++;
    return !c->content || quoted || (is_mark(s, c->from - 1, ',') && small < c->from);
  }
  if (phrase_is_empty(c->speaker)) return false;
  if (quoted) {
    const struct quoted *text = &s->quoted.items[q];
    if (c->colon && c->content) return false;
    /* “Yes,” he said; but not: the “open door” movement says */
    bool stops = text->end < c->from || ends_open(s, text);
    bool whole = text->first <= done;
    if (whole) return stops || !c->content;
    if (c->content && has(s, done + 1, LEXICON_AGENT)) return false; /* Pressed by Lee on “jobs,” | Kim said, “…” */
    return stops && !(c->content && !opens_quoted(s, c->content)) && !is_title(s, text->inner, text->inner_end);
  }
  bool timed = has(s, c->end + has(s, c->end, LEXICON_PREPOSITION), LEXICON_TIME_ADVERB);
  bool tag = c->frames & CUE_CLAUSE || /* ..., he added on Monday. */
             (c->frames & CUE_THAT && !c->inverted && (timed || is_mark(s, c->end, '.')));
  if (c->frames & CUE_NO_SPEECH && !is_finding(s, c, c->speaker)) return false;
  if ((c->content && !c->inverted) || !tag || c->flags & VERB_RELATIVE) return false;
  if (!is_mark(s, c->from - 1, ',') && !is_dash(s, c->from - 1)) return false;
  if (opens_quoted(s, done)) { /* "My role is to help" such talks, he said */
    const struct quoted *text = &s->quoted.items[quoted_from(&s->quoted, done)];
    return text->end + 1 < c->from && is_wordlike(s, text->end) && !is_capitalized(s, text->end) && !ends_open(s, text);
  }
  return is_statement(s, done, c->from - 1);
}

uint32_t attribution_end(const struct story *s, const struct unit *u, uint32_t k) {
  const struct cue *c = &u->cues[k];
  uint32_t end = u->end; /* at the next cue, if that stands by itself: “…,” Lee said, adding that … */
  for (uint32_t i = k + 1; i < u->n_cues && end == u->end; i++)
    if (u->cues[i].content && u->cues[i].from > c->speaker.end && u->cues[i].from > c->end &&
        (phrase_is_empty(u->cues[i].speaker) || u->cues[i].frames & (CUE_CLAUSE | CUE_THAT | CUE_TELLS)))
      end = u->cues[i].from;
  uint32_t i = c->inverted || c->frames & CUE_SOURCE ? c->speaker.end : c->end;
  for (; i < end; i++) {
    if (opens_quoted(s, i)) {
      const struct quoted *q = &s->quoted.items[quoted_from(&s->quoted, i)];
      bool comma = is_mark(s, i - 1, ',') && !names_work(s, q);
      if (comma || is_mark(s, i - 1, ':') || is_dash(s, i - 1) || is_mark(s, i - 1, ';')) return i;
      if (i == c->end && !is_title(s, q->inner, q->inner_end)) return i;
      i = q->end - 1;
    }
  }
  return end;
}

uint32_t announced_quote(const struct story *s, uint32_t first, uint32_t end) {
  uint32_t q = quoted_from(&s->quoted, end - 1);
  if (q == s->quoted.count || s->quoted.items[q].first >= end) {
    if (end < first + 2) return first;
    q = quoted_from(&s->quoted, end - 2);
  }
  if (q == s->quoted.count || s->quoted.items[q].first <= first || s->quoted.items[q].first >= end) return first;
  uint32_t before = s->quoted.items[q].first - 1;
  /* or where what stands before is no part of a sentence: "… (@lee) January 28, 2019 “We won,” he said" */
  unsigned kind = token_of(s, before)->kind;
  bool apart = kind == TOKEN_NUMBER || kind == TOKEN_HANDLE || kind == TOKEN_ADDRESS;
  apart = apart && is_capitalized(s, before + 2) && s->quoted.items[q].end - before > LONG_STATEMENT;
  return is_mark(s, before, ':') || is_mark(s, before, '(') || is_dash(s, before) || apart ? before + 1 : first;
}

uint32_t behind_inside(const struct story *s, const struct unit *u, const struct cue *c) {
  if (c->frames & CUE_SOURCE && c->content && c->from > u->first + 1 && is_mark(s, c->from - 1, ',')) /* The bank, … */
    return is_auxiliary(s, c->content) || has(s, c->content, LEXICON_VERB_PAST) ? c->content : 0;     /* …, | knew */
  if (c->content || phrase_is_empty(c->speaker) || !(c->frames & CUE_CLAUSE) ||
      c->flags & (VERB_PASSIVE | VERB_RELATIVE))
    return 0;
  if (c->from <= u->first || !is_mark(s, c->from - 1, ',')) return 0;
  uint32_t i = c->inverted ? c->speaker.end : c->end;
  if (has(s, i, LEXICON_OBJECT_PRONOUN)) i++;
  while (has(s, i, LEXICON_TIME_ADVERB) || (has(s, i, LEXICON_PREPOSITION) && has(s, i + 1, LEXICON_TIME_ADVERB))) i++;
  if (!is_mark(s, i, ',') || i + 2 >= u->end || opens_quoted(s, i + 1)) return 0;
  uint32_t next = i + 1;
  if (!is_wordlike(s, next) || (ends_with(s, next, LEXICON_ENDING_PARTICIPLE) && !is_capitalized(s, next))) return 0;
  /* "said Lee, who …", "said Lee, a farmer" tell of the speaker */
  bool tells =
      is_relative(s, next) || (c->inverted && has(s, next, LEXICON_CONJUNCTION)) ||
      (c->inverted && (has(s, next, LEXICON_DETERMINER) || is_capitalized(s, next) || !has_verb(s, next, u->end)));
  return tells ? 0 : next;
}
