/* What the formats share: see layer.h. */
#include "layer.h"

#include "coding.h"

#include <string.h>

enum {
  MOST_PACKED = 200,  /* bytes that may come of one byte of the file, */
  UNPACKED = 64 << 20 /* beyond so many */
};

bool layer_broken(struct layer *l, const char *problem) {
  l->problem = l->in->stop && l->in->stop->stopped ? NULL : problem;
  return false;
}

size_t layer_copy(struct layer *l, char *to, size_t room) {
  if (!l->left) return 0;
  if (!stream_rest(l->in).bytes && !stream_more(l->in)) {
    l->source.problem = stream_cut(l->in);
    return 0;
  }
  struct slice rest = stream_rest(l->in);
  if (room > rest.bytes) room = rest.bytes;
  if (room > l->left) room = (size_t)l->left;
  memcpy(to, rest.text, room);
  l->in->at += room;
  l->left -= room;
  return room;
}

bool layer_count(struct layer *l, size_t bytes) {
  struct archive *a = l->archive;
  a->unpacked += bytes;
  if (a->unpacked <= UNPACKED + a->file.total * MOST_PACKED) return true;
  a->too_much = true;
  l->source.problem = CODING_TOO_MUCH ": the rest is not read";
  return false;
}
