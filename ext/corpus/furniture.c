/* Furniture: see furniture.h. */
#include "furniture.h"

#include "../text/fold.h"
#include "../text/utf8.h"
#include "fingerprint.h"

#include <stdlib.h>

enum {
  FEWEST_LETTERS = 9, /* "Read more" is known again; "He did" is anybody's */
  KEY_BITS = 47,      /* an integer that SQLite keeps in six bytes */
  OWN_ENOUGH = 400,   /* letters of its own make a story another, */
  OWN_PART = 4        /* or the fourth part of all its letters */
};

static uint64_t mixed(uint64_t hash, uint64_t more) {
  hash = (hash ^ more) * 0x9FB21C651E98DF25u;
  return hash ^ hash >> 29;
}

/* Adds the letters and digits of a sentence to a hash, folded; returns how many. */
static uint32_t add_letters(struct buffer *scratch, struct slice sentence, uint64_t *hash) {
  uint32_t letters = 0;
  scratch->count = 0;
  fold_text(scratch, sentence.text, sentence.bytes);
  for (size_t at = 0; at < scratch->count;) {
    uint32_t code = utf8_next(scratch->bytes, scratch->count, &at);
    if (!utf8_is_letter(code) && !utf8_is_digit(code)) continue;
    *hash = mixed(*hash, code);
    letters++;
  }
  return letters;
}

/* The same of ASCII alone, which is folded by one bit. */
static uint32_t add_ascii(struct slice sentence, uint64_t *hash) {
  uint32_t letters = 0;
  for (size_t i = 0; i < sentence.bytes; i++) {
    unsigned char c = (unsigned char)sentence.text[i], lower = c | 32;
    bool letter = lower >= 'a' && lower <= 'z';
    if (!letter && (c < '0' || c > '9')) continue;
    *hash = mixed(*hash, letter ? lower : c);
    letters++;
  }
  return letters;
}

static bool is_ascii(struct slice s) {
  unsigned char all = 0;
  for (size_t i = 0; i < s.bytes; i++) all |= (unsigned char)s.text[i];
  return all < 0x80;
}

struct furniture_sentence furniture_sentence(struct buffer *scratch, struct slice outlet, struct slice sentence) {
  struct furniture_sentence out = {0};
  uint64_t hash = 0x2545F4914F6CDD1Du;
  for (size_t i = 0; i < outlet.bytes; i++) hash = mixed(hash, (unsigned char)outlet.text[i]);
  out.letters = is_ascii(sentence) ? add_ascii(sentence, &hash) : add_letters(scratch, sentence, &hash);
  if (out.letters < FEWEST_LETTERS) return out;
  hash = mixed(hash, out.letters);
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
