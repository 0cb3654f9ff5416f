/*
** What the intake asks of the operating system: the one file of this floor that knows which one it runs on.
**
**     struct system_folder *folder;
**     struct system_info info;
**     if (!system_open_folder(&folder, NULL, "stories", &info))
**       for (const char *name; (name = system_next_name(folder, &kind)) != NULL;) use(name);
**     system_close_folder(folder);
**
** Paths are UTF-8 with / between names, also on Windows.  A name is told from an open folder, however deep that
** lies, or from the working directory where the folder is NULL.  What returns an int returns 0 or an errno.
*/
#ifndef NEWSEXT_SYSTEM_H
#define NEWSEXT_SYSTEM_H

#include "../base/buffer.h"
#include "../base/slice.h"

#include <stdint.h>

enum system_kind { SYSTEM_FILE, SYSTEM_FOLDER, SYSTEM_OTHER, SYSTEM_UNKNOWN };

/* What is known of a file.  Device and inode tell it from all others; modified is milliseconds since 1970. */
struct system_info {
  enum system_kind kind;
  uint64_t device, inode;
  int64_t bytes, modified;
};

/* The standard input, as a path of a file. */
#define SYSTEM_INPUT "/dev/stdin"

/* What a name leads to, links followed. */
struct system_folder;
int system_stat(const struct system_folder *, const char *name, struct system_info *);

/* Whether a path is there, be it a link to nothing, and whether it is a link. */
int system_find(const char *path, bool *is_link);

/* Opens a folder; the caller closes it.  ENOMEM also where only this process has no memory. */
int system_open_folder(struct system_folder **, const struct system_folder *in, const char *name, struct system_info *);

/* Its next name, in no order, good until the next call, and its kind, SYSTEM_UNKNOWN where only system_stat() can tell;
** NULL at the end. */
const char *system_next_name(struct system_folder *, enum system_kind *);

/* NULL is allowed. */
void system_close_folder(struct system_folder *);

/* Opens a file for reading; `*file` is for the functions below. */
int system_open(int *file, const struct system_folder *, const char *name);

/* Waits some milliseconds at most until a pipe has something; false where it has nothing yet. */
bool system_wait(int file, int milliseconds);

/* Reads some bytes, `*got` of them, 0 at the end. */
int system_read(int file, void *to, size_t bytes, size_t *got);

void system_close(int file);

/* The absolute path without links; the caller frees it by memory_free(). */
int system_real_path(const char *path, char **real);

/* Appends a text in the encoding of a name (IANA's, in capitals) as UTF-8, with U+FFFD for what means nothing there.
** False where the system does not know it. */
bool system_convert(struct buffer *out, struct slice, const char *encoding);

/* A path as the user wrote it with / between its names, in place. */
void system_clean_path(char *path);

#endif
