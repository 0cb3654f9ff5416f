/*
** Where matches may begin, so that none is begun for nothing: see match.h.
**
**     "The envoy met the second group on the second Monday of March."
**      -> only at "the second Monday", "second Monday", "Monday", "March"
**
** Each word tells by itself, in four bits, whether a match may begin with it and whether it may be behind one that does;
** where both are so, a table of what may follow (patterns.h) is asked of the next three tokens.  Both are made of the
** patterns (ext/lexicon/patterns_follow.c), so that they never say no where there is a match.
*/
#include "match.h"

/* The row of the piece that a number begins with, and how many digits it begins with. */
static uint16_t row_of_number(const struct matcher *m, const struct token *t, uint32_t *digits) {
  const char *text = m->reader->d->text + t->start;
  uint32_t number = 0, i = 0;
  for (; i < t->length && text[i] >= '0' && text[i] <= '9'; i++) number = number * 10 + (uint32_t)(text[i] - '0');
  *digits = i;
  return i > NUMBER_DIGITS || !i || (i < t->length && text[i] == ',')
             ? 0
             : m->patterns->row_of_number[number_place(number, i)];
}

/* 1,000 and 1.5, which go on as all numbers do; not 28th, 2016H2, 28.1.2019. */
static bool is_amount(const char *text, uint32_t length) {
  uint32_t stops = 0;
  for (uint32_t i = 0; i < length; i++) {
    if (text[i] == '.') stops++;
    else if (text[i] != ',' && (text[i] < '0' || text[i] > '9')) return false;
  }
  return stops < 2;
}

/* The row of a token that no list has, or of a number. */
static uint32_t row_of_unknown(const struct matcher *m, const struct token *t) {
  static const uint8_t rows[] = {[TOKEN_WORD] = UNKNOWN_WORD,      [TOKEN_ACRONYM] = UNKNOWN_WORD,
                                 [TOKEN_MARK] = UNKNOWN_MARK,      [TOKEN_POSSESSIVE] = UNKNOWN_POSSESSIVE,
                                 [TOKEN_HANDLE] = UNKNOWN_ADDRESS, [TOKEN_ADDRESS] = UNKNOWN_ADDRESS};
  uint32_t digits;
  if (t->kind == TOKEN_NUMBER) return row_of_number(m, t, &digits);
  if (t->kind != TOKEN_WORD) return m->patterns->n_rows + rows[t->kind];
  const bool mixed = (m->note || t->flags & TOKEN_ALL_CAPS) && has_digits(m->reader, t); /* Q3 */
  return m->patterns->n_rows + (mixed ? UNKNOWN_PIECES : t->length == 1 ? UNKNOWN_LETTER : UNKNOWN_WORD);
}

/* The line of what may follow a token of a row. */
static inline const uint8_t *line_behind(const struct matcher *m, uint32_t row, const struct token *t) {
  const struct pattern_automaton *a = m->automaton;
  return &a->follow[a->line_of_row[row][t->flags & TOKEN_CAPITALIZED] * a->n_columns];
}

/* What the third of a match must be of, one of these, as the second of its column tells; 0 where it can be no second. */
static inline unsigned needed(unsigned second, unsigned column) {
  enum { THIRD = FOLLOW_THIRD | FOLLOW_ANY_THIRD | FOLLOW_LAST };
  return second / FOLLOW_SECOND % 2 * THIRD | column / COLUMN_OF_WORD * FOLLOW_BEHIND_ANY;
}

/* What a token tells by itself: MAY_BEGIN ...  Numbers may be anything, as may words in capitals (FY2018). */
enum { CAPITALS = TOKEN_ALL_CAPS << 8, SHAPES = CAPITALS | 7, MAY_BE_ANY = MAY_BEGIN_BEFORE_ANY | MAY_FOLLOW };
static inline unsigned may_of(const uint8_t *words, const struct token *t, unsigned capitals) {
  static const uint8_t shapes[SHAPES + 1] = {[TOKEN_NUMBER] = MAY_BE_ANY,
                                             [CAPITALS | TOKEN_WORD] = MAY_BE_ANY,
                                             [CAPITALS | TOKEN_NUMBER] = MAY_BE_ANY,
                                             [CAPITALS | TOKEN_ACRONYM] = MAY_BE_ANY,
                                             [CAPITALS | TOKEN_POSSESSIVE] = MAY_BE_ANY,
                                             [CAPITALS | TOKEN_HANDLE] = MAY_BE_ANY,
                                             [CAPITALS | TOKEN_ADDRESS] = MAY_BE_ANY,
                                             [CAPITALS | TOKEN_MARK] = MAY_BE_ANY};
  return words[lexicon_place_of(t->word)] | shapes[(t->kind | (unsigned)t->flags << 8 | capitals) & SHAPES];
}

/* Notes the tokens before `end` with which patterns may begin; all but a tenth are none, and no branch foretells which. */
static void note_begins(struct matcher *m, uint32_t from, uint32_t end) {
  const struct token *t = &m->reader->tokens[from];
  const uint8_t *words = m->automaton->words;
  const unsigned capitals = m->note ? CAPITALS : 0;
  uint32_t *next = m->begins;
  unsigned may = may_of(words, t, capitals);
  for (uint32_t i = from; i < end; i++) {
    const unsigned behind = may_of(words, ++t, capitals);
    *next = i;
    next += (may & behind / MAY_FOLLOW) != 0;
    may = behind;
  }
  m->n_begins = (uint32_t)(next - m->begins);
  m->next_begin = 0;
  m->looked_at = end;
}

/* The column of a token in the table of what may follow. */
static inline uint32_t column_of(const struct matcher *m, const struct token *t) {
  const bool listed = t->word && t->kind != TOKEN_NUMBER;
  const uint32_t row = listed ? m->patterns->row_of_word[lexicon_place_of(t->word)] : row_of_unknown(m, t);
  return m->automaton->column_of_row[row];
}

/* Whether a token is a number of several pieces: 3pm. */
static bool is_split(const struct matcher *m, const struct token *t) {
  uint32_t digits = 0;
  if (t->kind == TOKEN_NUMBER) row_of_number(m, t, &digits);
  return digits < t->length && t->kind == TOKEN_NUMBER;
}

/* The row of a number at the head of a match; UNKNOWN_NUMBER where what is behind does not tell. */
static uint32_t row_of_first(const struct matcher *m, const struct token *t) {
  const char *text = m->reader->d->text + t->start;
  uint32_t digits;
  const uint16_t row = row_of_number(m, t, &digits);
  if (digits == t->length) return row;
  if (!is_amount(text, t->length)) return m->patterns->n_rows + UNKNOWN_NUMBER;
  return text[digits] == '.' ? m->patterns->n_rows + UNKNOWN_DECIMALS : row;
}

/* Whether a match may begin with a token, as far as a look at it and the three behind it tells. */
static bool may_match(const struct matcher *m, const struct token *t) {
  if (t->kind != TOKEN_NUMBER && !t->word) return has_digits(m->reader, t); /* FY2018 */
  const bool number = t->kind == TOKEN_NUMBER;
  const uint32_t row = number ? row_of_first(m, t) : m->patterns->row_of_word[lexicon_place_of(t->word)];
  const uint8_t *line = line_behind(m, row, t);
  const uint32_t column = column_of(m, t + 1);
  const unsigned second = line[column % COLUMN_OF_WORD], need = needed(second, column);
  if (second & FOLLOW_ENOUGH || (second & FOLLOW_SECOND && is_split(m, t + 1))) return true;
  const unsigned third = need ? need & line[column_of(m, t + 2) % COLUMN_OF_WORD] : 0;
  if (!third || third >= FOLLOW_LAST || is_split(m, t + 2)) return third;
  return third * FOLLOW_FOURTH & line[column_of(m, t + 3) % COLUMN_OF_WORD];
}

uint32_t match_next(struct matcher *m, uint32_t at, uint32_t end) {
  for (;;) {
    for (; m->next_begin < m->n_begins; m->next_begin++) {
      const uint32_t begin = m->begins[m->next_begin];
      if (begin >= end) return end;
      if (begin >= at && may_match(m, &m->reader->tokens[begin])) return begin;
    }
    if (at < m->looked_at) at = m->looked_at;
    if (at >= end) return end;
    note_begins(m, at, end - at < BEGINS_AT_ONCE ? end : at + BEGINS_AT_ONCE);
  }
}
