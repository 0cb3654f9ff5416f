/* Errors of a load: see load_job.h. */
#include "load_job.h"

#include "transaction.h"

#include <stdarg.h>

int load_error(struct load *l, const char *problem, ...) {
  va_list list;
  va_start(list, problem);
  sqlite3_free(l->error);
  l->error = sqlite3_vmprintf(problem, list);
  va_end(list);
  return l->error ? SQLITE_ERROR : SQLITE_NOMEM;
}

int load_failed(struct load *l, int rc) {
  if (rc == SQLITE_OK || rc == SQLITE_NOMEM || rc == SQLITE_INTERRUPT || l->error) return rc;
  l->error = database_problem(l->db, rc);
  return l->error ? rc : SQLITE_NOMEM;
}
