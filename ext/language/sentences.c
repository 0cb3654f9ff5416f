/* Sentences: see sentences.h. */
#include "sentences.h"

#include "lexicon.h"

#include <string.h>

static bool is_one_of(const struct document *d, const struct token *t, const char *marks) {
  if (t->kind != TOKEN_MARK || !t->length) return false;
  for (const char *m = marks; *m;) {
    size_t next = 0;
    utf8_next(m, strlen(m), &next);
    if (next == t->length && !memcmp(m, d->text + t->start, next)) return true;
    m += next;
  }
  return false;
}

static bool is_stop(const struct document *d, const struct token *t) {
  unsigned char c = (unsigned char)d->text[t->start];
  return c == '.' || c == '!' || c == '?' || (c >= 0x80 && is_one_of(d, t, "…。！？؟।"));
}
static bool closes(const struct document *d, const struct token *t) { return is_one_of(d, t, "\"'”’»)]}›"); }
static bool quotes(const struct document *d, const struct token *t) { return is_one_of(d, t, "\"'“‘„«(["); }
static bool opens(const struct document *d, const struct token *t) { return is_one_of(d, t, "\"'“‘„«([‹—–-•*"); }

/* Whether `t` looks like the first token of a sentence. */
static bool starts(const struct document *d, const struct token *t) {
  if (!t->length || t->flags & TOKEN_AFTER_PARAGRAPH) return true;
  while (opens(d, t)) t++;
  if (t->kind == TOKEN_NUMBER || t->kind == TOKEN_HANDLE || t->kind == TOKEN_ADDRESS) return true;
  return t->flags & TOKEN_CAPITALIZED || (t->flags & TOKEN_BEYOND_ASCII && t->kind == TOKEN_WORD);
}

/* Words that start a sentence far more often than they go on with a name. */
static bool is_opener(const struct token *t) { return lexicon_has(t->word, LEXICON_SENTENCE_OPENER); }

/* Whether the stop, token `i`, ends a sentence; `after` is the token behind it
** and behind the marks that close there. */
static bool ends_at_stop(const struct document *d, const struct token *tokens, uint32_t i, const struct token *after) {
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
  if (lexicon_has(before->word, LEXICON_ABBREVIATION_ANYWHERE)) return after->flags & TOKEN_AFTER_PARAGRAPH;
  if (lexicon_has(before->word, LEXICON_ABBREVIATION_BEFORE_NAME) &&
      (before->flags & TOKEN_CAPITALIZED || after->kind == TOKEN_NUMBER))
    return after->flags & TOKEN_AFTER_PARAGRAPH;
  if (lexicon_has(before->word, LEXICON_ABBREVIATION) && before->flags & TOKEN_CAPITALIZED)
    return is_opener(after) || quotes(d, after) || after->flags & TOKEN_AFTER_PARAGRAPH;
  return true;
}

/* Whether an acronym with its stop ("U.S.") ends a sentence before `after`. */
static bool ends_at_acronym(const struct document *d, const struct token *t, const struct token *after) {
  if (d->text[t->start + t->length - 1] != '.' || !starts(d, after)) return false;
  if (!after->length || after->flags & TOKEN_AFTER_PARAGRAPH) return true;
  if (!(after->flags & TOKEN_AFTER_SPACE)) return false;
  if (t->length == 2 && d->text[t->start] != 'I') return false; /* an initial */
  if (lexicon_has(t->word, LEXICON_CLOCK_HALF))
    return !lexicon_has(after->word, LEXICON_TIME_ZONE) && after->kind != TOKEN_NUMBER;
  return is_opener(after) || quotes(d, after);
}

/* Behind the marks that close at a stop, from token `i` on.  A straight mark
** with spaces on both sides (" . " of tokenised text) closes what is open; one with a
** space on neither side opens where nothing is. */
static uint32_t behind_closing(const struct document *d, const struct token *all, uint32_t i, bool quoting) {
  for (; closes(d, &all[i]); i++) {
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
  if (t[1].length != 1 || d->text[t[1].start] != ')' ||
      !(lexicon_has(t[2].word, LEXICON_MONTH) || lexicon_has(t[2].word, LEXICON_MONTH_OR_WORD)))
    return 0;
  if (t[3].kind != TOKEN_NUMBER || d->text[t[4].start] != ',' || t[5].kind != TOKEN_NUMBER || t[5].length != 4)
    return 0;
  return 6;
}

const struct sentences *document_sentences(struct document *d) {
  static const struct sentences none = {0};
  if (d->sentences) return d->sentences;
  const struct tokens *tokens = document_tokens(d);
  struct sentences *layer = document_memory(d, sizeof *layer);
  struct ARENA_LIST(struct sentence) list = {0};
  const struct token *all = tokens->items;
  bool quoting = false; /* between straight marks */
  for (uint32_t i = 0, first = 0; i < tokens->count; i++) {
    bool last_of_paragraph = all[i + 1].flags & TOKEN_AFTER_PARAGRAPH;
    bool handle = all[i].kind == TOKEN_HANDLE;
    if (all[i].kind != TOKEN_MARK && all[i].kind != TOKEN_ACRONYM && !handle && !last_of_paragraph) continue;
    uint32_t end = i + 1; /* behind the sentence, if it ends here */
    bool ends = false;
    if (all[i].kind == TOKEN_ACRONYM) {
      end = behind_closing(d, all, end, quoting);
      ends = ends_at_acronym(d, &all[i], &all[end]);
    } else if (is_stop(d, &all[i])) {
      end = behind_closing(d, all, end, quoting);
      ends = ends_at_stop(d, all, i, &all[end]);
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
