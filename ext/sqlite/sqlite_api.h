/* SQLite for this floor: the extension API, declared once (in newsext.c). */
#ifndef NEWSEXT_SQLITE_API_H
#define NEWSEXT_SQLITE_API_H

#include <sqlite3ext.h>
SQLITE_EXTENSION_INIT3

#endif
