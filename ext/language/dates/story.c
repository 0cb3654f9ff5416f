/*
** What the story as a whole says of its dates: whether it is told as news or as
** a history, in which order its numeric dates stand, and its own date.
*/
#include "patterns.h"
#include "story.h"
#include "calendar.h"
#include "recognise.h"

#include <string.h>

enum { HEADER_TOKENS = 120 };

/* What the dates of a story say of its style. */
struct style_counts {
  uint32_t dated, years, old, deictic, todays, past_years;
  int from, to;             /* of its years */
  bool from_now, from_then; /* the lead needs the reference, and has one; the first date is of a year */
};

static struct style_counts count_style(const struct expressions *found, int now) {
  enum { LEAD = 80 }; /* tokens */
  struct style_counts c = {.from = 9999};
  for (size_t i = 0; i < found->count; i++) {
    const struct expression *e = &found->items[i];
    if (e->type == DATE_DURATION || e->type == DATE_SET || e->constant) continue;
    const bool bare_weekday = e->weekday && !e->day && !e->month;
    int year = e->year > 0 ? e->year : e->decade > 0 ? e->decade * 10 : e->year < 0 ? 1 : 0;
    const bool today = e->anchor == ANCHOR_REFERENCE && e->unit == GRAIN_DAY && !e->shift && !e->daypart[0];
    const bool deictic = !today && (e->anchor == ANCHOR_REFERENCE || bare_weekday);
    c.todays += today; /* long histories say it too: "It is known today as Orsk." */
    c.deictic += deictic;
    const bool without_year = !c.years && !c.dated && !year && e->month;
    if ((deictic || without_year) && e->first < LEAD) c.from_now = now > 0;
    if (!c.years && !c.dated && year && e->month) c.from_then = true;
    if (e->month || e->year || e->season[0] || e->decade) c.dated++;
    if (!year) continue;
    c.years++;
    if (year < c.from) c.from = year;
    if (year > c.to) c.to = year;
    if (now && year < now - 1) c.past_years++;
    if (now && year < now - 20) c.old++;
  }
  return c;
}

/*
** Histories are full of years, and of years long before the reference; and they say a year
** first, where news begins with "Monday" or "On June 3".
*/
enum { HISTORY_DATED = 8, HISTORY_YEARS = 3 }; /* at least, of one that begins as news does */

enum date_style story_style(const struct expressions *found, const struct moment *reference) {
  enum { FEW = 5 }; /* dates */
  const int now = reference && reference->day ? day_split(reference->day).year : 0;
  const struct style_counts c = count_style(found, now);
  if (c.from_now) return DATES_NEWS;
  const bool all_past = now ? c.past_years == c.years && (c.old == c.years || c.dated >= FEW) : c.years >= 2;
  if (c.from_then && !c.deictic && !c.todays && c.dated >= 3 && all_past) return DATES_NARRATIVE;
  if (c.dated < HISTORY_DATED || c.years < HISTORY_YEARS) return DATES_NEWS;
  if (c.deictic * 12 > c.dated) return DATES_NEWS;
  if (now && c.past_years * 10 >= c.years * 8 && c.old * 2 >= c.years) return DATES_NARRATIVE;
  if (now && c.dated >= 12 && c.years * 4 >= c.dated && c.past_years * 2 >= c.years && c.to >= c.from + 3)
    return DATES_NARRATIVE;
  return !now && c.to > c.from ? DATES_NARRATIVE : DATES_NEWS;
}

bool story_stays_news(const struct expressions *found, const struct moment *reference, uint32_t more_years) {
  const int now = reference->day ? day_split(reference->day).year : 0;
  const struct style_counts c = count_style(found, now);
  if (c.from_now) return true;
  const bool begins_then = !c.deictic && !c.todays && (c.from_then || !(c.dated || c.years));
  const uint64_t years = (uint64_t)c.years + more_years;
  return !(begins_then && years) && years < HISTORY_YEARS;
}

/* Whether the text comes from where a date in digits has its day first: by a place or an outlet at the head of one
** of its first lines ("LONDON, July 3 (Reuters)", "Source: Times of India"), or an address there. */
static bool is_from_day_first(const struct reader *r) {
  for (uint32_t t = 0; t < r->count && t < HEADER_TOKENS; t++) {
    const struct token *token = token_at(r, t);
    const char *text = r->d->text + token->start;
    if (token->kind == TOKEN_ADDRESS) { /* https://www.example.co.uk/news/... */
      uint32_t from = 0, end = 0;
      for (; end < token->length && (text[end] != '/' || text[end - 1] == '/' || text[end + 1] == '/'); end++)
        if (text[end] == '.') from = end + 1;
      const char *country = lexicon_value(lexicon_find(word_key(text + from, end - from, true)), LEXICON_DAY_FIRST);
      if (from && country && *country) return true;
    }
    if (!(token->flags & TOKEN_AFTER_LINE) && t > 0 && !is_mark(r, t - 1, ':')) continue;
    const char *country = "";
    uint32_t end = phrase(r, t, LEXICON_DAY_FIRST, &country);
    if (end && !*country &&
        (end >= r->count || token_at(r, end)->flags & TOKEN_AFTER_LINE || is_mark(r, end, ',') ||
         is_mark(r, end, '(') || is_mark(r, end, '-') || is_mark(r, end, ':') || is_mark(r, end, '/')))
      return true;
  }
  return false;
}

/* What a date says of the order: 1 day first, -1 month first, 0 nothing. */
static int order_of(const struct reader *r, const struct expression *e) {
  if (!e->two_orders) return 0;
  if (e->month > 12 || e->day > 12) return e->month > 12 ? 1 : -1;
  const uint32_t before = e->first - (is_mark(r, e->first - 1, ',') ? 2u : 1u);
  if (!has(r, before, LEXICON_WEEKDAY) || e->month == e->day) return 0;
  const int weekday = lexicon_number(token_at(r, before)->word, LEXICON_WEEKDAY);
  const int32_t day_first = day_of(e->year, e->day, e->month), month_first = day_of(e->year, e->month, e->day);
  return (day_first && day_weekday(day_first) == weekday) - (month_first && day_weekday(month_first) == weekday);
}

/*
** Whether 3/7/2019 is the 3rd of July.  What decides, in this order:
** 1. the text's other dates in digits (25/12/2018), and the weekday beside one (Wednesday, 3/7/2019);
** 2. its dates in words: who writes "3 July" puts the day first ("July 3" says nothing: British papers write it too);
** 3. where it comes from: is_from_day_first();
** 4. nothing said: month first, as in the United States.
** 2019-07-03 needs none of this (ISO 8601).
*/
bool story_day_first(const struct reader *r, const struct expressions *found) {
  int said = 0, open = 0, words = 0;
  for (size_t i = 0; i < found->count; i++) {
    const struct expression *e = &found->items[i];
    said += order_of(r, e);
    open += e->two_orders;
    words += !e->two_orders && e->month && e->day && has(r, e->first + 1, LEXICON_MONTH) &&
             token_at(r, e->first)->kind == TOKEN_NUMBER;
  }
  return open && (said ? said > 0 : words || is_from_day_first(r));
}

bool is_dateline(const struct reader *r, uint32_t first, uint32_t date, uint32_t end) {
  enum { DATELINE = 12 };
  if (end > first + DATELINE) return false;
  for (uint32_t i = first; i < first + 2 * DATELINE && i < r->count; i++) {
    const struct token *t = token_at(r, i);
    if (i >= date && i < end) continue;
    if (is_mark(r, i, '-') && i >= end) return t->flags & TOKEN_AFTER_SPACE || !is_joined(r, i + 1);
    if (t->kind == TOKEN_WORD && !(t->flags & TOKEN_CAPITALIZED)) return false;
  }
  return false;
}

struct moment story_reference(struct document *d, const struct patterns *patterns) {
  struct moment none = {.day = DAY_NONE, .hour = -1, .minute = -1, .second = -1};
  const struct tokens *tokens = document_tokens(d);
  struct reader r = {d, tokens->items, tokens->count < HEADER_TOKENS ? tokens->count : HEADER_TOKENS, DATES_NEWS,
                     patterns};
  for (uint32_t t = 0, first = 0; t < r.count; t++) {
    const struct token *token = &r.tokens[t];
    if (token->flags & TOKEN_AFTER_LINE) first = t;
    if (token->kind != TOKEN_NUMBER && !lexicon_has(token->word, LEXICON_MONTH) &&
        !lexicon_has(token->word, LEXICON_WEEKDAY))
      continue;
    struct expression e;
    if (!read_day(&r, t, &e)) continue;
    const uint32_t end = e.end;
    /* A header or dateline: alone on its line, behind the label of one, or in a dateline. */
    bool line = token->flags & TOKEN_AFTER_LINE;
    bool ends = end >= r.count || token_at(&r, end)->flags & TOKEN_AFTER_LINE;
    bool on = t > 0 && has(&r, t - 1, LEXICON_TENSE_ON);
    bool told = t > on && (has(&r, t - on - 1, LEXICON_DATE_LABEL) || is_mark(&r, t - on - 1, ':'));
    bool label = told || line || (on && ends); /* "By Jane Roe on June 3, 2019", but not "It sank on June 3, 2019." */
    bool closed = ends || is_mark(&r, end, '-') || is_mark(&r, end, '(') || is_mark(&r, end, ',');
    if (!label && !is_dateline(&r, first, t, end)) continue;
    if (!closed && !(label && !line)) continue;
    int month = e.month, day = e.day;
    if (e.two_orders && (month > 12 || (day <= 12 && is_from_day_first(&r)))) month = e.day, day = e.month;
    none.day = day_of(e.year, month, day);
    if (none.day) return none;
  }
  return none;
}
