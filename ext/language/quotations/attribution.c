/* Attribution: see attribution.h. */
#include "attribution.h"

#include "../sentences.h"

#include <string.h>

enum {
  MOST_CUES = 64,      /* in one unit; more are not read */
  LONGEST_SUBJECT = 24, /* tokens */
  LONG_STATEMENT = 10,
  LONGEST_NAME = 8,
  LONGEST_OPEN = 200   /* tokens of a quotation without a closing mark that are looked at */
};

/* What goes from unit to unit. */
struct writer {
  struct story *story;
  struct quotation_list *out;
  struct span speaker, cue; /* of the last quotation that has a speaker */
  struct span next_speaker, next_cue; /* announced: "She added:" */
  uint32_t carried_from;    /* the token behind the last quotation */
  uint32_t done;            /* tokens before it are in a quotation or an attribution */
};

struct unit {
  uint32_t first, end;
  struct cue cues[MOST_CUES];
  uint32_t n_cues;
  uint32_t quoted, quoted_end; /* its quoted texts */
  uint32_t paragraph;          /* where its paragraph begins */
  uint32_t handle;             /* the last @name in it, 0 if it has none */
};

static struct span span_of(const struct story *s, uint32_t first, uint32_t end) {
  if (first >= end) return (struct span){0, 0};
  uint32_t start = s->all[first].start;
  return (struct span){start, s->all[end - 1].start + s->all[end - 1].length - start};
}

static void write(struct writer *w, enum quotation_kind kind, uint32_t first, uint32_t end, struct span speaker, struct span cue) {
  if (first >= end) return;
  struct quotation *q = ARENA_ADD(&w->story->document->arena, w->out);
  if (!q) return;
  *q = (struct quotation){.span = span_of(w->story, first, end), .speaker = speaker, .cue = cue, .kind = (uint8_t)kind};
  w->done = end;
  if (speaker.length) {
    w->speaker = speaker;
    w->cue = cue;
    w->carried_from = end;
  }
}

static bool is_trimmed(const struct story *s, uint32_t i) {
  const struct token *t = &s->all[i];
  return t->kind == TOKEN_MARK && (strchr(".,;:!?", first_byte(s, i)) || is_dash(s, i));
}

/* Writes the content [first, end) of a cue. */
static void write_content(struct writer *w, uint32_t first, uint32_t end, struct span speaker, struct span cue) {
  const struct story *s = w->story;
  if (first < w->done) first = w->done;
  while (first < end && is_trimmed(s, first)) first++;
  while (end > first && is_trimmed(s, end - 1)) end--;
  if (first >= end) return;
  uint32_t q = quoted_from(s, first);
  bool any = q < s->quoted.count && s->quoted.items[q].first < end;
  if (!any) {
    write(w, QUOTATION_INDIRECT, first, end, speaker, cue);
    return;
  }
  const struct quoted *quoted = &s->quoted.items[q];
  if (quoted->first > first) {
    /* and “…”: a conjunction before the marks is no part of it */
    if (quoted->first == first + 1 && has(s, first, LEXICON_CONJUNCTION)) first++;
    else {
      write(w, QUOTATION_PARTIAL, first, end, speaker, cue);
      return;
    }
  }
  uint32_t behind = quoted->end;
  bool alone = behind >= end || s->all[behind].kind == TOKEN_MARK || has(s, behind, LEXICON_CONJUNCTION) ||
               has(s, behind, LEXICON_PREPOSITION) || has(s, behind, LEXICON_TIME_ADVERB) || has(s, behind, LEXICON_SUBORDINATOR);
  if (!alone) {
    write(w, QUOTATION_PARTIAL, first, end, speaker, cue);
    return;
  }
  write(w, QUOTATION_DIRECT, quoted->first, quoted->end, speaker, cue);
  /* the next quotation in the same content: “…” and “…” */
  for (q++; q < s->quoted.count && s->quoted.items[q].first < end; q++) {
    uint32_t from = s->quoted.items[q].first;
    if (from > w->done + 2) break;
    write(w, QUOTATION_DIRECT, from, s->quoted.items[q].end, speaker, cue);
  }
}

static struct span speaker_of(const struct writer *w, const struct unit *u, uint32_t k) {
  const struct story *s = w->story;
  struct phrase p = u->cues[k].speaker;
  uint32_t head = p.end; /* "a statement Saturday" */
  while (head > p.first + 1 && has(s, head - 1, LEXICON_TIME_ADVERB)) head--;
  bool message = !phrase_is_empty(p) && u->cues[k].form == FORM_PARTICIPLE && has(s, head - 1, LEXICON_MESSAGE);
  if (!phrase_is_empty(p) && !message) return span_of(s, p.first, p.end);
  /* "…, saying", "released a statement saying": who spoke before in the sentence, or the subject of the clause */
  for (uint32_t i = k; i-- > 0 && k - i < 6;)
    if (!phrase_is_empty(u->cues[i].speaker) && u->cues[i].content && u->cues[i].content < u->cues[k].from)
      return span_of(s, u->cues[i].speaker.first, u->cues[i].speaker.end);
  struct phrase subject = clause_subject(s, u->first, message ? p.first : u->cues[k].from);
  if (!phrase_is_empty(subject)) return span_of(s, subject.first, subject.end);
  for (uint32_t i = k; i-- > 0 && k - i < 6;)
    if (!phrase_is_empty(u->cues[i].speaker)) return span_of(s, u->cues[i].speaker.first, u->cues[i].speaker.end);
  if (message) return span_of(s, p.first, p.end);
  p = phrase_at(s, u->first, u->cues[k].first);
  if (phrase_is_empty(p) || has(s, u->first, LEXICON_PREPOSITION) || has(s, u->first, LEXICON_SUBORDINATOR)) return (struct span){0, 0};
  return span_of(s, p.first, p.end);
}

static bool begins_clause(const struct story *s, uint32_t i) {
  return has(s, i, LEXICON_DETERMINER) || has(s, i, LEXICON_SUBJECT_PRONOUN) || has(s, i, LEXICON_POSSESSIVE_PRONOUN) ||
         has(s, i, LEXICON_PREPOSITION) || has(s, i, LEXICON_CONJUNCTION) || has(s, i, LEXICON_SUBORDINATOR);
}

/* Whether the comma at token `i` ends a thing that is said or wanted, since what follows is a clause by itself. */
static bool comma_ends(const struct story *s, uint32_t i) {
  uint32_t next = i + 1;
  const char *word = s->document->text + s->all[next].start;
  if (is_capitalized(s, next)) return false;
  return has(s, next, LEXICON_SUBORDINATOR) || has(s, next, LEXICON_PERSONAL_PRONOUN) || !memcmp(word, "but ", 4) || !memcmp(word, "as ", 3) ||
         !memcmp(word, "even ", 5) || !memcmp(word, "the ", 4) || is_auxiliary(s, next) || ends_with(s, next, "ing");
}

/* Where what begins at `first` ends before `end`: behind “…,” or, for a thing (no clause), at a comma. */
static uint32_t cut(const struct story *s, uint32_t first, uint32_t end, bool clause) {
  uint32_t at = quoted_from(s, first);
  for (uint32_t i = first; i < end; i++) {
    if (clause) { /* nothing but a quotation can end it */
      while (at < s->quoted.count && s->quoted.items[at].first < i) at++;
      if (at == s->quoted.count || s->quoted.items[at].first >= end) return end;
      i = s->quoted.items[at].first;
    }
    if (at < s->quoted.count && s->quoted.items[at].first == i) {
      const struct quoted *q = &s->quoted.items[at++];
      i = q->end - 1;
      bool new_clause = q->end < end && (ends_with(s, q->end, "ing") || is_capitalized(s, q->end) || begins_clause(s, q->end));
      bool more = has(s, q->end, LEXICON_CONJUNCTION) && (opens_quoted(s, q->end + 1) || has(s, q->end + 1, LEXICON_CLAUSE_OPENER));
      if (is_mark(s, q->inner_end - 1, ',') && new_clause && !more) return q->end;
    } else if (s->all[i].kind == TOKEN_MARK && !clause && i > first && is_mark(s, i, ',') && comma_ends(s, i)) {
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
    if (from <= first) continue;
    bool comma = is_mark(s, from - 1, ',') || is_dash(s, from - 1);
    bool quote_before = quoted_from(s, from - 1) < s->quoted.count && s->quoted.items[quoted_from(s, from - 1)].end == from;
    if (c->frames & CUE_SOURCE) return from;
    if (comma && c->form == FORM_PARTICIPLE && phrase_is_empty(c->speaker)) return from;
    if ((comma || quote_before) && !c->content && c->frames & (CUE_QUOTES | CUE_CLAUSE)) return from;
    /* "said he would and called it off"; "said he would, while she said she would not" */
    bool joined = has(s, from - 1, LEXICON_CONJUNCTION) || has(s, from - 1, LEXICON_SUBORDINATOR);
    bool finite = (c->form == u->cues[k].form || !phrase_is_empty(c->speaker)) && (c->form == FORM_PAST || c->form == FORM_THIRD_PERSON);
    if (joined && finite && c->content && !(c->flags & VERB_PASSIVE)) {
      if (phrase_is_empty(c->speaker) && has(s, from - 1, LEXICON_CONJUNCTION)) return from - 1;
      if (from > first + 2 && is_mark(s, from - 2, ',') && c->frames & (CUE_CLAUSE | CUE_QUOTES)) return from - 2;
    }
    if (quote_before && c->colon) return from;
    bool quotes = c->content && opens_quoted(s, c->content) && !phrase_is_empty(c->speaker);
    if (comma && quotes) return from;
    if (quotes && from > first + 1 && has(s, from - 1, LEXICON_CONJUNCTION)) return from - 1;
  }
  return u->end;
}

static uint32_t content_end(const struct story *s, const struct unit *u, uint32_t k, uint32_t first) {
  const struct cue *c = &u->cues[k];
  bool clause = c->frames & (CUE_CLAUSE | CUE_SOURCE) || (c->frames & CUE_THAT && has(s, first, LEXICON_CLAUSE_OPENER));
  if (has(s, first, LEXICON_PREPOSITION)) clause = false; /* to do it */
  /* "While he said so, …", "the envoy, who said so, …" end at their comma */
  bool inside = c->flags & VERB_RELATIVE || (c->from > u->first && !has(s, c->from - 1, LEXICON_CLAUSE_OPENER) &&
                                             (has(s, c->from - 1, LEXICON_SUBORDINATOR) || has(s, c->from - 1, LEXICON_PREPOSITION)));
  if (inside)
    for (uint32_t i = first + 1; i < u->end; i++) {
      if (opens_quoted(s, i)) i = s->quoted.items[quoted_from(s, i)].end - 1;
      else if (is_mark(s, i, ',')) return cut(s, first, i, clause);
    }
  return cut(s, first, cue_end(s, u, k, first), clause);
}

/* Whether the words can be a sentence: not "In Kabul", "Sam Lau", "Six months ago". */
static bool is_statement(const struct story *s, uint32_t first, uint32_t end) {
  bool led = has(s, first, LEXICON_PREPOSITION) || has(s, first, LEXICON_SUBORDINATOR); /* by "In Kabul", "When he left" */
  if (end - first < (led ? LONG_STATEMENT : 3)) return false;
  return has_verb(s, first, end);
}

/* Whether the quoted text ends so that its sentence can go on: with a comma, ? or !, also inside single marks. */
static bool ends_open(const struct story *s, const struct quoted *q) {
  for (uint32_t i = q->inner_end, steps = 0; i-- > q->inner && s->all[i].kind == TOKEN_MARK && steps < 4; steps++)
    if (strchr(",?!", first_byte(s, i)) || is_dash(s, i)) return true;
  return false;
}

/* Whether the cue stands beside what it attributes, which ends before it. */
static bool stands_beside(const struct writer *w, const struct unit *u, uint32_t k) {
  const struct story *s = w->story;
  const struct cue *c = &u->cues[k];
  if (c->from <= u->first || c->from <= w->done || c->flags & VERB_PASSIVE || !(c->frames & (CUE_QUOTES | CUE_CLAUSE | CUE_SOURCE)))
    return false;
  uint32_t q = quoted_from(s, c->from - 1);
  bool quoted = q < s->quoted.count && s->quoted.items[q].end == c->from;
  if (!quoted && is_mark(s, c->from - 1, ',') && c->from > u->first + 1) {
    q = quoted_from(s, c->from - 2);
    quoted = q < s->quoted.count && s->quoted.items[q].end == c->from - 1;
  }
  if (c->frames & CUE_SOURCE) return !c->content || quoted || is_mark(s, c->from - 1, ',');
  if (phrase_is_empty(c->speaker)) return false;
  if (quoted) {
    const struct quoted *text = &s->quoted.items[q];
    if (c->colon && c->content) return false;
    /* “Yes,” he said; but not: the “opt out” movement says */
    bool stops = text->end < c->from || ends_open(s, text);
    bool whole = text->first <= w->done;
    if (whole) return stops || !c->content;
    return stops && !(c->content && !opens_quoted(s, c->content)) && !is_title(s, text->inner, text->inner_end);
  }
  if ((c->content && !c->inverted) || !(c->frames & CUE_CLAUSE)) return false;
  if (!is_mark(s, c->from - 1, ',') && !is_dash(s, c->from - 1)) return false;
  return is_statement(s, w->done, c->from - 1);
}

/* Where an attribution that stands beside its content ends, and content can go on. */
static uint32_t attribution_end(const struct story *s, const struct unit *u, const struct cue *c) {
  uint32_t i = c->inverted || c->frames & CUE_SOURCE ? c->speaker.end : c->end;
  for (; i < u->end; i++) {
    if (opens_quoted(s, i)) {
      const struct quoted *q = &s->quoted.items[quoted_from(s, i)];
      if (is_mark(s, i - 1, ',') || is_mark(s, i - 1, ':') || is_dash(s, i - 1) || is_mark(s, i - 1, ';')) return i;
      if (i == c->end && !is_title(s, q->inner, q->inner_end)) return i;
      i = q->end - 1;
    }
  }
  return u->end;
}

/* Where the content that ends before token `end` begins: at the quotation itself where a colon or a dash
** announces it ("He was too busy: “I have no time,” he wrote"), else at `first`. */
static uint32_t announced_quote(const struct story *s, uint32_t first, uint32_t end) {
  uint32_t q = quoted_from(s, end - 1);
  if (q == s->quoted.count || s->quoted.items[q].first >= end) {
    if (end < first + 2) return first;
    q = quoted_from(s, end - 2);
  }
  if (q == s->quoted.count || s->quoted.items[q].first <= first || s->quoted.items[q].first >= end) return first;
  uint32_t before = s->quoted.items[q].first - 1;
  /* or where what stands before is no part of a sentence: "… (@lee) January 28, 2019 “We won,” he said" */
  unsigned kind = s->all[before].kind;
  bool apart = kind == TOKEN_NUMBER || kind == TOKEN_HANDLE || kind == TOKEN_ADDRESS;
  apart = apart && is_capitalized(s, before + 2) && s->quoted.items[q].end - before > LONG_STATEMENT;
  return is_mark(s, before, ':') || is_dash(s, before) || apart ? before + 1 : first;
}

/* Whether commas set the cue off inside what it attributes: "In particular, he said, the talks …". */
static bool stands_inside(const struct story *s, const struct unit *u, const struct cue *c) {
  if (c->content || c->inverted || phrase_is_empty(c->speaker) || !(c->frames & CUE_CLAUSE) || c->flags & (VERB_PASSIVE | VERB_RELATIVE)) return false;
  if (c->from <= u->first || c->end + 2 >= u->end || !is_mark(s, c->end, ',')) return false;
  return is_mark(s, c->from - 1, ',') && !opens_quoted(s, c->end + 1);
}

static void read_cues(const struct story *s, struct unit *u) {
  u->n_cues = u->handle = 0;
  uint32_t q = u->quoted, floor = u->first;
  for (uint32_t i = u->first; i < u->end && u->n_cues < MOST_CUES; i++) {
    if (q < u->quoted_end && s->quoted.items[q].first == i) {
      floor = s->quoted.items[q].end;
      i = s->quoted.items[q++].end - 1;
      continue;
    }
    uint32_t word = s->all[i].word;
    if (s->all[i].kind == TOKEN_HANDLE) u->handle = i;
    if (!word || !(lexicon_has(word, LEXICON_CUE) || lexicon_begins(word, LEXICON_CUE))) continue;
    if (read_cue(s, i, floor, u->end, &u->cues[u->n_cues])) i = u->cues[u->n_cues++].end - 1;
  }
}

/* The cue that a quoted text belongs to though other words stand between: “…,” the senator and
** candidate said. Clinton said on Twitter, speaking of her child, “…” */
static const struct cue *claimant(const struct story *s, const struct unit *u, const struct quoted *q, bool starts) {
  const struct cue *found = NULL;
  bool comma = q->first > u->first && (is_mark(s, q->first - 1, ',') || is_mark(s, q->first - 1, ':'));
  for (uint32_t k = 0; k < u->n_cues; k++) {
    const struct cue *c = &u->cues[k];
    if (!(c->frames & CUE_QUOTES) || c->flags & VERB_PASSIVE) continue;
    if (c->first < q->first) {
      if (comma && !c->content) found = c;
    } else {
      uint32_t next = quoted_from(s, q->end);
      bool other = next < s->quoted.count && s->quoted.items[next].first < c->first;
      if (starts && ends_open(s, q) && !c->content && !other) found = c;
      break;
    }
  }
  return found;
}

static struct span claimed_for(const struct writer *w, const struct unit *u, const struct cue *c, const struct quoted *q) {
  const struct story *s = w->story;
  struct phrase p = c->speaker;
  /* all from the marks to the verb is its subject, unless that is far */
  if (!phrase_is_empty(p) && p.first > q->end && c->first - q->end < LONGEST_SUBJECT) p.first = q->end;
  if (!phrase_is_empty(p)) return span_of(s, p.first, p.end);
  return speaker_of(w, u, (uint32_t)(c - u->cues));
}

/* Who stands before the colon at token `colon`: "Carl Bialik: “…”", "The letter makes a case: “…”". */
static struct span labelled(const struct writer *w, const struct unit *u, uint32_t colon) {
  const struct story *s = w->story;
  for (uint32_t k = u->n_cues; k-- > 0;)
    if (u->cues[k].first < colon) return speaker_of(w, u, k);
  uint32_t first = colon > u->first + LONGEST_SUBJECT ? colon - LONGEST_SUBJECT : u->first;
  for (uint32_t i = colon; i-- > first;)
    if (is_dash(s, i) || is_mark(s, i, ']')) {
      first = i + 1;
      break;
    }
  if (first < colon && has(s, first, LEXICON_PREPOSITION)) first++;
  struct phrase p = phrase_at(s, first, colon);
  return span_of(s, p.first, p.end);
}

/* Whether marks name a word or a work, and quote nobody: the phrase “fiscal cliff”, the film "Long Night", Latin for “goodbye”. */
static bool is_named(const struct story *s, const struct quoted *q) {
  if (is_title(s, q->inner, q->inner_end)) return true;
  uint32_t i = q->first;
  if (i && s->all[i - 1].kind == TOKEN_MARK) i--;
  if (!i) return false;
  if (has(s, i - 1, LEXICON_NAMING_WORD)) return true;
  return i > 1 && (lexicon_match(&s->all[i - 2], LEXICON_NAMING_WORD, NULL) == 2 ||
                   (has(s, i - 1, LEXICON_PREPOSITION) && is_capitalized(s, i - 2) && !memcmp(s->document->text + s->all[i - 1].start, "for ", 4)));
}

/* The quoted texts of a unit that no cue claimed, each in its place among the unit's rows. */
static void write_unclaimed(struct writer *w, struct unit *u, size_t rows, struct span speaker, struct span cue) {
  const struct story *s = w->story;
  size_t claimed = w->out->count, row = rows;
  if (!speaker.length) speaker = w->speaker, cue = w->cue;
  for (uint32_t q = u->quoted; q < u->quoted_end; q++) {
    const struct quoted *quoted = &s->quoted.items[q];
    struct span mine = span_of(s, quoted->first, quoted->end);
    while (row < claimed && span_end(w->out->items[row].span) <= mine.start) row++;
    if (row < claimed && w->out->items[row].span.start < span_end(mine)) continue;
    bool starts = quoted->first == u->first;
    bool ends = quoted->end >= u->end || (quoted->end + 1 == u->end && is_trimmed(s, quoted->end));
    /* said “…,” and “…” */
    if (row > rows && quoted->first - 1 > u->first && has(s, quoted->first - 1, LEXICON_CONJUNCTION) &&
        span_end(w->out->items[row - 1].span) + 8 > mine.start && w->out->items[row - 1].kind != QUOTATION_INDIRECT) {
      const struct quotation said = w->out->items[row - 1];
      write(w, said.kind, quoted->first, quoted->end, said.speaker, said.cue);
      continue;
    }
    /* a heading is not said by whom spoke before */
    bool heading = is_mark(s, quoted->inner_end - 1, ':') || (s->all[quoted->inner].flags & TOKEN_ALL_CAPS && s->all[quoted->inner_end - 1].flags & TOKEN_ALL_CAPS);
    bool stopped = is_trimmed(s, quoted->inner_end - 1);
    if (heading || (quoted->single && !(starts && ends && stopped))) continue;
    const struct cue *c = NULL;
    bool sentence = starts && !is_title(s, quoted->inner, quoted->inner_end) && (ends_open(s, quoted) || quoted->end - quoted->first > 12);
    if (starts && ends) write(w, QUOTATION_DIRECT, quoted->first, quoted->end, speaker, cue);
    else if ((c = claimant(s, u, quoted, starts)))
      write(w, QUOTATION_DIRECT, quoted->first, quoted->end, claimed_for(w, u, c, quoted), span_of(s, c->first, c->end));
    else if (quoted->first > u->first && is_mark(s, quoted->first - 1, ':') && !is_title(s, quoted->inner, quoted->inner_end))
      write(w, QUOTATION_DIRECT, quoted->first, quoted->end, labelled(w, u, quoted->first - 1), (struct span){0, 0});
    else if (sentence)
      write(w, QUOTATION_DIRECT, quoted->first, quoted->end, speaker, cue);
    else if (!is_named(s, quoted))
      write(w, QUOTATION_PARTIAL, quoted->first, quoted->end, (struct span){0, 0}, (struct span){0, 0}); /* the “puppets” */
  }
  /* merge, from behind */
  size_t late = w->out->count - claimed;
  if (!late || claimed == rows) return;
  struct quotation *items = w->out->items, *moved = arena_take(&s->document->arena, late * sizeof *moved);
  if (!moved) return;
  memcpy(moved, items + claimed, late * sizeof *moved);
  for (size_t to = w->out->count, from = claimed; late;)
    items[--to] = from > rows && items[from - 1].span.start > moved[late - 1].span.start ? items[--from] : moved[--late];
}

/* A tweet that ends as it is embedded: "We won! — Ann Lee (@annlee) January 28, 2019". */
static void write_tweet(struct writer *w, const struct unit *u) {
  const struct story *s = w->story;
  uint32_t bracket = u->handle - 1, dash = bracket, least = bracket > u->first + LONGEST_NAME ? bracket - LONGEST_NAME : u->first;
  if (bracket <= u->first || !is_mark(s, bracket, '(') || !is_mark(s, u->handle + 1, ')')) return;
  while (dash > least && !is_dash(s, dash)) dash--;
  if (!is_dash(s, dash) || dash + 1 == bracket) return;
  struct span speaker = span_of(s, dash + 1, bracket), text = span_of(s, u->paragraph, dash);
  struct quotation *last = w->out->count ? &w->out->items[w->out->count - 1] : NULL;
  if (last && span_end(last->span) > text.start) {
    if (span_end(last->span) <= speaker.start && last->kind == QUOTATION_DIRECT) last->speaker = speaker;
  } else if (dash > u->paragraph && !is_mark(s, u->paragraph, '<')) { /* markup is nobody's words */
    write(w, QUOTATION_DIRECT, u->paragraph, dash, speaker, (struct span){0, 0});
  }
}

static void write_unit(struct writer *w, struct unit *u) {
  const struct story *s = w->story;
  read_cues(s, u);
  w->done = u->first;
  struct span no_one = {0, 0}, announced = w->next_speaker, announced_cue = w->next_cue;
  w->next_speaker = no_one;
  size_t rows_before = w->out->count;
  for (uint32_t k = 0; k < u->n_cues; k++) {
    struct cue *c = &u->cues[k];
    if (c->first < w->done) continue;
    struct span cue = span_of(s, c->first, c->end), speaker = speaker_of(w, u, k);
    uint32_t behind = 0;
    if (stands_beside(w, u, k)) {
      write_content(w, announced_quote(s, w->done, c->from), c->from, speaker, cue);
      behind = attribution_end(s, u, c);
    } else if (stands_inside(s, u, c)) {
      behind = c->end + 1;
      /* "No change, he said, would come": what stands before it is the subject of what stands behind */
      if (is_wordlike(s, behind) && !is_capitalized(s, behind) && !begins_clause(s, behind)) write_content(w, w->done, c->from, speaker, cue);
    }
    if (behind) {
      w->done = behind;
      if (behind < u->end) write_content(w, behind, content_end(s, u, k, behind), speaker, cue);
      continue;
    }
    if (c->flags & VERB_PASSIVE) speaker = no_one;
    if (!c->content) continue;
    if (c->content < w->done) continue;
    uint32_t end = content_end(s, u, k, c->content);
    /* what stands quoted before the attribution and is nobody else's */
    write_content(w, c->content, end, speaker, cue);
  }
  /* a colon at the end announces what the next unit says */
  if (u->n_cues && is_mark(s, u->end - 1, ':') && u->cues[u->n_cues - 1].frames & CUE_QUOTES) {
    w->next_speaker = speaker_of(w, u, u->n_cues - 1);
    w->next_cue = span_of(s, u->cues[u->n_cues - 1].first, u->cues[u->n_cues - 1].end);
  }
  write_unclaimed(w, u, rows_before, announced, announced_cue);
  if (u->handle) write_tweet(w, u);
}

/* A quotation whose closing mark is missing ends where it is attributed: “We will wait, he said. */
static void close_open(struct story *s) {
  for (uint32_t q = 0; q < s->quoted.count && !document_must_stop(s->document, 1); q++) {
    struct quoted *text = &s->quoted.items[q];
    if (!text->is_open || text->inner_end < text->end || (q + 1 < s->quoted.count && s->quoted.items[q + 1].reopened)) continue;
    uint32_t end = text->end < text->first + LONGEST_OPEN ? text->end : text->first + LONGEST_OPEN;
    struct cue c;
    for (uint32_t i = text->inner + 1; i < end; i++) {
      if (!lexicon_has(s->all[i].word, LEXICON_CUE) || !read_cue(s, i, text->inner, end, &c)) continue;
      if (!(c.frames & CUE_QUOTES) || c.content || c.from <= text->inner + 1 || !is_mark(s, c.from - 1, ',')) continue;
      text->inner_end = text->end = c.from;
      break;
    }
  }
}

void attribute(struct story *s, struct quotation_list *out) {
  close_open(s);
  const struct sentences *sentences = document_sentences(s->document);
  struct writer w = {.story = s, .out = out};
  struct unit unit, *u = &unit; /* not cleared: read_cues counts what it fills */
  uint32_t q = 0;
  for (uint32_t i = 0; i < sentences->count; i++) {
    u->first = sentences->items[i].first;
    u->end = u->first + sentences->items[i].count;
    if (!i || s->all[u->first].flags & TOKEN_AFTER_PARAGRAPH) u->paragraph = u->first;
    u->quoted = q;
    for (;;) { /* a quotation may run over the end of a sentence */
      while (q < s->quoted.count && s->quoted.items[q].end <= u->end) q++;
      bool inside = q < s->quoted.count && s->quoted.items[q].first < u->end;
      if (!inside || i + 1 >= sentences->count) break;
      i++;
      u->end = sentences->items[i].first + sentences->items[i].count;
    }
    u->quoted_end = q;
    if (document_must_stop(s->document, u->end - u->first)) return;
    /* “Why?” Maddow asked. is two sentences and one unit */
    if (q > u->quoted && s->quoted.items[q - 1].end == u->end && i + 1 < sentences->count &&
        !(s->all[u->end].flags & TOKEN_AFTER_PARAGRAPH)) {
      const struct sentence *next = &sentences->items[i + 1];
      uint32_t end = next->first + next->count;
      if (!(q < s->quoted.count && s->quoted.items[q].first < end)) {
        for (uint32_t k = u->end; k < end && k < u->end + 16; k++) {
          struct cue *c = &u->cues[0];
          if (!lexicon_has(s->all[k].word, LEXICON_CUE) || !read_cue(s, k, u->end, end, c)) continue;
          if (c->from == u->end && c->frames & CUE_QUOTES && !c->content && !phrase_is_empty(c->speaker)) {
            u->end = end;
            i++;
          }
          break;
        }
      }
    }
    write_unit(&w, u);
  }
}
