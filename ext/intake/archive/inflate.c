/* Inflating: see inflate.h. */
#include "inflate.h"

#include "../../base/memory.h"
#include "coding.h"

#if defined(NEWSEXT_ZLIB)
#include <limits.h>
#include <string.h>
#include <zlib.h>

enum { GZIP_WINDOW = 16 + MAX_WBITS, RAW_WINDOW = -MAX_WBITS };

static void *take(void *context, unsigned items, unsigned size) {
  (void)context;
  return memory_resize(NULL, (size_t)items * size + 1);
}

const char *inflate_missing(void) { return NULL; }

bool inflater_begin(struct inflater *i, bool is_raw) {
  inflater_end(i);
  z_stream *z = memory_resize(NULL, sizeof *z);
  if (!z) return false;
  *z = (z_stream){.zalloc = take, .zfree = library_give_back};
  if (inflateInit2(z, is_raw ? RAW_WINDOW : GZIP_WINDOW) != Z_OK) {
    memory_free(z);
    return false;
  }
  i->state = z;
  i->is_raw = is_raw;
  return true;
}

/* Behind the end of a gzip member: another may follow, which goes on with the same text. */
static void end_member(struct inflater *i, struct stream *in) {
  bool more = !i->is_raw && stream_need(in, 2) && !memcmp(stream_rest(in).text, "\x1F\x8B", 2);
  i->ended = !more || inflateReset(i->state) != Z_OK;
}

size_t inflater_read(struct inflater *i, struct layer *l, char *to, size_t room) {
  z_stream *z = i->state;
  size_t asked = room > INT_MAX ? INT_MAX : room;
  if (l->source.problem) return 0;
  z->next_out = (unsigned char *)to;
  z->avail_out = (unsigned)asked;
  while (z->avail_out && !i->ended) {
    struct slice rest = stream_rest(l->in);
    if (!rest.bytes) {
      if (stream_more(l->in)) continue;
      if (!(l->in->stop && l->in->stop->stopped)) l->source.problem = stream_cut(l->in);
      break;
    }
    unsigned given = rest.bytes > INT_MAX ? INT_MAX : (unsigned)rest.bytes;
    z->next_in = (z_const Bytef *)(uintptr_t)rest.text; /* which it only reads */
    z->avail_in = given;
    int rc = inflate(z, Z_NO_FLUSH);
    l->in->at += given - z->avail_in;
    i->taken += given - z->avail_in;
    if (rc == Z_STREAM_END) end_member(i, l->in);
    else if (rc == Z_MEM_ERROR) l->source.no_memory = true;
    else if (rc != Z_OK && rc != Z_BUF_ERROR) l->source.problem = CODING_BROKEN ": the rest cannot be read";
    if (l->source.problem || l->source.no_memory) break;
  }
  size_t made = asked - z->avail_out;
  return layer_count(l, made) ? made : 0;
}

void inflater_end(struct inflater *i) {
  if (i->state) inflateEnd(i->state);
  memory_free(i->state);
  *i = (struct inflater){0};
}

const char *inflate_text(struct buffer *out, struct slice s, size_t most, struct stop *stop) {
  enum { ANY_WINDOW = 32 + MAX_WBITS };
  z_stream z = {.zalloc = take, .zfree = library_give_back};
  z.next_in = (z_const Bytef *)(uintptr_t)s.text;
  z.avail_in = s.bytes > INT_MAX ? INT_MAX : (unsigned)s.bytes;
  int rc = inflateInit2(&z, ANY_WINDOW);
  if (rc != Z_OK) out->no_memory = true;
  while (rc == Z_OK && out->count < most && buffer_room(out, CODING_STEP) && !must_stop(stop, CODING_STEP)) {
    z.next_out = (unsigned char *)out->bytes + out->count;
    z.avail_out = CODING_STEP;
    rc = inflate(&z, Z_NO_FLUSH);
    out->count += CODING_STEP - z.avail_out;
    out->no_memory |= rc == Z_MEM_ERROR;
  }
  inflateEnd(&z);
  return rc == Z_STREAM_END ? NULL : rc == Z_OK ? CODING_TOO_MUCH : CODING_BROKEN;
}

#else /* without zlib */

const char *inflate_missing(void) { return "is compressed, by what this build cannot read: it was built without zlib"; }

bool inflater_begin(struct inflater *i, bool is_raw) {
  *i = (struct inflater){.is_raw = is_raw, .ended = true};
  return true;
}

size_t inflater_read(struct inflater *i, struct layer *l, char *to, size_t room) {
  (void)i, (void)to, (void)room;
  l->source.problem = inflate_missing();
  return 0;
}

void inflater_end(struct inflater *i) { *i = (struct inflater){0}; }

const char *inflate_text(struct buffer *out, struct slice s, size_t most, struct stop *stop) {
  (void)out, (void)s, (void)most, (void)stop;
  return inflate_missing();
}

#endif
