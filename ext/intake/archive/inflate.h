/*
** The compression of gzip and zip: RFC 1951 and 1952, by zlib, which is optional when newsext is built.
*/
#ifndef NEWSEXT_INFLATE_H
#define NEWSEXT_INFLATE_H

#include "layer.h"

struct inflater {
  void *state;        /* zlib's; NULL: not begun */
  uint64_t taken;     /* bytes that it has read */
  bool is_raw, ended; /* without the header and sum of gzip */
};

/* Why this build cannot inflate; NULL where it can. */
const char *inflate_missing(void);

/* Begins with what comes next in the layer's `in`.  False when there is no memory. */
bool inflater_begin(struct inflater *, bool is_raw);

/* Up to `room` bytes; 0 at the end (then `ended`), or with layer->source.problem. */
size_t inflater_read(struct inflater *, struct layer *, char *to, size_t room);

void inflater_end(struct inflater *);

#endif
