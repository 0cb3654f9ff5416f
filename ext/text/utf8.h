/*
** UTF-8 as SQLite counts it.
**
** SQLite's length() and substr() take as one character: a byte below 0x80, or
** a byte from 0xC0 up with all the continuation bytes (0x80-0xBF) behind it.
** Of continuation bytes that follow none of these, each is one up to 3.51, and a
** run of them is one from 3.54 on.  On valid UTF-8 that is a code point; on any bytes
** at all it is what substr(text, start, length) will cut, so all offsets here follow
** the SQLite that runs, and nothing begins or ends inside such a run.
** The properties of code points are utf8proc's (Unicode 15).
*/
#ifndef NEWSEXT_UTF8_H
#define NEWSEXT_UTF8_H

#include "../base/arena.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { UTF8_REPLACEMENT = 0xFFFD };

/* The code point at byte `*at` (< `bytes`), and `*at` moved behind it.  Bytes
** that are no valid UTF-8 give UTF8_REPLACEMENT, one character or run of strays at a time. */
uint32_t utf8_next(const char *text, size_t bytes, size_t *at);

/* Where the character that ends at byte `at` (> 0) starts.  For long runs of
** stray continuation bytes it gives up after four and returns at - 1. */
size_t utf8_before(const char *text, size_t at);

/* Writes `code` (any valid code point) to `out`; returns the bytes, 1 to 4. */
size_t utf8_write(uint32_t code, char out[4]);

/* How many characters `bytes` bytes are, of strays a run. */
size_t utf8_count(const char *text, size_t bytes);

/* Moves `*at` behind so many characters, or to the end; returns how many it has passed. */
size_t utf8_skip(const char *text, size_t bytes, size_t *at, size_t characters);

/* Whether all is valid UTF-8 (no surrogates, no overlong forms). */
bool utf8_valid(const char *text, size_t bytes);

/* What a code point is. */
bool utf8_is_letter(uint32_t code);    /* Unicode L* */
bool utf8_is_upper(uint32_t code);     /* Lu, Lt */
bool utf8_is_lower(uint32_t code);     /* Ll */
bool utf8_is_digit(uint32_t code);     /* Nd */
bool utf8_is_mark(uint32_t code);      /* M*: accents that follow their letter */
bool utf8_is_space(uint32_t code);     /* Z*, tab, line ends */
bool utf8_is_ideograph(uint32_t code); /* scripts without word breaks: Han, kana, Thai, Lao, Khmer, Burmese */

/*
** From byte offsets to character offsets in constant time: of every 64 bytes, which of them start a character, and
** how many start before.
*/
struct utf8_map {
  struct utf8_part {
    uint64_t starts;
    uint32_t before;
  } * parts; /* in the arena; NULL where all is ASCII */
};

/* Where `runs`, a run of stray continuation bytes is one character, else each of them.  False when there is no memory.
** The arena must outlive the map. */
bool utf8_map_make(struct utf8_map *, struct arena *, const char *text, size_t bytes, bool runs);

/* Characters before byte `at` (<= the bytes the map was made for). */
size_t utf8_map_count(const struct utf8_map *, size_t at);

#endif
