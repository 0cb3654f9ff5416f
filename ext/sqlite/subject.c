/* The second argument of mentions(): see subject.h. */
#include "subject.h"

#include <string.h>

enum { SLOTS = 4096, MOST_BYTES = 64 << 20 }; /* of the cache; more, and it starts anew */

struct subject_cache {
  struct subject *slots[SLOTS];
  size_t bytes;
};

void subject_release(void *subject) {
  struct subject *e = subject;
  if (!e || --e->users) return;
  roster_free(&e->roster);
  pattern_free(e->pattern);
  sqlite3_free(e->text);
  sqlite3_free(e->name);
  sqlite3_free(e);
}

static void empty(struct subject_cache *cache) {
  for (int i = 0; i < SLOTS; i++) {
    for (struct subject *e = cache->slots[i], *next; e; e = next) {
      next = e->next;
      e->next = NULL;
      subject_release(e);
    }
    cache->slots[i] = NULL;
  }
  cache->bytes = 0;
}

void subject_cache_free(struct subject_cache *cache) {
  if (cache) empty(cache);
  sqlite3_free(cache);
}

static char *copy_of(const char *text, size_t bytes) {
  char *copy = sqlite3_malloc64(bytes + 1);
  if (!copy) return NULL;
  if (text && bytes) memcpy(copy, text, bytes);
  copy[bytes] = 0;
  return copy;
}

/* Adds the names of a JSON array, which SQLite reads.  Returns an SQLite code. */
static int add_aliases(struct subject *e, sqlite3 *db, char **why) {
  sqlite3_stmt *each = NULL;
  int n = 0, rc = sqlite3_prepare_v2(db, "SELECT value, type FROM json_each(?1)", -1, &each, NULL);
  if (rc == SQLITE_OK) rc = sqlite3_bind_text64(each, 1, e->text, e->bytes, SQLITE_STATIC, SQLITE_UTF8);
  while (rc == SQLITE_OK && (rc = sqlite3_step(each)) == SQLITE_ROW) {
    rc = SQLITE_OK;
    const char *type = (const char *)sqlite3_column_text(each, 1), *name = (const char *)sqlite3_column_text(each, 0);
    if (!type || (!name && strcmp(type, "null"))) {
      rc = SQLITE_NOMEM;
    } else if (strcmp(type, "text") && strcmp(type, "integer") && strcmp(type, "real")) {
      *why = sqlite3_mprintf("has %s among its names: a name is a text", type);
      rc = SQLITE_ERROR;
    } else {
      size_t bytes = (size_t)sqlite3_column_bytes(each, 0);
      enum status status =
          roster_add(&e->roster, 0, (uint32_t)n, name, bytes, n ? BASIS_ALIAS : BASIS_NAME, KIND_UNKNOWN);
      if (status == STATUS_INVALID) *why = sqlite3_mprintf("has a name without a letter or digit: \"%s\"", name);
      if (status) rc = status == STATUS_INVALID ? SQLITE_ERROR : SQLITE_NOMEM;
      else if (!n && !(e->name = copy_of(name, bytes))) rc = SQLITE_NOMEM;
      n++;
    }
  }
  if (rc == SQLITE_DONE) rc = SQLITE_OK;
  if (rc == SQLITE_OK && !n) {
    *why = sqlite3_mprintf("is a JSON array without a name");
    rc = SQLITE_ERROR;
  }
  if (rc == SQLITE_ERROR && !*why) *why = sqlite3_mprintf("begins with [ but is no JSON array of names");
  sqlite3_finalize(each);
  return rc;
}

static int add_name(struct subject *e, char **why) {
  enum status status = roster_add(&e->roster, 0, 0, e->text, e->bytes, BASIS_NAME, KIND_UNKNOWN);
  if (status == STATUS_INVALID) *why = sqlite3_mprintf("has no letter or digit");
  if (status) return status == STATUS_INVALID ? SQLITE_ERROR : SQLITE_NOMEM;
  e->name = copy_of(e->text, e->bytes);
  return e->name ? SQLITE_OK : SQLITE_NOMEM;
}

static int add_pattern(struct subject *e, char **why) {
  char message[PATTERN_MESSAGE];
  if (e->bytes < 3 || e->text[e->bytes - 1] != '/') {
    *why = sqlite3_mprintf("begins with / but is no pattern between slashes");
    return SQLITE_ERROR;
  }
  e->name = copy_of(e->text, e->bytes);
  e->pattern = e->name ? pattern_new(e->text + 1, e->bytes - 2, message) : NULL;
  if (e->pattern) return SQLITE_OK;
  if (!e->name || !*message) return SQLITE_NOMEM;
  *why = sqlite3_mprintf("is a bad pattern: %s", message);
  return SQLITE_ERROR;
}

static struct subject *compile(sqlite3 *db, const char *text, size_t bytes, char **why) {
  struct subject *e = sqlite3_malloc64(sizeof *e);
  int rc = SQLITE_NOMEM;
  if (!e) return NULL;
  *e = (struct subject){.users = 1, .bytes = bytes, .text = copy_of(text, bytes)};
  if (e->text) {
    const char *first = e->text + strspn(e->text, " \t\r\n");
    rc = *first == '[' ? add_aliases(e, db, why) : *first == '/' ? add_pattern(e, why) : add_name(e, why);
  }
  if (rc == SQLITE_OK && roster_finish(&e->roster) == STATUS_OK) return e;
  subject_release(e);
  return NULL;
}

struct subject *subject_of(struct connection *c, sqlite3_value *value, char **why) {
  *why = NULL;
  if (sqlite3_value_type(value) == SQLITE_BLOB) {
    *why = sqlite3_mprintf("is a BLOB; write CAST(... AS TEXT)");
    return NULL;
  }
  const char *text = (const char *)sqlite3_value_text(value);
  size_t bytes = (size_t)sqlite3_value_bytes(value);
  if (!text) return NULL;
  if (!c->subjects) {
    c->subjects = sqlite3_malloc64(sizeof *c->subjects);
    if (!c->subjects) return NULL;
    memset(c->subjects, 0, sizeof *c->subjects);
  }
  struct subject **slot = &c->subjects->slots[slice_hash((struct slice){text, bytes}) % SLOTS];
  for (struct subject *e = *slot; e; e = e->next) {
    if (e->bytes != bytes || memcmp(e->text, text, bytes)) continue;
    e->users++;
    return e;
  }
  struct subject *e = compile(c->db, text, bytes, why);
  if (!e) return NULL;
  size_t more = roster_bytes(&e->roster) + 2 * bytes + sizeof *e + (e->pattern ? pattern_bytes(e->pattern) : 0);
  if (c->subjects->bytes + more > MOST_BYTES) empty(c->subjects);
  e->next = *slot;
  *slot = e;
  e->users++;
  c->subjects->bytes += more;
  return e;
}

static enum status find_pattern(struct subject *e, const char *text, size_t bytes, struct arena *arena,
                                struct sightings *out, struct connection *c) {
  struct ARENA_LIST(struct sighting) list = {0};
  for (size_t at = 0; at < bytes;) {
    struct span span;
    enum status status = pattern_find(e->pattern, text, bytes, at, connection_interrupted, c, &span);
    if (status) return status;
    if (!span.length) break;
    struct sighting *s = ARENA_ADD(arena, &list);
    if (!s) return STATUS_NO_MEMORY;
    *s = (struct sighting){.span = span, .basis = BASIS_PATTERN};
    at = span_end(span);
  }
  *out = (struct sightings){list.items, (uint32_t)list.count};
  return STATUS_OK;
}

enum status subject_find(struct subject *e, const char *text, size_t bytes, struct arena *arena, struct sightings *out,
                         struct connection *c) {
  *out = (struct sightings){0};
  if (bytes > INT32_MAX) return STATUS_TOO_BIG;
  if (e->pattern) return find_pattern(e, text, bytes, arena, out, c);
  return roster_find(&e->roster, text, bytes, arena, out, connection_interrupted, c);
}
