/*
** A network: names as circles, larger where more is linked with them, and links as lines, stronger where they weigh
** more.  Of many links the strongest are drawn, up to LAYOUT_LINKS of them between LAYOUT_NODES names; of links that
** weigh the same, those of the names that have more.
*/
#include "axis.h"
#include "label.h"
#include "layout.h"
#include "picture.h"
#include "svg.h"

#include <math.h>

enum { MARGIN = 14, NOTE_HEIGHT = 20, NAME_FONT = 12, NAME_WIDTH = 140, NAME_HEIGHT = 15, TOLD = 12, WORK = 256 };

struct node {
  struct slice raw, name;
  double weight, radius;
};

struct network {
  const struct picture *picture;
  struct buffer *out;
  struct stop *stop;
  struct arena arena;
  struct tally weights, ranks; /* of names; of links, by which they are chosen */
  int64_t n_links, n_names;    /* in all */
  struct node nodes[LAYOUT_NODES];
  double link_weights[LAYOUT_LINKS];
  double heaviest_node, heaviest_link;
  struct layout layout;
};

static void ends_of(const struct tally_entry *e, struct slice ends[2]) {
  ends[0] = (struct slice){e->name.text, (size_t)e->number};
  ends[1] = (struct slice){e->name.text + e->number, e->name.bytes - (size_t)e->number};
}

/* Weighs the names and ranks the links: by what they weigh, and among equals by their names. */
static bool rank_links(struct network *n) {
  const struct tally *links = &n->picture->names;
  double least = INFINITY, most = 0;
  struct slice ends[2];
  bool good = true;
  for (size_t i = 0; good && i < links->count && !must_stop(n->stop, WORK); i++) {
    const struct tally_entry *e = &links->entries[i];
    if (e->rows <= 0 || tally_sum(e) <= 0) continue;
    ends_of(e, ends);
    for (int k = 0; k < 2; k++) good &= tally_add(&n->weights, 0, ends[k], 1, tally_sum(e));
    least = fmin(least, tally_sum(e));
    n->n_links++;
  }
  for (size_t i = 0; i < n->weights.count; i++) most = fmax(most, tally_sum(&n->weights.entries[i]));
  n->n_names = (int64_t)n->weights.count;
  for (size_t i = 0; good && i < links->count && !must_stop(n->stop, WORK); i++) {
    const struct tally_entry *e = &links->entries[i];
    if (e->rows <= 0 || tally_sum(e) <= 0) continue;
    ends_of(e, ends);
    const double both = tally_weight(&n->weights, 0, ends[0]) + tally_weight(&n->weights, 0, ends[1]);
    good = tally_add(&n->ranks, e->number, e->name, 1, tally_sum(e) + least * both / (2 * most + 1));
  }
  return good;
}

/* The node of a name, made where there is room; -1 where there is none. */
static int node_of(struct network *n, struct slice name, bool make) {
  for (int i = 0; i < n->layout.n_nodes; i++)
    if (slice_equals(n->nodes[i].raw, name)) return i;
  if (!make || n->layout.n_nodes == LAYOUT_NODES) return -1;
  n->nodes[n->layout.n_nodes] = (struct node){.raw = name, .weight = tally_weight(&n->weights, 0, name)};
  return n->layout.n_nodes++;
}

static void choose(struct network *n) {
  const struct tally_entry *top[LAYOUT_LINKS];
  const size_t count = tally_top(&n->ranks, top, LAYOUT_LINKS, n->stop);
  for (size_t i = 0; i < count; i++) {
    struct slice ends[2];
    ends_of(top[i], ends);
    const int missing = (node_of(n, ends[0], false) < 0) + (node_of(n, ends[1], false) < 0);
    if (n->layout.n_nodes + missing > LAYOUT_NODES) continue;
    const int a = node_of(n, ends[0], true), b = node_of(n, ends[1], true);
    const double weight = tally_weight(&n->picture->names, top[i]->number, top[i]->name);
    n->link_weights[n->layout.n_links] = weight;
    n->heaviest_link = fmax(n->heaviest_link, weight);
    n->layout.links[n->layout.n_links++] = (struct layout_link){.a = a, .b = b};
  }
}

static void measure(struct network *n) {
  struct layout *l = &n->layout;
  l->width = SVG_WIDTH - 2 * MARGIN;
  l->height = l->n_nodes <= 2 ? 100 : l->n_nodes <= 6 ? 260 : l->n_nodes <= 14 ? 380 : l->n_nodes <= 24 ? 480 : 580;
  for (int i = 0; i < l->n_nodes; i++) n->heaviest_node = fmax(n->heaviest_node, n->nodes[i].weight);
  for (int i = 0; i < l->n_nodes; i++) {
    struct node *node = &n->nodes[i];
    node->name = label_cut(&n->arena, label_clean(&n->arena, node->raw), NAME_WIDTH, NAME_FONT);
    node->radius = 4 + floor(8 * sqrt(node->weight / n->heaviest_node));
    const double half = fmax(node->radius, label_width(node->name, NAME_FONT) / 2) + 1;
    l->nodes[i].half_width = (int)half;
    l->nodes[i].half_height = (int)node->radius + NAME_HEIGHT / 2;
  }
  for (int i = 0; i < l->n_links; i++) l->links[i].pull = 1 + (int)(3 * n->link_weights[i] / n->heaviest_link);
}

/* ---- Drawing ---- */

static double x_of(const struct network *n, int i) { return MARGIN + (double)n->layout.nodes[i].x / LAYOUT_UNIT; }

/* Of its circle, which stands above its name. */
static double y_of(const struct network *n, int i) {
  return MARGIN + (double)n->layout.nodes[i].y / LAYOUT_UNIT - (double)NAME_HEIGHT / 2;
}

static void put_weight(struct buffer *b, double weight) {
  char number[NUMBER_BYTES];
  number_text(weight, number);
  buffer_add_text(b, ": ");
  buffer_add_text(b, number);
}

static void put_link(const struct network *n, struct buffer *b, int i, const char *between) {
  const struct layout_link *link = &n->layout.links[i];
  buffer_add_slice(b, n->nodes[link->a].name);
  buffer_add_text(b, between);
  buffer_add_slice(b, n->nodes[link->b].name);
  put_weight(b, n->link_weights[i]);
}

static void draw_link(struct network *n, int i) {
  const struct layout_link *link = &n->layout.links[i];
  struct buffer title = {0};
  put_link(n, &title, i, " – ");
  svg_group_open(n->out, buffer_slice(&title));
  svg_line(n->out, "nx-edge", x_of(n, link->a), y_of(n, link->a), x_of(n, link->b), y_of(n, link->b),
           1 + 5 * sqrt(n->link_weights[i] / n->heaviest_link));
  svg_group_close(n->out);
  n->out->no_memory |= title.no_memory;
  buffer_free(&title);
}

static void draw_node(struct network *n, int i) {
  const struct node *node = &n->nodes[i];
  struct buffer title = {0};
  struct slice whole = label_clean(&n->arena, node->raw);
  buffer_add_slice(&title, whole);
  put_weight(&title, node->weight);
  svg_group_open(n->out, buffer_slice(&title));
  svg_circle(n->out, "nx-mark", x_of(n, i), y_of(n, i), node->radius);
  svg_text(n->out, "nx-name", SVG_MIDDLE, x_of(n, i), y_of(n, i) + node->radius + NAME_FONT, node->name);
  svg_group_close(n->out);
  n->out->no_memory |= title.no_memory;
  buffer_free(&title);
}

static void describe(struct network *n, struct buffer *title, struct buffer *description, struct buffer *note) {
  buffer_add_text(title, "Network of ");
  note_count(title, n->n_names, "name", "names");
  note_count(description, n->n_links, "link. Strongest: ", "links. Strongest: ");
  for (int i = 0; i < n->layout.n_links && i < TOLD; i++) {
    if (i) buffer_add_text(description, "; ");
    put_link(n, description, i, " and ");
  }
  buffer_add_byte(description, '.');
  if (n->n_links > n->layout.n_links) {
    buffer_add_text(note, "Shown: ");
    note_count(note, n->layout.n_nodes, "name", "names");
    buffer_add_text(note, " and ");
    note_count(note, n->layout.n_links, "link, the strongest of ", "links, the strongest of ");
    note_count(note, n->n_names, "name and ", "names and ");
    note_count(note, n->n_links, "link. ", "links. ");
  }
  if (n->picture->left_out) {
    buffer_add_text(note, "Left out: ");
    note_count(note, n->picture->left_out, "row without two names.", "rows without two names.");
  }
}

static void draw(struct network *n) {
  struct buffer title = {0}, description = {0}, note = {0};
  measure(n);
  layout_run(&n->layout, n->stop);
  describe(n, &title, &description, &note);
  const int height = n->layout.height + 2 * MARGIN;
  svg_open(n->out, SVG_WIDTH, height + (note.count ? NOTE_HEIGHT : 0), title.bytes ? title.bytes : "",
           description.bytes ? description.bytes : "");
  for (int i = n->layout.n_links; i-- > 0;) draw_link(n, i);
  for (int i = n->layout.n_nodes; i-- > 0;) draw_node(n, i);
  if (note.count) svg_text_plain(n->out, "nx-small", SVG_START, MARGIN, height + 6, note.bytes);
  svg_close(n->out);
  n->out->no_memory |= title.no_memory || description.no_memory || note.no_memory;
  buffer_free(&title);
  buffer_free(&description);
  buffer_free(&note);
}

enum status picture_network(const struct picture *p, struct buffer *out, struct stop *stop) {
  struct network n = {.picture = p, .out = out, .stop = stop};
  if (!rank_links(&n)) n.arena.no_memory = true;
  else choose(&n);
  if (n.layout.n_nodes) draw(&n);
  else picture_empty(p, out, "Network");
  const enum status status = picture_end(out, &n.arena, stop);
  arena_free(&n.arena);
  tally_free(&n.weights);
  tally_free(&n.ranks);
  return status;
}
