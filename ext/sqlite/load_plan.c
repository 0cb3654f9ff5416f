/*
** Which files are new, have changed or have gone: see load_job.h.
**
** The files that are there and those that are kept are read side by side, both by path, so memory does not grow with
** the corpus.  The walk goes on from batch to batch; what is kept is looked up anew in each, behind the last path.
*/
#include "load_job.h"

#include <string.h>

enum { WALK_PATH, WALK_BYTES, WALK_MODIFIED };
enum { KNOWN_ID, KNOWN_PATH, KNOWN_BYTES, KNOWN_MODIFIED, KNOWN_MAPPING, KNOWN_RECORDS };
enum { GROUP_FILES = 4096, FILE_COST = 4096 /* bytes: what opening a file takes, as reading */ };

/* One step of a statement whose rows are read to their end. */
static int step(struct load *l, enum load_statement which, bool *at_row) {
  int rc = sqlite3_step(l->statements[which]);
  *at_row = rc == SQLITE_ROW;
  return rc == SQLITE_ROW || rc == SQLITE_DONE ? SQLITE_OK : load_failed(l, rc);
}

static const char *text(sqlite3_stmt *s, int column) { return (const char *)sqlite3_column_text(s, column); }

static bool same_text(const char *a, const char *b) { return a && b ? !strcmp(a, b) : a == b; }

/* Whether a path lies in a folder that could not be opened. */
static bool is_unread(const struct load *l, const char *path) {
  for (size_t at = 0; at < l->unread.count; at += strlen(l->unread.bytes + at) + 1)
    if (!strncmp(path, l->unread.bytes + at, strlen(l->unread.bytes + at))) return true;
  return false;
}

/* Whether a path is of the database that the stories go to, which may lie among them, or of what SQLite keeps beside it. */
static bool is_own(const struct load *l, const char *path) {
  static const char *const ends[] = {"", "-journal", "-wal", "-shm"};
  const char *file = sqlite3_db_filename(l->db, "main"), *own = file ? root_below(file, l->root.folder) : NULL;
  const size_t bytes = own ? strlen(own) : 0;
  if (!bytes || strncmp(path, own, bytes) != 0) return false;
  for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
    if (!strcmp(path + bytes, ends[i])) return true;
  return false;
}

/* Goes to the next file of the part that is there. */
static int step_walk(struct load *l) {
  sqlite3_stmt *walk = l->statements[LOAD_WALK];
  int rc;
  do rc = step(l, LOAD_WALK, &l->walk_at_row);
  while (rc == SQLITE_OK && l->walk_at_row &&
         (!root_has(&l->root, text(walk, WALK_PATH)) || is_own(l, text(walk, WALK_PATH))));
  if (rc != SQLITE_OK || !l->walk_at_row || sqlite3_column_type(walk, WALK_BYTES) != SQLITE_NULL ||
      sqlite3_column_type(walk, WALK_MODIFIED) == SQLITE_NULL)
    return rc;
  buffer_add_text(&l->unread, text(walk, WALK_PATH)); /* it is no file: a folder, maybe */
  buffer_add(&l->unread, "/", 2);
  return l->unread.no_memory ? SQLITE_NOMEM : SQLITE_OK;
}

/* Goes to the next file of the part that is kept, but those of folders that could not be opened, and one that has
** been put again just now. */
static int step_known(struct load *l) {
  int rc;
  const char *path;
  do {
    rc = step(l, LOAD_KNOWN, &l->known_at_row);
    path = l->known_at_row ? text(l->statements[LOAD_KNOWN], KNOWN_PATH) : NULL;
  } while (rc == SQLITE_OK && path &&
           (strcmp(path, l->last.bytes) <= 0 || !root_has(&l->root, path) || is_unread(l, path)));
  return rc;
}

/* The pattern of GLOB that all paths of the part agree with, and maybe others. */
static void glob_of(const struct root *r, struct buffer *out) {
  for (const char *c = r->part; *c && !(r->is_pattern && strchr("*?[\\", *c)); c++) {
    if (strchr("*?[", *c)) buffer_add_byte(out, '['), buffer_add_byte(out, *c), buffer_add_byte(out, ']');
    else buffer_add_byte(out, *c);
  }
  size_t bytes = strlen(r->part);
  if (r->is_pattern || !bytes || r->part[bytes - 1] == '/') buffer_add_byte(out, '*');
}

static int begin_walk(struct load *l) {
  struct buffer glob = {0};
  glob_of(&l->root, &glob);
  sqlite3_stmt *walk = l->statements[LOAD_WALK];
  sqlite3_reset(walk);
  int rc = glob.no_memory ? SQLITE_NOMEM : sqlite3_bind_text(walk, 1, l->root.folder, -1, SQLITE_STATIC);
  if (rc == SQLITE_OK) rc = sqlite3_bind_text(walk, 2, glob.bytes, -1, SQLITE_TRANSIENT);
  buffer_free(&glob);
  l->last.count = 0;
  buffer_add_text(&l->last, "");
  l->unread.count = 0;
  if (l->last.no_memory) rc = SQLITE_NOMEM;
  return rc == SQLITE_OK ? step_walk(l) : rc;
}

static int begin_known(struct load *l) {
  sqlite3_stmt *known = l->statements[LOAD_KNOWN];
  sqlite3_reset(known);
  sqlite3_bind_int64(known, 1, l->corpus);
  int rc = sqlite3_bind_text(known, 2, l->last.bytes, -1, SQLITE_TRANSIENT);
  return rc == SQLITE_OK ? step_known(l) : rc;
}

/* What is to be done with a file that is there and is kept. */
static enum change compare(struct load *l) {
  sqlite3_stmt *walk = l->statements[LOAD_WALK], *known = l->statements[LOAD_KNOWN];
  if (sqlite3_column_int64(walk, WALK_BYTES) != sqlite3_column_int64(known, KNOWN_BYTES) ||
      !same_text(text(walk, WALK_MODIFIED), text(known, KNOWN_MODIFIED)) ||
      (l->mapping_given && !same_text(l->mapping, text(known, KNOWN_MAPPING))))
    return CHANGE_AGAIN;
  return sqlite3_column_type(known, KNOWN_RECORDS) == SQLITE_NULL ? CHANGE_NONE : CHANGE_FINISH;
}

/* Which of the two the next path is of, and what is to be done with it. */
static enum change next_change(struct load *l) {
  if (!l->walk_at_row && !l->known_at_row) return CHANGE_END;
  if (!l->walk_at_row) return CHANGE_GONE;
  if (!l->known_at_row) return CHANGE_NEW;
  int order = strcmp(text(l->statements[LOAD_WALK], WALK_PATH), text(l->statements[LOAD_KNOWN], KNOWN_PATH));
  return order < 0 ? CHANGE_NEW : order > 0 ? CHANGE_GONE : compare(l);
}

/* Goes behind the path that the change is of. */
static int step_both(struct load *l, enum change change) {
  const char *path =
      text(l->statements[change == CHANGE_GONE ? LOAD_KNOWN : LOAD_WALK], WALK_PATH + (change == CHANGE_GONE));
  l->last.count = 0;
  buffer_add_text(&l->last, path);
  if (l->last.no_memory) return SQLITE_NOMEM;
  int rc = change == CHANGE_GONE ? SQLITE_OK : step_walk(l);
  if (rc == SQLITE_OK && change != CHANGE_NEW) rc = step_known(l);
  return rc;
}

int load_plan(struct load *l) {
  bool any = false;
  int rc = begin_walk(l);
  if (rc == SQLITE_OK) rc = begin_known(l);
  for (enum change change; rc == SQLITE_OK && (change = next_change(l)) != CHANGE_END; rc = step_both(l, change)) {
    any |= change != CHANGE_GONE;
    if (change != CHANGE_GONE && change != CHANGE_NONE)
      l->todo += sqlite3_column_int64(l->statements[LOAD_WALK], WALK_BYTES);
  }
  sqlite3_reset(l->statements[LOAD_KNOWN]);
  if (rc == SQLITE_OK && !any)
    return load_error(l, "'%s%s%s' has no files (of names that begin with a dot none is read); nothing is forgotten",
                      l->root.folder, *l->root.part ? "/" : "", l->root.part);
  return rc == SQLITE_OK ? begin_walk(l) : rc;
}

static int run(struct load *l, enum load_statement which) {
  sqlite3_step(l->statements[which]);
  return load_failed(l, sqlite3_reset(l->statements[which]));
}

/* Forgets the file that is kept, and its stories. */
static int forget(struct load *l) {
  sqlite3_bind_int64(l->statements[LOAD_FORGET], 1, sqlite3_column_int64(l->statements[LOAD_KNOWN], KNOWN_ID));
  return run(l, LOAD_FORGET);
}

/* Puts the file that is there; its old mapping goes on where no other is given. */
static int put(struct load *l, bool again) {
  sqlite3_stmt *s = l->statements[LOAD_FILE], *walk = l->statements[LOAD_WALK];
  sqlite3_bind_int64(s, 1, l->corpus);
  int rc = sqlite3_bind_value(s, 2, sqlite3_column_value(walk, WALK_PATH));
  if (rc == SQLITE_OK) rc = sqlite3_bind_value(s, 3, sqlite3_column_value(walk, WALK_BYTES));
  if (rc == SQLITE_OK) rc = sqlite3_bind_value(s, 4, sqlite3_column_value(walk, WALK_MODIFIED));
  if (rc == SQLITE_OK && (l->mapping_given || !again)) rc = sqlite3_bind_text(s, 5, l->mapping, -1, SQLITE_STATIC);
  return rc == SQLITE_OK ? run(l, LOAD_FILE) : load_failed(l, rc);
}

/* Does to the tables what a change asks for; *id: of the file that is to be read. */
static int apply(struct load *l, enum change change, sqlite3_int64 *id) {
  sqlite3_stmt *known = l->statements[LOAD_KNOWN];
  int rc = SQLITE_OK;
  if (change == CHANGE_AGAIN && !l->mapping_given)
    rc = sqlite3_bind_value(l->statements[LOAD_FILE], 5, sqlite3_column_value(known, KNOWN_MAPPING));
  if (rc == SQLITE_OK && (change == CHANGE_GONE || change == CHANGE_AGAIN)) rc = forget(l);
  if (rc == SQLITE_OK && (change == CHANGE_NEW || change == CHANGE_AGAIN)) rc = put(l, change == CHANGE_AGAIN);
  l->forgotten += change == CHANGE_GONE;
  *id = change == CHANGE_FINISH ? sqlite3_column_int64(known, KNOWN_ID) : sqlite3_last_insert_rowid(l->db);
  return rc;
}

/* Adds a file to the group. */
static void add(struct load *l, sqlite3_int64 id, sqlite3_int64 bytes) {
  char number[32];
  sqlite3_snprintf(sizeof number, number, "%s%lld", l->group_files ? "," : "[", id);
  buffer_add_text(&l->group, number);
  l->group_files++;
  l->group_bytes += bytes;
}

int load_next_group(struct load *l, bool *done) {
  l->group.count = 0;
  l->group_files = l->group_bytes = l->group_records = l->group_read = 0;
  sqlite3_int64 forgotten = l->forgotten, cost = 0;
  int rc = begin_known(l);
  enum change change = CHANGE_END;
  while (rc == SQLITE_OK && (change = next_change(l)) != CHANGE_END && l->group_files < GROUP_FILES &&
         l->forgotten - forgotten < GROUP_FILES) {
    sqlite3_int64 bytes = sqlite3_column_int64(l->statements[LOAD_WALK], WALK_BYTES), id = 0;
    bool read = change != CHANGE_GONE && change != CHANGE_NONE;
    if (read && l->group_files && cost + bytes + FILE_COST > l->batch) break; /* one that is larger is a group alone */
    if (read || change == CHANGE_GONE) rc = apply(l, change, &id);
    if (rc == SQLITE_OK && read) {
      add(l, id, bytes);
      cost += bytes + FILE_COST;
    }
    if (rc == SQLITE_OK) rc = step_both(l, change);
  }
  sqlite3_reset(l->statements[LOAD_KNOWN]);
  if (l->group_files) buffer_add_byte(&l->group, ']');
  *done = change == CHANGE_END;
  return rc == SQLITE_OK && l->group.no_memory ? SQLITE_NOMEM : rc;
}
