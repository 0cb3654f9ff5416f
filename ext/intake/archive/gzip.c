/* A file compressed by gzip (RFC 1952): one text, of which each member of the file is a part. */
#include "inflate.h"

struct gzip {
  struct layer layer;
  struct inflater inflater;
};

static bool begin(struct layer *l) {
  l->problem = inflate_missing();
  return !l->problem && inflater_begin(&((struct gzip *)l)->inflater, false);
}

static bool next(struct layer *l, struct buffer *name) {
  (void)name;
  return !l->members;
}

static size_t read(struct layer *l, char *to, size_t room) {
  return inflater_read(&((struct gzip *)l)->inflater, l, to, room);
}

static void close(struct layer *l) { inflater_end(&((struct gzip *)l)->inflater); }

const struct format gzip_format = {
    .bytes = sizeof(struct gzip), .holds_one = true, .begin = begin, .next = next, .read = read, .close = close};
