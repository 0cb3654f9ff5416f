/*
** What an opened file holds: itself, or, of an archive, its members, one after the other.
**
**     struct archive a = {.file.fd = -1};
**     archive_open(&a, fd, "crawl.tar.gz", true);
**     while (archive_next(&a)) use(a.path.bytes, a.bytes, a.problem);      // "crawl.tar.gz/2019/a.html"
**     archive_close(&a);
**
** A compressed file is a layer over a file, an archive a layer over that, and so on: each reads the bytes of the one
** below as they come, so that memory does not grow and a pipe will do.  The name says what a file is, else its first
** bytes do.  A layer is one file of this folder (layer.h).
**
** Hostile archives: layers in layers have an end, and where far more comes out than a text can be packed into, that is
** the end of it, with a problem that says so.
*/
#ifndef NEWSEXT_ARCHIVE_H
#define NEWSEXT_ARCHIVE_H

#include "../stream.h"

#include <stdint.h>

#define ARCHIVE_BROKEN "is broken: the rest of the archive cannot be read"

struct archive {
  /* Set before archive_open(), or left NULL: whether a member, or one below a path that ends in a slash, is wanted. */
  bool (*wanted)(void *context, const char *path, size_t bytes);
  void *context;
  struct stop *stop;

  struct buffer path;   /* of the member: the file's, a slash, its name in the archive */
  size_t name_bytes;    /* of the part of it whose end says what the member holds: without ".gz" */
  struct stream *bytes; /* of the member; whoever moves them away owns them */
  const char *problem;  /* why there are none, or no more members; constant text, or NULL */
  bool no_memory;

  struct stream file;
  struct layer *layer; /* the innermost open one; NULL: none */
  uint64_t unpacked;   /* bytes that came out of all layers */
  bool begun, done;
  bool too_much; /* more came out than any text can be packed into */
};

/* Begins to read an open file, which is then the archive's own.  `regular`: it is no pipe. */
void archive_open(struct archive *, int fd, struct slice path, bool regular);

/* Goes to the next member: at least one in every file.  False at the end, when there is no memory or work must end. */
bool archive_next(struct archive *);

/* The path without ".gz": what the member is called where that says what it holds. */
struct slice archive_name(const struct archive *);

/* Whether any part of it has no memory. */
bool archive_lacks_memory(const struct archive *);

/* Closes what is open; its room serves again. */
void archive_end(struct archive *);

/* The same, and frees all. */
void archive_close(struct archive *);

#endif
