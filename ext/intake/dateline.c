/*
** The dateline: place, day and agency before the first sentence.
**
**     KABUL, Jan 28 (Reuters) - The talks ...      place KABUL, source Reuters
**     CAMBRIDGE, Ma. — A study ...                 place CAMBRIDGE, Ma.
**     (CNN) The talks ...                          source CNN
**     Alwaght- US envoy ...                        source Alwaght
**     Charleston, SC — The talks ...               place Charleston, SC
**     BENGALURU: The talks ...                     place BENGALURU
**     PERTH, Australia – May 3, 2022 – The talks   place PERTH, Australia
**
** Without a day or an agency the place must be in capitals or in the gazetteer, so
** that "Obama - the president" stays text; before a colon it must be a city in the
** gazetteer, so that "WATCH: The talks" does.  The forms are those of the agencies'
** own style books.
*/
#include "../language/document.h"
#include "../language/names/lists.h"
#include "lines.h"
#include "phrase.h"
#include "story.h"

enum { LONGEST = 110, LONGEST_LABEL = 32, LONGEST_DAY = 48, MOST_PLACE_WORDS = 7, MOST_NOTES = 2 };

struct dateline {
  struct slice place, source;
  struct when when;
  size_t places, capitals; /* words, and those of them all in capitals */
  bool agency, sure;
};

static bool all_capitals(struct slice word) {
  size_t letters = 0;
  for (size_t i = 0; i < word.bytes; i++) {
    if (is_lower_byte(word.text[i])) return false;
    letters += is_letter_byte(word.text[i]) || (word.text[i] & 0x80) != 0;
  }
  return letters >= 2;
}

/* "(Reuters)", "/TASS/", "(Bloomberg Business)": the bytes taken, 0 if none. */
static size_t read_agency(struct slice rest, struct dateline *d) {
  char open = rest.bytes ? rest.text[0] : 0;
  if (open != '(' && open != '/') return 0;
  const char *close = memchr(rest.text + 1, open == '(' ? ')' : '/', rest.bytes - 1 < 48 ? rest.bytes - 1 : 48);
  if (!close || close == rest.text + 1) return 0;
  struct slice name = slice_trimmed((struct slice){rest.text + 1, (size_t)(close - rest.text) - 1});
  if (!name.bytes || memchr(name.text, '\n', name.bytes)) return 0;
  const char *known = NULL;
  size_t end = phrase_read(name, 0, LEXICON_AGENCY, &known);
  bool whole = end && end >= name.bytes;
  if (is_lower_byte(name.text[0]) && !whole) return 0; /* "(dpa)", but not "(the capital)" */
  d->sure = whole;
  d->agency = true;
  if (!d->source.bytes) d->source = whole && known && *known ? slice_of(known) : name;
  return (size_t)(close - rest.text) + 1;
}

/* "Alwaght- US envoy": a hyphen that belongs to no word. */
static size_t read_label(struct slice text, struct dateline *d) {
  size_t n = 0;
  while (n < text.bytes && n < LONGEST_LABEL &&
         (is_letter_byte(text.text[n]) || (text.text[n] & 0x80) || text.text[n] == ' ')) {
    if (text.text[n] == ' ' && n + 1 < text.bytes && !is_upper_byte(text.text[n + 1])) return 0;
    n++;
  }
  if (n < 3 || !is_upper_byte(text.text[0]) || n + 3 > text.bytes || text.text[n] != '-' || text.text[n + 1] != ' ')
    return 0;
  struct slice rest = slice_behind(text, n + 1);
  if (is_lower_byte(rest.text[0]) || is_digit_byte(rest.text[0])) return 0;
  if (phrase_read(text, 0, LEXICON_OUTLET_TAIL, NULL)) return 0;
  if (all_capitals((struct slice){text.text, n})) d->place = (struct slice){text.text, n};
  else d->source = (struct slice){text.text, n};
  return n + 1;
}

/* "MOSCOW." is a place and a stop, "WASHINGTON, D.C." and "Calif." are not. */
static struct slice place_of(struct slice text, size_t bytes) {
  size_t n = bytes && text.text[bytes - 1] == '.' ? bytes - 1 : 0, letters = 0;
  while (letters < n && is_upper_byte(text.text[n - 1 - letters])) letters++;
  return slice_trimmed((struct slice){text.text, letters > 3 ? n : bytes});
}

/* The gazetteer's lists that hold the words up to the first comma; none where they are also plain words ("Reading"). */
static uint32_t place_lists(struct slice text) {
  uint64_t run = 0;
  uint32_t next = 0;
  struct token t;
  while (token_next(text.text, (uint32_t)text.bytes, next, &t) && text.text[t.start] != ',') {
    uint64_t word = gazetteer_hash(word_key(text.text + t.start, t.length, 0));
    run = next ? gazetteer_join(run, word) : word;
    next = t.start + t.length;
  }
  uint32_t lists = next ? gazetteer_find(run) : 0;
  return lists & ORDINARY ? 0 : lists;
}

/* Whether a place with nothing beside it ends in a mark at `end`: "Charleston, SC — The", "BENGALURU: The".
** `marked`, in capitals or with a comma, it may be a small one. */
static bool is_bare_dateline(struct slice text, size_t place_end, size_t end, bool colon, bool marked) {
  const uint32_t cities = 1u << GAZETTEER_CITY_LARGE | (marked ? 1u << GAZETTEER_CITY : 0);
  const uint32_t lands = 1u << GAZETTEER_COUNTRY | 1u << GAZETTEER_REGION;
  struct slice rest = slice_behind(text, end);
  if (!place_end || !rest.bytes || rest.text == text.text + end) return false;
  if (is_lower_byte(rest.text[0]) || is_digit_byte(rest.text[0])) return false;
  return (place_lists((struct slice){text.text, place_end}) & (colon ? cities : cities | lands)) != 0;
}

/* How far a dateline has been read. */
struct reading {
  struct slice text;
  size_t at, place_end, limit;
  bool comma, small; /* a comma has been read; a word that is not in capitals before one */
  struct dateline *d;
};

enum step {
  STEP_NONE,
  STEP_ON,
  STEP_END,
  STEP_FAIL
}; /* nothing here; read on; the dateline ends at `at`; it is none */

static enum step end_at(struct reading *r, size_t end) {
  if (r->d->places) r->d->place = place_of(r->text, r->place_end);
  r->at = end;
  return STEP_END;
}

/* An agency, which ends the dateline where its name leaves no doubt: "Sandport (CNN) The". */
static enum step step_agency(struct reading *r) {
  const struct slice text = r->text;
  size_t taken = read_agency(slice_from(text, r->at), r->d), next = r->at + taken;
  if (!taken) return STEP_NONE;
  r->at = next;
  while (next < text.bytes && text.text[next] == ' ') next++;
  bool dash = dash_at(slice_from(text, next)) || (next < text.bytes && strchr(":._", text.text[next]));
  return !dash && r->d->sure && next < text.bytes && !is_lower_byte(text.text[next]) ? end_at(r, next) : STEP_ON;
}

/* The dash or colon that ends it. */
static enum step step_dash(struct reading *r) {
  const struct slice text = r->text, rest = slice_from(text, r->at);
  const struct dateline *d = r->d;
  const char c = rest.text[0];
  const bool marked = r->comma || d->capitals;
  size_t dash = c == '_' ? 1 : dash_at(rest); /* the wires once sent _ for it */
  bool colon = c == ':' && (d->agency || d->when.day || is_bare_dateline(text, r->place_end, r->at + 1, true, marked));
  if (!dash && !colon) return STEP_NONE;
  size_t end = r->at + (dash ? dash : 1);
  bool apart = (r->at && text.text[r->at - 1] == ' ') || (end < text.bytes && text.text[end] == ' ') || dash > 1;
  if (!apart) { /* "Port-au-Prince", "BADEN-BADEN", "March 1:30" */
    r->at = end;
    return STEP_ON;
  }
  bool whole = colon || d->agency || d->when.day || (d->capitals && !r->small) ||
               is_bare_dateline(text, r->place_end, end, false, marked);
  if (!whole || end >= text.bytes || phrase_read(text, 0, LEXICON_OUTLET_TAIL, NULL)) return STEP_FAIL;
  return end_at(r, end);
}

/* The day. */
static enum step step_day(struct reading *r) {
  const struct slice rest = slice_from(r->text, r->at);
  struct when w;
  size_t taken = 0;
  if (r->d->when.day) return r->d->agency ? STEP_FAIL : STEP_NONE;
  taken = when_read(rest.text, rest.bytes < LONGEST_DAY ? rest.bytes : LONGEST_DAY, false, &w);
  if (!taken || !w.day) return STEP_NONE;
  r->d->when = w;
  r->at += taken;
  return STEP_ON;
}

/* A word of the place, or behind the day an agency: "Tehran, Jan 28, IRNA -". */
static enum step step_word(struct reading *r) {
  const struct slice rest = slice_from(r->text, r->at);
  const char c = rest.text[0];
  struct dateline *d = r->d;
  size_t n = 0;
  if (!(is_letter_byte(c) || (c & 0x80)) && c != '/') return STEP_FAIL;
  while (r->at + n < r->limit &&
         (is_letter_byte(rest.text[n]) || (rest.text[n] & 0x80) || rest.text[n] == '.' || rest.text[n] == '\'' ||
          (rest.text[n] == '/' && n)) &&
         !dash_at(slice_from(rest, n)))
    n++;
  bool particle = n <= 3 && is_lower_byte(c) && d->places;
  if (!n || (is_lower_byte(c) && !particle)) return STEP_FAIL;
  if (d->when.day) {
    const char *known = NULL;
    size_t end = phrase_read(rest, 0, LEXICON_AGENCY, &known);
    if (!end) return STEP_FAIL;
    d->agency = true;
    if (known && *known) d->source = slice_of(known);
    r->at += end;
    return STEP_ON;
  }
  bool capitals = all_capitals((struct slice){rest.text, n});
  if (d->agency || ++d->places > MOST_PLACE_WORDS) return STEP_FAIL;
  if (!capitals && !r->comma && !particle) r->small = true;
  d->capitals += capitals;
  r->place_end = r->at += n;
  return STEP_ON;
}

/* Reads up to the dash that ends a dateline; the bytes taken, 0 if it is none. */
static size_t read_dateline(struct slice text, struct dateline *d) {
  static enum step (*const steps[])(struct reading *) = {step_agency, step_dash, step_day, step_word};
  struct reading r = {.text = text, .limit = text.bytes < LONGEST ? text.bytes : LONGEST, .d = d};
  while (r.at < r.limit) {
    const char c = text.text[r.at];
    if (c == '\n') return 0;
    if (c == ' ' || c == ',' || c == '.') {
      r.comma |= c == ',';
      r.at++;
      continue;
    }
    enum step step = STEP_NONE;
    for (size_t i = 0; step == STEP_NONE; i++) step = steps[i](&r); /* the last always says something */
    if (step != STEP_ON) return step == STEP_END ? r.at : 0;
  }
  return 0;
}

/* Whether a dash, bracket or colon stands near the start, as in every dateline. */
static bool has_mark(struct slice s) {
  for (size_t i = 0; i < s.bytes && i < LONGEST; i++)
    if (strchr("-(/:\xE2", s.text[i]) && s.text[i]) return true;
  return false;
}

/* The day or agency behind the dash of a dateline, as press releases have it: "SYDNEY, Australia – May 3, 2022 – The",
** "Calif.--(BUSINESS WIRE)--The".  The bytes taken, with its own dash or colon; 0 if there is none. */
static size_t behind_dash(struct slice text, struct dateline *d) {
  struct when w = d->when;
  size_t at = d->agency ? 0 : read_agency(text, d);
  if (!at && !d->when.day) at = when_read(text.text, text.bytes < LONGEST_DAY ? text.bytes : LONGEST_DAY, true, &w);
  if (!at || !(w.day || d->sure)) return 0;
  while (at < text.bytes && text.text[at] == ' ') at++;
  size_t dash = at < text.bytes && text.text[at] == ':' ? 1 : dash_at(slice_from(text, at));
  if (!dash) return 0;
  d->when = w;
  return at + dash;
}

/* Behind the notes of the editors above a story ("Correction: ..."), a paragraph each. */
static struct slice behind_notes(struct slice text) {
  for (int notes = 0; notes < MOST_NOTES; notes++) {
    size_t at = phrase_read(text, 0, LEXICON_NOTE_LEAD, NULL);
    if (!at || at >= text.bytes || text.text[at] != ':') break;
    while (at < text.bytes && text.text[at] != '\n') at++;
    text = slice_behind(text, at);
  }
  return text;
}

void story_dateline(struct story *s) {
  struct dateline d = {0};
  const struct slice text = behind_notes(s->text);
  if (!has_mark(text)) return;
  size_t taken = read_dateline(text, &d);
  if (!taken) {
    d = (struct dateline){0};
    taken = read_label(text, &d);
  } else {
    taken += (size_t)(slice_behind(text, taken).text - text.text) - taken;
    taken += behind_dash(slice_from(text, taken), &d);
  }
  if (!taken) return;
  if (d.place.bytes && !s->place.bytes) s->place = d.place;
  if (d.source.bytes && !s->source.bytes) s->source = d.source;
  if (d.when.year) published_set(&s->published, &d.when, BASIS_DATELINE);
  if (text.text == s->text.text) s->text = slice_behind(text, taken); /* below a note it stays */
}
