/* The buffer: see buffer.h. */
#include "buffer.h"
#include "memory.h"

#include <stdint.h>
#include <string.h>

bool buffer_grow(struct buffer *b, size_t more) {
  if (b->no_memory) return false;
  size_t room = b->room ? b->room : 64;
  while (room - b->count <= more && room < SIZE_MAX / 4) room *= 2;
  char *moved = room - b->count > more ? memory_resize(b->bytes, room) : NULL;
  if (!moved) {
    b->no_memory = true;
    return false;
  }
  b->bytes = moved;
  b->room = room;
  return true;
}

void buffer_add(struct buffer *b, const char *from, size_t bytes) {
  if (!buffer_room(b, bytes)) return;
  if (bytes) memcpy(b->bytes + b->count, from, bytes);
  b->count += bytes;
  b->bytes[b->count] = 0;
}

void buffer_add_text(struct buffer *b, const char *text) { buffer_add(b, text, strlen(text)); }

void buffer_free(struct buffer *b) {
  memory_free(b->bytes);
  *b = (struct buffer){0};
}
