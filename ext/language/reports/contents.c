/* What the cues of a unit report: see unit.h. */
#include "extents.h"
#include "introduced.h"

struct writer {
  const struct story *story;
  struct report_list *out;
  uint32_t done; /* tokens before it are in a content or an attribution */
  bool names;    /* the cue says what something is called, and nobody who does */
};

static void write_report(struct writer *w, enum speech speech, uint32_t first, uint32_t end, const struct report *by) {
  const struct report_list *before = w->out;
  const bool said = before->count && first < before->items[before->count - 1].end; /* its first words are another's */
  if (first >= end || said) return;
  struct report *r = ARENA_ADD(&w->story->document->arena, w->out);
  if (!r) return;
  *r = (struct report){.first = first, .end = end, .speaker = by->speaker, .cue = by->cue, .speech = speech};
  w->done = end;
}

/* Whether a colon announces the quoted text, and it is a sentence. */
static bool is_announced(const struct story *s, const struct quoted *q) {
  return is_mark(s, q->first - 1, ':') && is_capitalized(s, q->inner) && !is_title(s, q->inner, q->inner_end);
}

/* “…” in the middle of a phrase, of which only that word is somebody's: promised a | “view”, rated as | “bad”. */
static bool is_part(const struct story *s, uint32_t quoted) {
  uint32_t before = quoted - (quoted > 0);
  return has(s, before, LEXICON_DETERMINER) || has(s, before, LEXICON_POSSESSIVE_PRONOUN) || has(s, before, LEXICON_AS);
}

/* Whether a bracket closes at token `i` that opens before token `first`. */
static bool closes_nothing(const struct story *s, uint32_t first, uint32_t i) {
  if (!is_mark(s, i, ')')) return false;
  while (i > first && !is_mark(s, i, '(')) i--;
  return !is_mark(s, i, '(');
}

static bool ends_sentence(const struct story *s, const struct quoted *q) {
  const uint32_t last = q->inner_end - 1;
  return is_mark(s, last, '.') || is_mark(s, last, '!') || is_mark(s, last, '?');
}

/* Writes the content [first, end) of a cue. */
static void write_content(struct writer *w, uint32_t first, uint32_t end, const struct report *by) {
  const struct story *s = w->story;
  if (first < w->done) first = w->done;
  while (first < end && is_trimmed(s, first)) first++;
  while (end > first && (is_trimmed(s, end - 1) || closes_nothing(s, first, end - 1))) end--;
  const bool joint =
      end > first + 1 && (has(s, end - 1, LEXICON_OFFICE_LINK) || *lexicon_letters(s, end - 1, LEXICON_CONJUNCTION));
  if (joint && has(s, end - 1, LEXICON_CONJUNCTION)) end -= is_mark(s, end - 2, ',') ? 2 : 1; /* won, and | */
  if (first >= end) return;
  uint32_t q = quoted_from(&s->quoted, first);
  bool any = q < s->quoted.count && s->quoted.items[q].first < end;
  if (!any) {
    uint32_t small = first; /* Instead, he said, … */
    while (small < end && (has(s, small, LEXICON_PLAIN_ADVERB) || has(s, small, LEXICON_CONJUNCTION) ||
                           has(s, small, LEXICON_CLAUSE_OPENER)))
      small++; /* that, when asked, … */
    if (small == end) return;
    write_report(w, SPEECH_INDIRECT, first, end, by);
    return;
  }
  const struct quoted *quoted = &s->quoted.items[q];
  /* and “…”; Yet, “…”: small words before the marks are no part of it */
  uint32_t lead = first;
  while (lead < quoted->first && (token_of(s, lead)->kind == TOKEN_MARK || has(s, lead, LEXICON_CONJUNCTION))) lead++;
  if (lead == quoted->first) first = lead;
  if (quoted->first > first) {
    bool two = is_announced(s, quoted) && quoted->first > first + 2; /* it had lost its way: “We are nobody” */
    write_report(w, two ? SPEECH_INDIRECT : SPEECH_PARTIAL, first, two ? quoted->first - 1 : end, by);
    if (!two) return;
  }
  if (w->names && is_title(s, quoted->inner, quoted->inner_end)) return;
  uint32_t behind = quoted->end;
  bool alone = behind >= end || token_of(s, behind)->kind == TOKEN_MARK || has(s, behind, LEXICON_CONJUNCTION) ||
               has(s, behind, LEXICON_PREPOSITION) || has(s, behind, LEXICON_TIME_ADVERB) ||
               has(s, behind, LEXICON_SUBORDINATOR) ||
               (is_capitalized(s, behind) && (token_of(s, behind)->flags & TOKEN_AFTER_LINE ||
                                              (is_mark(s, quoted->first - 1, ':') && ends_sentence(s, quoted))));
  if (!alone) {
    write_report(w, SPEECH_PARTIAL, quoted->first, end, by);
    return;
  }
  bool part = w->names || is_part(s, quoted->first);
  write_report(w, part ? SPEECH_PARTIAL : SPEECH_DIRECT, quoted->first, quoted->end, by);
  /* the next quotation in the same content: “…” and “…” */
  for (q++; q < s->quoted.count && s->quoted.items[q].first < end; q++) {
    uint32_t from = s->quoted.items[q].first;
    if (from > w->done + 2) break;
    write_report(w, SPEECH_DIRECT, from, s->quoted.items[q].end, by);
  }
}

/* Whether words in quotation marks, and no title, stand between two tokens. */
static bool is_quoted_in(const struct story *s, uint32_t first, uint32_t end) {
  for (uint32_t q = quoted_from(&s->quoted, first); q < s->quoted.count && s->quoted.items[q].first < end; q++)
    if (!is_mark(s, s->quoted.items[q].first - 1, ',') &&
        !is_title(s, s->quoted.items[q].inner, s->quoted.items[q].inner_end))
      return true;
  return false;
}

/* Whether what cue `k` introduces, and nobody says there, is said by whom the next cue names: as they like to say, “We
** won,” | Lee said. */
static bool is_claimed_behind(const struct story *s, const struct unit *u, uint32_t k) {
  const struct cue *c = &u->cues[k], *next = c + 1;
  if (k + 1 == u->n_cues || !c->content || !phrase_is_empty(c->speaker) || !opens_quoted(s, c->content)) return false;
  const struct quoted *q = &s->quoted.items[quoted_from(&s->quoted, c->content)];
  return ends_open(s, q) && next->from == q->end && !next->content && !phrase_is_empty(next->speaker) &&
         !has(s, next->speaker.first, LEXICON_PERSONAL_PRONOUN) && next->frames & CUE_QUOTES;
}

/* Where what somebody says begins whose cue stands inside it: behind a colon, if there is one. */
static uint32_t behind_colon(const struct story *s, uint32_t first, uint32_t end) {
  uint32_t i = end;
  while (i > first && !is_mark(s, i - 1, ':')) i--;
  return i + 1 < end ? i : first;
}

/* Whether a token is a 's by itself. */
static bool is_possessive(const struct story *s, uint32_t i) { return token_of(s, i)->kind == TOKEN_POSSESSIVE; }

/* Whether what a cue introduces is a thing and no clause: lets officials maintain | that post. */
static bool is_that_thing(const struct story *s, const struct cue *c, uint32_t end) {
  enum { LONGEST_THING = 6 }; /* tokens */
  const uint32_t noun = c->content + 1;
  if (!is_that(s, c->content) || c->colon || c->frames & CUE_THING || end > noun + LONGEST_THING) return false;
  return token_of(s, noun)->kind == TOKEN_WORD && !is_capitalized(s, noun) && !has(s, noun, LEXICON_DETERMINER) &&
         !has(s, noun, LEXICON_POSSESSIVE_PRONOUN) && !has(s, noun, LEXICON_SUBJECT_PRONOUN) && !has_verb(s, noun, end);
}

/* What cue `k` reports. */
static void read_report(struct writer *w, const struct unit *u, uint32_t k) {
  const struct story *s = w->story;
  const struct cue *c = &u->cues[k];
  struct report by = {.speaker = report_speaker(s, u, k), .cue = {c->first, c->end}};
  w->names = c->frames & CUE_MARKED && (c->flags & VERB_PASSIVE || (c->first && is_possessive(s, c->first - 1)));
  if (is_claimed_behind(s, u, k)) {
    if (w->done < c->content) w->done = c->content;
    return;
  }
  const bool thought = c->frames & CUE_NO_SPEECH && !is_finding(s, c, by.speaker);
  const uint32_t inside = thought ? 0 : behind_inside(s, u, c);
  uint32_t behind = 0;
  bool goes_on = true; /* whether content follows the attribution */
  /* It was, | in the words of Lee, | “a mess” */
  const bool hangs = c->frames & CUE_SOURCE && c->content && c->from > w->done + 1 && is_auxiliary(s, c->from - 2);
  if (!hangs && stands_beside(s, u, k, w->done)) {
    bool quoted = stands_behind_quote(s, c);
    uint32_t first = announced_quote(s, w->done, c->from);
    if (quoted && c->frames & CUE_SOURCE && c->frames & CUE_QUOTES) /* the plan, | “a joke,” in her words */
      first = s->quoted.items[quoted_from(&s->quoted, c->from - 1)].first;
    write_content(w, inside && !quoted ? behind_colon(s, first, c->from) : first, c->from, &by);
    behind = inside && !quoted ? inside : attribution_end(s, u, k);
    goes_on = behind == inside || (behind < u->end && opens_quoted(s, behind));
  } else if (inside) { /* "No change, he said, would come" */
    write_content(w, behind_colon(s, w->done, c->from), c->from, &by);
    behind = inside;
  }
  if (behind) {
    w->done = behind;
    if (goes_on) write_content(w, behind, content_end(s, u, k, behind), &by);
    return;
  }
  if (c->flags & VERB_PASSIVE) by.speaker = (struct phrase){0, 0};
  /* "The valley's wine, he said, “is a marvel”": what stands before it is its subject */
  bool goes_on_quoted = c->content == c->end + 1 && is_mark(s, c->end, ',') && opens_quoted(s, c->content) &&
                        !is_capitalized(s, s->quoted.items[quoted_from(&s->quoted, c->content)].inner);
  if (goes_on_quoted && c->from > w->done + 1 && is_mark(s, c->from - 1, ',')) write_content(w, w->done, c->from, &by);
  if (!c->content || c->content < w->done) return;
  uint32_t end = content_end(s, u, k, c->content);
  struct phrase owner = owner_before(s, c->end, c->colon ? c->content - 1 : c->end);
  if (c->colon && owner.end < c->content && token_of(s, owner.end)->kind == TOKEN_POSSESSIVE)
    by.speaker = owner; /* recalled | Lee's answer: */
  if (thought ? !is_quoted_in(s, c->content, end) : is_that_thing(s, c, end)) return;
  bool question =
      c->frames & CUE_TELLS && !is_that(s, c->content) && (is_clause_opener(s, c->content) || is_to(s, c->content));
  if (question && phrase_is_empty(by.speaker) &&
      !is_quoted_in(s, c->content, end)) { /* Asked if she would go, asked to stay, … */
    w->done = end;
    return;
  }
  write_content(w, c->content, end, &by);
}

void read_reports(const struct story *s, struct unit *u) {
  struct report_list list = {0};
  struct writer w = {.story = s, .out = &list, .done = behind_dateline(s, u)};
  for (uint32_t k = 0; k < u->n_cues; k++)
    if (u->cues[k].first >= w.done) read_report(&w, u, k);
  u->reports = list.items;
  u->n_reports = (uint32_t)list.count;
}
