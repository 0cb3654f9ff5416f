/* Furniture: see furniture.h. */
#include "furniture.h"

#include "../text/fold.h"
#include "../text/utf8.h"
#include "../text/words.h"
#include "fingerprint.h"

#include <stdlib.h>
#include <string.h>

enum {
  FEWEST_LETTERS = 9, /* "Read more" is known again; "He did" is anybody's */
  RUN = 64,           /* bytes of letters that are read at once */
  KEY_BITS = 47,      /* an integer that SQLite keeps in six bytes */
  OWN_ENOUGH = 400,   /* letters of its own make a story another, */
  OWN_PART = 4        /* or the fourth part of all its letters */
};

static bool is_ascii_letter_or_digit(unsigned char byte) {
  return word_classes[byte] & (BYTE_UPPER | BYTE_LOWER | BYTE_DIGIT);
}

static bool is_letter_or_digit(uint32_t code) {
  return code < 0x80 ? is_ascii_letter_or_digit((unsigned char)code) : utf8_is_letter(code) || utf8_is_digit(code);
}

static uint64_t mixed(uint64_t hash, uint64_t more) {
  hash = (hash ^ more) * 0x9FB21C651E98DF25u;
  return hash ^ hash >> 29;
}

/* Mixes in bytes, eight at a time; behind them may stand up to seven zeros. */
static uint64_t mixed_run(uint64_t hash, const unsigned char *run, uint32_t count) {
  for (uint32_t i = 0; i < count; i += 8) hash = mixed(hash, word_eight((const char *)run + i));
  return hash;
}

struct furniture_sentence furniture_sentence(struct slice outlet, struct slice sentence) {
  struct furniture_sentence out = {0};
  uint64_t hash = 0x2545F4914F6CDD1Du;
  unsigned char run[RUN + 4 * FOLD_MOST + 8];
  uint32_t count = 0; /* those that are not yet in the hash */
  for (size_t i = 0; i < outlet.bytes; i++) hash = mixed(hash, (unsigned char)outlet.text[i]);
  for (size_t at = 0; at < sentence.bytes;) { /* `count` is below RUN */
    /* Without a branch at each byte for what is no letter: where words end is as good as chance. */
    const uint32_t before = count;
    const size_t left = sentence.bytes - at, most = at + (left < RUN - count ? left : RUN - count);
    for (unsigned char byte; at < most && (byte = (unsigned char)sentence.text[at]) < 0x80; at++) {
      run[count] = byte | 32; /* of a letter, the lower case; of a digit, itself */
      count += is_ascii_letter_or_digit(byte);
    }
    out.letters += count - before;
    if (at < sentence.bytes && (unsigned char)sentence.text[at] >= 0x80) {
      uint32_t codes[FOLD_MOST];
      size_t n = fold_code(utf8_next(sentence.text, sentence.bytes, &at), codes);
      for (size_t i = 0; i < n; i++) {
        if (!is_letter_or_digit(codes[i])) continue;
        count += (uint32_t)utf8_write(codes[i], (char *)run + count);
        out.letters++;
      }
    }
    for (; count >= RUN; count -= RUN) {
      hash = mixed_run(hash, run, RUN);
      memmove(run, run + RUN, count - RUN);
    }
  }
  if (out.letters < FEWEST_LETTERS) return out;
  memset(run + count, 0, 8);
  hash = mixed(mixed_run(hash, run, count), out.letters);
  out.key = hash >> (64 - KEY_BITS);
  out.key += !out.key;
  return out;
}

static int by_key(const void *a, const void *b) {
  const struct furniture_sentence *x = a, *y = b;
  return x->key < y->key ? -1 : x->key > y->key;
}

uint32_t furniture_sort(struct furniture_sentence *sentences, uint32_t count) {
  uint32_t left = 0;
  for (uint32_t i = 0; i < count; i++)
    if (sentences[i].key) sentences[left++] = sentences[i];
  if (left) qsort(sentences, left, sizeof *sentences, by_key);
  return left;
}

/* Whether `a` says enough that `b` does not say. */
static bool has_own(const struct furniture_story *a, const struct furniture_story *b, struct stop *stop) {
  uint64_t own = 0, all = 0;
  for (uint32_t i = 0, k = 0; i < a->count && own < OWN_ENOUGH && !must_stop(stop, sizeof *a->sentences); i++) {
    while (k < b->count && b->sentences[k].key < a->sentences[i].key) k++;
    all += a->sentences[i].letters;
    if (k == b->count || b->sentences[k].key != a->sentences[i].key) own += a->sentences[i].letters;
  }
  return own >= OWN_ENOUGH || (own && own >= all / OWN_PART);
}

static bool compare(const struct furniture_story *a, const struct furniture_story *b, struct stop *stop) {
  if (a->fingerprint && b->fingerprint && fingerprint_same_story(a->fingerprint, b->fingerprint)) return false;
  return has_own(a, b, stop) && has_own(b, a, stop);
}

/* The same, remembered. */
static bool different(const struct furniture_story *a, const struct furniture_story *b, struct furniture_pairs *pairs) {
  struct furniture_pair *p = &pairs->pairs[mixed(mixed(0, a->id), b->id) % FURNITURE_PAIRS];
  if (!p->known || p->a != a->id || p->b != b->id)
    *p = (struct furniture_pair){a->id, b->id, true, compare(a, b, pairs->stop)};
  return p->different;
}

bool furniture_among(const struct furniture_story *stories, uint32_t n, struct furniture_pairs *pairs) {
  uint32_t kept[FURNITURE_STORIES], count = 0;
  for (uint32_t i = 0; i < n && count < FURNITURE_STORIES; i++) {
    bool new = true;
    for (uint32_t k = 0; k < count && new; k++) new = different(&stories[kept[k]], &stories[i], pairs);
    if (new) kept[count++] = i;
  }
  return count == FURNITURE_STORIES;
}
