/* Reading what a sentence claims: see contradiction_claims.h. */
#include "contradiction_claims.h"

#include "../language/clauses.h"
#include "../language/conditions.h"
#include "../language/dates.h"
#include "../language/figures.h"
#include "../language/quotations.h"
#include "../language/reports.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum {
  STEM_BYTES = 7,
  LONGEST_ENDING = 5,
  SHORTEST = 2,
  NEAR_NEGATIVE = 3,
  OBJECT_WORDS = 5,
  LONG_AGO = 60,
  ATTRIBUTION_WORDS = 8,
  BESIDE_WORDS = 5,
  QUOTE_WORDS = 96,
  FOLDED = 64
};

struct reading {
  struct arena *arena;
  struct document *document;
  const struct token *tokens;
  uint32_t count;
  struct claims *claims;
  uint8_t *roles;     /* enum word_role of each token */
  uint8_t *negatives; /* of each token: it stands behind a denial */
};

static const struct token *at(const struct reading *r, uint32_t i) { return &r->tokens[i < r->count ? i : r->count]; }

static bool listed(const struct reading *r, uint32_t i, enum lexicon_list list) {
  return lexicon_has(at(r, i)->word, list);
}

static bool is_closed(const struct reading *r, uint32_t i) {
  static const enum lexicon_list lists[] = {
      LEXICON_PREPOSITION,     LEXICON_CONJUNCTION,    LEXICON_AUXILIARY,
      LEXICON_SUBORDINATOR,    LEXICON_DETERMINER,     LEXICON_PLAIN_ADVERB,
      LEXICON_SUBJECT_PRONOUN, LEXICON_OBJECT_PRONOUN, LEXICON_POSSESSIVE_PRONOUN};
  if (at(r, i)->flags & TOKEN_ALL_CAPS) return false; /* US */
  for (size_t k = 0; k < sizeof lists / sizeof *lists; k++)
    if (listed(r, i, lists[k])) return true;
  return false;
}

/* How many bytes of a folded word are left without its ending. */
static size_t without_ending(const char *word, size_t bytes) {
  size_t left = bytes;
  for (size_t n = bytes < LONGEST_ENDING ? bytes : LONGEST_ENDING; n && left == bytes; n--) {
    uint32_t ending = lexicon_find(word_key(word + bytes - n, n, 0));
    int least = lexicon_has(ending, LEXICON_STEM_ENDING) ? lexicon_number(ending, LEXICON_STEM_ENDING) : 0;
    if (least && bytes >= n + (size_t)least) left = bytes - n;
  }
  if (left > 3 && left < bytes && word[left - 1] == word[left - 2]) left--; /* stopped, stop */
  return left < STEM_BYTES ? left : STEM_BYTES;
}

static uint32_t hash_of(const char *text, size_t bytes) {
  uint32_t key = (uint32_t)(word_hash(word_key(text, bytes, 0)) >> 32);
  return key + !key;
}

/* The key of a word by itself. */
static uint32_t word_number(const struct reading *r, uint32_t i) {
  const struct token *t = at(r, i);
  char folded[FOLDED + 1];
  size_t bytes = t->length < FOLDED ? t->length : FOLDED;
  memcpy(folded, r->document->text + t->start, bytes);
  for (size_t k = 0; k < bytes; k++)
    if (folded[k] >= 'A' && folded[k] <= 'Z') folded[k] = (char)(folded[k] | 32);
  return hash_of(folded, without_ending(folded, bytes));
}

/* The key of a word, or of the matter that it tells of; *opposite: it says the opposite of that. */
static uint32_t matter_number(const struct reading *r, uint32_t i, bool *opposite) {
  const char *matter = NULL;
  *opposite = false;
  lexicon_match(at(r, i), LEXICON_SAME_MATTER, &matter);
  if (!matter || !*matter) return word_number(r, i);
  *opposite = *matter == '-';
  matter += *opposite;
  return hash_of(matter, strlen(matter)) ^ 1; /* unlike the word itself */
}

static uint32_t key_at(const struct reading *r, uint32_t i) {
  bool opposite;
  return matter_number(r, i, &opposite);
}

static bool is_content(const struct reading *r, uint32_t i) {
  const struct token *t = at(r, i);
  if (t->kind != TOKEN_WORD && t->kind != TOKEN_ACRONYM) return false;
  return t->length >= SHORTEST && !is_closed(r, i) && !(r->roles[i] & ROLE_NUMBER);
}

/* ---- Roles: what says who speaks, what is a number, what is a name ---- */

static void mark(struct reading *r, uint32_t first, uint32_t end, uint8_t role) {
  for (uint32_t i = first; i < end && i < r->count; i++) r->roles[i] |= role;
}

static void mark_span(struct reading *r, const struct tokens *tokens, struct span s, uint8_t role) {
  for (uint32_t i = tokens_from(tokens, s.start); i < r->count && r->tokens[i].start < span_end(s); i++)
    r->roles[i] |= role;
}

/* Whether the cue does more than report: "agreed to", "denied". */
static bool is_act(const struct reading *r, const struct report *p) {
  for (uint32_t i = p->cue.first; i < p->cue.end; i++)
    if (listed(r, i, LEXICON_SAME_MATTER) || listed(r, i, LEXICON_DENIAL_VERB)) return true;
  return false;
}

/* Who says it, with what belongs to the saying: "On Monday the minister said in Oslo that". */
static void mark_sources(struct reading *r) {
  const struct reports *reports = document_reports(r->document);
  for (uint32_t u = 0; u < reports->count; u++) {
    const struct unit *unit = report_unit(r->document, u);
    for (uint32_t k = 0; k < unit->n_reports; k++) {
      const struct report *p = &unit->reports[k];
      if (is_act(r, p)) continue;
      bool named = !phrase_is_empty(p->speaker);
      uint32_t first = p->cue.first, end = p->cue.end;
      if (named && p->speaker.first < first) first = p->speaker.first;
      if (named && p->speaker.end > end) end = p->speaker.end;
      if (end > first + ATTRIBUTION_WORDS) first = p->cue.first, end = p->cue.end;
      for (uint32_t n = 0; n < BESIDE_WORDS && end < r->count && end != p->first && at(r, end)->kind != TOKEN_MARK; n++)
        end++;
      for (uint32_t n = 0; n < BESIDE_WORDS && first && first != p->end && at(r, first - 1)->kind != TOKEN_MARK; n++)
        first--;
      mark(r, first, end, ROLE_SOURCE);
      if (named) r->claims->source = word_number(r, p->speaker.end - 1);
    }
  }
}

static void mark_names(struct reading *r) {
  for (uint32_t i = 0; i < r->count; i++) {
    const struct token *t = at(r, i);
    if (t->kind != TOKEN_WORD && t->kind != TOKEN_ACRONYM) continue;
    bool first = !i || (at(r, i - 1)->kind == TOKEN_MARK && at(r, i - 1)->length != 1);
    bool capital = t->flags & TOKEN_CAPITALIZED &&
                   (!first || t->flags & TOKEN_ALL_CAPS || at(r, i + 1)->flags & TOKEN_CAPITALIZED);
    if (!capital || is_closed(r, i) || listed(r, i, LEXICON_WEEKDAY) || listed(r, i, LEXICON_MONTH)) continue;
    r->roles[i] |= ROLE_NAME;
    uint32_t before = i ? i - 1 : 0;
    if (i && listed(r, before, LEXICON_DETERMINER) && before) before--;
    if (i && (listed(r, before, LEXICON_PLACE_PREPOSITION) || r->roles[i - 1] & ROLE_PLACE)) r->roles[i] |= ROLE_PLACE;
  }
}

/* ---- Words and predicates ---- */

static int by_key(const void *a, const void *b) {
  const struct claim_word *x = a, *y = b;
  return (x->key > y->key) - (x->key < y->key);
}

static void read_words(struct reading *r) {
  struct claims *c = r->claims;
  uint64_t hash = 0;
  for (uint32_t i = 0; i < r->count; i++) {
    if (at(r, i)->kind == TOKEN_MARK || at(r, i)->kind == TOKEN_POSSESSIVE) continue;
    hash = (hash ^ word_number(r, i)) * 0x9E3779B97F4A7C15u;
    if (!is_content(r, i) || r->roles[i] & ROLE_SOURCE || c->n_words == CLAIM_WORDS) continue;
    c->words[c->n_words++] = (struct claim_word){key_at(r, i), r->roles[i]};
  }
  c->hash = hash;
  qsort(c->words, c->n_words, sizeof *c->words, by_key);
  uint8_t n = 0;
  for (uint8_t i = 0; i < c->n_words; i++) {
    if (n && c->words[n - 1].key == c->words[i].key) c->words[n - 1].roles |= c->words[i].roles;
    else c->words[n++] = c->words[i];
  }
  c->n_words = n;
}

const struct claim_word *claims_word(const struct claims *c, uint32_t key) {
  struct claim_word want = {key, 0};
  return c->n_words ? bsearch(&want, c->words, c->n_words, sizeof *c->words, by_key) : NULL;
}

/* The first content word from `from` on, up to `end` or a mark; 0 if there is none. */
static uint32_t first_content(const struct reading *r, uint32_t from, uint32_t end) {
  for (uint32_t i = from; i < end && i < r->count && at(r, i)->kind != TOKEN_MARK; i++)
    if (is_content(r, i)) return key_at(r, i);
  return 0;
}

/* Whether the token stands in what depends on something. */
static bool is_waiting(const struct reading *r, uint32_t token) {
  const struct conditions *conditions = document_conditions(r->document);
  for (uint32_t i = 0; i < conditions->count; i++) {
    const struct condition *k = &conditions->items[i];
    bool inside = at(r, token)->start >= k->span.start && at(r, token)->start < span_end(k->span);
    if (inside && k->kind != CONDITION_EXCHANGE && k->kind != CONDITION_WITHOUT) return true;
  }
  return false;
}

static struct claim_predicate *add_predicate(struct reading *r, uint32_t token, bool negative, bool future, bool unsure,
                                             bool named) {
  struct claims *c = r->claims;
  bool opposite;
  if (c->n_predicates == CLAIM_PARTS * 2 || r->roles[token] & ROLE_SOURCE) return NULL;
  struct claim_predicate *p = &c->predicates[c->n_predicates++];
  *p = (struct claim_predicate){
      .key = matter_number(r, token, &opposite), .future = future, .unsure = unsure, .named = named};
  p->named |= r->negatives[token];
  p->waits = is_waiting(r, token);
  p->negative = (negative != opposite) != (bool)r->negatives[token];
  return p;
}

/* The word that says what the clause does: the verb behind its auxiliaries, or what is said with "to be". */
static uint32_t main_verb(const struct reading *r, const struct clause *c) {
  uint32_t i = c->verb, end = c->end;
  for (; i < end; i++) {
    if (listed(r, i, LEXICON_AUXILIARY) || listed(r, i, LEXICON_PLAIN_ADVERB)) continue;
    if (at(r, i)->kind != TOKEN_WORD && at(r, i)->kind != TOKEN_ACRONYM) break;
    if (listed(r, i, LEXICON_DETERMINER) || listed(r, i, LEXICON_PREPOSITION)) continue;
    if (is_closed(r, i)) break;
    return i;
  }
  return c->verb;
}

static void read_clause(struct reading *r, const struct clauses *all, const struct clause *c) {
  if (c->verb >= c->end || c->verb >= r->count) return;
  uint32_t verb = main_verb(r, c);
  bool unsure =
      listed(r, c->first, LEXICON_UNSURE) || listed(r, c->verb, LEXICON_UNSURE) || listed(r, verb, LEXICON_UNSURE);
  bool no = false;
  uint32_t object = 0;
  for (uint32_t i = c->first; i < c->end && i < r->count; i++) {
    if (&all->items[clauses_at(all, i)] != c || i > verb + NEAR_NEGATIVE) continue;
    if (!listed(r, i, LEXICON_NO_NOUN) || (i >= c->verb && i <= verb && c->negative)) continue;
    if (i + 1 < verb && i > c->verb) continue;
    no = true; /* "no ransom was paid", "used no bullets" */
    for (uint32_t k = i + 1; k <= i + NEAR_NEGATIVE && k < c->end; k++)
      if (is_content(r, k)) object = key_at(r, k);
    break;
  }
  struct claim_predicate *p = add_predicate(r, verb, c->negative || no, c->tense & WORD_MODAL, unsure, false);
  if (!p) return;
  p->object = object;
  p->subject = first_content(r, c->first, c->verb);
  p->after = first_content(r, verb + 1, verb + OBJECT_WORDS);
}

/* "no agreement", "without an agreement": nouns for what can happen. */
static void read_nouns(struct reading *r) {
  for (uint32_t i = 1; i < r->count; i++) {
    const char *matter;
    if (!lexicon_match(at(r, i), LEXICON_SAME_MATTER, &matter) || r->roles[i] & ROLE_SOURCE) continue;
    bool negative = false, noun = false;
    for (uint32_t k = 1; k <= NEAR_NEGATIVE && k <= i; k++) {
      if (at(r, i - k)->kind == TOKEN_MARK) break;
      negative |= listed(r, i - k, LEXICON_NO_NOUN);
      noun |= listed(r, i - k, LEXICON_DETERMINER) || listed(r, i - k, LEXICON_NO_NOUN);
      if (noun || is_closed(r, i - k)) break;
    }
    if (noun && negative) add_predicate(r, i, true, false, false, true);
    else if (noun && r->negatives[i]) add_predicate(r, i, false, false, false, true);
  }
}

static bool is_comma(const struct reading *r, uint32_t i) {
  return at(r, i)->kind == TOKEN_MARK && r->document->text[at(r, i)->start] == ',';
}

/* What follows "denied" is not so; where something is "not true", all of it. */
static void mark_denials(struct reading *r) {
  bool untrue = false, denied = false;
  for (uint32_t i = 0; i < r->count; i++) {
    const struct token *t = at(r, i);
    untrue |= lexicon_match(t, LEXICON_UNTRUE, NULL) > 0;
    if (is_comma(r, i)) denied = false;
    r->negatives[i] = denied;
    if (r->claims->n_negations < UINT8_MAX)
      r->claims->n_negations += (uint8_t)(listed(r, i, LEXICON_NEGATION) || listed(r, i, LEXICON_DENIAL_VERB) ||
                                          lexicon_match(t, LEXICON_UNTRUE, NULL) > 0);
    denied |= listed(r, i, LEXICON_DENIAL_VERB) &&
              !(i && listed(r, i - 1, LEXICON_AUXILIARY) && at(r, i + 1)->kind == TOKEN_MARK);
  }
  for (uint32_t i = 0; i < r->count && untrue && !denied; i++) r->negatives[i] = true;
}

static void read_predicates(struct reading *r, const struct sentences *sentences) {
  mark_denials(r);
  for (uint32_t s = 0; s < sentences->count; s++) {
    const struct clauses *clauses = document_clauses(r->document, s);
    for (uint32_t i = 0; i < clauses->count; i++) read_clause(r, clauses, &clauses->items[i]);
  }
  read_nouns(r);
  for (uint32_t i = 0; i < r->count; i++) { /* "denied poisoning the lake" */
    bool gerund = r->negatives[i] && i && listed(r, i - 1, LEXICON_DENIAL_VERB) && is_content(r, i);
    if (gerund) add_predicate(r, i, false, false, false, false);
  }
}

/* ---- Figures, days ---- */

/* The last word of a part of the text, or 0. */
static uint32_t head_token(const struct reading *r, const struct tokens *tokens, struct span s) {
  if (!s.length) return r->count;
  uint32_t i = tokens_from(tokens, span_end(s));
  return i ? i - 1 : r->count;
}

/* The last content word before the verb of the clause that token `t` stands behind; 0 where there is none. */
static uint32_t subject_word(const struct reading *r, uint32_t t) {
  const struct sentences *sentences = document_sentences(r->document);
  uint32_t s = sentences_of(sentences, t), found = 0;
  if (s >= sentences->count) return 0;
  const struct clauses *clauses = document_clauses(r->document, s);
  if (!clauses->count) return 0;
  const struct clause *c = &clauses->items[clauses_at(clauses, t)];
  for (uint32_t i = c->first; c->verb < c->end && c->verb < t && i < c->verb; i++)
    if (is_content(r, i)) found = key_at(r, i);
  return found;
}

/* "Of" at the head of a sentence. */
static bool is_of(const struct reading *r, uint32_t i) {
  const char *joint = listed(r, i, LEXICON_NUMBER_JOINT) ? lexicon_value(at(r, i)->word, LEXICON_NUMBER_JOINT) : "";
  return *joint == 'o' && at(r, i)->flags & TOKEN_CAPITALIZED;
}

/* All words of a part as one key. */
static uint32_t name_number(const struct reading *r, const struct tokens *tokens, struct span s) {
  uint32_t key = 0;
  for (uint32_t i = tokens_from(tokens, s.start); i < r->count && r->tokens[i].start < span_end(s); i++)
    key = key * 31 + word_number(r, i);
  return key;
}

static void read_figures(struct reading *r, const struct tokens *tokens) {
  struct claims *c = r->claims;
  const struct figures *figures = document_figures(r->document);
  for (uint32_t i = 0; i < figures->count && c->n_figures < CLAIM_PARTS; i++) {
    const struct figure *f = &figures->items[i];
    bool part = f->first && listed(r, f->first - 1, LEXICON_DETERMINER) ? f->first > 1 && is_of(r, f->first - 2)
                                                                        : f->first && is_of(r, f->first - 1);
    if (part) continue; /* "Of the 4,000 drivers" */
    struct counted counted = figure_counted(r->document, i);
    uint32_t of = head_token(r, tokens, counted.of), act = head_token(r, tokens, counted.act);
    bool everyone = of < r->count && listed(r, of, LEXICON_EVERY_ONE);
    size_t unit = f->unit ? strlen(f->unit) : 0;
    const char *copy = arena_copy(r->arena, f->unit ? f->unit : "", unit);
    c->figures[c->n_figures++] = (struct claim_figure){
        .low = f->bounds & FIGURE_HAS_LOW    ? f->low
               : f->bounds & FIGURE_HAS_HIGH ? -INFINITY
                                             : f->value,
        .high = f->bounds & FIGURE_HAS_HIGH  ? f->high
                : f->bounds & FIGURE_HAS_LOW ? INFINITY
                                             : f->value,
        .unit = copy ? copy : "",
        .of = of < r->count ? key_at(r, of) : 0,
        .of_word = of < r->count ? name_number(r, tokens, counted.of) : 0,
        .act = act < r->count ? key_at(r, act) : 0,
        .approximate = f->bounds & FIGURE_APPROXIMATE,
        .everyone = everyone || (of >= r->count && !f->unit),
        .age = f->bounds & FIGURE_AGE,
        .vague = !(f->bounds & (FIGURE_HAS_VALUE | FIGURE_HAS_HIGH)),
        .subject = subject_word(r, f->first),
    };
  }
  for (uint32_t i = 0; i < figures->count; i++) mark_span(r, tokens, figures->items[i].span, ROLE_NUMBER);
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

static void read_days(struct reading *r, struct slice day) {
  struct claims *c = r->claims;
  struct moment published;
  bool known = day.text && moment_read(day.text, day.bytes, &published);
  if (known) c->published = published.day;
  const struct dates *dates =
      document_dates(r->document, known ? &published : NULL, (struct date_options){.style = DATES_NEWS});
  const struct sentences *sentences = document_sentences(r->document);
  for (uint32_t i = 0; i < dates->count; i++) {
    const struct date *d = &dates->items[i];
    bool source = r->roles[d->first] & ROLE_SOURCE;
    mark(r, d->first, d->end, ROLE_NUMBER);
    c->past |= d->last_day && c->published && d->last_day < c->published - LONG_AGO;
    if (listed(r, d->first, LEXICON_DAY_WORD) && c->published == d->first_day) continue; /* "today" tells no day */
    if (source || !d->first_day || d->first_day != d->last_day || c->n_days == CLAIM_PARTS) continue;
    if (d->type != DATE_DATE && (d->type != DATE_TIME || d->first_day == c->published)) continue; /* "at dawn" */
    uint32_t s = sentences_of(sentences, d->first);
    if (s >= sentences->count) continue;
    const struct clauses *clauses = document_clauses(r->document, s);
    if (!clauses->count) continue;
    const struct clause *in = dated_clause(r, clauses, d->first);
    if (!in) continue;
    uint32_t verb = main_verb(r, in);
    c->days[c->n_days++] = (struct claim_day){
        .first = d->first_day,
        .last = d->last_day,
        .act = key_at(r, verb),
        .subject = first_content(r, in->first, in->verb),
        .said = word_number(r, d->first),
        .future = in->tense & WORD_MODAL,
    };
  }
}

/* ---- Quotes, conditions ---- */

/* The key of a word as it stands, without stops: "US" is "U.S." */
static uint32_t plain_number(const struct reading *r, uint32_t i) {
  const struct token *t = at(r, i);
  char plain[FOLDED];
  size_t n = 0;
  for (uint32_t k = 0; k < t->length && n < FOLDED; k++) {
    char c = r->document->text[t->start + k];
    if (c != '.') plain[n++] = c;
  }
  return hash_of(plain, n);
}

static const uint32_t *words_of(struct reading *r, const struct tokens *tokens, struct span s, bool content,
                                uint32_t *count) {
  uint32_t *out = arena_get(r->arena, QUOTE_WORDS * sizeof *out), n = 0;
  for (uint32_t i = tokens_from(tokens, s.start);
       out && i < r->count && r->tokens[i].start < span_end(s) && n < QUOTE_WORDS; i++) {
    const struct token *t = at(r, i);
    if (t->kind == TOKEN_MARK || t->kind == TOKEN_POSSESSIVE || (content && !is_content(r, i))) continue;
    out[n++] = content ? key_at(r, i) : plain_number(r, i);
  }
  *count = n;
  return out;
}

/* The surname in a name; 0 where it is no name. */
static uint32_t surname(const char *text, size_t bytes) {
  size_t end = bytes, first;
  while (end && (text[end - 1] == '.' || text[end - 1] == ' ')) end--;
  for (first = end; first && text[first - 1] != ' '; first--) continue;
  return end > first && text[first] >= 'A' && text[first] <= 'Z' ? hash_of(text + first, end - first) : 0;
}

/* Who is quoted where quoted text starts; 0 where nobody is named. */
static uint32_t speaker_at(struct reading *r, struct slice speaker, uint32_t start) {
  if (speaker.text) return surname(speaker.text, speaker.bytes);
  const struct quotations *quotations = document_quotations(r->document);
  for (uint32_t i = 0; i < quotations->count; i++) {
    struct span s = quotations->items[i].span;
    if (start < s.start || start >= span_end(s)) continue;
    const char *who = quotation_speaker(r->document, i);
    return who ? surname(who, strlen(who)) : 0;
  }
  return 0;
}

static void read_quotes(struct reading *r, const struct tokens *tokens, struct slice speaker) {
  struct claims *c = r->claims;
  const struct quoted_texts *quoted = document_quoted(r->document);
  for (uint32_t i = 0; i < quoted->count && c->n_quotes < CLAIM_PARTS; i++) {
    const struct quoted *q = &quoted->items[i];
    if (q->inner >= q->inner_end || q->inner_end > r->count || q->single) continue;
    const struct token *first = at(r, q->inner), *last = at(r, q->inner_end - 1);
    struct span s = {first->start, last->start + last->length - first->start};
    struct claim_quote *out = &c->quotes[c->n_quotes];
    out->words = words_of(r, tokens, s, false, &out->count);
    if (!out->count) continue;
    out->speaker = speaker_at(r, speaker, at(r, q->first)->start);
    for (uint32_t k = 0; k < r->count; k++)
      out->named |= at(r, k)->kind == TOKEN_WORD &&
                    hash_of(r->document->text + at(r, k)->start, at(r, k)->length) == out->speaker;
    for (uint32_t k = s.start; k + 2 < span_end(s); k++)
      out->cut |= !memcmp(r->document->text + k, "...", 3) || !memcmp(r->document->text + k, "\xE2\x80\xA6", 3);
    c->n_quotes++;
  }
}

static void read_conditions(struct reading *r, const struct tokens *tokens) {
  struct claims *c = r->claims;
  const struct conditions *conditions = document_conditions(r->document);
  for (uint32_t i = 0; i < conditions->count && c->n_conditions < CLAIM_PARTS; i++) {
    const struct condition *k = &conditions->items[i];
    if (k->kind == CONDITION_EXCHANGE || k->kind == CONDITION_WITHOUT) continue; /* they set no order */
    if (k->negated || !k->condition.length || !k->consequence.length) continue;
    struct claim_condition *out = &c->conditions[c->n_conditions++];
    out->weak = k->kind == CONDITION_IF;
    out->condition = words_of(r, tokens, k->condition, true, &out->n_condition);
    out->consequence = words_of(r, tokens, k->consequence, true, &out->n_consequence);
    uint32_t holder = head_token(r, tokens, k->holder);
    out->holder = holder < r->count ? word_number(r, holder) : 0;
  }
}

/* What the words around say of all of it. */
static void read_flags(struct reading *r) {
  struct claims *c = r->claims;
  for (uint32_t i = 0; i < r->count; i++) {
    const struct token *t = at(r, i);
    c->unsure |= lexicon_match(t, LEXICON_RUMOUR, NULL) > 0 && !(r->roles[i] & ROLE_SOURCE);
    c->later |= lexicon_match(t, LEXICON_LATER_COUNT, NULL) > 0;
    c->other_happening |= lexicon_match(t, LEXICON_OTHER_HAPPENING, NULL) > 0 && !(r->roles[i] & ROLE_SOURCE);
    c->part |= lexicon_match(t, LEXICON_COUNTED_PART, NULL) > 0;
    c->some |= lexicon_match(t, LEXICON_ONLY_SOME, NULL) > 0;
  }
}

/* "Those concessions must include direct talks": it is asked for in exchange for what the sentence before tells. */
static void read_exchange(struct reading *r, struct slice before) {
  struct claims *c = r->claims;
  bool asked = false;
  for (uint32_t i = 0; i < r->count; i++) asked |= lexicon_match(at(r, i), LEXICON_MUST_ALSO, NULL) > 0;
  if (!asked || !before.text || c->n_conditions == CLAIM_PARTS) return;
  uint32_t *condition = arena_get(r->arena, (c->n_words + 1u) * sizeof *condition);
  for (uint32_t i = 0; condition && i < c->n_words; i++) condition[i] = c->words[i].key;
  r->document = document_replace(r->document, before.text, before.bytes, r->document->stop, r->document->stop_context);
  if (!r->document || !condition) return;
  const struct tokens *tokens = document_tokens(r->document);
  r->tokens = tokens->items, r->count = tokens->count;
  r->roles = document_memory(r->document, r->count + 1);
  const struct conditions *conditions = document_conditions(r->document);
  for (uint32_t i = 0; r->roles && i < conditions->count; i++) {
    const struct condition *k = &conditions->items[i];
    if (k->kind != CONDITION_EXCHANGE || !k->consequence.length) continue;
    struct claim_condition *out = &c->conditions[c->n_conditions++];
    out->condition = condition, out->n_condition = c->n_words;
    out->consequence = words_of(r, tokens, k->consequence, true, &out->n_consequence);
    out->holder = c->source;
    return;
  }
}

struct claims *claims_read(struct arena *arena, struct document **scratch, const struct contradiction_sentence *s,
                           int (*stop)(void *), void *context, enum status *status) {
  struct claims *c = arena_get(arena, sizeof *c);
  struct document *d = document_replace(*scratch, s->text.text, s->text.bytes, stop, context);
  *scratch = d;
  *status = STATUS_NO_MEMORY;
  if (!c || !d) return NULL;
  const struct tokens *tokens = document_tokens(d);
  struct reading r = {.arena = arena, .document = d, .tokens = tokens->items, .count = tokens->count, .claims = c};
  r.roles = document_memory(d, tokens->count + 1);
  r.negatives = document_memory(d, tokens->count + 1);
  c->story = s->story, c->outlet = s->outlet;
  if (r.roles && r.negatives && tokens->count) {
    const struct sentences *sentences = document_sentences(d);
    mark_sources(&r);
    mark_names(&r);
    read_days(&r, s->day);
    read_figures(&r, tokens);
    read_words(&r);
    read_predicates(&r, sentences);
    read_quotes(&r, tokens, s->speaker);
    read_conditions(&r, tokens);
    read_flags(&r);
    if (!d->status) read_exchange(&r, s->before);
    *scratch = d = r.document;
    if (!d) return NULL;
  }
  *status = d->status ? d->status : arena->no_memory ? STATUS_NO_MEMORY : STATUS_OK;
  return *status == STATUS_OK ? c : NULL;
}
