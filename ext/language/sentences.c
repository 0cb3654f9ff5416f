/* Sentences: see sentences.h. */
#include "sentences.h"

#include "lexicon.h"
#include "names/gazetteer.h"

#include <stdlib.h>
#include <string.h>

enum {
  POLL_EVERY = 1024,      /* tokens */
  LIST_NUMBER_DIGITS = 3, /* the longest number of a list's item */
  ROMAN_LETTERS = 4,      /* and of one in small Roman numbers */
  LONGEST_LINE = 40,      /* tokens */
  LONGEST_HEADING = 24,   /* tokens */
  LONG_LINE = 120,        /* bytes: more than texts are cut to */
  FEWEST_IN_HEADING = 3,  /* words: a line with a date alone goes on with what it dates */
  FRONTED_TOKENS = 6,     /* the longest phrase of time before a subject: "Shortly before 6 a.m." */
  SPEAKER_TOKENS = 6      /* the longest speaker between a question and its verb: "Mr. Justice Hale" */
};

/* What a mark can be to sentences. */
enum mark_role {
  STOPS = 1,        /* . ! ? … */
  CLOSES = 2,       /* a quotation or a bracket that the sentence ends in */
  QUOTES = 4,       /* opens one */
  OPENS = 8,        /* may stand before a sentence's first word */
  OPENS_APART = 16, /* closes a quotation, but opens one where no space follows: »so« */
  OPENS_ONLY = 32,  /* a quotation mark that opens, where marks have a sort for either */
  BULLETS = 64,
  DASHES = 128 /* of a list */
};

/* clang-format off */
static const uint8_t ascii_roles[128] = {
    ['.'] = STOPS, ['!'] = STOPS, ['?'] = STOPS, ['"'] = CLOSES | QUOTES | OPENS, ['\''] = CLOSES | QUOTES | OPENS,
    [')'] = CLOSES, [']'] = CLOSES, ['}'] = CLOSES, ['`'] = QUOTES | OPENS, ['('] = QUOTES | OPENS, ['['] = QUOTES | OPENS,
    ['-'] = OPENS | DASHES, ['*'] = OPENS | DASHES, ['$'] = OPENS};

static unsigned wide_roles(uint32_t code) {
  switch (code) {
    case 0x2026 /* … */: case 0x3002 /* 。 */: case 0xFF01 /* ！ */: case 0xFF1F /* ？ */: case 0x061F /* ؟ */:
    case 0x0964 /* । */: return STOPS;
    case 0x201D /* ” */: case 0x2019 /* ’ */: return CLOSES;
    case 0x00BB /* » */: case 0x203A /* › */: return CLOSES | OPENS_APART;
    case 0x201E /* „ */: return QUOTES | OPENS;
    case 0x201C /* “ */: case 0x2018 /* ‘ */: case 0x00AB /* « */: return QUOTES | OPENS | OPENS_ONLY;
    case 0x2013 /* – */: case 0x2014 /* — */: return OPENS | DASHES;
    case 0x2039 /* ‹ */: case 0x20AC /* € */: case 0x00A3 /* £ */: case 0x00A5 /* ¥ */: return OPENS;
    case 0x2022 /* • */: return OPENS | BULLETS;
    case 0x25AA /* ▪ */: case 0x25E6 /* ◦ */: case 0x2023 /* ‣ */: case 0x00B7 /* · */: case 0x25CF /* ● */:
    case 0x2043 /* ⁃ */: return BULLETS;
    default: return 0;
  }
}
/* clang-format on */

/* The roles of a token, of none if it is no mark. */
static inline unsigned roles_of(const struct document *d, const struct token *t) {
  const unsigned char byte = (unsigned char)d->text[t->start];
  size_t at = t->start;
  if (t->kind != TOKEN_MARK) return 0;
  return byte < 0x80 ? ascii_roles[byte] : wide_roles(utf8_next(d->text, d->bytes, &at));
}

static bool is_stop(const struct document *d, const struct token *t) { return roles_of(d, t) & STOPS; }
static bool closes(const struct document *d, const struct token *t) { return roles_of(d, t) & CLOSES; }
static bool quotes(const struct document *d, const struct token *t) { return roles_of(d, t) & QUOTES; }
static bool is_bullet(const struct document *d, const struct token *t) { return roles_of(d, t) & BULLETS; }

static bool is_byte(const struct document *d, const struct token *t, char byte) {
  return t->length == 1 && d->text[t->start] == byte;
}

/* The letter of a list's item, or its Roman number: a  b  ii  iv */
static bool is_item_letter(const struct document *d, const struct token *t) {
  if (t->kind != TOKEN_WORD || t->flags & (TOKEN_CAPITALIZED | TOKEN_BEYOND_ASCII)) return false;
  return t->length == 1 || (t->length <= ROMAN_LETTERS && strspn(d->text + t->start, "ivx") >= t->length);
}

/* A name that begins with a small letter: "eBay", "al-Qaida". */
static bool is_small_name(const struct document *d, const struct token *t) {
  if (t->kind != TOKEN_WORD || t->length < 2) return false;
  if (d->text[t->start + 1] >= 'A' && d->text[t->start + 1] <= 'Z') return true;
  return lexicon_has(t->word, LEXICON_NAME_PARTICLE) && is_byte(d, t + 1, '-') &&
         !((t[1].flags | t[2].flags) & TOKEN_AFTER_SPACE) && t[2].flags & TOKEN_CAPITALIZED;
}

/* Whether `t` looks like the first token of a sentence. */
static bool starts(const struct document *d, const struct token *t) {
  if (!t->length || t->flags & TOKEN_AFTER_PARAGRAPH) return true;
  if (t->flags & TOKEN_AFTER_LINE && is_item_letter(d, t) && !(t[1].flags & TOKEN_AFTER_SPACE) &&
      (is_byte(d, t + 1, ')') || is_byte(d, t + 1, '.')))
    return true;
  for (unsigned roles; t->kind == TOKEN_MARK; t++) {
    roles = roles_of(d, t);
    if (!(roles & OPENS) && !(roles & OPENS_APART && !(t[1].flags & TOKEN_AFTER_SPACE))) break;
  }
  if (t->kind == TOKEN_NUMBER || t->kind == TOKEN_HANDLE || t->kind == TOKEN_ADDRESS) return true;
  return t->flags & TOKEN_CAPITALIZED || (t->flags & TOKEN_BEYOND_ASCII && t->kind == TOKEN_WORD) ||
         is_small_name(d, t);
}

/* Words that start a sentence far more often than they go on with a name, or a question's: "Did you". */
static bool is_opener(const struct token *t) {
  return lexicon_has(t->word, LEXICON_SENTENCE_OPENER) ||
         (lexicon_has(t->word, LEXICON_AUXILIARY) && lexicon_has(t[1].word, LEXICON_SUBJECT_PRONOUN));
}

/* 12, [12], or a Roman number: "vol. IV". */
static bool is_number(const struct document *d, const struct token *t) {
  if (t->kind == TOKEN_WORD) return t->length && strspn(d->text + t->start, "IVXLC") == t->length;
  return t->kind == TOKEN_NUMBER || (t->length == 1 && strchr("[(", d->text[t->start]) && t[1].kind == TOKEN_NUMBER);
}

/* "vol. 2", "et al. [2004]", "N°. 12": the stop, token `i`, of an abbreviation before a number. */
static bool counts_something(const struct document *d, const struct token *tokens, uint32_t i,
                             const struct token *after) {
  return (lexicon_has(tokens[i - 1].word, LEXICON_ABBREVIATION_BEFORE_NUMBER) ||
          (i > 1 && lexicon_match(&tokens[i - 2], LEXICON_ABBREVIATION_BEFORE_NUMBER, NULL) == 2)) &&
         is_number(d, after);
}

static bool is_item_number(const struct token *t) { return t->kind == TOKEN_NUMBER && t->length <= LIST_NUMBER_DIGITS; }

/* Behind the bullet, if any, at `t`, a token of the sentence's start. */
static const struct token *behind_bullet(const struct document *d, const struct token *t) {
  return t + is_bullet(d, t);
}

/* "1." or "1.)" or "a." at the start of its line, or where the last item of its list ended: the stop, token `i`,
** belongs to the number of a list's item. */
static bool numbers_item(const struct document *d, const struct token *tokens, uint32_t first, uint32_t i) {
  const struct token *number = behind_bullet(d, &tokens[first]), *stop = &tokens[i];
  if (stop != number + 1 || !(is_item_number(number) || is_item_letter(d, number))) return false;
  if (tokens[first].flags & (TOKEN_AFTER_LINE | TOKEN_AFTER_PARAGRAPH) || is_byte(d, stop + 1, ')')) return true;
  if (!first || closes(d, number - 1)) return false;
  return number->kind == TOKEN_NUMBER ? !is_byte(d, number - 1, '?') : !is_stop(d, number - 1);
}

/* Whether the sentence that begins at `first` is an item of a list, marked as `t` is: "1." and "2.", "a)" and "b)". */
static bool is_next_item(const struct document *d, const struct token *first, const struct token *t) {
  const char *mark = d->text + t[1].start, *number = d->text + t->start;
  if (t[1].length != 1 || t[1].flags & TOKEN_AFTER_SPACE || !strchr(".)", *mark) || !is_byte(d, first + 1, *mark))
    return false;
  bool letters = t->kind == TOKEN_WORD && first->kind == TOKEN_WORD && t->length == 1 && first->length == 1;
  if (letters && (*mark == ')' || !(t->flags & TOKEN_CAPITALIZED))) return *number == d->text[first->start] + 1;
  return is_item_number(first) && is_item_number(t) &&
         strtol(number, NULL, 10) == strtol(d->text + first->start, NULL, 10) + 1;
}

/* Whether the item of a list begins with `t`: on a line of its own behind a bullet or dash, and, where the sentence
** before is an item too, behind the next number, letter or bullet, in whose line ever. */
static bool begins_item(const struct document *d, const struct token *first, const struct token *t) {
  if (!(t->flags & TOKEN_AFTER_SPACE)) return false;
  bool line = t->flags & TOKEN_AFTER_LINE;
  const unsigned roles = roles_of(d, t);
  if (roles & BULLETS) return line || is_bullet(d, first);
  if (line && is_byte(d, t - 1, ':') && is_item_number(t) && is_byte(d, t, '1') && t[2].flags & TOKEN_AFTER_SPACE)
    return is_byte(d, t + 1, '.') || is_byte(d, t + 1, ')');
  if (line && roles & DASHES && t[1].flags & TOKEN_AFTER_SPACE)
    return first->length == t->length && !memcmp(d->text + first->start, d->text + t->start, t->length);
  const struct token *begun = t + 2;
  return is_next_item(d, first, t) && (line || begun[is_byte(d, begun, ')')].flags & TOKEN_CAPITALIZED);
}

/* A lost space behind a stop: "said Monday.American", "authorities.“We", "in 2013.The"; never
** "No.5", "v.2" or ".com". */
static bool lost_space(const struct document *d, const struct token *before, const struct token *after) {
  const struct token *word = after + (after->length && quotes(d, after));
  if (word->kind != TOKEN_WORD || !(word->flags & TOKEN_CAPITALIZED) || word->length < 2) return false;
  if (before->kind == TOKEN_NUMBER) return is_opener(word);
  return before->kind == TOKEN_WORD && before->length > 2 && !(before->flags & TOKEN_ALL_CAPS);
}

/* "Yahoo! Finance", "Guess? Inc.": a name's own mark, where no sentence begins. */
static bool is_mark_of_name(const struct token *before, const struct token *after) {
  if (!(before->flags & TOKEN_CAPITALIZED)) return false;
  return lexicon_has(after->word, LEXICON_LEGAL_FORM) ||
         (lexicon_has(before->word, LEXICON_EXCLAIMED_NAME) && !is_opener(after));
}

/* "Stop!" Officer Dunne shouted: who says what stands in marks before it.  No new sentence that tells something else:
** "Why?" Police said they did not know. */
static bool tells_who_spoke(const struct document *d, const struct token *t) {
  if (!(t->flags & TOKEN_CAPITALIZED) || t->flags & TOKEN_AFTER_LINE || is_opener(t)) return false;
  for (uint32_t i = 0; i < SPEAKER_TOKENS; i++, t++) {
    if (!(t->flags & TOKEN_CAPITALIZED) && lexicon_is(t->word, LEXICON_IS_CUE_QUOTES)) {
      const bool whose = lexicon_has(t[1].word, LEXICON_POSSESSIVE_PRONOUN); /* asked | reporters, asked | her guests */
      return is_stop(d, t + 1) || is_byte(d, t + 1, ',') || lexicon_has(t[1].word, LEXICON_OBJECT_PRONOUN) ||
             lexicon_has(t[1].word, LEXICON_PREPOSITION) ||
             (lexicon_is(t->word, LEXICON_IS_CUE_TELLS) && is_stop(d, t + 2 + whose));
    }
    if (t->kind != TOKEN_WORD && t->kind != TOKEN_ACRONYM && !is_byte(d, t, '.')) return false;
    if (lexicon_has(t->word, LEXICON_AUXILIARY)) return false; /* of the passive */
  }
  return false;
}

/* "No. He lost.": a word that is an abbreviation too, and here a whole sentence. */
static bool is_answer(const struct token *tokens, uint32_t first, uint32_t i, const struct token *after) {
  return lexicon_has(tokens[i - 1].word, LEXICON_ANSWER) && after->kind != TOKEN_NUMBER &&
         (i - 1 == first || tokens[i - 2].kind == TOKEN_MARK);
}

/* Whether the line that begins with `t` is indented and the one before it is not, as where wire
** copy begins a paragraph. */
static bool begins_indented(const struct document *d, const struct token *t) {
  const char *text = d->text;
  if (t->start < 2 || text[t->start - 1] != ' ' || text[t->start - 2] != ' ') return false;
  const struct token *line = t - 1;
  for (uint32_t i = 0; i < LONGEST_LINE && !(line->flags & TOKEN_AFTER_LINE); i++) line--;
  return line->flags & TOKEN_AFTER_LINE && (!line->start || text[line->start - 1] == '\n');
}

static bool is_verb(const struct document *d, const struct token *t) {
  if (t->kind != TOKEN_WORD || t->flags & TOKEN_CAPITALIZED) return false;
  if (lexicon_has(t->word, LEXICON_VERB_PAST) || lexicon_has(t->word, LEXICON_VERB_PRESENT)) return true;
  return lexicon_has(t->word, LEXICON_AUXILIARY) ||
         (t->length > 4 && !memcmp(d->text + t->start + t->length - strlen(LEXICON_ENDING_PAST), LEXICON_ENDING_PAST,
                                   strlen(LEXICON_ENDING_PAST)));
}

static bool holds_verb(const struct document *d, const struct token *first, const struct token *end) {
  while (first < end && !is_verb(d, first)) first++;
  return first < end;
}

/* Whether a new subject with its verb stands behind an acronym: "the U.S.A. Tom lives", "the F.B.I. Agents knew". */
static bool is_new_clause(const struct document *d, const struct token *first, const struct token *t,
                          const struct token *after) {
  if (after->kind != TOKEN_WORD || !is_verb(d, after + 1) || !holds_verb(d, first, t)) return false;
  uint32_t kinds = gazetteer_find(gazetteer_hash(word_key(d->text + after->start, after->length, 1)));
  bool given = kinds & (1u << GAZETTEER_GIVEN_FEMALE | 1u << GAZETTEER_GIVEN_MALE);
  bool noun = kinds & (1u << GAZETTEER_NOUN_PERSON | 1u << GAZETTEER_NOUN_OTHER);
  bool country = lexicon_has(t->word, LEXICON_COUNTRY_ALIAS); /* "U.S. Marines killed" goes on */
  return given || (noun && !country && d->text[after->start + after->length - 1] == 's');
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
    if (after > stop + 1 && tells_who_spoke(d, after)) return false;
    return starts(d, after) && !(before && is_mark_of_name(before, after));
  }
  if (!before || is_stop(d, after)) return false; /* the last of "..." decides */
  if (!space) return lost_space(d, before, after) || (after > stop + 1 && starts(d, after)) || !after->length;
  if (stop->flags & TOKEN_AFTER_SPACE) return starts(d, after); /* " . " of tokenised text */
  if (!starts(d, after)) return false;
  if (after->flags & TOKEN_AFTER_PARAGRAPH) return true;
  if (numbers_item(d, tokens, first, i) || counts_something(d, tokens, i, after)) return false;
  if (lexicon_has(before->word, LEXICON_TIME_ZONE) && before->flags & TOKEN_ALL_CAPS && i > 1 &&
      (lexicon_has(before[-1].word, LEXICON_CLOCK_HALF) || before[-1].kind == TOKEN_NUMBER))
    return true; /* "8 p.m. EST." */
  if (is_answer(tokens, first, i, after)) return true;
  if (lexicon_has(before->word, LEXICON_ABBREVIATION_ANYWHERE)) return false;
  if (is_item_letter(d, before) && before->length == 1 && after->kind == TOKEN_ACRONYM && after->length == 2)
    return false; /* "z. B." */
  if (lexicon_has(before->word, LEXICON_ABBREVIATION_BEFORE_NAME) &&
      (before->flags & TOKEN_CAPITALIZED || after->kind == TOKEN_NUMBER))
    return i > first + 1 && before[-1].kind == TOKEN_WORD && before[-1].flags & TOKEN_CAPITALIZED &&
           (is_opener(after) || is_new_clause(d, &tokens[first], before, after)); /* "Main St. The" */
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

/* Whether a time of day ("9 a.m.") ends its sentence before `after`: not where the day follows, nor where it
** stands before its sentence's verb ("By 6 a.m. Mrs. Doe had gone"). */
static bool ends_at_clock(const struct document *d, const struct token *first, const struct token *t,
                          const struct token *after) {
  after += is_byte(d, after, '('); /* "(0112 GMT)" */
  if (lexicon_match(after, LEXICON_TIME_ZONE, NULL) || after->kind == TOKEN_NUMBER) return false;
  if (lexicon_has(after[1].word, LEXICON_ZONE_WORD) || lexicon_has(after[2].word, LEXICON_ZONE_WORD))
    return false; /* "Kabul time" */
  uint32_t day = lexicon_has(after->word, LEXICON_WEEKDAY) || lexicon_has(after->word, LEXICON_MONTH);
  if (!day) day = lexicon_match(after, LEXICON_HOLIDAY, NULL);
  if (day && !lexicon_has(after[day].word, LEXICON_AUXILIARY)) return false;
  return t - first > FRONTED_TOKENS || holds_verb(d, first, t) || !lexicon_has(first->word, LEXICON_PREPOSITION);
}

/* Whether the letter at `t` stands for a sort of something, or a unit: "hepatitis B.", "-3.5 C." */
static bool is_lettered(const struct document *d, const struct token *before, const struct token *t) {
  if (before->kind == TOKEN_NUMBER) return d->text[t->start] == 'C' || d->text[t->start] == 'F';
  return lexicon_has(before->word, LEXICON_LETTERED);
}

/* Whether an acronym with its stop ("U.S.") ends the sentence that begins at `first` before `after`. */
static bool ends_at_acronym(const struct document *d, const struct token *first, const struct token *t,
                            const struct token *after) {
  if (d->text[t->start + t->length - 1] != '.' || !starts(d, after)) return false;
  if (!after->length || after->flags & TOKEN_AFTER_PARAGRAPH) return true;
  if (!(after->flags & TOKEN_AFTER_SPACE)) return false;
  if (t->length == 2 && d->text[t->start] != 'I' &&
      t->flags & TOKEN_AFTER_SPACE) /* an initial, "vitamin C." or "an A. She won" */
    return t > first && (is_lettered(d, t - 1, t) || (is_opener(after) && is_verb(d, after + 1)));
  if (lexicon_has(t->word, LEXICON_CLOCK_HALF)) return ends_at_clock(d, first, t, after);
  return is_opener(after) || quotes(d, after) || is_new_clause(d, first, t, after);
}

/* '' with a space on either side, as tokenised text has it where `` opens. */
static bool closes_apart(const struct document *d, const struct token *t) {
  return t->flags & TOKEN_AFTER_SPACE && d->text[t->start] == '\'' && t[1].length == 1 && t[1].start == t->start + 1 &&
         d->text[t[1].start] == '\'' && (t[2].flags & TOKEN_AFTER_SPACE || !t[2].length);
}

/* How many tokens from token `i` on close what ended there without a space: “ as German has it, notes ("[1]"). */
static uint32_t closes_at_once(const struct document *d, const struct token *all, uint32_t i) {
  if (all[i].flags & TOKEN_AFTER_SPACE) return 0;
  if (roles_of(d, &all[i]) & OPENS_ONLY) return all[i + 1].flags & TOKEN_AFTER_SPACE ? 1 : 0;
  return is_byte(d, &all[i], '[') && all[i + 1].kind == TOKEN_NUMBER && is_byte(d, &all[i + 2], ']') ? 3 : 0;
}

/* Behind the marks that close at a stop, from token `i` on.  A straight mark
** with spaces on both sides (" . " of tokenised text) closes what is open; one with a
** space on neither side opens where nothing is. */
static uint32_t behind_closing(const struct document *d, const struct token *all, uint32_t i, bool quoting) {
  for (uint32_t more; (more = closes_at_once(d, all, i)) || closes(d, &all[i]); i++) {
    if (more) {
      i += more - 1;
      continue;
    }
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

/* Where an item of a list ends that begins at token `first`, since token `i` is the mark of the next in its line:
** "1) Leave 2) Stay"; 0 where it is none. */
static uint32_t item_end(const struct document *d, const struct token *all, uint32_t first, uint32_t i,
                         unsigned roles) {
  if (i < first + 3 || (all[first].kind == TOKEN_WORD && all[first].length > 1)) return 0;
  if (roles & BULLETS && begins_item(d, &all[first], &all[i])) return i;
  const struct token *item = behind_bullet(d, &all[first]), *next = &all[i - 1];
  if (!is_next_item(d, item, next) || !begins_item(d, item, next)) return 0;
  return i - 1 - is_bullet(d, next - 1);
}

/* Where the sentence that begins at token `first` ends, if it does at token `i`: behind the marks that close there;
** 0 where it goes on. */
static uint32_t sentence_end(const struct document *d, const struct tokens *tokens, uint32_t first, uint32_t i,
                             bool quoting) {
  const struct token *all = tokens->items, *t = &all[i];
  if (t->kind == TOKEN_HANDLE) {
    uint32_t behind = i + 5 < tokens->count ? signature_end(d, t) : 0;
    return behind && starts(d, t + behind) ? i + behind : 0;
  }
  const bool acronym = t->kind == TOKEN_ACRONYM;
  const unsigned roles = roles_of(d, t);
  uint32_t end = roles & (STOPS | BULLETS | CLOSES) ? item_end(d, all, first, i, roles) : 0;
  if (end || !(acronym || roles & STOPS)) return end;
  end = behind_closing(d, all, i + 1, quoting);
  bool ends = acronym ? ends_at_acronym(d, &all[first], t, &all[end])
                      : ends_at_stop(d, all, first, i, &all[end]) && !(end > i + 1 && is_citation(d, &all[end]));
  return ends ? end : 0;
}

/* The first token from `t` on behind which a sentence may end, or `last`, before the end of a text. */
static const struct token *next_end(const struct token *t, const struct token *last) {
  while (!(t->flags & TOKEN_MAY_END || t[1].flags & TOKEN_AFTER_LINE) && t < last) t++;
  return t;
}

/* Whether the tokens [first, end) are a line by themselves, such as a headline, and no part of a text that is cut into
** lines.  Such a text would have taken the first word of the next line too, which is longer, and goes on behind that:
** it is no paragraph by itself.  As a line may be short for other reasons, all longer words of this one have capitals,
** or the next is longer by half and not the last of a text that may be cut. */
static bool is_heading(const struct document *d, const struct token *all, uint32_t first, uint32_t end) {
  const struct token *next = &all[end];
  if (!(all[first].flags & next->flags & TOKEN_CAPITALIZED) || !(all[first].flags & TOKEN_AFTER_LINE) ||
      end > first + LONGEST_HEADING || end < first + FEWEST_IN_HEADING)
    return false;
  const char *line = d->text + next->start, *stop = memchr(line, '\n', d->bytes - next->start);
  size_t behind = stop ? (size_t)(stop - line) : d->bytes - next->start;
  const size_t taken = all[end - 1].start + all[end - 1].length - all[first].start + next->length + 1;
  while (behind > 0 && (line[behind - 1] == ' ' || line[behind - 1] == '\r')) behind--;
  if (behind < taken || (behind < LONG_LINE && !strchr(".!?\"", line[behind - 1]))) return false;
  uint32_t words = 0;
  bool titled = true;
  for (uint32_t i = first; i < end; i++) {
    if (i > first && all[i].flags & TOKEN_AFTER_LINE) return false;
    words += all[i].kind == TOKEN_WORD;
    titled &= all[i].kind != TOKEN_WORD || all[i].length < 4 || all[i].flags & TOKEN_CAPITALIZED;
  }
  if (words < FEWEST_IN_HEADING) return false;
  return titled || ((stop || behind >= LONG_LINE) && behind >= taken + taken / 2);
}

/* Whether a line ends behind token `i`, and with it the sentence that begins at token `first`. */
static bool ends_at_line(const struct document *d, const struct token *all, uint32_t first, uint32_t i) {
  const struct token *next = &all[i + 1];
  if (!(next->flags & TOKEN_AFTER_LINE)) return false;
  return next->flags & TOKEN_AFTER_PARAGRAPH || begins_item(d, &all[first], next) || begins_indented(d, next) ||
         is_heading(d, all, first, i + 1);
}

const struct sentences *document_sentences(struct document *d) {
  static const struct sentences none = {0};
  if (d->sentences) return d->sentences;
  const struct tokens *tokens = document_tokens(d);
  struct sentences *layer = document_memory(d, sizeof *layer);
  struct ARENA_LIST(struct sentence) list = {0};
  const struct token *all = tokens->items;
  bool quoting = false; /* between straight marks */
  for (uint32_t i = 0, first = 0, from = 0; i < tokens->count; from = i++) {
    i = (uint32_t)(next_end(&all[i], &all[tokens->count - i < POLL_EVERY ? tokens->count : i + POLL_EVERY]) - all);
    if (document_must_stop(d, 8 * (i - from))) break;
    uint32_t end = all[i].flags & TOKEN_MAY_END ? sentence_end(d, tokens, first, i, quoting) : 0;
    if (!end && d->text[all[i].start] == '"') quoting = !quoting;
    if (!end && ends_at_line(d, all, first, i)) end = i + 1;
    if (!end) continue;
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
