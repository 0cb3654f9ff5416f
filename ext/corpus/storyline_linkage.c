/* Average linkage: see storyline_linkage.h. */
#include "storyline_linkage.h"

#include "../base/memory.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/*
** A mean cosine of THRESHOLD makes two large groups one.  Between stories that have nothing to do with each other it is
** 0.01 to 0.03; between leads on one happening by different hands 0.2 to 0.5; 0.15 lies where neither reaches.
*/
static const double THRESHOLD = 0.15;
static const double NEARLY = 0.8;     /* of it is enough, within a topic, for a few stories that name little of their */
static const double OWN_NAMES = 0.33; /* own: at most this part of what they name */
static const double FEW_PAIRS = 0.5;  /* a single pair must be so much liker, a mean of n pairs by this over root n */
static const double NAMES_MEET = 0.2; /* a cosine of the names below that lowers the whole in proportion */
static const double OWN_MARK = 0.7; /* the share of a group's stories that give the name or figure it has for itself */
static const double NEAR = 0.1;     /* a cosine from which two stories may be of one topic */
static const double PARTIAL = 0.25; /* of THRESHOLD: what the index must find before a pair is looked at */
enum {
  MARKED_GROUP = 4,
  WORK = 256 /* bytes that a comparison counts for, between two questions whether to stop */
};           /* of fewer stories one does not know what their own mark is */

struct sum_part {
  uint32_t feature, stories;
  float weight;
};

struct sum {
  struct sum_part *parts; /* owned */
  uint32_t count;
};

struct cluster {
  struct sum all, names;
  uint32_t size, named; /* stories; those with a name */
  int32_t first, last;
  uint32_t parent, version;
};

struct link {
  float likeness;
  uint32_t a, b, version_a, version_b;
};

struct looked { /* two clusters that were compared as they are */
  uint32_t a, b, version_a, version_b;
};

struct posting {
  uint32_t story;
  float weight;
};

struct work {
  const struct linkage *in;
  struct arena arena;
  struct cluster *clusters;
  struct ARENA_LIST(struct link) heap;
  struct looked *looked;
  uint32_t looked_mask;
  enum status status;

  uint32_t *first, *dated,
      *filled; /* the index: by feature, where its list begins, has a first story with a day, ends */
  struct posting *postings;
  uint32_t undated; /* the stories without a day, which come first */
  uint32_t near;    /* earlier ones that have a day lie beyond the horizon */
  float *partial;   /* of each story, what is found so far, */
  double unread;    /* and the length of its part whose lists were not read to their ends; */
  double *common;   /* of each story, the length of its part whose lists are so long that this may be */
  uint32_t *touched;
  float *own; /* by feature: the weights of the story whose links are looked for */
};

static bool ended(struct work *w) {
  if (w->status == STATUS_OK && must_stop(w->in->stop, WORK)) w->status = STATUS_INTERRUPTED;
  return w->status != STATUS_OK;
}

static uint32_t leader(struct work *w, uint32_t x) {
  while (w->clusters[x].parent != x) x = w->clusters[x].parent = w->clusters[w->clusters[x].parent].parent;
  return x;
}

/* 1 for groups that overlap in time, 0 for those that lie LINKAGE_HORIZON days apart. */
static double nearness(const struct cluster *a, const struct cluster *b) {
  if (a->first == LINKAGE_UNDATED || b->first == LINKAGE_UNDATED) return 1;
  int64_t gap = (int64_t)(a->first > b->first ? a->first : b->first) - (a->last < b->last ? a->last : b->last);
  return gap <= 0 ? 1 : gap >= LINKAGE_HORIZON ? 0 : 1 - (double)gap / LINKAGE_HORIZON;
}

static double product(const struct sum *a, const struct sum *b) {
  double sum = 0;
  for (uint32_t i = 0, k = 0; i < a->count && k < b->count;) {
    uint32_t f = a->parts[i].feature, g = b->parts[k].feature;
    if (f == g) sum += (double)a->parts[i].weight * (double)b->parts[k].weight;
    i += f <= g;
    k += g <= f;
  }
  return sum;
}

/* The share of stories like `a` that give one name or figure, less twice the share that do in `b`: the largest. */
static double own_mark(const struct cluster *a, const struct cluster *b) {
  double best = 0;
  for (uint32_t i = 0, k = 0; i < a->names.count; i++) {
    const struct sum_part *p = &a->names.parts[i];
    while (k < b->names.count && b->names.parts[k].feature < p->feature) k++;
    double other = k < b->names.count && b->names.parts[k].feature == p->feature ? b->names.parts[k].stories : 0;
    double own = (double)p->stories / (a->size + 1) - 2 * other / b->size;
    if (own > best) best = own;
  }
  return best;
}

/* Which part of the names that the stories of `a` give is not in `b`. */
static double own_names(const struct cluster *a, const struct cluster *b) {
  double all = 0, own = 0;
  for (uint32_t i = 0, k = 0; i < a->names.count; i++) {
    const struct sum_part *p = &a->names.parts[i];
    while (k < b->names.count && b->names.parts[k].feature < p->feature) k++;
    all += (double)p->weight;
    own += k < b->names.count && b->names.parts[k].feature == p->feature ? 0 : (double)p->weight;
  }
  return all > 0 ? own / all : 0;
}

/* The least likeness that makes any two groups one. */
static double limit_of(const struct linkage *in) { return in->happenings ? NEARLY * THRESHOLD : THRESHOLD; }

/* The likeness that makes these two one. */
static double enough(const struct linkage *in, const struct cluster *a, const struct cluster *b) {
  const struct cluster *few = a->size < b->size ? a : b, *many = few == a ? b : a;
  bool nearly = in->happenings && few->size < MARKED_GROUP && many->size >= MARKED_GROUP;
  return nearly && own_names(few, many) <= OWN_NAMES ? NEARLY * THRESHOLD : THRESHOLD;
}

/* How alike two groups are, whose vectors have this product; 0 for less than `least`. */
static double likeness(const struct linkage *in, const struct cluster *a, const struct cluster *b, double together,
                       double least) {
  double pairs = (double)a->size * b->size, few = 1 + FEW_PAIRS / sqrt(pairs);
  double like = nearness(a, b) * together / pairs / few;
  if (like < least) return 0;
  if (!in->happenings && a->named && b->named) {
    double meet = product(&a->names, &b->names) / ((double)a->named * b->named) / few;
    if (meet < NAMES_MEET) like *= meet / NAMES_MEET;
  }
  if (like >= THRESHOLD && a->size >= MARKED_GROUP && b->size >= MARKED_GROUP) {
    double one = own_mark(a, b), other = own_mark(b, a), mark = one < other ? one : other;
    if (mark > OWN_MARK) like *= (1 - mark) / (1 - OWN_MARK);
  }
  return like;
}

/* Whether link x goes before y: a total order, so that ties fall the same way each time. */
static bool before(const struct link *x, const struct link *y) {
  if (x->likeness > y->likeness || x->likeness < y->likeness) return x->likeness > y->likeness;
  return x->a != y->a ? x->a < y->a : x->b < y->b;
}

static void push(struct work *w, struct link link) {
  if (!ARENA_ADD(&w->arena, &w->heap)) {
    w->status = STATUS_NO_MEMORY;
    return;
  }
  struct link *heap = w->heap.items;
  size_t at = w->heap.count - 1;
  for (; at && before(&link, &heap[(at - 1) / 2]); at = (at - 1) / 2) heap[at] = heap[(at - 1) / 2];
  heap[at] = link;
}

static struct link pop(struct work *w) {
  struct link *heap = w->heap.items, top = heap[0], last = heap[--w->heap.count];
  size_t at = 0, count = w->heap.count;
  for (size_t child; (child = 2 * at + 1) < count; at = child) {
    if (child + 1 < count && before(&heap[child + 1], &heap[child])) child++;
    if (!before(&heap[child], &last)) break;
    heap[at] = heap[child];
  }
  heap[at] = last;
  return top;
}

static bool sum_of_vector(struct sum *sum, const struct part *parts, uint32_t count) {
  if (!count) return true;
  sum->parts = memory_resize(NULL, count * sizeof *sum->parts);
  if (!sum->parts) return false;
  for (uint32_t i = 0; i < count; i++) sum->parts[i] = (struct sum_part){parts[i].feature, 1, parts[i].weight};
  sum->count = count;
  return true;
}

/* Adds `from` to `into`, and frees it. */
static bool sum_take(struct sum *into, struct sum *from) {
  uint32_t i = into->count, k = from->count, n = i + k, at = n;
  if (!k) return true;
  struct sum_part *parts = memory_resize(into->parts, n * sizeof *parts);
  if (!parts) return false;
  into->parts = parts; /* from the end on, in place */
  while (i || k) {
    if (!k || (i && parts[i - 1].feature > from->parts[k - 1].feature)) parts[--at] = parts[--i];
    else if (!i || parts[i - 1].feature < from->parts[k - 1].feature) parts[--at] = from->parts[--k];
    else {
      struct sum_part one = parts[--i], other = from->parts[--k];
      parts[--at] = (struct sum_part){one.feature, one.stories + other.stories, one.weight + other.weight};
    }
  }
  into->count = n - at;
  memmove(parts, parts + at, into->count * sizeof *parts);
  memory_free(from->parts);
  *from = (struct sum){0};
  return true;
}

static void prepare(struct work *w) {
  const struct linkage *in = w->in;
  size_t postings = 0;
  w->clusters = arena_get(&w->arena, in->n * sizeof *w->clusters);
  w->first = arena_get(&w->arena, ((size_t)in->features + 1) * sizeof *w->first);
  w->dated = arena_get(&w->arena, ((size_t)in->features + 1) * sizeof *w->dated);
  w->filled = arena_get(&w->arena, ((size_t)in->features + 1) * sizeof *w->filled);
  for (uint32_t i = 0; w->filled && w->first && i < in->n; i++) {
    postings += in->vectors[i].all_count;
    for (uint32_t k = 0; k < in->vectors[i].all_count; k++) w->first[in->vectors[i].all[k].feature + 1]++;
  }
  w->postings = arena_take(&w->arena, postings * sizeof *w->postings);
  w->partial = arena_get(&w->arena, in->n * sizeof *w->partial);
  w->common = arena_get(&w->arena, in->n * sizeof *w->common);
  w->touched = arena_take(&w->arena, in->n * sizeof *w->touched);
  w->own = arena_get(&w->arena, ((size_t)in->features + 1) * sizeof *w->own);
  if (w->arena.no_memory) {
    w->status = STATUS_NO_MEMORY;
    return;
  }
  for (uint32_t f = 0; f < in->features; f++) w->first[f + 1] += w->first[f];
  memcpy(w->filled, w->first, ((size_t)in->features + 1) * sizeof *w->filled);
  for (uint32_t i = 0; i < in->n; i++) {
    for (uint32_t k = 0; k < in->vectors[i].all_count; k++) {
      const struct part *p = &in->vectors[i].all[k];
      if (w->first[p->feature + 1] - w->first[p->feature] > LINKAGE_POSTINGS)
        w->common[i] += (double)p->weight * (double)p->weight;
    }
    w->common[i] = sqrt(w->common[i]);
  }
  while (w->undated < in->n && in->days[w->undated] == LINKAGE_UNDATED) w->undated++;
  w->near = w->undated;
  for (uint32_t i = 0; i < in->n && !ended(w); i++) {
    struct cluster *c = &w->clusters[i];
    *c = (struct cluster){.size = 1, .first = in->days[i], .last = in->days[i], .parent = i};
    for (uint32_t k = 0; k < in->vectors[i].name_count; k++) c->named |= in->vectors[i].names[k].weight > 0;
    if (!sum_of_vector(&c->all, in->vectors[i].all, in->vectors[i].all_count) ||
        !sum_of_vector(&c->names, in->vectors[i].names, in->vectors[i].name_count))
      w->status = STATUS_NO_MEMORY;
  }
}

/*
** Adds a story to the index, and finds those before it that share traits with it, if `ask`.  Returns how many.  Since
** lists are read for the nearest only, their products may be more than what is found of them, by the product of
** `unread` and `common` at most (Cauchy and Schwarz).
*/
static uint32_t touch(struct work *w, uint32_t i, bool ask) {
  const struct vector *v = &w->in->vectors[i];
  const int32_t *days = w->in->days;
  uint32_t touched = 0;
  float unread = 0;
  if (i == w->undated) memcpy(w->dated, w->filled, ((size_t)w->in->features + 1) * sizeof *w->dated);
  while (i >= w->undated && (int64_t)days[i] - days[w->near] >= LINKAGE_HORIZON) w->near++;
  for (uint32_t k = 0; k < v->all_count; k++) {
    uint32_t f = v->all[k].feature, end = w->filled[f]++, left = ask ? LINKAGE_POSTINGS : 0, p = end;
    for (; left && p > w->first[f]; left--) {
      uint32_t other = w->postings[--p].story;
      if (other < w->near && other >= w->undated) { /* what has a day lies beyond the horizon from here on */
        p = w->dated[f];
        continue;
      }
      if (w->partial[other] <= 0) w->touched[touched++] = other;
      w->partial[other] += v->all[k].weight * w->postings[p].weight;
    }
    if (!left) unread += v->all[k].weight * v->all[k].weight;
    w->postings[end] = (struct posting){i, v->all[k].weight};
  }
  w->unread = sqrt((double)unread);
  return touched;
}

/* Whether two stories whose product is so much at most cannot be alike enough. */
static bool unlike(const struct cluster *a, const struct cluster *b, double together, double least) {
  const double rounding = 1e-4;
  return nearness(a, b) * together / (1 + FEW_PAIRS) < least - rounding;
}

static int by_rank(const void *a, const void *b) { return before(a, b) ? -1 : 1; }

/* product() with the story that `own` is of. */
static double product_with_own(const struct work *w, const struct sum *s) {
  double sum = 0;
  for (uint32_t i = 0; i < s->count; i++) sum += (double)s->parts[i].weight * (double)w->own[s->parts[i].feature];
  return sum;
}

/* Finds the pairs that are alike enough; of those of a story and earlier ones, the best. */
static void find_links(struct work *w) {
  struct link *links = arena_take(&w->arena, w->in->n * sizeof *links);
  const double limit = limit_of(w->in);
  if (!links) w->status = STATUS_NO_MEMORY;
  for (uint32_t i = 0; i < w->in->n && !ended(w); i++) {
    const struct vector *v = &w->in->vectors[i];
    uint32_t touched = touch(w, i, true), count = 0;
    for (uint32_t k = 0; k < v->all_count; k++) w->own[v->all[k].feature] = v->all[k].weight;
    for (uint32_t k = 0; k < touched && !ended(w); k++) {
      uint32_t other = w->touched[k];
      double part = (double)w->partial[other];
      w->partial[other] = 0;
      if (part < PARTIAL * THRESHOLD ||
          unlike(&w->clusters[other], &w->clusters[i], part + w->unread * w->common[other], limit))
        continue;
      double together = product_with_own(w, &w->clusters[other].all);
      double like = likeness(w->in, &w->clusters[other], &w->clusters[i], together, limit);
      if (like >= limit) links[count++] = (struct link){.likeness = (float)like, .a = other, .b = i};
    }
    for (uint32_t k = 0; k < v->all_count; k++) w->own[v->all[k].feature] = 0;
    if (count > LINKAGE_LINKS) qsort(links, count, sizeof *links, by_rank);
    for (uint32_t k = 0; k < count && k < LINKAGE_LINKS; k++) push(w, links[k]);
  }
}

/* Compares two clusters anew, unless just as they are they were compared before. */
static void look_again(struct work *w, uint32_t a, uint32_t b) {
  if (a > b) {
    uint32_t c = a;
    a = b;
    b = c;
  }
  const struct cluster *x = &w->clusters[a], *y = &w->clusters[b];
  struct looked now = {a, b, x->version, y->version};
  struct looked *last = &w->looked[(a * 0x9E3779B1u ^ b * 0x85EBCA77u) >> 7 & w->looked_mask];
  if (!memcmp(last, &now, sizeof now)) return;
  *last = now;
  double like = nearness(x, y) > 0 ? likeness(w->in, x, y, product(&x->all, &y->all), limit_of(w->in)) : 0;
  if (like >= enough(w->in, x, y)) push(w, (struct link){(float)like, a, b, x->version, y->version});
}

static void merge(struct work *w, uint32_t a, uint32_t b) {
  if (w->clusters[a].all.count < w->clusters[b].all.count) {
    uint32_t c = a;
    a = b;
    b = c;
  }
  struct cluster *x = &w->clusters[a], *y = &w->clusters[b];
  if (!sum_take(&x->all, &y->all) || !sum_take(&x->names, &y->names)) w->status = STATUS_NO_MEMORY;
  if (y->first != LINKAGE_UNDATED) {
    if (x->first == LINKAGE_UNDATED || y->first < x->first) x->first = y->first;
    if (x->last == LINKAGE_UNDATED || y->last > x->last) x->last = y->last;
  }
  x->size += y->size;
  x->named += y->named;
  x->version++;
  y->parent = a;
}

/* What a link has become since it was made is hardly ever more than it was then (it is a mean of two such), so the
** first of the heap, if nothing has changed, is the best of all. */
static void link_all(struct work *w) {
  for (w->looked_mask = 1023; w->looked_mask < w->heap.count;) w->looked_mask = 2 * w->looked_mask + 1;
  w->looked = arena_get(&w->arena, ((size_t)w->looked_mask + 1) * sizeof *w->looked);
  if (!w->looked) w->status = STATUS_NO_MEMORY;
  while (!ended(w) && w->heap.count) {
    struct link link = pop(w);
    uint32_t a = leader(w, link.a), b = leader(w, link.b);
    if (a == b) continue;
    if (a != link.a || b != link.b || w->clusters[a].version != link.version_a ||
        w->clusters[b].version != link.version_b)
      look_again(w, a, b);
    else if (link.likeness >= (float)enough(w->in, &w->clusters[a], &w->clusters[b])) merge(w, a, b);
  }
}

static enum status end_work(struct work *w) {
  for (uint32_t i = 0; w->clusters && i < w->in->n; i++) {
    memory_free(w->clusters[i].all.parts);
    memory_free(w->clusters[i].names.parts);
  }
  arena_free(&w->arena);
  return w->status;
}

enum status linkage_group(const struct linkage *in, uint32_t *group) {
  struct work w = {.in = in};
  prepare(&w);
  if (w.status == STATUS_OK) find_links(&w);
  if (w.status == STATUS_OK) link_all(&w);
  for (uint32_t i = 0; w.status == STATUS_OK && i < in->n; i++) group[i] = leader(&w, i);
  return end_work(&w);
}

enum status linkage_near(const struct linkage *in, const bool *fresh, bool *near) {
  struct work w = {.in = in};
  memcpy(near, fresh, in->n * sizeof *near);
  uint32_t behind[2] = {0,
                        0}; /* the last one that is not fresh, and that is: only with the other kind is one compared */
  prepare(&w);
  for (uint32_t i = 0; w.status == STATUS_OK && i < in->n && !ended(&w); i++) {
    uint32_t touched = touch(&w, i, behind[!fresh[i]] > (w.undated ? 0 : w.near));
    behind[fresh[i]] = i + 1;
    for (uint32_t k = 0; k < touched; k++) {
      uint32_t other = w.touched[k];
      bool alike = (double)w.partial[other] * nearness(&w.clusters[other], &w.clusters[i]) >= NEAR;
      w.partial[other] = 0;
      if (alike && (fresh[i] || fresh[other])) near[i] = near[other] = true;
    }
  }
  return end_work(&w);
}
