/*
** A batch of stories into `article`: see load_job.h.
**
** Rows go in many at once, for each INSERT makes SQLite keep what it may have to take back; and the index for
** search is written for the whole batch.
*/
#include "load_job.h"
#include "many_rows.h"

enum { READ_FILE, READ_ITEM, READ_PATH, READ_RECORD, READ_PROBLEM = 15, READ_BODY, READ_COLUMNS };
enum { ROW_VALUES = READ_COLUMNS /* the id in place of the item */ };
enum { ROWS = 256 /* in one INSERT, at most */, MOST_PENDING = 1 << 20 /* bytes */, STORY_COST = 512 /* bytes */ };

int load_prepare_article(struct load *l) {
  return load_failed(
      l,
      many_rows(l->db,
                "INSERT INTO main.article(file, path, record, url, source, title, byline, place, published,"
                " published_basis, published_from, published_to, words, encoding, problem, body, id) SELECT * FROM (",
                ROW_VALUES, ROWS, ") WHERE column1 IS NOT NULL", &l->rows, &l->statements[LOAD_ARTICLE]));
}

static int run(struct load *l, enum load_statement which) {
  sqlite3_step(l->statements[which]);
  return load_failed(l, sqlite3_reset(l->statements[which]));
}

/* Rows on their way into `article`. */
struct pending {
  int rows;
  sqlite3_int64 bytes, first, last; /* ids */
};

static int flush(struct load *l, struct pending *p) {
  if (!p->rows) return SQLITE_OK;
  int rc = run(l, LOAD_ARTICLE);
  sqlite3_clear_bindings(l->statements[LOAD_ARTICLE]);
  p->last = sqlite3_last_insert_rowid(l->db);
  if (!p->first) p->first = p->last - (p->rows - 1) * (l->shards ? l->shards : 1);
  p->rows = 0;
  p->bytes = 0;
  return rc;
}

/* A file that could not be opened is tried again by the next load, whatever its time of change. */
static int try_again(struct load *l, sqlite3_int64 file) {
  char *sql = sqlite3_mprintf("UPDATE main.file SET modified = NULL WHERE id = %lld", file);
  int rc = sql ? sqlite3_exec(l->db, sql, NULL, NULL, NULL) : SQLITE_NOMEM;
  sqlite3_free(sql);
  return load_failed(l, rc);
}

/* The ids of a shard are its number and every `shards`th after it, so that no other shard has them: finds the next. */
static int find_next_id(struct load *l) {
  sqlite3_stmt *s = NULL;
  sqlite3_int64 last = 0;
  int rc = sqlite3_prepare_v2(l->db, "SELECT coalesce(max(id), 0) FROM main.article", -1, &s, NULL);
  if (rc == SQLITE_OK && sqlite3_step(s) == SQLITE_ROW) last = sqlite3_column_int64(s, 0);
  int end = sqlite3_finalize(s);
  if (last < 0) last = 0;
  l->next_id = last - last % l->shards + l->shard;
  if (l->next_id <= last) l->next_id += l->shards;
  return load_failed(l, rc == SQLITE_OK ? end : rc);
}

/* Takes the row that LOAD_READ is at.  Returns an SQLite code. */
static int take(struct load *l, struct pending *p) {
  sqlite3_stmt *read = l->statements[LOAD_READ];
  int rc = SQLITE_OK, at = p->rows * ROW_VALUES;
  for (int i = 0; i < READ_COLUMNS && rc == SQLITE_OK; i++) /* all but the item */
    if (i != READ_ITEM) rc = sqlite3_bind_value(l->statements[LOAD_ARTICLE], ++at, sqlite3_column_value(read, i));
  if (rc == SQLITE_OK && l->shards) rc = sqlite3_bind_int64(l->statements[LOAD_ARTICLE], at + 1, l->next_id);
  l->next_id += l->shards;
  if (rc != SQLITE_OK) return load_failed(l, rc);
  p->rows++;
  p->bytes += sqlite3_column_bytes(read, READ_BODY) + STORY_COST;
  l->stories++;
  l->group_records = sqlite3_column_int64(read, READ_ITEM);
  const char *problem = (const char *)sqlite3_column_text(read, READ_PROBLEM);
  if (!problem) return SQLITE_OK;
  l->problems++;
  return sqlite3_strglob("cannot be opened*", problem) ? SQLITE_OK
                                                       : try_again(l, sqlite3_column_int64(read, READ_FILE));
}

/* The group is read: so many files and bytes more, of which nothing is left. */
static int end_group(struct load *l) {
  l->group_open = false;
  l->files += l->group_files;
  l->bytes += l->group_bytes;
  l->group_read = l->group_bytes = 0;
  sqlite3_reset(l->statements[LOAD_READ]);
  return run(l, LOAD_WHOLE);
}

/* Notes how far the one file of a group has been read. */
static int keep_place(struct load *l) {
  sqlite3_bind_int64(l->statements[LOAD_PART], 1, l->group_records);
  return run(l, LOAD_PART);
}

static int index_batch(struct load *l, const struct pending *p) {
  if (!p->first) return SQLITE_OK;
  sqlite3_bind_int64(l->statements[LOAD_SEARCH], 1, p->first);
  sqlite3_bind_int64(l->statements[LOAD_SEARCH], 2, p->last);
  return run(l, LOAD_SEARCH);
}

static int begin_group(struct load *l) {
  static const enum load_statement of_group[] = {LOAD_READ, LOAD_WHOLE, LOAD_PART};
  int rc = SQLITE_OK;
  for (size_t i = 0; i < sizeof of_group / sizeof *of_group && rc == SQLITE_OK; i++)
    rc = sqlite3_bind_text(l->statements[of_group[i]], of_group[i] == LOAD_WHOLE ? 1 : 2, l->group.bytes,
                           (int)l->group.count, SQLITE_TRANSIENT);
  if (rc == SQLITE_OK) rc = sqlite3_bind_text(l->statements[LOAD_READ], 1, l->root.folder, -1, SQLITE_STATIC);
  sqlite3_bind_int(l->statements[LOAD_READ], 3, l->shard);
  sqlite3_bind_int(l->statements[LOAD_READ], 4, l->shards);
  l->group_open = rc == SQLITE_OK;
  return load_failed(l, rc);
}

int load_read(struct load *l) {
  struct pending p = {0};
  sqlite3_int64 read = 0;
  int rc = l->group_open ? SQLITE_OK : begin_group(l), step = SQLITE_ROW;
  if (rc == SQLITE_OK && l->shards) rc = find_next_id(l);
  while (rc == SQLITE_OK && !(l->group_files == 1 && read >= l->batch)) {
    step = sqlite3_step(l->statements[LOAD_READ]);
    if (step != SQLITE_ROW) break;
    sqlite3_int64 before = p.bytes;
    rc = take(l, &p);
    read += p.bytes - before;
    l->group_read += p.bytes - before - STORY_COST;
    if (rc == SQLITE_OK && (p.rows == l->rows || p.bytes > MOST_PENDING)) rc = flush(l, &p);
  }
  if (rc == SQLITE_OK && step != SQLITE_ROW && step != SQLITE_DONE) rc = load_failed(l, step);
  if (rc == SQLITE_OK) rc = flush(l, &p);
  if (rc == SQLITE_OK) rc = index_batch(l, &p);
  if (rc != SQLITE_OK) return rc;
  return step == SQLITE_DONE ? end_group(l) : keep_place(l);
}
