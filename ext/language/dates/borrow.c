/*
** What neighbours lend each other, and in which order they stand:
**
**     "August and September 1914"     August is of 1914, too
**     "the same day, June 3, ..."     is June 3
*/
#include "borrow.h"
#include "periods.h"

char link_at(const struct reader *r, uint32_t at) {
  return has(r, at, LEXICON_DATE_LINK) ? *lexicon_value(r->tokens[at].word, LEXICON_DATE_LINK) : 0;
}

static bool is_weekday_alone(const struct reader *r, const struct date *x) {
  return x->type == DATE_DATE && x->grain == GRAIN_DAY && x->end == x->first + 1 && has(r, x->first, LEXICON_WEEKDAY);
}

void order_range(const struct reader *r, struct date *left, const struct date *right) {
  enum { WEEK = 7 };
  if (right->first != left->end + 1 || left->first_day <= right->first_day ||
      left->first_day - right->first_day >= WEEK || !is_weekday_alone(r, left) || !is_weekday_alone(r, right))
    return;
  const char link = link_at(r, left->end), led = left->first ? link_at(r, left->first - 1) : 0;
  if (link != 't' && !(link == 'a' && led == 'b')) return;
  left->first_day -= WEEK;
  left->last_day = left->first_day;
  day_write(left->first_day, left->value);
}

void borrow(const struct reader *r, struct expressions *found) {
  for (size_t i = found->count; i-- > 1;) {
    struct expression *left = &found->items[i - 1];
    const struct expression *right = &found->items[i];
    if (right->first != left->end + 1) continue;
    const char link = link_at(r, left->end);
    bool connected = link == 'a' || link == 't' || is_mark(r, left->end, '-');
    if (connected && left->type == DATE_DATE && !left->year && left->anchor == ANCHOR_OPEN && right->year > 0 &&
        right->type <= DATE_TIME &&
        ((left->month && right->month) || (left->season[0] && right->season[0]) || (left->quarter && right->quarter)))
      left->year = (int16_t)(right->year - (left->month > right->month && right->month && link != 'a'));
    if (link == 'i' && right->year > 0 && !right->month && left->type <= DATE_TIME && !left->constant && !left->year &&
        left->anchor == ANCHOR_OPEN && has_yearly(left))
      left->year = right->year; /* "on 10 December in 1989" */
    bool named = is_mark(r, left->end, ',') || is_mark(r, left->end, '(');
    if (named && left->anchor == ANCHOR_CONTEXT && left->unit == GRAIN_DAY && left->type == DATE_DATE &&
        !left->n_lasts && right->month && right->day && right->type == DATE_DATE && right->anchor == ANCHOR_OPEN) {
      uint32_t first = left->first, end = left->end;
      *left = *right;
      left->first = first, left->end = end;
    }
  }
}
