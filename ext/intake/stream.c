/* A window on a file: see stream.h. */
#define _POSIX_C_SOURCE 200809L
#include "stream.h"

#include <errno.h>
#include <poll.h>
#include <stdint.h>
#include <string.h>
#include <unistd.h>

enum { STEP = 1 << 18, MOST_STEP = 1 << 22 };

struct slice stream_rest(const struct stream *s) {
  return (struct slice){s->window.bytes ? s->window.bytes + s->at : "", s->window.count - s->at};
}

/* Waits until a pipe has something, or the work must end, which is then true. */
static bool wait_for(struct stream *s) {
  enum { WAIT_MS = 10 };
  struct pollfd one = {.fd = s->fd, .events = POLLIN};
  while (!must_stop(s->stop, SIZE_MAX / 2))
    if (s->regular || !s->stop || poll(&one, 1, WAIT_MS) != 0) return false;
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
  ssize_t got = -1;
  do {
    if (wait_for(s)) break;
    got = read(s->fd, s->window.bytes + s->window.count, want);
  } while (got < 0 && (errno == EINTR || errno == EAGAIN));
  if (s->stop && s->stop->stopped) return false;
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
