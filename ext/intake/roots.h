/*
** Where stories come from, told by one name however its path is spelled.
**
**     struct root r = {0};
**     if (root_find(&r, "../news/stories/2019-*") == STATUS_OK)
**       use(r.folder, r.part);                              // "/home/ann/news/stories" "2019-*"
**     root_free(&r);
**
** A folder is all of itself, a file a part of its folder, a pattern a part of the folder before its
** first * ? or [.  No link is left in a folder's name: realpath() of POSIX.
*/
#ifndef NEWSEXT_ROOTS_H
#define NEWSEXT_ROOTS_H

#include "../base/status.h"

#include <stdbool.h>
#include <stddef.h>

struct root {
  char *folder;    /* absolute; it ends in a slash only where it is / */
  char *part;      /* below the folder: "" is all of it, "2019/" a folder's, "a.txt" one file, "2019-*" a pattern */
  bool is_pattern; /* part is one: * ? and [ mean what they do in a shell, \ takes that from the next */
  int error;       /* errno, after STATUS_IO */
};

/* Finds the root of a path.  STATUS_IO where it is not there, STATUS_INVALID where it is a pipe, a
** device or the standard input, which nobody can read again. */
enum status root_find(struct root *, const char *path);

/* Frees what it holds. */
void root_free(struct root *);

/* What a folder is called below another, with a slash at its end; NULL if it is not below it.  Part of `folder`. */
const char *root_below(const char *folder, const char *outer);

/* Makes it the same part told from a folder that it is below.  False when there is no memory. */
bool root_widen(struct root *, const char *outer);

/* Whether a path, relative to the folder, is in the part. */
bool root_has(const struct root *, const char *path);

/* Whether a walk that begins at the outer folder comes by this one: no name on the way is hidden. */
bool root_is_walked(const char *below);

/* Whether there is such a folder. */
bool root_exists(const char *folder);

#endif
