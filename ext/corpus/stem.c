/* Words without their endings: see stem.h. */
#include "stem.h"

#include "../language/lexicon.h"

#include <string.h>

enum { LONGEST_ENDING = 5, TWICE_FROM = 5 /* letters, of which the last may be there twice */ };

/* How many letters must stand before what is an ending; 0: it is none. */
static size_t least_before(struct word_key ending, bool derived) {
  uint32_t word = lexicon_find(ending);
  if (!word) return 0;
  int least = lexicon_has(word, LEXICON_INFLECTION)              ? lexicon_number(word, LEXICON_INFLECTION)
              : derived && lexicon_has(word, LEXICON_DERIVATION) ? lexicon_number(word, LEXICON_DERIVATION)
                                                                 : 0;
  return least > 0 ? (size_t)least : 0;
}

size_t stem(const char *word, size_t bytes, bool derived) {
  size_t left = bytes, n = bytes < LONGEST_ENDING ? bytes : LONGEST_ENDING;
  char ending[16] = {0};
  struct word_key key;
  memcpy(ending, word + bytes - n, n);
  bool ascii = word_key_short(ending, n, &key);
  for (; n && left == bytes; n--) {
    size_t least = least_before(ascii ? key : word_key(word + bytes - n, n, 0), derived);
    if (least && bytes >= n + least) left = bytes - n;
    key.low >>= 8; /* the key of the ending without its first letter */
  }
  if (left >= TWICE_FROM && left < bytes && word[left - 1] == word[left - 2]) left--; /* stopped, stop */
  return left;
}
