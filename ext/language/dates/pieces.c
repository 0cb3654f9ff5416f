/* The pieces of a text, as patterns read them: see pieces.h. */
#include "pieces.h"

#include <string.h>

static bool is_digit(char c) { return c >= '0' && c <= '9'; }
static bool is_upper(char c) { return c >= 'A' && c <= 'Z'; }

bool piece_ends(const struct matcher *m, const struct piece *p, unsigned kind) {
  const char *end = m->reader->d->text + p->start + p->length;
  if (kind == KIND_ED) return p->length > 3 && p->ends && ends_in_ed(m->reader, p->token);
  return p->length > 3 && is_of_kind(m, p, KIND_LOWER) && end[-1] == 's' &&
         !strchr("sui", end[-2]); /* houses; not was, series */
}

static enum form form_of(const struct matcher *m, const struct piece *p, uint8_t kind) {
  static const uint8_t others[] = {[TOKEN_POSSESSIVE] = FORM_POSSESSIVE,
                                   [TOKEN_MARK] = FORM_MARK,
                                   [TOKEN_NUMBER] = FORM_OTHER,
                                   [TOKEN_HANDLE] = FORM_OTHER,
                                   [TOKEN_ADDRESS] = FORM_OTHER};
  if (kind != TOKEN_WORD && kind != TOKEN_ACRONYM) return (enum form)others[kind];
  if (p->length > 1 || (m->reader->d->text[p->start] | 32) == 'a') return (enum form)p->casing;
  return p->casing ? FORM_CAPITAL_LETTER : FORM_LETTER;
}

static inline void set_kinds(const struct matcher *m, struct piece *p, uint8_t kind) {
  _Static_assert(KIND_SETS == 6, "each is named here: a loop takes longer");
  p->row = m->patterns->row_of_word[lexicon_place_of(p->word)];
  const uint64_t *row = m->patterns->rows[p->row];
  const struct pattern_form *form = &m->patterns->forms[form_of(m, p, kind)];
  p->kinds[0] = (row[0] & ~form->without[0]) | form->with;
  p->kinds[1] = row[1] & ~form->without[1];
  p->kinds[2] = row[2] & ~form->without[2];
  p->kinds[3] = row[3] & ~form->without[3];
  p->kinds[4] = row[4] & ~form->without[4];
  p->kinds[5] = row[5] & ~form->without[5];
}

static struct piece *new_piece(struct matcher *m) {
  if (m->end - m->first == PIECES) m->from_token = m->pieces[++m->first % PIECES].token;
  return &m->pieces[m->end++ % PIECES];
}

/* The pieces of a token with digits in it. */
static void split(struct matcher *m, uint32_t token) {
  const struct token *t = &m->reader->tokens[token];
  const char *text = m->reader->d->text + t->start;
  for (uint32_t at = 0, end; at < t->length; at = end) {
    struct piece *p = new_piece(m);
    *p = (struct piece){.token = token, .number = -1};
    end = at;
    if (is_digit(text[at])) {
      int64_t number = 0;
      bool grouped = false;
      uint32_t digits = 0;
      for (; end < t->length &&
             (is_digit(text[end]) || (text[end] == ',' && end + 1 < t->length && is_digit(text[end + 1])));
           end++) {
        if (text[end] == ',') grouped = true;
        else if (number < INT32_MAX / 10) number = number * 10 + text[end] - '0', digits++;
        else digits++, number = INT32_MAX;
      }
      p->number = (int32_t)number;
      p->digits = (uint8_t)(grouped ? GROUPED : digits < GROUPED ? digits : GROUPED - 1);
    } else if (text[at] == '.' || text[at] == ',') {
      end++;
    } else {
      while (end < t->length && !is_digit(text[end]) && text[end] != '.' && text[end] != ',') end++;
    }
    p->start = t->start + at;
    p->length = end - at;
    p->joined = at > 0 || !(t->flags & TOKEN_AFTER_SPACE);
    p->broken = !at && is_broken(m->reader, token);
    p->ends = end == t->length;
    if (p->number >= 0) {
      const struct patterns *patterns = m->patterns;
      p->row = p->digits > NUMBER_DIGITS ? 0 : patterns->row_of_number[number_place((uint32_t)p->number, p->digits)];
      memcpy(p->kinds, patterns->rows[p->row], sizeof p->kinds);
      continue;
    }
    p->word = lexicon_find(word_key(text + at, end - at, true));
    p->casing = !is_upper(text[at]) ? FORM_SMALL : is_upper(text[end - 1]) ? FORM_CAPITALS : FORM_CAPITAL;
    set_kinds(m, p, text[at] == '.' || text[at] == ',' ? TOKEN_MARK : TOKEN_WORD);
  }
}

/* A word that no list has may be of several pieces too: FY2018, Q3, april22. */
bool has_digits(const struct reader *r, const struct token *t) {
  return t->kind == TOKEN_NUMBER ||
         (t->kind == TOKEN_WORD && !t->word && t->length > 1 && is_digit(r->d->text[t->start + t->length - 1]));
}

/* Makes the pieces of a token, behind the last. */
static void add_token(struct matcher *m, uint32_t token) {
  enum { CAPITALS = TOKEN_CAPITALIZED | TOKEN_ALL_CAPS };
  static const uint8_t casings[] = {
      [0] = FORM_SMALL, [TOKEN_CAPITALIZED] = FORM_CAPITAL, [TOKEN_ALL_CAPS] = FORM_SMALL, [CAPITALS] = FORM_CAPITALS};
  const struct token *t = &m->reader->tokens[token];
  if (t->kind == TOKEN_NUMBER || (!t->word && has_digits(m->reader, t))) {
    split(m, token);
    return;
  }
  struct piece *p = new_piece(m);
  p->start = t->start;
  p->length = t->length;
  p->token = token;
  p->word = t->word;
  p->number = -1;
  p->casing = casings[(t->flags & CAPITALS) | (t->length == 1 ? TOKEN_ALL_CAPS : 0)];
  p->digits = 0;
  p->joined = !(t->flags & TOKEN_AFTER_SPACE);
  p->broken = (!token || t->flags & (TOKEN_CAPITALIZED | TOKEN_AFTER_PARAGRAPH)) && is_broken(m->reader, token);
  p->ends = true;
  set_kinds(m, p, t->kind);
}

/* Makes the pieces of the token before the first. */
static void add_before(struct matcher *m) {
  const uint32_t token = --m->from_token, end = m->end;
  if (end - m->first > PIECES / 2) return; /* far behind: never asked for */
  add_token(m, token);
  const uint32_t count = m->end - end;
  for (uint32_t i = 0; i < count; i++) m->pieces[(m->first - count + i) % PIECES] = m->pieces[(end + i) % PIECES];
  m->first -= count;
  m->end = end;
}

uint32_t piece_of_token(struct matcher *m, uint32_t token) {
  if (m->end == m->first || token < m->from_token || token > m->next_token) {
    m->first = m->end = PIECES_FIRST;
    m->from_token = m->next_token = token;
  }
  while (m->next_token <= token) add_token(m, m->next_token++);
  uint32_t piece = m->end - 1;
  while (m->pieces[piece % PIECES].token > token) piece--;
  while (piece > m->first && m->pieces[(piece - 1) % PIECES].token == token) piece--;
  return piece;
}

const struct piece *piece_made(struct matcher *m, uint32_t piece) {
  if (piece < m->first) {
    while (piece < m->first && m->from_token && m->end - m->first <= PIECES / 2) add_before(m);
    return piece >= m->first ? &m->pieces[piece % PIECES] : NULL;
  }
  while (piece >= m->end && m->next_token < m->reader->count) add_token(m, m->next_token++);
  return piece < m->end ? &m->pieces[piece % PIECES] : NULL;
}
