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

static size_t read_file(struct stream *s, size_t want) {
  size_t got = 0;
  do {
    if (wait_for(s)) break;
    s->error = system_read(s->fd, s->window.bytes + s->window.count, want, &got);
  } while (s->error == EINTR || s->error == EAGAIN);
  return got;
}

static size_t read_source(struct stream *s, size_t want) {
  if (must_stop(s->stop, SIZE_MAX / 2)) return 0;
  size_t got = s->source->read(s->source, s->window.bytes + s->window.count, want);
  s->window.no_memory |= s->source->no_memory;
  return got;
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
  size_t got = s->source ? read_source(s, want) : read_file(s, want);
  if (s->stop && s->stop->stopped) return false;
  s->window.count += got;
  s->total += got;
  s->ended = !got || (s->regular && got < want);
  return got > 0;
}

bool stream_need(struct stream *s, size_t bytes) {
  while (stream_rest(s).bytes < bytes)
    if (!stream_more(s)) return false;
  return true;
}

bool stream_skip(struct stream *s, uint64_t bytes) {
  while (bytes) {
    size_t there = stream_rest(s).bytes;
    if (!there && !stream_more(s)) return false;
    if (there > bytes) there = (size_t)bytes;
    s->at += there;
    bytes -= there;
  }
  return true;
}

const char *stream_problem(const struct stream *s) {
  if (s->error) return "cannot be read";
  if (s->too_big) return "is too big for a story";
  return s->source ? s->source->problem : NULL;
}

const char *stream_cut(const struct stream *s) {
  const char *problem = stream_problem(s);
  return problem ? problem : "ends before its end";
}

void stream_close(struct stream *s) {
  if (s->fd >= 0) system_close(s->fd);
  buffer_free(&s->window);
  *s = (struct stream){.fd = -1, .most = s->most};
}
