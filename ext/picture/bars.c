/*
** Bars, each with its label and its value, the greatest first, up to MOST_BARS; values below zero go to the left.
** Columns along an axis of days, in bins of a day, a week, a month ..., empty where nothing is.
** Both are stacks where there are series.
*/
#include "axis.h"
#include "label.h"
#include "picture.h"
#include "series.h"
#include "svg.h"

#include <math.h>
#include <stdio.h>

enum { MOST_BARS = 24, WORK = 256 };
enum { LEFT = 16, RIGHT = SVG_WIDTH - 16, TOP = 14, NOTE_HEIGHT = 24 };
enum { ROW_HEIGHT = 24, BAR_HEIGHT = 16, MOST_LABEL_WIDTH = 280, LABEL_GAP = 10, VALUE_GAP = 6 };
enum { PLOT_HEIGHT = 200, AXIS_HEIGHT = 30, WIDEST_COLUMN = 48, STEPS = 4 };

/* Ends both kinds, and frees their texts. */
static enum status finish(struct buffer *out, struct buffer *title, struct buffer *description, struct buffer *note,
                          struct arena *arena, const struct stop *stop) {
  svg_close(out);
  out->no_memory |= title->no_memory || description->no_memory || note->no_memory;
  const enum status status = picture_end(out, arena, stop);
  arena_free(arena);
  buffer_free(title);
  buffer_free(description);
  buffer_free(note);
  return status;
}

static const char *text_of(const struct buffer *b) { return b->bytes ? b->bytes : ""; }

/* Adds what was drawn apart, and frees it. */
static void take(struct buffer *out, struct buffer *drawn) {
  buffer_add(out, text_of(drawn), drawn->count);
  out->no_memory |= drawn->no_memory;
  buffer_free(drawn);
}

static void note_left_out(const struct picture *p, struct buffer *note) {
  if (!p->left_out) return;
  buffer_add_text(note, "Left out: ");
  if (p->series.count)
    note_count(note, p->left_out, "row without a label, value or series.", "rows without a label, value or series.");
  else note_count(note, p->left_out, "row without a label or value.", "rows without a label or value.");
}

static void note_series(const struct series *s, const struct tally *all, struct buffer *title) {
  int64_t count = 0;
  if (!s->named) return;
  for (size_t i = 0; i < all->count; i++) count += all->entries[i].rows > 0;
  buffer_add_text(title, ", ");
  note_count(title, count, "series", "series");
}

/* ---- Bars ---- */

struct bar {
  struct slice label;
  double value, parts[MOST_PARTS];
  struct stack stack;
  char text[NUMBER_BYTES];
};

/* Parts each bar into its series. */
static void part_bars(const struct picture *p, const struct series *s, const struct tally_entry *const *top,
                      struct bar *bars, size_t count, struct stop *stop) {
  struct tally_entry sums[MOST_BARS][MOST_PARTS] = {{{0}}};
  for (size_t i = 0; i < p->parts.count && !must_stop(stop, WORK); i++) {
    const struct tally_entry *e = &p->parts.entries[i];
    const size_t label = (size_t)e->number;
    size_t at = 0;
    while (at < count && !(top[at]->name.bytes == label && !memcmp(top[at]->name.text, e->name.text, label))) at++;
    if (at == count || e->rows <= 0) continue;
    const struct slice name = {e->name.text + label, e->name.bytes - label};
    tally_weigh(&sums[at][series_of(s, name)], tally_sum(e));
  }
  for (size_t i = 0; i < count; i++) {
    for (int k = 0; k < s->parts; k++) bars[i].parts[k] = s->named ? tally_sum(&sums[i][k]) : bars[i].value;
    bars[i].stack = stack_of(bars[i].parts, s->parts);
  }
}

/* How wide a value stands beside its bar. */
static double value_width(const struct bar *b) { return label_width(slice_of(b->text), SVG_SMALL) + 2 * VALUE_GAP; }

static void draw_bars(struct buffer *out, struct arena *arena, const struct series *s, const struct bar *bars,
                      size_t count, double top) {
  double label_room = 0, low = 0, high = 0, left_room = 0, right_room = 0;
  for (size_t i = 0; i < count; i++) {
    const struct bar *b = &bars[i];
    label_room = fmax(label_room, label_width(b->label, SVG_FONT));
    low = fmin(low, b->stack.low);
    high = fmax(high, b->stack.high);
    if (b->value < 0) left_room = fmax(left_room, value_width(b));
    else right_room = fmax(right_room, value_width(b));
  }
  label_room = fmin(label_room, MOST_LABEL_WIDTH);
  const double from = LEFT + label_room + LABEL_GAP + left_room, to = RIGHT - right_room;
  const double scale = high > low ? (to - from) / (high - low) : 0, zero = from - low * scale;
  for (size_t i = 0; i < count; i++) {
    const struct bar *b = &bars[i];
    const double y = top + (double)i * ROW_HEIGHT, base = y + BAR_HEIGHT - 3.5;
    const double end =
        b->value < 0 ? zero + b->stack.low * scale - VALUE_GAP : zero + b->stack.high * scale + VALUE_GAP;
    svg_group_open(out, b->label);
    svg_text(out, "nx-text", SVG_END, LEFT + label_room, base, label_cut(arena, b->label, label_room + 1, SVG_FONT));
    for (int k = 0; k < s->parts; k++)
      if (!s->named || b->parts[k] != 0)
        series_rect(out, s, k, b->label, b->parts[k], zero + (b->stack.from[k] + fmin(0, b->parts[k])) * scale, y,
                    fabs(b->parts[k]) * scale, BAR_HEIGHT);
    svg_text_plain(out, "nx-small", b->value < 0 ? SVG_END : SVG_START, end, base, b->text);
    svg_group_close(out);
  }
  svg_line(out, "nx-axis", zero, top - 4, zero, top + (double)count * ROW_HEIGHT - (ROW_HEIGHT - BAR_HEIGHT) + 4, 1);
}

static void describe_bars(struct buffer *description, struct arena *arena, const struct series *s,
                          const struct bar *bars, size_t count) {
  for (size_t i = 0; i < count; i++) {
    const struct slice label = label_cut(arena, bars[i].label, MOST_LABEL_WIDTH, SVG_FONT);
    buffer_add_slice(description, label);
    buffer_add_text(description, ": ");
    buffer_add_text(description, bars[i].text);
    if (s->named) buffer_add_text(description, " (");
    series_describe(description, s, bars[i].parts);
    if (s->named) buffer_add_text(description, ")");
    buffer_add_text(description, i + 1 < count ? "; " : ".");
  }
}

/* What the labels behind the last bar come to. */
static void note_others(const struct picture *p, const struct tally_entry *last, struct buffer *note,
                        struct stop *stop) {
  struct tally_entry others = {0};
  for (size_t i = 0; i < p->names.count && !must_stop(stop, WORK); i++) {
    const struct tally_entry *e = &p->names.entries[i];
    if (e->rows <= 0 || tally_order(e, last) <= 0) continue;
    others.rows++;
    tally_weigh(&others, tally_sum(e));
  }
  if (!others.rows) return;
  char sum[NUMBER_BYTES];
  number_text(tally_sum(&others), sum);
  buffer_add_text(note, "Not shown: ");
  note_count(note, others.rows, "other label", "other labels");
  buffer_add_text(note, ", together ");
  buffer_add_text(note, sum);
  buffer_add_text(note, ". ");
}

enum status picture_bars(const struct picture *p, struct buffer *out, struct stop *stop) {
  const struct tally_entry *top[MOST_BARS];
  struct bar bars[MOST_BARS];
  struct arena arena = {0};
  struct series series;
  struct buffer title = {0}, description = {0}, note = {0}, legend = {0};
  const size_t count = tally_top(&p->names, top, MOST_BARS, stop);
  if (!count) {
    picture_empty(p, out, "Bars");
    return picture_end(out, &arena, stop);
  }
  series_choose(&series, &p->series, &arena, stop);
  for (size_t i = 0; i < count; i++) {
    bars[i] = (struct bar){.label = label_clean(&arena, top[i]->name), .value = tally_sum(top[i])};
    number_text(bars[i].value, bars[i].text);
  }
  part_bars(p, &series, top, bars, count, stop);
  buffer_add_text(&title, "Bars, ");
  note_count(&title, (int64_t)count, "label", "labels");
  note_series(&series, &p->series, &title);
  describe_bars(&description, &arena, &series, bars, count);
  note_others(p, top[count - 1], &note, stop);
  note_left_out(p, &note);
  const int first = TOP + series_legend(&legend, &series, LEFT, RIGHT, TOP), end = first + (int)count * ROW_HEIGHT;
  svg_open(out, SVG_WIDTH, end + 6 + (note.count ? NOTE_HEIGHT : 0), text_of(&title), text_of(&description));
  take(out, &legend);
  draw_bars(out, &arena, &series, bars, count, first);
  if (note.count) svg_text_plain(out, "nx-small", SVG_START, LEFT, end + 14, note.bytes);
  return finish(out, &title, &description, &note, &arena, stop);
}

/* ---- Columns ---- */

struct columns {
  const struct picture *picture;
  struct day_axis axis;
  struct series series;
  double sums[MOST_BINS], (*parts)[MOST_PARTS];
  int greatest; /* a bin */
  double low, high;
};

/* Fills the axis and the bins; false where there are no days. */
static bool fill(struct columns *c, struct arena *arena, struct stop *stop) {
  const struct tally *days = &c->picture->days;
  struct tally_entry(*bins)[MOST_PARTS] = arena_get(arena, MOST_BINS * sizeof *bins);
  c->parts = arena_get(arena, MOST_BINS * sizeof *c->parts);
  int32_t first = INT32_MAX, last = 0;
  for (size_t i = 0; i < days->count && !must_stop(stop, WORK); i++) {
    if (days->entries[i].rows <= 0) continue;
    const int32_t day = dated_day(days->entries[i].number);
    first = day < first ? day : first;
    last = day > last ? day : last;
  }
  if (!last || must_stop(stop, 0) || arena->no_memory) return false;
  c->axis = day_axis_of(first, last);
  series_choose(&c->series, &c->picture->series, arena, stop);
  for (size_t i = 0; i < days->count && !must_stop(stop, WORK); i++) {
    const struct tally_entry *e = &days->entries[i];
    if (e->rows > 0)
      tally_weigh(&bins[day_axis_bin(&c->axis, dated_day(e->number))][series_of(&c->series, e->name)], tally_sum(e));
  }
  for (int i = 0; i < c->axis.bins; i++) {
    struct tally_entry sum = {0};
    for (int k = 0; k < c->series.parts; k++) {
      c->parts[i][k] = tally_sum(&bins[i][k]);
      tally_weigh(&sum, c->parts[i][k]);
    }
    const struct stack stack = stack_of(c->parts[i], c->series.parts);
    c->sums[i] = tally_sum(&sum);
    if (c->sums[i] > c->sums[c->greatest]) c->greatest = i;
    c->low = fmin(c->low, stack.low);
    c->high = fmax(c->high, stack.high);
  }
  return true;
}

static void bin_text(const struct day_axis *a, int bin, char out[DAY_BYTES]) {
  const int32_t day = day_axis_start(a, bin);
  dated_text(dated(day, a->unit <= BIN_WEEK      ? GRAIN_DAY_EXACT
                        : a->unit <= BIN_QUARTER ? GRAIN_DAY_OF_MONTH
                                                 : GRAIN_DAY_OF_YEAR),
             out);
}

/* The value of a mark of the scale, counted from the lowest. */
static double step_at(const struct scale *s, int i) {
  const double value = s->low + i * s->step;
  return fabs(value) < s->step / 2 ? 0 : value;
}

/* Draws what a bin has, upon each other. */
static void draw_bin(struct buffer *out, const struct columns *c, int bin, double x, double width, double zero,
                     double scale) {
  const struct stack stack = stack_of(c->parts[bin], c->series.parts);
  char day[DAY_BYTES], number[NUMBER_BYTES], title[DAY_BYTES + NUMBER_BYTES + 2];
  if (stack.low == 0 && stack.high == 0) return;
  bin_text(&c->axis, bin, day);
  number_text(c->sums[bin], number);
  snprintf(title, sizeof title, "%s: %s", day, number);
  svg_group_open(out, slice_of(title));
  for (int k = 0; k < c->series.parts; k++) {
    const double value = c->parts[bin][k];
    if (value != 0)
      series_rect(out, &c->series, k, slice_of(day), value, x, zero - (stack.from[k] + fmax(0, value)) * scale, width,
                  fabs(value) * scale);
  }
  svg_group_close(out);
}

static void draw_columns(struct buffer *out, const struct columns *c, double top) {
  const struct scale s = scale_of(c->low, c->high, STEPS);
  char text[NUMBER_BYTES];
  double room = 0;
  const int steps = (int)lround((s.high - s.low) / s.step);
  for (int i = 0; i <= steps; i++) {
    number_text(step_at(&s, i), text);
    room = fmax(room, label_width(slice_of(text), SVG_SMALL));
  }
  const double left = LEFT + room + VALUE_GAP, scale = PLOT_HEIGHT / (s.high - s.low),
               zero = top + PLOT_HEIGHT + s.low * scale;
  const double wide = (RIGHT - left) / c->axis.bins, column = fmin(wide > 3 ? wide - 1 : wide, WIDEST_COLUMN);
  for (int i = 0; i <= steps; i++) {
    const double y = zero - step_at(&s, i) * scale;
    number_text(step_at(&s, i), text);
    svg_text_plain(out, "nx-small", SVG_END, left - VALUE_GAP, y + 4, text);
    svg_line(out, "nx-grid", left, y, RIGHT, y, 1);
  }
  for (int i = 0; i < c->axis.bins; i++)
    draw_bin(out, c, i, left + i * wide + (wide - column) / 2, column, zero, scale);
  svg_line(out, "nx-axis", left, zero, RIGHT, zero, 1);
  draw_day_ticks(out, &c->axis, left, RIGHT, top + PLOT_HEIGHT);
}

static void describe(const struct columns *c, struct buffer *title, struct buffer *description) {
  char text[DAY_BYTES], number[NUMBER_BYTES];
  buffer_add_text(title, "Columns, by ");
  buffer_add_text(title, day_axis_unit(&c->axis));
  note_series(&c->series, &c->picture->series, title);
  bin_text(&c->axis, 0, text);
  buffer_add_text(description, "From ");
  buffer_add_text(description, text);
  bin_text(&c->axis, c->axis.bins - 1, text);
  buffer_add_text(description, " to ");
  buffer_add_text(description, text);
  bin_text(&c->axis, c->greatest, text);
  number_text(c->sums[c->greatest], number);
  buffer_add_text(description, "; the greatest is that of ");
  buffer_add_text(description, text);
  buffer_add_text(description, ": ");
  buffer_add_text(description, number);
  buffer_add_byte(description, '.');
  if (!c->series.named) return;
  buffer_add_text(description, " In all: ");
  series_describe(description, &c->series, c->series.sums);
  buffer_add_byte(description, '.');
}

enum status picture_columns(const struct picture *p, struct buffer *out, struct stop *stop) {
  struct columns c = {.picture = p};
  struct arena arena = {0};
  struct buffer title = {0}, description = {0}, note = {0}, legend = {0};
  if (!fill(&c, &arena, stop)) {
    picture_empty(p, out, "Columns");
    const enum status status = picture_end(out, &arena, stop);
    arena_free(&arena);
    return status;
  }
  describe(&c, &title, &description);
  if (c.axis.unit != BIN_DAY) {
    buffer_add_text(&note, "A column is a ");
    buffer_add_text(&note, day_axis_unit(&c.axis));
    buffer_add_text(&note, ". ");
  }
  note_left_out(p, &note);
  const int first = TOP + series_legend(&legend, &c.series, LEFT, RIGHT, TOP), end = first + PLOT_HEIGHT + AXIS_HEIGHT;
  svg_open(out, SVG_WIDTH, end + (note.count ? NOTE_HEIGHT - 6 : 0), text_of(&title), text_of(&description));
  take(out, &legend);
  draw_columns(out, &c, first);
  if (note.count) svg_text_plain(out, "nx-small", SVG_START, LEFT, end + 8, note.bytes);
  return finish(out, &title, &description, &note, &arena, stop);
}
