/* What every table-valued function shares: see text_table.h. */
#include "text_table.h"

#include "../language/sentences.h"

#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The aux data of a module, and with it of each of its tables. */
struct table_module {
  struct connection *connection;
  const struct text_table *table;
  char *names; /* of the arguments, comma-separated */
  int n_columns, n_arguments;
};

enum { VALUES_KEPT = 16 };

/* One of the values that are declared of a column, so that it is not looked for in each row. */
struct kept_value {
  int column, n;
  struct slice text;
};

struct table_vtab {
  sqlite3_vtab base;
  const struct table_module *module;
  struct kept_value values[VALUES_KEPT];
};

static int fail(sqlite3_vtab *vtab, char *message) {
  sqlite3_free(vtab->zErrMsg);
  vtab->zErrMsg = message;
  return message ? SQLITE_ERROR : SQLITE_NOMEM;
}

/*
** An error where SQLite only looks for a table to drop.  DROP TABLE IF EXISTS article, in a
** script whose author never heard of our article(), would find ours and fail,
** for it may not be dropped.  It looks with errors suppressed; in that state, and in
** no other, bad SQL is prepared without one.  (Ours is found all the same where
** the connection has used it before.)
*/
static int refuse_if_dropped(sqlite3 *db) {
  enum { DONT_LOG = 0x10 }; /* SQLITE_PREPARE_DONT_LOG, from 3.48 on; before that it is not heeded */
  sqlite3_stmt *none = NULL;
  int rc = sqlite3_prepare_v3(db, ")", -1, DONT_LOG, &none, NULL);
  sqlite3_finalize(none);
  return rc == SQLITE_OK ? SQLITE_ERROR : rc == SQLITE_ERROR ? SQLITE_OK : rc;
}

static int connect(sqlite3 *db, void *aux, int argc, const char *const *argv, sqlite3_vtab **out, char **error) {
  const struct table_module *m = aux;
  (void)argc, (void)argv, (void)error;
  int rc = refuse_if_dropped(db);
  if (rc != SQLITE_OK) return rc;
  struct table_vtab *vtab = sqlite3_malloc64(sizeof *vtab);
  if (!vtab) return SQLITE_NOMEM;
  *vtab = (struct table_vtab){.module = m};
  rc = declare_table(db, m->table->columns, m->table->arguments, table_hidden(m->table));
  if (rc == SQLITE_OK)
    rc = sqlite3_vtab_config(db, m->table->reads_files || m->table->writes ? SQLITE_VTAB_DIRECTONLY
                                                                           : SQLITE_VTAB_INNOCUOUS);
  if (rc == SQLITE_OK) {
    *out = &vtab->base;
    vtab = NULL;
    if (m->table->prepare) m->table->prepare(m->connection);
  }
  sqlite3_free(vtab);
  return rc;
}

/* The names of the arguments. */
static const char *names_of(const struct table_cursor *c) {
  return ((const struct table_vtab *)c->base.pVtab)->module->names;
}

static int disconnect(sqlite3_vtab *vtab) {
  sqlite3_free(vtab);
  return SQLITE_OK;
}

/* Whether a term of WHERE is one that open() wants to know. */
static bool is_pushed(const struct text_table *table, const struct sqlite3_index_constraint *c) {
  return c->usable && c->iColumn >= 0 && c->iColumn < 32 && table->pushed_columns >> c->iColumn & 1 &&
         (c->op == SQLITE_INDEX_CONSTRAINT_EQ || c->op == SQLITE_INDEX_CONSTRAINT_LIKE ||
          c->op == SQLITE_INDEX_CONSTRAINT_GLOB);
}

/*
** The plan.  idxNum: bit i says that argument i is given; the arguments come
** first in xFilter's values, in this order, then what is pushed down.
** idxStr: the columns that the query uses, in hexadecimal, and column and
** operator of what is pushed down: "3f 0 2 0 65".
*/
static int best_index(sqlite3_vtab *base, sqlite3_index_info *info) {
  const struct table_module *m = ((struct table_vtab *)base)->module;
  int argument_of[TABLE_MOST_ARGUMENTS], pushed_of[TABLE_MOST_PUSHED], n_pushed = 0, given = 0, n = 0;
  for (int i = 0; i < info->nConstraint; i++) {
    const struct sqlite3_index_constraint *c = &info->aConstraint[i];
    int argument = c->iColumn - m->n_columns;
    if (argument >= 0 && argument < m->n_arguments && c->op == SQLITE_INDEX_CONSTRAINT_EQ) {
      if (!c->usable) return SQLITE_CONSTRAINT;
      if (!(given >> argument & 1)) argument_of[argument] = i;
      given |= 1 << argument;
    } else if (n_pushed < TABLE_MOST_PUSHED && is_pushed(m->table, c)) {
      pushed_of[n_pushed++] = i;
    }
  }
  bool missing = false;
  for (int i = 0; i < m->n_arguments; i++) {
    if (given >> i & 1) {
      info->aConstraintUsage[argument_of[i]].argvIndex = ++n;
      info->aConstraintUsage[argument_of[i]].omit = 1;
    } else if (i < m->table->required) {
      missing = true;
    }
  }
  char ops[16 * TABLE_MOST_PUSHED] = "";
  for (int i = 0; i < n_pushed; i++) {
    info->aConstraintUsage[pushed_of[i]].argvIndex = ++n;
    snprintf(ops + strlen(ops), 16, " %d %d", info->aConstraint[pushed_of[i]].iColumn,
             info->aConstraint[pushed_of[i]].op);
  }
  info->idxNum = given;
  info->idxStr = sqlite3_mprintf("%llx%s", info->colUsed, ops);
  if (!info->idxStr) return SQLITE_NOMEM;
  info->needToFreeIdxStr = 1;
  info->estimatedCost = m->table->reads_files ? 1e6 / (1 + n_pushed) : 100;
  info->estimatedRows = m->table->reads_files ? 10000 / (1 + n_pushed) : 25;
  if (missing || (m->n_arguments && !(given & 1))) info->estimatedCost = 1e99; /* see find_missing() */
  return SQLITE_OK;
}

static int open_cursor(sqlite3_vtab *base, sqlite3_vtab_cursor **out) {
  const struct table_module *m = ((struct table_vtab *)base)->module;
  struct table_cursor *c = sqlite3_malloc64(sizeof *c);
  if (!c) return SQLITE_NOMEM;
  *c = (struct table_cursor){.table = m->table, .connection = m->connection};
  *out = &c->base;
  return SQLITE_OK;
}

static void clear(struct table_cursor *c) {
  if (c->table->close) c->table->close(c);
  c->state = NULL;
  connection_give_back(c->connection, c->document);
  c->document = NULL;
  for (int i = 0; i < TABLE_MOST_ARGUMENTS; i++) {
    sqlite3_value_free(c->arguments[i]);
    c->arguments[i] = NULL;
  }
  for (int i = 0; i < c->n_pushed; i++) sqlite3_value_free(c->pushed[i].value);
  c->n_pushed = 0;
  c->row = c->count = 0;
  c->hash = 0;
}

static int close_cursor(sqlite3_vtab_cursor *base) {
  struct table_cursor *c = (struct table_cursor *)base;
  clear(c);
  sqlite3_free(c);
  return SQLITE_OK;
}

/* Says what is wrong with an argument, by its number. */
static int refuse(struct table_cursor *c, int argument, const char *problem) {
  char name[64];
  const char *at = names_of(c);
  while (argument--) at += strcspn(at, ",") + 2; /* behind ", " */
  snprintf(name, sizeof name, "%.*s", (int)strcspn(at, ","), at);
  return table_error(c, name, "%s", problem);
}

/* Reads argument 0 as the text of a document. */
static int open_document(struct table_cursor *c, sqlite3_value *text) {
  if (sqlite3_value_type(text) == SQLITE_BLOB) return refuse(c, 0, "is a BLOB; write CAST(... AS TEXT)");
  c->document = connection_document(c->connection, text);
  return c->document ? SQLITE_OK : SQLITE_NOMEM;
}

/* Whether an argument has a NUL, where a path or a name would be cut. */
static bool has_nul(sqlite3_value *v) {
  const void *bytes = sqlite3_value_blob(v);
  return bytes && memchr(bytes, 0, (size_t)sqlite3_value_bytes(v));
}

/* Whether the document has all of its argument, so that no other copy need be kept. */
static bool is_in_document(const struct table_cursor *c, sqlite3_value *text) {
  return sqlite3_value_type(text) == SQLITE_TEXT && (uint32_t)sqlite3_value_bytes(text) == c->document->bytes;
}

/*
** Says which argument is missing, if one is.  Only now, not in best_index: of
** `t('text') WHERE a = 1 OR b = 2` SQLite plans each side of OR by itself too, where no
** argument is seen.  Such a plan costs so much that it is taken only where there is no other.
*/
static int find_missing(struct table_cursor *c, int given) {
  const char *name = names_of(c);
  const int all = (1 << c->table->required) - 1;
  for (int i = 0; i < c->table->required && (given & all) != all; i++) {
    name += *name == ' ';
    int length = (int)strcspn(name, ",");
    if (!(given >> i & 1))
      return fail(c->base.pVtab,
                  sqlite3_mprintf("%s(%s): argument %.*s is missing", c->table->name, names_of(c), length, name));
    name += length + (name[length] == ',');
  }
  return SQLITE_OK;
}

static int filter(sqlite3_vtab_cursor *base, int given, const char *plan, int argc, sqlite3_value **argv) {
  struct table_cursor *c = (struct table_cursor *)base;
  const struct table_module *m = ((struct table_vtab *)base->pVtab)->module;
  int rc = find_missing(c, given), n = 0;
  clear(c);
  if (rc != SQLITE_OK) return rc;
  if (m->table->required && sqlite3_value_type(argv[0]) == SQLITE_NULL) return SQLITE_OK;
  if (m->table->required && !m->table->reads_files && !m->table->writes && !m->table->any_text)
    rc = open_document(c, argv[0]);
  if (rc != SQLITE_OK) return rc;
  char *ops;
  c->columns = strtoull(plan, &ops, 16);
  for (int i = 0; i < m->n_arguments; i++) {
    if (!(given >> i & 1)) continue;
    sqlite3_value *v = argv[n++];
    if (!(i == 0 && c->document && is_in_document(c, v)) && !(c->arguments[i] = sqlite3_value_dup(v)))
      return SQLITE_NOMEM;
    if ((m->table->reads_files || m->table->writes) && has_nul(v)) return refuse(c, i, "has a NUL character");
  }
  for (; n < argc; n++) {
    struct pushed p = {.column = (int)strtol(ops, &ops, 10)};
    p.op = (unsigned char)strtol(ops, &ops, 10);
    p.value = sqlite3_value_dup(argv[n]);
    if (!p.value) return SQLITE_NOMEM;
    c->pushed[c->n_pushed++] = p;
  }
  rc = m->table->open(c);
  if (rc == SQLITE_OK && m->table->next) rc = m->table->next(c);
  return rc;
}

static int next(sqlite3_vtab_cursor *base) {
  struct table_cursor *c = (struct table_cursor *)base;
  c->row++;
  return c->table->next ? c->table->next(c) : SQLITE_OK;
}

static int eof(sqlite3_vtab_cursor *base) {
  const struct table_cursor *c = (struct table_cursor *)base;
  return c->row >= c->count;
}

static int column(sqlite3_vtab_cursor *base, sqlite3_context *context, int column) {
  struct table_cursor *c = (struct table_cursor *)base;
  const struct table_module *m = ((struct table_vtab *)base->pVtab)->module;
  int argument = column - m->n_columns;
  if (argument < 0) return c->table->column(c, context, column);
  if (argument == m->n_arguments && m->table->placed) return c->table->column(c, context, COLUMN_SENTENCE);
  if (argument >= m->n_arguments) return c->table->column(c, context, column - m->n_arguments);
  if (c->arguments[argument]) sqlite3_result_value(context, c->arguments[argument]);
  else if (argument == 0 && c->document) table_result_span(c, context, (struct span){0, c->document->bytes});
  return SQLITE_OK;
}

/*
** The row and, before it, a hash of the arguments (FNV-1a): where OR makes SQLite scan a table
** twice, it takes rows with one rowid for one row.
*/
static int rowid(sqlite3_vtab_cursor *base, sqlite3_int64 *out) {
  struct table_cursor *c = (struct table_cursor *)base;
  if (c->table->rowid) {
    *out = c->table->rowid(c);
    return SQLITE_OK;
  }
  if (!c->hash) {
    c->hash = 2166136261u;
    for (int i = 0; i < TABLE_MOST_ARGUMENTS; i++) {
      const bool text = i == 0 && !c->arguments[0] && c->document;
      const char *bytes = text ? c->document->text : c->arguments[i] ? sqlite3_value_blob(c->arguments[i]) : NULL;
      int count = text ? (int)c->document->bytes : bytes ? sqlite3_value_bytes(c->arguments[i]) : 0;
      for (int k = 0; k < count; k++) c->hash = (c->hash ^ (unsigned char)bytes[k]) * 16777619u;
      c->hash = (c->hash ^ 0xffu) * 16777619u;
    }
    c->hash |= 1;
  }
  *out = ((sqlite3_int64)(c->hash >> 1) << 32) + c->row + 1;
  return SQLITE_OK;
}

/* Where SQLite writes to a function's table, it knows none that is kept under the name: there is none, or no memory was
** left to read of it. */
static int refuse_change(sqlite3_vtab *base, int argc, sqlite3_value **argv, sqlite3_int64 *rowid) {
  const struct table_module *m = ((const struct table_vtab *)base)->module;
  sqlite3_stmt *ask = NULL;
  (void)argc, (void)argv, (void)rowid;
  int rc = sqlite3_prepare_v2(m->connection->db, "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = ?1", -1,
                              &ask, NULL);
  if (rc == SQLITE_OK) rc = sqlite3_bind_text(ask, 1, m->table->name, -1, SQLITE_STATIC);
  if (rc == SQLITE_OK) rc = sqlite3_step(ask);
  sqlite3_finalize(ask);
  if (rc != SQLITE_DONE) return rc == SQLITE_ROW ? SQLITE_NOMEM : rc;
  sqlite3_free(base->zErrMsg);
  base->zErrMsg = sqlite3_mprintf("there is no table %s yet, only the function %s(): %s", m->table->name,
                                  m->table->name, m->table->kept);
  return base->zErrMsg ? SQLITE_READONLY : SQLITE_NOMEM;
}

static void free_module(void *aux) {
  struct table_module *m = aux;
  connection_release(m->connection);
  sqlite3_free(m->names);
  sqlite3_free(m);
}

int table_register(struct connection *connection, const struct text_table *table, const char *name) {
#define READING                                                                                   \
  .xConnect = connect, .xBestIndex = best_index, .xDisconnect = disconnect, .xOpen = open_cursor, \
  .xClose = close_cursor, .xFilter = filter, .xNext = next, .xEof = eof, .xColumn = column, .xRowid = rowid
  static const sqlite3_module reading = {READING}, told = {READING, .xUpdate = refuse_change};
#undef READING
  struct table_module *m = sqlite3_malloc64(sizeof *m);
  if (!m) return SQLITE_NOMEM;
  *m = (struct table_module){connection, table, declared_names(table->arguments), declared_count(table->columns),
                             declared_count(table->arguments)};
  connection->references++;
  if (!m->names) {
    free_module(m);
    return SQLITE_NOMEM;
  }
  int rc = sqlite3_create_module_v2(connection->db, name, table->kept ? &told : &reading, m, free_module);
  return rc;
}

int table_error(struct table_cursor *c, const char *argument, const char *problem, ...) {
  va_list list;
  va_start(list, problem);
  char *why = sqlite3_vmprintf(problem, list);
  va_end(list);
  int rc = why ? fail(c->base.pVtab, sqlite3_mprintf("%s(%s): %s%s%s", c->table->name, names_of(c), argument,
                                                     *argument ? " " : "", why))
               : SQLITE_NOMEM;
  sqlite3_free(why);
  return rc;
}

int table_failure(struct table_cursor *c) {
  if (c->document->status == STATUS_TOO_BIG)
    return table_error(c, "text", "is too big: 2 GiB or more, or 100 million words and marks");
  return status_code(c->document->status);
}

const char *table_hidden(const struct text_table *t) { return t->hidden ? t->hidden : t->placed ? PLACED_COLUMN : ""; }

void table_result_value(struct table_cursor *c, sqlite3_context *context, int column, int n) {
  struct kept_value *kept = &((struct table_vtab *)c->base.pVtab)->values[(unsigned)n % VALUES_KEPT];
  if (!kept->text.text || kept->column != column || kept->n != n)
    *kept = (struct kept_value){column, n, declared_value(c->table->columns, column, n)};
  sqlite3_result_text(context, kept->text.text, (int)kept->text.bytes, SQLITE_STATIC);
}

void table_result_span(struct table_cursor *c, sqlite3_context *context, struct span s) {
  sqlite3_result_text(context, c->document->text + s.start, (int)s.length, SQLITE_TRANSIENT);
}

/* The number, from 1, of the last sentence that starts at or before a byte; 0 if none does. */
static uint32_t sentence_at(struct document *d, uint32_t byte) {
  const struct sentences *all = document_sentences(d);
  uint32_t low = 0, high = all->count;
  while (low < high) {
    uint32_t middle = low + (high - low) / 2;
    if (all->items[middle].span.start <= byte) low = middle + 1;
    else high = middle;
  }
  return low;
}

int table_span_column(struct table_cursor *c, sqlite3_context *context, int column, struct span s) {
  switch (column) {
    case COLUMN_N: sqlite3_result_int64(context, c->row + 1); break;
    case COLUMN_START: sqlite3_result_int64(context, document_position(c->document, s.start)); break;
    case COLUMN_LENGTH: sqlite3_result_int64(context, document_length(c->document, s)); break;
    case COLUMN_SENTENCE: sqlite3_result_int64(context, sentence_at(c->document, s.start)); break;
    default: table_result_span(c, context, s);
  }
  return table_status(c);
}
