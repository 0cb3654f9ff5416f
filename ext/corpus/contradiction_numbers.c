/* Figures and days, as claims have them: see contradiction_reading.h. */
#include "contradiction_reading.h"

#include "../language/dates.h"
#include "../language/figures.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { LONG_AGO = 14 /* days */, OLDEST = 120 /* years */, EACH_WORDS = 4 };

/* ---- Figures, days ---- */

/* The clause that token `t` stands in; NULL where there is none. */
static const struct clause *clause_of(const struct reading *r, uint32_t t) {
  const struct sentences *sentences = document_sentences(r->document);
  uint32_t s = sentences_of(sentences, t);
  const struct clauses *clauses = s < sentences->count ? document_clauses(r->document, s) : NULL;
  return clauses && clauses->count ? &clauses->items[clauses_at(clauses, t)] : NULL;
}

static bool has_verb(const struct clause *c) { return c && c->verb < c->end; }

/* The same; of a subject whose clause is told to begin behind it ("said 140 offices | would close"), that one. */
static const struct clause *own_clause(const struct reading *r, uint32_t t) {
  const struct clause *c = clause_of(r, t);
  if (!has_verb(c) || c->verb > t) return c;
  const struct clauses *clauses = document_clauses(r->document, sentences_of(document_sentences(r->document), t));
  for (uint32_t i = clauses_at(clauses, t) + 1; i < clauses->count && clauses->items[i].first < c->end; i++) {
    const struct clause *next = &clauses->items[i];
    if (next->first <= t) continue;
    bool joined = next->role == CLAUSE_COMPLEMENT && next->verb == next->first;
    for (uint32_t k = t; joined && k < next->first; k++) joined = reading_at(r, k)->kind != TOKEN_MARK;
    return joined ? next : c;
  }
  return c;
}

/* The last content word before the verb of the clause that token `t` stands behind; 0 where there is none. */
static uint32_t subject_word(const struct reading *r, uint32_t t) {
  const struct clause *c = own_clause(r, t);
  uint32_t found = 0;
  for (uint32_t i = c ? c->first : 0; has_verb(c) && c->verb < t && i < c->verb; i++)
    if (reading_is_content(r, i)) found = reading_key(r, i);
  return found;
}

/* The verb of the clause that token `t` stands in; the count of tokens where there is none. */
static uint32_t verb_of(const struct reading *r, uint32_t t) {
  const struct clause *c = own_clause(r, t);
  return has_verb(c) ? reading_main_verb(r, c) : r->count;
}

/* Whether a word of a part says that it is some of many: women, children. */
static bool is_of_some(const struct reading *r, const struct tokens *tokens, struct span s) {
  bool some = false;
  for (uint32_t i = tokens_from(tokens, s.start); s.length && i < r->count && r->tokens[i].start < span_end(s); i++)
    some |= reading_has(r, i, LEXICON_SOME_PEOPLE);
  return some;
}

static bool is_joint_of(const struct reading *r, uint32_t i) {
  return reading_has(r, i, LEXICON_NUMBER_JOINT) && *lexicon_value(reading_at(r, i)->word, LEXICON_NUMBER_JOINT) == 'o';
}

/* "Of" at the head of a sentence. */
static bool is_of(const struct reading *r, uint32_t i) {
  return is_joint_of(r, i) && reading_at(r, i)->flags & TOKEN_CAPITALIZED;
}

/* Words as one key. */
static uint32_t words_hash(const struct reading *r, uint32_t first, uint32_t end) {
  uint32_t key = 0;
  for (uint32_t i = first; i < end && i < r->count; i++) key = key * 31 + reading_word(r, i);
  return key;
}

/* The word that says what kind of thing the last of a part names: of a wheat crop the first; 0 if none does. */
static uint32_t kind_of(const struct reading *r, const struct tokens *tokens, struct span s, uint32_t head) {
  return head > tokens_from(tokens, s.start) && reading_is_content(r, head - 1) ? reading_key(r, head - 1) : 0;
}

static bool is_number(const struct reading *r, uint32_t i) {
  return reading_at(r, i)->kind == TOKEN_NUMBER || reading_has(r, i, LEXICON_CARDINAL);
}

/* A part, and its whole: "Eight of the state's 12 mines closed."  `end` is behind the part. */
static bool is_share(const struct reading *r, uint32_t end) {
  return is_joint_of(r, end) &&
         (is_number(r, end + 1) ||
          (reading_has(r, end + 1, LEXICON_DETERMINER) &&
           (is_number(r, end + 2) || (reading_at(r, end + 3)->kind == TOKEN_POSSESSIVE && is_number(r, end + 4)))));
}

static bool is_behind_comma(const struct reading *r, uint32_t first) {
  return first >= 2 && reading_is_mark(r, first - 1, ',');
}

/* "Celia, 7, died": somebody's age. */
static bool is_age_behind_name(const struct reading *r, uint32_t first) {
  if (!is_behind_comma(r, first)) return false;
  uint8_t before = r->roles[first - 2];
  return before & ROLE_NAME && !(before & ROLE_PLACE);
}

/* Whether the clause of a token tells of what is to be, or may be. */
static bool is_future(const struct reading *r, uint32_t t) {
  const struct clause *c = own_clause(r, t);
  if (!has_verb(c)) return false;
  uint32_t verb = reading_main_verb(r, c);
  return c->tense & WORD_MODAL || reading_has(r, c->verb, LEXICON_FORECAST) || reading_has(r, verb, LEXICON_FORECAST) ||
         reading_has(r, c->verb + 1, LEXICON_FORECAST);
}

/* Whether a quantity is told of each time: "The well leaks 5,000 barrels a day." */
static bool is_each(const struct reading *r, uint32_t end) {
  for (uint32_t i = end; i < end + EACH_WORDS && i < r->count && reading_at(r, i)->kind != TOKEN_MARK; i++)
    if (reading_has(r, i, LEXICON_PREPOSITION) && !is_joint_of(r, i)) return false; /* over a year */
    else if (lexicon_match(reading_at(r, i), LEXICON_EACH_TIME, NULL)) return true;
  return false;
}

/* Numbers and letters behind a name that tell which of several things it is. */
static void read_labels(struct reading *r) {
  struct claims *c = r->claims;
  for (uint32_t i = 1; i < r->count && c->n_labels < CLAIM_PARTS; i++) {
    const struct token *t = reading_at(r, i);
    bool letter = t->length == 1 && t->flags & TOKEN_CAPITALIZED && r->document->text[t->start + 1] != '.';
    bool number = is_number(r, i);
    if ((!letter && !number) || r->roles[i] & ROLE_NUMBER || !reading_is_content(r, i - 1)) continue;
    if (!reading_has(r, i - 1, LEXICON_MONTH))
      c->labels[c->n_labels++] = (struct claim_label){reading_key(r, i - 1), reading_word(r, i)};
  }
}

struct claim_range claim_range(const struct figure *f) {
  const bool low = f->bounds & FIGURE_HAS_LOW, high = f->bounds & FIGURE_HAS_HIGH;
  struct claim_range range = {.unit = f->unit ? f->unit : ""};
  range.low = low ? f->low : high ? -INFINITY : f->value;
  range.high = high ? f->high : low ? INFINITY : f->value;
  const uint32_t unit = lexicon_find(word_key(range.unit, strlen(range.unit), false));
  if (!lexicon_has(unit, LEXICON_UNIT_SCALE)) return range;
  char *base;
  const double scale = strtod(lexicon_value(unit, LEXICON_UNIT_SCALE), &base);
  return (struct claim_range){range.low * scale, range.high * scale, base + 1, true};
}

/* What was done, by the word at a token; 0 if that says little. */
static uint32_t act_word(const struct reading *r, uint32_t act) {
  bool opposite;
  if (act >= r->count || reading_has(r, act, LEXICON_EMPTY_ACT)) return 0;
  uint32_t key = reading_matter(r, act, &opposite);
  return opposite ? ~key : key;
}

uint32_t glance_act(struct reading *r, const struct tokens *tokens, uint32_t figure, uint32_t *of) {
  const struct counted counted = figure_counted(r->document, figure);
  const uint32_t head = reading_head(r, tokens, counted.of);
  *of = head < r->count ? reading_key(r, head) : 0;
  return act_word(r, reading_head(r, tokens, counted.act));
}

/* Whether it comes on top of what was told. */
static bool is_other(const struct reading *r, uint32_t first) {
  return reading_has(r, first, LEXICON_OTHER_HAPPENING) ||
         (first && reading_has(r, first - 1, LEXICON_OTHER_HAPPENING));
}

/* What a number is given for behind a verb that gives it: "The union put the number of people in the mill at 300."  The head
** of the first phrase that is no mere number; the count of tokens where the verb is none of these. */
static uint32_t put_for(const struct reading *r, uint32_t verb, uint32_t figure) {
  uint32_t head = r->count;
  if (!reading_has(r, verb, LEXICON_PUT_VERB) || !figure || !reading_has(r, figure - 1, LEXICON_PREPOSITION))
    return r->count;
  for (uint32_t i = verb + 1; i < figure && reading_at(r, i)->kind != TOKEN_MARK; i++) {
    if (reading_is_content(r, i)) head = i;
    else if (head < r->count && reading_has(r, i, LEXICON_PREPOSITION) && !reading_has(r, head, LEXICON_NUMBER_WORD))
      break;
  }
  return head;
}

void read_figures(struct reading *r, const struct tokens *tokens) {
  struct claims *c = r->claims;
  const struct figures *figures = document_figures(r->document);
  bool ages = false; /* where one is, other bare numbers behind a comma are too: "Edda Lund, 33, her son, 7" */
  for (uint32_t i = 0; i < figures->count && c->n_figures < CLAIM_PARTS; i++) {
    const struct figure *f = &figures->items[i];
    bool part = f->first && reading_has(r, f->first - 1, LEXICON_DETERMINER) ? f->first > 1 && is_of(r, f->first - 2)
                                                                             : f->first && is_of(r, f->first - 1);
    bool age = !f->unit && (is_age_behind_name(r, f->first) ||
                            (ages && f->end == f->first + 1 && is_behind_comma(r, f->first) && f->value < OLDEST));
    ages |= age || f->bounds & FIGURE_AGE;
    if (part || age) continue; /* "Of the 4,000 drivers" */
    bool share = is_share(r, f->end) ||
                 (!f->unit && is_joint_of(r, f->end) && reading_has(r, f->end + 1, LEXICON_DETERMINER)),
         whole = i && figures->items[i - 1].end < f->first && is_share(r, figures->items[i - 1].end);
    struct counted counted = figure_counted(r->document, i);
    uint32_t of = reading_head(r, tokens, counted.of), act = reading_head(r, tokens, counted.act);
    if (act >= r->count && of >= r->count && !f->unit && f->first && reading_has(r, f->first - 1, LEXICON_SAME_MATTER))
      act = f->first - 1; /* killing two and wounding 40 */
    const uint32_t verb = verb_of(r, f->first), put = put_for(r, verb, f->first);
    if (put < r->count) of = put;
    if (reading_has(r, of, LEXICON_DETERMINER)) of = r->count; /* it counts nothing */
    const char *done =
        reading_has(r, of, LEXICON_ACT_NOUN) ? lexicon_value(reading_at(r, of)->word, LEXICON_ACT_NOUN) : NULL;
    if (!f->unit && !done && counted.of.length && counted.of.start < f->span.start && f->first &&
        is_joint_of(r, f->first - 1))
      continue; /* "She is a mother of 12." */
    bool everyone = done || (of < r->count && reading_has(r, of, LEXICON_EVERY_ONE));
    if (done) of = r->count;
    const struct claim_range range = claim_range(f);
    const uint32_t unit = f->unit ? lexicon_find(word_key(f->unit, strlen(f->unit), false)) : 0;
    c->figures[c->n_figures++] = (struct claim_figure){
        .low = range.low,
        .high = range.high,
        .unit = range.unit,
        .time = lexicon_has(unit, LEXICON_TIME_UNIT),
        .brief = lexicon_has(unit, LEXICON_BRIEF_UNIT),
        .of = of < r->count ? reading_key(r, of) : 0,
        .of_word = of < r->count ? words_hash(r, tokens_from(tokens, counted.of.start), of + 1) : 0,
        .of_kind = of < r->count ? kind_of(r, tokens, counted.of, of) : 0,
        .act = done ? matter_key(done) : act_word(r, act),
        .market = reading_has(r, act, LEXICON_MARKET_ACT),
        .approximate = f->bounds & FIGURE_APPROXIMATE || range.scaled,
        .everyone = everyone || (of >= r->count && !f->unit),
        .asked = reading_has(r, verb, LEXICON_UNSURE),
        .each = is_each(r, f->end),
        .age = f->bounds & FIGURE_AGE,
        .vague = share || whole || is_other(r, f->first) || !(f->bounds & (FIGURE_HAS_VALUE | FIGURE_HAS_HIGH)),
        .past = r->roles[f->first] & ROLE_PAST,
        .future = is_future(r, f->first),
        .subject = subject_word(r, f->first),
        .verb = verb < r->count ? reading_key(r, verb) : 0,
        .of_some = is_of_some(r, tokens, counted.of),
    };
  }
  for (uint32_t i = 0; i < figures->count; i++) reading_mark_span(r, tokens, figures->items[i].span, ROLE_NUMBER);
  read_labels(r);
}

/* The clause whose verb a date at token `t` dates: its own, or the last before it that is no mere report. */
static const struct clause *dated_clause(const struct reading *r, const struct clauses *all, uint32_t t) {
  const struct clause *in = &all->items[clauses_at(all, t)], *best = NULL;
  if (in->verb < in->end && !(r->roles[in->verb] & ROLE_SOURCE)) return in;
  for (uint32_t i = 0; i < all->count; i++) {
    const struct clause *c = &all->items[i];
    if (c->verb >= c->end || r->roles[c->verb] & ROLE_SOURCE) continue;
    if (!best || c->verb < t) best = c;
  }
  return best;
}

int32_t claims_day(struct slice day) {
  struct moment published;
  return day.text && moment_read(day.text, day.bytes, &published) ? published.day : 0;
}

/* The day of the week, where it is all that is known: the first to seventh day that there is; 0: it is not. */
static int32_t weekday_of(const struct date *d) {
  int day;
  return d->first_day ? 0 : sscanf(d->value, "XXXX-WXX-%d", &day) == 1 ? day : 0;
}

/* Notes that the clause of a date tells of a time long ago: all of the sentence does, unless that is an aside: "The mayor,
** who took office in 2005, will resign." */
static void read_past(struct reading *r, uint32_t date) {
  const struct clause *c = clause_of(r, date);
  if (date && reading_has(r, date - 1, LEXICON_EVENT_BOUND)) return; /* the highest since 1954 */
  if (c) reading_mark(r, c->first, c->end, ROLE_PAST);
  const bool aside = c && (c->role == CLAUSE_RELATIVE || c->role == CLAUSE_ASIDE);
  r->claims->past |= !aside || !c->first || reading_at(r, c->first - 1)->kind != TOKEN_MARK;
}

void read_days(struct reading *r, struct slice day) {
  struct claims *c = r->claims;
  struct moment published;
  bool known = day.text && moment_read(day.text, day.bytes, &published);
  if (known) c->published = published.day;
  const struct dates *dates =
      document_dates(r->document, known ? &published : NULL, (struct date_options){.style = DATES_NEWS});
  const struct sentences *sentences = document_sentences(r->document);
  c->leans_on_day |= dates->count > 0;
  for (uint32_t i = 0; i < dates->count; i++) {
    const struct date *d = &dates->items[i];
    bool source = r->roles[d->first] & ROLE_SOURCE;
    reading_mark(r, d->first, d->end, ROLE_NUMBER);
    if (d->first_day && d->last_day > d->first_day && c->n_periods < CLAIM_PARTS)
      c->periods[c->n_periods++] = (struct claim_period){d->first_day, d->last_day};
    c->earlier |= d->last_day > d->first_day && c->published && d->last_day < c->published;
    if (d->last_day && c->published && d->last_day < c->published - LONG_AGO) read_past(r, d->first);
    if (reading_has(r, d->first, LEXICON_DAY_WORD) && c->published == d->first_day) { /* a word that every day is */
      c->today = true;
      continue;
    }
    const int32_t weekday = known ? 0 : weekday_of(d);
    if (source || (!d->first_day && !weekday) || d->first_day != d->last_day || c->n_days == CLAIM_PARTS) continue;
    const bool dawn =
        d->type == DATE_TIME && d->first_day == c->published && !reading_has(r, d->first, LEXICON_WEEKDAY);
    if (dawn || (d->type != DATE_DATE && d->type != DATE_TIME)) continue;
    uint32_t s = sentences_of(sentences, d->first);
    if (s >= sentences->count) continue;
    const struct clauses *clauses = document_clauses(r->document, s);
    if (!clauses->count) continue;
    const struct clause *at = &clauses->items[clauses_at(clauses, d->first)], *in = dated_clause(r, clauses, d->first);
    if (!in || (at->role == CLAUSE_ADVERBIAL && at->verb >= at->end)) continue; /* an event that is only named */
    uint32_t verb = reading_main_verb(r, in);
    uint32_t before = d->first ? d->first - 1 : 0; /* "raided it after the attack last Friday": the noun is dated */
    if (before != verb && before != in->verb && reading_has(r, before, LEXICON_SAME_MATTER)) continue;
    c->days[c->n_days++] = (struct claim_day){
        .first = d->first_day + weekday,
        .last = d->last_day + weekday,
        .act = reading_key(r, verb),
        .subject = reading_first_content(r, in->first, in->verb),
        .said = is_number(r, d->first) || reading_has(r, d->first, LEXICON_MONTH) ? words_hash(r, d->first, d->end)
                                                                                  : reading_word(r, d->first),
        .future = in->tense & WORD_MODAL,
    };
  }
}
