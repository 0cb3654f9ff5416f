/*
** The thread of a history: the year of each date that names none.
**
**     "In May 1941 he left. In June, as in 1812, the army marched. In December it froze; in
**     February it thawed."
**      -> 1941-05, 1941-06, 1812, 1941-12, 1942-02
**
** A date with its year either carries the story on or is said in passing, and one
** without takes the year that makes the smallest jump.  Of all such readings of the
** text the one that costs least is taken, so that what is told later counts too
** (dynamic programming over the dates, as Viterbi's, with a bounded number of
** readings kept).
*/
#include "thread.h"
#include "calendar.h"
#include "periods.h"

#include <string.h>

enum { READINGS = 16 };

/* What a reading pays, in hundredths. */
enum {
  COST_MONTH_AHEAD = 8,
  COST_BACK = 50,
  COST_MONTH_BACK = 18,
  COST_INTO = 10, /* "In 1942 ... in March": from the year into it */
  COST_JUMP_MOST = 350,
  COST_AHEAD_MOST = 70, /* to a date that says its year: less than passing it by */
  COST_NOT_MOVED = 50,  /* to a year told from the last that does not move the story */
  PASSING_YEAR = 80,
  PASSING_MONTH = 220,
  PASSING_DAY = 300
};

struct reading {
  int32_t cost, first, last; /* the days the story is at; DAY_NONE before its first date */
  uint32_t choice;           /* the last of its choices, 0 if it has none */
};

struct readings {
  struct reading best[READINGS]; /* by cost */
  size_t count;
};

struct choice {
  uint32_t expression, before;
  int16_t year;
};
struct choices ARENA_LIST(struct choice);

struct period in_story_year(const struct expression *e, int year) {
  if (e->season[0] != 'W') return in_year(e, year);
  struct period p = in_year(e, year - 1); /* a story's winter is that before its spring */
  p.year = year;
  return p;
}

static int32_t jump(const struct reading *from, const struct period *to, bool new_line, bool said) {
  if (!from->first) return 0;
  int32_t cost;
  if (to->first >= from->first) cost = to->first > from->last ? (to->first - from->last) * COST_MONTH_AHEAD / 30 : 0;
  else if (to->last >= from->first) return COST_INTO;
  else cost = COST_BACK + (from->first - to->last) * COST_MONTH_BACK / 30;
  if (cost > COST_JUMP_MOST) cost = COST_JUMP_MOST;
  if (said && to->first >= from->first && cost > COST_AHEAD_MOST) cost = COST_AHEAD_MOST;
  return new_line ? cost * 7 / 10 : cost;
}

/* Keeps a reading among the best, once for each place that the story may be at. */
static void keep(struct readings *to, struct reading x) {
  size_t at = 0;
  for (; at < to->count && to->best[at].cost <= x.cost; at++)
    if (to->best[at].first == x.first && to->best[at].last == x.last) return;
  if (at == READINGS) return;
  size_t stop = at;
  while (stop < to->count && (to->best[stop].first != x.first || to->best[stop].last != x.last)) stop++;
  if (stop == to->count) {
    if (to->count < READINGS) to->count++;
    else stop--;
  }
  memmove(&to->best[at + 1], &to->best[at], (stop - at) * sizeof x);
  to->best[at] = x;
}

/* The first expression from `from` on that says its year; their count if none does. */
static size_t next_year(const struct expressions *found, size_t from) {
  while (from < found->count && found->items[from].year <= 0) from++;
  return from;
}

/* How many years on it tells of: "Two years later he died."; 0 for anything else. */
static int32_t years_on(const struct expression *e) {
  if (e->anchor == ANCHOR_OPEN || e->unit != GRAIN_YEAR || e->vague || e->anchor_days) return 0;
  if (!e->n_lasts) return e->shift > 0 ? e->shift : 0;
  return e->n_lasts == 1 && e->lasts[0].amount.hundredths < 100000
             ? e->shift * (int32_t)(e->lasts[0].amount.hundredths / 100)
             : 0;
}

/* A story, and the date that it has come to. */
struct thread {
  const struct reader *reader;
  struct choices choices; /* the first stands for none */
  uint32_t at;
  const struct expression *date;
  bool new_line; /* it stands on another line than the one before */
};

/* A year for the date: `to` from now on is a reading in which it is of that year. */
static bool choose(struct thread *t, struct reading *to, int year) {
  struct choice *c = ARENA_ADD(&t->reader->d->arena, &t->choices);
  if (!c) return false;
  *c = (struct choice){t->at, to->choice, (int16_t)year};
  to->choice = (uint32_t)t->choices.count - 1;
  return true;
}

/* Moves a reading to a period of the calendar. */
static void move_to(const struct thread *t, struct reading *to, const struct period *p) {
  to->cost += jump(to, p, t->new_line, t->date->year > 0);
  to->first = p->first, to->last = p->last;
}

/* "In March", in a story that is in `year`: of that year or one beside it. */
static bool try_years(struct thread *t, const struct reading *from, int year, struct readings *next) {
  for (int y = year - 1; y <= year + 1; y++) {
    struct period p = in_story_year(t->date, y);
    struct reading to = *from;
    if (!p.grain) continue; /* 29 February */
    move_to(t, &to, &p);
    if (!choose(t, &to, y)) return false;
    keep(next, to);
  }
  if (!next->count) keep(next, *from);
  return true;
}

/* "the 2003 invasion", "its May 2007 high": which one, not when. */
static bool is_attribute(const struct thread *t) {
  return t->date->first > 0 && (has(t->reader, t->date->first - 1, LEXICON_ARTICLE) ||
                                has(t->reader, t->date->first - 1, LEXICON_POSSESSIVE_PRONOUN));
}

/* A year moves the story, or is said in passing. */
static void try_move(const struct thread *t, const struct reading *from, int year, struct readings *next) {
  const struct expression *e = t->date;
  struct reading to = *from;
  struct period p = period_of_years(year, 1, GRAIN_YEAR);
  if (e->year) p = narrowed_period(e, p);
  if (p.grain) {
    move_to(t, &to, &p);
    keep(next, to);
  }
  to = *from;
  if (!e->year) to.cost += COST_NOT_MOVED;
  else to.cost += (e->day ? PASSING_DAY : has_yearly(e) ? PASSING_MONTH : PASSING_YEAR) / (is_attribute(t) ? 2 : 1);
  keep(next, to);
}

bool follow_story(const struct reader *r, struct expressions *found) {
  struct thread t = {.reader = r};
  struct readings now = {.best = {{0}}, .count = 1};
  size_t ahead = next_year(found, 0); /* where a story that has no year yet takes one from */
  uint32_t token = 0;
  bool ancient = false;
  const struct choice *none = ARENA_ADD(&r->d->arena, &t.choices);
  if (!none) return false;
  for (size_t i = 0; i < found->count; i++) {
    const struct expression *e = t.date = &found->items[i];
    const int32_t on = years_on(e);
    const bool open = !e->year && e->anchor == ANCHOR_OPEN, of_year = open && e->bare_unit && e->unit == GRAIN_YEAR;
    if (document_must_stop(r->d, 64)) return false;
    if (e->type > DATE_TIME || e->constant || e->two_digits) continue;
    if (e->year) ancient = e->year < 0;
    if (ancient) continue; /* resolve.c counts those years */
    if (!(open && has_yearly(e)) && !of_year && !on && e->year <= 0) continue;
    t.at = (uint32_t)i;
    for (t.new_line = false; token <= e->first; token++)
      if (r->tokens[token].flags & TOKEN_AFTER_LINE) t.new_line = true;
    if (ahead < i) ahead = next_year(found, i);
    struct readings next = {.count = 0};
    for (size_t k = 0; k < now.count; k++) {
      struct reading from = now.best[k];
      const int year = from.first ? day_split(from.first).year : ahead < found->count ? found->items[ahead].year : 0;
      if (e->year) try_move(&t, &from, e->year, &next);
      else if (!year) keep(&next, from);
      else if (on) try_move(&t, &from, year + on, &next);
      else if (has_yearly(e) ? !try_years(&t, &from, year, &next) : !choose(&t, &from, year)) return false;
      else if (!has_yearly(e)) keep(&next, from); /* of the year that the story is in */
    }
    now = next;
  }
  for (uint32_t c = now.best[0].choice; c; c = t.choices.items[c].before)
    found->items[t.choices.items[c].expression].story_year = t.choices.items[c].year;
  return true;
}
