/*
** Words as names are compared: folded runs of letters and digits, and the
** gaps between them.
**
**     "Rosie O’Donnell's U.S. cease-fire"
**      rosie | odonnell (possessive) | us (dotted) | cease -gap- fire
**
** Case, diacritics, width and apostrophes go (text/fold.h); single letters
** with stops become one word ("U.S.", "J. P."); "&" is "and"; in scripts
** without word breaks each character is a word.  Word boundaries are those of
** Unicode's UAX #29 except for that.  A word is known by a hash of its folded
** bytes, 64 bits, whose doubles are as good as never.
*/
#ifndef NEWSEXT_WORDS_H
#define NEWSEXT_WORDS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { WORD_BYTES = 160 }; /* folded; a longer word is like no other */

enum word_flag {
  WORD_CAPITAL = 1,     /* begins in upper case */
  WORD_UPPER = 2,       /* has an upper-case letter and no lower-case one */
  WORD_DOTTED = 4,      /* single letters with stops: "U.S.", "J." */
  WORD_ALONE = 8,       /* a character of a script without word breaks; or "&" */
  WORD_DIGIT = 16,      /* has a digit */
  WORD_POSSESSIVE = 32, /* 's behind it */
  WORD_LONG = 64        /* more than WORD_BYTES: its hash is 0 */
};

struct word {
  uint32_t start, end; /* bytes */
  uint32_t behind;     /* where to go on: behind a possessive and an initial's stop */
  uint32_t letters;    /* letters and digits, folded */
  uint64_t hash;
  unsigned flags;
  unsigned count;              /* bytes in folded */
  char folded[WORD_BYTES + 8]; /* with 8 zero bytes behind */
};

/* Reads the word that starts at byte `at`; false if none does: then none starts before `end` either.  Of a word longer
** than some 4,000 bytes it reads so many. */
bool word_read(const char *text, size_t bytes, size_t at, struct word *);

/* The flags of a word of letters and digits of ASCII. */
unsigned word_plain_flags(const char *word, size_t bytes);

/* Whether a word may start at `at`: it is not the inside of one. */
bool word_starts(const char *text, size_t bytes, size_t at);

/* The hash of folded bytes; 8 more bytes must be readable. */
uint64_t word_hash_of(const char *folded, size_t bytes);

/* The same of up to 16 bytes, given as two numbers with the first byte the lowest. */
static inline uint64_t word_hash_16(uint64_t low, uint64_t high) {
  uint64_t h = low * 0x9E3779B97F4A7C15u + high * 0xD6E8FEB86659FD93u;
  h ^= h >> 32;
  return h * 0xC2B2AE3D27D4EB4Fu;
}

/* The first of eight bytes that are given as a number, as many as are asked for. */
static inline uint64_t word_first(uint64_t eight, size_t bytes) {
  return bytes >= 8 ? eight : eight & (((uint64_t)1 << bytes * 8) - 1);
}

/* Appends folded bytes of so many letters to a word. */
void word_join(struct word *, const char *folded, unsigned count, unsigned letters);

/* What stands between two words of a name. */
enum word_gap {
  GAP_SPACE = 1,  /* white space, line ends too, but no empty line */
  GAP_HYPHEN = 2, /* one hyphen, a line end may follow; a slash or stop between digits */
  GAP_NONE = 4,   /* nothing */
  GAP_COMMA = 8,  /* a comma and space */
  GAP_STOP = 16   /* a stop and space */
};

/* Where the next word of a name would start behind byte `at`, the end of a word;
** 0 if what stands there ends a name.  Looks at 64 bytes at most. */
size_t word_gap(const char *text, size_t bytes, size_t at, enum word_gap *);

/* The word before byte `at`, where only white space lies between; false if
** there is none within some 100 bytes. */
bool word_before(const char *text, size_t bytes, size_t at, struct word *);

/* What an ASCII byte is; 0 for what is in no word. */
enum { BYTE_LOWER = 1, BYTE_UPPER = 2, BYTE_DIGIT = 4, BYTE_LINE = 8 /* _ */ };
extern const unsigned char word_classes[256];

static inline bool word_byte(unsigned char c) { return word_classes[c]; }

#endif
