/* Where the names of a network stand: see layout.h. */
#include "layout.h"

#include <stdlib.h>

enum { ROUNDS = 400, PUSH_ROUNDS = 400, PADDING = 5, WORK = 1 << 12 };

struct force {
  int64_t x, y;
};

/* A node with more links takes more room, and each of its links pulls less (Jacomy and others 2014, ForceAtlas2). */
static void count_links(const struct layout *l, int degrees[LAYOUT_NODES]) {
  for (int i = 0; i < l->n_links; i++) degrees[l->links[i].a]++, degrees[l->links[i].b]++;
}

static int64_t root(int64_t n) {
  int64_t low = 0, high = (int64_t)1 << 31;
  while (low < high) {
    const int64_t middle = (low + high + 1) / 2;
    if (middle <= n / (middle ? middle : 1)) low = middle;
    else high = middle - 1;
  }
  return low;
}

/* The distance of two nodes, at least a unit, and the way from b to a. */
static int64_t way(const struct layout *l, int a, int b, struct force *d) {
  d->x = l->nodes[a].x - l->nodes[b].x;
  d->y = l->nodes[a].y - l->nodes[b].y;
  if (!d->x && !d->y) d->x = a < b ? -1 : 1;
  const int64_t length = root(d->x * d->x + d->y * d->y);
  return length ? length : 1;
}

static void scatter(struct layout *l) {
  uint32_t seed = 1;
  for (int i = 0; i < l->n_nodes; i++) {
    seed = seed * 1664525u + 1013904223u; /* Numerical Recipes' generator; any fixed places would do */
    l->nodes[i].x = (int64_t)(seed >> 16) % ((int64_t)l->width * LAYOUT_UNIT);
    seed = seed * 1664525u + 1013904223u;
    l->nodes[i].y = (int64_t)(seed >> 16) % ((int64_t)l->height * LAYOUT_UNIT);
  }
}

static void push_apart(const struct layout *l, int64_t ideal, const int *degrees, struct force *forces) {
  for (int a = 0; a < l->n_nodes; a++) {
    for (int b = 0; b < a; b++) {
      struct force d;
      const int64_t length = way(l, a, b, &d);
      const int64_t push = ideal * ideal / length * root((degrees[a] + 1) * (degrees[b] + 1) * 16) / 16;
      forces[a].x += d.x * push / length;
      forces[a].y += d.y * push / length;
      forces[b].x -= d.x * push / length;
      forces[b].y -= d.y * push / length;
    }
  }
}

static void pull_together(const struct layout *l, int64_t ideal, const int *degrees, struct force *forces) {
  for (int i = 0; i < l->n_links; i++) {
    const struct layout_link *link = &l->links[i];
    struct force d;
    const int fewer = degrees[link->a] < degrees[link->b] ? degrees[link->a] : degrees[link->b];
    const int64_t length = way(l, link->a, link->b, &d),
                  pull = length * length / ideal * (2 + link->pull) / (2 + fewer);
    forces[link->a].x -= d.x * pull / length;
    forces[link->a].y -= d.y * pull / length;
    forces[link->b].x += d.x * pull / length;
    forces[link->b].y += d.y * pull / length;
  }
}

/* Moves each node by its force, `most` at most, and to the middle by a little. */
static void move(struct layout *l, const struct force *forces, int64_t most) {
  const int64_t middle_x = (int64_t)l->width * LAYOUT_UNIT / 2, middle_y = (int64_t)l->height * LAYOUT_UNIT / 2;
  for (int i = 0; i < l->n_nodes; i++) {
    struct layout_node *n = &l->nodes[i];
    const struct force f = {forces[i].x + (middle_x - n->x), forces[i].y + (middle_y - n->y) * 3 / 2};
    const int64_t length = root(f.x * f.x + f.y * f.y), step = length < most ? length : most;
    if (!length) continue;
    n->x += f.x * step / length;
    n->y += f.y * step / length;
  }
}

/* Stretches the places to fill the frame, as far as labels leave room. */
static void fit(struct layout *l) {
  int64_t low_x = INT64_MAX, high_x = INT64_MIN, low_y = INT64_MAX, high_y = INT64_MIN;
  for (int i = 0; i < l->n_nodes; i++) {
    const struct layout_node *n = &l->nodes[i];
    low_x = n->x < low_x ? n->x : low_x;
    high_x = n->x > high_x ? n->x : high_x;
    low_y = n->y < low_y ? n->y : low_y;
    high_y = n->y > high_y ? n->y : high_y;
  }
  for (int i = 0; i < l->n_nodes; i++) {
    struct layout_node *n = &l->nodes[i];
    const int64_t w = (int64_t)(l->width - 2 * n->half_width) * LAYOUT_UNIT;
    const int64_t h = (int64_t)(l->height - 2 * n->half_height) * LAYOUT_UNIT;
    n->x = n->half_width * LAYOUT_UNIT + (high_x > low_x ? (n->x - low_x) * w / (high_x - low_x) : w / 2);
    n->y = n->half_height * LAYOUT_UNIT + (high_y > low_y ? (n->y - low_y) * h / (high_y - low_y) : h / 2);
  }
}

static int64_t within(int64_t at, int64_t half, int64_t size) {
  return at < half ? half : at > size - half ? size - half : at;
}

/* Pushes two overlapping labels apart, by the shorter way; whether they were. */
static bool separate(struct layout *l, int i, int k) {
  struct layout_node *a = &l->nodes[i], *b = &l->nodes[k];
  const int64_t over_x = (int64_t)(a->half_width + b->half_width + PADDING) * LAYOUT_UNIT - llabs(a->x - b->x);
  const int64_t over_y = (int64_t)(a->half_height + b->half_height + PADDING) * LAYOUT_UNIT - llabs(a->y - b->y);
  if (over_x <= 0 || over_y <= 0) return false;
  if (over_x < over_y) {
    const int64_t by = (over_x / 2 + 1) * (a->x < b->x ? -1 : 1);
    a->x = within(a->x + by, (int64_t)a->half_width * LAYOUT_UNIT, (int64_t)l->width * LAYOUT_UNIT);
    b->x = within(b->x - by, (int64_t)b->half_width * LAYOUT_UNIT, (int64_t)l->width * LAYOUT_UNIT);
  } else {
    const int64_t by = (over_y / 2 + 1) * (a->y < b->y ? -1 : 1);
    a->y = within(a->y + by, (int64_t)a->half_height * LAYOUT_UNIT, (int64_t)l->height * LAYOUT_UNIT);
    b->y = within(b->y - by, (int64_t)b->half_height * LAYOUT_UNIT, (int64_t)l->height * LAYOUT_UNIT);
  }
  return true;
}

void layout_run(struct layout *l, struct stop *stop) {
  const int64_t area = (int64_t)l->width * l->height * LAYOUT_UNIT * LAYOUT_UNIT;
  const int64_t ideal = l->n_nodes ? root(area / l->n_nodes) * 3 / 4 : 1;
  int degrees[LAYOUT_NODES] = {0};
  count_links(l, degrees);
  scatter(l);
  for (int round = 0; round < ROUNDS && !must_stop(stop, WORK); round++) {
    struct force forces[LAYOUT_NODES] = {{0}};
    push_apart(l, ideal, degrees, forces);
    pull_together(l, ideal, degrees, forces);
    move(l, forces, (int64_t)l->width * LAYOUT_UNIT / 8 * (ROUNDS - round) / ROUNDS + 1);
  }
  fit(l);
  bool moved = true;
  for (int round = 0; round < PUSH_ROUNDS && moved && !must_stop(stop, WORK); round++) {
    moved = false;
    for (int a = 0; a < l->n_nodes; a++)
      for (int b = 0; b < a; b++) moved |= separate(l, a, b);
  }
}
