/*
** Identities: which names of which stories are one person, body or place.
**
** Feeds corpus/identity.h with the names of the stories that have arrived, a batch at a time, and writes the answers to
** the table `meaning`, and the forms to `alias`.  Where the database has a part of the stories, the answers are taken
** from a table (summary_parts.c).
*/
#include "../corpus/summary_identities.h"
#include "identity_reading.h"
#include "identity_tables.h"
#include "many_rows.h"

#include <stdlib.h>
#include <string.h>

enum {
  BATCH_STORIES = IDENTITY_BATCH,
  BATCH_BYTES = 32 << 20, /* of names read, after which a batch is full */
  KEPT_BYTES = IDENTITY_AT_HAND
};

enum { MEANING_COLUMNS = 4, ALIAS_COLUMNS = 3, ROWS_AT_ONCE = 64 };

/* Where identities are settled, and where the answers are taken, which may be others than before. */
static const char settling[] =
    "SELECT a.id, " IDENTITY_YEAR " FROM main.arrived r CROSS JOIN main.article a ON a.id = r.article"
    " WHERE r.article > ?1 AND EXISTS(SELECT 1 FROM main.naming WHERE article = a.id)"
    " AND NOT EXISTS(SELECT 1 FROM main.meaning WHERE article = a.id AND entity IS NOT NULL)"
    " ORDER BY r.article LIMIT ?2";
static const char taking[] =
    "SELECT a.id, 0 FROM main.article a WHERE a.id > ?1 AND EXISTS(SELECT 1 FROM main.naming WHERE article = a.id)"
    " ORDER BY a.id LIMIT ?2";
/* Whom a form of a name means. */
struct answer {
  sqlite3_int64 entity;
  uint8_t form;
};

struct work {
  struct keeping *keeping;
  struct identity_tables tables;
  struct identities *set;
  sqlite3_stmt *answers; /* for a story; NULL where they are to be found */
  sqlite3_stmt *next_stories;
  struct row_writer {
    sqlite3_stmt *put;        /* many rows, for a statement costs more than a row does */
    int columns, room, count; /* of rows, and of those that are bound */
  } meanings, aliases;
  struct identity_reading reading; /* its arena holds the batch, its rc is sticky */
  struct story {
    sqlite3_int64 article;
    struct identity_naming *namings;
    struct answer **answers; /* of each name those of its forms */
    uint32_t naming_count;
  } * stories;
  struct identity_story *told; /* as many, for identities_settle(), which takes "Germans" for Germany */
  uint32_t count;
  uint64_t settled; /* stories in all that are settled */
};

static bool failed(struct work *w, int rc) { return identity_reading_failed(&w->reading, rc); }
static bool row_of(struct work *w, sqlite3_stmt *s) { return identity_reading_row(&w->reading, s); }
static bool is_well(const struct work *w) { return w->reading.rc == SQLITE_OK; }

/* Reads the next stories behind article `*after`. */
static void read_batch(struct work *w, sqlite3_int64 *after) {
  struct arena *arena = &w->reading.arena;
  sqlite3_stmt *s = w->next_stories;
  arena_clear(arena);
  w->count = 0;
  w->stories = arena_get(arena, BATCH_STORIES * sizeof *w->stories);
  w->told = arena_get(arena, BATCH_STORIES * sizeof *w->told);
  if (arena->no_memory && failed(w, SQLITE_NOMEM)) return;
  sqlite3_bind_int64(s, 1, *after);
  sqlite3_bind_int(s, 2, BATCH_STORIES);
  while (w->count < BATCH_STORIES && row_of(w, s)) {
    w->stories[w->count].article = sqlite3_column_int64(s, 0);
    w->told[w->count++].year = sqlite3_column_int(s, 1);
  }
  sqlite3_reset(s);
  for (uint32_t i = 0; i < w->count && is_well(w); i++) {
    if (arena->bytes > BATCH_BYTES && i) w->count = i; /* the others come next time */
    else
      identity_reading_story(&w->reading, w->stories[i].article, &w->told[i], &w->stories[i].namings,
                             &w->stories[i].naming_count);
  }
  if (w->count) *after = w->stories[w->count - 1].article;
}

/* ---- The answers ---- */

static struct answer settled(struct work *w, const struct identity_reference *ref, struct slice surface) {
  enum identity_form form = IDENTITY_NAME;
  if (identity_form_of(w->set, ref, surface, &form) != STATUS_OK) failed(w, SQLITE_NOMEM);
  return (struct answer){identity_real(ref->identity)->id, (uint8_t)form};
}

/* Reads what was answered elsewhere: of each name whom it means, and what each of its forms is to that.  A story that
** nobody has answered for means nobody. */
static struct slice read_answers(struct work *w, sqlite3_int64 article) {
  struct slice answers = {0};
  sqlite3_bind_int64(w->answers, 1, article);
  if (!row_of(w, w->answers)) return answers;
  size_t bytes = (size_t)sqlite3_column_bytes(w->answers, 0);
  const char *blob = bytes ? sqlite3_column_blob(w->answers, 0) : NULL;
  const char *copy = blob ? arena_copy(&w->reading.arena, blob, bytes) : NULL;
  if (copy) answers = (struct slice){copy, bytes};
  else if (bytes) failed(w, SQLITE_NOMEM);
  sqlite3_reset(w->answers);
  return answers;
}

static void say_misfit(struct work *w, sqlite3_int64 article) {
  w->keeping->error = sqlite3_mprintf("answers for article %lld are of other names than it has", article);
  failed(w, w->keeping->error ? SQLITE_ERROR : SQLITE_NOMEM);
}

/* Finds whom the forms of a story's names mean: as they were settled, or as it was answered elsewhere. */
static void answer_story(struct work *w, uint32_t i) {
  struct story *story = &w->stories[i];
  uint32_t names = w->told[i].count;
  struct slice taken = w->answers ? read_answers(w, story->article) : (struct slice){0};
  bool answered = taken.bytes != 0;
  story->answers = arena_take(&w->reading.arena, (names + 1) * sizeof *story->answers);
  if (!story->answers) {
    failed(w, SQLITE_NOMEM);
    return;
  }
  for (uint32_t k = 0; k < names && is_well(w); k++) {
    const struct identity_reference *ref = &w->told[i].names[k];
    struct answer *answers = arena_get(&w->reading.arena, ref->surface_count * sizeof *answers);
    uint8_t form[IDENTITY_SURFACES];
    int64_t entity = 0;
    if (!answers) {
      failed(w, SQLITE_NOMEM);
      return;
    }
    story->answers[k] = answers;
    if (answered && !identity_answer_take(&taken, ref->surface_count, &entity, form)) say_misfit(w, story->article);
    for (uint32_t f = 0; f < ref->surface_count && is_well(w); f++)
      answers[f] = !w->answers ? settled(w, ref, ref->surfaces[f])
                   : answered  ? (struct answer){entity, form[f]}
                               : (struct answer){0};
  }
  if (taken.bytes && is_well(w)) say_misfit(w, story->article);
}

/* ---- Writing the answers ---- */

static void open_rows(struct work *w, struct row_writer *r, int columns, const char *insert, const char *conflict) {
  r->columns = columns;
  failed(w, many_rows(w->keeping->connection->db, insert, columns, ROWS_AT_ONCE, conflict, &r->room, &r->put));
}

/* Writes the rows that are bound; the others are NULL, and left out. */
static void flush_rows(struct work *w, struct row_writer *r) {
  if (!r->count || !is_well(w)) return;
  r->count = 0;
  failed(w, identity_run(w->keeping, r->put));
  sqlite3_clear_bindings(r->put);
}

/* Begins a row; the number of the parameter before its first. */
static int begin_row(struct work *w, struct row_writer *r) {
  if (r->count == r->room) flush_rows(w, r);
  return r->count++ * r->columns;
}

static void write_meanings(struct work *w, const struct story *story) {
  for (uint32_t i = 0; i < story->naming_count && is_well(w); i++) {
    const struct identity_naming *naming = &story->namings[i];
    struct answer answer = story->answers[naming->name][naming->surface];
    int at = begin_row(w, &w->meanings);
    sqlite3_stmt *put = w->meanings.put;
    sqlite3_bind_int64(put, at + 1, story->article);
    sqlite3_bind_int64(put, at + 2, naming->n);
    if (!answer.entity) continue;
    sqlite3_bind_int64(put, at + 3, answer.entity);
    failed(w, sqlite3_bind_text(put, at + 4, identity_forms[answer.form], -1, SQLITE_STATIC));
  }
}

static void write_stories(struct work *w) {
  for (uint32_t i = 0; i < w->count && is_well(w); i++) write_meanings(w, &w->stories[i]);
  flush_rows(w, &w->meanings);
}

/* A form that a story of the batch has for an entity. */
struct alias {
  sqlite3_int64 entity;
  struct slice surface;
  uint32_t story;
};

static int by_form(const struct alias *x, const struct alias *y) {
  if (x->entity != y->entity) return x->entity < y->entity ? -1 : 1;
  return slice_order(x->surface, y->surface);
}

static int by_form_and_story(const void *a, const void *b) {
  const struct alias *x = a, *y = b;
  int order = by_form(x, y);
  return order ? order : (x->story > y->story) - (x->story < y->story);
}

/* A form as alias has it, where a line may end in the text: as the trigger article_goes does in SQL. */
static struct slice on_one_line(struct work *w, struct slice form) {
  if (!memchr(form.text, '\n', form.bytes) && !memchr(form.text, '\r', form.bytes)) return form;
  char *line = arena_take(&w->reading.arena, form.bytes + 1);
  size_t n = 0;
  if (!line) {
    failed(w, SQLITE_NOMEM);
    return form;
  }
  for (size_t i = 0; i < form.bytes; i++)
    if (form.text[i] != '\r') line[n++] = form.text[i] == '\n' ? ' ' : form.text[i];
  return (struct slice){line, n};
}

/* Counts the stories of the batch under the forms that they have, each form once, in the order of the table. */
static void write_aliases(struct work *w) {
  size_t count = 0, n = 0;
  for (uint32_t i = 0; i < w->count; i++)
    for (uint32_t k = 0; k < w->told[i].count; k++) count += w->told[i].names[k].surface_count;
  struct alias *aliases = arena_take(&w->reading.arena, (count + 1) * sizeof *aliases);
  if (!aliases) {
    failed(w, SQLITE_NOMEM);
    return;
  }
  for (uint32_t i = 0; i < w->count; i++)
    for (uint32_t k = 0; k < w->told[i].count; k++)
      for (uint32_t f = 0; f < w->told[i].names[k].surface_count; f++)
        if (w->stories[i].answers[k][f].entity)
          aliases[n++] =
              (struct alias){w->stories[i].answers[k][f].entity, on_one_line(w, w->told[i].names[k].surfaces[f]), i};
  if (n) qsort(aliases, n, sizeof *aliases, by_form_and_story);
  for (size_t i = 0, end; i < n && is_well(w); i = end) {
    sqlite3_int64 stories = 1;
    for (end = i + 1; end < n && !by_form(&aliases[i], &aliases[end]); end++)
      stories += aliases[end].story != aliases[end - 1].story;
    int at = begin_row(w, &w->aliases);
    sqlite3_stmt *put = w->aliases.put;
    sqlite3_bind_int64(put, at + 1, aliases[i].entity);
    failed(w, sqlite3_bind_text(put, at + 2, aliases[i].surface.text, (int)aliases[i].surface.bytes, SQLITE_STATIC));
    sqlite3_bind_int64(put, at + 3, stories);
  }
  flush_rows(w, &w->aliases);
}

static void settle_batch(struct work *w) {
  failed(w, status_code(identities_settle(w->set, w->told, w->count)));
  if (w->tables.rc != SQLITE_OK) w->reading.rc = w->tables.rc;
  if (is_well(w)) failed(w, identity_tables_keep(&w->tables, w->set));
}

static void write_batch(struct work *w) {
  for (uint32_t i = 0; i < w->count && is_well(w); i++) answer_story(w, i);
  if (is_well(w)) write_aliases(w);
  if (is_well(w)) write_stories(w);
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

static void close_set(struct work *w) {
  failed(w, identity_tables_flush(&w->tables));
  identities_close(w->set);
  w->set = NULL;
}

/* A new set, which knows where the tables stand. */
static void open_set(struct work *w) {
  struct identity_source source = {&w->tables, identity_tables_find, interrupted, w->settled};
  sqlite3_int64 next =
      1 + ask_number(w, "SELECT coalesce(max(seq), 0) FROM main.sqlite_sequence WHERE name = 'entity'");
  if (!is_well(w)) return;
  w->set = identities_open(&source, next);
  if (!w->set) failed(w, SQLITE_NOMEM);
}

/* Prepares what both ways need; then deals with the stories, a batch at a time. */
static void open_work(struct work *w, struct keeping *k, const char *stories) {
  *w = (struct work){.keeping = k};
  int rc = identity_reading_open(&w->reading, k);
  w->reading.without_roles = stories == taking;
  w->next_stories = keep_prepare(k, stories, &rc);
  if (!failed(w, rc))
    open_rows(w, &w->meanings, MEANING_COLUMNS, "INSERT OR IGNORE INTO main.meaning(article, naming, entity, form)",
              " ON CONFLICT(article, naming) DO UPDATE SET entity = excluded.entity, form = excluded.form"
              " WHERE entity IS NOT excluded.entity OR form IS NOT excluded.form");
  if (is_well(w))
    open_rows(w, &w->aliases, ALIAS_COLUMNS, "INSERT OR IGNORE INTO main.alias(entity, surface, stories)",
              " ON CONFLICT(entity, surface) DO UPDATE SET stories = stories + excluded.stories");
}

static int close_work(struct work *w) {
  sqlite3_finalize(w->next_stories);
  sqlite3_finalize(w->meanings.put);
  sqlite3_finalize(w->aliases.put);
  sqlite3_finalize(w->answers);
  identity_tables_close(&w->tables);
  identities_close(w->set);
  identity_reading_close(&w->reading);
  return w->reading.rc;
}

int keep_identities(struct keeping *k) {
  struct work w;
  sqlite3_int64 after = INT64_MIN;
  open_work(&w, k, settling);
  if (is_well(&w)) failed(&w, identity_tables_open(&w.tables, k));
  if (is_well(&w))
    w.settled =
        (uint64_t)ask_number(&w, "SELECT (SELECT count(*) FROM main.article) - (SELECT count(*) FROM main.arrived)");
  while (is_well(&w)) {
    read_batch(&w, &after);
    if (!w.count || !is_well(&w)) break;
    if (w.set && identities_bytes(w.set) > KEPT_BYTES) close_set(&w);
    if (!w.set) open_set(&w);
    if (is_well(&w)) settle_batch(&w);
    if (is_well(&w)) write_batch(&w);
    w.settled += w.count;
  }
  if (is_well(&w)) close_set(&w);
  if (is_well(&w)) failed(&w, identity_tables_count(&w.tables));
  return close_work(&w);
}

int take_identities(struct keeping *k, const char *answers) {
  struct work w;
  sqlite3_int64 after = INT64_MIN;
  open_work(&w, k, taking);
  if (is_well(&w)) failed(&w, sqlite3_prepare_v2(k->connection->db, answers, -1, &w.answers, NULL));
  if (is_well(&w) && (!sqlite3_stmt_readonly(w.answers) || sqlite3_column_count(w.answers) != 1)) {
    k->error = sqlite3_mprintf("answers is no SELECT of one column");
    failed(&w, SQLITE_ERROR);
  }
  while (is_well(&w)) {
    read_batch(&w, &after);
    if (!w.count || !is_well(&w)) break;
    write_batch(&w);
  }
  return close_work(&w);
}
