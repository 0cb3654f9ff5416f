/*
** What a text says of time, before it is known when that is.
**
**     "the third Monday of last month"   anchor REFERENCE, shift -1, unit MONTH,
**                                        nth 3, weekday 1
**     "late last night"                  anchor REFERENCE, shift -1, unit DAY,
**                                        daypart "NI", part 'E'
**     "Friday, June 3"                   weekday 5, month 6, day 3; the year is open
**
** Patterns (patterns.h) are matched by match.c and turned into expressions by build.c;
** the method follows the rule-based taggers (Chronos, GUTime, HeidelTime).
*/
#ifndef NEWSEXT_EXPRESSION_H
#define NEWSEXT_EXPRESSION_H

#include "reader.h"

enum grain {
  GRAIN_NONE,
  GRAIN_SECOND,
  GRAIN_MINUTE,
  GRAIN_HOUR,
  GRAIN_PART,
  GRAIN_DAY,
  GRAIN_WEEKEND,
  GRAIN_WEEK,
  GRAIN_FORTNIGHT,
  GRAIN_MONTH,
  GRAIN_SPAN, /* days that are no unit of the calendar: Ramadan */
  GRAIN_QUARTER,
  GRAIN_SEASON,
  GRAIN_HALF,
  GRAIN_YEAR,
  GRAIN_DECADE,
  GRAIN_CENTURY,
  GRAIN_MILLENNIUM
};

enum anchor {
  ANCHOR_OPEN,      /* nothing is said: tense and cues decide */
  ANCHOR_REFERENCE, /* the reference: "It closed two days ago." */
  ANCHOR_CONTEXT,   /* the day the story has reached: "It closed two days later." */
  ANCHOR_HOLIDAY    /* a feast: holiday names it */
};

/* How many, in hundredths; vague, where a word says so. */
struct amount {
  int64_t hundredths;
  bool vague;
};

enum { DURATION_PARTS = 6, SHIFT_MOST = 200000 };

struct expression {
  uint32_t first, end;  /* its tokens; end is behind the last */
  struct span span;     /* set where it is not just its tokens */
  uint8_t type;         /* enum date_type */
  const char *constant; /* the value, where it needs no calendar: PRESENT_REF */

  /* Where it starts from: `shift` units from the anchor.  Unit GRAIN_NONE: the
  ** shift counts occurrences of what is said ("next Monday", "last May"). */
  uint8_t anchor, unit;
  int32_t shift;
  bool vague;       /* by how much is but a word for a few */
  bool anchor_days; /* moved by lasts[0] days: "It ends two days from tomorrow." */
  bool exact;       /* keeps the day whatever the unit: "It ends a week from Friday." */
  bool bare_unit;   /* a unit behind an article: this one, or the story's */

  /* What is said of the calendar; 0 where it is not. */
  int16_t year;       /* negative: BC */
  int16_t story_year; /* of a history: the one it has reached, where none is said */
  uint8_t month, day, weekday, week, quarter, half;
  int16_t decade, century;  /* 199: the 1990s; 20: the 20th century */
  bool weekend, two_orders; /* 3/7/2019: day and month may change places */
  bool ends_period;         /* "the week ended Friday" */
  int8_t nth;               /* with nth_unit or weekday: the third; -1: the last */
  uint8_t nth_unit;
  char season[3];      /* SP SU FA WI */
  const char *holiday; /* its value in the lexicon */
  char part;           /* S early, M mid, E late, R the rest */
  bool of_event;       /* moved from what happened: "The day after the battle he fled." */
  bool same_time;      /* the story's last date itself */

  /* The time of day. */
  bool clock;
  int8_t hour, minute, second; /* -1 where not said */
  char daypart[3];             /* MO AF EV NI DT */
  bool zoned;
  int16_t zone;

  /* Durations and sets. */
  struct {
    struct amount amount;
    uint8_t unit;
  } lasts[DURATION_PARTS];
  uint8_t n_lasts;
  int8_t toward; /* the last (-1), the next (+1) five years */
  bool within;   /* no later than that */

  /* What joins it to the one before: a range's second half. */
  bool ends_range;
  bool two_digits; /* '98: the century is the story's */
};

struct expressions ARENA_LIST(struct expression);

#endif
