/* The allocator of the unit tests: see memory.h. */
#include "memory.h"

#include <stdlib.h>

static long until_failure, blocks;
static bool failed;

void memory_fail_at(long k) {
  until_failure = k;
  failed = false;
}

bool memory_failed(void) { return failed; }

long memory_blocks(void) { return blocks; }

void *memory_resize(void *block, size_t bytes) {
  if (until_failure && --until_failure == 0) {
    failed = true;
    return NULL;
  }
  void *got = realloc(block, bytes);
  if (got && !block) blocks++;
  return got;
}

void memory_free(void *block) {
  if (block) blocks--;
  free(block);
}
