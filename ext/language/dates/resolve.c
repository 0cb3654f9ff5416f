/*
** From what is said to when it was: see resolve.h.
**
** An expression names a period step by step: where it starts from (last
** year), then what is said of it (the third quarter).  What is left open (the
** year of June 3, the week of Friday) is the nearest that the words around
** allow, in news; in a narrative, the nearest to where the story has come.
*/
#include "resolve.h"
#include "ancient.h"
#include "borrow.h"
#include "calendar.h"
#include "notes.h"
#include "periods.h"
#include "tense.h"
#include "thread.h"
#include "told.h"
#include "value.h"

#include <stdio.h>
#include <string.h>

/* Of news: "said that the talks on June 7 were off" on 2 June. */
enum { LONG_AGO_YEARS = 20, LEAP_YEAR = 2000 };
enum { SOON_DAYS = 45, SOON_MONTH = 31, LONG_AGO_DAYS = 250, EVE_DAYS = 2, JUST_BEEN = 60 };
enum { WEEKEND_OVER = 3 /* Wednesday: until then this weekend may be the last */ };
/* How many days further away what lies ahead is taken to be, where no verb tells. */
enum { UNTOLD_DAY = 120, UNTOLD_MONTH = 60, UNTOLD_QUARTER = 180 };
/* "Sales rose last year, but less than in the previous year": how many tokens lie between. */
enum { BESIDE = 24, SAME_DAY = 40, BESIDE_TIME = 30, FORGOTTEN = 60 };

/* The year left open: the nearest that `look` allows, seen from day `from`. */
static struct period open_year(const struct story *s, const struct expression *e, int32_t from, enum look look) {
  int year = day_split(from).year;
  if (s->reference.loose == GRAIN_YEAR && s->style != DATES_NARRATIVE) return in_year(e, year); /* all that is known */
  struct period best = no_period();
  int32_t nearest = 0;
  const bool appointed = look != LOOK_FUTURE && s->style == DATES_NEWS && of_appointment(s->reader, e);
  for (int y = year - 1; y <= year + 1; y++) {
    struct period p = in_year(e, y);
    if (!p.grain && e->month == 2 && e->day == 29) {
      for (int k = 1; k < 8 && !p.grain; k++) p = in_year(e, look == LOOK_FUTURE ? y + k : y - k);
    }
    if (!p.grain) continue;
    if (e->weekday && e->day && day_weekday(p.first) != e->weekday && !e->nth) continue;
    /* A day without its year is seldom a year away: next week's is meant, whatever the verb. */
    bool soon = (e->month || e->holiday) && (e->day || s->style == DATES_NEWS) && p.first > from &&
                p.first - from <= (e->day || e->holiday ? SOON_DAYS : SOON_MONTH) &&
                (e->day || !is_past_beside(s->reader, e));
    /* Nor is one meant that is most of a year ahead, where it has just been; the more so "will report its first quarter". */
    const bool reported = e->quarter || e->half;
    bool recent = (e->month || reported) && s->style != DATES_NOTE && p.last < from && from - p.last <= JUST_BEEN;
    if (look == LOOK_PAST && p.first > from && !soon && !appointed) continue;
    if (look == LOOK_FUTURE && p.last < from && !recent) continue;
    int32_t away = p.first > from ? p.first - from : p.last < from ? from - p.last : 0;
    if (appointed && p.first > from) away *= 2;
    else if (look == LOOK_UNKNOWN && p.first > from) /* news looks back */
      away += e->day ? UNTOLD_DAY : e->quarter || e->half ? UNTOLD_QUARTER : UNTOLD_MONTH;
    if (look == LOOK_PAST && soon && !appointed) away += LONG_AGO_DAYS;
    if (look == LOOK_FUTURE && recent && !reported) away += LONG_AGO_DAYS;
    if (best.grain && away >= nearest) continue;
    best = p;
    nearest = away;
  }
  if (!best.grain && e->month) { /* an impossible day, or no such weekday near */
    best = in_year(e, year);
  }
  return best;
}

/* "Monday": the nearest that `look` allows. */
static struct period open_weekday(const struct story *s, const struct expression *e, int32_t from, enum look look) {
  int ahead = (e->weekday - day_weekday(from) + 7) % 7;
  int32_t day = from + ahead;
  const char link = link_at(s->reader, s->context_end);
  if (s->style == DATES_NEWS && s->context_grain == GRAIN_DAY && s->context_end + 1 == e->first &&
      token_at(s->reader, s->context_end - 1)->kind != TOKEN_NUMBER &&
      (link == 'a' || link == 't')) { /* Thursday and Friday */
    day = s->context + 1 + (e->weekday - day_weekday(s->context) + 6) % 7;
    if (look != LOOK_PAST || day <= from || s->context > from) return period_of_days(day, day, GRAIN_DAY);
    day = from + ahead;
  }
  if (s->style == DATES_NOTE && look != LOOK_PAST) return period_of_days(day, day, GRAIN_DAY);
  const bool eve = ahead <= EVE_DAYS && s->style == DATES_NEWS && of_appointment(s->reader, e) &&
                   (look != LOOK_PAST || link_at(s->reader, e->first - 1) != 'o');
  if (ahead && look != LOOK_FUTURE && !eve) day -= 7;
  return period_of_days(day, day, GRAIN_DAY);
}

/* "He left on 23 December and was due back on the 26th.": of the month that was told just before; DAY_NONE if none was. */
static int32_t day_of_told_month(const struct story *s, const struct expression *e) {
  if (!s->context || s->context_grain > GRAIN_DAY || s->context_end + BESIDE < e->first || e->weekday) return DAY_NONE;
  const struct calendar_day told = day_split(s->context);
  const bool named =
      has(s->reader, s->context_end - 1, LEXICON_MONTH) || has(s->reader, s->context_end - 2, LEXICON_MONTH);
  return named && e->day > told.day ? day_of(told.year, told.month, e->day) : DAY_NONE;
}

/* "the 27th": of the month that is near. */
static struct period open_day(const struct expression *e, int32_t from, enum look look) {
  struct calendar_day c = day_split(from);
  for (int k = 0; k < 3; k++) {
    int at = c.year * 12 + c.month - 1 + (look == LOOK_FUTURE ? k : -k);
    int32_t day = day_of(at / 12, at % 12 + 1, e->day);
    if (!day || (e->weekday && day_weekday(day) != e->weekday)) continue;
    if (look == LOOK_FUTURE ? day >= from : day <= from || look == LOOK_UNKNOWN)
      return period_of_days(day, day, GRAIN_DAY);
  }
  for (int k = -2; e->weekday && k < 4; k++) {
    int at = c.year * 12 + c.month - 1 + k;
    int32_t day = day_of(at / 12, at % 12 + 1, e->day);
    if (day && day_weekday(day) == e->weekday) return period_of_days(day, day, GRAIN_DAY);
  }
  return no_period();
}

/* The weekday, month or season that is told to be the last or next of its name, counted from `from`. */
static struct period occurrence(const struct story *s, const struct expression *e, int32_t from) {
  if (e->weekday && !e->day && !e->month) {
    int32_t monday = from - day_weekday(from) + 1, day = monday + e->weekday - 1;
    if (s->style == DATES_NOTE) day += 7 * e->shift;
    else if (e->shift < 0 && day >= from) day -= 7;
    else if (e->shift > 0 && day <= from) day += 7;
    else if (!e->shift && day < from && look_of(s->reader, e) == LOOK_FUTURE) day += 7; /* the debate this Monday */
    return period_of_days(day, day, GRAIN_DAY);
  }
  if (!has_yearly(e)) return no_period();
  int year = day_split(from).year;
  for (int k = 0; k < 2; k++) {
    struct period p = in_year(e, e->shift < 0 ? year - k : year + k);
    if (e->shift == 0 || !p.grain) return p;
    if (e->shift < 0 && p.last < from) return p;
    if (e->shift > 0 && p.first > from) return p;
  }
  return in_year(e, year + e->shift);
}

/* "150 years ago" in a history is seen from the writer's day, as what is told of is seldom. */
static bool is_long_ago(const struct expression *e) {
  return e->anchor == ANCHOR_REFERENCE && e->shift < 0 && e->n_lasts && e->lasts[0].unit >= GRAIN_YEAR &&
         e->lasts[0].amount.hundredths >= LONG_AGO_YEARS * 100;
}

/* Whether the last year that a history said, in passing, is another than the one it is in. */
static bool is_in_said_year(const struct story *s) {
  return s->style == DATES_NARRATIVE && s->said_year > 0 && s->context && day_split(s->context).year != s->said_year;
}

/* The day from which an anchor counts. */
static int32_t anchor_day(const struct story *s, const struct expression *e) {
  if (is_in_said_year(s) && (e->unit >= GRAIN_YEAR || e->season[0]) && (e->anchor == ANCHOR_CONTEXT || !e->n_lasts))
    return day_of(s->said_year, 1, 1); /* "published in 1724.  Two years later" */
  if (s->style == DATES_NARRATIVE && s->context && !is_long_ago(e)) return s->context;
  if (s->style == DATES_NARRATIVE && e->anchor == ANCHOR_CONTEXT) return DAY_NONE;
  /* "The next day they left.", where no day is told: whatever day it is, it is not the reference's */
  if (e->anchor == ANCHOR_CONTEXT && e->unit == GRAIN_DAY && e->shift >= 0 && !e->n_lasts && s->style == DATES_NEWS &&
      (!s->context || s->context_grain > GRAIN_DAY) && (!e->shift || look_of(s->reader, e) == LOOK_PAST))
    return DAY_NONE;
  if (e->anchor != ANCHOR_CONTEXT || !s->context || s->style == DATES_NOTE) return s->reference.day;
  /* a month of the reference, where the story has told but a year */
  if (e->unit && e->unit < s->context_grain && (!e->n_lasts || e->unit < GRAIN_DAY)) return s->reference.day;
  return s->context;
}

/* Moves a day by the amounts of an expression, and says how exact that leaves it. */
static struct period moved(const struct story *s, const struct expression *e) {
  int32_t day = anchor_day(s, e);
  enum grain grain = e->unit;
  if (!day) return no_period();
  if (e->weekday) day -= (day_weekday(day) - e->weekday + 7) % 7; /* "three years ago Friday" */
  for (int i = 0; i < e->n_lasts; i++) {
    int64_t n = e->lasts[i].amount.vague ? 300 : e->lasts[i].amount.hundredths;
    if (n > (int64_t)SHIFT_MOST * 100) return no_period();
    int months_each = 0, days_each = 0;
    switch (e->lasts[i].unit) {
      case GRAIN_HOUR: /* 48 hours ago */
        if (n % 2400 == 0) n /= 24, days_each = 1;
        break;
      case GRAIN_DAY: days_each = 1; break;
      case GRAIN_WEEK: days_each = 7; break;
      case GRAIN_WEEKEND: days_each = 7; break;
      case GRAIN_FORTNIGHT: days_each = 14; break;
      case GRAIN_MONTH: months_each = 1; break;
      case GRAIN_QUARTER: months_each = 3; break;
      case GRAIN_YEAR: months_each = 12; break;
      case GRAIN_DECADE: months_each = 120; break;
      case GRAIN_CENTURY: months_each = 1200; break;
      case GRAIN_MILLENNIUM: months_each = 12000; break;
      default: break;
    }
    if (days_each) day += (int32_t)(e->shift * n * days_each / 100);
    else if (months_each) day = day_plus_months(day, (int)(e->shift * n * months_each / 100));
    if (day < 1 || day > DAY_LAST) return no_period();
  }
  if (e->lasts[0].amount.hundredths % 100 && grain > GRAIN_YEAR) grain = GRAIN_YEAR; /* a century and a half ago */
  if (e->exact || grain < GRAIN_DAY) grain = GRAIN_DAY;
  if (grain == GRAIN_FORTNIGHT) grain = GRAIN_WEEK;
  return unit_around(day, grain, 0);
}

/* Whether a bare unit is the one that the story tells of: "It closed at 31 on Friday, down 6 percent for the week." */
static bool is_told(const struct story *s, const struct expression *e) {
  const uint32_t reach = e->unit == GRAIN_DAY ? FORGOTTEN : SAME_DAY;
  if (s->style != DATES_NEWS || s->context_end + reach < e->first || !s->context) return false;
  if (e->unit == GRAIN_WEEK && s->context_grain <= GRAIN_DAY) return !e->part && s->context < s->reference.day;
  const bool pointed = has(s->reader, e->first, LEXICON_DATE_DIRECTION); /* a word points to it */
  if (e->unit == GRAIN_YEAR &&
      s->context_grain <= (pointed ? GRAIN_HALF : GRAIN_YEAR)) /* "in 2005, and for the year" */
    return !e->part && day_split(s->context).year < day_split(s->reference.day).year &&
           look_of(s->reader, e) != LOOK_FUTURE;
  if (e->unit >= GRAIN_DECADE) /* "In 1525 the castle burned.  By the end of the century ..." */
    return s->context < s->reference.day && look_of(s->reader, e) != LOOK_FUTURE;
  if (s->context_grain != e->unit) return false;
  return e->unit == GRAIN_DAY ? e->part : !e->part && (e->unit == GRAIN_MONTH || e->unit == GRAIN_QUARTER);
}

/* The month or quarter that the story tells of, in another year; else that year: "In that period of 2008 it fell." */
static struct period same_of_year(const struct story *s, const struct expression *e) {
  if (!s->reference.day && !e->year) return no_period();
  const int year = e->year > 0 ? e->year : day_split(s->reference.day).year + e->shift;
  if (!s->context || (s->context_grain != GRAIN_MONTH && s->context_grain != GRAIN_QUARTER) || year < 1 || year > 9999)
    return period_of_years(year, 1, GRAIN_YEAR);
  /* not the period itself: "in the fourth quarter, up from the same quarter a year earlier" */
  const bool itself = !e->year && e->shift < 0 && year == day_split(s->context).year;
  return unit_around(day_of(year - itself, day_split(s->context).month, 1), s->context_grain, 0);
}

/* A unit behind an article: the one that the story is in, or the reference. */
static struct period bare_period(const struct story *s, const struct expression *e) {
  int32_t day = e->story_year                               ? day_of(e->story_year, 1, 1)
                : s->style == DATES_NARRATIVE && s->context ? s->context
                : e->anchor == ANCHOR_CONTEXT               ? anchor_day(s, e)
                : is_told(s, e)                             ? s->context
                                                            : s->reference.day;
  struct period p = narrowed_period(e, unit_around(day, e->unit, e->anchor == ANCHOR_OPEN ? 0 : e->shift));
  const bool been = e->unit == GRAIN_WEEKEND && s->style != DATES_NARRATIVE && p.grain && p.first > day;
  const enum look look = been ? look_of(s->reader, e) : LOOK_UNKNOWN;
  if (been && (look == LOOK_PAST || (s->style == DATES_NEWS && look == LOOK_UNKNOWN)))
    p = unit_around(day, GRAIN_WEEKEND, -1); /* the one that was */
  if (e->nth && p.grain) return nth_within(e, &p);
  return p;
}

/* What starts from nothing that is said: "June 3", "Monday", the next or the last of them. */
static struct period open_period(const struct story *s, const struct expression *e) {
  int32_t from = s->style == DATES_NARRATIVE && s->context ? s->context : s->reference.day;
  if (e->anchor != ANCHOR_OPEN) return from ? occurrence(s, e, anchor_day(s, e)) : no_period();
  if (!from) return no_period();
  enum look look = s->style == DATES_NARRATIVE ? LOOK_UNKNOWN
                   : e->toward                 ? (e->toward < 0 ? LOOK_PAST : LOOK_FUTURE)
                   : e->anchor_days && e->weekday && e->lasts[0].amount.hundredths > 1
                       ? LOOK_FUTURE /* a week from Friday, but not the day after it */
                       : look_of(s->reader, e);
  if (has_yearly(e)) {
    struct period p = e->story_year ? in_story_year(e, e->story_year) : open_year(s, e, from, look);
    if (e->nth && p.grain) return nth_within(e, &p);
    return p;
  }
  if (e->day) {
    if (s->style == DATES_NARRATIVE && s->context) {
      struct calendar_day c = day_split(s->context);
      int32_t day = day_of(c.year, c.month, e->day);
      return period_of_days(day, day, GRAIN_DAY);
    }
    const int32_t told = day_of_told_month(s, e);
    return told ? period_of_days(told, told, GRAIN_DAY) : open_day(e, from, look);
  }
  if (e->weekday) return open_weekday(s, e, from, look);
  return no_period();
}

/* "He died this weekend", told on a Monday. */
static bool is_just_over(const struct story *s, const struct expression *e, int32_t day) {
  return s->style == DATES_NEWS && day_weekday(day) <= WEEKEND_OVER && look_of(s->reader, e) == LOOK_PAST;
}

/* The period that an expression names, where it needs the calendar. */
static struct period calendar_period(const struct story *s, const struct expression *e) {
  const int32_t reference = s->reference.day;
  if (e->century) {
    struct period p = {.grain = GRAIN_CENTURY};
    if (e->century > 0) p = period_of_years((e->century - 1) * 100, 100, GRAIN_CENTURY);
    p.year = e->century < 0 ? e->century + 1 : e->century - 1;
    return p;
  }
  if (e->decade) return period_of_years(e->decade * 10, 10, GRAIN_DECADE);
  if (e->same_time && (e->year > 0 || (e->unit == GRAIN_YEAR && e->shift))) return same_of_year(s, e);
  if (e->year < 0) return (struct period){.grain = GRAIN_YEAR, .year = e->year};
  if (e->year) {
    struct period p = period_of_years(e->year, 1, GRAIN_YEAR);
    struct period n = narrowed_period(e, p);
    if (e->nth && n.grain) return nth_within(e, &n);
    return n;
  }
  if (e->nth_unit == GRAIN_QUARTER && !e->quarter && e->unit == GRAIN_YEAR && !e->nth &&
      e->anchor == ANCHOR_REFERENCE && !e->ends_period) {
    /* a quarter of a year ago: of the one that the story tells of, else of the last one */
    bool told = s->context && s->context_grain == GRAIN_QUARTER;
    if (!told && !reference) return no_period();
    return unit_around(told ? s->context : reference, GRAIN_QUARTER, told ? -4 : -5);
  }
  if (e->same_time && is_in_said_year(s)) return period_of_years(s->said_year, 1, GRAIN_YEAR);
  if (e->same_time) {
    int32_t day = anchor_day(s, e);
    return s->context ? unit_around(day, s->context_grain == GRAIN_SEASON ? GRAIN_MONTH : s->context_grain, 0)
                      : no_period();
  }
  if (e->anchor != ANCHOR_OPEN && e->unit && e->n_lasts && !e->anchor_days) return moved(s, e);
  if (e->bare_unit && e->unit) return bare_period(s, e);
  if (e->anchor == ANCHOR_CONTEXT && e->unit && e->unit == s->beside.grain && s->beside_end + BESIDE > e->first) {
    struct period p = narrowed_period(e, unit_around(s->beside.first, e->unit, e->shift));
    return e->nth && p.grain ? nth_within(e, &p) : p;
  }
  if (e->anchor == ANCHOR_CONTEXT && e->unit == GRAIN_YEAR && s->said_year) {
    int year = s->said_year + e->shift;
    struct period p = year < 1 || year > 9999 ? no_period() : narrowed_period(e, period_of_years(year, 1, GRAIN_YEAR));
    return e->nth && p.grain ? nth_within(e, &p) : p;
  }
  if (e->anchor != ANCHOR_OPEN && e->unit) {
    const int32_t day = anchor_day(s, e);
    struct period p = narrowed_period(e, unit_around(day, e->unit, e->shift));
    if (e->unit == GRAIN_WEEKEND && !e->shift && is_just_over(s, e, day)) p = unit_around(day, GRAIN_WEEKEND, -1);
    if (e->nth && p.grain) return nth_within(e, &p);
    return p;
  }
  return open_period(s, e);
}

/* "3 p.m.": the value with its time. */
static void add_time(const struct story *s, const struct expression *e, char value[DATE_VALUE_BYTES]) {
  size_t n = strlen(value), room = DATE_VALUE_BYTES - n;
  (void)s;
  if (n != 10 && n != 0) return;
  if (!n) n = (size_t)(write_text(value, "XXXX-XX-XX") - value), room = DATE_VALUE_BYTES - n;
  if (e->daypart[0] && !e->clock) {
    value[n] = 'T';
    write_text(value + n + 1, e->daypart);
    return;
  }
  n += (size_t)snprintf(value + n, room, "T%02d:%02d", e->hour, e->minute < 0 ? 0 : e->minute);
  if (e->second >= 0) n += (size_t)snprintf(value + n, DATE_VALUE_BYTES - n, ":%02d", e->second);
  if (e->zoned && e->zone == 0) snprintf(value + n, DATE_VALUE_BYTES - n, "Z");
}

/* "the first nine months of 2012", "the last three days of May 2017": the days of so many units at an end of a period. */
static bool days_at_end(const struct expression *e, struct date *out) {
  if (!e->nth || e->year < 1 || e->n_lasts != 1 || e->lasts[0].amount.vague) return false;
  struct period all = narrowed_period(e, period_of_years(e->year, 1, GRAIN_YEAR));
  const int n = e->lasts[0].amount.hundredths > 36600 ? 366 : (int)(e->lasts[0].amount.hundredths / 100);
  const int days = e->lasts[0].unit == GRAIN_DAY ? n : e->lasts[0].unit == GRAIN_WEEK ? 7 * n : 0;
  const int months = e->lasts[0].unit == GRAIN_MONTH ? n : e->lasts[0].unit == GRAIN_QUARTER ? 3 * n : 0;
  if (!all.grain || days + months < 1) return false;
  int32_t first = all.first, end = all.last + 1;
  if (e->nth > 0) end = days ? first + days : day_plus_months(first, months);
  else first = days ? end - days : day_plus_months(end, -months);
  if (first < all.first || end > all.last + 1) return false;
  out->first_day = first;
  out->last_day = end - 1;
  out->grain = GRAIN_HALF;
  out->explicit_year = true;
  return true;
}

/* What a duration that leads to or from the reference covers. */
static void duration_days(const struct story *s, const struct expression *e, struct date *out) {
  if (days_at_end(e, out)) return;
  if (!e->toward && !e->within) return;
  if (!s->reference.day || (s->style == DATES_NARRATIVE)) return;
  for (int i = 0; i < e->n_lasts; i++)
    if (e->lasts[i].amount.vague && s->style != DATES_NOTE) return;
  struct expression shift = *e;
  shift.shift = e->toward ? e->toward : 1;
  shift.anchor = ANCHOR_REFERENCE;
  shift.unit = GRAIN_DAY;
  shift.exact = true;
  struct period p = moved(s, &shift);
  if (!p.grain) return;
  if (shift.shift < 0) {
    out->first_day = p.first;
    out->last_day = s->reference.day - (p.first < s->reference.day);
  } else {
    out->first_day = s->reference.day + (e->within ? 0 : 1);
    out->last_day = p.first;
  }
  if (out->first_day > out->last_day) out->first_day = out->last_day = DAY_NONE; /* hours and less */
}

static bool is_shift(const struct expression *e) {
  return e->anchor != ANCHOR_OPEN && e->n_lasts && e->shift && !e->anchor_days;
}

static void move_story(struct story *s, const struct expression *e, const struct period *p) {
  if (p->first == DAY_NONE || e->type == DATE_DURATION) return;
  bool told = e->year || e->month || e->decade || e->anchor == ANCHOR_OPEN || s->style == DATES_NARRATIVE;
  if (s->style == DATES_NARRATIVE && p->grain > GRAIN_YEAR) return;
  if (s->style == DATES_NARRATIVE && p->grain == GRAIN_YEAR && s->context) {
    /* A year moves the story only where it leads: "In 1942, ..."; not in passing. */
    bool leads = e->first < 3 || is_broken(s->reader, e->first) || is_broken(s->reader, e->first - 1) ||
                 is_broken(s->reader, e->first - 2);
    int year = day_split(p->first).year;
    if (!is_mark(s->reader, e->first - 1, '-')) s->said_year = year; /* not the end of "(1789-1791)" */
    if (year == s->context_year || !leads) return;
  }
  if (p->grain > GRAIN_DECADE) return;
  if (s->style == DATES_NARRATIVE && p->grain == GRAIN_SEASON && !e->year && s->context)
    return; /* not there yet: "They left before winter." */
  if (!told && e->anchor == ANCHOR_REFERENCE && p->grain > GRAIN_DAY) {
    s->beside = *p;
    s->beside_end = e->end;
    return;
  }
  if (!told && e->shift < 0 && p->grain > GRAIN_DAY) return; /* only compared with */
  s->beside.grain = GRAIN_NONE;
  s->context = p->first;
  s->context_grain = (uint8_t)p->grain;
  s->context_end = e->end;
  s->said_year = s->context_year = p->grain == GRAIN_SEASON ? p->year : day_split(p->first).year;
}

/* Whether an expression asks more of a reference than it tells: "Tuesday" of "2019". */
static bool is_too_exact(const struct story *s, const struct expression *e) {
  const uint8_t known = s->reference.loose;
  if (!known || e->year || e->decade || e->century || (s->style == DATES_NARRATIVE && s->context)) return false;
  if (e->anchor == ANCHOR_CONTEXT && s->context) return false;
  if (e->anchor == ANCHOR_OPEN && !e->bare_unit) return !has_yearly(e);
  return e->unit ? e->unit < known : !has_yearly(e);
}

/* What needs no calendar: sets, fixed values, a history's present, which is the writer's. */
static bool resolve_fixed(const struct story *s, const struct expression *e, struct date *out) {
  const bool writers = s->style == DATES_NARRATIVE && e->anchor == ANCHOR_REFERENCE && e->unit == GRAIN_DAY &&
                       !e->shift && !e->n_lasts && !e->daypart[0] && !e->clock;
  if (e->type == DATE_SET) write_set(e, out->value);
  else if (e->constant) write_text(out->value, e->constant);
  else if (writers) write_text(out->value, "PRESENT_REF");
  else return false;
  return true;
}

/* How long something lasts; in a note, from when to when: the last two decades are those of the calendar. */
static void resolve_duration(const struct story *s, const struct expression *e, struct date *out) {
  write_duration(e, out->value);
  duration_days(s, e, out);
  if (s->style != DATES_NOTE || !out->first_day) return;
  if (e->lasts[0].unit >= GRAIN_DECADE && e->n_lasts == 1) {
    struct period now = unit_around(s->reference.day, e->lasts[0].unit, e->toward);
    int32_t n = e->lasts[0].amount.hundredths > 100000 ? 1000 : (int32_t)(e->lasts[0].amount.hundredths / 100) - 1;
    struct period far = unit_around(s->reference.day, e->lasts[0].unit, e->toward * (n + 1));
    if (now.grain && far.grain) {
      out->first_day = now.first < far.first ? now.first : far.first;
      out->last_day = now.last > far.last ? now.last : far.last;
    }
  }
  out->type = DATE_DATE;
  write_span(out->first_day, out->last_day, out->value);
}

/* What the story's other dates say of one: whether 3/7 is a day in March, and of which century '98 is. */
static void take_from_story(struct story *s, struct expression *e) {
  if (s->style == DATES_NEWS && e->anchor == ANCHOR_CONTEXT && s->context && s->context_end + FORGOTTEN < e->first)
    s->context = DAY_NONE;
  if (e->two_orders && (e->month > 12 || (e->day <= 12 && s->day_first))) {
    uint8_t month = e->month;
    e->month = e->day;
    e->day = month;
  }
  if (e->two_digits && s->style == DATES_NARRATIVE && s->context_year)
    while (e->year > s->context_year + 20 && e->year > 100) e->year = (int16_t)(e->year - 100);
}

/* The day of a time that says none: "at 3 p.m." */
static struct period day_of_time(const struct story *s, const struct expression *e) {
  const bool near = s->style != DATES_NEWS || s->context_end + BESIDE_TIME > e->first;
  if (s->style == DATES_NARRATIVE && s->context_grain > GRAIN_DAY) return no_period();
  int32_t day = s->context && near && s->context_grain <= GRAIN_DAY ? s->context
                : s->reference.loose                                ? DAY_NONE
                                                                    : s->reference.day;
  return period_of_days(day, day, GRAIN_DAY);
}

/* The period that an expression is; `dated`: it says more than a time of day. */
static struct period period_of(const struct story *s, const struct expression *e, bool dated) {
  struct period p = no_period();
  if (!dated) p = day_of_time(s, e);
  else if (!is_too_exact(s, e)) p = calendar_period(s, e);
  if (e->anchor_days && p.grain) { /* "two days after Christmas" */
    int32_t day = p.first + (int32_t)e->lasts[0].amount.hundredths;
    p = period_of_days(day, day, GRAIN_DAY);
  }
  const bool around = !e->nth && p.grain == GRAIN_DAY && (e->nth_unit == GRAIN_WEEK || e->nth_unit == GRAIN_WEEKEND);
  const bool ending = e->ends_period && p.grain && (e->nth_unit == GRAIN_QUARTER || e->nth_unit == GRAIN_YEAR);
  if (around) return unit_around(p.first, e->nth_unit, 0); /* the week of May 3 */
  return ending ? unit_around(p.last, e->nth_unit, 0) : p; /* the quarter ended March */
}

/* "Minutes later, he left": after what has been told, and yet past. */
static bool is_told_later(const struct story *s, const struct expression *e) {
  return s->style == DATES_NEWS && e->anchor == ANCHOR_CONTEXT && look_of(s->reader, e) == LOOK_PAST;
}

/* What is said of a date that cannot be placed: XXXX-06-03. */
static void write_unplaced(const struct story *s, const struct expression *e, bool timed, struct date *out) {
  int month, day, end = 0;
  if (e->month && e->day && !day_of(e->year > 0 ? e->year : LEAP_YEAR, e->month, e->day)) return; /* no such day */
  if (e->month && e->day) snprintf(out->value, sizeof out->value, "XXXX-%02d-%02d", e->month, e->day);
  else if (e->month) snprintf(out->value, sizeof out->value, "XXXX-%02d", e->month);
  else if (e->holiday && sscanf(e->holiday, "%2d-%2d%n", &month, &day, &end) == 2 && !e->holiday[end])
    snprintf(out->value, sizeof out->value, "XXXX-%02d-%02d", month, day);
  else if (e->weekday) snprintf(out->value, sizeof out->value, "XXXX-WXX-%d", e->weekday);
  else if (e->season[0]) snprintf(out->value, sizeof out->value, "XXXX-%.2s", e->season);
  else if (e->quarter) snprintf(out->value, sizeof out->value, "XXXX-Q%d", e->quarter);
  else if (is_shift(e)) write_text(out->value, e->shift < 0 || is_told_later(s, e) ? "PAST_REF" : "FUTURE_REF");
  else if (!timed) write_text(out->value, "XXXX-XX-XX");
}

/* What lies an amount away from a day that nobody says: "Seventy years later, it was found". */
static bool resolve_unsaid(const struct story *s, const struct expression *e, struct date *out) {
  if (!is_shift(e) || e->shift <= 0 || e->unit < GRAIN_DAY || e->anchor != ANCHOR_CONTEXT || s->context ||
      s->style != DATES_NEWS || look_of(s->reader, e) == LOOK_FUTURE)
    return false;
  write_text(out->value, e->unit >= GRAIN_YEAR ? "XXXX" : e->unit == GRAIN_MONTH ? "XXXX-XX" : "XXXX-XX-XX");
  return true;
}

/* Places a date or time in the calendar, and moves the story on to it. */
static void resolve_placed(struct story *s, struct expression *e, bool dated, struct date *out) {
  const bool timed = out->type == DATE_TIME;
  struct period p = period_of(s, e, dated || !timed);
  write_period(&p, out->value);
  if (e->year) s->ancient = e->year < 0 ? e->year : 0;
  if (e->year < 0 && p.grain) write_before_christ(e, out->value);
  out->grain = (uint8_t)p.grain;
  out->explicit_year = e->year || e->decade || e->century;
  out->first_day = p.first;
  out->last_day = p.last;
  if (p.grain) move_story(s, e, &p);
  else write_unplaced(s, e, timed, out);
  if (!out->value[0] && !p.grain && e->month) return;
  if (s->style == DATES_NOTE) {
    if (e->part) take_part(e, s->reference.day, out);
    else if (p.grain == GRAIN_HALF) write_span(p.first, p.last, out->value);
  }
  if (timed) add_time(s, e, out->value);
  if (timed && p.grain == GRAIN_DAY) out->grain = e->clock ? GRAIN_MINUTE : GRAIN_PART;
}

void resolve(struct story *s, const struct expression *from, struct date *out) {
  struct expression copy = *from, *e = &copy;
  const struct token *first = token_at(s->reader, e->first), *last = token_at(s->reader, e->end - 1);
  *out = (struct date){.first = e->first,
                       .end = e->end,
                       .type = e->type,
                       .span = {first->start, last->start + last->length - first->start}};
  const bool says_day = has_yearly(e) || e->day || e->weekday || e->anchor != ANCHOR_OPEN || e->year;
  if (resolve_fixed(s, e, out)) return;
  if (s->style == DATES_NARRATIVE && (e->of_event || e->type == DATE_DURATION) && !count_from_told(s, e) && e->of_event)
    return;
  out->type = e->type;
  if (e->type == DATE_DURATION) {
    resolve_duration(s, e, out);
  } else if (e->within) {
    duration_days(s, e, out);
    if (out->first_day) write_span(out->first_day, out->last_day, out->value);
  } else {
    take_from_story(s, e);
    if (e->clock || e->daypart[0]) out->type = DATE_TIME;
    if (is_shift(e) && e->vague && s->style != DATES_NOTE) { /* a few days ago */
      write_text(out->value, e->shift < 0 || is_told_later(s, e) ? "PAST_REF" : "FUTURE_REF");
      return;
    }
    const bool dated = has_yearly(e) || e->day || e->weekday || e->anchor != ANCHOR_OPEN || e->year;
    if (s->ancient && !e->year) take_ancient_year(s, e);
    if (!resolve_unsaid(s, e, out)) resolve_placed(s, e, dated, out);
    out->clock_alone = out->type == DATE_TIME && !says_day;
  }
}
