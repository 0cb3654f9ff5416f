/*
** Storylines: which stories report one happening.
**
** The stories that have arrived, and those left of storylines from which one has gone (`departed`), are dealt with
** a chunk at a time, by day.  With each chunk all stories of the days around it are looked at, and all of their
** storylines: corpus/storylines.h says which of these change.  The tables `storyline` and `storyline_article` have
** what is in storylines of two stories or more.
*/
#include "../corpus/storylines.h"
#include "keepers.h"

#include <stdlib.h>

enum { CHUNK = STORYLINES_CHUNK };

struct kept {
  sqlite3_int64 article, storyline; /* 0: in none */
  bool titled;
};

struct pending {
  sqlite3_int64 article;
  int32_t day;
  uint32_t chunk; /* in which it is dealt with */
};

struct chunk {
  struct keeping *k;
  struct arena arena;
  const struct pending *pending; /* all of them, by article */
  size_t pending_count;
  uint32_t number; /* of this chunk */
  struct ARENA_LIST(struct storyline_story) stories;
  struct ARENA_LIST(struct kept) kept; /* of each story, before */
};

static int by_article(const void *a, const void *b) {
  const sqlite3_int64 *x = a, *y = b; /* the first member of both structs */
  return *x < *y ? -1 : *x > *y;
}

static int32_t column_day(sqlite3_stmt *s, int column) {
  return sqlite3_column_type(s, column) == SQLITE_NULL ? LINKAGE_UNDATED : sqlite3_column_int(s, column);
}

/* Reads rows of STORY. */
static int read_stories(struct chunk *c, sqlite3_stmt *s) {
  int rc;
  while ((rc = sqlite3_step(s)) == SQLITE_ROW) {
    sqlite3_int64 article = sqlite3_column_int64(s, 0);
    const struct pending *pending = bsearch(&article, c->pending, c->pending_count, sizeof *pending, by_article);
    if (pending && pending->chunk > c->number) continue; /* it comes later */
    struct storyline_story *story = ARENA_ADD(&c->arena, &c->stories);
    struct kept *kept = ARENA_ADD(&c->arena, &c->kept);
    const char *traits = sqlite3_column_blob(s, 2);
    size_t bytes = (size_t)sqlite3_column_bytes(s, 2);
    if (!story || !kept) return SQLITE_NOMEM;
    *kept = (struct kept){article, sqlite3_column_int64(s, 3), sqlite3_column_int(s, 4)};
    story->traits = (const unsigned char *)arena_copy(&c->arena, bytes ? traits : "", bytes);
    story->bytes = (uint32_t)bytes;
    story->day = column_day(s, 1);
    story->storyline = kept->storyline;
    story->fresh = pending && pending->chunk == c->number;
    if (!story->traits) return SQLITE_NOMEM;
  }
  return rc == SQLITE_DONE ? SQLITE_OK : rc;
}

#define STORY \
  "l.article, l.day, l.traits, s.storyline, (SELECT a.title <> '' FROM main.article a WHERE a.id = l.article)"

/* Reads the stories of the days from `first` to `last`, those without a day, and the rest of their storylines. */
static int read_window(struct chunk *c, sqlite3_int64 first, sqlite3_int64 last) {
  static const char *const queries[] = {
      "SELECT " STORY " FROM main.lead l LEFT JOIN main.storyline_article s ON s.article = l.article"
      " WHERE l.day BETWEEN ?1 AND ?2",
      "SELECT " STORY " FROM main.lead l LEFT JOIN main.storyline_article s ON s.article = l.article"
      " WHERE l.day IS NULL",
      "SELECT " STORY " FROM (SELECT DISTINCT s.storyline FROM main.lead l JOIN main.storyline_article s"
      " ON s.article = l.article WHERE l.day BETWEEN ?1 AND ?2 OR l.day IS NULL) w CROSS JOIN main.storyline_article s"
      " ON s.storyline = w.storyline CROSS JOIN main.lead l ON l.article = s.article WHERE l.day NOT BETWEEN ?1 AND "
      "?2"};
  int rc = SQLITE_OK;
  for (size_t i = 0; i < sizeof queries / sizeof *queries && rc == SQLITE_OK; i++) {
    sqlite3_stmt *s = keep_prepare(c->k, queries[i], &rc);
    if (rc == SQLITE_OK && sqlite3_bind_parameter_count(s) == 2) {
      sqlite3_bind_int64(s, 1, first);
      sqlite3_bind_int64(s, 2, last);
    }
    if (rc == SQLITE_OK) rc = read_stories(c, s);
    sqlite3_finalize(s);
  }
  return rc;
}

/* Runs a statement with up to two numbers, again and again. */
static int run(sqlite3_stmt *s, sqlite3_int64 one, sqlite3_int64 other) {
  sqlite3_bind_int64(s, 1, one);
  if (sqlite3_bind_parameter_count(s) > 1) sqlite3_bind_int64(s, 2, other);
  int rc = sqlite3_step(s);
  sqlite3_reset(s);
  return rc == SQLITE_DONE ? SQLITE_OK : rc;
}

/* A storyline that has changed, and a story in it. */
struct changed {
  sqlite3_int64 storyline, article; /* 0: one that has left it */
  bool titled;
  double central;
};

/* By storyline; within, first whose title tells best what it is about, or lead where none has a title. */
static int by_storyline(const void *a, const void *b) {
  const struct changed *x = a, *y = b;
  if (x->storyline != y->storyline) return x->storyline < y->storyline ? -1 : 1;
  if (x->titled != y->titled) return x->titled ? -1 : 1;
  if (x->central > y->central || x->central < y->central) return x->central > y->central ? -1 : 1;
  return x->article < y->article ? -1 : x->article > y->article;
}

/* Writes which story is where.  The storyline is there before its stories, for foreign keys. */
static int write_members(struct chunk *c) {
  int rc = SQLITE_OK;
  sqlite3_stmt *leave = keep_prepare(c->k, "DELETE FROM main.storyline_article WHERE article = ?1", &rc);
  sqlite3_stmt *begin = keep_prepare(c->k, "INSERT OR IGNORE INTO main.storyline(id, stories) VALUES(?1, 0)", &rc);
  sqlite3_stmt *join = keep_prepare(c->k, "INSERT INTO main.storyline_article(storyline, article) VALUES(?1, ?2)", &rc);
  for (size_t i = 0; i < c->stories.count && rc == SQLITE_OK; i++) {
    sqlite3_int64 now = c->stories.items[i].storyline;
    const struct kept *was = &c->kept.items[i];
    if (now == was->storyline) continue;
    if (was->storyline) rc = run(leave, was->article, 0);
    if (rc == SQLITE_OK && now) rc = run(begin, now, 0);
    if (rc == SQLITE_OK && now) rc = run(join, now, was->article);
  }
  sqlite3_finalize(leave);
  sqlite3_finalize(begin);
  sqlite3_finalize(join);
  return rc;
}

/* The storylines that a story has joined, left, or was looked at in, each once, with the story that gives the title. */
static size_t find_changed(struct chunk *c, struct changed *out) {
  size_t n = 0, count = 0;
  for (size_t i = 0; i < c->stories.count; i++) {
    const struct storyline_story *s = &c->stories.items[i];
    const struct kept *was = &c->kept.items[i];
    if (s->storyline && s->fresh) out[n++] = (struct changed){s->storyline, was->article, was->titled, s->central};
    if (was->storyline && was->storyline != s->storyline) out[n++] = (struct changed){was->storyline, 0, false, -1};
  }
  if (n) qsort(out, n, sizeof *out, by_storyline);
  for (size_t i = 0; i < n; i++)
    if (!count || out[count - 1].storyline != out[i].storyline) out[count++] = out[i];
  return count;
}

static int write_storylines(struct chunk *c) {
  struct changed *changed = arena_take(&c->arena, 2 * c->stories.count * sizeof *changed);
  if (!changed) return SQLITE_NOMEM;
  size_t count = find_changed(c, changed);
  int rc = SQLITE_OK;
  sqlite3_stmt *describe = keep_prepare(
      c->k,
      "UPDATE main.storyline SET (title, first_day, last_day, stories) = (SELECT"
      "  (SELECT coalesce(nullif(title, ''), (SELECT sentence FROM main.sentence s WHERE s.article = ?2 AND NOT EXISTS"
      "    (SELECT 1 FROM main.furniture f WHERE f.article = ?2 AND f.sentence = s.n) LIMIT 1))"
      "   FROM main.article WHERE id = ?2),"
      "  min(a.day), max(a.day), count(*) FROM main.storyline_article m JOIN main.article a ON a.id = m.article"
      "  WHERE m.storyline = ?1) WHERE id = ?1",
      &rc);
  sqlite3_stmt *end = keep_prepare(c->k,
                                   "DELETE FROM main.storyline WHERE id = ?1 AND NOT EXISTS"
                                   " (SELECT 1 FROM main.storyline_article WHERE storyline = ?1)",
                                   &rc);
  for (size_t i = 0; i < count && rc == SQLITE_OK; i++)
    rc = changed[i].article ? run(describe, changed[i].storyline, changed[i].article)
                            : run(end, changed[i].storyline, 0);
  sqlite3_finalize(describe);
  sqlite3_finalize(end);
  return rc;
}

static int next_storyline(struct keeping *k, sqlite3_int64 *next) {
  int rc = SQLITE_OK;
  sqlite3_stmt *s =
      keep_prepare(k, "SELECT coalesce(max(seq), 0) + 1 FROM main.sqlite_sequence WHERE name = 'storyline'", &rc);
  if (rc == SQLITE_OK && (rc = sqlite3_step(s)) == SQLITE_ROW) {
    *next = sqlite3_column_int64(s, 0);
    rc = SQLITE_OK;
  }
  sqlite3_finalize(s);
  return rc;
}

/* Deals with the chunk of pending stories whose days are these. */
static int keep_chunk(struct chunk *c, int32_t first_day, int32_t last_day) {
  sqlite3_int64 first = (sqlite3_int64)first_day - LINKAGE_HORIZON, next = 1;
  sqlite3_int64 last = first_day == LINKAGE_UNDATED ? INT64_MAX : (sqlite3_int64)last_day + LINKAGE_HORIZON;
  struct stop stop = {connection_interrupted, c->k->connection, false, 0};
  int rc = read_window(c, first, last);
  if (rc == SQLITE_OK) rc = next_storyline(c->k, &next);
  if (rc == SQLITE_OK) rc = status_code(storylines_update(c->stories.items, (uint32_t)c->stories.count, next, &stop));
  if (rc == SQLITE_OK) rc = write_members(c);
  if (rc == SQLITE_OK) rc = write_storylines(c);
  arena_free(&c->arena);
  return rc;
}

int keep_storylines(struct keeping *k) {
  struct arena arena = {0};
  struct ARENA_LIST(struct pending) pending = {0};
  int rc = SQLITE_OK;
  sqlite3_stmt *s = keep_prepare(
      k,
      "SELECT l.article, l.day FROM (SELECT article FROM main.arrived UNION SELECT m.article FROM main.departed d"
      " JOIN main.storyline_article m ON m.storyline = d.storyline) f JOIN main.lead l ON l.article = f.article"
      " ORDER BY l.day, l.article",
      &rc);
  while (rc == SQLITE_OK && (rc = sqlite3_step(s)) == SQLITE_ROW) {
    struct pending *p = ARENA_ADD(&arena, &pending);
    if (p) *p = (struct pending){sqlite3_column_int64(s, 0), column_day(s, 1), (uint32_t)(pending.count - 1) / CHUNK};
    rc = p ? SQLITE_OK : SQLITE_NOMEM;
  }
  if (rc == SQLITE_DONE) rc = SQLITE_OK;
  sqlite3_finalize(s);
  size_t chunks = (pending.count + CHUNK - 1) / CHUNK;
  int32_t *days = arena_take(&arena, 2 * chunks * sizeof *days); /* the first and the last of each chunk */
  if (!days) rc = SQLITE_NOMEM;
  for (size_t i = 0; i < pending.count && rc == SQLITE_OK; i++) {
    if (i % CHUNK == 0) days[2 * (i / CHUNK)] = pending.items[i].day;
    days[2 * (i / CHUNK) + 1] = pending.items[i].day;
  }
  if (pending.count) qsort(pending.items, pending.count, sizeof *pending.items, by_article);
  for (uint32_t i = 0; i < chunks && rc == SQLITE_OK; i++) {
    struct chunk chunk = {.k = k, .pending = pending.items, .pending_count = pending.count, .number = i};
    rc = keep_chunk(&chunk, days[2 * i], days[2 * i + 1]);
  }
  arena_free(&arena);
  if (rc == SQLITE_OK)
    rc = keep_run(k, "DELETE FROM main.storyline WHERE id IN (SELECT storyline FROM main.departed) AND NOT EXISTS"
                     " (SELECT 1 FROM main.storyline_article m WHERE m.storyline = storyline.id)");
  return rc;
}
