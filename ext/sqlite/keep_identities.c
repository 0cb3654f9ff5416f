/*
** Identities: which names of which stories are one person, body or place.
**
** Feeds corpus/identity.h with the names of the stories that have arrived, a batch at a time, and writes the answers to
** mention.entity and mention.form, to quotation.speaker and condition.holder, and the forms to alias.
*/
#include "../corpus/identity_roles.h"
#include "../language/lexicon.h"
#include "identity_tables.h"

#include <stdlib.h>
#include <string.h>

enum {
  BATCH_STORIES = IDENTITY_BATCH,
  BATCH_BYTES = 32 << 20, /* of names read, after which a batch is full */
  KEPT_BYTES = IDENTITY_AT_HAND,
  SURFACES_MOST = IDENTITY_SURFACES,
  POLL_ROWS = 256, /* between two looks whether to stop */
  PEOPLE_MOST = IDENTITY_PEOPLE
};

static const char *const forms[] = {"name", "spelling", "surname", "given", "acronym", "alias", "demonym"};

enum statement { STORIES, NAMES, BODY, SET_ENTITY, ADD_ALIAS, SPEAKERS, SET_SPEAKER, HOLDERS, SET_HOLDER, STATEMENTS };

static const char *const sql[STATEMENTS] = {
    [STORIES] =
        "SELECT a.id, CAST(substr(coalesce(a.day, a.published, CASE substr(a.published_to, 1, 4)"
        "  WHEN substr(a.published_from, 1, 4) THEN a.published_from END), 1, 4) AS INTEGER) FROM main.arrived r"
        " JOIN main.article a ON a.id = r.article WHERE a.id > ?1 AND EXISTS(SELECT 1 FROM main.mention m"
        " WHERE m.article = a.id AND m.entity IS NULL) ORDER BY a.id LIMIT ?2",
    [NAMES] = "SELECT m.n, m.called, c.name, c.kind, m.surface, m.start FROM main.mention m JOIN main.name c ON c.id = "
              "m.called"
              " WHERE m.article = ?1 AND m.entity IS NULL ORDER BY c.name, c.kind, m.n",
    [BODY] = "SELECT body FROM main.article WHERE id = ?1",
    [SET_ENTITY] = "UPDATE main.mention SET entity = ?3, form = ?4 WHERE article = ?1 AND n = ?2",
    [ADD_ALIAS] = "INSERT INTO main.alias(entity, surface, stories) VALUES(?1, ?2, ?3)"
                  " ON CONFLICT(entity, surface) DO UPDATE SET stories = stories + excluded.stories",
    [SPEAKERS] = "SELECT n, speaker_name FROM main.quotation WHERE article = ?1 AND speaker IS NULL AND speaker_name "
                 "IS NOT NULL",
    [SET_SPEAKER] = "UPDATE main.quotation_span SET speaker = ?3 WHERE article = ?1 AND n = ?2",
    [HOLDERS] =
        "SELECT n, holder_name FROM main.condition WHERE article = ?1 AND holder IS NULL AND holder_name IS NOT NULL",
    [SET_HOLDER] = "UPDATE main.condition SET holder = ?3 WHERE article = ?1 AND n = ?2",
};

/* A mention that waits for its entity. */
struct waiting {
  sqlite3_int64 n;
  uint32_t reference, surface;
};

struct work {
  struct keeping *keeping;
  struct identity_tables tables;
  struct identities *set;
  sqlite3_stmt *statements[STATEMENTS];
  struct arena arena; /* what a batch holds */
  struct story {
    sqlite3_int64 article;
    struct waiting *waiting;
    uint32_t waiting_count;
  } * stories;
  struct identity_story *told; /* as many */
  uint32_t count, rows;        /* read so far */
  uint64_t settled;            /* stories in all that are settled */
  int rc;                      /* sticky */
};

static bool failed(struct work *w, int rc) {
  if (w->rc == SQLITE_OK && rc != SQLITE_OK) {
    w->rc = rc;
    if (!w->keeping->error && rc != SQLITE_NOMEM)
      w->keeping->error = sqlite3_mprintf("%s", sqlite3_errmsg(w->keeping->connection->db));
  }
  return w->rc != SQLITE_OK;
}

/* Steps; true where there is a row.  At the end, or after an error, the statement is reset. */
static bool row_of(struct work *w, sqlite3_stmt *s) {
  if (w->rc == SQLITE_OK && w->rows++ % POLL_ROWS == 0 && connection_interrupted(w->keeping->connection))
    w->rc = SQLITE_INTERRUPT;
  if (w->rc == SQLITE_OK) {
    int rc = sqlite3_step(s);
    if (rc == SQLITE_ROW) return true;
    if (rc != SQLITE_DONE) failed(w, rc);
  }
  sqlite3_reset(s);
  return false;
}

/* A text that is never NULL, unless there is no memory; copied. */
static struct slice text_of(struct work *w, sqlite3_stmt *s, int column) {
  const char *text = (const char *)sqlite3_column_text(s, column);
  size_t bytes = text ? strlen(text) : 0;
  char *copy = text ? arena_copy(&w->arena, text, bytes) : NULL;
  if (!copy) failed(w, SQLITE_NOMEM);
  return (struct slice){copy ? copy : "", copy ? bytes : 0};
}

/* ---- Reading a story's names ---- */

struct reading {
  struct ARENA_LIST(struct identity_reference) names;
  struct ARENA_LIST(struct waiting) waiting;
  struct ARENA_LIST(struct slice) surfaces; /* of the last name */
  sqlite3_int64 called;
  struct first_mention {
    sqlite3_int64 start; /* in characters, from 1 */
    uint32_t name;
  } people[PEOPLE_MOST]; /* where each person is named first */
  uint32_t people_count;
};

static enum name_kind kind_of(struct work *w, sqlite3_stmt *s, int column) {
  const char *kind = (const char *)sqlite3_column_text(s, column);
  if (!kind) failed(w, SQLITE_NOMEM);
  switch (kind ? *kind : 0) {
    case 'p': return kind[1] == 'e' ? NAME_PERSON : NAME_PLACE;
    case 'o': return kind[1] == 'r' ? NAME_ORGANIZATION : NAME_OTHER;
    default: return NAME_OTHER;
  }
}

/* The number of a form among those of its name. */
static uint32_t surface_number(struct work *w, struct reading *r, sqlite3_stmt *s) {
  const char *text = (const char *)sqlite3_column_text(s, 4);
  if (!text && failed(w, SQLITE_NOMEM)) return 0;
  size_t bytes = strlen(text);
  uint32_t n = (uint32_t)r->surfaces.count;
  for (uint32_t i = 0; i < n; i++)
    if (r->surfaces.items[i].bytes == bytes && !memcmp(r->surfaces.items[i].text, text, bytes)) return i;
  if (n == SURFACES_MOST) return n - 1;
  struct slice *slice = ARENA_ADD(&w->arena, &r->surfaces);
  if (slice) *slice = text_of(w, s, 4);
  else failed(w, SQLITE_NOMEM);
  return n;
}

static void close_name(struct reading *r) {
  if (!r->names.count) return;
  struct identity_reference *ref = &r->names.items[r->names.count - 1];
  ref->surfaces = r->surfaces.items;
  ref->surface_count = (uint32_t)r->surfaces.count;
  memset(&r->surfaces, 0, sizeof r->surfaces);
}

static void read_name(struct work *w, struct reading *r, sqlite3_stmt *s) {
  sqlite3_int64 called = sqlite3_column_int64(s, 1);
  if (!r->names.count || called != r->called) {
    close_name(r);
    struct identity_reference *ref = ARENA_ADD(&w->arena, &r->names);
    if (!ref) {
      failed(w, SQLITE_NOMEM);
      return;
    }
    r->called = called;
    ref->name = text_of(w, s, 2);
    ref->kind = kind_of(w, s, 3);
  }
  struct identity_reference *ref = &r->names.items[r->names.count - 1];
  ref->mentions++;
  struct waiting *waiting = ARENA_ADD(&w->arena, &r->waiting);
  if (!waiting) {
    failed(w, SQLITE_NOMEM);
    return;
  }
  *waiting = (struct waiting){sqlite3_column_int64(s, 0), (uint32_t)r->names.count - 1, surface_number(w, r, s)};
  if (ref->kind == NAME_PERSON && ref->mentions == 1 && r->people_count < PEOPLE_MOST)
    r->people[r->people_count++] = (struct first_mention){sqlite3_column_int64(s, 5), waiting->reference};
}

static int by_start(const void *a, const void *b) {
  sqlite3_int64 x = ((const struct first_mention *)a)->start, y = ((const struct first_mention *)b)->start;
  return x < y ? -1 : x > y;
}

/* What the story calls its people, where it names them first. */
static void read_roles(struct work *w, struct reading *r, sqlite3_int64 article) {
  sqlite3_stmt *s = w->statements[BODY];
  if (!r->people_count || w->rc != SQLITE_OK) return;
  qsort(r->people, r->people_count, sizeof *r->people, by_start);
  sqlite3_bind_int64(s, 1, article);
  if (!row_of(w, s)) return;
  const char *body = (const char *)sqlite3_column_text(s, 0);
  if (!body && sqlite3_column_type(s, 0) != SQLITE_NULL) failed(w, SQLITE_NOMEM);
  size_t bytes = body ? strlen(body) : 0, at = 0;
  sqlite3_int64 character = 1;
  for (uint32_t i = 0; i < r->people_count; i++) {
    struct identity_reference *ref = &r->names.items[r->people[i].name];
    for (; character < r->people[i].start && at < bytes; character++) utf8_next(body, bytes, &at);
    struct span name = {(uint32_t)at, (uint32_t)ref->surfaces[0].bytes};
    ref->role_count = identity_roles(body, bytes, name, ref->roles, IDENTITY_STORY_ROLES);
  }
  sqlite3_reset(s);
}

static void read_story(struct work *w, uint32_t i) {
  struct reading r = {0};
  sqlite3_stmt *s = w->statements[NAMES];
  sqlite3_bind_int64(s, 1, w->stories[i].article);
  while (row_of(w, s)) read_name(w, &r, s);
  close_name(&r);
  read_roles(w, &r, w->stories[i].article);
  w->told[i].names = r.names.items;
  w->told[i].count = (uint32_t)r.names.count;
  w->stories[i].waiting = r.waiting.items;
  w->stories[i].waiting_count = (uint32_t)r.waiting.count;
}

/* Reads the next stories behind article `*after`. */
static void read_batch(struct work *w, sqlite3_int64 *after) {
  sqlite3_stmt *s = w->statements[STORIES];
  arena_clear(&w->arena);
  w->count = 0;
  w->stories = arena_get(&w->arena, BATCH_STORIES * sizeof *w->stories);
  w->told = arena_get(&w->arena, BATCH_STORIES * sizeof *w->told);
  if (w->arena.no_memory && failed(w, SQLITE_NOMEM)) return;
  sqlite3_bind_int64(s, 1, *after);
  sqlite3_bind_int(s, 2, BATCH_STORIES);
  while (w->count < BATCH_STORIES && row_of(w, s)) {
    w->stories[w->count].article = sqlite3_column_int64(s, 0);
    w->told[w->count++].year = sqlite3_column_int(s, 1);
  }
  sqlite3_reset(s);
  for (uint32_t i = 0; i < w->count && w->rc == SQLITE_OK; i++) {
    if (w->arena.bytes > BATCH_BYTES && i) w->count = i; /* the others come next time */
    else read_story(w, i);
  }
  if (w->count) *after = w->stories[w->count - 1].article;
}

/* ---- Writing the answers ---- */

static void write_mentions(struct work *w, uint32_t i) {
  const struct story *story = &w->stories[i];
  sqlite3_stmt *set = w->statements[SET_ENTITY];
  uint32_t reference = UINT32_MAX, surface = UINT32_MAX;
  enum identity_form form = IDENTITY_NAME;
  for (uint32_t k = 0; k < story->waiting_count && w->rc == SQLITE_OK; k++) {
    const struct waiting *m = &story->waiting[k];
    const struct identity_reference *ref = &w->told[i].names[m->reference];
    if (m->reference != reference || m->surface != surface) {
      reference = m->reference;
      surface = m->surface;
      if (identity_form_of(ref, ref->surfaces[surface], &form) != STATUS_OK && failed(w, SQLITE_NOMEM)) return;
    }
    sqlite3_bind_int64(set, 1, story->article);
    sqlite3_bind_int64(set, 2, m->n);
    sqlite3_bind_int64(set, 3, identity_real(ref->identity)->id);
    if (failed(w, sqlite3_bind_text(set, 4, forms[form], -1, SQLITE_STATIC))) return;
    failed(w, identity_run(w->keeping, set));
  }
}

/* A form that a story of the batch has for an entity. */
struct alias {
  sqlite3_int64 entity;
  struct slice surface;
  uint32_t story;
};

static int by_form(const struct alias *x, const struct alias *y) {
  if (x->entity != y->entity) return x->entity < y->entity ? -1 : 1;
  size_t least = x->surface.bytes < y->surface.bytes ? x->surface.bytes : y->surface.bytes;
  int order = least ? memcmp(x->surface.text, y->surface.text, least) : 0;
  return order ? order : (x->surface.bytes > y->surface.bytes) - (x->surface.bytes < y->surface.bytes);
}

static int by_form_and_story(const void *a, const void *b) {
  const struct alias *x = a, *y = b;
  int order = by_form(x, y);
  return order ? order : (x->story > y->story) - (x->story < y->story);
}

/* Counts the stories of the batch under the forms that they have, each form once, in the order of the table. */
static void write_aliases(struct work *w) {
  size_t count = 0, n = 0;
  for (uint32_t i = 0; i < w->count; i++)
    for (uint32_t k = 0; k < w->told[i].count; k++) count += w->told[i].names[k].surface_count;
  struct alias *aliases = arena_take(&w->arena, (count + 1) * sizeof *aliases);
  if (!aliases && failed(w, SQLITE_NOMEM)) return;
  for (uint32_t i = 0; i < w->count; i++)
    for (uint32_t k = 0; k < w->told[i].count; k++) {
      const struct identity_reference *ref = &w->told[i].names[k];
      for (uint32_t f = 0; f < ref->surface_count; f++)
        aliases[n++] = (struct alias){identity_real(ref->identity)->id, ref->surfaces[f], i};
    }
  if (n) qsort(aliases, n, sizeof *aliases, by_form_and_story);
  sqlite3_stmt *add = w->statements[ADD_ALIAS];
  for (size_t i = 0, end; i < n && w->rc == SQLITE_OK; i = end) {
    sqlite3_int64 stories = 1;
    for (end = i + 1; end < n && !by_form(&aliases[i], &aliases[end]); end++)
      stories += aliases[end].story != aliases[end - 1].story;
    sqlite3_bind_int64(add, 1, aliases[i].entity);
    sqlite3_bind_int64(add, 3, stories);
    if (failed(w, sqlite3_bind_text(add, 2, aliases[i].surface.text, (int)aliases[i].surface.bytes, SQLITE_STATIC)))
      return;
    failed(w, identity_run(w->keeping, add));
  }
}

/* Of the story's names the one that a phrase says; people first, then the longest. */
static const struct identity_reference *named(const struct identity_story *story, struct slice phrase) {
  const struct identity_reference *best = NULL;
  size_t best_bytes = 0;
  for (uint32_t k = 0; k < story->count; k++) {
    const struct identity_reference *ref = &story->names[k];
    struct slice forms_of[2] = {ref->name, ref->surface_count ? ref->surfaces[0] : ref->name};
    for (unsigned f = 0; f < 2; f++) {
      size_t bytes = forms_of[f].bytes * 2 + (ref->kind == NAME_PERSON);
      if (bytes > best_bytes && identity_phrase_names(phrase, forms_of[f])) best = ref, best_bytes = bytes;
    }
  }
  return best;
}

/* Finds who is named by the phrases that `ask` gives, and tells `set`. */
static void write_named(struct work *w, uint32_t i, enum statement ask, enum statement set) {
  sqlite3_stmt *rows = w->statements[ask], *update = w->statements[set];
  sqlite3_bind_int64(rows, 1, w->stories[i].article);
  while (row_of(w, rows)) {
    const char *phrase = (const char *)sqlite3_column_text(rows, 1);
    if (!phrase && failed(w, SQLITE_NOMEM)) break;
    const struct identity_reference *ref = named(&w->told[i], (struct slice){phrase, strlen(phrase)});
    if (!ref) continue;
    sqlite3_bind_int64(update, 1, w->stories[i].article);
    sqlite3_bind_int64(update, 2, sqlite3_column_int64(rows, 0));
    sqlite3_bind_int64(update, 3, identity_real(ref->identity)->id);
    failed(w, identity_run(w->keeping, update));
  }
  sqlite3_reset(rows);
}

static void settle_batch(struct work *w) {
  failed(w, status_code(identities_settle(w->set, w->told, w->count)));
  if (w->tables.rc != SQLITE_OK) w->rc = w->tables.rc;
  if (w->rc != SQLITE_OK || failed(w, identity_tables_keep(&w->tables, w->set))) return;
  write_aliases(w);
  for (uint32_t i = 0; i < w->count && w->rc == SQLITE_OK; i++) {
    write_mentions(w, i);
    write_named(w, i, SPEAKERS, SET_SPEAKER);
    write_named(w, i, HOLDERS, SET_HOLDER);
  }
}

/* ---- All ---- */

static sqlite3_int64 ask_number(struct work *w, const char *question) {
  sqlite3_stmt *s = NULL;
  sqlite3_int64 number = 0;
  if (!failed(w, sqlite3_prepare_v2(w->keeping->connection->db, question, -1, &s, NULL)) && row_of(w, s))
    number = sqlite3_column_int64(s, 0);
  sqlite3_finalize(s);
  return number;
}

static int interrupted(void *context) {
  return connection_interrupted(((struct identity_tables *)context)->keeping->connection);
}

/* A new set, which knows where the tables stand. */
static void open_set(struct work *w) {
  struct identity_source source = {&w->tables, identity_tables_find, interrupted, w->settled};
  sqlite3_int64 next =
      1 + ask_number(w, "SELECT coalesce(max(seq), 0) FROM main.sqlite_sequence WHERE name = 'entity'");
  if (w->rc != SQLITE_OK) return;
  identities_close(w->set);
  w->set = identities_open(&source, next);
  if (!w->set) failed(w, SQLITE_NOMEM);
}

int keep_identities(struct keeping *k) {
  struct work w = {.keeping = k};
  sqlite3_int64 after = INT64_MIN;
  failed(&w, identity_tables_open(&w.tables, k));
  for (int i = 0; i < STATEMENTS && w.rc == SQLITE_OK; i++)
    failed(&w, sqlite3_prepare_v3(k->connection->db, sql[i], -1, SQLITE_PREPARE_PERSISTENT, &w.statements[i], NULL));
  w.settled =
      (uint64_t)ask_number(&w, "SELECT (SELECT count(*) FROM main.article) - (SELECT count(*) FROM main.arrived)");
  while (w.rc == SQLITE_OK) {
    read_batch(&w, &after);
    if (!w.count || w.rc != SQLITE_OK) break;
    if (!w.set || identities_bytes(w.set) > KEPT_BYTES) open_set(&w);
    if (w.rc == SQLITE_OK) settle_batch(&w);
    w.settled += w.count;
  }
  if (w.rc == SQLITE_OK) failed(&w, identity_tables_count(&w.tables));
  for (int i = 0; i < STATEMENTS; i++) sqlite3_finalize(w.statements[i]);
  identity_tables_close(&w.tables);
  identities_close(w.set);
  arena_free(&w.arena);
  return w.rc;
}
