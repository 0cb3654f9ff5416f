/*
** A timeline.  On top a strip of columns: how much falls on each day (week, month ...), the days that are listed in
** full colour.  Below, the days that weigh most, in order, up to MOST_DAYS; of each, its heaviest labels.  Where more
** than a month lies between two, it says how long.
*/
#include "axis.h"
#include "label.h"
#include "picture.h"
#include "svg.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_DAYS = 24, MOST_LABELS = 3, MOST_LINES = 2 };
enum { LEFT = 16, RIGHT = SVG_WIDTH - 16, STRIP_TOP = 14, STRIP_HEIGHT = 56, STRIP_BOTTOM = STRIP_TOP + STRIP_HEIGHT };
enum { LIST_TOP = STRIP_BOTTOM + 46, SPINE = 122, TEXT_LEFT = 142, LINE_HEIGHT = 17, DAY_GAP = 11, LABEL_GAP = 4 };
enum { GAP_DAYS = 31, GAP_HEIGHT = 22, WIDEST_COLUMN = 24, NOTE_HEIGHT = 26, WORK = 256 };

struct listed {
  const struct tally_entry *day;
  const struct tally_entry *best[MOST_LABELS];
  int n_best;
  int64_t labels; /* how many it has in all */
  int lines[MOST_LABELS];
  double y;                    /* of its first line */
  char gap[NUMBER_BYTES + 16]; /* how long after the day before it, if that is long */
};

struct timeline {
  const struct picture *picture;
  struct buffer *out;
  struct stop *stop;
  struct arena arena;
  struct listed listed[MOST_DAYS];
  size_t n_listed;
  int64_t days; /* in all */
  int32_t first, last;
  double heaviest; /* of the days */
};

static int by_day(const void *a, const void *b) {
  const struct listed *x = a, *y = b;
  return x->day->number < y->day->number ? -1 : x->day->number > y->day->number;
}

static void choose_days(struct timeline *t) {
  const struct tally_entry *top[MOST_DAYS];
  t->n_listed = tally_top(&t->picture->days, top, MOST_DAYS, t->stop);
  for (size_t i = 0; i < t->n_listed; i++) t->listed[i] = (struct listed){.day = top[i]};
  if (t->n_listed) t->heaviest = tally_sum(top[0]);
  if (t->n_listed) qsort(t->listed, t->n_listed, sizeof *t->listed, by_day);
}

static void choose_labels(struct timeline *t) {
  const struct tally *names = &t->picture->names;
  for (size_t i = 0; i < names->count && !must_stop(t->stop, WORK); i++) {
    const struct tally_entry *e = &names->entries[i];
    if (e->rows <= 0) continue;
    struct listed *l = bsearch(&(struct listed){.day = e}, t->listed, t->n_listed, sizeof *t->listed, by_day);
    if (!l) continue;
    l->labels++;
    int at = l->n_best < MOST_LABELS ? l->n_best++ : MOST_LABELS;
    for (; at > 0 && tally_order(e, l->best[at - 1]) < 0; at--)
      if (at < MOST_LABELS) l->best[at] = l->best[at - 1];
    if (at < MOST_LABELS) l->best[at] = e;
  }
}

static void span_days(struct timeline *t) {
  const struct tally *days = &t->picture->days;
  t->first = INT32_MAX;
  for (size_t i = 0; i < days->count && !must_stop(t->stop, WORK); i++) {
    if (days->entries[i].rows <= 0) continue;
    const int32_t day = dated_day(days->entries[i].number);
    if (day < t->first) t->first = day;
    if (day > t->last) t->last = day;
    t->days++;
  }
}

/* ---- The strip ---- */

static void draw_strip(struct timeline *t) {
  const struct day_axis axis = day_axis_of(t->first, t->last);
  const struct tally *days = &t->picture->days;
  const double wide = (double)(RIGHT - LEFT) / axis.bins;
  const double column = wide > WIDEST_COLUMN ? WIDEST_COLUMN : wide > 3 ? wide - 1 : wide;
  struct tally_entry bins[MOST_BINS] = {{0}};
  bool strong[MOST_BINS] = {0};
  double most = 0;
  for (size_t i = 0; i < days->count && !must_stop(t->stop, WORK); i++) {
    if (days->entries[i].rows <= 0) continue;
    struct tally_entry *bin = &bins[day_axis_bin(&axis, dated_day(days->entries[i].number))];
    tally_weigh(bin, tally_sum(&days->entries[i]));
    most = fmax(most, tally_sum(bin));
  }
  for (size_t i = 0; i < t->n_listed; i++) strong[day_axis_bin(&axis, dated_day(t->listed[i].day->number))] = true;
  for (int i = 0; i < axis.bins; i++) {
    if (tally_sum(&bins[i]) <= 0) continue;
    const double height = fmax(2, tally_sum(&bins[i]) / most * STRIP_HEIGHT);
    svg_rect(t->out, strong[i] ? "nx-mark" : "nx-soft", LEFT + i * wide + (wide - column) / 2, STRIP_BOTTOM - height,
             column, height);
  }
  svg_line(t->out, "nx-axis", LEFT, STRIP_BOTTOM, RIGHT, STRIP_BOTTOM, 1);
  draw_day_ticks(t->out, &axis, LEFT, RIGHT, STRIP_BOTTOM);
}

/* ---- The list ---- */

static struct slice label_of(struct timeline *t, const struct listed *l, int i) {
  return label_clean(&t->arena, l->best[i]->name);
}

/* How high the labels of a day are; counts the lines of each. */
static double height_of(struct timeline *t, struct listed *l) {
  double height = 0;
  for (int i = 0; i < l->n_best; i++) {
    struct slice rest = label_of(t, l, i);
    for (l->lines[i] = 0; l->lines[i] < MOST_LINES && (rest.bytes || !l->lines[i]); l->lines[i]++)
      label_line(rest, RIGHT - TEXT_LEFT, SVG_FONT, &rest);
    height += l->lines[i] * LINE_HEIGHT + (i ? LABEL_GAP : 0);
  }
  return height + (l->labels > l->n_best ? LINE_HEIGHT : 0);
}

static void draw_label(struct timeline *t, const struct listed *l, int i, double y) {
  const struct slice whole = label_of(t, l, i);
  struct slice rest = whole;
  svg_group_open(t->out, whole);
  for (int line = 0; line < l->lines[i]; line++, y += LINE_HEIGHT) {
    struct slice part = line + 1 < l->lines[i] ? label_line(rest, RIGHT - TEXT_LEFT, SVG_FONT, &rest)
                                               : label_cut(&t->arena, rest, RIGHT - TEXT_LEFT, SVG_FONT);
    svg_text(t->out, "nx-text", SVG_START, TEXT_LEFT, y, part);
  }
  svg_group_close(t->out);
}

static void draw_day(struct timeline *t, const struct listed *l) {
  char number[NUMBER_BYTES], text[NUMBER_BYTES + 16];
  double y = l->y;
  const double radius = 3 + 5 * sqrt(t->heaviest > 0 ? fmax(0, tally_sum(l->day)) / t->heaviest : 0);
  dated_text(l->day->number, text);
  svg_circle(t->out, "nx-mark", SPINE, y - 4, radius);
  svg_text_plain(t->out, "nx-day", SVG_END, SPINE - 16, y, text);
  for (int i = 0; i < l->n_best; i++) {
    draw_label(t, l, i, y);
    y += l->lines[i] * LINE_HEIGHT + LABEL_GAP;
  }
  if (l->labels == l->n_best) return;
  number_text((double)(l->labels - l->n_best), number);
  snprintf(text, sizeof text, "%s more that day", number);
  svg_text_plain(t->out, "nx-small", SVG_START, TEXT_LEFT, y, text);
}

static void find_gap(struct listed *l) {
  enum { TWO_YEARS = 730 };
  const int days = dated_day(l->day->number) - dated_day(l[-1].day->number);
  const bool years = days >= TWO_YEARS;
  const int n = years ? (days * 4 + TWO_YEARS) / 1461 : (days * 2 + 30) / 61;
  if (days < GAP_DAYS) return;
  char number[NUMBER_BYTES];
  number_text(n, number);
  snprintf(l->gap, sizeof l->gap, "%s %s later", number, years ? "years" : n == 1 ? "month" : "months");
}

/* Gives each day its place; returns where the list ends. */
static double lay_out(struct timeline *t) {
  double y = LIST_TOP;
  for (size_t i = 0; i < t->n_listed; i++) {
    struct listed *l = &t->listed[i];
    if (i) find_gap(l);
    if (*l->gap) y += GAP_HEIGHT;
    l->y = y;
    y += height_of(t, l) + DAY_GAP;
  }
  return y;
}

static void draw_list(struct timeline *t) {
  for (size_t i = 1; i < t->n_listed; i++) {
    const struct listed *l = &t->listed[i];
    svg_line(t->out, *l->gap ? "nx-gap" : "nx-axis", SPINE, l[-1].y - 4, SPINE, l->y - 4, 1);
    if (*l->gap) svg_text_plain(t->out, "nx-small", SVG_START, TEXT_LEFT, l->y - GAP_HEIGHT - 2, l->gap);
  }
  for (size_t i = 0; i < t->n_listed; i++) draw_day(t, &t->listed[i]);
}

/* ---- The whole ---- */

/* What the picture says to whoever cannot see it. */
static void describe(struct timeline *t, struct buffer *title, struct buffer *description) {
  char day[DAY_BYTES];
  buffer_add_text(title, "Timeline, ");
  dated_text(dated(t->first, GRAIN_DAY_EXACT), day);
  buffer_add_text(title, day);
  if (t->last > t->first) {
    dated_text(dated(t->last, GRAIN_DAY_EXACT), day);
    buffer_add_text(title, " to ");
    buffer_add_text(title, day);
  }
  note_count(description, t->days, "day.", "days.");
  for (size_t i = 0; i < t->n_listed; i++) {
    const struct listed *l = &t->listed[i];
    dated_text(l->day->number, day);
    buffer_add_byte(description, ' ');
    buffer_add_text(description, day);
    if (!l->n_best) continue;
    struct slice text = label_cut(&t->arena, label_of(t, l, 0), RIGHT - TEXT_LEFT, SVG_FONT);
    buffer_add_text(description, ": ");
    buffer_add_slice(description, text);
    buffer_add_byte(description, ';');
  }
}

static void note_left_out(const struct timeline *t, struct buffer *note) {
  if (t->days > (int64_t)t->n_listed) {
    buffer_add_text(note, "Listed: the ");
    note_count(note, (int64_t)t->n_listed, "day", "days");
    buffer_add_text(note, " that weigh most, of ");
    char number[NUMBER_BYTES];
    number_text((double)t->days, number);
    buffer_add_text(note, number);
    buffer_add_text(note, ". ");
  }
  if (t->picture->left_out) {
    buffer_add_text(note, "Left out: ");
    note_count(note, t->picture->left_out, "row without a day or label.", "rows without a day or label.");
  }
}

enum status picture_timeline(const struct picture *p, struct buffer *out, struct stop *stop) {
  struct timeline t = {.picture = p, .out = out, .stop = stop};
  struct buffer title = {0}, description = {0}, note = {0};
  choose_days(&t);
  if (!t.n_listed) {
    picture_empty(p, out, "Timeline");
    return picture_end(out, &t.arena, stop);
  }
  choose_labels(&t);
  span_days(&t);
  if (must_stop(stop, 0)) goto done; /* what was not seen to the end is not drawn */
  describe(&t, &title, &description);
  note_left_out(&t, &note);
  const double end = lay_out(&t);
  svg_open(out, SVG_WIDTH, (int)end + (note.count ? NOTE_HEIGHT : 0), title.bytes ? title.bytes : "",
           description.bytes ? description.bytes : "");
  draw_strip(&t);
  draw_list(&t);
  if (note.count) svg_text_plain(out, "nx-small", SVG_START, LEFT, end + 8, note.bytes);
  svg_close(out);
done:
  out->no_memory |= title.no_memory || description.no_memory || note.no_memory;
  const enum status status = picture_end(out, &t.arena, stop);
  arena_free(&t.arena);
  buffer_free(&title);
  buffer_free(&description);
  buffer_free(&note);
  return status;
}
