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

#include "../dates.h"
#include "../lexicon.h"

#include <string.h>

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
  ANCHOR_REFERENCE, /* the reference: "last week", "two days ago" */
  ANCHOR_CONTEXT,   /* the day the story has reached: "the same day", "two days later" */
  ANCHOR_HOLIDAY    /* "the day after Christmas": holiday names it */
};

/* How many: "two and a half" is 250 hundredths; "several" is vague. */
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
  bool vague;       /* "a few days ago" */
  bool anchor_days; /* moved by lasts[0] days: "two days from tomorrow" */
  bool exact;       /* keeps the day whatever the unit: "a week from Friday" */
  bool bare_unit;   /* "the week", "the year": this one, or the story's */

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
  bool of_event;       /* "the day after the battle" */
  bool same_time;      /* "at that time": the story's last date itself */

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
  bool within;   /* "within five days" */

  /* What joins it to the one before: a range's second half. */
  bool ends_range;
  bool two_digits; /* '98: the century is the story's */
};

struct expressions ARENA_LIST(struct expression);

enum { WORDS_MOST = 27 }; /* in one is() */
#if defined(__has_feature)
#if __has_feature(undefined_behavior_sanitizer)
#define ALWAYS_INLINE inline /* its checks of each literal's each byte take clang minutes */
#endif
#endif
#if !defined(ALWAYS_INLINE) && defined(__GNUC__)
#define ALWAYS_INLINE inline __attribute__((always_inline))
#elif !defined(ALWAYS_INLINE)
#define ALWAYS_INLINE inline
#endif

struct reader {
  struct document *d;
  const struct token *tokens;
  uint32_t count;
  enum date_style style;
  const struct patterns *patterns; /* of the language of the text: patterns.h */
};

/* reader.c: the tokens, words and numbers. */

/* Token `at`; the empty one behind the text where there is none. */
static inline const struct token *token_at(const struct reader *r, uint32_t at) {
  return &r->tokens[at < r->count ? at : r->count];
}
/* Whether token `at` is in the list. */
static inline bool has(const struct reader *r, uint32_t at, enum lexicon_list list) {
  return at < r->count && lexicon_has(r->tokens[at].word, list);
}
/* Whether token `at` is one of some words, which are literals in lower case: is(r, at, "of", "in").
** Always inline, so that a word is a number in the code and is compared as one. */
#define is(r, at, ...) is_one_of(r, at, (const struct words){{__VA_ARGS__}})
struct words {
  const char *word[WORDS_MOST];
};
struct letters {
  uint64_t low, high; /* the first 16 bytes in lower case, then 0 */
  uint32_t length;
};
static ALWAYS_INLINE uint64_t literal_eight(const char *word, size_t length, size_t from) {
  uint64_t eight = 0;
#define BYTE(i) eight |= (uint64_t)(unsigned char)(from + (i) < length ? word[from + (i)] : 0) << 8 * (i)
  BYTE(0), BYTE(1), BYTE(2), BYTE(3), BYTE(4), BYTE(5), BYTE(6), BYTE(7);
#undef BYTE
  return eight;
}
static ALWAYS_INLINE bool is_word(struct letters x, const char *word) {
  if (!word) return false;
  const size_t length = strlen(word);
  return x.low == literal_eight(word, length, 0) &&
         (length < 8 || (x.length == length && x.high == literal_eight(word, length, 8)));
}
static ALWAYS_INLINE bool is_one_of(const struct reader *r, uint32_t at, struct words w) {
  if (at >= r->count) return false;
  const struct token *t = &r->tokens[at];
  if (t->kind > TOKEN_POSSESSIVE || t->kind == TOKEN_NUMBER) return false;
  const char *text = r->d->text + t->start;
  const uint64_t small = 0x2020202020202020u;
  struct letters x = {.length = t->length};
  x.low = (word_eight(text) | small) & (t->length < 8 ? ((uint64_t)1 << t->length * 8) - 1 : ~(uint64_t)0);
  if (t->length > 8)
    x.high =
        (word_eight(text + 8) | small) & (t->length < 16 ? ((uint64_t)1 << (t->length - 8) * 8) - 1 : ~(uint64_t)0);
#define EITHER(i) is_word(x, w.word[i]) || is_word(x, w.word[(i) + 1]) || is_word(x, w.word[(i) + 2])
  return EITHER(0) || EITHER(3) || EITHER(6) || EITHER(9) || EITHER(12) || EITHER(15) || EITHER(18) || EITHER(21) ||
         EITHER(24);
#undef EITHER
}
/* Whether token `at` is the byte `mark`, or for '-' any dash, for '\'' any apostrophe. */
bool is_wide_mark(const char *text, char mark); /* of three bytes */
static inline bool is_mark(const struct reader *r, uint32_t at, char mark) {
  const struct token *t = token_at(r, at);
  const char *text = r->d->text + t->start;
  if (t->length == 1) return *text == mark;
  return (mark == '-' || mark == '\'') && t->length == 3 && t->kind == TOKEN_MARK && is_wide_mark(text, mark);
}
/* Whether no white space stands before token `at`. */
static inline bool is_joined(const struct reader *r, uint32_t at) {
  return at < r->count && !(r->tokens[at].flags & TOKEN_AFTER_SPACE);
}
/* "charged", "rejected", not "united". */
bool ends_in_ed(const struct reader *, uint32_t at);
/* Whether a sentence or paragraph ends between tokens at - 1 and at. */
bool is_broken(const struct reader *r, uint32_t at);
/* The longest entry of the list at `at`: the token behind it, or 0. */
static inline uint32_t phrase(const struct reader *r, uint32_t at, enum lexicon_list list, const char **value) {
  if (at >= r->count || !lexicon_opens(r->tokens[at].word, list)) return 0;
  uint32_t n = lexicon_match(&r->tokens[at], list, value);
  return n ? at + n : 0;
}
/* The bit of a list in set `set` of a word's lists; 0 if it is in another. */
#define IN_SET(list, set) (((list) >> 6) == (set) ? (uint64_t)1 << ((list)&63) : 0)
/* The same of a list that is in the first set. */
#define LIST(name) ((uint64_t)1 << LEXICON_##name)

/* recognise.c: all expressions of a document, in text order; false when it must stop. */
bool recognise(const struct reader *r, struct expressions *out);
/* The day of some year, with its month, that the text at a token says first; false if it says none. */
bool read_day(const struct reader *r, uint32_t at, struct expression *out);

#endif
