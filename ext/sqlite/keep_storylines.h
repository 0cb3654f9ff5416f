/* What the steps of storylines and furniture share. */
#ifndef NEWSEXT_KEEP_STORYLINES_H
#define NEWSEXT_KEEP_STORYLINES_H

#include "keepers.h"

/* A statement over the tables, NULL after an error, whose code is in *rc; finalize it. */
sqlite3_stmt *keep_prepare(struct keeping *, const char *sql, int *rc);

#endif
