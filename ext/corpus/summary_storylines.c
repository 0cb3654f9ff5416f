/* Storylines from a summary: see summary_storylines.h. */
#include "summary_storylines.h"

#include "stable_ids.h"
#include "storyline_traits.h"

#include <stdlib.h>

/* A story, in the order in which they are taken up. */
struct lead {
  struct slice key, traits;
  int32_t day;
  uint32_t at; /* in the summary */
  int64_t storyline;
  double central;
};

struct pile {
  struct arena *arena; /* of the rows */
  struct arena work;   /* all else */
  struct ARENA_LIST(struct lead) leads;
  int64_t next; /* the next new storyline */
  struct stop *stop;
};

static int by_day(const void *a, const void *b) {
  const struct lead *x = a, *y = b;
  if (x->day != y->day) return x->day < y->day ? -1 : 1;
  return x->at < y->at ? -1 : x->at > y->at;
}

static int by_place(const void *a, const void *b) {
  const struct lead *x = a, *y = b;
  return x->at < y->at ? -1 : x->at > y->at;
}

static enum status read_leads(struct pile *p, struct slice summary) {
  struct summary_record r;
  struct slice records;
  if (!summary_records(summary, &records)) return STATUS_INVALID;
  while (summary_next(&records, &r)) {
    if (must_stop(p->stop, r.evidence.bytes)) return STATUS_INTERRUPTED;
    if (r.evidence.bytes % TRAIT_BYTES || r.number < INT32_MIN + 1 || r.number > INT32_MAX) return STATUS_INVALID;
    struct lead *lead = ARENA_ADD(&p->work, &p->leads);
    if (!lead) return STATUS_NO_MEMORY;
    *lead = (struct lead){
        r.key, r.evidence, r.numbered ? (int32_t)r.number : LINKAGE_UNDATED, (uint32_t)p->leads.count - 1, 0, 0};
  }
  if (p->leads.count) qsort(p->leads.items, p->leads.count, sizeof *p->leads.items, by_day);
  return STATUS_OK;
}

static bool is_near(const struct lead *l, int64_t first, int64_t last) {
  return l->day == LINKAGE_UNDATED || (l->day >= first && l->day <= last);
}

/* Which of the leads before `end` a chunk looks at: those of the days from `first` to `last`, those without a day, and
** the rest of their storylines.  Returns how many. */
static uint32_t choose(struct pile *p, struct arena *arena, int64_t first, int64_t last, size_t end, uint32_t *which) {
  uint32_t n = 0;
  bool *touched = arena_get(arena, (size_t)p->next);
  if (!touched) return 0;
  for (size_t i = 0; i < end; i++) touched[p->leads.items[i].storyline] |= is_near(&p->leads.items[i], first, last);
  touched[0] = false;
  for (size_t i = 0; i < end; i++)
    if (is_near(&p->leads.items[i], first, last) || touched[p->leads.items[i].storyline]) which[n++] = (uint32_t)i;
  return n;
}

static enum status take_chunk(struct pile *p, size_t begin, size_t end) {
  const struct lead *leads = p->leads.items;
  int64_t first = (int64_t)leads[begin].day - LINKAGE_HORIZON, last = (int64_t)leads[end - 1].day + LINKAGE_HORIZON;
  if (leads[begin].day == LINKAGE_UNDATED) last = INT64_MAX;
  struct arena arena = {0};
  uint32_t *which = arena_take(&arena, end * sizeof *which);
  struct storyline_story *stories = arena_get(&arena, end * sizeof *stories);
  enum status status = STATUS_NO_MEMORY;
  uint32_t n = which && stories ? choose(p, &arena, first, last, end, which) : 0;
  for (uint32_t i = 0; i < n; i++) {
    const struct lead *l = &leads[which[i]];
    stories[i] = (struct storyline_story){
        (const unsigned char *)l->traits.text, (uint32_t)l->traits.bytes, l->day, l->storyline, which[i] >= begin, 0};
  }
  if (n) status = storylines_update(stories, n, p->next, p->stop);
  for (uint32_t i = 0; i < n && status == STATUS_OK; i++) {
    struct lead *l = &p->leads.items[which[i]];
    l->storyline = stories[i].storyline;
    if (stories[i].fresh) l->central = stories[i].central;
    if (l->storyline >= p->next) p->next = l->storyline + 1;
  }
  arena_free(&arena);
  return status;
}

/* Gives each storyline a number that hangs on its first story: that of the first day. */
static enum status number(struct pile *p) {
  uint64_t *hashes = arena_get(&p->work, (size_t)p->next * sizeof *hashes);
  uint32_t *place = arena_get(&p->work, (size_t)p->next * sizeof *place), count = 0;
  if (!hashes || !place) return STATUS_NO_MEMORY;
  for (size_t i = 0; i < p->leads.count; i++) {
    struct lead *l = &p->leads.items[i];
    if (!l->storyline) continue;
    if (!place[l->storyline]) {
      hashes[count++] = stable_hash(l->key, 0);
      place[l->storyline] = count;
    }
    l->storyline = place[l->storyline];
  }
  if (!stable_ids(hashes, count)) return STATUS_NO_MEMORY;
  for (size_t i = 0; i < p->leads.count; i++) {
    struct lead *l = &p->leads.items[i];
    if (l->storyline) l->storyline = (int64_t)hashes[l->storyline - 1];
  }
  return STATUS_OK;
}

static enum status write_rows(struct pile *p, struct storyline_rows *out) {
  struct lead *leads = p->leads.items;
  if (p->leads.count) qsort(leads, p->leads.count, sizeof *leads, by_place);
  for (size_t i = 0; i < p->leads.count; i++) {
    if (!leads[i].storyline) continue;
    struct storyline_row *row = ARENA_ADD(p->arena, out);
    if (!row) return STATUS_NO_MEMORY;
    *row = (struct storyline_row){leads[i].key, leads[i].storyline, leads[i].central};
  }
  return STATUS_OK;
}

enum status summary_storylines(struct slice summary, struct arena *arena, struct stop *stop,
                               struct storyline_rows *out) {
  struct pile p = {.arena = arena, .next = 1, .stop = stop};
  enum status status = read_leads(&p, summary);
  for (size_t begin = 0; begin < p.leads.count && status == STATUS_OK; begin += STORYLINES_CHUNK)
    status = take_chunk(&p, begin, begin + STORYLINES_CHUNK < p.leads.count ? begin + STORYLINES_CHUNK : p.leads.count);
  if (status == STATUS_OK) status = number(&p);
  if (status == STATUS_OK) status = write_rows(&p, out);
  arena_free(&p.work);
  return status;
}
