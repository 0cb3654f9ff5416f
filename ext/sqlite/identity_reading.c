/* The names of the stories that are kept: see identity_reading.h. */
#include "identity_reading.h"

#include "../corpus/identity_country.h"

#include <stdlib.h>
#include <string.h>

enum { POLL_ROWS = 256 /* between two looks whether to stop */ };

#define NAMES "SELECT n, start, mentions, called, kind, surface FROM main.naming WHERE article = ?1 ORDER BY n"
enum { ROW_N, ROW_START, ROW_MENTIONS, ROW_CALLED, ROW_KIND, ROW_SURFACE };

int identity_reading_open(struct identity_reading *r, struct keeping *keeping) {
  *r = (struct identity_reading){.keeping = keeping};
  int rc = SQLITE_OK;
  r->names = keep_prepare(keeping, NAMES, &rc);
  r->body = keep_prepare(keeping, "SELECT body, place FROM main.article WHERE id = ?1", &rc);
  identity_reading_failed(r, rc);
  return r->rc;
}

void identity_reading_close(struct identity_reading *r) {
  sqlite3_finalize(r->names);
  sqlite3_finalize(r->body);
  arena_free(&r->arena);
  arena_free(&r->rows_of_story);
}

bool identity_reading_failed(struct identity_reading *r, int rc) {
  if (r->rc == SQLITE_OK) r->rc = keep_failed(r->keeping, rc);
  return r->rc != SQLITE_OK;
}

bool identity_reading_row(struct identity_reading *r, sqlite3_stmt *s) {
  if (r->rc == SQLITE_OK && r->rows++ % POLL_ROWS == 0 && connection_interrupted(r->keeping->connection))
    r->rc = SQLITE_INTERRUPT;
  if (r->rc == SQLITE_OK) {
    int rc = sqlite3_step(s);
    if (rc == SQLITE_ROW) return true;
    if (rc != SQLITE_DONE) identity_reading_failed(r, rc);
  }
  sqlite3_reset(s);
  return false;
}

struct slice identity_reading_text(struct identity_reading *r, sqlite3_stmt *s, int column) {
  const char *text = (const char *)sqlite3_column_text(s, column);
  if (!text && sqlite3_column_type(s, column) == SQLITE_NULL) return (struct slice){"", 0};
  size_t bytes = text ? strlen(text) : 0;
  char *copy = text ? arena_copy(&r->arena, text, bytes) : NULL;
  if (!copy) identity_reading_failed(r, SQLITE_NOMEM);
  return (struct slice){copy ? copy : "", copy ? bytes : 0};
}

/* A story while it is read. */
struct told {
  struct ARENA_LIST(struct identity_reference) names;
  struct identity_naming *namings;
  struct ARENA_LIST(struct slice) surfaces; /* of the last name */
  struct first_mention {
    sqlite3_int64 start; /* in characters, from 1 */
    uint32_t name;
  } called[IDENTITY_CALLED]; /* where people and bodies are named first */
  uint32_t called_count;
};

/* A row of naming. */
struct named {
  sqlite3_int64 n, start;
  uint32_t at, mentions; /* at: which row of the story it is */
  struct slice name, kind, surface;
};

static int by_name(const struct named *x, const struct named *y) {
  int order = slice_order(x->name, y->name);
  return order ? order : slice_order(x->kind, y->kind);
}

/* By name and kind, and where it stands: SQLite's ORDER BY costs more for so few. */
static int by_name_and_row(const void *a, const void *b) {
  const struct named *x = a, *y = b;
  int order = by_name(x, y);
  return order ? order : (x->at > y->at) - (x->at < y->at);
}

/* Reads the forms that a story has of names; *count is set. */
static const struct named *read_rows(struct identity_reading *r, sqlite3_int64 article, uint32_t *count) {
  struct ARENA_LIST(struct named) rows = {0};
  arena_clear(&r->rows_of_story);
  sqlite3_bind_int64(r->names, 1, article);
  while (identity_reading_row(r, r->names)) {
    struct named *m = ARENA_ADD(&r->rows_of_story, &rows);
    if (!m) {
      identity_reading_failed(r, SQLITE_NOMEM);
      break;
    }
    *m = (struct named){.n = sqlite3_column_int64(r->names, ROW_N),
                        .start = sqlite3_column_int64(r->names, ROW_START),
                        .at = (uint32_t)rows.count - 1,
                        .mentions = (uint32_t)sqlite3_column_int64(r->names, ROW_MENTIONS),
                        .name = identity_reading_text(r, r->names, ROW_CALLED),
                        .kind = identity_reading_text(r, r->names, ROW_KIND),
                        .surface = identity_reading_text(r, r->names, ROW_SURFACE)};
  }
  sqlite3_reset(r->names);
  if (rows.count) qsort(rows.items, rows.count, sizeof *rows.items, by_name_and_row);
  *count = r->rc == SQLITE_OK ? (uint32_t)rows.count : 0;
  return rows.items;
}

static enum name_kind kind_of(struct slice kind) {
  switch (*kind.text) {
    case 'p': return kind.text[1] == 'e' ? NAME_PERSON : NAME_PLACE;
    case 'o': return kind.text[1] == 'r' ? NAME_ORGANIZATION : NAME_OTHER;
    default: return NAME_OTHER;
  }
}

/* The number of a form among those of its name. */
static uint32_t surface_number(struct identity_reading *r, struct told *t, struct slice surface) {
  uint32_t n = (uint32_t)t->surfaces.count;
  for (uint32_t i = 0; i < n; i++)
    if (slice_equals(t->surfaces.items[i], surface)) return i;
  if (n == IDENTITY_SURFACES) return n - 1;
  struct slice *slice = ARENA_ADD(&r->arena, &t->surfaces);
  if (slice) *slice = surface;
  else identity_reading_failed(r, SQLITE_NOMEM);
  return n;
}

/* Reads a name: its rows up to `end`. */
static void read_name(struct identity_reading *r, struct told *t, const struct named *row, const struct named *end) {
  struct identity_reference *ref = ARENA_ADD(&r->arena, &t->names);
  uint32_t number = (uint32_t)t->names.count - 1;
  if (!ref && identity_reading_failed(r, SQLITE_NOMEM)) return;
  ref->name = row->name;
  ref->kind = kind_of(row->kind);
  if ((ref->kind == NAME_PERSON || ref->kind == NAME_ORGANIZATION) && t->called_count < IDENTITY_CALLED)
    t->called[t->called_count++] = (struct first_mention){row->start, number};
  memset(&t->surfaces, 0, sizeof t->surfaces);
  for (; row < end && r->rc == SQLITE_OK; row++) {
    ref->mentions += row->mentions;
    t->namings[row->at] = (struct identity_naming){row->n, number, surface_number(r, t, row->surface)};
  }
  ref->surfaces = t->surfaces.items;
  ref->surface_count = (uint32_t)t->surfaces.count;
}

static int by_start(const void *a, const void *b) {
  sqlite3_int64 x = ((const struct first_mention *)a)->start, y = ((const struct first_mention *)b)->start;
  return x < y ? -1 : x > y;
}

static struct slice read_dateline(struct identity_reading *r, struct slice body) {
  struct slice found, place = identity_reading_text(r, r->body, 1);
  if (place.bytes) return place;
  found = identity_dateline(body);
  const char *copy = arena_copy(&r->arena, found.text, found.bytes);
  if (!copy) identity_reading_failed(r, SQLITE_NOMEM);
  return (struct slice){copy, copy ? found.bytes : 0};
}

/* What the story calls its people, and what it names beside its bodies, where it names them first; and its dateline. */
static void read_roles(struct identity_reading *r, struct told *t, sqlite3_int64 article, struct slice *dateline) {
  if (r->without_roles || r->rc != SQLITE_OK) return;
  qsort(t->called, t->called_count, sizeof *t->called, by_start);
  sqlite3_bind_int64(r->body, 1, article);
  if (!identity_reading_row(r, r->body)) return;
  const char *body = (const char *)sqlite3_column_text(r->body, 0);
  if (!body && sqlite3_column_type(r->body, 0) != SQLITE_NULL) identity_reading_failed(r, SQLITE_NOMEM);
  size_t bytes = body ? strlen(body) : 0, at = 0;
  sqlite3_int64 character = 1;
  *dateline = read_dateline(r, (struct slice){body ? body : "", bytes});
  for (uint32_t i = 0; i < t->called_count; i++) {
    struct identity_reference *ref = &t->names.items[t->called[i].name];
    if (character < t->called[i].start)
      character += (sqlite3_int64)utf8_skip(body, bytes, &at, (size_t)(t->called[i].start - character));
    struct span name = {(uint32_t)at, (uint32_t)ref->surfaces[0].bytes};
    identity_reading_failed(r, status_code(identity_called(body, bytes, name, ref)));
  }
  sqlite3_reset(r->body);
}

void identity_reading_story(struct identity_reading *r, sqlite3_int64 article, struct identity_story *story,
                            struct identity_naming **namings, uint32_t *count) {
  struct told t = {0};
  const struct named *row = read_rows(r, article, count), *end = row + *count;
  t.namings = arena_take(&r->arena, (*count + 1) * sizeof *t.namings);
  if (!t.namings) identity_reading_failed(r, SQLITE_NOMEM);
  for (const struct named *next; row < end && r->rc == SQLITE_OK; row = next) {
    for (next = row + 1; next < end && !by_name(next, row);) next++;
    read_name(r, &t, row, next);
  }
  story->dateline = (struct slice){"", 0};
  read_roles(r, &t, article, &story->dateline);
  story->names = t.names.items;
  story->count = (uint32_t)t.names.count;
  *namings = t.namings;
}
