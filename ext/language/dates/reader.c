/* Words and numbers, for the rules: see expression.h. */
#include "expression.h"

#include <string.h>

bool is_wide_mark(const char *text, char mark) {
  if ((unsigned char)text[0] != 0xE2) return false;
  unsigned char second = (unsigned char)text[1], third = (unsigned char)text[2];
  if (mark == '-') return (second == 0x80 && third >= 0x90 && third <= 0x95) || (second == 0x88 && third == 0x92);
  return second == 0x80 && (third == 0x98 || third == 0x99);
}

bool is_broken(const struct reader *r, uint32_t at) {
  if (at == 0 || at >= r->count) return true;
  if (r->tokens[at].flags & TOKEN_AFTER_PARAGRAPH) return true;
  if (!is_mark(r, at - 1, '.') || !(r->tokens[at].flags & TOKEN_CAPITALIZED)) return false;
  return at < 2 || !has(r, at - 2, LEXICON_ABBREVIATION_BEFORE_NAME); /* "Sen. Smith" */
}

bool ends_in_ed(const struct reader *r, uint32_t at) {
  const struct token *t = token_at(r, at);
  const char *text = r->d->text + t->start;
  return t->length > 3 && text[t->length - 1] == 'd' && text[t->length - 2] == 'e' && t->kind == TOKEN_WORD &&
         (!(t->flags & TOKEN_CAPITALIZED) || is_broken(r, at)) && !has(r, at, LEXICON_NOT_VERB);
}

int number_digits(const struct reader *r, uint32_t at, int *count, const char *suffix) {
  const struct token *t = token_at(r, at);
  const char *text = r->d->text + t->start;
  int n = 0, value = 0;
  while ((uint32_t)n < t->length && text[n] >= '0' && text[n] <= '9' && n < 8) value = value * 10 + text[n++] - '0';
  if (count) *count = n;
  if ((uint32_t)n == t->length) return value;
  if (!suffix || t->length != (uint32_t)n + 2) return -1;
  char end[3] = {(char)(text[n] | 32), (char)(text[n + 1] | 32), 0};
  return strstr(suffix, end) ? value : -1;
}

static const int64_t AMOUNT_MOST = 1000000000000000;

/* "1,000", "2.5", "10": hundredths; -1 if it is anything else. */
static int64_t decimal(const struct reader *r, uint32_t at) {
  const struct token *t = token_at(r, at);
  if (t->kind != TOKEN_NUMBER || t->length > 14) return -1;
  const char *text = r->d->text + t->start;
  int64_t value = 0, scale = 0;
  for (uint32_t i = 0; i < t->length; i++) {
    if (text[i] == ',' && !scale) continue;
    if (text[i] == '.' && !scale) {
      scale = 1;
      continue;
    }
    if (text[i] < '0' || text[i] > '9') return -1;
    if (scale == 100) continue;
    value = value * 10 + text[i] - '0';
    if (scale) scale *= 10;
  }
  return scale == 100 ? value : scale == 10 ? value * 10 : value * 100;
}

/* Number words: "one hundred and twenty-five". */
static uint32_t words_number(const struct reader *r, uint32_t at, int64_t *out) {
  int64_t total = 0, group = 0;
  uint32_t i = at, end = 0;
  bool tens = false;
  for (int steps = 0; steps < 12 && has(r, i, LEXICON_CARDINAL); steps++) {
    int64_t n = lexicon_number(r->tokens[i].word, LEXICON_CARDINAL);
    if (n >= 1000) total += (group ? group : 1) * n, group = 0, tens = false;
    else if (n == 100) group = (group ? group : 1) * 100, tens = false;
    else if (n == 12 && is(r, i, "dozen")) group = (group ? group : 1) * 12;
    else if (group % 100 == 0) group += n, tens = n >= 20;
    else if (tens && n < 10) group += n, tens = false;
    else break;
    if (total > 1000000000) return 0;
    end = ++i;
    if (tens && is_mark(r, i, '-') && has(r, i + 1, LEXICON_CARDINAL) && is_joined(r, i)) i++;
    else if (group % 100 == 0 && is(r, i, "and") && has(r, i + 1, LEXICON_CARDINAL)) i++;
  }
  *out = (total + group) * 100;
  return end;
}

uint32_t read_amount(const struct reader *r, uint32_t at, struct amount *out) {
  const char *value;
  *out = (struct amount){0};
  uint32_t end = phrase(r, at, LEXICON_VAGUE_AMOUNT, &value);
  if (end) {
    out->vague = true;
    return end;
  }
  if (is(r, at, "half") && is(r, at + 1, "a", "an")) {
    out->hundredths = 50;
    return at + 2;
  }
  if (is(r, at, "a") && is(r, at + 1, "half")) {
    out->hundredths = 50;
    return at + 2 + (is_mark(r, at + 2, '-') && is_joined(r, at + 2));
  }
  if (is(r, at, "a") && is(r, at + 1, "dozen", "hundred", "thousand", "million")) at++;
  else if (is(r, at, "a", "an") || (is(r, at, "another") && at + 1 < r->count)) {
    out->hundredths = 100;
    return at + 1 + (is(r, at + 1, "single", "full", "further", "whole", "solid") ? 1 : 0);
  }
  int64_t n = decimal(r, at);
  if (n >= 0) {
    end = at + 1;
    if (has(r, end, LEXICON_CARDINAL) && is(r, end, "hundred", "thousand", "million", "dozen")) {
      const int factor = lexicon_number(r->tokens[end].word, LEXICON_CARDINAL);
      if (factor < 1 || n > AMOUNT_MOST / factor) return 0;
      n *= factor;
      end++;
    }
  } else {
    end = words_number(r, at, &n);
    if (!end) return 0;
  }
  if (n > AMOUNT_MOST) return 0;
  out->hundredths = n;
  /* "two and a half", "2 1/2", "two-and-a-half" */
  uint32_t i = end, dash = is_mark(r, i, '-') && is_joined(r, i);
  i += dash;
  if (is(r, i, "and")) {
    i++;
    i += is_mark(r, i, '-') && is_joined(r, i);
    i += is(r, i, "a") ? 1 : 0;
    i += is_mark(r, i, '-') && is_joined(r, i);
    if (is(r, i, "half")) {
      out->hundredths += 50;
      return i + 1;
    }
  } else if (!dash && digits(r, i, NULL, NULL) == 1 && is_mark(r, i + 1, '/') && digits(r, i + 2, NULL, NULL) == 2) {
    out->hundredths += 50;
    return i + 3;
  }
  return end;
}

uint32_t read_ordinal(const struct reader *r, uint32_t at, int *out) {
  int count, n = digits(r, at, &count, "st nd rd th");
  if (n > 0 && token_at(r, at)->length == (uint32_t)count + 2) {
    *out = n;
    return at + 1;
  }
  if (has(r, at, LEXICON_ORDINAL)) {
    *out = lexicon_number(r->tokens[at].word, LEXICON_ORDINAL);
    return at + 1;
  }
  if (is(r, at, "twenty", "thirty")) {
    uint32_t i = at + 1;
    i += is_mark(r, i, '-') ? 1 : 0;
    int unit = has(r, i, LEXICON_ORDINAL) ? lexicon_number(r->tokens[i].word, LEXICON_ORDINAL) : 0;
    if (unit > 0 && unit < 10) {
      *out = lexicon_number(r->tokens[at].word, LEXICON_CARDINAL) + unit;
      return i + 1;
    }
  }
  return 0;
}

uint32_t read_year(const struct reader *r, uint32_t at, int *out) {
  int count, n = digits(r, at, &count, NULL);
  if (n >= 1000 && count == 4) {
    *out = n;
    return at + 1;
  }
  if (!has(r, at, LEXICON_CARDINAL)) return 0;
  int64_t whole;
  uint32_t end = words_number(r, at, &whole);
  int first = end ? (int)(whole / 100) : 0;
  if (first >= 1000 && first < 2100 && end > at + 1) { /* "two thousand and eighteen" */
    *out = first;
    return end;
  }
  if (first == 2000 && end == at + 2) {
    *out = first;
    return end;
  }
  if (first < 16 || first > 20 || end != at + 1) return 0;
  uint32_t rest = words_number(r, end, &whole); /* "nineteen eighty-four" */
  int second = rest ? (int)(whole / 100) : 0;
  if (second < 10 || second > 99) return 0;
  *out = first * 100 + second;
  return rest;
}

static uint8_t unit_of(char letter) {
  switch (letter) {
    case 'S': return GRAIN_SECOND;
    case 'T': return GRAIN_MINUTE;
    case 'H': return GRAIN_HOUR;
    case 'D': return GRAIN_DAY;
    case 'E': return GRAIN_WEEKEND;
    case 'W': return GRAIN_WEEK;
    case 'F': return GRAIN_FORTNIGHT;
    case 'M': return GRAIN_MONTH;
    case 'Q': return GRAIN_QUARTER;
    case 'A': return GRAIN_HALF;
    case 'Y': return GRAIN_YEAR;
    case 'X': return GRAIN_DECADE;
    case 'C': return GRAIN_CENTURY;
    case 'K': return GRAIN_MILLENNIUM;
    default: return GRAIN_NONE;
  }
}

uint32_t unit_at(const struct reader *r, uint32_t at, uint8_t *unit, bool *plural) {
  const char *value = lexicon_value(r->tokens[at].word, LEXICON_DATE_UNIT);
  *unit = unit_of(value[0]);
  *plural = value[1] == '+';
  return *unit ? at + 1 : 0;
}

static uint64_t opening_number(const char *text, uint32_t length) {
  char last = text[length - 1];
  if (last < '0' || last > '9') return OPENING_ENDED_NUMBER;
  if (length <= 2) return OPENING_DAY_NUMBER;
  return length == 4 && text[1] >= '0' && text[2] >= '0' ? OPENING_YEAR_NUMBER : OPENING_OTHER_NUMBER;
}

static uint64_t opening_of(const struct reader *r, uint32_t at) {
  /* Lists whose longer entries open too. */
  const uint64_t phrases = LIST(HOLIDAY) | LIST(DAY_WORD) | LIST(DATE_REFERENCE) | LIST(APPROXIMATION) |
                           LIST(VAGUE_AMOUNT) | LIST(DATE_DIRECTION) | LIST(DATE_PART) | LIST(DECADE_WORD);
  const struct token *t = token_at(r, at);
  if (t->kind == TOKEN_NUMBER) return opening_number(r->d->text + t->start, t->length);
  if (t->kind == TOKEN_MARK) return is_mark(r, at, '\'') ? OPENING_APOSTROPHE : 0;
  const struct lexicon_word *w = &lexicon_words[t->word];
  return (w->entry[0] | (w->begins[0] & phrases)) & OPENS;
}

uint64_t opening_at(const struct reader *r, uint32_t at) {
  if (r->mode == DATES_MESSAGE) return OPENING_ANY;
  uint64_t found = opening_of(r, at);
  if (found & LIST(DATE_ARTICLE)) found |= opening_of(r, at + 1) & ~OPENING_REFERENCE;
  return found;
}
