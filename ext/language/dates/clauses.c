/* Where clauses begin and end: see clauses.h. */
#include "clauses.h"

#include <string.h>

enum { HEADING_TOKENS = 40 };

static bool is_quotation_mark(const struct reader *r, uint32_t at, char last) {
  const struct token *t = token_at(r, at);
  return t->kind == TOKEN_MARK && t->length == 3 && !memcmp(r->d->text + t->start, "\xE2\x80", 2) &&
         r->d->text[t->start + 2] == last;
}

bool is_past(const struct reader *r, uint32_t at) {
  return has(r, at, LEXICON_TENSE_PAST) || has(r, at, LEXICON_VERB_PAST) || ends_in_ed(r, at);
}

static bool closes_quote(const struct reader *r, uint32_t at) {
  return is_mark(r, at, '"') || is_quotation_mark(r, at, '\x9D');
}

static bool is_stop(const struct reader *r, uint32_t at) {
  return is_mark(r, at, '.') || is_mark(r, at, '?') || is_mark(r, at, '!');
}

bool sentence_at(const struct reader *r, uint32_t at) {
  const struct token *t = token_at(r, at);
  if (!at || t->flags & TOKEN_AFTER_PARAGRAPH) return true;
  if (!(t->flags & TOKEN_AFTER_SPACE) || t[-1].kind != TOKEN_MARK) return false;
  uint32_t stop = at - 1;
  if (closes_quote(r, stop) && stop && !(r->tokens[stop].flags & TOKEN_AFTER_SPACE)) stop--;
  return is_stop(r, stop) &&
         !(is_mark(r, stop, '.') && stop &&
           (has(r, stop - 1, LEXICON_ABBREVIATION) || has(r, stop - 1, LEXICON_ABBREVIATION_BEFORE_NAME)));
}

bool is_heading(const struct reader *r, uint32_t at) {
  for (uint32_t i = at + 1; i < at + HEADING_TOKENS && i < r->count; i++)
    if (r->tokens[i].flags & TOKEN_AFTER_PARAGRAPH) return !is_stop(r, i - 1) && !closes_quote(r, i - 1);
  return false;
}

/* "arrested", "carrying", "held": what may follow its noun without a pronoun. */
static bool is_participle(const struct reader *r, uint32_t at) {
  const struct token *t = token_at(r, at);
  const char *text = r->d->text + t->start;
  if (t->kind != TOKEN_WORD || t->length < 3) return false;
  if (t->length > 4 && !memcmp(text + t->length - 3, "ing", 3)) return true;
  return ends_in_ed(r, at) || has(r, at, LEXICON_PARTICIPLE);
}

static bool is_auxiliary(const struct reader *r, uint32_t at) {
  return has(r, at, LEXICON_AUXILIARY) && !is(r, at, "be", "been", "being", "having");
}

/* A word of which nothing need be asked. */
static bool is_plain(const struct reader *r, uint32_t at) {
  const struct token *t = token_at(r, at);
  const uint64_t *entry = lexicon_words[t->word].entry, *begins = lexicon_words[t->word].begins;
#define ASKED(set)                                                                                        \
  (IN_SET(LEXICON_INNER_CLAUSE, set) | IN_SET(LEXICON_AUXILIARY, set) | IN_SET(LEXICON_TENSE_PAST, set) | \
   IN_SET(LEXICON_VERB_PAST, set) | IN_SET(LEXICON_VERB_PRESENT, set) | IN_SET(LEXICON_PARTICIPLE, set))
  uint64_t asked = begins[LEXICON_INNER_CLAUSE >> 6] & IN_SET(LEXICON_INNER_CLAUSE, LEXICON_INNER_CLAUSE >> 6);
  for (unsigned set = 0; set < LEXICON_SETS; set++) asked |= entry[set] & ASKED(set);
  if (asked) return false;
#undef ASKED
  const char *end = r->d->text + t->start + t->length;
  return t->length < 4 || (memcmp(end - 2, "ed", 2) && memcmp(end - 3, "ing", 3));
}

/* Whether a word can have a verb behind it. */
static bool leaves_room_for_verb(const struct reader *r, uint32_t at) {
  if (token_at(r, at)->kind == TOKEN_POSSESSIVE) return false;
  if (is_mark(r, at, '-') && is_joined(r, at)) return false;
  if (is(r, at, "that", "which", "who", "those", "this")) return true;
  return !has(r, at, LEXICON_DETERMINER) && !has(r, at, LEXICON_PREPOSITION) && !has(r, at, LEXICON_POSSESSIVE_PRONOUN);
}

/* Whether a finite verb stands here; one that goes with the verb before it ("was [later] arrested") is none. */
static bool is_verb(const struct clauses *c, uint32_t at) {
  const struct reader *r = c->reader;
  const struct token *t = token_at(r, at);
  if (t->kind != TOKEN_WORD || t->flags & TOKEN_CAPITALIZED || at <= c->first) return false;
  if (is_mark(r, at + 1, '-') && is_joined(r, at + 1)) return false;
  bool present =
      has(r, at, LEXICON_VERB_PRESENT) && r->d->text[t->start + t->length - 1] == 's' &&
      (is(r, at - 1, "who", "which", "that", "he", "she", "it") || token_at(r, at - 1)->flags & TOKEN_CAPITALIZED);
  if (!is_auxiliary(r, at) && !is_past(r, at) && !present) return false;
  if (c->verb && at - c->verb <= 3 && is_auxiliary(r, c->verb)) return false;
  return leaves_room_for_verb(r, at - 1);
}

/* What a comma and these open is an aside: ", originally set for April 20, ", ", killing two". */
static bool opens_aside(const struct clauses *c, uint32_t at) {
  const struct reader *r = c->reader;
  const struct token *t = token_at(r, at);
  if (t->kind != TOKEN_WORD || t->flags & TOKEN_CAPITALIZED) return false;
  bool adverb = is(r, at, "originally", "first", "once", "newly", "already", "initially", "previously", "long", "last");
  return is_participle(r, at + (adverb ? 1 : 0)) || is(r, at + (adverb ? 1 : 0), "due", "born", "missing", "known");
}

static void begin_sentence(struct clauses *c, uint32_t at) {
  const struct reader *r = c->reader;
  const struct token *t = token_at(r, at);
  bool was_heading = c->heading, paragraph = t->flags & TOKEN_AFTER_PARAGRAPH || !at;
  if (paragraph) c->quoted = false;
  if (at && !was_heading) c->sentence++;
  c->heading = paragraph ? !c->sentence && is_heading(r, at) : was_heading;
  c->first = at;
  c->complement = c->perfect = c->speech = c->comma = c->tag = false;
  c->inner = INNER_NONE;
  c->verb = c->main = c->participle = c->reduced = 0;
  c->fronted = has(r, at, LEXICON_PREPOSITION) || has(r, at, LEXICON_TIME_ADVERB) || t->kind == TOKEN_NUMBER;
  /* "Speaking in Paris ...", "Arrested on Friday ..." */
  if (is_participle(r, at) && (has(r, at + 1, LEXICON_PREPOSITION) || has(r, at + 1, LEXICON_TIME_ADVERB) ||
                               (has(r, at + 1, LEXICON_DETERMINER) && !is(r, at + 1, "that"))))
    c->inner = INNER_TO_COMMA, c->fronted = true;
}

/* Opens an inner clause before the main verb, where a verb can close it, or behind it. */
static void open_inner(struct clauses *c, bool behind_comma) {
  c->inner = (c->main && !c->participle) || behind_comma ? INNER_TO_COMMA : INNER_TO_VERB;
  c->inner_verbs = 0;
}

static void set_main(struct clauses *c, uint32_t at) {
  c->main = at;
  c->participle = 0;
  c->speech = has(c->reader, at, LEXICON_CUE);
}

static void read_verb(struct clauses *c, uint32_t at) {
  const struct reader *r = c->reader;
  bool coordinated = is(r, at - 1, "and", "or", "but", "then") || is_mark(r, at - 1, ',');
  bool by = is(r, at + 1, "by") && !is_auxiliary(r, at);
  c->verb = at;
  if (!c->inner || c->inner == INNER_ASIDE) c->perfect = is(r, at, "had");
  if (c->inner == INNER_TO_COMMA || c->inner == INNER_WHEN) return;
  if (c->inner == INNER_TO_VERB) {
    if (!c->inner_verbs || coordinated) {
      c->inner_verbs = 1;
      return;
    }
    c->inner = INNER_NONE;
    set_main(c, at);
    return;
  }
  if (c->inner == INNER_ASIDE) c->inner = INNER_NONE;
  if (!c->main) {
    set_main(c, at);
    return;
  }
  if (c->comma && has(r, at, LEXICON_CUE) && !is(r, at - 1, "and", "or", "but", "then")) {
    c->tag = true; /* ", police said" */
    c->complement = false;
  } else if (c->participle && !coordinated && !by) {
    c->reduced = c->participle;
    set_main(c, at);
  } else if (c->speech && !coordinated) {
    c->complement = true; /* "said the two had fled" */
  }
}

void clauses_take(struct clauses *c, uint32_t at, bool silent) {
  const struct reader *r = c->reader;
  const struct token *t = token_at(r, at);
  if (begins_sentence(r, at)) begin_sentence(c, at);
  if (t->kind == TOKEN_MARK) {
    if (is_mark(r, at, '"')) c->quoted = !c->quoted;
    else if (is_quotation_mark(r, at, '\x9C')) c->quoted = true;
    else if (is_quotation_mark(r, at, '\x9D')) c->quoted = false;
    if (silent) return;
    if (is_mark(r, at, ';') || is_mark(r, at, ':')) {
      c->inner = INNER_NONE;
      c->complement = c->perfect = c->fronted = c->speech = c->comma = c->tag = false;
      c->verb = c->main = c->participle = 0;
    } else if (is_mark(r, at, ',') || is_mark(r, at, '(') || is_mark(r, at, ')') ||
               (is_mark(r, at, '-') && t->flags & TOKEN_AFTER_SPACE)) {
      bool subject = !c->main && !c->fronted && !c->inner, object = c->main && has(r, at + 1, LEXICON_DETERMINER);
      bool verb = !c->main && !c->fronted && c->inner;
      c->inner = INNER_NONE;
      c->comma = c->main && !(c->fronted && c->participle);
      c->fronted = c->speech = false;
      c->participle = 0;
      if (!(verb && is_past(r, at + 1)) && opens_aside(c, at + 1)) c->inner = INNER_TO_COMMA;
      else if (object) c->inner = INNER_ASIDE; /* ", a reference to ..." */
      else if (subject && !has(r, at + 1, LEXICON_PREPOSITION) && !has(r, at + 1, LEXICON_TIME_ADVERB) &&
               !has(r, at + 1, LEXICON_CONJUNCTION))
        c->inner = INNER_ASIDE;
    }
    return;
  }
  if (silent || t->kind != TOKEN_WORD || is_plain(r, at)) return;
  const char *value;
  if (phrase(r, at, LEXICON_INNER_CLAUSE, &value)) {
    c->inner_at = at;
    bool comma = at == c->first || is_mark(r, at - 1, ',');
    if (*value == 'B') c->inner = INNER_NONE;
    else if (*value == 'S') c->inner = INNER_TO_COMMA;
    else if (*value == 'W') c->inner = INNER_WHEN;
    else if (*value == 'R') open_inner(c, comma);
    else if (c->main && !c->inner && has(r, c->main, LEXICON_CUE)) c->complement = true;
    else if (!c->inner && !comma) open_inner(c, false);
  } else if (is_verb(c, at)) {
    read_verb(c, at);
  } else if (!c->main && !c->inner && at > c->first && is_participle(r, at) && !(t->flags & TOKEN_CAPITALIZED) &&
             leaves_room_for_verb(r, at - 1)) {
    c->main = c->participle = at; /* "a plane carrying 40 ..." */
  }
  /* A participle that has no object may be the subject's: "a man arrested Monday died". */
  bool said = has(r, at, LEXICON_CUE) && !is(r, at + 1, "for", "by", "with", "of", "at");
  if (c->main == at && at && !is_auxiliary(r, at) && is_participle(r, at) && !has(r, at + 1, LEXICON_DETERMINER) &&
      !said)
    c->participle = at;
}
