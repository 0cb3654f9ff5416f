/*
** newsext: news stories as SQLite tables.
**
** In a program that links newsext's object statically (make static) and
** SQLite:
**
**     sqlite3_auto_extension((void (*)(void))sqlite3_newsext_init);
**
** makes its tables and functions part of every connection opened after that.
** A program that loads newsext.so by sqlite3_load_extension() needs no header.
*/
#ifndef NEWSEXT_H
#define NEWSEXT_H

#define NEWSEXT_VERSION "0.2.0"

/* What the library offers to others, where a compiler asks to be told. */
#ifndef NEWSEXT_API
#define NEWSEXT_API
#endif

#ifdef __cplusplus
extern "C" {
#endif

struct sqlite3;
struct sqlite3_api_routines;

/*
** The entry point that SQLite calls: registers all on a connection.  Returns an
** SQLite result code; after an error `*message`, if it is not NULL, is to be freed by
** sqlite3_free().  `api` is NULL when linked statically.
*/
NEWSEXT_API int sqlite3_newsext_init(struct sqlite3 *db, char **message, const struct sqlite3_api_routines *api);

/*
** The same without articles(), load(), refresh() and all else that reads files or writes of itself: for servers that
** let strangers write SQL.  Loaded by name:
**
**     .load ./newsext sqlite3_newsextnofiles_init
*/
NEWSEXT_API int sqlite3_newsextnofiles_init(struct sqlite3 *db, char **message, const struct sqlite3_api_routines *api);

#ifdef __cplusplus
}
#endif

#endif
