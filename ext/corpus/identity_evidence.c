/* What a story says of who is who, as bytes: see summary_identities.h. */
#include "summary_identities.h"

#include "../base/varint.h"
#include "identity_country.h"

#include <stdlib.h>
#include <string.h>

enum { KIND = 'M', ROLE_BYTES = 4 };

/* A mention on its way into the evidence. */
struct mentioned {
  const struct entity *entity;
  const struct mention *mention;
  struct slice surface;
};

/* In the order that they have where they are kept: as texts. */
static int by_name(const struct mentioned *x, const struct mentioned *y) {
  const struct entity *a = x->entity, *b = y->entity;
  int order = slice_order((struct slice){a->name, a->length}, (struct slice){b->name, b->length});
  return order ? order : strcmp(identity_kinds[x->mention->kind], identity_kinds[y->mention->kind]);
}

static int by_name_and_place(const void *a, const void *b) {
  const struct mentioned *x = a, *y = b;
  int order = by_name(x, y);
  return order ? order : x->mention < y->mention ? -1 : x->mention > y->mention;
}

static void put_name(struct buffer *out, const struct identity_reference *ref) {
  buffer_add_byte(out, (char)ref->kind);
  varint_put_slice(out, ref->name);
  varint_put(out, ref->mentions);
  varint_put(out, ref->role_count);
  for (uint32_t i = 0; i < ref->role_count; i++)
    for (unsigned k = 0; k < ROLE_BYTES; k++) buffer_add_byte(out, (char)(unsigned char)(ref->roles[i] >> 8 * k));
  varint_put(out, ref->surface_count);
  for (uint32_t k = 0; k < ref->surface_count; k++) /* no bytes: the name itself */
    varint_put_slice(out, slice_equals(ref->surfaces[k], ref->name) ? (struct slice){"", 0} : ref->surfaces[k]);
}

void identity_evidence_write(struct buffer *out, const struct identity_story *story) {
  buffer_add_byte(out, KIND);
  varint_put_slice(out, story->dateline);
  varint_put(out, story->count);
  for (uint32_t i = 0; i < story->count; i++) put_name(out, &story->names[i]);
}

/* A name with its mentions [0, n); `called`: and with what it is called. */
static void put_mentioned(struct buffer *out, struct document *d, const struct mentioned *m, uint32_t n, bool called) {
  struct slice surfaces[IDENTITY_SURFACES];
  struct identity_reference ref = {
      .name = {m->entity->name, m->entity->length}, .kind = m->mention->kind, .mentions = n, .surfaces = surfaces};
  for (uint32_t i = 0; i < n && ref.surface_count < IDENTITY_SURFACES; i++) {
    uint32_t k = 0;
    while (k < ref.surface_count && !slice_equals(surfaces[k], m[i].surface)) k++;
    if (k == ref.surface_count) surfaces[ref.surface_count++] = m[i].surface;
  }
  if (called && d->status == STATUS_OK) d->status = identity_called(d->text, d->bytes, m->mention->span, &ref);
  put_name(out, &ref);
}

static bool is_called(enum name_kind kind) { return kind == NAME_PERSON || kind == NAME_ORGANIZATION; }

void identity_evidence(struct buffer *out, struct document *d, struct slice dateline) {
  const struct names *names = document_names(d);
  struct mentioned *all = document_memory(d, (names->count + 1) * sizeof *all);
  uint32_t n = 0, called = 0;
  if (d->status != STATUS_OK) return;
  for (uint32_t i = 0; i < names->count; i++) {
    const struct mention *m = &names->items[i];
    all[i] = (struct mentioned){&names->entities[m->entity], m, {d->text + m->span.start, m->span.length}};
  }
  qsort(all, names->count, sizeof *all, by_name_and_place);
  for (uint32_t i = 0; i < names->count; i++) n += !i || by_name(&all[i], &all[i - 1]) != 0;
  buffer_add_byte(out, KIND);
  varint_put_slice(out, dateline.bytes ? dateline : identity_dateline((struct slice){d->text, d->bytes}));
  varint_put(out, n);
  for (uint32_t i = 0, end; i < names->count; i = end) {
    for (end = i + 1; end < names->count && by_name(&all[end], &all[i]) == 0;) end++;
    bool read = is_called(all[i].mention->kind) && called++ < IDENTITY_CALLED;
    put_mentioned(out, d, &all[i], end - i, read);
  }
}

/* ---- Reading ---- */

static bool take_count(struct slice *from, uint64_t most, uint32_t *count) {
  uint64_t number;
  bool good = varint_take(from, &number) && number <= most;
  *count = good ? (uint32_t)number : 0;
  return good;
}

static bool take_roles(struct slice *from, struct identity_reference *ref) {
  if (!take_count(from, IDENTITY_STORY_ROLES, &ref->role_count) || from->bytes < ref->role_count * ROLE_BYTES)
    return false;
  for (uint32_t i = 0; i < ref->role_count; i++)
    for (unsigned k = 0; k < ROLE_BYTES; k++, from->text++, from->bytes--)
      ref->roles[i] |= (uint32_t)(unsigned char)*from->text << 8 * k;
  return true;
}

static bool take_surfaces(struct slice *from, struct arena *arena, struct identity_reference *ref) {
  if (!take_count(from, IDENTITY_SURFACES, &ref->surface_count) || !ref->surface_count) return false;
  struct slice *surfaces = arena_get(arena, ref->surface_count * sizeof *surfaces);
  if (!surfaces) return false;
  for (uint32_t k = 0; k < ref->surface_count; k++) {
    if (!varint_take_slice(from, &surfaces[k])) return false;
    if (!surfaces[k].bytes) surfaces[k] = ref->name;
  }
  ref->surfaces = surfaces;
  return true;
}

bool identity_evidence_read(struct slice evidence, struct arena *arena, struct identity_story *story) {
  struct slice rest = evidence;
  if (!rest.bytes || *rest.text != KIND) return false;
  rest = (struct slice){rest.text + 1, rest.bytes - 1};
  if (!varint_take_slice(&rest, &story->dateline) || !take_count(&rest, rest.bytes, &story->count)) return false;
  story->names = arena_get(arena, (story->count + 1) * sizeof *story->names);
  if (!story->names) return false;
  for (uint32_t i = 0; i < story->count; i++) {
    struct identity_reference *ref = &story->names[i];
    if (!rest.bytes || (unsigned char)*rest.text > NAME_OTHER) return false;
    ref->kind = (enum name_kind) * rest.text;
    rest = (struct slice){rest.text + 1, rest.bytes - 1};
    if (!varint_take_slice(&rest, &ref->name) || !take_count(&rest, UINT32_MAX, &ref->mentions) ||
        !take_roles(&rest, ref) || !take_surfaces(&rest, arena, ref))
      return false;
  }
  return !rest.bytes;
}
