/* Reading a number: see number.h. */
#include "number.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { SCALE_LEAST = 100, WORDS_MOST = 24, DIGITS_MOST = 18, LONE_SCALE = 5 };

bool text_is_dash(const char *text) { return !memcmp(text, "\xE2\x80\x93", 3) || !memcmp(text, "\xE2\x80\x90", 3); }

char text_joint(const struct text *x, uint32_t at) {
  if (!text_has(x, at, LEXICON_NUMBER_JOINT)) return 0;
  return *lexicon_value(x->tokens[at].word, LEXICON_NUMBER_JOINT);
}

/* The value of a word in a list of numbers. */
static double listed(uint32_t word, enum lexicon_list list) {
  const char *value = lexicon_value(word, list);
  return value ? strtod(value, NULL) : 0;
}

/* What a word multiplies by: million, hundred, dozen; 0 if it does not. */
static double scale_of(uint32_t word) {
  if (!lexicon_has(word, LEXICON_NUMBER_SCALE)) return 0;
  double scale = listed(word, LEXICON_NUMBER_SCALE);
  return scale > 0 ? scale : lexicon_number(word, LEXICON_CARDINAL);
}
static double scale_at(const struct text *x, uint32_t at) { return at < x->count ? scale_of(x->tokens[at].word) : 0; }

/* The value of a word below a hundred; -1 if it is none. */
static double small_at(const struct text *x, uint32_t at) {
  if (text_has(x, at, LEXICON_ZERO_WORD)) return 0;
  if (!text_has(x, at, LEXICON_CARDINAL) || scale_at(x, at) > 0) return -1;
  return lexicon_number(x->tokens[at].word, LEXICON_CARDINAL);
}

/* The digits of a token, with separators.  Returns how many bytes they take; 0 if they are no number.  Up to fifteen
** digits and a power of ten are exact, so that their quotient is the nearest there is (Clinger 1990). */
static uint32_t read_digits(const char *text, uint32_t length, double *value, bool *plain) {
  uint64_t digits = 0;
  uint32_t n = 0, i = 0, stops = 0, commas = 0;
  double by = 1;
  for (; i < length && n < DIGITS_MOST; i++) {
    char c = text[i];
    bool more = i + 1 < length && text[i + 1] >= '0' && text[i + 1] <= '9';
    if (c >= '0' && c <= '9') digits = digits * 10 + (uint64_t)(c - '0'), n++, by *= stops ? 10 : 1;
    else if (c == '.' && more) stops++;
    else if (c == ',' && more && !stops) commas++;
    else break;
  }
  *plain = !stops && !commas;
  if (!n || stops > 1 || (*plain && n > 1 && text[0] == '0')) return 0; /* 192.168.1.2, 007 */
  *value = (double)digits / by;
  return i;
}

/* The token behind a thousands' separator of India, which the tokens part: 12,34,567. */
static uint32_t indian_group(const struct text *x, uint32_t at, double *value) {
  const struct token *t = text_token(x, at + 1);
  if (!text_mark(x, at, ',') || !text_joined(x, at) || !text_joined(x, at + 1)) return 0;
  const char *text = x->d->text + t->start;
  bool plain;
  double low;
  if (t->kind != TOKEN_NUMBER || t->length < 6 || text[2] != ',' ||
      read_digits(text, t->length, &low, &plain) != t->length)
    return 0;
  *value = *value * 1e5 + low;
  return at + 2;
}

/* Whether digits of three stand behind `at` with one space between: 40 000. */
static bool is_group(const struct text *x, uint32_t at) {
  const struct token *before = text_token(x, at - 1), *t = text_token(x, at);
  const char *text = x->d->text + t->start;
  if (t->kind != TOKEN_NUMBER || t->length < 3 || (t->length > 3 && text[3] != '.') || t->flags & TOKEN_AFTER_LINE)
    return false;
  uint32_t gap = t->start - before->start - before->length;
  bool space =
      gap == 1 || (gap == 3 && !memcmp(text - 3, "\xE2\x80", 2)) || (gap == 2 && (unsigned char)text[-2] == 0xC2);
  for (int k = 0; k < 3; k++) space = space && text[k] >= '0' && text[k] <= '9';
  if (before->length == 3 && !memcmp(x->d->text + before->start, text, 3)) return false; /* a count shown twice */
  return space;
}

/* "1.3e6", "12.32e+14", "1.3x10^6": `rest` is what follows the digits of token `at`. */
static bool exponent(const struct text *x, uint32_t at, const char *rest, struct number *out) {
  const struct token *t = &x->tokens[at];
  uint32_t more = t->start + t->length - (uint32_t)(rest - x->d->text);
  char *end;
  out->plain = false;
  if ((*rest | 32) == 'e') {
    bool alone =
        more == 1 && text_joined(x, at + 1) && text_joined(x, at + 2) && text_token(x, at + 2)->kind == TOKEN_NUMBER;
    const struct token *last = alone ? &x->tokens[at + 2] : t;
    double power = strtod(rest + 1, &end);
    if (end == rest + 1 || end != x->d->text + last->start + last->length) return false;
    out->value *= pow(10, power);
    out->end = at + (alone ? 3 : 1);
    return true;
  }
  if (more != 3 || memcmp(rest, "x10", 3) || !text_mark(x, at + 1, '^')) return false;
  const struct token *power = text_token(x, at + 2);
  if (power->kind != TOKEN_NUMBER) return false;
  out->value *= pow(10, strtod(x->d->text + power->start, NULL));
  out->end = at + 3;
  return true;
}

/* "1,3", as the continent writes 1.3: the token behind, or 0. */
static uint32_t decimal_comma(const struct text *x, uint32_t at, double *value) {
  const struct token *t = text_token(x, at + 1);
  if (!text_mark(x, at, ',') || !text_joined(x, at) || !text_joined(x, at + 1) || t->kind != TOKEN_NUMBER ||
      t->length > 2)
    return 0;
  if (text_mark(x, at + 2, ',') && text_joined(x, at + 2) && text_token(x, at + 3)->kind == TOKEN_NUMBER) return 0;
  const char *text = x->d->text + t->start;
  if (text[0] < '0' || text[0] > '9' || (t->length > 1 && (text[1] < '0' || text[1] > '9'))) return 0;
  *value += strtod(text, NULL) / (t->length > 1 ? 100 : 10);
  return at + 2;
}

/* A number that begins with digits. */
static bool digits_number(const struct text *x, uint32_t at, struct number *out) {
  const struct token *t = &x->tokens[at];
  const char *text = x->d->text + t->start;
  uint32_t length = read_digits(text, t->length, &out->value, &out->plain);
  out->end = at + 1;
  if (!length) return false;
  if (at && text_mark(x, at - 1, '.') && text_joined(x, at) && out->plain &&
      text_token(x, at - 1)->flags & TOKEN_AFTER_SPACE) /* .234 */
    for (uint32_t k = 0; k < length; k++) out->value /= 10;
  if (length < t->length) {
    const char *rest = text + length;
    uint32_t word = lexicon_find(word_key(rest, t->length - length, 1));
    double scale = scale_of(word);
    if (exponent(x, at, rest, out)) return true;
    if (!(scale > 0)) scale = listed(word, LEXICON_SCALE_LETTER);
    bool unit =
        lexicon_has(word, LEXICON_UNIT) || lexicon_has(word, LEXICON_DATE_UNIT) || lexicon_begins(word, LEXICON_UNIT);
    const bool capital = t->length - length == 1 && *rest >= 'A' && *rest <= 'Z'; /* 5G, the comet 81P */
    if (!(scale > 0) && (!unit || capital)) return false;                         /* 28th, 1980s, 3pm */
    if (scale > 0) out->value *= scale, out->scale = scale, out->plain = false;
    if (unit) out->suffix = word;
    return true;
  }
  uint32_t more = out->plain ? indian_group(x, at + 1, &out->value) : 0;
  if (out->plain && !more) more = decimal_comma(x, at + 1, &out->value);
  if (more) {
    out->end = more, out->plain = false;
  } else if (out->plain && length <= 3 && out->value > 0 && is_group(x, at + 1)) {
    for (; is_group(x, out->end); out->end++) {
      double group = strtod(x->d->text + x->tokens[out->end].start, NULL);
      out->value = out->value * 1000 + group;
    }
    out->plain = false;
  }
  return true;
}

/* The tokens from one number word to the next: a hyphen or a joint; `at` itself where nothing stands between. */
static uint32_t behind_joint(const struct text *x, uint32_t at, bool tens, double last) {
  if (text_mark(x, at, '-')) {
    bool spaced = !text_joined(x, at) && !text_joined(x, at + 1);
    if (text_joined(x, at) == text_joined(x, at + 1) &&
        (scale_at(x, at + 1) > 0 ? !spaced : tens && small_at(x, at + 1) >= 0))
      return at + 1;
  }
  if (last >= SCALE_LEAST && text_joint(x, at) == '&') {
    bool counted = text_token(x, at + 1)->kind == TOKEN_NUMBER || small_at(x, at + 1) > 0;
    double scale = scale_at(x, at + 2);
    bool part = last >= 1000 && text_has(x, at + 2, LEXICON_FRACTION); /* two million and three fifths */
    if (counted && !part && !(scale >= last && (last >= 1000 || scale == last))) return at + 1;
  }
  return at;
}

/* What has been read of a number in words. */
struct words {
  double total, group, last; /* last: the scale that was read last */
  bool tens, between;        /* it is the first of two ends: what stands behind joins no words */
};

static bool add_small(struct words *w, double value) {
  double below = w->group - 100 * (double)(long)(w->group / 100);
  if (below > 0 && !(w->tens && value < 10 && value > 0)) return false;
  w->tens = value >= 20 && below <= 0;
  w->group += value;
  return true;
}

static bool add_scale(struct words *w, double scale) {
  double hundreds = 100 * (double)(long)(w->group / 100), below = w->group - hundreds;
  w->tens = false;
  if (scale < SCALE_LEAST) { /* a dozen */
    w->group = hundreds + (below > 0 ? below : 1) * scale;
  } else if (scale < 1000) {
    if (w->group >= SCALE_LEAST) return false;
    w->group = (w->group > 0 ? w->group : 1) * scale;
  } else if (w->group > 0 || !(w->total > 0)) {
    if (w->last >= 1000 && scale >= w->last) return false;
    w->total += (w->group > 0 ? w->group : 1) * scale, w->group = 0;
  } else {
    w->total *= scale; /* lakh crore */
  }
  w->last = scale;
  return true;
}

/* Words, and digits with scales between them, from `out->end` on. */
static void words_number(const struct text *x, uint32_t at, struct number *out, struct words *w) {
  for (int steps = 0; steps < WORDS_MOST; steps++) {
    double small = small_at(x, at), scale = scale_at(x, at);
    const struct token *t = text_token(x, at);
    if (small < 0 && t->kind == TOKEN_NUMBER && w->last > 1 && w->group <= 0) {
      bool plain;
      double value = 0;
      bool more = scale_at(x, at + 1) > 0 || text_joint(x, at - 1) == '&';
      if (!more || read_digits(x->d->text + t->start, t->length, &value, &plain) != t->length || value >= w->last)
        break;
      small = value;
    } else if (small < 0 && t->kind == TOKEN_NUMBER && w->last == 100 && text_joint(x, at - 1) == '&' &&
               t->length <= 2) {
      small = strtod(x->d->text + t->start, NULL);
    }
    if (!(small >= 0 ? add_small(w, small) : scale > 0 && add_scale(w, scale))) break;
    out->end = at + 1;
    out->scale = small >= 0 ? 1 : scale;
    at = behind_joint(x, at + 1, w->tens, w->between ? 0 : scale);
  }
  out->value = w->total + w->group;
}

/* The denominator at `at`, an ordinal of one word or two; the token behind it, or 0. */
static uint32_t denominator(const struct text *x, uint32_t at, double *by) {
  double tens = small_at(x, at);
  if (tens >= 20 && tens < 100) {
    uint32_t i = at + 1 + (text_mark(x, at + 1, '-') ? 1 : 0);
    const enum lexicon_list list = text_has(x, i, LEXICON_FRACTION) ? LEXICON_FRACTION : LEXICON_FRACTION_BEHIND;
    if (!text_has(x, i, list)) return 0;
    *by = tens + listed(x->tokens[i].word, list);
    return *by < tens + 10 ? i + 1 : 0;
  }
  if (!text_has(x, at, LEXICON_FRACTION)) return 0;
  *by = listed(x->tokens[at].word, LEXICON_FRACTION);
  return *by > 1 ? at + 1 : 0;
}

/* Whether a denominator says that there are several, or is none of an order. */
static bool is_fraction(const struct text *x, uint32_t end, double above) {
  const struct token *last = text_token(x, end - 1);
  bool many = x->d->text[last->start + last->length - 1] == 's';
  bool order = text_has(x, end - 1, LEXICON_ORDINAL) && !many;
  if (above > 1 && above != 3 && text_has(x, end - 1, LEXICON_DATE_UNIT)) return false; /* two quarters of losses */
  return above > 1 ? many : !many && (!order || above == 1);
}

/* "/ 4", "3 / 4" in digits: the token behind, or 0. */
static uint32_t slashed(const struct text *x, uint32_t at, double *value) {
  static const uint8_t by[] = {2, 3, 4, 5, 6, 8, 10, 16, 32, 100};
  const struct token *above = text_token(x, at), *below = text_token(x, at + 2);
  if (above->kind != TOKEN_NUMBER || below->kind != TOKEN_NUMBER || !text_mark(x, at + 1, '/')) return 0;
  if (!text_joined(x, at + 1) || !text_joined(x, at + 2) || (text_mark(x, at + 3, '/') && text_joined(x, at + 3)))
    return 0;
  double a = 0, b = 0;
  bool plain;
  if (!read_digits(x->d->text + above->start, above->length, &a, &plain) || !plain) return 0;
  if (read_digits(x->d->text + below->start, below->length, &b, &plain) != below->length || !plain || a >= b) return 0;
  for (size_t i = 0; i < sizeof by; i++)
    if (b == by[i]) return *value = a / b, at + 3;
  return 0;
}

/* A part that is added, by words, as 1/2 or as ½.  Sets `*value`; the token behind, or 0. */
static uint32_t added_part(const struct text *x, uint32_t at, bool digits, double *value) {
  if (text_has(x, at, LEXICON_FRACTION_SIGN)) {
    *value = listed(x->tokens[at].word, LEXICON_FRACTION_SIGN);
    return at + 1;
  }
  if (digits && text_token(x, at)->flags & TOKEN_AFTER_SPACE && slashed(x, at, value)) return at + 3;
  if (digits && text_mark(x, at, '-') && text_joined(x, at) && slashed(x, at + 1, value)) return at + 4; /* 63-1/4 */
  uint32_t i = at + (text_mark(x, at, '-') && text_joined(x, at) ? 1 : 0);
  if (text_joint(x, i) != '&') return 0;
  i++;
  i += text_mark(x, i, '-') && text_joined(x, i);
  double above = small_at(x, i), by = 0;
  if (text_joint(x, i) == '1') above = 1;
  if (above > 0) {
    double unit = above >= 20 && text_mark(x, i + 1, '-') ? small_at(x, i + 2) : 0;
    if (unit > 0 && unit < 10) above += unit, i += 2; /* fifty-four hundredths */
    i++;
    i += text_mark(x, i, '-') && text_joined(x, i);
  } else {
    above = 1;
  }
  uint32_t end = denominator(x, i, &by);
  if (!end || !is_fraction(x, end, above)) return 0;
  *value = above / by;
  return end;
}

/* The scale that a fraction is of: "A third of a million stayed." */
static void scale_of_part(const struct text *x, struct number *out) {
  if (text_joint(x, out->end) != 'o' || text_joint(x, out->end + 1) != '1' || !(scale_at(x, out->end + 2) > 0)) return;
  out->value *= scale_at(x, out->end + 2);
  out->end += 3;
}

/* What may stand behind a number in its own words: its decimals, a fraction, a scale. */
static void read_rest(const struct text *x, struct number *out, bool digits, struct words *w) {
  double part = 0, by = 0, scale;
  uint32_t end;
  if (!digits && text_joint(x, out->end) == '.' && small_at(x, out->end + 1) >= 0) { /* five point five */
    double place = 1;
    uint32_t i = out->end + 1;
    for (int k = 0; k < WORDS_MOST && small_at(x, i) >= 0; k++, i++) {
      double small = small_at(x, i), unit = small_at(x, i + 2);
      if (small >= 20 && text_mark(x, i + 1, '-') && unit > 0 && unit < 10) small += unit, i += 2;
      place /= small < 10 ? 10 : 100;
      out->value += small * place;
    }
    out->end = i;
  }
  uint32_t last = out->end - 1, hyphen = text_mark(x, out->end, '-') ? 1 : 0;
  if (!digits && w->tens && hyphen && text_joined(x, out->end) && (end = denominator(x, last, &by)) && last > 0 &&
      out->value > small_at(x, last)) { /* one hundred thirty-fifths, one twenty-fifth */
    out->value = (out->value - small_at(x, last)) / by;
    out->end = end, out->fraction = true;
  } else if ((end = denominator(x, out->end + hyphen, &by)) && is_fraction(x, end, out->value) &&
             (!digits || out->value > 1)) {
    out->value /= by, out->end = end, out->fraction = true;
    scale_of_part(x, out);
  } else if ((end = added_part(x, out->end, digits, &part))) {
    scale = scale_at(x, end);
    out->end = end;
    if (scale > 0 && out->scale > 1) out->value += part * scale, out->end++;
    else if (scale > 0) out->value = (out->value + part) * scale, out->scale = scale, out->end++;
    else out->value += part * out->scale;
    out->plain = false;
  }
}

/* Half, a half, a third of, quarter million: a fraction without a number before it. */
static bool lone_fraction(const struct text *x, uint32_t at, struct number *out) {
  bool article = at && text_joint(x, at - 1) == '1';
  double by = listed(x->tokens[at].word, LEXICON_FRACTION), scale = scale_at(x, at + 1);
  bool behind_one = text_joint(x, at + 1) == '1';
  if (behind_one) scale = scale_at(x, at + 2);
  uint32_t end = at + 1;
  char next = text_joint(x, end);
  if (by != 2 && !(scale > 0) && !(article && (next == 'o' || !text_token(x, end)->length || text_mark(x, end, '.'))))
    return false;
  if (by == 2 && (text_mark(x, end, '-') && text_joined(x, end))) return false;
  const bool part = at && text_has(x, at - 1, LEXICON_NOT_HALF) && !(behind_one && scale > 0);
  if (part || (at && text_mark(x, at - 1, '-') && text_joined(x, at))) return false;
  out->value = 1 / by;
  out->fraction = true;
  if (scale > 0) out->value *= scale, out->scale = scale, end += 1 + behind_one;
  out->end = end;
  if (!(scale > 0)) scale_of_part(x, out);
  return true;
}

/* A word or phrase for a number that is not exact, as a dozen or a couple of hundred; or for
** an exact one, as a pair. */
static bool read_vague(const struct text *x, uint32_t at, struct number *out) {
  const char *least;
  const uint32_t end = text_phrase(x, at, LEXICON_VAGUE_NUMBER, &least);
  if (!end) return false;
  *out = (struct number){.end = end, .value = strtod(least, NULL), .scale = 1, .vague = true, .worded = true};
  const double scale = *least != '=' ? scale_at(x, end) : 0;
  if (*least == '=') out->value = strtod(least + 1, NULL), out->vague = false;        /* a pair of */
  else if (scale >= SCALE_LEAST) out->value *= scale, out->scale = scale, out->end++; /* a couple of hundred */
  return true;
}

/* A number that begins with digits, with what scales it and what is added behind. */
static bool read_numeral(const struct text *x, uint32_t at, struct words *w, struct number *out) {
  double part;
  const uint32_t end = slashed(x, at, &part);
  out->worded = false;
  if (end) {
    out->value = part, out->end = end, out->fraction = true;
    return true;
  }
  if (!digits_number(x, at, out)) return false;
  if (text_mark(x, out->end, '/') && text_joined(x, out->end) && text_token(x, out->end + 1)->kind == TOKEN_NUMBER) {
    while (text_mark(x, out->end, '/') && text_token(x, out->end + 1)->kind == TOKEN_NUMBER) out->end += 2;
    return false; /* 5/17/2018 */
  }
  double scale = scale_at(x, out->end);
  uint32_t dash = text_mark(x, out->end, '-') && text_joined(x, out->end) && text_joined(x, out->end + 1);
  if (!(scale > 0) && dash) scale = scale_at(x, out->end + 1);
  else dash = 0;
  if (scale > 0 && !out->suffix) {
    w->group = out->value;
    if (scale < 1000) w->group = 0, w->total = out->value * scale, w->last = scale;
    else add_scale(w, scale);
    out->end += 1 + dash;
    out->plain = false;
    out->scale = w->last;
    out->value = w->total + w->group;
    words_number(x, behind_joint(x, out->end, false, w->between ? 0 : scale), out, w);
  }
  read_rest(x, out, true, w);
  return true;
}

/* What scaling leaves of a whole number: 16.13 million is 16130000. */
static double whole(double value) {
  double rounded = rint(value);
  return fabs(value) > 1000 && fabs(value - rounded) < 1e-4 ? rounded : value;
}

static bool read_number(const struct text *x, uint32_t at, struct number *out) {
  const struct token *t = text_token(x, at);
  struct words w = {.last = 1};
  const char *opener;
  for (uint32_t k = 1; k <= 2 && at >= k; k++)
    w.between |= text_phrase(x, at - k, LEXICON_RANGE_OPENER, &opener) && *opener == '&';
  *out = (struct number){.scale = 1, .worded = true};
  if (read_vague(x, at, out)) return true;
  if (t->kind == TOKEN_NUMBER) return read_numeral(x, at, &w, out);
  if (text_has(x, at, LEXICON_FRACTION_SIGN)) {
    *out =
        (struct number){.end = at + 1, .value = listed(t->word, LEXICON_FRACTION_SIGN), .scale = 1, .fraction = true};
    return true;
  }
  bool short_scale =
      text_has(x, at, LEXICON_NUMBER_SCALE) && !text_has(x, at, LEXICON_CARDINAL) && t->length < LONE_SCALE;
  if (short_scale) return false; /* mn, bn: only behind digits */
  if (text_has(x, at, LEXICON_CARDINAL) || text_has(x, at, LEXICON_NUMBER_SCALE) ||
      text_has(x, at, LEXICON_ZERO_WORD)) {
    words_number(x, at, out, &w);
    if (out->end) read_rest(x, out, false, &w);
    return out->end > at;
  }
  return text_has(x, at, LEXICON_FRACTION) && lone_fraction(x, at, out);
}

/* "1.1^23", and "1 over 3" where nothing is counted. */
static void add_formula(const struct text *x, struct number *out) {
  uint32_t at = out->end;
  struct number other;
  if (text_mark(x, at, '^') && text_joined(x, at)) {
    bool minus = text_mark(x, at + 1, '-');
    at += minus || text_mark(x, at + 1, '+') ? 2 : 1;
    if (text_token(x, at)->kind != TOKEN_NUMBER || !digits_number(x, at, &other)) return;
    out->value = pow(out->value, minus ? -other.value : other.value);
    out->end = at + 1;
  } else if (text_joint(x, at) == '\\' && out->scale <= 1) {
    if (!read_number(x, at + 1, &other) || text_token(x, other.end)->kind != TOKEN_MARK || !(other.value > 0)) {
      if (text_token(x, other.end)->length || !(other.value > 0)) return;
    }
    out->value /= other.value;
    out->end = other.end;
  } else {
    return;
  }
  out->plain = false;
  out->fraction = true;
}

bool number_read(const struct text *x, uint32_t at, struct number *out) {
  if (!read_number(x, at, out)) return false;
  add_formula(x, out);
  out->value = whole(out->value);
  return isfinite(out->value); /* no 9^9999 */
}
