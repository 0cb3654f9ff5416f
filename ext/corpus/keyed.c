/* Sorting by key: see keyed.h. */
#include "keyed.h"

enum { FEW = 32 };

void sort_keyed(struct keyed *items, struct keyed *room, size_t count) {
  for (size_t i = 1; i < count && count <= FEW; i++) {
    const struct keyed x = items[i];
    size_t k = i;
    for (; k && items[k - 1].key > x.key; k--) items[k] = items[k - 1];
    items[k] = x;
  }
  for (unsigned shift = 0; shift < 32 && count > FEW; shift += 8) {
    size_t place[257] = {0};
    for (size_t i = 0; i < count; i++) place[(items[i].key >> shift & 255) + 1]++;
    for (unsigned b = 1; b < 256; b++) place[b] += place[b - 1];
    for (size_t i = 0; i < count; i++) room[place[items[i].key >> shift & 255]++] = items[i];
    struct keyed *other = items;
    items = room, room = other; /* after four turns where they were */
  }
}
