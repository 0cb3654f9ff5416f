/* The layer of dates: see ../dates.h. */
#include "patterns.h"
#include "borrow.h"
#include "lead.h"
#include "notes.h"
#include "recognise.h"
#include "resolve.h"
#include "thread.h"

#include <string.h>

const char *date_type_name(uint8_t type) {
  static const char *const names[] = {"DATE", "TIME", "DURATION", "SET"};
  return type < sizeof names / sizeof *names ? names[type] : "DATE";
}

static bool is_named(const char *name, size_t bytes, const char *what) {
  return strlen(what) == bytes && !memcmp(what, name, bytes);
}

int date_style_named(const char *name, size_t bytes) {
  return is_named(name, bytes, "news") ? DATES_NEWS : is_named(name, bytes, "narrative") ? DATES_NARRATIVE : -1;
}

int date_language_named(const char *name, size_t bytes) {
  for (uint32_t i = 0; i < n_date_patterns; i++)
    if (is_named(name, bytes, date_patterns[i].language)) return (int)i;
  return -1;
}

static bool same_moment(const struct moment *a, const struct moment *b) {
  return a->day == b->day && a->loose == b->loose && a->hour == b->hour && a->minute == b->minute &&
         a->second == b->second && a->zoned == b->zoned && a->zone == b->zone;
}

enum { STYLES = DATES_NOTE + 1 };

/* The layer: what was found, for each way of reading, and the last answer. */
struct dates_layer {
  struct dates dates; /* the last answer */
  bool answered, given;
  struct moment asked_reference;
  struct date_options asked;
  uint32_t language; /* the one used */
  struct {
    bool done, day_first;
    struct expressions found;
    struct date *room; /* for as many dates, used again for every reference */
  } read[STYLES];
};

/* How many of the first words tell a language. */
static uint32_t count_telling(const struct reader *r, uint32_t language) {
  enum { WORDS = 48 };
  const uint64_t *telling = date_patterns[language].telling;
  const struct token *end = r->tokens + (r->count < WORDS ? r->count : WORDS);
  uint32_t count = 0;
  for (const struct token *t = r->tokens; t < end; t++) count += has_bit(telling, lexicon_place_of(t->word));
  return count;
}

/* The language that most of them tell; the first of those that have as many, or no other has a few. */
static uint32_t told_language(const struct reader *r) {
  enum { FEW = 2 };
  uint32_t best = 0, most = FEW - 1;
  for (uint32_t i = 1; i < n_date_patterns; i++) {
    const uint32_t count = count_telling(r, i);
    if (count > most) best = i, most = count;
  }
  return best && count_telling(r, 0) < most ? best : 0;
}

/* Finds the expressions as one style reads them, once. */
static bool read_as(struct dates_layer *layer, const struct reader *r) {
  struct document *d = r->d;
  if (layer->read[r->style].done) return true;
  struct expressions found = {0};
  if (!recognise(r, &found)) return false;
  borrow(r, &found);
  if (r->style == DATES_NARRATIVE && !follow_story(r, &found)) return false;
  if (found.count) layer->read[r->style].room = arena_take(&d->arena, found.count * sizeof(struct date));
  if (document_must_stop(d, 0)) return false;
  layer->read[r->style].found = found;
  layer->read[r->style].day_first = story_day_first(r, &found);
  return layer->read[r->style].done = true;
}

/* Chooses language and style, and reads the text so. */
static bool read_text(struct dates_layer *layer, struct reader *r, struct date_options options, struct moment *from) {
  const uint32_t language = options.language ? options.language - 1 : told_language(r);
  if (layer->language != language) memset(layer->read, 0, sizeof layer->read);
  layer->language = language;
  r->patterns = &date_patterns[language];
  r->style = options.style ? options.style : is_note(r) ? DATES_NOTE : DATES_NEWS;
  if (!read_as(layer, r)) return false;
  if (!from->day) *from = story_reference(r->d, r->patterns);
  if (options.style || r->style != DATES_NEWS || story_style(&layer->read[DATES_NEWS].found, from) == DATES_NEWS)
    return true;
  r->style = DATES_NARRATIVE; /* whose words are a little wider */
  return read_as(layer, r);
}

bool lead_tells_style(const struct document *lead, const struct document *whole) {
  const struct dates_layer *layer = (const struct dates_layer *)(const void *)lead->dates;
  const struct expressions *found = &layer->read[DATES_NEWS].found;
  if (layer->dates.style != DATES_NEWS) return false;
  for (size_t i = 0; i < found->count; i++)
    if (found->items[i].two_orders) return false; /* others may tell which */
  return layer->asked.style || story_stays_news(found, &layer->dates.reference, UINT32_MAX) ||
         story_stays_news(found, &layer->dates.reference, lead_years_behind(whole, lead->bytes));
}

const struct dates *document_dates(struct document *d, const struct moment *reference, struct date_options options) {
  static const struct dates none = {.count = 0, .style = DATES_NEWS};
  struct dates_layer *layer = (struct dates_layer *)(void *)d->dates;
  if (!layer) layer = document_memory(d, sizeof *layer);
  if (!layer) return &none;
  d->dates = &layer->dates;
  if (layer->answered && layer->given == (reference != NULL) && layer->asked.style == options.style &&
      layer->asked.language == options.language && (!reference || same_moment(reference, &layer->asked_reference)))
    return &layer->dates;
  layer->answered = false;
  const struct tokens *tokens = document_tokens(d);
  struct reader r = {d, tokens->items, tokens->count, DATES_NEWS, NULL};
  struct moment from = reference ? *reference : (struct moment){.day = DAY_NONE};
  if (!read_text(layer, &r, options, &from)) goto stopped;
  struct story s = {.reader = &r, .style = r.style, .reference = from, .day_first = layer->read[r.style].day_first};
  const struct expressions *found = &layer->read[r.style].found;
  struct date *items = layer->read[r.style].room;
  uint32_t count = 0;
  for (size_t i = 0; i < found->count; i++) {
    resolve(&s, &found->items[i], &items[count]);
    if (items[count].value[0]) {
      if (count) order_range(&r, &items[count - 1], &items[count]);
      count++;
    }
    if (document_must_stop(d, 64)) goto stopped;
  }
  if (r.style == DATES_NOTE) count = join_ranges(&r, items, count);
  layer->dates = (struct dates){items, count, from, r.style};
  layer->answered = true;
  layer->given = reference != NULL;
  layer->asked = options;
  if (reference) layer->asked_reference = *reference;
  return &layer->dates;
stopped:
  document_must_stop(d, 0); /* sets the status */
  return &none;
}
