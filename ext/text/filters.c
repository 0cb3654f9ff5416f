/* Filters of words: see filters.h. */
#include "filters.h"

#include "../base/memory.h"

/* A note is a hash, whose low bits say which table it is for: enum word_can, or one of these. */
enum { NOTE_FOUR = 64, NOTE_PAIR = 128, NOTE_ANY = 255 };

enum {
  LEAST_BITS = 16, /* of a place in a table */
  MOST_BITS = 21,
  PLACES_A_NOTE = 16 /* so few of the words that are no names pass */
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

/* A table of bits or bytes for so many notes; how far a hash is shifted to be a place in it. */
static void *table(struct arena *arena, size_t notes, size_t bits_a_place, unsigned *shift) {
  unsigned bits = LEAST_BITS;
  while (bits < MOST_BITS && (size_t)1 << bits < notes * PLACES_A_NOTE) bits++;
  *shift = 64 - bits;
  return arena_get(arena, ((size_t)1 << bits) * bits_a_place / 8);
}

bool filters_make(struct filters *f, struct arena *arena) {
  size_t fours = 0, pairs = 0;
  for (size_t i = 0; i < f->count; i++) {
    fours += (f->notes[i] & NOTE_ANY) == NOTE_FOUR;
    pairs += (f->notes[i] & NOTE_ANY) == NOTE_PAIR;
  }
  uint8_t *words = table(arena, f->count - fours - pairs, 8, &f->shift);
  f->fours = table(arena, fours, 1, &f->four_shift);
  f->pairs = table(arena, pairs, 1, &f->pair_shift);
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
