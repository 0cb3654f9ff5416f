/*
** The date of what a text reports.
**
**     "The envoy said Monday that talks, which began in May, would go on."
**      -> Monday
**
** The expressions of the lead are weighed: a day of the main clause wins, then
** what else dates the sentence; what only gives background ("since 2001", "the
** 2001 invasion", "a 17-year war") never wins over a day.  Of "Rebels shot down a
** plane on Monday, the army said Tuesday" the main clause is the saying, so that
** it is Tuesday's; at the head of a story it is Monday's, as that is what the
** lead reports.
*/
#include "../clauses.h"
#include "../sentences.h"
#include "calendar.h"
#include "lead.h"
#include "story.h"

#include <string.h>

enum { LEAD_SENTENCES = 3, HEADING_TOKENS = 40 };

/*
** What an expression's grain is worth, and what is taken off for the place it
** stands in.  A day of an inner clause is worth less than a month of the main
** clause and more than a year; what only names a thing ("the 2001 invasion") is
** worth least.
*/
enum {
  WORTH_DAY = 100,
  WORTH_WEEK = 84, /* less than a day that names a thing */
  WORTH_MONTH = 80,
  WORTH_SEASON = 68,
  WORTH_YEAR = 60,
  WORTH_DATELINE = 56, /* the lead, where it says no day itself */
  WORTH_CLOCK = 40,    /* "at 3 p.m.": the reference's day */
  WORTH_DECADE = 20,
  MORE_TAG = 5,   /* ", police said Saturday", of a sentence by itself */
  OFF_LATER = 30, /* the second sentence, and OFF_SENTENCE; then as much for each */
  OFF_SENTENCE = 15,
  OFF_HEADING = 40,
  OFF_QUOTED = 45,
  OFF_INNER = 30,
  OFF_WHEN = 12,
  OFF_TAG = 16, /* "police said Saturday", of a lead */
  OFF_COMPLEMENT = 30,
  OFF_SINCE = 40,
  OFF_NAMING = 45,
  OFF_NAMING_DAY = 15,
  OFF_NAMING_DATE = 62, /* "their July 25 call": less than a time of day that says when */
  OFF_POSSESSIVE = 10,
  OFF_OTHER_NAMING = 30, /* "who skipped Tuesday's meeting": besides */
  OFF_PERFECT = 5,
  OFF_IN_SUBJECT = 3 /* "A probe into a death on 3 May 2016 began on Monday" */
};

/* Where the reader is. */
struct place {
  const struct reader *reader;
  const struct sentences *sentences;
  uint32_t sentence; /* of the expression */
  uint32_t told;     /* how many sentences of the story stand before it, headings aside */
  bool heading;      /* it is a line above the story's first sentence */
  bool news;         /* the style of the text */
  int32_t day;       /* its reference, or DAY_NONE */
};

/* Whether a noun can begin with token `at`. */
static bool begins_noun(const struct reader *r, uint32_t at) {
  return token_at(r, at)->kind == TOKEN_WORD && !has(r, at, LEXICON_PREPOSITION) && !has(r, at, LEXICON_CONJUNCTION);
}

/* Whether an article, a possessive pronoun or a possessive stands there: behind it a date may name a thing. */
static bool leads_name(const struct reader *r, uint32_t at) {
  return has(r, at, LEXICON_EVENT_NAMED) || token_at(r, at)->kind == TOKEN_POSSESSIVE;
}

/* The preposition that leads the noun phrase which goes on with token `at`: "They met | in Roe's 2005 campaign."  Else
** the phrase's first token. */
static uint32_t leader_of(const struct reader *r, uint32_t at) {
  enum { REACH = 5 };
  for (uint32_t k = 0; k < REACH && at && !is_broken(r, at) && !has(r, at, LEXICON_PREPOSITION); k++) {
    if (token_at(r, at - 1)->kind == TOKEN_MARK) break;
    at--;
  }
  return at;
}

/* What is taken off where an expression names a thing or bounds one: "the 2001 invasion", "a 2009 crash", "the crisis
** of 2008", "May crude", "since Friday", "the anniversary of the landing on June 6, 1944". */
static int off_for_naming(const struct reader *r, const struct date *x) {
  enum { REACH = 6 };
  uint32_t before = x->first - 1;
  if (!x->first) return 0;
  if (has(r, before, LEXICON_EVENT_BOUND)) return OFF_SINCE;
  for (uint32_t i = before; i && i + REACH > x->first; i--)
    if (lexicon_match(token_at(r, i - 1), LEXICON_EVENT_ANNIVERSARY, NULL)) return OFF_NAMING;
  for (uint32_t i = before; i && i + REACH > before && token_at(r, i)->kind != TOKEN_MARK; i--)
    if (lexicon_match(token_at(r, i - 1), LEXICON_TENSE_AHEAD, NULL))
      return OFF_SINCE; /* "ahead of the vote on Friday" */
  const struct token *next = token_at(r, x->end);
  bool noun = begins_noun(r, x->end),
       month = x->grain == GRAIN_MONTH && x->end == x->first + 1 && !(next->flags & TOKEN_CAPITALIZED) &&
               !has(r, before, LEXICON_PREPOSITION) && !has(r, x->end, LEXICON_VERB_PAST) && !ends_in_ed(r, x->end) &&
               !has(r, x->end, LEXICON_AUXILIARY);
  const bool of = has(r, before, LEXICON_EVENT_OF), /* "the raid of 12 January", "the crisis of 2008" */
      thing = of && before && has(r, before, LEXICON_PREPOSITION) && begins_noun(r, before - 1) &&
              !has(r, before - 1, LEXICON_TIME_NOUN) && !has(r, before - 1, LEXICON_DATE_PART) &&
              !has(r, before - 1, LEXICON_EVENT_DAY);
  bool named = of ? x->grain > GRAIN_WEEK || thing : noun && (month || leads_name(r, before));
  const bool year = x->grain == GRAIN_YEAR;
  const uint32_t leader = named && noun && (year || x->grain == GRAIN_DAY) ? leader_of(r, before) : before;
  if (named && year && has(r, leader, LEXICON_EVENT_BOUND)) return OFF_SINCE;
  if (named && has(r, leader, LEXICON_EVENT_IN)) return year ? 0 : OFF_NAMING_DAY; /* "in a Nov. 5 letter" */
  const bool weekday = has(r, x->first, LEXICON_WEEKDAY) || has(r, x->first, LEXICON_DAY_WORD);
  return !named ? 0 : x->grain > GRAIN_DAY ? OFF_NAMING : weekday ? OFF_NAMING_DAY : OFF_NAMING_DATE;
}

/* Whether it is most of a year from the reference. */
static bool is_far(int32_t reference, const struct date *x) {
  enum { FAR = 300 };
  return reference && x->first_day && (x->last_day < reference - FAR || x->first_day > reference + FAR);
}

/* Whether it stands behind a main verb in the present, which what is past does not date: "has been charged in the 1967
** killings". */
static bool is_behind_present(const struct date *x, const struct clauses *sentence) {
  if (!sentence->count) return false;
  const struct clause *c = &sentence->items[clauses_at(sentence, x->first)];
  return c->role == CLAUSE_MAIN && c->tense == WORD_PRESENT && x->first > c->verb;
}

/*
** Whether a year, or a month of one, is only a part of a name, which dates nothing: "the 2016 race", "Roe's May 2005
** wedding", "the Finance Act 1985".  It dates what stands beside where a preposition of time leads it ("during the 2008
** crisis"), and where it is what the sentence tells of ("The 1906 quake killed 3,000").  Nor do bonds "due 2017", or "due
** May 3, 2017", tell of that day.
*/
static bool is_part_of_name(const struct place *at, const struct date *x, const struct clauses *sentence) {
  const struct reader *r = at->reader;
  if (!x->explicit_year || token_at(r, x->end - 1)->kind != TOKEN_NUMBER || !x->first) return false;
  const uint32_t before = x->first - 1;
  const bool due = has(r, before, LEXICON_EVENT_OF) && has(r, before, LEXICON_TENSE_ARRANGED);
  if (due && (x->grain == GRAIN_YEAR || !before ||
              (!has(r, before - 1, LEXICON_AUXILIARY) && !has(r, before - 1, LEXICON_PLAIN_ADVERB))))
    return true;
  if (x->grain != GRAIN_YEAR && x->grain != GRAIN_MONTH) return false;
  if (has(r, before, LEXICON_EVENT_OF) && x->grain == GRAIN_YEAR && token_at(r, x->end)->kind == TOKEN_WORD &&
      !(token_at(r, x->end)->flags & TOKEN_CAPITALIZED) && begins_noun(r, x->end) &&
      !has(r, x->end, LEXICON_DETERMINER) && !(clauses_word(sentence, x->end) & (WORD_FINITE | WORD_RELATIVE)))
    return true; /* "growers of 1986 crop wheat" */
  if (has(r, before, LEXICON_PREPOSITION) || has(r, before, LEXICON_CONJUNCTION) || is_broken(r, x->first))
    return false;
  if (!begins_noun(r, x->end))
    return token_at(r, before)->kind == TOKEN_WORD && token_at(r, before)->flags & TOKEN_CAPITALIZED &&
           !is_broken(r, before);
  if (clauses_word(sentence, x->end) & WORD_FINITE) return false;
  const uint32_t leader = leader_of(r, before);
  if (has(r, leader, LEXICON_EVENT_IN)) return (!at->day || is_far(at->day, x)) && is_behind_present(x, sentence);
  if (!sentence->count || has(r, leader, LEXICON_PREPOSITION)) return true;
  const struct clause *c = &sentence->items[clauses_at(sentence, x->first)];
  return c->role != CLAUSE_MAIN || x->first > c->verb || c->tense != WORD_PAST;
}

/* Whether it is what something is compared with, which did not happen now: "Sales were higher than in 2003." */
static bool is_compared(const struct reader *r, const struct date *x) {
  enum { REACH = 14 };
  if (x->first && has(r, x->first - 1, LEXICON_EVENT_ABOVE) && token_at(r, x->end)->kind == TOKEN_POSSESSIVE)
    return true; /* "above Friday's close" */
  for (uint32_t i = x->first; i > 0 && i + REACH > x->first; i--) {
    if (lexicon_match(token_at(r, i - 1), LEXICON_COMPARISON, NULL)) return true;
    if (has(r, i - 1, LEXICON_EVENT_THROUGH) && i < x->first && token_at(r, i)->kind == TOKEN_NUMBER &&
        !(i > 1 && lexicon_match(token_at(r, i - 2), LEXICON_COMPARISON, NULL)))
      return false; /* "from 10 percent to 25 percent in May" */
    const struct token *t = token_at(r, i - 1);
    const uint32_t which = x->first + has(r, x->first, LEXICON_ARTICLE);          /* from the previous month */
    const bool away = i == x->first && (has(r, x->end - 1, LEXICON_DATE_SHIFT) || /* a year ago */
                                        (x->grain > GRAIN_DAY && has(r, which, LEXICON_DATE_DIRECTION) &&
                                         lexicon_number(token_at(r, which)->word, LEXICON_DATE_DIRECTION) < 0));
    if (has(r, i - 1, LEXICON_EVENT_FROM) && (away || (i < x->first && token_at(r, i)->kind == TOKEN_NUMBER)))
      return true;
    bool measure =
        t->kind == TOKEN_NUMBER || is_mark(r, i - 1, '$') || is_mark(r, i - 1, '%') || is_mark(r, i - 1, '.') ||
        has(r, i - 1, LEXICON_PREPOSITION) || has(r, i - 1, LEXICON_DETERMINER) || has(r, i - 1, LEXICON_QUANTITY) ||
        ends_in_ed(r, i - 1) || has(r, i - 1, LEXICON_UNIT) || has(r, i - 1, LEXICON_TIME_NOUN) ||
        has(r, i - 1, LEXICON_MONTH) ||
        (i > 2 && has(r, i - 2, LEXICON_INDEFINITE_ARTICLE) && has(r, i - 3, LEXICON_UNIT)) || /* 91 cents a share */
        has(r, i - 1, LEXICON_EVENT_AND); /* "from 5 in May and 4 in June" */
    if (!measure) return false;
  }
  return false;
}

static bool begins_paragraph(const struct reader *r, uint32_t i) {
  return !i || token_at(r, i)->flags & TOKEN_AFTER_PARAGRAPH;
}

static bool ends_in_stop(const struct place *at, uint32_t sentence) {
  const struct sentence *s = &at->sentences->items[sentence];
  const uint32_t last = s->first + s->count - 1;
  const struct reader *r = at->reader;
  return is_mark(r, last, '.') || is_mark(r, last, '?') || is_mark(r, last, '!') ||
         clauses_word(document_clauses(r->d, sentence), last) & WORD_MARK;
}

/* Whether a sentence is a heading: a paragraph without a stop, with another behind it. */
static bool is_heading(const struct place *at, uint32_t sentence) {
  const struct sentence *s = &at->sentences->items[sentence];
  const uint32_t end = s->first + s->count;
  if (s->count > HEADING_TOKENS || end >= at->reader->count || !begins_paragraph(at->reader, s->first) ||
      !begins_paragraph(at->reader, end))
    return false;
  return !ends_in_stop(at, sentence);
}

/* Whether a sentence is the title of a text, above the line of its lead; what is indented is no lead, but a table. */
static bool is_title(const struct place *at, uint32_t sentence) {
  const struct sentence *s = at->sentences->items;
  const struct token *next = token_at(at->reader, s->count);
  return !sentence && s->count <= HEADING_TOKENS && next->flags & TOKEN_AFTER_LINE &&
         at->reader->d->text[next->start - 1] == '\n' && !ends_in_stop(at, sentence);
}

/* Moves on to the sentence of token `token`. */
static void go_to(struct place *at, uint32_t token) {
  const struct sentences *all = at->sentences;
  while (at->sentence + 1 < all->count && all->items[at->sentence + 1].first <= token) {
    if (!at->heading && !is_title(at, at->sentence)) at->told++;
    at->sentence++;
    at->heading = !at->told && is_heading(at, at->sentence);
  }
}

/* What is taken off for sentences behind the first. */
static int off_for_sentence(const struct place *at) {
  return at->told ? OFF_LATER + OFF_SENTENCE * (int)(at->told < LEAD_SENTENCES ? at->told : LEAD_SENTENCES) : 0;
}

/* Whether nothing that this sentence, or a later one, can say is worth more than the best so far. */
static bool is_settled(const struct place *at, int best) {
  return best && at->told && (at->told >= LEAD_SENTENCES || best >= WORTH_DAY - off_for_sentence(at));
}

/* Whether the sentence is the whole text. */
static bool is_alone(const struct place *at) { return at->sentences->count == 1; }

/* What is taken off for the clause that an expression stands in, and for those around it. */
static int off_for_clause(const struct place *at, const struct date *x, const struct clauses *sentence) {
  static const int off[] = {[CLAUSE_COMPLEMENT] = OFF_COMPLEMENT, [CLAUSE_RELATIVE] = OFF_INNER,
                            [CLAUSE_ADVERBIAL] = OFF_INNER,       [CLAUSE_WHEN] = OFF_WHEN,
                            [CLAUSE_ASIDE] = OFF_INNER,           [CLAUSE_TAG] = OFF_TAG};
  if (!sentence->count) return 0;
  uint32_t number = clauses_at(sentence, x->first);
  int sum = sentence->items[number].perfect ? OFF_PERFECT : 0;
  for (;; number = sentence->items[number].within) {
    const struct clause *c = &sentence->items[number];
    if (c->role == CLAUSE_MAIN) return sum;
    bool phrase = x->first == c->first + 1 && has(at->reader, c->first, LEXICON_CLAUSE_OPENS); /* since Friday */
    if (c->role == CLAUSE_TAG && is_alone(at)) sum -= MORE_TAG;
    else if (!phrase) sum += off[c->role];
  }
}

/* "was not found until 1991" */
static bool is_first_time(const struct reader *r, const struct date *x, const struct clauses *sentence) {
  if (!x->first || !has(r, x->first - 1, LEXICON_TENSE_UNTIL) || !sentence->count) return false;
  const struct clause *c = &sentence->items[clauses_at(sentence, x->first)];
  return (c->first + 1 == x->first ? &sentence->items[c->within] : c)->negative;
}

/* Whether a full date stands amid the subject of the main clause: there it seldom dates the verb. */
static bool is_in_subject(const struct date *x, const struct clauses *sentence) {
  if (x->grain != GRAIN_DAY || !x->explicit_year || !sentence->count) return false;
  const struct clause *c = &sentence->items[clauses_at(sentence, x->first)];
  return c->role == CLAUSE_MAIN && x->first > c->first + 1 && x->end == c->verb;
}

/* How exact an expression is, also where nothing tells its year: "on Tuesday", "in August". */
static enum grain grain_of(const struct date *x) {
  static const char unknown[] = "XXXX-";
  if (x->grain || strncmp(x->value, unknown, sizeof unknown - 1)) return (enum grain)x->grain;
  return strlen(x->value) == sizeof "XXXX-08" - 1 ? GRAIN_MONTH : GRAIN_DAY;
}

/* Whether an expression dates anything. */
static bool is_event(const struct reader *r, const struct date *x) {
  const enum grain grain = grain_of(x);
  return grain && (x->type != DATE_DURATION || x->explicit_year) && x->type != DATE_SET && grain <= GRAIN_DECADE &&
         !is_compared(r, x);
}

/* Whether an expression can only be background where it stands: what news reports is a matter of days, so that months and
** years behind the first sentence, and days most of a year away, tell how it came to that ("The firm, founded in 1961, ..."),
** as years far away in a heading do.
** Where the text's own day is unknown, the whole lead may tell them. */
static bool is_background(const struct place *at, const struct date *x, enum grain grain) {
  if (at->news && at->heading && grain >= GRAIN_YEAR) return is_far(at->day, x);
  if (!at->news || !at->told) return false;
  if (at->told >= LEAD_SENTENCES && x->clock_alone) return true;
  if (!at->day) return grain > GRAIN_WEEK && at->told >= LEAD_SENTENCES;
  return grain > GRAIN_WEEK || is_far(at->day, x);
}

/* Whether it stands in a clause that only adds to what another says: "the man who fled in 1998". */
static bool is_added(const struct date *x, const struct clauses *sentence) {
  if (!sentence->count) return false;
  for (const struct clause *c = &sentence->items[clauses_at(sentence, x->first)]; c->role != CLAUSE_MAIN;
       c = &sentence->items[c->within])
    if (c->role == CLAUSE_RELATIVE || c->role == CLAUSE_ASIDE || (c->role == CLAUSE_ADVERBIAL && c->verb < c->end))
      return true;
  return false;
}

/* Whether a story, which has a lead and more, tells by it only how it came to that: what is long past, or far ahead, and
** names a thing or is added to the main clause ("has published an update to the study that was done in 1998"). */
static bool is_aside(const struct place *at, const struct date *x, const struct clauses *sentence, int naming) {
  if (!at->news || is_alone(at) || (at->day ? !is_far(at->day, x) : x->grain < GRAIN_YEAR)) return false;
  return naming || is_added(x, sentence) || (x->last_day < at->day && is_behind_present(x, sentence));
}

/* How well an expression dates what the text reports: 0 not at all.  For its clause is only looked where that may be
** better than `best`. */
static int weight(const struct place *at, const struct date *x, int best) {
  const struct reader *r = at->reader;
  const enum grain grain = grain_of(x);
  if (!is_event(r, x) || is_background(at, x, grain)) return 0;
  int score = x->clock_alone         ? WORTH_CLOCK
              : grain <= GRAIN_DAY   ? WORTH_DAY
              : grain <= GRAIN_WEEK  ? WORTH_WEEK
              : grain <= GRAIN_MONTH ? WORTH_MONTH
              : grain < GRAIN_YEAR   ? WORTH_SEASON
              : grain == GRAIN_YEAR  ? WORTH_YEAR
                                     : WORTH_DECADE;
  if (at->heading) score -= OFF_HEADING;
  const int naming = off_for_naming(r, x);
  score -= off_for_sentence(at) + naming;
  if (best && score <= best && !is_alone(at)) return 0;
  const struct clauses *sentence = document_clauses(r->d, at->sentence);
  if (is_part_of_name(at, x, sentence)) return 0;
  if (is_in_subject(x, sentence)) score -= OFF_IN_SUBJECT;
  if (clauses_word(sentence, x->first) & WORD_QUOTED) score -= OFF_QUOTED;
  if (is_first_time(r, x, sentence)) score += OFF_SINCE;
  const int elsewhere = off_for_clause(at, x, sentence);
  score -= elsewhere;
  if (is_aside(at, x, sentence, naming)) return 0;
  if (token_at(r, x->end)->kind == TOKEN_POSSESSIVE)
    score -= OFF_POSSESSIVE + (elsewhere >= OFF_INNER ? OFF_OTHER_NAMING : 0);
  return score < 1 ? 1 : score;
}

/* "2009-2010", "from May to July", "between 1914 and 1918": the first says it. */
static bool ends_range(const struct reader *r, const struct date *x, const struct date *y) {
  return x->end + 1 == y->first && x->first_day && x->type == y->type &&
         (is_mark(r, x->end, '-') || has(r, x->end, LEXICON_EVENT_THROUGH) ||
          (has(r, x->end, LEXICON_CONJUNCTION) && has(r, x->first - 1, LEXICON_EVENT_BETWEEN)));
}

/* "KABUL, Jan. 28 (Wire) - ", "June 13, 2005 The company ...": the day it was sent. */
static bool in_dateline(const struct place *at, const struct date *x) {
  const struct token *next = token_at(at->reader, x->end);
  uint32_t first = at->sentences->items[at->sentence].first;
  return is_dateline(at->reader, first, x->first, x->end) ||
         (x->first == first + 1 && has(at->reader, first, LEXICON_DATE_LABEL)) || /* "Updated June 3: ..." */
         (x->first == first && x->explicit_year && x->grain == GRAIN_DAY && next->kind == TOKEN_WORD &&
          next->flags & TOKEN_CAPITALIZED);
}

static void write_event(const struct date *x, bool range, char *out) {
  struct calendar_day c = day_split(x->first_day);
  if (range) day_write(x->first_day, out);
  else if (x->grain == GRAIN_YEAR) number_write(out, c.year, 4);
  else if (x->grain == GRAIN_MONTH) month_write(out, c.year, c.month);
  else day_write(x->first_day, out);
}

/* Whether a lead is cut in the sentence, or so near behind it that it may go on. */
static bool is_cut(const struct place *at) {
  enum { NEAR = 8 }; /* tokens */
  const struct sentence *s = &at->sentences->items[at->sentence];
  return s->first + s->count + NEAR > at->reader->count;
}

/* Whether the one is counted back to the other: "It opened two years ago this month." */
static bool is_counted_to(const struct reader *r, const struct date *before, const struct date *x) {
  return before->end == x->first && has(r, x->first - 1, LEXICON_EVENT_AGO);
}

/* How many of some dates date anything, 0, 1 or 2 for more; 1 where the one, `only`, is a day or a week near by without its
** year: there is nothing to be weighed. */
static int count_events(const struct reader *r, const struct dates *dates, const struct date **only) {
  *only = NULL;
  for (uint32_t i = 0; i < dates->count; i++) {
    const struct date *x = &dates->items[i];
    if (!is_event(r, x)) continue;
    if (*only || !x->first_day || x->explicit_year || x->grain > GRAIN_WEEK) return 2;
    if (is_far(dates->reference.day, x) || x->clock_alone) return 2;
    if (i && (ends_range(r, &x[-1], x) || is_counted_to(r, &x[-1], x))) return 2;
    *only = x;
  }
  return *only != NULL;
}

/* Weighs the dates of a text, or of a lead; the best in `out`.  Returns whether it is so, whatever stands behind the
** lead. */
static bool weigh_dates(struct document *d, const struct dates *dates, bool is_lead, char *out) {
  const struct tokens *tokens = document_tokens(d);
  struct reader r = {d, tokens->items, tokens->count, dates->style, NULL};
  const struct date *best;
  const int events = count_events(&r, dates, &best);
  if (!events) return false;
  if (events == 1 && !is_lead) {
    write_event(best, false, out);
    return true;
  }
  best = NULL;
  struct place at = {.reader = &r,
                     .sentences = document_sentences(d),
                     .news = dates->style == DATES_NEWS,
                     .day = dates->reference.day};
  int best_score = 0;
  bool range = false;
  if (!at.sentences->count) return false;
  at.heading = is_heading(&at, 0);
  for (uint32_t i = 0; i < dates->count; i++) {
    const struct date *x = &dates->items[i];
    go_to(&at, x->first);
    if (is_settled(&at, best_score) || (is_lead && is_cut(&at))) break;
    if (i && is_counted_to(&r, &x[-1], x)) continue;
    if (i && ends_range(&r, &x[-1], x)) {
      range = range || best == &x[-1];
      continue;
    }
    int score = in_dateline(&at, x) ? WORTH_DATELINE : weight(&at, x, best_score);
    if (score <= best_score) continue;
    best = x;
    best_score = score;
    range = false;
  }
  if (best && best->first_day) write_event(best, range, out); /* else "on Tuesday", of a text without a day */
  while (is_lead && !is_cut(&at))
    go_to(&at, at.sentences->items[at.sentence].first + at.sentences->items[at.sentence].count);
  return is_settled(&at, best_score);
}

/* The same of the lead of a story alone, where that tells; it has the text's own date, where none is given. */
static bool weigh_lead(struct document *d, const struct moment *reference, struct date_options options, char *out) {
  enum { BYTES = 600, BYTES_WITH_HEADER = 900, TOKENS = 50, TOKENS_WITH_HEADER = 120 };
  const uint32_t end = lead_end(d, reference ? BYTES : BYTES_WITH_HEADER);
  struct document lead;
  if (!end || !lead_take(d, end, &lead)) return false;
  d->lead_asked = true;
  bool settled = false;
  if (document_tokens(&lead)->count >= (reference ? TOKENS : TOKENS_WITH_HEADER)) {
    const struct dates *dates = document_dates(&lead, reference, options);
    settled = dates->count && lead_tells_style(&lead, d) && weigh_dates(&lead, dates, true, out);
  }
  lead_give_back(d, &lead);
  return settled;
}

bool document_event_date(struct document *d, const struct moment *reference, struct date_options options, char *out) {
  *out = 0;
  if (!d->tokens && !d->lead_asked && weigh_lead(d, reference, options, out) && !d->status) return *out != 0;
  *out = 0;
  const struct dates *dates = document_dates(d, reference, options);
  if (dates->count && !d->status) weigh_dates(d, dates, false, out);
  return *out != 0;
}
