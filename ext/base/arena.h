/*
** An arena: memory that is given out piece by piece and freed all at once.
**
**     struct arena arena = {0};
**     struct token *t = arena_get(&arena, sizeof *t);     // zeroed, aligned
**     arena_free(&arena);                                 // t is gone
**
** A request that cannot be met returns NULL and leaves `no_memory` set, so a
** long computation may check once, at its end.
*/
#ifndef NEWSEXT_ARENA_H
#define NEWSEXT_ARENA_H

#include <stdbool.h>
#include <stddef.h>
#include <string.h>

struct arena {
  struct arena_block *blocks; /* newest first */
  unsigned char *next, *end;  /* the free part of the newest block */
  size_t bytes;               /* held in all, for whoever limits it */
  size_t most;                /* bytes that it may hold; 0: no bound */
  bool no_memory;             /* a request could not be met, */
  bool full;                  /* because of the bound */
};

/* `bytes` zeroed bytes, aligned to 8, that live until arena_free;
** NULL when there is no memory. */
void *arena_get(struct arena *, size_t bytes);

/* The same, but not zeroed: for what is overwritten at once. */
void *arena_take(struct arena *, size_t bytes);

/* Makes the next `bytes` bytes come from one block, where there is memory. */
void arena_reserve(struct arena *, size_t bytes);

/* A copy of `bytes` bytes with a NUL behind it; NULL when there is no memory. */
char *arena_copy(struct arena *, const char *from, size_t bytes);

/* Frees all; the arena can be used again. */
void arena_free(struct arena *);

/* The same, but one block is kept for what comes next. */
void arena_clear(struct arena *);

/*
** A list that grows in an arena.  Declare one for a type, then add to it:
**
**     struct ARENA_LIST(struct span) spans = {0};
**     struct span *s = ARENA_ADD(&arena, &spans);         // zeroed, or NULL
**     for (size_t i = 0; i < spans.count; i++) use(spans.items[i]);
**
** Growing moves the items, so a pointer to one is good until the next add.
*/
#define ARENA_LIST(type) \
  {                      \
    type *items;         \
    size_t count, room;  \
  }
#define ARENA_ADD(arena, list)                                                                               \
  ((list)->count < (list)->room ||                                                                           \
           arena_room((arena), (void **)&(list)->items, &(list)->room, (list)->count, sizeof *(list)->items) \
       ? memset(&(list)->items[(list)->count++], 0, sizeof *(list)->items)                                   \
       : NULL)
bool arena_room(struct arena *, void **items, size_t *room, size_t count, size_t size);

#endif
