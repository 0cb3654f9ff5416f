/*
** Search: the index of words, of the stories that their INSERT has left out (for FTS5 is quickest where many come at
** once).
*/
#include "keepers.h"

int keep_search(struct keeping *k) {
  return keep_run(k, "INSERT INTO main.article_text(rowid, title, body)"
                     " SELECT id, title, body FROM main.article WHERE id IN (SELECT article FROM main.arrived"
                     "  WHERE article NOT IN (SELECT id FROM main.article_text_docsize))");
}
