/* A word of a name: see identity_word.h. */
#include "identity_word.h"

#include "../language/lexicon.h"
#include "../language/names/gazetteer.h"

#include <string.h>

enum { SPELLED_LEAST = 9 /* letters that two spellings of a word have together */ };

static bool is_vowel(char c) { return c == 'a' || c == 'e' || c == 'i' || c == 'o' || c == 'u' || c == 'y'; }

/* The letter that stands for a consonant and those written for it in other spellings; 0 for none. */
static char consonant(const char *at, const char *end, int *taken) {
  static const struct {
    char letters[4], as;
  } pairs[] = {{"ph", 'f'}, {"kh", 'k'}, {"gh", 'k'}, {"ck", 'k'}, {"dj", 'j'}, {"zh", 'j'}, {"th", 't'}, {"dh", 'd'}};
  *taken = 1;
  for (size_t i = 0; end - at > 1 && i < sizeof pairs / sizeof *pairs; i++)
    if (!memcmp(at, pairs[i].letters, 2)) {
      *taken = 2;
      return pairs[i].as;
    }
  switch (*at) {
    case 'q':
    case 'c':
    case 'g': return 'k';
    case 'w': return 'v';
    case 'z': return 's';
    case 'h': return 0;
    default: return is_vowel(*at) || *at == '\'' ? 0 : *at;
  }
}

size_t identity_skeleton(const char *letters, size_t count, char *out) {
  const char *at = letters, *end = at + count;
  size_t n = 0;
  if (at < end && is_vowel(*at)) out[n++] = 'a';
  while (at < end) {
    int taken;
    char c = consonant(at, end, &taken);
    if (c && (!n || out[n - 1] != c)) out[n++] = c;
    at += taken;
  }
  return n;
}

uint64_t identity_word_join(uint64_t hash, const struct identity_word *w) {
  char letters[IDENTITY_LETTERS + 1];
  size_t n = identity_skeleton(w->letters, w->length, letters);
  return gazetteer_join(hash, n ? gazetteer_hash(word_key(letters, n, 0)) : w->hash);
}

unsigned identity_word_edits(const struct identity_word *a, const struct identity_word *b) {
  unsigned char rows[3][IDENTITY_LETTERS + 1];
  unsigned char *before = rows[0], *last = rows[1], *now = rows[2];
  for (unsigned j = 0; j <= b->length; j++) last[j] = (unsigned char)j;
  for (unsigned i = 1; i <= a->length; i++) {
    now[0] = (unsigned char)i;
    for (unsigned j = 1; j <= b->length; j++) {
      unsigned best = last[j - 1] + (a->letters[i - 1] != b->letters[j - 1] ? 1u : 0u);
      if (last[j] + 1u < best) best = last[j] + 1u;
      if (now[j - 1] + 1u < best) best = now[j - 1] + 1u;
      if (i > 1 && j > 1 && a->letters[i - 1] == b->letters[j - 2] && a->letters[i - 2] == b->letters[j - 1] &&
          before[j - 2] + 1u < best)
        best = before[j - 2] + 1u;
      now[j] = (unsigned char)best;
    }
    unsigned char *free = before;
    before = last;
    last = now;
    now = free;
  }
  return last[b->length];
}

/* Whether `word` is among the words of a value, which spaces part. */
static bool is_among(const struct identity_word *word, const char *value) {
  for (size_t n; value && *value; value += n + (value[n] == ' ')) {
    n = strcspn(value, " ");
    if (n == word->length && !memcmp(value, word->letters, n)) return true;
  }
  return false;
}

bool identity_word_listed(const struct identity_word *a, const struct identity_word *b, enum lexicon_list list) {
  return is_among(a, lexicon_value(b->lexicon, list)) || is_among(b, lexicon_value(a->lexicon, list));
}

bool identity_word_spelling(const struct identity_word *a, const struct identity_word *b, uint32_t well_known) {
  if (a->hash == b->hash || identity_word_listed(a, b, LEXICON_SPELLING_VARIANT)) return true;
  if (a->length + b->length < SPELLED_LEAST || ((a->known & well_known) && (b->known & well_known))) return false;
  char x[IDENTITY_LETTERS + 1], y[IDENTITY_LETTERS + 1];
  size_t n = identity_skeleton(a->letters, a->length, x);
  return n == identity_skeleton(b->letters, b->length, y) && !memcmp(x, y, n) &&
         identity_word_edits(a, b) <= SPELLED_EDITS;
}
