/*
** The table `lead`: of each story the day, and the traits of its title and first sentences by which storylines
** know it (corpus/storyline_traits.h).  Furniture is no part of a lead; the names are those that `mention_span`
** has, the days those of `event`.
*/
#include "../corpus/storyline_traits.h"
#include "keepers.h"
#include "many_rows.h"
#include "story_sentences.h"

enum { LEAD_COLUMNS = 3, LEADS_AT_ONCE = 64 };
enum { LEAD_BYTES = 8 * TRAIT_LEAD_WORDS, DAY_BYTES = 10 }; /* no sentence begins beyond; words are shorter */

struct leads {
  struct keeping *k;
  sqlite3_stmt *stories, *names, *days, *insert;
  struct story_sentences sentences;
  struct buffer text, named, spoken, traits;
  struct document *document;
  struct known_words *known;
  int room, bound;         /* leads that `insert` takes, and has */
  sqlite3_int64 last, end; /* sentence of the lead; the character behind it */
};

/* Whether a day is there, among days of one line each. */
static bool has_day(const struct buffer *days, const char *day) {
  for (size_t at = 0; at + DAY_BYTES < days->count; at += DAY_BYTES + 1)
    if (!memcmp(days->bytes + at, day, DAY_BYTES)) return true;
  return false;
}

/* Appends what the rows of a story say, up to a place, a line each, and of days each once: a row has a text and its
** place, and rows come in the order of the story.  At most LEAD_BYTES are begun. */
static int collect(sqlite3_stmt *s, sqlite3_int64 article, sqlite3_int64 until, bool days, struct buffer *out) {
  int rc = sqlite3_bind_int64(s, 1, article);
  while (rc == SQLITE_OK && out->count < LEAD_BYTES && (rc = sqlite3_step(s)) == SQLITE_ROW) {
    rc = SQLITE_OK;
    if (sqlite3_column_int64(s, 1) > until) break;
    const char *text = (const char *)sqlite3_column_text(s, 0);
    size_t bytes = text ? (size_t)sqlite3_column_bytes(s, 0) : 0;
    if (days && (bytes != DAY_BYTES || has_day(out, text))) continue;
    if (text) buffer_add(out, text, bytes);
    buffer_add_byte(out, '\n');
  }
  sqlite3_reset(s);
  return rc == SQLITE_DONE ? SQLITE_OK : rc;
}

static int read_lead(struct leads *l, sqlite3_int64 article) {
  const char *title = (const char *)sqlite3_column_text(l->stories, 1);
  l->text.count = l->named.count = l->spoken.count = l->traits.count = 0;
  l->last = l->end = 0;
  if (title) buffer_add_text(&l->text, title);
  buffer_add_text(&l->text, "\n\n");
  int rc = story_sentences_begin(&l->sentences, article);
  while (rc == SQLITE_OK && l->text.count < LEAD_BYTES && story_sentences_next(&l->sentences, &rc)) {
    buffer_add_slice(&l->text, l->sentences.text);
    buffer_add_byte(&l->text, '\n');
    l->last = l->sentences.n, l->end = l->sentences.character;
  }
  if (rc == SQLITE_OK) rc = collect(l->names, article, l->end - 1, false, &l->named);
  if (rc == SQLITE_OK) rc = collect(l->days, article, l->last, true, &l->spoken);
  if (rc != SQLITE_OK) return rc;
  if (l->text.no_memory || l->named.no_memory || l->spoken.no_memory) return SQLITE_NOMEM;
  struct connection *c = l->k->connection;
  struct document *d = document_replace(l->document, l->text.bytes, l->text.count, connection_interrupted, c);
  l->document = d;
  if (!d) return SQLITE_NOMEM;
  storyline_traits(&l->traits, d, buffer_slice(&l->named), buffer_slice(&l->spoken), l->known);
  return l->traits.no_memory ? SQLITE_NOMEM : status_code(d->status);
}

/* Writes the leads that are bound; the other rows are NULL, and left out. */
static int flush_leads(struct leads *l) {
  if (!l->bound) return SQLITE_OK;
  l->bound = 0;
  sqlite3_step(l->insert);
  int rc = sqlite3_reset(l->insert);
  sqlite3_clear_bindings(l->insert);
  return rc;
}

static int write_lead(struct leads *l, sqlite3_int64 article) {
  const int at = LEAD_COLUMNS * l->bound++;
  sqlite3_bind_int64(l->insert, at + 1, article);
  sqlite3_bind_value(l->insert, at + 2, sqlite3_column_value(l->stories, 2));
  int rc =
      sqlite3_bind_blob64(l->insert, at + 3, l->traits.count ? l->traits.bytes : "", l->traits.count, SQLITE_TRANSIENT);
  return rc == SQLITE_OK && l->bound == l->room ? flush_leads(l) : rc;
}

int keep_leads(struct keeping *k) {
  struct leads l = {.k = k, .known = sqlite3_malloc64(sizeof *l.known)};
  int rc = l.known ? SQLITE_OK : SQLITE_NOMEM;
  if (l.known) memset(l.known, 0, sizeof *l.known);
  l.stories = keep_prepare(k,
                           "SELECT a.id, a.title, unixepoch(a.day) / 86400 FROM main.arrived JOIN main.article a"
                           " ON a.id = arrived.article",
                           &rc);
  if (rc == SQLITE_OK) rc = story_sentences_open(&l.sentences, k, STORY_CLEAN);
  l.names = keep_prepare(k, "SELECT surface, start FROM main.naming WHERE article = ?1 ORDER BY n", &rc);
  l.days = keep_prepare(k,
                        "SELECT first_day, sentence FROM main.event_span WHERE article = ?1 AND first_day = last_day"
                        " ORDER BY n",
                        &rc);
  if (rc == SQLITE_OK)
    rc = many_rows(k->connection->db, "INSERT OR REPLACE INTO main.lead(article, day, traits) SELECT * FROM (",
                   LEAD_COLUMNS, LEADS_AT_ONCE, ") WHERE column1 IS NOT NULL", &l.room, &l.insert);
  while (rc == SQLITE_OK && (rc = sqlite3_step(l.stories)) == SQLITE_ROW) {
    sqlite3_int64 article = sqlite3_column_int64(l.stories, 0);
    rc = read_lead(&l, article);
    if (rc == SQLITE_OK) rc = write_lead(&l, article);
  }
  if (rc == SQLITE_DONE) rc = flush_leads(&l);
  sqlite3_finalize(l.stories);
  story_sentences_close(&l.sentences);
  sqlite3_finalize(l.names);
  sqlite3_finalize(l.days);
  sqlite3_finalize(l.insert);
  buffer_free(&l.text);
  buffer_free(&l.named);
  buffer_free(&l.spoken);
  buffer_free(&l.traits);
  document_close(l.document);
  sqlite3_free(l.known);
  return rc;
}
