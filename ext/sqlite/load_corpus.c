/*
** Which corpus a path is of: see load_job.h.
**
** A corpus is a folder by its one true name (intake/roots.h), so `vc`, `vc/` and `./vc` are one.  What lies in a
** folder that is a corpus is a part of it, and is brought up to date as that.  A folder above others
** that are corpora takes them up: their stories stay, told by their path from there.  A corpus whose folder is no
** more, and whose files are found here, has been moved.
*/
#include "load_job.h"

#include <stdio.h>
#include <string.h>

/* A moved corpus is known by so many of its files, of which half must be there by name and size. */
enum { FILES_COMPARED = 200 };

static int found_by_files(struct load *l, sqlite3_int64 corpus, bool *same) {
  sqlite3_stmt *s = NULL;
  int rc = sqlite3_prepare_v2(
      l->db,
      "SELECT count(*), count(a.file) FROM (SELECT path, bytes FROM main.file WHERE corpus = ?1 LIMIT ?3) f"
      " LEFT JOIN news_articles(?2) a ON a.file = f.path AND a.item = 1 AND a.bytes IS f.bytes",
      -1, &s, NULL);
  if (rc != SQLITE_OK) return load_failed(l, rc);
  sqlite3_bind_int64(s, 1, corpus);
  rc = sqlite3_bind_text(s, 2, l->root.folder, -1, SQLITE_STATIC);
  sqlite3_bind_int(s, 3, FILES_COMPARED);
  if (rc == SQLITE_OK && sqlite3_step(s) == SQLITE_ROW)
    *same = sqlite3_column_int(s, 1) * 2 >= sqlite3_column_int(s, 0) && sqlite3_column_int(s, 1);
  int end = sqlite3_finalize(s);
  return load_failed(l, rc == SQLITE_OK ? end : rc);
}

/* Makes the files of a corpus below the root files of the root's corpus. */
static int take_up(struct load *l, sqlite3_int64 inner, const char *below) {
  char *sql = sqlite3_mprintf(
      "DELETE FROM main.file WHERE corpus = %lld AND %Q || path IN (SELECT path FROM main.file WHERE corpus = %lld);"
      "UPDATE main.article SET path = %Q || path WHERE file IN (SELECT id FROM main.file WHERE corpus = %lld);"
      /* A date may come from the path, which says more now. */
      "UPDATE main.file SET modified = NULL WHERE corpus = %lld AND id IN (SELECT file FROM main.article"
      "  WHERE published_basis IS NULL OR published_basis IN ('path', 'text'));"
      "UPDATE main.file SET corpus = %lld, path = %Q || path WHERE corpus = %lld;"
      "DELETE FROM main.corpus WHERE id = %lld",
      inner, below, l->corpus, below, inner, inner, l->corpus, below, inner, inner);
  int rc = sql ? sqlite3_exec(l->db, sql, NULL, NULL, NULL) : SQLITE_NOMEM;
  sqlite3_free(sql);
  return load_failed(l, rc);
}

/* Takes up every corpus below the root. */
static int take_up_all(struct load *l) {
  sqlite3_stmt *s = NULL;
  int rc = sqlite3_prepare_v2(l->db, "SELECT id, root FROM main.corpus ORDER BY id", -1, &s, NULL);
  while (rc == SQLITE_OK && sqlite3_step(s) == SQLITE_ROW) {
    const char *root = (const char *)sqlite3_column_text(s, 1);
    const char *below = root ? root_below(root, l->root.folder) : NULL;
    if (!below || !root_is_walked(below)) continue;
    char *prefix = sqlite3_mprintf("%s/", below);
    rc = prefix ? take_up(l, sqlite3_column_int64(s, 0), prefix) : SQLITE_NOMEM;
    sqlite3_free(prefix);
  }
  int end = sqlite3_finalize(s);
  return load_failed(l, rc == SQLITE_OK ? end : rc);
}

/* Looks for the corpus that the root is, lies in, or was before it was moved. */
static int find(struct load *l) {
  char *outer = NULL;
  sqlite3_stmt *s = NULL;
  int rc = sqlite3_prepare_v2(l->db, "SELECT id, root FROM main.corpus ORDER BY length(root) DESC", -1, &s, NULL);
  while (rc == SQLITE_OK && !l->corpus && sqlite3_step(s) == SQLITE_ROW) {
    const char *root = (const char *)sqlite3_column_text(s, 1);
    const char *below = root ? root_below(l->root.folder, root) : NULL;
    bool here = root && !strcmp(root, l->root.folder);
    if (below && root_is_walked(below) && !(outer = sqlite3_mprintf("%s", root))) rc = SQLITE_NOMEM;
    if (here || outer) l->corpus = sqlite3_column_int64(s, 0);
  }
  if (rc == SQLITE_OK) rc = sqlite3_reset(s);
  while (rc == SQLITE_OK && !l->corpus && sqlite3_step(s) == SQLITE_ROW) {
    const char *root = (const char *)sqlite3_column_text(s, 1);
    sqlite3_int64 id = sqlite3_column_int64(s, 0);
    bool same = false;
    if (root && !root_exists(root)) rc = found_by_files(l, id, &same);
    if (same) l->corpus = id;
  }
  int end = sqlite3_finalize(s);
  if (rc == SQLITE_OK) rc = end;
  if (rc == SQLITE_OK && outer && !root_widen(&l->root, outer)) rc = SQLITE_NOMEM;
  sqlite3_free(outer);
  return load_failed(l, rc);
}

int load_take_shard(struct load *l, const char *json) {
  char plain[32] = "";
  int shard = 0, shards = 0;
  if (json && sscanf(json, "[%d,%d]", &shard, &shards) == 2)
    sqlite3_snprintf(sizeof plain, plain, "[%d,%d]", shard, shards);
  if (!json || strcmp(plain, json) != 0 || shard < 1 || shard > shards || shards > LOAD_SHARDS_MOST)
    return load_error(l, "options: shard is %s, and not [2, 8], the second of 8", json ? json : "null");
  if (shards > 1) l->shard = shard, l->shards = shards;
  return SQLITE_OK;
}

/* A corpus that is kept as a shard stays that. */
static int find_shard(struct load *l) {
  sqlite3_stmt *s = NULL;
  struct load kept = {0};
  int rc = sqlite3_prepare_v2(l->db, "SELECT shard FROM main.corpus WHERE id = ?1", -1, &s, NULL);
  if (rc != SQLITE_OK) return load_failed(l, rc);
  sqlite3_bind_int64(s, 1, l->corpus);
  if (sqlite3_step(s) == SQLITE_ROW && sqlite3_column_type(s, 0) != SQLITE_NULL)
    rc = load_take_shard(&kept, (const char *)sqlite3_column_text(s, 0));
  int end = sqlite3_finalize(s);
  if (kept.error) rc = load_error(l, "table corpus: %s", kept.error);
  sqlite3_free(kept.error);
  if (rc != SQLITE_OK || end != SQLITE_OK) return load_failed(l, rc == SQLITE_OK ? end : rc);
  if (l->shards && (l->shard != kept.shard || l->shards != kept.shards))
    return load_error(l,
                      "options: shard is [%d, %d], but this database keeps [%d, %d] of this folder; load into another",
                      l->shard, l->shards, kept.shards ? kept.shard : 1, kept.shards ? kept.shards : 1);
  l->shard = kept.shard;
  l->shards = kept.shards;
  return SQLITE_OK;
}

static int add_corpus(struct load *l) {
  char shard[32];
  sqlite3_snprintf(sizeof shard, shard, "[%d,%d]", l->shard, l->shards);
  char *sql =
      sqlite3_mprintf("INSERT INTO main.corpus(root, shard) VALUES(%Q, %Q)", l->root.folder, l->shards ? shard : NULL);
  int rc = sql ? sqlite3_exec(l->db, sql, NULL, NULL, NULL) : SQLITE_NOMEM;
  sqlite3_free(sql);
  l->corpus = sqlite3_last_insert_rowid(l->db);
  return rc;
}

static int move_corpus(struct load *l) {
  char *sql = sqlite3_mprintf("UPDATE main.corpus SET root = %Q WHERE id = %lld AND root <> %Q", l->root.folder,
                              l->corpus, l->root.folder);
  int rc = sql ? sqlite3_exec(l->db, sql, NULL, NULL, NULL) : SQLITE_NOMEM;
  sqlite3_free(sql);
  return rc == SQLITE_OK ? find_shard(l) : rc;
}

int load_find_corpus(struct load *l) {
  int rc = find(l);
  if (rc != SQLITE_OK) return rc;
  rc = l->corpus ? move_corpus(l) : add_corpus(l);
  if (rc != SQLITE_OK) return load_failed(l, rc);
  return *l->root.part ? SQLITE_OK : take_up_all(l);
}
