/* Reading cues: see cues.h. */
#include "cues.h"

#include <string.h>

enum { FARTHEST_CONTENT = 30 /* tokens from a cue to what it introduces */ };

uint32_t quoted_from(const struct story *s, uint32_t i) {
  uint32_t low = 0, high = s->quoted.count;
  while (low < high) {
    uint32_t middle = low + (high - low) / 2;
    if (s->quoted.items[middle].end <= i) low = middle + 1;
    else high = middle;
  }
  return low;
}

bool opens_quoted(const struct story *s, uint32_t i) {
  uint32_t q = quoted_from(s, i);
  return q < s->quoted.count && s->quoted.items[q].first == i;
}

static unsigned frames_of(const char *letters) {
  static const char names[] = "qstriow";
  unsigned frames = 0;
  for (; *letters; letters++) {
    const char *at = strchr(names, *letters);
    if (at) frames |= 1u << (at - names);
  }
  return frames;
}

static enum cue_form form_of(const struct story *s, uint32_t i) {
  if (ends_with(s, i, "ing")) return FORM_PARTICIPLE;
  if (ends_with(s, i, "ed") || has(s, i, LEXICON_IRREGULAR_PAST)) return FORM_PAST;
  if (ends_with(s, i, "s") && !ends_with(s, i, "ss")) return FORM_THIRD_PERSON;
  return FORM_BASE;
}

/* Whether the phrase is a plural, so far as its last word shows. */
static bool is_plural(const struct story *s, struct phrase p) {
  uint32_t i = p.end - 1;
  if (has(s, i, LEXICON_PLURAL_NOUN)) return true;
  for (uint32_t k = p.first; k < p.end; k++)
    if (has(s, k, LEXICON_CONJUNCTION)) return true;
  return ends_with(s, i, "s") && !ends_with(s, i, "ss");
}

/* Nouns look like verbs ("the claims", "his support"): a finite form must agree with its subject. */
static bool agrees(const struct story *s, const struct cue *c) {
  if (phrase_is_empty(c->speaker) || c->form == FORM_PAST || c->form == FORM_PARTICIPLE) return true;
  uint32_t i = c->speaker.end - 1;
  if (c->flags & (VERB_MODAL | VERB_INFINITIVE)) return c->form == FORM_BASE;
  if (has(s, i, LEXICON_PERSONAL_PRONOUN)) {
    const char *gender = lexicon_value(s->all[i].word, LEXICON_PERSONAL_PRONOUN);
    bool third = *gender == 'm' || *gender == 'f' || *gender == 'n';
    if (has(s, i, LEXICON_CLAUSE_OPENER)) return true;
    return third == (c->form == FORM_THIRD_PERSON);
  }
  if (c->form == FORM_BASE) return is_plural(s, c->speaker);
  return is_capitalized(s, i) || !is_plural(s, c->speaker) || !ends_with(s, i, "s");
}

static bool is_clause_opener(const struct story *s, uint32_t i) {
  return has(s, i, LEXICON_CLAUSE_OPENER) && !is_capitalized(s, i);
}

static bool is_that(const struct story *s, uint32_t i) {
  return s->all[i].length == 4 && !memcmp(s->document->text + s->all[i].start, "that", 4);
}

static bool is_to(const struct story *s, uint32_t i) {
  return s->all[i].length == 2 && !memcmp(s->document->text + s->all[i].start, "to", 2);
}

static bool ends_clause(const struct story *s, uint32_t i, uint32_t ceiling) {
  if (i >= ceiling) return true;
  char c = first_byte(s, i);
  return s->all[i].kind == TOKEN_MARK && (strchr(".!?;,)]", c) != NULL || is_dash(s, i));
}

/* Behind words like "on Monday" or "in a statement": the next "that", colon or opening mark in the
** same clause; 0 if there is none. */
static uint32_t content_behind(const struct story *s, uint32_t i, uint32_t ceiling, bool wh, bool *colon) {
  uint32_t most = i + FARTHEST_CONTENT < ceiling ? i + FARTHEST_CONTENT : ceiling;
  for (; i < most; i++) {
    if (opens_quoted(s, i)) {
      /* a quotation if a comma stands before it, else perhaps a title */
      const struct quoted *q = &s->quoted.items[quoted_from(s, i)];
      if (is_mark(s, i - 1, ',') || q->inner_end - q->inner > 4 || !is_capitalized(s, q->inner)) return i;
      i = q->end - 1;
      continue;
    }
    if (is_mark(s, i, ':')) {
      *colon = true;
      return i + 1 < ceiling ? i + 1 : 0;
    }
    if (is_mark(s, i, ',') && i + 1 < ceiling && opens_quoted(s, i + 1)) return i + 1;
    if (is_mark(s, i, ',') && i + 1 < ceiling && is_that(s, i + 1)) return i + 1;
    if (is_mark(s, i, '.') && i + 1 < most && !(s->all[i + 1].flags & TOKEN_AFTER_PARAGRAPH) && i > 0 && is_capitalized(s, i - 1)) continue;
    if (is_mark(s, i, ',')) { /* on Friday, Jan. 5, that */
      uint32_t k = i + 1, comma = i + 8 < most ? i + 8 : most;
      while (k < comma && !is_mark(s, k, ',')) k++;
      if (k + 1 < comma && is_that(s, k + 1)) return k + 1;
      return 0;
    }
    if (ends_clause(s, i, ceiling)) return 0;
    if (is_that(s, i) || (wh && is_clause_opener(s, i) && !has(s, i, LEXICON_PERSONAL_PRONOUN))) return i;
  }
  return 0;
}

/* Who is told: the token behind "reporters", "the BBC", "him"; `i` if nobody is named there. */
static uint32_t behind_recipient(const struct story *s, uint32_t i, uint32_t ceiling) {
  if (has(s, i, LEXICON_OBJECT_PRONOUN)) return i + 1;
  struct phrase p = phrase_at(s, i, ceiling);
  if (!is_capitalized(s, i) || has(s, i, LEXICON_DETERMINER)) {
    /* told reporters Trump would …; told the group he would … */
    uint32_t k = p.first + 1;
    if (has(s, i, LEXICON_DETERMINER) || has(s, i, LEXICON_POSSESSIVE_PRONOUN)) {
      while (k < p.end && !has(s, k, LEXICON_DETERMINER) && !is_that(s, k)) k++;
      return k;
    }
    while (k < p.end && !is_capitalized(s, k) && !has(s, k, LEXICON_DETERMINER)) k++;
    return k;
  }
  uint32_t k = i + 1;
  while (k < p.end && (is_capitalized(s, k) || !is_wordlike(s, k))) k++;
  return k;
}

/* Where what the cue attributes begins: see cue.content. */
static uint32_t find_content(const struct story *s, struct cue *c, uint32_t ceiling) {
  uint32_t i = c->end;
  bool wh = c->frames & (CUE_CLAUSE | CUE_THAT | CUE_TELLS);
  while (i < ceiling && is_adverb(s, i) && !opens_quoted(s, i)) i++;
  if (i >= ceiling) return 0;
  if (is_mark(s, i, ':')) {
    c->colon = true;
    return i + 1 < ceiling ? i + 1 : 0;
  }
  if (opens_quoted(s, i)) return i;
  if (is_mark(s, i, ',')) {
    if (i + 1 < ceiling && opens_quoted(s, i + 1)) return i + 1;
    return 0;
  }
  if (ends_clause(s, i, ceiling)) return 0;
  if (c->frames & CUE_TELLS && !(c->flags & VERB_PASSIVE) && !is_that(s, i)) {
    uint32_t k = behind_recipient(s, i, ceiling);
    if (k > i && k < ceiling) {
      if (opens_quoted(s, k)) return k;
      if (is_clause_opener(s, k) || is_to(s, k) || has(s, k, LEXICON_SUBJECT_PRONOUN)) return k;
      uint32_t found = content_behind(s, k, ceiling, true, &c->colon);
      if (found) return found;
      if (ends_clause(s, k, ceiling)) return 0;
      if (!has(s, k, LEXICON_PREPOSITION) && !has(s, k, LEXICON_TIME_ADVERB)) return k;
      return c->frames & CUE_THING ? i : 0;
    }
  }
  if (wh && is_clause_opener(s, i)) return i;
  if (c->frames & CUE_INFINITIVE && is_to(s, i)) return i;
  bool adjunct = has(s, i, LEXICON_PREPOSITION) || (has(s, i, LEXICON_TIME_ADVERB) && !is_that(s, i) &&
                                                    !(has(s, i, LEXICON_SUBJECT_PRONOUN) && c->frames & CUE_CLAUSE)) ||
                 s->all[i].kind == TOKEN_HANDLE;
  if (adjunct) {
    if (c->frames & (CUE_CLAUSE | CUE_THAT | CUE_QUOTES)) return content_behind(s, i, ceiling, wh, &c->colon);
    return 0;
  }
  if (has(s, i, LEXICON_CONJUNCTION)) return c->frames & CUE_QUOTES ? content_behind(s, i, i + 1, false, &c->colon) : 0;
  if (c->flags & VERB_PASSIVE) return c->frames & (CUE_CLAUSE | CUE_THAT) ? content_behind(s, i, ceiling, wh, &c->colon) : 0;
  if (c->frames & CUE_CLAUSE) return i;
  if (c->frames & CUE_THAT) {
    uint32_t found = content_behind(s, i, ceiling, wh, &c->colon);
    if (found && (is_that(s, found) || c->colon)) return found;
    if (!found && c->frames & CUE_THING) return i;
    if (c->frames & CUE_THING) return i;
    /* "noted he had won": a subject pronoun shows the clause */
    if (has(s, i, LEXICON_SUBJECT_PRONOUN) || is_capitalized(s, i)) return i;
    return found;
  }
  if (c->frames & CUE_THING) return i;
  if (c->frames & CUE_QUOTES) return content_behind(s, i, ceiling, false, &c->colon);
  return 0;
}

/* "as saying", "by saying", "…, saying": no subject of its own. */
static bool read_source(const struct story *s, uint32_t i, uint32_t ceiling, uint32_t length, struct cue *c) {
  *c = (struct cue){.first = i, .end = i + length, .from = i, .frames = CUE_SOURCE};
  c->speaker = phrase_at(s, c->end, ceiling);
  if (phrase_is_empty(c->speaker)) return false;
  /* according to X, a Y, content */
  uint32_t k = c->speaker.end;
  while (k < ceiling && k < c->speaker.end + FARTHEST_CONTENT && !opens_quoted(s, k) && !is_mark(s, k, ',') && !is_mark(s, k, ':')) k++;
  if (k < ceiling && (opens_quoted(s, k) || is_mark(s, k, ',') || is_mark(s, k, ':'))) c->content = opens_quoted(s, k) ? k : k + 1;
  if (c->content >= ceiling) c->content = 0;
  return true;
}

bool read_cue(const struct story *s, uint32_t i, uint32_t floor, uint32_t ceiling, struct cue *c) {
  uint32_t word = s->all[i].word;
  if (lexicon_begins(word, LEXICON_CUE_SOURCE)) {
    uint32_t length = lexicon_match(&s->all[i], LEXICON_CUE_SOURCE, NULL);
    if (length) return read_source(s, i, ceiling, length, c);
  }
  if (!lexicon_has(word, LEXICON_CUE) && !lexicon_begins(word, LEXICON_CUE)) return false;
  if (is_capitalized(s, i) && i > floor) return false;
  const char *letters = "";
  uint32_t length = lexicon_match(&s->all[i], LEXICON_CUE, &letters);
  if (!length || s->all[i].kind != TOKEN_WORD) return false;
  *c = (struct cue){.first = i, .end = i + length, .frames = frames_of(letters), .form = form_of(s, i)};
  c->speaker = subject_before(s, i, floor, &c->flags, &c->from);
  if (c->flags & VERB_NOT_ONE) return false;
  if (c->form != FORM_PAST) c->flags &= ~(unsigned)VERB_PASSIVE;    /* is saying */
  bool bare = phrase_is_empty(c->speaker);
  if (bare && !(c->flags & VERB_INFINITIVE) && c->form != FORM_PARTICIPLE) {
    /* said Pompeo; and said; headline: "Says he will" */
    bool inverts = i == floor || (i > 0 && (s->all[i - 1].kind == TOKEN_MARK));
    struct phrase p = c->frames & CUE_QUOTES && inverts ? phrase_at(s, c->end, ceiling) : (struct phrase){0, 0};
    if (!phrase_is_empty(p) && !has(s, p.first, LEXICON_CLAUSE_OPENER) && !has(s, p.first, LEXICON_PREPOSITION)) {
      c->speaker = p;
      c->inverted = true;
      c->from = i;
      return true;
    }
    bool joined = i > floor && has(s, c->from - (c->from > floor), LEXICON_CONJUNCTION);
    if (!joined && c->form != FORM_PAST) return false;
    if (!joined && i > floor && !is_mark(s, i - 1, ',')) return false;
  }
  if (!agrees(s, c)) return false;
  if (bare && c->flags & VERB_INFINITIVE && c->form != FORM_BASE) return false;
  c->content = find_content(s, c, ceiling);
  return true;
}
