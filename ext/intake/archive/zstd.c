/* A file compressed by Zstandard (RFC 8878), by libzstd, which is optional when newsext is built. */
#include "layer.h"

#if defined(NEWSEXT_ZSTD)
#define ZSTD_STATIC_LINKING_ONLY /* memory of one's own; the library is linked as an archive */
#include "../../base/memory.h"

#include <zstd.h>
#include <zstd_errors.h>

struct zstd {
  struct layer layer;
  ZSTD_DCtx *state;
  bool within; /* a frame */
};

static void *take(void *context, size_t bytes) {
  (void)context;
  return memory_resize(NULL, bytes + 1);
}

static void give_back(void *context, void *block) {
  (void)context;
  memory_free(block);
}

static bool begin(struct layer *l) {
  struct zstd *z = (struct zstd *)l;
  z->state = ZSTD_createDCtx_advanced((ZSTD_customMem){take, give_back, NULL});
  return z->state != NULL;
}

static size_t read(struct layer *l, char *to, size_t room) {
  struct zstd *z = (struct zstd *)l;
  ZSTD_outBuffer out = {to, room, 0};
  if (l->source.problem) return 0;
  while (out.pos < room) {
    struct slice rest = stream_rest(l->in);
    if (!rest.bytes && stream_more(l->in)) continue;
    if (!rest.bytes && !z->within) break; /* between frames: the end */
    ZSTD_inBuffer in = {rest.text, rest.bytes, 0};
    size_t before = out.pos, rc = ZSTD_decompressStream(z->state, &out, &in);
    l->in->at += in.pos;
    if (ZSTD_isError(rc)) {
      if (ZSTD_getErrorCode(rc) == ZSTD_error_memory_allocation) l->source.no_memory = true;
      else l->source.problem = "is compressed, and broken: the rest cannot be read";
      break;
    }
    z->within = rc != 0;
    if (!rest.bytes && out.pos == before) {
      if (!(l->in->stop && l->in->stop->stopped)) l->source.problem = layer_cut(l->in);
      break;
    }
  }
  return layer_count(l, out.pos) ? out.pos : 0;
}

static void close(struct layer *l) { ZSTD_freeDCtx(((struct zstd *)l)->state); }

#else /* without libzstd */

struct zstd {
  struct layer layer;
};

static bool begin(struct layer *l) {
  l->problem = "is compressed by zstd, which this build cannot read: it was built without libzstd";
  return false;
}

static size_t read(struct layer *l, char *to, size_t room) {
  (void)l, (void)to, (void)room;
  return 0;
}

static void close(struct layer *l) { (void)l; }

#endif

static bool next(struct layer *l, struct buffer *name) {
  (void)name;
  return !l->members;
}

const struct format zstd_format = {
    .bytes = sizeof(struct zstd), .holds_one = true, .begin = begin, .next = next, .read = read, .close = close};
