/*
** A file read through a window, so that its size does not matter.
**
**     struct stream s = {.fd = fd, .most = 1000000000};
**     stream_more(&s)          adds bytes behind those that are there
**     s.window.bytes + s.at    what is not yet used, stream_left(&s) bytes of it
*/
#ifndef NEWSEXT_STREAM_H
#define NEWSEXT_STREAM_H

#include "../base/buffer.h"
#include "../base/slice.h"
#include "../base/stop.h"

#include <stdint.h>

/* What a stream reads where it reads no file: bytes that are made of another's (archive/layer.h). */
struct source {
  size_t (*read)(struct source *, char *to, size_t room); /* 0 at its end, which `problem` says if it is too early */
  const char *problem;                                    /* constant text, or NULL */
  bool no_memory;
};

struct stream {
  int fd;                /* owned; -1: none */
  struct source *source; /* read in its place, where there is one; not owned */
  size_t most;           /* bytes that the window may hold */
  struct buffer window;
  size_t at;      /* where what is not yet used starts */
  uint64_t total; /* bytes read so far */
  bool ended, too_big;
  bool regular;      /* no pipe: a short read is the last */
  int error;         /* errno of a failed read */
  struct stop *stop; /* asked before each read, and while a pipe has nothing; may be NULL */
};

/* What is there and not yet used.  Good until the next stream_more(). */
struct slice stream_rest(const struct stream *);

/* Reads more behind it (what is used makes room).  False at the end, on an error, when
** the window is full (too_big), when there is no memory (window.no_memory) and when the work must end. */
bool stream_more(struct stream *);

/* Whether so many bytes are there, reading more where it must. */
bool stream_need(struct stream *, size_t bytes);

/* Passes over bytes; false where it ends before. */
bool stream_skip(struct stream *, uint64_t bytes);

/* Why it has no more, where that is no end: constant text, or NULL. */
const char *stream_problem(const struct stream *);

/* The same where it ends before it should. */
const char *stream_cut(const struct stream *);

/* Closes the file and frees the window. */
void stream_close(struct stream *);

#endif
