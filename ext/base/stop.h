/*
** Whether long work must end: who starts it says how that is asked.
**
**     for (size_t at = 0; at < bytes && !must_stop(stop, 1); at++) ...
*/
#ifndef NEWSEXT_STOP_H
#define NEWSEXT_STOP_H

#include <stdbool.h>
#include <stddef.h>

struct stop {
  int (*ask)(void *context); /* not 0 ends the work */
  void *context;
  bool stopped;
  size_t undone; /* bytes done since it was asked */
};

/* To be called in every loop over a text with the bytes just done.  Asks every 16 KB; NULL never stops. */
static inline bool must_stop(struct stop *s, size_t done) {
  enum { ASK_EVERY = 1 << 14 };
  if (!s || s->stopped) return s != NULL;
  s->undone += done;
  if (s->undone < ASK_EVERY) return false;
  s->undone = 0;
  s->stopped = s->ask(s->context) != 0;
  return s->stopped;
}

#endif
