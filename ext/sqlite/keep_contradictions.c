/*
** Contradictions: what the stories of one storyline say otherwise.
**
** A storyline whose stories are others than when it was last compared (`compared` has a sum over them) is compared
** anew, by corpus/contradiction.h, sentence by sentence, furniture aside.  Of one with very many stories the latest
** count.
*/
#include "../corpus/contradiction.h"
#include "../base/arena.h"
#include "keepers.h"
#include "story_sentences.h"

#include <string.h>

enum { STORIES_MOST = 400, SENTENCES_MOST = 60 };

enum statement { CHANGED, FORGET, STORIES, SPEAKER, ADD, NOTE, STATEMENTS };

static const char *const sql[STATEMENTS] = {
    [CHANGED] =
        "SELECT storyline, sum(article * 1000003 % 2147483647) + count(*) FROM main.storyline_article GROUP BY 1"
        " EXCEPT SELECT storyline, stories FROM main.compared ORDER BY 1",
    [FORGET] = "DELETE FROM main.contradiction WHERE storyline = ?1",
    [STORIES] =
        "SELECT a.id, coalesce(a.outlet, ''), a.day FROM main.storyline_article s JOIN main.article a ON a.id = "
        "s.article WHERE s.storyline = ?1 ORDER BY a.day DESC, a.id DESC LIMIT ?2",
    [SPEAKER] = "SELECT coalesce(e.name, q.speaker_name), e.kind = 'organization' FROM main.quotation_span q"
                " LEFT JOIN main.meaning w ON w.article = q.article AND w.naming = q.speaker_naming"
                " LEFT JOIN main.entity e ON e.id = w.entity"
                " WHERE q.article = ?1 AND q.sentence = ?2 AND q.speaker_name IS NOT NULL ORDER BY q.n LIMIT 1",
    [ADD] =
        "INSERT OR IGNORE INTO main.contradiction(article, sentence, other_article, other_sentence, kind, storyline, "
        "weight) VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7)",
    [NOTE] = "INSERT OR REPLACE INTO main.compared VALUES(?1, ?2)",
};

/* What is known of storylines that are no more. */
static const char forget[] = "DELETE FROM main.contradiction WHERE storyline NOT IN (SELECT id FROM main.storyline);"
                             "DELETE FROM main.compared WHERE storyline NOT IN (SELECT id FROM main.storyline)";

struct place {
  sqlite3_int64 article;
  int sentence;
};

struct changed {
  sqlite3_int64 storyline, stories;
};

struct work {
  struct keeping *keeping;
  sqlite3_stmt *statements[STATEMENTS];
  struct story_sentences sentences;
  struct contradictions *set; /* of the storyline at hand */
  struct arena arena;         /* its places */
  struct arena lists;
  struct ARENA_LIST(struct changed) changed;
  struct ARENA_LIST(struct place) places;
  int rc; /* sticky */
};

static bool failed(struct work *w, int rc) {
  if (w->rc == SQLITE_OK) w->rc = keep_failed(w->keeping, rc);
  return w->rc != SQLITE_OK;
}

static bool failed_status(struct work *w, enum status status) {
  return failed(w, status == STATUS_OK ? SQLITE_OK : status == STATUS_INTERRUPTED ? SQLITE_INTERRUPT : SQLITE_NOMEM);
}

static int stop(void *context) { return connection_interrupted(context); }

/* Steps; true where there is a row.  At the end, or after an error, the statement is reset. */
static bool row_of(struct work *w, enum statement which) {
  if (w->rc == SQLITE_OK && connection_interrupted(w->keeping->connection)) w->rc = SQLITE_INTERRUPT;
  if (w->rc == SQLITE_OK) {
    int rc = sqlite3_step(w->statements[which]);
    if (rc == SQLITE_ROW) return true;
    if (rc != SQLITE_DONE) failed(w, rc);
  }
  sqlite3_reset(w->statements[which]);
  return false;
}

static struct slice text_of(sqlite3_stmt *s, int column) {
  const char *text = (const char *)sqlite3_column_text(s, column);
  return (struct slice){text, text ? (size_t)sqlite3_column_bytes(s, column) : 0};
}

/* A number for an outlet; 0 for none. */
static uint32_t number_of(struct slice s) { return s.bytes ? (uint32_t)slice_hash(s) : 0; }

/* Adds a story's sentences. */
static void add_story(struct work *w, sqlite3_int64 article, struct contradiction_sentence *sentence) {
  struct slice before = {NULL, 0};
  failed(w, story_sentences_begin(&w->sentences, article));
  while (w->rc == SQLITE_OK && story_sentences_next(&w->sentences, &w->rc) && w->sentences.n <= SENTENCES_MOST) {
    struct place *place = ARENA_ADD(&w->arena, &w->places);
    sentence->text = w->sentences.text;
    sentence->before = before;
    if (place) *place = (struct place){article, w->sentences.n};
    else failed(w, SQLITE_NOMEM);
    before = sentence->text;
    if (w->rc == SQLITE_OK) failed_status(w, contradictions_add(w->set, sentence));
  }
}

/* Finds who is quoted in a sentence first; for contradictions_find_speakers(). */
static enum status find_speaker(void *context, struct contradiction_sentence *sentence, uint32_t number) {
  struct work *w = context;
  const struct place *place = &w->places.items[number];
  sqlite3_stmt *s = w->statements[SPEAKER];
  sqlite3_reset(s);
  sqlite3_bind_int64(s, 1, place->article);
  sqlite3_bind_int(s, 2, place->sentence);
  if (row_of(w, SPEAKER)) {
    sentence->speaker = text_of(s, 0);
    sentence->body = sqlite3_column_int(s, 1);
  }
  return w->rc == SQLITE_OK ? STATUS_OK : w->rc == SQLITE_INTERRUPT ? STATUS_INTERRUPTED : STATUS_NO_MEMORY;
}

static void write_rows(struct work *w, sqlite3_int64 storyline) {
  const struct contradiction *found;
  size_t count;
  if (failed_status(w, contradictions_find(w->set, &found, &count))) return;
  for (size_t i = 0; i < count && w->rc == SQLITE_OK; i++) {
    sqlite3_stmt *s = w->statements[ADD];
    const struct place *one = &w->places.items[found[i].one], *other = &w->places.items[found[i].other];
    sqlite3_bind_int64(s, 1, one->article);
    sqlite3_bind_int(s, 2, one->sentence);
    sqlite3_bind_int64(s, 3, other->article);
    sqlite3_bind_int(s, 4, other->sentence);
    sqlite3_bind_text(s, 5, contradiction_kind_name(found[i].kind), -1, SQLITE_STATIC);
    sqlite3_bind_int64(s, 6, storyline);
    sqlite3_bind_double(s, 7, found[i].weight);
    row_of(w, ADD);
  }
}

static void compare_storyline(struct work *w, sqlite3_int64 storyline) {
  sqlite3_stmt *s = w->statements[STORIES];
  uint32_t stories = 0;
  arena_clear(&w->arena);
  memset(&w->places, 0, sizeof w->places);
  contradictions_clear(w->set);
  sqlite3_bind_int64(s, 1, storyline);
  sqlite3_bind_int(s, 2, STORIES_MOST);
  while (row_of(w, STORIES)) {
    struct contradiction_sentence sentence = {
        .story = ++stories, .outlet = number_of(text_of(s, 1)), .day = text_of(s, 2)};
    add_story(w, sqlite3_column_int64(s, 0), &sentence);
  }
  if (w->rc == SQLITE_OK) write_rows(w, storyline);
}

int keep_contradictions(struct keeping *k) {
  struct work w = {.keeping = k};
  w.rc = keep_run(k, forget);
  for (int i = 0; i < STATEMENTS && w.rc == SQLITE_OK; i++)
    failed(&w, sqlite3_prepare_v3(k->connection->db, sql[i], -1, SQLITE_PREPARE_NO_VTAB, &w.statements[i], NULL));
  if (w.rc == SQLITE_OK) failed(&w, story_sentences_open(&w.sentences, k, STORY_CLEAN));
  while (w.rc == SQLITE_OK && row_of(&w, CHANGED)) {
    struct changed *c = ARENA_ADD(&w.lists, &w.changed);
    sqlite3_stmt *s = w.statements[CHANGED];
    if (c) *c = (struct changed){sqlite3_column_int64(s, 0), sqlite3_column_int64(s, 1)};
    else failed(&w, SQLITE_NOMEM);
  }
  w.set = w.rc == SQLITE_OK ? contradictions_open(stop, k->connection) : NULL;
  if (w.rc == SQLITE_OK && !w.set) failed(&w, SQLITE_NOMEM);
  if (w.set) contradictions_find_speakers(w.set, find_speaker, &w);
  for (size_t i = 0; i < w.changed.count && w.rc == SQLITE_OK; i++) {
    const struct changed *c = &w.changed.items[i];
    sqlite3_bind_int64(w.statements[FORGET], 1, c->storyline);
    row_of(&w, FORGET);
    compare_storyline(&w, c->storyline);
    sqlite3_bind_int64(w.statements[NOTE], 1, c->storyline);
    sqlite3_bind_int64(w.statements[NOTE], 2, c->stories);
    if (w.rc == SQLITE_OK) row_of(&w, NOTE);
  }
  for (int i = 0; i < STATEMENTS; i++) sqlite3_finalize(w.statements[i]);
  contradictions_close(w.set);
  story_sentences_close(&w.sentences);
  arena_free(&w.arena);
  arena_free(&w.lists);
  return w.rc;
}
