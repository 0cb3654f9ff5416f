/* What keep_storylines.c shares with keep_leads.c. */
#ifndef NEWSEXT_KEEP_STORYLINES_H
#define NEWSEXT_KEEP_STORYLINES_H

#include "keepers.h"

/* Makes the table `lead` know the stories that have arrived: an SQLite code. */
int keep_leads(struct keeping *);

/* A statement over the tables, NULL after an error, whose code is in *rc; finalize it. */
sqlite3_stmt *keep_prepare(struct keeping *, const char *sql, int *rc);

#endif
