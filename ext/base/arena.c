/* The arena: see arena.h. */
#include "arena.h"
#include "memory.h"

#include <stdint.h>
#include <string.h>

struct arena_block {
  struct arena_block *older;
  size_t size;
};

enum {
  ALIGN = 8, /* what SQLite's allocator promises */
  HEAD = sizeof(struct arena_block),
  FIRST_BLOCK = 4096,
  LARGEST_BLOCK = 1 << 20
};

/* A new block with room for `bytes`. */
static bool add_block(struct arena *arena, size_t bytes) {
  /* Blocks double with what is held, so their number stays small. */
  size_t size = arena->bytes < FIRST_BLOCK ? FIRST_BLOCK : arena->bytes;
  if (size > LARGEST_BLOCK) size = LARGEST_BLOCK;
  if (size < bytes + HEAD) size = bytes + HEAD;
  if (arena->most && arena->bytes + size > arena->most) {
    arena->full = true;
    return false;
  }
  struct arena_block *block = memory_resize(NULL, size);
  if (!block) return false;
  block->older = arena->blocks;
  block->size = size;
  arena->blocks = block;
  arena->next = (unsigned char *)block + HEAD;
  arena->end = (unsigned char *)block + size;
  arena->bytes += size;
  return true;
}

void arena_reserve(struct arena *arena, size_t bytes) {
  if (bytes > (size_t)(arena->end - arena->next)) add_block(arena, bytes);
}

void *arena_take(struct arena *arena, size_t bytes) {
  size_t rounded = bytes ? (bytes + ALIGN - 1) & ~(size_t)(ALIGN - 1) : ALIGN; /* NULL always means: no memory */
  bool fits = bytes <= SIZE_MAX / 2 && rounded <= (size_t)(arena->end - arena->next);
  if (!fits && (bytes > SIZE_MAX / 2 || !add_block(arena, rounded))) {
    arena->no_memory = true;
    return NULL;
  }
  void *got = arena->next;
  arena->next += rounded;
  return got;
}

void *arena_get(struct arena *arena, size_t bytes) {
  void *got = arena_take(arena, bytes);
  return got ? memset(got, 0, bytes) : NULL;
}

char *arena_copy(struct arena *arena, const char *from, size_t bytes) {
  char *copy = arena_take(arena, bytes + 1);
  if (!copy) return NULL;
  if (bytes) memcpy(copy, from, bytes);
  copy[bytes] = 0;
  return copy;
}

bool arena_room(struct arena *arena, void **items, size_t *room, size_t count, size_t size) {
  size_t more = *room ? *room * 2 : 16;
  void *moved = arena_take(arena, more * size);
  if (!moved) return false;
  if (count) memcpy(moved, *items, count * size);
  *items = moved;
  *room = more;
  return true;
}

void arena_free(struct arena *arena) {
  for (struct arena_block *block = arena->blocks, *older; block; block = older) {
    older = block->older;
    memory_free(block);
  }
  *arena = (struct arena){0};
}

void arena_clear(struct arena *arena) {
  struct arena_block *kept = arena->blocks; /* the newest, which mostly is the largest */
  if (!kept || kept->size > LARGEST_BLOCK) {
    arena_free(arena);
    return;
  }
  arena->blocks = kept->older;
  arena_free(arena);
  kept->older = NULL;
  *arena = (struct arena){.blocks = kept,
                          .next = (unsigned char *)kept + HEAD,
                          .end = (unsigned char *)kept + kept->size,
                          .bytes = kept->size};
}
