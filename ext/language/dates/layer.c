/* The layer of dates: see ../dates.h. */
#include "resolve.h"

#include <stdio.h>
#include <string.h>

const char *date_type_name(uint8_t type) {
  static const char *const names[] = {"DATE", "TIME", "DURATION", "SET"};
  return type < sizeof names / sizeof *names ? names[type] : "DATE";
}

int date_mode_named(const char *name) {
  static const char *const names[] = {"auto", "news", "narrative", "message"};
  for (int i = 0; i < 4; i++)
    if (!strcmp(name, names[i])) return i;
  return -1;
}

static bool same_moment(const struct moment *a, const struct moment *b) {
  return a->day == b->day && a->loose == b->loose && a->hour == b->hour && a->minute == b->minute &&
         a->second == b->second && a->zoned == b->zoned && a->zone == b->zone;
}

enum { MODES = DATES_MESSAGE + 1 };

/* The layer: what was found, for each way of reading, and the last answer. */
struct dates_layer {
  struct dates dates; /* the last answer */
  bool answered, given;
  struct moment asked_reference;
  enum date_mode asked_mode;
  struct {
    bool done, day_first;
    struct expressions found;
    struct date *room; /* for as many dates, used again for every reference */
  } read[MODES];
};

static bool is_message(const struct reader *r);

/* "August and September 1914", "16:15 UTC, June 1": what an expression takes from the
** one behind it. */
static void borrow(const struct reader *r, struct expressions *found) {
  for (size_t i = found->count; i-- > 1;) {
    struct expression *left = &found->items[i - 1];
    const struct expression *right = &found->items[i];
    bool connected = right->first == left->end + 1 &&
                     (is(r, left->end, "and", "or", "to", "through", "until", "till") || is_mark(r, left->end, '-'));
    if (connected && left->type == DATE_DATE && !left->year && left->anchor == ANCHOR_OPEN && right->year > 0 &&
        right->type <= DATE_TIME &&
        ((left->month && right->month) || (left->season[0] && right->season[0]) || (left->quarter && right->quarter)))
      left->year =
          (int16_t)(right->year - (left->month > right->month && right->month && !is(r, left->end, "and", "or")));
    if (right->first == left->end + 1 && is(r, left->end, "in") && right->year > 0 && !right->month &&
        left->type <= DATE_TIME && !left->constant && !left->year && left->anchor == ANCHOR_OPEN && has_yearly(left))
      left->year = right->year; /* "on 10 December in 1989" */
    bool named = right->first == left->end + 1 && (is_mark(r, left->end, ',') || is_mark(r, left->end, '('));
    if (named && left->anchor == ANCHOR_CONTEXT && left->unit == GRAIN_DAY && left->type == DATE_DATE &&
        !left->n_lasts && right->month && right->day && right->type == DATE_DATE && right->anchor == ANCHOR_OPEN) {
      uint32_t first = left->first, end = left->end;
      *left = *right;
      left->first = first, left->end = end;
    }
    bool beside = right->first == left->end + 1 &&
                  (is_mark(r, left->end, ',') || is_mark(r, left->end, '-') || is(r, left->end, "on"));
    beside = beside || (right->first == left->end + 3 && is(r, left->end + 1, "time") && is(r, left->end + 2, "on"));
    if (beside && left->clock && !left->day && !left->weekday && left->anchor == ANCHOR_OPEN && !right->clock &&
        right->type <= DATE_TIME && (right->day || right->weekday || right->unit == GRAIN_DAY)) {
      left->year = right->year, left->month = right->month, left->day = right->day, left->weekday = right->weekday;
      left->anchor = right->anchor, left->unit = right->unit, left->shift = right->shift;
    }
  }
}

/* Finds the expressions as one mode reads them, once. */
static bool read_as(struct dates_layer *layer, const struct reader *r) {
  struct document *d = r->d;
  if (layer->read[r->mode].done) return true;
  struct expressions found = {0};
  if (!recognise(r, &found)) return false;
  borrow(r, &found);
  if (r->mode == DATES_NARRATIVE && !follow_story(r, &found)) return false;
  if (found.count) layer->read[r->mode].room = arena_take(&d->arena, found.count * sizeof(struct date));
  if (document_must_stop(d, 0)) return false;
  layer->read[r->mode].found = found;
  layer->read[r->mode].day_first = story_day_first(r, &found);
  return layer->read[r->mode].done = true;
}

const struct dates *document_dates(struct document *d, const struct moment *reference, enum date_mode mode) {
  static const struct dates none = {.count = 0, .mode = DATES_NEWS};
  struct dates_layer *layer = (struct dates_layer *)(void *)d->dates;
  if (!layer) layer = document_memory(d, sizeof *layer);
  if (!layer) return &none;
  d->dates = &layer->dates;
  if (layer->answered && layer->given == (reference != NULL) && layer->asked_mode == mode &&
      (!reference || same_moment(reference, &layer->asked_reference)))
    return &layer->dates;
  layer->answered = false;
  const struct tokens *tokens = document_tokens(d);
  struct reader r = {d, tokens->items, tokens->count, mode};
  if (mode == DATES_AUTO) r.mode = is_message(&r) ? DATES_MESSAGE : DATES_NEWS;
  if (!read_as(layer, &r)) goto stopped;
  struct moment from = reference ? *reference : story_reference(d);
  if (mode == DATES_AUTO && r.mode == DATES_NEWS &&
      story_mode(&layer->read[DATES_NEWS].found, &from) == DATES_NARRATIVE) {
    r.mode = DATES_NARRATIVE; /* whose words are a little wider */
    if (!read_as(layer, &r)) goto stopped;
  }
  struct story s = {.reader = &r, .mode = r.mode, .reference = from, .day_first = layer->read[r.mode].day_first};
  const struct expressions *found = &layer->read[r.mode].found;
  struct date *items = layer->read[r.mode].room;
  uint32_t count = 0;
  for (size_t i = 0; i < found->count; i++) {
    resolve(&s, &found->items[i], &items[count]);
    if (items[count].value[0]) count++;
    if (document_must_stop(d, 64)) goto stopped;
  }
  if (r.mode == DATES_MESSAGE) count = join_ranges(&r, items, count);
  layer->dates = (struct dates){items, count, from, r.mode};
  layer->answered = true;
  layer->given = reference != NULL;
  layer->asked_mode = mode;
  if (reference) layer->asked_reference = *reference;
  return &layer->dates;
stopped:
  document_must_stop(d, 0); /* sets the status */
  return &none;
}

/* A note: a short text of the first person, a command, or no sentence at all. */
static bool is_message(const struct reader *r) {
  enum { NOTE = 40, FRAGMENT = 16 };
  if (r->count > NOTE || !r->count) return false;
  bool person = is(r, 0, "schedule", "add", "set", "put", "find", "show", "remind", "book", "change", "create", "give",
                   "cancel"),
       names = false, headline = false;
  for (uint32_t i = 0; i < r->count; i++) {
    const struct token *t = &r->tokens[i];
    if (is_mark(r, i, '"') || is(r, i, "said", "says", "told", "reported", "announced") ||
        (i && t->flags & TOKEN_AFTER_PARAGRAPH))
      return false;
    if (i && has(r, i, LEXICON_VERB_PRESENT) && r->d->text[t->start + t->length - 1] == 's' &&
        token_at(r, i - 1)->kind == TOKEN_WORD && !has(r, i - 1, LEXICON_DETERMINER) && !is(r, i - 2, "to") &&
        !(t->flags & TOKEN_CAPITALIZED))
      headline = true; /* "Storm kills nine on Thursday" */
    if (is(r, i, "i", "i'll", "i'm", "i've", "i'd", "my", "me", "please", "you") ||
        (is(r, i, "let") && token_at(r, i + 1)->kind == TOKEN_POSSESSIVE)) /* let's */
      person = true;
    if (i && t->flags & TOKEN_CAPITALIZED && !has(r, i, LEXICON_MONTH) && !has(r, i, LEXICON_WEEKDAY) &&
        !lexicon_begins(t->word, LEXICON_HOLIDAY))
      names = true;
  }
  bool stopped = is_mark(r, r->count - 1, '.') || is_mark(r, r->count - 1, '?') || is_mark(r, r->count - 1, '!');
  return person || (r->count <= FRAGMENT && !stopped && !names && !headline && !(r->count == 1));
}

static bool two(const char *text, size_t bytes, size_t at, int *out) {
  if (at + 2 > bytes || text[at] < '0' || text[at] > '9' || text[at + 1] < '0' || text[at + 1] > '9') return false;
  *out = (text[at] - '0') * 10 + text[at + 1] - '0';
  return true;
}

bool moment_read(const char *text, size_t bytes, struct moment *out) {
  int century, year, month = 1, day = 1, value;
  *out = (struct moment){.hour = -1, .minute = -1, .second = -1};
  while (bytes && (text[bytes - 1] == ' ' || text[bytes - 1] == '\n')) bytes--;
  while (bytes && *text == ' ') text++, bytes--;
  if (!two(text, bytes, 0, &century) || !two(text, bytes, 2, &year)) return false;
  year += century * 100;
  size_t at = 4;
  if (at < bytes) {
    if (text[at] != '-' || !two(text, bytes, at + 1, &month)) return false;
    at += 3;
    if (at < bytes) {
      if (text[at] != '-' || !two(text, bytes, at + 1, &day)) return false;
      at += 3;
    }
  }
  out->day = day_of(year, month, day);
  if (!out->day) return false;
  out->loose = at == 4 ? GRAIN_YEAR : at == 7 ? GRAIN_MONTH : GRAIN_NONE;
  if (at == bytes) return true;
  if (at != 10 || (text[at] != 'T' && text[at] != ' ' && text[at] != 't')) return false;
  if (!two(text, bytes, ++at, &value) || value > 24) return false;
  out->hour = (int8_t)value;
  out->minute = 0;
  at += 2;
  for (int k = 0; k < 2 && at < bytes && text[at] == ':'; k++, at += 3) {
    if (!two(text, bytes, at + 1, &value) || value > 60) return false;
    if (k) out->second = (int8_t)value;
    else out->minute = (int8_t)value;
  }
  if (at < bytes && (text[at] == '.' || text[at] == ','))
    for (at++; at < bytes && text[at] >= '0' && text[at] <= '9';) at++;
  if (at < bytes && text[at] == ' ') at++;
  if (at < bytes && (text[at] == 'Z' || text[at] == 'z')) {
    out->zoned = true;
    at++;
  } else if (at < bytes && (text[at] == '+' || text[at] == '-')) {
    int hours, minutes = 0, sign = text[at] == '-' ? -1 : 1;
    if (!two(text, bytes, at + 1, &hours)) return false;
    at += 3;
    at += at < bytes && text[at] == ':';
    if (two(text, bytes, at, &minutes)) at += 2;
    out->zoned = true;
    out->zone = (int16_t)(sign * (hours * 60 + minutes));
  }
  return at == bytes;
}

bool date_in_header(const char *text, size_t bytes, struct header_date *out) {
  *out = (struct header_date){.when = {.hour = -1, .minute = -1, .second = -1}};
  if (moment_read(text, bytes, &out->when)) {
    bool month = bytes > 4, day = bytes > 7;
    struct calendar_day c = day_split(out->when.day);
    out->first = out->when.day;
    out->last = day ? out->first : day_of(c.year, month ? c.month : 12, month ? days_in_month(c.year, c.month) : 31);
    return true;
  }
  struct document *d = document_open(text, bytes, NULL, NULL);
  if (!d) return false;
  const struct dates *dates = document_dates(d, NULL, DATES_NEWS);
  const struct date *best = NULL;
  for (uint32_t i = 0; i < dates->count; i++) {
    const struct date *x = &dates->items[i];
    if (x->first_day && x->explicit_year && x->grain <= GRAIN_YEAR && (!best || x->grain < best->grain)) best = x;
  }
  if (best) {
    out->first = best->first_day;
    out->last = best->last_day;
    if (best->first_day == best->last_day) out->when.day = best->first_day;
    for (uint32_t i = 0; i < dates->count && out->when.day; i++) { /* the clock beside it */
      int hour, minute;
      const char *clock = dates->items[i].type == DATE_TIME ? strchr(dates->items[i].value, 'T') : NULL;
      if (!clock || sscanf(clock, "T%2d:%2d", &hour, &minute) != 2) continue;
      out->when.hour = (int8_t)hour;
      out->when.minute = (int8_t)minute;
      break;
    }
  }
  bool good = best != NULL && d->status == STATUS_OK;
  document_close(d);
  return good;
}
