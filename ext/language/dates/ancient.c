/*
** Years before Christ.  Their days are not reckoned: the calendar here begins with
** year 1, and theirs was another.
**
**     "On 15 March 44 BC he fell.  Two years later, in June, ..."
**      -> BC0044-03-15, BC0042, BC0042-06
*/
#include "ancient.h"
#include "calendar.h"
#include "periods.h"
#include "value.h"

#include <string.h>

void write_before_christ(const struct expression *e, char value[DATE_VALUE_BYTES]) {
  char *end = value + strlen(value);
  if (e->season[0]) write_text(write_text(end, "-"), e->season);
  if (e->month) end = number_write(write_text(end, "-"), e->month, 2);
  if (e->month && e->day) number_write(write_text(end, "-"), e->day, 2);
}

void take_ancient_year(const struct story *s, struct expression *e) {
  const bool shifted = e->anchor == ANCHOR_CONTEXT && e->unit == GRAIN_YEAR && !e->vague && !e->same_time;
  int64_t years = e->shift;
  if (shifted && e->n_lasts) years = e->n_lasts == 1 ? e->shift * (e->lasts[0].amount.hundredths / 100) : 0;
  const bool open = s->style == DATES_NARRATIVE && has_yearly(e) && e->anchor == ANCHOR_OPEN && !e->story_year;
  if (!shifted && !open) return;
  if (open) years = 0;
  if (years >= -s->ancient || years < -9999) return;
  e->year = (int16_t)(s->ancient + years);
}
