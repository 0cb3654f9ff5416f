/* The document: see document.h.  Layers are in files of their own. */
#include "document.h"

#include "../base/memory.h"

#include <string.h>

enum { ONE_PIECE = 1 << 16 }; /* bytes of text for which memory is taken at once */

struct document *document_open(const char *text, size_t bytes, int (*stop)(void *), void *context) {
  return document_replace(NULL, text, bytes, stop, context);
}

const char *document_copy(struct arena *arena, const char *text, size_t bytes) {
  char *copy = arena_take(arena, DOCUMENT_BEFORE + bytes + DOCUMENT_PADDING);
  if (!copy) return NULL;
  memset(copy, 0, DOCUMENT_BEFORE);
  copy += DOCUMENT_BEFORE;
  if (bytes) memcpy(copy, text, bytes);
  memset(copy + bytes, 0, DOCUMENT_PADDING);
  return copy;
}

struct document *document_replace(struct document *d, const char *text, size_t bytes, int (*stop)(void *),
                                  void *context) {
  struct arena arena = {0};
  if (d) {
    arena_clear(&d->arena);
    arena = d->arena;
  } else {
    d = memory_resize(NULL, sizeof *d);
    if (!d) return NULL;
  }
  *d = (struct document){.arena = arena, .stop = stop, .stop_context = context};
  const char *nul = bytes ? memchr(text, 0, bytes) : NULL;
  if (nul) bytes = (size_t)(nul - text);
  if (bytes > INT32_MAX - DOCUMENT_PADDING) {
    d->status = STATUS_TOO_BIG;
    bytes = 0;
  }
  /* The text, its tokens, sentences and dates mostly fit into one piece. */
  if (bytes < ONE_PIECE) arena_reserve(&d->arena, bytes * 7 + 6144);
  d->text = document_copy(&d->arena, text, bytes);
  if (!d->text) {
    document_close(d);
    return NULL;
  }
  d->bytes = (uint32_t)bytes;
  return d;
}

void document_close(struct document *d) {
  if (!d) return;
  arena_free(&d->arena);
  memory_free(d);
}

void *document_memory(struct document *d, size_t bytes) {
  void *got = arena_get(&d->arena, bytes);
  if (!got && !d->status) d->status = STATUS_NO_MEMORY;
  return got;
}

bool document_poll(struct document *d) {
  if (d->arena.no_memory && !d->status) d->status = STATUS_NO_MEMORY;
  if (d->status) return true;
  if (d->unpolled >= DOCUMENT_POLL_BYTES) {
    d->unpolled = 0;
    if (d->stop && d->stop(d->stop_context)) d->status = STATUS_INTERRUPTED;
  }
  return d->status != STATUS_OK;
}

static const struct utf8_map *positions(struct document *d) {
  static const struct utf8_map as_bytes = {0};
  if (!d->map) {
    struct utf8_map *map = document_memory(d, sizeof *map);
    if (!map) return &as_bytes;
    if (!utf8_map_make(map, &d->arena, d->text, d->bytes, d->stray_runs)) {
      d->status = STATUS_NO_MEMORY;
      return &as_bytes;
    }
    d->map = map;
  }
  return d->map;
}

uint32_t document_position(struct document *d, uint32_t at) { return (uint32_t)utf8_map_count(positions(d), at) + 1; }

uint32_t document_length(struct document *d, struct span s) {
  const struct utf8_map *map = positions(d);
  return (uint32_t)(utf8_map_count(map, span_end(s)) - utf8_map_count(map, s.start));
}
