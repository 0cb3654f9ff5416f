/* Identities from a summary: see summary_identities.h. */
#include "summary_identities.h"

#include "../base/memory.h"
#include "identity_store.h"
#include "stable_ids.h"

#include <string.h>

/* A form of a name, as it was settled. */
struct answer {
  struct slice story, name, surface;
  int64_t identity;
  uint8_t kind, form;
};

struct summary_identities {
  struct arena arena; /* the answers */
  struct arena batch; /* the stories at hand */
  struct ARENA_LIST(struct answer) answers;
  struct identity_store *store;
  struct identities *set;
  uint64_t settled; /* stories */
  uint64_t *ids;    /* of the identities, by their numbers in the store, */
  int64_t *left;    /* and the numbers of those that are left */
  size_t left_count;
  int (*stop)(void *);
  void *context;
};

/* The stories of a batch, with their names as the stories have them. */
struct batch {
  struct identity_story stories[IDENTITY_BATCH];
  struct slice keys[IDENTITY_BATCH];
  struct called {
    struct slice name;
    enum name_kind kind;
  } * called[IDENTITY_BATCH];
  uint32_t count;
};

static enum status find(void *context, struct identities *set, uint64_t key) {
  return identity_store_find(((struct summary_identities *)context)->store, set, key);
}

static int must_end(void *context) {
  const struct summary_identities *s = context;
  return s->stop && s->stop(s->context);
}

/* Puts a story into the batch, but one that names nobody. */
static enum status add_story(struct summary_identities *s, struct batch *b, const struct summary_record *r) {
  struct identity_story *story = &b->stories[b->count];
  memset(story, 0, sizeof *story);
  if (!identity_evidence_read(r->evidence, &s->batch, story) || r->number < INT32_MIN || r->number > INT32_MAX)
    return s->batch.no_memory ? STATUS_NO_MEMORY : STATUS_INVALID;
  if (!story->count) return STATUS_OK;
  story->year = r->numbered ? (int)r->number : 0;
  struct called *called = arena_take(&s->batch, story->count * sizeof *called);
  if (!called) return STATUS_NO_MEMORY;
  for (uint32_t i = 0; i < story->count; i++) called[i] = (struct called){story->names[i].name, story->names[i].kind};
  b->called[b->count] = called;
  b->keys[b->count++] = r->key;
  return STATUS_OK;
}

static enum status note_answers(struct summary_identities *s, const struct batch *b) {
  for (uint32_t i = 0; i < b->count; i++)
    for (uint32_t k = 0; k < b->stories[i].count; k++) {
      const struct identity_reference *ref = &b->stories[i].names[k];
      const struct called *called = &b->called[i][k];
      for (uint32_t f = 0; f < ref->surface_count; f++) {
        enum identity_form form;
        struct answer *answer = ARENA_ADD(&s->arena, &s->answers);
        if (!answer || identity_form_of(s->set, ref, ref->surfaces[f], &form) != STATUS_OK) return STATUS_NO_MEMORY;
        *answer = (struct answer){
            b->keys[i],   called->name, ref->surfaces[f], identity_real(ref->identity)->id, (uint8_t)called->kind,
            (uint8_t)form};
      }
    }
  return STATUS_OK;
}

static enum status settle(struct summary_identities *s, struct batch *b) {
  if (!b->count) return STATUS_OK;
  if (s->set && identities_bytes(s->set) > IDENTITY_AT_HAND) {
    identities_close(s->set);
    s->set = NULL;
  }
  struct identity_source source = {s, find, must_end, s->settled};
  if (!s->set) s->set = identities_open(&source, identity_store_next(s->store));
  enum status status = s->set ? identities_settle(s->set, b->stories, b->count) : STATUS_NO_MEMORY;
  if (status == STATUS_OK) status = identity_store_keep(s->store, s->set);
  if (status == STATUS_OK) status = note_answers(s, b);
  s->settled += b->count;
  b->count = 0;
  arena_clear(&s->batch);
  return status;
}

static enum status settle_all(struct summary_identities *s, struct slice summary) {
  struct slice records;
  struct summary_record r;
  if (!summary_records(summary, &records)) return STATUS_INVALID;
  struct batch *b = memory_resize(NULL, sizeof *b);
  if (!b) return STATUS_NO_MEMORY;
  b->count = 0;
  enum status status = STATUS_OK;
  while (status == STATUS_OK && summary_next(&records, &r)) {
    status = add_story(s, b, &r);
    if (status == STATUS_OK && b->count == IDENTITY_BATCH) status = settle(s, b);
  }
  if (status == STATUS_OK) status = settle(s, b);
  memory_free(b);
  return status;
}

/* Gives each identity that is left a number by its name and kind; of namesakes the one that was met
** first has the plain one. */
static enum status number(struct summary_identities *s) {
  int64_t all = identity_store_next(s->store);
  uint64_t *hashes = arena_get(&s->arena, (size_t)all * sizeof *hashes);
  s->ids = arena_get(&s->arena, (size_t)all * sizeof *s->ids);
  s->left = arena_get(&s->arena, (size_t)all * sizeof *s->left);
  if (!hashes || !s->ids || !s->left) return STATUS_NO_MEMORY;
  for (int64_t id = 1; id < all; id++) {
    struct kept_identity kept = identity_store_get(s->store, id);
    if (kept.id != id || !kept.name.bytes) continue;
    hashes[s->left_count] = stable_hash(kept.name, (uint64_t)kept.kind + 1);
    s->left[s->left_count++] = id;
  }
  if (s->left_count > UINT32_MAX || !stable_ids(hashes, (uint32_t)s->left_count)) return STATUS_NO_MEMORY;
  for (size_t i = 0; i < s->left_count; i++) s->ids[s->left[i]] = hashes[i];
  return STATUS_OK;
}

struct summary_identities *summary_identities_open(struct slice summary, int (*stop)(void *), void *context,
                                                   enum status *status) {
  struct summary_identities *s = memory_resize(NULL, sizeof *s);
  *status = STATUS_NO_MEMORY;
  if (!s) return NULL;
  *s = (struct summary_identities){.stop = stop, .context = context, .store = identity_store_open()};
  if (s->store) *status = settle_all(s, summary);
  if (*status == STATUS_OK) *status = number(s);
  identities_close(s->set);
  s->set = NULL;
  arena_free(&s->batch);
  if (*status == STATUS_OK) return s;
  summary_identities_close(s);
  return NULL;
}

void summary_identities_close(struct summary_identities *s) {
  if (!s) return;
  identity_store_close(s->store);
  arena_free(&s->arena);
  memory_free(s);
}

size_t summary_identities_count(const struct summary_identities *s) { return s->answers.count; }

struct identity_row summary_identities_row(const struct summary_identities *s, size_t i) {
  const struct answer *a = &s->answers.items[i];
  struct kept_identity kept = identity_store_get(s->store, a->identity);
  return (struct identity_row){.story = a->story,
                               .name = a->name,
                               .surface = a->surface,
                               .kind = (enum name_kind)a->kind,
                               .form = identity_store_form(s->store, a->identity, (enum identity_form)a->form),
                               .entity = (int64_t)s->ids[kept.id],
                               .entity_name = kept.name,
                               .entity_kind = kept.kind};
}

/* ---- A story at a time ---- */

enum { ENTITY_BYTES = 8 };

bool summary_identities_story(const struct summary_identities *s, size_t *at, struct slice *story, struct buffer *out) {
  size_t first = *at, count = summary_identities_count(s);
  const struct answer *all = s->answers.items;
  for (size_t i = first; i < count && all[i].story.text == all[first].story.text; *at = ++i) {
    struct identity_row row = summary_identities_row(s, i);
    bool new_name = i == first || all[i].name.text != all[i - 1].name.text;
    for (int k = 0; k < ENTITY_BYTES && new_name; k++)
      buffer_add_byte(out, (char)(unsigned char)((uint64_t)row.entity >> 8 * k));
    buffer_add_byte(out, (char)row.form);
    *story = row.story;
  }
  return first < count;
}

bool identity_answer_take(struct slice *answers, uint32_t count, int64_t *entity, uint8_t *forms) {
  uint64_t number = 0;
  if (answers->bytes < ENTITY_BYTES + count) return false;
  for (int k = 0; k < ENTITY_BYTES; k++) number |= (uint64_t)(unsigned char)answers->text[k] << 8 * k;
  for (uint32_t i = 0; i < count; i++) {
    forms[i] = (uint8_t)answers->text[ENTITY_BYTES + i];
    if (forms[i] > IDENTITY_DEMONYM) return false;
  }
  *entity = (int64_t)number;
  *answers = (struct slice){answers->text + ENTITY_BYTES + count, answers->bytes - ENTITY_BYTES - count};
  return number != 0;
}

size_t summary_identities_entities(const struct summary_identities *s) { return s->left_count; }

struct identity_row summary_identities_entity(const struct summary_identities *s, size_t i) {
  struct kept_identity kept = identity_store_get(s->store, s->left[i]);
  return (struct identity_row){.entity = (int64_t)s->ids[kept.id], .entity_name = kept.name, .entity_kind = kept.kind};
}
