/*
** A layer: what a format makes of the bytes below it.  See archive.h.
**
** A file of this folder holds the functions of one format, and a struct that begins with a struct layer.
*/
#ifndef NEWSEXT_LAYER_H
#define NEWSEXT_LAYER_H

#include "archive.h"

struct layer {
  struct source source; /* of its member's bytes */
  const struct format *format;
  struct archive *archive;
  struct layer *outer;
  struct stream *in;      /* what it reads: the bytes of the layer below, or the file's */
  struct stream bytes;    /* of the member that it is at, before they are moved away */
  size_t path_bytes;      /* of archive->path before the member's name */
  size_t name_bytes;      /* see archive.h */
  uint64_t members, left; /* left: bytes of the member that are still to come from `in`, where that is known */
  const char *problem;    /* why there are no more members; of one member: source.problem */
};

struct format {
  size_t bytes;                                      /* of its struct */
  bool holds_one;                                    /* a compressed file: what it holds has no name of its own */
  bool (*begin)(struct layer *);                     /* NULL: nothing to do; false with a problem, or without memory */
  bool (*next)(struct layer *, struct buffer *name); /* goes to the next member; false at the end, or with a problem */
  size_t (*read)(struct layer *, char *to, size_t room); /* of the member; 0 at its end, or with source.problem */
  void (*close)(struct layer *);                         /* NULL: nothing to do */
};

extern const struct format gzip_format, zstd_format, tar_format, zip_format;

/* What the first bytes say, NULL where they are of no format here. */
bool tar_is_one(struct slice);
bool zip_is_one(struct slice);

/* Bytes of a member that lie in `in` as they are, layer->left of them. */
size_t layer_copy(struct layer *, char *to, size_t room);

/* Counts what came out of a layer, and says whether it may go on. */
bool layer_count(struct layer *, size_t bytes);

/* The layer has no more members: because of this, unless the work must end.  False, for next(). */
bool layer_broken(struct layer *, const char *problem);

#endif
