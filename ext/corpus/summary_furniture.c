/* Furniture from a summary: see summary_furniture.h. */
#include "summary_furniture.h"

#include "../base/varint.h"
#include "../language/sentences.h"
#include "fingerprint.h"
#include "furniture.h"

#include <stdlib.h>

enum { KIND = 'S', KEY_BYTES = 6 };

/* ---- The evidence: its kind, whether there is a fingerprint, that, and a key and a count a sentence ---- */

void furniture_evidence(struct buffer *out, struct document *d, struct slice outlet, const unsigned char *known) {
  unsigned char print[FINGERPRINT_BYTES];
  const struct sentences *sentences = document_sentences(d);
  if (d->status == STATUS_OK && !known)
    d->status = fingerprint_make(print, d->text, d->bytes, d->stop, d->stop_context);
  if (d->status != STATUS_OK) return;
  buffer_add_byte(out, KIND);
  buffer_add(out, (const char *)(known ? known : print), FINGERPRINT_BYTES);
  varint_put(out, sentences->count);
  for (uint32_t i = 0; i < sentences->count; i++) {
    struct span span = sentences->items[i].span;
    struct furniture_sentence s = furniture_sentence(outlet, (struct slice){d->text + span.start, span.length});
    for (int k = 0; k < KEY_BYTES; k++) buffer_add_byte(out, (char)(unsigned char)(s.key >> 8 * k));
    varint_put(out, s.letters);
  }
}

/* ---- What follows from many ---- */

/* A sentence somewhere. */
struct stand {
  uint64_t key;
  uint32_t story, sentence;
};

struct pile {
  struct arena *arena;
  struct furniture_pairs *pairs;
  struct ARENA_LIST(struct furniture_story) stories;
  struct ARENA_LIST(struct slice) keys; /* of the stories */
  struct ARENA_LIST(struct stand) stands;
};

static bool read_sentence(struct slice *from, struct furniture_sentence *s) {
  uint64_t letters;
  if (from->bytes < KEY_BYTES) return false;
  for (int k = 0; k < KEY_BYTES; k++) s->key |= (uint64_t)(unsigned char)from->text[k] << 8 * k;
  *from = (struct slice){from->text + KEY_BYTES, from->bytes - KEY_BYTES};
  bool good = varint_take(from, &letters) && letters <= UINT32_MAX;
  s->letters = good ? (uint32_t)letters : 0;
  return good;
}

/* Adds a story; false where its evidence is damaged, or there is no memory. */
static bool add_story(struct pile *p, const struct summary_record *r) {
  struct slice rest = r->evidence;
  uint64_t count;
  if (rest.bytes < 1 + FINGERPRINT_BYTES || *rest.text != KIND) return false;
  const unsigned char *print = (const unsigned char *)rest.text + 1;
  rest = (struct slice){rest.text + 1 + FINGERPRINT_BYTES, rest.bytes - 1 - FINGERPRINT_BYTES};
  if (fingerprint_problem(print, FINGERPRINT_BYTES) || !varint_take(&rest, &count) || count > rest.bytes / KEY_BYTES)
    return false;
  struct furniture_sentence *sentences = arena_get(p->arena, (size_t)(count + 1) * sizeof *sentences);
  struct furniture_story *story = ARENA_ADD(p->arena, &p->stories);
  struct slice *key = ARENA_ADD(p->arena, &p->keys);
  if (!sentences || !story || !key) return false;
  for (uint32_t i = 0; i < count; i++) {
    if (!read_sentence(&rest, &sentences[i])) return false;
    struct stand *stand = sentences[i].key ? ARENA_ADD(p->arena, &p->stands) : NULL;
    if (stand) *stand = (struct stand){sentences[i].key, (uint32_t)p->stories.count - 1, i + 1};
  }
  *key = r->key;
  *story = (struct furniture_story){p->stories.count, sentences, furniture_sort(sentences, (uint32_t)count), print};
  return !rest.bytes;
}

static int by_key(const void *a, const void *b) {
  const struct stand *x = a, *y = b;
  if (x->key != y->key) return x->key < y->key ? -1 : 1;
  if (x->story != y->story) return x->story < y->story ? -1 : 1;
  return x->sentence < y->sentence ? -1 : x->sentence > y->sentence;
}

static int by_story(const void *a, const void *b) {
  const struct stand *x = a, *y = b;
  if (x->story != y->story) return x->story < y->story ? -1 : 1;
  return x->sentence < y->sentence ? -1 : x->sentence > y->sentence;
}

/* Whether the sentence that stands in these places is furniture. */
static bool is_furniture(const struct pile *p, const struct stand *stands, size_t count) {
  struct furniture_story stories[FURNITURE_LOOK];
  uint32_t n = 0;
  for (size_t i = 0; i < count && n < FURNITURE_LOOK; i++)
    if (!i || stands[i].story != stands[i - 1].story) stories[n++] = p->stories.items[stands[i].story];
  return n >= FURNITURE_STORIES && furniture_among(stories, n, p->pairs);
}

/* Leaves those that are furniture, by story and sentence. */
static enum status judge(struct pile *p, struct stop *stop) {
  struct stand *stands = p->stands.items;
  size_t left = 0, count = p->stands.count;
  if (count) qsort(stands, count, sizeof *stands, by_key);
  for (size_t i = 0, end; i < count; i = end) {
    for (end = i + 1; end < count && stands[end].key == stands[i].key;) end++;
    if (must_stop(stop, (end - i) * sizeof *stands)) return STATUS_INTERRUPTED;
    bool furniture = is_furniture(p, &stands[i], end - i);
    if (stop && stop->stopped) return STATUS_INTERRUPTED;
    if (!furniture) continue;
    for (size_t k = i; k < end; k++) stands[left++] = stands[k];
  }
  p->stands.count = left;
  if (left) qsort(stands, left, sizeof *stands, by_story);
  return STATUS_OK;
}

enum status summary_furniture(struct slice summary, struct arena *arena, struct stop *stop,
                              struct furniture_rows *out) {
  struct pile p = {.arena = arena, .pairs = arena_get(arena, sizeof *p.pairs)};
  struct summary_record r;
  struct slice records;
  if (!p.pairs) return STATUS_NO_MEMORY;
  p.pairs->stop = stop;
  if (!summary_records(summary, &records)) return STATUS_INVALID;
  while (summary_next(&records, &r)) {
    if (must_stop(stop, r.evidence.bytes)) return STATUS_INTERRUPTED;
    if (!add_story(&p, &r)) return arena->no_memory ? STATUS_NO_MEMORY : STATUS_INVALID;
  }
  enum status status = judge(&p, stop);
  for (size_t i = 0; i < p.stands.count && status == STATUS_OK; i++) {
    struct furniture_row *row = ARENA_ADD(arena, out);
    if (row) *row = (struct furniture_row){p.keys.items[p.stands.items[i].story], p.stands.items[i].sentence};
  }
  return arena->no_memory ? STATUS_NO_MEMORY : status;
}
