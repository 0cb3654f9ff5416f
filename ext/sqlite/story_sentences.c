/* The sentences of a kept story: see story_sentences.h. */
#include "story_sentences.h"

#include "../text/utf8.h"
#include "keepers.h"

int story_sentences_open(struct story_sentences *s, struct keeping *k, enum story_part part) {
  static const char *const bodies[] = {
      [STORY_WHOLE] = "SELECT body, coalesce(outlet, '') FROM main.article WHERE id = ?1",
      [STORY_CLEAN] = "SELECT body FROM main.article WHERE id = ?1",
      [STORY_FURNITURE] = "SELECT body FROM main.article WHERE id = ?1",
  };
  int rc = SQLITE_OK;
  *s = (struct story_sentences){.whole = part == STORY_WHOLE};
  s->body = keep_prepare(k, bodies[part], &rc);
  s->spans = keep_prepare(
      k,
      part == STORY_FURNITURE
          ? "SELECT n, start, length FROM main.furniture f JOIN main.sentence_span s ON s.article = f.article"
            " AND s.n = f.sentence WHERE f.article = ?1 ORDER BY f.sentence"
          : "SELECT n, start, length FROM main.sentence_span WHERE article = ?1 ORDER BY n",
      &rc);
  if (part == STORY_CLEAN)
    s->furniture = keep_prepare(k, "SELECT sentence FROM main.furniture WHERE article = ?1 ORDER BY sentence", &rc);
  return rc;
}

void story_sentences_close(struct story_sentences *s) {
  sqlite3_finalize(s->body);
  sqlite3_finalize(s->spans);
  sqlite3_finalize(s->furniture);
}

/* Goes to the next sentence that is furniture. */
static int next_marked(struct story_sentences *s) {
  int rc = sqlite3_step(s->furniture);
  s->marked = rc == SQLITE_ROW;
  return s->marked ? SQLITE_OK : sqlite3_reset(s->furniture);
}

int story_sentences_begin(struct story_sentences *s, sqlite3_int64 article) {
  sqlite3_reset(s->body);
  sqlite3_reset(s->spans);
  sqlite3_reset(s->furniture);
  sqlite3_bind_int64(s->body, 1, article);
  sqlite3_bind_int64(s->spans, 1, article);
  int rc = sqlite3_step(s->body);
  if (rc != SQLITE_ROW && rc != SQLITE_DONE) return rc;
  s->text_of_body = rc == SQLITE_ROW ? (const char *)sqlite3_column_text(s->body, 0) : NULL;
  if (rc == SQLITE_ROW && !s->text_of_body && sqlite3_column_type(s->body, 0) != SQLITE_NULL) return SQLITE_NOMEM;
  s->bytes = s->text_of_body ? (size_t)sqlite3_column_bytes(s->body, 0) : 0;
  s->outlet = (struct slice){"", 0};
  if (rc == SQLITE_ROW && s->whole) {
    const char *outlet = (const char *)sqlite3_column_text(s->body, 1);
    if (!outlet) return SQLITE_NOMEM;
    s->outlet = (struct slice){outlet, (size_t)sqlite3_column_bytes(s->body, 1)};
  }
  s->at = 0;
  s->character = 1;
  if (!s->furniture) return SQLITE_OK;
  sqlite3_bind_int64(s->furniture, 1, article);
  return next_marked(s);
}

/* Walks on to a character; returns the byte that it begins at. */
static size_t walk(struct story_sentences *s, sqlite3_int64 character) {
  if (character > s->character)
    s->character += (sqlite3_int64)utf8_skip(s->text_of_body, s->bytes, &s->at, (size_t)(character - s->character));
  return s->at;
}

/* A count of characters, which somebody may have changed to anything. */
static sqlite3_int64 count_of(sqlite3_stmt *spans, int column) {
  sqlite3_int64 count = sqlite3_column_int64(spans, column);
  return count < 0 ? 0 : count > INT32_MAX ? INT32_MAX : count;
}

/* Whether the sentence that `spans` is at is furniture, which comes in the same order. */
static bool is_marked(struct story_sentences *s, int *rc) {
  const sqlite3_int64 n = sqlite3_column_int64(s->spans, 0);
  while (*rc == SQLITE_OK && s->marked && sqlite3_column_int64(s->furniture, 0) < n) *rc = next_marked(s);
  return s->marked && sqlite3_column_int64(s->furniture, 0) == n;
}

bool story_sentences_next(struct story_sentences *s, int *rc) {
  int step;
  while ((step = sqlite3_step(s->spans)) == SQLITE_ROW && is_marked(s, rc)) continue;
  if (step != SQLITE_ROW || *rc != SQLITE_OK) {
    if (step != SQLITE_ROW) *rc = step == SQLITE_DONE ? SQLITE_OK : step;
    sqlite3_reset(s->spans);
    return false;
  }
  sqlite3_int64 start = count_of(s->spans, 1);
  s->n = sqlite3_column_int(s->spans, 0);
  size_t first = walk(s, start), end = walk(s, start + count_of(s->spans, 2));
  s->text = (struct slice){s->text_of_body ? s->text_of_body + first : "", end - first};
  return true;
}
