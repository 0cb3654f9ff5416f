/* Filters of words: see filters.h. */
#include "filters.h"

#include "../base/memory.h"

/* A note is a hash, whose low bits say which table it is for: enum word_can, or one of these. */
enum { NOTE_FOUR = 64, NOTE_PAIR = 128, NOTE_TABLE = NOTE_FOUR | NOTE_PAIR, NOTE_ANY = 255 };

enum {
  LEAST_BITS = 16, /* of a place in a table */
  MOST_BITS = 21,
  PLACES_A_NOTE = 8 /* so few of the words that are no names pass */
};

static bool note(struct filters *f, uint64_t hash, unsigned what) {
  if (f->count == f->room) {
    size_t more = f->room ? f->room * 2 : 64;
    uint64_t *moved = memory_resize(f->notes, more * sizeof *moved);
    if (!moved) return false;
    f->notes = moved;
    f->room = more;
  }
  f->notes[f->count++] = (hash & ~(uint64_t)NOTE_ANY) | what;
  return true;
}

bool filter_word(struct filters *f, const char *folded, size_t bytes, unsigned can) {
  return note(f, filter_key(folded, bytes), can);
}

bool filter_pair(struct filters *f, const char *first, size_t first_bytes, const char *second, size_t second_bytes) {
  return note(f, filter_pair_key(filter_key(first, first_bytes), filter_key(second, second_bytes)), NOTE_PAIR);
}

/*
** One edit leaves the first four letters of eight as they are, or the last four; but not where
** the fourth and the fifth of eight change places: then the first four are the word's 1 2 3 5.
*/
bool filter_misspelt(struct filters *f, uint32_t node, const char *folded, size_t bytes, bool eight, bool small) {
  bool done = note(f, filter_four_hash(node, folded, false, small), NOTE_FOUR) &&
              note(f, filter_four_hash(node, folded + bytes - 4, true, small), NOTE_FOUR);
  if (!eight) return done;
  size_t starts[6] = {0}, n = 0; /* of the letters, up to that behind the fifth */
  for (size_t i = 0; i < bytes && n < 6; i++)
    if (((unsigned char)folded[i] & 0xC0) != 0x80) starts[n++] = i;
  char changed[4 + 2 * 4];
  size_t third = starts[3], fourth = starts[4] - starts[3], fifth = starts[5] - starts[4];
  if (third >= 4) return done;
  memcpy(changed, folded, third);
  memcpy(changed + third, folded + starts[4], fifth);
  memcpy(changed + third + fifth, folded + starts[3], fourth);
  return done && note(f, filter_four_hash(node, changed, false, small), NOTE_FOUR);
}

static void mark(uint64_t *bits, uint64_t place) { bits[place >> 6] |= (uint64_t)1 << (place & 63); }

/* A table, NOTE_FOUR, NOTE_PAIR or 0, of bits or bytes for the notes that differ; how far a hash is shifted to be a place in it.  `seen` has a bit
** for each place that the largest table has. */
static void *table(const struct filters *f, struct arena *arena, unsigned what, size_t bits_a_place, unsigned *shift,
                   uint64_t *seen) {
  unsigned bits = LEAST_BITS;
  size_t notes = 0;
  memset(seen, 0, ((size_t)1 << MOST_BITS) / 8);
  for (size_t i = 0; i < f->count; i++) {
    uint64_t place = f->notes[i] >> (64 - MOST_BITS);
    if ((f->notes[i] & NOTE_TABLE) != what || filter_bit(seen, place)) continue;
    mark(seen, place);
    notes++;
  }
  while (bits < MOST_BITS && (size_t)1 << bits < notes * PLACES_A_NOTE) bits++;
  *shift = 64 - bits;
  return arena_get(arena, ((size_t)1 << bits) * bits_a_place / 8);
}

bool filters_make(struct filters *f, struct arena *arena) {
  uint64_t *seen = memory_resize(NULL, ((size_t)1 << MOST_BITS) / 8);
  if (!seen) return false;
  uint8_t *words = table(f, arena, 0, 8, &f->shift, seen);
  f->fours = table(f, arena, NOTE_FOUR, 1, &f->four_shift, seen);
  f->pairs = table(f, arena, NOTE_PAIR, 1, &f->pair_shift, seen);
  memory_free(seen);
  if (!words || !f->fours || !f->pairs) return false;
  for (size_t i = 0; i < f->count; i++) {
    uint64_t hash = f->notes[i];
    unsigned what = hash & NOTE_ANY;
    if (what == NOTE_FOUR) mark(f->fours, hash >> f->four_shift);
    else if (what == NOTE_PAIR) mark(f->pairs, hash >> f->pair_shift);
    else words[hash >> f->shift] |= (uint8_t)what;
  }
  f->words = words;
  filters_free(f);
  return true;
}

void filters_free(struct filters *f) {
  memory_free(f->notes);
  f->notes = NULL;
  f->count = f->room = 0;
}
