/*
** gazetteer: a table of names that finds all of them in a text at once.
**
**     CREATE VIRTUAL TABLE g USING gazetteer;
**     INSERT INTO g VALUES('Q1', 'Zalmay Khalilzad', 'person'), ('Q2', 'Taliban', 'organization');
**     SELECT start, surface, entity, basis FROM g WHERE text = 'Khalilzad''s team -- Zalmay Khalilzad -- met the Taliban';
**     1|Khalilzad|Q1|surname
**     19|Zalmay Khalilzad|Q1|alias
**     44|Taliban|Q2|alias
**
** Its rows (entity, alias, kind) are kept in the database; a NULL alias is the
** entity itself.  The other columns are hidden: `text`, which a join sets, and
** what is found in it: n, start, length, surface, basis.  The rules are those of
** mentions(): language/mentions/roster.h.
*/
#include "../base/buffer.h"
#include "../text/utf8.h"
#include "connection.h"
#include "gazetteer_store.h"
#include "subject.h"

#include <stdarg.h>
#include <string.h>

enum {
  COLUMN_ENTITY,
  COLUMN_ALIAS,
  COLUMN_KIND,
  COLUMN_N,
  COLUMN_START,
  COLUMN_LENGTH,
  COLUMN_SURFACE,
  COLUMN_BASIS,
  COLUMN_TEXT
};
static const char columns[] =
    "entity TEXT -- who or what it is: any name or number of your own\n"
    "alias TEXT -- a name of it; NULL: the entity itself\n"
    "kind TEXT -- person, organization, place, or what you like; a person is known by the surname too\n";
static const char hidden[] = SPAN_COLUMNS "surface TEXT -- the words that name it\n"
                                          "basis TEXT -- by what it is known there\n" BASIS_VALUES
                                          "text TEXT -- what to look in: WHERE text = ..., or a join, sets it\n";
enum plan { PLAN_ROWS, PLAN_ROWID, PLAN_ENTITY, PLAN_TEXT };

struct gazetteer {
  sqlite3_vtab base;
  struct connection *connection;
  struct gazetteer_store store;
};

struct cursor {
  sqlite3_vtab_cursor base;
  enum plan plan;
  bool checked;        /* that the names are those of the database */
  sqlite3_stmt *rows;  /* PLAN_ROWS, _ROWID, _ENTITY; on a row, or NULL at the end */
  struct buffer text;  /* PLAN_TEXT: a copy, with zero bytes behind it; kept from text to text */
  struct utf8_map map; /* its characters; made when first asked for */
  bool mapped;
  struct gazetteer_names *names;
  struct arena arena;
  struct sightings found;
  uint32_t at;
};

static int fail(sqlite3_vtab *base, int rc) {
  struct gazetteer *g = (struct gazetteer *)base;
  if (rc == SQLITE_OK || rc == SQLITE_NOMEM || base->zErrMsg) return rc;
  if ((rc & 0xFF) == SQLITE_CORRUPT)
    base->zErrMsg = sqlite3_mprintf("gazetteer: the tables that hold %s are damaged", g->store.name);
  else base->zErrMsg = sqlite3_mprintf("%s", sqlite3_errmsg(g->store.db));
  return rc;
}

/* The same with a message of our own. */
static int refuse(sqlite3_vtab *base, int rc, const char *problem, ...) {
  va_list list;
  va_start(list, problem);
  sqlite3_free(base->zErrMsg);
  base->zErrMsg = sqlite3_vmprintf(problem, list);
  va_end(list);
  return base->zErrMsg ? rc : SQLITE_NOMEM;
}

/* ---- The table ---- */

static int disconnect(sqlite3_vtab *base) {
  struct gazetteer *g = (struct gazetteer *)base;
  store_close(&g->store);
  sqlite3_free(g);
  return SQLITE_OK;
}

static int connect(sqlite3 *db, void *aux, int argc, const char *const *argv, sqlite3_vtab **out, char **error) {
  if (argc > 3) {
    *error = sqlite3_mprintf("gazetteer takes no arguments");
    return *error ? SQLITE_ERROR : SQLITE_NOMEM;
  }
  struct gazetteer *g = sqlite3_malloc64(sizeof *g);
  if (!g) return SQLITE_NOMEM;
  *g = (struct gazetteer){.connection = aux};
  int rc = store_open(&g->store, db, argv[1], argv[2]);
  if (rc == SQLITE_OK) rc = declare_table(db, columns, "", hidden);
  if (rc == SQLITE_OK) rc = sqlite3_vtab_config(db, SQLITE_VTAB_INNOCUOUS);
  if (rc == SQLITE_OK) rc = sqlite3_vtab_config(db, SQLITE_VTAB_CONSTRAINT_SUPPORT, 1);
  if (rc == SQLITE_OK) *out = &g->base;
  else disconnect(&g->base);
  return rc;
}

static int create(sqlite3 *db, void *aux, int argc, const char *const *argv, sqlite3_vtab **out, char **error) {
  int rc = connect(db, aux, argc, argv, out, error);
  if (rc != SQLITE_OK) return rc;
  rc = store_create_tables(&((struct gazetteer *)*out)->store);
  if (rc == SQLITE_OK) return SQLITE_OK;
  *error = sqlite3_mprintf("%s", sqlite3_errmsg(db));
  disconnect(*out);
  *out = NULL;
  return rc;
}

static int destroy(sqlite3_vtab *base) {
  int rc = store_drop_tables(&((struct gazetteer *)base)->store);
  return rc == SQLITE_OK ? disconnect(base) : rc;
}

static int rename_table(sqlite3_vtab *base, const char *name) {
  return fail(base, store_rename_tables(&((struct gazetteer *)base)->store, name));
}

static int is_shadow(const char *name) { return !sqlite3_stricmp(name, "row") || !sqlite3_stricmp(name, "state"); }

/* ---- Changing ---- */

static int run(sqlite3_stmt *statement) {
  sqlite3_step(statement);
  int rc = sqlite3_reset(statement);
  sqlite3_clear_bindings(statement);
  return rc;
}

/* Refuses a name that could never be found: a pattern or list, which mentions() takes, and what has no words. */
static int check_name(sqlite3_vtab *base, sqlite3_value *entity, sqlite3_value *alias) {
  bool own = sqlite3_value_type(alias) == SQLITE_NULL;
  const char *column = own ? "entity" : "alias", *text = (const char *)sqlite3_value_text(own ? entity : alias);
  size_t bytes = (size_t)sqlite3_value_bytes(own ? entity : alias);
  if (!text) return SQLITE_NOMEM;
  if (bytes > 2 && text[0] == '/' && text[bytes - 1] == '/')
    return refuse(base, SQLITE_ERROR,
                  "gazetteer: %s %s is a pattern; a gazetteer holds names, mentions() takes patterns", column, text);
  if (bytes > 1 && text[0] == '[' && text[bytes - 1] == ']')
    return refuse(base, SQLITE_ERROR, "gazetteer: %s %s is a list; insert a row for each alias", column, text);
  unsigned words = automaton_words(text, strlen(text));
  if (!words) return refuse(base, SQLITE_ERROR, "gazetteer: %s '%s' has no letter or digit", column, text);
  if (words > AUTOMATON_MOST_WORDS)
    return refuse(base, SQLITE_ERROR, "gazetteer: %s '%.40s...' has more than %d words", column, text,
                  AUTOMATON_MOST_WORDS);
  return SQLITE_OK;
}

/* xUpdate's values: old rowid, new rowid, the columns. */
static int update(sqlite3_vtab *base, int argc, sqlite3_value **argv, sqlite3_int64 *rowid) {
  struct gazetteer *g = (struct gazetteer *)base;
  sqlite3_stmt *statement;
  int rc = store_changing(&g->store);
  if (rc != SQLITE_OK) return fail(base, rc);
  if (argc == 1) {
    statement = store_statement(&g->store, STORE_DELETE, &rc);
    if (statement) rc = sqlite3_bind_value(statement, 1, argv[0]);
    return fail(base, statement && rc == SQLITE_OK ? run(statement) : rc);
  }
  bool insert = sqlite3_value_type(argv[0]) == SQLITE_NULL;
  bool replace = sqlite3_vtab_on_conflict(g->store.db) == SQLITE_REPLACE;
  if (sqlite3_value_type(argv[2 + COLUMN_ENTITY]) == SQLITE_NULL)
    return refuse(base, SQLITE_CONSTRAINT, "gazetteer: entity is NULL");
  rc = check_name(base, argv[2 + COLUMN_ENTITY], argv[2 + COLUMN_ALIAS]);
  if (rc != SQLITE_OK) return rc;
  statement = store_statement(
      &g->store, insert ? (replace ? STORE_REPLACE : STORE_INSERT) : (replace ? STORE_UPDATE_REPLACE : STORE_UPDATE),
      &rc);
  if (!statement) return fail(base, rc);
  rc = sqlite3_bind_value(statement, 1, argv[insert ? 1 : 0]);
  for (int i = COLUMN_ENTITY; rc == SQLITE_OK && i <= COLUMN_KIND; i++)
    rc = sqlite3_bind_value(statement, 2 + i, argv[2 + i]);
  if (rc == SQLITE_OK && !insert) rc = sqlite3_bind_value(statement, 5, argv[1]);
  if (rc == SQLITE_OK) rc = run(statement);
  if (rc == SQLITE_OK && insert) *rowid = sqlite3_last_insert_rowid(g->store.db);
  if ((rc & 0xFF) == SQLITE_CONSTRAINT) return refuse(base, rc, "UNIQUE constraint failed: %s.rowid", g->store.name);
  return fail(base, rc);
}

static int begin(sqlite3_vtab *base) {
  ((struct gazetteer *)base)->store.drawn = false;
  return SQLITE_OK;
}

static int keep(sqlite3_vtab *base) {
  (void)base;
  return SQLITE_OK;
}

static int take_back(sqlite3_vtab *base) {
  store_taken_back(&((struct gazetteer *)base)->store);
  return SQLITE_OK;
}

static int savepoint(sqlite3_vtab *base, int number) {
  (void)number;
  return keep(base);
}

static int rollback_to(sqlite3_vtab *base, int number) {
  (void)number;
  return take_back(base);
}

/* ---- Reading ---- */

static int best_index(sqlite3_vtab *base, sqlite3_index_info *info) {
  enum plan plan = PLAN_ROWS;
  int which = -1;
  (void)base;
  for (int i = 0; i < info->nConstraint; i++) {
    const struct sqlite3_index_constraint *c = &info->aConstraint[i];
    if (c->op != SQLITE_INDEX_CONSTRAINT_EQ) continue;
    enum plan may = c->iColumn == COLUMN_TEXT     ? PLAN_TEXT
                    : c->iColumn == COLUMN_ENTITY ? PLAN_ENTITY
                    : c->iColumn < 0              ? PLAN_ROWID
                                                  : PLAN_ROWS;
    if (may == PLAN_TEXT && !c->usable) return SQLITE_CONSTRAINT;
    if (!c->usable || may == PLAN_ROWS || plan == PLAN_TEXT || (plan == PLAN_ROWID && may == PLAN_ENTITY)) continue;
    plan = may;
    which = i;
  }
  info->idxNum = (int)plan;
  if (which >= 0) {
    info->aConstraintUsage[which].argvIndex = 1;
    info->aConstraintUsage[which].omit = plan == PLAN_TEXT;
  }
  info->estimatedCost = plan == PLAN_TEXT ? 100 : plan == PLAN_ROWID ? 1 : plan == PLAN_ENTITY ? 10 : 1e5;
  info->estimatedRows = plan == PLAN_TEXT ? 25 : plan == PLAN_ROWID ? 1 : plan == PLAN_ENTITY ? 5 : 100000;
  if (plan == PLAN_ROWID) info->idxFlags = SQLITE_INDEX_SCAN_UNIQUE;
  return SQLITE_OK;
}

static int open_cursor(sqlite3_vtab *base, sqlite3_vtab_cursor **out) {
  (void)base;
  struct cursor *c = sqlite3_malloc64(sizeof *c);
  if (!c) return SQLITE_NOMEM;
  *c = (struct cursor){.plan = PLAN_ROWS};
  *out = &c->base;
  return SQLITE_OK;
}

static void clear(struct cursor *c) {
  sqlite3_finalize(c->rows);
  names_release(c->names);
  arena_clear(&c->arena);
  c->rows = NULL;
  c->mapped = false;
  c->text.count = 0;
  c->names = NULL;
  c->found = (struct sightings){0};
  c->at = 0;
}

static int close_cursor(sqlite3_vtab_cursor *base) {
  clear((struct cursor *)base);
  arena_free(&((struct cursor *)base)->arena);
  buffer_free(&((struct cursor *)base)->text);
  sqlite3_free(base);
  return SQLITE_OK;
}

static int next(sqlite3_vtab_cursor *base) {
  struct cursor *c = (struct cursor *)base;
  c->at++;
  if (!c->rows || sqlite3_step(c->rows) == SQLITE_ROW) return SQLITE_OK;
  int rc = sqlite3_finalize(c->rows);
  c->rows = NULL;
  return fail(base->pVtab, rc);
}

static int find(struct cursor *c, struct gazetteer *g, sqlite3_value *text) {
  int rc;
  if (sqlite3_value_type(text) == SQLITE_NULL) return SQLITE_OK;
  if (sqlite3_value_type(text) == SQLITE_BLOB)
    return refuse(&g->base, SQLITE_ERROR, "gazetteer: text is a BLOB; write CAST(... AS TEXT)");
  static const char zeros[DOCUMENT_PADDING] = "";
  const char *bytes = (const char *)sqlite3_value_text(text);
  if (!bytes) return SQLITE_NOMEM;
  size_t count = (size_t)sqlite3_value_bytes(text);
  const char *nul = memchr(bytes, 0, count);
  if (nul) count = (size_t)(nul - bytes); /* where SQL sees its end */
  buffer_add(&c->text, bytes, count);
  buffer_add(&c->text, zeros, sizeof zeros);
  if (c->text.no_memory) return SQLITE_NOMEM;
  c->text.count = count;
  c->names = store_names(&g->store, !c->checked, &rc);
  if (!c->names) return fail(&g->base, rc);
  c->checked = true;
  enum status status =
      roster_find(&c->names->roster, c->text.bytes, count, &c->arena, &c->found, connection_interrupted, g->connection);
  if (status == STATUS_TOO_MANY)
    return refuse(&g->base, SQLITE_ERROR, "gazetteer: text has too many mentions, of entities that share their words");
  return status_code(status);
}

/* How many characters stand before a byte of the text; false when there is no memory. */
static bool characters_before(struct cursor *c, uint32_t at, uint32_t *count) {
  if (!c->mapped && !utf8_map_make(&c->map, &c->arena, c->text.bytes, c->text.count,
                                   ((const struct gazetteer *)c->base.pVtab)->connection->stray_runs))
    return false;
  c->mapped = true;
  *count = (uint32_t)utf8_map_count(&c->map, at);
  return true;
}

static int filter(sqlite3_vtab_cursor *base, int plan, const char *unused, int argc, sqlite3_value **argv) {
  struct cursor *c = (struct cursor *)base;
  struct gazetteer *g = (struct gazetteer *)base->pVtab;
  (void)unused;
  clear(c);
  c->plan = (enum plan)plan;
  if (c->plan == PLAN_TEXT) return find(c, g, argv[0]);
  char *sql = sqlite3_mprintf("SELECT entity, alias, kind, id FROM \"%w\".\"%w_row\"%s", g->store.schema, g->store.name,
                              c->plan == PLAN_ROWID    ? " WHERE id = ?1"
                              : c->plan == PLAN_ENTITY ? " WHERE entity = ?1"
                                                       : " ORDER BY id");
  int rc = sql ? sqlite3_prepare_v3(g->store.db, sql, -1, SQLITE_PREPARE_NO_VTAB, &c->rows, NULL) : SQLITE_NOMEM;
  sqlite3_free(sql);
  if (rc == SQLITE_OK && argc) rc = sqlite3_bind_value(c->rows, 1, argv[0]);
  return rc == SQLITE_OK ? next(base) : fail(base->pVtab, rc);
}

static int eof(sqlite3_vtab_cursor *base) {
  const struct cursor *c = (const struct cursor *)base;
  return c->plan == PLAN_TEXT ? c->at >= c->found.count : !c->rows;
}

static void result_text(sqlite3_context *context, const char *text) {
  sqlite3_result_text(context, text, -1, SQLITE_TRANSIENT);
}

static int column(sqlite3_vtab_cursor *base, sqlite3_context *context, int column) {
  struct cursor *c = (struct cursor *)base;
  if (c->plan != PLAN_TEXT) {
    if (column <= COLUMN_KIND) sqlite3_result_value(context, sqlite3_column_value(c->rows, column));
    return SQLITE_OK;
  }
  const struct sighting *s = &c->found.items[c->at];
  const struct gazetteer_row *row = &c->names->rows.items[s->row];
  switch (column) {
    case COLUMN_ENTITY: result_text(context, row->entity); break;
    case COLUMN_ALIAS: result_text(context, row->alias); break;
    case COLUMN_KIND: result_text(context, row->kind); break;
    case COLUMN_N: sqlite3_result_int64(context, (sqlite3_int64)c->at + 1); break;
    case COLUMN_START:
    case COLUMN_LENGTH: {
      uint32_t start, end;
      if (!characters_before(c, s->span.start, &start) || !characters_before(c, span_end(s->span), &end))
        return SQLITE_NOMEM;
      sqlite3_result_int64(context, column == COLUMN_START ? start + 1 : end - start);
      break;
    }
    case COLUMN_SURFACE:
      sqlite3_result_text(context, c->text.bytes + s->span.start, (int)s->span.length, SQLITE_TRANSIENT);
      break;
    case COLUMN_BASIS: sqlite3_result_text(context, basis_names[s->basis], -1, SQLITE_STATIC); break;
    default: sqlite3_result_text(context, c->text.bytes, (int)c->text.count, SQLITE_TRANSIENT);
  }
  return SQLITE_OK;
}

static int rowid(sqlite3_vtab_cursor *base, sqlite3_int64 *out) {
  const struct cursor *c = (const struct cursor *)base;
  *out = c->plan == PLAN_TEXT ? (sqlite3_int64)c->at + 1 : sqlite3_column_int64(c->rows, 3);
  return SQLITE_OK;
}

static int install(struct connection *c, const char *name) {
  static const sqlite3_module module = {
      .iVersion = 3,
      .xCreate = create,
      .xConnect = connect,
      .xBestIndex = best_index,
      .xDisconnect = disconnect,
      .xDestroy = destroy,
      .xOpen = open_cursor,
      .xClose = close_cursor,
      .xFilter = filter,
      .xNext = next,
      .xEof = eof,
      .xColumn = column,
      .xRowid = rowid,
      .xUpdate = update,
      .xBegin = begin,
      .xSync = keep,
      .xCommit = keep,
      .xRollback = take_back,
      .xRename = rename_table,
      .xSavepoint = savepoint,
      .xRelease = savepoint,
      .xRollbackTo = rollback_to,
      .xShadowName = is_shadow,
  };
  c->references++;
  return sqlite3_create_module_v2(c->db, name, &module, c, connection_release);
}

const struct text_module gazetteer_module = {
    .name = "gazetteer",
    .kind = "virtual table",
    .columns = columns,
    .hidden = hidden,
    .help = "CREATE VIRTUAL TABLE g USING gazetteer: names kept in the database, all found in a text in one pass",
    .example =
        "CREATE VIRTUAL TABLE g USING gazetteer; "
        "INSERT INTO g VALUES('Q1', 'Zalmay Khalilzad', 'person'), ('Q2', 'Taliban', 'organization'); "
        "SELECT start, surface, entity, basis FROM g WHERE text = 'Zalmay Khalilzad met the Taliban, Khalilzad said'",
    .install = install,
};
