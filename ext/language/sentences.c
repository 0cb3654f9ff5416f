/* Sentences: see sentences.h. */
#include "sentences.h"

#include "lexicon.h"
#include "names/gazetteer.h"

#include <string.h>

enum {
  POLL_EVERY = 1024,      /* tokens */
  LIST_NUMBER_DIGITS = 3, /* the longest number of a list's item */
  LONGEST_LINE = 200,     /* bytes */
  FRONTED_TOKENS = 6      /* the longest phrase of time before a subject: "Shortly before 6 a.m." */
};

/* Whether a token is one of some marks: those of one byte, and the others. */
static bool is_one_of(const struct document *d, const struct token *t, const char *ascii, const char *wide) {
  if (t->kind != TOKEN_MARK || !t->length) return false;
  if (t->length == 1) return strchr(ascii, d->text[t->start]) != NULL;
  for (size_t at = 0, next = 0, bytes = strlen(wide); at < bytes; at = next) {
    utf8_next(wide, bytes, &next);
    if (next - at == t->length && !memcmp(wide + at, d->text + t->start, t->length)) return true;
  }
  return false;
}

static bool is_stop(const struct document *d, const struct token *t) {
  unsigned char c = (unsigned char)d->text[t->start];
  return c == '.' || c == '!' || c == '?' || (c >= 0x80 && is_one_of(d, t, "", "…。！？؟।"));
}
static bool closes(const struct document *d, const struct token *t) { return is_one_of(d, t, "\"')]}", "”’»›"); }
static bool quotes(const struct document *d, const struct token *t) { return is_one_of(d, t, "\"'`([", "“‘„«"); }
static bool opens(const struct document *d, const struct token *t) { return is_one_of(d, t, "\"'`([-*", "“‘„«‹—–•"); }

/* Whether `t` looks like the first token of a sentence. */
static bool starts(const struct document *d, const struct token *t) {
  if (!t->length || t->flags & TOKEN_AFTER_PARAGRAPH) return true;
  while (opens(d, t)) t++;
  if (t->kind == TOKEN_NUMBER || t->kind == TOKEN_HANDLE || t->kind == TOKEN_ADDRESS) return true;
  return t->flags & TOKEN_CAPITALIZED || (t->flags & TOKEN_BEYOND_ASCII && t->kind == TOKEN_WORD);
}

/* Words that start a sentence far more often than they go on with a name. */
static bool is_opener(const struct token *t) { return lexicon_has(t->word, LEXICON_SENTENCE_OPENER); }

/* 12, [12], or a Roman number: "vol. IV". */
static bool is_number(const struct document *d, const struct token *t) {
  if (t->kind == TOKEN_WORD) return t->length && strspn(d->text + t->start, "IVXLC") == t->length;
  return t->kind == TOKEN_NUMBER || (t->length == 1 && strchr("[(", d->text[t->start]) && t[1].kind == TOKEN_NUMBER);
}

/* "vol. 2", "et al. [2004]", "N°. 12": the stop, token `i`, of an abbreviation before a number. */
static bool counts_something(const struct document *d, const struct token *tokens, uint32_t i,
                             const struct token *after) {
  if (!is_number(d, after)) return false;
  return lexicon_has(tokens[i - 1].word, LEXICON_ABBREVIATION_BEFORE_NUMBER) ||
         (i > 1 && lexicon_match(&tokens[i - 2], LEXICON_ABBREVIATION_BEFORE_NUMBER, NULL) == 2);
}

/* "1." or "1.)" at the start of its line: the stop, token `i`, belongs to the number of a list's item. */
static bool numbers_item(const struct document *d, const struct token *tokens, uint32_t first, uint32_t i) {
  const struct token *number = &tokens[first];
  bool letter = number->kind == TOKEN_WORD && number->length == 1 && !(number->flags & TOKEN_CAPITALIZED);
  if (i != first + 1 || (number->kind != TOKEN_NUMBER && !letter) || number->length > LIST_NUMBER_DIGITS) return false;
  return number->flags & (TOKEN_AFTER_LINE | TOKEN_AFTER_PARAGRAPH) || d->text[tokens[i + 1].start] == ')';
}

/* Whether the item of a list begins with `t`, on a line of its own: behind a bullet, or, where the sentence
** before is an item too, behind a number. */
static bool begins_item(const struct document *d, const struct token *first, const struct token *t) {
  if (!(t->flags & TOKEN_AFTER_LINE)) return false;
  if (is_one_of(d, t, "", "•▪◦‣·●")) return true;
  return first->kind == TOKEN_NUMBER && t->kind == TOKEN_NUMBER && t->length <= LIST_NUMBER_DIGITS &&
         t[1].length == 1 && strchr(".)", d->text[t[1].start]) && first[1].length == 1 &&
         strchr(".)", d->text[first[1].start]);
}

/* Whether the line that begins with `t` is indented and the one before it is not, as where wire copy begins a paragraph. */
static bool begins_indented(const struct document *d, const struct token *t) {
  const char *text = d->text;
  uint32_t at = t->start, least = at > LONGEST_LINE ? at - LONGEST_LINE : 0;
  if (!(t->flags & TOKEN_AFTER_LINE) || at < 2 || text[at - 1] != ' ' || text[at - 2] != ' ') return false;
  while (at > least && text[at - 1] == ' ') at--;
  if (at == least || text[at - 1] != '\n') return false;
  for (at--; at > least && text[at - 1] != '\n';) at--;
  return text[at] != ' ' && text[at] != '\t' && (!at || text[at - 1] == '\n');
}

/* Whether the stop, token `i`, ends the sentence that begins at token `first`; `after` is the token behind it
** and behind the marks that close there. */
static bool ends_at_stop(const struct document *d, const struct token *tokens, uint32_t first, uint32_t i,
                         const struct token *after) {
  const struct token *stop = &tokens[i], *before = i ? &tokens[i - 1] : NULL;
  bool space = after->flags & TOKEN_AFTER_SPACE;
  if (d->text[stop->start] != '.') {
    /* "What?" he asked: goes on in lower case; of "?!" the last decides. */
    if (is_stop(d, after) && !space) return false;
    return starts(d, after);
  }
  if (!before || is_stop(d, after)) return false; /* the last of "..." decides */
  if (!space) {
    /* A lost space: "said Monday.American", never "No.5", "v.2" or ".com". */
    const struct token *word = after + (after->length && quotes(d, after)); /* or "authorities.“We" */
    bool lost = before->kind == TOKEN_WORD && before->length > 2 && word->kind == TOKEN_WORD &&
                word->flags & TOKEN_CAPITALIZED && !(before->flags & TOKEN_ALL_CAPS) && word->length > 1;
    return lost || (after > stop + 1 && starts(d, after)) || !after->length;
  }
  if (stop->flags & TOKEN_AFTER_SPACE) return starts(d, after); /* " . " of tokenised text */
  if (!starts(d, after)) return false;
  if (after->flags & TOKEN_AFTER_PARAGRAPH) return true;
  if (numbers_item(d, tokens, first, i) || counts_something(d, tokens, i, after)) return false;
  if (lexicon_has(before->word, LEXICON_TIME_ZONE) && before->flags & TOKEN_ALL_CAPS && i > 1 &&
      (lexicon_has(before[-1].word, LEXICON_CLOCK_HALF) || before[-1].kind == TOKEN_NUMBER))
    return true; /* "8 p.m. EST." */
  if (lexicon_has(before->word, LEXICON_ABBREVIATION_ANYWHERE)) return false;
  if (lexicon_has(before->word, LEXICON_ABBREVIATION_BEFORE_NAME) &&
      (before->flags & TOKEN_CAPITALIZED || after->kind == TOKEN_NUMBER))
    return false;
  if (lexicon_has(before->word, LEXICON_ABBREVIATION) && before->flags & TOKEN_CAPITALIZED)
    return is_opener(after) || quotes(d, after);
  return true;
}

/* Whether a citation stands at `t`, as it does behind a quotation: "(Doe 55)." */
static bool is_citation(const struct document *d, const struct token *t) {
  enum { CITED = 6 };
  if (t->length != 1 || d->text[t->start] != '(') return false;
  for (uint32_t i = 1; i < CITED && t[i].length; i++)
    if (t[i].length == 1 && d->text[t[i].start] == ')')
      return t[i - 1].kind == TOKEN_NUMBER && t[i + 1].length == 1 && d->text[t[i + 1].start] == '.';
  return false;
}

static bool is_verb(const struct document *d, const struct token *t) {
  if (t->kind != TOKEN_WORD || t->flags & TOKEN_CAPITALIZED) return false;
  if (lexicon_has(t->word, LEXICON_VERB_PAST) || lexicon_has(t->word, LEXICON_VERB_PRESENT)) return true;
  return lexicon_has(t->word, LEXICON_AUXILIARY) ||
         (t->length > 4 && !memcmp(d->text + t->start + t->length - strlen(LEXICON_ENDING_PAST), LEXICON_ENDING_PAST,
                                   strlen(LEXICON_ENDING_PAST)));
}

static bool has_verb(const struct document *d, const struct token *first, const struct token *end) {
  while (first < end && !is_verb(d, first)) first++;
  return first < end;
}

/* Whether a time of day ("9 a.m.") ends its sentence before `after`: not where the day follows, nor where it
** stands before its sentence's verb ("By 6 a.m. Mrs. Doe had gone"). */
static bool ends_at_clock(const struct document *d, const struct token *first, const struct token *t,
                          const struct token *after) {
  if (lexicon_match(after, LEXICON_TIME_ZONE, NULL) || after->kind == TOKEN_NUMBER) return false;
  uint32_t day = lexicon_has(after->word, LEXICON_WEEKDAY) || lexicon_has(after->word, LEXICON_MONTH);
  if (!day) day = lexicon_match(after, LEXICON_HOLIDAY, NULL);
  if (day && !lexicon_has(after[day].word, LEXICON_AUXILIARY)) return false;
  return t - first > FRONTED_TOKENS || has_verb(d, first, t) || !lexicon_has(first->word, LEXICON_PREPOSITION);
}

/* Whether a new subject with its verb stands behind an acronym: "the U.S.A. Tom lives", "the F.B.I. Agents knew". */
static bool is_new_clause(const struct document *d, const struct token *first, const struct token *t,
                          const struct token *after) {
  if (after->kind != TOKEN_WORD || !is_verb(d, after + 1) || !has_verb(d, first, t)) return false;
  uint32_t kinds = gazetteer_find(gazetteer_hash(word_key(d->text + after->start, after->length, 1)));
  bool given = kinds & (1u << GAZETTEER_GIVEN_FEMALE | 1u << GAZETTEER_GIVEN_MALE);
  bool noun = kinds & (1u << GAZETTEER_NOUN_PERSON | 1u << GAZETTEER_NOUN_OTHER);
  bool country = lexicon_has(t->word, LEXICON_COUNTRY_ALIAS); /* "U.S. Marines killed" goes on */
  return given || (noun && !country && d->text[after->start + after->length - 1] == 's');
}

/* Whether an acronym with its stop ("U.S.") ends the sentence that begins at `first` before `after`. */
static bool ends_at_acronym(const struct document *d, const struct token *first, const struct token *t,
                            const struct token *after) {
  if (d->text[t->start + t->length - 1] != '.' || !starts(d, after)) return false;
  if (!after->length || after->flags & TOKEN_AFTER_PARAGRAPH) return true;
  if (!(after->flags & TOKEN_AFTER_SPACE)) return false;
  if (t->length == 2 && d->text[t->start] != 'I' && t->flags & TOKEN_AFTER_SPACE) return false; /* an initial */
  if (lexicon_has(t->word, LEXICON_CLOCK_HALF)) return ends_at_clock(d, first, t, after);
  return is_opener(after) || quotes(d, after) || is_new_clause(d, first, t, after);
}

/* '' with a space on either side, as tokenised text has it where `` opens. */
static bool closes_apart(const struct document *d, const struct token *t) {
  return t->flags & TOKEN_AFTER_SPACE && d->text[t->start] == '\'' && t[1].length == 1 && t[1].start == t->start + 1 &&
         d->text[t[1].start] == '\'' && (t[2].flags & TOKEN_AFTER_SPACE || !t[2].length);
}

/* Behind the marks that close at a stop, from token `i` on.  A straight mark
** with spaces on both sides (" . " of tokenised text) closes what is open; one with a
** space on neither side opens where nothing is. */
static uint32_t behind_closing(const struct document *d, const struct token *all, uint32_t i, bool quoting) {
  for (; closes(d, &all[i]); i++) {
    if (closes_apart(d, &all[i])) {
      i++;
      continue;
    }
    bool straight = d->text[all[i].start] == '"', before = all[i].flags & TOKEN_AFTER_SPACE;
    bool behind = all[i + 1].flags & TOKEN_AFTER_SPACE;
    if (before && (!straight || !behind || !quoting || all[i].flags & TOKEN_AFTER_LINE)) break;
    if (!before && straight && !behind && !quoting && all[i + 1].flags & TOKEN_CAPITALIZED) break;
    if (straight) quoting = false;
  }
  return i;
}

/* How many tokens of a tweet's signature stand from its handle on: "— Name
** (@handle) January 28, 2019".  0 where there is none.  It ends a sentence. */
static uint32_t signature_end(const struct document *d, const struct token *t) {
  if (t[1].length != 1 || d->text[t[1].start] != ')' || !lexicon_has(t[2].word, LEXICON_MONTH)) return 0;
  if (t[3].kind != TOKEN_NUMBER || d->text[t[4].start] != ',' || t[5].kind != TOKEN_NUMBER || t[5].length != 4)
    return 0;
  return 6;
}

/* The first token from `i` on behind which a sentence may end. */
static uint32_t next_end(const struct token *all, uint32_t i, uint32_t count) {
  while (i < count && all[i].kind <= TOKEN_NUMBER && !(all[i + 1].flags & TOKEN_AFTER_LINE)) i++;
  return i;
}

const struct sentences *document_sentences(struct document *d) {
  static const struct sentences none = {0};
  if (d->sentences) return d->sentences;
  const struct tokens *tokens = document_tokens(d);
  struct sentences *layer = document_memory(d, sizeof *layer);
  struct ARENA_LIST(struct sentence) list = {0};
  const struct token *all = tokens->items;
  const unsigned may_end = 1u << TOKEN_MARK | 1u << TOKEN_ACRONYM | 1u << TOKEN_HANDLE; /* a sentence, by itself */
  bool quoting = false;                                                                 /* between straight marks */
  for (uint32_t i = 0, first = 0, from = 0; i < tokens->count; from = i++) {
    i = next_end(all, i, tokens->count - i < POLL_EVERY ? tokens->count : i + POLL_EVERY);
    if (document_must_stop(d, 8 * (i - from)) || i == tokens->count) break;
    if (!(may_end >> all[i].kind & 1) && !(all[i + 1].flags & TOKEN_AFTER_LINE)) continue;
    bool last_of_paragraph = all[i + 1].flags & TOKEN_AFTER_PARAGRAPH || begins_item(d, &all[first], &all[i + 1]) ||
                             begins_indented(d, &all[i + 1]);
    bool handle = all[i].kind == TOKEN_HANDLE;
    if (!(may_end >> all[i].kind & 1) && !last_of_paragraph) continue;
    uint32_t end = i + 1; /* behind the sentence, if it ends here */
    bool ends = false;
    if (all[i].kind == TOKEN_ACRONYM) {
      end = behind_closing(d, all, end, quoting);
      ends = ends_at_acronym(d, &all[first], &all[i], &all[end]);
    } else if (is_stop(d, &all[i])) {
      end = behind_closing(d, all, end, quoting);
      ends = ends_at_stop(d, all, first, i, &all[end]) && !(end > i + 1 && is_citation(d, &all[end]));
    } else if (handle && i + 5 < tokens->count && signature_end(d, &all[i])) {
      end = i + signature_end(d, &all[i]);
      ends = starts(d, &all[end]);
    } else if (d->text[all[i].start] == '"') {
      quoting = !quoting;
    }
    if (!ends) end = i + 1;
    if (!ends && !last_of_paragraph) continue;
    struct sentence *s = ARENA_ADD(&d->arena, &list);
    if (!s || document_must_stop(d, 0)) break;
    uint32_t start = all[first].start;
    *s = (struct sentence){{start, all[end - 1].start + all[end - 1].length - start}, first, end - first};
    for (uint32_t k = i + 1; k < end; k++) quoting ^= all[k].length == 1 && d->text[all[k].start] == '"';
    if (all[end].flags & TOKEN_AFTER_PARAGRAPH) quoting = false;
    first = end;
    i = end - 1;
  }
  if (document_must_stop(d, 0) || !layer) return &none;
  *layer = (struct sentences){list.items, (uint32_t)list.count};
  return d->sentences = layer;
}

uint32_t sentences_of(const struct sentences *sentences, uint32_t t) {
  uint32_t low = 0, high = sentences->count;
  while (low < high) {
    uint32_t middle = low + (high - low) / 2;
    if (sentences->items[middle].first + sentences->items[middle].count <= t) low = middle + 1;
    else high = middle;
  }
  return low;
}
