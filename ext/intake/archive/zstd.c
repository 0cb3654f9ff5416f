/* A file compressed by Zstandard (RFC 8878), by libzstd, which is optional when newsext is built. */
#include "coding.h"
#include "layer.h"

#if defined(NEWSEXT_ZSTD)
#define ZSTD_STATIC_LINKING_ONLY /* memory of one's own; the library is linked as an archive */
#include <zstd.h>
#include <zstd_errors.h>

struct zstd {
  struct layer layer;
  ZSTD_DCtx *state;
  bool within; /* a frame */
};

static bool begin(struct layer *l) {
  struct zstd *z = (struct zstd *)l;
  z->state = ZSTD_createDCtx_advanced((ZSTD_customMem){library_take, library_give_back, NULL});
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
      else l->source.problem = CODING_BROKEN ": the rest cannot be read";
      break;
    }
    z->within = rc != 0;
    if (!rest.bytes && out.pos == before) {
      if (!(l->in->stop && l->in->stop->stopped)) l->source.problem = stream_cut(l->in);
      break;
    }
  }
  return layer_count(l, out.pos) ? out.pos : 0;
}

static void close(struct layer *l) { ZSTD_freeDCtx(((struct zstd *)l)->state); }

const char *zstd_text(struct buffer *out, struct slice s, size_t most, struct stop *stop) {
  ZSTD_DCtx *state = ZSTD_createDCtx_advanced((ZSTD_customMem){library_take, library_give_back, NULL});
  ZSTD_inBuffer in = {s.text, s.bytes, 0};
  size_t rc = 1;
  bool more = state != NULL; /* to come from what was given */
  out->no_memory |= !state;
  while (more && rc && out->count < most && buffer_room(out, CODING_STEP) && !must_stop(stop, CODING_STEP)) {
    ZSTD_outBuffer to = {out->bytes + out->count, CODING_STEP, 0};
    rc = ZSTD_decompressStream(state, &to, &in);
    out->count += to.pos;
    more = !ZSTD_isError(rc) && (to.pos == to.size || in.pos < in.size);
  }
  out->no_memory |= ZSTD_isError(rc) && ZSTD_getErrorCode(rc) == ZSTD_error_memory_allocation;
  ZSTD_freeDCtx(state);
  return !rc ? NULL : more ? CODING_TOO_MUCH : CODING_BROKEN;
}

#else /* without libzstd */

struct zstd {
  struct layer layer;
};

static const char missing[] = "is compressed by zstd, which this build cannot read: it was built without libzstd";

const char *zstd_text(struct buffer *out, struct slice s, size_t most, struct stop *stop) {
  (void)out, (void)s, (void)most, (void)stop;
  return missing;
}

static bool begin(struct layer *l) {
  l->problem = missing;
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
