/* Where clauses begin and end: see clauses.h. */
#include "clauses.h"

#include <string.h>

enum { NOUN_PHRASE_MOST = 18, CHUNKS_MOST = 6, OBJECT_MOST = 8 };

static inline bool ends_with(const struct view *v, uint32_t i, const char *ending, uint32_t length) {
  const struct token *t = &v->tokens[i];
  return t->kind == TOKEN_WORD && t->length > length + 1 &&
         !memcmp(v->document->text + t->start + t->length - length, ending, length);
}
#define ENDS_IN(v, i, ending) ends_with(v, i, ending, sizeof(ending) - 1)

bool view_word(const struct view *v, uint32_t i, const char *word) {
  const struct token *t = &v->tokens[i];
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
    if (!(v->flags[i] & VIEW_ATTRIBUTION) && lexicon_match(&v->tokens[i], list, NULL)) return true;
  return false;
}

/* The letters of a word in a list, "" where it is not in it. */
static const char *letters_of(const struct view *v, uint32_t i, enum lexicon_list list) {
  return view_in(v, i, list) ? lexicon_value(v->tokens[i].word, list) : "";
}

/* Whether a word that may be a verb or a noun is none after the word before it. */
static bool is_noun_here(const struct view *v, uint32_t i) {
  if (!i) return false;
  if (*letters_of(v, i - 1, LEXICON_CLAUSE_WORD) == 's') return false;
  return view_in(v, i - 1, LEXICON_DETERMINER) || view_in(v, i - 1, LEXICON_POSSESSIVE_PRONOUN) ||
         (view_in(v, i - 1, LEXICON_PREPOSITION) && !view_word(v, i - 1, "since")) ||
         v->tokens[i - 1].kind == TOKEN_POSSESSIVE || v->tokens[i - 1].kind == TOKEN_NUMBER;
}

static unsigned mark_flags(const struct view *v, uint32_t i) {
  const struct token *t = &v->tokens[i];
  const char *c = v->document->text + t->start;
  if (t->length == 1) switch (*c) {
      case ',':
      case '(':
      case ')': return VIEW_COMMA;
      case ';': return VIEW_STOP;
      case ':': return VIEW_STOP;
      case '-': return (t->flags & TOKEN_AFTER_SPACE && t[1].flags & TOKEN_AFTER_SPACE) || c[1] == '-' ? VIEW_STOP : 0;
      case '"': return VIEW_MARK;
      case '\'':
      case '`': return c[1] == *c ? VIEW_MARK : 0; /* ``...'' */
      case '.':
      case '?':
      case '!': return i + 2 >= v->count || v->tokens[i + 1].kind == TOKEN_MARK ? VIEW_STOP : 0;
      default: return 0;
    }
  if (t->length == 2 && !memcmp(c, "\xc2\xab", 2)) return VIEW_MARK; /* « » */
  if (t->length == 2 && !memcmp(c, "\xc2\xbb", 2)) return VIEW_MARK;
  if (t->length != 3 || memcmp(c, "\xe2\x80", 2)) return 0;
  switch ((unsigned char)c[2]) {
    case 0x9c: case 0x9d: case 0x9e: return VIEW_MARK; /* “ ” „ */
    case 0x94: case 0x95: return VIEW_STOP;            /* — ― */
    case 0x93: return t->flags & TOKEN_AFTER_SPACE ? VIEW_STOP : 0;
    default: return 0;
  }
}

static unsigned verb_flags(const struct view *v, uint32_t i) {
  const struct token *t = &v->tokens[i];
  bool noun = is_noun_here(v, i), bound = i && (view_is(v, i - 1, VIEW_MODAL) || view_is(v, i - 1, VIEW_TO));
  if (lexicon_has(t->word, LEXICON_AUXILIARY)) {
    const char *form = letters_of(v, i, LEXICON_AUXILIARY_FORM);
    if (*lexicon_value(t->word, LEXICON_AUXILIARY) == 'm') return noun && t->flags & TOKEN_CAPITALIZED ? 0 : VIEW_MODAL;
    if (strchr(form, 'p')) return VIEW_PAST;
    return strchr(form, 'n') || bound ? 0 : VIEW_PRESENT;
  }
  if (ENDS_IN(v, i, "'ll") || ENDS_IN(v, i, "\u2019ll") || ENDS_IN(v, i, "n't") || ENDS_IN(v, i, "n\u2019t")) return VIEW_MODAL;
  if (ENDS_IN(v, i, "'ve") || ENDS_IN(v, i, "\u2019ve") || ENDS_IN(v, i, "'re") || ENDS_IN(v, i, "\u2019re")) return VIEW_PRESENT;
  if (noun || t->flags & TOKEN_CAPITALIZED) return i ? 0 : lexicon_has(t->word, LEXICON_VERB_PRESENT) ? VIEW_PRESENT : 0;
  if (lexicon_has(t->word, LEXICON_VERB_PAST)) return bound ? 0 : VIEW_PAST;
  if (lexicon_has(t->word, LEXICON_VERB_PRESENT)) return bound ? 0 : VIEW_PRESENT;
  if (ENDS_IN(v, i, "ed") && !ENDS_IN(v, i, "eed") && !view_word(v, i, "hundred")) return VIEW_PAST;
  return 0;
}

static bool is_relative(const struct view *v, uint32_t i) { return view_is(v, i, VIEW_RELATIVE); }

static bool is_subject(const struct view *v, uint32_t i) {
  const struct token *t = &v->tokens[i];
  if (t->kind == TOKEN_MARK || t->kind == TOKEN_POSSESSIVE || t->kind == TOKEN_ADDRESS || !t->length) return false;
  if (is_relative(v, i) || view_is(v, i, VIEW_THAT)) return false;
  if (lexicon_has(t->word, LEXICON_SUBJECT_PRONOUN) || lexicon_has(t->word, LEXICON_DETERMINER)) return true;
  if (lexicon_has(t->word, LEXICON_PREPOSITION) || lexicon_has(t->word, LEXICON_CONJUNCTION) ||
      lexicon_has(t->word, LEXICON_SUBORDINATOR) || lexicon_has(t->word, LEXICON_AUXILIARY) ||
      lexicon_has(t->word, LEXICON_VERB_PAST) || lexicon_has(t->word, LEXICON_PLAIN_ADVERB))
    return false;
  return t->flags & TOKEN_CAPITALIZED || (!ENDS_IN(v, i, "ing") && !ENDS_IN(v, i, "ed") && !ENDS_IN(v, i, "ly"));
}

static bool is_negative(const struct view *v, uint32_t i) {
  return ENDS_IN(v, i, "n't") || ENDS_IN(v, i, "n\u2019t") || lexicon_match(&v->tokens[i], LEXICON_CONDITION_NEGATIVE, NULL);
}

/* A mark that must open or must close; 0 where it could do either. */
static int mark_direction(const struct view *v, uint32_t i) {
  const struct token *t = &v->tokens[i];
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

static bool is_clause_mark(const struct view *v, uint32_t i) { return view_is(v, i, VIEW_COMMA | VIEW_STOP | VIEW_MARK); }

static uint32_t next_mark(const struct view *v, uint32_t i) {
  while (i < v->count && !is_clause_mark(v, i)) i++;
  return i;
}

/* All words capitalised: a name. */
static bool is_name(const struct view *v, struct run r) {
  for (uint32_t i = r.first; i < r.end; i++)
    if (!(v->tokens[i].flags & TOKEN_CAPITALIZED) && v->tokens[i].kind != TOKEN_MARK && !view_in(v, i, LEXICON_PREPOSITION)) return false;
  return !run_is_empty(r);
}

/* The subject of the verb at `verb`, its head only: without what is in commas behind
** it.  `*from` gets where it and all that belongs to it begin. */
static struct run subject_of(const struct view *v, uint32_t verb, uint32_t *from) {
  uint32_t end = verb;
  while (end && (view_in(v, end - 1, LEXICON_PLAIN_ADVERB) || view_in(v, end - 1, LEXICON_AUXILIARY) || ENDS_IN(v, end - 1, "ly"))) {
    bool alone = view_in(v, end - 1, LEXICON_DETERMINER) && !(end > 1 && view_in(v, end - 2, LEXICON_AUXILIARY));
    if (alone) break; /* "each said", but "have both said" */
    end--;
  }
  if (end && is_relative(v, end - 1)) end--; /* Torlo, who said */
  struct run subject = {end, end};
  *from = end;
  if (!end || view_is(v, end - 1, VIEW_STOP | VIEW_MARK)) return subject;
  bool apposed = view_is(v, end - 1, VIEW_COMMA);
  struct run nearest = subject;
  for (int chunks = 0; end && chunks < CHUNKS_MOST; chunks++) {
    if (view_is(v, end - 1, VIEW_COMMA)) end--;
    uint32_t first = end;
    while (first && !is_clause_mark(v, first - 1)) first--;
    struct run chunk = {first, end};
    if (apposed && is_relative(v, first) && first) { /* who asked not to be named */
      end = first;
      continue;
    }
    if (apposed && chunks && view_in(v, first, LEXICON_PREPOSITION)) break;
    if (apposed && chunks && view_any(v, chunk, VIEW_FINITE)) {
      uint32_t last = chunk.end; /* "The company said Falk, who stays, has agreed" */
      while (last > chunk.first && !view_is(v, last - 1, VIEW_FINITE)) last--;
      if (!last || !view_in(v, last - 1, LEXICON_CUE) || last == chunk.end) break;
    }
    /* the last "and", "that" … that has a verb before it begins the chunk anew */
    for (uint32_t i = chunk.first; i < chunk.end; i++) {
      bool joins = view_in(v, i, LEXICON_CONJUNCTION) && (i == first || view_any(v, (struct run){first, i}, VIEW_FINITE));
      bool opens = view_in(v, i, LEXICON_SUBORDINATOR) && !view_word(v, i, "than") && !is_relative(v, i) &&
                   !view_any(v, (struct run){i, chunk.end}, VIEW_FINITE);
      if (joins || opens) chunk.first = i + 1;
    }
    for (uint32_t i = chunk.first; i + 1 < chunk.end && !is_relative(v, i) && !view_is(v, i, VIEW_THAT); i++)
      if (view_is(v, i, VIEW_FINITE) || (ENDS_IN(v, i, "ing") && view_in(v, i + 1, LEXICON_SUBJECT_PRONOUN))) chunk.first = i + 1;
    while (chunk.first < chunk.end && view_in(v, chunk.first, LEXICON_PLAIN_ADVERB) && !view_in(v, chunk.first, LEXICON_DETERMINER))
      chunk.first++;
    if (run_is_empty(chunk)) break;
    subject = chunk;
    if (run_is_empty(nearest)) nearest = chunk;
    *from = chunk.first;
    end = first;
    if (!apposed || !end || !view_is(v, end - 1, VIEW_COMMA)) break;
  }
  if (subject.end - subject.first > NOUN_PHRASE_MOST) subject.first = subject.end;
  bool plain = !run_is_empty(subject) && !(v->tokens[subject.first].flags & TOKEN_CAPITALIZED);
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
  for (uint32_t i = first; i < end && i < v->count; i++) v->flags[i] |= VIEW_ATTRIBUTION;
}

/* Where the clause begins that the verb before token `k` reports: behind "that",
** behind the one who was told and the time.  0 if there is none before `end`. */
static uint32_t reported_clause(const struct view *v, uint32_t k, uint32_t end, bool told) {
  for (uint32_t i = k; i < end && i < k + OBJECT_MOST; i++) {
    if (view_is(v, i, VIEW_THAT) && i + 1 < v->count) return i + 1;
    if (view_is(v, i, VIEW_FINITE) && i > k) break;
  }
  if (!view_any(v, (struct run){k, end}, VIEW_FINITE)) return 0;
  if (told && k + 1 < end) {
    k++;
    while (k < end && !view_in(v, k, LEXICON_SUBJECT_PRONOUN) && !view_in(v, k, LEXICON_DETERMINER) &&
           !(v->tokens[k].flags & TOKEN_CAPITALIZED) && !view_is(v, k + 1, VIEW_FINITE))
      k++;
  }
  while (k + 1 < end && (view_in(v, k, LEXICON_TIME_ADVERB) || view_in(v, k, LEXICON_PREPOSITION)) && !view_in(v, k, LEXICON_CONDITION_CUE)) {
    bool phrase = view_in(v, k, LEXICON_PREPOSITION) && !view_in(v, k + 1, LEXICON_TIME_ADVERB);
    k++;
    if (phrase && view_in(v, k, LEXICON_DETERMINER)) k++;
    if (phrase && k + 1 < end) k++;
  }
  return k < end && view_any(v, (struct run){k, end}, VIEW_FINITE) ? k : 0;
}

/* ", said Lena Dorsk, who leads the drivers": to where it all ends. */
static uint32_t inverted_end(const struct view *v, uint32_t end) {
  while (end + 1 < v->count && view_is(v, end, VIEW_COMMA) &&
         (is_relative(v, end + 1) || view_word(v, end + 1, "a") || view_word(v, end + 1, "an") || view_word(v, end + 1, "the")) &&
         !view_any(v, (struct run){end + 1, next_mark(v, end + 1)}, VIEW_MODAL))
    end = next_mark(v, end + 1);
  return end;
}

/* A verb of saying at `i`, `length` tokens long. */
static void read_report(struct view *v, uint32_t i, uint32_t length, bool told) {
  uint32_t k = i + length, end = next_mark(v, k), from;
  bool behind_mark = i && is_clause_mark(v, i - 1) && (!view_is(v, i - 1, VIEW_COMMA) || view_any(v, (struct run){0, i}, VIEW_FINITE));
  struct run subject = subject_of(v, i, &from);
  if (behind_mark && k < end && !view_is(v, k, VIEW_THAT) && !view_in(v, k, LEXICON_SUBJECT_PRONOUN) &&
      !view_in(v, k, LEXICON_PREPOSITION) && !view_any(v, (struct run){k, end}, VIEW_FINITE)) { /* said Lena Dorsk */
    struct run name = {k, end};
    take_out(v, i - 1, inverted_end(v, end) + (end < v->count && view_is(v, end, VIEW_COMMA)));
    for (uint32_t p = name.first + 1; p < name.end; p++)
      if (view_in(v, p, LEXICON_PREPOSITION) && !view_word(v, p, "of") && !view_word(v, p, "for")) name.end = p;
    add_speaker(v, i, name);
    return;
  }
  if (run_is_empty(subject) && i && view_in(v, i - 1, LEXICON_CONJUNCTION)) { /* X refused but said */
    uint32_t before = view_find(v, (struct run){0, i}, VIEW_FINITE), first;
    if (before < i) subject = subject_of(v, before, &first);
  }
  if (run_is_empty(subject) || is_relative(v, subject.first)) return;
  uint32_t clause = reported_clause(v, k, end, told);
  if (clause) {
    add_opening(v, clause, subject, false);
    return;
  }
  if (end < v->count && view_is(v, end, VIEW_COMMA) && end == k && end + 1 < v->count && !view_is(v, end + 1, VIEW_MARK) && !from) {
    add_opening(v, end + 1, subject, false); /* "The owners say, if ..." */
    return;
  }
  if (view_is(v, end > k ? end - 1 : k, VIEW_THAT) && end > k) { /* Mediators hope that, if ... */
    add_opening(v, end + (view_is(v, end, VIEW_COMMA) ? 1 : 0), subject, false);
    return;
  }
  for (uint32_t m = end; m + 2 < v->count && !view_is(v, m, VIEW_STOP | VIEW_MARK); m++) /* insisted, in a letter, that ... */
    if (view_is(v, m, VIEW_COMMA) && view_is(v, m + 1, VIEW_THAT) && (!from || !is_clause_mark(v, from - 1))) {
      add_opening(v, m + 2, subject, false);
      return;
    }
  bool before_quote = view_is(v, end, VIEW_MARK) || (end + 1 < v->count && view_is(v, end + 1, VIEW_MARK));
  if (from && is_clause_mark(v, from - 1)) /* ..., a general said, */
    take_out(v, from - (view_is(v, from - 1, VIEW_COMMA) ? 1 : 0), end + (view_is(v, end, VIEW_COMMA) != 0));
  else if (before_quote) /* A general said: "..." */
    take_out(v, from, end);
  else
    return;
  add_speaker(v, i, subject);
}

/* "was asked": the subject is not the one who says it. */
static bool is_passive(const struct view *v, uint32_t i) {
  while (i && view_in(v, i - 1, LEXICON_PLAIN_ADVERB)) i--;
  return i && *letters_of(v, i - 1, LEXICON_AUXILIARY_FORM) == 'b';
}

/* "agreed on Wednesday to": where the infinitive of a promise begins; 0 if there is none. */
static uint32_t promised(const struct view *v, uint32_t k) {
  for (uint32_t i = k; i < k + 4 && i < v->count; i++) {
    if (view_is(v, i, VIEW_TO)) return i;
    if (!view_in(v, i, LEXICON_PREPOSITION) && !view_in(v, i, LEXICON_TIME_ADVERB) && !view_in(v, i, LEXICON_PLAIN_ADVERB)) break;
  }
  return 0;
}

static void read_attribution(struct view *v) {
  for (uint32_t i = 0; i < v->count; i++) {
    const char *letters = NULL;
    uint32_t word = v->tokens[i].word, length, from;
    if (!word || view_is(v, i, VIEW_QUOTED | VIEW_ATTRIBUTION)) continue;
    if (view_word(v, i, "according") && i + 2 < v->count && view_is(v, i + 1, VIEW_TO)) {
      uint32_t end = next_mark(v, i + 2);
      add_speaker(v, i, (struct run){i + 2, end});
      take_out(v, i - (i && view_is(v, i - 1, VIEW_COMMA)), end + (view_is(v, end, VIEW_COMMA) != 0));
      continue;
    }
    bool noun = is_noun_here(v, i), passive = is_passive(v, i);
    if ((length = lexicon_match(&v->tokens[i], LEXICON_CONDITION_DEMAND, NULL)) && !noun && i + length < v->count) {
      struct run subject = subject_of(v, i, &from);
      bool that = view_is(v, i + length, VIEW_THAT);
      if (!run_is_empty(subject)) add_opening(v, i + length + that, subject, !that);
      if (!view_in(v, i, LEXICON_CUE)) continue;
      if (that) continue;
    }
    length = lexicon_match(&v->tokens[i], LEXICON_CUE, &letters);
    if (noun || passive || (i && view_is(v, i - 1, VIEW_TO)) || (i && view_is(v, i - 1, VIEW_MODAL))) continue;
    uint32_t to = view_in(v, i, LEXICON_CONDITION_PROMISE) ? promised(v, i + 1) : 0;
    if (!length && view_in(v, i, LEXICON_CONDITION_REPORT)) length = 1, letters = "qs";
    bool named = i && (v->tokens[i - 1].flags & TOKEN_CAPITALIZED || view_in(v, i - 1, LEXICON_SUBJECT_PRONOUN));
    bool verb = view_is(v, i, VIEW_PAST | VIEW_PRESENT) || (named && !(v->tokens[i].flags & TOKEN_CAPITALIZED) && ENDS_IN(v, i, "s"));
    if (to) {
      struct run subject = subject_of(v, i, &from);
      if (!run_is_empty(subject)) add_opening(v, to, subject, true);
    } else if (length && strpbrk(letters, "qst") && (verb || length > 1)) {
      read_report(v, i, length, strchr(letters, 'r') != NULL);
    } else if (verb && view_is(v, i, VIEW_PAST) && view_is(v, i + 1, VIEW_THAT) && view_is(v, i + 2, VIEW_SUBJECT)) { /* ruled that ... */
      read_report(v, i, 1, false);
    } else if (length && i && view_is(v, i - 1, VIEW_COMMA) && ENDS_IN(v, i, "ing")) { /* ..., saying that */
      uint32_t clause = reported_clause(v, i + length, next_mark(v, i + length), false);
      uint32_t main = view_find(v, (struct run){0, i}, VIEW_FINITE);
      struct run subject = v->n_speakers ? v->speakers[v->n_speakers - 1] : main < i ? subject_of(v, main, &from) : (struct run){0, 0};
      if (clause && !run_is_empty(subject)) add_opening(v, clause, subject, false);
    }
  }
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
  read_attribution(v);
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
      if (i + 1 < cue && !view_is(v, i + 1, VIEW_ATTRIBUTION) && view_is(v, i + 1, VIEW_SUBJECT) && view_any(v, rest, VIEW_FINITE)) return i + 1;
      continue;
    }
    if (view_is(v, i, VIEW_STOP)) return behind_adverbial(v, i + 1, cue);
    if (quoted && view_is(v, i, VIEW_MARK)) {
      if (view_any(v, rest, VIEW_FINITE) || (i + 1 < cue && view_is(v, cue, VIEW_FINITE))) return behind_adverbial(v, i + 1, cue);
      continue;
    }
    bool finite = view_any(v, rest, VIEW_FINITE);
    if (finite && (view_word(v, i, "if") || view_word(v, i, "unless"))) return i + 1; /* a condition of a condition */
    if (finite && view_is(v, i, VIEW_COMMA) && view_is(v, i + 1, VIEW_THAT) && view_is(v, i + 2, VIEW_SUBJECT) && i + 2 < cue) return i + 2;
    if (!view_in(v, i, LEXICON_CONJUNCTION) && !view_word(v, i, "because") && !view_word(v, i, "although") && !view_word(v, i, "while"))
      continue;
    bool after_comma = i && view_is(v, i - 1, VIEW_COMMA), that = i && v->n_openings && view_is(v, i + 1, VIEW_THAT);
    if (after_comma && view_is(v, i + 1, VIEW_MODAL | VIEW_PAST | VIEW_PRESENT)) return i + 1;
    if (!(after_comma ? view_is(v, i + 1, VIEW_SUBJECT) : view_in(v, i + 1, LEXICON_SUBJECT_PRONOUN)) && !that) continue;
    if (finite) return i + 1 + that;
  }
  return behind_adverbial(v, 0, cue);
}

/* Whether token `i`, which follows a comma or "and", begins a clause with a verb of its own. */
static bool begins_clause(const struct view *v, uint32_t i) {
  if (i >= v->count) return false;
  if (view_is(v, i, VIEW_THAT)) return true;
  return view_is(v, i, VIEW_SUBJECT) && view_any(v, (struct run){i, next_mark(v, i)}, VIEW_MODAL | VIEW_PRESENT | VIEW_PAST);
}

uint32_t clause_end(const struct view *v, uint32_t first) {
  bool quoted = view_is(v, first, VIEW_QUOTED), verb = false;
  for (uint32_t i = first; i < v->count; i++) {
    if (view_is(v, i, VIEW_STOP | VIEW_ATTRIBUTION)) return i;
    if (quoted && view_is(v, i, VIEW_MARK)) return i;
    if (view_is(v, i, VIEW_FINITE)) verb = true;
    if (view_is(v, i, VIEW_COMMA) && i + 1 < v->count) {
      uint32_t next = i + 1;
      if (view_in(v, next, LEXICON_CONJUNCTION) && (begins_clause(v, next + 1) || view_in(v, next + 1, LEXICON_CONDITION_CUE))) return i;
      if (view_in(v, next, LEXICON_PREPOSITION) && is_relative(v, next + 1)) return i;
      bool pronoun = view_in(v, next, LEXICON_SUBJECT_PRONOUN) && view_is(v, next, VIEW_SUBJECT) && view_is(v, next + 1, VIEW_FINITE);
      if (pronoun) return i;
      if (!verb) continue;
      if (is_relative(v, next) || ENDS_IN(v, next, "ing") || view_word(v, next, "a") || view_word(v, next, "an") ||
          view_in(v, next, LEXICON_SUBORDINATOR) || view_in(v, next, LEXICON_CONDITION_CUE))
        return i;
    } else if (view_in(v, i, LEXICON_CONJUNCTION) && i > first) {
      bool pronoun = view_in(v, i + 1, LEXICON_SUBJECT_PRONOUN) && view_is(v, i + 2, VIEW_FINITE);
      if (verb && (pronoun || view_is(v, i + 1, VIEW_THAT))) return i;
    }
  }
  return v->count;
}

/* A subject pronoun with its verb, so that no comma is needed before it. */
static bool is_pronoun_clause(const struct view *v, uint32_t i) {
  if (!view_in(v, i, LEXICON_SUBJECT_PRONOUN) || !view_is(v, i, VIEW_SUBJECT) || i + 1 >= v->count) return false;
  if (i && (view_in(v, i - 1, LEXICON_CONJUNCTION) || view_in(v, i - 1, LEXICON_SUBORDINATOR) || view_word(v, i - 1, "as") || view_in(v, i - 1, LEXICON_AUXILIARY))) return false;
  i++;
  while (i + 1 < v->count && (view_in(v, i, LEXICON_PLAIN_ADVERB) || ENDS_IN(v, i, "ly"))) i++;
  return view_is(v, i, VIEW_FINITE);
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
      if (view_word(v, m, "then")) m++;
      struct run chunk = {m, next_mark(v, m)};
      if ((view_is(v, m, VIEW_SUBJECT | VIEW_PRESENT) || view_in(v, m, LEXICON_SUBJECT_PRONOUN)) && view_any(v, chunk, VIEW_FINITE)) {
        *end = i;
        return m;
      }
      if (m > i) i = m - 1;
    } else if (i > first && ready && is_pronoun_clause(v, i)) {
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
  uint32_t start = v->tokens[r.first].start;
  return (struct span){start, v->tokens[r.end - 1].start + v->tokens[r.end - 1].length - start};
}
