/*
** What a match says, as expressions: what its pieces tell is captured as they come, then
** the pattern's actions say what it means.
**
**     two  days  ago   -> shift -number
**     2    DAY         lasts 2 days, anchor REFERENCE, shift -1, unit DAY
**
** Behind a brace begins an expression of its own, "{[day]}-{[day] [month]}", and each takes
** from the other what it does not say itself.
*/
#include "build.h"

#include <stdlib.h>

enum { YEAR_PIVOT = 40, WORDS_MOST_AMOUNT = 1000000000, DATE_OPEN = 1 };
static const int64_t AMOUNT_MOST = 1000000000000000;

/* An expression that is being built. */
struct draft {
  struct expression e;
  int64_t total, group; /* a number in words so far: five hundred | twenty */
  bool amount, tens, vague, bad, drop, typed;
  int64_t hundredths, scale; /* of a number in digits, a fraction, decimals */
  int nth;
  uint8_t unit, first_day; /* that of the expression before */
  bool closed, hundreds;   /* nineteen eighty-four: the hundreds came last */
  int8_t moved;            /* days after (1) or before (-1) what is said */
  bool any_order;          /* "3 days and 2 years", as in notes */
};

static void begin(struct draft *d, uint32_t token, bool any_order) {
  *d = (struct draft){.any_order = any_order,
                      .e = {.first = token, .end = token, .hour = -1, .minute = -1, .second = -1}};
}

static uint8_t unit_of(char letter) {
  static const char letters[] = "STHDEWFMQAYXCK";
  static const uint8_t units[] = {GRAIN_SECOND, GRAIN_MINUTE,    GRAIN_HOUR,    GRAIN_DAY,       GRAIN_WEEKEND,
                                  GRAIN_WEEK,   GRAIN_FORTNIGHT, GRAIN_MONTH,   GRAIN_QUARTER,   GRAIN_HALF,
                                  GRAIN_YEAR,   GRAIN_DECADE,    GRAIN_CENTURY, GRAIN_MILLENNIUM};
  const char *at = letter ? strchr(letters, letter) : NULL;
  return at ? units[at - letters] : GRAIN_NONE;
}

/* Adds a word of a number to those before it; what cannot follow spoils it. */
static void add_to_number(struct draft *d, int64_t n) {
  if (d->hundredths && n >= 12) { /* "2.5 million", "3 dozen" */
    if (d->hundredths > AMOUNT_MOST / n) d->bad = true;
    else d->hundredths *= n;
    return;
  }
  d->amount = true;
  if (n >= 1000) d->total += (d->group ? d->group : 1) * n, d->group = 0, d->tens = false;
  else if (n == 100) d->group = (d->group ? d->group : 1) * 100, d->tens = false;
  else if (n == 12 && d->group && d->group < 12) d->group *= 12;
  else if (d->group % 100 == 0) d->group += n, d->tens = n >= 20;
  else if (d->tens && n < 10) d->group += n, d->tens = false;
  else d->bad = true;
  if (d->total > WORDS_MOST_AMOUNT) d->bad = true;
}

static struct amount amount_of(const struct draft *d) {
  int64_t hundredths = (d->total + d->group) * 100 + d->hundredths;
  return (struct amount){hundredths > AMOUNT_MOST ? AMOUNT_MOST : hundredths, d->vague};
}

/* Adds a unit of time to what lasts; what is counted next may be a smaller one. */
static void add_lasting(struct draft *d, uint8_t unit, bool any_order) {
  struct expression *e = &d->e;
  struct amount amount = amount_of(d);
  const int years = unit == GRAIN_CENTURY ? 100 : unit == GRAIN_DECADE ? 10 : 0;
  if (years && amount.hundredths % 100) amount.hundredths *= years, unit = GRAIN_YEAR; /* half a century */
  const uint8_t before = e->n_lasts ? e->lasts[e->n_lasts - 1].unit : GRAIN_MILLENNIUM + 1;
  if (e->n_lasts == DURATION_PARTS || unit == before || (unit > before && !any_order) ||
      (!d->vague && !amount.hundredths))
    d->bad = true;
  else e->lasts[e->n_lasts].amount = amount, e->lasts[e->n_lasts++].unit = unit;
  d->total = d->group = d->hundredths = 0;
  d->amount = d->tens = d->vague = false;
}

static int short_year(int year) { return year < YEAR_PIVOT ? 2000 + year : 1900 + year; }

static void take_daypart(struct expression *e, const char *value) {
  if (value[0] >= '0' && value[0] <= '9') {
    e->clock = true;
    e->hour = (int8_t)lexicon_read_number(value);
    e->minute = 0;
  } else {
    e->daypart[0] = value[0], e->daypart[1] = value[1];
  }
}

static void take_shift(struct draft *d, int sign) {
  struct expression *e = &d->e;
  e->shift = sign;
  if (e->anchor == ANCHOR_OPEN) e->anchor = ANCHOR_REFERENCE;
  if (e->n_lasts) e->unit = e->lasts[e->n_lasts - 1].unit;
  for (int i = 0; i < e->n_lasts; i++) e->vague = e->vague || e->lasts[i].amount.vague;
}

static void take_zone(struct expression *e, const char *value) {
  if (*value == '?') return;
  const int sign = *value == '-' ? -1 : 1, hours = abs(lexicon_read_number(value)), half = strchr(value, ':') != NULL;
  e->zoned = true;
  e->zone = (int16_t)(sign * (hours * 60 + half * 30));
}

static void take_decade(struct expression *e, int year) {
  if (year % 100 == 0 && year < 2000) e->century = (int16_t)(year / 100 + 1);
  else e->decade = (int16_t)(year / 10);
}

/* Of the time of day. */
static void capture_time(struct draft *d, uint8_t kind, const char *value, int n) {
  struct expression *e = &d->e;
  switch (kind) {
    case CAPTURE_HOUR: e->clock = true, e->hour = (int8_t)n, e->minute = e->minute > 0 ? e->minute : 0; break;
    case CAPTURE_MINUTE: e->minute = (int8_t)n; break;
    case CAPTURE_SECOND: e->second = (int8_t)n; break;
    case CAPTURE_CLOCK:
      e->clock = true, e->hour = (int8_t)(n / 100), e->minute = (int8_t)(n % 100);
      d->bad = d->bad || n % 100 > 59;
      break;
    case CAPTURE_HALF_DAY:
      if (e->hour == 12) e->hour = (int8_t)(n ? 12 : 0);
      else if (e->hour < 12) e->hour = (int8_t)(e->hour + n);
      break;
    case CAPTURE_ZONE: take_zone(e, value); break;
    case CAPTURE_ZONE_EAST: e->zone = (int16_t)(n * 60); break;
    case CAPTURE_ZONE_WEST: e->zone = (int16_t)(-n * 60); break;
    case CAPTURE_DAYPART: take_daypart(e, value); break;
    default: break;
  }
}

/* Of amounts and what is counted from. */
static void capture_amount(struct draft *d, uint8_t kind, const char *value, int n, const struct piece *p) {
  struct expression *e = &d->e;
  switch (kind) {
    case CAPTURE_AMOUNT:
      if (p->number < 0) add_to_number(d, n);
      else if (p->number == INT32_MAX) d->bad = true;
      else d->hundredths = (int64_t)n * 100, d->amount = true;
      break;
    case CAPTURE_DECIMALS:
      if (p->digits == 1) d->hundredths += (int64_t)n * 10;
      else if (p->digits == 2) d->hundredths += n;
      break;
    case CAPTURE_FRACTION: d->hundredths += n, d->amount = true; break;
    case CAPTURE_VAGUE: d->vague = d->amount = true; break;
    case CAPTURE_UNIT:
      d->unit = unit_of(*value);
      if (d->amount) add_lasting(d, d->unit, d->any_order);
      break;
    case CAPTURE_NTH_UNIT: e->nth_unit = unit_of(*value); break;
    case CAPTURE_NTH: d->nth += n; break;
    case CAPTURE_DIRECTION:
      e->anchor = *value == 'C' ? ANCHOR_CONTEXT : ANCHOR_REFERENCE;
      e->shift = lexicon_read_number(value + (*value == 'C'));
      break;
    case CAPTURE_SHIFT:
      e->anchor = *value == 'C' ? ANCHOR_CONTEXT : ANCHOR_REFERENCE;
      take_shift(d, value[1] == '-' ? -1 : 1);
      break;
    case CAPTURE_DAY_WORD:
      e->anchor = ANCHOR_REFERENCE, e->unit = GRAIN_DAY, e->shift = lexicon_read_number(value);
      if (strchr(value, ' ')) take_daypart(e, strchr(value, ' ') + 1);
      break;
    default: break;
  }
}

static void capture(struct draft *d, uint8_t kind, const char *value, const struct piece *p) {
  struct expression *e = &d->e;
  const int n = p->number >= 0 ? p->number : lexicon_read_number(value);
  switch (kind) {
    case CAPTURE_MONTH: e->month = (uint8_t)n; break;
    case CAPTURE_DAY: d->bad = d->bad || e->day + n > 31, e->day = (uint8_t)(e->day + n); break;
    case CAPTURE_FIRST_DAY: d->first_day = (uint8_t)n; break;
    case CAPTURE_WEEKDAY: e->weekday = (uint8_t)n; break;
    case CAPTURE_YEAR: e->year = (int16_t)n; break;
    case CAPTURE_YEAR_HUNDREDS:
      d->bad = d->bad || n < 16 || n > 20, d->hundreds = true, e->year = (int16_t)(n * 100);
      break;
    case CAPTURE_YEAR_THOUSANDS: d->bad = d->bad || n != 2, e->year = (int16_t)(n * 1000); break;
    case CAPTURE_YEAR_UNITS:
      d->bad = d->bad || n < (d->hundreds ? 10 : 1) || n > 99 || (e->year % 100 && n > 9);
      d->hundreds = false;
      e->year = (int16_t)(e->year + n);
      break;
    case CAPTURE_YEAR_SAME: e->year = (int16_t)n; break; /* build_match adds the century */
    case CAPTURE_YEAR_SHORT: e->year = (int16_t)short_year(n); break;
    case CAPTURE_DECADE: d->bad = d->bad || n % 10, take_decade(e, n); break;
    case CAPTURE_DECADE_SHORT:
      d->bad = d->bad || (p->number >= 0 && n % 10);
      if (p->number < 0) e->decade = (int16_t)((e->decade ? e->decade : n ? 190 : 200) + n);
      else e->decade = (int16_t)((n < 20 ? 200 : 190) + n / 10);
      break;
    case CAPTURE_CENTURY: e->century = (int16_t)(e->century + n); break;
    case CAPTURE_ERA:
      if (n < 0) e->year = (int16_t)-e->year, e->century = (int16_t)-e->century;
      break;
    case CAPTURE_SEASON: memcpy(e->season, value, 2); break;
    case CAPTURE_QUARTER: d->bad = d->bad || n < 1 || n > 4, e->quarter = (uint8_t)n; break;
    case CAPTURE_HALF: d->bad = d->bad || n < 1 || n > 2, e->half = (uint8_t)n; break;
    case CAPTURE_WEEK: e->week = (uint8_t)n; break;
    case CAPTURE_HOLIDAY:
      e->holiday = value;
      d->bad = d->bad || *value == '?' || !*value;
      break;
    case CAPTURE_PART: e->part = *value; break;
    case CAPTURE_CONSTANT: e->constant = value; break;
    default: capture_amount(d, kind, value, n, p); capture_time(d, kind, value, n);
  }
}

static void act(const struct patterns *patterns, struct draft *d, const struct pattern_action *a) {
  struct expression *e = &d->e;
  const uint8_t unit = a->unit ? a->unit : d->unit;
  const char *text = a->action == ACTION_VALUE || a->action == ACTION_PART || a->action == ACTION_DAYPART
                         ? patterns->texts[a->number]
                         : "";
  switch (a->action) {
    case ACTION_DATE: e->type = DATE_DATE; break;
    case ACTION_TIME: e->type = DATE_TIME; break;
    case ACTION_DURATION: e->type = DATE_DURATION; break;
    case ACTION_SET: e->type = DATE_SET; break;
    case ACTION_NONE: d->drop = true; break;
    case ACTION_VALUE: e->constant = text; break;
    case ACTION_REFERENCE: e->anchor = ANCHOR_REFERENCE; break;
    case ACTION_STORY: e->anchor = ANCHOR_CONTEXT; break;
    case ACTION_OPEN: e->anchor = ANCHOR_OPEN; break;
    case ACTION_SHIFT:
      e->shift = a->number, e->unit = unit;
      if (e->anchor == ANCHOR_OPEN) e->anchor = ANCHOR_REFERENCE;
      break;
    case ACTION_SHIFT_NUMBER: take_shift(d, a->number); break;
    case ACTION_UNIT: e->unit = unit; break;
    case ACTION_NTH: e->nth = (int8_t)(a->number ? a->number : d->nth); break;
    case ACTION_OF: e->nth_unit = unit; break;
    case ACTION_YEAR: e->year = a->number; break;
    case ACTION_MONTH: e->month = (uint8_t)a->number; break;
    case ACTION_DAY: e->day = (uint8_t)a->number; break;
    case ACTION_WEEKDAY: e->weekday = (uint8_t)a->number; break;
    case ACTION_QUARTER: e->quarter = (uint8_t)a->number; break;
    case ACTION_HALF: e->half = (uint8_t)a->number; break;
    case ACTION_DECADE: e->decade = a->number; break;
    case ACTION_HUNDREDS: e->decade = (int16_t)(a->number * 10); break;
    case ACTION_PART: e->part = *text; break;
    case ACTION_DAYPART: take_daypart(e, text); break;
    case ACTION_TOWARD: e->toward = (int8_t)a->number; break;
    case ACTION_LASTS:
      d->hundredths = a->number, d->vague = !a->number;
      add_lasting(d, unit, d->any_order);
      break;
    case ACTION_BARE: e->bare_unit = true; break;
    case ACTION_WITHIN: e->within = true; break;
    case ACTION_EXACT: e->exact = true; break;
    case ACTION_ENDS: e->ends_period = true; break;
    case ACTION_EVENT: e->of_event = true; break;
    case ACTION_SAME: e->same_time = true; break;
    case ACTION_ORDERS: e->two_orders = true; break;
    case ACTION_CENTURY_OF_STORY: e->two_digits = true; break;
    case ACTION_WEEKEND: e->weekend = true; break;
    case ACTION_DAYS: e->anchor_days = e->exact = true, d->moved = (int8_t)a->number; break;
    case ACTION_MORE:
      if (d->amount || !e->n_lasts) d->hundredths += a->number, d->amount = true;
      else e->lasts[e->n_lasts - 1].amount.hundredths += a->number;
      break;
    default: break;
  }
}

/* The day that is some days, weeks or fortnights from the one that is said. */
static bool count_days(struct expression *e, int sign) {
  int64_t days = 0;
  for (int i = 0; i < e->n_lasts; i++) {
    const uint8_t unit = e->lasts[i].unit;
    const int each = unit == GRAIN_DAY ? 1 : unit == GRAIN_WEEK ? 7 : unit == GRAIN_FORTNIGHT ? 14 : 0;
    if (!each || e->lasts[i].amount.vague) return false;
    days += each * e->lasts[i].amount.hundredths / 100;
  }
  if (days > SHIFT_MOST) return false;
  e->lasts[0].amount.hundredths = sign * days;
  e->n_lasts = 1;
  return true;
}

/* What one expression of several takes from its neighbour. */
static void lend(struct expression *to, const struct expression *from) {
  if (to->type != from->type && from->type > DATE_TIME) to->type = from->type;
  if ((to->clock || to->daypart[0]) && from->type <= DATE_TIME && !to->day && !to->weekday &&
      to->anchor == ANCHOR_OPEN && !to->holiday) { /* 3 p.m. (0700 GMT) on Monday */
    to->year = from->year, to->month = from->month, to->day = from->day, to->weekday = from->weekday,
    to->holiday = from->holiday;
    to->anchor = from->anchor, to->unit = from->unit, to->shift = from->shift;
    return;
  }
  if (to->n_lasts && from->n_lasts && to->anchor == ANCHOR_OPEN)
    to->anchor = from->anchor, to->unit = from->unit, to->shift = from->shift;
  if (to->day && !to->month) {
    to->month = from->month;
    if (to->anchor == ANCHOR_OPEN && from->unit == GRAIN_MONTH)
      to->anchor = from->anchor, to->unit = from->unit, to->shift = from->shift, to->bare_unit = from->bare_unit;
  }
  if (to->weekday && from->weekday && to->anchor == ANCHOR_OPEN && from->unit == GRAIN_WEEK)
    to->anchor = from->anchor, to->unit = from->unit, to->shift = from->shift;
  if (!to->year && to->month && to->anchor == ANCHOR_OPEN) to->year = from->year;
  if (from->year < 0 && to->year > -from->year) to->year = (int16_t)-to->year;
  if (from->century < 0 && to->century > 0) to->century = (int16_t)-to->century;
}

struct builder {
  struct matcher *m;
  struct draft drafts[EXPRESSIONS_MOST];
  uint32_t count;
  bool inside, braces; /* within braces; whether there are any */
};

static void between(struct builder *b, uint32_t list, uint32_t token, uint32_t last) {
  const struct patterns *patterns = b->m->patterns;
  const struct pattern_run *run = &patterns->betweens[list];
  for (uint32_t i = 0; i < run->count; i++) {
    const struct pattern_between *x = &patterns->between[patterns->between_items[run->from + i]];
    struct draft *now = &b->drafts[b->count - 1];
    if (x->kind == BETWEEN_OPEN) {
      if (b->braces && b->count < EXPRESSIONS_MOST) begin(&b->drafts[b->count++], token, b->drafts[0].any_order);
      b->drafts[b->count - 1].e.first = token;
      b->inside = b->braces = true;
    } else if (x->kind == BETWEEN_CLOSE) {
      now->e.end = last + 1;
      now->closed = true;
      b->inside = false;
    } else if (x->kind == BETWEEN_DO) {
      for (uint32_t k = 0; k < x->count; k++) act(patterns, now, &patterns->actions[x->from + k]);
    }
  }
}

bool build_match(struct matcher *m, const struct taken *taken, uint32_t count, const struct pattern_accept *a,
                 struct match *out) {
  const struct patterns *patterns = m->patterns;
  struct builder b; /* its drafts begin when they are needed */
  b.m = m, b.count = 1, b.inside = b.braces = false;
  uint32_t last = piece_at(m, taken[0].piece)->token;
  begin(&b.drafts[0], last, m->reader->style == DATES_NOTE);
  if (a->lead) between(&b, a->lead, last, last);
  for (uint32_t i = 0; i < count; i++) {
    const struct pattern_edge *e = taken[i].edge;
    const struct piece *p = piece_at(m, taken[i].piece);
    const struct pattern_capture *c = &patterns->captures[e->capture];
    if (e->between) between(&b, e->between, p->token, last);
    last = p->token;
    if (!c->kind) continue;
    const char *value = c->text >= 0    ? patterns->texts[c->text]
                        : p->number < 0 ? lexicon_value(p->word, (enum lexicon_list)c->list)
                                        : "";
    for (uint32_t k = b.braces && b.inside ? b.count - 1 : 0; k < b.count; k++)
      capture(&b.drafts[k], c->kind, value ? value : "", p);
  }
  if (a->between) between(&b, a->between, last + 1, last);
  const struct pattern_run *rule = &patterns->rules[a->rule];
  struct expression *items = out->items;
  bool drop = false;
  for (uint32_t k = 0; k < b.count; k++) {
    struct draft *d = &b.drafts[k];
    for (uint32_t i = 0; i < rule->count; i++) act(patterns, d, &patterns->actions[rule->from + i]);
    if (!d->closed) d->e.end = last + 1;
    if (k + 1 < b.count && d->amount)
      d->unit = b.drafts[k + 1].unit, add_lasting(d, d->unit, true); /* two or three days */
    d->bad = d->bad || (d->e.two_orders && d->e.month > 12 && d->e.day > 12);
    if (d->bad || (d->e.anchor_days && !count_days(&d->e, d->moved))) return false;
    drop = drop || d->drop;
    items[k] = d->e;
  }
  for (uint32_t k = 1; k < b.count; k++) { /* 1914-18 */
    struct expression *e = &items[k];
    if (b.drafts[k].first_day) items[k - 1].day = b.drafts[k].first_day;
    if (e->n_lasts && items[k - 1].n_lasts && items[k - 1].lasts[0].amount.hundredths >= e->lasts[0].amount.hundredths)
      return false;
    if (e->century && items[k - 1].century >= abs(e->century)) return false;
    const int before = items[k - 1].year;
    if (e->year <= 0 || e->year > 99 || before < 1000) continue;
    if (e->year <= before % 100) return false;
    e->year = (int16_t)(before - before % 100 + e->year);
  }
  for (uint32_t k = 1; k < b.count; k++) lend(&items[k], &items[k - 1]);
  for (uint32_t k = b.count; k-- > 1;) lend(&items[k - 1], &items[k]);
  for (uint32_t k = 1; k < b.count; k++) /* June 3-5 */
    if (items[k].day && items[k].month == items[k - 1].month && items[k].day <= items[k - 1].day && !items[k - 1].clock)
      return false;
  out->end = last + 1;
  out->count = drop ? 0 : b.count;
  return true;
}
