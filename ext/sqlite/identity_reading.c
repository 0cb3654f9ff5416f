/* The names of the stories that are kept: see identity_reading.h. */
#include "identity_reading.h"

#include "../corpus/identity_roles.h"

#include <stdlib.h>
#include <string.h>

enum { POLL_ROWS = 256 /* between two looks whether to stop */ };

#define NAMES                                                                                                        \
  "SELECT m.n, m.called, c.name, c.kind, m.surface, m.start FROM main.mention m JOIN main.name c ON c.id = m.called" \
  " WHERE m.article = ?1"
#define IN_ORDER " ORDER BY c.name, c.kind, m.n"

int identity_reading_open(struct identity_reading *r, struct keeping *keeping, bool settled) {
  *r = (struct identity_reading){.keeping = keeping};
  int rc = SQLITE_OK;
  r->names = keep_prepare(keeping, settled ? NAMES IN_ORDER : NAMES " AND m.entity IS NULL" IN_ORDER, &rc);
  r->body = keep_prepare(keeping, "SELECT body FROM main.article WHERE id = ?1", &rc);
  identity_reading_failed(r, rc);
  return r->rc;
}

void identity_reading_close(struct identity_reading *r) {
  sqlite3_finalize(r->names);
  sqlite3_finalize(r->body);
  arena_free(&r->arena);
}

bool identity_reading_failed(struct identity_reading *r, int rc) {
  if (r->rc == SQLITE_OK && rc != SQLITE_OK) {
    r->rc = rc;
    if (!r->keeping->error && rc != SQLITE_NOMEM)
      r->keeping->error = sqlite3_mprintf("%s", sqlite3_errmsg(r->keeping->connection->db));
  }
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
  struct ARENA_LIST(struct identity_mention) mentions;
  struct ARENA_LIST(struct slice) surfaces; /* of the last name */
  sqlite3_int64 called;
  struct first_mention {
    sqlite3_int64 start; /* in characters, from 1 */
    uint32_t name;
  } people[IDENTITY_PEOPLE]; /* where each person is named first */
  uint32_t people_count;
};

static enum name_kind kind_of(struct identity_reading *r, sqlite3_stmt *s, int column) {
  const char *kind = (const char *)sqlite3_column_text(s, column);
  if (!kind) identity_reading_failed(r, SQLITE_NOMEM);
  switch (kind ? *kind : 0) {
    case 'p': return kind[1] == 'e' ? NAME_PERSON : NAME_PLACE;
    case 'o': return kind[1] == 'r' ? NAME_ORGANIZATION : NAME_OTHER;
    default: return NAME_OTHER;
  }
}

/* The number of a form among those of its name. */
static uint32_t surface_number(struct identity_reading *r, struct told *t, sqlite3_stmt *s) {
  const char *text = (const char *)sqlite3_column_text(s, 4);
  if (!text && identity_reading_failed(r, SQLITE_NOMEM)) return 0;
  size_t bytes = strlen(text);
  uint32_t n = (uint32_t)t->surfaces.count;
  for (uint32_t i = 0; i < n; i++)
    if (t->surfaces.items[i].bytes == bytes && !memcmp(t->surfaces.items[i].text, text, bytes)) return i;
  if (n == IDENTITY_SURFACES) return n - 1;
  struct slice *slice = ARENA_ADD(&r->arena, &t->surfaces);
  if (slice) *slice = identity_reading_text(r, s, 4);
  else identity_reading_failed(r, SQLITE_NOMEM);
  return n;
}

static void close_name(struct told *t) {
  if (!t->names.count) return;
  struct identity_reference *ref = &t->names.items[t->names.count - 1];
  ref->surfaces = t->surfaces.items;
  ref->surface_count = (uint32_t)t->surfaces.count;
  memset(&t->surfaces, 0, sizeof t->surfaces);
}

static void read_name(struct identity_reading *r, struct told *t, sqlite3_stmt *s) {
  sqlite3_int64 called = sqlite3_column_int64(s, 1);
  if (!t->names.count || called != t->called) {
    close_name(t);
    struct identity_reference *ref = ARENA_ADD(&r->arena, &t->names);
    if (!ref) {
      identity_reading_failed(r, SQLITE_NOMEM);
      return;
    }
    t->called = called;
    ref->name = identity_reading_text(r, s, 2);
    ref->kind = kind_of(r, s, 3);
  }
  struct identity_reference *ref = &t->names.items[t->names.count - 1];
  ref->mentions++;
  struct identity_mention *mention = ARENA_ADD(&r->arena, &t->mentions);
  if (!mention) {
    identity_reading_failed(r, SQLITE_NOMEM);
    return;
  }
  *mention =
      (struct identity_mention){sqlite3_column_int64(s, 0), (uint32_t)t->names.count - 1, surface_number(r, t, s)};
  if (ref->kind == NAME_PERSON && ref->mentions == 1 && t->people_count < IDENTITY_PEOPLE)
    t->people[t->people_count++] = (struct first_mention){sqlite3_column_int64(s, 5), mention->name};
}

static int by_start(const void *a, const void *b) {
  sqlite3_int64 x = ((const struct first_mention *)a)->start, y = ((const struct first_mention *)b)->start;
  return x < y ? -1 : x > y;
}

/* What the story calls its people, where it names them first. */
static void read_roles(struct identity_reading *r, struct told *t, sqlite3_int64 article) {
  if (!t->people_count || r->without_roles || r->rc != SQLITE_OK) return;
  qsort(t->people, t->people_count, sizeof *t->people, by_start);
  sqlite3_bind_int64(r->body, 1, article);
  if (!identity_reading_row(r, r->body)) return;
  const char *body = (const char *)sqlite3_column_text(r->body, 0);
  if (!body && sqlite3_column_type(r->body, 0) != SQLITE_NULL) identity_reading_failed(r, SQLITE_NOMEM);
  size_t bytes = body ? strlen(body) : 0, at = 0;
  sqlite3_int64 character = 1;
  for (uint32_t i = 0; i < t->people_count; i++) {
    struct identity_reference *ref = &t->names.items[t->people[i].name];
    if (character < t->people[i].start)
      character += (sqlite3_int64)utf8_skip(body, bytes, &at, (size_t)(t->people[i].start - character));
    struct span name = {(uint32_t)at, (uint32_t)ref->surfaces[0].bytes};
    ref->role_count = identity_roles(body, bytes, name, ref->roles, IDENTITY_STORY_ROLES);
  }
  sqlite3_reset(r->body);
}

void identity_reading_story(struct identity_reading *r, sqlite3_int64 article, struct identity_story *story,
                            struct identity_mention **mentions, uint32_t *count) {
  struct told t = {0};
  sqlite3_bind_int64(r->names, 1, article);
  while (identity_reading_row(r, r->names)) read_name(r, &t, r->names);
  close_name(&t);
  read_roles(r, &t, article);
  story->names = t.names.items;
  story->count = (uint32_t)t.names.count;
  *mentions = t.mentions.items;
  *count = (uint32_t)t.mentions.count;
}
