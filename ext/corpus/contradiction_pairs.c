/*
** What stands between two sentences: see contradiction.h.
**
** Each kind has a test of its own, and all of them what rules out most of what only looks like a contradiction: the two
** speak of other places, other days, other happenings of one sort.
*/
#include "contradiction_claims.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum {
  WEEK_DAYS = 7,
  YEAR_DAYS = 366,
  SOON = 1,
  DAYS_COUNTED = 3, /* between stories of one count; later ones bring it up to date, or count anew */
  MONTHS = 92,
  FIGURES_MOST = 5,
  FAR_TIMES = 12,
  FARTHEST_TIMES = 100, /* of what is told in much the same words */
  AGES_NEAR = 5         /* years between two ages that are reported of one person */
};

/* Parts of the shorter sentence's words that must be the other's too. */
static const double MOST_WORDS = 0.6, HALF_THE_WORDS = 0.5, SOME_WORDS = 0.3, FEW_WORDS = 0.2;
static const double NEAR_ENOUGH = 0.15; /* of two values, one of them approximate */

/* How much two sentences share: of the shorter one's words. */
struct shared {
  uint32_t words, names; /* in common */
  double part;           /* of the words of the shorter */
  bool places_differ;    /* both name places, and none in common */
  bool names_differ;     /* the same of all names */
  bool named_apart;      /* one of them names somebody, and they have no name in common */
};

static struct shared compare_words(const struct claims *a, const struct claims *b) {
  struct shared s = {0};
  uint32_t i = 0, j = 0, places[2] = {0}, names[2] = {0}, common_places = 0;
  for (uint32_t k = 0; k < a->n_words; k++)
    places[0] += (a->words[k].roles & ROLE_PLACE) != 0, names[0] += a->words[k].roles & ROLE_NAME;
  for (uint32_t k = 0; k < b->n_words; k++)
    places[1] += (b->words[k].roles & ROLE_PLACE) != 0, names[1] += b->words[k].roles & ROLE_NAME;
  while (i < a->n_words && j < b->n_words) {
    if (a->words[i].key < b->words[j].key) i++;
    else if (a->words[i].key > b->words[j].key) j++;
    else {
      s.words++;
      uint8_t roles = a->words[i].roles | b->words[j].roles;
      s.names += roles & ROLE_NAME;
      common_places += (roles & ROLE_PLACE) != 0;
      i++, j++;
    }
  }
  uint32_t least = a->n_words < b->n_words ? a->n_words : b->n_words;
  s.part = least ? (double)s.words / least : 0;
  s.places_differ = places[0] && places[1] && !common_places;
  s.names_differ = names[0] && names[1] && !s.names;
  s.named_apart = (names[0] || names[1]) && !s.names;
  return s;
}

/* Whether two days may be one, or lie so many days apart at most.  Of one of them no more may be known than its name. */
static bool is_near(const struct claim_day *x, const struct claim_day *y, int32_t by) {
  if (x->first > WEEK_DAYS && y->first > WEEK_DAYS) return x->first <= y->last + by && y->first <= x->last + by;
  const int32_t apart = abs(x->first - y->first) % WEEK_DAYS;
  return apart <= by || WEEK_DAYS - apart <= by;
}

/* The days that two sentences speak of are known and differ by more than one. */
static bool days_differ(const struct claims *a, const struct claims *b, int32_t by) {
  bool near = false;
  for (uint32_t i = 0; i < a->n_days; i++)
    for (uint32_t j = 0; j < b->n_days; j++) near |= is_near(&a->days[i], &b->days[j], by);
  return a->n_days && b->n_days && !near;
}

/* Whether two words are said and neither sentence has the other's. */
static bool differ(const struct claims *a, uint32_t x, const struct claims *b, uint32_t y) {
  return x && y && x != y && !claims_word(a, y) && !claims_word(b, x);
}

/* The same of whom something is told of: it may be who says it. */
static bool subjects_apart(const struct claims *a, uint32_t x, const struct claims *b, uint32_t y) {
  return differ(a, x, b, y) && !claims_speaker(a, y) && !claims_speaker(b, x);
}

/* Whether a sentence has a word, if there is one, for what is told or for who says it. */
static bool tells(const struct claims *c, uint32_t key) {
  return !key || claims_word(c, key) || claims_speaker(c, key);
}

/* Whether a sentence tells of a span of time that the other does not tell of. */
static bool has_other_period(const struct claims *a, const struct claims *b) {
  for (uint32_t i = 0; i < a->n_periods; i++) {
    bool found = false;
    for (uint32_t j = 0; j < b->n_periods; j++)
      found |= a->periods[i].first == b->periods[j].first && a->periods[i].last == b->periods[j].last;
    if (!found) return true;
  }
  return false;
}

/* Whether each tells of spans of time, and not of the same: of a quarter, of a year. */
static bool periods_differ(const struct claims *a, const struct claims *b) {
  return a->n_periods && b->n_periods && (has_other_period(a, b) || has_other_period(b, a));
}

/* Whether the two tell of other things of one name: zone one, zone two. */
static bool labels_differ(const struct claims *a, const struct claims *b) {
  bool other = false;
  for (uint32_t i = 0; i < a->n_labels; i++)
    for (uint32_t j = 0; j < b->n_labels; j++) {
      if (a->labels[i].of != b->labels[j].of) continue;
      if (a->labels[i].label == b->labels[j].label) return false;
      other = true;
    }
  return other;
}

static bool names(const struct claims *c, uint32_t key) {
  for (uint32_t i = 0; i < c->n_names; i++)
    if (c->names[i] == key) return true;
  return false;
}

/* Whether two companies are told of, each by itself. */
static bool companies_differ(const struct claims *a, const struct claims *b) {
  if (a->source.itself && b->source.itself && a->source.name && b->source.name && a->source.name != b->source.name &&
      a->source.company != b->source.company)
    return true;
  return a->source.company && b->source.company && a->source.company != b->source.company &&
         !names(a, b->source.company) && !names(b, a->source.company);
}

static bool printed_apart(const struct claims *a, const struct claims *b, int32_t by) {
  return a->published && b->published && abs(a->published - b->published) > by;
}

static bool same_source(const struct claims *a, const struct claims *b) {
  return a->source.name == b->source.name && (a->source.name || a->outlet == b->outlet);
}

/* Whether two tell it: other outlets, or other sources in one. */
static bool tellers_differ(const struct claims *a, const struct claims *b) {
  if (!a->outlet || !b->outlet || a->outlet != b->outlet) return true;
  return a->source.name && b->source.name && a->source.name != b->source.name;
}

/* ---- Figures ---- */

/* Rounds to as many digits as the other shows: 11.7 and 12 are one. */
static bool is_rounded(double fine, double coarse) {
  if (coarse == 0 || fine == 0) return false;
  double digit = 1;
  while (fabs(fmod(coarse, digit * 10)) < 1e-9 && digit < 1e15) digit *= 10;
  while (fabs(fmod(coarse, digit)) > 1e-9 && digit > 1e-3) digit /= 10;
  return fabs(rint(fine / digit) * digit - coarse) < 1e-9 && fabs(fine - coarse) <= fabs(coarse) / 20;
}

static bool overlap(const struct claim_figure *x, const struct claim_figure *y) {
  if (x->low <= y->high && y->low <= x->high) return true;
  double a = x->low <= x->high && isfinite(x->low) ? x->low : x->high, b = isfinite(y->low) ? y->low : y->high;
  if ((x->approximate || y->approximate) && fabs(a - b) <= (fabs(a) + fabs(b)) / 2 * NEAR_ENOUGH) return true;
  return is_rounded(a, b) || is_rounded(b, a);
}

/* Whether another sentence has the words for what a figure counts, if that is said. */
static bool is_told_of(const struct claim_figure *x, const struct claims *other) {
  return (!x->of || claims_word(other, x->of)) && (!x->of_kind || claims_word(other, x->of_kind));
}

/* Whether two ages are of one: of the same name, though one has more of it, or of what is called by the same words. */
static bool is_one_person(const struct claims *a, const struct claim_figure *x, const struct claims *b,
                          const struct claim_figure *y) {
  const struct claim_word *one = claims_word(a, x->of), *other = claims_word(b, y->of);
  if (x->of_word == y->of_word) return true;
  return x->of == y->of && one && other && (one->roles | other->roles) & ROLE_NAME &&
         (!x->of_kind || !y->of_kind || x->of_kind == y->of_kind);
}

/* Whether both measure the same: the turnout was, or reached. */
static bool is_one_measure(const struct claim_figure *x, const struct claim_figure *y) {
  return *x->unit && !x->time && x->of && x->of == y->of && !x->act && !y->act;
}

/* Whether two figures count the same: the same unit, the same counted, the same done to it. */
static bool same_count(const struct claims *a, const struct claim_figure *x, const struct claims *b,
                       const struct claim_figure *y, const struct shared *s) {
  if (strcmp(x->unit, y->unit) || x->age != y->age || x->vague || y->vague) return false;
  if ((a->past || x->past) != (b->past || y->past)) return false;
  if (x->each != y->each) return false;
  if (x->age && (!is_one_person(a, x, b, y) || fabs(x->low - y->low) > AGES_NEAR)) return false;
  if (x->future != y->future && !x->time) return false;
  if (x->asked != y->asked) return false;
  /* What is done may be a noun: "The fine was 60 million euros." */
  bool acts = (x->act && x->act == y->act) || (x->of && x->of == y->verb) || (y->of && y->of == x->verb);
  if (differ(a, x->of_kind, b, y->of_kind) || (x->act && y->act && !acts && !x->time)) return false;
  bool own_time = a->earlier != b->earlier || periods_differ(a, b);
  if (own_time && !x->time) return false;
  const bool one_day = x->market || y->market || (a->outlet && a->outlet == b->outlet);
  bool apart = s->named_apart || printed_apart(a, b, one_day ? 0 : SOON) || days_differ(a, b, 0);
  if (*x->unit && !x->time && !x->age && apart) return false; /* prices and rates are many */
  if ((x->brief || !*x->unit) && printed_apart(a, b, x->brief ? SOON : DAYS_COUNTED)) return false;
  if (!*x->unit && !x->of && !y->of && !acts) return false; /* mere numbers */
  /* What is done to the one may be told of the other in another place: "carried 300", "300 were on board". */
  bool told = (x->act && claims_word(b, x->act)) || (y->act && claims_word(a, y->act)) || (!x->act && !y->act);
  const bool measure = is_one_measure(x, y) && a->some_people == b->some_people;
  bool near = told && s->part >= MOST_WORDS &&
              (s->words >= 3 || measure ||
               (s->words == 2 && ((x->subject && x->subject == y->subject) || (x->of == y->of && x->verb == y->verb))));
  if (!acts && !near && !(x->time && x->of && x->of == y->of)) return false;
  if (!*x->unit && ((x->low == 1 && x->high == 1) || (y->low == 1 && y->high == 1))) return false; /* a pronoun */
  if (*x->unit && !x->of && !y->of) return s->words >= 2 && s->part >= MOST_WORDS && (acts || x->verb == y->verb);
  if (x->of_some != y->of_some && (x->of_some ? x->low < y->high : y->low < x->high)) return false;
  if (x->of != y->of) {
    if (*x->unit) return is_told_of(x, b) && is_told_of(y, a) && (acts || near);
    if (!x->everyone && !y->everyone) return false;
    if (!acts) return false;
    double few = x->everyone ? y->high : x->high, all = x->everyone ? x->low : y->low;
    if (!(x->everyone && y->everyone) && few <= all) return false; /* nine children among 25 people */
  }
  return true;
}

/* A later count that brings the earlier up to date. */
static bool is_update(const struct claims *a, const struct claim_figure *x, const struct claims *b,
                      const struct claim_figure *y) {
  if (x->time) return false;
  if (a->later || b->later) return true;
  if (!a->published || !b->published || a->published == b->published) return false;
  bool grows = (a->published < b->published) == (x->low < y->low);
  return (grows || strcmp(x->unit, "")) && same_source(a, b);
}

static bool is_years_passing(const struct claims *a, const struct claim_figure *x, const struct claims *b,
                             const struct claim_figure *y) {
  if (strcmp(x->unit, "year") || !a->published || !b->published) return false;
  return fabs(x->low - y->low) * YEAR_DAYS <= 2.0 * abs(a->published - b->published);
}

/* Whether a sentence gives that number too, whatever of: "seven, not eleven". */
static bool gives(const struct claims *c, const struct claim_figure *x) {
  for (uint32_t k = 0; k < c->n_figures; k++)
    if (!strcmp(c->figures[k].unit, x->unit) && overlap(x, &c->figures[k])) return true;
  return false;
}

/* Whether two numbers of a sentence together are that one: "He killed one and wounded two.", "He shot three." */
static bool gives_in_parts(const struct claims *c, const struct claim_figure *x) {
  for (uint32_t i = 0; i < c->n_figures; i++)
    for (uint32_t k = 0; k < i; k++) {
      const struct claim_figure *one = &c->figures[i], *other = &c->figures[k];
      if (strcmp(one->unit, x->unit) || strcmp(other->unit, x->unit)) continue;
      if (fabs(one->low + other->low - x->low) < 0.5 && fabs(one->high + other->high - x->high) < 0.5) return true;
    }
  return false;
}

/* Whether names are what the two are told of, and other names. */
static bool subjects_differ(const struct claims *a, uint32_t x, const struct claims *b, uint32_t y) {
  const struct claim_word *one = claims_word(a, x), *other = claims_word(b, y);
  if (!x || !y || x == y || !one || !other) return false;
  return (one->roles & other->roles & ROLE_NAME) || (!claims_word(b, x) && !claims_word(a, y));
}

/* Whether one is so many times the other that they hardly count the same. */
static bool is_far(const struct claim_figure *x, const struct claim_figure *y, const struct shared *s) {
  const bool same = s->part >= MOST_WORDS && x->act && x->act == y->act && x->of == y->of;
  double a = fabs(isfinite(x->low) ? x->low : x->high), b = fabs(isfinite(y->low) ? y->low : y->high);
  return fmax(a, b) > (same ? FARTHEST_TIMES : FAR_TIMES) * fmin(a, b);
}

static uint64_t bits_of(double number) {
  uint64_t bits;
  memcpy(&bits, &number, sizeof bits);
  return bits;
}

static bool is_money(const char *unit) { return strlen(unit) == 3 && unit[0] >= 'A' && unit[0] <= 'Z'; }

/* Whether both tell of money, and never of the same: of a bond in dollars, of one in francs. */
static bool currencies_differ(const struct claims *a, const struct claims *b) {
  bool both = false;
  for (uint32_t i = 0; i < a->n_figures; i++)
    for (uint32_t j = 0; j < b->n_figures; j++) {
      const char *x = a->figures[i].unit, *y = b->figures[j].unit;
      if (!is_money(x) || !is_money(y)) continue;
      if (!strcmp(x, y)) return false;
      both = true;
    }
  return both;
}

/* Whether a sentence counts that thing more than once: 1.8 million shares beside 4.8 million. */
static bool counts_more(const struct claims *c, const struct claim_figure *x) {
  for (uint32_t k = 0; k < c->n_figures; k++) {
    const struct claim_figure *other = &c->figures[k];
    if (other != x && x->of && other->of == x->of && !strcmp(other->unit, x->unit) && !overlap(other, x)) return true;
  }
  return false;
}

/* Whether both give somebody's age, and ages that are not one person's, taken a birthday apart. */
static bool ages_differ(const struct claims *a, const struct claims *b) {
  bool both = false;
  for (uint32_t i = 0; i < a->n_figures; i++)
    for (uint32_t j = 0; j < b->n_figures; j++) {
      if (!a->figures[i].age || !b->figures[j].age) continue;
      if (fabs(a->figures[i].low - b->figures[j].low) <= 1) return false;
      both = true;
    }
  return both;
}

static bool figures_conflict(const struct claims *a, const struct claims *b, const struct shared *s, uint64_t *matter) {
  if (s->places_differ || s->names_differ || a->part || b->part || a->unsure || b->unsure) return false;
  if (labels_differ(a, b) || currencies_differ(a, b) || a->everywhere != b->everywhere) return false;
  if (a->n_figures > FIGURES_MOST || b->n_figures > FIGURES_MOST) return false; /* lists */
  if (days_differ(a, b, same_source(a, b) ? 0 : SOON)) return false;
  const bool others = ages_differ(a, b);
  for (uint32_t i = 0; i < a->n_figures; i++)
    for (uint32_t j = 0; j < b->n_figures; j++) {
      const struct claim_figure *x = &a->figures[i], *y = &b->figures[j];
      if ((others && !x->age) || !same_count(a, x, b, y, s) || overlap(x, y) || is_update(a, x, b, y) ||
          is_years_passing(a, x, b, y) || counts_more(a, x) || counts_more(b, y))
        continue;
      bool met = gives(b, x) || gives(a, y) || gives_in_parts(b, x) || gives_in_parts(a, y) ||
                 (!x->time && subjects_differ(a, x->subject, b, y->subject)) || is_far(x, y, s);
      uint32_t beside = s->words - (x->of && x->of == y->of && claims_word(a, x->of)) -
                        (x->act && x->act == y->act && claims_word(a, x->act));
      if (met || (beside < 1 && s->part < MOST_WORDS) || (beside < 3 && s->part < FEW_WORDS)) continue;
      *matter =
          (uint64_t)(x->of ? x->of : y->of) ^ bits_of(fmin(x->low, y->low)) * 31 ^ bits_of(fmax(x->low, y->low)) * 1009;
      return true;
    }
  return false;
}

/* ---- Days ---- */

/* The one day that a sentence dates something to, however often it says so; NULL if there are none or several. */
static const struct claim_day *only_day(const struct claims *c) {
  for (uint32_t i = 1; i < c->n_days; i++)
    if (c->days[i].first != c->days[0].first) return NULL;
  return c->n_days ? &c->days[c->n_days - 1] : NULL;
}

static bool days_conflict(const struct claims *a, const struct claims *b, const struct shared *s, uint64_t *matter) {
  const struct claim_day *x = only_day(a), *y = only_day(b);
  if (!x || !y || s->places_differ || s->names_differ) return false;
  if (x->first > WEEK_DAYS && y->first > WEEK_DAYS && abs(x->first - y->first) > MONTHS) return false;
  if (a->other_happening != b->other_happening || a->later || b->later || a->some || b->some) return false;
  if (s->words < 2 || s->part < MOST_WORDS) return false;
  if (x->act != y->act || is_near(x, y, 0) || differ(a, x->subject, b, y->subject)) return false;
  for (uint32_t i = 0; i < a->n_days; i++) /* a day told from that of printing, and printed again */
    for (uint32_t j = 0; j < b->n_days; j++)
      if (a->days[i].said == b->days[j].said) return false;
  *matter = (uint64_t)x->act << 32 ^ (uint64_t)(x->first ^ y->first);
  return true;
}

/* ---- Denials ---- */

/* Whether what one says there is none of is what the other tells of: an agreement on the same thing. */
static bool same_object(const struct claims *no, const struct claim_predicate *none, const struct claims *yes,
                        const struct claim_predicate *one) {
  const struct claim_predicate *from = none->objects[0] ? none : one;
  const struct claims *other = none->objects[0] ? yes : no;
  uint32_t most = from == none ? CLAIM_OBJECTS : CLAIM_OBJECTS - 1; /* behind a verb more follows */
  for (uint32_t i = 0; i < most && from->objects[i]; i++)
    if (claims_word(other, from->objects[i])) return true;
  return !from->objects[0];
}

/* Whether something is done to that, or by it. */
static bool has_object(const struct claim_predicate *p, uint32_t key) {
  bool found = p->key == key || p->subject == key || p->after == key;
  for (uint32_t i = 0; i < CLAIM_OBJECTS; i++) found |= p->objects[i] == key;
  return found;
}

/* Whether two are done to one thing, by one of their first words. */
static bool objects_meet(const struct claim_predicate *x, const struct claim_predicate *y) {
  for (uint32_t i = 0; i < CLAIM_OBJECTS; i++)
    for (uint32_t j = 0; j < CLAIM_OBJECTS; j++)
      if (x->objects[i] && x->objects[i] == y->objects[j]) return true;
  return false;
}

static bool is_name(const struct claims *c, uint32_t key) {
  const struct claim_word *word = claims_word(c, key);
  return word && word->roles & ROLE_NAME;
}

static bool denial_conflict(const struct claims *a, const struct claims *b, const struct shared *s, uint64_t *matter) {
  if (s->places_differ || !s->words) return false;
  if (a->n_negations && a->n_negations == b->n_negations && s->part >= MOST_WORDS)
    return false; /* one statement, told twice */
  for (uint32_t i = 0; i < a->n_predicates; i++)
    for (uint32_t j = 0; j < b->n_predicates; j++) {
      const struct claim_predicate *x = &a->predicates[i], *y = &b->predicates[j];
      if (x->key != y->key || x->negative == y->negative || x->unsure || y->unsure || x->future != y->future) continue;
      if ((a->past || x->past) != (b->past || y->past)) continue;
      const struct claims *no = x->negative ? a : b, *yes = x->negative ? b : a;
      const struct claim_predicate *negative = x->negative ? x : y;
      bool both = false; /* the one that denies it says it too */
      for (uint32_t k = 0; k < no->n_predicates; k++)
        both |= no->predicates[k].key == x->key && !no->predicates[k].negative;
      bool told = negative->named || (x->subject && y->subject);
      const bool nobody = negative->nobody && !printed_apart(no, yes, SOON) && yes->published <= no->published;
      if (both || (!told && !nobody)) continue;
      if (x->waits || y->waits || yes->unsure) continue;
      const bool anybody = x->anybody || y->anybody;
      if ((!anybody && subjects_apart(a, x->subject, b, y->subject)) || subjects_apart(a, x->after, b, y->after))
        continue;
      if (!negative->named && ((!x->after && !tells(a, y->after)) || (!y->after && !tells(b, x->after)))) continue;
      if (negative->named && !same_object(no, negative, yes, x->negative ? y : x)) continue;
      if (negative->object && !has_object(x->negative ? y : x, negative->object)) continue;
      if (no->published && yes->published > no->published + SOON && !x->future) continue; /* it happened since */
      uint32_t beside = s->words - (claims_word(a, x->key) && claims_word(b, x->key));
      const bool brief = beside == 1 && s->part >= MOST_WORDS && x->subject && y->subject;
      const bool one_name =
          (is_name(a, x->subject) || is_name(b, x->subject)) && x->subject == y->subject && x->after == y->after;
      const bool one_thing =
          (anybody || x->subject == y->subject || (negative->named && !negative->subject)) && objects_meet(x, y);
      const bool clear = one_name || one_thing;
      if ((beside < 2 && !brief && !clear && !(nobody && s->part >= HALF_THE_WORDS)) || s->names_differ) continue;
      if (s->part < (negative->named || clear ? SOME_WORDS : HALF_THE_WORDS)) continue;
      *matter = x->key ^ no->hash; /* a denial is shown once */
      return true;
    }
  return false;
}

/* ---- Blame ---- */

/* Whether two are blamed for one thing: they share a word of what for, which is the first of one of them and not far behind
** in the other's; or any, if `any` is enough. */
static bool is_one_matter(const struct claim_blame *x, const struct claim_blame *y, bool any) {
  bool one = false;
  for (uint32_t i = 0; i < CLAIM_MATTERS; i++)
    for (uint32_t j = 0; j < CLAIM_MATTERS; j++)
      one |= x->matters[i] && x->matters[i] == y->matters[j] && (any || i + j < 2);
  return one;
}

/* Two are blamed for one thing: one by the other, or both by name. */
static bool blames_conflict(const struct claims *a, const struct claims *b, const struct shared *s, uint64_t *matter) {
  if (s->places_differ || a->past != b->past || days_differ(a, b, SOON)) return false;
  for (uint32_t i = 0; i < a->n_blames; i++)
    for (uint32_t j = 0; j < b->n_blames; j++) {
      const struct claim_blame *x = &a->blames[i], *y = &b->blames[j];
      if (x->blamed == y->blamed) continue;
      const bool one = x->blamer == y->blamed || claims_speaker(a, y->blamed),
                 other = y->blamer == x->blamed || claims_speaker(b, x->blamed);
      const bool apart = x->named && y->named && !claims_word(b, x->blamed) && !claims_word(a, y->blamed);
      if ((!one && !other && !apart) || !is_one_matter(x, y, one && other)) continue;
      *matter = x->blamed < y->blamed ? (uint64_t)x->blamed << 32 | y->blamed : (uint64_t)y->blamed << 32 | x->blamed;
      return true;
    }
  return false;
}

/* ---- Deadlocks ---- */

static bool is_in(uint32_t key, const uint32_t *words, uint32_t n) {
  for (uint32_t i = 0; i < n; i++)
    if (words[i] == key) return true;
  return false;
}

/* The words that the one side of x and the other side of y have in common, and their other sides have not. */
static uint32_t crossed(const uint32_t *one, uint32_t n, const uint32_t *other, uint32_t m,
                        const struct claim_condition *x, const struct claim_condition *y, bool condition) {
  const uint32_t *rest_x = condition ? x->consequence : x->condition,
                 *rest_y = condition ? y->condition : y->consequence;
  uint32_t n_x = condition ? x->n_consequence : x->n_condition, n_y = condition ? y->n_condition : y->n_consequence,
           common = 0;
  for (uint32_t i = 0; i < n; i++)
    common +=
        is_in(one[i], other, m) && !is_in(one[i], one, i) && !is_in(one[i], rest_x, n_x) && !is_in(one[i], rest_y, n_y);
  return common;
}

static bool enough(uint32_t common, uint32_t n, uint32_t m) {
  return common >= 2 || (common == 1 && (n <= 3 || m <= 3));
}

static bool deadlock(const struct claims *a, const struct claims *b, uint64_t *matter) {
  if (a->published && b->published && abs(a->published - b->published) > MONTHS) return false;
  for (uint32_t i = 0; i < a->n_conditions; i++)
    for (uint32_t j = 0; j < b->n_conditions; j++) {
      const struct claim_condition *x = &a->conditions[i], *y = &b->conditions[j];
      if ((x->holder && x->holder == y->holder) || !x->term || !y->term) continue;
      uint32_t one = crossed(x->condition, x->n_condition, y->consequence, y->n_consequence, x, y, true);
      uint32_t other = crossed(x->consequence, x->n_consequence, y->condition, y->n_condition, x, y, false);
      if ((x->weak || y->weak) && (one < 2 || other < 2)) continue;
      if (!enough(one, x->n_condition, y->n_consequence) || !enough(other, x->n_consequence, y->n_condition)) continue;
      *matter = x->condition[0] ^ (uint64_t)y->condition[0] << 32;
      return true;
    }
  return false;
}

enum contradiction_kind claims_compare(const struct claims *a, const struct claims *b, unsigned parts, double *weight,
                                       uint64_t *matter) {
  struct shared s = compare_words(a, b);
  *weight = s.part;
  *matter = 0;
  if (parts & CLAIM_TERMS && deadlock(a, b, matter)) return CONTRADICTION_DEADLOCK;
  if (a->story == b->story) { /* who are quoted there contradict each other */
    if (!a->source.name || !b->source.name || a->source.name == b->source.name) return CONTRADICTION_NONE;
    if (s.part < MOST_WORDS) return CONTRADICTION_NONE;
    parts &= CLAIM_DENIAL | CLAIM_BLAME;
  }
  if (a->hash == b->hash) return CONTRADICTION_NONE;
  enum contradiction_kind quotes = parts & CLAIM_QUOTE ? quotes_compare(a, b, weight, matter) : CONTRADICTION_NONE;
  if (quotes) return quotes;
  if (!tellers_differ(a, b) || companies_differ(a, b)) return CONTRADICTION_NONE;
  if (parts & CLAIM_BLAME && blames_conflict(a, b, &s, matter)) return CONTRADICTION_BLAME;
  if (parts & CLAIM_FIGURE && figures_conflict(a, b, &s, matter)) return CONTRADICTION_FIGURE;
  if (a->n_figures && b->n_figures && days_differ(a, b, 0)) return CONTRADICTION_NONE; /* each day's own count */
  if (parts & CLAIM_DENIAL && denial_conflict(a, b, &s, matter)) return CONTRADICTION_DENIAL;
  return parts & CLAIM_DAY && days_conflict(a, b, &s, matter) ? CONTRADICTION_DAY : CONTRADICTION_NONE;
}
