/* Numbers under keys, and sorting them. */
#ifndef NEWSEXT_KEYED_H
#define NEWSEXT_KEYED_H

#include <stddef.h>
#include <stdint.h>

struct keyed {
  uint32_t key, value;
};

/* Sorts by key, those of one key in the order in which they came; `room` is for as many.  By insertion where they are
** few, else a radix sort, the last byte first: a comparison would be called for each of many. */
void sort_keyed(struct keyed *items, struct keyed *room, size_t count);

#endif
