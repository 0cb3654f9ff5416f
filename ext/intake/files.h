/*
** The files of a folder tree, one after the other, in the byte-wise order of
** their paths.
**
**     struct files f = {0};
**     if (files_open(&f, "stories") == STATUS_OK)
**       while (files_next(&f)) use(f.path.bytes, f.problem);
**     files_close(&f);
**
** A root is a folder, a file, a pipe, or a pattern (stories/2019-*).  What cannot be read is a
** row as well, with `problem`.  Names that start with a dot are passed over, as
** the shell does.  Memory: the names of the folders that are open.
*/
#ifndef NEWSEXT_FILES_H
#define NEWSEXT_FILES_H

#include "../base/buffer.h"
#include "../base/status.h"

#include <stdbool.h>
#include <stdint.h>

struct files {
  /* Set before files_open(), or left NULL: whether a file, or any file below a
  ** folder (its path then ends in /), is wanted. */
  bool (*wanted)(void *context, const char *path, size_t bytes);
  void *context;
  const char *only; /* the one path that is wanted: no folder is listed for it */

  struct buffer path;  /* of the file it is at, relative to the root */
  struct buffer full;  /* the same with the root, where direct */
  const char *problem; /* why it cannot be read; NULL if it can.  Constant text. */
  int error;           /* the errno of it, 0 if it says nothing more */

  struct folder *folder; /* the innermost open one */
  char *root, *pattern;  /* pattern: what is left of the root from the first * ? [ on */
  bool single, done;
  bool direct; /* `only` is opened by its name */
  bool no_memory;
};

/* Begins.  STATUS_IO, with `error`, where there is no such root. */
enum status files_open(struct files *, const char *root);

/* Goes to the next file; false at the end, or when there is no memory. */
bool files_next(struct files *);

/* Frees all it holds. */
void files_close(struct files *);

/* Size and time of change (milliseconds since 1970) of the file it is at. */
bool files_stat(struct files *, int64_t *bytes, int64_t *modified);

/* Opens the file it is at, for reading; -1 when that fails, with `problem` and
** `error` set.  The caller closes it. */
int files_read(struct files *);

/* Whether a path agrees with a pattern part by part, or, where it ends in a slash, a path below it may. */
bool files_match(const char *pattern, const char *path, size_t bytes);

#endif
