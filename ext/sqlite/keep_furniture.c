/*
** Furniture: what an outlet repeats in its stories (corpus/furniture.h).
**
** `sentence_key` knows every sentence by its outlet and letters.  The sentences of stories that have arrived are put
** there, a batch at a time; where one of them now stands in three stories or more, these are compared, and if it
** is furniture it is marked in all.  Most sentences are told once: only what the table has already is looked up there.  Where stories have departed, what they had in common with others is judged anew.
** A story's fingerprint is then made without its furniture.
*/
#include "../base/buffer.h"
#include "../corpus/fingerprint.h"
#include "../corpus/furniture.h"
#include "keepers.h"
#include "keyed_rows.h"
#include "story_sentences.h"

#include <stdlib.h>
#include <string.h>

enum { BATCH = 1 << 18, CACHE_SETS = 128, CACHE = 32 /* stories in a set, at least FURNITURE_LOOK */ };

/* A story that was looked at, and its sentences. */
struct looked {
  sqlite3_int64 article;
  unsigned last; /* when it was looked at; 0: none is here */
  struct furniture_sentence *sentences;
  uint32_t count;
  bool printed; /* it has a fingerprint */
  unsigned char fingerprint[FINGERPRINT_BYTES];
};

enum statement {
  PRINT,
  STAND,
  ANY,
  GONE,
  KNOWN,
  MARK,
  UNMARK,
  CLEAR,
  BANDED,
  UNBAND,
  REPRINT,
  BAND,
  ARRIVE,
  STATEMENTS
};
static const char *const statements[STATEMENTS] = {
    [PRINT] = "SELECT fingerprint FROM main.fingerprint WHERE article = ?1",
    [STAND] = "SELECT article, n FROM main.sentence_key WHERE key = ?1",
    [ANY] = "SELECT 1 FROM main.furniture LIMIT 1",
    [GONE] = "SELECT 1 FROM main.departed LIMIT 1",
    [KNOWN] = "SELECT 1 FROM main.furniture WHERE article = ?1 AND sentence = ?2",
    [MARK] = "INSERT OR IGNORE INTO main.furniture(article, sentence) VALUES(?1, ?2)",
    [UNMARK] = "DELETE FROM main.furniture WHERE article = ?1 AND sentence = ?2",
    [CLEAR] = "DELETE FROM main.furniture WHERE (article, sentence) IN (SELECT article, n FROM main.sentence_key"
              " WHERE key = ?1) RETURNING article",
    [BANDED] =
        "SELECT 1 WHERE NOT EXISTS (SELECT 1 FROM main.arrived WHERE article = ?1) OR EXISTS (SELECT 1 FROM"
        " (SELECT b.band FROM main.fingerprint f, bands(f.fingerprint) b WHERE f.article = ?1 LIMIT 1) one" /* or all */
        " CROSS JOIN main.band k ON k.band = one.band AND k.article = ?1)",
    [UNBAND] = "DELETE FROM main.band WHERE article = ?1 AND band IN"
               " (SELECT b.band FROM main.fingerprint f, bands(f.fingerprint) b WHERE f.article = ?1)",
    [REPRINT] = "UPDATE main.fingerprint SET fingerprint = ?2 WHERE article = ?1",
    [BAND] = "INSERT OR IGNORE INTO main.band(band, article)"
             " SELECT b.band, f.article FROM main.fingerprint f, bands(f.fingerprint) b WHERE f.article = ?1",
    [ARRIVE] = "INSERT OR IGNORE INTO main.arrived(article) VALUES(?1)",
};

struct furniture {
  struct keeping *k;
  sqlite3_stmt *s[STATEMENTS];
  struct keyed_table keys, table; /* sentence_key, and furniture by its sentences */
  struct buffer scratch;
  struct story_sentences story, marked; /* all that it says; its furniture */
  bool any_known;                       /* `furniture` was not empty before the batch */
  struct looked *looked;                /* CACHE_SETS of CACHE; a story is in the set that its number says */
  unsigned clock;
  struct furniture_pairs *pairs;
  struct arena arena;                        /* what the lists live in, and the pairs */
  struct ARENA_LIST(struct keyed_row) rows;  /* a batch, */
  struct ARENA_LIST(struct looked) stories;  /* and the stories that it is of, by number */
  struct ARENA_LIST(struct keyed_row) marks; /* sentences that are to be marked: `key` is the article */
  struct ARENA_LIST(sqlite3_int64) changed;  /* stories that have other furniture than before */
};

/* The sentences of a story, in their order, in memory that the caller frees; *count is set.  NULL after an error,
** which is in *rc, and where there are none. */
static struct furniture_sentence *read_sentences(struct furniture *f, sqlite3_int64 article, uint32_t *count, int *rc) {
  struct furniture_sentence *out = NULL;
  uint32_t room = 0;
  *count = 0;
  *rc = story_sentences_begin(&f->story, article);
  while (*rc == SQLITE_OK && story_sentences_next(&f->story, rc)) {
    if (*count == room) {
      room = room ? 2 * room : 32;
      struct furniture_sentence *more = sqlite3_realloc64(out, room * sizeof *more);
      if (!more) {
        *rc = SQLITE_NOMEM;
        break;
      }
      out = more;
    }
    out[(*count)++] = furniture_sentence(f->story.outlet, f->story.text);
  }
  return out;
}

static int by_article(const void *a, const void *b) {
  const struct looked *x = a, *y = b;
  return x->article < y->article ? -1 : x->article > y->article;
}

/* Reads the fingerprint of a story that is looked at for the first time. */
static struct looked *with_fingerprint(struct furniture *f, struct looked *l, int *rc) {
  sqlite3_bind_int64(f->s[PRINT], 1, l->article);
  if (sqlite3_step(f->s[PRINT]) == SQLITE_ROW) {
    const void *print = sqlite3_column_blob(f->s[PRINT], 0);
    l->printed = print && !fingerprint_problem(print, (size_t)sqlite3_column_bytes(f->s[PRINT], 0));
    if (l->printed) memcpy(l->fingerprint, print, FINGERPRINT_BYTES);
  }
  *rc = sqlite3_reset(f->s[PRINT]);
  l->last = *rc == SQLITE_OK ? ++f->clock : 0;
  return l->last ? l : NULL;
}

/* The story with its sentences by key; NULL after an error, which is in *rc.  It stays for CACHE looks at least. */
static struct looked *look(struct furniture *f, sqlite3_int64 article, int *rc) {
  struct looked *set = f->looked + (uint64_t)article % CACHE_SETS * CACHE, *l = set, key = {.article = article};
  struct looked *here =
      f->stories.count ? bsearch(&key, f->stories.items, f->stories.count, sizeof key, by_article) : NULL;
  if (here) return here->last ? here : with_fingerprint(f, here, rc);
  for (int i = 0; i < CACHE; i++) {
    struct looked *other = &set[i];
    if (other->last && other->article == article) return other->last = ++f->clock, other;
    if (other->last < l->last) l = other;
  }
  sqlite3_free(l->sentences);
  *l = key;
  l->sentences = read_sentences(f, article, &l->count, rc);
  if (*rc != SQLITE_OK) return NULL;
  l->count = furniture_sort(l->sentences, l->count);
  return with_fingerprint(f, l, rc);
}

/* Finds where a sentence stands, in the first FURNITURE_LOOK stories; once in each.  Returns in how many. */
static uint32_t find_places(struct furniture *f, uint64_t key, struct keyed_row *places, int *rc) {
  uint32_t n = 0;
  sqlite3_stmt *s = f->s[STAND];
  sqlite3_bind_int64(s, 1, (sqlite3_int64)key);
  while (n < FURNITURE_LOOK && sqlite3_step(s) == SQLITE_ROW) {
    sqlite3_int64 article = sqlite3_column_int64(s, 0);
    if (!n || places[n - 1].article != article)
      places[n++] = (struct keyed_row){.key = key, .article = article, .n = (uint32_t)sqlite3_column_int(s, 1)};
  }
  *rc = sqlite3_reset(s);
  return n;
}

/* The same of a sentence that stands nowhere but in a batch, in `rows`. */
static uint32_t new_places(const struct keyed_row *rows, size_t count, struct keyed_row *places) {
  uint32_t n = 0;
  for (size_t i = 0; i < count && n < FURNITURE_LOOK; i++)
    if (!n || places[n - 1].article != rows[i].article) places[n++] = rows[i];
  return n;
}

/* Whether the stories that have a sentence are enough, and otherwise different. */
static bool is_furniture(struct furniture *f, const struct keyed_row *places, uint32_t n, int *rc) {
  struct furniture_story stories[FURNITURE_LOOK];
  bool among = false;
  /* Mostly the first few are different already, and the others need not be read. */
  for (uint32_t some = FURNITURE_STORIES, i = 0; some <= n && !among && *rc == SQLITE_OK;
       some = some < n && 2 * some > n ? n : 2 * some) {
    for (; i < some && *rc == SQLITE_OK; i++) {
      const struct looked *l = look(f, places[i].article, rc);
      const uint64_t id = (uint64_t)places[i].article;
      if (l) stories[i] = (struct furniture_story){id, l->sentences, l->count, l->printed ? l->fingerprint : NULL};
    }
    among = *rc == SQLITE_OK && furniture_among(stories, some, f->pairs);
    if (f->pairs->stop->stopped) *rc = SQLITE_INTERRUPT;
  }
  return among;
}

/* Takes the marks of a sentence away in all stories, and notes which stories that changes. */
static int clear_marks(struct furniture *f, uint64_t key) {
  sqlite3_stmt *s = f->s[CLEAR];
  int rc;
  sqlite3_bind_int64(s, 1, (sqlite3_int64)key);
  while ((rc = sqlite3_step(s)) == SQLITE_ROW) {
    sqlite3_int64 *article = ARENA_ADD(&f->arena, &f->changed);
    if (article) *article = sqlite3_column_int64(s, 0);
  }
  sqlite3_reset(s);
  return f->arena.no_memory ? SQLITE_NOMEM : rc == SQLITE_DONE ? SQLITE_OK : rc;
}

/* Notes that a sentence is to be marked. */
static int note_mark(struct furniture *f, sqlite3_int64 article, uint32_t n) {
  struct keyed_row *mark = ARENA_ADD(&f->arena, &f->marks);
  if (mark) *mark = (struct keyed_row){.key = (uint64_t)article, .n = n};
  return mark ? SQLITE_OK : SQLITE_NOMEM;
}

/* The same in all stories. */
static int note_marks(struct furniture *f, uint64_t key) {
  sqlite3_stmt *s = f->s[STAND];
  int rc = SQLITE_OK;
  sqlite3_bind_int64(s, 1, (sqlite3_int64)key);
  while (rc == SQLITE_OK && (rc = sqlite3_step(s)) == SQLITE_ROW)
    rc = note_mark(f, sqlite3_column_int64(s, 0), (uint32_t)sqlite3_column_int(s, 1));
  int end = sqlite3_reset(s);
  return rc == SQLITE_DONE ? end : rc;
}

/* Marks a sentence of a story, or takes the mark away, and notes the story if that changes it. */
static int mark(struct furniture *f, enum statement how, sqlite3_int64 story, sqlite3_int64 n) {
  sqlite3_bind_int64(f->s[how], 1, story);
  sqlite3_bind_int64(f->s[how], 2, n);
  sqlite3_step(f->s[how]);
  int rc = sqlite3_reset(f->s[how]);
  if (rc != SQLITE_OK || !sqlite3_changes(f->k->connection->db)) return rc;
  sqlite3_int64 *article = ARENA_ADD(&f->arena, &f->changed);
  if (article) *article = story;
  return article ? SQLITE_OK : SQLITE_NOMEM;
}

/* Marks what has been noted, story by story, for a table grows quickest in its own order. */
static int put_marks(struct furniture *f) {
  struct keyed_row *marks = f->marks.items;
  int rc = keyed_sort(marks, f->marks.count);
  for (size_t i = 0; i < f->marks.count && rc == SQLITE_OK; i++) {
    marks[i] = (struct keyed_row){.key = marks[i].n, .article = (sqlite3_int64)marks[i].key};
    if (i && marks[i].article == marks[i - 1].article) continue;
    sqlite3_int64 *article = ARENA_ADD(&f->arena, &f->changed);
    if (article) *article = marks[i].article;
    else rc = SQLITE_NOMEM;
  }
  if (rc == SQLITE_OK) rc = keyed_put(&f->table, marks, f->marks.count);
  f->marks.count = 0;
  return rc;
}

/* Whether a sentence is marked in one of the stories where it stands; then it is in all of them that were here before. */
static bool is_known(struct furniture *f, const struct keyed_row *places, uint32_t n, int *rc) {
  bool known = false;
  for (uint32_t i = 0; i < n && !known && *rc == SQLITE_OK; i++) {
    sqlite3_bind_int64(f->s[KNOWN], 1, places[i].article);
    sqlite3_bind_int64(f->s[KNOWN], 2, places[i].n);
    known = sqlite3_step(f->s[KNOWN]) == SQLITE_ROW;
    *rc = sqlite3_reset(f->s[KNOWN]);
  }
  return known;
}

/* Has a sentence marked where it has come, `rows[0 ... n - 1]`, or everywhere, if it is furniture. */
static int judge(struct furniture *f, const struct keyed_row *rows, size_t n) {
  struct keyed_row places[FURNITURE_LOOK];
  int rc = SQLITE_OK;
  const bool old = rows->known; /* it stands in stories that were here before the batch */
  uint32_t count = old ? find_places(f, rows->key, places, &rc) : new_places(rows, n, places);
  if (rc != SQLITE_OK || count < FURNITURE_STORIES) return rc;
  bool known = f->any_known && is_known(f, places, count, &rc);
  if (rc != SQLITE_OK || (!known && (!is_furniture(f, places, count, &rc) || rc != SQLITE_OK))) return rc;
  if (old && !known) return note_marks(f, rows->key);
  for (size_t i = 0; i < n && rc == SQLITE_OK; i++) rc = note_mark(f, rows[i].article, rows[i].n);
  return rc;
}

/* Whether there is a row at all. */
static bool is_any(struct furniture *f, enum statement which, int *rc) {
  bool any = sqlite3_step(f->s[which]) == SQLITE_ROW;
  *rc = sqlite3_reset(f->s[which]);
  return any;
}

static void forget_stories(struct furniture *f) {
  for (size_t i = 0; i < f->stories.count; i++) sqlite3_free(f->stories.items[i].sentences);
  f->stories.count = 0;
}

/* Puts a batch of sentences into the table, in its order, and judges each that is there more than once. */
static int keep_batch(struct furniture *f) {
  struct keyed_row *rows = f->rows.items;
  int rc = keyed_sort(rows, f->rows.count);
  if (rc == SQLITE_OK) rc = keyed_look(&f->keys, rows, f->rows.count);
  if (rc == SQLITE_OK) rc = keyed_put(&f->keys, rows, f->rows.count);
  if (rc == SQLITE_OK) f->any_known = is_any(f, ANY, &rc);
  if (f->stories.count) qsort(f->stories.items, f->stories.count, sizeof *f->stories.items, by_article);
  for (size_t i = 0, end; i < f->rows.count && rc == SQLITE_OK; i = end) {
    for (end = i + 1; end < f->rows.count && rows[end].key == rows[i].key; end++) continue;
    rc = judge(f, &rows[i], end - i);
  }
  if (rc == SQLITE_OK) rc = put_marks(f);
  f->rows.count = f->marks.count = 0;
  forget_stories(f);
  return rc;
}

/* Adds a story that has arrived to the batch. */
static int add_story(struct furniture *f, sqlite3_int64 article) {
  int rc;
  struct looked *l = ARENA_ADD(&f->arena, &f->stories);
  if (!l) return SQLITE_NOMEM;
  *l = (struct looked){.article = article};
  l->sentences = read_sentences(f, article, &l->count, &rc);
  for (uint32_t i = 0; rc == SQLITE_OK && i < l->count; i++) {
    struct keyed_row *row = l->sentences[i].key ? ARENA_ADD(&f->arena, &f->rows) : NULL;
    if (row) *row = (struct keyed_row){.key = l->sentences[i].key, .article = article, .n = i + 1};
  }
  l->count = furniture_sort(l->sentences, l->count);
  return rc == SQLITE_OK && f->arena.no_memory ? SQLITE_NOMEM : rc;
}

static int keep_arrived(struct furniture *f) {
  int rc = SQLITE_OK;
  sqlite3_stmt *s = keep_prepare(f->k, "SELECT article FROM main.arrived", &rc);
  while (rc == SQLITE_OK && (rc = sqlite3_step(s)) == SQLITE_ROW) {
    rc = add_story(f, sqlite3_column_int64(s, 0));
    if (rc == SQLITE_OK && f->rows.count >= BATCH) rc = keep_batch(f);
  }
  sqlite3_finalize(s);
  return rc == SQLITE_DONE ? keep_batch(f) : rc;
}

/* Forgets the sentences of stories that are gone; what stood in them is perhaps no furniture any more. */
static int forget_departed(struct furniture *f) {
  struct ARENA_LIST(uint64_t) keys = {0};
  int rc = SQLITE_OK;
  if (!is_any(f, GONE, &rc)) return rc; /* the statement goes through all of the table */
  sqlite3_stmt *s = keep_prepare(f->k,
                                 "DELETE FROM main.sentence_key WHERE article IN (SELECT article FROM main.departed)"
                                 " RETURNING key",
                                 &rc);
  while (rc == SQLITE_OK && (rc = sqlite3_step(s)) == SQLITE_ROW) {
    uint64_t *key = ARENA_ADD(&f->arena, &keys);
    if (key) *key = (uint64_t)sqlite3_column_int64(s, 0);
    rc = key ? SQLITE_OK : SQLITE_NOMEM;
  }
  sqlite3_finalize(s);
  if (rc == SQLITE_DONE) rc = SQLITE_OK;
  for (size_t i = 0; i < keys.count && rc == SQLITE_OK; i++) {
    struct keyed_row places[FURNITURE_LOOK];
    uint32_t n = find_places(f, keys.items[i], places, &rc);
    if (rc == SQLITE_OK && !is_furniture(f, places, n, &rc) && rc == SQLITE_OK) rc = clear_marks(f, keys.items[i]);
  }
  return rc;
}

/* Runs a statement over a story. */
static int run(struct furniture *f, enum statement which, sqlite3_int64 article) {
  sqlite3_bind_int64(f->s[which], 1, article);
  sqlite3_step(f->s[which]);
  return sqlite3_reset(f->s[which]);
}

/* Makes the fingerprint of a story without its furniture. */
static int print_anew(struct furniture *f, sqlite3_int64 article) {
  unsigned char print[FINGERPRINT_BYTES];
  int rc = story_sentences_begin(&f->marked, article);
  if (rc != SQLITE_OK || !f->marked.text_of_body) return rc;
  f->scratch.count = 0;
  buffer_add(&f->scratch, f->marked.text_of_body, f->marked.bytes);
  if (f->scratch.no_memory) return SQLITE_NOMEM;
  while (story_sentences_next(&f->marked, &rc))
    memset(f->scratch.bytes + (f->marked.text.text - f->marked.text_of_body), '\n', f->marked.text.bytes);
  if (rc == SQLITE_OK)
    rc = status_code(
        fingerprint_make(print, f->scratch.bytes, f->scratch.count, connection_interrupted, f->k->connection));
  /* Of a story that has arrived the bands are not there yet: the next step puts them in their order. */
  sqlite3_bind_int64(f->s[BANDED], 1, article);
  bool banded = rc == SQLITE_OK && sqlite3_step(f->s[BANDED]) == SQLITE_ROW;
  if (rc == SQLITE_OK) rc = sqlite3_reset(f->s[BANDED]);
  if (rc == SQLITE_OK && banded) rc = run(f, UNBAND, article);
  if (rc == SQLITE_OK) rc = sqlite3_bind_blob(f->s[REPRINT], 2, print, FINGERPRINT_BYTES, SQLITE_STATIC);
  if (rc == SQLITE_OK) rc = run(f, REPRINT, article);
  return rc == SQLITE_OK && banded ? run(f, BAND, article) : rc;
}

static int by_value(const void *a, const void *b) {
  sqlite3_int64 x = *(const sqlite3_int64 *)a, y = *(const sqlite3_int64 *)b;
  return x < y ? -1 : x > y;
}

static int print_changed(struct furniture *f) {
  int rc = SQLITE_OK;
  sqlite3_int64 *changed = f->changed.items;
  if (f->changed.count) qsort(changed, f->changed.count, sizeof *changed, by_value);
  for (size_t i = 0; i < f->changed.count && rc == SQLITE_OK; i++)
    if (!i || changed[i] != changed[i - 1]) rc = print_anew(f, changed[i]);
  return rc;
}

/* Marks what is wanted, and nothing else.  Both are gone through side by side, and then it is written. */
static int mark_answers(struct furniture *f, sqlite3_stmt *wanted, sqlite3_stmt *kept) {
  struct ARENA_LIST(struct keyed_row) changes = {0};
  int want = sqlite3_step(wanted), keep = sqlite3_step(kept), rc = SQLITE_OK;
  while (rc == SQLITE_OK && (want == SQLITE_ROW || keep == SQLITE_ROW)) {
    sqlite3_int64 a = sqlite3_column_int64(wanted, 0), b = sqlite3_column_int64(kept, 0);
    sqlite3_int64 m = sqlite3_column_int64(wanted, 1), n = sqlite3_column_int64(kept, 1);
    int order = want != SQLITE_ROW ? 1 : keep != SQLITE_ROW ? -1 : a != b ? (a < b ? -1 : 1) : (m > n) - (m < n);
    struct keyed_row *row = order ? ARENA_ADD(&f->arena, &changes) : NULL;
    if (row && order < 0) *row = (struct keyed_row){.key = MARK, .article = a, .n = (uint32_t)m};
    if (row && order > 0) *row = (struct keyed_row){.key = UNMARK, .article = b, .n = (uint32_t)n};
    if (order <= 0) want = sqlite3_step(wanted);
    if (order >= 0) keep = sqlite3_step(kept);
    if (f->arena.no_memory) rc = SQLITE_NOMEM;
  }
  if (rc == SQLITE_OK) rc = want != SQLITE_DONE ? want : keep != SQLITE_DONE ? keep : SQLITE_OK;
  for (size_t i = 0; i < changes.count && rc == SQLITE_OK; i++)
    rc = mark(f, (enum statement)changes.items[i].key, changes.items[i].article, changes.items[i].n);
  return rc;
}

/* ---- All ---- */

static int open_furniture(struct furniture *f, struct keeping *k, struct stop *stop) {
  *f = (struct furniture){.k = k};
  f->pairs = arena_get(&f->arena, sizeof *f->pairs);
  f->looked = arena_get(&f->arena, (size_t)CACHE_SETS * CACHE * sizeof *f->looked);
  int rc = f->pairs && f->looked ? SQLITE_OK : SQLITE_NOMEM;
  if (f->pairs) f->pairs->stop = stop;
  if (rc == SQLITE_OK) rc = keyed_open(&f->keys, k, "sentence_key", "key", 3);
  if (rc == SQLITE_OK) rc = keyed_open(&f->table, k, "furniture", "sentence", 2);
  for (int i = 0; i < STATEMENTS; i++) f->s[i] = keep_prepare(k, statements[i], &rc);
  if (rc == SQLITE_OK) rc = story_sentences_open(&f->story, k, STORY_WHOLE);
  return rc == SQLITE_OK ? story_sentences_open(&f->marked, k, STORY_FURNITURE) : rc;
}

static int close_furniture(struct furniture *f, int rc) {
  for (int i = 0; i < STATEMENTS; i++) sqlite3_finalize(f->s[i]);
  for (int i = 0; f->looked && i < CACHE_SETS * CACHE; i++) sqlite3_free(f->looked[i].sentences);
  forget_stories(f);
  keyed_close(&f->keys);
  keyed_close(&f->table);
  story_sentences_close(&f->story);
  story_sentences_close(&f->marked);
  buffer_free(&f->scratch);
  arena_free(&f->arena);
  return rc;
}

int keep_furniture(struct keeping *k) {
  struct stop stop = {connection_interrupted, k->connection, false, 0};
  struct furniture f;
  int rc = open_furniture(&f, k, &stop);
  if (rc == SQLITE_OK) rc = forget_departed(&f);
  if (rc == SQLITE_OK) rc = keep_arrived(&f);
  if (rc == SQLITE_OK) rc = print_changed(&f);
  return close_furniture(&f, rc);
}

int take_furniture(struct keeping *k, const char *answers) {
  struct stop stop = {connection_interrupted, k->connection, false, 0};
  struct furniture f;
  int rc = open_furniture(&f, k, &stop);
  char *sql = sqlite3_mprintf("SELECT DISTINCT CAST(t.article AS INTEGER), CAST(t.sentence AS INTEGER) FROM (%s) t "
                              "JOIN main.article a ON a.id ="
                              " t.article ORDER BY 1, 2",
                              answers);
  if (!sql) rc = SQLITE_NOMEM;
  sqlite3_stmt *wanted = keep_prepare(k, sql, &rc);
  sqlite3_stmt *kept = keep_prepare(k, "SELECT article, sentence FROM main.furniture ORDER BY article, sentence", &rc);
  if (rc == SQLITE_OK) rc = mark_answers(&f, wanted, kept);
  sqlite3_finalize(wanted);
  sqlite3_finalize(kept);
  sqlite3_free(sql);
  if (rc == SQLITE_OK) rc = print_changed(&f);
  for (size_t i = 0; i < f.changed.count && rc == SQLITE_OK; i++) rc = run(&f, ARRIVE, f.changed.items[i]);
  return close_furniture(&f, rc);
}
