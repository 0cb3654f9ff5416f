/* Identities in tables: see identity_tables.h. */
#include "identity_tables.h"

#include <stdlib.h>
#include <string.h>

static const char *const sql[IDENTITY_STATEMENTS] = {
    [FIND_KEY] = "SELECT e.id, e.name, i.names, i.profile, e.stories FROM main.identity_key k JOIN main.entity e ON "
                 "e.id = k.entity"
                 " JOIN main.identity i ON i.entity = e.id WHERE k.key = ?1 LIMIT ?2",
    [NEW_ENTITY] = "INSERT INTO main.entity(id, name, kind, stories) VALUES(?1, ?2, ?3, ?4)",
    [PUT_ENTITY] = "UPDATE main.entity SET name = ?2, kind = ?3, stories = stories + ?4 WHERE id = ?1",
    [NEW_IDENTITY] = "INSERT INTO main.identity(entity, names, profile) VALUES(?1, ?2, ?3)",
    [PUT_IDENTITY] = "UPDATE main.identity SET names = ?2, profile = ?3 WHERE entity = ?1",
    [PUT_KEY] = "INSERT OR IGNORE INTO main.identity_key(key, entity) VALUES(?1, ?2)",
    [MERGE_MEANING] =
        "UPDATE main.meaning SET entity = ?2, form = CASE form WHEN 'name' THEN ?3 ELSE form END WHERE entity = ?1",
    [MERGE_ALIAS] =
        "INSERT INTO main.alias(entity, surface, stories) SELECT ?2, surface, stories FROM main.alias WHERE entity = ?1"
        " ON CONFLICT(entity, surface) DO UPDATE SET stories = stories + excluded.stories",
    [MERGE_STORIES] = "UPDATE main.entity SET stories = stories + coalesce((SELECT stories FROM main.entity WHERE id = "
                      "?1), 0) WHERE id = ?2",
    [DROP_ALIAS] = "DELETE FROM main.alias WHERE entity = ?1",
    [DROP_IDENTITY] = "DELETE FROM main.identity WHERE entity = ?1",
    [DROP_ENTITY] = "DELETE FROM main.entity WHERE id = ?1",
    [COUNT_ALIAS] =
        "INSERT OR REPLACE INTO main.alias(entity, surface, stories)"
        " SELECT ?1, replace(replace(f.surface, char(13), ''), char(10), ' ') AS line, count(DISTINCT w.article)"
        " FROM main.meaning w JOIN main.naming f ON f.article = w.article AND f.n = w.naming"
        " WHERE w.entity = ?1 GROUP BY line",
    [COUNT_STORIES] = "UPDATE main.entity SET stories = (SELECT count(DISTINCT article) FROM main.meaning WHERE entity "
                      "= ?1) WHERE id = ?1",
};

int identity_tables_open(struct identity_tables *t, struct keeping *keeping) {
  *t = (struct identity_tables){.keeping = keeping};
  for (int i = 0; i < IDENTITY_STATEMENTS && t->rc == SQLITE_OK; i++)
    t->rc = sqlite3_prepare_v3(keeping->connection->db, sql[i], -1, SQLITE_PREPARE_PERSISTENT, &t->statements[i], NULL);
  return keep_failed(keeping, t->rc);
}

void identity_tables_close(struct identity_tables *t) {
  for (int i = 0; i < IDENTITY_STATEMENTS; i++) sqlite3_finalize(t->statements[i]);
  arena_free(&t->arena);
}

int identity_run(struct keeping *keeping, sqlite3_stmt *statement) {
  sqlite3_step(statement);
  return keep_failed(keeping, sqlite3_reset(statement));
}

/* ---- Reading ---- */

/* The names of an identity as they are kept: "3 Donald Trump", "1 Donald J. Trump", each on its line. */
static uint32_t read_variants(const char *names, struct identity_variant variants[IDENTITY_VARIANTS]) {
  uint32_t n = 0;
  while (names && *names && n < IDENTITY_VARIANTS) {
    uint32_t stories = 0;
    for (; *names >= '0' && *names <= '9' && stories < UINT32_MAX / 10 - 1; names++)
      stories = stories * 10 + (uint32_t)(*names - '0');
    names += *names == ' ';
    size_t bytes = strcspn(names, "\n");
    if (bytes) variants[n++] = (struct identity_variant){{names, bytes}, stories};
    names += bytes + (names[bytes] == '\n');
  }
  return n;
}

enum status identity_tables_find(void *context, struct identities *set, uint64_t key) {
  struct identity_tables *t = context;
  sqlite3_stmt *find = t->statements[FIND_KEY];
  enum status status = STATUS_OK;
  int rc = SQLITE_ROW;
  sqlite3_bind_int64(find, 1, (sqlite3_int64)key);
  sqlite3_bind_int(find, 2, IDENTITY_CANDIDATES);
  while (status == STATUS_OK && (rc = sqlite3_step(find)) == SQLITE_ROW) {
    struct identity_variant variants[IDENTITY_VARIANTS];
    const char *name = (const char *)sqlite3_column_text(find, 1), *names = (const char *)sqlite3_column_text(find, 2);
    uint32_t n = read_variants(names, variants);
    const void *profile = sqlite3_column_blob(find, 3);
    if (!name || sqlite3_errcode(t->keeping->connection->db) == SQLITE_NOMEM) {
      status = STATUS_NO_MEMORY;
      break;
    }
    if (!n) {
      variants[0] = (struct identity_variant){{name, strlen(name)}, (uint32_t)sqlite3_column_int64(find, 4)};
      n = 1;
    }
    status = identities_known(set, sqlite3_column_int64(find, 0), variants, n, profile,
                              (size_t)sqlite3_column_bytes(find, 3));
  }
  sqlite3_reset(find);
  if (status == STATUS_OK && rc != SQLITE_DONE) {
    t->rc = keep_failed(t->keeping, rc);
    status = rc == SQLITE_NOMEM ? STATUS_NO_MEMORY : rc == SQLITE_INTERRUPT ? STATUS_INTERRUPTED : STATUS_IO;
  }
  return status;
}

/* ---- Writing ---- */

static int bind_variants(sqlite3_stmt *put, int at, const struct identity *i) {
  if (i->variant_count < 2) return sqlite3_bind_null(put, at);
  sqlite3_str *text = sqlite3_str_new(NULL);
  for (uint32_t v = 0; v < i->variant_count; v++)
    sqlite3_str_appendf(text, "%u %.*s\n", i->variants[v].stories, (int)i->variants[v].name.bytes,
                        i->variants[v].name.text);
  char *names = sqlite3_str_finish(text);
  return names ? sqlite3_bind_text(put, at, names, -1, sqlite3_free) : SQLITE_NOMEM;
}

static int put_identity(struct identity_tables *t, const struct identity *i, uint32_t arrivals) {
  unsigned char profile[PROFILE_BYTES];
  sqlite3_stmt *entity = t->statements[i->is_new ? NEW_ENTITY : PUT_ENTITY];
  sqlite3_stmt *identity = t->statements[i->is_new ? NEW_IDENTITY : PUT_IDENTITY];
  const struct slice *name = &i->variants[0].name;
  sqlite3_bind_int64(entity, 1, i->id);
  sqlite3_bind_int64(entity, 4, arrivals);
  int rc = sqlite3_bind_text(entity, 2, name->text, (int)name->bytes, SQLITE_STATIC);
  if (rc == SQLITE_OK) rc = sqlite3_bind_text(entity, 3, identity_kinds[profile_kind(&i->profile)], -1, SQLITE_STATIC);
  if (rc == SQLITE_OK) rc = identity_run(t->keeping, entity);
  if (rc != SQLITE_OK) return rc;
  sqlite3_bind_int64(identity, 1, i->id);
  rc = bind_variants(identity, 2, i);
  if (rc != SQLITE_OK) return rc;
  sqlite3_bind_blob(identity, 3, profile, (int)profile_write(&i->profile, profile), SQLITE_STATIC);
  return identity_run(t->keeping, identity);
}

/* What was kept of one goes to the one that it turned out to be. */
static int put_merged(struct identity_tables *t, struct identity *from) {
  struct identity *into = identity_real(from);
  int rc = SQLITE_OK;
  for (int s = MERGE_MEANING; s <= DROP_ENTITY && rc == SQLITE_OK; s++) {
    sqlite3_stmt *statement = t->statements[s];
    sqlite3_bind_int64(statement, 1, from->id);
    if (s < DROP_ALIAS) sqlite3_bind_int64(statement, 2, into->id);
    if (s == MERGE_MEANING) {
      bool person = into->name.kind == NAME_PERSON;
      bool whole = person ? identity_name_is_full(&from->name) : from->name.count >= into->name.count;
      const char *form = whole ? "name" : person ? "surname" : "alias";
      rc = sqlite3_bind_text(statement, 3, form, -1, SQLITE_STATIC);
    }
    if (rc == SQLITE_OK) rc = identity_run(t->keeping, statement);
  }
  return rc;
}

static void put_off(struct identity_tables *t, struct identity *i) {
  i->waiting += i->arrivals;
  if (i->due) return;
  struct identity **due = ARENA_ADD(&t->arena, &t->due);
  if (due) *due = i, i->due = true;
  else t->rc = SQLITE_NOMEM;
}

int identity_tables_flush(struct identity_tables *t) {
  for (size_t k = 0; k < t->due.count && t->rc == SQLITE_OK; k++) {
    struct identity *i = t->due.items[k];
    if (!i->merged) t->rc = put_identity(t, i, i->waiting);
    i->due = false;
    i->waiting = 0;
  }
  t->due.count = 0;
  return t->rc;
}

int identity_tables_keep(struct identity_tables *t, struct identities *set) {
  size_t count, keys;
  struct identity *const *changed = identities_changed(set, &count);
  for (size_t i = 0; i < count && t->rc == SQLITE_OK; i++) {
    struct identity *identity = changed[i];
    if (identity->merged) continue;
    if (identity->is_new) t->rc = put_identity(t, identity, identity->arrivals);
    else put_off(t, identity);
  }
  for (size_t i = 0; i < count && t->rc == SQLITE_OK; i++) {
    struct identity *identity = changed[i];
    if (!identity->merged) continue;
    sqlite3_int64 *into = ARENA_ADD(&t->arena, &t->joined);
    if (into) *into = identity_real(identity)->id;
    else t->rc = SQLITE_NOMEM;
    if (t->rc == SQLITE_OK && !identity->is_new) t->rc = put_merged(t, identity);
  }
  const struct identity_key *key = identities_keys(set, &keys);
  for (size_t i = 0; i < keys && t->rc == SQLITE_OK; i++) {
    sqlite3_bind_int64(t->statements[PUT_KEY], 1, (sqlite3_int64)key[i].key);
    sqlite3_bind_int64(t->statements[PUT_KEY], 2, identity_real(key[i].identity)->id);
    t->rc = identity_run(t->keeping, t->statements[PUT_KEY]);
  }
  if (t->rc == SQLITE_OK) identities_kept(set);
  return t->rc;
}

static int by_value(const void *a, const void *b) {
  sqlite3_int64 x = *(const sqlite3_int64 *)a, y = *(const sqlite3_int64 *)b;
  return x < y ? -1 : x > y;
}

int identity_tables_count(struct identity_tables *t) {
  sqlite3_int64 *joined = t->joined.items;
  if (t->joined.count) qsort(joined, t->joined.count, sizeof *joined, by_value);
  for (size_t i = 0; i < t->joined.count && t->rc == SQLITE_OK; i++) {
    if (i && joined[i] == joined[i - 1]) continue;
    for (int s = COUNT_ALIAS; s <= COUNT_STORIES && t->rc == SQLITE_OK; s++) {
      sqlite3_bind_int64(t->statements[s], 1, joined[i]);
      t->rc = identity_run(t->keeping, t->statements[s]);
    }
  }
  return t->rc;
}
