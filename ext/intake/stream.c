/* A window on a file: see stream.h. */
#define _POSIX_C_SOURCE 200809L
#include "stream.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

enum { STEP = 1 << 18 };

struct slice stream_rest(const struct stream *s) {
  return (struct slice){s->window.bytes ? s->window.bytes + s->at : "", s->window.count - s->at};
}

bool stream_more(struct stream *s) {
  if (s->ended || s->too_big || s->window.no_memory) return false;
  if (s->at) { /* what is used makes room */
    memmove(s->window.bytes, s->window.bytes + s->at, s->window.count - s->at);
    s->window.count -= s->at;
    s->at = 0;
  }
  if (s->window.count > s->most) {
    s->too_big = true;
    return false;
  }
  /* The first step is small, for the many small files. */
  size_t want = s->window.count < STEP ? STEP : s->window.count, room = s->most + 1 - s->window.count;
  if (want > room) want = room; /* one byte more than a text may have shows that it has too many */
  if (!buffer_room(&s->window, want)) return false;
  ssize_t got;
  do got = read(s->fd, s->window.bytes + s->window.count, want);
  while (got < 0 && errno == EINTR);
  if (got > 0) s->window.count += (size_t)got;
  s->ended = got <= 0 || (s->regular && (size_t)got < want);
  if (got < 0) s->error = errno;
  return got > 0;
}

void stream_close(struct stream *s) {
  if (s->fd >= 0) close(s->fd);
  buffer_free(&s->window);
  *s = (struct stream){.fd = -1, .most = s->most};
}
