/*
** The date of what a text reports.
**
**     "The envoy said Monday that talks, which began in May, would go on."
**      -> Monday
**
** The expressions of the lead are weighed: a day of the main clause wins, then
** what else dates the sentence; what only gives background ("since 2001", "the
** 2001 invasion", "a 17-year war") never wins over a day.
*/
#include "resolve.h"

#include <string.h>

enum { LEAD_SENTENCES = 3 };

/* How well an expression dates the main clause of its sentence: 0 not at all. */
static int weight(const struct reader *r, const struct date *x, uint32_t first, uint32_t end, bool quoted,
                  bool subordinate) {
  if (!x->first_day || x->type == DATE_DURATION || x->type == DATE_SET) return 0;
  if (x->grain > GRAIN_YEAR) return x->grain == GRAIN_DECADE ? 2 : 0;
  int score = x->grain <= GRAIN_DAY     ? 100
              : x->grain <= GRAIN_WEEK  ? 80
              : x->grain <= GRAIN_MONTH ? 60
              : x->grain < GRAIN_YEAR   ? 50
                                        : 30;
  if (quoted) score -= 45;
  if (subordinate) score -= 35;
  if (is(r, x->first - 1, "since", "until", "before", "after") ||
      (is(r, x->first - 1, "the") && x->end < end && token_at(r, x->end)->kind == TOKEN_WORD))
    score -= 40;
  if (x->end < end && token_at(r, x->end)->kind == TOKEN_POSSESSIVE) score -= 10;
  (void)first;
  return score < 1 ? 1 : score;
}

static bool opens_quote(const struct document *d, const struct token *t) {
  return t->kind == TOKEN_MARK && t->length == 3 && !memcmp(d->text + t->start, "\xE2\x80\x9C", 3);
}

static bool closes_quote(const struct document *d, const struct token *t) {
  return t->kind == TOKEN_MARK && t->length == 3 && !memcmp(d->text + t->start, "\xE2\x80\x9D", 3);
}

static void write_event(const struct date *x, char *out) {
  struct calendar_day c = day_split(x->first_day);
  if (x->grain == GRAIN_YEAR) number_write(out, c.year, 4);
  else if (x->grain == GRAIN_MONTH) month_write(out, c.year, c.month);
  else day_write(x->first_day, out);
}

/* ", originally set for April 20, ": what a comma and a participle open is an aside. */
static bool is_participle(const struct reader *r, uint32_t at) {
  uint32_t i =
      at + (is(r, at, "originally", "first", "once", "newly", "already", "initially", "previously", "long") ? 1 : 0);
  const struct token *t = token_at(r, i);
  const char *end = r->d->text + t->start + t->length;
  if (t->kind != TOKEN_WORD || t->length < 3 || t->flags & TOKEN_CAPITALIZED) return false;
  return (t->length > 4 && end[-1] == 'd' && end[-2] == 'e') ||
         is(r, i, "set", "held", "led", "born", "due", "built", "sent", "known", "made");
}

bool document_event_date(struct document *d, const struct moment *reference, enum date_mode mode, char *out) {
  *out = 0;
  const struct dates *dates = document_dates(d, reference, mode);
  if (!dates->count || d->status) return false;
  const struct tokens *tokens = document_tokens(d);
  struct reader r = {d, tokens->items, tokens->count, dates->mode};
  const struct date *best = NULL;
  int best_score = 0;
  uint32_t sentence = 0, first = 0, token = 0;
  bool quoted = false, subordinate = false;
  for (uint32_t i = 0; i < dates->count; i++) {
    const struct date *x = &dates->items[i];
    for (; token < x->first; token++) {
      if (token && is_broken(&r, token)) {
        sentence++;
        first = token;
        subordinate = false;
        if (best && sentence >= LEAD_SENTENCES) break;
      }
      const struct token *t = &r.tokens[token];
      if (t->kind != TOKEN_MARK) {
        if (is(&r, token, "that", "which", "who", "whom", "whose", "when", "where", "because", "although", "while",
               "after", "before", "since", "until", "if"))
          subordinate = true;
      } else if (is_mark(&r, token, ',')) subordinate = is_participle(&r, token + 1);
      else if (is_mark(&r, token, '"')) quoted = !quoted;
      else if (opens_quote(d, t)) quoted = true;
      else if (closes_quote(d, t)) quoted = false;
    }
    if (best && sentence >= LEAD_SENTENCES) break;
    int score = weight(&r, x, first, tokens->count, quoted, subordinate) - (int)(sentence < 20 ? sentence : 20) * 25;
    if (score > best_score || (!best && x->first_day && x->type <= DATE_TIME && x->grain <= GRAIN_YEAR)) {
      best = x;
      best_score = score;
    }
  }
  if (!best) return false;
  write_event(best, out);
  return *out != 0;
}
