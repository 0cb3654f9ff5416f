/* Where clauses begin and end: see clauses.h. */
#include "clauses.h"

bool view_word(const struct view *v, uint32_t i, const char *word) {
  const struct token *t = view_token(v, i);
  size_t length = strlen(word);
  if (t->length != length) return false;
  for (size_t k = 0; k < length; k++) {
    char c = v->document->text[t->start + k];
    if ((c >= 'A' && c <= 'Z' ? c + 32 : c) != word[k]) return false;
  }
  return true;
}

bool view_any(const struct view *v, struct run r, unsigned flags) { return view_find(v, r, flags) < r.end; }

uint32_t view_find(const struct view *v, struct run r, unsigned flags) {
  for (uint32_t i = r.first; i < r.end; i++)
    if (v->flags[i] & flags && !(v->flags[i] & VIEW_ATTRIBUTION)) return i;
  return r.end;
}

bool view_any_in(const struct view *v, struct run r, enum lexicon_list list) {
  for (uint32_t i = r.first; i < r.end; i++)
    if (!(v->flags[i] & VIEW_ATTRIBUTION) && lexicon_match(view_token(v, i), list, NULL)) return true;
  return false;
}

/* The letters of a word in a list, "" where it is not in it. */
static const char *letters_of(const struct view *v, uint32_t i, enum lexicon_list list) {
  return view_in(v, i, list) ? lexicon_value(view_token(v, i)->word, list) : "";
}

bool is_noun_here(const struct view *v, uint32_t i) {
  if (!i) return false;
  if (*letters_of(v, i - 1, LEXICON_CLAUSE_WORD) == 's') return false;
  return view_in(v, i - 1, LEXICON_DETERMINER) || view_in(v, i - 1, LEXICON_POSSESSIVE_PRONOUN) ||
         (view_in(v, i - 1, LEXICON_PREPOSITION) && !view_word(v, i - 1, "since")) ||
         view_token(v, i - 1)->kind == TOKEN_POSSESSIVE || view_token(v, i - 1)->kind == TOKEN_NUMBER;
}

static unsigned mark_flags(const struct view *v, uint32_t i) {
  const struct token *t = view_token(v, i);
  const char *c = v->document->text + t->start;
  if (t->length == 1) switch (*c) {
      case ',':
      case '(':
      case ')': return VIEW_COMMA;
      case ';': return VIEW_STOP;
      case ':': return VIEW_STOP;
      case '-':
        return (t->flags & TOKEN_AFTER_SPACE && t[1].flags & TOKEN_AFTER_SPACE) || c[1] == '-' || (i && c[-1] == '-')
                   ? VIEW_STOP
                   : 0;
      case '"': return VIEW_MARK;
      case '\'':
      case '`': return c[1] == *c ? VIEW_MARK : 0; /* ``...'' */
      case '.':
      case '?':
      case '!':
        if (i + 2 >= v->count || view_token(v, i + 1)->kind == TOKEN_MARK) return VIEW_STOP;
        /* "the law. if he" */
        return t[1].flags & TOKEN_AFTER_SPACE && !(t[1].flags & TOKEN_CAPITALIZED) && t[1].kind == TOKEN_WORD && i &&
                       !view_in(v, i - 1, LEXICON_ABBREVIATION) && !view_in(v, i - 1, LEXICON_ABBREVIATION_BEFORE_NAME)
                   ? VIEW_STOP
                   : 0;
      default: return 0;
    }
  if (t->length == 2 && !memcmp(c, "\xc2\xab", 2)) return VIEW_MARK; /* « » */
  if (t->length == 2 && !memcmp(c, "\xc2\xbb", 2)) return VIEW_MARK;
  if (t->length != 3 || memcmp(c, "\xe2\x80", 2)) return 0;
  switch ((unsigned char)c[2]) {
    case 0x9c:
    case 0x9d:
    case 0x9e: return VIEW_MARK; /* “ ” „ */
    case 0x94:
    case 0x95: return VIEW_STOP; /* — ― */
    case 0x93: return t->flags & TOKEN_AFTER_SPACE ? VIEW_STOP : 0;
    default: return 0;
  }
}

/* Whether the word does grammar's work rather than name a thing or an act. */
static bool is_closed(const struct view *v, uint32_t i) {
  return view_in(v, i, LEXICON_PREPOSITION) || view_in(v, i, LEXICON_CONJUNCTION) ||
         view_in(v, i, LEXICON_SUBORDINATOR) || view_in(v, i, LEXICON_AUXILIARY) ||
         view_in(v, i, LEXICON_PLAIN_ADVERB) || view_in(v, i, LEXICON_DETERMINER) ||
         view_in(v, i, LEXICON_SUBJECT_PRONOUN) || view_in(v, i, LEXICON_POSSESSIVE_PRONOUN) ||
         view_in(v, i, LEXICON_OBJECT_PRONOUN);
}

static unsigned verb_flags(const struct view *v, uint32_t i) {
  const struct token *t = view_token(v, i);
  bool noun = is_noun_here(v, i), bound = i && (view_is(v, i - 1, VIEW_MODAL) || view_is(v, i - 1, VIEW_TO));
  bool pronoun = i && view_in(v, i - 1, LEXICON_SUBJECT_PRONOUN) && !view_is(v, i - 1, VIEW_THAT);
  if (t->kind == TOKEN_POSSESSIVE) return pronoun ? VIEW_PRESENT : 0; /* it's */
  if (lexicon_has(t->word, LEXICON_AUXILIARY)) {
    const char *form = letters_of(v, i, LEXICON_AUXILIARY_FORM);
    if (*lexicon_value(t->word, LEXICON_AUXILIARY) == 'm') return noun && t->flags & TOKEN_CAPITALIZED ? 0 : VIEW_MODAL;
    if (strchr(form, 'p')) return VIEW_PAST;
    return strchr(form, 'n') || bound ? 0 : VIEW_PRESENT;
  }
  if (ENDS_IN(v, i, "'ll") || ENDS_IN(v, i, "\u2019ll") || ENDS_IN(v, i, "n't") || ENDS_IN(v, i, "n\u2019t"))
    return VIEW_MODAL;
  if (ENDS_IN(v, i, "'ve") || ENDS_IN(v, i, "\u2019ve") || ENDS_IN(v, i, "'re") || ENDS_IN(v, i, "\u2019re"))
    return VIEW_PRESENT;
  if (noun || t->flags & TOKEN_CAPITALIZED)
    return i ? 0 : lexicon_has(t->word, LEXICON_VERB_PRESENT) ? VIEW_PRESENT : 0;
  if (lexicon_has(t->word, LEXICON_VERB_PAST)) return bound ? 0 : VIEW_PAST;
  if (lexicon_has(t->word, LEXICON_VERB_PRESENT)) return bound ? 0 : VIEW_PRESENT;
  if (ENDS_IN(v, i, "ed") && !ENDS_IN(v, i, "eed") && !view_word(v, i, "hundred")) return VIEW_PAST;
  if (t->kind != TOKEN_WORD || bound || is_closed(v, i)) return 0;
  if (pronoun) return ENDS_IN(v, i, "ing") || ENDS_IN(v, i, "ly") ? 0 : VIEW_PRESENT; /* they borrow */
  /* a verb that no list has: "the firm demonstrates its" */
  bool plain = i && view_token(v, i - 1)->kind == TOKEN_WORD && !is_closed(v, i - 1) && !ENDS_IN(v, i - 1, "s");
  bool object = view_in(v, i + 1, LEXICON_DETERMINER) || view_in(v, i + 1, LEXICON_POSSESSIVE_PRONOUN);
  return plain && object && ENDS_IN(v, i, "s") && !ENDS_IN(v, i, "ss") ? VIEW_PRESENT : 0;
}

static bool is_subject(const struct view *v, uint32_t i) {
  const struct token *t = view_token(v, i);
  if (t->kind == TOKEN_MARK || t->kind == TOKEN_POSSESSIVE || t->kind == TOKEN_ADDRESS || !t->length) return false;
  if (view_is(v, i, VIEW_RELATIVE) || view_is(v, i, VIEW_THAT)) return false;
  if (lexicon_has(t->word, LEXICON_SUBJECT_PRONOUN) || lexicon_has(t->word, LEXICON_DETERMINER)) return true;
  if (lexicon_has(t->word, LEXICON_PREPOSITION) || lexicon_has(t->word, LEXICON_CONJUNCTION) ||
      lexicon_has(t->word, LEXICON_SUBORDINATOR) || lexicon_has(t->word, LEXICON_AUXILIARY) ||
      lexicon_has(t->word, LEXICON_VERB_PAST) || lexicon_has(t->word, LEXICON_PLAIN_ADVERB))
    return false;
  return t->flags & TOKEN_CAPITALIZED ||
         ((!ENDS_IN(v, i, "ing") || ENDS_IN(v, i, "thing")) && !ENDS_IN(v, i, "ed") && !ENDS_IN(v, i, "ly"));
}

static bool is_negative(const struct view *v, uint32_t i) {
  return ENDS_IN(v, i, "n't") || ENDS_IN(v, i, "n\u2019t") ||
         lexicon_match(view_token(v, i), LEXICON_CONDITION_NEGATIVE, NULL);
}

/* A mark that must open or must close; 0 where it could do either. */
static int mark_direction(const struct view *v, uint32_t i) {
  const struct token *t = view_token(v, i);
  const unsigned char *c = (const unsigned char *)v->document->text + t->start;
  if (t->length == 3) return c[2] == 0x9d ? -1 : 1;
  if (t->length == 2) return c[1] == 0xbb ? -1 : 1;
  if (*c == '`') return 1;
  bool space_before = t->flags & TOKEN_AFTER_SPACE, space_behind = t[*c == '"' ? 1 : 2].flags & TOKEN_AFTER_SPACE;
  return space_before == space_behind ? 0 : space_before ? 1 : -1;
}

static void read_quotes(struct view *v) {
  bool inside = false;
  for (uint32_t i = 0; i < v->count && !inside; i++) /* a mark that closes first: it began before the sentence */
    if (view_is(v, i, VIEW_MARK)) {
      inside = mark_direction(v, i) < 0;
      break;
    }
  for (uint32_t i = 0; i < v->count; i++) {
    if (view_is(v, i, VIEW_MARK)) inside = mark_direction(v, i) ? mark_direction(v, i) > 0 : !inside;
    else if (inside) v->flags[i] |= VIEW_QUOTED;
  }
}

uint32_t next_mark(const struct view *v, uint32_t i) {
  while (i < v->count && !is_clause_mark(v, i)) i++;
  return i;
}

void view_read(struct view *v, struct document *d, const struct token *tokens, uint32_t count) {
  if (count > VIEW_MOST) count = VIEW_MOST;
  *v = (struct view){.document = d, .tokens = tokens, .count = count};
  for (uint32_t i = 0; i < count; i++) {
    if (tokens[i].kind == TOKEN_MARK) {
      v->flags[i] = (uint16_t)mark_flags(v, i);
      continue;
    }
    unsigned flags = 0;
    switch (*letters_of(v, i, LEXICON_CLAUSE_WORD)) {
      case 'r': flags = VIEW_RELATIVE; break;
      case 't': flags = VIEW_THAT; break;
      case 'o': flags = VIEW_TO; break;
      default: break;
    }
    v->flags[i] = (uint16_t)flags;
    flags |= verb_flags(v, i);
    if (is_negative(v, i)) flags |= VIEW_NEGATIVE;
    if (is_subject(v, i)) flags |= VIEW_SUBJECT;
    v->flags[i] = (uint16_t)flags;
  }
  v->flags[count] = VIEW_STOP;
  read_quotes(v);
  view_read_attribution(v);
}

static bool is_opening(const struct view *v, uint32_t at) {
  for (uint32_t i = 0; i < v->n_openings; i++)
    if (v->openings[i].at == at) return true;
  return false;
}

/* Behind "Under the plan, which …, " where a clause begins with one. */
static uint32_t behind_adverbial(const struct view *v, uint32_t start, uint32_t cue) {
  bool adverbial = view_in(v, start, LEXICON_PREPOSITION) || view_in(v, start, LEXICON_SUBORDINATOR) ||
                   view_in(v, start, LEXICON_TIME_ADVERB) || ENDS_IN(v, start, "ed") || ENDS_IN(v, start, "ing");
  if (!adverbial) return start;
  for (uint32_t i = start; i < cue; i++) {
    if (!view_is(v, i, VIEW_COMMA) || view_is(v, i, VIEW_ATTRIBUTION) || !view_is(v, i + 1, VIEW_SUBJECT)) continue;
    uint32_t end = next_mark(v, i + 1);
    if (view_any(v, (struct run){i + 1, end < cue ? end : cue}, VIEW_FINITE)) return i + 1;
  }
  return start;
}

uint32_t clause_start(const struct view *v, uint32_t cue) {
  bool quoted = view_is(v, cue, VIEW_QUOTED);
  for (uint32_t i = cue; i-- > 0;) {
    struct run rest = {i + 1, cue};
    if (is_opening(v, i)) return behind_adverbial(v, i, cue);
    if (view_is(v, i, VIEW_ATTRIBUTION)) {
      if (i + 1 < cue && !view_is(v, i + 1, VIEW_ATTRIBUTION) && view_is(v, i + 1, VIEW_SUBJECT) &&
          view_any(v, rest, VIEW_FINITE))
        return i + 1;
      continue;
    }
    if (view_is(v, i, VIEW_STOP)) return behind_adverbial(v, i + 1, cue);
    if (quoted && view_is(v, i, VIEW_MARK)) {
      if (view_any(v, rest, VIEW_FINITE) || (i + 1 < cue && view_is(v, cue, VIEW_FINITE)))
        return behind_adverbial(v, i + 1, cue);
      continue;
    }
    bool finite = view_any(v, rest, VIEW_FINITE);
    if (finite && !view_word(v, cue, "if") && (view_word(v, i, "if") || view_word(v, i, "unless"))) {
      uint32_t end, main = main_after(v, i + 1, true, &end); /* if they sign, | they will leave until */
      return main && main < cue ? main : i + 1;
    }
    if (finite && view_is(v, i, VIEW_COMMA) && view_is(v, i + 1, VIEW_THAT) && view_is(v, i + 2, VIEW_SUBJECT) &&
        i + 2 < cue)
      return i + 2;
    if (!view_in(v, i, LEXICON_CONJUNCTION) && !view_word(v, i, "because") && !view_word(v, i, "although") &&
        !view_word(v, i, "while"))
      continue;
    bool after_comma = i && view_is(v, i - 1, VIEW_COMMA), that = i && v->n_openings && view_is(v, i + 1, VIEW_THAT);
    if (after_comma && view_is(v, i + 1, VIEW_MODAL | VIEW_PAST | VIEW_PRESENT)) return i + 1;
    if (!(after_comma ? view_is(v, i + 1, VIEW_SUBJECT) : view_in(v, i + 1, LEXICON_SUBJECT_PRONOUN)) && !that)
      continue;
    if (finite) return i + 1 + (view_is(v, i + 1, VIEW_THAT) && view_is(v, i + 2, VIEW_SUBJECT));
  }
  return behind_adverbial(v, 0, cue);
}

/* Whether token `i`, which follows a comma or "and", begins a clause with a verb of its own. */
static bool begins_clause(const struct view *v, uint32_t i) {
  while (i < v->count && view_is(v, i, VIEW_MARK)) i++;
  if (i >= v->count) return false;
  if (view_is(v, i, VIEW_THAT)) return true;
  uint32_t end = i;
  while (end < v->count && !view_is(v, end, VIEW_COMMA | VIEW_STOP)) end++;
  return view_is(v, i, VIEW_SUBJECT) && view_any(v, (struct run){i, end}, VIEW_FINITE);
}

uint32_t clause_end(const struct view *v, uint32_t first) {
  bool quoted = view_is(v, first, VIEW_QUOTED), verb = false;
  for (uint32_t i = first; i < v->count; i++) {
    if (view_is(v, i, VIEW_STOP | VIEW_ATTRIBUTION)) return i;
    if (quoted && view_is(v, i, VIEW_MARK)) return i;
    if (view_is(v, i, VIEW_FINITE)) verb = true;
    if (view_is(v, i, VIEW_COMMA) && i + 1 < v->count) {
      uint32_t next = i + 1;
      if (view_in(v, next, LEXICON_CONJUNCTION) &&
          (begins_clause(v, next + 1) || view_in(v, next + 1, LEXICON_CONDITION_CUE)))
        return i;
      if (view_in(v, next, LEXICON_PREPOSITION) && view_is(v, next + 1, VIEW_RELATIVE)) return i;
      bool pronoun = view_in(v, next, LEXICON_SUBJECT_PRONOUN) && view_is(v, next, VIEW_SUBJECT) &&
                     view_is(v, next + 1, VIEW_FINITE);
      if (pronoun) return i;
      if (!verb) continue;
      if (view_is(v, next, VIEW_RELATIVE) || ENDS_IN(v, next, "ing") || view_word(v, next, "a") ||
          view_word(v, next, "an") || view_in(v, next, LEXICON_SUBORDINATOR) ||
          view_in(v, next, LEXICON_CONDITION_CUE) ||
          (view_in(v, next, LEXICON_POSSESSIVE_PRONOUN) && begins_clause(v, next)))
        return i;
    } else if (view_in(v, i, LEXICON_CONJUNCTION) && i > first) {
      bool pronoun = view_in(v, i + 1, LEXICON_SUBJECT_PRONOUN) && view_is(v, i + 2, VIEW_FINITE);
      bool contrast = view_word(v, i, "but") && view_is(v, i + 1, VIEW_SUBJECT) &&
                      view_any(v, (struct run){i + 1, i + 4 < v->count ? i + 4 : v->count}, VIEW_MODAL);
      if (verb && (pronoun || contrast || view_is(v, i + 1, VIEW_THAT))) return i;
    }
  }
  return v->count;
}

/* A subject pronoun with its verb, so that no comma is needed before it. */
static bool is_pronoun_clause(const struct view *v, uint32_t i) {
  if (!view_in(v, i, LEXICON_SUBJECT_PRONOUN) || !view_is(v, i, VIEW_SUBJECT) || i + 1 >= v->count) return false;
  if (i && (view_in(v, i - 1, LEXICON_CONJUNCTION) || view_in(v, i - 1, LEXICON_SUBORDINATOR) ||
            view_in(v, i - 1, LEXICON_PREPOSITION) || view_in(v, i - 1, LEXICON_CUE) ||
            view_in(v, i - 1, LEXICON_AUXILIARY)))
    return false;
  i++;
  while (i + 1 < v->count && (view_in(v, i, LEXICON_PLAIN_ADVERB) || ENDS_IN(v, i, "ly"))) i++;
  return view_is(v, i, VIEW_FINITE);
}

/* "if the conditions occur | the warrants would be": an article with a modal soon behind it, and a verb before it. */
static bool is_noun_clause(const struct view *v, uint32_t first, uint32_t i, bool has_verb) {
  if (!has_verb || !view_in(v, i, LEXICON_DETERMINER) || view_in(v, i + 1, LEXICON_TIME_NOUN) ||
      view_is(v, i, VIEW_THAT | VIEW_RELATIVE))
    return false;
  if (view_in(v, i - 1, LEXICON_PREPOSITION) || view_in(v, i - 1, LEXICON_CONJUNCTION) ||
      view_in(v, i - 1, LEXICON_SUBORDINATOR) || view_in(v, i - 1, LEXICON_CUE))
    return false;
  for (uint32_t k = i + 2; k <= i + 4 && k < v->count && !is_clause_mark(v, k); k++) {
    if (view_is(v, k, VIEW_RELATIVE | VIEW_THAT)) return false;
    if (view_is(v, k, VIEW_MODAL)) return view_any(v, (struct run){first, i}, VIEW_FINITE);
  }
  return false;
}

/* Whether the clause that seems to begin at `m` has a verb: before the next comma, or right behind one that ends an
** apposition ("the Front, which waits, will go"). */
static bool has_predicate(const struct view *v, uint32_t m) {
  uint32_t end = next_mark(v, m);
  if (view_any(v, (struct run){m, end}, VIEW_FINITE)) return true;
  for (int chunks = 0; chunks < 2 && view_is(v, end, VIEW_COMMA) && !view_is(v, end, VIEW_ATTRIBUTION); chunks++) {
    end = next_mark(v, end + 1);
    if (view_is(v, end, VIEW_COMMA) && view_is(v, end + 1, VIEW_FINITE)) return true;
  }
  return false;
}

uint32_t main_after(const struct view *v, uint32_t first, bool has_verb, uint32_t *end) {
  bool quoted = view_is(v, first, VIEW_QUOTED), ready = !has_verb;
  for (uint32_t i = first; i < v->count; i++) {
    if (view_is(v, i, VIEW_FINITE)) ready = true;
    if (view_is(v, i, VIEW_STOP) && !view_is(v, i, VIEW_ATTRIBUTION)) return 0;
    bool closes = quoted && view_is(v, i, VIEW_MARK);
    if (i > first && ready && (view_is(v, i, VIEW_COMMA | VIEW_ATTRIBUTION) || closes)) {
      uint32_t m = i;
      while (m < v->count && view_is(v, m, VIEW_COMMA | VIEW_ATTRIBUTION | VIEW_MARK)) m++;
      if (m >= v->count || (quoted && !view_is(v, m, VIEW_QUOTED))) return 0;
      while (m + 1 < v->count && (view_in(v, m, LEXICON_PLAIN_ADVERB) || ENDS_IN(v, m, "ly"))) m++; /* then, legally */
      struct run chunk = {m, next_mark(v, m)};
      bool inverted = view_is(v, m, VIEW_MODAL) && (view_in(v, m + 1, LEXICON_SUBJECT_PRONOUN) || /* would I wish */
                                                    view_in(v, m + 1, LEXICON_DETERMINER));
      bool subject = view_is(v, m, VIEW_SUBJECT | VIEW_PRESENT) || view_in(v, m, LEXICON_SUBJECT_PRONOUN);
      if ((subject && has_predicate(v, m)) || (inverted && view_any(v, chunk, VIEW_FINITE))) {
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

struct run run_trimmed(const struct view *v, struct run r) {
  const unsigned drop = VIEW_COMMA | VIEW_STOP | VIEW_MARK | VIEW_ATTRIBUTION;
  while (r.first < r.end && (view_is(v, r.first, drop) || view_in(v, r.first, LEXICON_CONJUNCTION))) r.first++;
  while (r.end > r.first && (view_is(v, r.end - 1, drop) || view_in(v, r.end - 1, LEXICON_CONJUNCTION))) r.end--;
  return r;
}

struct span run_span(const struct view *v, struct run r) {
  if (run_is_empty(r)) return (struct span){0, 0};
  uint32_t start = view_token(v, r.first)->start;
  return (struct span){start, view_token(v, r.end - 1)->start + view_token(v, r.end - 1)->length - start};
}
