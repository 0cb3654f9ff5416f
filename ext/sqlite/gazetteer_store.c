/* The rows of a gazetteer: see gazetteer_store.h. */
#include "gazetteer_store.h"

#include "connection.h"

#include <string.h>

static int run(struct gazetteer_store *s, const char *format, ...) {
  va_list list;
  va_start(list, format);
  char *sql = sqlite3_vmprintf(format, list);
  va_end(list);
  int rc = sql ? sqlite3_exec(s->db, sql, NULL, NULL, NULL) : SQLITE_NOMEM;
  sqlite3_free(sql);
  return rc;
}

static void finalize(struct gazetteer_store *s) {
  for (int i = 0; i < STORE_STATEMENTS; i++) {
    sqlite3_finalize(s->statements[i]);
    s->statements[i] = NULL;
  }
}

int store_open(struct gazetteer_store *s, sqlite3 *db, const char *schema, const char *name) {
  *s = (struct gazetteer_store){.db = db, .schema = sqlite3_mprintf("%s", schema), .name = sqlite3_mprintf("%s", name)};
  return s->schema && s->name ? SQLITE_OK : SQLITE_NOMEM;
}

void store_close(struct gazetteer_store *s) {
  finalize(s);
  names_release(s->names);
  sqlite3_free(s->schema);
  sqlite3_free(s->name);
}

int store_create_tables(struct gazetteer_store *s) {
  return run(s,
             "CREATE TABLE \"%w\".\"%w_row\"(id INTEGER PRIMARY KEY, entity TEXT NOT NULL, alias TEXT, kind TEXT, "
             "UNIQUE(entity, id));"
             "CREATE TABLE \"%w\".\"%w_state\"(id INTEGER PRIMARY KEY, value INTEGER);"
             "INSERT INTO \"%w\".\"%w_state\" VALUES(0, random())",
             s->schema, s->name, s->schema, s->name, s->schema, s->name);
}

int store_drop_tables(struct gazetteer_store *s) {
  finalize(s);
  return run(s, "DROP TABLE IF EXISTS \"%w\".\"%w_row\"; DROP TABLE IF EXISTS \"%w\".\"%w_state\"", s->schema, s->name,
             s->schema, s->name);
}

int store_rename_tables(struct gazetteer_store *s, const char *name) {
  finalize(s);
  char *copy = sqlite3_mprintf("%s", name);
  if (!copy) return SQLITE_NOMEM;
  int rc = run(
      s, "ALTER TABLE \"%w\".\"%w_row\" RENAME TO \"%w_row\"; ALTER TABLE \"%w\".\"%w_state\" RENAME TO \"%w_state\"",
      s->schema, s->name, name, s->schema, s->name, name);
  if (rc == SQLITE_OK) {
    sqlite3_free(s->name);
    s->name = copy;
    copy = NULL;
  }
  sqlite3_free(copy);
  return rc;
}

sqlite3_stmt *store_statement(struct gazetteer_store *s, enum gazetteer_statement which, int *rc) {
  static const char *const formats[] = {
      [STORE_INSERT] = "INSERT INTO \"%w\".\"%w_row\"(id, entity, alias, kind) VALUES(?1, ?2, ?3, ?4)",
      [STORE_REPLACE] = "INSERT OR REPLACE INTO \"%w\".\"%w_row\"(id, entity, alias, kind) VALUES(?1, ?2, ?3, ?4)",
      [STORE_UPDATE] = "UPDATE \"%w\".\"%w_row\" SET entity = ?2, alias = ?3, kind = ?4, id = ?5 WHERE id = ?1",
      [STORE_UPDATE_REPLACE] =
          "UPDATE OR REPLACE \"%w\".\"%w_row\" SET entity = ?2, alias = ?3, kind = ?4, id = ?5 WHERE id = ?1",
      [STORE_DELETE] = "DELETE FROM \"%w\".\"%w_row\" WHERE id = ?1",
      [STORE_CHANGE] = "UPDATE \"%w\".\"%w_state\" SET value = random()",
      [STORE_NUMBER] = "SELECT value FROM \"%w\".\"%w_state\"",
  };
  *rc = SQLITE_OK;
  if (s->statements[which] && sqlite3_stmt_busy(s->statements[which])) *rc = SQLITE_CORRUPT_VTAB; /* by a trigger */
  if (!s->statements[which]) {
    char *sql = sqlite3_mprintf(formats[which], s->schema, s->name);
    *rc = sql ? sqlite3_prepare_v3(s->db, sql, -1, SQLITE_PREPARE_PERSISTENT | SQLITE_PREPARE_NO_VTAB,
                                   &s->statements[which], NULL)
              : SQLITE_NOMEM;
    sqlite3_free(sql);
  }
  return *rc == SQLITE_OK ? s->statements[which] : NULL;
}

int store_changing(struct gazetteer_store *s) {
  int rc;
  s->stale = true;
  if (s->drawn) return SQLITE_OK;
  sqlite3_stmt *change = store_statement(s, STORE_CHANGE, &rc);
  if (!change) return rc;
  sqlite3_step(change);
  rc = sqlite3_reset(change);
  s->drawn = rc == SQLITE_OK;
  return rc;
}

void store_taken_back(struct gazetteer_store *s) {
  s->stale = true;
  s->drawn = false;
}

/* ---- Compiling ---- */

void names_release(struct gazetteer_names *names) {
  if (!names || --names->users) return;
  roster_free(&names->roster);
  arena_free(&names->arena);
  sqlite3_free(names);
}

/* Numbers for entities, by a hash table that lives while names are compiled. */
struct owners {
  uint32_t *slots; /* row + 1 of an entity's first row; 0: free */
  uint32_t *numbers;
  size_t mask, count;
};

/* The slot of an entity, taken or free. */
static size_t slot_of(const struct owners *o, const struct gazetteer_names *names, const char *entity) {
  size_t at = slice_hash(slice_of(entity)) & o->mask;
  while (o->slots[at] && strcmp(names->rows.items[o->slots[at] - 1].entity, entity)) at = (at + 1) & o->mask;
  return at;
}

static bool grow(struct owners *o, const struct gazetteer_names *names) {
  struct owners more = {.mask = o->slots ? o->mask * 2 + 1 : 255, .count = o->count};
  more.slots = sqlite3_malloc64((more.mask + 1) * sizeof *more.slots);
  more.numbers = sqlite3_malloc64((more.mask + 1) * sizeof *more.numbers);
  if (!more.slots || !more.numbers) {
    sqlite3_free(more.slots);
    sqlite3_free(more.numbers);
    return false;
  }
  memset(more.slots, 0, (more.mask + 1) * sizeof *more.slots);
  for (size_t i = 0; o->slots && i <= o->mask; i++) {
    if (!o->slots[i]) continue;
    size_t at = slot_of(&more, names, names->rows.items[o->slots[i] - 1].entity);
    more.slots[at] = o->slots[i];
    more.numbers[at] = o->numbers[i];
  }
  sqlite3_free(o->slots);
  sqlite3_free(o->numbers);
  *o = more;
  return true;
}

static const char *kept(struct gazetteer_names *names, sqlite3_stmt *row, int column) {
  const char *text = (const char *)sqlite3_column_text(row, column);
  return text ? arena_copy(&names->arena, text, (size_t)sqlite3_column_bytes(row, column)) : NULL;
}

static int add_row(struct gazetteer_names *names, struct owners *owners, sqlite3_stmt *row) {
  struct gazetteer_row *r = ARENA_ADD(&names->arena, &names->rows);
  if (!r) return SQLITE_NOMEM;
  *r = (struct gazetteer_row){kept(names, row, 0), kept(names, row, 1), kept(names, row, 2)};
  if (names->arena.no_memory) return SQLITE_NOMEM;
  if (!r->entity || !r->alias) return sqlite3_column_type(row, 0) == SQLITE_NULL ? SQLITE_CORRUPT_VTAB : SQLITE_NOMEM;
  if ((!owners->slots || owners->count * 2 > owners->mask) && !grow(owners, names)) return SQLITE_NOMEM;
  uint32_t number = (uint32_t)names->rows.count - 1;
  size_t slot = slot_of(owners, names, r->entity);
  if (!owners->slots[slot]) {
    owners->slots[slot] = number + 1;
    owners->numbers[slot] = (uint32_t)owners->count++;
  }
  enum basis basis = strcmp(r->entity, r->alias) ? BASIS_ALIAS : BASIS_NAME;
  enum status status = roster_add(&names->roster, owners->numbers[slot], number, r->alias, strlen(r->alias), basis,
                                  r->kind ? roster_kind_of(r->kind, strlen(r->kind)) : KIND_UNKNOWN);
  return status == STATUS_NO_MEMORY ? SQLITE_NOMEM : SQLITE_OK; /* an alias without a letter is never found */
}

static int compile(struct gazetteer_store *s) {
  if (s->compiling) return SQLITE_CORRUPT_VTAB; /* its rows are a view of themselves */
  s->compiling = true;
  sqlite3_stmt *row = NULL;
  struct owners owners = {0};
  struct gazetteer_names *names = sqlite3_malloc64(sizeof *names);
  char *sql = sqlite3_mprintf("SELECT entity, coalesce(alias, entity), kind FROM \"%w\".\"%w_row\" ORDER BY id",
                              s->schema, s->name);
  int rc = SQLITE_NOMEM;
  if (names) *names = (struct gazetteer_names){.users = 1};
  if (names && sql) rc = sqlite3_prepare_v3(s->db, sql, -1, SQLITE_PREPARE_NO_VTAB, &row, NULL);
  while (rc == SQLITE_OK && (rc = sqlite3_step(row)) == SQLITE_ROW) rc = add_row(names, &owners, row);
  s->compiling = false;
  if (rc == SQLITE_DONE) rc = roster_finish(&names->roster) == STATUS_OK ? SQLITE_OK : SQLITE_NOMEM;
  if (rc == SQLITE_OK) {
    names_release(s->names);
    s->names = names;
    s->stale = false;
    names = NULL;
  }
  sqlite3_finalize(row);
  sqlite3_free(sql);
  sqlite3_free(owners.slots);
  sqlite3_free(owners.numbers);
  names_release(names);
  return rc;
}

struct gazetteer_names *store_names(struct gazetteer_store *s, bool check, int *rc) {
  sqlite3_int64 number = s->number;
  *rc = SQLITE_OK;
  if (check || !s->names || s->stale) {
    sqlite3_stmt *ask = store_statement(s, STORE_NUMBER, rc);
    if (!ask) return NULL;
    bool there = sqlite3_step(ask) == SQLITE_ROW;
    if (there) number = sqlite3_column_int64(ask, 0);
    *rc = sqlite3_reset(ask);
    if (*rc == SQLITE_OK && !there) *rc = SQLITE_CORRUPT_VTAB;
    if (*rc == SQLITE_OK && (!s->names || s->stale || number != s->number)) *rc = compile(s);
    if (*rc != SQLITE_OK || !s->names) return NULL;
    s->number = number;
  }
  s->names->users++;
  return s->names;
}
