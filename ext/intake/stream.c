/* A window on a file: see stream.h. */
#include "stream.h"

#include "system.h"

#include <errno.h>
#include <stdint.h>
#include <string.h>

enum { STEP = 1 << 18, MOST_STEP = 1 << 22 };

struct slice stream_rest(const struct stream *s) {
  return (struct slice){s->window.bytes ? s->window.bytes + s->at : "", s->window.count - s->at};
}

/* Waits until a pipe has something, or the work must end, which is then true. */
static bool wait_for(struct stream *s) {
  enum { WAIT_MS = 10 };
  while (!must_stop(s->stop, SIZE_MAX / 2))
    if (s->regular || !s->stop || system_wait(s->fd, WAIT_MS)) return false;
  return true;
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
  if (want > MOST_STEP) want = MOST_STEP;
  if (want > room) want = room; /* one byte more than a text may have shows that it has too many */
  if (!buffer_room(&s->window, want)) return false;
  size_t got = 0;
  int error = 0;
  do {
    if (wait_for(s)) break;
    error = system_read(s->fd, s->window.bytes + s->window.count, want, &got);
  } while (error == EINTR || error == EAGAIN);
  if (s->stop && s->stop->stopped) return false;
  s->window.count += got;
  s->ended = !got || (s->regular && got < want);
  s->error = error;
  return got > 0;
}

void stream_close(struct stream *s) {
  if (s->fd >= 0) system_close(s->fd);
  buffer_free(&s->window);
  *s = (struct stream){.fd = -1, .most = s->most};
}
