/*
** Which corpus a path is of: see load.h.
**
** A corpus is a folder by its one true name (intake/roots.h), so `vc`, `vc/` and `./vc` are one.  What lies in a
** folder that is a corpus is a part of it, and is brought up to date as that.  A folder above others
** that are corpora takes them up: their stories stay, told by their path from there.  A corpus whose folder is no
** more, and whose files are found here, has been moved.
*/
#include "load.h"

#include <string.h>

/* A moved corpus is known by so many of its files, of which half must be there by name and size. */
enum { FILES_COMPARED = 200 };

static int found_by_files(struct load *l, sqlite3_int64 corpus, bool *same) {
  sqlite3_stmt *s = NULL;
  int rc = sqlite3_prepare_v2(
      l->db,
      "SELECT count(*), count(a.path) FROM (SELECT path, bytes FROM main.file WHERE corpus = ?1 LIMIT ?3) f"
      " LEFT JOIN news_articles(?2) a ON a.path = f.path AND a.record = 1 AND a.bytes IS f.bytes",
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

int load_find_corpus(struct load *l) {
  int rc = find(l);
  if (rc != SQLITE_OK) return rc;
  char *sql = l->corpus ? sqlite3_mprintf("UPDATE main.corpus SET root = %Q WHERE id = %lld AND root <> %Q",
                                          l->root.folder, l->corpus, l->root.folder)
                        : sqlite3_mprintf("INSERT INTO main.corpus(root) VALUES(%Q)", l->root.folder);
  rc = sql ? sqlite3_exec(l->db, sql, NULL, NULL, NULL) : SQLITE_NOMEM;
  sqlite3_free(sql);
  if (rc != SQLITE_OK) return load_failed(l, rc);
  if (!l->corpus) l->corpus = sqlite3_last_insert_rowid(l->db);
  return *l->root.part ? SQLITE_OK : take_up_all(l);
}
