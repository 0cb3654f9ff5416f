/* Patterns, by PCRE2: see pattern.h. */
#include "pattern.h"

#include "../base/memory.h"
#include "utf8.h"

#include <pcre2.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

/*
** PCRE2 cannot be told to stop, so it is asked to search a window of starts at a time, and `stop` is asked between.
** How long a window takes is not known before: it grows while they are quick, and shrinks to a single start.  Of a
** window no start may take more than a few steps; where one does, it is tried alone with more.
*/
enum {
  WIDEST = 1 << 10,      /* bytes of a window */
  QUICK_NS = 500000,     /* a window that took less is doubled, */
  SLOW_NS = 2000000,     /* one that took more is halved */
  FEW_STEPS = 2000,      /* of backtracking from one start of many */
  MATCH_LIMIT = 500000,  /* from one that is tried alone */
  MOST_ALONE = 20000,    /* starts of one text that are tried alone */
  HEAP_LIMIT = 64 * 1024 /* KiB */
};

struct pattern {
  pcre2_general_context *memory;
  pcre2_code *code;
  pcre2_match_context *limits;
  pcre2_match_data *match;
  size_t window;  /* what did last */
  unsigned alone; /* starts of this text that were tried alone */
};

static void *allocate(size_t bytes, void *unused) {
  (void)unused;
  return memory_resize(NULL, bytes);
}

static void release(void *block, void *unused) {
  (void)unused;
  memory_free(block);
}

struct pattern *pattern_new(const char *source, size_t bytes, char why[PATTERN_MESSAGE]) {
  int error = 0;
  PCRE2_SIZE where = 0;
  pcre2_compile_context *context = NULL;
  why[0] = 0;
  struct pattern *p = memory_resize(NULL, sizeof *p);
  if (!p) return NULL;
  *p = (struct pattern){.memory = pcre2_general_context_create(allocate, release, NULL), .window = WIDEST};
  if (!p->memory || !(context = pcre2_compile_context_create(p->memory))) goto fail;
  p->code =
      pcre2_compile((PCRE2_SPTR)source, bytes,
                    PCRE2_UTF | PCRE2_UCP | PCRE2_MATCH_INVALID_UTF | PCRE2_NEVER_BACKSLASH_C | PCRE2_USE_OFFSET_LIMIT,
                    &error, &where, context);
  if (!p->code) {
    if (error == PCRE2_ERROR_HEAP_FAILED) goto fail;
    char said[PATTERN_MESSAGE - 40] = "";
    pcre2_get_error_message(error, (PCRE2_UCHAR *)said, sizeof said);
    snprintf(why, PATTERN_MESSAGE, "%s, at character %zu", said, utf8_count(source, where < bytes ? where : bytes) + 1);
    goto fail;
  }
  pcre2_jit_compile(p->code, PCRE2_JIT_COMPLETE); /* where there is none, it is slower */
  p->limits = pcre2_match_context_create(p->memory);
  p->match = pcre2_match_data_create(1, p->memory);
  if (!p->limits || !p->match) goto fail;
  pcre2_set_heap_limit(p->limits, HEAP_LIMIT);
  pcre2_compile_context_free(context);
  return p;
fail:
  pcre2_compile_context_free(context);
  pattern_free(p);
  return NULL;
}

void pattern_free(struct pattern *p) {
  if (!p) return;
  pcre2_match_data_free(p->match);
  pcre2_match_context_free(p->limits);
  pcre2_code_free(p->code);
  pcre2_general_context_free(p->memory);
  memory_free(p);
}

size_t pattern_bytes(const struct pattern *p) {
  enum { SMALL_PARTS = 1024 }; /* contexts, match data */
  size_t code = 0, jit = 0;
  pcre2_pattern_info(p->code, PCRE2_INFO_SIZE, &code);
  pcre2_pattern_info(p->code, PCRE2_INFO_JITSIZE, &jit);
  return sizeof *p + code + jit + SMALL_PARTS;
}

static int64_t nanoseconds(void) {
  struct timespec t;
  timespec_get(&t, TIME_UTC);
  return (int64_t)t.tv_sec * 1000000000 + t.tv_nsec;
}

/* Searches from one of the bytes from .. last, and changes the window by how long that takes. */
static int search_window(struct pattern *p, const char *text, size_t bytes, size_t from, size_t last) {
  int64_t began = nanoseconds();
  pcre2_set_match_limit(p->limits, last == from ? MATCH_LIMIT : FEW_STEPS);
  pcre2_set_offset_limit(p->limits, last);
  int rc = pcre2_match(p->code, (PCRE2_SPTR)text, bytes, from, PCRE2_NOTEMPTY, p->match, p->limits);
  if (rc == PCRE2_ERROR_JIT_STACKLIMIT) { /* without JIT a step takes longer */
    if (last == from) pcre2_set_match_limit(p->limits, MATCH_LIMIT / 4);
    rc = pcre2_match(p->code, (PCRE2_SPTR)text, bytes, from, PCRE2_NOTEMPTY | PCRE2_NO_JIT, p->match, p->limits);
  }
  int64_t took = nanoseconds() - began;
  if (took > SLOW_NS) p->window /= 2;
  else if (took < QUICK_NS && p->window < WIDEST) p->window = p->window * 2 + 1;
  return rc;
}

enum status pattern_find(struct pattern *p, const char *text, size_t bytes, size_t from, int (*stop)(void *),
                         void *context, struct span *found) {
  *found = (struct span){0, 0};
  if (!from) p->alone = 0;
  while (from < bytes) {
    size_t last = bytes - from > p->window ? from + p->window : bytes;
    int rc = search_window(p, text, bytes, from, last);
    if (rc >= 0) {
      const PCRE2_SIZE *at = pcre2_get_ovector_pointer(p->match);
      if (at[1] > at[0]) {  /* \K in a look-ahead can turn them round */
        size_t end = at[1]; /* with stray bytes behind it, which SQLite takes for part of its last character */
        while (end < bytes && ((unsigned char)text[end] & 0xC0) == 0x80 && (unsigned char)text[end - 1] >= 0x80) end++;
        *found = (struct span){(uint32_t)at[0], (uint32_t)(end - at[0])};
        return STATUS_OK;
      }
      last = at[0] >= from ? at[0] + 1 : from + 1;
    } else if (rc == PCRE2_ERROR_MATCHLIMIT || rc == PCRE2_ERROR_DEPTHLIMIT || rc == PCRE2_ERROR_HEAPLIMIT) {
      if (last == from || ++p->alone > MOST_ALONE) return STATUS_TOO_COMPLEX;
      p->window = 0;
      last = from;
    } else if (rc == PCRE2_ERROR_NOMEMORY) {
      return STATUS_NO_MEMORY;
    } else if (rc != PCRE2_ERROR_NOMATCH) {
      return STATUS_INVALID;
    } else {
      last++;
    }
    while (last < bytes && ((unsigned char)text[last] & 0xC0) == 0x80) last++;
    from = last;
    if (stop && stop(context)) return STATUS_INTERRUPTED;
  }
  return STATUS_OK;
}
