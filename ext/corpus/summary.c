/* Summaries: see summary.h. */
#include "summary.h"

#include "../base/memory.h"
#include "../base/varint.h"

#include <string.h>

static const char head[SUMMARY_HEAD + 1] = "NXS\1";

void summary_add(struct buffer *pile, const struct summary_record *r) {
  varint_put_slice(pile, r->key);
  buffer_add_byte(pile, r->numbered);
  uint64_t number = (uint64_t)r->number; /* small ones of either sign take few bytes */
  if (r->numbered) varint_put(pile, number << 1 ^ (r->number < 0 ? UINT64_MAX : 0));
  varint_put_slice(pile, r->evidence);
}

bool summary_next(struct slice *records, struct summary_record *r) {
  struct slice rest = *records;
  uint64_t number = 0;
  if (!varint_take_slice(&rest, &r->key) || !rest.bytes || (unsigned char)*rest.text > 1) return false;
  r->numbered = *rest.text;
  rest = (struct slice){rest.text + 1, rest.bytes - 1};
  if (r->numbered && !varint_take(&rest, &number)) return false;
  r->number = (int64_t)(number >> 1 ^ (number & 1 ? UINT64_MAX : 0));
  if (!varint_take_slice(&rest, &r->evidence)) return false;
  *records = rest;
  return true;
}

bool summary_records(struct slice summary, struct slice *records) {
  struct summary_record r, before = {0};
  if (summary.bytes < SUMMARY_HEAD || memcmp(summary.text, head, SUMMARY_HEAD) != 0) return false;
  struct slice rest = {summary.text + SUMMARY_HEAD, summary.bytes - SUMMARY_HEAD};
  *records = rest;
  for (; summary_next(&rest, &r); before = r)
    if (before.key.text && slice_order(before.key, r.key) >= 0) return false;
  return !rest.bytes;
}

/* By key; of one story first the record that counts. */
static int by_key(const void *a, const void *b) {
  const struct summary_record *x = a, *y = b;
  int order = slice_order(x->key, y->key);
  if (order) return order;
  if (x->numbered != y->numbered) return x->numbered ? -1 : 1;
  if (x->number != y->number) return x->number > y->number ? -1 : 1;
  return -slice_order(x->evidence, y->evidence);
}

/* Sorts by merging runs (von Neumann 1945), which may be stopped, and has little to do where parts are sorted already;
** `other` is room for as many.  Returns where the sorted ones are; NULL where it was stopped. */
static struct summary_record *sort(struct summary_record *all, struct summary_record *other, size_t count,
                                   struct stop *stop) {
  for (size_t width = 1; width < count; width *= 2) {
    for (size_t begin = 0; begin < count; begin += 2 * width) {
      size_t middle = begin + width < count ? begin + width : count;
      size_t end = middle + width < count ? middle + width : count;
      for (size_t to = begin, a = begin, b = middle; to < end; to++) {
        if (must_stop(stop, sizeof *all)) return NULL;
        other[to] = b == end || (a < middle && by_key(&all[a], &all[b]) <= 0) ? all[a++] : all[b++];
      }
    }
    struct summary_record *swap = all;
    all = other;
    other = swap;
  }
  return all;
}

enum status summary_write(struct buffer *out, struct slice pile, struct stop *stop) {
  struct summary_record r, *all = NULL, *sorted = NULL;
  struct slice rest = pile;
  size_t count = 0;
  while (summary_next(&rest, &r)) count++;
  if (rest.bytes) return STATUS_INVALID;
  if (count && !(all = memory_resize(NULL, 2 * count * sizeof *all))) return STATUS_NO_MEMORY;
  rest = pile;
  for (size_t i = 0; i < count; i++) summary_next(&rest, &all[i]);
  if (count) sorted = sort(all, all + count, count, stop);
  buffer_room(out, pile.bytes + SUMMARY_HEAD);
  buffer_add(out, head, SUMMARY_HEAD);
  for (size_t i = 0; sorted && i < count; i++)
    if (!i || slice_order(sorted[i - 1].key, sorted[i].key) != 0) summary_add(out, &sorted[i]);
  memory_free(all);
  return count && !sorted ? STATUS_INTERRUPTED : out->no_memory ? STATUS_NO_MEMORY : STATUS_OK;
}
