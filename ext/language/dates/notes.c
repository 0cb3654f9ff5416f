/*
** What is read otherwise in a note from one to another than in the news:
**
**     "I'll be out Oct. 2 to October 22"   one span, 2016-10-02/2016-10-22
**     "late next week"                     2017-11-16/2017-11-19
**
** News keeps the ends of a range apart, and of a part of a week the week, as TimeML does.
*/
#include "notes.h"
#include "borrow.h"
#include "calendar.h"
#include "value.h"

uint32_t join_ranges(const struct reader *r, struct date *dates, uint32_t count) {
  uint32_t kept = 0;
  for (uint32_t i = 0; i < count; i++) {
    struct date *left = kept ? &dates[kept - 1] : NULL;
    const struct date *right = &dates[i];
    uint32_t gap = left ? left->end : 0;
    const char led = left && left->first > 0 ? link_at(r, left->first - 1) : 0;
    bool joined = left && right->first > gap && right->first <= gap + 2 && left->type <= DATE_TIME &&
                  right->type <= DATE_TIME && left->first_day && right->first_day &&
                  (link_at(r, gap) == 't' || is_mark(r, gap, '-') || (led == 'b' && link_at(r, gap) == 'a'));
    if (joined) {
      const bool whole = right->grain <= GRAIN_DAY || is_mark(r, gap, '-'); /* 1944-2019 has all of 2019 */
      int32_t last = whole ? right->last_day : right->first_day;
      if (last < left->first_day) last = right->last_day;
      if (last >= left->first_day) {
        left->last_day = last;
        left->span.length = span_end(right->span) - left->span.start;
        if (led == 'b' || led == 'f') {
          left->first--;
          left->span.length += left->span.start - r->tokens[left->first].start;
          left->span.start = r->tokens[left->first].start;
        }
        left->end = right->end;
        write_span(left->first_day, left->last_day, left->value);
        continue;
      }
    }
    dates[kept++] = dates[i];
  }
  return kept;
}

void take_part(const struct expression *e, int32_t reference, struct date *x) {
  if (!x->first_day || x->grain < GRAIN_WEEK || x->grain > GRAIN_YEAR) return;
  int32_t days = x->last_day - x->first_day + 1, first = x->first_day, last = x->last_day;
  bool week = x->grain == GRAIN_WEEK;
  struct calendar_day c = day_split(first);
  switch (e->part) {
    case 'S': last = week ? first + 2 : x->grain == GRAIN_YEAR ? day_of(c.year, 6, 30) : first + days / 2 - 1; break;
    case 'M':
      first += week ? 1 : days / 3;
      last = week ? first + 3 : last - days / 3;
      break;
    case 'E': first = week ? first + 3 : x->grain == GRAIN_YEAR ? day_of(c.year, 7, 1) : first + days / 2; break;
    case 'R': first = reference > first && reference <= last ? reference : first; break;
    default: return;
  }
  if (week && first < reference && e->part == 'E' && reference <= last && first + 1 >= reference) first = reference;
  x->first_day = first;
  x->last_day = last;
  write_span(first, last, x->value);
}

/* A verb in the third person of the present. */
static bool is_third_person(const struct reader *r, uint32_t at) {
  const struct token *t = token_at(r, at);
  return t->length && r->d->text[t->start + t->length - 1] == 's';
}

/* A note: a short text of the first person, a command, or no sentence at all. */
bool is_note(const struct reader *r) {
  enum { NOTE = 40, FRAGMENT = 16 };
  if (r->count > NOTE || !r->count) return false;
  bool person = has(r, 0, LEXICON_COMMAND); /* "Book a table for Friday" */
  bool names = false, headline = false;
  for (uint32_t i = 0; i < r->count; i++) {
    const struct token *t = &r->tokens[i];
    if (is_mark(r, i, '"') || has(r, i, LEXICON_REPORTING_WORD) || (i && t->flags & TOKEN_AFTER_PARAGRAPH))
      return false;
    if (i && has(r, i, LEXICON_VERB_PRESENT) && is_third_person(r, i) && token_at(r, i - 1)->kind == TOKEN_WORD &&
        !has(r, i - 1, LEXICON_DETERMINER) && !has(r, i - 2, LEXICON_PREPOSITION) && !(t->flags & TOKEN_CAPITALIZED))
      headline = true; /* "Storm kills nine on Thursday" */
    if (phrase(r, i, LEXICON_TO_SOMEBODY, NULL)) person = true;
    if (i && t->flags & TOKEN_CAPITALIZED && !has(r, i, LEXICON_MONTH) && !has(r, i, LEXICON_WEEKDAY) &&
        !lexicon_begins(t->word, LEXICON_HOLIDAY))
      names = true;
  }
  const struct token *last = token_at(r, r->count - 1);
  const bool sentence = token_at(r, 0)->flags & TOKEN_CAPITALIZED && has(r, 0, LEXICON_ARTICLE); /* "The ... p.m." */
  bool stopped = is_mark(r, r->count - 1, '.') || is_mark(r, r->count - 1, '?') || is_mark(r, r->count - 1, '!') ||
                 (sentence && r->d->text[last->start + last->length - 1] == '.');
  return person || (r->count <= FRAGMENT && !stopped && !names && !headline && !(r->count == 1));
}
