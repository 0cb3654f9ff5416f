/* The layer of figures: see ../figures.h. */
#include "../figures.h"

#include "../sentences.h"
#include "parts.h"

#include <math.h>

enum { BOUND_WORDS = 6, BOUNDS_MOST = 2, CHANGE_WORDS = 6, PHONE_DIGITS = 3, SOME_HUNDREDS = 2 };

/* What is said of a quantity's bounds, as the lexicon writes it: > < = ~. */
struct bounds {
  bool low, high, near;
};

static void take_bound(struct bounds *b, const char *value) {
  for (; value && *value; value++) {
    b->low |= *value == '>';
    b->high |= *value == '<';
    b->near |= *value == '~';
  }
}

/* The longest phrase of bounds that ends right before `first`; returns its first token, or `first`. */
static uint32_t bound_before(const struct text *x, uint32_t first, uint32_t free, struct bounds *b) {
  const char *value;
  for (uint32_t k = BOUND_WORDS; k; k--) {
    if (first < free + k) continue;
    if (text_phrase(x, first - k, LEXICON_FIGURE_BOUND, &value) == first ||
        text_phrase(x, first - k, LEXICON_APPROXIMATION, &value) == first) {
      take_bound(b, value);
      return first - k;
    }
  }
  return first;
}

/* The phrase of bounds that begins at `at`; the token behind it, or 0. */
static uint32_t bound_at(const struct text *x, uint32_t at, struct bounds *b) {
  const char *value;
  uint32_t end = text_phrase(x, at, LEXICON_FIGURE_BOUND, &value);
  if (!end) end = text_phrase(x, at, LEXICON_APPROXIMATION, &value);
  if (end) take_bound(b, value);
  return end;
}

static bool is_change_before(const struct text *x, uint32_t at, uint32_t free) {
  if (at > free && text_has(x, at - 1, LEXICON_TENSE_BY)) return false; /* "rose by 20 to 30 percent" */
  for (uint32_t k = 1; k <= CHANGE_WORDS && at >= free + k; k++) {
    if (text_has(x, at - k, LEXICON_RANGE_CHANGE)) return true;
    if (text_token(x, at - k)->kind == TOKEN_MARK) break;
  }
  return false;
}

static bool is_year_like(const struct number *n) { return n->plain && n->value >= 1000 && n->value <= 2100; }

/* What joins the ends of a range behind `a`: sets where the second begins.  0 if nothing does. */
static char range_joint(const struct text *x, const struct part *a, char opener, uint32_t *at) {
  uint32_t end = a->end;
  *at = end + 1;
  if (text_mark(x, end, '-') && text_joined(x, end) == text_joined(x, end + 1)) return '-';
  const char *value;
  if (text_phrase(x, end, LEXICON_RANGE_JOINT, &value)) return *value == '&' ? 0 : *value == '|' ? '|' : 't';
  return opener == '&' && text_joint(x, end) == '&' ? '&' : 0;
}

/* Reads the other end of a range.  *none: it is a score or a phone number, up to b->end. */
static bool read_range(const struct text *x, struct part *a, uint32_t free, struct part *b, char *joint, bool *none) {
  const char *value = NULL;
  uint32_t at, opens = a->first;
  const bool opened = opens > free && text_phrase(x, opens - 1, LEXICON_RANGE_OPENER, &value) == opens;
  char opener = opened ? *value : a->opener;
  bool change = is_change_before(x, a->first, free);
  *none = false;
  if (a->number.worded && a->first && text_mark(x, a->first - 1, '-') && text_joined(x, a->first))
    return false; /* three-nought-four */
  if (a->number.vague || !(*joint = range_joint(x, a, opener, &at)) || !part_read(x, at, at, b) || b->number.vague)
    return false;
  struct number scaled = a->number, *m = &scaled, *n = &b->number; /* 20 to 30 million */
  if ((!a->unit || a->money) && m->scale < n->scale && m->value < n->value / n->scale)
    m->value *= n->scale, m->scale = n->scale;
  bool rising = m->value < n->value, dash = *joint == '-';
  bool bare = !a->unit && !b->unit && m->scale <= 1 && n->scale <= 1;
  uint32_t digits = text_token(x, a->at)->length, more = text_token(x, b->at)->length;
  bool again =
      dash && text_mark(x, b->end, '-') && text_joined(x, b->end) && text_token(x, b->end + 1)->kind == TOKEN_NUMBER;
  bool small = bare && m->plain && n->plain && n->value < 100 && !text_is_plural(x, b->end);
  if (m->plain != n->plain && bare && m->worded != n->worded) return false;
  if (dash && bare && m->plain && n->plain)
    *none = again || !rising || (digits == PHONE_DIGITS && more > digits) ||
            (is_year_like(m) && is_year_like(n) && m->value > 1800) || small;
  else if (*joint == 't' && !opener && !change && bare) /* two to one */
    *none = !rising && ((m->plain && n->plain) || (m->worded && n->worded && !m->fraction && !n->fraction));
  if (*none) return true;
  if (!rising || (a->unit && b->unit && a->unit != b->unit && !(a->money && b->money)) ||
      (a->unit && !b->unit && !a->money && !a->age)) /* "aged 18 to 65" */
    return false;
  if (*joint == 't' && (change || (a->unit && b->unit && !opener && !a->money))) return false;
  if (*joint == 't' && part_never(x, b) && b->number.plain) return false;
  if (*joint == '|' && bare && !m->worded && n->value > 2 * m->value + 1) return false;
  if (opened && *joint != '|' && *joint != '-') a->first = opens - 1;
  a->number = scaled;
  if (!a->unit) a->unit = b->unit, a->money = b->money;
  a->end = b->end;
  a->age |= b->age;
  return true;
}

static struct figure figure_of(const struct part *p, struct bounds b) {
  double value = p->number.value;
  struct figure f = {.first = p->first, .end = p->end, .value = value, .low = value, .high = value, .unit = p->unit};
  f.bounds = FIGURE_HAS_VALUE;
  if (p->number.vague) f.bounds = FIGURE_HAS_LOW | FIGURE_APPROXIMATE;
  else if (b.low && !b.high) f.bounds |= FIGURE_HAS_LOW;
  else if (b.high && !b.low) f.bounds |= FIGURE_HAS_HIGH;
  else if (!b.near) f.bounds |= FIGURE_HAS_LOW | FIGURE_HAS_HIGH;
  if (b.near) f.bounds |= FIGURE_APPROXIMATE;
  if (p->age) f.bounds |= FIGURE_AGE;
  return f;
}

static void be_range(struct figure *f, double low, double high) {
  f->low = low, f->high = high;
  f->bounds = (uint8_t)((f->bounds & ~FIGURE_HAS_VALUE) | FIGURE_HAS_LOW | FIGURE_HAS_HIGH);
}

/* "more than 10 and less than 40": the other bound of what is bounded at one end. */
static void add_other_bound(const struct text *x, struct figure *f) {
  const char *value;
  struct bounds b = {0};
  struct part p;
  uint32_t at = f->end;
  bool low = f->bounds & FIGURE_HAS_LOW, high = f->bounds & FIGURE_HAS_HIGH;
  if (low == high || !(f->bounds & FIGURE_HAS_VALUE)) return;
  bool joins = text_joint(x, at) == '&' || text_mark(x, at, ',') ||
               (text_phrase(x, at, LEXICON_RANGE_JOINT, &value) && *value == '&');
  if (!joins || !(at = bound_at(x, at + 1, &b)) || b.low == b.high || b.low == low) return;
  if (!part_read(x, at, at, &p) || part_never(x, &p) || p.number.vague) return;
  double other = p.number.value;
  if (low ? other <= f->value : other >= f->value) return;
  f->end = p.end;
  if (!f->unit) f->unit = p.unit;
  be_range(f, low ? f->value : other, low ? other : f->value);
}

/* Of a small number, the part of the larger: "One in five stayed." */
static bool is_part_of(const struct text *x, struct part *p) {
  struct part of;
  char joint = text_joint(x, p->end);
  const char *value;
  uint32_t at = p->end + 1;
  if (p->unit || p->number.scale > 1 || p->number.vague || p->number.fraction || p->number.value < 1) return false;
  if (text_phrase(x, p->end, LEXICON_NUMBER_JOINT, &value) > p->end + 1 && *value == '/')
    joint = '/', at = text_phrase(x, p->end, LEXICON_NUMBER_JOINT, NULL);
  if (joint != 'i' && joint != '/') return false;
  if (!part_read(x, at, at, &of) || of.unit || of.number.vague || of.number.value <= p->number.value ||
      is_year_like(&of.number))
    return false;
  if (joint == 'i' && (p->number.value > 9 || of.first != at || part_never(x, &of))) return false;
  p->number.value /= of.number.value;
  p->number.fraction = true, p->number.plain = false;
  p->end = of.end;
  return true;
}

/* A scale behind a word for a few: at least two of them. */
static void make_vague(const struct text *x, struct part *p, uint32_t free) {
  if (!p->number.worded || p->number.scale <= 1 || p->number.value != p->number.scale || p->first != p->at) return;
  for (uint32_t k = 2; k; k--) {
    if (p->first < free + k || text_phrase(x, p->first - k, LEXICON_VAGUE_AMOUNT, NULL) != p->first) continue;
    p->number.value *= SOME_HUNDREDS, p->number.vague = true;
    p->first -= k;
    return;
  }
}

/* The figure at token `at`; returns the token from which on others may begin. */
static uint32_t read_figure(const struct text *x, uint32_t at, uint32_t free, struct figure *f, bool *found) {
  struct part p, other;
  struct bounds b = {0};
  bool none = false;
  char joint = 0;
  *found = false;
  if (!part_read(x, at, free, &p)) return p.end > at ? p.end : at + 1;
  struct part alone = p;
  bool range = read_range(x, &p, free, &other, &joint, &none);
  if (range && none) {
    uint32_t end = other.end;
    while (text_mark(x, end, '-') && text_joined(x, end) && text_token(x, end + 1)->kind == TOKEN_NUMBER) end += 2;
    return end;
  }
  uint32_t behind = part_never(x, &alone);
  if (behind && range && !(is_year_like(&alone.number) && !is_year_like(&other.number))) return other.end;
  if (range) behind = 0;
  if (!range && is_part_of(x, &p)) behind = 0;
  if (behind) return behind;
  make_vague(x, &p, free);
  for (int k = 0; k < BOUNDS_MOST && p.first > free; k++) {
    uint32_t first = bound_before(x, p.first, free, &b);
    if (first == p.first) break;
    p.first = first;
  }
  const char *value;
  uint32_t hyphen = text_mark(x, p.end, '-') && text_joined(x, p.end);
  uint32_t after = text_phrase(x, p.end + hyphen, LEXICON_FIGURE_AFTER, &value);
  if (after) take_bound(&b, value), p.end = after;
  else if (text_mark(x, p.end, '+') && text_joined(x, p.end)) b.low = true, p.end++;
  *f = figure_of(&p, b);
  if (range) be_range(f, p.number.value, other.number.value);
  else add_other_bound(x, f);
  const struct token *last = &x->tokens[f->end - 1];
  f->span = (struct span){x->tokens[f->first].start, last->start + last->length - x->tokens[f->first].start};
  *found = true;
  return f->end;
}

/* The next token from `t` on with which a number may begin; `end` if none does.  Most are none, so that each is asked
** without a branch. */
static const struct token *next_number(const char *text, const struct token *t, const struct token *end) {
  for (; t < end; t++) {
    const unsigned last = (unsigned char)text[t->start + t->length - 1];
    const bool joined = (last - '0' < 10) & ((t->flags & TOKEN_CAPITALIZED) != 0) & !t->word; /* USD50 */
    if ((t->kind == TOKEN_NUMBER) | joined | lexicon_is(t->word, LEXICON_IS_MAY_BE_NUMBER)) break;
  }
  return t;
}

static bool is_trigger(const struct text *x, uint32_t at) {
#define NUMBER_LISTS(set)                                                                      \
  (LEXICON_BIT(CARDINAL, set) | LEXICON_BIT(FRACTION, set) | LEXICON_BIT(FRACTION_SIGN, set) | \
   LEXICON_BIT(NUMBER_SCALE, set) | LEXICON_BIT(ZERO_WORD, set))
  const struct token *t = &x->tokens[at];
  if (t->kind == TOKEN_NUMBER) return true;
  if (!t->word) return t->kind == TOKEN_WORD;
  return LEXICON_ANY(lexicon_sets_of(t->word)->entry, NUMBER_LISTS) || text_phrase(x, at, LEXICON_VAGUE_NUMBER, NULL);
}

const struct figures *document_figures(struct document *d) {
  static const struct figures none = {0};
  if (d->figures) return d->figures;
  const struct tokens *tokens = document_tokens(d);
  struct figures *layer = document_memory(d, sizeof *layer);
  struct ARENA_LIST(struct figure) list = {0};
  const struct text x = {d, tokens->items, tokens->count};
  uint32_t free = 0;
  for (uint32_t i = 0; i < x.count; i++) {
    struct figure f;
    bool found;
    i = (uint32_t)(next_number(d->text, tokens->items + i, tokens->items + tokens->count) - tokens->items);
    if (i == x.count) break;
    if (!is_trigger(&x, i)) continue;
    if (document_must_stop(d, 64)) break;
    uint32_t next = read_figure(&x, i, free, &f, &found);
    struct figure *added = found ? ARENA_ADD(&d->arena, &list) : NULL;
    if (added) *added = f;
    if (found || next > i + 1) free = next;
    i = next - 1;
  }
  if (document_must_stop(d, tokens->count * 4) || !layer) return &none;
  *layer = (struct figures){list.items, (uint32_t)list.count};
  return d->figures = layer;
}
