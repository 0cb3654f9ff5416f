/* The pieces of a text, as patterns read them: see match.h. */
#include "match.h"

#include <string.h>

static bool is_digit(char c) { return c >= '0' && c <= '9'; }
static bool is_upper(char c) { return c >= 'A' && c <= 'Z'; }

static void add_kind(struct piece *p, unsigned kind) { p->kinds[kind >> 6] |= (uint64_t)1 << (kind & 63); }

static void add_number_kinds(const struct patterns *patterns, struct piece *p) {
  for (uint32_t i = 0; i < patterns->n_numbers; i++) {
    const struct pattern_number *n = &patterns->numbers[i];
    if (p->number >= n->least && p->number <= n->most && p->digits >= n->least_digits && p->digits <= n->most_digits)
      add_kind(p, n->kind);
  }
}

bool piece_ends(const struct matcher *m, const struct piece *p, unsigned kind) {
  const char *end = m->reader->d->text + p->start + p->length;
  if (kind == KIND_ED) return p->length > 3 && p->ends && ends_in_ed(m->reader, p->token);
  return p->length > 3 && is_of_kind(m, p, KIND_LOWER) && end[-1] == 's' &&
         !strchr("sui", end[-2]); /* houses; not was, series */
}

static void add_word_kinds(const struct matcher *m, struct piece *p, const struct token *t, bool capital,
                           bool capitals) {
  const struct patterns *patterns = m->patterns;
  const uint64_t *row = patterns->rows[patterns->row_of_word[p->word]];
  p->casing = (uint8_t)(capital + capitals);
  for (int i = 0; i < KIND_SETS; i++) {
    p->kinds[i] = row[i];
    if (!capital) p->kinds[i] &= ~patterns->capital[i];
    if (!capitals) p->kinds[i] &= ~patterns->capitals[i];
  }
  switch (t->kind) {
    case TOKEN_WORD:
    case TOKEN_ACRONYM:
      add_kind(p, KIND_WORD);
      add_kind(p, capital ? KIND_CAPITAL : KIND_LOWER);
      if (p->length == 1 && (m->reader->d->text[p->start] | 32) != 'a') add_kind(p, KIND_LETTER);
      break;
    case TOKEN_POSSESSIVE: add_kind(p, KIND_POSSESSIVE); break;
    case TOKEN_MARK: add_kind(p, KIND_MARK); break;
    default: break;
  }
}

static struct piece *new_piece(struct matcher *m, uint32_t token) {
  if (m->end - m->first == PIECES) m->from_token = m->pieces[++m->first % PIECES].token;
  struct piece *p = &m->pieces[m->end++ % PIECES];
  *p = (struct piece){.token = token, .number = -1};
  return p;
}

/* The pieces of a token with digits in it. */
static void split(struct matcher *m, uint32_t token) {
  const struct token *t = &m->reader->tokens[token];
  const char *text = m->reader->d->text + t->start;
  for (uint32_t at = 0, end; at < t->length; at = end) {
    struct piece *p = new_piece(m, token);
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
      add_kind(p, KIND_NUMBER);
      add_number_kinds(m->patterns, p);
      continue;
    }
    p->word = lexicon_find(word_key(text + at, end - at, true));
    const struct token part = {.kind = text[at] == '.' || text[at] == ',' ? TOKEN_MARK : TOKEN_WORD};
    add_word_kinds(m, p, &part, is_upper(text[at]), is_upper(text[at]) && is_upper(text[end - 1]));
  }
}

/* Whether a word that no list has may be of several pieces: FY2018, Q3, april22. */
static bool has_digits(const struct reader *r, const struct token *t) {
  return t->kind == TOKEN_NUMBER ||
         (t->kind == TOKEN_WORD && !t->word && t->length > 1 && is_digit(r->d->text[t->start + t->length - 1]));
}

/* Makes the pieces of a token, behind the last. */
static void add_token(struct matcher *m, uint32_t token) {
  const struct token *t = &m->reader->tokens[token];
  if (has_digits(m->reader, t)) {
    split(m, token);
    return;
  }
  struct piece *p = new_piece(m, token);
  p->start = t->start;
  p->length = t->length;
  p->word = t->word;
  p->joined = !(t->flags & TOKEN_AFTER_SPACE);
  p->broken = (!token || t->flags & (TOKEN_CAPITALIZED | TOKEN_AFTER_PARAGRAPH)) && is_broken(m->reader, token);
  p->ends = true;
  const bool capital = t->flags & TOKEN_CAPITALIZED;
  add_word_kinds(m, p, t, capital, t->flags & TOKEN_ALL_CAPS || (capital && t->length == 1));
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
  while (piece >= m->end && m->next_token < m->reader->count) add_token(m, m->next_token++);
  while (piece < m->first && m->from_token && m->end - m->first <= PIECES / 2) add_before(m);
  return piece >= m->first && piece < m->end ? &m->pieces[piece % PIECES] : NULL;
}
